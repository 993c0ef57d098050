/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-program.h"

#include <signal.h>
#include <string.h>

static GPtrArray *
read_record (Program *program)
{
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) texts = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (program->record, &text, NULL, &error);
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
test_record (Program      *program,
             gconstpointer unused)
{
  g_autofree char *id = program_dup_id (program, "Account Coverage");
  g_autofree char *lost_id = program_dup_id (program, "Orders – Current Year");
  g_autofree char *lost_line =
    program_fill_in (program, migrate_command, NULL, lost_id, WAREHOUSE_ID);
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) result = program_run_curl (program, migrate_command, NULL, id, WAREHOUSE_ID);
  g_autoptr (JsonNode) refused = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  g_assert_cmpint (run_shell (lost_line, &output), ==, 52);
  g_assert_cmpstr (output, ==, "");
  g_free (program->token);
  program->token = g_strdup ("wrong");
  refused = program_run_curl (program, reverse_command, NULL, id, NULL);

  lines = read_record (program);
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
test_record_of_two_at_once (Program      *program,
                            gconstpointer unused)
{
  g_autofree char *id = program_dup_id (program, "Account Coverage");
  g_autofree char *line = program_fill_in (program, migrate_command, NULL, id, WAREHOUSE_ID);
  g_autofree char *both = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  guint n_refused = 0;
  guint n_stopped = 0;

  /* The first that is answered is the one that was refused; only then the program is ended. */
  both = g_strdup_printf ("{ %s; kill -TERM %s; } & { %s; kill -TERM %s; } & wait", line,
                          g_subprocess_get_identifier (program->process), line,
                          g_subprocess_get_identifier (program->process));
  run_shell (both, &output);
  g_assert_true (g_subprocess_wait (program->process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (program->process), ==, 0);
  g_clear_object (&program->process);

  lines = read_record (program);
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

/* Who asks and does not wait: what was done is in the record all the same. */
static void
test_record_of_client_gone (Program      *program,
                            gconstpointer unused)
{
  g_autofree char *id = program_dup_id (program, "Account Coverage");
  g_autofree char *line = program_fill_in (program, migrate_command, NULL, id, WAREHOUSE_ID);
  g_autofree char *exec_line = g_strconcat ("exec ", line, NULL);
  g_autoptr (GSubprocess) curl = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *ended = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  gboolean migrated = FALSE;

  curl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "sh", "-c", exec_line, NULL);
  g_assert_no_error (error);
  while (!migrated)
    {
      g_autoptr (JsonNode) list =
        program_run_curl (program, candidates_command, NULL, NULL, WAREHOUSE_ID);

      migrated = json_object_get_boolean_member (find_row (list, "Account Coverage"), "migrated");
    }
  g_subprocess_force_exit (curl);
  g_assert_true (g_subprocess_wait (curl, NULL, NULL));

  while (ended == NULL)
    {
      g_clear_pointer (&lines, g_ptr_array_unref);
      lines = read_record (program);
      for (guint i = 0; i < lines->len; i++)
        {
          JsonObject *object = json_node_get_object (g_ptr_array_index (lines, i));

          if (g_str_equal (json_object_get_string_member (object, "event"), "ended"))
            ended = object;
        }
    }
  g_assert_cmpstr (json_object_get_string_member (ended, "did"), ==, "COMPLETE");
  g_assert_cmpstr (json_object_get_string_member (ended, "answer"), ==, "client gone");
}

static void
test_faults_by_request (Program      *program,
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
        program->token, program->address, steps[i].request);
      g_autofree char *output = NULL;

      g_test_message ("%s", line);
      g_assert_cmpint (run_shell (line, &output), ==, 0);
      g_assert_cmpstr (output, ==, steps[i].status);
    }

  without_token = g_strdup_printf (
    "curl -o /dev/null -w '%%{http_code}' %s/sandbox/faults -d 'GET types lose'",
    program->address);
  g_assert_cmpint (run_shell (without_token, &refused), ==, 0);
  g_assert_cmpstr (refused, ==, "401");

  /* What concerns the sandbox alone is not in the record. */
  lines = read_record (program);
  g_assert_cmpuint (lines->len, ==, 6);
}

static void
test_interrupted (Program      *program,
                  gconstpointer unused)
{
  g_subprocess_send_signal (program->process, SIGINT);
  g_assert_true (g_subprocess_wait (program->process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (program->process));
  g_assert_cmpint (g_subprocess_get_exit_status (program->process), ==, 0);
  g_clear_object (&program->process);
}

static void
test_port_taken (Program      *program,
                 gconstpointer unused)
{
  g_autoptr (GSubprocess) second = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;

  second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                             &error, program_path, "--port", strrchr (program->address, ':') + 1,
                             NULL);
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
      g_autofree char *line = g_strdup_printf ("%s %s 2>&1", program_path, lines[i]);
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
  g_autofree char *line = g_strdup_printf ("%s --help", program_path);
  g_autofree char *output = NULL;

  g_assert_cmpint (run_shell (line, &output), ==, 0);
  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_test_message ("%s", words[i]);
      g_assert_nonnull (strstr (output, words[i]));
    }
}

static const char *const quick[] = { "--rows", "60", "--latency", "0", "--token", TOKEN, NULL };
static const char *const late[] = { "--rows", "60", "--latency", "0", "--token", TOKEN,
                                    "--fault", "POST migrate x1 late=2000", NULL };
static const char *const never[] = { "--rows", "60", "--latency", "3600000", NULL };
static const char *const faulty[] = { "--rows", "60", "--latency", "0", "--token", TOKEN,
                                      "--fault", "GET types x1 status=500", NULL };

#define ADD(path, arguments, test) \
  g_test_add ("/sandbox/program/" path, Program, arguments, program_set_up, test, program_tear_down)

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

  ADD ("record/one-to-one", quick, test_record);
  ADD ("record/two-at-once", never, test_record_of_two_at_once);
  ADD ("record/client-gone", late, test_record_of_client_gone);
  ADD ("faults-by-request", faulty, test_faults_by_request);
  ADD ("interrupted", quick, test_interrupted);
  ADD ("port-taken", quick, test_port_taken);
  g_test_add_func ("/sandbox/program/bad-options", test_bad_options);
  g_test_add_func ("/sandbox/program/help", test_help);

  return g_test_run ();
}
