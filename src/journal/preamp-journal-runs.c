/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs are written here, from the press of the button to their end. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <glib/gi18n.h>

typedef struct
{
  PreampRunRecord *run;
  GPtrArray *attempts;
  gint64 id;
  GArray *ids;
} RunRequest;

static RunRequest *
run_request_new (const PreampRunRecord *run)
{
  RunRequest *request = g_new0 (RunRequest, 1);

  request->run = run != NULL ? preamp_run_record_copy (run) : NULL;
  request->attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return request;
}

static void
run_request_free (RunRequest *request)
{
  g_clear_pointer (&request->run, preamp_run_record_free);
  g_clear_pointer (&request->attempts, g_ptr_array_unref);
  g_clear_pointer (&request->ids, g_array_unref);
  g_free (request);
}

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

static gboolean
insert_attempt (PreampJournalStore         *store,
                sqlite3_stmt               *statement,
                gint64                      instance_id,
                const PreampAttemptRecord  *attempt,
                gint64                     *id,
                GError                    **error)
{
  if (!check_previous (store, attempt, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":instance", instance_id);
  preamp_journal_attempt_bind (statement, attempt);

  if (!preamp_journal_sql_run (store, statement, error))
    return FALSE;

  *id = sqlite3_last_insert_rowid (store->db);

  return TRUE;
}

static gboolean
insert_attempts (PreampJournalStore  *store,
                 gint64               instance_id,
                 GPtrArray           *attempts,
                 GArray              *ids,
                 GError             **error)
{
  g_autofree char *sql = preamp_journal_attempt_insert_sql ();
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  for (unsigned int i = 0; i < attempts->len; i++)
    {
      gint64 id;

      if (!insert_attempt (store, statement, instance_id, g_ptr_array_index (attempts, i), &id,
                           error))
        return FALSE;

      g_array_append_val (ids, id);
    }

  return TRUE;
}

static gboolean
insert_run (PreampJournalStore     *store,
            const PreampRunRecord  *run,
            gint64                 *run_id,
            gint64                 *instance_id,
            GError                **error)
{
  g_autoptr (sqlite3_stmt) instance = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  /* Updated to what it is, so that RETURNING gives its number in either case. */
  if (!preamp_journal_sql_prepare (store,
                                   "INSERT INTO instance (uri) VALUES (:uri) "
                                   "ON CONFLICT (uri) DO UPDATE SET uri = uri RETURNING id",
                                   &instance, error))
    return FALSE;

  preamp_journal_sql_bind_text (instance, ":uri", run->instance);

  if (!preamp_journal_sql_step (store, instance, &row, error))
    return FALSE;

  *instance_id = sqlite3_column_int64 (instance, 0);
  sqlite3_reset (instance);

  if (!preamp_journal_sql_prepare (store,
                                   "INSERT INTO run (instance_id, direction, user_id, user_name, "
                                   "note, plan_sha256, at_once, started_at, "
                                   "starts_at, stops_at) "
                                   "VALUES (:instance, :direction, :user_id, :user_name, "
                                   ":note, :plan_sha256, :at_once, :started_at, "
                                   "nullif (:starts_at, 0), nullif (:stops_at, 0))",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":instance", *instance_id);
  preamp_journal_sql_bind_text (statement, ":direction",
                                preamp_journal_direction_to_text (run->direction));
  preamp_journal_sql_bind_text (statement, ":user_id", run->user_id);
  preamp_journal_sql_bind_text (statement, ":user_name", run->user_name);
  preamp_journal_sql_bind_text (statement, ":note", run->note);
  preamp_journal_sql_bind_text (statement, ":plan_sha256", run->plan_sha256);
  preamp_journal_sql_bind_int (statement, ":at_once", run->at_once);
  preamp_journal_sql_bind_int (statement, ":started_at", run->started_at);
  preamp_journal_sql_bind_int (statement, ":starts_at", run->starts_at);
  preamp_journal_sql_bind_int (statement, ":stops_at", run->stops_at);

  if (!preamp_journal_sql_run (store, statement, error))
    return FALSE;

  *run_id = sqlite3_last_insert_rowid (store->db);

  return TRUE;
}

/* What an attempt that is later than the plan did, or may still do, the plan does not know. Attempts
 * that changed nothing at Domo make no difference. */
static gboolean
check_plan (PreampJournalStore  *store,
            const RunRequest    *request,
            GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GHashTable) later = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean row;

  if (request->run->planned_before == 0)
    return TRUE;

  if (!preamp_journal_sql_prepare (store,
                                   "SELECT datasource_id FROM attempt "
                                   "WHERE id >= :first AND left_out IS NULL "
                                   "AND (outcome IS NULL OR contradicted OR outcome NOT IN"
                                   " ('not-started', 'not-sent', 'refused', 'aborted'))",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":first", request->run->planned_before);

  while (TRUE)
    {
      if (!preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        break;

      g_hash_table_add (later, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
    }

  for (unsigned int i = 0; i < request->attempts->len; i++)
    {
      const PreampAttemptRecord *attempt = g_ptr_array_index (request->attempts, i);

      if (attempt->left_out == NULL && g_hash_table_contains (later, attempt->datasource_id))
        return preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_CLOSED,
                                          _("A datasource of this run was taken into another one "
                                            "after the review. Review it again to see how it "
                                            "stands by now."),
                                          error);
    }

  return TRUE;
}

static gboolean
begin_run (PreampJournalStore  *store,
           RunRequest          *request,
           GError             **error)
{
  gint64 instance_id;

  if (!check_plan (store, request, error) ||
      !insert_run (store, request->run, &request->id, &instance_id, error))
    return FALSE;

  for (unsigned int i = 0; i < request->attempts->len; i++)
    {
      PreampAttemptRecord *attempt = g_ptr_array_index (request->attempts, i);

      attempt->run_id = request->id;
    }

  return insert_attempts (store, instance_id, request->attempts, request->ids, error);
}

static gboolean
begin_run_work (PreampJournalStore  *store,
                gpointer             request,
                GCancellable        *cancellable,
                GError             **error)
{
  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, begin_run (store, request, error), error);
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
  const PreampRunRecord *run = ((RunRequest *) request)->run;

  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, set_run_user (store, run, error), error);
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
         insert_attempt (store, statement, sqlite3_column_int64 (run, 0), attempt, id, error);
}

static gboolean
add_attempt_work (PreampJournalStore  *store,
                  gpointer             user_data,
                  GCancellable        *cancellable,
                  GError             **error)
{
  RunRequest *request = user_data;
  const PreampAttemptRecord *attempt = g_ptr_array_index (request->attempts, 0);

  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store,
                                 preamp_journal_attempt_add (store, attempt, &request->id, error),
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
                                   "reason = :reason WHERE id = :id AND ending IS NULL",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", run->id);
  preamp_journal_sql_bind_text (statement, ":ending",
                                preamp_journal_run_ending_to_text (run->ending));
  preamp_journal_sql_bind_int (statement, ":ended_at", run->ended_at);
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
  const PreampRunRecord *run = ((RunRequest *) request)->run;

  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, end_run (store, run, error), error);
}

static void
submit (PreampJournal       *self,
        RunRequest          *request,
        PreampJournalWork    work,
        gpointer             source_tag,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, request, (GDestroyNotify) run_request_free);
  preamp_journal_submit (self, task, work);
}

/**
 * preamp_journal_begin_run_async:
 * @self: a journal
 * @run: the run, whose id and end are not read
 * @attempts: (element-type PreampAttemptRecord): all its planned rows in their order, also those
 *   that are left out; their instance and run are those of @run
 * @callback: what to call when they are written
 * @user_data: its data
 *
 * Writes a run and all its rows as waiting, in one transaction. A plan is good for one run: where
 * another one has moved a datasource of it since, or may be about to, nothing is written.
 */
void
preamp_journal_begin_run_async (PreampJournal         *self,
                                const PreampRunRecord *run,
                                GPtrArray             *attempts,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  RunRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (run != NULL && run->instance != NULL);
  g_return_if_fail (attempts != NULL);

  request = run_request_new (run);

  for (unsigned int i = 0; i < attempts->len; i++)
    g_ptr_array_add (request->attempts,
                     preamp_attempt_record_copy (g_ptr_array_index (attempts, i)));

  submit (self, request, begin_run_work,
          preamp_journal_begin_run_async, callback, user_data);
}

/**
 * preamp_journal_begin_run_finish:
 * @self: a journal
 * @result: the result
 * @attempt_ids: (out) (optional) (transfer full) (element-type gint64): the numbers of the
 *   attempts, in their order
 * @error: where to put an error: %PREAMP_JOURNAL_ERROR_CLOSED if the plan is out of date
 *
 * Ends [method@Preamp.Journal.begin_run_async].
 *
 * Returns: the number of the run, or 0 if nothing was written
 */
gint64
preamp_journal_begin_run_finish (PreampJournal  *self,
                                 GAsyncResult   *result,
                                 GArray        **attempt_ids,
                                 GError        **error)
{
  RunRequest *request;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_journal_begin_run_async), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;

  request = g_task_get_task_data (G_TASK (result));

  if (attempt_ids != NULL)
    *attempt_ids = g_steal_pointer (&request->ids);

  return request->id;
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

  submit (self, run_request_new (run), set_run_user_work,
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
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_journal_set_run_user_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
  RunRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (attempt != NULL);

  request = run_request_new (NULL);
  g_ptr_array_add (request->attempts, preamp_attempt_record_copy (attempt));

  submit (self, request, add_attempt_work,
          preamp_journal_add_attempt_async, callback, user_data);
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
  g_return_val_if_fail (g_task_is_valid (result, self), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_journal_add_attempt_async), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;

  return ((RunRequest *) g_task_get_task_data (G_TASK (result)))->id;
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

  submit (self, run_request_new (run), end_run_work,
          preamp_journal_end_run_async, callback, user_data);
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
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_journal_end_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
