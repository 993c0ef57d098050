/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-attempt.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_REPORT_ROW (preamp_report_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampReportRow, preamp_report_row, PREAMP, REPORT_ROW, AdwBin)

GtkWidget *preamp_report_row_new      (PreampAttempt   *attempt) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_report_row_describe (PreampReportRow *self);

G_END_DECLS
