/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is done about a journal that cannot be written. */

#define G_LOG_DOMAIN "test-journal-writing"

#include "config.h"

#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define NOBODY 65534

/* Permissions do not stop root: a subprocess gives its rights up. */
static void
give_up_rights (void)
{
  if (geteuid () != 0)
    return;

  g_assert_no_errno (seteuid (NOBODY));

  /* Else a sanitizer could not look for leaks. */
  prctl (PR_SET_DUMPABLE, 1);
}

static void
take_rights_back (void)
{
  if (getuid () == 0)
    g_assert_no_errno (seteuid (0));
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

  journal_fixture_fill_and_close (fixture);
  before = journal_read_file (fixture->path);

  /* Neither the file nor its folder, then the file alone. */
  g_assert_no_errno (g_chmod (fixture->folder, 0755));
  g_assert_no_errno (g_chmod (folder, 0555));
  g_assert_no_errno (g_chmod (fixture->path, 0444));

  give_up_rights ();
  journal_fixture_assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_READ_ONLY);
  take_rights_back ();
  after = journal_read_file (fixture->path);
  g_assert_true (g_bytes_equal (after, before));

  g_assert_no_errno (g_chmod (folder, 0777));
  if (geteuid () == 0)
    {
      give_up_rights ();
      journal_fixture_assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_READ_ONLY);
      take_rights_back ();
    }

  /* And where there is none yet. */
  g_assert_no_errno (g_unlink (fixture->path));
  g_assert_no_errno (g_chmod (folder, 0555));
  give_up_rights ();
  journal_fixture_assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_READ_ONLY);
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
  journal_fixture_assert_open_fails (fixture, PREAMP_JOURNAL_ERROR_FULL);
  limit_file_size (RLIM_INFINITY);
  journal_fixture_reopen (fixture);
  g_assert_false (journal_is_closed (fixture->journal, "a"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/journal/writing/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("below-a-file", test_below_a_file);
  ADD ("read-only", test_read_only);
  ADD ("full", test_full);

  return g_test_run ();
}
