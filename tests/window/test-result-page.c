/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be done about attempts that did not end well, where the result of a run is shown. */

#include "config.h"

#include <glib/gstdio.h>

#include "dialog-driver.h"
#include "migration/preamp-csv.h"
#include "widget-tree.h"
#include "window/preamp-attempt-details.h"
#include "window/preamp-result-row.h"
#include "window/preamp-run-export.h"

static const PreampAttemptRecord *
get_record (const char *datasource_id)
{
  g_autoptr (PreampRun) run = NULL;
  GListModel *runs = preamp_runner_get_runs (preamp_workspace_get_runner (fixture.workspace));

  run = g_list_model_get_item (runs, g_list_model_get_n_items (runs) - 1);

  return preamp_attempt_get_record (preamp_run_find_attempt (run, datasource_id));
}

static PreampResultRow *
find_row (GtkWidget  *widget,
          const char *datasource_id)
{
  if (PREAMP_IS_RESULT_ROW (widget))
    {
      PreampAttempt *attempt = preamp_result_row_get_attempt (PREAMP_RESULT_ROW (widget));

      return g_str_equal (preamp_attempt_get_datasource_id (attempt), datasource_id)
               ? PREAMP_RESULT_ROW (widget) : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      PreampResultRow *row = find_row (child, datasource_id);

      if (row != NULL)
        return row;
    }

  return NULL;
}

static gpointer
open_row (const char *datasource_id)
{
  PreampResultRow *row = find_row (get_page ("result_page"), datasource_id);

  g_assert_nonnull (row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);

  return row;
}

static const char *
get_subtitle (void)
{
  GtkWidget *heading = widget_tree_get_child (get_page ("result_page"), "heading");

  return gtk_label_get_text (widget_tree_get_child (heading, "subtitle_label"));
}

static gboolean
offers (const char *datasource_id,
        const char *label)
{
  GtkWidget *text = widget_tree_find_text (open_row (datasource_id), label);

  return text != NULL && gtk_widget_get_child_visible (text) &&
         gtk_widget_get_visible (gtk_widget_get_ancestor (text, GTK_TYPE_BUTTON));
}

static void
test_unconfirmed_asks_after_its_looking_up (void)
{
  AdwMessageDialog *question;
  PreampLookup *lookup;
  PreampLook look;
  gint64 id;

  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  lookup = preamp_workspace_get_lookup (fixture.workspace);
  /* So that all of the fifteen minutes pass. */
  preamp_lookup_set_second (lookup, 1000);
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();
  id = get_record ("d4")->id;
  await (preamp_lookup_get_look (lookup, id, &look) && look.next_look == 0 && !look.looking);
  await (offers ("d4", "Try Again…"));
  g_assert_true (offers ("d4", "Check Again"));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d4");
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==, "Try “Lost” Again?");
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "check-again");
  g_assert_cmpstr (adw_message_dialog_get_close_response (question), ==, "cancel");
  respond (question, "check-again");
  g_assert_true (shows ("result_page"));
  await (preamp_lookup_get_look (lookup, id, &look) && look.looking);
  await (preamp_lookup_get_look (lookup, id, &look) && !look.looking);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d4");
  respond (find_question (), "cancel");
  g_assert_true (shows ("result_page"));
  g_assert_cmpuint (fixture.posted->len, ==, 6);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d4");
  respond (find_question (), "try-again");
  g_assert_true (shows ("review_page"));
  await_review ();
  g_assert_null (gtk_window_get_default_widget (dialog));
  g_assert_cmpstr (get_heading ("review_page"), ==, "1 datasource will be tried again");
  g_assert_true (has_text ("review_page",
                           "Its last attempt got no answer, and may still be running."));
  g_assert_cmpuint (fixture.posted->len, ==, 6);

  dialog_fixture_find (&fixture, "d4")->state = NULL;
  run_to_result ();
  g_assert_cmpuint (fixture.posted->len, ==, 7);
  g_assert_cmpstr (g_ptr_array_index (fixture.posted, 6), ==, "d4");
  g_assert_cmpstr (get_heading ("result_page"), ==, "1 datasource moved");

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_what_is_found_out_later_regroups (void)
{
  GtkWidget *row;

  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();

  g_assert_cmpstr (get_heading ("result_page"), ==, "1 of 6 datasources are known to have moved");
  g_assert_true (has_text ("result_page", "Unconfirmed"));
  g_assert_false (has_text ("result_page", "Moved, by Domo’s Lists"));
  await (offers ("d4", "Check Again"));
  g_assert_false (offers ("d4", "Try Again…"));
  row = open_row ("d4");
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);

  dialog_fixture_find (&fixture, "d4")->migrated = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.check-again", "s", "d4");
  await (has_text ("result_page", "Moved, by Domo’s Lists"));
  g_assert_false (has_text ("result_page", "Unconfirmed"));
  g_assert_cmpstr (get_heading ("result_page"), ==, "2 of 6 datasources are known to have moved");

  /* What was open stays open, and keeps the focus. */
  row = GTK_WIDGET (find_row (get_page ("result_page"), "d4"));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (dialog), row));
  await (offers ("d4", "Mark as Seen"));
  g_assert_false (offers ("d4", "Check Again"));
  g_assert_cmpuint (fixture.posted->len, ==, 6);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_one_press_tries_all_again (void)
{
  GtkButton *button;

  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();

  button = widget_tree_get_child (get_page ("result_page"), "retry_button");
  g_assert_true (widget_tree_is_shown (GTK_WIDGET (button)));
  g_assert_cmpstr (gtk_button_get_label (button), ==, "_Try All 3 Again…");
  click (GTK_WIDGET (button));
  g_assert_true (shows ("review_page"));
  await_review ();
  g_assert_cmpstr (get_heading ("review_page"), ==, "3 datasources will be tried again");
  g_assert_cmpuint (fixture.posted->len, ==, 6);

  for (guint i = 0; i < fixture.n_datasources; i++)
    {
      fixture.datasources[i].state = NULL;
      fixture.datasources[i].status = 0;
    }
  run_to_result ();
  g_assert_cmpuint (fixture.posted->len, ==, 9);
  g_assert_cmpstr (get_heading ("result_page"), ==, "All 3 datasources moved");
  for (guint i = 6; i < 9; i++)
    {
      const char *id = g_ptr_array_index (fixture.posted, i);

      g_assert_true (g_str_equal (id, "d1") || g_str_equal (id, "d2") || g_str_equal (id, "d5"));
    }

  /* And all of that goes back in one review too. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.reverse", NULL);
  g_assert_true (shows ("review_page"));
  await_review ();
  g_assert_cmpstr (get_heading ("review_page"), ==, "3 datasources will move back to Federated");
  run_to_result ();
  g_assert_cmpstr (get_heading ("result_page"), ==, "All 3 datasources moved back");

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

/* A retry that changed nothing leaves what was broken as broken as it was. */
static void
test_aborted_retry_leaves_it_incomplete (void)
{
  GtkWidget *page;

  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();
  g_assert_false (has_text ("result_page", "Aborted, and Still Incomplete"));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d5");
  g_assert_true (shows ("review_page"));
  await_review ();
  dialog_fixture_find (&fixture, "d5")->state = "ABORTED";
  run_to_result ();

  page = get_page ("result_page");
  await (has_text ("result_page", "Aborted, and Still Incomplete"));
  g_assert_null (widget_tree_find_text (page, "Nothing was changed, and content works as before. "
                                              "Solve the cause, then try again."));
  open_row ("d5");
  await (has_text ("result_page", "Still Incomplete"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_attention_is_set_aside (void)
{
  PreampStandings *standings;
  AdwMessageDialog *question;
  guint n;

  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  standings = preamp_workspace_get_standings (fixture.workspace);
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();
  await (preamp_standings_get_n_attention (standings) == 3);
  n = 3;
  await (offers ("d4", "Set Aside"));
  g_assert_false (offers ("d2", "Set Aside"));
  /* On a phone, with the room that the style sheet leaves at both sides. */
  widget_tree_assert_fits_in_large_text (
    widget_tree_find_type (GTK_WIDGET (dialog), PREAMP_TYPE_ATTEMPT_DETAILS), 290);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.set-aside", "s", "d4");
  g_assert_null (find_question ());
  await (preamp_standings_get_n_attention (standings) == n - 1);
  g_assert_false (offers ("d4", "Set Aside"));

  /* It is out of sight, and as closed as before. */
  g_assert_true (has_text ("result_page", "Unconfirmed"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.try-again", "s", "d4");
  g_assert_true (shows ("result_page"));
  g_assert_null (find_question ());

  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.set-aside", "s", "d5");
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "cancel");
  respond (question, "cancel");
  g_assert_true (offers ("d5", "Set Aside"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "run.set-aside", "s", "d5");
  respond (find_question (), "set-aside");
  await (preamp_standings_get_n_attention (standings) == n - 2);

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_what_was_left_out_is_shown (void)
{
  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  start ();
  await (fixture.held->len == 2);
  await (has_text ("running_page", "left out"));

  fixture.holds = FALSE;
  while (fixture.held->len > 0)
    dialog_fixture_release (&fixture);
  await (shows ("result_page"));
  g_assert_true (has_text ("result_page", "Left Out"));
  g_assert_true (has_text ("result_page", "It is migrated already."));
  g_assert_nonnull (find_row (get_page ("result_page"), "d6"));
  g_assert_nonnull (find_row (get_page ("result_page"), "d7"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_stopped_run_is_continued (void)
{
  PreampRun *run;

  dialog_fixture_set_up (&fixture, three, G_N_ELEMENTS (three));
  fixture.holds = TRUE;
  open_plan (PREAMP_DIRECTION_MIGRATE);
  g_object_set (dialog, "at-once", 1, NULL);
  start ();
  await (fixture.held->len == 1);
  run = preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace));
  preamp_run_stop (run);
  dialog_fixture_release (&fixture);
  await (shows ("result_page"));
  g_assert_nonnull (strstr (get_subtitle (), "stopped after"));

  fixture.holds = FALSE;
  click (gtk_widget_get_ancestor (widget_tree_find_text (get_page ("result_page"), "Continue…"),
                                  GTK_TYPE_BUTTON));
  g_assert_true (shows ("review_page"));
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Review Migration");
  run_to_result ();
  g_assert_cmpuint (fixture.posted->len, ==, 3);
  g_assert_cmpstr (get_heading ("result_page"), ==, "All 2 datasources moved");
  g_assert_nonnull (strstr (get_subtitle (), "finished in"));

  close_dialog ();
  dialog_fixture_tear_down (&fixture);
}

static void
test_report_is_saved (void)
{
  g_autofree char *path = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) nowhere = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  size_t length;
  gint64 run_id;

  dialog_fixture_set_up (&fixture, every_outcome, G_N_ELEMENTS (every_outcome));
  open_plan (PREAMP_DIRECTION_MIGRATE);
  run_to_result ();
  g_assert_true (widget_tree_is_shown (widget_tree_get_child (get_page ("result_page"),
                                                              "report_button")));
  run_id = get_record ("d4")->run_id;

  path = g_build_filename (fixture.directory, "report.csv", NULL);
  file = g_file_new_for_path (path);
  preamp_run_export_to (GTK_WIDGET (dialog), fixture.workspace, run_id, file, PREAMP_REPORT_CSV);
  await (g_file_test (path, G_FILE_TEST_EXISTS));
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  rows = preamp_csv_parse (text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1 + G_N_ELEMENTS (every_outcome));
  await (widget_tree_find_text (GTK_WIDGET (dialog), "Report saved") != NULL);
  g_unlink (path);

  missing = g_build_filename (fixture.directory, "missing", "report.csv", NULL);
  nowhere = g_file_new_for_path (missing);
  preamp_run_export_to (GTK_WIDGET (dialog), fixture.workspace, run_id, nowhere,
                        PREAMP_REPORT_CSV);
  await (find_question () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (find_question ()), ==, "Nothing Was Exported");
  respond (find_question (), "close");

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

#define ADD(name, function) g_test_add_func ("/window/result-page/" name, function)
  ADD ("unconfirmed-asks-after-its-looking-up", test_unconfirmed_asks_after_its_looking_up);
  ADD ("what-is-found-out-later-regroups", test_what_is_found_out_later_regroups);
  ADD ("one-press-tries-all-again", test_one_press_tries_all_again);
  ADD ("aborted-retry-leaves-it-incomplete", test_aborted_retry_leaves_it_incomplete);
  ADD ("attention-is-set-aside", test_attention_is_set_aside);
  ADD ("what-was-left-out-is-shown", test_what_was_left_out_is_shown);
  ADD ("stopped-run-is-continued", test_stopped_run_is_continued);
  ADD ("report-is-saved", test_report_is_saved);

  return g_test_run ();
}
