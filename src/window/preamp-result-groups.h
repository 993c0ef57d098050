/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-run.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RESULT_GROUPS (preamp_result_groups_get_type ())

G_DECLARE_FINAL_TYPE (PreampResultGroups, preamp_result_groups, PREAMP, RESULT_GROUPS, AdwBin)

void preamp_result_groups_set_run (PreampResultGroups *self,
                                   PreampWorkspace    *workspace,
                                   PreampRun          *run);
void preamp_result_groups_update  (PreampResultGroups *self);

G_END_DECLS
