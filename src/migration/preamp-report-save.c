/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A report from the journal into a file. Rows are read some at a time, so that a long list is never
 * held as records; what is read becomes text in a thread. The file is written at the end, beside
 * its name, and put in its place when it is whole. */

#define G_LOG_DOMAIN "preamp-report"

#include "config.h"

#include "preamp-report.h"

#include <glib/gi18n.h>

#include "preamp-chosen-file.h"

#define BATCH_SIZE 1000

typedef struct
{
  PreampActivityKind kind;
  PreampJournalFilter *filter;
  PreampReportFormat format;
  GFile *file;
  gint64 run_id;

  GArray *ids;
  guint position;
  GPtrArray *rows;
  GHashTable *runs;             /* number → PreampRunSummary */
  PreampReport *report;
} Save;

static void read_batch (GTask *task);

static void
save_free (Save *save)
{
  g_clear_pointer (&save->filter, preamp_journal_filter_free);
  g_clear_object (&save->file);
  g_clear_pointer (&save->ids, g_array_unref);
  g_clear_pointer (&save->rows, g_ptr_array_unref);
  g_clear_pointer (&save->runs, g_hash_table_unref);
  g_clear_pointer (&save->report, preamp_report_free);
  g_free (save);
}

/* Writing */

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Save *save = task_data;
  g_autoptr (GBytes) bytes = preamp_report_end (save->report);
  GError *error = NULL;
  size_t length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (preamp_chosen_file_write (save->file, text, length, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Rows */

static PreampRunSummary *
find_run (Save   *save,
          gint64  run_id)
{
  return g_hash_table_lookup (save->runs, &run_id);
}

static void
format_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Save *save = task_data;

  for (guint i = 0; i < save->rows->len; i++)
    {
      gpointer row = g_ptr_array_index (save->rows, i);

      if (save->kind == PREAMP_ACTIVITY_RUNS)
        {
          preamp_report_add_run (save->report, row);
        }
      else
        {
          const PreampAttemptRecord *attempt = row;
          const PreampRunSummary *run = find_run (save, attempt->run_id);

          preamp_report_add_attempt (save->report, run != NULL ? run->run : NULL, attempt);
        }
    }

  g_clear_pointer (&save->rows, g_ptr_array_unref);
  g_task_return_boolean (task, TRUE);
}

static void
formatted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Save *save = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (save->ids != NULL && save->position < save->ids->len)
    read_batch (g_steal_pointer (&task));
  else
    g_task_run_in_thread (task, write_thread);
}

static void
format_rows (GTask *task)
{
  Save *save = g_task_get_task_data (task);
  g_autoptr (GTask) formatting = NULL;

  if (save->report == NULL)
    {
      if (save->run_id != 0)
        save->report = preamp_report_new_run (save->format, find_run (save, save->run_id));
      else
        save->report = preamp_report_new_list (save->format, save->kind, save->filter->instance);
    }

  formatting = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task),
                           formatted_cb, task);
  g_task_set_task_data (formatting, save, NULL);
  g_task_run_in_thread (formatting, format_thread);
}

static void
keep_runs (Save      *save,
           GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      PreampRunSummary *run = preamp_run_summary_copy (g_ptr_array_index (runs, i));

      g_hash_table_replace (save->runs, &run->run->id, run);
    }
}

static void
read_runs_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Save *save = g_task_get_task_data (task);
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  runs = preamp_journal_read_runs_finish (PREAMP_JOURNAL (object), result, &error);
  if (runs == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (save->kind == PREAMP_ACTIVITY_RUNS)
    save->rows = g_steal_pointer (&runs);
  else
    keep_runs (save, runs);

  if (save->run_id != 0 && find_run (save, save->run_id) == NULL)
    {
      g_task_return_new_error (task, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED, "%s",
                               _("This run is not in the journal any more. Nothing was saved."));
      return;
    }

  format_rows (g_steal_pointer (&task));
}

static void
read_attempts_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Save *save = g_task_get_task_data (task);
  g_autoptr (GArray) run_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GError) error = NULL;

  if (save->run_id != 0)
    save->rows = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  else
    save->rows = preamp_journal_read_attempts_finish (PREAMP_JOURNAL (object), result, &error);

  if (save->rows == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (save->run_id != 0)
    g_array_append_val (run_ids, save->run_id);

  for (guint i = 0; save->run_id == 0 && i < save->rows->len; i++)
    {
      PreampAttemptRecord *attempt = g_ptr_array_index (save->rows, i);

      if (find_run (save, attempt->run_id) == NULL &&
          g_hash_table_add (wanted, &attempt->run_id))
        g_array_append_val (run_ids, attempt->run_id);
    }

  preamp_journal_read_runs_async (PREAMP_JOURNAL (object), (const gint64 *) run_ids->data,
                                  run_ids->len, g_task_get_cancellable (task), read_runs_cb,
                                  g_object_ref (task));
}

static void
read_batch (GTask *task)
{
  Save *save = g_task_get_task_data (task);
  PreampJournal *journal = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  guint n = MIN (BATCH_SIZE, save->ids->len - save->position);
  const gint64 *ids = (const gint64 *) save->ids->data + save->position;

  save->position += n;

  if (save->kind == PREAMP_ACTIVITY_RUNS)
    preamp_journal_read_runs_async (journal, ids, n, cancellable, read_runs_cb, task);
  else
    preamp_journal_read_attempts_async (journal, ids, n, cancellable, read_attempts_cb, task);
}

static void
find_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Save *save = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  save->ids = preamp_journal_find_finish (PREAMP_JOURNAL (object), result, &error);
  if (save->ids == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    read_batch (g_steal_pointer (&task));
}

static GTask *
save_task_new (PreampJournal       *journal,
               PreampReportFormat   format,
               GFile               *file,
               gpointer             source_tag,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (journal, cancellable, callback, user_data);
  Save *save = g_new0 (Save, 1);

  save->kind = PREAMP_ACTIVITY_ATTEMPTS;
  save->format = format;
  save->file = g_object_ref (file);
  save->runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                      (GDestroyNotify) preamp_run_summary_free);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);

  return task;
}

/**
 * preamp_report_save_run_async: (skip)
 * @journal: the journal
 * @run_id: the number of a run
 * @format: how the report is written
 * @file: where to; what is there is replaced
 * @cancellable: (nullable): a cancellable
 * @callback: what to call when it is saved
 * @user_data: its data
 *
 * Saves the report of a run: every row that was planned, also those left out and not started. The
 * file is written whole or not at all.
 */
void
preamp_report_save_run_async (PreampJournal       *journal,
                              gint64               run_id,
                              PreampReportFormat   format,
                              GFile               *file,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;
  Save *save;

  g_return_if_fail (PREAMP_IS_JOURNAL (journal));
  g_return_if_fail (run_id > 0);
  g_return_if_fail (G_IS_FILE (file));

  task = save_task_new (journal, format, file, preamp_report_save_run_async, cancellable,
                        callback, user_data);
  save = g_task_get_task_data (task);
  save->run_id = run_id;
  preamp_journal_list_run_async (journal, run_id, cancellable, read_attempts_cb, task);
}

/**
 * preamp_report_save_list_async: (skip)
 * @journal: the journal
 * @kind: what is listed
 * @filter: which of them
 * @format: how the list is written
 * @file: where to; what is there is replaced
 * @cancellable: (nullable): a cancellable
 * @callback: what to call when it is saved
 * @user_data: its data
 *
 * Saves a list of runs or attempts, newest first. The file is written whole or not at all.
 */
void
preamp_report_save_list_async (PreampJournal             *journal,
                               PreampActivityKind         kind,
                               const PreampJournalFilter *filter,
                               PreampReportFormat         format,
                               GFile                     *file,
                               GCancellable              *cancellable,
                               GAsyncReadyCallback        callback,
                               gpointer                   user_data)
{
  GTask *task;
  Save *save;

  g_return_if_fail (PREAMP_IS_JOURNAL (journal));
  g_return_if_fail (filter != NULL);
  g_return_if_fail (G_IS_FILE (file));

  task = save_task_new (journal, format, file, preamp_report_save_list_async, cancellable,
                        callback, user_data);
  save = g_task_get_task_data (task);
  save->kind = kind;
  save->filter = preamp_journal_filter_copy (filter);

  if (kind == PREAMP_ACTIVITY_RUNS)
    preamp_journal_find_runs_async (journal, filter, cancellable, find_cb, task);
  else
    preamp_journal_find_attempts_async (journal, filter, cancellable, find_cb, task);
}

/**
 * preamp_report_save_journal_async: (skip)
 * @journal: the journal
 * @format: how it is written
 * @file: where to; what is there is replaced
 * @cancellable: (nullable): a cancellable
 * @callback: what to call when it is saved
 * @user_data: its data
 *
 * Saves the whole journal, newest first: the attempts of all instances, also those that were not
 * started, and the rows that were left out of their run. The file is written whole or not at all.
 */
void
preamp_report_save_journal_async (PreampJournal       *journal,
                                  PreampReportFormat   format,
                                  GFile               *file,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (NULL);

  filter->left_out = TRUE;
  preamp_report_save_list_async (journal, PREAMP_ACTIVITY_ATTEMPTS, filter, format, file,
                                 cancellable, callback, user_data);
}

/**
 * preamp_report_save_finish: (skip)
 * @journal: the journal
 * @result: the result
 * @error: where to put an error, a sentence that says what was not saved and why
 *
 * Ends [func@report_save_run_async], [func@report_save_list_async] and
 * [func@report_save_journal_async].
 *
 * Returns: whether the file is written
 */
gboolean
preamp_report_save_finish (PreampJournal  *journal,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_report_save_run_async) ||
                        g_async_result_is_tagged (result, preamp_report_save_list_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
