/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A run and the time: how long it will still take. */

#define G_LOG_DOMAIN "preamp-run"

#include "config.h"

#include "preamp-attempt-private.h"
#include "preamp-run-private.h"

/**
 * preamp_run_get_estimate:
 * @self: a run
 *
 * Gets how long its datasources take, by what was measured.
 *
 * Returns: (transfer none): the estimate
 */
PreampEstimate *
preamp_run_get_estimate (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return self->estimate;
}

/**
 * preamp_run_get_time_left:
 * @self: a run
 *
 * Estimates how long it takes until all of it has ended, at the pace it goes now.
 *
 * Returns: microseconds, -1 where nothing was measured or nothing new is started
 */
GTimeSpan
preamp_run_get_time_left (PreampRun *self)
{
  g_autoptr (GArray) moving = NULL;
  GTimeSpan left;
  guint n;

  g_return_val_if_fail (PREAMP_IS_RUN (self), -1);

  if (self->ended || self->pause != PREAMP_PAUSE_NONE || self->error != NULL)
    return -1;

  moving = g_array_new (FALSE, FALSE, sizeof (GTimeSpan));
  n = self->n_moving > 0 ? preamp_run_get_n_attempts (self) : 0;

  for (guint i = 0; i < n && moving->len < self->n_moving; i++)
    {
      g_autoptr (PreampAttempt) attempt =
        g_list_model_get_item (G_LIST_MODEL (self->attempts), i);
      GTimeSpan elapsed = preamp_attempt_get_elapsed (attempt);

      if (preamp_attempt_get_phase (attempt) == PREAMP_ATTEMPT_PHASE_MOVING)
        g_array_append_val (moving, elapsed);
    }

  left = preamp_estimate_get_left (self->estimate,
                                   self->stopping ? 0 : preamp_run_get_n_waiting (self),
                                   (const GTimeSpan *) moving->data, moving->len,
                                   self->pace.at_once);
  if (left >= 0 && self->wait_until != 0)
    left += MAX (self->wait_until - g_get_monotonic_time (), 0);

  return left;
}
