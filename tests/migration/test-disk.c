/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs whose journal cannot be written, was damaged, or is open in another program. Nothing is sent
 * that cannot be written down first. */

#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "run-fixture.h"

/* A limit on the size of files stops writes as a full disk does. */
static void
fill_disk (gboolean full)
{
  struct rlimit limits;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &limits));
  limits.rlim_cur = full ? 1 : limits.rlim_max;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limits));
}

/* The limit is the whole process's, so each test of it has one of its own. */
static gboolean
in_subprocess (void)
{
  if (g_test_subprocess ())
    return TRUE;

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();

  return FALSE;
}

static char *
build_path (RunFixture *fixture,
            const char *name)
{
  return g_build_filename (fixture->directory, name, NULL);
}

static void
test_full_before (RunFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (PreampRun) later = NULL;

  if (!in_subprocess ())
    return;

  plan = run_fixture_check_plan (fixture, 2);
  run = preamp_run_new (plan, 1);
  fill_disk (TRUE);
  preamp_runner_add (fixture->runner, run);
  await (preamp_run_get_ended (run));
  g_assert_error (preamp_run_get_error (run), PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FULL);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
  g_assert_cmpuint (fixture->posted->len, ==, 0);

  fill_disk (FALSE);
  later = run_fixture_start_run (fixture, 2, 1);
  run_fixture_finish (fixture, later);
  g_assert_no_error (preamp_run_get_error (later));
  g_assert_cmpuint (fixture->posted->len, ==, 2);
}

/* Between the run and whose it is. */
static void
test_full_at_the_user (RunFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;

  if (!in_subprocess ())
    return;

  preamp_domo_client_set_token (preamp_connection_get_client (fixture->connection), "token-27");
  fixture->knows_users = TRUE;
  fixture->hold_user = TRUE;
  run = run_fixture_start_run (fixture, 2, 1);
  await (preamp_run_get_record (run)->id != 0 && fixture->held_user != NULL);

  fill_disk (TRUE);
  run_fixture_release_user (fixture);
  await (preamp_run_get_ended (run));
  g_assert_error (preamp_run_get_error (run), PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FULL);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
  g_assert_cmpuint (fixture->posted->len, ==, 0);
  fill_disk (FALSE);
}

/* Before the next one is sent. */
static void
test_full_at_the_mark (RunFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (!in_subprocess ())
    return;

  run = run_fixture_start_run (fixture, 3, 1);
  await (fixture->held->len == 1);
  preamp_run_pause (run);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_n_ended (run) == 1);

  fill_disk (TRUE);
  preamp_run_go_on (run);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_JOURNAL);
  g_assert_error (preamp_run_get_error (run), PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FULL);
  g_assert_cmpuint (preamp_run_get_n_waiting (run), ==, 2);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpint (((PreampAttemptRecord *) records->pdata[1])->sent_at, ==, 0);

  fill_disk (FALSE);
  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  g_assert_no_error (preamp_run_get_error (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 3);
  g_assert_cmpuint (fixture->posted->len, ==, 3);
}

/* Between an answer and its outcome: it is shown as not saved, and nothing new starts. */
static void
test_full_at_the_outcome (RunFixture    *fixture,
                          gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) records = NULL;
  PreampAttempt *first;

  if (!in_subprocess ())
    return;

  run = run_fixture_start_run (fixture, 3, 1);
  first = run_fixture_find (run, "d0");
  await (fixture->held->len == 1);
  fill_disk (TRUE);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_attempt_get_outcome (first) == PREAMP_OUTCOME_COMPLETE);
  g_assert_false (preamp_attempt_get_saved (first));
  g_assert_nonnull (preamp_attempt_get_record (first)->toe);
  g_assert_error (preamp_run_get_error (run), PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FULL);
  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpint (((PreampAttemptRecord *) records->pdata[0])->outcome, ==, PREAMP_OUTCOME_NONE);
  g_assert_cmpuint (fixture->posted->len, ==, 1);

  /* It is tried again by itself. */
  fill_disk (FALSE);
  await (preamp_attempt_get_saved (first));
  run_fixture_finish (fixture, run);
  g_assert_no_error (preamp_run_get_error (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 3);
}

/* A run that is stopped then ends without it, and it is tried on all the same. */
static void
test_full_at_the_outcome_and_stopped (RunFixture    *fixture,
                                      gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) records = NULL;
  const PreampAttemptRecord *record;
  PreampAttempt *first;

  if (!in_subprocess ())
    return;

  run = run_fixture_start_run (fixture, 2, 1);
  first = run_fixture_find (run, "d0");
  await (fixture->held->len == 1);
  fill_disk (TRUE);
  run_fixture_release_state (fixture, "INCOMPLETE");
  await (preamp_attempt_get_outcome (first) == PREAMP_OUTCOME_INCOMPLETE);
  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  g_assert_false (preamp_runner_get_busy (fixture->runner));
  g_assert_false (preamp_attempt_get_saved (first));

  fill_disk (FALSE);
  await (preamp_attempt_get_saved (first));
  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  record = records->pdata[0];
  g_assert_cmpint (record->outcome, ==, PREAMP_OUTCOME_INCOMPLETE);
  g_assert_nonnull (record->toe);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
}

/* What the journal has forgotten Domo's lists say, and they are read before anything starts. */
static void
test_damaged_with_its_wal (RunFixture    *fixture,
                           gconstpointer  data)
{
  g_autofree char *path = build_path (fixture, "journal.db");
  g_autofree char *wal = build_path (fixture, "journal.db-wal");
  g_autofree char *base_uri = NULL;
  g_autofree char *garbage = g_strnfill (9000, 'x');
  g_autoptr (PreampRun) lost = run_fixture_start_run (fixture, 1, 1);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) left_out = NULL;
  g_autoptr (GError) error = NULL;
  guint n_lists;
  guint n_reverse_lists;

  preamp_lookup_set_second (fixture->lookup, G_TIME_SPAN_HOUR);
  await (fixture->held->len == 1);
  run_fixture_release (fixture, 502, "application/json", "{}");
  await (preamp_run_get_ended (lost));
  g_assert_cmpuint (preamp_run_count_outcome (lost, PREAMP_OUTCOME_UNCONFIRMED), ==, 1);

  preamp_journal_close (fixture->journal);
  g_clear_object (&fixture->journal);
  g_file_set_contents (path, garbage, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (wal, garbage, -1, &error);
  g_assert_no_error (error);

  run_fixture_open_journal (fixture);
  g_assert_nonnull (preamp_journal_get_put_aside (fixture->journal));
  base_uri = g_strdup (preamp_instance_get_base_uri (
    preamp_connection_get_instance (fixture->connection)));
  run_fixture_connect (fixture, base_uri);

  n_lists = fixture->n_lists;
  n_reverse_lists = fixture->n_reverse_lists;
  fixture->n_migrated = 1;
  plan = run_fixture_check_plan (fixture, 2);
  g_assert_cmpuint (fixture->n_lists, >, n_lists);
  g_assert_cmpuint (fixture->n_reverse_lists, >, n_reverse_lists);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, 1);
  left_out = g_list_model_get_item (preamp_plan_get_left_out (plan), 0);
  g_assert_cmpint (preamp_plan_row_get_verdict (left_out), ==, PREAMP_VERDICT_MIGRATED);

  run = preamp_run_new (plan, 1);
  preamp_runner_add (fixture->runner, run);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 1);
  g_assert_cmpuint (fixture->posted->len, ==, 2);
}

/* A second program, while the first one's request is open. */
static void
second_program (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PreampJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_open_async (g_getenv ("PREAMP_TEST_JOURNAL"), NULL, take_result,
                             &result);
  journal = preamp_journal_open_finish (await_result (&result), &error);
  g_assert_null (journal);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_BUSY);
}

static void
test_two_programs (RunFixture    *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = build_path (fixture, "journal.db");
  g_autoptr (PreampRun) run = NULL;

  if (g_test_subprocess ())
    {
      second_program ();
      return;
    }

  run = run_fixture_start_run (fixture, 2, 1);
  await (fixture->held->len == 1);
  g_setenv ("PREAMP_TEST_JOURNAL", path, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();

  /* The first one did not notice. */
  run_fixture_finish (fixture, run);
  g_assert_no_error (preamp_run_get_error (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  g_assert_cmpuint (fixture->posted->len, ==, 2);
}

#define ADD(path, function) \
  g_test_add ("/migration/disk/" path, RunFixture, NULL, run_fixture_set_up, function, \
              run_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("full-before", test_full_before);
  ADD ("full-at-the-user", test_full_at_the_user);
  ADD ("full-at-the-mark", test_full_at_the_mark);
  ADD ("full-at-the-outcome", test_full_at_the_outcome);
  ADD ("full-at-the-outcome-and-stopped", test_full_at_the_outcome_and_stopped);
  ADD ("damaged-with-its-wal", test_damaged_with_its_wal);
  ADD ("two-programs", test_two_programs);

  return g_test_run ();
}
