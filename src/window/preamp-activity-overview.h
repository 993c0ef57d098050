/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ACTIVITY_OVERVIEW (preamp_activity_overview_get_type ())

G_DECLARE_FINAL_TYPE (PreampActivityOverview, preamp_activity_overview, PREAMP, ACTIVITY_OVERVIEW,
                      AdwBin)

GtkWidget *preamp_activity_overview_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_activity_overview_set_workspace (PreampActivityOverview *self,
                                                   PreampWorkspace        *workspace);
void       preamp_activity_overview_set_narrow    (PreampActivityOverview *self,
                                                   gboolean                narrow);
void       preamp_activity_overview_set_tight     (PreampActivityOverview *self,
                                                   gboolean                tight);
void       preamp_activity_overview_set_height    (PreampActivityOverview *self,
                                                   int                     height);
void       preamp_activity_overview_refresh       (PreampActivityOverview *self);
GPtrArray *preamp_activity_overview_dup_seen      (PreampActivityOverview *self)
                                                   G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
