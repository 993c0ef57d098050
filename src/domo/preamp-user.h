/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PreampUser:
 * @id: the user's identifier, as text
 * @name: (nullable): the name shown in Domo
 *
 * Whose access token it is.
 */
typedef struct
{
  char *id;
  char *name;
} PreampUser;

PreampUser *preamp_user_copy (const PreampUser *user) G_GNUC_WARN_UNUSED_RESULT;
void        preamp_user_free (PreampUser *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampUser, preamp_user_free)

G_END_DECLS
