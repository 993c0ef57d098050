/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-sender.h"

#include <string.h>
#include <sys/socket.h>

/* How long an endless answer waits between two bytes, and how much a flood writes at once. */
#define PAUSE_MS    100
#define FLOOD_BYTES 65536

/* An answer that is spoilt on its way is written by hand, on the connection taken from libsoup,
 * which would not write it. */
typedef struct
{
  GIOStream            *stream;
  GBytes               *bytes;
  PreampSandboxDelivery delivery;
  GCancellable         *cancellable;
  guint                *n_senders;
} Sender;

static void write_async (Sender *sender);

static void
sender_free (Sender *sender)
{
  g_io_stream_close (sender->stream, NULL, NULL);
  (*sender->n_senders)--;
  g_object_unref (sender->stream);
  g_bytes_unref (sender->bytes);
  g_object_unref (sender->cancellable);
  g_free (sender);
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, gzip);
  size_t length;
  const void *data = g_bytes_get_data (bytes, &length);

  /* Memory takes all that is written to it. */
  g_output_stream_write_all (stream, data, length, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
dup_body (const PreampSandboxAnswer *answer)
{
  if (answer->body == NULL)
    return g_bytes_new_static ("", 0);
  return answer->gzip ? compress (answer->body) : g_bytes_ref (answer->body);
}

static void
add_headers (SoupMessageHeaders        *headers,
             const PreampSandboxAnswer *answer)
{
  if (answer->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->content_type);
  if (answer->gzip)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  if (answer->allow != NULL)
    soup_message_headers_replace (headers, "Allow", answer->allow);
  if (answer->retry_after != NULL)
    soup_message_headers_replace (headers, "Retry-After", answer->retry_after);
  if (answer->location != NULL)
    soup_message_headers_replace (headers, "Location", answer->location);
  if (answer->clock != 0)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr (GDateTime) told = g_date_time_add_seconds (now, (double) answer->clock);
      g_autofree char *date = soup_date_time_to_string (told, SOUP_DATE_HTTP);

      soup_message_headers_replace (headers, "Date", date);
    }
}

static void
append_header (const char *name,
               const char *value,
               gpointer    user_data)
{
  g_string_append_printf (user_data, "%s: %s\r\n", name, value);
}

/* The head and, of what is cut, half the body; of what never ends all of it. */
static GBytes *
write_by_hand (SoupServerMessage         *message,
               const PreampSandboxAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) body = dup_body (answer);
  size_t length;
  const char *data = g_bytes_get_data (body, &length);
  gboolean whole = answer->delivery == PREAMP_SANDBOX_DELIVERY_ENDLESS ||
                   answer->delivery == PREAMP_SANDBOX_DELIVERY_FLOOD;
  size_t n_written = whole ? length : length / 2;
  g_autoptr (GString) text = g_string_sized_new (n_written + 512);

  add_headers (headers, answer);
  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", answer->status,
                          preamp_sandbox_answer_get_phrase (answer->status));
  soup_message_headers_foreach (headers, append_header, text);
  g_string_append (text, "Connection: close\r\n");
  if (answer->delivery == PREAMP_SANDBOX_DELIVERY_CUT)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", length);
  else if (answer->delivery == PREAMP_SANDBOX_DELIVERY_CUT_PLAIN)
    g_string_append (text, "\r\n");
  else
    g_string_append (text, "Transfer-Encoding: chunked\r\n\r\n");

  if (answer->delivery != PREAMP_SANDBOX_DELIVERY_CUT &&
      answer->delivery != PREAMP_SANDBOX_DELIVERY_CUT_PLAIN && n_written > 0)
    g_string_append_printf (text, "%" G_GSIZE_MODIFIER "x\r\n", n_written);
  g_string_append_len (text, data, (gssize) n_written);
  if (answer->delivery != PREAMP_SANDBOX_DELIVERY_CUT &&
      answer->delivery != PREAMP_SANDBOX_DELIVERY_CUT_PLAIN && n_written > 0)
    g_string_append (text, "\r\n");
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static GBytes *
make_blanks (size_t n)
{
  g_autofree char *blanks = g_strnfill (n, ' ');
  char *chunk = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n%s\r\n", n, blanks);

  return g_bytes_new_take (chunk, strlen (chunk));
}

static gboolean
pause_over_cb (gpointer user_data)
{
  write_async (user_data);
  return G_SOURCE_REMOVE;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Sender *sender = user_data;
  g_autoptr (GSource) timer = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL) ||
      (sender->delivery != PREAMP_SANDBOX_DELIVERY_ENDLESS &&
       sender->delivery != PREAMP_SANDBOX_DELIVERY_FLOOD))
    {
      sender_free (sender);
      return;
    }

  g_bytes_unref (sender->bytes);
  if (sender->delivery == PREAMP_SANDBOX_DELIVERY_FLOOD)
    {
      sender->bytes = make_blanks (FLOOD_BYTES);
      write_async (sender);
      return;
    }

  sender->bytes = make_blanks (1);
  timer = g_timeout_source_new (PAUSE_MS);
  g_source_set_callback (timer, pause_over_cb, sender, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());
}

static void
write_async (Sender *sender)
{
  size_t length;
  const void *data = g_bytes_get_data (sender->bytes, &length);

  g_output_stream_write_all_async (g_io_stream_get_output_stream (sender->stream), data, length,
                                   G_PRIORITY_DEFAULT, sender->cancellable, written_cb, sender);
}

/* With nothing left to linger for, closing a socket resets the connection. */
static void
close_stream (GIOStream *stream,
              GSocket   *socket,
              gboolean   reset)
{
  if (reset && socket != NULL)
    {
      const struct linger linger = { 1, 0 };

      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    }
  g_io_stream_close (stream, NULL, NULL);
}

/**
 * preamp_sandbox_sender_is_client_gone:
 * @message: a request
 *
 * Looks whether the client has closed its connection, which a paused message does not notice.
 *
 * Returns: whether it has
 */
gboolean
preamp_sandbox_sender_is_client_gone (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  char byte;

  return socket != NULL &&
         recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/**
 * preamp_sandbox_sender_fill:
 * @message: a request
 * @answer: the answer, to be delivered whole
 *
 * Gives libsoup what to answer.
 */
void
preamp_sandbox_sender_fill (SoupServerMessage         *message,
                            const PreampSandboxAnswer *answer)
{
  g_autoptr (GBytes) body = dup_body (answer);

  soup_server_message_set_status (message, answer->status,
                                  preamp_sandbox_answer_get_phrase (answer->status));
  add_headers (soup_server_message_get_response_headers (message), answer);
  if (g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

/**
 * preamp_sandbox_sender_send:
 * @message: a request
 * @answer: the answer, to be delivered otherwise than whole
 * @cancellable: cancelled when the server stops
 * @n_senders: how many answers are on their way, counted up now and down when this one is over
 *
 * Takes the connection from libsoup and answers by hand, or not at all. In the server's thread.
 */
void
preamp_sandbox_sender_send (SoupServerMessage         *message,
                            const PreampSandboxAnswer *answer,
                            GCancellable              *cancellable,
                            guint                     *n_senders)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (SoupServerMessage) kept = g_object_ref (message);
  Sender *sender;

  if (soup_server_message_get_socket (message) != NULL)
    socket = g_object_ref (soup_server_message_get_socket (message));
  stream = soup_server_message_steal_connection (message);
  if (stream == NULL)
    return;

  if (answer->delivery == PREAMP_SANDBOX_DELIVERY_LOST ||
      answer->delivery == PREAMP_SANDBOX_DELIVERY_RESET)
    {
      close_stream (stream, socket, answer->delivery == PREAMP_SANDBOX_DELIVERY_RESET);
      return;
    }

  sender = g_new0 (Sender, 1);
  sender->stream = g_steal_pointer (&stream);
  sender->bytes = write_by_hand (message, answer);
  sender->delivery = answer->delivery;
  sender->cancellable = g_object_ref (cancellable);
  sender->n_senders = n_senders;
  (*n_senders)++;
  write_async (sender);
}
