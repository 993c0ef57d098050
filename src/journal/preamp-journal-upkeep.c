/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What of the journal may be deleted: whole runs, so that the report of one that stays still lists
 * every row that was planned. An old run goes unless
 *
 * - it has not ended;
 * - it was interrupted, and is still offered to be continued;
 * - it has a datasource of which any attempt is open or unsettled: the history of such a datasource
 *   stays as a whole;
 * - it has a datasource that was migrated and not reversed since: the record that a reversal needs;
 * - a run that stays has an earlier attempt of one of its datasources. Without what came after it,
 *   that attempt would tell a wrong standing. What took the place of an attempt stays with it;
 * - a run that stays has a row that was not started, and this one took its datasource. Without it
 *   the row would be offered again.
 *
 * An attempt that stays forgets the one before it, if that goes. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-upkeep.h"

#include "preamp-journal-private.h"

#include <glib/gstdio.h>

#define IS_UNRESOLVED "((" PREAMP_JOURNAL_IS_OPEN ") OR (" PREAMP_JOURNAL_IS_UNSETTLED "))"

#define FIND_OLD \
  "CREATE TEMP TABLE old AS " \
  "WITH RECURSIVE" \
  " unresolved (instance_id, datasource_id) AS" \
  "  (SELECT DISTINCT instance_id, datasource_id FROM attempt WHERE " IS_UNRESOLVED ")," \
  " keep (run_id) AS (" \
  "  SELECT id FROM run WHERE ending IS NULL OR coalesce (ended_at, started_at) >= %1$" \
  G_GINT64_FORMAT \
  "  UNION SELECT id FROM run WHERE " PREAMP_JOURNAL_IS_OFFERED \
  "  UNION SELECT run_id FROM attempt JOIN unresolved USING (instance_id, datasource_id)" \
  "   WHERE left_out IS NULL" \
  "  UNION SELECT run_id FROM attempt AS migrated" \
  "   WHERE direction = 'migrate' AND outcome IN ('complete', 'moved') AND NOT EXISTS" \
  "    (SELECT 1 FROM attempt AS later" \
  "     WHERE later.instance_id = migrated.instance_id" \
  "      AND later.datasource_id = migrated.datasource_id AND later.id > migrated.id" \
  "      AND later.outcome IN ('complete', 'moved'))" \
  "  UNION SELECT other.run_id FROM keep" \
  "   JOIN attempt AS mine ON mine.run_id = keep.run_id AND mine.sent_at IS NOT NULL" \
  "   JOIN attempt AS other ON other.instance_id = mine.instance_id" \
  "    AND other.datasource_id = mine.datasource_id AND other.id > mine.id" \
  "    AND other.sent_at IS NOT NULL" \
  "  UNION SELECT other.run_id FROM keep" \
  "   JOIN attempt AS mine ON mine.run_id = keep.run_id AND mine.outcome = 'not-started'" \
  "   JOIN attempt AS other ON other.instance_id = mine.instance_id" \
  "    AND other.datasource_id = mine.datasource_id AND other.id > mine.id" \
  "  UNION SELECT taker.run_id FROM keep" \
  "   JOIN attempt AS mine ON mine.run_id = keep.run_id AND mine.replaced_by IS NOT NULL" \
  "   JOIN attempt AS taker ON taker.id = mine.replaced_by) " \
  "SELECT id FROM run WHERE id NOT IN keep"

/* All that are old: what of them is not in the table is kept. */
#define COUNT_OLD_RUNS \
  "SELECT count (*) FROM run WHERE ending IS NOT NULL" \
  " AND coalesce (ended_at, started_at) < %" G_GINT64_FORMAT

typedef struct
{
  gint64 before;
  PreampJournalOld old;
  PreampJournalSize size;
} UpkeepRequest;

static gint64
get_file_size (const char *path,
               const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf info;

  return g_stat (name, &info) == 0 ? (gint64) info.st_size : 0;
}

static gboolean
measure_work (PreampJournalStore  *store,
              gpointer             user_data,
              GCancellable        *cancellable,
              GError             **error)
{
  PreampJournalSize *size = &((UpkeepRequest *) user_data)->size;

  size->n_bytes = get_file_size (store->path, "") + get_file_size (store->path, "-wal");

  return preamp_journal_sql_get_int (store, "SELECT count (*) FROM run", &size->n_runs, error) &&
         preamp_journal_sql_get_int (store, "SELECT count (*) FROM attempt "
                                     "WHERE " PREAMP_JOURNAL_WAS_TRIED,
                                     &size->n_attempts, error);
}

/* Makes the table of the runs that may go, and counts. */
static gboolean
find_old (PreampJournalStore  *store,
          UpkeepRequest       *request,
          GError             **error)
{
  g_autofree char *find = g_strdup_printf (FIND_OLD, request->before);
  g_autofree char *count = g_strdup_printf (COUNT_OLD_RUNS, request->before);
  gint64 n_old_runs;

  if (!preamp_journal_sql_exec (store, "DROP TABLE IF EXISTS temp.old", error) ||
      !preamp_journal_sql_exec (store, find, error) ||
      !preamp_journal_sql_get_int (store, count, &n_old_runs, error) ||
      !preamp_journal_sql_get_int (store, "SELECT count (*) FROM temp.old",
                                   &request->old.n_runs, error) ||
      !preamp_journal_sql_get_int (store,
                                   "SELECT count (*) FROM attempt "
                                   "WHERE " PREAMP_JOURNAL_WAS_TRIED " AND run_id IN temp.old",
                                   &request->old.n_attempts, error))
    return FALSE;

  request->old.n_kept = n_old_runs - request->old.n_runs;

  return TRUE;
}

static gboolean
forget_old (PreampJournalStore  *store,
            GError             **error)
{
  return preamp_journal_sql_exec (store, "DROP TABLE IF EXISTS temp.old", error);
}

static gboolean
count_old_work (PreampJournalStore  *store,
                gpointer             user_data,
                GCancellable        *cancellable,
                GError             **error)
{
  gboolean success = find_old (store, user_data, error);

  return forget_old (store, success ? error : NULL) && success;
}

/* What was deleted leaves holes in the file. That they could not be closed, on a full disk for
 * example, is no reason to call what is deleted not deleted. */
static void
close_holes (PreampJournalStore *store)
{
  g_autoptr (GError) error = NULL;

  if (!preamp_journal_sql_exec (store, "VACUUM; PRAGMA wal_checkpoint (TRUNCATE)", &error))
    g_debug ("The journal was not made smaller: %s", error->message);
}

static gboolean
delete_old_work (PreampJournalStore  *store,
                 gpointer             user_data,
                 GCancellable        *cancellable,
                 GError             **error)
{
  UpkeepRequest *request = user_data;
  gboolean success;

  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  success =
    find_old (store, request, error) &&
    preamp_journal_sql_exec (store,
                             "UPDATE attempt SET previous_id = NULL "
                             "WHERE run_id NOT IN temp.old AND previous_id IN"
                             " (SELECT id FROM attempt WHERE run_id IN temp.old)",
                             error) &&
    preamp_journal_sql_exec (store, "DELETE FROM attempt WHERE run_id IN temp.old", error) &&
    preamp_journal_sql_exec (store, "DELETE FROM run WHERE id IN temp.old", error) &&
    forget_old (store, error);

  if (!preamp_journal_sql_end (store, success, error))
    return FALSE;

  if (request->old.n_runs > 0)
    close_holes (store);

  return TRUE;
}

static void
submit (PreampJournal       *self,
        gint64               before,
        PreampJournalWork    work,
        gpointer             source_tag,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  UpkeepRequest *request = g_new0 (UpkeepRequest, 1);

  request->before = before;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, request, g_free);
  preamp_journal_submit (self, task, work);
}

static gboolean
finish_old (PreampJournal     *self,
            GAsyncResult      *result,
            gpointer           source_tag,
            PreampJournalOld  *old,
            GError           **error)
{
  const UpkeepRequest *request = preamp_journal_finish (self, result, source_tag, error);

  if (request == NULL)
    return FALSE;

  if (old != NULL)
    *old = request->old;

  return TRUE;
}

/**
 * preamp_journal_measure_async:
 * @self: a journal
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the size
 * @user_data: its data
 *
 * Measures the journal.
 */
void
preamp_journal_measure_async (PreampJournal       *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));

  submit (self, 0, measure_work, preamp_journal_measure_async, cancellable, callback, user_data);
}

/**
 * preamp_journal_measure_finish:
 * @self: a journal
 * @result: the result
 * @size: (out caller-allocates): its size
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.measure_async].
 *
 * Returns: whether it was measured
 */
gboolean
preamp_journal_measure_finish (PreampJournal      *self,
                               GAsyncResult       *result,
                               PreampJournalSize  *size,
                               GError            **error)
{
  const UpkeepRequest *request;

  g_return_val_if_fail (size != NULL, FALSE);

  request = preamp_journal_finish (self, result, preamp_journal_measure_async, error);
  if (request == NULL)
    return FALSE;

  *size = request->size;

  return TRUE;
}

/**
 * preamp_journal_count_old_async:
 * @self: a journal
 * @before: runs that ended before then are old, microseconds since 1970 UTC
 * @cancellable: (nullable): a cancellable
 * @callback: what to call with the numbers
 * @user_data: its data
 *
 * Counts what [method@Preamp.Journal.delete_old_async] would delete, and what it would keep.
 */
void
preamp_journal_count_old_async (PreampJournal       *self,
                                gint64               before,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));

  submit (self, before, count_old_work, preamp_journal_count_old_async,
          cancellable, callback, user_data);
}

/**
 * preamp_journal_count_old_finish:
 * @self: a journal
 * @result: the result
 * @old: (out caller-allocates): the numbers
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.count_old_async].
 *
 * Returns: whether they were counted
 */
gboolean
preamp_journal_count_old_finish (PreampJournal     *self,
                                 GAsyncResult      *result,
                                 PreampJournalOld  *old,
                                 GError           **error)
{
  return finish_old (self, result, preamp_journal_count_old_async, old, error);
}

/**
 * preamp_journal_delete_old_async:
 * @self: a journal
 * @before: runs that ended before then are old, microseconds since 1970 UTC
 * @callback: what to call when they are gone
 * @user_data: its data
 *
 * Deletes the old runs of all instances with their attempts, in one transaction, and makes the file
 * smaller. What is unresolved or still offered to be continued stays, and so does what a reversal
 * needs.
 */
void
preamp_journal_delete_old_async (PreampJournal       *self,
                                 gint64               before,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));

  submit (self, before, delete_old_work, preamp_journal_delete_old_async,
          NULL, callback, user_data);
}

/**
 * preamp_journal_delete_old_finish:
 * @self: a journal
 * @result: the result
 * @old: (out caller-allocates) (optional): what was deleted, and what was kept
 * @error: where to put an error; nothing was deleted then
 *
 * Ends [method@Preamp.Journal.delete_old_async].
 *
 * Returns: whether it is durable
 */
gboolean
preamp_journal_delete_old_finish (PreampJournal     *self,
                                  GAsyncResult      *result,
                                  PreampJournalOld  *old,
                                  GError           **error)
{
  return finish_old (self, result, preamp_journal_delete_old_async, old, error);
}
