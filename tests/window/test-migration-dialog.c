/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "dialog-driver.h"
#include "migration/preamp-run-private.h"
#include "widget-tree.h"
#include "window/preamp-attempt-row.h"
#include "window/preamp-heading.h"
#include "window/preamp-migration-dialog.h"
#include "window/preamp-result-row.h"
#include "window/preamp-running-page.h"
#include "window/preamp-time-row.h"

/* The first run of this session */
static PreampRun *
get_run (void)
{
  PreampRunner *runner = preamp_workspace_get_runner (fixture.workspace);
  g_autoptr (PreampRun) run = g_list_model_get_item (preamp_runner_get_runs (runner), 0);

  g_assert_nonnull (run);

  return run;
}

/* Review */

static void
test_review_says_what_moves_and_why_not (void)
{
  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);

  g_assert_true (shows ("review_page"));
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Review Migration");
  await_review ();

  g_assert_cmpstr (get_heading ("review_page"), ==,
                   "6 datasources will move to Enterprise <b>Warehouse</b>");
  g_assert_true (has_text ("review_page", "6 will be migrated"));
  g_assert_true (has_text ("review_page", "In the schema SALES"));
  g_assert_true (has_text ("review_page", "2 of the 8 selected are left out"));
  g_assert_true (has_text ("review_page",
                           "Collides with Partner <b>Revenue</b>: its table is already in use "
                           "there."));
  g_assert_true (has_text ("review_page", "It is migrated already."));
  g_assert_cmpstr (get_start_label (), ==, "Migrate 6 Datasources");
  g_assert_cmpuint (fixture.posted->len, ==, 0);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_enter_on_arrival_sends_nothing (void)
{
  GtkWidget *focus;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();

  focus = gtk_window_get_focus (dialog);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, widget_tree_get_child (get_page ("review_page"),
                                                                       "rows_box")));
  g_assert_null (gtk_window_get_default_widget (dialog));
  gtk_widget_activate (focus);
  g_assert_true (shows ("review_page"));
  g_assert_null (preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace)));

  close_dialog ();
  g_assert_cmpuint (fixture.posted->len, ==, 0);
  dialog_fixture_tear_down (&fixture);
}

static void
test_second_press_starts_nothing (void)
{
  GtkWidget *review;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();

  review = get_page ("review_page");
  gtk_widget_activate_action (review, "review.start", NULL);
  gtk_widget_activate_action (review, "review.start", NULL);
  await (shows ("result_page"));
  gtk_widget_activate_action (review, "review.start", NULL);
  await (preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace)) == NULL);

  g_assert_cmpuint (fixture.posted->len, ==, 3);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_pace_goes_into_the_run (void)
{
  GtkSpinButton *at_once;
  PreampRun *run;
  guint value;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  at_once = get_option ("at_once_button");
  gtk_test_accessible_assert_property (at_once, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Datasources at a time");

  g_object_set (dialog, "at-once", 5, NULL);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (at_once), ==, 5);
  gtk_spin_button_set_value (at_once, 3);
  g_object_get (dialog, "at-once", &value, NULL);
  g_assert_cmpuint (value, ==, 3);

  start ();
  run = preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace));
  g_assert_cmpuint (preamp_run_get_record (run)->at_once, ==, 3);
  await (fixture.held->len == 3);

  while (fixture.held->len > 0)
    dialog_fixture_release (&fixture);
  await (shows ("result_page"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_limits_go_into_the_run (void)
{
  GtkSpinButton *in_a_row;
  GtkSpinButton *incomplete;
  guint value;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.holds = TRUE;
  /* Either of the two that are sent at once may arrive first. */
  fixture.datasources[0].state = "INCOMPLETE";
  fixture.datasources[1].state = "INCOMPLETE";
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();
  in_a_row = get_option ("halt_in_a_row_button");
  incomplete = get_option ("halt_incomplete_button");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (in_a_row)), ==, "Never");
  gtk_test_accessible_assert_property (in_a_row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Halt after this many failures in a row");

  /* Typed, and taken over by the press of the button. */
  gtk_editable_set_text (GTK_EDITABLE (incomplete), "1");
  gtk_spin_button_set_value (in_a_row, 7);
  g_object_get (dialog, "halt-in-a-row", &value, NULL);
  g_assert_cmpuint (value, ==, 7);

  start ();
  g_object_get (dialog, "halt-incomplete", &value, NULL);
  g_assert_cmpuint (value, ==, 1);
  await (fixture.held->len == 2);
  dialog_fixture_release (&fixture);
  await (has_text ("running_page", "Too many datasources are incomplete"));
  dialog_fixture_release (&fixture);
  preamp_run_stop (preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace)));
  await (shows ("result_page"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

/* Where nothing was measured nothing is said. */
static void
end_looks (void)
{
  const gint64 ids[] = { 1, 2, 3 };
  g_autoptr (GAsyncResult) result = NULL;

  preamp_journal_save_looks_async (fixture.journal, ids, G_N_ELEMENTS (ids), PREAMP_LOOKS_DONE,
                                   take_result, &result);
  await_result (&result);
  g_assert_true (preamp_journal_save_looks_finish (fixture.journal, result, NULL));
}

static void
test_estimate_goes_by_what_was_measured (void)
{
  GtkWidget *row;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();
  row = get_option ("estimate_row");
  g_assert_false (gtk_widget_get_visible (row));
  run_to_result ();
  close_dialog ();

  /* Moved back in Domo, long after its lists agreed with the answers. */
  for (guint i = 0; i < fixture.n_datasources; i++)
    fixture.datasources[i].migrated = FALSE;
  end_looks ();

  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();
  row = get_option ("estimate_row");
  await (gtk_widget_get_visible (row));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Less than a minute");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Estimated from this instance’s last 3 migrations, 2 at a time");
  g_assert_nonnull (strstr (gtk_label_get_text (widget_tree_get_child (get_page ("review_page"),
                                                                       "warning_label")),
                            "So far on this instance: under 1 s."));

  start ();
  await (fixture.held->len == 2);
  await (strstr (gtk_label_get_text (widget_tree_get_child (get_page ("running_page"),
                                                            "elapsed_label")),
                 "· less than a minute left") != NULL);

  fixture.holds = FALSE;
  dialog_fixture_release (&fixture);
  dialog_fixture_release (&fixture);
  await (shows ("result_page"));
  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

/* With the window of time that was set: written down, and shown, and sent when asked to. */
static void
test_run_can_be_scheduled (void)
{
  GtkWidget *start_row;
  PreampRun *run;
  gint64 starts_at;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();
  start_row = get_option ("start_row");
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (start_row), TRUE);
  starts_at = preamp_time_row_get_time (PREAMP_TIME_ROW (start_row));
  g_assert_cmpint (starts_at, >, g_get_real_time ());
  g_assert_cmpstr (get_start_label (), ==, "Schedule 3 Datasources");

  /* It cannot end before it has begun. */
  preamp_time_row_set_time (get_option ("stop_row"), starts_at);
  adw_expander_row_set_enable_expansion (get_option ("stop_row"), TRUE);
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (get_option ("stop_row")),
                            "not after the start"));
  g_assert_false (gtk_widget_is_sensitive (widget_tree_get_child (get_page ("review_page"),
                                                                  "start_button")));
  preamp_time_row_set_time (get_option ("stop_row"), starts_at + G_TIME_SPAN_HOUR);

  start ();
  run = get_run ();
  await (preamp_run_get_record (run)->id != 0);
  g_assert_cmpint (preamp_run_get_record (run)->starts_at, ==, starts_at);
  g_assert_cmpint (preamp_run_get_record (run)->stops_at, ==, starts_at + G_TIME_SPAN_HOUR);
  g_assert_true (g_str_has_prefix (get_heading ("running_page"), "Starts "));
  g_assert_cmpuint (fixture.posted->len, ==, 0);

  g_assert_true (gtk_widget_activate_action (get_page ("running_page"), "running.pause", NULL));
  await (shows ("result_page"));
  g_assert_cmpuint (fixture.posted->len, ==, 3);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_missed_start_is_asked_about (void)
{
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  plan = dialog_fixture_plan (&fixture, PREAMP_DIRECTION_MIGRATE);
  preamp_plan_check_async (plan, fixture.journal, NULL, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_plan_check_finish (plan, result, NULL));

  run = preamp_run_new (plan, 2);
  preamp_run_set_window (run, g_get_real_time () - G_TIME_SPAN_HOUR, 0);
  preamp_runner_add (preamp_workspace_get_runner (fixture.workspace), run);
  dialog = preamp_migration_dialog_new_for_run (fixture.workspace, run);
  gtk_window_present (dialog);
  await (has_text ("running_page", "The start was missed"));
  g_assert_cmpstr (gtk_button_get_label (widget_tree_get_child (get_page ("running_page"),
                                                                "pause_button")),
                   ==, "Start _Now");
  g_assert_cmpuint (fixture.posted->len, ==, 0);

  preamp_run_stop (run);
  await (shows ("result_page"));
  g_assert_cmpuint (fixture.posted->len, ==, 0);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_refused_list_can_be_read_again (void)
{
  GtkWidget *review;
  GtkWidget *error_page;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.list_status = 404;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  review = get_page ("review_page");
  await_review ();

  error_page = widget_tree_get_child (review, "error_page");
  g_assert_true (gtk_widget_get_mapped (error_page));
  g_assert_true (has_text ("review_page", "Domo Did Not Find It"));
  g_assert_true (has_text ("review_page", "No such <i>integration</i>"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (dialog), error_page));

  fixture.list_status = 0;
  click (widget_tree_get_child (error_page, "retry_button"));
  await_review ();
  g_assert_cmpstr (get_start_label (), ==, "Migrate 3 Datasources");

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_nothing_to_do_can_only_be_closed (void)
{
  static const Datasource migrated[] = {
    { .id = "d0", .name = "Gone before", .migrated = TRUE },
  };
  GtkWidget *review;
  GtkButton *cancel;

  dialog_fixture_set_up (&fixture, migrated, G_N_ELEMENTS (migrated));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  review = get_page ("review_page");
  await_review ();

  cancel = widget_tree_get_child (review, "cancel_button");
  g_assert_cmpstr (get_heading ("review_page"), ==, "There is nothing to move");
  g_assert_false (gtk_widget_get_visible (widget_tree_get_child (review, "start_button")));
  g_assert_cmpstr (gtk_button_get_label (cancel), ==, "_Close");
  gtk_widget_activate_action (review, "review.start", NULL);
  g_assert_true (shows ("review_page"));
  g_assert_cmpuint (fixture.posted->len, ==, 0);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_many_rows_are_a_list_of_their_own (void)
{
  g_autofree Datasource *many = g_new0 (Datasource, 120);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *row;
  AdwLeaflet *leaflet;

  for (guint i = 0; i < 120; i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("d%u", i));
      many[i].id = many[i].name = g_ptr_array_index (texts, i);
    }

  dialog_fixture_set_up (&fixture, many, 120);
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();
  leaflet = get_page ("leaflet");

  row = gtk_widget_get_first_child (widget_tree_get_child (get_page ("review_page"), "rows_box"));
  g_assert_true (ADW_IS_ACTION_ROW (row));
  gtk_widget_activate (row);
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == get_page ("list_box"));
  await (widget_tree_find_text (get_page ("list_box"), "d0") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.escape", NULL);
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == get_page ("main_box"));

  run_to_result ();
  g_assert_cmpuint (fixture.posted->len, ==, 120);
  g_assert_cmpstr (get_heading ("result_page"), ==, "All 120 datasources moved");
  g_assert_cmpuint (widget_tree_count_type (get_page ("result_page"), PREAMP_TYPE_RESULT_ROW),
                    ==, 0);

  row = widget_tree_find_text (get_page ("result_page"), "120 · Complete");
  gtk_widget_activate (gtk_widget_get_ancestor (row, ADW_TYPE_ACTION_ROW));
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == get_page ("list_box"));
  await (widget_tree_find_type (get_page ("list_box"), PREAMP_TYPE_ATTEMPT_ROW) != NULL);

  row = widget_tree_find_type (get_page ("list_box"), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (row, "activate", 7);
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == get_page ("details_box"));
  g_assert_nonnull (widget_tree_find_text (get_page ("details_box"), "Q7MZK2TPLD-8WXCN-R4HVB"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.back", NULL);
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == get_page ("list_box"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.back", NULL);
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == get_page ("main_box"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

/* Running */

static void
test_run_is_shown_while_it_goes_on (void)
{
  GtkWidget *running;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  start ();

  running = get_page ("running_page");
  await (fixture.held->len == 2);
  g_assert_true (shows ("running_page"));
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Migrating 3 Datasources");
  g_assert_cmpstr (get_heading ("running_page"), ==, "Moving to Enterprise <b>Warehouse</b>");
  g_assert_true (gtk_window_get_focus (dialog) == widget_tree_get_child (running, "heading"));
  await (has_text ("running_page", "0 of 3 ended") && has_text ("running_page", "Moving…") &&
         has_text ("running_page", "Waiting"));

  dialog_fixture_release (&fixture);
  await (fixture.held->len == 2);
  await (has_text ("running_page", "1 of 3 ended") && has_text ("running_page", "Complete"));
  widget_tree_assert_fits_in_large_text (GTK_WIDGET (dialog), 360);
  widget_tree_assert_fits_in_height (GTK_WIDGET (dialog));
  widget_tree_assert_mnemonics (GTK_WIDGET (dialog));

  dialog_fixture_release (&fixture);
  dialog_fixture_release (&fixture);
  await (shows ("result_page"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

/* Another run comes first: of this one it is not said that it moves anything. */
static void
test_waiting_run_moves_nothing (void)
{
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) run = NULL;
  PreampRunningPage *page;
  PreampRunner *runner;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();

  plan = dialog_fixture_plan (&fixture, PREAMP_DIRECTION_MIGRATE);
  run = preamp_run_new (plan, 2);
  runner = preamp_workspace_get_runner (fixture.workspace);
  page = get_page ("running_page");
  preamp_running_page_set_run (page, runner, run);
  g_assert_cmpstr (get_heading ("running_page"), ==, "Waiting for Another Run");
  preamp_running_page_set_run (page, runner, NULL);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_stop_asks_and_leaves_the_waiting (void)
{
  AdwMessageDialog *question;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  start ();
  await (fixture.held->len == 2);

  gtk_widget_activate_action (get_page ("running_page"), "running.stop", NULL);
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==, "Stop the Run?");
  g_assert_cmpstr (adw_message_dialog_get_body (question), ==,
                   "The 2 datasources that are moving now will finish. "
                   "The 1 that is waiting will not be started.");
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "keep");
  respond (question, "stop");
  g_assert_true (preamp_run_get_stopping (
    preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace))));

  while (fixture.held->len > 0)
    dialog_fixture_release (&fixture);
  await (shows ("result_page"));

  g_assert_cmpuint (fixture.posted->len, ==, 2);
  g_assert_cmpstr (get_heading ("result_page"), ==, "2 of 3 datasources moved");
  g_assert_true (has_text ("result_page", "Not Started"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_pause_can_be_continued (void)
{
  PreampRun *run;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  start ();
  await (fixture.held->len == 2);
  run = preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace));

  gtk_widget_activate_action (get_page ("running_page"), "running.pause", NULL);
  g_assert_cmpint (preamp_run_get_pause (run), ==, PREAMP_PAUSE_ASKED);
  await (has_text ("running_page", "Paused"));
  g_assert_true (has_text ("running_page", "You can close this window. The run stays paused."));

  /* A lost connection is nothing that somebody has to wait for here. */
  preamp_run_set_pause (run, PREAMP_PAUSE_CONNECTION);
  await (has_text ("running_page", "You can close this window. The run goes on when the instance "
                                   "answers again."));
  preamp_run_set_pause (run, PREAMP_PAUSE_ASKED);

  while (fixture.held->len > 0)
    dialog_fixture_release (&fixture);
  await (preamp_run_get_n_ended (run) == 2);
  g_assert_cmpuint (fixture.posted->len, ==, 2);

  fixture.holds = FALSE;
  gtk_widget_activate_action (get_page ("running_page"), "running.pause", NULL);
  await (shows ("result_page"));
  g_assert_cmpuint (fixture.posted->len, ==, 3);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_pace_can_be_changed_in_mid_run (void)
{
  GtkSpinButton *at_once;
  PreampRun *run;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  g_object_set (dialog, "at-once", 1, NULL);
  start ();
  await (fixture.held->len == 1);

  at_once = widget_tree_get_child (get_page ("running_page"), "at_once_button");
  run = preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace));
  gtk_test_accessible_assert_property (at_once, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Datasources at a time");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (at_once), ==, 1);

  gtk_spin_button_set_value (at_once, 3);
  g_assert_cmpuint (preamp_run_get_at_once (run), ==, 3);
  await (fixture.held->len == 3);

  /* What the run changes by itself is shown. */
  preamp_run_set_at_once (run, 2);
  await (gtk_spin_button_get_value_as_int (at_once) == 2);

  while (fixture.held->len > 0)
    dialog_fixture_release (&fixture);
  await (shows ("result_page"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_question_goes_with_the_run (void)
{
  dialog_fixture_set_up (&fixture, three, 1);
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  start ();
  await (fixture.held->len == 1);

  gtk_widget_activate_action (get_page ("running_page"), "running.stop", NULL);
  g_assert_nonnull (find_question ());
  dialog_fixture_release (&fixture);
  await (shows ("result_page"));
  await (find_question () == NULL);
  g_assert_cmpstr (get_heading ("result_page"), ==, "1 datasource moved");

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_closing_stops_nothing (void)
{
  PreampRunner *runner;
  g_autoptr (PreampRun) run = NULL;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  start ();
  await (fixture.held->len == 2);
  runner = preamp_workspace_get_runner (fixture.workspace);
  run = g_object_ref (preamp_runner_get_current (runner));
  close_dialog ();

  dialog = preamp_migration_dialog_new_for_run (fixture.workspace, run);
  gtk_window_present (dialog);
  g_assert_true (shows ("running_page"));
  close_dialog ();

  fixture.holds = FALSE;
  while (fixture.held->len > 0)
    dialog_fixture_release (&fixture);
  await (preamp_runner_get_current (runner) == NULL);
  g_assert_cmpuint (fixture.posted->len, ==, 3);

  dialog = preamp_migration_dialog_new_for_run (fixture.workspace, run);
  gtk_window_present (dialog);
  g_assert_true (shows ("result_page"));
  g_assert_cmpstr (get_heading ("result_page"), ==, "All 3 datasources moved");
  close_dialog ();

  dialog_fixture_tear_down (&fixture);
}

/* Result */

static void
test_result_puts_the_broken_first (void)
{
  static const char * const groups[] = {
    "Incomplete", "Unconfirmed", "Unknown State", "Aborted", "Refused", "Left Out", "Complete",
  };
  GtkWidget *result;
  GtkWidget *group;
  GtkWidget *row;
  g_autofree char *copied = NULL;

  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();
  result = get_page ("result_page");

  g_assert_cmpuint (fixture.posted->len, ==, 6);
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Migration Result");
  g_assert_cmpstr (get_heading ("result_page"), ==, "1 of 6 datasources are known to have moved");
  g_assert_true (gtk_window_get_focus (dialog) == widget_tree_get_child (result, "heading"));
  g_assert_true (gtk_window_get_default_widget (dialog) ==
                 widget_tree_get_child (result, "done_button"));
  g_assert_false (widget_tree_is_shown (widget_tree_get_child (result, "calm_icon")));
  g_assert_false (widget_tree_is_shown (widget_tree_get_child (result, "error_card")));
  g_assert_true (widget_tree_is_shown (widget_tree_get_child (result, "incomplete_card")));
  g_assert_true (has_text ("result_page", "Content built on 1 datasource may be broken"));

  group = gtk_widget_get_first_child (adw_bin_get_child (widget_tree_get_child (result, "groups")));
  for (size_t i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)),
                       ==, groups[i]);
      group = gtk_widget_get_next_sibling (group);
    }
  g_assert_null (group);

  g_assert_true (has_text ("result_page", "Domo says “PENDING”"));

  row = widget_tree_find_type (result, PREAMP_TYPE_RESULT_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "<b>Broken</b> in two");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==,
                   "Half-way & <i>stuck</i> second line");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_nonnull (widget_tree_find_text (row, "INCOMPLETE"));
  g_assert_nonnull (widget_tree_find_text (row, "Half-way & <i>stuck</i>\nsecond line"));
  g_assert_nonnull (widget_tree_find_text (row, "<b>Broken</b>\nin two"));
  g_assert_nonnull (widget_tree_find_text (row, "Q7MZK2TPLD-8WXCN-R4HVB"));
  g_assert_nonnull (widget_tree_find_text (row, "25 November 2026, 18:01:22 – 18:01:33"));
  g_assert_nonnull (widget_tree_find_text (row, "under 1 s, from the request to the answer. "
                                                "Domo’s own times make it 11 s."));
  g_assert_nonnull (widget_tree_find_text (row, "d5"));
  g_assert_nonnull (widget_tree_find_text (row, "Try Again…"));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.copy-for-support", "s", "d5");
  copied = read_clipboard (GTK_WIDGET (dialog));
  g_assert_nonnull (strstr (copied, "d5"));
  g_assert_nonnull (strstr (copied, "Q7MZK2TPLD-8WXCN-R4HVB"));
  g_assert_nonnull (strstr (copied, "Half-way & <i>stuck</i>"));
  g_assert_null (strstr (copied, DIALOG_FIXTURE_TOKEN));
  await (widget_tree_find_text (GTK_WIDGET (dialog), "Text for Domo Support copied") != NULL);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 "SALES.INVOICE_LINES_OF_THE_CURRENT_YEAR_BY_CHANNEL");
  widget_tree_assert_fits_in_large_text (GTK_WIDGET (dialog), 360);
  widget_tree_assert_fits_in_height (GTK_WIDGET (dialog));
  widget_tree_assert_mnemonics (GTK_WIDGET (dialog));
  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_incomplete_is_tried_again (void)
{
  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();

  /* By now Domo's list calls it migrated, which must not keep it from being mended. */
  dialog_fixture_find (&fixture, "d5")->migrated = TRUE;
  dialog_fixture_find (&fixture, "d5")->state = NULL;
  click (widget_tree_get_child (get_page ("result_page"), "incomplete_retry_button"));
  g_assert_true (shows ("review_page"));
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Try Again");
  await_review ();
  g_assert_cmpstr (get_heading ("review_page"), ==, "1 datasource will be tried again");
  g_assert_true (has_text ("review_page", "An earlier attempt left it incomplete. Domo’s list "
                                          "calls it migrated by now."));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (dialog),
                                         widget_tree_get_child (get_page ("review_page"),
                                                                "rows_box")));
  g_assert_cmpuint (fixture.posted->len, ==, 6);

  widget_tree_assert_mnemonics (GTK_WIDGET (dialog));
  gtk_widget_activate_action (get_page ("review_page"), "review.cancel", NULL);
  g_assert_true (shows ("result_page"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d5");
  await_review ();
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.escape", NULL);
  g_assert_true (shows ("result_page"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d5");
  g_assert_true (shows ("review_page"));

  run_to_result ();
  g_assert_cmpuint (fixture.posted->len, ==, 7);
  g_assert_cmpstr (g_ptr_array_index (fixture.posted, 6), ==, "d5");
  g_assert_cmpstr (get_heading ("result_page"), ==, "1 datasource moved");

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_unconfirmed_is_closed (void)
{
  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d4");
  g_assert_true (shows ("result_page"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-outcome-again", "u",
                              (guint) PREAMP_OUTCOME_UNCONFIRMED);
  g_assert_true (shows ("result_page"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d0");
  g_assert_true (shows ("result_page"));
  g_assert_null (find_question ());

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_unknown_state_asks_first (void)
{
  AdwMessageDialog *question;

  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d3");
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "check-again");
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_body (question),
                                   "Domo says “PENDING”. "));
  respond (question, "cancel");
  g_assert_true (shows ("result_page"));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d3");
  respond (find_question (), "try-again");
  g_assert_true (shows ("review_page"));
  await_review ();
  g_assert_cmpstr (get_heading ("review_page"), ==, "1 datasource will be tried again");
  g_assert_cmpuint (fixture.posted->len, ==, 6);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_all_complete_is_calm (void)
{
  GtkWidget *result;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();
  result = get_page ("result_page");

  g_assert_cmpstr (get_heading ("result_page"), ==, "All 3 datasources moved");
  g_assert_true (widget_tree_is_shown (widget_tree_get_child (result, "calm_icon")));
  g_assert_false (widget_tree_is_shown (widget_tree_get_child (result, "incomplete_card")));
  g_assert_cmpuint (widget_tree_count_type (result, PREAMP_TYPE_RESULT_ROW), ==, 3);
  g_assert_true (has_text ("result_page", "Domo reports every one of them as complete."));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_reversal_goes_the_same_way (void)
{
  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  for (guint i = 0; i < 3; i++)
    fixture.datasources[i].migrated = TRUE;
  dialog_fixture_find (&fixture, "d1")->state = "INCOMPLETE";
  open_plan (PREAMP_DIRECTION_REVERSE);

  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Review Reversal");
  await_review ();
  g_assert_cmpstr (get_heading ("review_page"), ==, "3 datasources will move back to Federated");
  g_assert_cmpstr (get_start_label (), ==, "Reverse 3 Datasources");

  run_to_result ();
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Reversal Result");
  g_assert_cmpstr (get_heading ("result_page"), ==, "2 of 3 datasources moved back");
  g_assert_false (dialog_fixture_find (&fixture, "d0")->migrated);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d1");
  dialog_fixture_find (&fixture, "d1")->state = NULL;
  run_to_result ();
  g_assert_false (dialog_fixture_find (&fixture, "d1")->migrated);
  g_assert_cmpuint (fixture.posted->len, ==, 4);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_unwritable_journal_sends_nothing (void)
{
  GtkWidget *result;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();
  preamp_journal_close (fixture.journal);
  run_to_result ();
  result = get_page ("result_page");

  g_assert_cmpuint (fixture.posted->len, ==, 0);
  g_assert_true (widget_tree_is_shown (widget_tree_get_child (result, "error_card")));
  g_assert_true (has_text ("result_page", "The run did not start"));
  g_assert_true (g_str_has_suffix (
    gtk_label_get_text (widget_tree_get_child (result, "error_label")),
    "Nothing was sent to Domo, and nothing was changed."));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_icon_buttons_have_labels (void)
{
  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  await_review ();

  /* The first button of their header bars. */
  gtk_test_accessible_assert_property (
    widget_tree_find_type (get_page ("list_box"), GTK_TYPE_BUTTON),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "Back");
  gtk_test_accessible_assert_property (
    widget_tree_find_type (get_page ("details_box"), GTK_TYPE_BUTTON),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "Back");
  gtk_test_accessible_assert_role (widget_tree_get_child (get_page ("review_page"), "heading"),
                                   GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_test_accessible_assert_property (widget_tree_get_child (get_page ("review_page"), "heading"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "3 datasources will move to Enterprise <b>Warehouse</b>");

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  /* Newer releases of GTK warn while they measure a message dialog. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

#define ADD(name, function) g_test_add_func ("/window/migration-dialog/" name, function)
  ADD ("review-says-what-moves-and-why-not", test_review_says_what_moves_and_why_not);
  ADD ("enter-on-arrival-sends-nothing", test_enter_on_arrival_sends_nothing);
  ADD ("second-press-starts-nothing", test_second_press_starts_nothing);
  ADD ("pace-goes-into-the-run", test_pace_goes_into_the_run);
  ADD ("limits-go-into-the-run", test_limits_go_into_the_run);
  ADD ("estimate-goes-by-what-was-measured", test_estimate_goes_by_what_was_measured);
  ADD ("run-can-be-scheduled", test_run_can_be_scheduled);
  ADD ("missed-start-is-asked-about", test_missed_start_is_asked_about);
  ADD ("refused-list-can-be-read-again", test_refused_list_can_be_read_again);
  ADD ("nothing-to-do-can-only-be-closed", test_nothing_to_do_can_only_be_closed);
  ADD ("many-rows-are-a-list-of-their-own", test_many_rows_are_a_list_of_their_own);
  ADD ("run-is-shown-while-it-goes-on", test_run_is_shown_while_it_goes_on);
  ADD ("waiting-run-moves-nothing", test_waiting_run_moves_nothing);
  ADD ("stop-asks-and-leaves-the-waiting", test_stop_asks_and_leaves_the_waiting);
  ADD ("pause-can-be-continued", test_pause_can_be_continued);
  ADD ("pace-can-be-changed-in-mid-run", test_pace_can_be_changed_in_mid_run);
  ADD ("question-goes-with-the-run", test_question_goes_with_the_run);
  ADD ("closing-stops-nothing", test_closing_stops_nothing);
  ADD ("result-puts-the-broken-first", test_result_puts_the_broken_first);
  ADD ("incomplete-is-tried-again", test_incomplete_is_tried_again);
  ADD ("unconfirmed-is-closed", test_unconfirmed_is_closed);
  ADD ("unknown-state-asks-first", test_unknown_state_asks_first);
  ADD ("all-complete-is-calm", test_all_complete_is_calm);
  ADD ("reversal-goes-the-same-way", test_reversal_goes_the_same_way);
  ADD ("unwritable-journal-sends-nothing", test_unwritable_journal_sends_nothing);
  ADD ("icon-buttons-have-labels", test_icon_buttons_have_labels);
#undef ADD

  return g_test_run ();
}
