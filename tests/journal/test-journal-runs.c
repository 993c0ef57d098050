/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be done with runs, attempts and instances, and in which order they are listed. */

#define G_LOG_DOMAIN "test-journal-runs"

#include "config.h"

#include "journal-fixture.h"
#include "journal-interrupted.h"

#include <string.h>

#define MIGRATE PREAMP_DIRECTION_MIGRATE

static void
test_run_is_one_transaction (JournalFixture *fixture,
                             gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, MIGRATE);
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  PreampAttemptRecord *wrong = journal_new_attempt ("b", MIGRATE);

  attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (attempts, journal_new_attempt ("a", MIGRATE));
  wrong->previous_id = journal_begin_one (fixture->journal, OTHER_INSTANCE, MIGRATE, "c", 0, NULL);
  g_ptr_array_add (attempts, wrong);

  /* It repeats an attempt of another datasource: nothing of the run is written. */
  g_assert_cmpint (journal_begin_run (fixture->journal, run, attempts, NULL, &error), ==, 0);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);

  runs = journal_list_runs (fixture->journal, INSTANCE);
  g_assert_cmpuint (runs->len, ==, 0);
}

static void
test_left_out_is_kept_and_never_sent (JournalFixture *fixture,
                                      gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, MIGRATE);
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) latest = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  PreampAttemptRecord *left_out = journal_new_attempt ("b", MIGRATE);
  const PreampAttemptRecord *row;
  gint64 run_id;

  left_out->left_out = g_strdup ("It collides.");
  attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (attempts, journal_new_attempt ("a", MIGRATE));
  g_ptr_array_add (attempts, left_out);
  g_ptr_array_add (attempts, journal_new_attempt ("c", MIGRATE));
  run_id = journal_begin_run (fixture->journal, run, attempts, &ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 3);

  g_assert_false (journal_mark_sent (fixture->journal, g_array_index (ids, gint64, 1), &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (journal_save_outcome (fixture->journal, g_array_index (ids, gint64, 1),
                                        PREAMP_OUTCOME_NOT_SENT, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_true (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_STOPPED, NULL, NULL));
  rows = journal_list_run (fixture->journal, run_id);
  g_assert_cmpuint (rows->len, ==, 3);

  for (unsigned int i = 0; i < rows->len; i++)
    {
      row = g_ptr_array_index (rows, i);
      g_assert_cmpint (row->id, ==, g_array_index (ids, gint64, i));
      g_assert_cmpstr (row->left_out, ==, i == 1 ? "It collides." : NULL);
      g_assert_cmpint (row->outcome, ==, i == 1 ? PREAMP_OUTCOME_NONE : PREAMP_OUTCOME_NOT_STARTED);
    }

  history = journal_list_history (fixture->journal, INSTANCE, "b");
  g_assert_cmpuint (history->len, ==, 0);
  latest = journal_list_latest (fixture->journal, INSTANCE);
  g_assert_cmpuint (latest->len, ==, 0);
}

static void
test_sent_once (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", 0, NULL);

  g_assert_true (journal_mark_sent (fixture->journal, id, NULL));
  g_assert_false (journal_mark_sent (fixture->journal, id, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_true (journal_save_outcome (fixture->journal, id, PREAMP_OUTCOME_NOT_SENT, NULL));
  g_assert_false (journal_mark_sent (fixture->journal, id, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_false (journal_mark_sent (fixture->journal, 1000, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
}

static void
test_no_answer_without_sending (JournalFixture *fixture,
                                gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", 0, NULL);

  g_assert_false (journal_save_outcome (fixture->journal, id, PREAMP_OUTCOME_COMPLETE, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (journal_save_outcome (fixture->journal, id, PREAMP_OUTCOME_NOT_SENT, &error));
  g_assert_no_error (error);
  g_assert_false (journal_save_outcome (fixture->journal, 1000, PREAMP_OUTCOME_COMPLETE, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
}

static void
test_ended_run_takes_nothing (JournalFixture *fixture,
                              gconstpointer   user_data)
{
  g_autoptr (PreampAttemptRecord) attempt = journal_new_attempt ("a", MIGRATE);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id;
  gint64 first = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", 0, &run_id);
  gint64 second;

  g_assert_true (journal_mark_sent (fixture->journal, first, NULL));
  g_assert_true (journal_save_outcome (fixture->journal, first, PREAMP_OUTCOME_REFUSED, NULL));

  attempt->run_id = run_id;
  attempt->previous_id = first;
  second = journal_add_attempt (fixture->journal, attempt, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second, >, first);
  g_assert_true (journal_mark_sent (fixture->journal, second, NULL));

  g_assert_true (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_QUIT, NULL, NULL));
  g_assert_cmpint (journal_add_attempt (fixture->journal, attempt, &error), ==, 0);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_FINISHED, NULL,
                                   &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_clear_error (&error);

  /* What was in flight can still end. */
  g_assert_true (journal_save_outcome (fixture->journal, second, PREAMP_OUTCOME_COMPLETE, &error));
  g_assert_no_error (error);

  rows = journal_list_run (fixture->journal, run_id);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (((PreampAttemptRecord *) g_ptr_array_index (rows, 1))->previous_id, ==, first);
}

static gint64
note_sent_again (JournalFixture  *fixture,
                 gint64           run_id,
                 gint64           id,
                 const char      *datasource_id,
                 GError         **error)
{
  g_autoptr (PreampAttemptRecord) attempt = journal_new_attempt (datasource_id, MIGRATE);
  g_autoptr (GAsyncResult) result = NULL;

  attempt->id = id;
  attempt->run_id = run_id;
  attempt->sent_at = 2000 + id;
  attempt->outcome = PREAMP_OUTCOME_NOT_SENT;
  preamp_journal_note_sent_again_async (fixture->journal, attempt, take_result, &result);
  await_result (&result);

  return preamp_journal_note_sent_again_finish (fixture->journal, result, error);
}

static void
test_sent_again_is_a_row_of_its_own (JournalFixture *fixture,
                                     gconstpointer   user_data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const PreampAttemptRecord *row;
  gint64 run_id;
  gint64 first = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", 0, &run_id);
  gint64 second;

  g_assert_true (journal_mark_sent (fixture->journal, first, NULL));
  second = note_sent_again (fixture, run_id, first, "a", &error);
  g_assert_no_error (error);
  g_assert_cmpint (second, >, first);
  g_assert_true (journal_is_closed (fixture->journal, "a"));

  rows = journal_list_run (fixture->journal, run_id);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->outcome, ==, PREAMP_OUTCOME_NOT_SENT);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpint (row->id, ==, second);
  g_assert_cmpint (row->previous_id, ==, first);
  g_assert_cmpint (row->sent_at, ==, 2000 + first);
  g_assert_cmpint (row->outcome, ==, PREAMP_OUTCOME_NONE);
  g_assert_true (journal_save_outcome (fixture->journal, second, PREAMP_OUTCOME_COMPLETE, NULL));
}

/* Where the second row cannot be written the first one is not called not sent. */
static void
test_sent_again_is_noted_whole (JournalFixture *fixture,
                                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id;
  gint64 id = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", 0, &run_id);

  g_assert_true (journal_mark_sent (fixture->journal, id, NULL));
  g_assert_true (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_STOPPED, NULL, NULL));
  g_assert_cmpint (note_sent_again (fixture, run_id, id, "a", &error), ==, 0);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);

  rows = journal_list_run (fixture->journal, run_id);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((PreampAttemptRecord *) g_ptr_array_index (rows, 0))->outcome, ==,
                   PREAMP_OUTCOME_NONE);
  g_assert_true (journal_is_closed (fixture->journal, "a"));
}

static void
test_newest_first_by_row (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, MIGRATE);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) latest = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  gint64 ids[3];

  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_ABORTED);

  history = journal_list_history (fixture->journal, INSTANCE, "a");
  g_assert_cmpuint (history->len, ==, 3);
  for (unsigned int i = 0; i < 3; i++)
    g_assert_cmpint (((PreampAttemptRecord *) g_ptr_array_index (history, i))->id, ==, ids[2 - i]);

  journal_try (fixture->journal, MIGRATE, "b", 0, PREAMP_OUTCOME_COMPLETE);
  latest = journal_list_latest (fixture->journal, INSTANCE);
  g_assert_cmpuint (latest->len, ==, 2);
  g_assert_cmpstr (((PreampAttemptRecord *) g_ptr_array_index (latest, 0))->datasource_id, ==, "b");

  /* A clock that was set back makes no difference. */
  run->started_at = 1;
  g_assert_cmpint (journal_begin_run (fixture->journal, run, none, NULL, NULL), >, 0);
  runs = journal_list_runs (fixture->journal, INSTANCE);
  g_assert_cmpuint (runs->len, ==, 5);
  g_assert_cmpint (((PreampRunRecord *) g_ptr_array_index (runs, 0))->started_at, ==, 1);
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GArray *order = user_data;
  gpointer tag = g_task_get_source_tag (G_TASK (result));

  g_array_append_val (order, tag);
}

static void
test_results_come_in_order (JournalFixture *fixture,
                            gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, MIGRATE);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (gpointer));

  for (unsigned int i = 0; i < 20; i++)
    {
      preamp_journal_begin_run_async (fixture->journal, run, attempts, count_cb, order);
      preamp_journal_list_runs_async (fixture->journal, INSTANCE, NULL, count_cb, order);
      preamp_journal_list_closed_async (fixture->journal, NULL, count_cb, order);
    }

  await (order->len >= 60);

  for (unsigned int i = 0; i < order->len; i += 3)
    {
      g_assert_true (g_array_index (order, gpointer, i) == preamp_journal_begin_run_async);
      g_assert_true (g_array_index (order, gpointer, i + 1) == preamp_journal_list_runs_async);
      g_assert_true (g_array_index (order, gpointer, i + 2) == preamp_journal_list_closed_async);
    }
}

static void
test_cancelled_read (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_list_latest_async (fixture->journal, INSTANCE, cancellable,
                                    take_result, &result);
  g_cancellable_cancel (cancellable);
  await_result (&result);
  records = preamp_journal_list_attempts_finish (fixture->journal, result, &error);
  g_assert_null (records);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_in_flight_is_not_set_aside (JournalFixture *fixture,
                                 gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_NONE);

  g_assert_false (journal_set_aside (fixture->journal, id, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
}

static void
test_interrupted_waits_until_taken (JournalFixture *fixture,
                                    gconstpointer   user_data)
{
  gint64 first;
  gint64 second;

  g_assert_cmpuint (journal_count_interrupted (fixture->journal, 0), ==, 0);
  first = journal_leave_waiting (fixture->journal, PREAMP_RUN_ENDING_CRASHED, "a", "b");
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, first), ==, 2);

  /* A run of another datasource changes nothing, nor does one that was stopped. */
  journal_try (fixture->journal, MIGRATE, "c", 0, PREAMP_OUTCOME_COMPLETE);
  journal_leave_waiting (fixture->journal, PREAMP_RUN_ENDING_STOPPED, "d", NULL);
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, first), ==, 2);

  journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_ABORTED);
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, first), ==, 1);

  /* The latest comes first, and after it the one before. */
  second = journal_leave_waiting (fixture->journal, PREAMP_RUN_ENDING_HALTED, "e", NULL);
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, second), ==, 1);
  g_assert_true (journal_set_not_now (fixture->journal, second, TRUE));
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, first), ==, 1);

  /* What was put off stays so, until that is taken back. */
  journal_fixture_reopen (fixture);
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, first), ==, 1);
  g_assert_true (journal_set_not_now (fixture->journal, second, FALSE));
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, second), ==, 1);

  /* Both are done with by one that takes what is left. */
  journal_leave_waiting (fixture->journal, PREAMP_RUN_ENDING_STOPPED, "b", "e");
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, 0), ==, 0);
  g_assert_false (journal_set_not_now (fixture->journal, 4711, TRUE));
}

static void
test_forgetting (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  static const char *const datasources[] = { "a", "b", "c", "d" };
  g_autoptr (GPtrArray) latest = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ids[G_N_ELEMENTS (datasources)];
  gint64 run_id;

  g_assert_true (journal_remember (fixture->journal, INSTANCE, "Acme", NULL));

  /* While it runs. */
  journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", 0, &run_id);
  g_assert_false (journal_forget (fixture->journal, INSTANCE, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_UNRESOLVED);
  g_clear_error (&error);
  g_assert_true (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_STOPPED, NULL, NULL));
  g_assert_true (journal_forget (fixture->journal, INSTANCE, NULL));

  /* While it has attempts without a certain end. */
  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = journal_try (fixture->journal, MIGRATE, datasources[i], 0,
                          i % 2 == 0 ? PREAMP_OUTCOME_UNCONFIRMED : PREAMP_OUTCOME_INCOMPLETE);

  g_assert_false (journal_forget (fixture->journal, INSTANCE, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_UNRESOLVED);
  g_assert_nonnull (strstr (error->message, "4 datasources"));
  g_assert_nonnull (strstr (error->message, ": d, c, b and 1 more. "));
  g_clear_error (&error);
  g_assert_true (journal_forget (fixture->journal, OTHER_INSTANCE, NULL));

  for (size_t i = 1; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (journal_set_aside (fixture->journal, ids[i], NULL));

  g_assert_false (journal_forget (fixture->journal, INSTANCE, &error));
  g_assert_nonnull (strstr (error->message, "1 datasource of this instance"));
  g_clear_error (&error);

  journal_try (fixture->journal, MIGRATE, "a", ids[0], PREAMP_OUTCOME_COMPLETE);
  g_assert_true (journal_forget (fixture->journal, INSTANCE, &error));
  g_assert_no_error (error);

  /* Its record stays, and what is closed stays closed. */
  latest = journal_list_latest (fixture->journal, INSTANCE);
  g_assert_cmpuint (latest->len, ==, 4);
  g_assert_true (journal_is_closed (fixture->journal, "c"));
  g_assert_true (journal_remember (fixture->journal, INSTANCE, NULL, NULL));
}

static void
test_many (JournalFixture *fixture,
           gconstpointer   user_data)
{
  const unsigned int n = 100000;
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, MIGRATE);
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) latest = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  for (unsigned int i = 0; i < n; i++)
    {
      g_autofree char *datasource = g_strdup_printf ("datasource-%u", i);

      g_ptr_array_add (attempts, journal_new_attempt (datasource, MIGRATE));
    }

  run_id = journal_begin_run (fixture->journal, run, attempts, &ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, n);
  g_clear_pointer (&attempts, g_ptr_array_unref);

  g_assert_true (journal_mark_sent (fixture->journal, g_array_index (ids, gint64, 77), NULL));
  journal_fixture_reopen (fixture);

  rows = journal_list_run (fixture->journal, run_id);
  g_assert_cmpuint (rows->len, ==, n);
  latest = journal_list_latest (fixture->journal, INSTANCE);
  g_assert_cmpuint (latest->len, ==, 1);
  history = journal_list_history (fixture->journal, INSTANCE, "datasource-99999");
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_true (journal_is_closed (fixture->journal, "datasource-77"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/journal/runs/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("run-is-one-transaction", test_run_is_one_transaction);
  ADD ("left-out-is-kept-and-never-sent", test_left_out_is_kept_and_never_sent);
  ADD ("sent-once", test_sent_once);
  ADD ("no-answer-without-sending", test_no_answer_without_sending);
  ADD ("ended-run-takes-nothing", test_ended_run_takes_nothing);
  ADD ("sent-again-is-a-row-of-its-own", test_sent_again_is_a_row_of_its_own);
  ADD ("sent-again-is-noted-whole", test_sent_again_is_noted_whole);
  ADD ("newest-first-by-row", test_newest_first_by_row);
  ADD ("results-come-in-order", test_results_come_in_order);
  ADD ("cancelled-read", test_cancelled_read);
  ADD ("in-flight-is-not-set-aside", test_in_flight_is_not_set_aside);
  ADD ("interrupted-waits-until-taken", test_interrupted_waits_until_taken);
  ADD ("forgetting", test_forgetting);
  ADD ("many", test_many);

  return g_test_run ();
}
