/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-proxies"

#include "config.h"

#include "preamp-domo-proxies.h"

/**
 * PreampDomoProxies:
 *
 * A [iface@Gio.ProxyResolver] that tells which proxies the settings name, and keeps the user names
 * and passwords that may stand there for when a proxy asks for one.
 *
 * libsoup (seen in 3.2.3, unchanged in 3.6.6) would not get by with them in the proxy's address: it
 * then asks the proxy for a tunnel to the proxy itself, and does so twenty times where it is
 * refused.
 */
struct _PreampDomoProxies
{
  GObject         parent_instance;

  GProxyResolver *settings;
  GHashTable     *sign_ins; /* of GUri, with user and password, by host and port */
};

static void proxy_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PreampDomoProxies, preamp_domo_proxies, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      proxy_resolver_iface_init))

/* Host and port, as SoupAuth:authority has them. */
static char *
dup_authority (GUri *uri)
{
  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

/* A proxy's address without user and password, which are kept. SOCKS proxies, which GIO itself
 * signs in to, are left as they are. */
static char *
take_sign_in (PreampDomoProxies *self,
              const char        *proxy)
{
  g_autoptr (GUri) uri = g_uri_parse (proxy, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_user (uri) == NULL
      || (g_strcmp0 (g_uri_get_scheme (uri), "http") != 0
          && g_strcmp0 (g_uri_get_scheme (uri), "https") != 0))
    return g_strdup (proxy);

  g_hash_table_replace (self->sign_ins, dup_authority (uri), g_uri_ref (uri));

  return g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO);
}

/* Takes over @proxies. */
static char **
take_sign_ins (PreampDomoProxies *self,
               char             **proxies)
{
  for (guint i = 0; proxies != NULL && proxies[i] != NULL; i++)
    {
      g_autofree char *proxy = proxies[i];

      proxies[i] = take_sign_in (self, proxy);
    }

  return proxies;
}

static gboolean
preamp_domo_proxies_is_supported (GProxyResolver *resolver)
{
  return g_proxy_resolver_is_supported (PREAMP_DOMO_PROXIES (resolver)->settings);
}

static char **
preamp_domo_proxies_lookup (GProxyResolver *resolver,
                            const char     *uri,
                            GCancellable   *cancellable,
                            GError        **error)
{
  PreampDomoProxies *self = PREAMP_DOMO_PROXIES (resolver);

  return take_sign_ins (self, g_proxy_resolver_lookup (self->settings, uri, cancellable, error));
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampDomoProxies *self = g_task_get_source_object (task);
  GError *error = NULL;
  char **proxies = NULL;

  proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);
  if (proxies != NULL)
    g_task_return_pointer (task, take_sign_ins (self, proxies), (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
preamp_domo_proxies_lookup_async (GProxyResolver     *resolver,
                                  const char         *uri,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, preamp_domo_proxies_lookup_async);
  g_proxy_resolver_lookup_async (PREAMP_DOMO_PROXIES (resolver)->settings, uri, cancellable,
                                 looked_up_cb, g_steal_pointer (&task));
}

static char **
preamp_domo_proxies_lookup_finish (GProxyResolver *resolver,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_domo_proxies_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = preamp_domo_proxies_is_supported;
  iface->lookup = preamp_domo_proxies_lookup;
  iface->lookup_async = preamp_domo_proxies_lookup_async;
  iface->lookup_finish = preamp_domo_proxies_lookup_finish;
}

static void
preamp_domo_proxies_finalize (GObject *object)
{
  PreampDomoProxies *self = PREAMP_DOMO_PROXIES (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->sign_ins, g_hash_table_unref);

  G_OBJECT_CLASS (preamp_domo_proxies_parent_class)->finalize (object);
}

static void
preamp_domo_proxies_class_init (PreampDomoProxiesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = preamp_domo_proxies_finalize;
}

static void
preamp_domo_proxies_init (PreampDomoProxies *self)
{
  self->sign_ins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_uri_unref);
}

/**
 * preamp_domo_proxies_new: (skip)
 * @settings: who knows the proxies, for example the system
 *
 * Makes a resolver in front of another one. It belongs to the thread that it is used in.
 *
 * Returns: (transfer full): the resolver
 */
PreampDomoProxies *
preamp_domo_proxies_new (GProxyResolver *settings)
{
  PreampDomoProxies *self = NULL;

  g_return_val_if_fail (G_IS_PROXY_RESOLVER (settings), NULL);

  self = g_object_new (PREAMP_TYPE_DOMO_PROXIES, NULL);
  self->settings = g_object_ref (settings);

  return self;
}

/**
 * preamp_domo_proxies_get_settings: (skip)
 * @self: a resolver
 *
 * Gets who is asked for the proxies.
 *
 * Returns: (transfer none): the resolver behind this one
 */
GProxyResolver *
preamp_domo_proxies_get_settings (PreampDomoProxies *self)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_PROXIES (self), NULL);

  return self->settings;
}

/**
 * preamp_domo_proxies_authenticate: (skip)
 * @self: a resolver
 * @auth: what is asked for
 *
 * Gives a proxy the user name and password that the settings have for it. Nobody else is given one.
 *
 * Returns: whether there is one
 */
gboolean
preamp_domo_proxies_authenticate (PreampDomoProxies *self,
                                  SoupAuth          *auth)
{
  GUri *uri = NULL;
  const char *password = NULL;

  g_return_val_if_fail (PREAMP_IS_DOMO_PROXIES (self), FALSE);
  g_return_val_if_fail (SOUP_IS_AUTH (auth), FALSE);

  if (soup_auth_is_for_proxy (auth))
    uri = g_hash_table_lookup (self->sign_ins, soup_auth_get_authority (auth));
  if (uri == NULL)
    return FALSE;

  password = g_uri_get_password (uri);
  soup_auth_authenticate (auth, g_uri_get_user (uri), password != NULL ? password : "");

  return TRUE;
}
