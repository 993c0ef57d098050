/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-client.h"
#include "tests/await.h"

static void
assert_state (Reply      *reply,
              const char *state)
{
  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply_get_member (reply, "state"), ==, state);
  assert_toe (reply_get_member (reply, "toe"));
  if (g_str_equal (state, "COMPLETE"))
    g_assert_false (json_object_has_member (reply_get_object (reply), "errorMessage"));
  else
    g_assert_cmpstr (reply_get_member (reply, "errorMessage"), !=, NULL);
}

static void
test_token (Client       *client,
            gconstpointer unused)
{
  g_autoptr (Reply) without = client_start_with (client, "GET", TYPES_PATH, NULL);
  g_autoptr (Reply) wrong = client_start_with (client, "GET", TYPES_PATH, "wrong");
  g_autofree char *path = g_strconcat (CANDIDATES_PATH, UNKNOWN_ID, NULL);
  g_autoptr (Reply) unknown = client_start_with (client, "GET", path, NULL);

  client_await (without);
  reply_assert_error (without, 401, TYPES_PATH);
  client_await (wrong);
  reply_assert_error (wrong, 401, TYPES_PATH);
  client_await (unknown);
  reply_assert_error (unknown, 401, path);
}

static void
test_unknown (Client       *client,
              gconstpointer unused)
{
  g_autofree char *id = client_dup_id (client, WAREHOUSE_ID, "Account Coverage");
  g_autofree char *name_path =
    g_strconcat ("/api/query/migration/amplifier/to/federated/Account%20Coverage", NULL);
  g_autofree char *unknown_integration =
    g_strdup_printf ("/api/query/migration/federated/to/amplifier/%s/integrations/%s", id,
                     UNKNOWN_ID);
  const char *const paths[][2] = {
    { "GET", "/" },
    { "GET", "/api/query/migration/integrations" },
    { "GET", "/api/query/migration/integrations/" },
    { "GET", "/api/query/migration/integrations/ORACLE" },
    { "GET", "/api/query/migration/integrations/types/more" },
    { "GET", CANDIDATES_PATH UNKNOWN_ID },
    { "GET", MIGRATED_PATH UNKNOWN_ID },
    { "GET", MIGRATED_PATH "Enterprise%20Warehouse" },
    { "POST", "/api/query/migration/amplifier/to/federated/" UNKNOWN_ID },
    { "POST", "/api/query/migration/federated/to/amplifier/" UNKNOWN_ID
              "/integrations/" WAREHOUSE_ID },
    { "POST", name_path },
    { "POST", unknown_integration },
    { "POST", "/sandbox/faults" },
    { "GET", "/api/query/migration/integrations/%FF" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, paths[i][0], paths[i][1]);

      g_test_message ("%s %s", paths[i][0], paths[i][1]);
      reply_assert_error (reply, 404, paths[i][1]);
    }
}

static void
test_methods (Client       *client,
              gconstpointer unused)
{
  const char *const paths[][3] = {
    { "POST", TYPES_PATH, "GET" },
    { "PUT", INTEGRATIONS_PATH "SNOWFLAKE", "GET" },
    { "DELETE", CANDIDATES_PATH WAREHOUSE_ID, "GET" },
    { "POST", MIGRATED_PATH WAREHOUSE_ID, "GET" },
    { "GET", "/api/query/migration/amplifier/to/federated/" UNKNOWN_ID, "POST" },
    { "GET", "/api/query/migration/federated/to/amplifier/" UNKNOWN_ID
             "/integrations/" WAREHOUSE_ID, "POST" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, paths[i][0], paths[i][1]);

      reply_assert_error (reply, 405, paths[i][1]);
      g_assert_cmpstr (soup_message_headers_get_one (
                         soup_message_get_response_headers (reply->message), "Allow"),
                       ==, paths[i][2]);
    }
}

static void
test_type_case (Client       *client,
                gconstpointer unused)
{
  const char *const types[] = { "SNOWFLAKE", "snowflake", "SnowFlake" };

  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_strconcat (INTEGRATIONS_PATH, types[i], NULL);
      g_autoptr (Reply) reply = client_ask (client, "GET", path);

      g_assert_cmpuint (json_array_get_length (reply_get_array (reply)), ==, 2);
    }
}

static void
test_unsupported (Client       *client,
                  gconstpointer unused)
{
  g_autoptr (Reply) forward = client_ask (client, "GET", CANDIDATES_PATH LAKEHOUSE_ID);
  g_autoptr (Reply) back = client_ask (client, "GET", MIGRATED_PATH LAKEHOUSE_ID);
  g_autofree char *id = client_dup_id (client, WAREHOUSE_ID, "Account Coverage");
  g_autofree char *path =
    g_strdup_printf ("/api/query/migration/federated/to/amplifier/%s/integrations/%s", id,
                     LAKEHOUSE_ID);
  g_autoptr (Reply) post = client_ask (client, "POST", path);

  reply_assert_error (forward, 400, CANDIDATES_PATH LAKEHOUSE_ID);
  g_assert_nonnull (strstr (reply_get_member (forward, "message"), "not supported"));
  g_assert_nonnull (strstr (reply_get_member (forward, "message"), "DATABRICKS"));
  g_assert_cmpuint (back->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (reply_get_array (back)), ==, 0);
  reply_assert_error (post, 400, path);
}

static void
test_empty (Client       *client,
            gconstpointer unused)
{
  g_autoptr (Reply) forward = client_ask (client, "GET", CANDIDATES_PATH OPERATIONS_ID);
  g_autoptr (Reply) back = client_ask (client, "GET", MIGRATED_PATH OPERATIONS_ID);

  g_assert_cmpuint (forward->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (reply_get_array (forward)), ==, 0);
  g_assert_cmpuint (back->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (reply_get_array (back)), ==, 0);
}

static void
test_user (Client       *client,
           gconstpointer unused)
{
  g_autoptr (Reply) reply = client_ask (client, "GET", USER_PATH);
  JsonObject *user = reply_get_object (reply);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (user, "id"), >, 0);
  g_assert_cmpstr (reply_get_member (reply, "displayName"), ==, "Sandbox Administrator");
  g_assert_cmpstr (reply_get_member (reply, "emailAddress"), !=, NULL);
  g_assert_cmpstr (reply_get_member (reply, "userName"), !=, NULL);
  g_assert_true (json_object_get_boolean_member (user, "active"));
}

static void
test_headers (Client       *client,
              gconstpointer unused)
{
  g_autoptr (Reply) reply = client_ask (client, "GET", TYPES_PATH);
  SoupMessageHeaders *headers = soup_message_get_response_headers (reply->message);
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "application/json");
  g_assert_nonnull (text);
  date = soup_date_time_new_from_http_string (text);
  g_assert_nonnull (date);
  g_assert_cmpint (ABS (g_date_time_difference (now, date)), <, G_TIME_SPAN_HOUR);
}

static void
test_state_kept (Client       *client,
                 gconstpointer unused)
{
  const char *name = "Daily Sales by Store";
  g_autoptr (JsonObject) before = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, name);
  g_autoptr (JsonObject) not_back = client_dup_row (client, MIGRATED_PATH, WAREHOUSE_ID, name);
  g_autoptr (Reply) migrated = client_migrate (client, WAREHOUSE_ID, name);
  g_autoptr (Reply) again = client_migrate (client, WAREHOUSE_ID, name);
  g_autoptr (JsonObject) after = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, name);
  g_autoptr (JsonObject) back = client_dup_row (client, MIGRATED_PATH, WAREHOUSE_ID, name);
  g_autoptr (Reply) reversed = client_reverse (client, WAREHOUSE_ID, name);
  g_autoptr (Reply) reversed_again = client_reverse (client, WAREHOUSE_ID, name);
  g_autoptr (JsonObject) end = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, name);
  g_autoptr (JsonObject) gone = client_dup_row (client, MIGRATED_PATH, WAREHOUSE_ID, name);
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_assert_false (json_object_get_boolean_member (before, "migrated"));
  g_assert_true (json_object_get_null_member (before, "migrationDate"));
  g_assert_null (not_back);
  assert_state (migrated, "COMPLETE");
  g_assert_cmpstr (reply_get_member (migrated, "direction"), ==, "FEDERATED_TO_CLOUD_AMPLIFIER");
  g_assert_cmpstr (reply_get_member (migrated, "datasourceId"), ==,
                   json_object_get_string_member (before, "id"));
  assert_state (again, "ABORTED");

  g_assert_true (json_object_get_boolean_member (after, "migrated"));
  date = g_date_time_new_from_iso8601 (json_object_get_string_member (after, "migrationDate"),
                                       NULL);
  g_assert_nonnull (date);
  g_assert_cmpint (ABS (g_date_time_difference (now, date)), <, G_TIME_SPAN_HOUR);
  g_assert_true (json_object_get_boolean_member (back, "migrated"));
  g_assert_cmpstr (json_object_get_string_member (back, "migrationDate"), ==,
                   json_object_get_string_member (after, "migrationDate"));

  assert_state (reversed, "COMPLETE");
  g_assert_cmpstr (reply_get_member (reversed, "direction"), ==, "CLOUD_AMPLIFIER_TO_FEDERATED");
  assert_state (reversed_again, "ABORTED");
  g_assert_false (json_object_get_boolean_member (end, "migrated"));
  g_assert_true (json_object_get_null_member (end, "migrationDate"));
  g_assert_null (gone);
}

static void
test_behaviours (Client       *client,
                 gconstpointer unused)
{
  /* name, states one after the other */
  const struct
  {
    const char *integration;
    const char *name;
    const char *states[4];
  } forward[] = {
    { WAREHOUSE_ID, "Invoice Lines", { "INCOMPLETE", "COMPLETE", "ABORTED" } },
    { WAREHOUSE_ID, "Returns and Refunds", { "INCOMPLETE", "INCOMPLETE", "COMPLETE" } },
    { WAREHOUSE_ID, "Price List EMEA", { "ABORTED", "ABORTED", "ABORTED" } },
    { WAREHOUSE_ID, "Salary Bands", { "ABORTED", "ABORTED" } },
    { WAREHOUSE_ID, "Commission Statements", { "ABORTED" } },
    { WAREHOUSE_ID, "Customer Master", { "ABORTED" } },
    { WAREHOUSE_ID, "Revenue <b>& Margin</b>", { "COMPLETE" } },
    { WAREHOUSE_ID, "🛒 Basket Analysis", { "COMPLETE" } },
    { WAREHOUSE_ID, "تقرير المبيعات اليومية", { "COMPLETE" } },
    { WAREHOUSE_ID, "=SUM(A1)", { "COMPLETE" } },
    { WAREHOUSE_ID, "Year-End Close", { "COMPLETE" } },
    { MARKETING_ID, "Email Engagement", { "INCOMPLETE", "COMPLETE" } },
    { SUPPLY_ID, "Stock Ledger", { "INCOMPLETE", "COMPLETE" } },
  };
  const struct
  {
    const char *name;
    const char *states[4];
  } back[] = {
    { "Customer Master", { "COMPLETE", "ABORTED" } },
    { "Contract Renewals", { "INCOMPLETE", "COMPLETE", "ABORTED" } },
    { "Forecast Archive", { "ABORTED", "ABORTED" } },
    { "Account Coverage", { "ABORTED" } },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (forward); i++)
    for (guint n = 0; n < 4 && forward[i].states[n] != NULL; n++)
      {
        g_autoptr (Reply) reply = client_migrate (client, forward[i].integration, forward[i].name);

        g_test_message ("%s", forward[i].name);
        assert_state (reply, forward[i].states[n]);
      }

  for (size_t i = 0; i < G_N_ELEMENTS (back); i++)
    for (guint n = 0; n < 4 && back[i].states[n] != NULL; n++)
      {
        g_autoptr (Reply) reply = client_reverse (client, WAREHOUSE_ID, back[i].name);

        g_test_message ("%s", back[i].name);
        assert_state (reply, back[i].states[n]);
      }
}

static void
test_lost_answer (Client       *client,
                  gconstpointer unused)
{
  const char *name = "Orders – Current Year";
  g_autoptr (Reply) reply = client_migrate (client, WAREHOUSE_ID, name);
  g_autoptr (JsonObject) row = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, name);
  g_autoptr (Reply) reversed = client_reverse (client, WAREHOUSE_ID, name);

  g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  g_assert_true (json_object_get_boolean_member (row, "migrated"));
  assert_state (reversed, "COMPLETE");
}

static void
test_twins (Client       *client,
            gconstpointer unused)
{
  g_autoptr (JsonObject) before =
    client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, "Store Directory (Copy)");
  g_autoptr (Reply) first = client_migrate (client, WAREHOUSE_ID, "Store Directory");
  g_autoptr (JsonObject) after =
    client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, "Store Directory (Copy)");
  g_autoptr (Reply) second = client_migrate (client, WAREHOUSE_ID, "Store Directory (Copy)");

  g_assert_false (json_object_get_boolean_member (before, "collision"));
  assert_state (first, "COMPLETE");
  g_assert_true (json_object_get_boolean_member (after, "collision"));
  g_assert_cmpstr (json_object_get_string_member (after, "collidingDatasourceName"), ==,
                   "Store Directory");
  assert_state (second, "ABORTED");
}

static void
test_two_integrations (Client       *client,
                       gconstpointer unused)
{
  g_autofree char *id = client_dup_id (client, WAREHOUSE_ID, "Vendor Master");
  g_autofree char *same_id = client_dup_id (client, SUPPLY_ID, "Vendor Master");
  g_autofree char *path =
    g_strdup_printf ("/api/query/migration/federated/to/amplifier/%s/integrations/%s", id,
                     WAREHOUSE_ID);
  g_autoptr (Reply) migrated = client_migrate (client, SUPPLY_ID, "Vendor Master");
  g_autoptr (JsonObject) row =
    client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, "Vendor Master");
  g_autoptr (Reply) again = client_ask (client, "POST", path);

  g_assert_cmpstr (id, ==, same_id);
  assert_state (migrated, "COMPLETE");
  g_assert_null (row);
  assert_state (again, "ABORTED");
}

static void
test_one_at_a_time (Client       *client,
                    gconstpointer unused)
{
  g_autoptr (Reply) one = client_start_migrating (client, WAREHOUSE_ID, "Account Coverage");
  g_autoptr (Reply) two = client_start_migrating (client, WAREHOUSE_ID, "Account Coverage");
  g_autofree char *id = client_dup_id (client, WAREHOUSE_ID, "Account Coverage");
  g_autofree char *path =
    g_strdup_printf ("/api/query/migration/federated/to/amplifier/%s/integrations/%s", id,
                     WAREHOUSE_ID);

  /* Which of the two came first is not known. */
  await (one->done || two->done);
  g_assert_true (one->done != two->done);
  reply_assert_error (one->done ? one : two, 409, path);

  preamp_sandbox_server_stop (client->server);
  client_await (one);
  client_await (two);
}

static void
test_lists_while_moving (Client       *client,
                         gconstpointer unused)
{
  g_autoptr (Reply) moving = client_start_migrating (client, WAREHOUSE_ID, "Account Coverage");
  g_autoptr (Reply) types = client_ask (client, "GET", TYPES_PATH);
  g_autoptr (JsonObject) row =
    client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, "Account Coverage");

  g_assert_cmpuint (types->status, ==, 200);
  g_assert_false (json_object_get_boolean_member (row, "migrated"));
  g_assert_false (moving->done);

  preamp_sandbox_server_stop (client->server);
  client_await (moving);
}

static void
test_start_again (Client       *client,
                  gconstpointer unused)
{
  g_autofree char *address = g_strdup (preamp_sandbox_server_get_address (client->server));
  g_autofree char *token = g_strdup (preamp_sandbox_server_get_token (client->server));
  g_autoptr (Reply) migrated = client_migrate (client, WAREHOUSE_ID, "Account Coverage");
  g_autoptr (JsonObject) row = NULL;
  g_autoptr (Reply) refused = NULL;
  g_autoptr (GError) error = NULL;

  assert_state (migrated, "COMPLETE");
  preamp_sandbox_server_stop (client->server);
  preamp_sandbox_server_stop (client->server);
  refused = client_ask (client, "GET", TYPES_PATH);
  g_assert_error (refused->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);

  preamp_sandbox_server_start (client->server, (guint16) atoi (strrchr (address, ':') + 1),
                               &error);
  g_assert_no_error (error);
  g_assert_cmpstr (preamp_sandbox_server_get_address (client->server), ==, address);
  g_assert_cmpstr (preamp_sandbox_server_get_token (client->server), ==, token);
  row = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, "Account Coverage");
  g_assert_true (json_object_get_boolean_member (row, "migrated"));
}

static void
test_stop_while_moving (Client       *client,
                        gconstpointer unused)
{
  g_autoptr (Reply) moving = client_start_migrating (client, WAREHOUSE_ID, "Year-End Close");
  g_autoptr (Reply) types = client_ask (client, "GET", TYPES_PATH);
  g_autoptr (JsonObject) row = NULL;
  g_autoptr (Reply) reversed = NULL;
  g_autoptr (GError) error = NULL;

  preamp_sandbox_server_stop (client->server);
  client_await (moving);
  g_assert_nonnull (moving->error);

  preamp_sandbox_server_start (client->server, 0, &error);
  g_assert_no_error (error);
  row = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, "Year-End Close");
  g_assert_false (json_object_get_boolean_member (row, "migrated"));

  /* Not 409: it is no longer under way. */
  reversed = client_reverse (client, WAREHOUSE_ID, "Year-End Close");
  assert_state (reversed, "ABORTED");
}

static void
test_two_servers (Client       *client,
                  gconstpointer unused)
{
  Client other = { 0 };
  g_autoptr (Reply) migrated = NULL;
  g_autoptr (Reply) with_other_token = NULL;
  g_autoptr (JsonObject) row = NULL;

  client_set_up (&other, NULL);
  g_assert_cmpstr (preamp_sandbox_server_get_address (client->server), !=,
                   preamp_sandbox_server_get_address (other.server));
  g_assert_cmpstr (preamp_sandbox_server_get_token (client->server), !=,
                   preamp_sandbox_server_get_token (other.server));

  migrated = client_migrate (client, WAREHOUSE_ID, "Account Coverage");
  assert_state (migrated, "COMPLETE");
  row = client_dup_row (&other, CANDIDATES_PATH, WAREHOUSE_ID, "Account Coverage");
  g_assert_false (json_object_get_boolean_member (row, "migrated"));
  with_other_token = client_start_with (&other, "GET", TYPES_PATH,
                                        preamp_sandbox_server_get_token (client->server));
  client_await (with_other_token);
  reply_assert_error (with_other_token, 401, TYPES_PATH);
  client_tear_down (&other, NULL);
}

static void
test_port_taken (Client       *client,
                 gconstpointer unused)
{
  g_autoptr (PreampSandboxServer) other = preamp_sandbox_server_new (1, 0);
  const char *address = preamp_sandbox_server_get_address (client->server);
  guint16 port = (guint16) atoi (strrchr (address, ':') + 1);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (preamp_sandbox_server_get_token (other));
  g_assert_null (preamp_sandbox_server_get_address (other));
  g_assert_false (preamp_sandbox_server_start (other, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_clear_error (&error);

  preamp_sandbox_server_start (other, 0, &error);
  g_assert_no_error (error);
}

static void
test_never_started (void)
{
  g_autoptr (PreampSandboxServer) server = preamp_sandbox_server_new (0, 0);

  g_assert_cmpstr (preamp_sandbox_server_get_token (server), !=, "");
  preamp_sandbox_server_stop (server);
}

#define ADD(path, latency, test) \
  g_test_add ("/sandbox/server/" path, Client, GUINT_TO_POINTER (latency), client_set_up, test, \
              client_tear_down)

/* Longer than any test: what is migrated then stays under way until the server is stopped. */
#define FOR_EVER 3600000

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("token-needed", 0, test_token);
  ADD ("unknown-not-found", 0, test_unknown);
  ADD ("wrong-method-refused", 0, test_methods);
  ADD ("type-in-any-case", 0, test_type_case);
  ADD ("unsupported-engine-refused", 0, test_unsupported);
  ADD ("empty-integration", 0, test_empty);
  ADD ("user", 0, test_user);
  ADD ("date-and-content-type", 0, test_headers);
  ADD ("state-kept", 0, test_state_kept);
  ADD ("named-ones-behave", 0, test_behaviours);
  ADD ("answer-lost-but-done", 0, test_lost_answer);
  ADD ("two-on-one-table", 0, test_twins);
  ADD ("one-in-two-integrations", 0, test_two_integrations);
  ADD ("one-request-at-a-time", FOR_EVER, test_one_at_a_time);
  ADD ("lists-while-moving", FOR_EVER, test_lists_while_moving);
  ADD ("starts-again-and-remembers", 0, test_start_again);
  ADD ("stopped-while-moving", 2000, test_stop_while_moving);
  ADD ("two-servers", 0, test_two_servers);
  ADD ("port-taken", 0, test_port_taken);
  g_test_add_func ("/sandbox/server/never-started", test_never_started);

  return g_test_run ();
}
