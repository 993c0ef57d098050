/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domo/preamp-integration.h"
#include "migration/preamp-workspace.h"
#include "preamp-datasource-item.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_DETAILS_PANE (preamp_details_pane_get_type ())

G_DECLARE_FINAL_TYPE (PreampDetailsPane, preamp_details_pane, PREAMP, DETAILS_PANE, AdwBin)

GtkWidget *preamp_details_pane_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_details_pane_set_workspace (PreampDetailsPane    *self,
                                              PreampWorkspace      *workspace,
                                              PreampIntegration    *integration);
void       preamp_details_pane_set_item      (PreampDetailsPane    *self,
                                              PreampDatasourceItem *item);

G_END_DECLS
