/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "raw-server.h"

#include <string.h>

#include "tests/await.h"

typedef struct
{
  RawServer *server;
  GIOStream *stream;
  GString   *head;
  gboolean   let_in;
  char       buffer[4096];
} Visit;

static void read_more (Visit *visit);

static void
visit_end (Visit *visit)
{
  visit->server->n_open--;
  g_io_stream_close (visit->stream, NULL, NULL);
  g_object_unref (visit->stream);
  g_string_free (visit->head, TRUE);
  g_free (visit);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Visit *visit = user_data;
  GOutputStream *output = G_OUTPUT_STREAM (source);

  if (!g_output_stream_write_all_finish (output, result, NULL, NULL)
      || visit->server->end == RAW_END_CLOSE || visit->let_in)
    {
      visit_end (visit);
      return;
    }

  if (visit->server->end == RAW_END_ENDLESS)
    {
      memset (visit->buffer, ' ', sizeof visit->buffer);
      g_output_stream_write_all_async (output, visit->buffer, sizeof visit->buffer,
                                       G_PRIORITY_DEFAULT, visit->server->stop, written_cb, visit);
      return;
    }

  /* Nothing more is said: only the other side's going away ends it. */
  read_more (visit);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Visit *visit = user_data;
  RawServer *server = visit->server;
  const char *answer = NULL;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (size <= 0)
    {
      visit_end (visit);
      return;
    }

  server->n_bytes += (gsize) size;
  g_string_append_len (visit->head, visit->buffer, size);
  if (server->end == RAW_END_DEAF || strstr (visit->head->str, "\r\n\r\n") == NULL)
    {
      read_more (visit);
      return;
    }

  visit->let_in = server->let_in != NULL
                  && strstr (visit->head->str, "\r\nProxy-Authorization: ") != NULL;
  answer = visit->let_in ? server->let_in : server->answer;
  server->n_requests++;
  g_string_append (server->heard, visit->head->str);
  g_string_truncate (visit->head, 0);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (visit->stream),
                                   answer, strlen (answer), G_PRIORITY_DEFAULT,
                                   server->stop, written_cb, visit);
}

static void
read_more (Visit *visit)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (visit->stream),
                             visit->buffer, sizeof visit->buffer, G_PRIORITY_DEFAULT,
                             visit->server->stop, read_cb, visit);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  RawServer *server = user_data;
  Visit *visit = g_new0 (Visit, 1);
  g_autoptr (GError) error = NULL;

  server->n_connections++;
  server->n_open++;
  visit->server = server;
  visit->stream = server->certificate == NULL
                    ? g_object_ref (G_IO_STREAM (connection))
                    : g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate,
                                                   &error);
  g_assert_no_error (error);
  visit->head = g_string_new (NULL);
  read_more (visit);

  return TRUE;
}

RawServer *
raw_server_new (const char *answer,
                RawEnd      end)
{
  RawServer *server = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  server->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), address,
                                 G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                 &error);
  g_assert_no_error (error);
  g_signal_connect (server->service, "incoming", G_CALLBACK (incoming_cb), server);

  server->stop = g_cancellable_new ();
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  server->base_uri = g_strdup_printf ("http://127.0.0.1:%u", server->port);
  server->answer = g_strdup (answer);
  server->end = end;
  server->heard = g_string_new (NULL);

  return server;
}

/* A server over TLS that answers nothing. */
RawServer *
raw_server_new_tls (GTlsCertificate *certificate)
{
  RawServer *server = raw_server_new ("", RAW_END_DEAF);

  server->certificate = g_object_ref (certificate);
  g_free (server->base_uri);
  server->base_uri = g_strdup_printf ("https://127.0.0.1:%u", server->port);

  return server;
}

void
raw_server_free (RawServer *server)
{
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_cancellable_cancel (server->stop);
  await (server->n_open == 0);

  g_object_unref (server->service);
  g_object_unref (server->stop);
  g_clear_object (&server->certificate);
  g_free (server->base_uri);
  g_free (server->answer);
  g_free (server->let_in);
  g_string_free (server->heard, TRUE);
  g_free (server);
}
