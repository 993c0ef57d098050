/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run-fixture.h"

static void
release_status (RunFixture *fixture,
                guint       status)
{
  run_fixture_release (fixture, status, "application/json", "{\"message\":\"No\"}");
}

static void
test_pause_and_go_on (RunFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 4, 1);

  await (fixture->held->len == 1);
  preamp_run_pause (run);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_n_ended (run) == 1);

  /* What the journal is asked now comes after all that was asked before. */
  g_ptr_array_unref (run_fixture_list_run (fixture, preamp_run_get_record (run)->id));
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  g_assert_cmpuint (preamp_run_get_n_moving (run), ==, 0);
  g_assert_false (preamp_run_get_ended (run));

  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (fixture->posted->len, ==, 4);
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_FINISHED);
}

static void
test_at_once_can_be_changed (RunFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 6, 1);

  await (fixture->held->len == 1);
  preamp_run_set_at_once (run, 3);
  await (fixture->held->len == 3);
  preamp_run_set_at_once (run, 1);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_n_ended (run) == 1);
  g_assert_cmpuint (preamp_run_get_n_moving (run), ==, 2);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (fixture->n_at_once, ==, 3);
}

/* The names of those that were sent, in the order of their sending. */
static char *
dup_culprits (PreampRun *run,
              GPtrArray *posted)
{
  g_autoptr (GString) names = g_string_new ("It is about ");

  for (guint i = 0; i < posted->len; i++)
    {
      PreampAttempt *attempt = preamp_run_find_attempt (run, g_ptr_array_index (posted, i));

      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                              preamp_attempt_get_name (attempt));
    }

  return g_strdup_printf ("%s.", names->str);
}

static void
test_halts_after_failures_in_a_row (RunFixture    *fixture,
                                    gconstpointer  data)
{
  const PreampPaceLimits limits = { .in_a_row = 2, .incomplete = 5 };
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 5, 1);
  g_autofree char *sentence = NULL;
  g_autofree char *expected = NULL;

  preamp_run_set_limits (run, &limits);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "ABORTED");
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "ABORTED");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_IN_A_ROW);
  g_assert_cmpuint (fixture->posted->len, ==, 2);
  sentence = preamp_run_dup_pause_sentence (run);
  expected = dup_culprits (run, fixture->posted);
  g_assert_true (g_str_has_prefix (sentence, expected));

  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_HALTED);
  g_assert_nonnull (preamp_run_get_record (run)->reason);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 3);
}

/* A run that waits for something else does not go on by itself when that has come. */
/* The last ones fail: all have had their turn. */
static void
test_halt_with_nothing_left_is_an_end (RunFixture    *fixture,
                                       gconstpointer  data)
{
  const PreampPaceLimits limits = { .in_a_row = 2, .incomplete = 5 };
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);

  preamp_run_set_limits (run, &limits);
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "ABORTED");
  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "ABORTED");
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_FINISHED);
}

static void
test_halts_while_it_is_paused (RunFixture    *fixture,
                               gconstpointer  data)
{
  const PreampPaceLimits limits = { .in_a_row = 2, .incomplete = 5 };
  PreampDomoClient *client = preamp_connection_get_client (fixture->connection);
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 6, 3);

  preamp_run_set_limits (run, &limits);
  await (fixture->held->len == 3);
  release_status (fixture, 401);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN);
  run_fixture_release_state (fixture, "ABORTED");
  run_fixture_release_state (fixture, "ABORTED");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_IN_A_ROW &&
         preamp_run_get_n_waiting (run) == 4);

  preamp_domo_client_set_token (client, "another");
  await (preamp_run_get_n_moving (run) == 0);
  g_ptr_array_unref (run_fixture_list_run (fixture, preamp_run_get_record (run)->id));
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_IN_A_ROW);
  g_assert_cmpuint (fixture->posted->len, ==, 3);

  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 4);
}

static void
test_web_page_halts_at_once (RunFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 3, 1);
  g_autofree char *sentence = NULL;
  g_autofree char *expected = NULL;

  await (fixture->held->len == 1);
  run_fixture_release (fixture, 504, "text/html", "<html><body>Gateway</body></html>");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_WEB_PAGE);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  sentence = preamp_run_dup_pause_sentence (run);
  expected = dup_culprits (run, fixture->posted);
  g_assert_true (g_str_has_prefix (sentence, expected));

  preamp_run_go_on (run);
  await (fixture->held->len == 1);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED), ==, 1);
}

static void
test_redirect_halts_at_once (RunFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 3, 1);
  SoupServerMessage *message;

  await (fixture->held->len == 1);
  message = fixture->held->pdata[0];
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Location", "http://127.0.0.1:1/");
  run_fixture_release (fixture, 302, "application/json", "{}");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_WEB_PAGE);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED), ==, 1);
  g_assert_cmpuint (fixture->posted->len, ==, 1);

  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
}

/* Each sending is a row of its own, linked to the one before. */
static void
test_token_refused_in_the_middle (RunFixture    *fixture,
                                  gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);
  g_autoptr (GPtrArray) records = NULL;
  const PreampAttemptRecord *first;
  const PreampAttemptRecord *again;

  await (fixture->held->len == 1);
  release_status (fixture, 401);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN && preamp_run_get_n_waiting (run) == 2);
  g_assert_cmpuint (fixture->posted->len, ==, 1);

  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  g_assert_cmpuint (preamp_run_get_n_attempts (run), ==, 2);

  records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_assert_cmpuint (records->len, ==, 3);
  first = records->pdata[0];
  again = records->pdata[2];
  g_assert_cmpstr (again->datasource_id, ==, first->datasource_id);
  g_assert_cmpint (first->outcome, ==, PREAMP_OUTCOME_REFUSED);
  g_assert_cmpuint (first->http_status, ==, 401);
  g_assert_cmpint (again->previous_id, ==, first->id);
  g_assert_cmpint (again->outcome, ==, PREAMP_OUTCOME_COMPLETE);
  g_assert_null (again->error_message);
}

static void
test_rate_limit_waits_and_sends_again (RunFixture    *fixture,
                                       gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 2);
  SoupServerMessage *message;

  await (fixture->held->len == 2);
  message = fixture->held->pdata[0];
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Retry-After", "1");
  release_status (fixture, 429);
  await (preamp_run_get_wait_until (run) != 0 && preamp_run_get_n_waiting (run) == 1);
  g_assert_cmpuint (preamp_run_get_at_once (run), ==, 1);

  run_fixture_release_state (fixture, "COMPLETE");
  await (fixture->held->len == 1);
  g_assert_cmpint (preamp_run_get_wait_until (run), ==, 0);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (fixture->posted->len, ==, 3);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
}

/* A run of many at once goes on by itself after a single wait. */
static void
test_rate_limit_of_several_at_once (RunFixture    *fixture,
                                    gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 6, 6);

  await (fixture->held->len == 6);
  while (fixture->held->len > 0)
    {
      SoupServerMessage *message = fixture->held->pdata[0];

      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Retry-After", "1");
      release_status (fixture, 429);
    }

  await (preamp_run_get_n_waiting (run) == 6);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_NONE);
  g_assert_cmpint (preamp_run_get_wait_until (run), !=, 0);
  g_assert_cmpuint (preamp_run_get_at_once (run), ==, 3);
  g_assert_cmpuint (fixture->posted->len, ==, 6);

  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 6);
  g_assert_cmpuint (fixture->posted->len, ==, 12);
}

#define ADD(path, function) \
  g_test_add ("/migration/run-pauses/" path, RunFixture, NULL, \
              run_fixture_set_up, function, run_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("pause-and-go-on", test_pause_and_go_on);
  ADD ("at-once-can-be-changed", test_at_once_can_be_changed);
  ADD ("halts-after-failures-in-a-row", test_halts_after_failures_in_a_row);
  ADD ("halt-with-nothing-left-is-an-end", test_halt_with_nothing_left_is_an_end);
  ADD ("halts-while-it-is-paused", test_halts_while_it_is_paused);
  ADD ("web-page-halts-at-once", test_web_page_halts_at_once);
  ADD ("redirect-halts-at-once", test_redirect_halts_at_once);
  ADD ("token-refused-in-the-middle", test_token_refused_in_the_middle);
  ADD ("rate-limit-waits-and-sends-again", test_rate_limit_waits_and_sends_again);
  ADD ("rate-limit-of-several-at-once", test_rate_limit_of_several_at_once);

  return g_test_run ();
}
