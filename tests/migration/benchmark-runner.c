/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the runner adds to a migration: the shipped runner, with its journal on the disk that
 * DIRECTORY is on, beside a bare libsoup loop that sends the same requests, as many at once, to a
 * server that takes 50 ms for each. Both take turns in one process. The journal's writes, one sent
 * mark and one outcome a migration, each durable and none of them batched, are counted in, and what
 * they cost is printed beside. */

#include "config.h"

#include "sandbox-run.h"
#include "sandbox/preamp-sandbox-server.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <unistd.h>

#define AT_ONCE 2
#define N_MIGRATIONS 200
#define N_ROUNDS 3

static guint n_commits;    /* both written in the journal's thread, and read after the run */
static gint64 commit_time; /* nanoseconds */

static int
trace_cb (unsigned int  event,
          void         *context,
          void         *statement,
          void         *nanoseconds)
{
  if (g_str_has_prefix (sqlite3_sql (statement), "COMMIT"))
    {
      n_commits++;
      commit_time += *(sqlite3_int64 *) nanoseconds;
    }

  return 0;
}

static int
watch_database (sqlite3                           *db,
                char                             **error,
                const struct sqlite3_api_routines *api)
{
  sqlite3_trace_v2 (db, SQLITE_TRACE_PROFILE, trace_cb, NULL);

  return SQLITE_OK;
}

static PreampSandboxServer *
start_server (void)
{
  PreampSandboxServer *server = preamp_sandbox_server_new (1000, 0);
  g_autoptr (GError) error = NULL;

  preamp_sandbox_server_add_fault (server, "POST migrate delay=50 state=COMPLETE", &error);
  g_assert_no_error (error);
  preamp_sandbox_server_start (server, 0, &error);
  g_assert_no_error (error);

  return server;
}

/* The bare loop */

typedef struct
{
  PreampSandboxServer *server;
  SoupSession *session;
  GPtrArray *ids;
  guint n_sent;
  guint n_answered;
} Bare;

static void send_next (Bare *bare);

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Bare *bare = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bytes = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
  bare->n_answered++;
  send_next (bare);
}

static void
send_next (Bare *bare)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *uri = NULL;
  SoupMessageHeaders *headers;

  if (bare->n_sent == bare->ids->len)
    return;

  uri = g_strdup_printf ("%s/api/query/migration/federated/to/amplifier/%s/integrations/%s",
                         preamp_sandbox_server_get_address (bare->server),
                         (char *) bare->ids->pdata[bare->n_sent++], WAREHOUSE_ID);
  message = soup_message_new (SOUP_METHOD_POST, uri);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_append (headers, "Accept", "application/json");
  soup_message_headers_append (headers, "X-DOMO-Developer-Token",
                               preamp_sandbox_server_get_token (bare->server));
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  soup_session_send_and_read_async (bare->session, message, G_PRIORITY_DEFAULT, NULL,
                                    answer_cb, bare);
}

static gint64
run_bare (GPtrArray *ids)
{
  Bare bare = { .ids = ids };
  gint64 began;
  gint64 duration;

  bare.server = start_server ();
  bare.session = soup_session_new ();
  began = g_get_monotonic_time ();
  for (guint i = 0; i < AT_ONCE; i++)
    send_next (&bare);
  await (bare.n_answered == ids->len);
  duration = g_get_monotonic_time () - began;

  g_clear_object (&bare.session);
  preamp_sandbox_server_stop (bare.server);
  g_clear_object (&bare.server);

  return duration;
}

/* The runner */

static PreampPlan *
plan_migrations (SandboxRun *self)
{
  g_autoptr (GPtrArray) listed = sandbox_run_list (self, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampPlan *plan;

  for (guint i = 0; i < listed->len && candidates->len < N_MIGRATIONS; i++)
    {
      PreampCandidate *candidate = g_ptr_array_index (listed, i);

      if (preamp_candidate_get_migrated (candidate) || preamp_candidate_get_collision (candidate) ||
          g_str_has_prefix (preamp_candidate_get_name (candidate), "Store Directory") ||
          g_str_has_prefix (preamp_candidate_get_name (candidate), "Orders "))
        continue;

      g_ptr_array_add (candidates, candidate);
    }

  plan = preamp_plan_new (self->connection, self->integration, PREAMP_DIRECTION_MIGRATE,
                          candidates);
  preamp_plan_check_async (plan, self->journal, NULL, take_result, &result);
  await_result (&result);
  preamp_plan_check_finish (plan, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, N_MIGRATIONS);

  return plan;
}

static gint64
run_runner (const char *parent,
            GPtrArray  *ids)
{
  SandboxRun self = { 0 };
  g_autofree char *directory = g_build_filename (parent, "preamp-benchmark-XXXXXX", NULL);
  g_autoptr (PreampSandboxServer) server = start_server ();
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) run = NULL;
  gint64 began;
  gint64 duration;

  g_assert_nonnull (g_mkdtemp (directory));
  sandbox_run_open (&self, preamp_sandbox_server_get_address (server),
                    preamp_sandbox_server_get_token (server), directory);
  plan = plan_migrations (&self);

  n_commits = 0;
  commit_time = 0;
  began = g_get_monotonic_time ();
  run = sandbox_run_start (&self, plan, AT_ONCE);
  await (preamp_run_get_ended (run));
  duration = g_get_monotonic_time () - began;
  g_assert_no_error (preamp_run_get_error (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, N_MIGRATIONS);

  g_ptr_array_set_size (ids, 0);
  for (guint i = 0; i < N_MIGRATIONS; i++)
    {
      g_autoptr (PreampAttempt) attempt =
        g_list_model_get_item (preamp_run_get_attempts (run), i);

      g_ptr_array_add (ids, g_strdup (preamp_attempt_get_record (attempt)->datasource_id));
    }

  sandbox_run_close (&self);
  preamp_sandbox_server_stop (server);
  sandbox_run_remove (directory);

  return duration;
}

/* What a durable write of a page costs on the disk, in milliseconds. */
static double
measure_disk (const char *parent)
{
  static const char page[4096];
  g_autofree char *path = g_build_filename (parent, "preamp-benchmark-page", NULL);
  const guint n = 100;
  int fd = g_open (path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  gint64 began = g_get_monotonic_time ();
  double each;

  g_assert_cmpint (fd, >=, 0);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (write (fd, page, sizeof page), ==, sizeof page);
      g_assert_cmpint (fdatasync (fd), ==, 0);
    }
  each = (double) (g_get_monotonic_time () - began) / 1000. / n;

  g_close (fd, NULL);
  g_unlink (path);

  return each;
}

static double
per_migration (gint64 duration)
{
  return (double) duration / 1000. / N_MIGRATIONS;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gint64 bare = 0;
  gint64 runner = 0;

  g_assert_cmpint (argc, ==, 2);
  sqlite3_auto_extension ((void (*) (void)) watch_database);

  g_print ("the disk: %.2f ms for a page that is durable\n", measure_disk (argv[1]));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 mine = run_runner (argv[1], ids);
      gint64 other = run_bare (ids);

      g_print ("round %u: bare loop %.2f ms a migration, runner %.2f ms, ratio %.3f; "
               "%u commits of %.2f ms, without them %.3f\n",
               i + 1, per_migration (other), per_migration (mine), (double) mine / (double) other,
               n_commits, (double) commit_time / 1e6 / n_commits,
               ((double) mine - (double) commit_time / 1e3 / AT_ONCE) / (double) other);
      runner += mine;
      bare += other;
    }

  g_print ("%u migrations a round, %u at once, 50 ms each at the server: ratio %.3f (aim: 1.05)\n",
           N_MIGRATIONS, AT_ONCE, (double) runner / (double) bare);

  return 0;
}
