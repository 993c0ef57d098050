/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What happens to one attempt is written here, each change a durable transaction of its own. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <glib/gi18n.h>

static gboolean
mark_sent (PreampJournalStore         *store,
           const PreampAttemptRecord  *attempt,
           GError                    **error)
{
  g_autoptr (PreampJournalKept) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  /* Places are taken first: the index would not have two open attempts, not even for a moment. */
  if (!preamp_journal_standing_check_sent (store, attempt->id, error) ||
      !preamp_journal_standing_sent (store, attempt->id, error) ||
      !preamp_journal_sql_take_kept (store,
                                     "UPDATE attempt SET sent_at = :sent_at, "
                                     "clock_offset = :clock_offset, clock_known = :clock_known, "
                                     "user_id = :user_id "
                                     "WHERE id = :id AND sent_at IS NULL AND outcome IS NULL "
                                     "AND left_out IS NULL "
                                     "AND run_id IN (SELECT id FROM run WHERE ending IS NULL)",
                                     &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", attempt->id);
  preamp_journal_sql_bind_int (statement, ":sent_at", attempt->sent_at);
  preamp_journal_sql_bind_int (statement, ":clock_offset", attempt->clock_offset);
  preamp_journal_sql_bind_int (statement, ":clock_known", attempt->clock_known != FALSE);
  preamp_journal_sql_bind_text (statement, ":user_id", attempt->user_id);

  if (preamp_journal_sql_run_for_one (store, statement,
                                      _("This attempt was sent already, has ended, or was left out "
                                        "of its run. Choose the datasource again to send another."),
                                      &local_error))
    return TRUE;

  if (sqlite3_extended_errcode (store->db) == SQLITE_CONSTRAINT_UNIQUE)
    return preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_CLOSED,
                                      _("An earlier attempt of this datasource has no certain "
                                        "end yet, so nothing else is sent for it. Check it "
                                        "again first."),
                                      error);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
mark_sent_work (PreampJournalStore  *store,
                gpointer             request,
                GCancellable        *cancellable,
                GError             **error)
{
  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, mark_sent (store, request, error), error);
}

static gboolean
save_outcome (PreampJournalStore         *store,
              const PreampAttemptRecord  *attempt,
              GError                    **error)
{
  g_autofree char *sql = preamp_journal_attempt_answer_sql ();
  g_autoptr (PreampJournalKept) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!preamp_journal_sql_take_kept (store, sql, &statement, error))
    return FALSE;

  preamp_journal_attempt_bind (statement, attempt);
  preamp_journal_sql_bind_int (statement, ":id", attempt->id);

  if (preamp_journal_sql_run_for_one (store, statement,
                                      _("This attempt is not in the journal, so its outcome cannot "
                                        "be kept. Close Preamp and start it again, then look at "
                                        "both lists."),
                                      &local_error))
    return preamp_journal_standing_ended (store, attempt->id, error);

  if (sqlite3_extended_errcode (store->db) == SQLITE_CONSTRAINT_CHECK)
    return preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_FAILED,
                                      _("An attempt that was not sent cannot have this outcome. "
                                        "Close Preamp and start it again, then look at both "
                                        "lists."),
                                      error);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
save_outcome_work (PreampJournalStore  *store,
                   gpointer             request,
                   GCancellable        *cancellable,
                   GError             **error)
{
  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, save_outcome (store, request, error), error);
}

/* Where the row cannot be ended, added and marked at once, it stays open as it is. */
static gboolean
note_sent_again (PreampJournalStore   *store,
                 PreampAttemptRecord  *attempt,
                 GError              **error)
{
  if (!save_outcome (store, attempt, error))
    return FALSE;

  attempt->previous_id = attempt->id;

  return preamp_journal_attempt_add (store, attempt, &attempt->id, error) &&
         mark_sent (store, attempt, error);
}

static gboolean
note_sent_again_work (PreampJournalStore  *store,
                      gpointer             request,
                      GCancellable        *cancellable,
                      GError             **error)
{
  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, note_sent_again (store, request, error), error);
}

typedef struct
{
  GArray *ids;
  gboolean aside;
} AsideRequest;

static void
aside_request_free (AsideRequest *request)
{
  g_clear_pointer (&request->ids, g_array_unref);
  g_free (request);
}

static gboolean
set_aside (PreampJournalStore  *store,
           const AsideRequest  *request,
           GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "UPDATE attempt SET set_aside = :aside "
                                   "WHERE id = :id AND outcome IS NOT NULL",
                                   &statement, error))
    return FALSE;

  for (unsigned int i = 0; i < request->ids->len; i++)
    {
      preamp_journal_sql_bind_int (statement, ":id", g_array_index (request->ids, gint64, i));
      preamp_journal_sql_bind_int (statement, ":aside", request->aside != FALSE);

      if (!preamp_journal_sql_run_for_one (store, statement,
                                           request->aside
                                             ? _("Only an attempt that has ended can be set aside. "
                                                 "Wait until it has.")
                                             : _("The attempt is not in the journal any more, so "
                                                 "there is nothing to undo."),
                                           error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_aside_work (PreampJournalStore  *store,
                gpointer             request,
                GCancellable        *cancellable,
                GError             **error)
{
  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, set_aside (store, request, error), error);
}

static gboolean
leave_out_work (PreampJournalStore  *store,
                gpointer             request,
                GCancellable        *cancellable,
                GError             **error)
{
  const PreampAttemptRecord *attempt = request;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "UPDATE attempt SET left_out = :left_out "
                                   "WHERE id = :id AND sent_at IS NULL AND outcome IS NULL",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", attempt->id);
  preamp_journal_sql_bind_text (statement, ":left_out", attempt->left_out);

  return preamp_journal_sql_run_for_one (store, statement,
                                         _("Only an attempt that waits can be left out. This one "
                                           "was sent, or has ended."),
                                         error);
}

static void
submit (PreampJournal             *self,
        const PreampAttemptRecord *attempt,
        PreampJournalWork          work,
        gpointer                   source_tag,
        GAsyncReadyCallback        callback,
        gpointer                   user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, preamp_attempt_record_copy (attempt),
                        (GDestroyNotify) preamp_attempt_record_free);
  preamp_journal_submit (self, task, work);
}

/**
 * preamp_journal_mark_sent_async:
 * @self: a journal
 * @attempt: the attempt: its id, when it is sent, the offset of Domo's clock, and whose token it is
 *   sent with
 * @callback: what to call when the mark is durable
 * @user_data: its data
 *
 * Marks an attempt as sent. Its request may leave once this has succeeded, and never otherwise.
 */
void
preamp_journal_mark_sent_async (PreampJournal             *self,
                                const PreampAttemptRecord *attempt,
                                GAsyncReadyCallback        callback,
                                gpointer                   user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (attempt != NULL && attempt->sent_at != 0);

  submit (self, attempt, mark_sent_work,
          preamp_journal_mark_sent_async, callback, user_data);
}

/**
 * preamp_journal_mark_sent_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error: %PREAMP_JOURNAL_ERROR_CLOSED if an earlier attempt of the
 *   datasource has no certain end, and this one does not repeat it, or if it is incomplete in the
 *   other direction; %PREAMP_JOURNAL_ERROR_FAILED if the attempt was sent already, has ended, was
 *   left out, or its run has ended
 *
 * Ends [method@Preamp.Journal.mark_sent_async].
 *
 * Returns: whether the request may leave; if not, nothing was changed
 */
gboolean
preamp_journal_mark_sent_finish (PreampJournal  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_mark_sent_async, error) != NULL;
}

/**
 * preamp_journal_save_outcome_async:
 * @self: a journal
 * @attempt: the attempt with its outcome and everything that belongs to the answer
 * @callback: what to call when it is durable
 * @user_data: its data
 *
 * Writes how an attempt ended. This may be done again, when an answer comes late or the lists have
 * been looked at. An attempt that was set aside is in sight again when its outcome changes; whether
 * it is set aside or replaced is not read from @attempt.
 */
void
preamp_journal_save_outcome_async (PreampJournal             *self,
                                   const PreampAttemptRecord *attempt,
                                   GAsyncReadyCallback        callback,
                                   gpointer                   user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (attempt != NULL && attempt->outcome != PREAMP_OUTCOME_NONE);

  submit (self, attempt, save_outcome_work,
          preamp_journal_save_outcome_async, callback, user_data);
}

/**
 * preamp_journal_save_outcome_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.save_outcome_async].
 *
 * Returns: whether the outcome is durable
 */
gboolean
preamp_journal_save_outcome_finish (PreampJournal  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_save_outcome_async, error) != NULL;
}

/**
 * preamp_journal_note_sent_again_async:
 * @self: a journal
 * @attempt: an attempt that was sent, ended as not sent
 * @callback: what to call when it is durable
 * @user_data: its data
 *
 * Writes that a request was sent once more because the server had not taken it: the attempt ends,
 * and a row of its own follows it, sent at the time of the mark before. Either all of this is
 * written or nothing: else a request that Domo did might be without a row that says so.
 */
void
preamp_journal_note_sent_again_async (PreampJournal             *self,
                                      const PreampAttemptRecord *attempt,
                                      GAsyncReadyCallback        callback,
                                      gpointer                   user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (attempt != NULL && attempt->outcome == PREAMP_OUTCOME_NOT_SENT);
  g_return_if_fail (attempt->sent_at != 0);

  submit (self, attempt, note_sent_again_work,
          preamp_journal_note_sent_again_async, callback, user_data);
}

/**
 * preamp_journal_note_sent_again_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.note_sent_again_async].
 *
 * Returns: the number of the attempt that follows, or 0 if nothing was written
 */
gint64
preamp_journal_note_sent_again_finish (PreampJournal  *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  const PreampAttemptRecord *attempt =
    preamp_journal_finish (self, result, preamp_journal_note_sent_again_async, error);

  return attempt != NULL ? attempt->id : 0;
}

/**
 * preamp_journal_leave_out_async:
 * @self: a journal
 * @attempt_id: the number of an attempt that waits
 * @reason: why it is left out, a sentence
 * @callback: what to call when it is written
 * @user_data: its data
 *
 * Leaves an attempt out of its run, because something changed since the run was planned.
 */
void
preamp_journal_leave_out_async (PreampJournal       *self,
                                gint64               attempt_id,
                                const char          *reason,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autofree char *left_out = g_strdup (reason);
  PreampAttemptRecord attempt = { .id = attempt_id, .left_out = left_out };

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (reason != NULL);

  submit (self, &attempt, leave_out_work, preamp_journal_leave_out_async, callback, user_data);
}

/**
 * preamp_journal_leave_out_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.leave_out_async].
 *
 * Returns: whether it is durable
 */
gboolean
preamp_journal_leave_out_finish (PreampJournal  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_leave_out_async, error) != NULL;
}

/**
 * preamp_journal_set_aside_async:
 * @self: a journal
 * @attempt_ids: (element-type gint64): the numbers of attempts that have ended
 * @aside: whether they go out of sight, or come back
 * @callback: what to call when it is durable
 * @user_data: its data
 *
 * Puts attempts that need attention out of sight, or takes that back, all of them or none. A move
 * that the lists have proved is marked as seen in this way. A datasource that is closed stays
 * closed, and nothing else of how it stands changes.
 */
void
preamp_journal_set_aside_async (PreampJournal       *self,
                                GArray              *attempt_ids,
                                gboolean             aside,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  AsideRequest *request;
  GTask *task;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (attempt_ids != NULL);

  request = g_new0 (AsideRequest, 1);
  request->ids = g_array_copy (attempt_ids);
  request->aside = aside;

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_journal_set_aside_async);
  g_task_set_task_data (task, request, (GDestroyNotify) aside_request_free);
  preamp_journal_submit (self, task, set_aside_work);
}

/**
 * preamp_journal_set_aside_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.set_aside_async].
 *
 * Returns: whether it is durable
 */
gboolean
preamp_journal_set_aside_finish (PreampJournal  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_set_aside_async, error) != NULL;
}
