/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an administrator may ask of a run while it goes on. */

#define G_LOG_DOMAIN "preamp-run"

#include "config.h"

#include "preamp-run-private.h"

#include <glib/gi18n.h>

/**
 * preamp_run_set_at_once:
 * @self: a run
 * @at_once: how many datasources move at once, 1 to 8
 *
 * Changes how many datasources move at once, also while it goes on. Fewer is reached as those that
 * are moving end.
 */
void
preamp_run_set_at_once (PreampRun *self,
                        guint      at_once)
{
  g_return_if_fail (PREAMP_IS_RUN (self));
  g_return_if_fail (at_once >= 1 && at_once <= 8);

  if (self->pace.at_once == at_once)
    return;

  self->pace.at_once = at_once;
  preamp_run_pace_changed (self);
}

/**
 * preamp_run_set_limits:
 * @self: a run
 * @limits: when it halts by itself
 *
 * Sets when it halts by itself. Without limits it never does for failures alone.
 */
void
preamp_run_set_limits (PreampRun              *self,
                       const PreampPaceLimits *limits)
{
  g_return_if_fail (PREAMP_IS_RUN (self));
  g_return_if_fail (limits != NULL);

  self->pace.limits = *limits;
}

/**
 * preamp_run_pause:
 * @self: a run
 *
 * Starts nothing new until [method@Run.go_on]. Those that are moving go on to their end.
 */
void
preamp_run_pause (PreampRun *self)
{
  g_return_if_fail (PREAMP_IS_RUN (self));

  if (!self->ended && self->pause == PREAMP_PAUSE_NONE)
    preamp_run_set_pause (self, PREAMP_PAUSE_ASKED);
}

/**
 * preamp_run_go_on:
 * @self: a run
 *
 * Goes on after a pause, whatever it was for. Failures are counted anew. Where the access token was
 * replaced by another user's meanwhile it pauses for %PREAMP_PAUSE_USER first, and from there it
 * goes on as [method@Run.get_new_user].
 */
void
preamp_run_go_on (PreampRun *self)
{
  g_return_if_fail (PREAMP_IS_RUN (self));

  if (self->asks_user && self->pause != PREAMP_PAUSE_USER)
    {
      preamp_run_set_pause (self, PREAMP_PAUSE_USER);
      return;
    }

  if (self->asks_user)
    preamp_run_accept_user (self, self->new_user);

  preamp_pace_go_on (&self->pace);
  if (self->pause == PREAMP_PAUSE_MISSED)
    preamp_run_set_due (self);
  preamp_run_set_pause (self, PREAMP_PAUSE_NONE);
}

/**
 * preamp_run_dup_pause_sentence:
 * @self: a run
 *
 * Gets what its pause means and what to do, where the lists could not be read, why, and where it
 * halted, for which datasources.
 *
 * Returns: (transfer full) (nullable): a few sentences, %NULL where nothing happened
 */
char *
preamp_run_dup_pause_sentence (PreampRun *self)
{
  const char *sentence;

  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  sentence = preamp_pause_get_sentence (self->pause);

  if (self->pause == PREAMP_PAUSE_LISTS)
    /* Translators: %1$s is the sentence that says why, %2$s what to do. */
    return g_strdup_printf (_("%1$s %2$s"), self->lists_problem, sentence);

  if (preamp_pause_is_halt (self->pause) && self->culprits != NULL)
    /* Translators: %1$s is the sentence that says for which datasources, %2$s what to do. */
    return g_strdup_printf (_("%1$s %2$s"), self->culprits, sentence);

  return g_strdup (sentence);
}

/**
 * preamp_run_get_lists_problem:
 * @self: a run
 *
 * Gets why Domo's lists could not be read when they were due the last time.
 *
 * Returns: (transfer none) (nullable): a sentence, %NULL where they were, or have not been due
 */
const char *
preamp_run_get_lists_problem (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return self->lists_problem;
}

/**
 * preamp_run_get_new_user:
 * @self: a run
 *
 * Gets whose access token the run goes on with after %PREAMP_PAUSE_USER.
 *
 * Returns: (transfer none) (nullable): the user, %NULL where Domo does not say
 */
const PreampUser *
preamp_run_get_new_user (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return self->new_user;
}

/**
 * preamp_run_quit:
 * @self: a run
 *
 * Stops it because the program is quit.
 */
void
preamp_run_quit (PreampRun *self)
{
  g_return_if_fail (PREAMP_IS_RUN (self));

  self->quitting = TRUE;
  preamp_run_stop (self);
}

/**
 * preamp_run_stop:
 * @self: a run
 *
 * Starts nothing new. Those that are moving go on to their end, and then the run ends.
 */
void
preamp_run_stop (PreampRun *self)
{
  g_return_if_fail (PREAMP_IS_RUN (self));

  if (self->stopping || self->ended)
    return;

  self->stopping = TRUE;
  preamp_run_notify (self, PREAMP_RUN_PROP_STOPPING);
}
