/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A second request where the end of the first is not known: never by itself, and only where the
 * administrator says so of this one attempt. */

#include "config.h"

#include "run-fixture.h"

static PreampRun *
lose_one (RunFixture *fixture)
{
  PreampRun *run;

  /* So slowly that only what is asked for is looked up. */
  preamp_lookup_set_second (fixture->lookup, G_TIME_SPAN_HOUR);
  run = run_fixture_start_run (fixture, 1, 1);
  await (fixture->held->len == 1);
  run_fixture_release (fixture, 502, "application/json", "{}");
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED), ==, 1);

  return run;
}

static gint64
get_id (PreampRun *run)
{
  return preamp_attempt_get_record (run_fixture_find (run, "d0"))->id;
}

static PreampPlan *
plan_retry (RunFixture *fixture,
            PreampRun  *run,
            gint64      allowed)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampPlan *plan;

  g_ptr_array_add (records,
                   (gpointer) preamp_attempt_get_record (run_fixture_find (run, "d0")));
  plan = preamp_plan_new_retry (fixture->connection, records);
  if (allowed != 0)
    preamp_plan_allow_uncertain (plan, allowed);

  preamp_plan_check_async (plan, fixture->journal, NULL, take_result, &result);
  preamp_plan_check_finish (plan, await_result (&result), &error);
  g_assert_no_error (error);

  return plan;
}

static PreampRun *
start_retry (RunFixture *fixture,
             PreampRun  *run)
{
  g_autoptr (PreampPlan) plan = plan_retry (fixture, run, get_id (run));
  PreampRun *again;

  g_assert_true (preamp_plan_get_retry (plan));
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, 1);
  again = preamp_run_new (plan, 1);
  preamp_runner_add (fixture->runner, again);

  return again;
}

static const PreampAttemptRecord *
find_record (GPtrArray *records)
{
  g_assert_cmpuint (records->len, ==, 1);

  return g_ptr_array_index (records, 0);
}

static void
test_second_request_must_be_asked_for (RunFixture    *fixture,
                                       gconstpointer  data)
{
  g_autoptr (PreampRun) run = lose_one (fixture);
  g_autoptr (PreampPlan) not_allowed = plan_retry (fixture, run, 0);
  g_autoptr (PreampPlan) another_allowed = plan_retry (fixture, run, get_id (run) + 1);
  g_autoptr (PreampRun) again = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (not_allowed)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (another_allowed)), ==, 0);
  g_assert_cmpuint (fixture->posted->len, ==, 1);

  again = start_retry (fixture, run);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (again));
  g_assert_cmpuint (fixture->posted->len, ==, 2);

  first = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  second = run_fixture_list_run (fixture, preamp_run_get_record (again)->id);
  g_assert_true (find_record (first)->replaced);
  g_assert_cmpint (find_record (first)->outcome, ==, PREAMP_OUTCOME_UNCONFIRMED);
  g_assert_cmpint (find_record (second)->previous_id, ==, find_record (first)->id);
  g_assert_cmpint (find_record (second)->outcome, ==, PREAMP_OUTCOME_COMPLETE);
}

static void
test_one_question_is_for_one_request (RunFixture    *fixture,
                                      gconstpointer  data)
{
  g_autoptr (PreampRun) run = lose_one (fixture);
  g_autoptr (PreampPlan) first_plan = plan_retry (fixture, run, get_id (run));
  g_autoptr (PreampRun) again = start_retry (fixture, run);
  g_autoptr (PreampPlan) third_plan = NULL;
  g_autoptr (PreampRun) twice = preamp_run_new (first_plan, 1);

  await (fixture->held->len == 1);
  run_fixture_release (fixture, 502, "application/json", "{}");
  await (preamp_run_get_ended (again));

  /* The retry has no certain end either: it takes a question of its own. */
  third_plan = plan_retry (fixture, run, get_id (run));
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (third_plan)), ==, 0);

  preamp_runner_add (fixture->runner, twice);
  await (preamp_run_get_ended (twice));
  g_assert_error (preamp_run_get_error (twice), PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_CLOSED);
  g_assert_cmpuint (fixture->posted->len, ==, 2);
}

static void
test_what_moved_meanwhile_is_not_sent (RunFixture    *fixture,
                                       gconstpointer  data)
{
  g_autoptr (PreampRun) run = lose_one (fixture);
  g_autoptr (PreampPlan) plan = plan_retry (fixture, run, get_id (run));
  g_autoptr (PreampPlan) later_plan = NULL;
  g_autoptr (PreampRun) again = NULL;

  /* Domo finishes between the review and the press of the button. */
  fixture->n_migrated = 1;
  preamp_lookup_check (fixture->lookup, get_id (run));
  await (preamp_run_count_outcome (run, PREAMP_OUTCOME_MOVED) == 1);

  again = preamp_run_new (plan, 1);
  preamp_runner_add (fixture->runner, again);
  await (preamp_run_get_ended (again));
  g_assert_cmpuint (preamp_run_count_outcome (again, PREAMP_OUTCOME_NOT_SENT), ==, 1);
  g_assert_cmpuint (fixture->posted->len, ==, 1);

  later_plan = plan_retry (fixture, run, get_id (run));
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (later_plan)), ==, 0);
}

static void
test_lists_prove_nothing_of_the_older_one (RunFixture    *fixture,
                                           gconstpointer  data)
{
  g_autoptr (PreampRun) run = lose_one (fixture);
  g_autoptr (PreampRun) again = NULL;
  PreampAttempt *older = run_fixture_find (run, "d0");
  PreampAttempt *newer;
  PreampLook look;

  g_assert_true (preamp_lookup_get_look (fixture->lookup, get_id (run), &look));
  again = start_retry (fixture, run);
  newer = run_fixture_find (again, "d0");
  await (fixture->held->len == 1);
  await (preamp_attempt_get_phase (newer) == PREAMP_ATTEMPT_PHASE_MOVING);
  g_assert_false (preamp_lookup_get_look (fixture->lookup, get_id (run), &look));

  run_fixture_release (fixture, 502, "application/json", "{}");
  await (preamp_run_get_ended (again));
  fixture->n_migrated = 1;
  preamp_lookup_check (fixture->lookup, 0);
  await (preamp_attempt_get_outcome (newer) == PREAMP_OUTCOME_MOVED);
  g_assert_cmpint (preamp_attempt_get_outcome (older), ==, PREAMP_OUTCOME_UNCONFIRMED);
}

static void
test_failed_retry_leaves_the_older_one (RunFixture    *fixture,
                                        gconstpointer  data)
{
  g_autoptr (PreampRun) run = lose_one (fixture);
  g_autoptr (PreampRun) again = start_retry (fixture, run);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;

  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "ABORTED");
  await (preamp_run_get_ended (again));

  /* It changed nothing, so the first may still do its work, and stands again. */
  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_true (preamp_attempt_record_is_open (find_record (records)));
  plan = plan_retry (fixture, again, 0);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, 0);
  g_assert_cmpuint (fixture->posted->len, ==, 2);
}

static void
test_records_keep_their_integrations (RunFixture    *fixture,
                                      gconstpointer  data)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (PreampPlan) plan = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  for (guint i = 0; i < 3; i++)
    {
      PreampAttemptRecord *record = preamp_attempt_record_new ();

      record->datasource_id = g_strdup_printf ("d%u", i);
      record->integration_id = g_strdup (i == 1 ? "other" : "one");
      g_ptr_array_add (records, record);
    }

  plan = preamp_plan_new_for_records (fixture->connection, records, PREAMP_DIRECTION_REVERSE);
  g_assert_cmpint (preamp_plan_get_direction (plan), ==, PREAMP_DIRECTION_REVERSE);
  g_assert_false (preamp_plan_get_retry (plan));
  g_assert_cmpuint (preamp_plan_get_n_chosen (plan), ==, 3);
  g_assert_cmpuint (preamp_plan_get_n_integrations (plan), ==, 2);
}

#define ADD(path, function) \
  g_test_add ("/migration/retry/" path, RunFixture, NULL, \
              run_fixture_set_up, function, run_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("second-request-must-be-asked-for", test_second_request_must_be_asked_for);
  ADD ("one-question-is-for-one-request", test_one_question_is_for_one_request);
  ADD ("what-moved-meanwhile-is-not-sent", test_what_moved_meanwhile_is_not_sent);
  ADD ("lists-prove-nothing-of-the-older-one", test_lists_prove_nothing_of_the_older_one);
  ADD ("failed-retry-leaves-the-older-one", test_failed_retry_leaves_the_older_one);
  ADD ("records-keep-their-integrations", test_records_keep_their_integrations);

  return g_test_run ();
}
