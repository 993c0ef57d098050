/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-plan-row.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_PLAN_LIST (preamp_plan_list_get_type ())

G_DECLARE_FINAL_TYPE (PreampPlanList, preamp_plan_list, PREAMP, PLAN_LIST, AdwBin)

void        preamp_plan_list_set_model     (PreampPlanList *self,
                                            GListModel     *rows);
const char *preamp_plan_list_get_icon_name (PreampVerdict   verdict);
const char *preamp_plan_list_get_css_class (PreampVerdict   verdict);

G_END_DECLS
