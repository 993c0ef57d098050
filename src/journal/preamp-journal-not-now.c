/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a run that was interrupted is offered to be continued. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <glib/gi18n.h>

typedef struct
{
  gint64 run_id;
  gboolean not_now;
} NotNow;

static gboolean
set_not_now_work (PreampJournalStore  *store,
                  gpointer             request,
                  GCancellable        *cancellable,
                  GError             **error)
{
  const NotNow *not_now = request;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "UPDATE run SET not_now = :not_now "
                                   "WHERE id = :id AND ending IS NOT NULL",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", not_now->run_id);
  preamp_journal_sql_bind_int (statement, ":not_now", not_now->not_now != FALSE);

  return preamp_journal_sql_run_for_one (store, statement,
                                         _("The run is not in the journal any more, or has not "
                                           "ended yet."),
                                         error);
}

/**
 * preamp_journal_set_not_now_async:
 * @self: a journal
 * @run_id: the number of a run that has ended
 * @not_now: whether it is to be offered no more, or again
 * @callback: what to call when it is durable
 * @user_data: its data
 *
 * Puts off an interrupted run: [method@Preamp.Journal.list_interrupted_async] does not list it any
 * more. Nothing else of it changes.
 */
void
preamp_journal_set_not_now_async (PreampJournal       *self,
                                  gint64               run_id,
                                  gboolean             not_now,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;
  NotNow *request;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));

  request = g_new0 (NotNow, 1);
  request->run_id = run_id;
  request->not_now = not_now;

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_journal_set_not_now_async);
  g_task_set_task_data (task, request, g_free);
  preamp_journal_submit (self, task, set_not_now_work);
}

/**
 * preamp_journal_set_not_now_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.set_not_now_async].
 *
 * Returns: whether it is durable
 */
gboolean
preamp_journal_set_not_now_finish (PreampJournal  *self,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_set_not_now_async, error) != NULL;
}
