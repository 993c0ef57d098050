/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (preamp-journal-error-quark, preamp_journal_error)

/**
 * PreampJournal:
 *
 * Every attempt, written before it is sent.
 *
 * A journal is one SQLite file behind one thread of its own, which does what it is asked in the
 * order in which it was asked. Nothing of it runs on the caller's thread; results arrive in the
 * main context in which the call was made, in the same order.
 */
struct _PreampJournal
{
  GObject parent_instance;

  char *path;
  GThread *thread;
  GAsyncQueue *queue;

  /* The thread's, but for its put_aside, which never changes once the journal is open. */
  PreampJournalStore *store;
};

G_DEFINE_FINAL_TYPE (PreampJournal, preamp_journal, G_TYPE_OBJECT)

/* One thing to do: by the thread, then handed to the caller's main context with its result. */
typedef struct
{
  GTask *task;
  PreampJournalWork work;
  gboolean success;
  GError *error;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
job_return_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->success)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));

  return G_SOURCE_REMOVE;
}

/* The job, and with it the journal's last reference, is let go of in the caller's main context:
 * the thread could not wait for itself. */
static void
job_return (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_static_name (source, "[preamp] journal result");
  g_source_set_callback (source, job_return_cb, job, (GDestroyNotify) job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static gpointer
journal_thread (gpointer user_data)
{
  PreampJournalStore *store = ((gpointer *) user_data)[0];
  g_autoptr (GAsyncQueue) queue = ((gpointer *) user_data)[1];

  g_free (user_data);

  while (TRUE)
    {
      Job *job = g_async_queue_pop (queue);
      GCancellable *cancellable;

      /* A job without work is the last. */
      if (job->work == NULL)
        {
          job_free (job);
          break;
        }

      cancellable = g_task_get_cancellable (job->task);

      if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
        job->success = job->work (store, g_task_get_task_data (job->task), cancellable,
                                  &job->error);

      g_assert (job->success == (job->error == NULL));
      job_return (job);
    }

  preamp_journal_store_close (store);

  return NULL;
}

static gboolean
open_work (PreampJournalStore  *store,
           gpointer             request,
           GCancellable        *cancellable,
           GError             **error)
{
  return preamp_journal_store_open (store, error);
}

static void
preamp_journal_dispose (GObject *object)
{
  preamp_journal_close (PREAMP_JOURNAL (object));

  G_OBJECT_CLASS (preamp_journal_parent_class)->dispose (object);
}

static void
preamp_journal_finalize (GObject *object)
{
  PreampJournal *self = PREAMP_JOURNAL (object);

  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_free (self->store->path);
  g_free (self->store->put_aside);
  g_free (self->store);
  g_free (self->path);

  G_OBJECT_CLASS (preamp_journal_parent_class)->finalize (object);
}

static void
preamp_journal_class_init (PreampJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_journal_dispose;
  object_class->finalize = preamp_journal_finalize;
}

static void
preamp_journal_init (PreampJournal *self)
{
  gpointer *arguments = g_new (gpointer, 2);

  self->store = g_new0 (PreampJournalStore, 1);
  self->queue = g_async_queue_new ();

  arguments[0] = self->store;
  arguments[1] = g_async_queue_ref (self->queue);
  self->thread = g_thread_new ("preamp-journal", journal_thread, arguments);
}

/**
 * preamp_journal_submit:
 * @self: a journal
 * @task: (transfer full): the task, whose task data is the request
 * @work: what the thread does with the request
 *
 * Queues work. The task then returns a boolean, or what @work set as its error.
 */
void
preamp_journal_submit (PreampJournal     *self,
                       GTask             *task,
                       PreampJournalWork  work)
{
  Job *job;

  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (G_IS_TASK (task));

  if (self->thread == NULL)
    {
      g_task_return_new_error (task, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED, "%s",
                               _("The journal is closed. Start Preamp again to go on."));
      g_object_unref (task);
      return;
    }

  job = g_new0 (Job, 1);
  job->task = task;
  job->work = work;
  g_async_queue_push (self->queue, job);
}

/**
 * preamp_journal_finish:
 * @self: a journal
 * @result: a result
 * @source_tag: the function that began it
 * @error: where to put an error
 *
 * Ends what [method@Preamp.Journal.submit] queued.
 *
 * Returns: (transfer none) (nullable): the request, or %NULL if it failed
 */
gpointer
preamp_journal_finish (PreampJournal  *self,
                       GAsyncResult   *result,
                       gpointer        source_tag,
                       GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_task_get_task_data (G_TASK (result));
}

/**
 * preamp_journal_open_async:
 * @path: the file, which is made where it is missing, with its folder
 * @cancellable: (nullable): a cancellable
 * @callback: what to call when it is open
 * @user_data: its data
 *
 * Opens a journal, for this process alone.
 *
 * What an earlier process left without an end is put right: what was sent and has no outcome is
 * unconfirmed, its run has crashed, and what waited was not started. A damaged file is put aside,
 * see [method@Preamp.Journal.get_put_aside].
 */
void
preamp_journal_open_async (const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (PreampJournal) self = NULL;
  GTask *task;

  g_return_if_fail (path != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  self = g_object_new (PREAMP_TYPE_JOURNAL, NULL);
  self->path = g_strdup (path);
  self->store->path = g_strdup (path);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_journal_open_async);
  preamp_journal_submit (self, task, open_work);
}

/**
 * preamp_journal_open_finish:
 * @result: the result
 * @error: where to put an error: %PREAMP_JOURNAL_ERROR_BUSY, %PREAMP_JOURNAL_ERROR_NEWER,
 *   %PREAMP_JOURNAL_ERROR_FULL, %PREAMP_JOURNAL_ERROR_READ_ONLY, %PREAMP_JOURNAL_ERROR_FAILED, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Ends [func@Preamp.Journal.open_async].
 *
 * Returns: (transfer full) (nullable): the journal
 */
PreampJournal *
preamp_journal_open_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_journal_open_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return PREAMP_JOURNAL (g_async_result_get_source_object (result));
}

/**
 * preamp_journal_get_library:
 *
 * Gets what the journal is kept by, for whoever looks into an error.
 *
 * Returns: (transfer none): its name and the version that it was built with
 */
const char *
preamp_journal_get_library (void)
{
  return "SQLite " SQLITE_VERSION;
}

/**
 * preamp_journal_get_path:
 * @self: a journal
 *
 * Gets the path of its file, as it was given.
 *
 * Returns: (transfer none): the path
 */
const char *
preamp_journal_get_path (PreampJournal *self)
{
  g_return_val_if_fail (PREAMP_IS_JOURNAL (self), NULL);

  return self->path;
}

/**
 * preamp_journal_get_put_aside:
 * @self: a journal
 *
 * Gets where the damaged file went that was found when the journal was opened. Its -wal and -shm
 * are beside it. There may be unresolved attempts in it.
 *
 * Returns: (transfer none) (nullable): the path, or %NULL if nothing was damaged
 */
const char *
preamp_journal_get_put_aside (PreampJournal *self)
{
  g_return_val_if_fail (PREAMP_IS_JOURNAL (self), NULL);

  return self->store->put_aside;
}

/**
 * preamp_journal_close:
 * @self: a journal
 *
 * Waits until everything that was asked of the journal is done, and closes the file. What is asked
 * later fails. Results of what was asked before still arrive. This blocks, and belongs at the
 * program's end; letting go of the last reference does it too.
 */
void
preamp_journal_close (PreampJournal *self)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));

  if (self->thread == NULL)
    return;

  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_thread_join (g_steal_pointer (&self->thread));
}
