/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The local clock is set in the middle of a run, much time passes in it, or the computer sleeps.
 * The program under test asks g_get_real_time(), g_get_monotonic_time() and clock_gettime(), which
 * this program has of its own. */

#include "config.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "run-fixture.h"

static GTimeSpan shift;  /* how far the local clock was set */
static GTimeSpan passed; /* how much time went by without waiting for it */

static GTimeSpan slept;  /* how long the computer was asleep */

int
clock_gettime (clockid_t        clock,
               struct timespec *time)
{
  if (syscall (SYS_clock_gettime, clock, time) != 0)
    return -1;

  if (clock == CLOCK_BOOTTIME)
    time->tv_sec += slept / G_TIME_SPAN_SECOND;

  return 0;
}

gint64
g_get_real_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 + shift;
}

gint64
g_get_monotonic_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 + passed;
}

static void
set_up (RunFixture    *fixture,
        gconstpointer  data)
{
  shift = 0;
  passed = 0;
  slept = 0;
  run_fixture_set_up (fixture, data);
  preamp_lookup_set_second (fixture->lookup, G_TIME_SPAN_HOUR);
}

static void
lose_answer (RunFixture *fixture)
{
  await (fixture->held->len == 1);
  run_fixture_release (fixture, 502, "application/json", "{}");
}

static PreampOutcome
get_outcome (PreampRun  *run,
             const char *datasource_id)
{
  return preamp_attempt_get_outcome (run_fixture_find (run, datasource_id));
}

static gint64
get_id (PreampRun  *run,
        const char *datasource_id)
{
  return preamp_attempt_get_record (run_fixture_find (run, datasource_id))->id;
}

/* Looks at the lists once, whatever they say. */
static void
look_once (RunFixture *fixture,
           gint64      id)
{
  PreampLook look = { 0 };
  guint n_looks;

  g_assert_true (preamp_lookup_get_look (fixture->lookup, id, &look));
  n_looks = look.n_looks;
  preamp_lookup_check (fixture->lookup, id);
  await (!preamp_lookup_get_look (fixture->lookup, id, &look) || look.n_looks > n_looks);
}

static void
test_looking_up_does_not_wait_for_the_clock (RunFixture    *fixture,
                                             gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 1, 1);

  await (fixture->held->len == 1);
  shift = GPOINTER_TO_INT (data) * G_TIME_SPAN_HOUR;
  lose_answer (fixture);
  await (get_outcome (run, "d0") == PREAMP_OUTCOME_UNCONFIRMED);
  fixture->n_migrated = 1;
  look_once (fixture, get_id (run, "d0"));
  await (get_outcome (run, "d0") == PREAMP_OUTCOME_MOVED);
}

/* What an earlier program sent, by a clock that was ahead. */
static void
test_sent_in_the_future (RunFixture    *fixture,
                         gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) records = NULL;
  gint64 id;

  shift = G_TIME_SPAN_DAY;
  run = run_fixture_start_run (fixture, 1, 1);
  lose_answer (fixture);
  await (preamp_run_get_ended (run));
  id = get_id (run, "d0");

  shift = 0;
  fixture->n_migrated = 1;
  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  preamp_lookup_forget (fixture->lookup, id);
  preamp_lookup_watch (fixture->lookup, records->pdata[0]);
  look_once (fixture, id);
  await (get_outcome (run, "d0") == PREAMP_OUTCOME_MOVED);
}

/* A reading that was begun before the sending says nothing about it, wherever the clock is. */
static void
test_earlier_reading_proves_nothing (RunFixture    *fixture,
                                     gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);
  gint64 id;

  fixture->hold_lists = TRUE;
  lose_answer (fixture);
  await (get_outcome (run, "d0") == PREAMP_OUTCOME_UNCONFIRMED);
  preamp_run_pause (run);
  preamp_lookup_check (fixture->lookup, get_id (run, "d0"));
  await (fixture->held_lists->len == 1);

  shift = GPOINTER_TO_INT (data) * G_TIME_SPAN_HOUR;
  preamp_run_go_on (run);
  lose_answer (fixture);
  await (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED) == 2);

  fixture->n_migrated = 2;
  run_fixture_release_lists (fixture);
  await (get_outcome (run, "d0") == PREAMP_OUTCOME_MOVED);
  id = get_id (run, "d1");
  g_assert_cmpint (get_outcome (run, "d1"), ==, PREAMP_OUTCOME_UNCONFIRMED);

  look_once (fixture, id);
  await (get_outcome (run, "d1") == PREAMP_OUTCOME_MOVED);
}

/* Who asks during such a reading gets one of their own after it. */
static void
test_asking_outlives_an_earlier_reading (RunFixture    *fixture,
                                         gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 2);

  await (fixture->held->len == 2);
  fixture->hold_lists = TRUE;
  run_fixture_release (fixture, 502, "application/json", "{}");
  await (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED) == 1);
  preamp_lookup_check (fixture->lookup, 0);
  await (fixture->held_lists->len == 1);

  lose_answer (fixture);
  await (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED) == 2);
  preamp_lookup_check (fixture->lookup, 0);
  fixture->n_migrated = 2;
  run_fixture_release_lists (fixture);
  await (preamp_run_count_outcome (run, PREAMP_OUTCOME_MOVED) == 2);
}

/* What Domo's clock said before the local one was set holds after it. */
static void
test_clock_of_domo_is_kept (RunFixture    *fixture,
                            gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);
  const GTimeSpan set = GPOINTER_TO_INT (data) * G_TIME_SPAN_HOUR;
  const PreampAttemptRecord *record;

  await (fixture->held->len == 1);
  preamp_run_pause (run);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_n_ended (run) == 1);
  shift = set;
  preamp_run_go_on (run);
  await (fixture->held->len == 1);

  record = preamp_attempt_get_record (run_fixture_find (run, "d1"));
  g_assert_true (record->clock_known);
  g_assert_cmpint (ABS (record->clock_offset + set), <, G_TIME_SPAN_MINUTE);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_attempt_get_record (run_fixture_find (run, "d1"))->duration, <,
                   G_TIME_SPAN_HOUR);
}

static gboolean
is_proven (RunFixture *fixture,
           gint64      id)
{
  PreampLook look;

  return preamp_lookup_get_look (fixture->lookup, id, &look) && look.moved;
}

/* By another name of the same Domo, which the runs of this one do not hold up. */
static void
assert_closed_elsewhere (RunFixture *fixture,
                         const char *datasource_id)
{
  g_autoptr (PreampRunRecord) run = preamp_run_record_new ();
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) sent = NULL;
  g_autoptr (GError) error = NULL;

  run->instance = g_strdup ("https://another-name.example");
  run->direction = PREAMP_DIRECTION_REVERSE;
  run->at_once = 1;
  run->started_at = 1;
  record->integration_id = g_strdup ("i0");
  record->datasource_id = g_strdup (datasource_id);
  record->direction = PREAMP_DIRECTION_REVERSE;
  g_ptr_array_add (records, record);

  preamp_journal_begin_run_async (fixture->journal, run, records, take_result, &begun);
  g_assert_cmpint (preamp_journal_begin_run_finish (fixture->journal, await_result (&begun),
                                                    &ids, &error), !=, 0);
  g_assert_no_error (error);

  record->id = g_array_index (ids, gint64, 0);
  record->sent_at = 2;
  preamp_journal_mark_sent_async (fixture->journal, record, take_result, &sent);
  g_assert_false (preamp_journal_mark_sent_finish (fixture->journal, await_result (&sent),
                                                   &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_CLOSED);
}

/* An open request stays open, since its answer may be in the socket, and is looked up beside that.
 * Whatever the lists say, nothing else is sent for its datasource until it has ended. */
static void
test_waking_looks_up_what_is_open (RunFixture    *fixture,
                                   gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);
  PreampAttempt *attempt = run_fixture_find (run, "d0");
  const PreampAttemptRecord *record;

  await (fixture->held->len == 1);
  fixture->n_migrated = 1;
  slept = 8 * G_TIME_SPAN_HOUR;
  await (is_proven (fixture, get_id (run, "d0")));
  g_assert_cmpint (preamp_attempt_get_phase (attempt), ==, PREAMP_ATTEMPT_PHASE_MOVING);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  assert_closed_elsewhere (fixture, "d0");

  /* The answer replaces what the lists said, and tells more. */
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_COMPLETE);
  record = preamp_attempt_get_record (attempt);
  g_assert_nonnull (record->toe);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
}

/* Nobody knows for how long the lists were not looked at. */
static void
test_waking_reads_the_lists (RunFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);

  await (fixture->held->len == 1);
  fixture->n_migrated = 2;
  slept = 8 * G_TIME_SPAN_HOUR;
  await (is_proven (fixture, get_id (run, "d0")));
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  g_assert_nonnull (preamp_attempt_get_record (run_fixture_find (run, "d1"))->left_out);
}

/* A long run reads the lists again: what has changed since is left out, with its reason. */
static void
test_lists_are_read_again (RunFixture    *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, N_CANDIDATES, 1);
  g_autoptr (GPtrArray) records = NULL;
  guint n_lists = fixture->n_lists;

  await (fixture->held->len == 1);
  g_assert_cmpuint (fixture->n_lists, ==, n_lists);
  fixture->n_migrated = 3;
  fixture->n_gone = 1;
  passed = 11 * G_TIME_SPAN_MINUTE;
  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);
  g_assert_cmpuint (fixture->n_lists, ==, n_lists + 1);

  /* “d1” and “d2” were migrated by somebody else, “d5” is gone. */
  g_assert_cmpstr (fixture->posted->pdata[1], ==, "d3");
  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 3);

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = records->pdata[i];

      g_assert_true ((record->left_out != NULL) == (i == 1 || i == 2 || i == 5));
    }
}

/* Where they cannot be read in mid-run, what is sent shows what is wrong; they are read later. */
static void
test_lists_are_tried_again (RunFixture    *fixture,
                            gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, N_CANDIDATES, 1);
  guint n_lists;

  await (fixture->held->len == 1);
  n_lists = fixture->n_lists;
  fixture->lists_status = 404;
  fixture->lists_body = "{\"status\":404,\"message\":\"No\"}";
  passed = 11 * G_TIME_SPAN_MINUTE;
  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);
  g_assert_cmpuint (fixture->n_lists, ==, n_lists + 1);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_NONE);

  /* Not before each sending. */
  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);
  g_assert_cmpuint (fixture->n_lists, ==, n_lists + 1);

  fixture->lists_status = 0;
  fixture->n_migrated = N_CANDIDATES - 1;
  passed += 2 * G_TIME_SPAN_MINUTE;
  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);
  g_assert_cmpuint (fixture->n_lists, ==, n_lists + 2);
  g_assert_cmpstr (fixture->posted->pdata[3], ==, "d5");
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run));
}

/* The dialog and the history say the same, and neither counts the wait for another run. */
static void
test_a_queued_run_is_measured_from_its_turn (RunFixture    *fixture,
                                             gconstpointer  data)
{
  g_autoptr (PreampRun) first = run_fixture_start_run (fixture, 1, 1);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) queued = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  const PreampRunRecord *record;

  await (fixture->held->len == 1);
  fixture->n_migrated = 1;
  plan = run_fixture_check_plan (fixture, 2);
  queued = preamp_run_new (plan, 1);
  preamp_runner_add (fixture->runner, queued);
  await (preamp_run_get_record (queued)->id != 0);

  passed = 5 * G_TIME_SPAN_MINUTE;
  shift = 5 * G_TIME_SPAN_MINUTE;
  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);
  passed += 2 * G_TIME_SPAN_MINUTE;
  shift = -G_TIME_SPAN_DAY;
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (queued));

  record = preamp_run_get_record (queued);
  g_assert_cmpint (record->duration, >=, 2 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (record->duration, <, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (preamp_run_get_elapsed (queued), ==, record->duration);

  preamp_journal_list_runs_async (fixture->journal, record->instance, NULL,
                                  take_result, &result);
  runs = preamp_journal_list_runs_finish (fixture->journal, await_result (&result), NULL);
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpint (((PreampRunRecord *) runs->pdata[0])->duration, ==, record->duration);
}

#define ADD(path, hours, function) \
  g_test_add ("/migration/clock/" path, RunFixture, GINT_TO_POINTER (hours), set_up, function, \
              run_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("looking-up-does-not-wait/set-back", -1, test_looking_up_does_not_wait_for_the_clock);
  ADD ("looking-up-does-not-wait/set-forward", 1, test_looking_up_does_not_wait_for_the_clock);
  ADD ("sent-in-the-future", 0, test_sent_in_the_future);
  ADD ("earlier-reading-proves-nothing/set-back", -1, test_earlier_reading_proves_nothing);
  ADD ("earlier-reading-proves-nothing/set-forward", 1, test_earlier_reading_proves_nothing);
  ADD ("asking-outlives-an-earlier-reading", 0, test_asking_outlives_an_earlier_reading);
  ADD ("clock-of-domo-is-kept/set-back", -1, test_clock_of_domo_is_kept);
  ADD ("clock-of-domo-is-kept/set-forward", 1, test_clock_of_domo_is_kept);
  ADD ("waking-looks-up-what-is-open", 0, test_waking_looks_up_what_is_open);
  ADD ("waking-reads-the-lists", 0, test_waking_reads_the_lists);
  ADD ("lists-are-read-again", 0, test_lists_are_read_again);
  ADD ("lists-are-tried-again", 0, test_lists_are_tried_again);
  ADD ("a-queued-run-is-measured-from-its-turn", 0, test_a_queued_run_is_measured_from_its_turn);

  return g_test_run ();
}
