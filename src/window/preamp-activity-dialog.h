/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ACTIVITY_DIALOG (preamp_activity_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PreampActivityDialog, preamp_activity_dialog, PREAMP, ACTIVITY_DIALOG,
                      AdwWindow)

GtkWindow *preamp_activity_dialog_new_for_run     (PreampWorkspace      *workspace,
                                                   gint64                run_id)
                                                   G_GNUC_WARN_UNUSED_RESULT;
GtkWindow *preamp_activity_dialog_new_for_attempt (PreampWorkspace      *workspace,
                                                   PreampAttempt        *attempt)
                                                   G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
