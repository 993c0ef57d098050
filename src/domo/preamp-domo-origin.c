/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-origin"

#include "config.h"

#include "preamp-domo-origin.h"

#include "preamp-domo-error-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

/* Scheme, host and port of an instance: where requests go, and whether a token may go there. */

#define HTTP_PORT  80
#define HTTPS_PORT 443

/**
 * preamp_domo_origin_parse: (skip)
 * @base_uri: the address of an instance
 *
 * Takes scheme, host and port out of an address; the host in ASCII.
 *
 * Returns: (transfer full) (nullable): these, as an address; %NULL where it cannot be one of Domo's
 */
GUri *
preamp_domo_origin_parse (const char *base_uri)
{
  g_autoptr (GUri) uri = g_uri_parse (base_uri, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *host = NULL;

  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  host = g_hostname_to_ascii (g_uri_get_host (uri));
  if (host == NULL || *host == '\0')
    return NULL;

  if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0
      && g_strcmp0 (g_uri_get_scheme (uri), "http") != 0)
    return NULL;

  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, host,
                      g_uri_get_port (uri), "/", NULL, NULL);
}

/**
 * preamp_domo_origin_is_loopback: (skip)
 * @origin: (nullable): an origin
 *
 * Tells whether it is on this computer itself.
 *
 * Returns: whether what is sent there stays here
 */
gboolean
preamp_domo_origin_is_loopback (GUri *origin)
{
  g_autoptr (GInetAddress) address = NULL;

  if (origin == NULL)
    return FALSE;

  address = g_inet_address_new_from_string (g_uri_get_host (origin));
  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (g_uri_get_host (origin), "localhost") == 0;
}

/**
 * preamp_domo_origin_dup_address: (skip)
 * @origin: an origin
 *
 * Writes it as it stands in a sentence.
 *
 * Returns: (transfer full): the host, with its port where that is not the one that Domo has
 */
char *
preamp_domo_origin_dup_address (GUri *origin)
{
  const char *host = g_uri_get_host (origin);
  int port = g_uri_get_port (origin);

  if (port < 0)
    port = g_str_equal (g_uri_get_scheme (origin), "https") ? HTTPS_PORT : HTTP_PORT;

  if (port == HTTPS_PORT)
    return g_strdup (host);

  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%d" : "%s:%d", host, port);
}

/**
 * preamp_domo_origin_dup_obstacle: (skip)
 * @origin: (nullable): an origin, %NULL where an address was none
 *
 * Tells why a token may not be sent there: over https only, but for this computer itself.
 *
 * Returns: (transfer full) (nullable): %PREAMP_DOMO_ERROR_ADDRESS; %NULL where it may
 */
GError *
preamp_domo_origin_dup_obstacle (GUri *origin)
{
  if (origin == NULL)
    return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_ADDRESS, NULL,
                                       g_strdup (_("The instance’s address cannot be used. It "
                                                   "should look like “https://acme.domo.com”.")));

  if (!preamp_domo_origin_is_loopback (origin)
      && g_strcmp0 (g_uri_get_scheme (origin), "https") != 0)
    return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_ADDRESS, NULL,
                                       g_strdup (_("The instance’s address begins with “http://”, "
                                                   "over which the access token could be read by "
                                                   "others. Use “https://”.")));

  return NULL;
}
