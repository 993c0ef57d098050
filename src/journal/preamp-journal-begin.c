/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The press of the button: a run and all its rows are written here, or nothing. */

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
} BeginRequest;

static BeginRequest *
begin_request_new (const PreampRunRecord *run,
                   GPtrArray             *attempts)
{
  BeginRequest *request = g_new0 (BeginRequest, 1);

  request->run = preamp_run_record_copy (run);
  request->attempts = g_ptr_array_new_full (attempts->len,
                                            (GDestroyNotify) preamp_attempt_record_free);
  request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (unsigned int i = 0; i < attempts->len; i++)
    g_ptr_array_add (request->attempts,
                     preamp_attempt_record_copy (g_ptr_array_index (attempts, i)));

  return request;
}

static void
begin_request_free (BeginRequest *request)
{
  g_clear_pointer (&request->run, preamp_run_record_free);
  g_clear_pointer (&request->attempts, g_ptr_array_unref);
  g_clear_pointer (&request->ids, g_array_unref);
  g_free (request);
}

/* What an attempt that is later than the plan did, or may still do, the plan does not know.
 * Attempts that changed nothing at Domo make no difference. */
static gboolean
check_plan (PreampJournalStore  *store,
            const BeginRequest  *request,
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

      if (!preamp_journal_attempt_insert (store, statement, instance_id,
                                          g_ptr_array_index (attempts, i), &id, error))
        return FALSE;

      g_array_append_val (ids, id);
    }

  return TRUE;
}

static gboolean
begin_run (PreampJournalStore  *store,
           BeginRequest        *request,
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
  GTask *task;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (run != NULL && run->instance != NULL);
  g_return_if_fail (attempts != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_journal_begin_run_async);
  g_task_set_task_data (task, begin_request_new (run, attempts),
                        (GDestroyNotify) begin_request_free);
  preamp_journal_submit (self, task, begin_run_work);
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
  BeginRequest *request =
    preamp_journal_finish (self, result, preamp_journal_begin_run_async, error);

  if (request == NULL)
    return 0;

  if (attempt_ids != NULL)
    *attempt_ids = g_steal_pointer (&request->ids);

  return request->id;
}
