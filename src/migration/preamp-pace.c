/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-pace.h"

/* How often in a row Domo may ask to wait before the run pauses. */
#define MAX_RATE_LIMITED 5

/* The first wait where Domo does not say how long, in seconds; it doubles each time. */
#define FIRST_WAIT 5

/**
 * preamp_pace_init:
 * @pace: (out caller-allocates): a pace
 * @limits: when the run halts by itself
 * @at_once: how many datasources move at once
 *
 * Begins a run's pace.
 */
void
preamp_pace_init (PreampPace             *pace,
                  const PreampPaceLimits *limits,
                  guint                   at_once)
{
  *pace = (PreampPace) {
    .limits = *limits,
    .at_once = at_once,
  };
}

static PreampPaceStep
judge_rate_limit (PreampPace *pace,
                  guint       retry_after)
{
  PreampPaceStep step = { .again = TRUE };

  /* Those that were on their way together are refused together, and that counts once. */
  if (pace->wait > 0)
    {
      if (retry_after > pace->wait)
        pace->wait = step.wait = retry_after;

      return step;
    }

  pace->at_once = MAX (1, pace->at_once / 2);

  if (++pace->n_rate_limited >= MAX_RATE_LIMITED)
    step.pause = PREAMP_PAUSE_RATE;
  else if (retry_after > 0)
    step.wait = retry_after;
  else
    step.wait = FIRST_WAIT << (pace->n_rate_limited - 1);

  pace->wait = step.wait;

  return step;
}

/**
 * preamp_pace_judge:
 * @pace: a run's pace
 * @record: an attempt that has ended
 * @web_page: whether a web page or a redirect came
 * @retry_after: the seconds that Domo asked to wait, 0 for not said
 *
 * Says what follows from an attempt's end. 401, 429 and a request that was not sent have their own
 * rules, and count neither as failures in a row nor end a series of them.
 *
 * Returns: what to do
 */
PreampPaceStep
preamp_pace_judge (PreampPace                *pace,
                   const PreampAttemptRecord *record,
                   gboolean                   web_page,
                   guint                      retry_after)
{
  g_return_val_if_fail (pace != NULL, (PreampPaceStep) { 0 });
  g_return_val_if_fail (record != NULL, (PreampPaceStep) { 0 });

  /* One that its datasource was closed to was never tried. */
  if (record->outcome == PREAMP_OUTCOME_NOT_SENT && record->sent_at == 0)
    return (PreampPaceStep) { 0 };

  if (record->outcome == PREAMP_OUTCOME_NOT_SENT)
    return (PreampPaceStep) { .again = TRUE, .pause = PREAMP_PAUSE_CONNECTION };

  if (record->outcome == PREAMP_OUTCOME_REFUSED && record->http_status == 401)
    return (PreampPaceStep) { .again = TRUE, .pause = PREAMP_PAUSE_TOKEN };

  if (record->outcome == PREAMP_OUTCOME_REFUSED && record->http_status == 429)
    return judge_rate_limit (pace, retry_after);

  pace->n_rate_limited = 0;

  if (record->outcome == PREAMP_OUTCOME_COMPLETE)
    {
      pace->n_failures_in_a_row = 0;
      return (PreampPaceStep) { 0 };
    }

  pace->n_failures_in_a_row++;
  if (record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    pace->n_incomplete++;

  if (web_page)
    return (PreampPaceStep) { .pause = PREAMP_PAUSE_WEB_PAGE };

  if (pace->limits.incomplete > 0 && pace->n_incomplete >= pace->limits.incomplete)
    return (PreampPaceStep) { .pause = PREAMP_PAUSE_INCOMPLETE };

  if (pace->limits.in_a_row > 0 && pace->n_failures_in_a_row >= pace->limits.in_a_row)
    return (PreampPaceStep) { .pause = PREAMP_PAUSE_IN_A_ROW };

  return (PreampPaceStep) { 0 };
}

/**
 * preamp_pace_waited:
 * @pace: a run's pace
 *
 * Notes that the run has waited for as long as Domo asked.
 */
void
preamp_pace_waited (PreampPace *pace)
{
  g_return_if_fail (pace != NULL);

  pace->wait = 0;
}

/**
 * preamp_pace_go_on:
 * @pace: a run's pace
 *
 * Begins the counts anew, after the administrator has looked and lets the run go on.
 */
void
preamp_pace_go_on (PreampPace *pace)
{
  g_return_if_fail (pace != NULL);

  pace->n_failures_in_a_row = 0;
  pace->n_incomplete = 0;
  pace->n_rate_limited = 0;
}
