/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "migration/preamp-report.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

void preamp_run_export    (GtkWidget          *widget,
                           PreampWorkspace    *workspace,
                           gint64              run_id,
                           PreampReportFormat  format);
void preamp_run_export_to (GtkWidget          *widget,
                           PreampWorkspace    *workspace,
                           gint64              run_id,
                           GFile              *file,
                           PreampReportFormat  format);

G_END_DECLS
