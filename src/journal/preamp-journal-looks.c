/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How far Domo's lists have been held against the answers that came. One reading of them serves
 * many attempts, and is written in one transaction: nothing is sent because of it. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

typedef struct
{
  GArray *ids;
  PreampLooks looks;
} LooksRequest;

static void
looks_request_free (LooksRequest *request)
{
  g_clear_pointer (&request->ids, g_array_unref);
  g_free (request);
}

static gboolean
save_looks (PreampJournalStore  *store,
            const LooksRequest  *request,
            GError             **error)
{
  g_autoptr (PreampJournalKept) statement = NULL;

  if (!preamp_journal_sql_take_kept (store, "UPDATE attempt SET looks = :looks WHERE id = :id",
                                     &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":looks",
                                preamp_journal_looks_to_text (request->looks));

  for (guint i = 0; i < request->ids->len; i++)
    {
      preamp_journal_sql_bind_int (statement, ":id", g_array_index (request->ids, gint64, i));
      if (!preamp_journal_sql_run (store, statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_looks_work (PreampJournalStore  *store,
                 gpointer             user_data,
                 GCancellable        *cancellable,
                 GError             **error)
{
  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  return preamp_journal_sql_end (store, save_looks (store, user_data, error), error);
}

/**
 * preamp_journal_save_looks_async:
 * @self: a journal
 * @attempt_ids: (array length=n_attempts): the numbers of attempts with an answer
 * @n_attempts: how many
 * @looks: how far the looks at Domo's lists have come for all of them
 * @callback: what to call when it is written
 * @user_data: its data
 *
 * Writes that Domo's lists were held against answers, where nothing else changes by it. An answer
 * that they contradict is an outcome: see [method@Preamp.Journal.save_outcome_async].
 */
void
preamp_journal_save_looks_async (PreampJournal       *self,
                                 const gint64        *attempt_ids,
                                 guint                n_attempts,
                                 PreampLooks          looks,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;
  LooksRequest *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (attempt_ids != NULL && n_attempts > 0);

  request = g_new0 (LooksRequest, 1);
  request->ids = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)),
                                      attempt_ids, n_attempts);
  request->looks = looks;

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_journal_save_looks_async);
  g_task_set_task_data (task, request, (GDestroyNotify) looks_request_free);
  preamp_journal_submit (self, task, save_looks_work);
}

/**
 * preamp_journal_save_looks_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.save_looks_async].
 *
 * Returns: whether it is durable
 */
gboolean
preamp_journal_save_looks_finish (PreampJournal  *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_save_looks_async, error) != NULL;
}
