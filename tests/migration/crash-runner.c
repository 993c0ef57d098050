/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The shipped runner without a display, killed by itself at a named point:
 *
 *   crash-runner ADDRESS TOKEN DIRECTORY [POINT N]
 *
 * moves what can be moved of a few datasources, two at a time, and kills itself when it comes to a
 * point for the Nth time. Points: before-WHAT and after-WHAT a commit of the journal, WHAT being
 * begin, user, sent, outcome, repeat or end; connecting, starting, wrote-headers, got-headers,
 * in-body and got-body of a POST. With `again-` before a point each POST counts as written twice,
 * as where libsoup sends it once more because the server had not taken it. Without a point it says
 * `ended` when its run has ended and what an earlier one left unanswered was looked up.
 *
 * Nothing in the program is changed for this: SQLite tells of its commits, and GObject of
 * signals. */

#include "config.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sandbox-run.h"

static const char *point;
static int n_left; /* of the times it may be passed */
static gboolean sends_again;

static void
reach (const char *name)
{
  if (g_strcmp0 (name, point) == 0 && g_atomic_int_dec_and_test (&n_left))
    raise (SIGKILL);
}

/* The journal: what a transaction is about is told by its statements. */

static const struct
{
  const char *statement;
  const char *before;
  const char *after;
} commits[] = {
  { "INSERT INTO run ", "before-begin", "after-begin" },
  { "UPDATE run SET user_id ", "before-user", "after-user" },
  { "UPDATE attempt SET sent_at ", "before-sent", "after-sent" },
  { "UPDATE attempt SET set_aside = set_aside ", "before-outcome", "after-outcome" },
  { "UPDATE run SET ending ", "before-end", "after-end" },

  /* By itself, and not with what it belongs to. */
  { "INSERT INTO attempt ", "before-repeat", "after-repeat" },
};

#define REPEAT (G_N_ELEMENTS (commits) - 1)

static int commit = -1; /* in the journal's thread alone */

static int
trace_cb (unsigned int  event,
          void         *context,
          void         *statement,
          void         *extra)
{
  const char *sql = sqlite3_sql (statement);

  if (event == SQLITE_TRACE_STMT)
    {
      for (size_t i = 0; i < G_N_ELEMENTS (commits); i++)
        {
          if (g_str_has_prefix (sql, commits[i].statement) && (i != REPEAT || commit < 0))
            commit = (int) i;
        }
    }
  else if (g_str_has_prefix (sql, "COMMIT") && commit >= 0)
    {
      reach (commits[commit].after);
      commit = -1;
    }

  return 0;
}

static int
commit_cb (void *context)
{
  if (commit >= 0)
    reach (commits[commit].before);

  return 0;
}

static int
watch_database (sqlite3                         *db,
                char                           **error,
                const struct sqlite3_api_routines *api)
{
  sqlite3_trace_v2 (db, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, trace_cb, NULL);
  sqlite3_commit_hook (db, commit_cb, NULL);

  return SQLITE_OK;
}

/* The requests */

static gboolean
in_body_cb (gpointer user_data)
{
  raise (SIGKILL);

  return G_SOURCE_REMOVE;
}

/* All that anybody sees of a second sending. */
static void
send_again (SoupMessage *message)
{
  if (g_object_get_data (G_OBJECT (message), "sent-again") != NULL)
    return;

  g_object_set_data (G_OBJECT (message), "sent-again", message);
  g_signal_emit_by_name (message, "wrote-headers");
}

static gboolean
message_cb (GSignalInvocationHint *hint,
            guint                  n_values,
            const GValue          *values,
            gpointer               user_data)
{
  const char *name = user_data;

  if (soup_message_get_method (g_value_get_object (&values[0])) != SOUP_METHOD_POST)
    return TRUE;

  if (g_str_equal (name, "network-event"))
    {
      if (g_value_get_enum (&values[1]) == G_SOCKET_CLIENT_CONNECTING)
        reach ("connecting");
    }
  else
    {
      reach (name);
    }

  if (sends_again && g_str_equal (name, "wrote-headers"))
    send_again (g_value_get_object (&values[0]));

  /* The server sends the body of that answer so slowly that it does not end before. */
  if (g_str_equal (name, "got-headers") && g_strcmp0 (point, "in-body") == 0 &&
      g_atomic_int_dec_and_test (&n_left))
    g_timeout_add (100, in_body_cb, NULL);

  return TRUE;
}

static void
watch_messages (void)
{
  static const char * const names[] = {
    "network-event", "starting", "wrote-headers", "got-headers", "got-body",
  };

  g_type_class_ref (SOUP_TYPE_MESSAGE);
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_add_emission_hook (g_signal_lookup (names[i], SOUP_TYPE_MESSAGE), 0, message_cb,
                                (gpointer) names[i], NULL);
}

/* The run */

/* What is looked up at a start: what got no answer, and the answers that Domo's lists were not held
 * against. */
static GPtrArray *
list_unfinished (SandboxRun *self)
{
  PreampInstance *instance = preamp_connection_get_instance (self->connection);
  g_autoptr (GPtrArray) rows = sandbox_run_list_rows (self);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *unfinished;

  preamp_journal_list_looks_async (self->journal, preamp_instance_get_base_uri (instance), NULL,
                                   take_result, &result);
  await_result (&result);
  unfinished = preamp_journal_list_attempts_finish (self->journal, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < rows->len; i++)
    {
      const PreampAttemptRecord *row = g_ptr_array_index (rows, i);

      if (row->outcome == PREAMP_OUTCOME_UNCONFIRMED && !row->replaced)
        g_ptr_array_add (unfinished, preamp_attempt_record_copy (row));
    }

  return unfinished;
}

static void
look_up (SandboxRun *self)
{
  g_autoptr (GPtrArray) rows = list_unfinished (self);

  for (guint i = 0; i < rows->len; i++)
    {
      const PreampAttemptRecord *row = g_ptr_array_index (rows, i);
      PreampLook look;

      preamp_lookup_watch (self->lookup, row);
      preamp_lookup_check (self->lookup, row->id);
      await (!preamp_lookup_get_look (self->lookup, row->id, &look) ||
             (look.n_looks > 0 && !look.looking));
    }
}

static void
move_all (SandboxRun *self)
{
  const char * const names[] = {
    "Daily Sales by Store", "Invoice Lines", "Price List EMEA", "Revenue <b>& Margin</b>",
    "Account Coverage", "Returns and Refunds", "Vendor Master", "Channel Sales – Weekly", NULL,
  };
  g_autoptr (PreampPlan) plan = sandbox_run_plan (self, PREAMP_DIRECTION_MIGRATE, names);
  g_autoptr (PreampRun) run = NULL;

  if (g_list_model_get_n_items (preamp_plan_get_going (plan)) == 0)
    return;

  run = sandbox_run_start (self, plan, 2);
  while (!preamp_run_get_ended (run))
    {
      if (preamp_run_get_pause (run) != PREAMP_PAUSE_NONE)
        preamp_run_go_on (run);

      g_main_context_iteration (NULL, TRUE);
    }

  g_assert_no_error (preamp_run_get_error (run));
}

int
main (int   argc,
      char *argv[])
{
  SandboxRun self = { 0 };

  g_assert_cmpint (argc, >=, 4);
  if (argc > 5)
    {
      sends_again = g_str_has_prefix (argv[4], "again-");
      point = argv[4] + (sends_again ? strlen ("again-") : 0);
      n_left = atoi (argv[5]);
    }

  sqlite3_auto_extension ((void (*) (void)) watch_database);
  watch_messages ();

  sandbox_run_open (&self, argv[1], argv[2], argv[3]);
  look_up (&self);
  move_all (&self);
  look_up (&self);
  sandbox_run_close (&self);

  printf ("ended\n");

  return 0;
}
