/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Attempts and runs read by their numbers, any few at a time. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-pages.h"

#include "preamp-journal-private.h"

typedef struct
{
  char *instance;
  GArray *ids;
  GPtrArray *results;
} PageRequest;

static void
page_request_free (PageRequest *request)
{
  g_free (request->instance);
  g_clear_pointer (&request->ids, g_array_unref);
  g_clear_pointer (&request->results, g_ptr_array_unref);
  g_free (request);
}

/* The numbers are the journal's own, so that they can stand in the statement. */
static char *
join_ids (GArray *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_attempts_work (PreampJournalStore  *store,
                    gpointer             user_data,
                    GCancellable        *cancellable,
                    GError             **error)
{
  PageRequest *request = user_data;
  g_autofree char *ids = join_ids (request->ids);
  g_autofree char *rest = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  rest = g_strdup_printf ("WHERE attempt.id IN (%s) ORDER BY attempt.id DESC", ids);
  sql = preamp_journal_attempt_select_sql (rest);
  if (!preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  request->results = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);

  while (TRUE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      g_ptr_array_add (request->results, preamp_journal_attempt_read (statement));
    }
}

static gboolean
count_run (PreampJournalStore  *store,
           sqlite3_stmt        *statement,
           PreampRunSummary    *summary,
           GError             **error)
{
  gboolean row;

  sqlite3_reset (statement);
  preamp_journal_sql_bind_int (statement, ":run", summary->run->id);

  while (TRUE)
    {
      PreampOutcome outcome = PREAMP_OUTCOME_NONE;
      guint n;

      if (!preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      preamp_outcome_from_text ((const char *) sqlite3_column_text (statement, 0), &outcome);
      n = (guint) sqlite3_column_int (statement, 2);
      summary->counts[outcome] += n;
      summary->n_attempts += n;
      if (sqlite3_column_int (statement, 1) != 0)
        {
          summary->n_contradicted += n;
          summary->contradicted[outcome] += n;
        }
    }
}

/* A run may have waited for its time, or for another run. The first row that was sent is found
 * without the others. */
static gboolean
find_beginning (PreampJournalStore  *store,
                sqlite3_stmt        *statement,
                PreampRunSummary    *summary,
                GError             **error)
{
  gboolean row;

  sqlite3_reset (statement);
  preamp_journal_sql_bind_int (statement, ":run", summary->run->id);

  if (!preamp_journal_sql_step (store, statement, &row, error))
    return FALSE;

  if (row)
    {
      summary->began_at = sqlite3_column_int64 (statement, 0);
      summary->sent = TRUE;
    }

  return TRUE;
}

static gboolean
name_integration (PreampJournalStore  *store,
                  sqlite3_stmt        *statement,
                  PreampRunSummary    *summary,
                  GError             **error)
{
  gboolean row;

  sqlite3_reset (statement);
  preamp_journal_sql_bind_int (statement, ":run", summary->run->id);

  if (!preamp_journal_sql_step (store, statement, &row, error))
    return FALSE;

  if (row)
    {
      summary->integration_id = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      summary->integration_name = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      summary->n_integrations = (guint) sqlite3_column_int (statement, 2);
    }

  return TRUE;
}

static gboolean
read_runs_work (PreampJournalStore  *store,
                gpointer             user_data,
                GCancellable        *cancellable,
                GError             **error)
{
  PageRequest *request = user_data;
  g_autofree char *ids = join_ids (request->ids);
  g_autofree char *rest = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (sqlite3_stmt) counting = NULL;
  g_autoptr (sqlite3_stmt) naming = NULL;
  g_autoptr (sqlite3_stmt) beginning = NULL;
  gboolean row;

  rest = g_strdup_printf ("WHERE run.id IN (%s) ORDER BY run.id DESC", ids);
  sql = preamp_journal_run_select_sql (rest);

  if (!preamp_journal_sql_prepare (store, sql, &statement, error) ||
      !preamp_journal_sql_prepare (store,
                                   /* What the run sent again counts once, by its last sending. */
                                   "SELECT outcome, contradicted, count (*) FROM attempt "
                                   "INDEXED BY attempt_ends "
                                   "WHERE run_id = :run AND left_out IS NULL "
                                   "AND NOT EXISTS (SELECT 1 FROM attempt AS again"
                                   " WHERE again.previous_id = attempt.id"
                                   " AND again.run_id = attempt.run_id) "
                                   "GROUP BY outcome, contradicted",
                                   &counting, error) ||
      !preamp_journal_sql_prepare (store,
                                   "SELECT integration_id, integration_name,"
                                   " (SELECT count (DISTINCT integration_id) FROM attempt"
                                   "  INDEXED BY attempt_ends"
                                   "  WHERE run_id = :run AND left_out IS NULL) "
                                   "FROM attempt WHERE run_id = :run ORDER BY id LIMIT 1",
                                   &naming, error) ||
      !preamp_journal_sql_prepare (store,
                                   "SELECT sent_at FROM attempt WHERE run_id = :run "
                                   "AND sent_at IS NOT NULL ORDER BY id LIMIT 1",
                                   &beginning, error))
    return FALSE;

  request->results = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_run_summary_free);

  while (TRUE)
    {
      PreampRunSummary *summary;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      summary = preamp_run_summary_new (preamp_journal_run_read (statement));
      g_ptr_array_add (request->results, summary);

      if (!count_run (store, counting, summary, error) ||
          !name_integration (store, naming, summary, error) ||
          !find_beginning (store, beginning, summary, error))
        return FALSE;
    }
}

static gboolean
list_integrations_work (PreampJournalStore  *store,
                        gpointer             user_data,
                        GCancellable        *cancellable,
                        GError             **error)
{
  PageRequest *request = user_data;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  /* By the name under which each was last known. */
  if (!preamp_journal_sql_prepare (store,
                                   "SELECT integration_id, integration_name FROM attempt "
                                   "WHERE id IN (SELECT max (id) FROM attempt"
                                   " INDEXED BY attempt_listing"
                                   " WHERE instance_id ="
                                   "  (SELECT id FROM instance WHERE uri = :instance)"
                                   " AND left_out IS NULL GROUP BY integration_id) "
                                   "ORDER BY integration_name COLLATE NOCASE, integration_id",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":instance", request->instance);
  request->results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  while (TRUE)
    {
      char **integration;

      if (!preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      integration = g_new0 (char *, 3);
      integration[0] = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      integration[1] = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      g_ptr_array_add (request->results, integration);
    }
}

static void
submit (PreampJournal       *self,
        PageRequest         *request,
        PreampJournalWork    work,
        gpointer             source_tag,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, request, (GDestroyNotify) page_request_free);
  preamp_journal_submit (self, task, work);
}

static PageRequest *
page_request_new_for_ids (const gint64 *ids,
                          guint         n_ids)
{
  PageRequest *request = g_new0 (PageRequest, 1);

  request->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  g_array_append_vals (request->ids, ids, n_ids);

  return request;
}

static GPtrArray *
finish_results (PreampJournal  *self,
                GAsyncResult   *result,
                gpointer        source_tag,
                GError        **error)
{
  PageRequest *request = preamp_journal_finish (self, result, source_tag, error);

  return request != NULL ? g_steal_pointer (&request->results) : NULL;
}

/**
 * preamp_journal_read_attempts_async:
 * @self: a journal
 * @ids: (array length=n_ids): the numbers of attempts
 * @n_ids: how many
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the attempts
 * @user_data: its data
 *
 * Reads attempts by their numbers.
 */
void
preamp_journal_read_attempts_async (PreampJournal       *self,
                                    const gint64        *ids,
                                    guint                n_ids,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (ids != NULL || n_ids == 0);

  submit (self, page_request_new_for_ids (ids, n_ids), read_attempts_work,
          preamp_journal_read_attempts_async, cancellable, callback, user_data);
}

/**
 * preamp_journal_read_attempts_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.read_attempts_async].
 *
 * Returns: (transfer full) (element-type PreampAttemptRecord): the attempts, newest first; without
 *   those that are not in the journal any more
 */
GPtrArray *
preamp_journal_read_attempts_finish (PreampJournal  *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  return finish_results (self, result, preamp_journal_read_attempts_async, error);
}

/**
 * preamp_journal_read_runs_async:
 * @self: a journal
 * @ids: (array length=n_ids): the numbers of runs
 * @n_ids: how many
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the runs
 * @user_data: its data
 *
 * Reads runs by their numbers, and counts what became of their attempts.
 */
void
preamp_journal_read_runs_async (PreampJournal       *self,
                                const gint64        *ids,
                                guint                n_ids,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (ids != NULL || n_ids == 0);

  submit (self, page_request_new_for_ids (ids, n_ids), read_runs_work,
          preamp_journal_read_runs_async, cancellable, callback, user_data);
}

/**
 * preamp_journal_read_runs_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.read_runs_async].
 *
 * Returns: (transfer full) (element-type PreampRunSummary): the runs, newest first; without those
 *   that are not in the journal any more
 */
GPtrArray *
preamp_journal_read_runs_finish (PreampJournal  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return finish_results (self, result, preamp_journal_read_runs_async, error);
}

/**
 * preamp_journal_list_integrations_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the list
 * @user_data: its data
 *
 * Lists the integrations that an instance's attempts belong to, also those that Domo lists no more.
 */
void
preamp_journal_list_integrations_async (PreampJournal       *self,
                                        const char          *instance,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  PageRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  request = g_new0 (PageRequest, 1);
  request->instance = g_strdup (instance);
  submit (self, request, list_integrations_work,
          preamp_journal_list_integrations_async, cancellable, callback, user_data);
}

/**
 * preamp_journal_list_integrations_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.list_integrations_async].
 *
 * Returns: (transfer full) (element-type GStrv): of each its identifier and, where there is one,
 *   its name, by name
 */
GPtrArray *
preamp_journal_list_integrations_finish (PreampJournal  *self,
                                         GAsyncResult   *result,
                                         GError        **error)
{
  return finish_results (self, result, preamp_journal_list_integrations_async, error);
}
