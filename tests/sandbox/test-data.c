/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-client.h"

static JsonNode *
ask_list (Client     *client,
          const char *path)
{
  g_autoptr (Reply) reply = client_ask (client, "GET", path);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (reply_get_array (reply)), >, 0);
  return json_node_ref (reply->json);
}

/* Every documented property, with its type, and null only where the page has it. */
static void
assert_row (JsonObject *row)
{
  const char *const texts[] = { "id",          "name",       "type",
                                "catalogName", "schemaName", "tableName" };
  gboolean collision = json_object_get_boolean_member (row, "collision");
  gboolean migrated = json_object_get_boolean_member (row, "migrated");

  g_assert_cmpuint (json_object_get_size (row), ==, 11);
  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (json_object_get_string_member (row, texts[i]), !=, "");
  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (row, "id")));
  g_assert_cmpint (json_object_get_null_member (row, "collidingDatasourceId"), ==, !collision);
  g_assert_cmpint (json_object_get_null_member (row, "collidingDatasourceName"), ==, !collision);
  g_assert_cmpint (json_object_get_null_member (row, "migrationDate"), ==, !migrated);
  if (migrated)
    g_assert_true (g_regex_match_simple (
      "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+00:00$",
      json_object_get_string_member (row, "migrationDate"), 0, 0));
}

static void
test_shares (Client       *client,
             gconstpointer unused)
{
  g_autoptr (JsonNode) list = ask_list (client, CANDIDATES_PATH WAREHOUSE_ID);
  g_autoptr (JsonNode) back = ask_list (client, MIGRATED_PATH WAREHOUSE_ID);
  JsonArray *rows = json_node_get_array (list);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  guint n_collisions = 0;
  guint n_migrated = 0;

  g_assert_cmpuint (json_array_get_length (rows), ==, 300);
  for (guint i = 0; i < 300; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      assert_row (row);
      n_collisions += json_object_get_boolean_member (row, "collision");
      if (json_object_get_boolean_member (row, "migrated"))
        {
          g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (
            json_object_get_string_member (row, "migrationDate"), NULL);

          g_assert_nonnull (date);
          g_assert_cmpint (g_date_time_difference (now, date), >, 0);
          g_assert_cmpint (g_date_time_difference (now, date), <, 200 * G_TIME_SPAN_DAY);
          n_migrated++;
        }
    }
  g_assert_cmpuint (n_collisions, >=, 6);
  g_assert_cmpuint (n_collisions, <=, 15);
  g_assert_cmpuint (n_migrated, >=, 30);
  g_assert_cmpuint (n_migrated, <=, 50);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (back)), ==, n_migrated);
  for (guint i = 0; i < n_migrated; i++)
    {
      JsonObject *row = json_array_get_object_element (json_node_get_array (back), i);

      assert_row (row);
      g_assert_true (json_object_get_boolean_member (row, "migrated"));
    }
}

static void
test_names (Client       *client,
            gconstpointer unused)
{
  const char *const names[] = {
    "Daily Sales by Store", "Invoice Lines", "Price List EMEA", "Orders – Current Year",
    "Customer Master", "Commission Statements", "Revenue <b>& Margin</b>", "🛒 Basket Analysis",
    "Account Coverage", "Returns and Refunds", "Year-End Close", "Point-of-Sale Transactions",
    "تقرير المبيعات اليومية", "=SUM(A1)", "Store Directory", "Store Directory (Copy)",
    "Contract Renewals", "Forecast Archive", "Lead Conversion", "Vendor Master", "Salary Bands",
    "Budget Lines", "Channel Sales – Weekly", "Deal Desk Approvals", "Discount Approvals",
    "Gross Sales Margin", "Territory Assignments",
  };
  g_autoptr (JsonNode) list = ask_list (client, CANDIDATES_PATH WAREHOUSE_ID);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *rows = json_node_get_array (list);
  gboolean long_name = FALSE;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *name =
        json_object_get_string_member (json_array_get_object_element (rows, i), "name");

      g_assert_true (g_hash_table_add (found, (gpointer) name));
      long_name = long_name || g_utf8_strlen (name, -1) > 300;
    }
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      g_assert_true (g_hash_table_contains (found, names[i]));
    }
  g_assert_true (long_name);
}

static void
test_same_every_time (Client       *client,
                      gconstpointer unused)
{
  Client other = { 0 };
  g_autoptr (JsonNode) here = ask_list (client, CANDIDATES_PATH WAREHOUSE_ID);
  g_autoptr (JsonNode) there = NULL;
  JsonArray *rows = json_node_get_array (here);

  client_set_up (&other, NULL);
  there = ask_list (&other, CANDIDATES_PATH WAREHOUSE_ID);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      /* Dates are counted back from today, which may be another day by now. */
      json_object_remove_member (json_array_get_object_element (rows, i), "migrationDate");
      json_object_remove_member (
        json_array_get_object_element (json_node_get_array (there), i), "migrationDate");
    }
  g_assert_true (json_node_equal (here, there));
  client_tear_down (&other, NULL);
}

static void
test_sizes (void)
{
  const guint sizes[] = { 0, 1, 10, 28, 29, 2000, 100000 };

  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Client client = { 0 };
      g_autoptr (Reply) reply = NULL;
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GError) error = NULL;
      JsonArray *rows;

      client.session = soup_session_new ();
      client.server = preamp_sandbox_server_new (sizes[i], 0);
      preamp_sandbox_server_start (client.server, 0, &error);
      g_assert_no_error (error);
      reply = client_ask (&client, "GET", CANDIDATES_PATH WAREHOUSE_ID);
      rows = reply_get_array (reply);
      g_assert_cmpuint (json_array_get_length (rows), ==, sizes[i]);
      for (guint row = 0; row < sizes[i]; row++)
        {
          JsonObject *object = json_array_get_object_element (rows, row);

          g_assert_true (
            g_hash_table_add (ids, (gpointer) json_object_get_string_member (object, "id")));
          g_assert_true (
            g_hash_table_add (names, (gpointer) json_object_get_string_member (object, "name")));
        }
      client_tear_down (&client, NULL);
    }
}

static void
test_integrations (Client       *client,
                   gconstpointer unused)
{
  const struct
  {
    const char *type;
    const char *names[3];
    const char *auth_methods[3];
  } expected[] = {
    { "BIGQUERY", { "Marketing Analytics", "Finance Reporting" }, { "SERVICE_ACCOUNT", "OAUTH" } },
    { "DATABRICKS", { "Lakehouse Pilot" }, { "PERSONAL_ACCESS_TOKEN" } },
    { "POSTGRES", { "Operations Replica" }, { "SERVICE_ACCOUNT" } },
    { "SNOWFLAKE", { "Enterprise Warehouse", "Supply Chain" }, { "OAUTH", "SERVICE_ACCOUNT" } },
  };
  g_autoptr (JsonNode) types = ask_list (client, TYPES_PATH);
  JsonArray *array = json_node_get_array (types);

  g_assert_cmpuint (json_array_get_length (array), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *path = g_strconcat (INTEGRATIONS_PATH, expected[i].type, NULL);
      g_autoptr (JsonNode) list = ask_list (client, path);
      JsonArray *integrations = json_node_get_array (list);
      guint n = 0;

      g_assert_cmpstr (json_array_get_string_element (array, i), ==, expected[i].type);
      while (expected[i].names[n] != NULL)
        {
          JsonObject *integration = json_array_get_object_element (integrations, n);

          g_assert_cmpuint (json_object_get_size (integration), ==, 4);
          g_assert_true (
            g_uuid_string_is_valid (json_object_get_string_member (integration, "id")));
          g_assert_cmpstr (json_object_get_string_member (integration, "name"), ==,
                           expected[i].names[n]);
          g_assert_cmpstr (json_object_get_string_member (integration, "type"), ==,
                           expected[i].type);
          g_assert_cmpstr (json_object_get_string_member (integration, "authMethod"), ==,
                           expected[i].auth_methods[n]);
          n++;
        }
      g_assert_cmpuint (json_array_get_length (integrations), ==, n);
    }
}

#define ADD(path, test) \
  g_test_add ("/sandbox/data/" path, Client, NULL, client_set_up, test, client_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("integrations", test_integrations);
  ADD ("shares", test_shares);
  ADD ("names", test_names);
  ADD ("same-every-time", test_same_every_time);
  g_test_add_func ("/sandbox/data/sizes", test_sizes);

  return g_test_run ();
}
