/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run-fixture.h"

/* A second of the schedule, in microseconds. */
#define SECOND 2000

static void
lose_answer (RunFixture *fixture)
{
  run_fixture_release (fixture, 502, "application/json", "{}");
}

static PreampOutcome
get_outcome (PreampRun  *run,
             const char *datasource_id)
{
  return preamp_attempt_get_outcome (run_fixture_find (run, datasource_id));
}

static PreampRun *
lose_one (RunFixture *fixture)
{
  PreampRun *run;

  preamp_lookup_set_second (fixture->lookup, SECOND);
  run = run_fixture_start_run (fixture, 1, 1);
  await (fixture->held->len == 1);
  lose_answer (fixture);

  return run;
}

static void
test_lists_prove_the_move (RunFixture    *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampRun) run = lose_one (fixture);
  g_autoptr (GPtrArray) records = NULL;
  const PreampAttemptRecord *record;

  fixture->n_migrated = 1;
  await (get_outcome (run, "d0") == PREAMP_OUTCOME_MOVED);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_MOVED), ==, 1);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED), ==, 0);

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  record = records->pdata[0];
  g_assert_cmpint (record->outcome, ==, PREAMP_OUTCOME_MOVED);
  g_assert_true (preamp_attempt_record_needs_attention (record));
  g_assert_cmpuint (fixture->posted->len, ==, 1);
}

static void
looking_cb (PreampLookup *lookup,
            gpointer      user_data)
{
  guint *n_looking = user_data;

  (*n_looking)++;
}

static void
test_looking_ends_without_proof (RunFixture    *fixture,
                                 gconstpointer  data)
{
  g_autoptr (PreampRun) run = lose_one (fixture);
  guint n_looking = 0;
  PreampLook look;
  gint64 id;

  await (get_outcome (run, "d0") == PREAMP_OUTCOME_UNCONFIRMED);
  id = preamp_attempt_get_record (run_fixture_find (run, "d0"))->id;

  await (preamp_lookup_get_look (fixture->lookup, id, &look) &&
         look.next_look == 0 && !look.looking);
  g_assert_cmpuint (look.n_looks, >=, 1);
  g_assert_cmpuint (look.n_looks, <=, 8);
  g_assert_cmpint (look.last_look, >, 0);
  g_assert_cmpint (get_outcome (run, "d0"), ==, PREAMP_OUTCOME_UNCONFIRMED);

  /* Check Again looks whatever the schedule says, and says that it does. */
  g_signal_connect (fixture->lookup, "looking", G_CALLBACK (looking_cb), &n_looking);
  preamp_lookup_check (fixture->lookup, id);
  await (n_looking == 1);
  g_assert_true (preamp_lookup_get_look (fixture->lookup, id, &look) && look.looking);
  await (preamp_lookup_get_look (fixture->lookup, id, &look) && !look.looking);
  g_assert_cmpint (get_outcome (run, "d0"), ==, PREAMP_OUTCOME_UNCONFIRMED);

  fixture->n_migrated = 1;
  preamp_lookup_check (fixture->lookup, id);
  await (get_outcome (run, "d0") == PREAMP_OUTCOME_MOVED);
  g_signal_handlers_disconnect_by_func (fixture->lookup, looking_cb, &n_looking);
}

static void
test_one_reading_serves_all (RunFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  guint n_lists;

  /* So slowly that only what is asked for happens. */
  preamp_lookup_set_second (fixture->lookup, G_TIME_SPAN_HOUR);
  run = run_fixture_start_run (fixture, 3, 3);
  await (fixture->held->len == 3);
  while (fixture->held->len > 0)
    lose_answer (fixture);
  await (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED) == 3);

  n_lists = fixture->n_lists;
  fixture->n_migrated = 2;
  preamp_lookup_check (fixture->lookup, 0);
  await (preamp_run_count_outcome (run, PREAMP_OUTCOME_MOVED) == 2);
  g_assert_cmpuint (fixture->n_lists, ==, n_lists + 1);
  g_assert_cmpint (get_outcome (run, "d2"), ==, PREAMP_OUTCOME_UNCONFIRMED);
}

static void
test_disagreeing_lists_are_marked_after_the_last_look (RunFixture    *fixture,
                                                       gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  PreampAttempt *attempt;
  PreampLook look;
  guint n_lists;

  preamp_lookup_set_second (fixture->lookup, SECOND);
  run = run_fixture_start_run (fixture, 1, 1);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");

  attempt = run_fixture_find (run, "d0");
  await (preamp_attempt_get_record (attempt)->contradicted);
  g_assert_cmpint (preamp_attempt_get_outcome (attempt), ==, PREAMP_OUTCOME_COMPLETE);

  /* Looked at again on demand, as often as it takes, the lists may come to agree. */
  preamp_lookup_watch (fixture->lookup, preamp_attempt_get_record (attempt));
  preamp_lookup_check (fixture->lookup, preamp_attempt_get_record (attempt)->id);
  n_lists = fixture->n_lists;
  await (fixture->n_lists > n_lists);
  await (preamp_lookup_get_look (fixture->lookup, preamp_attempt_get_record (attempt)->id,
                                 &look) && look.n_looks > 0 && !look.looking);
  g_assert_true (preamp_attempt_get_record (attempt)->contradicted);
  fixture->n_migrated = 1;
  preamp_lookup_check (fixture->lookup, 0);
  await (!preamp_attempt_get_record (attempt)->contradicted);
}

static void
test_agreeing_lists_mark_nothing (RunFixture    *fixture,
                                  gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  PreampAttempt *attempt;
  PreampLook look;

  preamp_lookup_set_second (fixture->lookup, SECOND);
  run = run_fixture_start_run (fixture, 1, 1);
  await (fixture->held->len == 1);
  fixture->n_migrated = 1;
  run_fixture_release_state (fixture, "COMPLETE");

  attempt = run_fixture_find (run, "d0");
  await (preamp_run_get_ended (run));
  await (!preamp_lookup_get_look (fixture->lookup, preamp_attempt_get_record (attempt)->id, &look));
  g_assert_false (preamp_attempt_get_record (attempt)->contradicted);
}

/* As after waking: the request is still open, and until it ends the journal has it as that. */
static PreampRun *
prove_open (RunFixture *fixture)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GPtrArray) records = NULL;
  PreampAttempt *attempt;
  PreampLook look = { 0 };
  gint64 id;

  preamp_lookup_set_second (fixture->lookup, G_TIME_SPAN_HOUR);
  run = run_fixture_start_run (fixture, 1, 1);
  await (fixture->held->len == 1);

  attempt = run_fixture_find (run, "d0");
  id = preamp_attempt_get_record (attempt)->id;
  fixture->n_migrated = 1;
  preamp_lookup_watch (fixture->lookup, preamp_attempt_get_record (attempt));
  preamp_lookup_check (fixture->lookup, id);
  await (preamp_lookup_get_look (fixture->lookup, id, &look) && look.moved);

  g_assert_cmpint (preamp_attempt_get_phase (attempt), ==, PREAMP_ATTEMPT_PHASE_MOVING);
  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_true (preamp_attempt_record_is_open (records->pdata[0]));

  return g_steal_pointer (&run);
}

static void
assert_ended (RunFixture    *fixture,
              PreampRun     *run,
              PreampOutcome  outcome)
{
  g_autoptr (GPtrArray) records = NULL;

  await (preamp_run_get_ended (run));
  g_assert_cmpint (get_outcome (run, "d0"), ==, outcome);
  g_assert_cmpuint (preamp_run_count_outcome (run, outcome), ==, 1);
  g_assert_cmpuint (preamp_run_get_n_ended (run), ==, 1);

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpint (((PreampAttemptRecord *) records->pdata[0])->outcome, ==, outcome);
}

static void
test_late_answer_replaces_what_the_lists_said (RunFixture    *fixture,
                                               gconstpointer  data)
{
  g_autoptr (PreampRun) run = prove_open (fixture);

  run_fixture_release_state (fixture, "INCOMPLETE");
  assert_ended (fixture, run, PREAMP_OUTCOME_INCOMPLETE);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_MOVED), ==, 0);
}

/* Where no answer comes, what the lists proved meanwhile counts, and no later list takes it
 * back. */
static void
test_proof_is_kept_until_the_request_ends (RunFixture    *fixture,
                                           gconstpointer  data)
{
  g_autoptr (PreampRun) run = prove_open (fixture);
  const gint64 id = preamp_attempt_get_record (run_fixture_find (run, "d0"))->id;
  PreampLook look = { 0 };

  fixture->n_migrated = 0;
  preamp_lookup_check (fixture->lookup, id);
  await (preamp_lookup_get_look (fixture->lookup, id, &look) && look.n_looks == 2);
  g_assert_true (look.moved);

  run_fixture_release (fixture, 502, "application/json", "{}");
  assert_ended (fixture, run, PREAMP_OUTCOME_MOVED);
}

#define ADD(path, function) \
  g_test_add ("/migration/lookup/" path, RunFixture, NULL, \
              run_fixture_set_up, function, run_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("lists-prove-the-move", test_lists_prove_the_move);
  ADD ("looking-ends-without-proof", test_looking_ends_without_proof);
  ADD ("one-reading-serves-all", test_one_reading_serves_all);
  ADD ("disagreeing-lists-are-marked-after-the-last-look",
       test_disagreeing_lists_are_marked_after_the_last_look);
  ADD ("agreeing-lists-mark-nothing", test_agreeing_lists_mark_nothing);
  ADD ("late-answer-replaces-what-the-lists-said", test_late_answer_replaces_what_the_lists_said);
  ADD ("proof-is-kept-until-the-request-ends", test_proof_is_kept_until_the_request_ends);

  return g_test_run ();
}
