/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-time-limits"

#include "config.h"

#include "preamp-time-limits.h"

/* A setting in a unit that people choose, as a property in one that requests need. */
static gboolean
multiply (GValue   *value,
          GVariant *variant,
          gpointer  user_data)
{
  g_value_set_uint (value, g_variant_get_uint32 (variant) * GPOINTER_TO_UINT (user_data));

  return TRUE;
}

/**
 * preamp_time_limits_apply:
 * @settings: settings of the schema `io.github.preamp.Preamp`
 * @client: a client
 *
 * Lets a client follow the time limits of the settings, also when they are changed. Connections
 * that are open keep theirs.
 */
void
preamp_time_limits_apply (GSettings        *settings,
                          PreampDomoClient *client)
{
  static const struct
  {
    const char *key;
    guint factor;
  } limits[] = {
    { "connect-timeout", 1000 }, /* seconds, in milliseconds */
    { "read-silence", 1 },       /* seconds */
    { "move-silence", 60 },      /* minutes, in seconds */
  };

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (client));

  for (size_t i = 0; i < G_N_ELEMENTS (limits); i++)
    g_settings_bind_with_mapping (settings, limits[i].key, client, limits[i].key,
                                  G_SETTINGS_BIND_GET, multiply, NULL,
                                  GUINT_TO_POINTER (limits[i].factor), NULL);
}
