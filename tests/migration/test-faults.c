/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What one request ends as under each fault, and what the lists make of it. */

#include "config.h"

#include "fault-fixture.h"

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
  { "vanished-since-listing", "vanish='" FAULT_NAME "'", REFUSED, REFUSED },
};

static void
test_answer (FaultFixture *fixture,
             gconstpointer data)
{
  const Answer *answer = data;
  g_autofree char *fault = g_strdup_printf ("POST migrate x1 %s", answer->fault);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const PreampAttemptRecord *row;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  run = fault_start_one (fixture);
  fault_add (fixture, fault);
  await (preamp_run_get_ended (run));
  g_assert_no_error (preamp_run_get_error (run));
  g_assert_cmpint (preamp_attempt_get_outcome (fault_get_attempt (run, 0)), ==, answer->outcome);

  if (answer->after == MOVED)
    fault_await_proof (fixture, run);
  else
    fault_look_once (fixture, fault_get_record (run, 0)->id);

  rows = sandbox_run_list_rows (&fixture->run);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpint (row->outcome, ==, answer->after);
  g_assert_cmpint (preamp_attempt_get_outcome (fault_get_attempt (run, 0)), ==, answer->after);
  g_assert_cmpuint (row->n_sent, ==, 1);
  g_assert_cmpint (row->answered_at, >=, row->sent_at);
  g_assert_false (row->contradicted);
  if (answer->after == UNKNOWN)
    g_assert_cmpstr (row->state, ==, "PARKED");

  /* While it may still happen its datasource is closed, in either direction. */
  if (answer->after == LOST)
    {
      g_assert_true (preamp_attempt_record_needs_attention (row));
      fault_assert_verdict (fixture, PREAMP_DIRECTION_MIGRATE, FAULT_NAME, PREAMP_VERDICT_CLOSED);
      fault_assert_verdict (fixture, PREAMP_DIRECTION_REVERSE, FAULT_NAME, PREAMP_VERDICT_CLOSED);
    }
  else if (answer->after == MOVED || answer->after == DONE)
    {
      fault_assert_verdict (fixture, PREAMP_DIRECTION_MIGRATE, FAULT_NAME, PREAMP_VERDICT_MIGRATED);
      fault_assert_verdict (fixture, PREAMP_DIRECTION_REVERSE, FAULT_NAME, PREAMP_VERDICT_GOES);
    }
}

/* Answers that the lists disagree with */

static const Answer lies[] = {
  { "complete-and-not-in-the-list", "undone state=COMPLETE", DONE },
  { "refused-and-moved", "status=404 done", REFUSED },
  { "aborted-and-moved", "state=ABORTED done", PREAMP_OUTCOME_ABORTED },
  { "refused-and-migrated-by-somebody-else", "moved='" FAULT_NAME "' status=409", REFUSED },
};

static void
test_lie (FaultFixture *fixture,
          gconstpointer data)
{
  const Answer *answer = data;
  g_autofree char *fault = g_strdup_printf ("POST migrate x1 %s", answer->fault);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const PreampAttemptRecord *row;

  preamp_lookup_set_second (fixture->run.lookup, FAST);
  run = fault_start_one (fixture);
  fault_add (fixture, fault);
  await (preamp_run_get_ended (run));
  await (fault_get_record (run, 0)->contradicted);

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
  "GET candidates hide='" FAULT_NAME "'",
  "GET candidates broken='Daily Sales by Store'",
  "GET user user=4711:Nobody",
};

static void
test_poor_list (FaultFixture *fixture,
                gconstpointer data)
{
  g_autoptr (PreampRun) run = NULL;
  gint64 id;

  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  fault_add (fixture, "POST migrate x1 lose");
  run = fault_start_one (fixture);
  await (preamp_run_get_ended (run));

  fault_add (fixture, data);
  id = fault_get_record (run, 0)->id;
  fault_look_once (fixture, id);
  fault_look_once (fixture, id);
  g_assert_cmpint (preamp_attempt_get_outcome (fault_get_attempt (run, 0)), ==, LOST);
}

/* Times */

static void
test_clock (FaultFixture *fixture,
            gconstpointer data)
{
  g_autoptr (PreampRun) run = NULL;

  fault_add (fixture, data);
  fault_add (fixture, "POST migrate x1 lose");
  preamp_lookup_set_second (fixture->run.lookup, SLOW);
  run = fault_start_one (fixture);
  await (preamp_run_get_ended (run));
  g_assert_true (fault_get_record (run, 0)->clock_known);
  fault_await_proof (fixture, run);
  g_assert_cmpint (preamp_attempt_get_outcome (fault_get_attempt (run, 0)), ==, MOVED);
}

static void
test_lagging_list_marks_nothing (FaultFixture *fixture,
                                 gconstpointer data)
{
  g_autoptr (PreampRun) run = NULL;
  PreampLook look;

  preamp_lookup_set_second (fixture->run.lookup, FAST);
  run = fault_start_one (fixture);
  fault_add (fixture, "GET candidates x1 first");
  fault_add (fixture, "GET migrated x1 first");
  await (preamp_run_get_ended (run));
  await (!preamp_lookup_get_look (fixture->run.lookup, fault_get_record (run, 0)->id, &look));
  g_assert_false (fault_get_record (run, 0)->contradicted);
}

#define ADD(path, data, function) \
  g_test_add ("/migration/faults/" path, FaultFixture, data, fault_set_up, function, \
              fault_tear_down)

static void
add_answers (const Answer  *cases,
             size_t         n_cases,
             void         (*function) (FaultFixture *, gconstpointer))
{
  for (size_t i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strconcat ("/migration/faults/", cases[i].path, NULL);

      g_test_add (path, FaultFixture, &cases[i], fault_set_up, function, fault_tear_down);
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

      g_test_add (path, FaultFixture, poor_lists[i], fault_set_up,
                  test_poor_list, fault_tear_down);
    }

  ADD ("clock-an-hour-ahead", "* * clock=3600", test_clock);
  ADD ("clock-an-hour-behind", "* * clock=-3600", test_clock);
  ADD ("lagging-list-marks-nothing", NULL, test_lagging_list_marks_nothing);

  return g_test_run ();
}
