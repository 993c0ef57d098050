/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-links"

#include "config.h"

#include "preamp-domo-links.h"

#include <string.h>

/* Joins an address with a path around one identifier, which stays one segment of it. */
static char *
build_link (const char *base_uri,
            const char *before,
            const char *identifier,
            const char *after)
{
  g_autofree char *base = g_strdup (base_uri);
  g_autofree char *segment = g_uri_escape_string (identifier, NULL, FALSE);
  size_t length = strlen (base);

  while (length > 0 && base[length - 1] == '/')
    base[--length] = '\0';

  return g_strconcat (base, before, segment, after, NULL);
}

/**
 * preamp_domo_links_datasource:
 * @base_uri: the address of the instance, for example `https://acme.domo.com`
 * @datasource_id: the identifier of a datasource
 *
 * Makes the address of a datasource's page in Domo, for a browser.
 *
 * Returns: (transfer full): the address
 */
char *
preamp_domo_links_datasource (const char *base_uri,
                              const char *datasource_id)
{
  g_return_val_if_fail (base_uri != NULL, NULL);
  g_return_val_if_fail (datasource_id != NULL, NULL);

  return build_link (base_uri, "/datasources/", datasource_id, "/details/overview");
}

/**
 * preamp_domo_links_access_tokens:
 * @base_uri: the address of the instance, for example `https://acme.domo.com`
 *
 * Makes the address of the page on which Domo makes access tokens, for a browser.
 *
 * Returns: (transfer full): the address
 */
char *
preamp_domo_links_access_tokens (const char *base_uri)
{
  g_return_val_if_fail (base_uri != NULL, NULL);

  return build_link (base_uri, "/admin/security/accesstokens", "", "");
}
