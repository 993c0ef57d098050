/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-paths"

#include "config.h"

#include "preamp-domo-paths.h"

#include "preamp-domo-error-private.h"

#include <glib/gi18n.h>

#define PATH_INTEGRATIONS "/api/query/migration/integrations/"
#define PATH_FORWARD      "/api/query/migration/candidates/federated/to/amplifier/integrations/"
#define PATH_BACKWARD     "/api/query/migration/candidates/amplifier/to/federated/integrations/"
#define PATH_MIGRATE      "/api/query/migration/federated/to/amplifier/"
#define PATH_REVERSE      "/api/query/migration/amplifier/to/federated/"

/* A text as one segment of a path. Some texts would be taken for steps within the path, and the
 * request would ask for something else. */
static char *
escape_segment (const char *text,
                GError    **error)
{
  char *message;

  if (*text != '\0' && g_strcmp0 (text, ".") != 0 && g_strcmp0 (text, "..") != 0)
    return g_uri_escape_string (text, NULL, FALSE);

  /* Translators: %s is an identifier that Domo gave. */
  message = g_strdup_printf (_("“%s” cannot be the identifier of anything in Domo. Nothing was "
                               "sent."),
                             text);
  g_propagate_error (error, preamp_domo_error_new_take (PREAMP_DOMO_ERROR_BAD_REQUEST, NULL,
                                                        message));
  return NULL;
}

static char *
join (const char *root,
      const char *text,
      GError    **error)
{
  g_autofree char *segment = escape_segment (text, error);

  return segment != NULL ? g_strconcat (root, segment, NULL) : NULL;
}

/**
 * preamp_domo_paths_integrations: (skip)
 * @type: a type of integration
 * @error: return location for an error
 *
 * Makes the path of a type's integrations.
 *
 * Returns: (transfer full) (nullable): the path
 */
char *
preamp_domo_paths_integrations (const char *type,
                                GError    **error)
{
  return join (PATH_INTEGRATIONS, type, error);
}

/**
 * preamp_domo_paths_candidates: (skip)
 * @integration_id: the identifier of an integration
 * @direction: which of its two lists
 * @error: return location for an error
 *
 * Makes the path of a list of candidates.
 *
 * Returns: (transfer full) (nullable): the path
 */
char *
preamp_domo_paths_candidates (const char     *integration_id,
                              PreampDirection direction,
                              GError        **error)
{
  return join (direction == PREAMP_DIRECTION_MIGRATE ? PATH_FORWARD : PATH_BACKWARD,
               integration_id, error);
}

/**
 * preamp_domo_paths_migrate: (skip)
 * @datasource_id: the identifier of a datasource
 * @integration_id: the identifier of the integration that it is to move to
 * @error: return location for an error
 *
 * Makes the path that a migration is asked for with.
 *
 * Returns: (transfer full) (nullable): the path
 */
char *
preamp_domo_paths_migrate (const char *datasource_id,
                           const char *integration_id,
                           GError    **error)
{
  g_autofree char *datasource = escape_segment (datasource_id, error);
  g_autofree char *integration = NULL;

  if (datasource == NULL)
    return NULL;

  integration = escape_segment (integration_id, error);
  if (integration == NULL)
    return NULL;

  return g_strconcat (PATH_MIGRATE, datasource, "/integrations/", integration, NULL);
}

/**
 * preamp_domo_paths_reverse: (skip)
 * @datasource_id: the identifier of a datasource
 * @error: return location for an error
 *
 * Makes the path that a reversal is asked for with.
 *
 * Returns: (transfer full) (nullable): the path
 */
char *
preamp_domo_paths_reverse (const char *datasource_id,
                           GError    **error)
{
  return join (PATH_REVERSE, datasource_id, error);
}
