/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "journal/preamp-run-summary.h"
#include "migration/preamp-follow-up.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

gboolean preamp_run_may_follow (const PreampRunSummary *summary,
                                PreampFollowUp          what);
void     preamp_run_follow_up  (GtkWidget              *widget,
                                PreampWorkspace        *workspace,
                                const PreampRunSummary *summary,
                                PreampFollowUp          what);

G_END_DECLS
