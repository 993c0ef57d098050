/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

#define WAREHOUSE_ID "9c53d7e4-a60f-4b18-8f2b-c4d19e70a505"
#define TOKEN        "a-token-for-tests"

static const char *program;

/* The six sample commands of Domo's page, as they stand there. */

#define HEADERS \
  "  -H 'accept: application/json,*/*;q=0.8' \\\n" \
  "  -H 'accept-language: en-US,en;q=0.9' \\\n" \
  "  -H 'cache-control: max-age=0' \\\n" \
  "  -H 'X-DOMO-Developer-Token: {developer-token}'"

static const char types_command[] =
  "curl 'https://{domo-domain}/api/query/migration/integrations/types' \\\n" HEADERS;

static const char integrations_command[] =
  "curl 'https://{domo-domain}/api/query/migration/integrations/{integration-type}' \\\n" HEADERS;

static const char candidates_command[] =
  "curl 'https://{domo-domain}/api/query/migration/candidates/federated/to/amplifier/integrations/"
  "{integration-id}' \\\n" HEADERS;

static const char migrate_command[] =
  "curl 'https://{domo-domain}/api/query/migration/federated/to/amplifier/{datasource-id}/"
  "integrations/{integration-id}' \\\n"
  "  -X POST \\\n"
  "  -H 'content-type: application/json' \\\n" HEADERS;

static const char migrated_command[] =
  "curl 'https://{domo-domain}/api/query/migration/candidates/amplifier/to/federated/integrations/"
  "{integration-id}' \\\n" HEADERS;

static const char reverse_command[] =
  "curl 'https://{domo-domain}/api/query/migration/amplifier/to/federated/{datasource-id}' \\\n"
  "  -X POST \\\n"
  "  -H 'content-type: application/json' \\\n" HEADERS;

/* The running program. */
typedef struct
{
  GSubprocess *process;
  char        *directory;
  char        *record;
  char        *address;
  char        *token;
} Fixture;

static char *
read_line (GDataInputStream *stream)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_utf8 (stream, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

/* arguments: the program's, besides port and record. */
static void
set_up (Fixture      *fixture,
        gconstpointer arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GDataInputStream) stream = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("preamp-sandbox-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->record = g_build_filename (fixture->directory, "record", NULL);

  g_ptr_array_add (argv, (gpointer) program);
  g_ptr_array_add (argv, (gpointer) "--port");
  g_ptr_array_add (argv, (gpointer) "0");
  g_ptr_array_add (argv, (gpointer) "--record");
  g_ptr_array_add (argv, fixture->record);
  for (char **argument = (char **) arguments; *argument != NULL; argument++)
    g_ptr_array_add (argv, *argument);
  g_ptr_array_add (argv, NULL);

  fixture->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                        G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->process));
  fixture->address = read_line (stream);
  g_assert_true (g_str_has_prefix (fixture->address, "http://127.0.0.1:"));
  line = read_line (stream);
  g_assert_true (g_str_has_prefix (line, "token "));
  fixture->token = g_strdup (line + strlen ("token "));
  g_assert_cmpstr (fixture->token, !=, "");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  if (fixture->process != NULL)
    {
      g_subprocess_send_signal (fixture->process, SIGTERM);
      g_subprocess_wait (fixture->process, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_subprocess_get_if_exited (fixture->process));
      g_assert_cmpint (g_subprocess_get_exit_status (fixture->process), ==, 0);
      g_clear_object (&fixture->process);
    }
  g_unlink (fixture->record);
  g_rmdir (fixture->directory);
  g_free (fixture->record);
  g_free (fixture->directory);
  g_free (fixture->address);
  g_free (fixture->token);
}

/* Runs a line of shell, and gives its exit status. */
static int
run_shell (const char *line,
           char      **output)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) shell = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "no_proxy", "*", TRUE);
  shell = g_subprocess_launcher_spawn (launcher, &error, "sh", "-c", line, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (shell, NULL, NULL, output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (shell));
  return g_subprocess_get_exit_status (shell);
}

static char *
fill_in (Fixture    *fixture,
         const char *command,
         const char *type,
         const char *datasource,
         const char *integration)
{
  g_autoptr (GString) line = g_string_new (command);

  g_string_replace (line, "https://{domo-domain}", fixture->address, 0);
  g_string_replace (line, "{developer-token}", fixture->token, 0);
  g_string_replace (line, "{integration-type}", type != NULL ? type : "", 0);
  g_string_replace (line, "{datasource-id}", datasource != NULL ? datasource : "", 0);
  g_string_replace (line, "{integration-id}", integration != NULL ? integration : "", 0);
  g_assert_null (strchr (line->str, '{'));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Runs one of the page's commands, only host, token and placeholders changed. */
static JsonNode *
run_curl (Fixture    *fixture,
          const char *command,
          const char *type,
          const char *datasource,
          const char *integration)
{
  g_autofree char *line = fill_in (fixture, command, type, datasource, integration);
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", line);
  g_assert_cmpint (run_shell (line, &output), ==, 0);
  json = json_from_string (output, &error);
  g_assert_no_error (error);
  g_assert_nonnull (json);
  return g_steal_pointer (&json);
}

static void
assert_type (JsonObject *object,
             const char *member,
             GType       type)
{
  g_test_message ("%s", member);
  g_assert_true (json_object_has_member (object, member));
  g_assert_true (json_node_get_value_type (json_object_get_member (object, member)) == type);
}

static JsonObject *
find_row (JsonNode   *list,
          const char *name)
{
  JsonArray *rows = json_node_get_array (list);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "name"), name))
        return row;
    }
  return NULL;
}

static char *
dup_id (Fixture    *fixture,
        const char *name)
{
  g_autoptr (JsonNode) list = run_curl (fixture, candidates_command, NULL, NULL, WAREHOUSE_ID);
  JsonObject *row = find_row (list, name);

  g_assert_nonnull (row);
  return g_strdup (json_object_get_string_member (row, "id"));
}

static void
test_types (Fixture      *fixture,
            gconstpointer unused)
{
  g_autoptr (JsonNode) json = run_curl (fixture, types_command, NULL, NULL, NULL);
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
test_integrations (Fixture      *fixture,
                   gconstpointer unused)
{
  const char *const members[] = { "id", "name", "type", "authMethod" };
  g_autoptr (JsonNode) json = run_curl (fixture, integrations_command, "BIGQUERY", NULL, NULL);
  g_autoptr (JsonNode) lower = run_curl (fixture, integrations_command, "bigquery", NULL, NULL);
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
test_lists (Fixture      *fixture,
            gconstpointer unused)
{
  g_autoptr (JsonNode) forward = run_curl (fixture, candidates_command, NULL, NULL, WAREHOUSE_ID);
  g_autoptr (JsonNode) back = run_curl (fixture, migrated_command, NULL, NULL, WAREHOUSE_ID);
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
test_move (Fixture      *fixture,
           gconstpointer unused)
{
  g_autofree char *id = dup_id (fixture, "Daily Sales by Store");
  g_autofree char *aborted_id = dup_id (fixture, "Price List EMEA");
  g_autofree char *incomplete_id = dup_id (fixture, "Invoice Lines");
  g_autoptr (JsonNode) result = run_curl (fixture, migrate_command, NULL, id, WAREHOUSE_ID);
  g_autoptr (JsonNode) aborted =
    run_curl (fixture, migrate_command, NULL, aborted_id, WAREHOUSE_ID);
  g_autoptr (JsonNode) incomplete =
    run_curl (fixture, migrate_command, NULL, incomplete_id, WAREHOUSE_ID);
  g_autoptr (JsonNode) forward = run_curl (fixture, candidates_command, NULL, NULL, WAREHOUSE_ID);
  g_autoptr (JsonNode) back = run_curl (fixture, migrated_command, NULL, NULL, WAREHOUSE_ID);
  g_autoptr (JsonNode) reversed = run_curl (fixture, reverse_command, NULL, id, NULL);
  g_autoptr (JsonNode) back_after = run_curl (fixture, migrated_command, NULL, NULL, WAREHOUSE_ID);

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
test_wrong_token (Fixture      *fixture,
                  gconstpointer unused)
{
  g_autoptr (JsonNode) json = NULL;
  JsonObject *error;

  g_free (fixture->token);
  fixture->token = g_strdup ("wrong");
  json = run_curl (fixture, types_command, NULL, NULL, NULL);
  error = json_node_get_object (json);
  g_assert_cmpint (json_object_get_int_member (error, "status"), ==, 401);
  g_assert_cmpstr (json_object_get_string_member (error, "statusReason"), ==, "Unauthorized");
}

static GPtrArray *
read_record (Fixture *fixture)
{
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) texts = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (fixture->record, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (text, TOKEN));
  g_assert_true (g_str_has_suffix (text, "}\n"));
  texts = g_strsplit (text, "\n", -1);
  for (guint i = 0; texts[i][0] != '\0'; i++)
    {
      JsonNode *line = json_from_string (texts[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      g_ptr_array_add (lines, line);
    }
  return g_steal_pointer (&lines);
}

static void
assert_line (GPtrArray  *lines,
             guint       nth,
             gint64      sequence,
             const char *event,
             const char *member,
             const char *value)
{
  JsonObject *line;

  g_assert_cmpuint (lines->len, >, nth);
  line = json_node_get_object (g_ptr_array_index (lines, nth));
  g_assert_cmpint (json_object_get_int_member (line, "sequence"), ==, sequence);
  g_assert_cmpstr (json_object_get_string_member (line, "event"), ==, event);
  g_assert_true (
    g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$",
                          json_object_get_string_member (line, "time"), 0, 0));
  if (value == NULL)
    g_assert_true (json_object_get_null_member (line, member));
  else
    g_assert_cmpstr (json_object_get_string_member (line, member), ==, value);
}

static void
test_record (Fixture      *fixture,
             gconstpointer unused)
{
  g_autofree char *id = dup_id (fixture, "Account Coverage");
  g_autofree char *lost_id = dup_id (fixture, "Orders – Current Year");
  g_autofree char *lost_line = fill_in (fixture, migrate_command, NULL, lost_id, WAREHOUSE_ID);
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) result = run_curl (fixture, migrate_command, NULL, id, WAREHOUSE_ID);
  g_autoptr (JsonNode) refused = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  g_assert_cmpint (run_shell (lost_line, &output), ==, 52);
  g_assert_cmpstr (output, ==, "");
  g_free (fixture->token);
  fixture->token = g_strdup ("wrong");
  refused = run_curl (fixture, reverse_command, NULL, id, NULL);

  lines = read_record (fixture);
  assert_line (lines, 0, 1, "request", "method", "GET");
  assert_line (lines, 1, 2, "request", "method", "GET");
  assert_line (lines, 2, 3, "request", "method", "POST");
  g_assert_true (json_object_get_boolean_member (
    json_node_get_object (g_ptr_array_index (lines, 2)), "tokenRight"));
  assert_line (lines, 3, 3, "ended", "datasourceId", id);
  assert_line (lines, 3, 3, "ended", "integrationId", WAREHOUSE_ID);
  assert_line (lines, 3, 3, "ended", "direction", "FEDERATED_TO_CLOUD_AMPLIFIER");
  assert_line (lines, 3, 3, "ended", "did", "COMPLETE");
  assert_line (lines, 3, 3, "ended", "answer", "200");
  assert_line (lines, 3, 3, "ended", "state", "COMPLETE");
  assert_line (lines, 3, 3, "ended", "toe",
               json_object_get_string_member (json_node_get_object (result), "toe"));
  assert_line (lines, 5, 4, "ended", "datasourceId", lost_id);
  assert_line (lines, 5, 4, "ended", "did", "COMPLETE");
  assert_line (lines, 5, 4, "ended", "answer", "lost");
  assert_line (lines, 6, 5, "request", "method", "POST");
  g_assert_false (json_object_get_boolean_member (
    json_node_get_object (g_ptr_array_index (lines, 6)), "tokenRight"));
  assert_line (lines, 7, 5, "ended", "did", "nothing");
  assert_line (lines, 7, 5, "ended", "answer", "401");
  assert_line (lines, 7, 5, "ended", "state", NULL);
  g_assert_cmpuint (lines->len, ==, 8);
}

/* The record says of two at once which was refused, and of what was under way that nothing came
 * of it. */
static void
test_record_of_two_at_once (Fixture      *fixture,
                            gconstpointer unused)
{
  g_autofree char *id = dup_id (fixture, "Account Coverage");
  g_autofree char *line = fill_in (fixture, migrate_command, NULL, id, WAREHOUSE_ID);
  g_autofree char *both = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  guint n_refused = 0;
  guint n_stopped = 0;

  /* The first that is answered is the one that was refused; only then the program is ended. */
  both = g_strdup_printf ("{ %s; kill -TERM %s; } & { %s; kill -TERM %s; } & wait", line,
                          g_subprocess_get_identifier (fixture->process), line,
                          g_subprocess_get_identifier (fixture->process));
  run_shell (both, &output);
  g_assert_true (g_subprocess_wait (fixture->process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->process), ==, 0);
  g_clear_object (&fixture->process);

  lines = read_record (fixture);
  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *object = json_node_get_object (g_ptr_array_index (lines, i));
      const char *answer = json_object_get_string_member_with_default (object, "answer", "");

      if (g_str_equal (answer, "409"))
        {
          g_assert_cmpstr (json_object_get_string_member (object, "did"), ==, "nothing");
          g_assert_cmpstr (json_object_get_string_member (object, "note"), ==,
                           "another request for this datasource is under way");
          n_refused++;
        }
      if (g_str_equal (answer, "server stopped"))
        {
          g_assert_cmpstr (json_object_get_string_member (object, "did"), ==, "nothing");
          n_stopped++;
        }
    }
  g_assert_cmpuint (lines->len, ==, 5);
  g_assert_cmpuint (n_refused, ==, 1);
  g_assert_cmpuint (n_stopped, ==, 1);
}

static void
test_faults_by_request (Fixture      *fixture,
                        gconstpointer unused)
{
  const struct
  {
    const char *request;
    const char *status;
  } steps[] = {
    { "/api/query/migration/integrations/types", "500" }, /* by --fault */
    { "/api/query/migration/integrations/types", "200" },
    { "/sandbox/faults -d 'GET types x1 status=503\nGET types status=429'", "200" },
    { "/api/query/migration/integrations/types", "503" },
    { "/api/query/migration/integrations/types", "429" },
    { "/sandbox/faults -d 'GET types x1 status=418\nGET types nonsense'", "400" },
    { "/api/query/migration/integrations/types", "429" },
    { "/sandbox/faults", "405" },
    { "/sandbox/faults -X DELETE", "200" },
    { "/api/query/migration/integrations/types", "200" },
  };
  g_autofree char *without_token = NULL;
  g_autofree char *refused = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *line = g_strdup_printf (
        "curl -o /dev/null -w '%%{http_code}' -H 'X-DOMO-Developer-Token: %s' %s%s",
        fixture->token, fixture->address, steps[i].request);
      g_autofree char *output = NULL;

      g_test_message ("%s", line);
      g_assert_cmpint (run_shell (line, &output), ==, 0);
      g_assert_cmpstr (output, ==, steps[i].status);
    }

  without_token = g_strdup_printf (
    "curl -o /dev/null -w '%%{http_code}' %s/sandbox/faults -d 'GET types lose'",
    fixture->address);
  g_assert_cmpint (run_shell (without_token, &refused), ==, 0);
  g_assert_cmpstr (refused, ==, "401");

  /* What concerns the sandbox alone is not in the record. */
  lines = read_record (fixture);
  g_assert_cmpuint (lines->len, ==, 6);
}

static void
test_interrupted (Fixture      *fixture,
                  gconstpointer unused)
{
  g_subprocess_send_signal (fixture->process, SIGINT);
  g_assert_true (g_subprocess_wait (fixture->process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (fixture->process));
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->process), ==, 0);
  g_clear_object (&fixture->process);
}

static void
test_port_taken (Fixture      *fixture,
                 gconstpointer unused)
{
  g_autoptr (GSubprocess) second = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;

  second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                             &error, program, "--port", strrchr (fixture->address, ':') + 1, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (second, NULL, NULL, NULL, &complaint, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (second), ==, 1);
  g_assert_cmpstr (complaint, !=, "");
}

static void
test_bad_options (void)
{
  const char *const lines[] = {
    "--port abc",        "--port 70000",       "--port=-1",
    "--rows=-1",         "--rows 100001",      "--rows many",
    "--latency=-5",      "--latency soon",     "--token ''",
    "--fault 'GET x y'", "--fault GET types lose", "--unknown",
    "more",              "--record /nowhere/at/all",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s %s 2>&1", program, lines[i]);
      g_autofree char *output = NULL;

      g_test_message ("%s", lines[i]);
      g_assert_cmpint (run_shell (line, &output), ==, 2);
      g_assert_true (g_str_has_prefix (output, "preamp-sandbox: "));
    }
}

static void
test_help (void)
{
  const char *const words[] = { "--port",  "--rows",  "--latency", "--record", "--fault",
                                "--token", "METHOD",  "lose",      "hang-up",  "endless",
                                "redirect=URL", "vanish=NAME", "/sandbox/faults" };
  g_autofree char *line = g_strdup_printf ("%s --help", program);
  g_autofree char *output = NULL;

  g_assert_cmpint (run_shell (line, &output), ==, 0);
  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_test_message ("%s", words[i]);
      g_assert_nonnull (strstr (output, words[i]));
    }
}

static const char *const quick[] = { "--rows", "60", "--latency", "0", "--token", TOKEN, NULL };
static const char *const never[] = { "--rows", "60", "--latency", "3600000", NULL };
static const char *const faulty[] = { "--rows", "60", "--latency", "0", "--token", TOKEN,
                                      "--fault", "GET types x1 status=500", NULL };

#define ADD(path, arguments, test) \
  g_test_add ("/sandbox/program/" path, Fixture, arguments, set_up, test, tear_down)

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
  program = argv[1];

  ADD ("curl/types", quick, test_types);
  ADD ("curl/integrations", quick, test_integrations);
  ADD ("curl/lists", quick, test_lists);
  ADD ("curl/migrate-and-reverse", quick, test_move);
  ADD ("curl/wrong-token", quick, test_wrong_token);
  ADD ("record/one-to-one", quick, test_record);
  ADD ("record/two-at-once", never, test_record_of_two_at_once);
  ADD ("faults-by-request", faulty, test_faults_by_request);
  ADD ("interrupted", quick, test_interrupted);
  ADD ("port-taken", quick, test_port_taken);
  g_test_add_func ("/sandbox/program/bad-options", test_bad_options);
  g_test_add_func ("/sandbox/program/help", test_help);

  return g_test_run ();
}
