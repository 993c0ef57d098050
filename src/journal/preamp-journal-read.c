/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lists of attempts and runs. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

typedef struct
{
  char *instance;
  char *datasource_id;
  gint64 run_id;
  GPtrArray *records;
} ReadRequest;

static void
read_request_free (ReadRequest *request)
{
  g_free (request->instance);
  g_free (request->datasource_id);
  g_clear_pointer (&request->records, g_ptr_array_unref);
  g_free (request);
}

static gboolean
read_attempts (PreampJournalStore  *store,
               sqlite3_stmt        *statement,
               ReadRequest         *request,
               GCancellable        *cancellable,
               GError             **error)
{
  gboolean row;

  request->records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);

  while (TRUE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      g_ptr_array_add (request->records, preamp_journal_attempt_read (statement));
    }
}

static gboolean
list_latest_work (PreampJournalStore  *store,
                  gpointer             user_data,
                  GCancellable        *cancellable,
                  GError             **error)
{
  ReadRequest *request = user_data;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  sql = preamp_journal_attempt_select_sql (
    "WHERE attempt.id IN ("
    " SELECT coalesce (max (CASE WHEN " PREAMP_JOURNAL_IS_UNSETTLED " THEN id END), max (id))"
    " FROM attempt"
    " WHERE instance_id = (SELECT id FROM instance WHERE uri = :instance)"
    " AND " PREAMP_JOURNAL_WAS_TRIED
    " GROUP BY datasource_id) "
    "ORDER BY attempt.id DESC");

  if (!preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":instance", request->instance);

  return read_attempts (store, statement, request, cancellable, error);
}

static gboolean
list_looks_work (PreampJournalStore  *store,
                 gpointer             user_data,
                 GCancellable        *cancellable,
                 GError             **error)
{
  ReadRequest *request = user_data;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  /* From the next sending on the lists show what that does. */
  sql = preamp_journal_attempt_select_sql (
    "WHERE instance_id = (SELECT id FROM instance WHERE uri = :instance)"
    " AND " PREAMP_JOURNAL_LOOKS_DUE
    " AND NOT EXISTS (SELECT 1 FROM attempt AS later"
    "  WHERE later.instance_id = attempt.instance_id"
    "  AND later.datasource_id = attempt.datasource_id AND later.id > attempt.id"
    "  AND later.sent_at IS NOT NULL AND later.outcome IS NOT 'not-sent') "
    "ORDER BY attempt.id");

  if (!preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":instance", request->instance);

  return read_attempts (store, statement, request, cancellable, error);
}

static gboolean
list_history_work (PreampJournalStore  *store,
                   gpointer             user_data,
                   GCancellable        *cancellable,
                   GError             **error)
{
  ReadRequest *request = user_data;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  sql = preamp_journal_attempt_select_sql (
    "WHERE instance_id = (SELECT id FROM instance WHERE uri = :instance)"
    " AND datasource_id = :datasource AND left_out IS NULL "
    "ORDER BY attempt.id DESC");

  if (!preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":instance", request->instance);
  preamp_journal_sql_bind_text (statement, ":datasource", request->datasource_id);

  return read_attempts (store, statement, request, cancellable, error);
}

static gboolean
list_run_work (PreampJournalStore  *store,
               gpointer             user_data,
               GCancellable        *cancellable,
               GError             **error)
{
  ReadRequest *request = user_data;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  sql = preamp_journal_attempt_select_sql ("WHERE run_id = :run ORDER BY attempt.id");

  if (!preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":run", request->run_id);

  return read_attempts (store, statement, request, cancellable, error);
}

static gboolean
list_interrupted_work (PreampJournalStore  *store,
                       gpointer             user_data,
                       GCancellable        *cancellable,
                       GError             **error)
{
  ReadRequest *request = user_data;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  sql = preamp_journal_attempt_select_sql (
    "WHERE attempt.run_id ="
    " (SELECT run.id FROM run"
    "  WHERE run.instance_id = (SELECT id FROM instance WHERE uri = :instance)"
    "  AND " PREAMP_JOURNAL_IS_OFFERED
    "  ORDER BY run.id DESC LIMIT 1) "
    "AND " PREAMP_JOURNAL_WAITS ("attempt") " ORDER BY attempt.id");

  if (!preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":instance", request->instance);

  return read_attempts (store, statement, request, cancellable, error);
}

static gboolean
list_runs_work (PreampJournalStore  *store,
                gpointer             user_data,
                GCancellable        *cancellable,
                GError             **error)
{
  ReadRequest *request = user_data;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  sql = preamp_journal_run_select_sql ("WHERE instance.uri = :instance ORDER BY run.id DESC");

  if (!preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":instance", request->instance);
  request->records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_run_record_free);

  while (TRUE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      g_ptr_array_add (request->records, preamp_journal_run_read (statement));
    }
}

static void
submit (PreampJournal       *self,
        ReadRequest         *request,
        PreampJournalWork    work,
        gpointer             source_tag,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, request, (GDestroyNotify) read_request_free);
  preamp_journal_submit (self, task, work);
}

/**
 * preamp_journal_list_latest_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the list
 * @user_data: its data
 *
 * Lists how each datasource of an instance stands, newest first: for each that was ever tried, the
 * one attempt that tells. This is the latest, unless that changed nothing at Domo (it was not
 * sent, refused or aborted) and an earlier one is still unsettled: a retry that is aborted leaves
 * an incomplete datasource incomplete.
 */
void
preamp_journal_list_latest_async (PreampJournal       *self,
                                  const char          *instance,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  ReadRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  request = g_new0 (ReadRequest, 1);
  request->instance = g_strdup (instance);

  submit (self, request, list_latest_work, preamp_journal_list_latest_async,
          cancellable, callback, user_data);
}

/**
 * preamp_journal_list_looks_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the list
 * @user_data: its data
 *
 * Lists the attempts of an instance with an answer that Domo's lists were not held against to the
 * end, oldest first. Where the datasource was sent again since, they can no longer be.
 */
void
preamp_journal_list_looks_async (PreampJournal       *self,
                                 const char          *instance,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  ReadRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  request = g_new0 (ReadRequest, 1);
  request->instance = g_strdup (instance);

  submit (self, request, list_looks_work, preamp_journal_list_looks_async,
          cancellable, callback, user_data);
}

/**
 * preamp_journal_list_history_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @datasource_id: a datasource
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the list
 * @user_data: its data
 *
 * Lists the attempts of a datasource, newest first by their rows, also those that wait or were not
 * started. Rows that were left out of their run are no attempts, and not in it.
 */
void
preamp_journal_list_history_async (PreampJournal       *self,
                                   const char          *instance,
                                   const char          *datasource_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  ReadRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);
  g_return_if_fail (datasource_id != NULL);

  request = g_new0 (ReadRequest, 1);
  request->instance = g_strdup (instance);
  request->datasource_id = g_strdup (datasource_id);

  submit (self, request, list_history_work, preamp_journal_list_history_async,
          cancellable, callback, user_data);
}

/**
 * preamp_journal_list_run_async:
 * @self: a journal
 * @run_id: the number of a run
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the list
 * @user_data: its data
 *
 * Lists every row of a run in the order in which it was planned, also those that were left out,
 * followed by those that were added while it ran.
 */
void
preamp_journal_list_run_async (PreampJournal       *self,
                               gint64               run_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  ReadRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));

  request = g_new0 (ReadRequest, 1);
  request->run_id = run_id;

  submit (self, request, list_run_work, preamp_journal_list_run_async,
          cancellable, callback, user_data);
}

/**
 * preamp_journal_list_interrupted_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the list
 * @user_data: its data
 *
 * Lists what is left to do of an interrupted run: the rows that were not started, of the latest run
 * that halted by itself, was quit or crashed, and that the administrator has not put off by
 * [method@Preamp.Journal.set_not_now_async]. A row that a later run has taken is not left.
 */
void
preamp_journal_list_interrupted_async (PreampJournal       *self,
                                       const char          *instance,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  ReadRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  request = g_new0 (ReadRequest, 1);
  request->instance = g_strdup (instance);

  submit (self, request, list_interrupted_work, preamp_journal_list_interrupted_async,
          cancellable, callback, user_data);
}

/**
 * preamp_journal_list_attempts_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.list_interrupted_async],
 * [method@Preamp.Journal.list_latest_async], [method@Preamp.Journal.list_looks_async],
 * [method@Preamp.Journal.list_history_async] and [method@Preamp.Journal.list_run_async].
 *
 * Returns: (transfer full) (element-type PreampAttemptRecord): the attempts
 */
GPtrArray *
preamp_journal_list_attempts_finish (PreampJournal  *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  ReadRequest *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_journal_list_latest_async) ||
                        g_async_result_is_tagged (result, preamp_journal_list_looks_async) ||
                        g_async_result_is_tagged (result, preamp_journal_list_history_async) ||
                        g_async_result_is_tagged (result, preamp_journal_list_interrupted_async) ||
                        g_async_result_is_tagged (result, preamp_journal_list_run_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  request = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&request->records);
}

/**
 * preamp_journal_list_runs_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the list
 * @user_data: its data
 *
 * Lists the runs of an instance, newest first by their rows.
 */
void
preamp_journal_list_runs_async (PreampJournal       *self,
                                const char          *instance,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  ReadRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  request = g_new0 (ReadRequest, 1);
  request->instance = g_strdup (instance);

  submit (self, request, list_runs_work, preamp_journal_list_runs_async,
          cancellable, callback, user_data);
}

/**
 * preamp_journal_list_runs_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.list_runs_async].
 *
 * Returns: (transfer full) (element-type PreampRunRecord): the runs
 */
GPtrArray *
preamp_journal_list_runs_finish (PreampJournal  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  ReadRequest *request =
    preamp_journal_finish (self, result, preamp_journal_list_runs_async, error);

  if (request == NULL)
    return NULL;

  return g_steal_pointer (&request->records);
}
