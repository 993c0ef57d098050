/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is done about files that are damaged, newer, or not a journal. */

#define G_LOG_DOMAIN "test-journal-damage"

#include "config.h"

#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static void
write_file (const char *path,
            GBytes     *bytes)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
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

static int
read_version (JournalFixture *fixture)
{
  sqlite3_stmt *statement;
  sqlite3 *db;
  int version;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  return version;
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
      g_autoptr (GBytes) kept = journal_read_file (put_aside);

      g_assert_true (g_bytes_equal (kept, content));
    }

  if (wal_content != NULL)
    {
      g_autoptr (GBytes) kept = journal_read_file (wal);

      g_assert_true (g_bytes_equal (kept, wal_content));
    }

  journal_assert_mode (fixture->path, 0600);
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

  journal_fixture_fill_and_close (fixture);
  whole = journal_read_file (fixture->path);

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
  g_autofree char *wal = journal_fixture_beside (fixture, "-wal");
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) flipped = NULL;
  g_autoptr (GBytes) wal_content = NULL;
  g_autofree guint8 *bytes = NULL;
  size_t size;

  journal_fixture_fill_and_close (fixture);
  run_sql (fixture, "INSERT INTO instance (uri) VALUES ('in the wal')", TRUE);
  whole = journal_read_file (fixture->path);
  wal_content = journal_read_file (wal);
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
  g_autofree char *wal = journal_fixture_beside (fixture, "-wal");
  g_autoptr (GBytes) wal_content = NULL;

  for (unsigned int i = 0; i < 2; i++)
    {
      g_clear_pointer (&wal_content, g_bytes_unref);
      journal_fixture_fill_and_close (fixture);
      run_sql (fixture, "INSERT INTO instance (uri) VALUES ('in the wal')", TRUE);
      wal_content = journal_read_file (wal);

      if (i == 0)
        g_assert_no_errno (g_unlink (fixture->path));
      else
        g_assert_no_errno (truncate (fixture->path, 0));

      assert_put_aside (fixture, NULL, wal_content);
    }
}

static void
test_index_without_an_attempt (JournalFixture *fixture,
                               gconstpointer   user_data)
{
  g_autoptr (GBytes) content = NULL;

  /* The attempt is open, and the index of open attempts does not have it. */
  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_UNCONFIRMED);
  journal_let_go (&fixture->journal);
  run_sql (fixture,
           "PRAGMA writable_schema = ON;"
           "UPDATE sqlite_schema SET sql = replace (sql, 'sent_at IS', 'id < 0 AND sent_at IS')"
           " WHERE name = 'attempt_open'",
           FALSE);
  run_sql (fixture, "REINDEX", FALSE);
  run_sql (fixture,
           "PRAGMA writable_schema = ON;"
           "UPDATE sqlite_schema SET sql = replace (sql, 'id < 0 AND ', '')"
           " WHERE name = 'attempt_open'",
           FALSE);

  content = journal_read_file (fixture->path);
  assert_put_aside (fixture, content, NULL);
}

static void
test_not_a_journal (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autoptr (GBytes) content = NULL;

  journal_let_go (&fixture->journal);
  g_assert_no_errno (g_unlink (fixture->path));
  run_sql (fixture, "CREATE TABLE recipe (name TEXT)", FALSE);
  content = journal_read_file (fixture->path);
  assert_put_aside (fixture, content, NULL);
}

static void
test_wal_is_read (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autoptr (GPtrArray) latest = NULL;

  journal_fixture_fill_and_close (fixture);
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
  g_autofree char *wal = journal_fixture_beside (fixture, "-wal");
  g_autofree char *sql = NULL;
  int version;

  journal_fixture_fill_and_close (fixture);
  version = read_version (fixture);

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
      names_before = journal_fixture_list_folder (fixture);
      before = journal_read_file (fixture->path);
      wal_before = keep_wal ? journal_read_file (wal) : NULL;

      journal_fixture_assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_NEWER);
      names_after = journal_fixture_list_folder (fixture);
      after = journal_read_file (fixture->path);
      wal_after = keep_wal ? journal_read_file (wal) : NULL;

      g_assert_cmpstr (names_after, ==, names_before);
      g_assert_true (g_bytes_equal (after, before));
      if (keep_wal)
        g_assert_true (g_bytes_equal (wal_after, wal_before));
    }

  sql = g_strdup_printf ("PRAGMA user_version = %d", version);
  run_sql (fixture, sql, FALSE);
  journal_fixture_reopen (fixture);
}

/* As the third version left it, before runs had windows of time. No answer of then is held against
 * Domo's lists now. */
static void
test_older_is_brought_up (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) latest = NULL;
  g_autoptr (GPtrArray) looks = NULL;
  const PreampRunRecord *run;
  int version;

  journal_fixture_fill_and_close (fixture);
  version = read_version (fixture);
  journal_fixture_make_older (fixture, 3);

  journal_fixture_reopen (fixture);
  g_assert_null (preamp_journal_get_put_aside (fixture->journal));
  runs = journal_list_runs (fixture->journal, INSTANCE);
  g_assert_cmpuint (runs->len, ==, 100);
  run = g_ptr_array_index (runs, 0);
  g_assert_cmpint (run->ending, ==, PREAMP_RUN_ENDING_FINISHED);
  g_assert_cmpint (run->starts_at, ==, 0);
  g_assert_cmpint (run->stops_at, ==, 0);
  latest = journal_list_latest (fixture->journal, INSTANCE);
  g_assert_cmpuint (latest->len, ==, 100);
  g_assert_cmpint (((PreampAttemptRecord *) latest->pdata[0])->looks, ==, PREAMP_LOOKS_DONE);
  looks = journal_list_looks (fixture->journal, INSTANCE);
  g_assert_cmpuint (looks->len, ==, 0);

  journal_let_go (&fixture->journal);
  g_assert_cmpint (read_version (fixture), ==, version);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/journal/damage/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("garbage", test_garbage);
  ADD ("truncated", test_truncated);
  ADD ("flipped-with-wal", test_flipped_with_wal);
  ADD ("lost-its-file", test_lost_its_file);
  ADD ("index-without-an-attempt", test_index_without_an_attempt);
  ADD ("not-a-journal", test_not_a_journal);
  ADD ("wal-is-read", test_wal_is_read);
  ADD ("empty-file", test_empty_file);
  ADD ("newer-is-left-untouched", test_newer_is_left_untouched);
  ADD ("older-is-brought-up", test_older_is_brought_up);

  return g_test_run ();
}
