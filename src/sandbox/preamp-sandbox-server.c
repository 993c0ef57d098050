/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sandbox"

#include "config.h"

#include "preamp-sandbox-server-private.h"

#include "preamp-sandbox-service.h"

/**
 * PreampSandboxServer:
 *
 * A server on 127.0.0.1 that answers as Domo does, about an instance that is made up and the same
 * every time. It keeps what was migrated for as long as it lives, and touches nothing else. It
 * serves in a thread of its own; its methods are for the thread that made it, but for
 * [method@Preamp.SandboxServer.add_fault] and [method@Preamp.SandboxServer.set_record], which any
 * thread may call, also while it serves.
 *
 * Which datasources there are, and which of them do not simply end COMPLETE, tells
 * [func@Preamp.sandbox_data_make].
 */
struct _PreampSandboxServer
{
  GObject               parent_instance;

  PreampSandboxService *service;
  char                 *address;
  GThread              *thread;    /* NULL: not started */
  GMainContext         *context;
  GMainLoop            *loop;
};

G_DEFINE_FINAL_TYPE (PreampSandboxServer, preamp_sandbox_server, G_TYPE_OBJECT)

/* What the thread tells the one that started it. */
typedef struct
{
  PreampSandboxServer *self;
  guint16              port;
  GError              *error;
  gboolean             done;
  GMutex               mutex;
  GCond                cond;
} Start;

static gpointer
serve_thread (gpointer user_data)
{
  Start *start = user_data;
  PreampSandboxServer *self = start->self;
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  g_autoptr (GMainLoop) loop = g_main_loop_ref (self->loop);
  gboolean started;

  g_main_context_push_thread_default (context);
  started = preamp_sandbox_service_start (self->service, start->port, &start->error);

  /* From here on, start is gone. */
  g_mutex_lock (&start->mutex);
  start->done = TRUE;
  g_cond_signal (&start->cond);
  g_mutex_unlock (&start->mutex);

  if (started)
    {
      g_main_loop_run (loop);
      preamp_sandbox_service_stop (self->service);
    }
  g_main_context_pop_thread_default (context);
  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
join (PreampSandboxServer *self)
{
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

static void
preamp_sandbox_server_finalize (GObject *object)
{
  PreampSandboxServer *self = PREAMP_SANDBOX_SERVER (object);

  preamp_sandbox_server_stop (self);
  preamp_sandbox_service_free (self->service);
  g_free (self->address);

  G_OBJECT_CLASS (preamp_sandbox_server_parent_class)->finalize (object);
}

static void
preamp_sandbox_server_class_init (PreampSandboxServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = preamp_sandbox_server_finalize;
}

static void
preamp_sandbox_server_init (PreampSandboxServer *self)
{
}

/**
 * preamp_sandbox_server_new:
 * @n_rows: how many candidates the integration “Enterprise Warehouse” has, up to 100,000
 * @latency: about how long a migration takes, in milliseconds: up to 40 % more or less; 0 for at
 *   once
 *
 * Makes a server that does not serve yet.
 *
 * Returns: (transfer full): the server
 */
PreampSandboxServer *
preamp_sandbox_server_new (guint n_rows,
                           guint latency)
{
  PreampSandboxServer *self = NULL;

  g_return_val_if_fail (n_rows <= 100000, NULL);

  self = g_object_new (PREAMP_TYPE_SANDBOX_SERVER, NULL);
  self->service = preamp_sandbox_service_new (n_rows, latency);
  return self;
}

/**
 * preamp_sandbox_server_set_record:
 * @self: a server
 * @path: a file, which is made or appended to
 * @error: return location for a #GError
 *
 * Writes every request from now on, and what was done about it, to a file: one JSON object a line,
 * each written before its answer leaves. The token is never in it.
 *
 * Returns: whether the file could be opened
 */
gboolean
preamp_sandbox_server_set_record (PreampSandboxServer *self,
                                  const char          *path,
                                  GError             **error)
{
  g_return_val_if_fail (PREAMP_IS_SANDBOX_SERVER (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return preamp_sandbox_record_open (self->service->record, path, error);
}

/**
 * preamp_sandbox_server_add_fault:
 * @self: a server
 * @fault: how to misbehave, in the grammar that `preamp-sandbox --help` prints: for example
 *   `POST migrate x1 lose` or `GET candidates status=503 html`
 * @error: return location for a #GError
 *
 * Makes the server misbehave. Only requests with the right token are concerned.
 *
 * Returns: whether @fault could be read
 */
gboolean
preamp_sandbox_server_add_fault (PreampSandboxServer *self,
                                 const char          *fault,
                                 GError             **error)
{
  g_return_val_if_fail (PREAMP_IS_SANDBOX_SERVER (self), FALSE);
  g_return_val_if_fail (fault != NULL, FALSE);

  return preamp_sandbox_fault_list_add (self->service->faults, fault, error);
}

/**
 * preamp_sandbox_server_start:
 * @self: a server that does not serve
 * @port: where to listen, 0 for any port that is free
 * @error: return location for a #GError
 *
 * Begins to serve. A server that was stopped can be started again, and knows what was migrated.
 *
 * Returns: whether it serves
 */
gboolean
preamp_sandbox_server_start (PreampSandboxServer *self,
                             guint16              port,
                             GError             **error)
{
  Start start = { .self = self, .port = port };

  g_return_val_if_fail (PREAMP_IS_SANDBOX_SERVER (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  g_mutex_init (&start.mutex);
  g_cond_init (&start.cond);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("sandbox", serve_thread, &start);

  g_mutex_lock (&start.mutex);
  while (!start.done)
    g_cond_wait (&start.cond, &start.mutex);
  g_mutex_unlock (&start.mutex);
  g_mutex_clear (&start.mutex);
  g_cond_clear (&start.cond);

  if (start.error != NULL)
    {
      join (self);
      g_propagate_error (error, start.error);
      return FALSE;
    }

  g_free (self->address);
  self->address = g_strdup_printf ("http://127.0.0.1:%u", self->service->port);
  return TRUE;
}

/**
 * preamp_sandbox_server_stop:
 * @self: a server
 *
 * Stops serving, if it does: connections are closed, and what was being migrated is left as it was.
 * Returns when all of it is over.
 */
void
preamp_sandbox_server_stop (PreampSandboxServer *self)
{
  g_autoptr (GSource) idle = NULL;

  g_return_if_fail (PREAMP_IS_SANDBOX_SERVER (self));

  if (self->thread == NULL)
    return;

  idle = g_idle_source_new ();
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, quit_cb, self->loop, NULL);
  g_source_attach (idle, self->context);
  join (self);
}

/**
 * preamp_sandbox_server_get_address:
 * @self: a server
 *
 * Tells where the server listens, or listened when it last did.
 *
 * Returns: (transfer none) (nullable): `http://127.0.0.1:PORT`, or %NULL before the first start
 */
const char *
preamp_sandbox_server_get_address (PreampSandboxServer *self)
{
  g_return_val_if_fail (PREAMP_IS_SANDBOX_SERVER (self), NULL);

  return self->address;
}

/**
 * preamp_sandbox_server_get_token:
 * @self: a server
 *
 * Tells the access token that the server accepts. It is random, and the same for as long as the
 * server lives.
 *
 * Returns: (transfer none): the token
 */
const char *
preamp_sandbox_server_get_token (PreampSandboxServer *self)
{
  g_return_val_if_fail (PREAMP_IS_SANDBOX_SERVER (self), NULL);

  return self->service->token;
}

/**
 * preamp_sandbox_server_set_token:
 * @self: a server that was not started yet
 * @token: the access token to accept
 *
 * Makes the server accept a token that is known beforehand.
 */
void
preamp_sandbox_server_set_token (PreampSandboxServer *self,
                                 const char          *token)
{
  g_return_if_fail (PREAMP_IS_SANDBOX_SERVER (self));
  g_return_if_fail (self->thread == NULL);
  g_return_if_fail (token != NULL);

  g_free (self->service->token);
  self->service->token = g_strdup (token);
}

/**
 * preamp_sandbox_server_set_takes_faults:
 * @self: a server that was not started yet
 * @takes_faults: whether it does
 *
 * Lets clients with the right token `POST` faults to `/sandbox/faults`, one a line, or `DELETE`
 * all of them there. These requests are not in the record.
 */
void
preamp_sandbox_server_set_takes_faults (PreampSandboxServer *self,
                                        gboolean             takes_faults)
{
  g_return_if_fail (PREAMP_IS_SANDBOX_SERVER (self));
  g_return_if_fail (self->thread == NULL);

  self->service->takes_faults = takes_faults;
}
