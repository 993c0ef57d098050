/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a filter lets through, found as a list of numbers, newest first: 8 bytes each, by one walk
 * over an index that has all but the texts. So a list that is scrolled does not shift when a row is
 * added above it, and no page is found by counting the rows before it. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-pages.h"

#include "preamp-journal-private.h"

#include <string.h>

typedef struct
{
  PreampJournalFilter *filter;
  GArray *ids;
  guint counts[PREAMP_N_OUTCOMES];
  guint contradicted[PREAMP_N_OUTCOMES];
} FindRequest;

static void
find_request_free (FindRequest *request)
{
  preamp_journal_filter_free (request->filter);
  g_clear_pointer (&request->ids, g_array_unref);
  g_free (request);
}

/* Search */

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if ((guchar) *text >= 0x80)
        return FALSE;
    }

  return TRUE;
}

static char *
fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;

  if (is_ascii (text))
    return g_ascii_strdown (text, -1);

  valid = g_utf8_make_valid (text, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal, -1);
}

/* Nearly all names, and without a copy of each. */
static gboolean
ascii_contains (const char *text,
                const char *key)
{
  size_t n_key = strlen (key);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_tolower (*text) == *key && g_ascii_strncasecmp (text, key, n_key) == 0)
        return TRUE;
    }

  return *key == '\0';
}

/* SQL: contains (key, text…): whether one of the texts has the folded key in it. */
static void
contains_function (sqlite3_context  *context,
                   int               n_values,
                   sqlite3_value   **values)
{
  const char *key = (const char *) sqlite3_value_text (values[0]);
  gboolean found = FALSE;

  for (int i = 1; i < n_values && !found && key != NULL; i++)
    {
      const char *text = (const char *) sqlite3_value_text (values[i]);

      if (text == NULL)
        continue;

      if (is_ascii (text))
        {
          found = ascii_contains (text, key);
        }
      else
        {
          g_autofree char *folded = fold (text);

          found = strstr (folded, key) != NULL;
        }
    }

  sqlite3_result_int (context, found);
}

static gboolean
add_contains_function (PreampJournalStore  *store,
                       GError             **error)
{
  int code = sqlite3_create_function_v2 (store->db, "contains", -1,
                                         SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                         contains_function, NULL, NULL, NULL);

  return code == SQLITE_OK || preamp_journal_sql_failed (store, code, error);
}

/* Conditions */

/* Of attempts and of runs. */
static const char *
get_instance_condition (const PreampJournalFilter *filter)
{
  return filter->instance != NULL
           ? "instance_id = (SELECT id FROM instance WHERE uri = :instance)"
           : "TRUE";
}

static gboolean
has_search (const PreampJournalFilter *filter)
{
  return filter->search != NULL && *filter->search != '\0';
}

static gboolean
has_period (const PreampJournalFilter *filter)
{
  return filter->since != 0 || filter->until != 0;
}

static void
append_period (GString                   *sql,
               const PreampJournalFilter *filter)
{
  if (filter->since != 0)
    g_string_append (sql, " AND started_at >= :since");
  if (filter->until != 0)
    g_string_append (sql, " AND started_at < :until");
}

/* What an attempt must be, but for its run's time. */
static void
append_attempt_conditions (GString                   *sql,
                           const PreampJournalFilter *filter)
{
  if (!filter->left_out)
    g_string_append (sql, " AND left_out IS NULL");

  if (filter->outcomes != 0)
    {
      const char *separator = "";

      g_string_append (sql, " AND (");
      for (guint i = 0; i < PREAMP_N_OUTCOMES; i++)
        {
          const char *text = preamp_outcome_to_text ((PreampOutcome) i);

          if ((filter->outcomes & (1u << i)) == 0)
            continue;

          if (text != NULL)
            g_string_append_printf (sql, "%soutcome = '%s'", separator, text);
          else
            g_string_append_printf (sql, "%soutcome IS NULL", separator);
          separator = " OR ";
        }
      g_string_append (sql, ")");
    }

  if (filter->contradicted)
    g_string_append (sql, " AND contradicted");
  if (filter->integration_id != NULL)
    g_string_append (sql, " AND integration_id = :integration");
}

static void
bind_filter (sqlite3_stmt              *statement,
             const PreampJournalFilter *filter,
             const char                *key)
{
  if (filter->instance != NULL)
    preamp_journal_sql_bind_text (statement, ":instance", filter->instance);
  if (key != NULL)
    preamp_journal_sql_bind_text (statement, ":key", key);
  if (filter->integration_id != NULL)
    preamp_journal_sql_bind_text (statement, ":integration", filter->integration_id);
  if (filter->since != 0)
    preamp_journal_sql_bind_int (statement, ":since", filter->since);
  if (filter->until != 0)
    preamp_journal_sql_bind_int (statement, ":until", filter->until);
}

/* Numbers */

static gboolean
find (PreampJournalStore  *store,
      const char          *sql,
      FindRequest         *request,
      GCancellable        *cancellable,
      GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *key = NULL;
  gboolean row;

  if (has_search (request->filter))
    key = fold (request->filter->search);

  if ((key != NULL && !add_contains_function (store, error)) ||
      !preamp_journal_sql_prepare (store, sql, &statement, error))
    return FALSE;

  bind_filter (statement, request->filter, key);
  request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (TRUE)
    {
      gint64 id;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      id = sqlite3_column_int64 (statement, 0);
      g_array_append_val (request->ids, id);
    }
}

static gboolean
find_attempts_work (PreampJournalStore  *store,
                    gpointer             user_data,
                    GCancellable        *cancellable,
                    GError             **error)
{
  FindRequest *request = user_data;
  g_autoptr (GString) sql = NULL;

  sql = g_string_new ("SELECT id FROM attempt WHERE ");
  g_string_append (sql, get_instance_condition (request->filter));
  append_attempt_conditions (sql, request->filter);

  if (has_period (request->filter))
    {
      g_string_append_printf (sql, " AND run_id IN (SELECT id FROM run WHERE %s",
                              get_instance_condition (request->filter));
      append_period (sql, request->filter);
      g_string_append (sql, ")");
    }

  if (has_search (request->filter))
    g_string_append (sql, " AND contains (:key, datasource_name, datasource_id, toe)");

  g_string_append (sql, " ORDER BY id DESC");

  return find (store, sql->str, request, cancellable, error);
}

static gboolean
find_runs_work (PreampJournalStore  *store,
                gpointer             user_data,
                GCancellable        *cancellable,
                GError             **error)
{
  FindRequest *request = user_data;
  const PreampJournalFilter *filter = request->filter;
  g_autoptr (GString) sql = NULL;

  sql = g_string_new ("SELECT id FROM run WHERE ");
  g_string_append (sql, get_instance_condition (filter));
  append_period (sql, filter);

  /* A search finds a run by its note as well: it holds the number of the change. */
  if (filter->outcomes != 0 || filter->contradicted || filter->integration_id != NULL ||
      has_search (filter))
    {
      g_string_append (sql, " AND EXISTS (SELECT 1 FROM attempt WHERE run_id = run.id");
      append_attempt_conditions (sql, filter);
      if (has_search (filter))
        g_string_append (sql, " AND contains (:key, datasource_name, datasource_id, toe, note)");
      g_string_append (sql, ")");
    }

  g_string_append (sql, " ORDER BY id DESC");

  return find (store, sql->str, request, cancellable, error);
}

static gboolean
count_outcomes_work (PreampJournalStore  *store,
                     gpointer             user_data,
                     GCancellable        *cancellable,
                     GError             **error)
{
  FindRequest *request = user_data;
  g_autoptr (GString) sql = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *key = NULL;
  gboolean row;

  if (has_search (request->filter))
    key = fold (request->filter->search);

  sql = g_string_new ("SELECT outcome, contradicted, count (*) FROM attempt "
                      "WHERE run_id IN (SELECT id FROM run WHERE ");
  g_string_append (sql, get_instance_condition (request->filter));
  append_period (sql, request->filter);
  g_string_append (sql, ")");
  append_attempt_conditions (sql, request->filter);
  if (key != NULL)
    g_string_append (sql, " AND contains (:key, datasource_name, datasource_id, toe)");
  g_string_append (sql, " GROUP BY outcome, contradicted");

  if ((key != NULL && !add_contains_function (store, error)) ||
      !preamp_journal_sql_prepare (store, sql->str, &statement, error))
    return FALSE;

  bind_filter (statement, request->filter, key);

  while (TRUE)
    {
      PreampOutcome outcome = PREAMP_OUTCOME_NONE;
      guint n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      preamp_outcome_from_text ((const char *) sqlite3_column_text (statement, 0), &outcome);
      n = (guint) sqlite3_column_int (statement, 2);
      request->counts[outcome] += n;
      if (sqlite3_column_int (statement, 1) != 0)
        request->contradicted[outcome] += n;
    }
}

static void
submit (PreampJournal             *self,
        const PreampJournalFilter *filter,
        PreampJournalWork          work,
        gpointer                   source_tag,
        GCancellable              *cancellable,
        GAsyncReadyCallback        callback,
        gpointer                   user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  FindRequest *request = g_new0 (FindRequest, 1);

  request->filter = preamp_journal_filter_copy (filter);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, request, (GDestroyNotify) find_request_free);
  preamp_journal_submit (self, task, work);
}

/**
 * preamp_journal_find_attempts_async:
 * @self: a journal
 * @filter: which attempts are wanted
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the numbers
 * @user_data: its data
 *
 * Finds attempts, newest first by their rows. Rows that were left out of their run are no attempts.
 */
void
preamp_journal_find_attempts_async (PreampJournal             *self,
                                    const PreampJournalFilter *filter,
                                    GCancellable              *cancellable,
                                    GAsyncReadyCallback        callback,
                                    gpointer                   user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (filter != NULL);

  submit (self, filter, find_attempts_work,
          preamp_journal_find_attempts_async, cancellable, callback, user_data);
}

/**
 * preamp_journal_find_runs_async:
 * @self: a journal
 * @filter: which runs are wanted: those with an attempt that it lets through
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the numbers
 * @user_data: its data
 *
 * Finds runs, newest first by their rows. A search finds a run by its note as well.
 */
void
preamp_journal_find_runs_async (PreampJournal             *self,
                                const PreampJournalFilter *filter,
                                GCancellable              *cancellable,
                                GAsyncReadyCallback        callback,
                                gpointer                   user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (filter != NULL);

  submit (self, filter, find_runs_work,
          preamp_journal_find_runs_async, cancellable, callback, user_data);
}

/**
 * preamp_journal_find_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.find_attempts_async] and [method@Preamp.Journal.find_runs_async].
 *
 * Returns: (transfer full) (element-type gint64): the journal's numbers, newest first
 */
GArray *
preamp_journal_find_finish (PreampJournal  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  FindRequest *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_journal_find_attempts_async) ||
                        g_async_result_is_tagged (result, preamp_journal_find_runs_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  request = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&request->ids);
}

/**
 * preamp_journal_count_outcomes_async:
 * @self: a journal
 * @filter: which attempts are counted
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the counts
 * @user_data: its data
 *
 * Counts how attempts ended.
 */
void
preamp_journal_count_outcomes_async (PreampJournal             *self,
                                     const PreampJournalFilter *filter,
                                     GCancellable              *cancellable,
                                     GAsyncReadyCallback        callback,
                                     gpointer                   user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (filter != NULL);

  submit (self, filter, count_outcomes_work,
          preamp_journal_count_outcomes_async, cancellable, callback, user_data);
}

/**
 * preamp_journal_count_outcomes_finish:
 * @self: a journal
 * @result: the result
 * @counts: (out caller-allocates) (array fixed-size=10): where to put the counts, by
 *   [enum@Outcome]
 * @contradicted: (out caller-allocates) (array fixed-size=10): where to put how many of these
 *   Domo's lists contradict
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.count_outcomes_async].
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_count_outcomes_finish (PreampJournal  *self,
                                      GAsyncResult   *result,
                                      guint          *counts,
                                      guint          *contradicted,
                                      GError        **error)
{
  FindRequest *request;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_journal_count_outcomes_async),
                        FALSE);
  g_return_val_if_fail (counts != NULL && contradicted != NULL, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  request = g_task_get_task_data (G_TASK (result));
  memcpy (counts, request->counts, sizeof request->counts);
  memcpy (contradicted, request->contradicted, sizeof request->contradicted);

  return TRUE;
}
