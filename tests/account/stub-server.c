/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "stub-server.h"

typedef struct
{
  guint status;
  char *body;
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->body);
  g_free (answer);
}

/* What was not told is not found. */
static void
answer_message (StubServer        *self,
                SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  Answer *answer = g_hash_table_lookup (self->answers, path);
  const char *body = answer != NULL ? answer->body : "{}";
  const char *type = body[0] == '<' ? "text/html" : "application/json";

  soup_server_message_set_status (message, answer != NULL ? answer->status : 404, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
finished_cb (StubServer        *self,
             SoupServerMessage *message)
{
  if (g_queue_remove (&self->waiting, message))
    g_object_unref (message);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  StubServer *self = user_data;
  guint count = stub_server_count (self, path);

  g_hash_table_replace (self->counts, g_strdup (path), GUINT_TO_POINTER (count + 1));
  if (self->held != NULL && g_str_has_prefix (path, self->held))
    {
      soup_server_message_pause (message);
      g_queue_push_tail (&self->waiting, g_object_ref (message));
      self->n_waiting_most = MAX (self->n_waiting_most, self->waiting.length);
      g_signal_connect_swapped (message, "finished", G_CALLBACK (finished_cb), self);
    }
  else
    {
      answer_message (self, message);
    }
}

void
stub_server_start (StubServer *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) answer_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->waiting);

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->base_uri = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

void
stub_server_stop (StubServer *self)
{
  SoupServerMessage *message;

  g_clear_pointer (&self->held, g_free);
  while ((message = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_signal_handlers_disconnect_by_data (message, self);
      g_object_unref (message);
    }
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->base_uri, g_free);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
}

void
stub_server_answer (StubServer *self,
                    const char *path,
                    guint       status,
                    const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->body = g_strdup (body);
  g_hash_table_replace (self->answers, g_strdup (path), answer);
}

/* Keeps requests waiting whose path begins with @prefix; NULL: those that come from now on get
 * their answers again. */
void
stub_server_hold (StubServer *self,
                  const char *prefix)
{
  g_free (self->held);
  self->held = g_strdup (prefix);
}

/* Answers the request that waits longest. */
void
stub_server_release (StubServer *self)
{
  SoupServerMessage *message = g_queue_pop_head (&self->waiting);

  g_assert_nonnull (message);
  g_signal_handlers_disconnect_by_data (message, self);
  answer_message (self, message);
  soup_server_message_unpause (message);
  g_object_unref (message);
}

guint
stub_server_count (StubServer *self,
                   const char *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path));
}
