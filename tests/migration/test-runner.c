/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run-fixture.h"

static void
test_outcomes (RunFixture       *fixture,
               gconstpointer  data)
{
  static const char * const states[] = { "COMPLETE", "ABORTED", "INCOMPLETE", "PARKED" };
  static const PreampOutcome outcomes[] = {
    PREAMP_OUTCOME_COMPLETE, PREAMP_OUTCOME_ABORTED, PREAMP_OUTCOME_INCOMPLETE,
    PREAMP_OUTCOME_UNKNOWN, PREAMP_OUTCOME_REFUSED, PREAMP_OUTCOME_UNCONFIRMED,
  };
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 6, 1);
  g_autoptr (GPtrArray) records = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      await (fixture->held->len == 1);
      g_assert_cmpuint (preamp_run_get_n_moving (run), ==, 1);

      if (i < G_N_ELEMENTS (states))
        run_fixture_release_state (fixture, states[i]);
      else if (i == 4)
        run_fixture_release (fixture, 404, "application/json",
                             "{\"status\":404,\"message\":\"No such datasource\","
                             "\"toe\":\"AAAAAAAAAA-BBBBB-CCCCC\"}");
      else
        run_fixture_release (fixture, 504, "text/html",
                             "<html><body>Gateway Time-out</body></html>");
    }

  await (preamp_run_get_ended (run));

  g_assert_no_error (preamp_run_get_error (run));
  g_assert_cmpuint (preamp_run_get_n_ended (run), ==, 6);
  g_assert_cmpuint (preamp_run_get_n_waiting (run), ==, 0);
  g_assert_cmpuint (fixture->posted->len, ==, 6);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 1);
  g_assert_null (preamp_runner_get_current (fixture->runner));

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpuint (records->len, ==, 6);

  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);
      g_autofree char *id = g_strdup_printf ("d%u", i);
      PreampAttempt *attempt = run_fixture_find (run, id);

      g_assert_cmpstr (record->datasource_id, ==, id);
      g_assert_cmpint (record->outcome, ==, outcomes[i]);
      g_assert_cmpint (preamp_attempt_get_outcome (attempt), ==, outcomes[i]);
      g_assert_true (preamp_attempt_get_saved (attempt));
      g_assert_cmpint (record->id, ==, preamp_attempt_get_record (attempt)->id);
      g_assert_cmpint (record->sent_at, >, 0);
      g_assert_cmpint (record->answered_at, >=, record->sent_at);
      g_assert_cmpint (record->duration, >, 0);
      g_assert_cmpuint (record->n_sent, ==, 1);
      g_assert_cmpint (record->listed, ==, PREAMP_LISTED_CANDIDATES);
    }

  g_assert_cmpstr (((PreampAttemptRecord *) records->pdata[4])->error_message, ==,
                   "No such datasource");
  g_assert_cmpstr (((PreampAttemptRecord *) records->pdata[4])->toe, ==, "AAAAAAAAAA-BBBBB-CCCCC");
}

/* The request is held in the server while the journal is asked: what it then has is what it had
 * when the request left. */
static void
test_sent_mark_is_written_ahead (RunFixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);
  g_autoptr (GPtrArray) records = NULL;
  const PreampAttemptRecord *first;
  const PreampAttemptRecord *second;

  await (fixture->held->len == 1);

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  first = g_ptr_array_index (records, 0);
  second = g_ptr_array_index (records, 1);
  g_assert_cmpint (first->sent_at, >, 0);
  g_assert_cmpint (first->outcome, ==, PREAMP_OUTCOME_NONE);
  g_assert_true (first->clock_known);
  g_assert_cmpint (second->sent_at, ==, 0);
  g_assert_cmpint (preamp_attempt_get_phase (run_fixture_find (run, "d0")), ==,
                   PREAMP_ATTEMPT_PHASE_MOVING);
  g_assert_cmpint (preamp_attempt_get_phase (run_fixture_find (run, "d1")), ==,
                   PREAMP_ATTEMPT_PHASE_WAITING);

  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run));
}

/* libsoup sends a request once more where the server says that it did not take it. All that is seen
 * of this is that the headers are written again. */
static gboolean
wrote_headers_cb (GSignalInvocationHint *hint,
                  guint                  n_values,
                  const GValue          *values,
                  gpointer               user_data)
{
  GObject *message = g_value_get_object (&values[0]);

  if (soup_message_get_method (SOUP_MESSAGE (message)) != SOUP_METHOD_POST ||
      g_object_get_data (message, "sent-again") != NULL)
    return TRUE;

  g_object_set_data (message, "sent-again", message);
  g_signal_emit_by_name (message, "wrote-headers");

  return TRUE;
}

static void
test_sent_again_by_libsoup (RunFixture    *fixture,
                            gconstpointer  data)
{
  g_autoptr (GTypeClass) message_class = g_type_class_ref (SOUP_TYPE_MESSAGE);
  const guint signal_id = g_signal_lookup ("wrote-headers", SOUP_TYPE_MESSAGE);
  const gulong hook = g_signal_add_emission_hook (signal_id, 0, wrote_headers_cb, NULL, NULL);
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 1, 1);
  g_autoptr (GPtrArray) records = NULL;
  const PreampAttemptRecord *first;
  const PreampAttemptRecord *second;

  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run));
  g_signal_remove_emission_hook (signal_id, hook);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 1);

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpuint (records->len, ==, 2);
  first = g_ptr_array_index (records, 0);
  second = g_ptr_array_index (records, 1);
  g_assert_cmpint (first->outcome, ==, PREAMP_OUTCOME_NOT_SENT);
  g_assert_cmpuint (first->n_sent, ==, 1);
  g_assert_cmpint (second->outcome, ==, PREAMP_OUTCOME_COMPLETE);
  g_assert_cmpuint (second->n_sent, ==, 1);
  g_assert_cmpint (second->previous_id, ==, first->id);
  g_assert_cmpint (preamp_attempt_get_record (run_fixture_find (run, "d0"))->id, ==, second->id);
}

static void
test_at_once (RunFixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 6, 3);

  while (!preamp_run_get_ended (run))
    {
      if (fixture->held->len == 3 ||
          (fixture->held->len > 0 && preamp_run_get_n_waiting (run) == 0))
        run_fixture_release_state (fixture, "COMPLETE");

      g_main_context_iteration (NULL, fixture->held->len < 3);
    }

  g_assert_cmpuint (fixture->n_at_once, ==, 3);
  g_assert_cmpuint (fixture->posted->len, ==, 6);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 6);
}

static void
test_stop_after_those_in_flight (RunFixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 6, 2);
  g_autoptr (GPtrArray) records = NULL;

  await (fixture->held->len == 2);
  preamp_run_stop (run);
  g_assert_false (preamp_run_get_ended (run));
  run_fixture_release_state (fixture, "COMPLETE");
  run_fixture_release_state (fixture, "INCOMPLETE");
  await (preamp_run_get_ended (run));

  g_assert_cmpuint (fixture->posted->len, ==, 2);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 4);
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_STOPPED);

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  for (guint i = 2; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      g_assert_cmpint (record->outcome, ==, PREAMP_OUTCOME_NOT_STARTED);
      g_assert_cmpint (record->sent_at, ==, 0);
    }
}

static void
test_runs_of_an_instance_queue (RunFixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 1);
  g_autoptr (PreampPlan) second_plan = run_fixture_check_plan_from (fixture, 1, 1);
  g_autoptr (PreampRun) first = preamp_run_new (plan, 2);
  g_autoptr (PreampRun) second = preamp_run_new (second_plan, 2);

  preamp_runner_add (fixture->runner, first);
  preamp_runner_add (fixture->runner, second);
  await (fixture->held->len == 1);
  g_assert_true (preamp_runner_get_current (fixture->runner) == first);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (first));
  g_assert_true (preamp_runner_get_current (fixture->runner) == second);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "ABORTED");
  await (preamp_run_get_ended (second));
  g_assert_null (preamp_runner_get_current (fixture->runner));
}

/* The same server by another name, which is another instance. */
static PreampConnection *
connect_by_name (RunFixture *fixture)
{
  PreampInstance *instance = preamp_connection_get_instance (fixture->connection);
  g_autoptr (GString) base_uri = g_string_new (preamp_instance_get_base_uri (instance));
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampInstance) other = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (base_uri, "127.0.0.1", "localhost", 1), ==, 1);
  address = preamp_instance_address_parse (base_uri->str, &error);
  g_assert_no_error (error);
  other = preamp_instance_new (address, NULL);
  client = preamp_domo_client_new (base_uri->str, "token");

  return preamp_connection_new (other, client);
}

static PreampPlan *
check_plan_of (RunFixture       *fixture,
               PreampConnection *connection,
               guint             position)
{
  PreampConnection *own = fixture->connection;
  PreampPlan *plan;

  fixture->connection = connection;
  plan = run_fixture_check_plan_from (fixture, position, 1);
  fixture->connection = own;

  return plan;
}

/* It is said in the review, and not only where it would be sent. */
static void
test_incomplete_by_another_name_is_left_out (RunFixture    *fixture,
                                             gconstpointer  data)
{
  g_autoptr (PreampConnection) connection = connect_by_name (fixture);
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 1, 1);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (PreampPlan) back = NULL;
  g_autoptr (PreampPlan) again = NULL;
  g_autoptr (PreampPlanRow) row = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "INCOMPLETE");
  await (preamp_run_get_ended (run));

  g_ptr_array_add (records, (gpointer) preamp_attempt_get_record (run_fixture_find (run, "d0")));
  back = preamp_plan_new_for_records (connection, records, PREAMP_DIRECTION_REVERSE);
  preamp_plan_check_async (back, fixture->journal, NULL, take_result, &result);
  g_assert_true (preamp_plan_check_finish (back, await_result (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (back)), ==, 0);
  row = g_list_model_get_item (preamp_plan_get_left_out (back), 0);
  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, PREAMP_VERDICT_OTHER_DIRECTION);
  g_assert_nonnull (strstr (preamp_plan_row_get_reason (row), "another address"));

  /* The same direction is open by that name too. */
  again = check_plan_of (fixture, connection, 0);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (again)), ==, 1);
}

/* Each instance has a queue of its own; a datasource is closed for all of them. */
static void
test_instances_side_by_side (RunFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampConnection) connection = connect_by_name (fixture);
  g_autoptr (PreampLookup) lookup = preamp_lookup_new (connection, fixture->journal);
  PreampRunner *runner = preamp_runner_new (connection, fixture->journal, lookup);
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 1, 1);
  g_autoptr (PreampPlan) same_plan = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) other = NULL;

  await (fixture->held->len == 1);
  same_plan = check_plan_of (fixture, connection, 0);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (same_plan)), ==, 0);

  plan = check_plan_of (fixture, connection, 1);
  other = preamp_run_new (plan, 1);
  preamp_runner_add (runner, other);
  await (fixture->held->len == 2);
  g_assert_true (preamp_runner_get_current (fixture->runner) == run);
  g_assert_true (preamp_runner_get_current (runner) == other);

  run_fixture_release_state (fixture, "COMPLETE");
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run) && preamp_run_get_ended (other));
  g_assert_cmpuint (preamp_run_count_outcome (other, PREAMP_OUTCOME_COMPLETE), ==, 1);

  g_object_add_weak_pointer (G_OBJECT (runner), (gpointer *) &runner);
  g_object_unref (runner);
  await (runner == NULL);
}

static void
test_unconfirmed_is_closed (RunFixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 1, 1);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) row = NULL;

  await (fixture->held->len == 1);
  run_fixture_release (fixture, 502, "text/html", "<html></html>");
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED), ==, 1);

  plan = run_fixture_check_plan (fixture, 1);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, 0);
  row = g_list_model_get_item (preamp_plan_get_left_out (plan), 0);
  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, PREAMP_VERDICT_CLOSED);
}

/* Two reviews may be open at the same time: what the run of one of them has moved, moves, or will
 * move is not sent once more by the other. */
static void
test_plan_is_good_for_one_run (RunFixture    *fixture,
                               gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 2);
  g_autoptr (PreampPlan) other_plan = run_fixture_check_plan_from (fixture, 1, 2);
  g_autoptr (PreampPlan) later_plan = NULL;
  g_autoptr (PreampRun) run = preamp_run_new (plan, 1);

  preamp_runner_add (fixture->runner, run);
  await (fixture->held->len == 1);

  /* While “d1” waits, while it moves, and after that. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (PreampRun) other = preamp_run_new (other_plan, 1);

      preamp_runner_add (fixture->runner, other);
      await (preamp_run_get_ended (other));
      g_assert_error (preamp_run_get_error (other), PREAMP_JOURNAL_ERROR,
                      PREAMP_JOURNAL_ERROR_CLOSED);
      g_assert_cmpint (preamp_run_get_record (other)->id, ==, 0);
      g_assert_cmpuint (preamp_run_count_outcome (other, PREAMP_OUTCOME_NOT_STARTED), ==, 2);

      if (i < 2)
        {
          run_fixture_release_state (fixture, "COMPLETE");
          await (preamp_run_get_n_ended (run) == i + 1 && fixture->held->len == 1 - i);
        }
    }

  await (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 2);

  later_plan = run_fixture_check_plan_from (fixture, 2, 1);
  g_assert_cmpint (preamp_plan_get_planned_before (later_plan), >,
                   preamp_plan_get_planned_before (other_plan));
}

/* An attempt that changed nothing at Domo puts no plan out of date. */
static void
test_plan_outlives_a_refusal (RunFixture    *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 1);
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 1, 1);
  g_autoptr (PreampRun) again = NULL;

  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "ABORTED");
  await (preamp_run_get_ended (run));

  again = preamp_run_new (plan, 1);
  preamp_runner_add (fixture->runner, again);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (again));
  g_assert_no_error (preamp_run_get_error (again));
}

static void
test_waiting_is_in_a_run (RunFixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) moving = NULL;
  g_autoptr (PreampPlanRow) waiting = NULL;

  await (fixture->held->len == 1);

  plan = run_fixture_check_plan (fixture, 2);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_left_out (plan)), ==, 2);
  moving = g_list_model_get_item (preamp_plan_get_left_out (plan), 0);
  waiting = g_list_model_get_item (preamp_plan_get_left_out (plan), 1);
  g_assert_cmpint (preamp_plan_row_get_verdict (moving), ==, PREAMP_VERDICT_CLOSED);
  g_assert_cmpint (preamp_plan_row_get_verdict (waiting), ==, PREAMP_VERDICT_IN_A_RUN);

  preamp_run_stop (run);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_ended (run));
}

static void
test_unwritable_journal_sends_nothing (RunFixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 2);
  g_autoptr (PreampRun) run = preamp_run_new (plan, 2);

  preamp_journal_close (fixture->journal);
  preamp_runner_add (fixture->runner, run);
  await (preamp_run_get_ended (run));

  g_assert_error (preamp_run_get_error (run), PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
  g_assert_cmpuint (fixture->posted->len, ==, 0);
}

static void
test_unsaved_outcome_is_shown_and_starts_nothing (RunFixture       *fixture,
                                                  gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 3, 1);
  PreampAttempt *attempt = run_fixture_find (run, "d0");

  await (fixture->held->len == 1);
  preamp_journal_close (fixture->journal);
  run_fixture_release_state (fixture, "INCOMPLETE");
  await (preamp_attempt_get_phase (attempt) == PREAMP_ATTEMPT_PHASE_ENDED);

  g_assert_cmpint (preamp_attempt_get_outcome (attempt), ==, PREAMP_OUTCOME_INCOMPLETE);
  g_assert_cmpstr (preamp_attempt_get_record (attempt)->toe, ==, "UCIIAGMUEF-G4XS4-9G8UP");
  g_assert_false (preamp_attempt_get_saved (attempt));
  g_assert_nonnull (preamp_run_get_error (run));
  g_assert_false (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_get_n_waiting (run), ==, 2);

  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
}

#define ADD(path, function) \
  g_test_add ("/migration/runner/" path, RunFixture, NULL, \
              run_fixture_set_up, function, run_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("outcomes", test_outcomes);
  ADD ("sent-mark-is-written-ahead", test_sent_mark_is_written_ahead);
  ADD ("sent-again-by-libsoup", test_sent_again_by_libsoup);
  ADD ("at-once", test_at_once);
  ADD ("stop-after-those-in-flight", test_stop_after_those_in_flight);
  ADD ("runs-of-an-instance-queue", test_runs_of_an_instance_queue);
  ADD ("incomplete-by-another-name-is-left-out", test_incomplete_by_another_name_is_left_out);
  ADD ("instances-side-by-side", test_instances_side_by_side);
  ADD ("unconfirmed-is-closed", test_unconfirmed_is_closed);
  ADD ("plan-is-good-for-one-run", test_plan_is_good_for_one_run);
  ADD ("plan-outlives-a-refusal", test_plan_outlives_a_refusal);
  ADD ("waiting-is-in-a-run", test_waiting_is_in_a_run);
  ADD ("unwritable-journal-sends-nothing", test_unwritable_journal_sends_nothing);
  ADD ("unsaved-outcome-is-shown-and-starts-nothing",
       test_unsaved_outcome_is_shown_and_starts_nothing);

  return g_test_run ();
}
