/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo-fixture.h"
#include "raw-server.h"

#include <string.h>

/* Connections that break, lie, flow on or say nothing; proxies that stand in the way. */

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

/* A reading and a move of the same server, which end with the same code. */
static void
assert_both_fail (DomoFixture    *fixture,
                  PreampDomoError code,
                  gboolean        wrote_headers,
                  const char     *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampReply) reply = NULL;
  const GError *reply_error = NULL;

  g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PREAMP_DOMO_ERROR, (int) code);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));

  reply = domo_fixture_migrate (fixture, NULL);
  reply_error = preamp_reply_get_error (reply);
  g_assert_error (reply_error, PREAMP_DOMO_ERROR, (int) code);
  if (words != NULL)
    g_assert_nonnull (strstr (reply_error->message, words));
  g_assert_cmpint (preamp_reply_get_wrote_headers (reply), ==, wrote_headers);
  g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, wrote_headers ? 1 : 0);
}

/* Three readings and one move: a reading is repeated after a broken connection, a move is not. */
static void
test_closed_unanswered (DomoFixture  *fixture,
                        gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new ("", RAW_END_CLOSE);

  domo_fixture_use_client (fixture, server->base_uri);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_NETWORK, TRUE, "127.0.0.1");
  g_assert_cmpuint (server->n_requests, ==, 4);
}

static void
test_cut_by_length (DomoFixture  *fixture,
                    gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new (HEAD "Content-Length: 100\r\n\r\n"
                                                 "{\"state\": \"COMPLETE\"}",
                                                 RAW_END_CLOSE);

  domo_fixture_use_client (fixture, server->base_uri);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_NETWORK, TRUE, NULL);
  g_assert_cmpuint (server->n_requests, ==, 4);
}

/* libsoup takes these for whole answers: the text itself shows that they are not. */
static void
test_cut_unnoticed (DomoFixture  *fixture,
                    gconstpointer data)
{
  const char *answers[] = {
    HEAD "Transfer-Encoding: chunked\r\n\r\n10\r\n[{\"id\": \"1\"}, {\"\r\n",
    HEAD "Transfer-Encoding: chunked\r\n\r\n40\r\n[{\"id\"",
    HEAD "Transfer-Encoding: chunked\r\n\r\n",
    HEAD "\r\n[{\"id\": \"1\"},",
    HEAD "\r\n{\"state\": \"COMPLETE\"",
    HEAD "\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (answers[i], RAW_END_CLOSE);
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;

      domo_fixture_use_client (fixture, server->base_uri);
      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_assert_true (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED)
                     || g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_NETWORK));
      g_assert_cmpuint (server->n_requests, ==, 3);

      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_nonnull (preamp_reply_get_error (reply));
      g_assert_true (preamp_reply_get_wrote_headers (reply));
      g_assert_cmpuint (server->n_requests, ==, 4);
    }
}

static void
test_endless (DomoFixture  *fixture,
              gconstpointer data)
{
  const char *answers[] = {
    HEAD "\r\n[",
    HEAD "Content-Length: 99999999999\r\n\r\n[",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (answers[i], RAW_END_ENDLESS);

      domo_fixture_use_client (fixture, server->base_uri);
      g_object_set (fixture->client, "answer-limit", (guint64) 256 * 1024, NULL);
      assert_both_fail (fixture, PREAMP_DOMO_ERROR_TOO_LARGE, TRUE, NULL);
      g_assert_cmpuint (server->n_requests, ==, 2);

      /* The rest is not read: the connections are given up. */
      await (server->n_open == 0);
    }
}

static void
test_silence (DomoFixture  *fixture,
              gconstpointer data)
{
  const char *answers[] = { "", HEAD "Content-Length: 10\r\n\r\n[" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (answers[i], RAW_END_HOLD);
      g_autofree char *took = NULL;

      took = g_strdup_printf ("“127.0.0.1:%u” took the request, and then was silent", server->port);
      domo_fixture_use_client (fixture, server->base_uri);
      g_object_set (fixture->client, "read-silence", 1, "move-silence", 1, NULL);
      assert_both_fail (fixture, PREAMP_DOMO_ERROR_TIMED_OUT, TRUE, took);
      g_assert_cmpuint (server->n_requests, ==, 2);
    }
}

/* A server that takes the connection and does not shake hands: nothing is written. */
static void
test_connect_timeout (DomoFixture  *fixture,
                      gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new ("", RAW_END_DEAF);
  g_autofree char *base_uri = g_strdup_printf ("https://127.0.0.1:%u", server->port);
  g_autofree char *name = g_strdup_printf ("“127.0.0.1:%u” could not be reached in time",
                                           server->port);

  domo_fixture_use_client (fixture, base_uri);
  g_object_set (fixture->client, "connect-timeout", 20, NULL);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_TIMED_OUT, FALSE, name);
  g_assert_cmpuint (server->n_connections, ==, 2);
  g_assert_cmpuint (server->n_requests, ==, 0);
}

static void
test_not_http (DomoFixture  *fixture,
               gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new ("220 mail.example.com ESMTP\r\n\r\n",
                                                 RAW_END_CLOSE);

  domo_fixture_use_client (fixture, server->base_uri);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_NOT_JSON, TRUE, NULL);
}

static void
test_refused (DomoFixture  *fixture,
              gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new ("", RAW_END_CLOSE);
  g_autofree char *name = g_strdup_printf ("“127.0.0.1:%u”", server->port);

  domo_fixture_use_client (fixture, server->base_uri);
  g_clear_pointer (&server, raw_server_free);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_NETWORK, FALSE, name);
}

static void
test_cancelled_before (DomoFixture  *fixture,
                       gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new ("", RAW_END_HOLD);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PreampReply) reply = NULL;

  domo_fixture_use_client (fixture, server->base_uri);
  g_cancellable_cancel (cancellable);
  reply = domo_fixture_migrate (fixture, cancellable);
  g_assert_error (preamp_reply_get_error (reply), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (preamp_reply_get_wrote_headers (reply));
  g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 0);
  g_assert_cmpuint (server->n_requests, ==, 0);
}

/* A move that is cancelled on its way tells that it can have arrived. */
static void
test_cancelled_after (DomoFixture  *fixture,
                      gconstpointer data)
{
  const char *answers[] = { "", HEAD "Content-Length: 50\r\n\r\n{\"state\": \"COMP" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (answers[i], RAW_END_HOLD);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (PreampReply) reply = NULL;

      domo_fixture_use_client (fixture, server->base_uri);
      preamp_domo_client_reverse_async (fixture->client, "datasource", cancellable,
                                        take_result, &result);
      await (server->n_requests > 0);
      g_cancellable_cancel (cancellable);
      await_result (&result);

      reply = preamp_domo_client_move_finish (fixture->client, result);
      g_assert_error (preamp_reply_get_error (reply), G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (preamp_reply_get_wrote_headers (reply));
      g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 1);
      g_assert_cmpuint (server->n_requests, ==, 1);
    }
}

static void
test_reading_cancelled (DomoFixture  *fixture,
                        gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new ("", RAW_END_HOLD);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  domo_fixture_use_client (fixture, server->base_uri);
  preamp_domo_client_list_types_async (fixture->client, cancellable, take_result, &result);
  await (server->n_requests > 0);
  g_cancellable_cancel (cancellable);
  await_result (&result);

  g_assert_null (preamp_domo_client_list_types_finish (fixture->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (server->n_requests, ==, 1);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));

  return G_SOURCE_REMOVE;
}

static gboolean
got_headers_cb (GSignalInvocationHint *hint,
                guint                  n_values,
                const GValue          *values,
                gpointer               user_data)
{
  g_idle_add_full (G_PRIORITY_HIGH, cancel_cb, user_data, NULL);

  return FALSE;
}

/* Some releases of libsoup crash where they are cancelled at this moment. */
static void
test_cancelled_at_the_headers (DomoFixture  *fixture,
                               gconstpointer data)
{
  const gboolean moves = data != NULL;

  g_type_class_unref (g_type_class_ref (SOUP_TYPE_MESSAGE));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RawServer) server = raw_server_new (HEAD "Content-Length: 50\r\n\r\n[\"SNOW",
                                                     RAW_END_HOLD);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (PreampReply) reply = NULL;
      g_autoptr (GError) error = NULL;

      domo_fixture_use_client (fixture, server->base_uri);
      g_signal_add_emission_hook (g_signal_lookup ("got-headers", SOUP_TYPE_MESSAGE), 0,
                                  got_headers_cb, cancellable, NULL);
      if (moves)
        preamp_domo_client_reverse_async (fixture->client, "datasource", cancellable,
                                          take_result, &result);
      else
        preamp_domo_client_list_types_async (fixture->client, cancellable, take_result, &result);
      await_result (&result);

      if (moves)
        {
          reply = preamp_domo_client_move_finish (fixture->client, result);
          g_assert_error (preamp_reply_get_error (reply), G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_true (preamp_reply_get_wrote_headers (reply));
        }
      else
        {
          g_assert_null (preamp_domo_client_list_types_finish (fixture->client, result, &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }

      g_assert_cmpuint (server->n_requests, ==, 1);
    }
}

/* Proxies */

static void
use_proxy (DomoFixture *fixture,
           const char  *base_uri,
           guint        port)
{
  g_autofree char *proxy_uri = g_strdup_printf ("http://jane:s3cret@127.0.0.1:%u", port);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy_uri, NULL);

  domo_fixture_use_client (fixture, base_uri);
  g_object_set (fixture->client, "proxy-resolver", resolver, NULL);
}

/* What a proxy says to CONNECT comes without an error, as if Domo had said it. */
static void
test_proxy_refuses (DomoFixture  *fixture,
                    gconstpointer data)
{
  const char *statuses[] = { "407 Proxy Authentication Required", "502 Bad Gateway",
                             "403 Forbidden", "429 Too Many Requests", "401 Unauthorized" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: 21\r\n\r\n"
                                                 "{\"state\": \"COMPLETE\"}",
                                                 statuses[i]);
      g_autoptr (RawServer) proxy = raw_server_new (answer, RAW_END_CLOSE);
      g_autofree char *name = g_strdup_printf ("“127.0.0.1:%u”", proxy->port);
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;

      use_proxy (fixture, "https://acme.domo.example", proxy->port);
      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_NETWORK);
      g_assert_nonnull (strstr (error->message, name));
      g_assert_true (strstr (error->message, "acme") == NULL ||
                     strstr (error->message, "“acme.domo.example”") != NULL);
      g_assert_null (strstr (error->message, "s3cret"));
      g_assert_cmpuint (preamp_domo_error_get_http_status (error), ==, 0);

      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                      PREAMP_DOMO_ERROR_NETWORK);
      g_assert_nonnull (strstr (preamp_reply_get_error (reply)->message, name));
      g_assert_false (preamp_reply_get_wrote_headers (reply));
      g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 0);

      g_assert_nonnull (strstr (proxy->heard->str, "CONNECT acme.domo.example:443"));
      g_assert_null (strstr (proxy->heard->str, DOMO_FIXTURE_TOKEN));
    }
}

#define WANTS_PASSWORD "HTTP/1.1 407 Proxy Authentication Required\r\n" \
                       "Proxy-Authenticate: Basic realm=\"acme\"\r\nContent-Length: 0\r\n\r\n"

/* “jane:s3cret” */
#define PASSWORD "Proxy-Authorization: Basic amFuZTpzM2NyZXQ=\r\n"

static guint
count (RawServer  *server,
       const char *words)
{
  g_auto (GStrv) parts = g_strsplit (server->heard->str, words, -1);

  return g_strv_length (parts) - 1;
}

/* The system's settings may have a user name and a password. A proxy that asks for them lets us in
 * then; that nobody answers behind it is another matter. */
static void
test_proxy_is_given_its_password (DomoFixture  *fixture,
                                  gconstpointer data)
{
  g_autoptr (RawServer) proxy = raw_server_new (WANTS_PASSWORD, RAW_END_HOLD);

  proxy->let_in = g_strdup ("HTTP/1.1 200 OK\r\n\r\n");
  use_proxy (fixture, "https://acme.domo.example", proxy->port);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_TLS, FALSE, "to “acme.domo.example”");

  g_assert_cmpuint (proxy->n_requests, ==, 4);
  g_assert_cmpuint (count (proxy, "CONNECT acme.domo.example:443 "), ==, 4);
  g_assert_cmpuint (count (proxy, PASSWORD), ==, 2);
  g_assert_null (strstr (proxy->heard->str, DOMO_FIXTURE_TOKEN));
}

/* A wrong password is given once, so that it locks nobody out. */
static void
test_proxy_refuses_its_password (DomoFixture  *fixture,
                                 gconstpointer data)
{
  g_autoptr (RawServer) proxy = raw_server_new (WANTS_PASSWORD, RAW_END_HOLD);
  g_autofree char *name = g_strdup_printf ("“127.0.0.1:%u” wants a user name and password",
                                           proxy->port);

  use_proxy (fixture, "https://acme.domo.example", proxy->port);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_NETWORK, FALSE, name);

  g_assert_cmpuint (proxy->n_requests, ==, 4);
  g_assert_cmpuint (count (proxy, PASSWORD), ==, 2);
  g_assert_null (strstr (proxy->heard->str, DOMO_FIXTURE_TOKEN));
}

static void
test_proxy_is_away (DomoFixture  *fixture,
                    gconstpointer data)
{
  g_autoptr (RawServer) proxy = raw_server_new ("", RAW_END_CLOSE);
  guint port = proxy->port;
  g_autofree char *name = g_strdup_printf ("“127.0.0.1:%u”", port);

  g_clear_pointer (&proxy, raw_server_free);
  use_proxy (fixture, "https://acme.domo.example", port);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_NETWORK, FALSE, name);
}

static void
test_proxy_hangs_up (DomoFixture  *fixture,
                     gconstpointer data)
{
  g_autoptr (RawServer) proxy = raw_server_new ("", RAW_END_CLOSE);
  g_autofree char *name = g_strdup_printf ("“127.0.0.1:%u”", proxy->port);

  use_proxy (fixture, "https://acme.domo.example", proxy->port);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_NETWORK, FALSE, name);
}

static void
test_proxy_is_deaf (DomoFixture  *fixture,
                    gconstpointer data)
{
  g_autoptr (RawServer) proxy = raw_server_new ("", RAW_END_DEAF);
  g_autofree char *name = g_strdup_printf ("“127.0.0.1:%u”", proxy->port);

  use_proxy (fixture, "https://acme.domo.example", proxy->port);
  g_object_set (fixture->client, "connect-timeout", 20, NULL);
  assert_both_fail (fixture, PREAMP_DOMO_ERROR_TIMED_OUT, FALSE, name);
}

/* A loopback address is never handed to a proxy, token and all. */
static void
test_proxy_is_bypassed (DomoFixture  *fixture,
                        gconstpointer data)
{
  g_autoptr (RawServer) proxy = raw_server_new ("HTTP/1.1 502 No\r\n\r\n", RAW_END_CLOSE);
  g_autofree char *localhost = g_strdup_printf ("http://LocalHost%s",
                                                strrchr (fixture->base_uri, ':'));
  const char *addresses[] = { fixture->base_uri, localhost };

  domo_fixture_add (fixture, NULL, 200, "application/json", "[]");

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) types = NULL;

      use_proxy (fixture, addresses[i], proxy->port);
      types = domo_fixture_list_types (fixture, &error);
      g_assert_no_error (error);
    }

  g_assert_cmpuint (fixture->requests->len, ==, 2);
  g_assert_cmpuint (proxy->n_connections, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD_DATA(path, data, function)                                                             \
  g_test_add ("/domo/connection/" path, DomoFixture, data, domo_fixture_set_up, function,          \
              domo_fixture_tear_down)
#define ADD(path, function) ADD_DATA (path, NULL, function)

  ADD ("closed-unanswered", test_closed_unanswered);
  ADD ("cut-by-length", test_cut_by_length);
  ADD ("cut-unnoticed", test_cut_unnoticed);
  ADD ("endless", test_endless);
  ADD ("silence", test_silence);
  ADD ("connect-timeout", test_connect_timeout);
  ADD ("not-http", test_not_http);
  ADD ("refused", test_refused);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("cancelled-after", test_cancelled_after);
  ADD ("reading-cancelled", test_reading_cancelled);
  ADD_DATA ("reading-cancelled-at-the-headers", NULL, test_cancelled_at_the_headers);
  ADD_DATA ("move-cancelled-at-the-headers", "move", test_cancelled_at_the_headers);
  ADD ("proxy-refuses", test_proxy_refuses);
  ADD ("proxy-is-given-its-password", test_proxy_is_given_its_password);
  ADD ("proxy-refuses-its-password", test_proxy_refuses_its_password);
  ADD ("proxy-is-away", test_proxy_is_away);
  ADD ("proxy-hangs-up", test_proxy_hangs_up);
  ADD ("proxy-is-deaf", test_proxy_is_deaf);
  ADD ("proxy-is-bypassed", test_proxy_is_bypassed);

  return g_test_run ();
}
