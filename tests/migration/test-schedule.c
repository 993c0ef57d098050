/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs with a window of time, by a clock that the tests set. */

#include "config.h"

#include "run-fixture.h"

#define NINE (G_GINT64_CONSTANT (1763586000) * G_USEC_PER_SEC)
#define TEN (NINE + G_TIME_SPAN_HOUR)
#define ELEVEN (TEN + G_TIME_SPAN_HOUR)

static gint64 now;

static gint64
get_now (void)
{
  return now;
}

static void
set_up (RunFixture    *fixture,
        gconstpointer  data)
{
  run_fixture_set_up (fixture, data);
  now = NINE;
  preamp_schedule_set_clock (preamp_runner_get_schedule (fixture->runner), get_now);
}

static void
look (RunFixture *fixture,
      gint64      time)
{
  now = time;
  preamp_schedule_look (preamp_runner_get_schedule (fixture->runner));
}

static PreampRun *
add_run (RunFixture *fixture,
         guint       n,
         gint64      starts_at,
         gint64      stops_at)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, n);
  PreampRun *run = preamp_run_new (plan, 1);

  preamp_run_set_window (run, starts_at, stops_at);
  preamp_runner_add (fixture->runner, run);
  await (preamp_run_get_record (run)->id != 0);

  return run;
}

static void
finish (RunFixture *fixture,
        PreampRun  *run)
{
  while (!preamp_run_get_ended (run))
    {
      if (fixture->held->len > 0)
        run_fixture_release_state (fixture, "COMPLETE");
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_waits_for_its_time (RunFixture    *fixture,
                         gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);
  g_autoptr (GPtrArray) records = NULL;
  guint n_lists = fixture->n_lists;

  /* It is written down at the press, with its rows as waiting. */
  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpint (((PreampAttemptRecord *) records->pdata[0])->outcome, ==, PREAMP_OUTCOME_NONE);

  look (fixture, TEN - 1);
  g_assert_true (preamp_run_get_scheduled (run));
  g_assert_null (preamp_runner_get_current (fixture->runner));
  g_assert_true (preamp_runner_get_busy (fixture->runner));
  g_assert_cmpuint (fixture->posted->len, ==, 0);
  g_assert_cmpint (preamp_run_get_elapsed (run), ==, 0);

  /* The lists are read again before anything is sent. */
  look (fixture, TEN);
  g_assert_false (preamp_run_get_scheduled (run));
  g_assert_true (preamp_runner_get_current (fixture->runner) == run);
  await (fixture->held->len == 1);
  g_assert_cmpuint (fixture->n_lists, >, n_lists);

  finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  g_assert_false (preamp_runner_get_busy (fixture->runner));
}

static void
test_what_changed_is_skipped (RunFixture    *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);

  fixture->n_migrated = 1;
  look (fixture, TEN);
  await (fixture->held->len == 1);
  g_assert_cmpstr (fixture->posted->pdata[0], ==, "d1");
  g_assert_nonnull (preamp_attempt_get_record (run_fixture_find (run, "d0"))->left_out);
  finish (fixture, run);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
}

/* Content is broken until it completes: no list stands in the way of that. */
static void
test_incomplete_is_not_skipped (RunFixture    *fixture,
                                gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 1);
  g_autoptr (PreampRun) run = preamp_run_new (plan, 1);
  g_autoptr (PreampPlan) retry = NULL;
  g_autoptr (PreampRun) again = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_runner_add (fixture->runner, run);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "INCOMPLETE");
  await (preamp_run_get_ended (run));

  g_ptr_array_add (records, (gpointer) preamp_attempt_get_record (run_fixture_find (run, "d0")));
  retry = preamp_plan_new_retry (fixture->connection, records);
  preamp_plan_check_async (retry, fixture->journal, NULL, take_result, &result);
  preamp_plan_check_finish (retry, await_result (&result), &error);
  g_assert_no_error (error);
  again = preamp_run_new (retry, 1);
  preamp_run_set_window (again, TEN, 0);
  preamp_runner_add (fixture->runner, again);
  await (preamp_run_get_record (again)->id != 0);

  fixture->n_migrated = 1;
  look (fixture, TEN);
  await (fixture->held->len == 1);
  g_assert_cmpuint (fixture->posted->len, ==, 2);
  finish (fixture, again);
  g_assert_cmpuint (preamp_run_count_outcome (again, PREAMP_OUTCOME_COMPLETE), ==, 1);
}

static void
assert_nothing_sent (RunFixture *fixture,
                     PreampRun  *run,
                     guint       n)
{
  g_autoptr (GPtrArray) records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);

  g_assert_cmpuint (records->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (((PreampAttemptRecord *) records->pdata[i])->sent_at, ==, 0);
  g_assert_cmpuint (fixture->posted->len, ==, 0);
  g_assert_cmpuint (preamp_run_get_n_waiting (run), ==, n);
  g_assert_false (preamp_run_get_ended (run));
}

/* Nothing starts on old lists. Where only they are answered by an error, they are read ever more
 * seldom, and it is said why. */
static void
test_lists_answered_by_errors (RunFixture    *fixture,
                               gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);
  gint64 first;
  guint n_lists;

  fixture->lists_status = 503;
  fixture->lists_body = "{\"status\":503,\"message\":\"Down\"}";
  look (fixture, TEN);
  await (preamp_run_get_wait_until (run) != 0);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_NONE);
  g_assert_nonnull (strstr (preamp_run_get_lists_problem (run), "Down"));
  assert_nothing_sent (fixture, run, 2);

  first = preamp_run_get_wait_until (run) - g_get_monotonic_time ();
  n_lists = fixture->n_lists;
  await (fixture->n_lists > n_lists);
  await (preamp_run_get_wait_until (run) != 0);
  g_assert_cmpint (preamp_run_get_wait_until (run) - g_get_monotonic_time (), >, first);
  assert_nothing_sent (fixture, run, 2);

  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_STOPPED);
}

static void
test_lists_answered_again (RunFixture    *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);

  fixture->lists_status = 503;
  fixture->lists_body = "{\"status\":503,\"message\":\"Down\"}";
  look (fixture, TEN);
  await (preamp_run_get_wait_until (run) != 0);

  fixture->lists_status = 0;
  fixture->n_migrated = 1;
  await (fixture->held->len == 1);
  g_assert_null (preamp_run_get_lists_problem (run));
  g_assert_cmpstr (fixture->posted->pdata[0], ==, "d1");
  finish (fixture, run);
}

/* Domo takes its time for the lists. */
static void
test_reading_holds_up_no_stop (RunFixture    *fixture,
                               gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);

  fixture->hold_lists = TRUE;
  look (fixture, TEN);
  await (fixture->held_lists->len == 1);
  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_STOPPED);
  g_assert_cmpuint (fixture->posted->len, ==, 0);
}

static void
test_reading_holds_up_no_pause (RunFixture    *fixture,
                                gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);

  fixture->hold_lists = TRUE;
  look (fixture, TEN);
  await (fixture->held_lists->len == 1);
  preamp_run_pause (run);

  /* The first reading is never answered: what goes on later reads them itself. */
  fixture->hold_lists = FALSE;
  fixture->n_migrated = 1;
  preamp_run_go_on (run);
  await (fixture->held->len == 1);
  g_assert_cmpstr (fixture->posted->pdata[0], ==, "d1");
  finish (fixture, run);
}

/* What Domo refuses, or what is cut, does not pass by itself: the administrator decides. */
static void
test_lists_refused (RunFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);
  g_autofree char *sentence = NULL;
  guint n_lists;

  fixture->lists_status = data != NULL ? 200 : 400;
  fixture->lists_body = data != NULL ? data : "{\"status\":400,\"message\":\"No such engine\"}";
  look (fixture, TEN);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_LISTS);
  assert_nothing_sent (fixture, run, 2);
  g_assert_nonnull (preamp_pause_get_title (PREAMP_PAUSE_LISTS));
  sentence = preamp_run_dup_pause_sentence (run);
  g_test_message ("%s", sentence);
  if (data == NULL)
    g_assert_nonnull (strstr (sentence, "No such engine"));

  /* Continuing reads them again, and does not do without. */
  n_lists = fixture->n_lists;
  preamp_run_go_on (run);
  await (fixture->n_lists > n_lists && preamp_run_get_pause (run) == PREAMP_PAUSE_LISTS);
  assert_nothing_sent (fixture, run, 2);

  fixture->lists_status = 0;
  fixture->n_migrated = 1;
  preamp_run_go_on (run);
  await (fixture->held->len == 1);
  g_assert_cmpstr (fixture->posted->pdata[0], ==, "d1");
  finish (fixture, run);
}

static void
test_lists_refused_and_stopped (RunFixture    *fixture,
                                gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);
  const PreampRunRecord *record = preamp_run_get_record (run);

  fixture->lists_status = 404;
  fixture->lists_body = "{\"status\":404,\"message\":\"No\"}";
  look (fixture, TEN);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_LISTS);
  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 0);
  g_assert_cmpint (record->ending, ==, PREAMP_RUN_ENDING_STOPPED);
  g_assert_cmpstr (record->reason, ==, preamp_pause_get_title (PREAMP_PAUSE_LISTS));
}

static void
test_lists_want_a_token (RunFixture    *fixture,
                         gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 1, TEN, 0);

  await (preamp_run_get_record (run)->id != 0);
  fixture->refuse_token = TRUE;
  look (fixture, TEN);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN);
  assert_nothing_sent (fixture, run, 1);

  fixture->refuse_token = FALSE;
  preamp_domo_client_set_token (preamp_connection_get_client (fixture->connection), "token");
  await (fixture->held->len == 1);
  finish (fixture, run);
}

/* A row that cannot be read says nothing, and the others say what they say. */
static void
test_lists_with_unreadable_rows (RunFixture    *fixture,
                                 gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, 0);

  fixture->lists_status = 200;
  fixture->lists_body = "[{\"id\":\"d0\",\"name\":\"Datasource 0\",\"type\":\"x\","
                        "\"migrated\":true},"
                        "{\"id\":17,\"name\":\"Datasource 1\"}]";
  look (fixture, TEN);
  await (fixture->held->len == 1);
  g_assert_cmpstr (fixture->posted->pdata[0], ==, "d1");
  g_assert_nonnull (preamp_attempt_get_record (run_fixture_find (run, "d0"))->left_out);
  finish (fixture, run);
}

static void
test_a_little_late_is_in_time (RunFixture    *fixture,
                               gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 1, TEN, 0);

  look (fixture, TEN + 4 * G_TIME_SPAN_MINUTE);
  await (fixture->held->len == 1);
  finish (fixture, run);
}

/* The computer was asleep, or its clock was set. */
static void
test_missed_start_asks (RunFixture    *fixture,
                        gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 1, TEN, 0);

  look (fixture, TEN + 6 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_MISSED);
  g_assert_null (preamp_runner_get_current (fixture->runner));

  look (fixture, ELEVEN);
  g_assert_null (preamp_runner_get_current (fixture->runner));
  g_assert_cmpuint (fixture->posted->len, ==, 0);

  preamp_run_start_now (run);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_NONE);
  await (fixture->held->len == 1);
  finish (fixture, run);
}

static void
test_missed_window_starts_nothing (RunFixture    *fixture,
                                   gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, ELEVEN);

  look (fixture, ELEVEN + G_TIME_SPAN_HOUR);
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 0);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_HALTED);
}

/* A clock that is set back lets it wait longer, and starts nothing. */
static void
test_clock_set_back (RunFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 1, TEN, 0);

  look (fixture, TEN - 10 * G_TIME_SPAN_HOUR);
  g_assert_true (preamp_run_get_scheduled (run));
  look (fixture, TEN);
  await (fixture->held->len == 1);
  look (fixture, NINE);
  g_assert_true (preamp_runner_get_current (fixture->runner) == run);
  finish (fixture, run);
}

static void
test_window_ends_in_mid_run (RunFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 4, 0, ELEVEN);
  g_autoptr (GPtrArray) records = NULL;
  const PreampRunRecord *record = preamp_run_get_record (run);

  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);

  /* Nobody has looked yet, as after a sleep, and still nothing new is sent. */
  now = ELEVEN;
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_n_ended (run) == 2);
  g_assert_false (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 2);

  look (fixture, ELEVEN);
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 2);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
  g_assert_true (g_str_has_prefix (record->reason, "The window of time ended at "));

  records = run_fixture_list_run (fixture, record->id);
  g_assert_cmpint (((PreampAttemptRecord *) records->pdata[3])->outcome, ==,
                   PREAMP_OUTCOME_NOT_STARTED);
}

static void
test_in_flight_ends_after_the_window (RunFixture    *fixture,
                                      gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, 0, ELEVEN);

  await (fixture->held->len == 1);
  look (fixture, ELEVEN);
  g_assert_true (preamp_run_get_stopping (run));
  g_assert_false (preamp_run_get_ended (run));
  run_fixture_release_state (fixture, "INCOMPLETE");
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_INCOMPLETE), ==, 1);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 1);
}

/* One that is not due holds up nothing; when it is due, it waits for the one that goes on. */
static void
test_scheduled_blocks_no_other (RunFixture    *fixture,
                                gconstpointer  data)
{
  g_autoptr (PreampPlan) scheduled_plan = run_fixture_check_plan_from (fixture, 0, 1);
  g_autoptr (PreampPlan) first_plan = run_fixture_check_plan_from (fixture, 1, 1);
  g_autoptr (PreampPlan) second_plan = run_fixture_check_plan_from (fixture, 2, 1);
  g_autoptr (PreampRun) scheduled = preamp_run_new (scheduled_plan, 1);
  g_autoptr (PreampRun) first = preamp_run_new (first_plan, 1);
  g_autoptr (PreampRun) second = preamp_run_new (second_plan, 1);

  preamp_run_set_window (scheduled, TEN, 0);
  preamp_runner_add (fixture->runner, scheduled);
  preamp_runner_add (fixture->runner, first);
  preamp_runner_add (fixture->runner, second);
  g_assert_true (preamp_runner_get_current (fixture->runner) == first);
  await (fixture->held->len == 1);

  look (fixture, TEN);
  g_assert_false (preamp_run_get_scheduled (scheduled));
  g_assert_false (preamp_run_get_begun (scheduled));
  g_assert_true (preamp_runner_get_current (fixture->runner) == first);

  run_fixture_release_state (fixture, "ABORTED");
  await (preamp_run_get_ended (first));
  g_assert_true (preamp_runner_get_current (fixture->runner) == scheduled);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "ABORTED");
  await (preamp_run_get_ended (scheduled));
  finish (fixture, second);
}

static void
test_stopped_before_its_time (RunFixture    *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 2, TEN, ELEVEN);

  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  look (fixture, TEN);
  g_assert_cmpuint (fixture->posted->len, ==, 0);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_STOPPED);
  g_assert_false (preamp_runner_get_busy (fixture->runner));
}

static void
test_started_before_its_time (RunFixture    *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampRun) run = add_run (fixture, 1, TEN, ELEVEN);

  preamp_run_start_now (run);
  await (fixture->held->len == 1);
  look (fixture, TEN);
  finish (fixture, run);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
}

static void
test_quit_leaves_it_to_be_continued (RunFixture    *fixture,
                                     gconstpointer  data)
{
  g_autoptr (PreampRun) current = add_run (fixture, 1, 0, 0);
  g_autoptr (PreampRun) scheduled = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  await (fixture->held->len == 1);
  plan = run_fixture_check_plan (fixture, 3);
  scheduled = preamp_run_new (plan, 1);
  preamp_run_set_window (scheduled, TEN, 0);
  preamp_runner_add (fixture->runner, scheduled);
  await (preamp_run_get_record (scheduled)->id != 0);

  preamp_runner_quit (fixture->runner);
  await (preamp_run_get_ended (scheduled));
  g_assert_false (preamp_run_get_ended (current));
  g_assert_cmpint (preamp_run_get_record (scheduled)->ending, ==, PREAMP_RUN_ENDING_QUIT);

  records = run_fixture_list_run (fixture, preamp_run_get_record (scheduled)->id);
  g_assert_cmpint (((PreampAttemptRecord *) records->pdata[0])->outcome, ==,
                   PREAMP_OUTCOME_NOT_STARTED);
  finish (fixture, current);
}

static void
test_looks_by_itself (RunFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;

  preamp_schedule_set_clock (preamp_runner_get_schedule (fixture->runner), g_get_real_time);
  run = add_run (fixture, 1, g_get_real_time () + G_TIME_SPAN_SECOND / 4, 0);
  await (fixture->held->len == 1);
  finish (fixture, run);
}

#define ADD_WITH(path, data, function) \
  g_test_add ("/migration/schedule/" path, RunFixture, data, set_up, function, \
              run_fixture_tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("waits-for-its-time", test_waits_for_its_time);
  ADD ("what-changed-is-skipped", test_what_changed_is_skipped);
  ADD ("incomplete-is-not-skipped", test_incomplete_is_not_skipped);
  ADD ("lists-answered-by-errors", test_lists_answered_by_errors);
  ADD ("lists-answered-again", test_lists_answered_again);
  ADD ("reading-holds-up-no-stop", test_reading_holds_up_no_stop);
  ADD ("reading-holds-up-no-pause", test_reading_holds_up_no_pause);
  ADD ("lists-refused", test_lists_refused);
  ADD_WITH ("lists-cut", "[{\"id\":\"d0\",\"name\":\"Data", test_lists_refused);
  ADD ("lists-refused-and-stopped", test_lists_refused_and_stopped);
  ADD ("lists-want-a-token", test_lists_want_a_token);
  ADD ("lists-with-unreadable-rows", test_lists_with_unreadable_rows);
  ADD ("a-little-late-is-in-time", test_a_little_late_is_in_time);
  ADD ("missed-start-asks", test_missed_start_asks);
  ADD ("missed-window-starts-nothing", test_missed_window_starts_nothing);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("window-ends-in-mid-run", test_window_ends_in_mid_run);
  ADD ("in-flight-ends-after-the-window", test_in_flight_ends_after_the_window);
  ADD ("scheduled-blocks-no-other", test_scheduled_blocks_no_other);
  ADD ("stopped-before-its-time", test_stopped_before_its_time);
  ADD ("started-before-its-time", test_started_before_its_time);
  ADD ("quit-leaves-it-to-be-continued", test_quit_leaves_it_to_be_continued);
  ADD ("looks-by-itself", test_looks_by_itself);

  return g_test_run ();
}
