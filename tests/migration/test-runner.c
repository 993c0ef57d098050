/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "migration/preamp-runner.h"

#define INTEGRATION "31e0307a-cb31-4018-b824-eb04b15827e1"
#define N_CANDIDATES 6

/* A server that lists N_CANDIDATES candidates, “d0” to “d5”, and lets a test answer the POSTs. */
typedef struct
{
  SoupServer *server;
  char *directory;
  PreampJournal *journal;
  PreampConnection *connection;
  PreampIntegration *integration;
  PreampRunner *runner;

  GPtrArray *held;          /* SoupServerMessage, POSTs not answered yet */
  GPtrArray *posted;        /* datasource ids, in the order they came */
  guint n_at_once;          /* the most that were open at a time */
} Fixture;

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
list_candidates (SoupServerMessage *message)
{
  g_autoptr (GString) body = g_string_new ("[");

  for (guint i = 0; i < N_CANDIDATES; i++)
    g_string_append_printf (body, "%s{\"id\":\"d%u\",\"name\":\"Datasource %u\",\"type\":\"x\","
                                  "\"catalogName\":\"C\",\"schemaName\":\"S\",\"tableName\":\"T%u\","
                                  "\"collision\":false,\"migrated\":false}",
                            i > 0 ? "," : "", i, i, i);

  g_string_append_c (body, ']');
  answer (message, 200, "application/json", body->str);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;

  if (soup_server_message_get_method (message) == SOUP_METHOD_POST)
    {
      g_auto (GStrv) parts = g_strsplit (path, "/", -1);

      g_ptr_array_add (fixture->posted, g_strdup (parts[7]));
      g_ptr_array_add (fixture->held, g_object_ref (message));
      fixture->n_at_once = MAX (fixture->n_at_once, fixture->held->len);
      soup_server_message_pause (message);
    }
  else if (g_str_has_prefix (path, "/api/query/migration/candidates/federated/"))
    {
      list_candidates (message);
    }
  else
    {
      answer (message, 200, "application/json", "[]");
    }
}

static void
release (Fixture    *fixture,
         guint       status,
         const char *type,
         const char *body)
{
  g_autoptr (SoupServerMessage) message = g_object_ref (fixture->held->pdata[0]);

  g_ptr_array_remove_index (fixture->held, 0);
  answer (message, status, type, body);
  soup_server_message_unpause (message);
}

static void
release_state (Fixture    *fixture,
               const char *state)
{
  g_autofree char *body =
    g_strdup_printf ("{\"toe\":\"UCIIAGMUEF-G4XS4-9G8UP\",\"state\":\"%s\"}", state);

  release (fixture, 200, "application/json", body);
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **where = user_data;

  *where = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **where)
{
  while (*where == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *where;
}

#define AWAIT(condition) \
  while (!(condition)) \
    g_main_context_iteration (NULL, TRUE)

static void
open_journal (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, "journal.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_open_async (path, NULL, result_cb, &result);
  fixture->journal = preamp_journal_open_finish (await (&result), &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_run (Fixture *fixture,
          gint64   run_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  preamp_journal_list_run_async (fixture->journal, run_id, NULL, result_cb, &result);
  records = preamp_journal_list_attempts_finish (fixture->journal, await (&result), &error);
  g_assert_no_error (error);

  return records;
}

static PreampPlan *
check_plan (Fixture *fixture,
            guint    n)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampPlan *plan;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);

      g_ptr_array_add (candidates,
                       preamp_candidate_new (&(const PreampCandidateFields) { .id = id }));
    }

  plan = preamp_plan_new (fixture->connection, fixture->integration, PREAMP_DIRECTION_MIGRATE,
                          candidates);
  preamp_plan_check_async (plan, fixture->journal, NULL, result_cb, &result);
  preamp_plan_check_finish (plan, await (&result), &error);
  g_assert_no_error (error);

  return plan;
}

static PreampRun *
start_run (Fixture *fixture,
           guint    n,
           guint    at_once)
{
  g_autoptr (PreampPlan) plan = check_plan (fixture, n);
  PreampRun *run;

  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, n);

  run = preamp_run_new (plan, at_once);
  preamp_runner_add (fixture->runner, run);

  return run;
}

static PreampAttempt *
find (PreampRun  *run,
      const char *datasource_id)
{
  PreampAttempt *attempt = preamp_run_find_attempt (run, datasource_id);

  g_assert_nonnull (attempt);

  return attempt;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampInstance) instance = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  g_autofree char *base_uri = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->posted = g_ptr_array_new_with_free_func (g_free);

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  base_uri = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  fixture->directory = g_dir_make_tmp ("preamp-runner-XXXXXX", &error);
  g_assert_no_error (error);
  open_journal (fixture);

  address = preamp_instance_address_parse (base_uri, &error);
  g_assert_no_error (error);
  instance = preamp_instance_new (address, NULL);
  client = preamp_domo_client_new (base_uri, "token");
  fixture->connection = preamp_connection_new (instance, client);
  fixture->integration = preamp_integration_new (INTEGRATION, "Warehouse", "SNOWFLAKE", "OAUTH");
  fixture->runner = preamp_runner_new (fixture->connection, fixture->journal);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer runner = fixture->runner;

  g_object_add_weak_pointer (G_OBJECT (fixture->runner), &runner);
  g_object_unref (fixture->runner);
  AWAIT (runner == NULL);

  g_clear_object (&fixture->connection);
  g_clear_object (&fixture->integration);
  preamp_journal_close (fixture->journal);
  g_clear_object (&fixture->journal);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->held, g_ptr_array_unref);
  g_clear_pointer (&fixture->posted, g_ptr_array_unref);

  {
    const char * const names[] = { "journal.db", "journal.db-wal", "journal.db-shm" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *path = g_build_filename (fixture->directory, names[i], NULL);

        g_unlink (path);
      }
  }

  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
}

static void
test_outcomes (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const states[] = { "COMPLETE", "ABORTED", "INCOMPLETE", "PARKED" };
  static const PreampOutcome outcomes[] = {
    PREAMP_OUTCOME_COMPLETE, PREAMP_OUTCOME_ABORTED, PREAMP_OUTCOME_INCOMPLETE,
    PREAMP_OUTCOME_UNKNOWN, PREAMP_OUTCOME_REFUSED, PREAMP_OUTCOME_UNCONFIRMED,
  };
  g_autoptr (PreampRun) run = start_run (fixture, 6, 1);
  g_autoptr (GPtrArray) records = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      AWAIT (fixture->held->len == 1);
      g_assert_cmpuint (preamp_run_get_n_moving (run), ==, 1);

      if (i < G_N_ELEMENTS (states))
        release_state (fixture, states[i]);
      else if (i == 4)
        release (fixture, 404, "application/json",
                 "{\"status\":404,\"message\":\"No such datasource\",\"toe\":\"AAAAAAAAAA-BBBBB-CCCCC\"}");
      else
        release (fixture, 504, "text/html", "<html><body>Gateway Time-out</body></html>");
    }

  AWAIT (preamp_run_get_ended (run));

  g_assert_no_error (preamp_run_get_error (run));
  g_assert_cmpuint (preamp_run_get_n_ended (run), ==, 6);
  g_assert_cmpuint (preamp_run_get_n_waiting (run), ==, 0);
  g_assert_cmpuint (fixture->posted->len, ==, 6);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 1);
  g_assert_null (preamp_runner_get_current (fixture->runner));

  records = list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpuint (records->len, ==, 6);

  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);
      g_autofree char *id = g_strdup_printf ("d%u", i);
      PreampAttempt *attempt = find (run, id);

      g_assert_cmpstr (record->datasource_id, ==, id);
      g_assert_cmpint (record->outcome, ==, outcomes[i]);
      g_assert_cmpint (preamp_attempt_get_outcome (attempt), ==, outcomes[i]);
      g_assert_true (preamp_attempt_get_saved (attempt));
      g_assert_cmpint (record->id, ==, preamp_attempt_get_record (attempt)->id);
      g_assert_cmpint (record->sent_at, >, 0);
      g_assert_cmpint (record->answered_at, >=, record->sent_at);
      g_assert_cmpint (record->duration, >, 0);
      g_assert_cmpuint (record->n_sent, ==, 1);
      g_assert_cmpint (record->listed, ==, PREAMP_LISTED_CANDIDATES);
    }

  g_assert_cmpstr (((PreampAttemptRecord *) records->pdata[4])->error_message, ==, "No such datasource");
  g_assert_cmpstr (((PreampAttemptRecord *) records->pdata[4])->toe, ==, "AAAAAAAAAA-BBBBB-CCCCC");
}

/* The request is held in the server while the journal is asked: what it then has is what it had
 * when the request left. */
static void
test_sent_mark_is_written_ahead (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture, 2, 1);
  g_autoptr (GPtrArray) records = NULL;
  const PreampAttemptRecord *first;
  const PreampAttemptRecord *second;

  AWAIT (fixture->held->len == 1);

  records = list_run (fixture, preamp_run_get_record (run)->id);
  first = g_ptr_array_index (records, 0);
  second = g_ptr_array_index (records, 1);
  g_assert_cmpint (first->sent_at, >, 0);
  g_assert_cmpint (first->outcome, ==, PREAMP_OUTCOME_NONE);
  g_assert_true (first->clock_known);
  g_assert_cmpint (second->sent_at, ==, 0);
  g_assert_cmpint (preamp_attempt_get_phase (find (run, "d0")), ==, PREAMP_ATTEMPT_PHASE_MOVING);
  g_assert_cmpint (preamp_attempt_get_phase (find (run, "d1")), ==, PREAMP_ATTEMPT_PHASE_WAITING);

  release_state (fixture, "COMPLETE");
  AWAIT (fixture->held->len == 1);
  release_state (fixture, "COMPLETE");
  AWAIT (preamp_run_get_ended (run));
}

static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture, 6, 3);

  while (!preamp_run_get_ended (run))
    {
      if (fixture->held->len == 3 ||
          (fixture->held->len > 0 && preamp_run_get_n_waiting (run) == 0))
        release_state (fixture, "COMPLETE");

      g_main_context_iteration (NULL, fixture->held->len < 3);
    }

  g_assert_cmpuint (fixture->n_at_once, ==, 3);
  g_assert_cmpuint (fixture->posted->len, ==, 6);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 6);
}

static void
test_stop_after_those_in_flight (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture, 6, 2);
  g_autoptr (GPtrArray) records = NULL;

  AWAIT (fixture->held->len == 2);
  preamp_run_stop (run);
  g_assert_false (preamp_run_get_ended (run));
  release_state (fixture, "COMPLETE");
  release_state (fixture, "INCOMPLETE");
  AWAIT (preamp_run_get_ended (run));

  g_assert_cmpuint (fixture->posted->len, ==, 2);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 4);
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_STOPPED);

  records = list_run (fixture, preamp_run_get_record (run)->id);
  for (guint i = 2; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      g_assert_cmpint (record->outcome, ==, PREAMP_OUTCOME_NOT_STARTED);
      g_assert_cmpint (record->sent_at, ==, 0);
    }
}

static void
test_runs_of_an_instance_queue (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = check_plan (fixture, 1);
  g_autoptr (PreampRun) first = preamp_run_new (plan, 2);
  g_autoptr (PreampRun) second = preamp_run_new (plan, 2);

  preamp_runner_add (fixture->runner, first);
  preamp_runner_add (fixture->runner, second);
  AWAIT (fixture->held->len == 1);
  g_assert_true (preamp_runner_get_current (fixture->runner) == first);
  release_state (fixture, "COMPLETE");
  AWAIT (preamp_run_get_ended (first));
  g_assert_true (preamp_runner_get_current (fixture->runner) == second);
  AWAIT (fixture->held->len == 1);
  release_state (fixture, "ABORTED");
  AWAIT (preamp_run_get_ended (second));
  g_assert_null (preamp_runner_get_current (fixture->runner));
}

static void
test_unconfirmed_is_closed (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (PreampPlan) early_plan = check_plan (fixture, 1);
  g_autoptr (PreampRun) run = start_run (fixture, 1, 1);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) row = NULL;
  g_autoptr (PreampRun) again = NULL;
  PreampAttempt *attempt;

  AWAIT (fixture->held->len == 1);
  release (fixture, 502, "text/html", "<html></html>");
  AWAIT (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED), ==, 1);

  plan = check_plan (fixture, 1);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, 0);
  row = g_list_model_get_item (preamp_plan_get_left_out (plan), 0);
  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, PREAMP_VERDICT_CLOSED);

  /* A plan that was checked before does not get past the journal either. */
  again = preamp_run_new (early_plan, 1);
  preamp_runner_add (fixture->runner, again);
  AWAIT (preamp_run_get_ended (again));

  attempt = find (again, "d0");
  g_assert_cmpint (preamp_attempt_get_outcome (attempt), ==, PREAMP_OUTCOME_NOT_SENT);
  g_assert_nonnull (preamp_attempt_get_record (attempt)->failure);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
}

static void
test_waiting_is_in_a_run (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture, 2, 1);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlanRow) moving = NULL;
  g_autoptr (PreampPlanRow) waiting = NULL;

  AWAIT (fixture->held->len == 1);

  plan = check_plan (fixture, 2);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_left_out (plan)), ==, 2);
  moving = g_list_model_get_item (preamp_plan_get_left_out (plan), 0);
  waiting = g_list_model_get_item (preamp_plan_get_left_out (plan), 1);
  g_assert_cmpint (preamp_plan_row_get_verdict (moving), ==, PREAMP_VERDICT_CLOSED);
  g_assert_cmpint (preamp_plan_row_get_verdict (waiting), ==, PREAMP_VERDICT_IN_A_RUN);

  preamp_run_stop (run);
  release_state (fixture, "COMPLETE");
  AWAIT (preamp_run_get_ended (run));
}

static void
test_unwritable_journal_sends_nothing (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = check_plan (fixture, 2);
  g_autoptr (PreampRun) run = preamp_run_new (plan, 2);

  preamp_journal_close (fixture->journal);
  preamp_runner_add (fixture->runner, run);
  AWAIT (preamp_run_get_ended (run));

  g_assert_error (preamp_run_get_error (run), PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
  g_assert_cmpuint (fixture->posted->len, ==, 0);
}

static void
test_unsaved_outcome_is_shown_and_starts_nothing (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture, 3, 1);
  PreampAttempt *attempt = find (run, "d0");

  AWAIT (fixture->held->len == 1);
  preamp_journal_close (fixture->journal);
  release_state (fixture, "INCOMPLETE");
  AWAIT (preamp_attempt_get_phase (attempt) == PREAMP_ATTEMPT_PHASE_ENDED);

  g_assert_cmpint (preamp_attempt_get_outcome (attempt), ==, PREAMP_OUTCOME_INCOMPLETE);
  g_assert_cmpstr (preamp_attempt_get_record (attempt)->toe, ==, "UCIIAGMUEF-G4XS4-9G8UP");
  g_assert_false (preamp_attempt_get_saved (attempt));
  g_assert_nonnull (preamp_run_get_error (run));
  g_assert_false (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_get_n_waiting (run), ==, 2);

  preamp_run_stop (run);
  AWAIT (preamp_run_get_ended (run));
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 2);
}

#define ADD(path, function) \
  g_test_add ("/migration/runner/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("outcomes", test_outcomes);
  ADD ("sent-mark-is-written-ahead", test_sent_mark_is_written_ahead);
  ADD ("at-once", test_at_once);
  ADD ("stop-after-those-in-flight", test_stop_after_those_in_flight);
  ADD ("runs-of-an-instance-queue", test_runs_of_an_instance_queue);
  ADD ("unconfirmed-is-closed", test_unconfirmed_is_closed);
  ADD ("waiting-is-in-a-run", test_waiting_is_in_a_run);
  ADD ("unwritable-journal-sends-nothing", test_unwritable_journal_sends_nothing);
  ADD ("unsaved-outcome-is-shown-and-starts-nothing",
       test_unsaved_outcome_is_shown_and_starts_nothing);

  return g_test_run ();
}
