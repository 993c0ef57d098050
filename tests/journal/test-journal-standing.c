/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which attempt tells how a datasource stands, and which datasources are closed. */

#define G_LOG_DOMAIN "test-journal-standing"

#include "config.h"

#include "journal-fixture.h"

#define MIGRATE PREAMP_DIRECTION_MIGRATE
#define REVERSE PREAMP_DIRECTION_REVERSE

static void
assert_standing (JournalFixture *fixture,
                 const char     *datasource_id,
                 gint64          id,
                 PreampOutcome   outcome,
                 gboolean        needs_attention)
{
  g_autoptr (GPtrArray) latest = journal_list_latest (fixture->journal, INSTANCE);
  gboolean found = FALSE;

  for (unsigned int i = 0; i < latest->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (latest, i);

      if (!g_str_equal (record->datasource_id, datasource_id))
        continue;

      g_assert_false (found);
      found = TRUE;
      g_assert_cmpint (record->id, ==, id);
      g_assert_cmpint (record->outcome, ==, outcome);
      g_assert_cmpint (preamp_attempt_record_needs_attention (record), ==, needs_attention);
    }

  g_assert_true (found);
}

static PreampAttemptRecord *
find_record (JournalFixture *fixture,
             const char     *datasource_id,
             gint64          id)
{
  g_autoptr (GPtrArray) history = journal_list_history (fixture->journal, INSTANCE, datasource_id);

  for (unsigned int i = 0; i < history->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (history, i);

      if (record->id == id)
        return preamp_attempt_record_copy (record);
    }

  g_assert_not_reached ();
}

static void
assert_previous (JournalFixture *fixture,
                 const char     *datasource_id,
                 gint64          id,
                 gint64          previous_id)
{
  g_autoptr (PreampAttemptRecord) record = find_record (fixture, datasource_id, id);

  g_assert_cmpint (record->previous_id, ==, previous_id);
}

static void
assert_closed_to (JournalFixture  *fixture,
                  const char      *instance,
                  PreampDirection  direction,
                  const char      *datasource_id,
                  gint64           previous_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 run_id;
  gint64 id = journal_begin_one (fixture->journal, instance, direction, datasource_id,
                                 previous_id, &run_id);
  const PreampAttemptRecord *record;

  g_assert_false (journal_mark_sent (fixture->journal, id, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_CLOSED);

  rows = journal_list_run (fixture->journal, run_id);
  record = g_ptr_array_index (rows, 0);
  g_assert_cmpint (record->sent_at, ==, 0);
  g_assert_cmpint (record->outcome, ==, PREAMP_OUTCOME_NONE);

  g_assert_true (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_STOPPED, NULL, NULL));
}

static void
test_latest_stands (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  gint64 complete = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  gint64 aborted;

  assert_standing (fixture, "a", complete, PREAMP_OUTCOME_COMPLETE, FALSE);

  aborted = journal_try (fixture->journal, REVERSE, "a", 0, PREAMP_OUTCOME_ABORTED);
  assert_standing (fixture, "a", aborted, PREAMP_OUTCOME_ABORTED, FALSE);
}

static void
test_untried_has_none (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  g_autoptr (GPtrArray) latest = NULL;
  gint64 run_id;

  journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "waits", 0, NULL);
  journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "stopped", 0, &run_id);
  g_assert_true (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_STOPPED, NULL, NULL));

  latest = journal_list_latest (fixture->journal, INSTANCE);
  g_assert_cmpuint (latest->len, ==, 0);
}

/* Each sending is linked to the one before, though it is the earlier one that stands. */
static void
test_links_to_the_one_before (JournalFixture *fixture,
                              gconstpointer   user_data)
{
  gint64 incomplete = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  gint64 not_sent = journal_try (fixture->journal, MIGRATE, "a", incomplete,
                                 PREAMP_OUTCOME_NOT_SENT);
  gint64 refused = journal_try (fixture->journal, MIGRATE, "a", incomplete,
                                PREAMP_OUTCOME_REFUSED);
  gint64 complete = journal_try (fixture->journal, MIGRATE, "a", incomplete,
                                 PREAMP_OUTCOME_COMPLETE);
  gint64 moved = journal_try (fixture->journal, MIGRATE, "b", 0, PREAMP_OUTCOME_MOVED);
  gint64 back = journal_try (fixture->journal, REVERSE, "b", 0, PREAMP_OUTCOME_REFUSED);
  gint64 back_again = journal_try (fixture->journal, REVERSE, "b", 0, PREAMP_OUTCOME_COMPLETE);
  gint64 later = journal_try (fixture->journal, MIGRATE, "b", 0, PREAMP_OUTCOME_COMPLETE);

  assert_previous (fixture, "a", not_sent, incomplete);
  assert_previous (fixture, "a", refused, not_sent);
  assert_previous (fixture, "a", complete, refused);
  assert_standing (fixture, "a", complete, PREAMP_OUTCOME_COMPLETE, FALSE);

  assert_previous (fixture, "b", moved, 0);
  assert_previous (fixture, "b", back, 0);
  assert_previous (fixture, "b", back_again, back);
  assert_previous (fixture, "b", later, 0);
}

/* A link lets a repeat take the place of one without a certain end: the plan alone says so. */
static void
test_links_to_nothing_uncertain (JournalFixture *fixture,
                                 gconstpointer   user_data)
{
  gint64 open = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_UNCONFIRMED);

  journal_try (fixture->journal, MIGRATE, "a", open, PREAMP_OUTCOME_REFUSED);
  assert_standing (fixture, "a", open, PREAMP_OUTCOME_UNCONFIRMED, TRUE);
  assert_closed_to (fixture, INSTANCE, MIGRATE, "a", 0);
}

static void
test_failed_retry_leaves_incomplete (JournalFixture *fixture,
                                     gconstpointer   user_data)
{
  const PreampOutcome failures[] = {
    PREAMP_OUTCOME_ABORTED, PREAMP_OUTCOME_REFUSED, PREAMP_OUTCOME_NOT_SENT
  };
  gint64 incomplete = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  gint64 previous = incomplete;

  assert_standing (fixture, "a", incomplete, PREAMP_OUTCOME_INCOMPLETE, TRUE);

  for (size_t i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      previous = journal_try (fixture->journal, MIGRATE, "a", previous, failures[i]);
      assert_standing (fixture, "a", incomplete, PREAMP_OUTCOME_INCOMPLETE, TRUE);
    }

  journal_fixture_reopen (fixture);
  assert_standing (fixture, "a", incomplete, PREAMP_OUTCOME_INCOMPLETE, TRUE);
}

static void
test_retry_settles_incomplete (JournalFixture *fixture,
                               gconstpointer   user_data)
{
  gint64 incomplete = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  gint64 retry = journal_try (fixture->journal, MIGRATE, "a", incomplete, PREAMP_OUTCOME_NONE);
  g_autoptr (PreampAttemptRecord) record = NULL;

  /* In flight, it is the one that tells. */
  assert_standing (fixture, "a", retry, PREAMP_OUTCOME_NONE, FALSE);

  g_assert_true (journal_save_outcome (fixture->journal, retry, PREAMP_OUTCOME_COMPLETE, NULL));
  assert_standing (fixture, "a", retry, PREAMP_OUTCOME_COMPLETE, FALSE);

  record = find_record (fixture, "a", incomplete);
  g_assert_true (record->replaced);
  g_assert_false (preamp_attempt_record_needs_attention (record));
}

static void
test_any_later_attempt_settles_incomplete (JournalFixture *fixture,
                                           gconstpointer   user_data)
{
  gint64 again;

  journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  again = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  assert_standing (fixture, "a", again, PREAMP_OUTCOME_INCOMPLETE, TRUE);

  again = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  assert_standing (fixture, "a", again, PREAMP_OUTCOME_COMPLETE, FALSE);
}

static void
test_incomplete_closes_other_direction (JournalFixture *fixture,
                                        gconstpointer   user_data)
{
  gint64 incomplete = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  gint64 waiting;

  assert_closed_to (fixture, INSTANCE, REVERSE, "a", 0);
  assert_closed_to (fixture, INSTANCE, REVERSE, "a", incomplete);
  g_assert_true (journal_set_aside (fixture->journal, incomplete, NULL));
  assert_closed_to (fixture, INSTANCE, REVERSE, "a", 0);
  assert_standing (fixture, "a", incomplete, PREAMP_OUTCOME_INCOMPLETE, FALSE);
  g_assert_cmpint (journal_get_closed (fixture->journal, "a"), ==, PREAMP_CLOSED_BY_MIGRATION);

  /* What waits, and what was sent, closes it to both directions. */
  waiting = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", incomplete, NULL);
  g_assert_cmpint (journal_get_closed (fixture->journal, "a"), ==, PREAMP_CLOSED_BY_RUN);
  g_assert_true (journal_mark_sent (fixture->journal, waiting, NULL));
  g_assert_cmpint (journal_get_closed (fixture->journal, "a"), ==, PREAMP_CLOSED_BY_ATTEMPT);
  g_assert_true (journal_save_outcome (fixture->journal, waiting, PREAMP_OUTCOME_ABORTED, NULL));
  g_assert_cmpint (journal_get_closed (fixture->journal, "a"), ==, PREAMP_CLOSED_BY_MIGRATION);

  journal_try (fixture->journal, MIGRATE, "a", incomplete, PREAMP_OUTCOME_COMPLETE);
  journal_try (fixture->journal, REVERSE, "a", 0, PREAMP_OUTCOME_COMPLETE);
}

static void
test_open_closes_everywhere (JournalFixture *fixture,
                             gconstpointer   user_data)
{
  gint64 id = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_NONE);

  for (unsigned int i = 0; i < 2; i++)
    {
      g_assert_true (journal_is_closed (fixture->journal, "a"));
      g_assert_false (journal_is_closed (fixture->journal, "b"));
      assert_closed_to (fixture, INSTANCE, MIGRATE, "a", 0);
      assert_closed_to (fixture, INSTANCE, REVERSE, "a", 0);
      assert_closed_to (fixture, INSTANCE, REVERSE, "a", id);
      assert_closed_to (fixture, OTHER_INSTANCE, MIGRATE, "a", 0);

      /* In flight at first, then unconfirmed. */
      g_assert_true (journal_save_outcome (fixture->journal, id, PREAMP_OUTCOME_UNCONFIRMED, NULL));
      assert_standing (fixture, "a", id, PREAMP_OUTCOME_UNCONFIRMED, TRUE);
    }

  g_assert_true (journal_set_aside (fixture->journal, id, NULL));
  assert_standing (fixture, "a", id, PREAMP_OUTCOME_UNCONFIRMED, FALSE);
  g_assert_true (journal_is_closed (fixture->journal, "a"));
  assert_closed_to (fixture, INSTANCE, MIGRATE, "a", 0);

  g_assert_true (journal_save_outcome (fixture->journal, id, PREAMP_OUTCOME_MOVED, NULL));
  g_assert_false (journal_is_closed (fixture->journal, "a"));

  /* What was set aside was the unconfirmed one. */
  assert_standing (fixture, "a", id, PREAMP_OUTCOME_MOVED, TRUE);
  g_assert_true (journal_set_aside (fixture->journal, id, NULL));
  assert_standing (fixture, "a", id, PREAMP_OUTCOME_MOVED, FALSE);
}

static void
test_aside_is_taken_back (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  gint64 ids[3];

  ids[0] = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_UNCONFIRMED);
  ids[1] = journal_try (fixture->journal, MIGRATE, "b", 0, PREAMP_OUTCOME_MOVED);
  ids[2] = journal_try (fixture->journal, MIGRATE, "c", 0, PREAMP_OUTCOME_NONE);

  /* All or none: one is in flight still. */
  g_assert_false (journal_set_all_aside (fixture->journal, ids, 3, TRUE, NULL));
  assert_standing (fixture, "a", ids[0], PREAMP_OUTCOME_UNCONFIRMED, TRUE);
  assert_standing (fixture, "b", ids[1], PREAMP_OUTCOME_MOVED, TRUE);

  g_assert_true (journal_set_all_aside (fixture->journal, ids, 2, TRUE, NULL));
  assert_standing (fixture, "a", ids[0], PREAMP_OUTCOME_UNCONFIRMED, FALSE);
  assert_standing (fixture, "b", ids[1], PREAMP_OUTCOME_MOVED, FALSE);
  g_assert_true (journal_is_closed (fixture->journal, "a"));

  g_assert_true (journal_set_all_aside (fixture->journal, ids, 2, FALSE, NULL));
  assert_standing (fixture, "a", ids[0], PREAMP_OUTCOME_UNCONFIRMED, TRUE);
  assert_standing (fixture, "b", ids[1], PREAMP_OUTCOME_MOVED, TRUE);
  g_assert_true (journal_is_closed (fixture->journal, "a"));
  assert_closed_to (fixture, INSTANCE, MIGRATE, "a", 0);
}

static void
test_aside_of_replaced_is_taken_back (JournalFixture *fixture,
                                      gconstpointer   user_data)
{
  gint64 lost = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_UNCONFIRMED);
  gint64 retry;
  gint64 nothing = 4711;
  g_autoptr (GError) error = NULL;

  g_assert_true (journal_set_aside (fixture->journal, lost, NULL));
  retry = journal_try (fixture->journal, MIGRATE, "a", lost, PREAMP_OUTCOME_COMPLETE);

  /* It has its place no more. */
  g_assert_true (journal_set_all_aside (fixture->journal, &lost, 1, FALSE, NULL));
  assert_standing (fixture, "a", retry, PREAMP_OUTCOME_COMPLETE, FALSE);

  g_assert_false (journal_set_all_aside (fixture->journal, &nothing, 1, FALSE, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
}

static void
test_in_flight_is_not_repeated (JournalFixture *fixture,
                                gconstpointer   user_data)
{
  gint64 id = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_NONE);

  assert_closed_to (fixture, INSTANCE, MIGRATE, "a", id);
}

static void
test_retry_takes_place_of_unconfirmed (JournalFixture *fixture,
                                       gconstpointer   user_data)
{
  gint64 lost = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_UNCONFIRMED);
  gint64 retry = journal_try (fixture->journal, MIGRATE, "a", lost, PREAMP_OUTCOME_NONE);
  g_autoptr (PreampAttemptRecord) record = find_record (fixture, "a", lost);

  g_assert_true (record->replaced);
  g_assert_false (preamp_attempt_record_is_open (record));
  g_assert_true (journal_is_closed (fixture->journal, "a"));
  assert_closed_to (fixture, INSTANCE, MIGRATE, "a", lost);

  g_assert_true (journal_save_outcome (fixture->journal, retry, PREAMP_OUTCOME_COMPLETE, NULL));
  g_assert_false (journal_is_closed (fixture->journal, "a"));
  assert_standing (fixture, "a", retry, PREAMP_OUTCOME_COMPLETE, FALSE);
}

static void
test_failed_retry_leaves_unconfirmed (JournalFixture *fixture,
                                      gconstpointer   user_data)
{
  gint64 lost = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_UNCONFIRMED);
  gint64 retry = journal_try (fixture->journal, MIGRATE, "a", lost, PREAMP_OUTCOME_REFUSED);

  /* The refused one changed nothing, so the lost one may still do its work. */
  assert_standing (fixture, "a", lost, PREAMP_OUTCOME_UNCONFIRMED, TRUE);
  g_assert_true (journal_is_closed (fixture->journal, "a"));
  assert_closed_to (fixture, INSTANCE, MIGRATE, "a", 0);

  /* A repeat of the refused one is a repeat of the lost one. */
  retry = journal_try (fixture->journal, MIGRATE, "a", retry, PREAMP_OUTCOME_NOT_SENT);
  assert_standing (fixture, "a", lost, PREAMP_OUTCOME_UNCONFIRMED, TRUE);

  retry = journal_try (fixture->journal, MIGRATE, "a", retry, PREAMP_OUTCOME_COMPLETE);
  assert_standing (fixture, "a", retry, PREAMP_OUTCOME_COMPLETE, FALSE);
  g_assert_false (journal_is_closed (fixture->journal, "a"));
}

static void
test_refused_mark_changes_nothing (JournalFixture *fixture,
                                   gconstpointer   user_data)
{
  gint64 lost = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_UNCONFIRMED);
  g_autoptr (PreampAttemptRecord) record = NULL;
  gint64 run_id;
  gint64 retry;

  /* The row of the repeat ends before it is sent: the place is not taken either. */
  retry = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, "a", lost, &run_id);
  g_assert_true (journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_STOPPED, NULL, NULL));
  g_assert_false (journal_mark_sent (fixture->journal, retry, NULL));

  record = find_record (fixture, "a", lost);
  g_assert_false (record->replaced);
  g_assert_true (journal_is_closed (fixture->journal, "a"));
}

static void
test_late_answers (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  gint64 first = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  gint64 second = journal_try (fixture->journal, MIGRATE, "a", first, PREAMP_OUTCOME_UNCONFIRMED);
  gint64 third = journal_try (fixture->journal, MIGRATE, "a", second, PREAMP_OUTCOME_ABORTED);

  assert_standing (fixture, "a", second, PREAMP_OUTCOME_UNCONFIRMED, TRUE);

  /* The answer of the second comes late. It changed nothing, and the first stands again. */
  g_assert_true (journal_save_outcome (fixture->journal, second, PREAMP_OUTCOME_ABORTED, NULL));
  assert_standing (fixture, "a", first, PREAMP_OUTCOME_INCOMPLETE, TRUE);

  third = journal_try (fixture->journal, MIGRATE, "a", third, PREAMP_OUTCOME_COMPLETE);
  assert_standing (fixture, "a", third, PREAMP_OUTCOME_COMPLETE, FALSE);
}

static void
test_late_abort_below_a_later_attempt (JournalFixture *fixture,
                                       gconstpointer   user_data)
{
  gint64 first = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  gint64 second = journal_try (fixture->journal, MIGRATE, "a", first, PREAMP_OUTCOME_UNCONFIRMED);
  gint64 third = journal_try (fixture->journal, MIGRATE, "a", second, PREAMP_OUTCOME_COMPLETE);

  /* The place of the first goes to the one that replaced the second. */
  g_assert_true (journal_save_outcome (fixture->journal, second, PREAMP_OUTCOME_ABORTED, NULL));
  assert_standing (fixture, "a", third, PREAMP_OUTCOME_COMPLETE, FALSE);
}

static void
test_late_answer_takes_no_later_place (JournalFixture *fixture,
                                       gconstpointer   user_data)
{
  gint64 first = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_UNCONFIRMED);
  gint64 second = journal_try (fixture->journal, MIGRATE, "a", first, PREAMP_OUTCOME_INCOMPLETE);

  g_assert_true (journal_save_outcome (fixture->journal, first, PREAMP_OUTCOME_COMPLETE, NULL));
  assert_standing (fixture, "a", second, PREAMP_OUTCOME_INCOMPLETE, TRUE);
}

static void
test_what_moved_meanwhile_is_not_repeated (JournalFixture *fixture,
                                           gconstpointer   user_data)
{
  const PreampOutcome ends[] = { PREAMP_OUTCOME_MOVED, PREAMP_OUTCOME_COMPLETE };

  for (size_t i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *datasource_id = g_strdup_printf ("a%zu", i);
      gint64 lost = journal_try (fixture->journal, MIGRATE, datasource_id, 0,
                                 PREAMP_OUTCOME_UNCONFIRMED);
      gint64 refused = journal_try (fixture->journal, MIGRATE, datasource_id, lost,
                                    PREAMP_OUTCOME_REFUSED);

      /* Reviewed before the end of the lost one was known, and pressed after it. */
      g_assert_true (journal_save_outcome (fixture->journal, lost, ends[i], NULL));
      assert_closed_to (fixture, INSTANCE, MIGRATE, datasource_id, lost);
      assert_closed_to (fixture, INSTANCE, MIGRATE, datasource_id, refused);

      /* The other direction is no repeat. */
      journal_try (fixture->journal, REVERSE, datasource_id, 0, PREAMP_OUTCOME_COMPLETE);
    }
}

static void
test_unknown_and_contradicted_stand (JournalFixture *fixture,
                                     gconstpointer   user_data)
{
  gint64 unknown = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_UNKNOWN);
  gint64 complete;
  g_autoptr (PreampAttemptRecord) record = NULL;

  assert_standing (fixture, "a", unknown, PREAMP_OUTCOME_UNKNOWN, TRUE);
  g_assert_false (journal_is_closed (fixture->journal, "a"));
  journal_try (fixture->journal, MIGRATE, "a", unknown, PREAMP_OUTCOME_REFUSED);
  assert_standing (fixture, "a", unknown, PREAMP_OUTCOME_UNKNOWN, TRUE);

  complete = journal_try (fixture->journal, MIGRATE, "a", unknown, PREAMP_OUTCOME_COMPLETE);
  assert_standing (fixture, "a", complete, PREAMP_OUTCOME_COMPLETE, FALSE);

  record = find_record (fixture, "a", complete);
  record->contradicted = TRUE;
  g_assert_true (journal_save_record (fixture->journal, record, NULL));
  assert_standing (fixture, "a", complete, PREAMP_OUTCOME_COMPLETE, TRUE);

  journal_try (fixture->journal, REVERSE, "a", 0, PREAMP_OUTCOME_ABORTED);
  assert_standing (fixture, "a", complete, PREAMP_OUTCOME_COMPLETE, TRUE);
}

/* Seen by Domo's lists alone, it is to be looked at, whatever was tried and changed nothing
 * since. */
static void
test_moved_stands_until_seen (JournalFixture *fixture,
                              gconstpointer   user_data)
{
  const PreampOutcome failures[] = {
    PREAMP_OUTCOME_ABORTED, PREAMP_OUTCOME_REFUSED, PREAMP_OUTCOME_NOT_SENT
  };
  gint64 moved = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_MOVED);
  gint64 last = 0;

  for (size_t i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      last = journal_try (fixture->journal, REVERSE, "a", 0, failures[i]);
      assert_standing (fixture, "a", moved, PREAMP_OUTCOME_MOVED, TRUE);
    }

  g_assert_false (journal_forget (fixture->journal, INSTANCE, NULL));
  g_assert_true (journal_set_aside (fixture->journal, moved, NULL));
  assert_standing (fixture, "a", last, PREAMP_OUTCOME_NOT_SENT, FALSE);

  /* Seen once more, and replaced by what changed something. */
  g_assert_true (journal_set_all_aside (fixture->journal, &moved, 1, FALSE, NULL));
  assert_standing (fixture, "a", moved, PREAMP_OUTCOME_MOVED, TRUE);
  last = journal_try (fixture->journal, REVERSE, "a", 0, PREAMP_OUTCOME_COMPLETE);
  assert_standing (fixture, "a", last, PREAMP_OUTCOME_COMPLETE, FALSE);
}

static void
test_instances_stand_apart (JournalFixture *fixture,
                            gconstpointer   user_data)
{
  gint64 incomplete = journal_try (fixture->journal, MIGRATE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  gint64 other;
  g_autoptr (GPtrArray) latest = NULL;

  /* The other one may be another name of the same Domo, so what is closed is closed there too. */
  assert_closed_to (fixture, OTHER_INSTANCE, REVERSE, "a", 0);
  g_assert_cmpint (journal_get_closed (fixture->journal, "a"), ==, PREAMP_CLOSED_BY_MIGRATION);

  other = journal_begin_one (fixture->journal, OTHER_INSTANCE, MIGRATE, "a", 0, NULL);
  g_assert_true (journal_mark_sent (fixture->journal, other, NULL));
  g_assert_true (journal_save_outcome (fixture->journal, other, PREAMP_OUTCOME_COMPLETE, NULL));
  assert_standing (fixture, "a", incomplete, PREAMP_OUTCOME_INCOMPLETE, TRUE);

  latest = journal_list_latest (fixture->journal, OTHER_INSTANCE);
  g_assert_cmpuint (latest->len, ==, 1);
  g_assert_cmpint (((PreampAttemptRecord *) g_ptr_array_index (latest, 0))->id, ==, other);

  /* It is incomplete where it was sent until it has completed there. */
  assert_closed_to (fixture, OTHER_INSTANCE, REVERSE, "a", 0);
  journal_try (fixture->journal, MIGRATE, "a", incomplete, PREAMP_OUTCOME_COMPLETE);
  g_assert_cmpint (journal_get_closed (fixture->journal, "a"), ==, 0);
  other = journal_begin_one (fixture->journal, OTHER_INSTANCE, REVERSE, "a", 0, NULL);
  g_assert_true (journal_mark_sent (fixture->journal, other, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/journal/standing/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("latest-stands", test_latest_stands);
  ADD ("untried-has-none", test_untried_has_none);
  ADD ("links-to-the-one-before", test_links_to_the_one_before);
  ADD ("links-to-nothing-uncertain", test_links_to_nothing_uncertain);
  ADD ("failed-retry-leaves-incomplete", test_failed_retry_leaves_incomplete);
  ADD ("retry-settles-incomplete", test_retry_settles_incomplete);
  ADD ("any-later-attempt-settles-incomplete", test_any_later_attempt_settles_incomplete);
  ADD ("incomplete-closes-other-direction", test_incomplete_closes_other_direction);
  ADD ("open-closes-everywhere", test_open_closes_everywhere);
  ADD ("aside-is-taken-back", test_aside_is_taken_back);
  ADD ("aside-of-replaced-is-taken-back", test_aside_of_replaced_is_taken_back);
  ADD ("in-flight-is-not-repeated", test_in_flight_is_not_repeated);
  ADD ("retry-takes-place-of-unconfirmed", test_retry_takes_place_of_unconfirmed);
  ADD ("failed-retry-leaves-unconfirmed", test_failed_retry_leaves_unconfirmed);
  ADD ("refused-mark-changes-nothing", test_refused_mark_changes_nothing);
  ADD ("late-answers", test_late_answers);
  ADD ("late-abort-below-a-later-attempt", test_late_abort_below_a_later_attempt);
  ADD ("late-answer-takes-no-later-place", test_late_answer_takes_no_later_place);
  ADD ("what-moved-meanwhile-is-not-repeated", test_what_moved_meanwhile_is_not_repeated);
  ADD ("unknown-and-contradicted-stand", test_unknown_and_contradicted_stand);
  ADD ("moved-stands-until-seen", test_moved_stands_until_seen);
  ADD ("instances-stand-apart", test_instances_stand_apart);

  return g_test_run ();
}
