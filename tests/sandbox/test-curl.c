/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-program.h"

/* Domo's page is asked by its own commands: the answers have what it documents. */

static void
assert_type (JsonObject *object,
             const char *member,
             GType       type)
{
  g_test_message ("%s", member);
  g_assert_true (json_object_has_member (object, member));
  g_assert_true (json_node_get_value_type (json_object_get_member (object, member)) == type);
}

static void
test_types (Program      *program,
            gconstpointer unused)
{
  g_autoptr (JsonNode) json = program_run_curl (program, types_command, NULL, NULL, NULL);
  JsonArray *types = json_node_get_array (json);
  gboolean bigquery = FALSE;
  gboolean snowflake = FALSE;

  for (guint i = 0; i < json_array_get_length (types); i++)
    {
      const char *type = json_array_get_string_element (types, i);

      bigquery = bigquery || g_str_equal (type, "BIGQUERY");
      snowflake = snowflake || g_str_equal (type, "SNOWFLAKE");
    }
  g_assert_true (bigquery);
  g_assert_true (snowflake);
}

static void
test_integrations (Program      *program,
                   gconstpointer unused)
{
  const char *const members[] = { "id", "name", "type", "authMethod" };
  g_autoptr (JsonNode) json =
    program_run_curl (program, integrations_command, "BIGQUERY", NULL, NULL);
  g_autoptr (JsonNode) lower =
    program_run_curl (program, integrations_command, "bigquery", NULL, NULL);
  JsonArray *integrations = json_node_get_array (json);

  g_assert_cmpuint (json_array_get_length (integrations), >, 0);
  for (guint i = 0; i < json_array_get_length (integrations); i++)
    {
      JsonObject *integration = json_array_get_object_element (integrations, i);

      for (size_t m = 0; m < G_N_ELEMENTS (members); m++)
        assert_type (integration, members[m], G_TYPE_STRING);
      g_assert_cmpstr (json_object_get_string_member (integration, "type"), ==, "BIGQUERY");
    }
  g_assert_true (json_node_equal (json, lower));
}

static void
assert_datasource (JsonObject *row)
{
  const char *const texts[] = { "id",          "name",       "type",
                                "catalogName", "schemaName", "tableName" };

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_type (row, texts[i], G_TYPE_STRING);
  assert_type (row, "collision", G_TYPE_BOOLEAN);
  assert_type (row, "migrated", G_TYPE_BOOLEAN);
  if (json_object_get_boolean_member (row, "collision"))
    {
      assert_type (row, "collidingDatasourceId", G_TYPE_STRING);
      assert_type (row, "collidingDatasourceName", G_TYPE_STRING);
    }
  else
    {
      g_assert_true (json_object_get_null_member (row, "collidingDatasourceId"));
      g_assert_true (json_object_get_null_member (row, "collidingDatasourceName"));
    }
  if (json_object_get_boolean_member (row, "migrated"))
    assert_type (row, "migrationDate", G_TYPE_STRING);
  else
    g_assert_true (json_object_get_null_member (row, "migrationDate"));
}

static void
test_lists (Program      *program,
            gconstpointer unused)
{
  g_autoptr (JsonNode) forward =
    program_run_curl (program, candidates_command, NULL, NULL, WAREHOUSE_ID);
  g_autoptr (JsonNode) back =
    program_run_curl (program, migrated_command, NULL, NULL, WAREHOUSE_ID);
  JsonArray *candidates = json_node_get_array (forward);
  JsonArray *migrated = json_node_get_array (back);

  g_assert_cmpuint (json_array_get_length (candidates), ==, 60);
  g_assert_cmpuint (json_array_get_length (migrated), >, 0);
  for (guint i = 0; i < json_array_get_length (candidates); i++)
    assert_datasource (json_array_get_object_element (candidates, i));
  for (guint i = 0; i < json_array_get_length (migrated); i++)
    {
      JsonObject *row = json_array_get_object_element (migrated, i);

      assert_datasource (row);
      g_assert_true (json_object_get_boolean_member (row, "migrated"));
    }
}

static void
assert_time (JsonObject *object,
             const char *member)
{
  g_assert_true (g_regex_match_simple (
    "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00$",
    json_object_get_string_member (object, member), 0, 0));
}

static void
assert_result (JsonNode   *json,
               const char *datasource,
               const char *direction,
               const char *state)
{
  JsonObject *result = json_node_get_object (json);

  g_assert_true (g_regex_match_simple ("^[A-Z0-9]{10}-[A-Z0-9]{5}-[A-Z0-9]{5}$",
                                       json_object_get_string_member (result, "toe"), 0, 0));
  g_assert_cmpstr (json_object_get_string_member (result, "datasourceId"), ==, datasource);
  g_assert_cmpstr (json_object_get_string_member (result, "direction"), ==, direction);
  g_assert_cmpstr (json_object_get_string_member (result, "state"), ==, state);
  assert_time (result, "startTime");
  assert_time (result, "endTime");
  if (g_str_equal (state, "COMPLETE"))
    g_assert_false (json_object_has_member (result, "errorMessage"));
  else
    assert_type (result, "errorMessage", G_TYPE_STRING);
}

static void
test_move (Program      *program,
           gconstpointer unused)
{
  g_autofree char *id = program_dup_id (program, "Daily Sales by Store");
  g_autofree char *aborted_id = program_dup_id (program, "Price List EMEA");
  g_autofree char *incomplete_id = program_dup_id (program, "Invoice Lines");
  g_autoptr (JsonNode) result = program_run_curl (program, migrate_command, NULL, id, WAREHOUSE_ID);
  g_autoptr (JsonNode) aborted =
    program_run_curl (program, migrate_command, NULL, aborted_id, WAREHOUSE_ID);
  g_autoptr (JsonNode) incomplete =
    program_run_curl (program, migrate_command, NULL, incomplete_id, WAREHOUSE_ID);
  g_autoptr (JsonNode) forward =
    program_run_curl (program, candidates_command, NULL, NULL, WAREHOUSE_ID);
  g_autoptr (JsonNode) back =
    program_run_curl (program, migrated_command, NULL, NULL, WAREHOUSE_ID);
  g_autoptr (JsonNode) reversed = program_run_curl (program, reverse_command, NULL, id, NULL);
  g_autoptr (JsonNode) back_after =
    program_run_curl (program, migrated_command, NULL, NULL, WAREHOUSE_ID);

  assert_result (result, id, "FEDERATED_TO_CLOUD_AMPLIFIER", "COMPLETE");
  assert_result (aborted, aborted_id, "FEDERATED_TO_CLOUD_AMPLIFIER", "ABORTED");
  g_assert_cmpstr (
    json_object_get_string_member (json_node_get_object (aborted), "errorMessage"), ==,
    "No active warehouse selected in the current session");
  assert_result (incomplete, incomplete_id, "FEDERATED_TO_CLOUD_AMPLIFIER", "INCOMPLETE");
  g_assert_true (json_object_get_boolean_member (find_row (forward, "Daily Sales by Store"),
                                                 "migrated"));
  g_assert_nonnull (find_row (back, "Daily Sales by Store"));
  assert_result (reversed, id, "CLOUD_AMPLIFIER_TO_FEDERATED", "COMPLETE");
  g_assert_null (find_row (back_after, "Daily Sales by Store"));
}

static void
test_wrong_token (Program      *program,
                  gconstpointer unused)
{
  g_autoptr (JsonNode) json = NULL;
  JsonObject *error;

  g_free (program->token);
  program->token = g_strdup ("wrong");
  json = program_run_curl (program, types_command, NULL, NULL, NULL);
  error = json_node_get_object (json);
  g_assert_cmpint (json_object_get_int_member (error, "status"), ==, 401);
  g_assert_cmpstr (json_object_get_string_member (error, "statusReason"), ==, "Unauthorized");
}

static const char *const arguments[] = { "--rows", "60", "--latency", "0", "--token", TOKEN, NULL };

#define ADD(path, test) \
  g_test_add ("/sandbox/curl/" path, Program, arguments, program_set_up, test, program_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    {
      g_printerr ("The path of preamp-sandbox is needed\n");
      return 2;
    }
  program_path = argv[1];

  ADD ("types", test_types);
  ADD ("integrations", test_integrations);
  ADD ("lists", test_lists);
  ADD ("migrate-and-reverse", test_move);
  ADD ("wrong-token", test_wrong_token);

  return g_test_run ();
}
