/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-activity-dialog.h"

G_BEGIN_DECLS

/* preamp-activity-dialog.c */
PreampWorkspace        *preamp_activity_dialog_get_workspace   (PreampActivityDialog *self);
PreampAttempt          *preamp_activity_dialog_get_attempt     (PreampActivityDialog *self);
GPtrArray              *preamp_activity_dialog_get_records     (PreampActivityDialog *self);
const PreampRunSummary *preamp_activity_dialog_get_summary     (PreampActivityDialog *self);
void                    preamp_activity_dialog_show_run        (PreampActivityDialog *self,
                                                                gint64                run_id);

/* preamp-activity-dialog-actions.c */
void                    preamp_activity_dialog_install_actions (GtkWidgetClass       *widget_class);
void                    preamp_activity_dialog_update_actions  (PreampActivityDialog *self);

G_END_DECLS
