/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a run makes of what goes wrong around its requests: the connection, the token, the pace that
 * Domo asks for, and what became of its datasources meanwhile. */

#include "config.h"

#include "fault-fixture.h"
#include "migration/preamp-workspace.h"

#define LOST PREAMP_OUTCOME_UNCONFIRMED
#define DONE PREAMP_OUTCOME_COMPLETE

/* The connection */

static void
test_server_gone_for_a_while (FaultFixture *fixture,
                              gconstpointer data)
{
  const char * const names[] = { "Daily Sales by Store", FAULT_NAME, "Vendor Master", NULL };
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n_not_sent = 0;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  fault_add (fixture, "POST migrate x1 gone=1000");
  run = fault_start (fixture, names);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_CONNECTION);

  /* It goes on by itself. */
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_FINISHED);
  g_assert_cmpuint (preamp_run_count_outcome (run, DONE), ==, 2);
  g_assert_cmpuint (preamp_run_count_outcome (run, LOST), ==, 1);

  rows = sandbox_run_list_rows (&fixture->run);
  for (guint i = 0; i < rows->len; i++)
    n_not_sent += ((PreampAttemptRecord *) rows->pdata[i])->outcome == PREAMP_OUTCOME_NOT_SENT;

  g_assert_cmpuint (n_not_sent, >=, 1);
  g_assert_cmpuint (rows->len, ==, 3 + n_not_sent);
}

static void
test_connection_refused (FaultFixture *fixture,
                         gconstpointer data)
{
  const char * const names[] = { FAULT_NAME, "Vendor Master", NULL };
  g_autoptr (PreampPlan) plan = fault_plan (fixture, names);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  preamp_sandbox_server_stop (fixture->server);
  run = sandbox_run_start (&fixture->run, plan, 1);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_CONNECTION &&
         preamp_run_get_n_waiting (run) == 2);
  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (((PreampAttemptRecord *) rows->pdata[0])->outcome, ==, PREAMP_OUTCOME_NOT_SENT);
  g_assert_cmpint (((PreampAttemptRecord *) rows->pdata[2])->previous_id, ==,
                   ((PreampAttemptRecord *) rows->pdata[0])->id);
}

/* What is sent again */

static void
await_no_look (FaultFixture *fixture,
               gint64        id)
{
  PreampLook look;

  await (!preamp_lookup_get_look (fixture->run.lookup, id, &look));
}

/* The lists show what the repeat did, and not that the refused one lied. */
static void
test_token_refused_and_sent_again (FaultFixture *fixture,
                                   gconstpointer data)
{
  const char * const names[] = { "Daily Sales by Store", FAULT_NAME, NULL };
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  preamp_lookup_set_second (fixture->run.lookup, FAST);
  fault_add (fixture, "POST migrate x1 status=401");
  run = fault_start (fixture, names);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN && preamp_run_get_n_waiting (run) == 2);
  preamp_run_go_on (run);
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, DONE), ==, 2);

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < rows->len; i++)
    await_no_look (fixture, ((PreampAttemptRecord *) rows->pdata[i])->id);

  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = sandbox_run_list_rows (&fixture->run);
  for (guint i = 0; i < rows->len; i++)
    g_assert_false (((PreampAttemptRecord *) rows->pdata[i])->contradicted);
}

/* A reversal is no contradiction to the migration before it. */
static void
test_reversed_while_looked_up (FaultFixture *fixture,
                               gconstpointer data)
{
  const char * const names[] = { FAULT_NAME, NULL };
  g_autoptr (PreampRun) forward = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) back = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  forward = fault_start_one (fixture);
  await (preamp_run_get_ended (forward));

  plan = sandbox_run_plan (&fixture->run, PREAMP_DIRECTION_REVERSE, names);
  preamp_lookup_set_second (fixture->run.lookup, FAST);
  preamp_lookup_watch (fixture->run.lookup, fault_get_record (forward, 0));
  back = sandbox_run_start (&fixture->run, plan, 1);
  await (preamp_run_get_ended (back));
  g_assert_cmpuint (preamp_run_count_outcome (back, DONE), ==, 1);
  await_no_look (fixture, fault_get_record (forward, 0)->id);
  await_no_look (fixture, fault_get_record (back, 0)->id);

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_false (((PreampAttemptRecord *) rows->pdata[0])->contradicted);
  g_assert_false (((PreampAttemptRecord *) rows->pdata[1])->contradicted);
}

static void
test_rate_limit (FaultFixture *fixture,
                 gconstpointer data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fault_add (fixture, data);
  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  run = fault_start_one (fixture);
  await (preamp_run_get_wait_until (run) != 0);
  g_assert_cmpint (preamp_run_get_wait_until (run), >, g_get_monotonic_time ());
  await (preamp_run_get_ended (run));

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpuint (((PreampAttemptRecord *) rows->pdata[0])->http_status, ==, 429);
  g_assert_cmpint (((PreampAttemptRecord *) rows->pdata[1])->outcome, ==, DONE);
}

static void
test_rate_limit_for_ever (FaultFixture *fixture,
                          gconstpointer data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fault_add (fixture, "POST migrate status=429 retry-after=1");
  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  run = fault_start_one (fixture);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_RATE && preamp_run_get_n_waiting (run) == 1);
  preamp_run_stop (run);
  await (preamp_run_get_ended (run));

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 6);
  g_assert_cmpint (((PreampAttemptRecord *) rows->pdata[5])->outcome, ==,
                   PREAMP_OUTCOME_NOT_STARTED);
}

/* Broken content is sent again in its direction, whatever the lists say by now. */
static void
test_incomplete_goes_again (FaultFixture *fixture,
                            gconstpointer data)
{
  const char * const names[] = { "Invoice Lines", NULL };
  g_autoptr (PreampRun) run = fault_start (fixture, names);
  g_autofree char *fault = g_strdup_printf ("GET candidates x1 %s='Invoice Lines'",
                                            (const char *) data);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) row = NULL;
  g_autoptr (PreampRun) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  await (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_INCOMPLETE), ==, 1);
  fault_assert_verdict (fixture, PREAMP_DIRECTION_REVERSE, "Invoice Lines",
                  PREAMP_VERDICT_OTHER_DIRECTION);

  fault_add (fixture, fault);
  g_ptr_array_add (records, (gpointer) fault_get_record (run, 0));
  plan = preamp_plan_new_retry (fixture->run.connection, records);
  preamp_plan_check_async (plan, fixture->run.journal, NULL, take_result, &result);
  await_result (&result);
  preamp_plan_check_finish (plan, result, &error);
  g_assert_no_error (error);

  row = g_list_model_get_item (preamp_plan_get_going (plan), 0);
  g_assert_nonnull (row);
  g_assert_nonnull (preamp_plan_row_get_reason (row));

  again = sandbox_run_start (&fixture->run, plan, 1);
  await (preamp_run_get_ended (again));
  g_assert_cmpint (fault_get_record (again, 0)->previous_id, ==, fault_get_record (run, 0)->id);
  g_assert_cmpint (fault_get_record (again, 0)->sent_at, >, 0);
}

static void
test_two_on_one_table (FaultFixture *fixture,
                       gconstpointer data)
{
  const char * const names[] = { "Store Directory", "Store Directory (Copy)", NULL };
  g_autoptr (PreampPlan) plan = sandbox_run_plan (&fixture->run, PREAMP_DIRECTION_MIGRATE, names);
  g_autoptr (GPtrArray) posts = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_left_out (plan)), ==, 2);
  posts = sandbox_run_read_record (fixture->record);
  g_assert_cmpuint (posts->len, ==, 0);
}

/* By datasource alone: another integration reaches the same one. */
static void
test_closed_in_another_integration (FaultFixture *fixture,
                                    gconstpointer data)
{
  const char * const names[] = { FAULT_NAME, NULL };
  g_autoptr (PreampIntegration) other = NULL;
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) row = NULL;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  fault_add (fixture, "POST migrate x1 lose undone");
  run = fault_start_one (fixture);
  await (preamp_run_get_ended (run));

  other = preamp_integration_new ("6d0c9b57-8e13-4f6a-b2c4-7a51e9d3f802", "Finance Reporting",
                                  "BIGQUERY", "OAUTH");
  g_set_object (&fixture->run.integration, other);
  plan = sandbox_run_plan (&fixture->run, PREAMP_DIRECTION_MIGRATE, names);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, 0);
  row = g_list_model_get_item (preamp_plan_get_left_out (plan), 0);
  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, PREAMP_VERDICT_CLOSED);
}

static void
refresh_all (FaultFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_connection_refresh_async (fixture->run.connection, NULL, take_result, &result);
  await_result (&result);
  preamp_connection_refresh_finish (fixture->run.connection, result, &error);
  g_assert_no_error (error);
}

/* The lists that a workspace keeps do not go on offering what was proved to have moved. */
static void
test_proof_refreshes_the_lists (FaultFixture *fixture,
                                gconstpointer data)
{
  g_autoptr (PreampWorkspace) workspace = NULL;
  g_autoptr (PreampRun) run = NULL;
  PreampCandidateList *list;
  int n_ready;

  workspace = preamp_workspace_new (fixture->run.connection, fixture->run.journal, FALSE);
  g_set_object (&fixture->run.lookup, preamp_workspace_get_lookup (workspace));
  g_set_object (&fixture->run.runner, preamp_workspace_get_runner (workspace));
  preamp_lookup_set_second (fixture->run.lookup, SLOW);

  refresh_all (fixture);
  list = preamp_integration_lists_get_list (
    preamp_connection_find_integration (fixture->run.connection, WAREHOUSE_ID),
    PREAMP_DIRECTION_MIGRATE);
  preamp_candidate_list_refresh_async (list, NULL, NULL, NULL);
  await (preamp_candidate_list_get_loaded (list));
  n_ready = preamp_candidate_list_get_n_ready (list);

  fault_add (fixture, "POST migrate x1 lose");
  run = fault_start_one (fixture);
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_candidate_list_get_n_ready (list), ==, n_ready);

  fault_await_proof (fixture, run);
  await (preamp_candidate_list_get_n_ready (list) == n_ready - 1);
}

#define ADD(path, data, function) \
  g_test_add ("/migration/mishaps/" path, FaultFixture, data, fault_set_up, function, \
              fault_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("server-gone-for-a-while", NULL, test_server_gone_for_a_while);
  ADD ("connection-refused", NULL, test_connection_refused);
  ADD ("token-refused-and-sent-again", NULL, test_token_refused_and_sent_again);
  ADD ("reversed-while-looked-up", NULL, test_reversed_while_looked_up);
  ADD ("rate-limit", "POST migrate x1 status=429 retry-after=1", test_rate_limit);
  ADD ("rate-limit-without-a-time", "POST migrate x1 status=429", test_rate_limit);
  ADD ("rate-limit-for-ever", NULL, test_rate_limit_for_ever);
  ADD ("incomplete-goes-again/migrated", "moved", test_incomplete_goes_again);
  ADD ("incomplete-goes-again/colliding", "collide", test_incomplete_goes_again);
  ADD ("incomplete-goes-again/not-listed", "vanish", test_incomplete_goes_again);
  ADD ("two-on-one-table", NULL, test_two_on_one_table);
  ADD ("closed-in-another-integration", NULL, test_closed_in_another_integration);
  ADD ("proof-refreshes-the-lists", NULL, test_proof_refreshes_the_lists);

  return g_test_run ();
}
