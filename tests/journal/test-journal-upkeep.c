/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What of the journal may be deleted, and what never. */

#define G_LOG_DOMAIN "test-journal-upkeep"

#include "config.h"

#include <sqlite3.h>

#include "journal/preamp-journal-upkeep.h"

#include "journal-fixture.h"
#include "journal-interrupted.h"
#include "journal-many.h"

#define MIGRATE PREAMP_DIRECTION_MIGRATE
#define REVERSE PREAMP_DIRECTION_REVERSE

/* Of the runs of the fixture all that have ended are old. */
#define NOW 10000

static PreampJournalOld
count_old (PreampJournal *journal,
           gint64         before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampJournalOld old;

  preamp_journal_count_old_async (journal, before, NULL, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_journal_count_old_finish (journal, result, &old, &error));
  g_assert_no_error (error);

  return old;
}

/* Deletes what is old, which is what was counted before. */
static PreampJournalOld
delete_old (PreampJournal *journal,
            gint64         before)
{
  PreampJournalOld counted = count_old (journal, before);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampJournalOld old;

  preamp_journal_delete_old_async (journal, before, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_journal_delete_old_finish (journal, result, &old, &error));
  g_assert_no_error (error);

  g_assert_cmpint (old.n_runs, ==, counted.n_runs);
  g_assert_cmpint (old.n_attempts, ==, counted.n_attempts);
  g_assert_cmpint (old.n_kept, ==, counted.n_kept);

  return old;
}

static PreampJournalSize
measure (PreampJournal *journal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampJournalSize size;

  preamp_journal_measure_async (journal, NULL, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_journal_measure_finish (journal, result, &size, &error));
  g_assert_no_error (error);

  return size;
}

static gboolean
has (JournalFixture *fixture,
     const char     *datasource_id,
     gint64          id)
{
  g_autoptr (GPtrArray) history = journal_list_history (fixture->journal, INSTANCE, datasource_id);

  for (guint i = 0; i < history->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (history, i);

      if (record->id == id)
        return TRUE;
    }

  return FALSE;
}

static void
end_run (JournalFixture *fixture,
         gint64          run_id)
{
  g_assert_true (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_FINISHED, NULL,
                                  NULL));
}

/* A run of two that has ended. */
static void
try_two (JournalFixture *fixture,
         const char     *first,
         PreampOutcome   first_outcome,
         const char     *second,
         PreampOutcome   second_outcome,
         gint64         *ids)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, MIGRATE);
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GArray) new_ids = NULL;
  g_autoptr (GError) error = NULL;
  const PreampOutcome outcomes[] = { first_outcome, second_outcome };
  gint64 run_id;

  attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (attempts, journal_new_attempt (first, MIGRATE));
  g_ptr_array_add (attempts, journal_new_attempt (second, MIGRATE));
  run_id = journal_begin_run (fixture->journal, run, attempts, &new_ids, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 2; i++)
    {
      ids[i] = g_array_index (new_ids, gint64, i);
      g_assert_true (journal_mark_sent (fixture->journal, ids[i], &error));
      g_assert_true (journal_save_outcome (fixture->journal, ids[i], outcomes[i], &error));
    }

  end_run (fixture, run_id);
}

static void
test_settled_goes (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  gint64 run_id;
  gint64 stopped;
  PreampJournalOld old;

  journal_try (fixture->journal, MIGRATE, "refused", 0, PREAMP_OUTCOME_REFUSED);
  journal_try (fixture->journal, MIGRATE, "aborted", 0, PREAMP_OUTCOME_ABORTED);
  journal_try (fixture->journal, MIGRATE, "and back", 0, PREAMP_OUTCOME_COMPLETE);
  journal_try (fixture->journal, REVERSE, "and back", 0, PREAMP_OUTCOME_COMPLETE);
  stopped = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "stopped", 0, &run_id);
  end_run (fixture, run_id);

  old = delete_old (fixture->journal, 9000);
  g_assert_cmpint (old.n_runs, ==, 0);
  g_assert_cmpint (old.n_kept, ==, 0);
  g_assert_true (has (fixture, "stopped", stopped));

  old = delete_old (fixture->journal, 9001);
  g_assert_cmpint (old.n_runs, ==, 5);
  /* What was never sent is no attempt. */
  g_assert_cmpint (old.n_attempts, ==, 4);
  g_assert_cmpint (old.n_kept, ==, 0);
  g_assert_cmpint (measure (fixture->journal).n_runs, ==, 0);
  g_assert_cmpint (measure (fixture->journal).n_attempts, ==, 0);
}

static void
test_unresolved_stays (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  static const PreampOutcome outcomes[] = {
    PREAMP_OUTCOME_INCOMPLETE, PREAMP_OUTCOME_UNCONFIRMED, PREAMP_OUTCOME_UNKNOWN,
    PREAMP_OUTCOME_MOVED,
  };
  gint64 ids[G_N_ELEMENTS (outcomes)];
  PreampJournalOld old;

  for (size_t i = 0; i < G_N_ELEMENTS (outcomes); i++)
    ids[i] = journal_try (fixture->journal, REVERSE, preamp_outcome_to_text (outcomes[i]), 0,
                          outcomes[i]);

  old = delete_old (fixture->journal, NOW);
  g_assert_cmpint (old.n_runs, ==, 0);
  g_assert_cmpint (old.n_kept, ==, G_N_ELEMENTS (outcomes));

  /* To set it aside clears the banner, and settles nothing. A move that was proven is seen then. */
  for (size_t i = 0; i < G_N_ELEMENTS (outcomes); i++)
    g_assert_true (journal_set_aside (fixture->journal, ids[i], NULL));

  old = delete_old (fixture->journal, NOW);
  g_assert_cmpint (old.n_runs, ==, 1);

  for (size_t i = 0; i < G_N_ELEMENTS (outcomes); i++)
    g_assert_cmpint (has (fixture, preamp_outcome_to_text (outcomes[i]), ids[i]), ==,
                     outcomes[i] != PREAMP_OUTCOME_MOVED);
}

static void
test_contradicted_stays (JournalFixture *fixture,
                         gconstpointer   user_data)
{
  g_autoptr (PreampAttemptRecord) attempt = preamp_attempt_record_new ();
  gint64 id = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_REFUSED);

  attempt->id = id;
  attempt->outcome = PREAMP_OUTCOME_REFUSED;
  attempt->contradicted = TRUE;
  attempt->answered_at = 3000;
  g_assert_true (journal_save_record (fixture->journal, attempt, NULL));

  g_assert_cmpint (delete_old (fixture->journal, NOW).n_runs, ==, 0);
  g_assert_true (has (fixture, "a", id));
}

static void
test_open_stays (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  gint64 moving = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_NONE);
  gint64 waiting = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "b", 0, NULL);

  g_assert_cmpint (delete_old (fixture->journal, G_MAXINT64).n_runs, ==, 0);
  g_assert_true (has (fixture, "a", moving));
  g_assert_true (has (fixture, "b", waiting));
  g_assert_true (journal_save_outcome (fixture->journal, moving, PREAMP_OUTCOME_COMPLETE, NULL));
}

static void
test_history_of_unresolved_stays (JournalFixture *fixture,
                                  gconstpointer   user_data)
{
  gint64 refused = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_REFUSED);
  gint64 first = journal_try (fixture->journal, MIGRATE, "a", refused, PREAMP_OUTCOME_UNCONFIRMED);
  gint64 second = journal_try (fixture->journal, MIGRATE, "a", first, PREAMP_OUTCOME_UNCONFIRMED);

  g_assert_cmpint (delete_old (fixture->journal, NOW).n_runs, ==, 0);

  /* The place goes back to the first, as if nothing had been deleted. */
  g_assert_true (journal_save_outcome (fixture->journal, second, PREAMP_OUTCOME_REFUSED, NULL));
  g_assert_true (journal_is_closed (fixture->journal, "a"));
  g_assert_true (has (fixture, "a", refused));
}

static void
test_migrated_stays (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  gint64 again;
  gint64 first = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  gint64 aborted = journal_try (fixture->journal, REVERSE, "a", 0, PREAMP_OUTCOME_ABORTED);
  PreampJournalOld old = delete_old (fixture->journal, NOW);

  /* The reversal that failed came later, and tells how it stands. */
  g_assert_cmpint (old.n_runs, ==, 0);
  g_assert_cmpint (old.n_kept, ==, 2);
  g_assert_true (has (fixture, "a", first));
  g_assert_true (has (fixture, "a", aborted));

  journal_try (fixture->journal, REVERSE, "a", aborted, PREAMP_OUTCOME_COMPLETE);
  again = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  old = delete_old (fixture->journal, NOW);
  g_assert_cmpint (old.n_runs, ==, 3);
  g_assert_cmpint (old.n_kept, ==, 1);
  g_assert_false (has (fixture, "a", first));
  g_assert_true (has (fixture, "a", again));
}

static void
test_runs_stay_whole (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  gint64 ids[2];

  try_two (fixture, "migrated", PREAMP_OUTCOME_COMPLETE, "refused", PREAMP_OUTCOME_REFUSED, ids);

  g_assert_cmpint (delete_old (fixture->journal, NOW).n_kept, ==, 1);
  g_assert_true (has (fixture, "migrated", ids[0]));
  g_assert_true (has (fixture, "refused", ids[1]));
}

static void
test_standing_stays_true (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  gint64 ids[2];
  gint64 back;

  /* The run stays for the first. Without its reversal the second would be migrated again. */
  try_two (fixture, "a", PREAMP_OUTCOME_COMPLETE, "b", PREAMP_OUTCOME_COMPLETE, ids);
  back = journal_try (fixture->journal, REVERSE, "b", 0, PREAMP_OUTCOME_COMPLETE);

  g_assert_cmpint (delete_old (fixture->journal, NOW).n_runs, ==, 0);
  g_assert_true (has (fixture, "b", ids[1]));
  g_assert_true (has (fixture, "b", back));
}

/* What is still offered to be continued is not lost before somebody has put it off. */
static void
test_interrupted_stays (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  const PreampRunEnding endings[] = {
    PREAMP_RUN_ENDING_HALTED, PREAMP_RUN_ENDING_QUIT, PREAMP_RUN_ENDING_CRASHED,
  };

  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gint64 run_id = journal_leave_waiting (fixture->journal, endings[i], "a", "b");

      g_assert_cmpint (delete_old (fixture->journal, NOW).n_kept, ==, 1);
      g_assert_cmpuint (journal_count_interrupted (fixture->journal, run_id), ==, 2);

      g_assert_true (journal_set_not_now (fixture->journal, run_id, TRUE));
      g_assert_cmpint (delete_old (fixture->journal, NOW).n_runs, ==, 1);
    }

  journal_leave_waiting (fixture->journal, PREAMP_RUN_ENDING_STOPPED, "a", "b");
  g_assert_cmpint (delete_old (fixture->journal, NOW).n_runs, ==, 1);
}

/* Without the run that took a part of it, all of it would be offered again. */
static void
test_what_continued_stays (JournalFixture *fixture,
                           gconstpointer   user_data)
{
  gint64 run_id = journal_leave_waiting (fixture->journal, PREAMP_RUN_ENDING_QUIT, "a", "b");

  journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_REFUSED);
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, run_id), ==, 1);
  g_assert_cmpint (delete_old (fixture->journal, NOW).n_runs, ==, 0);
  g_assert_cmpuint (journal_count_interrupted (fixture->journal, run_id), ==, 1);

  /* What took the rest does so for good. */
  journal_try (fixture->journal, MIGRATE, "b", 0, PREAMP_OUTCOME_REFUSED);
  g_assert_cmpint (delete_old (fixture->journal, NOW).n_runs, ==, 3);
}

static void
test_repeat_forgets_what_goes (JournalFixture *fixture,
                               gconstpointer   user_data)
{
  gint64 refused = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_REFUSED);
  gint64 waiting = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", refused, NULL);
  g_autoptr (GPtrArray) history = NULL;
  const PreampAttemptRecord *record;

  g_assert_cmpint (delete_old (fixture->journal, NOW).n_runs, ==, 1);

  history = journal_list_history (fixture->journal, INSTANCE, "a");
  g_assert_cmpuint (history->len, ==, 1);
  record = g_ptr_array_index (history, 0);
  g_assert_cmpint (record->id, ==, waiting);
  g_assert_cmpint (record->previous_id, ==, 0);
  g_assert_true (journal_mark_sent (fixture->journal, waiting, NULL));
}

static void
exec (JournalFixture *fixture,
      const char     *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_size_falls (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  PreampJournalSize before;
  PreampJournalSize after;
  PreampJournalOld old;
  gint64 number;

  journal_let_go (&fixture->journal);
  journal_many_fill (fixture->path, 3000);
  exec (fixture, "UPDATE attempt SET direction = 'reverse' WHERE run_id > 2;"
                 "UPDATE run SET direction = 'reverse' WHERE id > 2");
  journal_fixture_reopen (fixture);

  before = measure (fixture->journal);
  g_assert_cmpint (before.n_runs, ==, 30);
  g_assert_cmpint (before.n_attempts, ==, 3000);

  old = delete_old (fixture->journal, G_MAXINT64);
  g_assert_cmpint (old.n_runs, ==, 28);
  g_assert_cmpint (old.n_attempts, ==, 2800);
  g_assert_cmpint (old.n_kept, ==, 2);

  after = measure (fixture->journal);
  g_assert_cmpint (after.n_runs, ==, 2);
  g_assert_cmpint (after.n_attempts, ==, 200);
  g_assert_cmpint (after.n_bytes, <, before.n_bytes / 4);

  /* It is written and opened as before, and no number is given twice. */
  number = journal_try (fixture->journal, MIGRATE, "new", 0, PREAMP_OUTCOME_COMPLETE);
  g_assert_cmpint (number, ==, 3001);
  journal_fixture_reopen (fixture);
  g_assert_null (preamp_journal_get_put_aside (fixture->journal));
  g_assert_true (has (fixture, "new", number));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (JournalFixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/journal/upkeep/settled-goes", test_settled_goes },
    { "/journal/upkeep/unresolved-stays", test_unresolved_stays },
    { "/journal/upkeep/contradicted-stays", test_contradicted_stays },
    { "/journal/upkeep/open-stays", test_open_stays },
    { "/journal/upkeep/history-of-unresolved-stays", test_history_of_unresolved_stays },
    { "/journal/upkeep/migrated-stays", test_migrated_stays },
    { "/journal/upkeep/runs-stay-whole", test_runs_stay_whole },
    { "/journal/upkeep/standing-stays-true", test_standing_stays_true },
    { "/journal/upkeep/interrupted-stays", test_interrupted_stays },
    { "/journal/upkeep/what-continued-stays", test_what_continued_stays },
    { "/journal/upkeep/repeat-forgets-what-goes", test_repeat_forgets_what_goes },
    { "/journal/upkeep/size-falls", test_size_falls },
  };

  g_test_init (&argc, &argv, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, JournalFixture, NULL, journal_fixture_set_up, tests[i].test,
                journal_fixture_tear_down);

  return g_test_run ();
}
