/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fault-fixture.h"

void
fault_set_up (FaultFixture *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("preamp-faults-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->record = g_build_filename (fixture->directory, "record", NULL);

  fixture->server = preamp_sandbox_server_new (28, 0);
  preamp_sandbox_server_set_record (fixture->server, fixture->record, &error);
  g_assert_no_error (error);
  preamp_sandbox_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
  sandbox_run_open (&fixture->run, preamp_sandbox_server_get_address (fixture->server),
                    preamp_sandbox_server_get_token (fixture->server), fixture->directory);
}

void
fault_tear_down (FaultFixture *fixture,
                 gconstpointer data)
{
  sandbox_run_assert_agrees (&fixture->run, fixture->record);
  sandbox_run_close (&fixture->run);
  preamp_sandbox_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  sandbox_run_remove (fixture->directory);
  g_free (fixture->record);
  g_free (fixture->directory);
}

void
fault_add (FaultFixture *fixture,
           const char   *fault)
{
  g_autoptr (GError) error = NULL;

  preamp_sandbox_server_add_fault (fixture->server, fault, &error);
  g_assert_no_error (error);
}

PreampPlan *
fault_plan (FaultFixture       *fixture,
            const char * const *names)
{
  PreampPlan *plan = sandbox_run_plan (&fixture->run, PREAMP_DIRECTION_MIGRATE, names);

  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==,
                    g_strv_length ((char **) names));

  return plan;
}

PreampRun *
fault_start (FaultFixture       *fixture,
             const char * const *names)
{
  g_autoptr (PreampPlan) plan = fault_plan (fixture, names);

  return sandbox_run_start (&fixture->run, plan, 1);
}

PreampRun *
fault_start_one (FaultFixture *fixture)
{
  return fault_start (fixture, (const char * const[]) { FAULT_NAME, NULL });
}

PreampAttempt *
fault_get_attempt (PreampRun *run,
                   guint      position)
{
  g_autoptr (PreampAttempt) attempt =
    g_list_model_get_item (preamp_run_get_attempts (run), position);

  /* The run holds it. */
  return attempt;
}

const PreampAttemptRecord *
fault_get_record (PreampRun *run,
                  guint      position)
{
  return preamp_attempt_get_record (fault_get_attempt (run, position));
}

static void
looked_cb (PreampLookup *lookup,
           gint64        attempt_id,
           gpointer      user_data)
{
  guint *n_looked = user_data;

  (*n_looked)++;
}

/* Looks at the lists, whether they can be read or not. */
void
fault_look_once (FaultFixture *fixture,
                 gint64        id)
{
  PreampLookup *lookup = fixture->run.lookup;
  PreampLook look;
  guint n_looked = 0;
  gulong handler;

  if (!preamp_lookup_get_look (lookup, id, &look))
    return;

  handler = g_signal_connect (lookup, "looked", G_CALLBACK (looked_cb), &n_looked);
  preamp_lookup_check (lookup, id);
  await (n_looked > 0);
  g_signal_handler_disconnect (lookup, handler);
}

void
fault_await_proof (FaultFixture *fixture,
                   PreampRun    *run)
{
  while (preamp_attempt_get_outcome (fault_get_attempt (run, 0)) == PREAMP_OUTCOME_UNCONFIRMED)
    {
      fault_look_once (fixture, fault_get_record (run, 0)->id);
      g_main_context_iteration (NULL, FALSE);
    }
}

void
fault_assert_verdict (FaultFixture   *fixture,
                      PreampDirection direction,
                      const char     *name,
                      PreampVerdict   verdict)
{
  const char * const names[] = { name, NULL };
  g_autoptr (PreampPlan) plan = sandbox_run_plan (&fixture->run, direction, names);
  GListModel *model = verdict == PREAMP_VERDICT_GOES ? preamp_plan_get_going (plan)
                                                     : preamp_plan_get_left_out (plan);
  g_autoptr (PreampPlanRow) row = g_list_model_get_item (model, 0);

  g_assert_nonnull (row);
  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, verdict);
}
