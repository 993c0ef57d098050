/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo-fixture.h"
#include "raw-server.h"

#include <string.h>

/* Over TLS: what is trusted, and that nothing is sent where it is not. */

static char *
build_tls_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "domo", "tls", name, NULL);
}

static GTlsCertificate *
read_certificate (const char *name)
{
  g_autofree char *path = build_tls_path (name);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return certificate;
}

/* Makes the fixture's client trust the tests' authority. */
static void
trust (DomoFixture *fixture)
{
  g_autofree char *path = build_tls_path ("ca.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_object_set (fixture->client, "tls-database", database, NULL);
}

/* Puts a certificate on the fixture's server. */
static void
use_certificate (DomoFixture *fixture,
                 const char  *name)
{
  g_autoptr (GTlsCertificate) certificate = read_certificate (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *base_uri = NULL;
  GSList *uris = NULL;

  soup_server_set_tls_certificate (fixture->server, certificate);
  soup_server_listen_local (fixture->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (fixture->server);
  for (GSList *each = uris; each != NULL; each = each->next)
    {
      if (g_str_equal (g_uri_get_scheme (each->data), "https"))
        base_uri = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (each->data));
    }
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  domo_fixture_use_client (fixture, base_uri);
}

static void
test_trusted (DomoFixture  *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) types = NULL;
  g_autoptr (PreampReply) reply = NULL;
  DomoRequest *request = NULL;

  use_certificate (fixture, "good.pem");
  trust (fixture);
  domo_fixture_add (fixture, DOMO_PATH_MIGRATE, 200, NULL, "{\"state\": \"COMPLETE\"}");
  domo_fixture_add (fixture, NULL, 200, NULL, "[\"BIGQUERY\"]");

  types = domo_fixture_list_types (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (types), ==, 1);

  reply = domo_fixture_migrate (fixture, NULL);
  g_assert_no_error (preamp_reply_get_error (reply));
  g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 1);

  request = domo_fixture_get_request (fixture, 1);
  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Content-Type"), ==,
                   "application/json");
  g_assert_cmpint (request->body_length, ==, 0);
  g_assert_cmpint (request->http_version, ==,
                   g_getenv ("SOUP_SERVER_HTTP2") != NULL ? SOUP_HTTP_2_0 : SOUP_HTTP_1_1);
}

/* Not by a SoupServer: that of libsoup 3.6 uses a connection that it has let go of when the other
 * side breaks off while they agree on TLS. */
static void
test_refused (DomoFixture  *fixture,
              gconstpointer data)
{
  const struct
  {
    const char *certificate;
    gboolean    trusted;
    const char *words;
  } cases[] = {
    { "good.pem", FALSE, "an authority that this computer does not trust" },
    { "other-host.pem", TRUE, "for another host" },
    { "expired.pem", TRUE, "has expired" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;
      g_autoptr (GTlsCertificate) certificate = read_certificate (cases[i].certificate);
      g_autoptr (RawServer) server = raw_server_new_tls (certificate);

      domo_fixture_use_client (fixture, server->base_uri);
      if (cases[i].trusted)
        trust (fixture);

      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, cases[i].words));

      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_TLS);
      g_assert_false (preamp_reply_get_wrote_headers (reply));
      g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 0);

      g_assert_cmpuint (server->n_connections, >, 0);
      g_assert_cmpuint (server->n_bytes, ==, 0);
    }
}

/* A server without TLS where TLS is due hears no token. */
static void
test_plain_server (DomoFixture  *fixture,
                   gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new ("HTTP/1.1 200 OK\r\n\r\n[]", RAW_END_CLOSE);
  g_autofree char *base_uri = g_strdup_printf ("https://127.0.0.1:%u", server->port);
  g_autoptr (PreampReply) reply = NULL;

  server->end = RAW_END_CLOSE;
  domo_fixture_use_client (fixture, base_uri);
  g_object_set (fixture->client, "connect-timeout", 50, NULL);
  reply = domo_fixture_migrate (fixture, NULL);
  g_assert_nonnull (preamp_reply_get_error (reply));
  g_assert_false (preamp_reply_get_wrote_headers (reply));
  g_assert_null (strstr (server->heard->str, DOMO_FIXTURE_TOKEN));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/domo/tls/" path, DomoFixture, NULL, domo_fixture_set_up, function,                 \
              domo_fixture_tear_down)

  ADD ("trusted", test_trusted);
  ADD ("refused", test_refused);
  ADD ("plain-server", test_plain_server);

  return g_test_run ();
}
