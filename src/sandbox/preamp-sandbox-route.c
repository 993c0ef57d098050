/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-route.h"

/* A segment in braces stands for what the path says there. */
static const struct
{
  const char       *path;
  PreampSandboxCall call;
} all_paths[] = {
  { "/api/query/migration/integrations/types", PREAMP_SANDBOX_CALL_TYPES },
  { "/api/query/migration/integrations/{type}", PREAMP_SANDBOX_CALL_INTEGRATIONS },
  { "/api/query/migration/candidates/federated/to/amplifier/integrations/{integration}",
    PREAMP_SANDBOX_CALL_CANDIDATES },
  { "/api/query/migration/candidates/amplifier/to/federated/integrations/{integration}",
    PREAMP_SANDBOX_CALL_MIGRATED },
  { "/api/query/migration/federated/to/amplifier/{datasource}/integrations/{integration}",
    PREAMP_SANDBOX_CALL_MIGRATE },
  { "/api/query/migration/amplifier/to/federated/{datasource}", PREAMP_SANDBOX_CALL_REVERSE },
  { "/api/content/v2/users/me", PREAMP_SANDBOX_CALL_USER },
  { "/sandbox/faults", PREAMP_SANDBOX_CALL_FAULTS },
};

static gboolean
match_path (PreampSandboxRoute *route,
            char              **segments,
            const char         *path)
{
  g_auto (GStrv) wanted = g_strsplit (path, "/", -1);

  if (g_strv_length (segments) != g_strv_length (wanted))
    return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (wanted[i][0] == '{' ? segments[i][0] == '\0' : !g_str_equal (wanted[i], segments[i]))
        return FALSE;
    }

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (g_str_equal (wanted[i], "{type}"))
        route->type = g_strdup (segments[i]);
      else if (g_str_equal (wanted[i], "{datasource}"))
        route->datasource = g_strdup (segments[i]);
      else if (g_str_equal (wanted[i], "{integration}"))
        route->integration = g_strdup (segments[i]);
    }
  return TRUE;
}

/**
 * preamp_sandbox_route_parse:
 * @route: (out caller-allocates): the parts
 * @path: a path as it came, with its percent signs
 *
 * Takes a path apart.
 */
void
preamp_sandbox_route_parse (PreampSandboxRoute *route,
                            const char         *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  *route = (PreampSandboxRoute) { PREAMP_SANDBOX_CALL_UNKNOWN };

  for (guint i = 0; segments[i] != NULL; i++)
    {
      char *segment = g_uri_unescape_string (segments[i], NULL);

      if (segment == NULL || !g_utf8_validate (segment, -1, NULL))
        {
          g_free (segment);
          return;
        }
      g_free (segments[i]);
      segments[i] = segment;
    }

  for (size_t i = 0; i < G_N_ELEMENTS (all_paths); i++)
    {
      if (match_path (route, segments, all_paths[i].path))
        {
          route->call = all_paths[i].call;
          return;
        }
    }
}

/**
 * preamp_sandbox_route_clear:
 * @route: parts of a path
 *
 * Frees the texts in @route.
 */
void
preamp_sandbox_route_clear (PreampSandboxRoute *route)
{
  g_clear_pointer (&route->type, g_free);
  g_clear_pointer (&route->datasource, g_free);
  g_clear_pointer (&route->integration, g_free);
}

/**
 * preamp_sandbox_route_get_method:
 * @call: what is asked for
 *
 * Tells the only method by which @call can be asked for.
 *
 * Returns: the method
 */
const char *
preamp_sandbox_route_get_method (PreampSandboxCall call)
{
  return call == PREAMP_SANDBOX_CALL_MIGRATE || call == PREAMP_SANDBOX_CALL_REVERSE ? "POST"
                                                                                     : "GET";
}
