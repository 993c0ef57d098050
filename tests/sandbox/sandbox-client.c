/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-client.h"

#include "tests/await.h"

/* latency: the server's, in milliseconds, as a pointer; NULL for one that works at once. */
void
client_set_up (Client       *self,
               gconstpointer latency)
{
  g_autoptr (GError) error = NULL;

  self->server = preamp_sandbox_server_new (300, GPOINTER_TO_UINT (latency));
  preamp_sandbox_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  self->session = soup_session_new_with_options ("max-conns-per-host", 8, NULL);
}

void
client_tear_down (Client       *self,
                  gconstpointer unused)
{
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->server);
}

void
client_add_fault (Client     *self,
                  const char *fault)
{
  g_autoptr (GError) error = NULL;

  preamp_sandbox_server_add_fault (self->server, fault, &error);
  g_assert_no_error (error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reply *reply = user_data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  size_t length = 0;
  const char *data = NULL;

  reply->body =
    soup_session_send_and_read_finish (SOUP_SESSION (object), result, &reply->error);
  reply->status = soup_message_get_status (reply->message);
  if (reply->body != NULL)
    data = g_bytes_get_data (reply->body, &length);
  if (length > 0 && json_parser_load_from_data (parser, data, (gssize) length, NULL))
    reply->json = json_parser_steal_root (parser);
  reply->done = TRUE;
}

/* token: NULL for none. */
Reply *
client_start_with (Client     *self,
                   const char *method,
                   const char *path,
                   const char *token)
{
  Reply *reply = g_new0 (Reply, 1);
  g_autofree char *uri =
    g_strconcat (preamp_sandbox_server_get_address (self->server), path, NULL);
  SoupMessageHeaders *headers;

  reply->message = soup_message_new (method, uri);
  g_assert_nonnull (reply->message);
  soup_message_add_flags (reply->message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (reply->message);
  if (token != NULL)
    soup_message_headers_append (headers, "X-DOMO-Developer-Token", token);
  /* On a connection that was kept, libsoup would ask again by itself when it is closed. */
  soup_message_headers_append (headers, "Connection", "close");
  soup_session_send_and_read_async (self->session, reply->message, G_PRIORITY_DEFAULT, NULL,
                                    read_cb, reply);
  return reply;
}

Reply *
client_start (Client     *self,
              const char *method,
              const char *path)
{
  return client_start_with (self, method, path, preamp_sandbox_server_get_token (self->server));
}

void
client_await (Reply *reply)
{
  await (reply->done);
}

Reply *
client_ask (Client     *self,
            const char *method,
            const char *path)
{
  Reply *reply = client_start (self, method, path);

  client_await (reply);
  return reply;
}

/* NULL where the list has no such row. */
JsonObject *
client_dup_row (Client     *self,
                const char *list_path,
                const char *integration,
                const char *name)
{
  g_autofree char *path = g_strconcat (list_path, integration, NULL);
  g_autoptr (Reply) reply = client_ask (self, "GET", path);
  JsonArray *rows = reply_get_array (reply);

  g_assert_cmpuint (reply->status, ==, 200);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "name"), name))
        return json_object_ref (row);
    }
  return NULL;
}

char *
client_dup_id (Client     *self,
               const char *integration,
               const char *name)
{
  g_autoptr (JsonObject) row = client_dup_row (self, CANDIDATES_PATH, integration, name);

  g_assert_nonnull (row);
  return g_strdup (json_object_get_string_member (row, "id"));
}

Reply *
client_start_migrating (Client     *self,
                        const char *integration,
                        const char *name)
{
  g_autofree char *id = client_dup_id (self, integration, name);
  g_autofree char *path =
    g_strdup_printf ("/api/query/migration/federated/to/amplifier/%s/integrations/%s", id,
                     integration);

  return client_start (self, "POST", path);
}

Reply *
client_migrate (Client     *self,
                const char *integration,
                const char *name)
{
  Reply *reply = client_start_migrating (self, integration, name);

  client_await (reply);
  return reply;
}

Reply *
client_reverse (Client     *self,
                const char *integration,
                const char *name)
{
  g_autofree char *id = client_dup_id (self, integration, name);
  g_autofree char *path = g_strconcat ("/api/query/migration/amplifier/to/federated/", id, NULL);

  return client_ask (self, "POST", path);
}

void
reply_free (Reply *self)
{
  g_assert_true (self->done);
  g_object_unref (self->message);
  g_clear_error (&self->error);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}

JsonObject *
reply_get_object (Reply *self)
{
  g_assert_no_error (self->error);
  g_assert_nonnull (self->json);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (self->json));
  return json_node_get_object (self->json);
}

JsonArray *
reply_get_array (Reply *self)
{
  g_assert_no_error (self->error);
  g_assert_nonnull (self->json);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (self->json));
  return json_node_get_array (self->json);
}

/* NULL where there is no such member. */
const char *
reply_get_member (Reply      *self,
                  const char *name)
{
  return json_object_get_string_member_with_default (reply_get_object (self), name, NULL);
}

void
assert_toe (const char *toe)
{
  g_assert_nonnull (toe);
  g_assert_true (g_regex_match_simple ("^[A-Z0-9]{10}-[A-Z0-9]{5}-[A-Z0-9]{5}$", toe, 0, 0));
}

/* Domo's error form, whole. */
void
reply_assert_error (Reply      *self,
                    guint       status,
                    const char *path)
{
  JsonObject *object = reply_get_object (self);

  g_assert_cmpuint (self->status, ==, status);
  g_assert_cmpstr (soup_message_headers_get_content_type (
                     soup_message_get_response_headers (self->message), NULL),
                   ==, "application/json");
  g_assert_cmpuint (json_object_get_size (object), ==, 5);
  g_assert_cmpint (json_object_get_int_member (object, "status"), ==, status);
  g_assert_cmpstr (reply_get_member (self, "statusReason"), !=, NULL);
  g_assert_cmpstr (reply_get_member (self, "path"), ==, path);
  g_assert_cmpstr (reply_get_member (self, "message"), !=, NULL);
  assert_toe (reply_get_member (self, "toe"));
}
