/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sandbox"

#include "config.h"

#include "preamp-sandbox-service.h"

#include "preamp-sandbox-exchange.h"

/* How long to wait for a port that somebody else took while the server was away. */
#define RETRY_MS 50

typedef struct
{
  PreampSandboxService *service;
  guint                 milliseconds;
} Absence;

static void come_back_after (PreampSandboxService *self,
                             guint                 milliseconds);

static char *
make_token (void)
{
  g_autoptr (GString) token = g_string_new ("SANDBOX");

  for (guint i = 0; i < 5; i++)
    g_string_append_printf (token, "%08x", g_random_int ());
  return g_string_free (g_steal_pointer (&token), FALSE);
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  preamp_sandbox_exchange_begin (user_data, message);
}

static gboolean
listen_here (PreampSandboxService *self,
             guint16               port,
             GError              **error)
{
  g_autoslist (GUri) uris = NULL;

  if (!soup_server_listen_local (self->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (self->soup);
  self->port = (guint16) g_uri_get_port (uris->data);
  return TRUE;
}

static gboolean
come_back_cb (gpointer user_data)
{
  PreampSandboxService *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->soup != NULL && !listen_here (self, self->port, &error))
    {
      g_debug ("Port %u is taken: %s", self->port, error->message);
      come_back_after (self, RETRY_MS);
    }
  return G_SOURCE_REMOVE;
}

static void
come_back_after (PreampSandboxService *self,
                 guint                 milliseconds)
{
  g_autoptr (GSource) timer = g_timeout_source_new (milliseconds);

  g_source_set_callback (timer, come_back_cb, self, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());
}

static gboolean
leave_cb (gpointer user_data)
{
  const Absence *absence = user_data;

  if (absence->service->soup != NULL)
    {
      soup_server_disconnect (absence->service->soup);
      come_back_after (absence->service, absence->milliseconds);
    }
  return G_SOURCE_REMOVE;
}

/**
 * preamp_sandbox_service_new:
 * @n_rows: how many candidates the largest integration has
 * @latency: how long a migration takes, in milliseconds
 *
 * Makes what a server needs, with a made-up instance and a random token.
 *
 * Returns: (transfer full): the service
 */
PreampSandboxService *
preamp_sandbox_service_new (guint n_rows,
                            guint latency)
{
  PreampSandboxService *self = g_new0 (PreampSandboxService, 1);

  self->instance = preamp_sandbox_instance_new (n_rows);
  self->faults = preamp_sandbox_fault_list_new (self->instance);
  self->record = preamp_sandbox_record_new ();
  self->latency = latency;
  self->token = make_token ();
  return self;
}

/**
 * preamp_sandbox_service_free:
 * @self: a service that does not run
 *
 * Frees @self.
 */
void
preamp_sandbox_service_free (PreampSandboxService *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->soup == NULL);

  preamp_sandbox_fault_list_free (self->faults);
  preamp_sandbox_record_free (self->record);
  preamp_sandbox_instance_free (self->instance);
  g_free (self->token);
  g_free (self);
}

/**
 * preamp_sandbox_service_start:
 * @self: a service that does not run
 * @port: where to listen on 127.0.0.1, 0 for any port
 * @error: return location for a #GError
 *
 * Listens, in the main context that is the default of the calling thread.
 *
 * Returns: whether it listens
 */
gboolean
preamp_sandbox_service_start (PreampSandboxService *self,
                              guint16               port,
                              GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->soup == NULL, FALSE);

  /* Paths stay as they came: an identifier may have a percent sign in it. */
  self->soup = soup_server_new ("raw-paths", TRUE, NULL);
  self->stopping = g_cancellable_new ();
  self->exchanges =
    g_hash_table_new_full (NULL, NULL, (GDestroyNotify) preamp_sandbox_exchange_free, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!listen_here (self, port, error))
    {
      preamp_sandbox_service_stop (self);
      return FALSE;
    }
  return TRUE;
}

/**
 * preamp_sandbox_service_stop:
 * @self: a service that runs
 *
 * Stops listening, and lets go of all connections. What was being worked on is left undone. To be
 * called in the thread in which it was started.
 */
void
preamp_sandbox_service_stop (PreampSandboxService *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->soup != NULL);

  g_cancellable_cancel (self->stopping);
  g_clear_pointer (&self->exchanges, g_hash_table_unref);
  soup_server_disconnect (self->soup);
  while (self->n_senders > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  g_clear_object (&self->soup);
  g_clear_object (&self->stopping);
}

/**
 * preamp_sandbox_service_go_away:
 * @self: a service that runs
 * @milliseconds: for how long
 *
 * Closes all connections and refuses new ones, soon, and listens on the same port again later.
 */
void
preamp_sandbox_service_go_away (PreampSandboxService *self,
                                guint                 milliseconds)
{
  g_autoptr (GSource) idle = g_idle_source_new ();
  Absence *absence;

  g_return_if_fail (self != NULL);

  /* Not from within a handler of one of these connections. */
  absence = g_new (Absence, 1);
  *absence = (Absence) { self, milliseconds };
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, leave_cb, absence, g_free);
  g_source_attach (idle, g_main_context_get_thread_default ());
}
