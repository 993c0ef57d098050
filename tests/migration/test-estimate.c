/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "migration/preamp-estimate.h"
#include "../journal/journal-fixture.h"

#define SECONDS(n) ((n) * G_TIME_SPAN_SECOND)

static GArray *
new_durations (guint     n,
               GTimeSpan duration)
{
  GArray *durations = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++)
    g_array_append_val (durations, duration);

  return durations;
}

static void
test_nothing_measured_says_nothing (void)
{
  g_autoptr (PreampEstimate) estimate = preamp_estimate_new ();

  g_assert_cmpuint (preamp_estimate_get_n (estimate), ==, 0);
  g_assert_cmpint (preamp_estimate_get_typical (estimate), ==, 0);
  g_assert_cmpint (preamp_estimate_get_longest (estimate), ==, 0);
  g_assert_cmpint (preamp_estimate_get_left (estimate, 35, NULL, 0, 2), ==, -1);

  /* Neither does what has no duration. */
  preamp_estimate_add (estimate, 0);
  g_assert_cmpint (preamp_estimate_get_left (estimate, 35, NULL, 0, 2), ==, -1);
}

static void
test_one_that_hung_does_not_count_for_all (void)
{
  g_autoptr (PreampEstimate) estimate = preamp_estimate_new ();
  g_autoptr (GArray) durations = new_durations (4, SECONDS (8));
  gint64 hung = SECONDS (900);

  g_array_append_val (durations, hung);
  preamp_estimate_set_earlier (estimate, durations);

  g_assert_cmpuint (preamp_estimate_get_n (estimate), ==, 5);
  g_assert_cmpint (preamp_estimate_get_typical (estimate), ==, SECONDS (8));
  g_assert_cmpint (preamp_estimate_get_longest (estimate), ==, SECONDS (900));
}

static void
test_goes_by_how_many_move_at_once (void)
{
  const GTimeSpan moving[] = { SECONDS (2), SECONDS (100) };
  g_autoptr (PreampEstimate) estimate = preamp_estimate_new ();
  g_autoptr (GArray) durations = new_durations (3, SECONDS (8));

  preamp_estimate_set_earlier (estimate, durations);

  g_assert_cmpint (preamp_estimate_get_left (estimate, 35, NULL, 0, 1), ==, SECONDS (280));
  g_assert_cmpint (preamp_estimate_get_left (estimate, 35, NULL, 0, 2), ==, SECONDS (140));

  /* Fewer than could move at once still take as long as one. */
  g_assert_cmpint (preamp_estimate_get_left (estimate, 1, NULL, 0, 8), ==, SECONDS (8));

  /* One that has moved for 2 seconds has 6 to go; one that is overdue may end at any time. */
  g_assert_cmpint (preamp_estimate_get_left (estimate, 0, moving, 2, 2), ==, SECONDS (6));
  g_assert_cmpint (preamp_estimate_get_left (estimate, 10, moving, 2, 2), ==, SECONDS (43));
  g_assert_cmpint (preamp_estimate_get_left (estimate, 0, NULL, 0, 2), ==, 0);
}

static void
count_cb (guint *n_changes)
{
  (*n_changes)++;
}

static void
test_run_is_measured_by_itself_soon (void)
{
  g_autoptr (PreampEstimate) estimate = preamp_estimate_new ();
  g_autoptr (GArray) durations = new_durations (40, SECONDS (8));
  guint n_changes = 0;

  g_signal_connect_swapped (estimate, "changed", G_CALLBACK (count_cb), &n_changes);
  preamp_estimate_set_earlier (estimate, durations);
  g_assert_cmpuint (n_changes, ==, 1);

  for (guint i = 0; i < 4; i++)
    preamp_estimate_add (estimate, SECONDS (30));

  g_assert_cmpint (preamp_estimate_get_typical (estimate), ==, SECONDS (8));
  g_assert_cmpuint (preamp_estimate_get_n (estimate), ==, 40);

  preamp_estimate_add (estimate, SECONDS (30));
  g_assert_cmpint (preamp_estimate_get_typical (estimate), ==, SECONDS (30));
  g_assert_cmpuint (preamp_estimate_get_n (estimate), ==, 5);
  g_assert_cmpuint (n_changes, ==, 6);
}

static void
test_goes_by_the_newest (void)
{
  g_autoptr (PreampEstimate) estimate = preamp_estimate_new ();

  for (guint i = 0; i < 60; i++)
    preamp_estimate_add (estimate, SECONDS (5));

  for (guint i = 0; i < 40; i++)
    preamp_estimate_add (estimate, SECONDS (9));

  g_assert_cmpuint (preamp_estimate_get_n (estimate), ==, 40);
  g_assert_cmpint (preamp_estimate_get_typical (estimate), ==, SECONDS (9));
}

static void
measure (JournalFixture  *fixture,
         const char      *instance,
         PreampDirection  direction,
         const char      *datasource_id,
         PreampOutcome    outcome,
         GTimeSpan        duration)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  g_autoptr (GError) error = NULL;

  record->id = journal_begin_one (fixture->journal, instance, direction, datasource_id, 0, NULL);
  journal_mark_sent (fixture->journal, record->id, &error);
  g_assert_no_error (error);

  record->outcome = outcome;
  record->answered_at = 3000;
  record->duration = duration;
  journal_save_record (fixture->journal, record, &error);
  g_assert_no_error (error);
}

static void
changed_cb (gboolean *changed)
{
  *changed = TRUE;
}

/* Another instance, the other direction, and what got no result tell nothing. */
static void
test_reads_what_was_measured_here (JournalFixture *fixture,
                                   gconstpointer   user_data)
{
  g_autoptr (PreampEstimate) estimate = preamp_estimate_new ();
  gboolean changed = FALSE;

  measure (fixture, INSTANCE, PREAMP_DIRECTION_MIGRATE, "a", PREAMP_OUTCOME_COMPLETE, SECONDS (7));
  measure (fixture, INSTANCE, PREAMP_DIRECTION_MIGRATE, "b", PREAMP_OUTCOME_INCOMPLETE,
           SECONDS (9));
  measure (fixture, INSTANCE, PREAMP_DIRECTION_MIGRATE, "c", PREAMP_OUTCOME_ABORTED, SECONDS (11));
  measure (fixture, INSTANCE, PREAMP_DIRECTION_MIGRATE, "d", PREAMP_OUTCOME_REFUSED, SECONDS (1));
  measure (fixture, INSTANCE, PREAMP_DIRECTION_MIGRATE, "e", PREAMP_OUTCOME_UNCONFIRMED,
           SECONDS (900));
  measure (fixture, INSTANCE, PREAMP_DIRECTION_REVERSE, "f", PREAMP_OUTCOME_COMPLETE, SECONDS (50));
  measure (fixture, OTHER_INSTANCE, PREAMP_DIRECTION_MIGRATE, "g", PREAMP_OUTCOME_COMPLETE,
           SECONDS (70));

  g_signal_connect_swapped (estimate, "changed", G_CALLBACK (changed_cb), &changed);
  preamp_estimate_read (estimate, fixture->journal, INSTANCE, PREAMP_DIRECTION_MIGRATE);
  await (changed);

  g_assert_cmpuint (preamp_estimate_get_n (estimate), ==, 3);
  g_assert_cmpint (preamp_estimate_get_typical (estimate), ==, SECONDS (9));
  g_assert_cmpint (preamp_estimate_get_longest (estimate), ==, SECONDS (11));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/estimate/nothing-measured-says-nothing",
                   test_nothing_measured_says_nothing);
  g_test_add_func ("/migration/estimate/one-that-hung-does-not-count-for-all",
                   test_one_that_hung_does_not_count_for_all);
  g_test_add_func ("/migration/estimate/goes-by-how-many-move-at-once",
                   test_goes_by_how_many_move_at_once);
  g_test_add_func ("/migration/estimate/run-is-measured-by-itself-soon",
                   test_run_is_measured_by_itself_soon);
  g_test_add_func ("/migration/estimate/goes-by-the-newest", test_goes_by_the_newest);
  g_test_add ("/migration/estimate/reads-what-was-measured-here", JournalFixture, NULL,
              journal_fixture_set_up, test_reads_what_was_measured_here,
              journal_fixture_tear_down);

  return g_test_run ();
}
