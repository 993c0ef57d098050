/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-run-summary.h"
#include "preamp-activity-model.h"

G_BEGIN_DECLS

/**
 * PreampReportFormat:
 * @PREAMP_REPORT_CSV: comma-separated values as RFC 4180 has them, for spreadsheets
 * @PREAMP_REPORT_JSON: JSON, for programs
 *
 * How a report is written.
 */
typedef enum
{
  PREAMP_REPORT_CSV,
  PREAMP_REPORT_JSON,
} PreampReportFormat;

typedef struct _PreampReport PreampReport;

PreampReport *preamp_report_new_run      (PreampReportFormat         format,
                                          const PreampRunSummary    *run) G_GNUC_WARN_UNUSED_RESULT;
PreampReport *preamp_report_new_list     (PreampReportFormat         format,
                                          PreampActivityKind         kind,
                                          const char                *instance)
                                          G_GNUC_WARN_UNUSED_RESULT;
void          preamp_report_add_attempt  (PreampReport              *self,
                                          const PreampRunRecord     *run,
                                          const PreampAttemptRecord *attempt);
void          preamp_report_add_run      (PreampReport              *self,
                                          const PreampRunSummary    *run);
GBytes       *preamp_report_end          (PreampReport              *self)
                                          G_GNUC_WARN_UNUSED_RESULT;
void          preamp_report_free         (PreampReport              *self);

void          preamp_report_save_run_async  (PreampJournal             *journal,
                                             gint64                     run_id,
                                             PreampReportFormat         format,
                                             GFile                     *file,
                                             GCancellable              *cancellable,
                                             GAsyncReadyCallback        callback,
                                             gpointer                   user_data);
void          preamp_report_save_list_async (PreampJournal             *journal,
                                             PreampActivityKind         kind,
                                             const PreampJournalFilter *filter,
                                             PreampReportFormat         format,
                                             GFile                     *file,
                                             GCancellable              *cancellable,
                                             GAsyncReadyCallback        callback,
                                             gpointer                   user_data);
void          preamp_report_save_journal_async (PreampJournal         *journal,
                                                PreampReportFormat     format,
                                                GFile                 *file,
                                                GCancellable          *cancellable,
                                                GAsyncReadyCallback    callback,
                                                gpointer               user_data);
gboolean      preamp_report_save_finish     (PreampJournal             *journal,
                                             GAsyncResult              *result,
                                             GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampReport, preamp_report_free)

G_END_DECLS
