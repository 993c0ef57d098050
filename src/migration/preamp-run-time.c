/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A run and the time: the window that it is to go in, how long it has taken, and how long it will
 * still take. */

#define G_LOG_DOMAIN "preamp-run"

#include "config.h"

#include "preamp-run-private.h"

#include <glib/gi18n.h>

/**
 * preamp_run_set_window:
 * @self: a run that was given to no runner
 * @starts_at: when it is to start, microseconds since 1970 UTC, 0 for at once
 * @stops_at: from when on nothing new of it is to start, microseconds since 1970 UTC, 0 for never
 *
 * Sets the window of time that it is to go in.
 */
void
preamp_run_set_window (PreampRun *self,
                       gint64     starts_at,
                       gint64     stops_at)
{
  g_return_if_fail (PREAMP_IS_RUN (self));
  g_return_if_fail (self->record->id == 0);
  g_return_if_fail (stops_at == 0 || stops_at > starts_at);

  self->record->starts_at = starts_at;
  self->record->stops_at = stops_at;
  self->scheduled = starts_at != 0;
  preamp_run_notify (self, PREAMP_RUN_PROP_SCHEDULED);
}

/**
 * preamp_run_get_scheduled:
 * @self: a run
 *
 * Gets whether it waits for the time when it is to start, or that time was missed.
 *
 * Returns: %FALSE once it is due
 */
gboolean
preamp_run_get_scheduled (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), FALSE);

  return self->scheduled;
}

/**
 * preamp_run_get_begun:
 * @self: a run
 *
 * Gets whether its turn has come. Before that it waits for its time, or for another run of the
 * instance.
 *
 * Returns: whether it has begun
 */
gboolean
preamp_run_get_begun (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), FALSE);

  return self->started_monotonic != 0;
}

/**
 * preamp_run_start_now:
 * @self: a run
 *
 * Does not wait for the time when it was to start, nor for an answer where that was missed. It
 * still waits for other runs of the instance.
 */
void
preamp_run_start_now (PreampRun *self)
{
  g_return_if_fail (PREAMP_IS_RUN (self));

  if (self->pause == PREAMP_PAUSE_MISSED)
    preamp_run_go_on (self);
  else
    preamp_run_set_due (self);
}

/*< private >
 * preamp_run_set_clock:
 * @self: a run
 * @clock: what tells the time of day, microseconds since 1970 UTC
 *
 * Sets by what its window is measured.
 */
void
preamp_run_set_clock (PreampRun *self,
                      gint64   (*clock) (void))
{
  self->clock = clock;
}

/*< private >
 * preamp_run_set_turn:
 * @self: a run
 *
 * Notes that its turn has come.
 */
void
preamp_run_set_turn (PreampRun *self)
{
  self->started_monotonic = g_get_monotonic_time ();
  preamp_run_notify (self, PREAMP_RUN_PROP_N_WAITING);
}

/*< private >
 * preamp_run_set_due:
 * @self: a run
 *
 * Shows that the time has come when it is to start.
 */
void
preamp_run_set_due (PreampRun *self)
{
  if (!self->scheduled)
    return;

  self->scheduled = FALSE;
  preamp_run_notify (self, PREAMP_RUN_PROP_SCHEDULED);
}

/*< private >
 * preamp_run_end_window:
 * @self: a run
 *
 * Stops it because its window of time has ended.
 */
void
preamp_run_end_window (PreampRun *self)
{
  self->window_ended = TRUE;
  preamp_run_stop (self);
}

/*< private >
 * preamp_run_is_past_window:
 * @self: a run
 *
 * Looks whether nothing new of it may start any more.
 *
 * Returns: whether its window of time is over by now
 */
gboolean
preamp_run_is_past_window (PreampRun *self)
{
  return self->record->stops_at != 0 && self->clock () >= self->record->stops_at;
}

/*< private >
 * preamp_run_get_window_ended:
 * @self: a run
 *
 * Gets whether it stops because its window of time has ended.
 *
 * Returns: %TRUE after [method@Run.end_window]
 */
gboolean
preamp_run_get_window_ended (PreampRun *self)
{
  return self->window_ended;
}

/*< private >
 * preamp_run_dup_window_reason:
 * @self: a run whose window has ended
 *
 * Says why it ended.
 *
 * Returns: (transfer full): a sentence
 */
char *
preamp_run_dup_window_reason (PreampRun *self)
{
  g_autoptr (GDateTime) utc =
    g_date_time_new_from_unix_utc (self->record->stops_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  /* Translators: as g_date_time_format() takes it, %H:%M is a time of day */
  return g_date_time_format (local, _("The window of time ended at %H:%M."));
}

/**
 * preamp_run_get_elapsed:
 * @self: a run
 *
 * Gets how long it has been worked on since its turn came, or was, by the monotonic clock. This is
 * what the journal keeps of it: see [method@RunSummary.get_duration].
 *
 * Returns: a time in microseconds, 0 where its turn has not come
 */
GTimeSpan
preamp_run_get_elapsed (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), 0);

  if (self->started_monotonic == 0)
    return 0;

  return (self->ended_monotonic != 0 ? self->ended_monotonic : g_get_monotonic_time ()) -
         self->started_monotonic;
}

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

  if (self->ended || self->started_monotonic == 0 || self->pause != PREAMP_PAUSE_NONE ||
      self->error != NULL)
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
