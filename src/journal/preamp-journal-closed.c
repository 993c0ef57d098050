/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which datasources are closed to another request, by whatever instance. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

typedef struct
{
  GHashTable *closed;
  gint64 next_id;
} ClosedRequest;

static void
closed_request_free (ClosedRequest *request)
{
  g_clear_pointer (&request->closed, g_hash_table_unref);
  g_free (request);
}

/* What is named later takes precedence: it closes both directions. */
static gboolean
list_closed_work (PreampJournalStore  *store,
                  gpointer             user_data,
                  GCancellable        *cancellable,
                  GError             **error)
{
  ClosedRequest *request = user_data;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  if (!preamp_journal_sql_get_int (store, "SELECT coalesce (max (id), 0) + 1 FROM attempt",
                                   &request->next_id, error) ||
      !preamp_journal_sql_prepare (store,
                                   "SELECT datasource_id,"
                                   " iif (direction = 'migrate', :by_migration, :by_reversal) "
                                   "FROM attempt WHERE " PREAMP_JOURNAL_IS_INCOMPLETE
                                   " UNION ALL "
                                   "SELECT datasource_id, :by_run FROM run "
                                   "JOIN attempt ON attempt.run_id = run.id "
                                   "WHERE run.ending IS NULL AND sent_at IS NULL "
                                   "AND outcome IS NULL AND left_out IS NULL "
                                   "UNION ALL "
                                   "SELECT datasource_id, :by_attempt FROM attempt "
                                   "WHERE " PREAMP_JOURNAL_IS_OPEN,
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":by_migration", PREAMP_CLOSED_BY_MIGRATION);
  preamp_journal_sql_bind_int (statement, ":by_reversal", PREAMP_CLOSED_BY_REVERSAL);
  preamp_journal_sql_bind_int (statement, ":by_run", PREAMP_CLOSED_BY_RUN);
  preamp_journal_sql_bind_int (statement, ":by_attempt", PREAMP_CLOSED_BY_ATTEMPT);

  request->closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (TRUE)
    {
      if (!preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      g_hash_table_replace (request->closed,
                            g_strdup ((const char *) sqlite3_column_text (statement, 0)),
                            GINT_TO_POINTER (sqlite3_column_int (statement, 1)));
    }
}

/**
 * preamp_journal_list_closed_async:
 * @self: a journal
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the set
 * @user_data: its data
 *
 * Lists the datasources that are closed to another request, over all instances: those with an
 * attempt that was sent and has no outcome, or is unconfirmed and not repeated, those that wait in
 * a run that has not ended, and, to the other direction, those that are incomplete.
 */
void
preamp_journal_list_closed_async (PreampJournal       *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_journal_list_closed_async);
  g_task_set_task_data (task, g_new0 (ClosedRequest, 1), (GDestroyNotify) closed_request_free);
  preamp_journal_submit (self, task, list_closed_work);
}

/**
 * preamp_journal_list_closed_finish:
 * @self: a journal
 * @result: the result
 * @next_id: (out) (optional): a number that no attempt had then, and later ones do not stay below
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.list_closed_async].
 *
 * Returns: (transfer full) (element-type utf8 PreampClosed): why, by the datasource's identifier;
 *   of one that is closed to both directions and incomplete the former
 */
GHashTable *
preamp_journal_list_closed_finish (PreampJournal  *self,
                                   GAsyncResult   *result,
                                   gint64         *next_id,
                                   GError        **error)
{
  ClosedRequest *request =
    preamp_journal_finish (self, result, preamp_journal_list_closed_async, error);

  if (request == NULL)
    return NULL;

  if (next_id != NULL)
    *next_id = request->next_id;

  return g_steal_pointer (&request->closed);
}
