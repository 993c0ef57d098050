/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How many datasources of a run wait, move and have ended, and how they ended. */

#define G_LOG_DOMAIN "preamp-run"

#include "config.h"

#include "preamp-run-private.h"

/**
 * preamp_run_get_n_attempts:
 * @self: a run
 *
 * Gets how many datasources it moves.
 *
 * Returns: the number
 */
guint
preamp_run_get_n_attempts (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->attempts));
}

/**
 * preamp_run_get_n_waiting:
 * @self: a run
 *
 * Gets how many have not been sent.
 *
 * Returns: the number
 */
guint
preamp_run_get_n_waiting (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), 0);

  return preamp_run_get_n_attempts (self) - self->n_moving - self->n_ended;
}

/**
 * preamp_run_get_n_moving:
 * @self: a run
 *
 * Gets how many are moving.
 *
 * Returns: the number
 */
guint
preamp_run_get_n_moving (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), 0);

  return self->n_moving;
}

/**
 * preamp_run_get_n_ended:
 * @self: a run
 *
 * Gets how many have ended.
 *
 * Returns: the number
 */
guint
preamp_run_get_n_ended (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), 0);

  return self->n_ended;
}

/**
 * preamp_run_count_outcome:
 * @self: a run
 * @outcome: an outcome
 *
 * Counts the attempts that ended in one way.
 *
 * Returns: the number
 */
guint
preamp_run_count_outcome (PreampRun     *self,
                          PreampOutcome  outcome)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), 0);
  g_return_val_if_fail (outcome < G_N_ELEMENTS (self->n_outcomes), 0);

  return self->n_outcomes[outcome];
}

/**
 * preamp_run_count_contradicted:
 * @self: a run
 * @outcome: an outcome
 *
 * Counts those of the attempts that ended in one way whose answer Domo's lists contradict.
 *
 * Returns: the number
 */
guint
preamp_run_count_contradicted (PreampRun     *self,
                               PreampOutcome  outcome)
{
  guint n = 0;

  g_return_val_if_fail (PREAMP_IS_RUN (self), 0);

  for (guint i = 0; i < preamp_run_get_n_attempts (self); i++)
    {
      g_autoptr (PreampAttempt) attempt =
        g_list_model_get_item (G_LIST_MODEL (self->attempts), i);

      n += preamp_attempt_get_outcome (attempt) == outcome &&
           preamp_attempt_get_record (attempt)->contradicted;
    }

  return n;
}
