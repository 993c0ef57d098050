/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "preamp-attempt-record.h"
#include "preamp-run-record.h"

G_BEGIN_DECLS

#define PREAMP_JOURNAL_ERROR (preamp_journal_error_quark ())

/**
 * PreampJournalError:
 * @PREAMP_JOURNAL_ERROR_BUSY: another Preamp has the journal open
 * @PREAMP_JOURNAL_ERROR_NEWER: a newer Preamp wrote it; it was left untouched
 * @PREAMP_JOURNAL_ERROR_CLOSED: the datasource has an attempt without an end, and is closed to
 *   others, or it has one that the plan does not know
 * @PREAMP_JOURNAL_ERROR_FULL: the disk is full
 * @PREAMP_JOURNAL_ERROR_READ_ONLY: the journal cannot be written
 * @PREAMP_JOURNAL_ERROR_UNRESOLVED: the instance has attempts that are not resolved
 * @PREAMP_JOURNAL_ERROR_FAILED: anything else
 *
 * What went wrong with the journal.
 */
typedef enum
{
  PREAMP_JOURNAL_ERROR_BUSY,
  PREAMP_JOURNAL_ERROR_NEWER,
  PREAMP_JOURNAL_ERROR_CLOSED,
  PREAMP_JOURNAL_ERROR_FULL,
  PREAMP_JOURNAL_ERROR_READ_ONLY,
  PREAMP_JOURNAL_ERROR_UNRESOLVED,
  PREAMP_JOURNAL_ERROR_FAILED,
} PreampJournalError;

GQuark         preamp_journal_error_quark             (void);

/**
 * PreampClosed:
 * @PREAMP_CLOSED_BY_ATTEMPT: an attempt of it was sent and has no certain end
 * @PREAMP_CLOSED_BY_RUN: it waits in a run that has not ended
 * @PREAMP_CLOSED_BY_MIGRATION: its migration is incomplete, which closes it to a reversal
 * @PREAMP_CLOSED_BY_REVERSAL: its reversal is incomplete, which closes it to a migration
 *
 * Why a datasource is closed to another request, by whatever instance: the values of the table that
 * [method@Journal.list_closed_finish] gives.
 */
typedef enum
{
  PREAMP_CLOSED_BY_ATTEMPT = 1,
  PREAMP_CLOSED_BY_RUN,
  PREAMP_CLOSED_BY_MIGRATION,
  PREAMP_CLOSED_BY_REVERSAL,
} PreampClosed;

#define PREAMP_TYPE_JOURNAL (preamp_journal_get_type ())

G_DECLARE_FINAL_TYPE (PreampJournal, preamp_journal, PREAMP, JOURNAL, GObject)

void           preamp_journal_open_async              (const char               *path,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
PreampJournal *preamp_journal_open_finish             (GAsyncResult             *result,
                                                       GError                  **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
const char    *preamp_journal_get_library             (void);
const char    *preamp_journal_get_path                (PreampJournal            *self);
const char    *preamp_journal_get_put_aside           (PreampJournal            *self);
void           preamp_journal_close                   (PreampJournal            *self);

void           preamp_journal_begin_run_async         (PreampJournal            *self,
                                                       const PreampRunRecord    *run,
                                                       GPtrArray                *attempts,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gint64         preamp_journal_begin_run_finish        (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GArray                  **attempt_ids,
                                                       GError                  **error);
void           preamp_journal_set_run_user_async      (PreampJournal            *self,
                                                       const PreampRunRecord    *run,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_set_run_user_finish     (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_add_attempt_async       (PreampJournal            *self,
                                                       const PreampAttemptRecord *attempt,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gint64         preamp_journal_add_attempt_finish      (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_mark_sent_async         (PreampJournal            *self,
                                                       const PreampAttemptRecord *attempt,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_mark_sent_finish        (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_save_outcome_async      (PreampJournal            *self,
                                                       const PreampAttemptRecord *attempt,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_save_outcome_finish     (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_note_sent_again_async   (PreampJournal            *self,
                                                       const PreampAttemptRecord *attempt,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gint64         preamp_journal_note_sent_again_finish  (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_leave_out_async         (PreampJournal            *self,
                                                       gint64                    attempt_id,
                                                       const char               *reason,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_leave_out_finish        (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_end_run_async           (PreampJournal            *self,
                                                       const PreampRunRecord    *run,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_end_run_finish          (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);

void           preamp_journal_list_latest_async       (PreampJournal            *self,
                                                       const char               *instance,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
void           preamp_journal_list_looks_async        (PreampJournal            *self,
                                                       const char               *instance,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
void           preamp_journal_list_history_async      (PreampJournal            *self,
                                                       const char               *instance,
                                                       const char               *datasource_id,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
void           preamp_journal_list_run_async          (PreampJournal            *self,
                                                       gint64                    run_id,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
void           preamp_journal_list_interrupted_async  (PreampJournal            *self,
                                                       const char               *instance,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
GPtrArray     *preamp_journal_list_attempts_finish    (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
void           preamp_journal_list_runs_async         (PreampJournal            *self,
                                                       const char               *instance,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
GPtrArray     *preamp_journal_list_runs_finish        (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
void           preamp_journal_list_closed_async       (PreampJournal            *self,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
GHashTable    *preamp_journal_list_closed_finish      (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       gint64                   *next_id,
                                                       GError                  **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
void           preamp_journal_list_durations_async    (PreampJournal            *self,
                                                       const char               *instance,
                                                       PreampDirection           direction,
                                                       guint                     limit,
                                                       GCancellable             *cancellable,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
GArray        *preamp_journal_list_durations_finish   (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
void           preamp_journal_save_looks_async        (PreampJournal            *self,
                                                       const gint64             *attempt_ids,
                                                       guint                     n_attempts,
                                                       PreampLooks               looks,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_save_looks_finish       (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_set_aside_async         (PreampJournal            *self,
                                                       GArray                   *attempt_ids,
                                                       gboolean                  aside,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_set_aside_finish        (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_set_not_now_async       (PreampJournal            *self,
                                                       gint64                    run_id,
                                                       gboolean                  not_now,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_set_not_now_finish      (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_remember_instance_async (PreampJournal            *self,
                                                       const char               *instance,
                                                       const char               *name,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_remember_instance_finish (PreampJournal           *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_check_forget_async      (PreampJournal            *self,
                                                       const char               *instance,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_check_forget_finish     (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);
void           preamp_journal_forget_instance_async   (PreampJournal            *self,
                                                       const char               *instance,
                                                       GAsyncReadyCallback       callback,
                                                       gpointer                  user_data);
gboolean       preamp_journal_forget_instance_finish  (PreampJournal            *self,
                                                       GAsyncResult             *result,
                                                       GError                  **error);

G_END_DECLS
