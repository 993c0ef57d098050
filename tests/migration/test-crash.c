/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The runner is killed at every point of its work, at least five times each, and started again;
 * then at points and with faults of the server mixed by a seed. The server's own record is held
 * against the journal each time. */

#include "config.h"

#include "sandbox-run.h"
#include "sandbox/preamp-sandbox-server.h"

#include <signal.h>
#include <stdlib.h>

#define N_TIMES 5
#define AT_ONCE 2
#define N_MIXED 20

static const char *program;

static const char * const points[] = {
  "before-begin", "after-begin", "before-user", "after-user", "before-sent", "after-sent",
  "connecting", "starting", "wrote-headers", "got-headers", "in-body", "got-body",
  "before-outcome", "after-outcome", "before-repeat", "after-repeat", "before-end", "after-end",
  "again-before-sent", "again-after-sent", "again-before-outcome", "again-after-outcome",
};

typedef struct
{
  PreampSandboxServer *server;
  char *directory;
  char *record;
} Crash;

/* Returns: whether the program ended by itself, instead of being killed at the point. */
static gboolean
run_program (Crash      *crash,
             const char *point,
             guint       n)
{
  g_autofree char *times = g_strdup_printf ("%u", n);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program,
                              preamp_sandbox_server_get_address (crash->server),
                              preamp_sandbox_server_get_token (crash->server),
                              crash->directory, point, times, NULL);
  g_assert_no_error (error);

  g_subprocess_wait_async (process, NULL, take_result, &result);
  await_result (&result);
  g_assert_true (g_subprocess_wait_finish (process, result, &error));
  g_assert_no_error (error);

  if (g_subprocess_get_if_signaled (process))
    {
      g_assert_nonnull (point);
      g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
      return FALSE;
    }

  g_assert_true (g_subprocess_get_successful (process));

  return TRUE;
}

/* What the journal says about one request against what the server did. */
static void
assert_not_disproved (const PreampAttemptRecord *row,
                      const SeenPost            *post)
{
  switch (row->outcome)
    {
    case PREAMP_OUTCOME_COMPLETE:
      g_assert_cmpstr (post->did, ==, "COMPLETE");
      g_assert_cmpstr (post->toe, ==, row->toe);
      break;

    case PREAMP_OUTCOME_INCOMPLETE:
      g_assert_cmpstr (post->did, ==, "INCOMPLETE");
      g_assert_cmpstr (post->toe, ==, row->toe);
      break;

    case PREAMP_OUTCOME_ABORTED:
      g_assert_cmpstr (post->did, ==, "ABORTED");
      g_assert_cmpstr (post->toe, ==, row->toe);
      break;

    case PREAMP_OUTCOME_MOVED:
      g_assert_cmpstr (post->did, ==, "COMPLETE");
      break;

    case PREAMP_OUTCOME_REFUSED:
      g_assert_cmpstr (post->did, ==, "nothing");
      break;

    case PREAMP_OUTCOME_UNCONFIRMED:
      break;

    case PREAMP_OUTCOME_NONE:
    case PREAMP_OUTCOME_NOT_STARTED:
    case PREAMP_OUTCOME_NOT_SENT:
    case PREAMP_OUTCOME_UNKNOWN:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_resolved (PreampOutcome outcome)
{
  return outcome == PREAMP_OUTCOME_INCOMPLETE || outcome == PREAMP_OUTCOME_ABORTED ||
         outcome == PREAMP_OUTCOME_REFUSED || outcome == PREAMP_OUTCOME_NOT_SENT;
}

/* Takes the first request of a datasource out of the record. */
static SeenPost *
take_post (GPtrArray  *posts,
           const char *datasource_id)
{
  for (guint i = 0; i < posts->len; i++)
    {
      SeenPost *post = g_ptr_array_index (posts, i);

      if (g_str_equal (post->datasource_id, datasource_id))
        {
          g_ptr_array_remove_index (posts, i);
          return post;
        }
    }

  return NULL;
}

static void
assert_journal (Crash *crash,
                guint  most_unconfirmed)
{
  SandboxRun run = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_unconfirmed = 0;

  sandbox_run_open (&run, preamp_sandbox_server_get_address (crash->server),
                    preamp_sandbox_server_get_token (crash->server), crash->directory);
  rows = sandbox_run_list_rows (&run);
  sandbox_run_close (&run);

  all = sandbox_run_read_record (crash->record);
  posts = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (posts, all->pdata[i]);

  for (guint i = 0; i < rows->len; i++)
    {
      const PreampAttemptRecord *row = g_ptr_array_index (rows, i);
      const PreampAttemptRecord *before = g_hash_table_lookup (last, row->datasource_id);
      SeenPost *post;

      if (row->sent_at == 0)
        {
          g_assert_true (row->outcome == PREAMP_OUTCOME_NOT_STARTED || row->left_out != NULL);
          continue;
        }

      /* Nothing is sent twice in the dark. */
      g_assert_true (before == NULL || (is_resolved (before->outcome) &&
                                        row->previous_id == before->id));
      g_hash_table_insert (last, row->datasource_id, (gpointer) row);

      if (row->outcome == PREAMP_OUTCOME_NOT_SENT)
        continue;

      n_unconfirmed += row->outcome == PREAMP_OUTCOME_UNCONFIRMED;
      post = take_post (posts, row->datasource_id);
      g_assert_false (row->contradicted);
      if (post != NULL)
        assert_not_disproved (row, post);
      else
        g_assert_cmpint (row->outcome, ==, PREAMP_OUTCOME_UNCONFIRMED);
    }

  /* Every request that the server saw is in the journal. */
  g_assert_cmpuint (posts->len, ==, 0);
  g_assert_cmpuint (n_unconfirmed, <=, most_unconfirmed);
}

static void
crash_begin (Crash *crash)
{
  g_autoptr (GError) error = NULL;

  crash->directory = g_dir_make_tmp ("preamp-crash-XXXXXX", &error);
  g_assert_no_error (error);
  crash->record = g_build_filename (crash->directory, "record", NULL);
  crash->server = preamp_sandbox_server_new (28, 10);
  preamp_sandbox_server_set_record (crash->server, crash->record, &error);
  g_assert_no_error (error);
  preamp_sandbox_server_start (crash->server, 0, &error);
  g_assert_no_error (error);
}

static void
crash_end (Crash *crash)
{
  preamp_sandbox_server_stop (crash->server);
  g_clear_object (&crash->server);
  sandbox_run_remove (crash->directory);
  g_free (crash->record);
  g_free (crash->directory);
}

static void
add_fault (Crash      *crash,
           const char *fault)
{
  g_autoptr (GError) error = NULL;

  preamp_sandbox_server_add_fault (crash->server, fault, &error);
  g_assert_no_error (error);
}

static void
crash_once (const char *point,
            guint       n)
{
  Crash crash = { 0 };

  crash_begin (&crash);

  if (g_str_equal (point, "in-body"))
    {
      /* The Nth headers may not be the Nth request's: all of them are slow from there on. */
      g_autofree char *fault = g_strdup_printf ("POST migrate +%u x%u endless", n - 1, AT_ONCE);

      add_fault (&crash, fault);
    }
  else if (g_str_has_suffix (point, "repeat"))
    {
      g_autofree char *fault = g_strdup_printf ("POST migrate x%u status=401", 2 * N_TIMES);

      add_fault (&crash, fault);
    }

  g_assert_false (run_program (&crash, point, n));
  assert_journal (&crash, AT_ONCE);
  g_assert_true (run_program (&crash, NULL, 0));
  assert_journal (&crash, AT_ONCE);

  crash_end (&crash);
}

static void
test_crash (gconstpointer data)
{
  const char *point = data;

  /* There is one beginning and one end of a run, and a connection for each of those at once. */
  guint n_times = g_str_has_suffix (point, "begin") || g_str_has_suffix (point, "user") ||
                      g_str_has_suffix (point, "end")  ? 1
                  : g_str_equal (point, "connecting") ? AT_ONCE : N_TIMES;

  for (guint i = 0; i < N_TIMES; i++)
    crash_once (point, 1 + i % n_times);
}

/* Faults that do not lie: what the server did can be told by its lists. */
static const char * const faults[] = {
  "lose", "lose undone", "reset", "reset undone", "hang-up delay=50", "late=40", "delay=40",
  "status=504 html done", "status=502 html", "status=500", "status=500 error done", "status=408",
  "status=401", "status=404", "status=429 retry-after=0", "html", "empty", "cut", "cut-chunked",
  "cut-plain", "no-state", "no-toe", "redirect=http://127.0.0.1:1/x done", "gone=30",
};

static void
test_mixed (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  guint n_faults = (guint) g_rand_int_range (rand, 1, 7);
  guint n_crashes = (guint) g_rand_int_range (rand, 1, 4);
  Crash crash = { 0 };

  crash_begin (&crash);

  for (guint i = 0; i < n_faults; i++)
    {
      const char *words = faults[g_rand_int_range (rand, 0, G_N_ELEMENTS (faults))];
      g_autofree char *fault = g_strdup_printf ("POST migrate +%d x%d %s",
                                                g_rand_int_range (rand, 0, 8),
                                                g_rand_int_range (rand, 1, 3), words);

      g_test_message ("%s", fault);
      add_fault (&crash, fault);
    }

  for (guint i = 0; i < n_crashes; i++)
    {
      const char *point = points[g_rand_int_range (rand, 0, G_N_ELEMENTS (points))];
      guint n = (guint) g_rand_int_range (rand, 1, 2 * N_TIMES);

      g_test_message ("%s %u", point, n);
      run_program (&crash, point, n);
      assert_journal (&crash, G_MAXUINT);
    }

  g_assert_true (run_program (&crash, NULL, 0));
  assert_journal (&crash, G_MAXUINT);

  crash_end (&crash);
}

int
main (int   argc,
      char *argv[])
{
  guint first = 1;
  guint n = N_MIXED;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >=, 2);
  program = argv[1];

  /* Other seeds, and more of them, by hand. */
  if (argc > 3)
    {
      first = (guint) atoi (argv[2]);
      n = (guint) atoi (argv[3]);
    }

  for (size_t i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autofree char *path = g_strconcat ("/migration/crash/", points[i], NULL);

      g_test_add_data_func (path, points[i], test_crash);
    }

  for (guint seed = first; seed < first + n; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/migration/crash/mixed/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_mixed);
    }

  return g_test_run ();
}
