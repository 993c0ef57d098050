/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo-fixture.h"

#include <string.h>

static void
answer_free (DomoAnswer *answer)
{
  g_free (answer->path);
  g_free (answer->content_type);
  g_bytes_unref (answer->body);
  g_free (answer->header);
  g_free (answer->header_value);
  g_free (answer->date);
  g_free (answer);
}

static void
request_free (DomoRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  soup_message_headers_unref (request->headers);
  g_free (request);
}

static void
copy_header_cb (const char *name,
                const char *value,
                gpointer    user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static void
note_request (DomoFixture       *fixture,
              SoupServerMessage *message)
{
  DomoRequest *request = g_new0 (DomoRequest, 1);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (g_uri_get_path (soup_server_message_get_uri (message)));
  request->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message),
                                copy_header_cb, request->headers);
  request->body_length = soup_server_message_get_request_body (message)->length;
  request->http_version = soup_server_message_get_http_version (message);
  g_ptr_array_add (fixture->requests, request);
}

static DomoAnswer *
find_answer (DomoFixture *fixture,
             const char  *path)
{
  for (guint i = 0; i < fixture->answers->len; i++)
    {
      DomoAnswer *answer = g_ptr_array_index (fixture->answers, i);

      if (answer->times == G_MAXUINT
          || (answer->path != NULL && !g_str_has_prefix (path, answer->path)))
        continue;

      /* The last time: from now on it does not fit. */
      if (answer->times == 1)
        answer->times = G_MAXUINT;
      else if (answer->times > 1)
        answer->times--;

      return answer;
    }

  return NULL;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  DomoFixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  DomoAnswer *answer = NULL;

  note_request (fixture, message);
  answer = find_answer (fixture, path);
  g_assert_nonnull (answer);

  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->content_type != NULL)
    soup_message_headers_set_content_type (headers, answer->content_type, NULL);
  if (answer->header != NULL)
    soup_message_headers_replace (headers, answer->header, answer->header_value);
  if (answer->date != NULL)
    soup_message_headers_replace (headers, "Date", answer->date);
  if (answer->chunked)
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  if (g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
  if (answer->chunked)
    soup_message_body_complete (soup_server_message_get_response_body (message));

  if (fixture->hold)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (fixture->held, g_object_ref (message));
    }
}

void
domo_fixture_use_client (DomoFixture *fixture,
                         const char  *base_uri)
{
  g_clear_object (&fixture->client);
  fixture->client = preamp_domo_client_new (base_uri, DOMO_FIXTURE_TOKEN);
  g_object_set (fixture->client, "retry-delay", 0, NULL);
}

void
domo_fixture_set_up (DomoFixture  *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  fixture->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  fixture->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);

  fixture->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (fixture->server);
  fixture->base_uri = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  domo_fixture_use_client (fixture, fixture->base_uri);
}

void
domo_fixture_tear_down (DomoFixture  *fixture,
                        gconstpointer data)
{
  domo_fixture_release (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->base_uri, g_free);
  g_clear_pointer (&fixture->answers, g_ptr_array_unref);
  g_clear_pointer (&fixture->requests, g_ptr_array_unref);
  g_clear_pointer (&fixture->held, g_ptr_array_unref);
}

DomoAnswer *
domo_fixture_add (DomoFixture *fixture,
                  const char  *path,
                  guint        status,
                  const char  *content_type,
                  const char  *body)
{
  DomoAnswer *answer = g_new0 (DomoAnswer, 1);

  answer->path = g_strdup (path);
  answer->status = status;
  answer->content_type = g_strdup (content_type);
  answer->body = g_bytes_new (body, strlen (body));
  g_ptr_array_add (fixture->answers, answer);

  return answer;
}

DomoRequest *
domo_fixture_get_request (DomoFixture *fixture,
                          guint        i)
{
  g_assert_cmpuint (i, <, fixture->requests->len);

  return g_ptr_array_index (fixture->requests, i);
}

/* Lets go of the answers that were held back. */
void
domo_fixture_release (DomoFixture *fixture)
{
  fixture->hold = FALSE;
  for (guint i = 0; i < fixture->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (fixture->held, i));
  g_ptr_array_set_size (fixture->held, 0);
}

/* No error may repeat the token, wherever it keeps its words. */
void
domo_assert_discreet (const GError *error)
{
  const char *texts[4] = { NULL };

  if (error == NULL)
    return;

  texts[0] = error->message;
  texts[1] = preamp_domo_error_get_message (error);
  texts[2] = preamp_domo_error_get_toe (error);
  texts[3] = preamp_domo_error_get_blocked_address (error);

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (texts[i] == NULL || strstr (texts[i], DOMO_FIXTURE_TOKEN) == NULL);
}

PreampUser *
domo_fixture_get_user (DomoFixture *fixture,
                       GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  PreampUser *user = NULL;

  preamp_domo_client_get_user_async (fixture->client, NULL, take_result, &result);
  await_result (&result);
  user = preamp_domo_client_get_user_finish (fixture->client, result, error);
  domo_assert_discreet (*error);
  g_assert_true ((user == NULL) == (*error != NULL));

  return user;
}

char **
domo_fixture_list_types (DomoFixture *fixture,
                         GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  char **types = NULL;

  preamp_domo_client_list_types_async (fixture->client, NULL, take_result, &result);
  await_result (&result);
  types = preamp_domo_client_list_types_finish (fixture->client, result, error);
  domo_assert_discreet (*error);
  g_assert_true ((types == NULL) == (*error != NULL));

  return types;
}

GPtrArray *
domo_fixture_list_integrations (DomoFixture *fixture,
                                const char  *type,
                                char      ***problems,
                                GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *rows = NULL;

  preamp_domo_client_list_integrations_async (fixture->client, type, NULL, take_result, &result);
  await_result (&result);
  rows = preamp_domo_client_list_integrations_finish (fixture->client, result, problems, error);
  domo_assert_discreet (*error);
  g_assert_true ((rows == NULL) == (*error != NULL));

  return rows;
}

GPtrArray *
domo_fixture_list_candidates (DomoFixture *fixture,
                              char      ***problems,
                              GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *rows = NULL;

  preamp_domo_client_list_candidates_async (fixture->client, "integration",
                                            PREAMP_DIRECTION_MIGRATE, NULL, take_result, &result);
  await_result (&result);
  rows = preamp_domo_client_list_candidates_finish (fixture->client, result, problems, error);
  domo_assert_discreet (*error);
  g_assert_true ((rows == NULL) == (*error != NULL));

  return rows;
}

PreampReply *
domo_fixture_migrate (DomoFixture  *fixture,
                      GCancellable *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;
  PreampReply *reply = NULL;

  preamp_domo_client_migrate_async (fixture->client, "datasource", "integration", cancellable,
                                    take_result, &result);
  await_result (&result);
  reply = preamp_domo_client_move_finish (fixture->client, result);
  g_assert_nonnull (reply);
  domo_assert_discreet (preamp_reply_get_error (reply));
  g_assert_true ((preamp_reply_get_error (reply) == NULL)
                 == (preamp_reply_get_result (reply) != NULL));

  return reply;
}

PreampReply *
domo_fixture_reverse (DomoFixture *fixture,
                      const char  *datasource_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  PreampReply *reply = NULL;

  preamp_domo_client_reverse_async (fixture->client, datasource_id, NULL, take_result, &result);
  await_result (&result);
  reply = preamp_domo_client_move_finish (fixture->client, result);
  g_assert_nonnull (reply);
  domo_assert_discreet (preamp_reply_get_error (reply));

  return reply;
}

GBytes *
domo_compress (const char *data,
               size_t      length)
{
  g_autoptr (GZlibCompressor) compressor = NULL;
  g_autoptr (GOutputStream) memory = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  memory = g_memory_output_stream_new_resizable ();
  stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_output_stream_write_all (stream, data, length, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}
