/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An answer that Domo's lists were not held against before the program ended. */

#include "config.h"

#include "migration/preamp-workspace.h"
#include "run-fixture.h"

/* A second of the schedule, in microseconds. */
#define SECOND 2000

static PreampAttemptRecord *
read_record (RunFixture *fixture,
             gint64      run_id)
{
  g_autoptr (GPtrArray) records = run_fixture_list_run (fixture, run_id);

  return preamp_attempt_record_copy (records->pdata[0]);
}

static void
save_outcome (RunFixture                *fixture,
              const PreampAttemptRecord *record)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_save_outcome_async (fixture->journal, record, take_result, &result);
  preamp_journal_save_outcome_finish (fixture->journal, await_result (&result), &error);
  g_assert_no_error (error);
}

/* Ends the program, as it were: nothing of it is left but the journal's file. */
static void
end_program (RunFixture *fixture)
{
  gpointer runner = fixture->runner;
  g_autofree char *base_uri = NULL;

  base_uri = g_strdup (preamp_instance_get_base_uri (
    preamp_connection_get_instance (fixture->connection)));

  g_object_add_weak_pointer (G_OBJECT (fixture->runner), &runner);
  g_clear_object (&fixture->runner);
  await (runner == NULL);

  preamp_journal_close (fixture->journal);
  g_clear_object (&fixture->journal);
  run_fixture_open_journal (fixture);
  run_fixture_connect (fixture, base_uri);
}

/* Moves one datasource, and ends the program after the answer and before the first look. */
static gint64
move_and_end (RunFixture *fixture,
              const char *state)
{
  g_autoptr (PreampRun) run = NULL;
  gint64 run_id;

  preamp_lookup_set_second (fixture->lookup, G_TIME_SPAN_HOUR);
  run = run_fixture_start_run (fixture, 1, 1);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, state);
  await (preamp_run_get_ended (run));
  run_id = preamp_run_get_record (run)->id;
  g_clear_object (&run);
  end_program (fixture);

  return run_id;
}

static void
refresh (RunFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &result);
  preamp_connection_refresh_finish (fixture->connection, await_result (&result), NULL);
}

static PreampWorkspace *
start_program (RunFixture *fixture,
               GTimeSpan   second)
{
  PreampWorkspace *workspace = preamp_workspace_new (fixture->connection, fixture->journal, FALSE);

  preamp_lookup_set_second (preamp_workspace_get_lookup (workspace), second);
  refresh (fixture);

  return workspace;
}

static gboolean
is_watched (PreampWorkspace           *workspace,
            const PreampAttemptRecord *record)
{
  PreampLook look;

  return preamp_lookup_get_look (preamp_workspace_get_lookup (workspace), record->id, &look);
}

static void
close_workspace (PreampWorkspace **workspace)
{
  g_object_add_weak_pointer (G_OBJECT (*workspace), (gpointer *) workspace);
  g_object_unref (*workspace);
  await (*workspace == NULL);
}

static void
test_disagreeing_lists_are_marked_after_a_start (RunFixture    *fixture,
                                                 gconstpointer  data)
{
  const gint64 run_id = move_and_end (fixture, "COMPLETE");
  PreampWorkspace *workspace = start_program (fixture, SECOND);
  PreampStandings *standings = preamp_workspace_get_standings (workspace);
  g_autoptr (PreampAttemptRecord) record = NULL;

  await (preamp_standings_get_n_attention (standings) == 1);
  record = read_record (fixture, run_id);
  g_assert_cmpint (record->outcome, ==, PREAMP_OUTCOME_COMPLETE);
  g_assert_true (record->contradicted);
  g_assert_cmpint (record->looks, ==, PREAMP_LOOKS_DONE);
  g_assert_true (preamp_attempt_record_needs_attention (record));
  close_workspace (&workspace);
}

/* It is out of sight, and its datasource closed as before, until the lists prove the move. */
static void
test_set_aside_is_looked_up_after_a_start (RunFixture    *fixture,
                                           gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  PreampWorkspace *workspace;
  PreampStandings *standings;
  const PreampAttemptRecord *record;

  preamp_lookup_set_second (fixture->lookup, G_TIME_SPAN_HOUR);
  run = run_fixture_start_run (fixture, 1, 1);
  await (fixture->held->len == 1);
  run_fixture_release (fixture, 502, "application/json", "{}");
  await (preamp_run_get_ended (run));
  g_array_append_val (ids, preamp_attempt_get_record (run_fixture_find (run, "d0"))->id);
  preamp_journal_set_aside_async (fixture->journal, ids, TRUE, take_result, &result);
  g_assert_true (preamp_journal_set_aside_finish (fixture->journal, await_result (&result),
                                                  NULL));
  g_clear_object (&run);
  end_program (fixture);

  fixture->n_migrated = 1;
  workspace = start_program (fixture, G_TIME_SPAN_HOUR);
  standings = preamp_workspace_get_standings (workspace);
  await ((record = preamp_standings_look_up (standings, "d0")) != NULL &&
         record->outcome == PREAMP_OUTCOME_MOVED);
  g_assert_true (preamp_attempt_record_needs_attention (record));
  close_workspace (&workspace);
}

static void
test_one_look_after_a_start_marks_nothing (RunFixture    *fixture,
                                           gconstpointer  data)
{
  const gint64 run_id = move_and_end (fixture, "COMPLETE");
  PreampWorkspace *workspace = start_program (fixture, G_TIME_SPAN_HOUR);
  g_autoptr (PreampAttemptRecord) record = read_record (fixture, run_id);
  PreampLook look;

  await (preamp_lookup_get_look (preamp_workspace_get_lookup (workspace), record->id, &look) &&
         look.n_looks > 0 && !look.looking);
  g_assert_cmpint (look.next_look, !=, 0);
  g_clear_pointer (&record, preamp_attempt_record_free);
  record = read_record (fixture, run_id);
  g_assert_false (record->contradicted);
  g_assert_cmpint (record->looks, ==, PREAMP_LOOKS_DUE);
  close_workspace (&workspace);
}

static void
test_agreeing_lists_end_the_looks_for_good (RunFixture    *fixture,
                                            gconstpointer  data)
{
  const gint64 run_id = move_and_end (fixture, "COMPLETE");
  g_autoptr (PreampAttemptRecord) record = NULL;
  PreampWorkspace *workspace;
  guint n_lists;

  fixture->n_migrated = 1;
  workspace = start_program (fixture, G_TIME_SPAN_HOUR);
  await (preamp_standings_look_up (preamp_workspace_get_standings (workspace), "d0") != NULL &&
         preamp_standings_look_up (preamp_workspace_get_standings (workspace), "d0")->looks ==
         PREAMP_LOOKS_DONE);
  record = read_record (fixture, run_id);
  g_assert_false (record->contradicted);
  g_assert_cmpint (record->looks, ==, PREAMP_LOOKS_DONE);
  g_assert_false (is_watched (workspace, record));
  close_workspace (&workspace);

  /* Reversed in Domo since: that is nothing to be held against the answer. */
  fixture->n_migrated = 0;
  end_program (fixture);
  n_lists = fixture->n_lists;
  workspace = start_program (fixture, SECOND);
  await (preamp_standings_look_up (preamp_workspace_get_standings (workspace), "d0") != NULL);
  refresh (fixture);
  g_assert_false (is_watched (workspace, record));
  g_assert_cmpuint (fixture->n_lists, ==, n_lists);
  close_workspace (&workspace);
}

static void
test_a_refused_one_that_moved_is_marked (RunFixture    *fixture,
                                         gconstpointer  data)
{
  const gint64 run_id = move_and_end (fixture, "ABORTED");
  g_autoptr (PreampAttemptRecord) record = NULL;
  PreampWorkspace *workspace;

  fixture->n_migrated = 1;
  workspace = start_program (fixture, SECOND);
  await (preamp_standings_get_n_attention (preamp_workspace_get_standings (workspace)) == 1);
  record = read_record (fixture, run_id);
  g_assert_cmpint (record->outcome, ==, PREAMP_OUTCOME_ABORTED);
  g_assert_true (record->contradicted);
  close_workspace (&workspace);
}

/* Another user's lists, and those with rows that cannot be read, neither make a mark nor take one
 * away. */
static void
test_lists_that_prove_nothing_mark_nothing (RunFixture    *fixture,
                                            gconstpointer  data)
{
  const gint64 run_id = move_and_end (fixture, "COMPLETE");
  g_autoptr (PreampAttemptRecord) record = read_record (fixture, run_id);
  PreampWorkspace *workspace;
  PreampLookup *lookup;
  PreampLook look;

  fixture->lists_status = 200;
  fixture->lists_body = "[{\"id\":7}]";
  workspace = start_program (fixture, SECOND);
  lookup = preamp_workspace_get_lookup (workspace);
  await (preamp_standings_look_up (preamp_workspace_get_standings (workspace), "d0") != NULL &&
         preamp_standings_look_up (preamp_workspace_get_standings (workspace), "d0")->looks ==
         PREAMP_LOOKS_IN_VAIN);
  g_clear_pointer (&record, preamp_attempt_record_free);
  record = read_record (fixture, run_id);
  g_assert_false (record->contradicted);
  g_assert_cmpint (record->looks, ==, PREAMP_LOOKS_IN_VAIN);

  /* At the next refresh they tell. */
  fixture->lists_status = 0;
  refresh (fixture);
  await (preamp_standings_get_n_attention (preamp_workspace_get_standings (workspace)) == 1);

  fixture->lists_status = 200;
  await (preamp_lookup_get_look (lookup, record->id, &look));
  preamp_lookup_check (lookup, record->id);
  await (preamp_lookup_get_look (lookup, record->id, &look) && look.n_looks > 0 && !look.looking);
  g_clear_pointer (&record, preamp_attempt_record_free);
  record = read_record (fixture, run_id);
  g_assert_true (record->contradicted);
  close_workspace (&workspace);
}

static void
test_old_answers_are_not_held_against_the_lists (RunFixture    *fixture,
                                                 gconstpointer  data)
{
  const gint64 run_id = move_and_end (fixture, "COMPLETE");
  g_autoptr (PreampAttemptRecord) record = read_record (fixture, run_id);
  PreampWorkspace *workspace;

  record->answered_at = g_get_real_time () - 20 * G_TIME_SPAN_DAY;
  save_outcome (fixture, record);
  end_program (fixture);

  workspace = start_program (fixture, SECOND);
  await (preamp_standings_look_up (preamp_workspace_get_standings (workspace), "d0") != NULL);
  refresh (fixture);
  g_assert_false (is_watched (workspace, record));
  g_assert_cmpint (preamp_standings_look_up (preamp_workspace_get_standings (workspace),
                                             "d0")->looks, ==, PREAMP_LOOKS_DONE);
  close_workspace (&workspace);
}

#define ADD(path, function) \
  g_test_add ("/migration/looks/" path, RunFixture, NULL, \
              run_fixture_set_up, function, run_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("disagreeing-lists-are-marked-after-a-start",
       test_disagreeing_lists_are_marked_after_a_start);
  ADD ("set-aside-is-looked-up-after-a-start", test_set_aside_is_looked_up_after_a_start);
  ADD ("one-look-after-a-start-marks-nothing", test_one_look_after_a_start_marks_nothing);
  ADD ("agreeing-lists-end-the-looks-for-good", test_agreeing_lists_end_the_looks_for_good);
  ADD ("a-refused-one-that-moved-is-marked", test_a_refused_one_that_moved_is_marked);
  ADD ("lists-that-prove-nothing-mark-nothing", test_lists_that_prove_nothing_mark_nothing);
  ADD ("old-answers-are-not-held-against-the-lists",
       test_old_answers_are_not_held_against_the_lists);

  return g_test_run ();
}
