/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs whose requests do not get as far as Domo: its name is not found, its certificate is not
 * accepted, or a proxy says no. Nothing was sent then, the journal says so, and the run goes on. */

#include "config.h"

#include "../domo/raw-server.h"
#include "domo/preamp-domo-client.h"
#include "run-fixture.h"

#define HOST "elsewhere.example"

/* A resolver that knows one name, or none. */

static gboolean knows_name;

#define TYPE_NAMES (names_get_type ())
G_DECLARE_FINAL_TYPE (Names, names, TEST, NAMES, GResolver)

struct _Names
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (Names, names, G_TYPE_RESOLVER)

static void
names_lookup_async (GResolver           *resolver,
                    const char          *name,
                    GResolverNameLookupFlags flags,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  if (knows_name && g_str_equal (name, HOST) && flags != G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
    g_task_return_pointer (
      task, g_list_append (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4)), NULL);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No such name");
}

static void
names_lookup_by_name_async (GResolver           *resolver,
                            const char          *name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  names_lookup_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback,
                      user_data);
}

static GList *
names_lookup_finish (GResolver     *resolver,
                     GAsyncResult  *result,
                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
names_class_init (NamesClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_async = names_lookup_by_name_async;
  resolver_class->lookup_by_name_finish = names_lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = names_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = names_lookup_finish;
}

static void
names_init (Names *self)
{
}

/* The fixture, over TLS */

static char *
build_tls_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "domo", "tls", name, NULL);
}

static PreampDomoClient *
get_client (RunFixture *fixture)
{
  return preamp_connection_get_client (fixture->connection);
}

static void
trust (RunFixture *fixture,
       const char *name)
{
  g_autofree char *path = build_tls_path (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_object_set (get_client (fixture), "tls-database", database, NULL);
}

static void
set_up (RunFixture    *fixture,
        gconstpointer  data)
{
  g_autofree char *path = build_tls_path ("other-host.pem");
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autofree char *base_uri = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  knows_name = TRUE;
  run_fixture_set_up (fixture, data);
  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  soup_server_set_tls_certificate (fixture->server, certificate);
  soup_server_listen_local (fixture->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (fixture->server);
  for (GSList *each = uris; each != NULL; each = each->next)
    {
      if (g_str_equal (g_uri_get_scheme (each->data), "https"))
        base_uri = g_strdup_printf ("https://" HOST ":%d", g_uri_get_port (each->data));
    }
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  run_fixture_connect (fixture, base_uri);
  trust (fixture, "ca.pem");
}

/* Begins a run of two of which nothing is sent, and checks that it is known. */
static PreampRun *
start_unreachable (RunFixture *fixture,
                   PreampPlan *plan,
                   const char *words)
{
  g_autoptr (GPtrArray) records = NULL;
  const PreampAttemptRecord *first;
  const PreampAttemptRecord *again;
  PreampRun *run = preamp_run_new (plan, 1);

  preamp_runner_add (fixture->runner, run);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_CONNECTION &&
         preamp_run_get_n_waiting (run) == 2);
  g_assert_cmpuint (fixture->posted->len, ==, 0);

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpuint (records->len, ==, 3);
  first = records->pdata[0];
  again = records->pdata[2];
  g_assert_cmpint (first->outcome, ==, PREAMP_OUTCOME_NOT_SENT);
  g_assert_cmpint (first->sent_at, !=, 0);
  g_assert_cmpuint (first->n_sent, ==, 0);
  g_test_message ("%s", first->failure);
  g_assert_nonnull (strstr (first->failure, words));
  g_assert_null (strstr (first->failure, "s3cret"));
  g_assert_cmpint (again->previous_id, ==, first->id);
  g_assert_cmpint (again->sent_at, ==, 0);

  return run;
}

/* Lets it end. Every request that the server saw is a row that was sent. */
static void
finish (RunFixture *fixture,
        PreampRun  *run)
{
  g_autoptr (GPtrArray) records = NULL;
  guint n_sent = 0;

  while (!preamp_run_get_ended (run))
    {
      if (fixture->held->len > 0)
        run_fixture_release_state (fixture, "COMPLETE");

      g_main_context_iteration (NULL, FALSE);
    }

  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = records->pdata[i];

      g_assert_true (record->outcome == PREAMP_OUTCOME_COMPLETE ||
                     record->outcome == PREAMP_OUTCOME_NOT_SENT);
      n_sent += record->outcome == PREAMP_OUTCOME_COMPLETE;
    }

  g_assert_cmpuint (n_sent, ==, 2);
  g_assert_cmpuint (fixture->posted->len, ==, 2);
}

static void
test_name_is_not_found (RunFixture    *fixture,
                        gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 2);
  g_autoptr (PreampRun) run = NULL;

  knows_name = FALSE;
  run = start_unreachable (fixture, plan, "The host “" HOST "” was not found.");

  /* It goes on by itself. */
  knows_name = TRUE;
  finish (fixture, run);
}

static void
test_certificate_is_refused (RunFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 2);
  g_autoptr (PreampRun) run = NULL;

  trust (fixture, "good.pem");
  run = start_unreachable (fixture, plan, "an authority that this computer does not trust");
  trust (fixture, "ca.pem");
  preamp_run_go_on (run);
  finish (fixture, run);
}

static void
test_proxy_refuses (RunFixture    *fixture,
                    gconstpointer  data)
{
  const char *status = data;
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: 21\r\n\r\n"
                                             "{\"state\": \"COMPLETE\"}\n", status);
  g_autoptr (RawServer) proxy = raw_server_new (answer, RAW_END_CLOSE);
  g_autofree char *uri = g_strdup_printf ("http://jane:s3cret@127.0.0.1:%u", proxy->port);
  g_autofree char *words = g_strdup_printf ("“127.0.0.1:%u”", proxy->port);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (uri, NULL);
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 2);
  g_autoptr (PreampRun) run = NULL;

  g_object_set (get_client (fixture), "proxy-resolver", resolver, NULL);
  run = start_unreachable (fixture, plan, words);
  g_assert_nonnull (strstr (proxy->heard->str, "CONNECT " HOST ":"));
  g_assert_null (strstr (proxy->heard->str, "X-DOMO"));

  g_object_set (get_client (fixture), "proxy-resolver", NULL, NULL);
  preamp_run_go_on (run);
  finish (fixture, run);
}

/* The address is that of a port that nobody listens on any more. */
static void
test_proxy_is_away (RunFixture    *fixture,
                    gconstpointer  data)
{
  RawServer *proxy = raw_server_new ("", RAW_END_CLOSE);
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u", proxy->port);
  g_autofree char *words = g_strdup_printf ("through the proxy “127.0.0.1:%u”", proxy->port);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (uri, NULL);
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, 2);
  g_autoptr (PreampRun) run = NULL;

  raw_server_free (proxy);
  g_object_set (get_client (fixture), "proxy-resolver", resolver, NULL);
  run = start_unreachable (fixture, plan, words);
  g_object_set (get_client (fixture), "proxy-resolver", NULL, NULL);
  preamp_run_go_on (run);
  finish (fixture, run);
}

#define ADD(path, data, function) \
  g_test_add ("/migration/unreachable/" path, RunFixture, data, set_up, function, \
              run_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GResolver) resolver = NULL;

  g_test_init (&argc, &argv, NULL);
  resolver = g_object_new (TYPE_NAMES, NULL);
  g_resolver_set_default (resolver);

  ADD ("name-is-not-found", NULL, test_name_is_not_found);
  ADD ("certificate-is-refused", NULL, test_certificate_is_refused);
  ADD ("proxy-wants-a-password", "407 Proxy Authentication Required", test_proxy_refuses);
  ADD ("proxy-cannot-connect", "502 Bad Gateway", test_proxy_refuses);
  ADD ("proxy-is-away", NULL, test_proxy_is_away);

  return g_test_run ();
}
