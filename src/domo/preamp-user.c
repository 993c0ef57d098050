/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-user"

#include "config.h"

#include "preamp-user.h"

/**
 * preamp_user_copy:
 * @user: a user
 *
 * Copies a user.
 *
 * Returns: (transfer full): the copy
 */
PreampUser *
preamp_user_copy (const PreampUser *user)
{
  PreampUser *copy = NULL;

  g_return_val_if_fail (user != NULL, NULL);

  copy = g_new0 (PreampUser, 1);
  copy->id = g_strdup (user->id);
  copy->name = g_strdup (user->name);

  return copy;
}

/**
 * preamp_user_free:
 * @user: (transfer full): a user
 *
 * Frees a user.
 */
void
preamp_user_free (PreampUser *user)
{
  g_return_if_fail (user != NULL);

  g_clear_pointer (&user->id, g_free);
  g_clear_pointer (&user->name, g_free);
  g_free (user);
}
