/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The shipped runner, lookup and journal against a server that fails. After each test the journal
 * and the server's own record agree one to one. */

#include "config.h"

#include "sandbox-run.h"
#include "sandbox/preamp-sandbox-server.h"

#define NAME "Account Coverage"

/* So slow that only what is asked for happens. */
#define SLOW G_TIME_SPAN_HOUR

/* A second of the lookup's schedule, in microseconds. */
#define FAST 1000

typedef struct
{
  PreampSandboxServer *server;
  SandboxRun run;
  char *directory;
  char *record;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("preamp-faults-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->record = g_build_filename (fixture->directory, "record", NULL);

  fixture->server = preamp_sandbox_server_new (28, 0);
  preamp_sandbox_server_set_record (fixture->server, fixture->record, &error);
  g_assert_no_error (error);
  preamp_sandbox_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
  sandbox_run_open (&fixture->run, preamp_sandbox_server_get_address (fixture->server),
                    preamp_sandbox_server_get_token (fixture->server), fixture->directory);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  sandbox_run_assert_agrees (&fixture->run, fixture->record);
  sandbox_run_close (&fixture->run);
  preamp_sandbox_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  sandbox_run_remove (fixture->directory);
  g_free (fixture->record);
  g_free (fixture->directory);
}

static void
add_fault (Fixture    *fixture,
           const char *fault)
{
  g_autoptr (GError) error = NULL;

  preamp_sandbox_server_add_fault (fixture->server, fault, &error);
  g_assert_no_error (error);
}

static PreampPlan *
plan_names (Fixture            *fixture,
            const char * const *names)
{
  PreampPlan *plan = sandbox_run_plan (&fixture->run, PREAMP_DIRECTION_MIGRATE, names);

  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==,
                    g_strv_length ((char **) names));

  return plan;
}

static PreampRun *
start_names (Fixture            *fixture,
             const char * const *names)
{
  g_autoptr (PreampPlan) plan = plan_names (fixture, names);

  return sandbox_run_start (&fixture->run, plan, 1);
}

static PreampRun *
start_one (Fixture *fixture)
{
  return start_names (fixture, (const char * const[]) { NAME, NULL });
}

static PreampAttempt *
get_attempt (PreampRun *run,
             guint      position)
{
  g_autoptr (PreampAttempt) attempt =
    g_list_model_get_item (preamp_run_get_attempts (run), position);

  /* The run holds it. */
  return attempt;
}

static const PreampAttemptRecord *
get_record (PreampRun *run,
            guint      position)
{
  return preamp_attempt_get_record (get_attempt (run, position));
}

static void
looked_cb (PreampLookup *lookup,
           gint64        attempt_id,
           gpointer      user_data)
{
  guint *n_looked = user_data;

  (*n_looked)++;
}

/* Looks at the lists, whether they can be read or not. */
static void
look_once (Fixture *fixture,
           gint64   id)
{
  PreampLookup *lookup = fixture->run.lookup;
  PreampLook look;
  guint n_looked = 0;
  gulong handler;

  if (!preamp_lookup_get_look (lookup, id, &look))
    return;

  handler = g_signal_connect (lookup, "looked", G_CALLBACK (looked_cb), &n_looked);
  preamp_lookup_check (lookup, id);
  AWAIT (n_looked > 0);
  g_signal_handler_disconnect (lookup, handler);
}

static void
await_proof (Fixture   *fixture,
             PreampRun *run)
{
  while (preamp_attempt_get_outcome (get_attempt (run, 0)) == PREAMP_OUTCOME_UNCONFIRMED)
    {
      look_once (fixture, get_record (run, 0)->id);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
assert_verdict (Fixture         *fixture,
                PreampDirection  direction,
                const char      *name,
                PreampVerdict    verdict)
{
  const char * const names[] = { name, NULL };
  g_autoptr (PreampPlan) plan = sandbox_run_plan (&fixture->run, direction, names);
  GListModel *model = verdict == PREAMP_VERDICT_GOES ? preamp_plan_get_going (plan)
                                                     : preamp_plan_get_left_out (plan);
  g_autoptr (PreampPlanRow) row = g_list_model_get_item (model, 0);

  g_assert_nonnull (row);
  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, verdict);
}

/* Answers to one request: what it ends as, and what the lists make of that. */

typedef struct
{
  const char *path;
  const char *fault;
  PreampOutcome outcome;
  PreampOutcome after;
} Answer;

#define LOST PREAMP_OUTCOME_UNCONFIRMED
#define MOVED PREAMP_OUTCOME_MOVED
#define DONE PREAMP_OUTCOME_COMPLETE
#define UNKNOWN PREAMP_OUTCOME_UNKNOWN
#define REFUSED PREAMP_OUTCOME_REFUSED

static const Answer answers[] = {
  { "lost-after-doing-it", "lose", LOST, MOVED },
  { "lost-before-doing-it", "lose undone", LOST, LOST },
  { "reset-after-doing-it", "reset", LOST, MOVED },
  { "reset-before-doing-it", "reset undone", LOST, LOST },
  { "still-working-after-the-cut", "hang-up delay=300", LOST, MOVED },
  { "gateway-page-after-doing-it", "status=504 html done", LOST, MOVED },
  { "gateway-page-before-doing-it", "status=502 html", LOST, LOST },
  { "500-json", "status=500", LOST, LOST },
  { "500-json-after-doing-it", "status=500 error done", LOST, MOVED },
  { "500-with-a-result", "status=500 result done", DONE, DONE },
  { "web-page-with-200", "html", LOST, MOVED },
  { "request-time-out", "status=408", LOST, LOST },
  { "redirect", "redirect=http://127.0.0.1:1/x", LOST, LOST },
  { "redirect-after-doing-it", "redirect=http://127.0.0.1:1/x done", LOST, MOVED },
  { "unknown-state", "state=PARKED", UNKNOWN, UNKNOWN },
  { "no-state", "no-state", LOST, MOVED },
  { "no-toe", "no-toe", DONE, DONE },
  { "no-datasource", "no-datasource", DONE, DONE },
  { "other-datasource", "for=00000000-0000-4000-8000-000000000000", LOST, MOVED },
  { "empty-200", "empty", LOST, MOVED },
  { "not-text", "invalid-text message=x", LOST, MOVED },
  { "cut-in-chunks", "cut-chunked", LOST, MOVED },
  { "cut-of-known-length", "cut", LOST, MOVED },
  { "cut-of-no-known-length", "cut-plain", LOST, MOVED },
  { "no-such-datasource", "status=404", REFUSED, REFUSED },
  { "forbidden-page", "status=403 html", REFUSED, REFUSED },
  { "vanished-since-listing", "vanish='" NAME "'", REFUSED, REFUSED },
};

static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  const Answer *answer = data;
  g_autofree char *fault = g_strdup_printf ("POST migrate x1 %s", answer->fault);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const PreampAttemptRecord *row;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  run = start_one (fixture);
  add_fault (fixture, fault);
  AWAIT (preamp_run_get_ended (run));
  g_assert_no_error (preamp_run_get_error (run));
  g_assert_cmpint (preamp_attempt_get_outcome (get_attempt (run, 0)), ==, answer->outcome);

  if (answer->after == MOVED)
    await_proof (fixture, run);
  else
    look_once (fixture, get_record (run, 0)->id);

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpint (row->outcome, ==, answer->after);
  g_assert_cmpint (preamp_attempt_get_outcome (get_attempt (run, 0)), ==, answer->after);
  g_assert_cmpuint (row->n_sent, ==, 1);
  g_assert_cmpint (row->answered_at, >=, row->sent_at);
  g_assert_false (row->contradicted);
  if (answer->after == UNKNOWN)
    g_assert_cmpstr (row->state, ==, "PARKED");

  /* While it may still happen its datasource is closed, in either direction. */
  if (answer->after == LOST)
    {
      g_assert_true (preamp_attempt_record_needs_attention (row));
      assert_verdict (fixture, PREAMP_DIRECTION_MIGRATE, NAME, PREAMP_VERDICT_CLOSED);
      assert_verdict (fixture, PREAMP_DIRECTION_REVERSE, NAME, PREAMP_VERDICT_CLOSED);
    }
  else if (answer->after == MOVED || answer->after == DONE)
    {
      assert_verdict (fixture, PREAMP_DIRECTION_MIGRATE, NAME, PREAMP_VERDICT_MIGRATED);
      assert_verdict (fixture, PREAMP_DIRECTION_REVERSE, NAME, PREAMP_VERDICT_GOES);
    }
}

/* Answers that the lists disagree with */

static const Answer lies[] = {
  { "complete-and-not-in-the-list", "undone state=COMPLETE", DONE },
  { "refused-and-moved", "status=404 done", REFUSED },
  { "aborted-and-moved", "state=ABORTED done", PREAMP_OUTCOME_ABORTED },
  { "refused-and-migrated-by-somebody-else", "moved='" NAME "' status=409", REFUSED },
};

static void
test_lie (Fixture       *fixture,
          gconstpointer  data)
{
  const Answer *answer = data;
  g_autofree char *fault = g_strdup_printf ("POST migrate x1 %s", answer->fault);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const PreampAttemptRecord *row;

  preamp_lookup_set_second (fixture->run.lookup, FAST);
  run = start_one (fixture);
  add_fault (fixture, fault);
  AWAIT (preamp_run_get_ended (run));
  AWAIT (get_record (run, 0)->contradicted);

  rows = sandbox_run_list_rows (&fixture->run);
  row = rows->pdata[0];
  g_assert_cmpint (row->outcome, ==, answer->outcome);
  g_assert_true (row->contradicted);
  g_assert_true (preamp_attempt_record_needs_attention (row));
}

/* Lists that prove nothing */

static const char * const poor_lists[] = {
  "GET candidates cut-chunked",
  "GET candidates cut",
  "GET candidates html",
  "GET candidates status=500",
  "GET candidates first",
  "GET candidates hide='" NAME "'",
  "GET candidates broken='Daily Sales by Store'",
  "GET user user=4711:Nobody",
};

static void
test_poor_list (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  gint64 id;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  add_fault (fixture, "POST migrate x1 lose");
  run = start_one (fixture);
  AWAIT (preamp_run_get_ended (run));

  add_fault (fixture, data);
  id = get_record (run, 0)->id;
  look_once (fixture, id);
  look_once (fixture, id);
  g_assert_cmpint (preamp_attempt_get_outcome (get_attempt (run, 0)), ==, LOST);
}

/* Times */

static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;

  add_fault (fixture, data);
  add_fault (fixture, "POST migrate x1 lose");
  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  run = start_one (fixture);
  AWAIT (preamp_run_get_ended (run));
  g_assert_true (get_record (run, 0)->clock_known);
  await_proof (fixture, run);
  g_assert_cmpint (preamp_attempt_get_outcome (get_attempt (run, 0)), ==, MOVED);
}

static void
test_lagging_list_marks_nothing (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  PreampLook look;

  preamp_lookup_set_second (fixture->run.lookup, FAST);
  run = start_one (fixture);
  add_fault (fixture, "GET candidates x1 first");
  add_fault (fixture, "GET migrated x1 first");
  AWAIT (preamp_run_get_ended (run));
  AWAIT (!preamp_lookup_get_look (fixture->run.lookup, get_record (run, 0)->id, &look));
  g_assert_false (get_record (run, 0)->contradicted);
}

/* The connection */

static void
test_server_gone_for_a_while (Fixture       *fixture,
                              gconstpointer  data)
{
  const char * const names[] = { "Daily Sales by Store", NAME, "Vendor Master", NULL };
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n_not_sent = 0;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  add_fault (fixture, "POST migrate x1 gone=1000");
  run = start_names (fixture, names);
  AWAIT (preamp_run_get_pause (run) == PREAMP_PAUSE_CONNECTION);

  /* It goes on by itself. */
  AWAIT (preamp_run_get_ended (run));
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
test_connection_refused (Fixture       *fixture,
                         gconstpointer  data)
{
  const char * const names[] = { NAME, "Vendor Master", NULL };
  g_autoptr (PreampPlan) plan = plan_names (fixture, names);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  preamp_sandbox_server_stop (fixture->server);
  run = sandbox_run_start (&fixture->run, plan, 1);
  AWAIT (preamp_run_get_pause (run) == PREAMP_PAUSE_CONNECTION &&
         preamp_run_get_n_waiting (run) == 2);
  preamp_run_stop (run);
  AWAIT (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (((PreampAttemptRecord *) rows->pdata[0])->outcome, ==, PREAMP_OUTCOME_NOT_SENT);
  g_assert_cmpint (((PreampAttemptRecord *) rows->pdata[2])->previous_id, ==,
                   ((PreampAttemptRecord *) rows->pdata[0])->id);
}

/* What is sent again */

static void
await_no_look (Fixture *fixture,
               gint64   id)
{
  PreampLook look;

  AWAIT (!preamp_lookup_get_look (fixture->run.lookup, id, &look));
}

/* The lists show what the repeat did, and not that the refused one lied. */
static void
test_token_refused_and_sent_again (Fixture       *fixture,
                                   gconstpointer  data)
{
  const char * const names[] = { "Daily Sales by Store", NAME, NULL };
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  preamp_lookup_set_second (fixture->run.lookup, FAST);
  add_fault (fixture, "POST migrate x1 status=401");
  run = start_names (fixture, names);
  AWAIT (preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN && preamp_run_get_n_waiting (run) == 2);
  preamp_run_go_on (run);
  AWAIT (preamp_run_get_ended (run));
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
test_reversed_while_looked_up (Fixture       *fixture,
                               gconstpointer  data)
{
  const char * const names[] = { NAME, NULL };
  g_autoptr (PreampRun) forward = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) back = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  forward = start_one (fixture);
  AWAIT (preamp_run_get_ended (forward));

  plan = sandbox_run_plan (&fixture->run, PREAMP_DIRECTION_REVERSE, names);
  preamp_lookup_set_second (fixture->run.lookup, FAST);
  preamp_lookup_watch (fixture->run.lookup, get_record (forward, 0));
  back = sandbox_run_start (&fixture->run, plan, 1);
  AWAIT (preamp_run_get_ended (back));
  g_assert_cmpuint (preamp_run_count_outcome (back, DONE), ==, 1);
  await_no_look (fixture, get_record (forward, 0)->id);
  await_no_look (fixture, get_record (back, 0)->id);

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_false (((PreampAttemptRecord *) rows->pdata[0])->contradicted);
  g_assert_false (((PreampAttemptRecord *) rows->pdata[1])->contradicted);
}

static void
test_rate_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  add_fault (fixture, data);
  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  run = start_one (fixture);
  AWAIT (preamp_run_get_wait_until (run) != 0);
  g_assert_cmpint (preamp_run_get_wait_until (run), >, g_get_monotonic_time ());
  AWAIT (preamp_run_get_ended (run));

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpuint (((PreampAttemptRecord *) rows->pdata[0])->http_status, ==, 429);
  g_assert_cmpint (((PreampAttemptRecord *) rows->pdata[1])->outcome, ==, DONE);
}

static void
test_rate_limit_for_ever (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  add_fault (fixture, "POST migrate status=429 retry-after=1");
  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  run = start_one (fixture);
  AWAIT (preamp_run_get_pause (run) == PREAMP_PAUSE_RATE && preamp_run_get_n_waiting (run) == 1);
  preamp_run_stop (run);
  AWAIT (preamp_run_get_ended (run));

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 6);
  g_assert_cmpint (((PreampAttemptRecord *) rows->pdata[5])->outcome, ==,
                   PREAMP_OUTCOME_NOT_STARTED);
}

/* Broken content is sent again in its direction, whatever the lists say by now. */
static void
test_incomplete_goes_again (Fixture       *fixture,
                            gconstpointer  data)
{
  const char * const names[] = { "Invoice Lines", NULL };
  g_autoptr (PreampRun) run = start_names (fixture, names);
  g_autofree char *fault = g_strdup_printf ("GET candidates x1 %s='Invoice Lines'",
                                            (const char *) data);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) row = NULL;
  g_autoptr (PreampRun) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  AWAIT (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_INCOMPLETE), ==, 1);
  assert_verdict (fixture, PREAMP_DIRECTION_REVERSE, "Invoice Lines",
                  PREAMP_VERDICT_OTHER_DIRECTION);

  add_fault (fixture, fault);
  g_ptr_array_add (records, (gpointer) get_record (run, 0));
  plan = preamp_plan_new_retry (fixture->run.connection, records);
  preamp_plan_check_async (plan, fixture->run.journal, NULL, sandbox_run_store_cb, &result);
  AWAIT (result != NULL);
  preamp_plan_check_finish (plan, result, &error);
  g_assert_no_error (error);

  row = g_list_model_get_item (preamp_plan_get_going (plan), 0);
  g_assert_nonnull (row);
  g_assert_nonnull (preamp_plan_row_get_reason (row));

  again = sandbox_run_start (&fixture->run, plan, 1);
  AWAIT (preamp_run_get_ended (again));
  g_assert_cmpint (get_record (again, 0)->previous_id, ==, get_record (run, 0)->id);
  g_assert_cmpint (get_record (again, 0)->sent_at, >, 0);
}

static void
test_two_on_one_table (Fixture       *fixture,
                       gconstpointer  data)
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
test_closed_in_another_integration (Fixture       *fixture,
                                    gconstpointer  data)
{
  const char * const names[] = { NAME, NULL };
  g_autoptr (PreampIntegration) other = NULL;
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) row = NULL;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  add_fault (fixture, "POST migrate x1 lose undone");
  run = start_one (fixture);
  AWAIT (preamp_run_get_ended (run));

  other = preamp_integration_new ("6d0c9b57-8e13-4f6a-b2c4-7a51e9d3f802", "Finance Reporting",
                                  "BIGQUERY", "OAUTH");
  g_set_object (&fixture->run.integration, other);
  plan = sandbox_run_plan (&fixture->run, PREAMP_DIRECTION_MIGRATE, names);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, 0);
  row = g_list_model_get_item (preamp_plan_get_left_out (plan), 0);
  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, PREAMP_VERDICT_CLOSED);
}

#define ADD(path, data, function) \
  g_test_add ("/migration/faults/" path, Fixture, data, set_up, function, tear_down)

static void
add_answers (const Answer  *cases,
             size_t         n_cases,
             void         (*function) (Fixture *, gconstpointer))
{
  for (size_t i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strconcat ("/migration/faults/", cases[i].path, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, function, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_answers (answers, G_N_ELEMENTS (answers), test_answer);
  add_answers (lies, G_N_ELEMENTS (lies), test_lie);

  for (size_t i = 0; i < G_N_ELEMENTS (poor_lists); i++)
    {
      g_autofree char *path = g_strdup_printf ("/migration/faults/poor-list/%zu", i + 1);

      g_test_add (path, Fixture, poor_lists[i], set_up, test_poor_list, tear_down);
    }

  ADD ("clock-an-hour-ahead", "* * clock=3600", test_clock);
  ADD ("clock-an-hour-behind", "* * clock=-3600", test_clock);
  ADD ("lagging-list-marks-nothing", NULL, test_lagging_list_marks_nothing);
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

  return g_test_run ();
}
