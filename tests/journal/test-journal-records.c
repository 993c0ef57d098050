/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is written is what is read, and copied whole. */

#define G_LOG_DOMAIN "test-journal-records"

#include "config.h"

#include "journal-fixture.h"

#define MIGRATE PREAMP_DIRECTION_MIGRATE
#define REVERSE PREAMP_DIRECTION_REVERSE

static void
assert_attempts_equal (const PreampAttemptRecord *a,
                       const PreampAttemptRecord *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpint (a->run_id, ==, b->run_id);
  g_assert_cmpint (a->previous_id, ==, b->previous_id);
  g_assert_cmpstr (a->instance, ==, b->instance);
  g_assert_cmpstr (a->integration_id, ==, b->integration_id);
  g_assert_cmpstr (a->integration_name, ==, b->integration_name);
  g_assert_cmpstr (a->integration_type, ==, b->integration_type);
  g_assert_cmpint (a->direction, ==, b->direction);
  g_assert_cmpstr (a->datasource_id, ==, b->datasource_id);
  g_assert_cmpstr (a->datasource_name, ==, b->datasource_name);
  g_assert_cmpstr (a->datasource_type, ==, b->datasource_type);
  g_assert_cmpstr (a->catalog, ==, b->catalog);
  g_assert_cmpstr (a->schema, ==, b->schema);
  g_assert_cmpstr (a->table, ==, b->table);
  g_assert_cmpint (a->listed, ==, b->listed);
  g_assert_cmpint (a->migrated, ==, b->migrated);
  g_assert_cmpstr (a->migration_date, ==, b->migration_date);
  g_assert_cmpint (a->collision, ==, b->collision);
  g_assert_cmpstr (a->left_out, ==, b->left_out);
  g_assert_cmpint (a->sent_at, ==, b->sent_at);
  g_assert_cmpint (a->clock_offset, ==, b->clock_offset);
  g_assert_cmpint (a->clock_known, ==, b->clock_known);
  g_assert_cmpint (a->answered_at, ==, b->answered_at);
  g_assert_cmpint (a->duration, ==, b->duration);
  g_assert_cmpuint (a->n_sent, ==, b->n_sent);
  g_assert_cmpuint (a->http_status, ==, b->http_status);
  g_assert_cmpint (a->outcome, ==, b->outcome);
  g_assert_cmpstr (a->failure, ==, b->failure);
  g_assert_cmpint (a->contradicted, ==, b->contradicted);
  g_assert_cmpint (a->looks, ==, b->looks);
  g_assert_cmpint (a->set_aside, ==, b->set_aside);
  g_assert_cmpint (a->replaced, ==, b->replaced);
  g_assert_cmpstr (a->toe, ==, b->toe);
  g_assert_cmpstr (a->result_datasource_id, ==, b->result_datasource_id);
  g_assert_cmpstr (a->result_direction, ==, b->result_direction);
  g_assert_cmpstr (a->start_time, ==, b->start_time);
  g_assert_cmpstr (a->state, ==, b->state);
  g_assert_cmpstr (a->error_message, ==, b->error_message);
  g_assert_cmpstr (a->end_time, ==, b->end_time);
}

static void
assert_runs_equal (const PreampRunRecord *a,
                   const PreampRunRecord *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpstr (a->instance, ==, b->instance);
  g_assert_cmpint (a->direction, ==, b->direction);
  g_assert_cmpstr (a->user_id, ==, b->user_id);
  g_assert_cmpstr (a->user_name, ==, b->user_name);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_cmpstr (a->plan_sha256, ==, b->plan_sha256);
  g_assert_cmpuint (a->at_once, ==, b->at_once);
  g_assert_cmpint (a->starts_at, ==, b->starts_at);
  g_assert_cmpint (a->stops_at, ==, b->stops_at);
  g_assert_cmpint (a->started_at, ==, b->started_at);
  g_assert_cmpint (a->ended_at, ==, b->ended_at);
  g_assert_cmpint (a->duration, ==, b->duration);
  g_assert_cmpint (a->ending, ==, b->ending);
  g_assert_cmpstr (a->reason, ==, b->reason);
}

/* An attempt of which every field that is planned is filled. */
static PreampAttemptRecord *
new_full_attempt (void)
{
  PreampAttemptRecord *attempt = preamp_attempt_record_new ();

  attempt->integration_id = g_strdup ("31e0307a-cb31-4018-b824-eb04b15827e1");
  attempt->integration_name = g_strdup ("Mein <b>BigQuery</b> & Co");
  attempt->integration_type = g_strdup ("BIGQUERY");
  attempt->direction = REVERSE;
  attempt->datasource_id = g_strdup ("a");
  attempt->datasource_name = g_strdup ("Łódź مبيعات 売上 👩‍💻 'quoted' \"twice\" %s\nsecond line");
  attempt->datasource_type = g_strdup ("bigquery-service");
  attempt->catalog = g_strdup ("catalog");
  attempt->schema = g_strdup ("schema");
  attempt->table = g_strnfill (4000, 't');
  attempt->listed = PREAMP_LISTED_CANDIDATES | PREAMP_LISTED_REVERSE;
  attempt->migrated = TRUE;
  attempt->migration_date = g_strdup ("2024-05-01T10:11:12Z");
  attempt->collision = TRUE;

  return attempt;
}

static void
test_copies_are_whole (void)
{
  g_autoptr (PreampAttemptRecord) attempt = new_full_attempt ();
  g_autoptr (PreampAttemptRecord) copy = preamp_attempt_record_copy (attempt);
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, REVERSE);
  g_autoptr (PreampRunRecord) run_copy = NULL;

  assert_attempts_equal (copy, attempt);
  g_assert_true (copy->table != attempt->table);

  run->reason = g_strdup ("reason");
  run_copy = preamp_run_record_copy (run);
  assert_runs_equal (run_copy, run);
  g_assert_true (run_copy->reason != run->reason);
}

static void
test_outcome_words (void)
{
  PreampOutcome outcome = PREAMP_OUTCOME_COMPLETE;

  for (int i = PREAMP_OUTCOME_NONE; i <= PREAMP_OUTCOME_UNKNOWN; i++)
    {
      g_assert_true (preamp_outcome_from_text (preamp_outcome_to_text ((PreampOutcome) i),
                                               &outcome));
      g_assert_cmpint (outcome, ==, i);
    }

  g_assert_null (preamp_outcome_to_text (PREAMP_OUTCOME_NONE));
  g_assert_cmpstr (preamp_outcome_to_text (PREAMP_OUTCOME_NOT_STARTED), ==, "not-started");
  g_assert_false (preamp_outcome_from_text ("COMPLETE", &outcome));
  g_assert_cmpint (outcome, ==, PREAMP_OUTCOME_UNKNOWN);
}

static void
test_attention (void)
{
  const gboolean expected[] = {
    [PREAMP_OUTCOME_INCOMPLETE] = TRUE,
    [PREAMP_OUTCOME_MOVED] = TRUE,
    [PREAMP_OUTCOME_UNCONFIRMED] = TRUE,
    [PREAMP_OUTCOME_UNKNOWN] = TRUE,
  };
  g_autoptr (PreampAttemptRecord) attempt = preamp_attempt_record_new ();

  attempt->sent_at = 1;
  for (size_t i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      attempt->outcome = (PreampOutcome) i;
      g_assert_cmpint (preamp_attempt_record_needs_attention (attempt), ==, expected[i]);

      attempt->set_aside = TRUE;
      g_assert_false (preamp_attempt_record_needs_attention (attempt));
      g_assert_cmpint (preamp_attempt_record_closes (attempt), ==,
                       i == PREAMP_OUTCOME_NONE || i == PREAMP_OUTCOME_UNCONFIRMED ||
                       i == PREAMP_OUTCOME_UNKNOWN);
      attempt->set_aside = FALSE;
      attempt->replaced = TRUE;
      g_assert_false (preamp_attempt_record_needs_attention (attempt));
      g_assert_cmpint (preamp_attempt_record_closes (attempt), ==, i == PREAMP_OUTCOME_NONE);
      attempt->replaced = FALSE;
    }

  attempt->outcome = PREAMP_OUTCOME_ABORTED;
  attempt->contradicted = TRUE;
  g_assert_true (preamp_attempt_record_needs_attention (attempt));
}

static void
test_fields_come_back (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  g_autoptr (PreampAttemptRecord) attempt = new_full_attempt ();
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, REVERSE);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  run->user_id = g_strdup ("27");
  run->user_name = g_strdup ("Zoë 🐘");
  run->note = g_strnfill (4000, 'n');
  run->plan_sha256 = g_strnfill (64, 'f');
  run->at_once = 8;
  run->starts_at = G_GINT64_CONSTANT (1763586000000000);
  run->stops_at = G_GINT64_CONSTANT (1763600400000000);
  run->started_at = G_GINT64_CONSTANT (1714558272123456);

  attempt->previous_id = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  g_ptr_array_add (attempts, attempt);
  run->id = journal_begin_run (fixture->journal, run, attempts, NULL, &error);
  g_assert_no_error (error);

  rows = journal_list_run (fixture->journal, run->id);
  g_assert_cmpuint (rows->len, ==, 1);
  attempt->run_id = run->id;
  attempt->id = ((PreampAttemptRecord *) g_ptr_array_index (rows, 0))->id;
  attempt->instance = g_strdup (INSTANCE);
  assert_attempts_equal (g_ptr_array_index (rows, 0), attempt);

  g_assert_true (journal_mark_sent (fixture->journal, attempt->id, &error));
  g_assert_no_error (error);
  attempt->sent_at = 2000 + attempt->id;
  attempt->answered_at = G_GINT64_CONSTANT (1714558280123456);
  attempt->duration = 8 * G_TIME_SPAN_SECOND;
  attempt->n_sent = 2;
  attempt->http_status = 200;
  attempt->outcome = PREAMP_OUTCOME_UNKNOWN;
  attempt->failure = g_strdup ("What this means is not known.");
  attempt->contradicted = TRUE;
  attempt->looks = PREAMP_LOOKS_IN_VAIN;
  attempt->toe = g_strdup ("EM6JT-SBSZM-K5MI9");
  attempt->result_datasource_id = g_strdup ("a");
  attempt->result_direction = g_strdup ("TO_FEDERATED");
  attempt->start_time = g_strdup ("2024-05-01T10:11:12.123Z");
  attempt->state = g_strdup ("HALF_DONE");
  attempt->error_message = g_strnfill (4000, 'e');
  attempt->end_time = g_strdup ("not a time");
  g_assert_true (journal_save_record (fixture->journal, attempt, &error));
  g_assert_no_error (error);

  run->ending = PREAMP_RUN_ENDING_HALTED;
  run->reason = g_strdup ("Three in a row did not complete.");
  run->ended_at = 9000;
  g_assert_true (journal_end_run (fixture->journal, run->id, run->ending, run->reason, &error));
  g_assert_no_error (error);

  journal_fixture_reopen (fixture);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = journal_list_run (fixture->journal, run->id);
  g_assert_cmpuint (rows->len, ==, 1);
  assert_attempts_equal (g_ptr_array_index (rows, 0), attempt);
  runs = journal_list_runs (fixture->journal, INSTANCE);
  g_assert_cmpuint (runs->len, ==, 2);
  assert_runs_equal (g_ptr_array_index (runs, 0), run);
}

static void
test_clock_comes_back (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  gint64 run_id;
  gint64 id = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", 0, &run_id);
  g_autoptr (PreampAttemptRecord) attempt = preamp_attempt_record_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const PreampAttemptRecord *row;

  attempt->id = id;
  attempt->sent_at = G_GINT64_CONSTANT (1714558272123456);
  attempt->clock_offset = -90 * G_TIME_SPAN_SECOND;
  attempt->clock_known = TRUE;
  preamp_journal_mark_sent_async (fixture->journal, attempt, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_journal_mark_sent_finish (fixture->journal, result, &error));
  g_assert_no_error (error);

  rows = journal_list_run (fixture->journal, run_id);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->sent_at, ==, attempt->sent_at);
  g_assert_cmpint (row->clock_offset, ==, attempt->clock_offset);
  g_assert_true (row->clock_known);
}

static void
mark_sent_by (JournalFixture *fixture,
              gint64          id,
              const char     *user_id)
{
  g_autoptr (PreampAttemptRecord) attempt = preamp_attempt_record_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  attempt->id = id;
  attempt->sent_at = G_GINT64_CONSTANT (1714558272123456);
  attempt->user_id = g_strdup (user_id);
  preamp_journal_mark_sent_async (fixture->journal, attempt, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_journal_mark_sent_finish (fixture->journal, result, &error));
  g_assert_no_error (error);
}

/* Writes a run of user 27's with three attempts, two of them sent as others. */
static gint64
begin_run_of_several (JournalFixture *fixture)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, MIGRATE);
  g_autoptr (GPtrArray) attempts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  run->user_id = g_strdup ("27");
  g_ptr_array_add (attempts, journal_new_attempt ("a", MIGRATE));
  g_ptr_array_add (attempts, journal_new_attempt ("b", MIGRATE));
  g_ptr_array_add (attempts, journal_new_attempt ("c", MIGRATE));
  run_id = journal_begin_run (fixture->journal, run, attempts, &ids, &error);
  g_assert_no_error (error);

  mark_sent_by (fixture, g_array_index (ids, gint64, 0), "28");
  mark_sent_by (fixture, g_array_index (ids, gint64, 1), NULL);

  return run_id;
}

static void
assert_users (JournalFixture *fixture,
              gint64          run_id,
              const char     *first,
              const char     *second)
{
  g_autoptr (GPtrArray) rows = journal_list_run (fixture->journal, run_id);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (((PreampAttemptRecord *) rows->pdata[0])->user_id, ==, first);
  g_assert_cmpstr (((PreampAttemptRecord *) rows->pdata[1])->user_id, ==, second);
  g_assert_cmpstr (((PreampAttemptRecord *) rows->pdata[2])->user_id, ==, "27");
}

/* A token may be replaced by another user's in the middle of a run. */
static void
test_sender_comes_back (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  gint64 run_id = begin_run_of_several (fixture);

  assert_users (fixture, run_id, "28", NULL);
}

/* Where the journal did not keep it, it was the run's user. */
static void
test_sender_of_an_older_journal (JournalFixture *fixture,
                                 gconstpointer   user_data)
{
  gint64 run_id = begin_run_of_several (fixture);

  journal_fixture_make_older (fixture, 2);
  journal_fixture_reopen (fixture);
  g_assert_null (preamp_journal_get_put_aside (fixture->journal));
  assert_users (fixture, run_id, "27", "27");
}

static void
test_nothing_comes_back_as_nothing (JournalFixture *fixture,
                                    gconstpointer   user_data)
{
  g_autoptr (PreampAttemptRecord) expected = NULL;
  g_autoptr (PreampRunRecord) expected_run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  gint64 run_id;
  gint64 id = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", 0, &run_id);

  expected = journal_new_attempt ("a", MIGRATE);
  expected->id = id;
  expected->run_id = run_id;
  expected->instance = g_strdup (INSTANCE);
  rows = journal_list_run (fixture->journal, run_id);
  assert_attempts_equal (g_ptr_array_index (rows, 0), expected);

  expected_run = journal_new_run (INSTANCE, MIGRATE);
  expected_run->id = run_id;
  runs = journal_list_runs (fixture->journal, INSTANCE);
  assert_runs_equal (g_ptr_array_index (runs, 0), expected_run);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/journal/records/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  g_test_add_func ("/journal/records/copies-are-whole", test_copies_are_whole);
  g_test_add_func ("/journal/records/outcome-words", test_outcome_words);
  g_test_add_func ("/journal/records/attention", test_attention);
  ADD ("fields-come-back", test_fields_come_back);
  ADD ("clock-comes-back", test_clock_comes_back);
  ADD ("sender-comes-back", test_sender_comes_back);
  ADD ("sender-of-an-older-journal", test_sender_of_an_older_journal);
  ADD ("nothing-comes-back-as-nothing", test_nothing_comes_back_as_nothing);

  return g_test_run ();
}
