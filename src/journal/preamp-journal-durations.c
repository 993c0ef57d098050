/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the newest attempts of an instance took. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

typedef struct
{
  char *instance;
  PreampDirection direction;
  guint limit;
  GArray *durations;
} DurationsRequest;

static void
durations_request_free (DurationsRequest *request)
{
  g_free (request->instance);
  g_clear_pointer (&request->durations, g_array_unref);
  g_free (request);
}

/* Those that Domo answered with a result: a refusal comes at once, and silence at the time limit,
 * so that neither says how long a migration takes. */
static gboolean
list_durations_work (PreampJournalStore  *store,
                     gpointer             user_data,
                     GCancellable        *cancellable,
                     GError             **error)
{
  DurationsRequest *request = user_data;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "SELECT duration FROM attempt WHERE instance_id = "
                                   "(SELECT id FROM instance WHERE uri = :instance) "
                                   "AND left_out IS NULL "
                                   "AND outcome IN ('complete', 'aborted', 'incomplete') "
                                   "AND direction = :direction AND duration > 0 "
                                   "ORDER BY id DESC LIMIT :limit",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":instance", request->instance);
  preamp_journal_sql_bind_text (statement, ":direction",
                                preamp_journal_direction_to_text (request->direction));
  preamp_journal_sql_bind_int (statement, ":limit", request->limit);
  request->durations = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (TRUE)
    {
      gboolean row;
      gint64 duration;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      duration = sqlite3_column_int64 (statement, 0);
      g_array_append_val (request->durations, duration);
    }
}

/**
 * preamp_journal_list_durations_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @direction: which way
 * @limit: how many at most
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the list
 * @user_data: its data
 *
 * Lists how long the newest attempts of an instance in one direction took, those that Domo answered
 * with a result.
 */
void
preamp_journal_list_durations_async (PreampJournal       *self,
                                     const char          *instance,
                                     PreampDirection      direction,
                                     guint                limit,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  DurationsRequest *request;
  GTask *task;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  request = g_new0 (DurationsRequest, 1);
  request->instance = g_strdup (instance);
  request->direction = direction;
  request->limit = limit;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_journal_list_durations_async);
  g_task_set_task_data (task, request, (GDestroyNotify) durations_request_free);
  preamp_journal_submit (self, task, list_durations_work);
}

/**
 * preamp_journal_list_durations_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.list_durations_async].
 *
 * Returns: (transfer full) (element-type gint64): microseconds, the newest first
 */
GArray *
preamp_journal_list_durations_finish (PreampJournal  *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  DurationsRequest *request =
    preamp_journal_finish (self, result, preamp_journal_list_durations_async, error);

  if (request == NULL)
    return NULL;

  return g_steal_pointer (&request->durations);
}
