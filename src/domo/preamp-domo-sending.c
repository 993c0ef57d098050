/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-sending"

#include "config.h"

#include "preamp-domo-sending.h"

#include <time.h>

#define CHUNK_SIZE (64 * 1024)

/* A Retry-After beyond this says nothing that a person would wait for. */
#define MAX_RETRY_AFTER (24 * 60 * 60)

/* One message on its way: watched until it is written, then read up to a limit. */
typedef struct
{
  SoupSession            *session;
  SoupMessage            *message;
  PreampDomoSendingLimits limits;
  PreampDomoAnswer       *answer;

  /* Ours, so that a time limit can end what the caller did not cancel. */
  GCancellable           *stopper;
  GCancellable           *cancellable;
  gulong                  cancelled_id;
  gboolean                answering;  /* from the answer's headers until libsoup hands them over */
  gboolean                stop_due;   /* whether it is to be stopped after that */

  GSource                *timer;
  GInputStream           *stream;
  gint64                  clock;
} Sending;

static void
clear_timer (Sending *sending)
{
  if (sending->timer != NULL)
    g_source_destroy (sending->timer);
  g_clear_pointer (&sending->timer, g_source_unref);
}

static void
sending_free (Sending *sending)
{
  clear_timer (sending);
  if (sending->cancelled_id != 0)
    g_cancellable_disconnect (sending->cancellable, sending->cancelled_id);
  g_signal_handlers_disconnect_by_data (sending->message, sending);

  g_clear_pointer (&sending->answer, preamp_domo_answer_free);
  g_clear_object (&sending->stream);
  g_clear_object (&sending->stopper);
  g_clear_object (&sending->cancellable);
  g_clear_object (&sending->message);
  g_clear_object (&sending->session);
  g_free (sending);
}

/* libsoup up to 3.6.5 ends a message twice, and crashes, where it is cancelled after the headers of
 * its answer came and before it has handed them over (mended in its commit 9ba1243a). That is a
 * moment, and what is cancelled in it is cancelled right after. */
static void
stop (Sending *sending)
{
  if (sending->answering)
    sending->stop_due = TRUE;
  else
    g_cancellable_cancel (sending->stopper);
}

static void
got_headers_cb (SoupMessage *message,
                gpointer     user_data)
{
  Sending *sending = user_data;

  sending->answering = TRUE;
}

static void
end_answering (Sending *sending)
{
  sending->answering = FALSE;
  if (sending->stop_due)
    g_cancellable_cancel (sending->stopper);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  stop (user_data);
}

/* Everything below runs on a cancellable of our own, which follows the caller's. */
static void
follow_cancellable (Sending *sending)
{
  if (sending->cancelled_id != 0)
    g_cancellable_disconnect (sending->cancellable, sending->cancelled_id);
  sending->cancelled_id = 0;

  g_clear_object (&sending->stopper);
  sending->stopper = g_cancellable_new ();

  if (sending->cancellable != NULL)
    sending->cancelled_id = g_cancellable_connect (sending->cancellable,
                                                   G_CALLBACK (cancelled_cb), sending, NULL);
}

/* The time limit for writing the request */

static gboolean
connect_timeout_cb (gpointer user_data)
{
  Sending *sending = user_data;

  sending->answer->connect_timed_out = TRUE;
  clear_timer (sending);
  stop (sending);

  return G_SOURCE_REMOVE;
}

static void
arm_timer (Sending     *sending,
           GSourceFunc  callback)
{
  if (sending->timer != NULL)
    return;

  sending->timer = g_timeout_source_new (sending->limits.connect_timeout);
  g_source_set_callback (sending->timer, callback, sending, NULL);
  g_source_attach (sending->timer, g_main_context_get_thread_default ());
}

/* A reading may wait for its turn among others; its time starts when its connection does. */
static void
network_event_cb (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *connection,
                  gpointer           user_data)
{
  Sending *sending = user_data;

  if (!sending->answer->wrote_headers)
    arm_timer (sending, connect_timeout_cb);
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  arm_timer (user_data, connect_timeout_cb);
}

static void
restarted_cb (SoupMessage *message,
              gpointer     user_data)
{
  end_answering (user_data);
  arm_timer (user_data, connect_timeout_cb);
}

static void
wrote_headers_cb (SoupMessage *message,
                  gpointer     user_data)
{
  Sending *sending = user_data;

  sending->answer->wrote_headers = TRUE;
  sending->answer->n_sent++;
  clear_timer (sending);
}

/* Headers of the answer */

static guint
parse_retry_after (SoupMessageHeaders *headers,
                   GDateTime          *answered)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds = 0;

  if (text == NULL)
    return 0;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (guint) MIN (seconds, MAX_RETRY_AFTER);

  date = soup_date_time_new_from_http_string (text);
  if (date != NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

      /* It is a time of the server's clock, which may not be ours. */
      return (guint) CLAMP (g_date_time_difference (date, answered != NULL ? answered : now)
                              / G_TIME_SPAN_SECOND,
                            0, MAX_RETRY_AFTER);
    }

  return 0;
}

static void
note_headers (Sending *sending)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (sending->message);
  const char *date_text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = NULL;

  if (date_text != NULL)
    date = soup_date_time_new_from_http_string (date_text);
  if (date != NULL)
    sending->clock = g_date_time_to_unix (date) * G_USEC_PER_SEC - preamp_domo_sending_get_clock ();

  sending->answer->retry_after = parse_retry_after (headers, date);
  sending->answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
}

/* Returning */

static void
return_answer (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);

  clear_timer (sending);
  g_task_return_boolean (task, TRUE);
}

static gboolean
lookup_timeout_cb (gpointer user_data)
{
  Sending *sending = user_data;

  clear_timer (sending);
  g_cancellable_cancel (sending->stopper);

  return G_SOURCE_REMOVE;
}

/* Host and port of the first proxy, without the password that may stand before them. */
static char *
dup_proxy_name (char **proxies)
{
  for (guint i = 0; proxies != NULL && proxies[i] != NULL; i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (proxies[i], G_URI_FLAGS_NONE, NULL);

      if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
          || g_strcmp0 (g_uri_get_scheme (uri), "direct") == 0)
        continue;

      if (g_uri_get_port (uri) < 0)
        return g_strdup (g_uri_get_host (uri));
      return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
    }

  return NULL;
}

static void
proxy_looked_up_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Sending *sending = g_task_get_task_data (task);
  g_auto (GStrv) proxies = NULL;

  proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, NULL);
  sending->answer->proxy = dup_proxy_name (proxies);

  return_answer (task);
}

/* What was not written may be a proxy's doing: a sentence about it should name the proxy. */
static void
name_proxy (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  GProxyResolver *resolver = soup_session_get_proxy_resolver (sending->session);
  g_autofree char *uri = NULL;

  if (sending->answer->wrote_headers || resolver == NULL
      || g_cancellable_is_cancelled (sending->cancellable))
    {
      return_answer (task);
      return;
    }

  follow_cancellable (sending);
  clear_timer (sending);
  arm_timer (sending, lookup_timeout_cb);

  uri = g_uri_to_string (soup_message_get_uri (sending->message));
  g_proxy_resolver_lookup_async (resolver, uri, sending->stopper, proxy_looked_up_cb,
                                 g_object_ref (task));
}

static void
take_error (GTask  *task,
            GError *error)
{
  Sending *sending = g_task_get_task_data (task);

  g_clear_pointer (&sending->answer->body, g_byte_array_unref);
  sending->answer->error = error;
  sending->answer->tls_errors = soup_message_get_tls_peer_certificate_errors (sending->message);

  name_proxy (task);
}

/* Reading */

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  /* What is left of the answer was not wanted, so how its end went does not matter. */
  g_input_stream_close_finish (G_INPUT_STREAM (source), result, NULL);
}

static void read_chunk (GTask *task);

static void
chunk_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Sending *sending = g_task_get_task_data (task);
  GByteArray *body = sending->answer->body;
  g_autoptr (GBytes) chunk = NULL;
  GError *error = NULL;
  size_t size;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (chunk == NULL)
    {
      g_input_stream_close_async (sending->stream, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
      take_error (task, error);
      return;
    }

  size = g_bytes_get_size (chunk);
  if (size == 0)
    {
      g_input_stream_close_async (sending->stream, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
      return_answer (task);
      return;
    }

  if (body->len + size > sending->limits.answer_limit)
    {
      sending->answer->too_large = TRUE;
      g_clear_pointer (&sending->answer->body, g_byte_array_unref);
      g_input_stream_close_async (sending->stream, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
      return_answer (task);
      return;
    }

  g_byte_array_append (body, g_bytes_get_data (chunk, NULL), (guint) size);
  read_chunk (task);
}

static void
read_chunk (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (sending->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT,
                                   sending->stopper, chunk_read_cb, g_object_ref (task));
}

static void
message_sent_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;

  sending->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  sending->answer->http_status = soup_message_get_status (sending->message);
  clear_timer (sending);
  end_answering (sending);

  if (error != NULL)
    {
      take_error (task, error);
      return;
    }

  /* A status without a request is a proxy's: nothing in it is Domo's. */
  if (!sending->answer->wrote_headers)
    {
      name_proxy (task);
      return;
    }

  note_headers (sending);
  sending->answer->body = g_byte_array_new ();
  read_chunk (task);
}

/**
 * preamp_domo_sending_get_clock: (skip)
 *
 * Gets the time of a clock that nobody sets, and that goes on while the computer sleeps.
 *
 * Returns: a time in microseconds
 */
gint64
preamp_domo_sending_get_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/**
 * preamp_domo_sending_async: (skip)
 * @session: the session to send by
 * @message: the request
 * @limits: limits beside the session's; copied
 * @answer: (transfer full): what to note in
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Sends one message and reads its answer, noting whether it was written at all. A move's time
 * to be written counts from here; a reading's from when its connection begins.
 */
void
preamp_domo_sending_async (SoupSession                   *session,
                           SoupMessage                   *message,
                           const PreampDomoSendingLimits *limits,
                           PreampDomoAnswer              *answer,
                           GCancellable                  *cancellable,
                           GAsyncReadyCallback            callback,
                           gpointer                       user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending = NULL;

  g_return_if_fail (SOUP_IS_SESSION (session));
  g_return_if_fail (SOUP_IS_MESSAGE (message));
  g_return_if_fail (limits != NULL);
  g_return_if_fail (answer != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_domo_sending_async);
  g_task_set_check_cancellable (task, FALSE);

  sending = g_new0 (Sending, 1);
  sending->session = g_object_ref (session);
  sending->message = g_object_ref (message);
  sending->limits = *limits;
  sending->answer = answer;
  sending->clock = G_MAXINT64;
  g_set_object (&sending->cancellable, cancellable);
  g_task_set_task_data (task, sending, (GDestroyNotify) sending_free);

  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), sending);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), sending);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), sending);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), sending);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), sending);

  follow_cancellable (sending);
  if (g_str_equal (soup_message_get_method (message), SOUP_METHOD_POST))
    arm_timer (sending, connect_timeout_cb);

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, sending->stopper,
                           message_sent_cb, g_steal_pointer (&task));
}

/**
 * preamp_domo_sending_finish: (skip)
 * @result: a result
 * @clock: (out): how many microseconds Domo's clock is ahead of [func@domo_sending_get_clock],
 *   %G_MAXINT64 where unknown
 *
 * Gets what came.
 *
 * Returns: (transfer full): the answer
 */
PreampDomoAnswer *
preamp_domo_sending_finish (GAsyncResult *result,
                            gint64       *clock)
{
  Sending *sending = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_domo_sending_async), NULL);

  sending = g_task_get_task_data (G_TASK (result));
  *clock = sending->clock;

  return g_steal_pointer (&sending->answer);
}
