/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When Domo's lists are looked at for an attempt, second by second. */

#include "config.h"

#include <gio/gio.h>

#include "migration/preamp-look-times.h"

#define BEGUN (G_TIME_SPAN_HOUR + 1)

static void
assert_looks (PreampOutcome  outcome,
              const guint   *seconds,
              size_t         n_seconds)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  gint64 now = BEGUN;

  record->outcome = outcome;
  record->sent_at = 1;

  for (size_t i = 0; i < n_seconds; i++)
    {
      gint64 next = preamp_look_times_find (record, BEGUN, G_TIME_SPAN_SECOND, now);

      g_assert_cmpint (next, ==, BEGUN + seconds[i] * G_TIME_SPAN_SECOND);

      /* The same one until its time has come. */
      g_assert_cmpint (preamp_look_times_find (record, BEGUN, G_TIME_SPAN_SECOND, next - 1), ==,
                       next);
      now = next;
    }

  g_assert_cmpint (preamp_look_times_find (record, BEGUN, G_TIME_SPAN_SECOND, now), ==, 0);
}

/* Domo may be working on it for as long as a request may take. */
static void
test_unanswered (void)
{
  static const guint seconds[] = { 5, 15, 30, 60, 120, 240, 480, 900 };

  assert_looks (PREAMP_OUTCOME_NONE, seconds, G_N_ELEMENTS (seconds));
  assert_looks (PREAMP_OUTCOME_UNCONFIRMED, seconds, G_N_ELEMENTS (seconds));
  assert_looks (PREAMP_OUTCOME_UNKNOWN, seconds, G_N_ELEMENTS (seconds));
}

/* A list that lags must not brand good rows. */
static void
test_answered (void)
{
  static const guint seconds[] = { 10, 60, 300 };

  assert_looks (PREAMP_OUTCOME_COMPLETE, seconds, G_N_ELEMENTS (seconds));
  assert_looks (PREAMP_OUTCOME_ABORTED, seconds, G_N_ELEMENTS (seconds));
  assert_looks (PREAMP_OUTCOME_REFUSED, seconds, G_N_ELEMENTS (seconds));
}

static void
test_others_are_not_looked_up (void)
{
  const PreampOutcome outcomes[] = {
    PREAMP_OUTCOME_NONE, PREAMP_OUTCOME_NOT_STARTED, PREAMP_OUTCOME_NOT_SENT,
    PREAMP_OUTCOME_INCOMPLETE, PREAMP_OUTCOME_MOVED,
  };
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();

  for (size_t i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      record->outcome = outcomes[i];
      g_assert_false (preamp_look_times_is_answered (record));
      g_assert_false (preamp_look_times_is_unanswered (record));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/look-times/unanswered", test_unanswered);
  g_test_add_func ("/migration/look-times/answered", test_answered);
  g_test_add_func ("/migration/look-times/others-are-not-looked-up",
                   test_others_are_not_looked_up);

  return g_test_run ();
}
