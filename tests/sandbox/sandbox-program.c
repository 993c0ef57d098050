/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-program.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

const char *program_path;

#define HEADERS \
  "  -H 'accept: application/json,*/*;q=0.8' \\\n" \
  "  -H 'accept-language: en-US,en;q=0.9' \\\n" \
  "  -H 'cache-control: max-age=0' \\\n" \
  "  -H 'X-DOMO-Developer-Token: {developer-token}'"

const char types_command[] =
  "curl 'https://{domo-domain}/api/query/migration/integrations/types' \\\n" HEADERS;

const char integrations_command[] =
  "curl 'https://{domo-domain}/api/query/migration/integrations/{integration-type}' \\\n" HEADERS;

const char candidates_command[] =
  "curl 'https://{domo-domain}/api/query/migration/candidates/federated/to/amplifier/integrations/"
  "{integration-id}' \\\n" HEADERS;

const char migrate_command[] =
  "curl 'https://{domo-domain}/api/query/migration/federated/to/amplifier/{datasource-id}/"
  "integrations/{integration-id}' \\\n"
  "  -X POST \\\n"
  "  -H 'content-type: application/json' \\\n" HEADERS;

const char migrated_command[] =
  "curl 'https://{domo-domain}/api/query/migration/candidates/amplifier/to/federated/integrations/"
  "{integration-id}' \\\n" HEADERS;

const char reverse_command[] =
  "curl 'https://{domo-domain}/api/query/migration/amplifier/to/federated/{datasource-id}' \\\n"
  "  -X POST \\\n"
  "  -H 'content-type: application/json' \\\n" HEADERS;

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
void
program_set_up (Program      *self,
                gconstpointer arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GDataInputStream) stream = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("preamp-sandbox-XXXXXX", &error);
  g_assert_no_error (error);
  self->record = g_build_filename (self->directory, "record", NULL);

  g_ptr_array_add (argv, (gpointer) program_path);
  g_ptr_array_add (argv, (gpointer) "--port");
  g_ptr_array_add (argv, (gpointer) "0");
  g_ptr_array_add (argv, (gpointer) "--record");
  g_ptr_array_add (argv, self->record);
  for (char **argument = (char **) arguments; *argument != NULL; argument++)
    g_ptr_array_add (argv, *argument);
  g_ptr_array_add (argv, NULL);

  self->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                     G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->address = read_line (stream);
  g_assert_true (g_str_has_prefix (self->address, "http://127.0.0.1:"));
  line = read_line (stream);
  g_assert_true (g_str_has_prefix (line, "token "));
  self->token = g_strdup (line + strlen ("token "));
  g_assert_cmpstr (self->token, !=, "");
}

void
program_tear_down (Program      *self,
                   gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  if (self->process != NULL)
    {
      g_subprocess_send_signal (self->process, SIGTERM);
      g_subprocess_wait (self->process, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_subprocess_get_if_exited (self->process));
      g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
      g_clear_object (&self->process);
    }
  g_unlink (self->record);
  g_rmdir (self->directory);
  g_free (self->record);
  g_free (self->directory);
  g_free (self->address);
  g_free (self->token);
}

/* Runs a line of shell, and gives its exit status. */
int
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

char *
program_fill_in (Program    *self,
                 const char *command,
                 const char *type,
                 const char *datasource,
                 const char *integration)
{
  g_autoptr (GString) line = g_string_new (command);

  g_string_replace (line, "https://{domo-domain}", self->address, 0);
  g_string_replace (line, "{developer-token}", self->token, 0);
  g_string_replace (line, "{integration-type}", type != NULL ? type : "", 0);
  g_string_replace (line, "{datasource-id}", datasource != NULL ? datasource : "", 0);
  g_string_replace (line, "{integration-id}", integration != NULL ? integration : "", 0);
  g_assert_null (strchr (line->str, '{'));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Runs one of the page's commands, only host, token and placeholders changed. */
JsonNode *
program_run_curl (Program    *self,
                  const char *command,
                  const char *type,
                  const char *datasource,
                  const char *integration)
{
  g_autofree char *line = program_fill_in (self, command, type, datasource, integration);
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

JsonObject *
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

char *
program_dup_id (Program    *self,
                const char *name)
{
  g_autoptr (JsonNode) list = program_run_curl (self, candidates_command, NULL, NULL, WAREHOUSE_ID);
  JsonObject *row = find_row (list, name);

  g_assert_nonnull (row);
  return g_strdup (json_object_get_string_member (row, "id"));
}
