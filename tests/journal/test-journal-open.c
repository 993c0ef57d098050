/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a journal is opened and closed: with the right modes, by one process, also after a kill. */

#define G_LOG_DOMAIN "test-journal-open"

#include "config.h"

#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>

/* Starts the other process, and reads its first line. */
static GSubprocess *
start_child (const char  *what,
             const char  *path,
             char       **line)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "journal", "journal-child", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *child;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                            program, what, path, NULL);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  *line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);

  return child;
}

static void
end_child (GSubprocess *child)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

static void
test_modes (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *wal = journal_fixture_beside (fixture, "-wal");
  g_autofree char *open_names = NULL;
  g_autofree char *closed_names = NULL;

  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  journal_assert_mode (folder, 0700);
  journal_assert_mode (fixture->path, 0600);
  journal_assert_mode (wal, 0600);
  open_names = journal_fixture_list_folder (fixture);
  g_assert_cmpstr (open_names, ==, "journal.sqlite journal.sqlite-wal");
  g_assert_cmpstr (preamp_journal_get_path (fixture->journal), ==, fixture->path);
  g_assert_null (preamp_journal_get_put_aside (fixture->journal));

  journal_let_go (&fixture->journal);
  closed_names = journal_fixture_list_folder (fixture);
  g_assert_cmpstr (closed_names, ==, "journal.sqlite");

  g_assert_no_errno (g_chmod (fixture->path, 0644));
  journal_fixture_reopen (fixture);
  journal_assert_mode (fixture->path, 0600);
  journal_assert_mode (wal, 0600);
}

static sqlite3 *opened; /* the connection of the journal that was opened last */

static int
keep_database (sqlite3                           *db,
               char                             **error,
               const struct sqlite3_api_routines *api)
{
  opened = db;

  return SQLITE_OK;
}

static char *
read_setting (const char *name)
{
  g_autofree char *sql = g_strconcat ("PRAGMA ", name, NULL);
  sqlite3_stmt *statement;
  char *value;

  g_assert_cmpint (sqlite3_prepare_v2 (opened, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return value;
}

/* A mark is on the disk before its request leaves, or nothing of this holds. The connection is the
 * thread's, which has nothing to do meanwhile. */
static void
test_settings (JournalFixture *fixture,
               gconstpointer   user_data)
{
  static const char *const settings[][2] = {
    { "journal_mode", "wal" },
    { "synchronous", "2" },
    { "foreign_keys", "1" },
    { "locking_mode", "exclusive" },
  };

  sqlite3_auto_extension ((void (*) (void)) keep_database);
  journal_fixture_reopen (fixture);
  sqlite3_cancel_auto_extension ((void (*) (void)) keep_database);

  for (size_t i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *value = read_setting (settings[i][0]);

      g_assert_cmpstr (value, ==, settings[i][1]);
    }
}

static void
test_one_in_this_process (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *line = NULL;
  g_autofree char *busy = g_strdup_printf ("%d", PREAMP_JOURNAL_ERROR_BUSY);

  journal_fixture_assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_BUSY);

  /* The attempt took no lock away: another process is still kept out. */
  child = start_child ("hold", fixture->path, &line);
  g_assert_cmpstr (line, ==, busy);
  end_child (child);

  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  journal_fixture_reopen (fixture);
}

static void
test_one_among_processes (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *line = NULL;

  journal_let_go (&fixture->journal);
  child = start_child ("hold", fixture->path, &line);
  g_assert_cmpstr (line, ==, "open");
  journal_fixture_assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_BUSY);

  end_child (child);
  journal_fixture_reopen (fixture);
}

static void
test_killed_process (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  const PreampRunRecord *run;
  const PreampAttemptRecord *first;

  journal_let_go (&fixture->journal);
  child = start_child ("die", fixture->path, &line);
  g_assert_cmpstr (line, ==, "sent");
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);

  /* Twice: what was put right stays so. */
  for (unsigned int i = 0; i < 2; i++)
    {
      journal_fixture_reopen (fixture);
      g_assert_null (preamp_journal_get_put_aside (fixture->journal));

      g_clear_pointer (&runs, g_ptr_array_unref);
      runs = journal_list_runs (fixture->journal, INSTANCE);
      g_assert_cmpuint (runs->len, ==, 1);
      run = g_ptr_array_index (runs, 0);
      g_assert_cmpint (run->ending, ==, PREAMP_RUN_ENDING_CRASHED);

      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = journal_list_run (fixture->journal, run->id);
      g_assert_cmpuint (rows->len, ==, 3);
      first = g_ptr_array_index (rows, 0);
      g_assert_cmpint (first->outcome, ==, PREAMP_OUTCOME_UNCONFIRMED);
      g_assert_nonnull (first->failure);
      g_assert_cmpint (first->answered_at, ==, 0);
      g_assert_true (preamp_attempt_record_needs_attention (first));
      g_assert_true (preamp_attempt_record_is_open (first));
      g_assert_cmpint (run->ended_at, ==, first->sent_at);

      for (unsigned int n = 1; n < rows->len; n++)
        {
          const PreampAttemptRecord *row = g_ptr_array_index (rows, n);

          g_assert_cmpint (row->outcome, ==, PREAMP_OUTCOME_NOT_STARTED);
          g_assert_cmpint (row->sent_at, ==, 0);
        }

      g_assert_true (journal_is_closed (fixture->journal, "first"));
      g_assert_false (journal_is_closed (fixture->journal, "second"));
    }
}

static void
test_closed_takes_nothing (JournalFixture *fixture,
                           gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  preamp_journal_close (fixture->journal);
  preamp_journal_close (fixture->journal);
  names = journal_fixture_list_folder (fixture);
  g_assert_cmpstr (names, ==, "journal.sqlite");

  g_assert_cmpint (journal_begin_run (fixture->journal, run, attempts, NULL, &error), ==, 0);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
}

static void
test_close_waits (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_begin_run_async (fixture->journal, run, attempts,
                                  take_result, &result);
  preamp_journal_close (fixture->journal);
  g_assert_null (result);

  await_result (&result);

  g_assert_cmpint (preamp_journal_begin_run_finish (fixture->journal, result, NULL, &error), ==, 1);
  g_assert_no_error (error);
  g_clear_object (&result);

  journal_fixture_reopen (fixture);
  runs = journal_list_runs (fixture->journal, INSTANCE);
  g_assert_cmpuint (runs->len, ==, 1);
}

static void
test_cancelled (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PreampJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  journal_let_go (&fixture->journal);
  preamp_journal_open_async (fixture->path, cancellable, take_result, &result);
  g_cancellable_cancel (cancellable);

  await_result (&result);

  journal = preamp_journal_open_finish (result, &error);
  g_assert_null (journal);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);

  journal_fixture_reopen (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/journal/open/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("modes", test_modes);
  ADD ("settings", test_settings);
  ADD ("one-in-this-process", test_one_in_this_process);
  ADD ("one-among-processes", test_one_among_processes);
  ADD ("killed-process", test_killed_process);
  ADD ("closed-takes-nothing", test_closed_takes_nothing);
  ADD ("close-waits", test_close_waits);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
