/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journal-fixture.h"
#include "journal-many.h"
#include "journal/preamp-journal-pages.h"

#define MIGRATE PREAMP_DIRECTION_MIGRATE
#define REVERSE PREAMP_DIRECTION_REVERSE

typedef struct
{
  const char    *id;
  const char    *name;
  const char    *integration;
  PreampOutcome  outcome;
  const char    *toe;
} Attempt;

static GArray *
find (PreampJournal             *journal,
      const PreampJournalFilter *filter,
      gboolean                   runs)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *ids;

  if (runs)
    preamp_journal_find_runs_async (journal, filter, NULL, take_result, &result);
  else
    preamp_journal_find_attempts_async (journal, filter, NULL, take_result, &result);
  await_result (&result);
  ids = preamp_journal_find_finish (journal, result, &error);
  g_assert_no_error (error);

  return ids;
}

static GPtrArray *
read_attempts (PreampJournal *journal,
               const gint64  *ids,
               guint          n_ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  preamp_journal_read_attempts_async (journal, ids, n_ids, NULL, take_result, &result);
  await_result (&result);
  records = preamp_journal_read_attempts_finish (journal, result, &error);
  g_assert_no_error (error);

  return records;
}

static GPtrArray *
read_runs (PreampJournal *journal,
           const gint64  *ids,
           guint          n_ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *runs;

  preamp_journal_read_runs_async (journal, ids, n_ids, NULL, take_result, &result);
  await_result (&result);
  runs = preamp_journal_read_runs_finish (journal, result, &error);
  g_assert_no_error (error);

  return runs;
}

static void
count (PreampJournal             *journal,
       const PreampJournalFilter *filter,
       guint                     *counts)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint contradicted[PREAMP_N_OUTCOMES];

  preamp_journal_count_outcomes_async (journal, filter, NULL, take_result, &result);
  await_result (&result);
  preamp_journal_count_outcomes_finish (journal, result, counts, contradicted, &error);
  g_assert_no_error (error);

  /* Contradicted ones are counted apart, and among the others. */
  for (guint i = 0; i < PREAMP_N_OUTCOMES; i++)
    {
      g_assert_cmpuint (contradicted[i], <=, counts[i]);
      if (filter->contradicted)
        g_assert_cmpuint (contradicted[i], ==, counts[i]);
    }
}

/* A run of an hour's number, all of it sent and ended but for those without an outcome. */
static gint64
add_run (PreampJournal   *journal,
         const char      *instance,
         PreampDirection  direction,
         gint64           hour,
         const char      *note,
         const Attempt   *attempts,
         guint            n_attempts)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (instance, direction);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  run->started_at = hour * 3600 * G_USEC_PER_SEC;
  run->note = g_strdup (note);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  for (guint i = 0; i < n_attempts; i++)
    {
      PreampAttemptRecord *record = journal_new_attempt (attempts[i].id, direction);

      g_free (record->integration_id);
      record->integration_id = g_strdup (attempts[i].integration);
      record->integration_name = g_strconcat ("Name of ", attempts[i].integration, NULL);
      record->datasource_name = g_strdup (attempts[i].name);
      g_ptr_array_add (records, record);
    }

  run_id = journal_begin_run (journal, run, records, &ids, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < n_attempts; i++)
    {
      PreampAttemptRecord *record = g_ptr_array_index (records, i);

      if (attempts[i].outcome == PREAMP_OUTCOME_NONE)
        continue;

      record->id = g_array_index (ids, gint64, i);
      record->outcome = attempts[i].outcome;
      record->toe = g_strdup (attempts[i].toe);
      if (record->outcome != PREAMP_OUTCOME_NOT_SENT)
        {
          journal_mark_sent (journal, record->id, &error);
          g_assert_no_error (error);
        }
      journal_save_record (journal, record, &error);
      g_assert_no_error (error);
    }

  return run_id;
}

static const Attempt first_run[] = {
  { "a", "Sales “Ü” Orders", "one", PREAMP_OUTCOME_COMPLETE, "TOE-ALPHA" },
  { "b", "Invoices 100%", "one", PREAMP_OUTCOME_INCOMPLETE, "TOE-BETA" },
  { "c", NULL, "two", PREAMP_OUTCOME_REFUSED, NULL },
};

static const Attempt second_run[] = {
  { "d", "Under_score", "two", PREAMP_OUTCOME_COMPLETE, "TOE-DELTA" },
  { "e", "Waiting", "two", PREAMP_OUTCOME_NONE, NULL },
};

static const Attempt foreign_run[] = {
  { "f", "Sales elsewhere", "one", PREAMP_OUTCOME_COMPLETE, "TOE-ALPHA" },
};

static void
fill (JournalFixture *fixture,
      gint64         *run_ids)
{
  run_ids[0] = add_run (fixture->journal, INSTANCE, MIGRATE, 1, "Change 4711", first_run,
                        G_N_ELEMENTS (first_run));
  run_ids[1] = add_run (fixture->journal, OTHER_INSTANCE, MIGRATE, 2, NULL, foreign_run,
                        G_N_ELEMENTS (foreign_run));
  run_ids[2] = add_run (fixture->journal, INSTANCE, REVERSE, 3, NULL, second_run,
                        G_N_ELEMENTS (second_run));
}

/* The datasources' identifiers of what a filter finds, newest first. */
static void
assert_found (JournalFixture            *fixture,
              const PreampJournalFilter *filter,
              const char                *expected)
{
  g_autoptr (GArray) ids = find (fixture->journal, filter, FALSE);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  guint counts[PREAMP_N_OUTCOMES];
  guint n = 0;

  records = read_attempts (fixture->journal, (const gint64 *) ids->data, ids->len);
  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      g_assert_cmpint (record->id, ==, g_array_index (ids, gint64, i));
      g_string_append (found, record->datasource_id);
    }
  g_assert_cmpstr (found->str, ==, expected);

  /* What is counted is what is found. */
  count (fixture->journal, filter, counts);
  for (guint i = 0; i < PREAMP_N_OUTCOMES; i++)
    n += counts[i];
  g_assert_cmpuint (n, ==, ids->len);
}

static void
test_newest_first (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (GArray) runs = NULL;
  gint64 run_ids[3];

  fill (fixture, run_ids);
  g_assert_true (preamp_journal_filter_is_empty (filter));
  assert_found (fixture, filter, "edcba");

  runs = find (fixture->journal, filter, TRUE);
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpint (g_array_index (runs, gint64, 0), ==, run_ids[2]);
  g_assert_cmpint (g_array_index (runs, gint64, 1), ==, run_ids[0]);
}

static void
test_search (JournalFixture *fixture,
             gconstpointer   user_data)
{
  static const struct
  {
    const char *search;
    const char *found;
  } searches[] = {
    { "", "edcba" },
    { "sales", "a" },
    { "ü“ o", "" },
    { "”ü” O", "" },
    { "“ü” O", "a" },
    { "toe-b", "b" },
    { "100%", "b" },
    { "%", "b" },
    { "_", "d" },
    { "'", "" },
    { "E", "edba" },
    { "nothing of it", "" },
  };
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  gint64 run_ids[3];

  fill (fixture, run_ids);

  for (size_t i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_free (filter->search);
      filter->search = g_strdup (searches[i].search);
      assert_found (fixture, filter, searches[i].found);
    }
}

static void
test_outcome_integration_and_date (JournalFixture *fixture,
                                   gconstpointer   user_data)
{
  const gint64 hour = G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  gint64 run_ids[3];

  fill (fixture, run_ids);

  filter->outcomes = 1u << PREAMP_OUTCOME_COMPLETE;
  assert_found (fixture, filter, "da");
  filter->outcomes |= 1u << PREAMP_OUTCOME_NONE;
  assert_found (fixture, filter, "eda");

  filter->integration_id = g_strdup ("two");
  assert_found (fixture, filter, "ed");
  filter->outcomes = 0;
  assert_found (fixture, filter, "edc");

  filter->until = 3 * hour;
  assert_found (fixture, filter, "c");
  filter->until = 0;
  filter->since = 3 * hour;
  assert_found (fixture, filter, "ed");
  filter->since = 3 * hour + 1;
  assert_found (fixture, filter, "");

  filter->since = 0;
  filter->search = g_strdup ("UNDER");
  assert_found (fixture, filter, "d");
}

static void
test_contradicted (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (PreampAttemptRecord) record = NULL;
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GError) error = NULL;
  const PreampRunSummary *summary;
  gint64 run_ids[3];
  g_autoptr (GPtrArray) attempts = NULL;

  fill (fixture, run_ids);
  filter->contradicted = TRUE;
  assert_found (fixture, filter, "");

  attempts = journal_list_run (fixture->journal, run_ids[0]);
  record = preamp_attempt_record_copy (g_ptr_array_index (attempts, 0));
  record->contradicted = TRUE;
  journal_save_record (fixture->journal, record, &error);
  g_assert_no_error (error);
  assert_found (fixture, filter, "a");

  runs = find (fixture->journal, filter, TRUE);
  summaries = read_runs (fixture->journal, (const gint64 *) runs->data, runs->len);
  g_assert_cmpuint (summaries->len, ==, 1);
  summary = g_ptr_array_index (summaries, 0);
  g_assert_cmpuint (summary->n_contradicted, ==, 1);
  g_assert_cmpuint (summary->contradicted[PREAMP_OUTCOME_COMPLETE], ==, 1);
  g_assert_cmpuint (summary->counts[PREAMP_OUTCOME_COMPLETE], ==, 1);
}

/* One that was to start at a time waited for it after its button was pressed. */
static void
test_timed_run_begins_with_its_first_sending (JournalFixture *fixture,
                                              gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  const PreampRunSummary *summary;
  gint64 run_id;

  run->started_at = G_USEC_PER_SEC;
  run->starts_at = 2 * G_USEC_PER_SEC;
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (records, journal_new_attempt ("a", PREAMP_DIRECTION_MIGRATE));
  run_id = journal_begin_run (fixture->journal, run, records, &ids, &error);
  g_assert_no_error (error);

  summaries = read_runs (fixture->journal, &run_id, 1);
  summary = g_ptr_array_index (summaries, 0);
  g_assert_cmpint (summary->began_at, ==, run->started_at);
  g_clear_pointer (&summaries, g_ptr_array_unref);

  journal_mark_sent (fixture->journal, g_array_index (ids, gint64, 0), &error);
  g_assert_no_error (error);
  attempts = journal_list_run (fixture->journal, run_id);
  summaries = read_runs (fixture->journal, &run_id, 1);
  summary = g_ptr_array_index (summaries, 0);
  g_assert_cmpint (summary->began_at, !=, run->started_at);
  g_assert_cmpint (summary->began_at, ==,
                   ((PreampAttemptRecord *) g_ptr_array_index (attempts, 0))->sent_at);
}

static GTimeSpan
get_duration (JournalFixture *fixture,
              gint64          run_id)
{
  g_autoptr (GPtrArray) summaries = read_runs (fixture->journal, &run_id, 1);

  return preamp_run_summary_get_duration (g_ptr_array_index (summaries, 0));
}

/* What a run has measured counts. Else it went from its first sending, and one that sent nothing
 * was only waited for. When one ended that ended with the program nobody knows. */
static void
test_durations_of_runs (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  const GTimeSpan measured = 90 * G_TIME_SPAN_SECOND;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (PreampRunRecord) run = preamp_run_record_new ();
      g_autoptr (GPtrArray) attempts = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *id = g_strdup_printf ("d%u", i);
      gint64 attempt_id = journal_begin_one (fixture->journal, INSTANCE, PREAMP_DIRECTION_MIGRATE,
                                             id, 0, &run->id);

      g_assert_cmpint (get_duration (fixture, run->id), ==, 0);
      if (i != 2)
        g_assert_true (journal_mark_sent (fixture->journal, attempt_id, &error));
      g_assert_no_error (error);
      attempts = journal_list_run (fixture->journal, run->id);

      run->ending = i < 3 ? PREAMP_RUN_ENDING_STOPPED : PREAMP_RUN_ENDING_CRASHED;
      run->ended_at = ((PreampAttemptRecord *) attempts->pdata[0])->sent_at + 7000000;
      run->duration = i == 0 ? measured : 0;
      preamp_journal_end_run_async (fixture->journal, run, take_result, &result);
      await_result (&result);
      g_assert_true (preamp_journal_end_run_finish (fixture->journal, result, &error));
      g_assert_no_error (error);

      g_assert_cmpint (get_duration (fixture, run->id), ==,
                       i == 0 ? measured : i == 1 ? 7 * G_TIME_SPAN_SECOND : 0);
    }
}

static void
test_run_summaries (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autoptr (PreampRunSummary) copy = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  const PreampRunSummary *summary;
  gint64 run_ids[3];

  fill (fixture, run_ids);
  runs = read_runs (fixture->journal, run_ids, G_N_ELEMENTS (run_ids));
  g_assert_cmpuint (runs->len, ==, 3);

  summary = g_ptr_array_index (runs, 0);
  g_assert_cmpint (summary->run->id, ==, run_ids[2]);
  g_assert_cmpint (summary->run->direction, ==, REVERSE);
  g_assert_cmpuint (summary->n_attempts, ==, 2);
  g_assert_cmpuint (summary->n_integrations, ==, 1);
  g_assert_cmpstr (summary->integration_name, ==, "Name of two");
  g_assert_cmpuint (summary->counts[PREAMP_OUTCOME_NONE], ==, 1);
  g_assert_cmpuint (summary->counts[PREAMP_OUTCOME_COMPLETE], ==, 1);

  summary = g_ptr_array_index (runs, 2);
  copy = preamp_run_summary_copy (summary);
  g_assert_cmpint (copy->run->id, ==, run_ids[0]);
  g_assert_cmpstr (copy->run->note, ==, "Change 4711");
  g_assert_cmpuint (copy->n_attempts, ==, 3);
  g_assert_cmpuint (copy->n_integrations, ==, 2);
  g_assert_cmpstr (copy->integration_id, ==, "one");
  g_assert_cmpuint (copy->counts[PREAMP_OUTCOME_INCOMPLETE], ==, 1);
  g_assert_cmpuint (copy->counts[PREAMP_OUTCOME_REFUSED], ==, 1);
}

static void
test_runs_by_what_is_in_them (JournalFixture *fixture,
                              gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (GArray) by_outcome = NULL;
  g_autoptr (GArray) by_note = NULL;
  g_autoptr (GArray) by_both = NULL;
  gint64 run_ids[3];

  fill (fixture, run_ids);

  filter->outcomes = 1u << PREAMP_OUTCOME_INCOMPLETE;
  by_outcome = find (fixture->journal, filter, TRUE);
  g_assert_cmpuint (by_outcome->len, ==, 1);
  g_assert_cmpint (g_array_index (by_outcome, gint64, 0), ==, run_ids[0]);

  filter->outcomes = 0;
  filter->search = g_strdup ("CHANGE 47");
  by_note = find (fixture->journal, filter, TRUE);
  g_assert_cmpuint (by_note->len, ==, 1);

  /* The same attempt must meet all conditions. */
  g_free (filter->search);
  filter->search = g_strdup ("TOE-ALPHA");
  filter->outcomes = 1u << PREAMP_OUTCOME_INCOMPLETE;
  by_both = find (fixture->journal, filter, TRUE);
  g_assert_cmpuint (by_both->len, ==, 0);
}

static void
test_left_out_is_no_attempt (JournalFixture *fixture,
                             gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, MIGRATE);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (records, journal_new_attempt ("goes", MIGRATE));
  g_ptr_array_add (records, journal_new_attempt ("stays", MIGRATE));
  ((PreampAttemptRecord *) g_ptr_array_index (records, 1))->left_out = g_strdup ("It collides.");
  run_id = journal_begin_run (fixture->journal, run, records, NULL, &error);
  g_assert_no_error (error);

  assert_found (fixture, filter, "goes");
  summaries = read_runs (fixture->journal, &run_id, 1);
  g_assert_cmpuint (((PreampRunSummary *) g_ptr_array_index (summaries, 0))->n_attempts, ==, 1);
}

static void
test_integrations (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) integrations = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_ids[3];

  fill (fixture, run_ids);
  preamp_journal_list_integrations_async (fixture->journal, INSTANCE, NULL,
                                          take_result, &result);
  await_result (&result);
  integrations = preamp_journal_list_integrations_finish (fixture->journal, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (integrations->len, ==, 2);
  g_assert_cmpstr (((char **) g_ptr_array_index (integrations, 0))[0], ==, "one");
  g_assert_cmpstr (((char **) g_ptr_array_index (integrations, 1))[1], ==, "Name of two");
}

static void
test_unknown_numbers (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  const gint64 ids[] = { 4711, 4712 };
  g_autoptr (GPtrArray) attempts = read_attempts (fixture->journal, ids, G_N_ELEMENTS (ids));
  g_autoptr (GPtrArray) runs = read_runs (fixture->journal, ids, G_N_ELEMENTS (ids));
  g_autoptr (GPtrArray) none = read_attempts (fixture->journal, NULL, 0);

  g_assert_cmpuint (attempts->len, ==, 0);
  g_assert_cmpuint (runs->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_cancelled (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  preamp_journal_find_attempts_async (fixture->journal, filter, cancellable,
                                      take_result, &result);
  await_result (&result);
  g_assert_null (preamp_journal_find_finish (fixture->journal, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_hundred_thousand (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) aborted = NULL;
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GArray) one = NULL;
  g_autoptr (GPtrArray) page = NULL;
  guint counts[PREAMP_N_OUTCOMES];

  journal_let_go (&fixture->journal);
  journal_many_fill (fixture->path, 100000);
  journal_fixture_reopen (fixture);

  all = find (fixture->journal, filter, FALSE);
  g_assert_cmpuint (all->len, ==, 100000);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpint (g_array_index (all, gint64, i), <, g_array_index (all, gint64, i - 1));

  /* Somewhere in the middle. */
  page = read_attempts (fixture->journal, &g_array_index (all, gint64, 50000), 100);
  g_assert_cmpuint (page->len, ==, 100);
  for (guint i = 0; i < page->len; i++)
    g_assert_cmpint (((PreampAttemptRecord *) g_ptr_array_index (page, i))->id, ==,
                     g_array_index (all, gint64, 50000 + i));

  count (fixture->journal, filter, counts);
  g_assert_cmpuint (counts[PREAMP_OUTCOME_ABORTED], ==, 100000 / JOURNAL_MANY_ABORTED_EVERY);
  g_assert_cmpuint (counts[PREAMP_OUTCOME_COMPLETE], ==,
                    100000 - 100000 / JOURNAL_MANY_ABORTED_EVERY);

  filter->outcomes = 1u << PREAMP_OUTCOME_ABORTED;
  aborted = find (fixture->journal, filter, FALSE);
  g_assert_cmpuint (aborted->len, ==, counts[PREAMP_OUTCOME_ABORTED]);

  filter->outcomes = 0;
  filter->search = g_strdup ("datasource 77777 ");
  one = find (fixture->journal, filter, FALSE);
  g_assert_cmpuint (one->len, ==, 1);
  runs = find (fixture->journal, filter, TRUE);
  g_assert_cmpuint (runs->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/journal/pages/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("newest-first", test_newest_first);
  ADD ("search", test_search);
  ADD ("outcome-integration-and-date", test_outcome_integration_and_date);
  ADD ("durations-of-runs", test_durations_of_runs);
  ADD ("contradicted", test_contradicted);
  ADD ("timed-run-begins-with-its-first-sending", test_timed_run_begins_with_its_first_sending);
  ADD ("run-summaries", test_run_summaries);
  ADD ("runs-by-what-is-in-them", test_runs_by_what_is_in_them);
  ADD ("left-out-is-no-attempt", test_left_out_is_no_attempt);
  ADD ("integrations", test_integrations);
  ADD ("unknown-numbers", test_unknown_numbers);
  ADD ("cancelled", test_cancelled);
  ADD ("hundred-thousand", test_hundred_thousand);

  return g_test_run ();
}
