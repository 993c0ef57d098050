/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-profile"

#include "config.h"

#include "preamp-profile-private.h"

/* The runs of all workspaces of a profile. */

/**
 * preamp_profile_get_finishing:
 * @self: a `PreampProfile`
 *
 * Returns: whether its runs were asked to end after what is in flight
 */
gboolean
preamp_profile_get_finishing (PreampProfile *self)
{
  g_return_val_if_fail (PREAMP_IS_PROFILE (self), FALSE);

  return self->finishing;
}

/**
 * preamp_profile_count_moving:
 * @self: a `PreampProfile`
 *
 * Returns: how many datasources are in flight in all of the workspaces
 */
guint
preamp_profile_count_moving (PreampProfile *self)
{
  GHashTableIter iter;
  gpointer workspace;
  guint n = 0;

  g_return_val_if_fail (PREAMP_IS_PROFILE (self), 0);

  g_hash_table_iter_init (&iter, self->workspaces);
  while (g_hash_table_iter_next (&iter, NULL, &workspace))
    {
      PreampRun *run = preamp_runner_get_current (preamp_workspace_get_runner (workspace));

      if (run != NULL)
        n += preamp_run_get_n_moving (run);
    }

  return n;
}

/**
 * preamp_profile_set_may_sleep:
 * @self: a `PreampProfile`
 * @may_sleep: whether the computer could not be kept awake
 *
 * Lets the runs of all instances say that the computer may go to sleep, or not any more.
 */
void
preamp_profile_set_may_sleep (PreampProfile *self,
                              gboolean       may_sleep)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (PREAMP_IS_PROFILE (self));

  self->may_sleep = may_sleep;
  g_hash_table_iter_init (&iter, self->workspaces);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    preamp_runner_set_may_sleep (preamp_workspace_get_runner (value), may_sleep);
}

/**
 * preamp_profile_finish_runs:
 * @self: a `PreampProfile`
 *
 * Stops every run after what is in flight now, also those that wait for their turn.
 * [property@Profile:moving] is %FALSE when all have ended.
 */
void
preamp_profile_finish_runs (PreampProfile *self)
{
  g_return_if_fail (PREAMP_IS_PROFILE (self));

  self->finishing = TRUE;
  preamp_profile_update_moving (self);
}

/**
 * preamp_profile_refresh_standings:
 * @self: a `PreampProfile`
 *
 * Reads from the journal again how the datasources of all workspaces stand.
 */
void
preamp_profile_refresh_standings (PreampProfile *self)
{
  GHashTableIter iter;
  gpointer workspace;

  g_return_if_fail (PREAMP_IS_PROFILE (self));

  g_hash_table_iter_init (&iter, self->workspaces);
  while (g_hash_table_iter_next (&iter, NULL, &workspace))
    preamp_standings_refresh (preamp_workspace_get_standings (workspace));
}
