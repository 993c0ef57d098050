/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "journal-fixture"

#include "config.h"

#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

char *
journal_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("preamp-journal-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

void
journal_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        journal_remove_folder (path);
      else
        g_assert_no_errno (g_unlink (path));
    }

  g_assert_no_errno (g_rmdir (folder));
}

PreampJournal *
journal_open (const char  *path,
              GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_journal_open_async (path, NULL, take_result, &result);
  await_result (&result);

  return preamp_journal_open_finish (result, error);
}

static gboolean
look_again_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* The last reference may be a thread's, and its end wakes nobody: hence the source, which makes the
 * loop look again. */
void
journal_let_go (PreampJournal **journal)
{
  guint source = g_timeout_add (5, look_again_cb, NULL);

  g_object_add_weak_pointer (G_OBJECT (*journal), (gpointer *) journal);
  g_object_unref (*journal);

  await (*journal == NULL);

  g_source_remove (source);
}

void
journal_fixture_set_up (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = journal_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "data", "journal.sqlite", NULL);
  fixture->journal = journal_open (fixture->path, &error);
  g_assert_no_error (error);
}

void
journal_fixture_tear_down (JournalFixture *fixture,
                           gconstpointer   user_data)
{
  if (fixture->journal != NULL)
    journal_let_go (&fixture->journal);

  journal_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
journal_fixture_reopen (JournalFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->journal != NULL)
    journal_let_go (&fixture->journal);

  fixture->journal = journal_open (fixture->path, &error);
  g_assert_no_error (error);
}

void
journal_fixture_make_older (JournalFixture *fixture,
                            int             version)
{
  static const struct
  {
    int version;
    const char *undo;
  } steps[] = {
    { 8, "DROP INDEX attempt_incomplete" },
    { 7, "ALTER TABLE run DROP COLUMN not_now" },
    { 6, "ALTER TABLE run DROP COLUMN duration" },
    { 5, "DROP INDEX attempt_looks; ALTER TABLE attempt DROP COLUMN looks" },
    { 4, "ALTER TABLE run DROP COLUMN starts_at; ALTER TABLE run DROP COLUMN stops_at" },
    { 3, "ALTER TABLE attempt DROP COLUMN user_id" },
  };
  g_autofree char *touch = g_strdup_printf ("PRAGMA user_version = %d", version);
  sqlite3 *db;

  if (fixture->journal != NULL)
    journal_let_go (&fixture->journal);

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  for (size_t i = 0; i < G_N_ELEMENTS (steps) && steps[i].version > version; i++)
    g_assert_cmpint (sqlite3_exec (db, steps[i].undo, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, touch, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

char *
journal_fixture_beside (JournalFixture *fixture,
                        const char     *suffix)
{
  return g_strconcat (fixture->path, suffix, NULL);
}

void
journal_assert_mode (const char   *path,
                     unsigned int  mode)
{
  GStatBuf info;

  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmphex (info.st_mode & 07777, ==, mode);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
journal_fixture_list_folder (JournalFixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

GBytes *
journal_read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *content;
  size_t length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

void
journal_fixture_assert_open_fails (JournalFixture     *fixture,
                                   PreampJournalError  code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampJournal) journal = journal_open (fixture->path, &error);

  g_assert_null (journal);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

void
journal_fixture_fill_and_close (JournalFixture *fixture)
{
  for (unsigned int i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("datasource-%u", i);

      journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, id, 0, PREAMP_OUTCOME_COMPLETE);
    }

  journal_let_go (&fixture->journal);
}

PreampRunRecord *
journal_new_run (const char      *instance,
                 PreampDirection  direction)
{
  PreampRunRecord *run = preamp_run_record_new ();

  run->instance = g_strdup (instance);
  run->direction = direction;
  run->at_once = 2;
  run->started_at = 1000;

  return run;
}

PreampAttemptRecord *
journal_new_attempt (const char      *datasource_id,
                     PreampDirection  direction)
{
  PreampAttemptRecord *attempt = preamp_attempt_record_new ();

  attempt->integration_id = g_strdup ("integration");
  attempt->direction = direction;
  attempt->datasource_id = g_strdup (datasource_id);

  return attempt;
}

gint64
journal_begin_run (PreampJournal          *journal,
                   const PreampRunRecord  *run,
                   GPtrArray              *attempts,
                   GArray                **ids,
                   GError                **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_journal_begin_run_async (journal, run, attempts, take_result, &result);
  await_result (&result);

  return preamp_journal_begin_run_finish (journal, result, ids, error);
}

gint64
journal_begin_one (PreampJournal   *journal,
                   const char      *instance,
                   PreampDirection  direction,
                   const char      *datasource_id,
                   gint64           previous_id,
                   gint64          *run_id)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (instance, direction);
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  PreampAttemptRecord *attempt = journal_new_attempt (datasource_id, direction);
  gint64 id;

  attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  attempt->previous_id = previous_id;
  g_ptr_array_add (attempts, attempt);

  id = journal_begin_run (journal, run, attempts, &ids, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpuint (ids->len, ==, 1);

  if (run_id != NULL)
    *run_id = id;

  return g_array_index (ids, gint64, 0);
}

gint64
journal_add_attempt (PreampJournal              *journal,
                     const PreampAttemptRecord  *attempt,
                     GError                    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_journal_add_attempt_async (journal, attempt, take_result, &result);
  await_result (&result);

  return preamp_journal_add_attempt_finish (journal, result, error);
}

gboolean
journal_mark_sent (PreampJournal  *journal,
                   gint64          id,
                   GError        **error)
{
  g_autoptr (PreampAttemptRecord) attempt = preamp_attempt_record_new ();
  g_autoptr (GAsyncResult) result = NULL;

  attempt->id = id;
  attempt->sent_at = 2000 + id;
  preamp_journal_mark_sent_async (journal, attempt, take_result, &result);
  await_result (&result);

  return preamp_journal_mark_sent_finish (journal, result, error);
}

gboolean
journal_save_record (PreampJournal              *journal,
                     const PreampAttemptRecord  *attempt,
                     GError                    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_journal_save_outcome_async (journal, attempt, take_result, &result);
  await_result (&result);

  return preamp_journal_save_outcome_finish (journal, result, error);
}

gboolean
journal_save_outcome (PreampJournal  *journal,
                      gint64          id,
                      PreampOutcome   outcome,
                      GError        **error)
{
  g_autoptr (PreampAttemptRecord) attempt = preamp_attempt_record_new ();

  attempt->id = id;
  attempt->outcome = outcome;
  attempt->answered_at = 3000 + id;

  return journal_save_record (journal, attempt, error);
}

gboolean
journal_end_run (PreampJournal    *journal,
                 gint64            run_id,
                 PreampRunEnding   ending,
                 const char       *reason,
                 GError          **error)
{
  g_autoptr (PreampRunRecord) run = preamp_run_record_new ();
  g_autoptr (GAsyncResult) result = NULL;

  run->id = run_id;
  run->ending = ending;
  run->ended_at = 9000;
  run->reason = g_strdup (reason);
  preamp_journal_end_run_async (journal, run, take_result, &result);
  await_result (&result);

  return preamp_journal_end_run_finish (journal, result, error);
}

/* A run of one attempt from its beginning to its end; %PREAMP_OUTCOME_NONE leaves it in flight. */
gint64
journal_try (PreampJournal   *journal,
             PreampDirection  direction,
             const char      *datasource_id,
             gint64           previous_id,
             PreampOutcome    outcome)
{
  g_autoptr (GError) error = NULL;
  gint64 run_id;
  gint64 id = journal_begin_one (journal, INSTANCE, direction, datasource_id, previous_id, &run_id);

  journal_mark_sent (journal, id, &error);
  g_assert_no_error (error);

  if (outcome == PREAMP_OUTCOME_NONE)
    return id;

  journal_save_outcome (journal, id, outcome, &error);
  g_assert_no_error (error);
  journal_end_run (journal, run_id, PREAMP_RUN_ENDING_FINISHED, NULL, &error);
  g_assert_no_error (error);

  return id;
}

GPtrArray *
journal_list_latest (PreampJournal *journal,
                     const char    *instance)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  preamp_journal_list_latest_async (journal, instance, NULL, take_result, &result);
  await_result (&result);
  records = preamp_journal_list_attempts_finish (journal, result, &error);
  g_assert_no_error (error);

  return records;
}

GPtrArray *
journal_list_looks (PreampJournal *journal,
                    const char    *instance)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  preamp_journal_list_looks_async (journal, instance, NULL, take_result, &result);
  await_result (&result);
  records = preamp_journal_list_attempts_finish (journal, result, &error);
  g_assert_no_error (error);

  return records;
}

GPtrArray *
journal_list_history (PreampJournal *journal,
                      const char    *instance,
                      const char    *datasource_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  preamp_journal_list_history_async (journal, instance, datasource_id, NULL,
                                     take_result, &result);
  await_result (&result);
  records = preamp_journal_list_attempts_finish (journal, result, &error);
  g_assert_no_error (error);

  return records;
}

GPtrArray *
journal_list_run (PreampJournal *journal,
                  gint64         run_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  preamp_journal_list_run_async (journal, run_id, NULL, take_result, &result);
  await_result (&result);
  records = preamp_journal_list_attempts_finish (journal, result, &error);
  g_assert_no_error (error);

  return records;
}

GPtrArray *
journal_list_runs (PreampJournal *journal,
                   const char    *instance)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  preamp_journal_list_runs_async (journal, instance, NULL, take_result, &result);
  await_result (&result);
  records = preamp_journal_list_runs_finish (journal, result, &error);
  g_assert_no_error (error);

  return records;
}

/* 0 for one that is not. */
PreampClosed
journal_get_closed (PreampJournal *journal,
                    const char    *datasource_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_list_closed_async (journal, NULL, take_result, &result);
  await_result (&result);
  ids = preamp_journal_list_closed_finish (journal, result, NULL, &error);
  g_assert_no_error (error);

  return (PreampClosed) GPOINTER_TO_INT (g_hash_table_lookup (ids, datasource_id));
}

gboolean
journal_is_closed (PreampJournal *journal,
                   const char    *datasource_id)
{
  return journal_get_closed (journal, datasource_id) == PREAMP_CLOSED_BY_ATTEMPT;
}

gboolean
journal_set_all_aside (PreampJournal  *journal,
                       const gint64   *ids,
                       guint           n_ids,
                       gboolean        aside,
                       GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (array, ids, n_ids);
  preamp_journal_set_aside_async (journal, array, aside, take_result, &result);
  await_result (&result);

  return preamp_journal_set_aside_finish (journal, result, error);
}

gboolean
journal_set_aside (PreampJournal  *journal,
                   gint64          id,
                   GError        **error)
{
  return journal_set_all_aside (journal, &id, 1, TRUE, error);
}

gboolean
journal_remember (PreampJournal  *journal,
                  const char     *instance,
                  const char     *name,
                  GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_journal_remember_instance_async (journal, instance, name, take_result, &result);
  await_result (&result);

  return preamp_journal_remember_instance_finish (journal, result, error);
}

gboolean
journal_forget (PreampJournal  *journal,
                const char     *instance,
                GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_journal_forget_instance_async (journal, instance, take_result, &result);
  await_result (&result);

  return preamp_journal_forget_instance_finish (journal, result, error);
}
