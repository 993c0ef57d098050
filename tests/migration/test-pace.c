/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "migration/preamp-pace.h"

static PreampPaceStep
end (PreampPace    *pace,
     PreampOutcome  outcome,
     guint          http_status,
     guint          retry_after)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();

  record->sent_at = 1;
  record->outcome = outcome;
  record->http_status = http_status;

  return preamp_pace_judge (pace, record, FALSE, retry_after);
}

static PreampPaceStep
limit (PreampPace *pace,
       guint       retry_after)
{
  PreampPaceStep step = end (pace, PREAMP_OUTCOME_REFUSED, 429, retry_after);

  g_assert_true (step.again);

  return step;
}

static PreampPause
fail (PreampPace    *pace,
      PreampOutcome  outcome)
{
  return end (pace, outcome, 200, 0).pause;
}

static void
test_halts_after_failures_in_a_row (void)
{
  const PreampPaceLimits limits = { .in_a_row = 3, .incomplete = 5 };
  PreampPace pace;

  preamp_pace_init (&pace, &limits, 2);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_ABORTED), ==, PREAMP_PAUSE_NONE);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_UNCONFIRMED), ==, PREAMP_PAUSE_NONE);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_COMPLETE), ==, PREAMP_PAUSE_NONE);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_REFUSED), ==, PREAMP_PAUSE_NONE);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_UNKNOWN), ==, PREAMP_PAUSE_NONE);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_INCOMPLETE), ==, PREAMP_PAUSE_IN_A_ROW);

  preamp_pace_go_on (&pace);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_ABORTED), ==, PREAMP_PAUSE_NONE);
}

static void
test_halts_after_incomplete_in_all (void)
{
  const PreampPaceLimits limits = { .in_a_row = 3, .incomplete = 2 };
  PreampPace pace;

  preamp_pace_init (&pace, &limits, 2);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_INCOMPLETE), ==, PREAMP_PAUSE_NONE);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_COMPLETE), ==, PREAMP_PAUSE_NONE);
  g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_INCOMPLETE), ==, PREAMP_PAUSE_INCOMPLETE);
}

static void
test_never_halts_with_no_limits (void)
{
  const PreampPaceLimits limits = { 0 };
  PreampPace pace;

  preamp_pace_init (&pace, &limits, 2);
  for (int i = 0; i < 50; i++)
    g_assert_cmpint (fail (&pace, PREAMP_OUTCOME_INCOMPLETE), ==, PREAMP_PAUSE_NONE);
}

static void
test_web_page_halts_at_once (void)
{
  const PreampPaceLimits limits = { .in_a_row = 3, .incomplete = 5 };
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  PreampPaceStep step;
  PreampPace pace;

  record->outcome = PREAMP_OUTCOME_UNCONFIRMED;
  record->http_status = 504;

  preamp_pace_init (&pace, &limits, 2);
  step = preamp_pace_judge (&pace, record, TRUE, 0);
  g_assert_cmpint (step.pause, ==, PREAMP_PAUSE_WEB_PAGE);
  g_assert_false (step.again);
}

static void
test_token_and_connection_queue_again (void)
{
  const PreampPaceLimits limits = { .in_a_row = 1, .incomplete = 1 };
  PreampPaceStep step;
  PreampPace pace;

  preamp_pace_init (&pace, &limits, 2);

  step = end (&pace, PREAMP_OUTCOME_REFUSED, 401, 0);
  g_assert_true (step.again);
  g_assert_cmpint (step.pause, ==, PREAMP_PAUSE_TOKEN);

  step = end (&pace, PREAMP_OUTCOME_NOT_SENT, 0, 0);
  g_assert_true (step.again);
  g_assert_cmpint (step.pause, ==, PREAMP_PAUSE_CONNECTION);

  g_assert_cmpuint (pace.n_failures_in_a_row, ==, 0);
  g_assert_cmpuint (pace.at_once, ==, 2);
}

static void
test_rate_limit_waits_longer_and_slows_down (void)
{
  static const guint waits[] = { 5, 10, 20, 40 };
  const PreampPaceLimits limits = { .in_a_row = 3, .incomplete = 5 };
  PreampPaceStep step;
  PreampPace pace;

  preamp_pace_init (&pace, &limits, 8);

  for (size_t i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      step = limit (&pace, 0);
      g_assert_cmpuint (step.wait, ==, waits[i]);
      g_assert_cmpint (step.pause, ==, PREAMP_PAUSE_NONE);
      preamp_pace_waited (&pace);
    }

  g_assert_cmpuint (pace.at_once, ==, 1);
  g_assert_cmpint (limit (&pace, 0).pause, ==, PREAMP_PAUSE_RATE);
}

/* Those that are on their way together are refused together. */
static void
test_rate_limit_of_several_counts_once (void)
{
  const PreampPaceLimits limits = { .in_a_row = 3, .incomplete = 5 };
  PreampPaceStep step;
  PreampPace pace;

  preamp_pace_init (&pace, &limits, 8);
  g_assert_cmpuint (limit (&pace, 10).wait, ==, 10);

  for (guint i = 0; i < 7; i++)
    {
      step = limit (&pace, i % 2 == 0 ? 0 : 10);
      g_assert_cmpuint (step.wait, ==, 0);
      g_assert_cmpint (step.pause, ==, PREAMP_PAUSE_NONE);
    }

  g_assert_cmpuint (pace.at_once, ==, 4);

  /* A longer wait is taken, and no shorter one. */
  g_assert_cmpuint (limit (&pace, 30).wait, ==, 30);
  g_assert_cmpuint (limit (&pace, 20).wait, ==, 0);

  preamp_pace_waited (&pace);
  g_assert_cmpuint (limit (&pace, 0).wait, ==, 10);
  g_assert_cmpuint (pace.at_once, ==, 2);
}

static void
test_retry_after_is_honoured (void)
{
  const PreampPaceLimits limits = { .in_a_row = 3, .incomplete = 5 };
  PreampPace pace;

  preamp_pace_init (&pace, &limits, 4);
  g_assert_cmpuint (limit (&pace, 17).wait, ==, 17);
  g_assert_cmpuint (pace.at_once, ==, 2);
  preamp_pace_waited (&pace);

  /* What went well in between begins the count anew. */
  end (&pace, PREAMP_OUTCOME_COMPLETE, 200, 0);
  g_assert_cmpuint (limit (&pace, 0).wait, ==, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/pace/halts-after-failures-in-a-row",
                   test_halts_after_failures_in_a_row);
  g_test_add_func ("/migration/pace/halts-after-incomplete-in-all",
                   test_halts_after_incomplete_in_all);
  g_test_add_func ("/migration/pace/never-halts-with-no-limits", test_never_halts_with_no_limits);
  g_test_add_func ("/migration/pace/web-page-halts-at-once", test_web_page_halts_at_once);
  g_test_add_func ("/migration/pace/token-and-connection-queue-again",
                   test_token_and_connection_queue_again);
  g_test_add_func ("/migration/pace/rate-limit-waits-longer-and-slows-down",
                   test_rate_limit_waits_longer_and_slows_down);
  g_test_add_func ("/migration/pace/rate-limit-of-several-counts-once",
                   test_rate_limit_of_several_counts_once);
  g_test_add_func ("/migration/pace/retry-after-is-honoured", test_retry_after_is_honoured);

  return g_test_run ();
}
