/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A run whose access token was replaced by another user's asks before it goes on. */

#include "config.h"

#include <adwaita.h>

#include "dialog-fixture.h"
#include "widget-tree.h"
#include "window/preamp-migration-dialog.h"

static const Datasource two[] = {
  { .id = "d0", .name = "Sales" },
  { .id = "d1", .name = "Orders" },
};

static DialogFixture fixture;
static GtkWindow *dialog;
static PreampRun *run;

static AdwMessageDialog *
find_question (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

/* At once, where gtk_widget_activate() shows the button pressed for a moment first. */
static void
answer (const char *label)
{
  GtkWidget *text = widget_tree_find_text (GTK_WIDGET (find_question ()), label);

  g_assert_nonnull (text);
  g_signal_emit_by_name (gtk_widget_get_ancestor (text, GTK_TYPE_BUTTON), "clicked");
  await (find_question () == NULL);
}

static gpointer
get_running_page (void)
{
  return widget_tree_get_child (dialog, "running_page");
}

static void
set_token (const char *token,
           const char *user)
{
  PreampConnection *connection = preamp_workspace_get_connection (fixture.workspace);

  fixture.user = user;
  preamp_domo_client_set_token (preamp_connection_get_client (connection), token);
}

/* A run of a user's that waits for a token. */
static void
set_up_as (const char *user)
{
  g_autoptr (PreampPlan) plan = NULL;
  GtkWidget *review;

  dialog_fixture_set_up (&fixture, two, G_N_ELEMENTS (two));
  fixture.user = user;
  fixture.n_refusals = 1;
  plan = dialog_fixture_plan (&fixture, PREAMP_DIRECTION_MIGRATE);
  dialog = preamp_migration_dialog_new_for_plan (fixture.workspace, plan);
  g_object_set (dialog, "at-once", 1, NULL);
  gtk_window_present (dialog);

  review = widget_tree_get_child (dialog, "review_page");
  await (g_strcmp0 (gtk_stack_get_visible_child_name (widget_tree_get_child (review, "stack")),
                    "checking") != 0);
  g_signal_emit_by_name (widget_tree_get_child (review, "start_button"), "clicked");
  await (preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace)) != NULL);
  run = g_object_ref (preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace)));
  await (preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN && preamp_run_get_n_waiting (run) == 2);
}

static void
set_up (void)
{
  set_up_as ("{\"id\":27,\"displayName\":\"Ann_a <b>One</b>\"}");
}

static void
tear_down (void)
{
  gpointer gone = dialog;

  await (preamp_run_get_ended (run));
  g_clear_object (&run);
  g_object_add_weak_pointer (G_OBJECT (dialog), &gone);
  gtk_window_destroy (dialog);
  await (gone == NULL);
  dialog_fixture_tear_down (&fixture);
}

static void
test_own_token_asks_nothing (void)
{
  set_up ();
  set_token ("new", fixture.user);
  await (preamp_run_get_ended (run));
  g_assert_null (find_question ());
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  tear_down ();
}

static void
test_goes_on_as_another (void)
{
  AdwMessageDialog *question;

  set_up ();
  set_token ("new", "{\"id\":28,\"displayName\":\"Bo_b Two\"}");
  await (find_question () != NULL);
  question = find_question ();
  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==, "Continue as Another User?");
  g_assert_cmpstr (adw_message_dialog_get_body (question), ==,
                   "This access token belongs to Bo_b Two. This run was started by "
                   "Ann_a <b>One</b>. What is sent from now on is sent as Bo_b Two.");
  g_assert_false (adw_message_dialog_get_body_use_markup (question));
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "keep");
  g_assert_cmpstr (adw_message_dialog_get_close_response (question), ==, "keep");

  /* As a label shows it: the underscore of the name is no mnemonic. */
  answer ("Continue as Bo_b Two");
  await (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE), ==, 2);
  tear_down ();
}

static void
test_stays_paused (void)
{
  set_up ();
  set_token ("new", "{\"id\":28,\"displayName\":\"Bob\"}");
  await (find_question () != NULL);
  answer ("Keep Paused");
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_USER);
  await (widget_tree_find_text (get_running_page (),
                                "The new access token is not this run’s user’s") != NULL);
  g_assert_true (widget_tree_is_shown (widget_tree_get_child (get_running_page (),
                                                              "token_buttons")));
  g_assert_cmpuint (fixture.posted->len, ==, 1);

  /* To go on asks once more. */
  g_assert_null (find_question ());
  gtk_widget_activate_action (get_running_page (), "running.pause", NULL);
  g_assert_nonnull (find_question ());
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_USER);
  answer ("Continue as Bob");
  tear_down ();
}

static void
test_closes_where_it_is_settled (void)
{
  const char *own;

  set_up ();
  own = fixture.user;
  set_token ("new", "{\"id\":28}");
  await (find_question () != NULL);
  g_assert_nonnull (widget_tree_find_text (GTK_WIDGET (find_question ()), "Continue as 28"));
  set_token ("newer", own);
  await (find_question () == NULL);
  await (preamp_run_get_ended (run));
  tear_down ();
}

static void
test_unknown_user (void)
{
  set_up ();
  set_token ("new", NULL);
  await (find_question () != NULL);
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_body (find_question ()),
                                   "Domo does not say whose access token this is. This run was "
                                   "started by Ann_a <b>One</b>."));
  answer ("Continue");
  tear_down ();
}

static void
test_unknown_users (void)
{
  set_up_as (NULL);
  fixture.n_refusals = 1;
  set_token ("new", "{\"id\":28,\"displayName\":\"Bob\"}");
  await (fixture.n_refusals == 0 && preamp_run_get_pause (run) == PREAMP_PAUSE_TOKEN);
  set_token ("newer", NULL);
  await (find_question () != NULL);
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_body (find_question ()),
                                   "Domo does not say whose access token this is, and the run "
                                   "went on with a known user’s before."));
  answer ("Continue");
  tear_down ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  /* Newer releases of GTK warn while they measure a message dialog. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

#define ADD(name, function) g_test_add_func ("/window/user-question/" name, function)
  ADD ("own-token-asks-nothing", test_own_token_asks_nothing);
  ADD ("goes-on-as-another", test_goes_on_as_another);
  ADD ("stays-paused", test_stays_paused);
  ADD ("closes-where-it-is-settled", test_closes_where_it_is_settled);
  ADD ("unknown-user", test_unknown_user);
  ADD ("unknown-users", test_unknown_users);
#undef ADD

  return g_test_run ();
}
