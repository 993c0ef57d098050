/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sandbox"

#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "preamp-sandbox-fault.h"
#include "preamp-sandbox-server-private.h"

/* A tool for demonstrations and tests: its words are not translated, as the grammar of its faults
 * could not be. */

#define EXIT_USAGE 2

#define MAX_ROWS 100000

typedef struct
{
  int    port;
  int    n_rows;
  int    latency;
  char  *record;
  char **faults;
  char  *token;
} Options;

/* A word that is no option would be forgotten silently otherwise, and a fault that was not quoted
 * is many. */
static gboolean
parse_options (Options *options,
               int     *argc,
               char  ***argv,
               GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &options->port,
      "Listen on this port of 127.0.0.1; 0 for one that is free (the default)", "P" },
    { "rows", 'r', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &options->n_rows,
      "Candidates of the integration “Enterprise Warehouse” (300)", "N" },
    { "latency", 'l', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &options->latency,
      "About how long a migration takes, in milliseconds (2500)", "MS" },
    { "record", '\0', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options->record,
      "Append every request and what was done about it to a file", "FILE" },
    { "fault", '\0', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &options->faults,
      "Misbehave (can be given several times); see below", "SPEC" },
    { "token", '\0', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->token,
      "Accept this access token, for tests, instead of a random one", "TOKEN" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *description = NULL;

  description = g_strconcat ("More faults can be posted to /sandbox/faults with the token, one a "
                             "line; DELETE clears them.\n\n",
                             preamp_sandbox_fault_help, NULL);
  g_option_context_set_summary (context, "Answers as Domo does, about an instance that is made up. "
                                         "Nothing real is touched.");
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (*argc > 1)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, "Unknown argument “%s”",
                 (*argv)[1]);
  else if (options->port < 0 || options->port > G_MAXUINT16)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "The port has to be from 0 to 65535");
  else if (options->n_rows < 0 || options->n_rows > MAX_ROWS)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "The number of rows has to be from 0 to %d", MAX_ROWS);
  else if (options->latency < 0)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "The latency is less than 0");
  else if (options->token != NULL && options->token[0] == '\0')
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "The token is empty");
  else
    return TRUE;
  return FALSE;
}

static gboolean
set_up (PreampSandboxServer *server,
        const Options       *options,
        GError             **error)
{
  preamp_sandbox_server_set_takes_faults (server, TRUE);
  if (options->token != NULL)
    preamp_sandbox_server_set_token (server, options->token);
  for (guint i = 0; options->faults != NULL && options->faults[i] != NULL; i++)
    if (!preamp_sandbox_server_add_fault (server, options->faults[i], error))
      return FALSE;
  return options->record == NULL ||
         preamp_sandbox_server_set_record (server, options->record, error);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
run (const Options *options,
     GError       **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (PreampSandboxServer) server = NULL;

  server = preamp_sandbox_server_new ((guint) options->n_rows, (guint) options->latency);
  if (!set_up (server, options, error))
    return EXIT_USAGE;
  if (!preamp_sandbox_server_start (server, (guint16) options->port, error))
    return EXIT_FAILURE;

  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  printf ("%s\ntoken %s\n", preamp_sandbox_server_get_address (server),
          preamp_sandbox_server_get_token (server));
  fflush (stdout);
  g_main_loop_run (loop);
  preamp_sandbox_server_stop (server);
  return EXIT_SUCCESS;
}

int
main (int    argc,
      char **argv)
{
  Options options = { .n_rows = 300, .latency = 2500 };
  g_autoptr (GError) error = NULL;
  int status = EXIT_USAGE;

  setlocale (LC_ALL, "");
  if (parse_options (&options, &argc, &argv, &error))
    status = run (&options, &error);
  if (error != NULL)
    fprintf (stderr, "preamp-sandbox: %s\n", error->message);

  g_free (options.record);
  g_strfreev (options.faults);
  g_free (options.token);
  return status;
}
