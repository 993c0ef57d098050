/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a journal is opened and closed: by one process, with the right modes, and what is done about
 * files that are damaged, newer, or cannot be written. */

#define G_LOG_DOMAIN "test-journal-open"

#include "config.h"

#include "journal-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY 65534

static void
assert_mode (const char  *path,
             unsigned int mode)
{
  GStatBuf info;

  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmphex (info.st_mode & 07777, ==, mode);
}

static char *
beside (JournalFixture *fixture,
        const char     *suffix)
{
  return g_strconcat (fixture->path, suffix, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names in the journal's folder, sorted. */
static char *
list_folder (JournalFixture *fixture)
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

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *content;
  size_t length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

static void
write_file (const char *path,
            GBytes     *bytes)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
}

static void
assert_open_fails (JournalFixture     *fixture,
                   PreampJournalError  code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampJournal) journal = journal_open (fixture->path, &error);

  g_assert_null (journal);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

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

/* Fills a journal with enough for several pages, and closes it. */
static void
fill_and_close (JournalFixture *fixture)
{
  for (unsigned int i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("datasource-%u", i);

      journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, id, 0, PREAMP_OUTCOME_COMPLETE);
    }

  journal_let_go (&fixture->journal);
}

/* Changes a closed journal behind its back. With @keep_wal the change stays in the -wal. */
static void
run_sql (JournalFixture *fixture,
         const char     *sql,
         gboolean        keep_wal)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep_wal, NULL);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_modes (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *wal = beside (fixture, "-wal");
  g_autofree char *open_names = NULL;
  g_autofree char *closed_names = NULL;

  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  assert_mode (folder, 0700);
  assert_mode (fixture->path, 0600);
  assert_mode (wal, 0600);
  open_names = list_folder (fixture);
  g_assert_cmpstr (open_names, ==, "journal.sqlite journal.sqlite-wal");
  g_assert_cmpstr (preamp_journal_get_path (fixture->journal), ==, fixture->path);
  g_assert_null (preamp_journal_get_put_aside (fixture->journal));

  journal_let_go (&fixture->journal);
  closed_names = list_folder (fixture);
  g_assert_cmpstr (closed_names, ==, "journal.sqlite");

  g_assert_no_errno (g_chmod (fixture->path, 0644));
  journal_fixture_reopen (fixture);
  assert_mode (fixture->path, 0600);
  assert_mode (wal, 0600);
}

static void
test_one_in_this_process (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *line = NULL;
  g_autofree char *busy = g_strdup_printf ("%d", PREAMP_JOURNAL_ERROR_BUSY);

  assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_BUSY);

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
  assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_BUSY);

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

/* Opens a journal that was damaged, and looks at what was put aside. */
static void
assert_put_aside (JournalFixture *fixture,
                  GBytes         *content,
                  GBytes         *wal_content)
{
  g_autoptr (GPtrArray) latest = NULL;
  g_autofree char *wal = NULL;
  const char *put_aside;

  journal_fixture_reopen (fixture);
  put_aside = preamp_journal_get_put_aside (fixture->journal);
  g_assert_nonnull (put_aside);
  g_assert_true (g_str_has_prefix (put_aside, fixture->path));
  wal = g_strconcat (put_aside, "-wal", NULL);

  if (content != NULL)
    {
      g_autoptr (GBytes) kept = read_file (put_aside);

      g_assert_true (g_bytes_equal (kept, content));
    }

  if (wal_content != NULL)
    {
      g_autoptr (GBytes) kept = read_file (wal);

      g_assert_true (g_bytes_equal (kept, wal_content));
    }

  assert_mode (fixture->path, 0600);
  latest = journal_list_latest (fixture->journal, INSTANCE);
  g_assert_cmpuint (latest->len, ==, 0);
  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);

  journal_fixture_reopen (fixture);
  g_assert_null (preamp_journal_get_put_aside (fixture->journal));
}

static void
test_garbage (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (GBytes) garbage = NULL;
  g_autofree char *text = g_strnfill (10000, 'x');

  journal_let_go (&fixture->journal);
  garbage = g_bytes_new (text, strlen (text));

  /* The second finds the place of the first taken, or another second has come. */
  for (unsigned int i = 0; i < 3; i++)
    {
      write_file (fixture->path, garbage);
      assert_put_aside (fixture, garbage, NULL);
      journal_let_go (&fixture->journal);
    }
}

static void
test_truncated (JournalFixture *fixture,
                gconstpointer   user_data)
{
  const size_t sizes[] = { 50, 100, 5000, 20000 };
  g_autoptr (GBytes) whole = NULL;

  fill_and_close (fixture);
  whole = read_file (fixture->path);

  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, sizes[i]);

      write_file (fixture->path, part);
      assert_put_aside (fixture, part, NULL);
      journal_let_go (&fixture->journal);
    }
}

static void
test_flipped_with_wal (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  g_autofree char *wal = beside (fixture, "-wal");
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) flipped = NULL;
  g_autoptr (GBytes) wal_content = NULL;
  g_autofree guint8 *bytes = NULL;
  size_t size;

  fill_and_close (fixture);
  run_sql (fixture, "INSERT INTO instance (uri) VALUES ('in the wal')", TRUE);
  whole = read_file (fixture->path);
  wal_content = read_file (wal);
  g_assert_cmpuint (g_bytes_get_size (wal_content), >, 0);

  bytes = g_memdup2 (g_bytes_get_data (whole, &size), g_bytes_get_size (whole));
  for (size_t i = size / 2; i < size / 2 + 6000; i++)
    bytes[i] ^= 0xff;

  flipped = g_bytes_new (bytes, size);
  write_file (fixture->path, flipped);
  assert_put_aside (fixture, flipped, wal_content);
}

static void
test_lost_its_file (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autofree char *wal = beside (fixture, "-wal");
  g_autoptr (GBytes) wal_content = NULL;

  for (unsigned int i = 0; i < 2; i++)
    {
      g_clear_pointer (&wal_content, g_bytes_unref);
      fill_and_close (fixture);
      run_sql (fixture, "INSERT INTO instance (uri) VALUES ('in the wal')", TRUE);
      wal_content = read_file (wal);

      if (i == 0)
        g_assert_no_errno (g_unlink (fixture->path));
      else
        g_assert_no_errno (truncate (fixture->path, 0));

      assert_put_aside (fixture, NULL, wal_content);
    }
}

static void
test_not_a_journal (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autoptr (GBytes) content = NULL;

  journal_let_go (&fixture->journal);
  g_assert_no_errno (g_unlink (fixture->path));
  run_sql (fixture, "CREATE TABLE recipe (name TEXT)", FALSE);
  content = read_file (fixture->path);
  assert_put_aside (fixture, content, NULL);
}

static void
test_wal_is_read (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autoptr (GPtrArray) latest = NULL;

  fill_and_close (fixture);
  run_sql (fixture, "UPDATE attempt SET outcome = 'incomplete' WHERE id = 1", TRUE);
  journal_fixture_reopen (fixture);
  g_assert_null (preamp_journal_get_put_aside (fixture->journal));

  latest = journal_list_latest (fixture->journal, INSTANCE);
  g_assert_cmpuint (latest->len, ==, 100);
  g_assert_cmpint (((PreampAttemptRecord *) g_ptr_array_index (latest, 99))->outcome, ==,
                   PREAMP_OUTCOME_INCOMPLETE);
}

static void
test_empty_file (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  journal_let_go (&fixture->journal);
  write_file (fixture->path, nothing);
  journal_fixture_reopen (fixture);
  g_assert_null (preamp_journal_get_put_aside (fixture->journal));
  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
}

static void
test_newer_is_left_untouched (JournalFixture *fixture,
                              gconstpointer   user_data)
{
  g_autofree char *wal = beside (fixture, "-wal");

  fill_and_close (fixture);

  /* In the file itself, and at first in the -wal alone. */
  for (unsigned int i = 0; i < 2; i++)
    {
      gboolean keep_wal = i == 0;
      g_autoptr (GBytes) before = NULL;
      g_autoptr (GBytes) after = NULL;
      g_autoptr (GBytes) wal_before = NULL;
      g_autoptr (GBytes) wal_after = NULL;
      g_autofree char *names_before = NULL;
      g_autofree char *names_after = NULL;

      run_sql (fixture, "PRAGMA user_version = 1000", keep_wal);
      names_before = list_folder (fixture);
      before = read_file (fixture->path);
      wal_before = keep_wal ? read_file (wal) : NULL;

      assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_NEWER);
      names_after = list_folder (fixture);
      after = read_file (fixture->path);
      wal_after = keep_wal ? read_file (wal) : NULL;

      g_assert_cmpstr (names_after, ==, names_before);
      g_assert_true (g_bytes_equal (after, before));
      if (keep_wal)
        g_assert_true (g_bytes_equal (wal_after, wal_before));
    }

  run_sql (fixture, "PRAGMA user_version = 1", FALSE);
  journal_fixture_reopen (fixture);
}

static void
test_below_a_file (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->path, "data", "journal.sqlite", NULL);
  g_autoptr (PreampJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  journal = journal_open (path, &error);
  g_assert_null (journal);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, path));
}

/* Permissions do not stop root: a subprocess gives its rights up. */
static gboolean
give_up_rights (void)
{
  if (geteuid () != 0)
    return TRUE;

  if (seteuid (NOBODY) != 0)
    return FALSE;

  /* Else a sanitizer could not look for leaks. */
  prctl (PR_SET_DUMPABLE, 1);

  return TRUE;
}

static void
take_rights_back (void)
{
  if (getuid () == 0)
    g_assert_no_errno (seteuid (0));
}

static void
test_read_only (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  fill_and_close (fixture);
  before = read_file (fixture->path);

  /* Neither the file nor its folder, then the file alone. */
  g_assert_no_errno (g_chmod (fixture->folder, 0755));
  g_assert_no_errno (g_chmod (folder, 0555));
  g_assert_no_errno (g_chmod (fixture->path, 0444));

  if (!give_up_rights ())
    {
      g_test_skip ("this user’s rights cannot be given up");
      return;
    }

  assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_READ_ONLY);
  take_rights_back ();
  after = read_file (fixture->path);
  g_assert_true (g_bytes_equal (after, before));

  g_assert_no_errno (g_chmod (folder, 0777));
  if (geteuid () == 0)
    {
      give_up_rights ();
      assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_READ_ONLY);
      take_rights_back ();
    }

  /* And where there is none yet. */
  g_assert_no_errno (g_unlink (fixture->path));
  g_assert_no_errno (g_chmod (folder, 0555));
  give_up_rights ();
  assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_READ_ONLY);
  take_rights_back ();
  g_assert_no_errno (g_chmod (folder, 0755));
}

static void
limit_file_size (rlim_t limit)
{
  struct rlimit limits;

  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &limits));
  limits.rlim_cur = limit == RLIM_INFINITY ? limits.rlim_max : limit;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limits));
}

static void
test_full (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  /* A limit on the size of files stops writes as a full disk does. */
  signal (SIGXFSZ, SIG_IGN);
  id = journal_begin_one (fixture->journal, INSTANCE, PREAMP_DIRECTION_MIGRATE, "a", 0, NULL);
  limit_file_size (1);

  g_assert_cmpint (journal_begin_run (fixture->journal, run, attempts, NULL, &error), ==, 0);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (journal_mark_sent (fixture->journal, id, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (journal_is_closed (fixture->journal, "a"));
  runs = journal_list_runs (fixture->journal, INSTANCE);
  g_assert_cmpuint (runs->len, ==, 1);

  /* There is room again: the same journal goes on. */
  limit_file_size (RLIM_INFINITY);
  g_assert_true (journal_mark_sent (fixture->journal, id, &error));
  g_assert_no_error (error);

  limit_file_size (1);
  g_assert_false (journal_save_outcome (fixture->journal, id, PREAMP_OUTCOME_COMPLETE, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FULL);
  g_clear_error (&error);
  g_assert_true (journal_is_closed (fixture->journal, "a"));

  limit_file_size (RLIM_INFINITY);
  g_assert_true (journal_save_outcome (fixture->journal, id, PREAMP_OUTCOME_COMPLETE, &error));
  g_assert_no_error (error);
  journal_let_go (&fixture->journal);

  /* It is found when a journal is opened, also where there is nothing to put right. */
  limit_file_size (1);
  assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_FULL);
  limit_file_size (RLIM_INFINITY);
  journal_fixture_reopen (fixture);
  g_assert_false (journal_is_closed (fixture->journal, "a"));
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
  names = list_folder (fixture);
  g_assert_cmpstr (names, ==, "journal.sqlite");

  g_assert_cmpint (journal_begin_run (fixture->journal, run, attempts, NULL, &error), ==, 0);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
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

  preamp_journal_begin_run_async (fixture->journal, run, attempts, keep_result_cb, &result);
  preamp_journal_close (fixture->journal);
  g_assert_null (result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

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
  preamp_journal_open_async (fixture->path, cancellable, keep_result_cb, &result);
  g_cancellable_cancel (cancellable);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

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
  ADD ("one-in-this-process", test_one_in_this_process);
  ADD ("one-among-processes", test_one_among_processes);
  ADD ("killed-process", test_killed_process);
  ADD ("garbage", test_garbage);
  ADD ("truncated", test_truncated);
  ADD ("flipped-with-wal", test_flipped_with_wal);
  ADD ("lost-its-file", test_lost_its_file);
  ADD ("not-a-journal", test_not_a_journal);
  ADD ("wal-is-read", test_wal_is_read);
  ADD ("empty-file", test_empty_file);
  ADD ("newer-is-left-untouched", test_newer_is_left_untouched);
  ADD ("below-a-file", test_below_a_file);
  ADD ("read-only", test_read_only);
  ADD ("full", test_full);
  ADD ("closed-takes-nothing", test_closed_takes_nothing);
  ADD ("close-waits", test_close_waits);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
