/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-direction"

#include "config.h"

#include "preamp-direction.h"

static const char *const domo_names[] = {
  [PREAMP_DIRECTION_MIGRATE] = "FEDERATED_TO_CLOUD_AMPLIFIER",
  [PREAMP_DIRECTION_REVERSE] = "CLOUD_AMPLIFIER_TO_FEDERATED",
};

/**
 * preamp_direction_to_domo:
 * @direction: a direction
 *
 * Gets the word that Domo's answers use for a direction.
 *
 * Returns: (transfer none): for example `FEDERATED_TO_CLOUD_AMPLIFIER`
 */
const char *
preamp_direction_to_domo (PreampDirection direction)
{
  g_return_val_if_fail ((guint) direction < G_N_ELEMENTS (domo_names), NULL);

  return domo_names[direction];
}

/**
 * preamp_direction_from_domo:
 * @text: (nullable): the direction as Domo wrote it
 * @direction: (out) (optional): where to store it
 *
 * Reads Domo's word for a direction. @direction is left alone where the word is not known.
 *
 * Returns: whether @text is one of the two documented directions
 */
gboolean
preamp_direction_from_domo (const char      *text,
                            PreampDirection *direction)
{
  for (guint i = 0; i < G_N_ELEMENTS (domo_names); i++)
    {
      if (g_strcmp0 (text, domo_names[i]) == 0)
        {
          if (direction != NULL)
            *direction = (PreampDirection) i;
          return TRUE;
        }
    }

  return FALSE;
}
