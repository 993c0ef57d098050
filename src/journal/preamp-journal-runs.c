/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is written of a run that goes on, and its end. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <glib/gi18n.h>

/* Whether the attempt that this one repeats, if any, is one of the same datasource. */
static gboolean
check_previous (PreampJournalStore         *store,
                const PreampAttemptRecord  *attempt,
                GError                    **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean found;

  if (attempt->previous_id == 0)
    return TRUE;

  if (!preamp_journal_sql_prepare (store,
                                   "SELECT 1 FROM attempt "
                                   "WHERE id = :id AND datasource_id = :datasource",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", attempt->previous_id);
  preamp_journal_sql_bind_text (statement, ":datasource", attempt->datasource_id);

  if (!preamp_journal_sql_step (store, statement, &found, error))
    return FALSE;

  return found ||
         preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_FAILED,
                                    _("The attempt to be repeated is not in the journal. "
                                      "Refresh the lists, and choose the datasource again."),
                                    error);
}

/* Which attempt is the one before it: of those that led back to what it repeats and changed nothing
 * at Domo the last, so that each sending is linked to the one before. What repeats nothing still
 * follows such attempts, where nothing else was sent in its direction. To attempts of any other end
 * no link is made here: it would let this one take the place of what its plan did not know of. */
static gboolean
find_previous (PreampJournalStore         *store,
               gint64                      instance_id,
               const PreampAttemptRecord  *attempt,
               gint64                     *previous_id,
               GError                    **error)
{
  g_autoptr (PreampJournalKept) statement = NULL;
  gboolean found;

  if (!preamp_journal_sql_take_kept (store,
                                     "WITH RECURSIVE"
                                     " mine (id, previous_id, vain) AS"
                                     "  (SELECT id, previous_id, NOT contradicted AND"
                                     "   outcome IN ('not-sent', 'refused', 'aborted')"
                                     "   FROM attempt WHERE instance_id = :instance"
                                     "   AND datasource_id = :datasource"
                                     "   AND direction = :direction AND sent_at IS NOT NULL),"
                                     " chain (id) AS (SELECT :previous UNION"
                                     "  SELECT mine.id FROM mine JOIN chain"
                                     "  ON ifnull (mine.previous_id, 0) = chain.id WHERE vain) "
                                     "SELECT max (id) FROM chain WHERE :previous <> 0"
                                     " OR id = (SELECT max (id) FROM mine)",
                                     &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":instance", instance_id);
  preamp_journal_sql_bind_text (statement, ":datasource", attempt->datasource_id);
  preamp_journal_sql_bind_text (statement, ":direction",
                                preamp_journal_direction_to_text (attempt->direction));
  preamp_journal_sql_bind_int (statement, ":previous", attempt->previous_id);

  if (!preamp_journal_sql_step (store, statement, &found, error))
    return FALSE;

  *previous_id = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

/**
 * preamp_journal_attempt_insert:
 * @store: the store, in a transaction
 * @statement: what [func@Preamp.journal_attempt_insert_sql] makes
 * @instance_id: the number of the instance
 * @attempt: the attempt, which waits or is left out
 * @id: (out): its number
 * @error: where to put an error
 *
 * Writes a new attempt. It is linked to the last of those that repeated the same one in vain.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_attempt_insert (PreampJournalStore         *store,
                               sqlite3_stmt               *statement,
                               gint64                      instance_id,
                               const PreampAttemptRecord  *attempt,
                               gint64                     *id,
                               GError                    **error)
{
  gint64 previous_id;

  if (!check_previous (store, attempt, error) ||
      !find_previous (store, instance_id, attempt, &previous_id, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":instance", instance_id);
  preamp_journal_attempt_bind (statement, attempt);
  if (previous_id != 0)
    preamp_journal_sql_bind_int (statement, ":previous_id", previous_id);

  if (!preamp_journal_sql_run (store, statement, error))
    return FALSE;

  *id = sqlite3_last_insert_rowid (store->db);

  return TRUE;
}

static gboolean
set_run_user (PreampJournalStore     *store,
              const PreampRunRecord  *run,
              GError                **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "UPDATE run SET user_id = :user_id, user_name = :user_name "
                                   "WHERE id = :id AND ending IS NULL",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", run->id);
  preamp_journal_sql_bind_text (statement, ":user_id", run->user_id);
  preamp_journal_sql_bind_text (statement, ":user_name", run->user_name);

  return preamp_journal_sql_run_for_one (store, statement,
                                         _("The run is not in the journal, or has ended already. "
                                           "Start a new one."),
                                         error);
}

static gboolean
set_run_user_work (PreampJournalStore  *store,
                   gpointer             request,
                   GCancellable        *cancellable,
                   GError             **error)
{
  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, set_run_user (store, request, error), error);
}

/**
 * preamp_journal_attempt_add:
 * @store: the store, in a transaction
 * @attempt: the attempt, which waits
 * @id: (out): its number
 * @error: where to put an error
 *
 * Adds an attempt to a run that goes on.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_attempt_add (PreampJournalStore         *store,
                            const PreampAttemptRecord  *attempt,
                            gint64                     *id,
                            GError                    **error)
{
  g_autofree char *sql = preamp_journal_attempt_insert_sql ();
  g_autoptr (sqlite3_stmt) run = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean found;

  if (!preamp_journal_sql_prepare (store,
                                   "SELECT instance_id FROM run WHERE id = :id AND ending IS NULL",
                                   &run, error))
    return FALSE;

  preamp_journal_sql_bind_int (run, ":id", attempt->run_id);

  if (!preamp_journal_sql_step (store, run, &found, error))
    return FALSE;

  if (!found)
    return preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_FAILED,
                                      _("The run has ended, so nothing can be added to it. "
                                        "Start a new one."),
                                      error);

  return preamp_journal_sql_prepare (store, sql, &statement, error) &&
         preamp_journal_attempt_insert (store, statement, sqlite3_column_int64 (run, 0), attempt,
                                        id, error);
}

static gboolean
add_attempt_work (PreampJournalStore  *store,
                  gpointer             request,
                  GCancellable        *cancellable,
                  GError             **error)
{
  PreampAttemptRecord *attempt = request;

  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store,
                                 preamp_journal_attempt_add (store, attempt, &attempt->id, error),
                                 error);
}

static gboolean
end_run (PreampJournalStore     *store,
         const PreampRunRecord  *run,
         GError                **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "UPDATE run SET ending = :ending, ended_at = :ended_at, "
                                   "reason = :reason, duration = :duration "
                                   "WHERE id = :id AND ending IS NULL",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", run->id);
  preamp_journal_sql_bind_text (statement, ":ending",
                                preamp_run_ending_to_text (run->ending));
  preamp_journal_sql_bind_int (statement, ":ended_at", run->ended_at);
  preamp_journal_sql_bind_int (statement, ":duration", run->duration);
  preamp_journal_sql_bind_text (statement, ":reason", run->reason);

  if (!preamp_journal_sql_run_for_one (store, statement,
                                       _("The run is not in the journal, or has ended already. "
                                         "Start a new one."),
                                       error))
    return FALSE;

  g_clear_pointer (&statement, sqlite3_finalize);

  if (!preamp_journal_sql_prepare (store,
                                   "UPDATE attempt SET outcome = 'not-started' WHERE run_id = :id "
                                   "AND sent_at IS NULL AND outcome IS NULL AND left_out IS NULL",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", run->id);

  return preamp_journal_sql_run (store, statement, error);
}

static gboolean
end_run_work (PreampJournalStore  *store,
              gpointer             request,
              GCancellable        *cancellable,
              GError             **error)
{
  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, end_run (store, request, error), error);
}

static void
submit_run (PreampJournal         *self,
            const PreampRunRecord *run,
            PreampJournalWork      work,
            gpointer               source_tag,
            GAsyncReadyCallback    callback,
            gpointer               user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, preamp_run_record_copy (run),
                        (GDestroyNotify) preamp_run_record_free);
  preamp_journal_submit (self, task, work);
}

/**
 * preamp_journal_set_run_user_async:
 * @self: a journal
 * @run: the run: its id, and who moves its datasources by now
 * @callback: what to call when it is durable
 * @user_data: its data
 *
 * Writes whose run it is, of one that goes on. As whom an attempt is sent its mark says.
 */
void
preamp_journal_set_run_user_async (PreampJournal         *self,
                                   const PreampRunRecord *run,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (run != NULL && run->id != 0);

  submit_run (self, run, set_run_user_work,
              preamp_journal_set_run_user_async, callback, user_data);
}

/**
 * preamp_journal_set_run_user_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.set_run_user_async].
 *
 * Returns: whether it is durable
 */
gboolean
preamp_journal_set_run_user_finish (PreampJournal  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_set_run_user_async, error) != NULL;
}

/**
 * preamp_journal_add_attempt_async:
 * @self: a journal
 * @attempt: the attempt, with its run and, if it repeats one, the previous one
 * @callback: what to call when it is written
 * @user_data: its data
 *
 * Writes one more waiting attempt of a run that goes on. Every sending is a row of its own.
 */
void
preamp_journal_add_attempt_async (PreampJournal             *self,
                                  const PreampAttemptRecord *attempt,
                                  GAsyncReadyCallback        callback,
                                  gpointer                   user_data)
{
  GTask *task;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (attempt != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_journal_add_attempt_async);
  g_task_set_task_data (task, preamp_attempt_record_copy (attempt),
                        (GDestroyNotify) preamp_attempt_record_free);
  preamp_journal_submit (self, task, add_attempt_work);
}

/**
 * preamp_journal_add_attempt_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.add_attempt_async].
 *
 * Returns: the number of the attempt, or 0 if nothing was written
 */
gint64
preamp_journal_add_attempt_finish (PreampJournal  *self,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  const PreampAttemptRecord *attempt =
    preamp_journal_finish (self, result, preamp_journal_add_attempt_async, error);

  return attempt != NULL ? attempt->id : 0;
}

/**
 * preamp_journal_end_run_async:
 * @self: a journal
 * @run: the run: its id, how and when it ended, and why
 * @callback: what to call when it is durable
 * @user_data: its data
 *
 * Writes that a run has ended. Its rows that still waited were not started.
 */
void
preamp_journal_end_run_async (PreampJournal         *self,
                              const PreampRunRecord *run,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (run != NULL && run->ending != PREAMP_RUN_ENDING_NONE);

  submit_run (self, run, end_run_work, preamp_journal_end_run_async, callback, user_data);
}

/**
 * preamp_journal_end_run_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.end_run_async].
 *
 * Returns: whether the end is durable
 */
gboolean
preamp_journal_end_run_finish (PreampJournal  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_end_run_async, error) != NULL;
}
