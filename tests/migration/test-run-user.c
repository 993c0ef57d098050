/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Access tokens that are replaced in the middle of a run, by the same user's or another's. */

#include "config.h"

#include "run-fixture.h"

static void
set_token (RunFixture *fixture,
           const char *token)
{
  preamp_domo_client_set_token (preamp_connection_get_client (fixture->connection), token);
}

static void
set_up (RunFixture    *fixture,
        gconstpointer  data)
{
  run_fixture_set_up (fixture, data);
  fixture->knows_users = TRUE;
  set_token (fixture, "token-27");
}

static void
refuse (RunFixture *fixture)
{
  run_fixture_release (fixture, 401, "application/json", "{\"message\":\"No\"}");
}

/* Begins a run whose first request is refused. */
static PreampRun *
start_refused (RunFixture *fixture,
               guint       n)
{
  PreampRun *run = run_fixture_start_run (fixture, n, 1);

  await (fixture->held->len == 1);
  refuse (fixture);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN && preamp_run_get_n_waiting (run) == n);

  return run;
}

/* Every request went out as the user that the journal says. */
static void
assert_senders (RunFixture *fixture,
                PreampRun  *run)
{
  g_autoptr (GPtrArray) records = run_fixture_list_run (fixture, preamp_run_get_record (run)->id);
  g_autoptr (GPtrArray) sent = g_ptr_array_new ();
  guint n_checked = 0;

  for (guint i = 0; i < records->len; i++)
    {
      PreampAttemptRecord *record = records->pdata[i];

      if (record->sent_at == 0 || record->outcome == PREAMP_OUTCOME_NOT_SENT)
        continue;

      g_ptr_array_add (sent, record);
    }

  g_assert_cmpuint (sent->len, ==, fixture->posted->len);

  for (guint i = 0; i < fixture->posted->len; i++)
    {
      for (guint j = 0; j < sent->len; j++)
        {
          PreampAttemptRecord *record = sent->pdata[j];
          g_autofree char *token = NULL;

          if (!g_str_equal (record->datasource_id, fixture->posted->pdata[i]))
            continue;

          token = record->user_id == NULL ? g_strdup ("token") :
                                            g_strconcat ("token-", record->user_id, NULL);
          g_assert_cmpstr (fixture->tokens->pdata[i], ==, token);
          g_ptr_array_remove_index (sent, j);
          n_checked++;
          break;
        }
    }

  g_assert_cmpuint (n_checked, ==, fixture->posted->len);
}

static PreampRunRecord *
read_run (RunFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  const char *instance =
    preamp_instance_get_base_uri (preamp_connection_get_instance (fixture->connection));

  preamp_journal_list_runs_async (fixture->journal, instance, NULL, take_result, &result);
  runs = preamp_journal_list_runs_finish (fixture->journal, await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);

  return preamp_run_record_copy (runs->pdata[0]);
}

static void
read_user (RunFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &result);
  preamp_connection_refresh_finish (fixture->connection, await_result (&result), &error);
  g_assert_no_error (error);
  await (preamp_connection_get_user (fixture->connection) != NULL);
}

/* At the press it is written with whom the connection knows, and nothing is sent before Domo has
 * said whose token it is by now. */
static void
test_written_at_the_press (RunFixture    *fixture,
                           gconstpointer  data)
{
  const gboolean known = data != NULL;
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (PreampRunRecord) before = NULL;
  g_autoptr (PreampRunRecord) after = NULL;
  g_autoptr (GPtrArray) waiting = NULL;

  if (known)
    read_user (fixture);
  fixture->hold_user = TRUE;
  run = run_fixture_start_run (fixture, 2, 1);
  await (preamp_run_get_record (run)->id != 0 && fixture->held_user != NULL);

  before = read_run (fixture);
  g_assert_cmpstr (before->user_id, ==, known ? "27" : NULL);
  g_assert_cmpstr (before->user_name, ==, known ? "User 27" : NULL);
  waiting = run_fixture_list_run (fixture, before->id);
  g_assert_cmpuint (waiting->len, ==, 2);
  for (guint i = 0; i < waiting->len; i++)
    g_assert_cmpint (((PreampAttemptRecord *) waiting->pdata[i])->sent_at, ==, 0);
  g_assert_cmpuint (fixture->posted->len, ==, 0);

  run_fixture_release_user (fixture);
  await (fixture->held->len == 1);
  after = read_run (fixture);
  g_assert_cmpstr (after->user_id, ==, "27");
  g_assert_cmpstr (after->user_name, ==, "User 27");
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

/* What the connection knew is corrected where Domo says otherwise. */
static void
test_corrected_before_the_first_sending (RunFixture    *fixture,
                                         gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (PreampRunRecord) before = NULL;
  g_autoptr (PreampRunRecord) after = NULL;

  read_user (fixture);
  set_token (fixture, "token-28");
  fixture->hold_user = TRUE;
  run = run_fixture_start_run (fixture, 2, 1);
  await (preamp_run_get_record (run)->id != 0 && fixture->held_user != NULL);
  before = read_run (fixture);
  g_assert_cmpstr (before->user_id, ==, "27");

  run_fixture_release_user (fixture);
  await (fixture->held->len == 1);
  after = read_run (fixture);
  g_assert_cmpstr (after->user_id, ==, "28");
  g_assert_cmpstr (after->user_name, ==, "User 28");
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

static void
test_stopped_before_the_user_is_known (RunFixture    *fixture,
                                       gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;

  fixture->hold_user = TRUE;
  run = run_fixture_start_run (fixture, 2, 1);
  await (preamp_run_get_record (run)->id != 0 && fixture->held_user != NULL);
  preamp_run_stop (run);
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_run_get_record (run)->ending, ==, PREAMP_RUN_ENDING_STOPPED);
  g_assert_cmpuint (fixture->posted->len, ==, 0);
}

static void
test_goes_on_by_itself (RunFixture    *fixture,
                        gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_refused (fixture, 2);

  g_assert_cmpuint (fixture->posted->len, ==, 1);
  set_token (fixture, "token-27b");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_NONE);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  g_assert_cmpuint (fixture->posted->len, ==, 3);
}

/* The same token, which Domo accepts again, is as good as a new one. */
static void
test_same_token_again (RunFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_refused (fixture, 2);

  set_token (fixture, "token-27");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_NONE);
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

static void
test_refused_again (RunFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_refused (fixture, 2);

  fixture->refuse_token = TRUE;
  set_token (fixture, "token-27b");
  await (fixture->n_refused == 1);
  g_ptr_array_unref (run_fixture_list_run (fixture, preamp_run_get_record (run)->id));
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_TOKEN);

  fixture->refuse_token = FALSE;
  set_token (fixture, "token-27");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_NONE);
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

/* The last one counts. */
static void
test_replaced_twice (RunFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_refused (fixture, 2);

  set_token (fixture, "token-28");
  set_token (fixture, "token-27");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_NONE);
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

static void
test_another_users_asks (RunFixture    *fixture,
                         gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_refused (fixture, 2);

  set_token (fixture, "token-28");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_USER);
  g_assert_cmpstr (preamp_run_get_new_user (run)->id, ==, "28");
  g_assert_cmpstr (preamp_run_get_new_user (run)->name, ==, "User 28");
  g_assert_cmpstr (preamp_run_get_record (run)->user_name, ==, "User 27");
  g_assert_cmpuint (fixture->posted->len, ==, 1);

  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  g_assert_cmpstr (fixture->tokens->pdata[0], ==, "token-27");
  g_assert_cmpstr (fixture->tokens->pdata[1], ==, "token-28");
  g_assert_cmpstr (fixture->tokens->pdata[2], ==, "token-28");
  assert_senders (fixture, run);
}

static void
test_own_token_answers_the_question (RunFixture    *fixture,
                                     gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_refused (fixture, 2);

  set_token (fixture, "token-28");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_USER);
  set_token (fixture, "token-27");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_NONE);
  g_assert_null (preamp_run_get_new_user (run));
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

static void
test_unknown_asks_where_the_run_is_known (RunFixture    *fixture,
                                          gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_refused (fixture, 2);

  set_token (fixture, "token");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_USER);
  g_assert_null (preamp_run_get_new_user (run));
  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

static void
test_unknown_asks_nothing_of_the_unknown (RunFixture    *fixture,
                                          gconstpointer  data)
{
  g_autoptr (PreampRun) run = NULL;

  fixture->knows_users = FALSE;
  run = start_refused (fixture, 2);
  g_assert_null (preamp_run_get_record (run)->user_id);
  set_token (fixture, "another");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_NONE);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
}

/* What is on its way ends as whoever sent it. */
static void
test_replaced_without_a_pause (RunFixture    *fixture,
                               gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 3, 1);

  await (fixture->held->len == 1);
  set_token (fixture, "token-28");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_USER);
  run_fixture_release_state (fixture, "COMPLETE");
  await (preamp_run_get_n_ended (run) == 1);
  g_ptr_array_unref (run_fixture_list_run (fixture, preamp_run_get_record (run)->id));
  g_assert_cmpuint (fixture->posted->len, ==, 1);

  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

/* Nothing is sent with a token before it is known whose it is. */
static void
test_nothing_is_sent_before_the_answer (RunFixture    *fixture,
                                        gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 3, 1);

  await (fixture->held->len == 1);
  run_fixture_release_state (fixture, "COMPLETE");
  set_token (fixture, "token-28");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_USER && preamp_run_get_n_ended (run) == 1);
  g_assert_cmpuint (fixture->posted->len, ==, 1);
  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

/* A second refusal of the old token says nothing about the new one. */
static void
test_late_refusal_of_the_old_token (RunFixture    *fixture,
                                    gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 2);

  await (fixture->held->len == 2);
  refuse (fixture);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN);
  set_token (fixture, "token-27b");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_NONE && fixture->posted->len == 3);
  refuse (fixture);
  await (fixture->posted->len == 4);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_NONE);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
}

static void
test_a_pause_of_theirs_stays (RunFixture    *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 3, 1);

  await (fixture->held->len == 1);
  preamp_run_pause (run);
  set_token (fixture, "token-28");
  await (preamp_run_get_new_user (run) != NULL);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_ASKED);
  preamp_run_go_on (run);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_USER);
  preamp_run_go_on (run);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_NONE);
  run_fixture_finish (fixture, run);
  assert_senders (fixture, run);
}

static void
phase_cb (PreampAttempt *attempt,
          GParamSpec    *pspec,
          RunFixture    *fixture)
{
  if (preamp_attempt_get_phase (attempt) != PREAMP_ATTEMPT_PHASE_MOVING)
    return;

  g_signal_handlers_disconnect_by_func (attempt, phase_cb, fixture);
  set_token (fixture, "token-28");
}

/* Between the sent mark, which says as whom, and the request. */
static void
test_replaced_at_the_mark (RunFixture    *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampRun) run = run_fixture_start_run (fixture, 2, 1);

  g_signal_connect (run_fixture_find (run, "d0"), "notify::phase", G_CALLBACK (phase_cb), fixture);
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_USER && preamp_run_get_n_waiting (run) == 2);
  g_assert_cmpuint (fixture->posted->len, ==, 0);
  preamp_run_go_on (run);
  run_fixture_finish (fixture, run);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  assert_senders (fixture, run);
}

static void
look (RunFixture *fixture,
      gint64      id)
{
  PreampLook look = { 0 };
  guint n_looks;

  g_assert_true (preamp_lookup_get_look (fixture->lookup, id, &look));
  n_looks = look.n_looks;
  preamp_lookup_check (fixture->lookup, id);
  await (!preamp_lookup_get_look (fixture->lookup, id, &look) || look.n_looks > n_looks);
}

static void
test_only_the_senders_lists_prove (RunFixture    *fixture,
                                   gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_refused (fixture, 1);
  PreampAttempt *attempt = run_fixture_find (run, "d0");

  preamp_lookup_set_second (fixture->lookup, G_TIME_SPAN_HOUR);
  set_token (fixture, "token-28");
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_USER);
  preamp_run_go_on (run);
  await (fixture->held->len == 1);
  run_fixture_release (fixture, 500, "application/json", "{\"message\":\"No\"}");
  await (preamp_run_get_ended (run));
  g_assert_cmpint (preamp_attempt_get_outcome (attempt), ==, PREAMP_OUTCOME_UNCONFIRMED);

  fixture->n_migrated = 1;
  set_token (fixture, "token-27");
  look (fixture, preamp_attempt_get_record (attempt)->id);
  g_assert_cmpint (preamp_attempt_get_outcome (attempt), ==, PREAMP_OUTCOME_UNCONFIRMED);

  set_token (fixture, "token-28");
  look (fixture, preamp_attempt_get_record (attempt)->id);
  await (preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_MOVED);
  assert_senders (fixture, run);
}

#define ADD_WITH(path, data, function) \
  g_test_add ("/migration/run-user/" path, RunFixture, data, set_up, function, \
              run_fixture_tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("written-at-the-press/unknown", test_written_at_the_press);
  ADD_WITH ("written-at-the-press/known", "known", test_written_at_the_press);
  ADD ("corrected-before-the-first-sending", test_corrected_before_the_first_sending);
  ADD ("stopped-before-the-user-is-known", test_stopped_before_the_user_is_known);
  ADD ("goes-on-by-itself", test_goes_on_by_itself);
  ADD ("same-token-again", test_same_token_again);
  ADD ("refused-again", test_refused_again);
  ADD ("replaced-twice", test_replaced_twice);
  ADD ("another-users-asks", test_another_users_asks);
  ADD ("own-token-answers-the-question", test_own_token_answers_the_question);
  ADD ("unknown-asks-where-the-run-is-known", test_unknown_asks_where_the_run_is_known);
  ADD ("unknown-asks-nothing-of-the-unknown", test_unknown_asks_nothing_of_the_unknown);
  ADD ("replaced-without-a-pause", test_replaced_without_a_pause);
  ADD ("nothing-is-sent-before-the-answer", test_nothing_is_sent_before_the_answer);
  ADD ("late-refusal-of-the-old-token", test_late_refusal_of_the_old_token);
  ADD ("a-pause-of-theirs-stays", test_a_pause_of_theirs_stays);
  ADD ("replaced-at-the-mark", test_replaced_at_the_mark);
  ADD ("only-the-senders-lists-prove", test_only_the_senders_lists_prove);

  return g_test_run ();
}
