/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo-fixture.h"
#include "raw-server.h"

#include "domo/preamp-candidate.h"
#include "domo/preamp-integration.h"

#include <string.h>

#define COMPLETE "{\"toe\": \"UCIIAGMUEF-G4XS4-9G8UP\", \"datasourceId\": \"datasource\", "        \
                 "\"direction\": \"FEDERATED_TO_CLOUD_AMPLIFIER\", "                               \
                 "\"startTime\": \"2024-03-26T14:55:40.496+00:00\", \"state\": \"COMPLETE\", "     \
                 "\"endTime\": \"2024-03-26T14:55:48.476+00:00\"}"

static const char *
get_header (DomoFixture *fixture,
            guint        i,
            const char  *name)
{
  return soup_message_headers_get_one (domo_fixture_get_request (fixture, i)->headers, name);
}

static void
test_user (DomoFixture  *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampUser) user = NULL;
  g_autoptr (PreampUser) copy = NULL;
  g_autoptr (PreampUser) other = NULL;

  domo_fixture_add (fixture, DOMO_PATH_USER, 200, "application/json",
                    "{\"id\": 1893952720, \"displayName\": \"Jane\", \"active\": true}")->times = 1;
  domo_fixture_add (fixture, DOMO_PATH_USER, 200, "application/json",
                    "{\"id\": \"27\", \"displayName\": null}");

  user = domo_fixture_get_user (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (user->id, ==, "1893952720");
  g_assert_cmpstr (user->name, ==, "Jane");

  copy = preamp_user_copy (user);
  g_assert_cmpstr (copy->id, ==, "1893952720");
  g_assert_cmpstr (copy->name, ==, "Jane");

  other = domo_fixture_get_user (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other->id, ==, "27");
  g_assert_null (other->name);
}

static void
test_user_malformed (DomoFixture  *fixture,
                     gconstpointer data)
{
  const char *bodies[] = { "{}", "{\"id\": null}", "{\"id\": {}}", "{\"id\": \"\"}", "[]", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      domo_fixture_add (fixture, DOMO_PATH_USER, 200, "application/json", bodies[i]);
      g_assert_null (domo_fixture_get_user (fixture, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED);
    }
}

static void
test_types (DomoFixture  *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) types = NULL;
  const char *expected[] = { "BIGQUERY", "DATABRICKS", "Something new", NULL };

  domo_fixture_add (fixture, "/api/query/migration/integrations/types", 200, "application/json",
                    "[\"BIGQUERY\", \"DATABRICKS\", null, 7, \"bigquery\", \"\", "
                    "\"Something new\"]");

  types = domo_fixture_list_types (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (types, expected);
}

static void
test_integrations (DomoFixture  *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (GStrv) problems = NULL;

  domo_fixture_add (fixture, NULL, 200, "application/json",
                    "[{\"id\": \"31e0\", \"name\": \"Mine\", \"type\": \"BIGQUERY\", "
                    "\"authMethod\": \"SERVICE_ACCOUNT\", \"extra\": {\"x\": []}}, "
                    "{\"id\": \"31e1\"}]");

  rows = domo_fixture_list_integrations (fixture, "Big/Query ü", &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
  g_assert_cmpstr (preamp_integration_get_id (rows->pdata[0]), ==, "31e0");
  g_assert_cmpstr (preamp_integration_get_name (rows->pdata[0]), ==, "Mine");
  g_assert_cmpstr (preamp_integration_get_engine (rows->pdata[0]), ==, "BIGQUERY");
  g_assert_cmpstr (preamp_integration_get_auth_method (rows->pdata[0]), ==, "SERVICE_ACCOUNT");
  g_assert_null (preamp_integration_get_name (rows->pdata[1]));

  g_assert_cmpstr (domo_fixture_get_request (fixture, 0)->path, ==,
                   "/api/query/migration/integrations/Big%2FQuery%20%C3%BC");
}

static void
test_candidates (DomoFixture  *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *date = NULL;

  domo_fixture_add (fixture, DOMO_PATH_CANDIDATES, 200, "application/json",
                    "[{\"id\": \"8c48\", \"name\": \"A table\", \"type\": \"bigquery-federated\", "
                    "\"catalogName\": \"p\", \"schemaName\": \"s\", \"tableName\": \"t\", "
                    "\"collision\": true, \"collidingDatasourceId\": \"9d59\", "
                    "\"collidingDatasourceName\": \"Another\", \"migrated\": true, "
                    "\"migrationDate\": \"2024-03-26T16:08:27.000+00:00\"}]");

  rows = domo_fixture_list_candidates (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (preamp_candidate_get_id (rows->pdata[0]), ==, "8c48");
  g_assert_cmpstr (preamp_candidate_get_name (rows->pdata[0]), ==, "A table");
  g_assert_cmpstr (preamp_candidate_get_schema (rows->pdata[0]), ==, "s");
  g_assert_true (preamp_candidate_get_collision (rows->pdata[0]));
  g_assert_cmpstr (preamp_candidate_get_colliding_id (rows->pdata[0]), ==, "9d59");
  g_assert_true (preamp_candidate_get_migrated (rows->pdata[0]));
  date = g_date_time_format_iso8601 (preamp_candidate_get_migration_date (rows->pdata[0]));
  g_assert_cmpstr (date, ==, "2024-03-26T16:08:27Z");
}

static void
test_headers_of_reading (DomoFixture  *fixture,
                         gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) types = NULL;
  DomoRequest *request = NULL;

  domo_fixture_add (fixture, NULL, 200, "application/json", "[]");
  types = domo_fixture_list_types (fixture, &error);
  g_assert_no_error (error);

  request = domo_fixture_get_request (fixture, 0);
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (get_header (fixture, 0, "X-DOMO-Developer-Token"), ==, DOMO_FIXTURE_TOKEN);
  g_assert_cmpstr (get_header (fixture, 0, "Accept"), ==, "application/json");
  g_assert_cmpstr (get_header (fixture, 0, "User-Agent"), ==, "Preamp/" PACKAGE_VERSION);
  g_assert_nonnull (strstr (get_header (fixture, 0, "Accept-Encoding"), "gzip"));
  g_assert_null (get_header (fixture, 0, "Content-Type"));
  g_assert_null (get_header (fixture, 0, "Cookie"));
  g_assert_null (get_header (fixture, 0, "Authorization"));
}

static void
test_moves (DomoFixture  *fixture,
            gconstpointer data)
{
  g_autoptr (PreampReply) migration = NULL;
  g_autoptr (PreampReply) reversal = NULL;
  PreampMigrationResult *result = NULL;

  domo_fixture_add (fixture, NULL, 200, "application/json", COMPLETE);

  migration = domo_fixture_migrate (fixture, NULL);
  g_assert_true (preamp_reply_get_wrote_headers (migration));
  g_assert_cmpuint (preamp_reply_get_n_sent (migration), ==, 1);
  g_assert_cmpuint (preamp_reply_get_http_status (migration), ==, 200);
  g_assert_cmpuint (preamp_reply_get_retry_after (migration), ==, 0);
  result = preamp_reply_get_result (migration);
  g_assert_cmpstr (preamp_migration_result_get_toe (result), ==, "UCIIAGMUEF-G4XS4-9G8UP");
  g_assert_cmpstr (preamp_migration_result_get_datasource_id (result), ==, "datasource");
  g_assert_cmpstr (preamp_migration_result_get_state (result), ==, "COMPLETE");
  g_assert_cmpstr (preamp_migration_result_get_start_time (result), ==,
                   "2024-03-26T14:55:40.496+00:00");
  g_assert_null (preamp_migration_result_get_error_message (result));

  reversal = domo_fixture_reverse (fixture, "a/b");
  g_assert_nonnull (preamp_reply_get_result (reversal));

  g_assert_cmpuint (fixture->requests->len, ==, 2);
  g_assert_cmpstr (domo_fixture_get_request (fixture, 0)->method, ==, "POST");
  g_assert_cmpstr (domo_fixture_get_request (fixture, 0)->path, ==,
                   DOMO_PATH_MIGRATE "datasource/integrations/integration");
  g_assert_cmpstr (domo_fixture_get_request (fixture, 1)->path, ==,
                   "/api/query/migration/amplifier/to/federated/a%2Fb");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (domo_fixture_get_request (fixture, i)->body_length, ==, 0);
      g_assert_cmpstr (get_header (fixture, i, "Content-Length"), ==, "0");
      g_assert_cmpstr (get_header (fixture, i, "Content-Type"), ==, "application/json");
      g_assert_cmpstr (get_header (fixture, i, "Accept"), ==, "application/json");
      g_assert_cmpstr (get_header (fixture, i, "X-DOMO-Developer-Token"), ==, DOMO_FIXTURE_TOKEN);
      g_assert_null (get_header (fixture, i, "Cookie"));
    }
}

static void
test_reverse_list (DomoFixture  *fixture,
                   gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  domo_fixture_add (fixture, DOMO_PATH_REVERSIBLE, 200, "application/json", "[]");
  preamp_domo_client_list_candidates_async (fixture->client, "31e0", PREAMP_DIRECTION_REVERSE,
                                            NULL, take_result, &result);
  await_result (&result);
  rows = preamp_domo_client_list_candidates_finish (fixture->client, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpstr (domo_fixture_get_request (fixture, 0)->path, ==, DOMO_PATH_REVERSIBLE "31e0");
}

/* Some texts would change what is asked for, so nothing is asked. */
static void
test_step_in_path (DomoFixture  *fixture,
                   gconstpointer data)
{
  const char *steps[] = { "", ".", ".." };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;

      g_assert_null (domo_fixture_list_integrations (fixture, steps[i], NULL, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BAD_REQUEST);

      reply = domo_fixture_reverse (fixture, steps[i]);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                      PREAMP_DOMO_ERROR_BAD_REQUEST);
      g_assert_false (preamp_reply_get_wrote_headers (reply));
    }

  g_assert_cmpuint (fixture->requests->len, ==, 0);
}

static void
test_no_cookies (DomoFixture  *fixture,
                 gconstpointer data)
{
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 200, "application/json", "[]");

  answer->header = g_strdup ("Set-Cookie");
  answer->header_value = g_strdup ("session=1; Path=/");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) types = domo_fixture_list_types (fixture, &error);

      g_assert_no_error (error);
    }

  g_assert_null (get_header (fixture, 1, "Cookie"));
}

/* A server's wish for a password is an answer like any other, to nobody's password. */
static void
test_no_passwords (DomoFixture  *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 401, "application/json", "{}");

  answer->header = g_strdup ("WWW-Authenticate");
  answer->header_value = g_strdup ("Basic realm=\"Domo\"");
  g_assert_null (domo_fixture_list_types (fixture, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (fixture->requests->len, ==, 1);
}

static void
test_token_is_replaced (DomoFixture  *fixture,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) types = NULL;

  domo_fixture_add (fixture, NULL, 200, "application/json", "[]");
  preamp_domo_client_set_token (fixture->client, "another token, with spaces");
  types = domo_fixture_list_types (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_header (fixture, 0, "X-DOMO-Developer-Token"), ==,
                   "another token, with spaces");
}

/* libsoup would send the request without a token that has a line break in it. */
static void
test_bad_token (DomoFixture  *fixture,
                gconstpointer data)
{
  const char *tokens[] = { NULL, "", "DDCI\n0123", "DDCI0123\r", "\tDDCI", "DDCI\x7f" };

  domo_fixture_add (fixture, NULL, 200, "application/json", "[]");

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;

      preamp_domo_client_set_token (fixture->client, tokens[i]);
      g_assert_null (domo_fixture_list_types (fixture, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED);

      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                      PREAMP_DOMO_ERROR_UNAUTHORIZED);
      g_assert_false (preamp_reply_get_wrote_headers (reply));
      g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 0);
    }

  g_assert_cmpuint (fixture->requests->len, ==, 0);
}

/* Wherever an answer repeats the token, it is not passed on. */
static void
test_token_is_hidden (DomoFixture  *fixture,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (PreampReply) reply = NULL;
  const char *message = NULL;

  domo_fixture_add (fixture, DOMO_PATH_CANDIDATES, 200, "application/json",
                    "[{\"id\": \"1\", \"name\": \"is " DOMO_FIXTURE_TOKEN ", "
                    DOMO_FIXTURE_TOKEN "\"}]")->times = 1;
  domo_fixture_add (fixture, DOMO_PATH_CANDIDATES, 400, "application/json",
                    "{\"message\": \"No " DOMO_FIXTURE_TOKEN " here\"}");
  domo_fixture_add (fixture, DOMO_PATH_MIGRATE, 200, "application/json",
                    "{\"state\": \"ABORTED\", \"errorMessage\": \"" DOMO_FIXTURE_TOKEN "\"}");

  rows = domo_fixture_list_candidates (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (preamp_candidate_get_name (rows->pdata[0]), ==,
                   "is ********************, ********************");

  g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
  g_assert_cmpstr (preamp_domo_error_get_message (error), ==, "No ******************** here");

  reply = domo_fixture_migrate (fixture, NULL);
  message = preamp_migration_result_get_error_message (preamp_reply_get_result (reply));
  g_assert_cmpstr (message, ==, "********************");
}

static void
test_bad_address (DomoFixture  *fixture,
                  gconstpointer data)
{
  g_autoptr (RawServer) proxy = raw_server_new ("HTTP/1.1 200 OK\r\n\r\n", RAW_END_CLOSE);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy->base_uri, NULL);
  const char *addresses[] = {
    "http://acme.domo.com", "http://192.0.2.1:8080", "http://localhost.example.com",
    "http://127.0.0.1.example.com", "ftp://acme.domo.com", "https://jane:pw@acme.domo.com",
    "acme.domo.com", "https://", "https:///path", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;

      g_test_message ("%s", addresses[i]);
      domo_fixture_use_client (fixture, addresses[i]);
      g_object_set (fixture->client, "proxy-resolver", resolver, NULL);
      g_assert_cmpstr (preamp_domo_client_get_base_uri (fixture->client), ==, addresses[i]);

      g_assert_null (domo_fixture_list_types (fixture, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_ADDRESS);

      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                      PREAMP_DOMO_ERROR_ADDRESS);
      g_assert_false (preamp_reply_get_wrote_headers (reply));
    }

  g_assert_cmpuint (proxy->n_connections, ==, 0);
}

static void
test_clock_offset (DomoFixture  *fixture,
                   gconstpointer data)
{
  g_autoptr (RawServer) dateless = raw_server_new ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
                                                   RAW_END_CLOSE);
  g_autoptr (RawServer) ahead = raw_server_new ("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n"
                                                "Date: Fri, 01 Jan 2100 00:00:00 GMT\r\n\r\n[]",
                                                RAW_END_CLOSE);
  g_auto (GStrv) types = NULL;
  g_autoptr (GError) error = NULL;
  GTimeSpan offset = -1;

  domo_fixture_use_client (fixture, dateless->base_uri);
  types = domo_fixture_list_types (fixture, &error);
  g_assert_no_error (error);
  g_assert_false (preamp_domo_client_get_clock_offset (fixture->client, &offset));
  g_assert_cmpint (offset, ==, -1);

  domo_fixture_use_client (fixture, ahead->base_uri);
  g_assert_null (domo_fixture_list_types (fixture, &error));
  g_assert_true (preamp_domo_client_get_clock_offset (fixture->client, &offset));
  g_assert_cmpint (offset, >, 365 * G_TIME_SPAN_DAY);
}

/* As many requests are in flight as are asked for: one that waits has not been sent. */
static void
test_moves_at_once (DomoFixture  *fixture,
                    gconstpointer data)
{
  GAsyncResult *results[8] = { NULL };

  domo_fixture_add (fixture, NULL, 200, "application/json", COMPLETE);
  fixture->hold = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    preamp_domo_client_reverse_async (fixture->client, "datasource", NULL, take_result,
                                      &results[i]);
  await (fixture->requests->len >= G_N_ELEMENTS (results));

  domo_fixture_release (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (PreampReply) reply = NULL;

      await_result (&results[i]);
      reply = preamp_domo_client_move_finish (fixture->client, results[i]);
      g_assert_nonnull (preamp_reply_get_result (reply));
      g_clear_object (&results[i]);
    }

  g_assert_cmpuint (fixture->requests->len, ==, G_N_ELEMENTS (results));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/domo/client/" path, DomoFixture, NULL, domo_fixture_set_up, function,              \
              domo_fixture_tear_down)

  ADD ("user", test_user);
  ADD ("user-malformed", test_user_malformed);
  ADD ("types", test_types);
  ADD ("integrations", test_integrations);
  ADD ("candidates", test_candidates);
  ADD ("headers-of-reading", test_headers_of_reading);
  ADD ("moves", test_moves);
  ADD ("reverse-list", test_reverse_list);
  ADD ("step-in-path", test_step_in_path);
  ADD ("no-cookies", test_no_cookies);
  ADD ("no-passwords", test_no_passwords);
  ADD ("token-is-replaced", test_token_is_replaced);
  ADD ("bad-token-is-not-sent", test_bad_token);
  ADD ("token-is-hidden", test_token_is_hidden);
  ADD ("bad-address-sends-nothing", test_bad_address);
  ADD ("clock-offset", test_clock_offset);
  ADD ("moves-at-once", test_moves_at_once);

  return g_test_run ();
}
