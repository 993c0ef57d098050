/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "journal/preamp-run-summary.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RUN_REPORT (preamp_run_report_get_type ())

G_DECLARE_FINAL_TYPE (PreampRunReport, preamp_run_report, PREAMP, RUN_REPORT, AdwBin)

GtkWidget *preamp_run_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_run_report_set (PreampRunReport        *self,
                                  const PreampRunSummary *summary,
                                  GPtrArray              *records);

G_END_DECLS
