/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Iterates the main context until it is so. */
#define await(condition) \
  G_STMT_START \
  { \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
  } \
  G_STMT_END

/* A GAsyncReadyCallback: @user_data is where the result goes, a pointer that is NULL until then. */
static inline void
take_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **taken = (GAsyncResult **) user_data;

  g_assert_null (*taken);
  *taken = g_object_ref (result);
}

/* Waits for what take_result () takes, and lends it. */
static inline GAsyncResult *
await_result (GAsyncResult **result)
{
  await (*result != NULL);

  return *result;
}

G_END_DECLS
