/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "../journal/journal-fixture.h"
#include "dialog-fixture.h"
#include "migration/preamp-activity-model.h"
#include "migration/preamp-csv.h"
#include "widget-tree.h"
#include "window/preamp-activity-dialog.h"
#include "window/preamp-activity-filters.h"
#include "window/preamp-activity-overview.h"
#include "window/preamp-activity-page.h"
#include "window/preamp-activity-row.h"
#include "window/preamp-activity-words.h"
#include "window/preamp-attempt-details.h"
#include "window/preamp-attention-bar.h"
#include "window/preamp-attention-row.h"
#include "window/preamp-migration-dialog.h"
#include "window/preamp-outcome-bar.h"
#include "window/preamp-report-row.h"
#include "window/preamp-run-export.h"
#include "window/preamp-run-report.h"
#include "window/preamp-rows.h"

typedef struct
{
  const char    *id;
  const char    *name;
  PreampOutcome  outcome;
  const char    *left_out;
} Row;

static const Datasource datasources[] = {
  { .id = "d0", .name = "Invoice <b>Lines</b>" },
  { .id = "d1", .name = "Orders" },
};

/* The first run: all went well but for the last. */
static const Row first_rows[] = {
  { "d0", "Invoice <b>Lines</b>", PREAMP_OUTCOME_INCOMPLETE, NULL },
  { "d1", "Orders", PREAMP_OUTCOME_COMPLETE, NULL },
  { "d2", "Returns", PREAMP_OUTCOME_ABORTED, NULL },
  { "d3", "Ledger", PREAMP_OUTCOME_NONE, "It collides with “Orders”." },
};

/* The second was stopped. */
static const Row second_rows[] = {
  { "d4", "Stock", PREAMP_OUTCOME_UNCONFIRMED, NULL },
  { "d5", "Prices", PREAMP_OUTCOME_NOT_STARTED, NULL },
  { "d6", "Customers", PREAMP_OUTCOME_MOVED, NULL },
};

static DialogFixture fixture;
static GtkWindow *window;
static PreampActivityPage *page;

/* When the next run that is added was to start nothing new any more, 0 for never. */
static gint64 next_stops_at;

static const char *
get_instance (void)
{
  PreampConnection *connection = preamp_workspace_get_connection (fixture.workspace);

  return preamp_instance_get_base_uri (preamp_connection_get_instance (connection));
}

static gint64
add_run (const Row       *rows,
         guint            n_rows,
         PreampRunEnding  ending,
         gint64           ago,
         const char      *integration)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (get_instance (), PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  run->started_at = g_get_real_time () - ago;
  run->stops_at = next_stops_at;
  run->note = g_strdup ("CHG-4711");
  run->user_name = g_strdup ("Ana");
  run->plan_sha256 = g_strdup ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);

  for (guint i = 0; i < n_rows; i++)
    {
      PreampAttemptRecord *record = journal_new_attempt (rows[i].id, PREAMP_DIRECTION_MIGRATE);

      g_free (record->integration_id);
      record->integration_id = g_strdup (integration);
      record->integration_name = g_strdup_printf ("Name of %s", integration);
      record->datasource_name = g_strdup (rows[i].name);
      record->left_out = g_strdup (rows[i].left_out);
      g_ptr_array_add (records, record);
    }

  run_id = journal_begin_run (fixture.journal, run, records, &ids, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < n_rows; i++)
    {
      PreampAttemptRecord *record = g_ptr_array_index (records, i);

      if (rows[i].outcome == PREAMP_OUTCOME_NONE || rows[i].outcome == PREAMP_OUTCOME_NOT_STARTED)
        continue;

      record->id = g_array_index (ids, gint64, i);
      record->sent_at = run->started_at;
      record->outcome = rows[i].outcome;
      record->duration = 8 * G_USEC_PER_SEC;
      record->toe = g_strdup_printf ("TOE-%s", rows[i].id);
      if (record->outcome != PREAMP_OUTCOME_NOT_SENT)
        {
          journal_mark_sent (fixture.journal, record->id, &error);
          g_assert_no_error (error);
        }
      journal_save_record (fixture.journal, record, &error);
      g_assert_no_error (error);
    }

  journal_end_run (fixture.journal, run_id, ending, NULL, &error);
  g_assert_no_error (error);

  return run_id;
}

static gpointer
get_child (const char *name)
{
  return widget_tree_get_child (page, name);
}

static const char *
get_state (void)
{
  return gtk_stack_get_visible_child_name (get_child ("page_stack"));
}

static const char *
get_list_state (void)
{
  return gtk_stack_get_visible_child_name (get_child ("list_stack"));
}

static GListModel *
get_rows (void)
{
  GtkColumnView *view = widget_tree_get_child (get_child ("table"), "view");

  return G_LIST_MODEL (gtk_column_view_get_model (view));
}

static guint
count_rows (void)
{
  GListModel *rows = get_rows ();

  return rows != NULL ? g_list_model_get_n_items (rows) : 0;
}

static GtkWidget *
get_overview (void)
{
  return get_child ("overview");
}

static GListModel *
get_attention (void)
{
  GtkWidget *list = widget_tree_get_child (get_overview (), "attention_list");

  return G_LIST_MODEL (widget_tree_get_child (list, "attempts"));
}

static guint
count_attention (void)
{
  return g_list_model_get_n_items (get_attention ());
}

static void
await_attention (guint n)
{
  preamp_standings_refresh (preamp_workspace_get_standings (fixture.workspace));
  await (count_attention () == n);
}

static void
present (int width)
{
  GtkWidget *overlay;

  page = PREAMP_ACTIVITY_PAGE (preamp_activity_page_new ());
  window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (window, width, 640);
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  gtk_window_set_child (window, overlay);
  preamp_activity_page_set_workspace (page, fixture.workspace);
  gtk_window_present (window);
}

static void
show (void)
{
  present (1000);
  await (!g_str_equal (get_state (), "loading"));
  /* What has no width yet is told in few words. */
  await (gtk_widget_get_width (GTK_WIDGET (page)) > 0);
}

static void
set_up (void)
{
  dialog_fixture_set_up (&fixture, datasources, G_N_ELEMENTS (datasources));
}

static void
set_up_filled (void)
{
  set_up ();
  add_run (first_rows, G_N_ELEMENTS (first_rows), PREAMP_RUN_ENDING_FINISHED,
           40 * (gint64) G_TIME_SPAN_DAY, "one");
  add_run (second_rows, G_N_ELEMENTS (second_rows), PREAMP_RUN_ENDING_STOPPED,
           G_TIME_SPAN_MINUTE, "two");
}

static void
tear_down (void)
{
  gpointer gone = page;

  g_object_add_weak_pointer (G_OBJECT (page), &gone);
  gtk_window_destroy (window);
  await (gone == NULL);
  dialog_fixture_tear_down (&fixture);
}

static gpointer
find_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (dialog, type) && gtk_widget_get_visible (GTK_WIDGET (dialog)))
        return dialog;
    }

  return NULL;
}

static void
close_dialog (gpointer dialog)
{
  gpointer gone = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &gone);
  gtk_window_destroy (GTK_WINDOW (dialog));
  await (gone == NULL);
}

static PreampActivityItem *
await_item (guint position)
{
  PreampActivityItem *item;

  await (count_rows () > position);
  item = g_list_model_get_item (get_rows (), position);
  await (preamp_activity_item_get_loaded (item));

  return item;
}

/* The row for an attempt that needs attention, by its datasource. */
static gint64
find_attention (const char *datasource_id)
{
  GListModel *attention = get_attention ();

  for (guint i = 0; i < g_list_model_get_n_items (attention); i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attention, i);

      if (g_str_equal (preamp_attempt_get_datasource_id (attempt), datasource_id))
        return preamp_attempt_get_record (attempt)->id;
    }

  g_assert_not_reached ();
}

static gboolean
says (const char *text)
{
  return widget_tree_find_text (GTK_WIDGET (window), text) != NULL;
}

static void
undo (void)
{
  GtkWidget *label = widget_tree_find_text (GTK_WIDGET (window), "Undo");
  GtkWidget *button;

  g_assert_nonnull (label);
  button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_empty (void)
{
  set_up ();
  show ();
  g_assert_cmpstr (get_state (), ==, "none");
  g_assert_nonnull (widget_tree_find_text (GTK_WIDGET (page), "No Activity Yet"));
  g_assert_false (preamp_activity_page_get_exportable (page));
  tear_down ();
}

/* Asked of the row as it is now: the journal may be read again meanwhile. */
static gboolean
has_duration (guint       position,
              const char *text)
{
  g_autoptr (PreampActivityItem) item = NULL;
  g_autofree char *duration = NULL;

  if (count_rows () <= position)
    return FALSE;

  item = g_list_model_get_item (get_rows (), position);
  duration = preamp_activity_words_dup_duration (item);

  return g_str_equal (duration, text);
}

/* A crash leaves the run as it is found at the next start. */
static void
test_interrupted_run (void)
{
  static const Row rows[] = {
    { "d0", "Invoice <b>Lines</b>", PREAMP_OUTCOME_COMPLETE, NULL },
    { "d1", "Orders", PREAMP_OUTCOME_NOT_STARTED, NULL },
  };
  static const Row later[] = {
    { "d2", "Returns", PREAMP_OUTCOME_COMPLETE, NULL },
  };
  PreampInterruption *interruption;
  PreampStandings *standings;
  GtkWidget *card;
  GtkWidget *bar;
  gpointer dialog;

  set_up ();
  interruption = preamp_workspace_get_interruption (fixture.workspace);
  standings = preamp_workspace_get_standings (fixture.workspace);
  add_run (rows, G_N_ELEMENTS (rows), PREAMP_RUN_ENDING_CRASHED, G_TIME_SPAN_MINUTE, "one");
  show ();
  bar = g_object_ref_sink (preamp_attention_bar_new ());
  preamp_attention_bar_set_workspace (PREAMP_ATTENTION_BAR (bar), fixture.workspace);
  preamp_standings_refresh (standings);
  await (preamp_interruption_get_summary (interruption) != NULL);
  g_assert_cmpuint (preamp_interruption_get_records (interruption)->len, ==, 1);

  card = widget_tree_get_child (get_overview (), "interruption_card");
  g_assert_true (gtk_widget_get_visible (card));
  g_assert_nonnull (widget_tree_find_text (card, "A run was interrupted: 1 of 2 not started"));
  widget_tree_assert_fits_in_large_text (card, 324);
  g_assert_false (gtk_widget_get_visible (widget_tree_get_child (get_overview (), "calm_box")));
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_nonnull (widget_tree_find_text (bar, "A run was interrupted: 1 of 2 not started"));
  await (has_duration (0, "Not known"));

  /* It leads to a review; nothing is sent. */
  gtk_widget_activate_action (card, "activity.continue", NULL);
  dialog = find_dialog (PREAMP_TYPE_MIGRATION_DIALOG);
  g_assert_nonnull (dialog);
  close_dialog (dialog);
  g_assert_cmpuint (fixture.posted->len, ==, 0);

  /* The offer stands whatever else is done, until it is put off, which can be taken back. */
  add_run (later, G_N_ELEMENTS (later), PREAMP_RUN_ENDING_FINISHED, 0, "one");
  preamp_standings_refresh (standings);
  await (count_rows () == 2);
  g_assert_true (gtk_widget_get_visible (card));
  gtk_widget_activate_action (card, "activity.not-now", NULL);
  await (preamp_interruption_get_summary (interruption) == NULL);
  await (says ("The report of this run still offers to continue it."));
  g_assert_false (gtk_widget_get_visible (card));
  undo ();
  await (preamp_interruption_get_summary (interruption) != NULL);
  g_assert_true (gtk_widget_get_visible (card));

  /* Or until another run has taken what waits. */
  add_run (&rows[1], 1, PREAMP_RUN_ENDING_STOPPED, 0, "one");
  preamp_standings_refresh (standings);
  await (preamp_interruption_get_summary (interruption) == NULL);
  g_assert_false (gtk_widget_get_visible (card));
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_true (gtk_widget_get_visible (widget_tree_get_child (get_overview (), "calm_box")));
  g_object_unref (bar);
  tear_down ();
}

/* A window of time is not taken over in silence. */
static void
test_window_of_an_interrupted_run (void)
{
  static const Row rows[] = {
    { "d0", "Invoice <b>Lines</b>", PREAMP_OUTCOME_COMPLETE, NULL },
    { "d1", "Orders", PREAMP_OUTCOME_NOT_STARTED, NULL },
  };
  g_autoptr (PreampActivityItem) run = NULL;
  PreampActivityDialog *dialog;
  PreampMigrationDialog *review;
  GtkWidget *report;
  GtkWidget *row;
  GtkLabel *label;

  set_up ();
  next_stops_at = g_get_real_time () - 30 * G_USEC_PER_SEC;
  add_run (rows, G_N_ELEMENTS (rows), PREAMP_RUN_ENDING_HALTED, G_TIME_SPAN_MINUTE, "one");
  next_stops_at = 0;
  show ();

  run = await_item (0);
  g_signal_emit_by_name (get_child ("table"), "activated", run);
  dialog = find_dialog (PREAMP_TYPE_ACTIVITY_DIALOG);
  report = widget_tree_get_child (dialog, "report");
  await (widget_tree_count_type (report, PREAMP_TYPE_REPORT_ROW) == 2);
  row = widget_tree_get_child (report, "limit_row");
  g_assert_true (gtk_widget_get_visible (row));
  row = widget_tree_get_child (report, "planned_start_row");
  g_assert_false (gtk_widget_get_visible (row));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.continue", NULL);
  review = find_dialog (PREAMP_TYPE_MIGRATION_DIALOG);
  g_assert_nonnull (review);
  label = widget_tree_get_child (widget_tree_get_child (review, "review_page"), "earlier_label");
  await (gtk_widget_get_visible (GTK_WIDGET (label)));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (label),
                                   "The run that this continues was to start nothing new after: "));
  close_dialog (review);
  close_dialog (dialog);
  g_assert_cmpuint (fixture.posted->len, ==, 0);
  tear_down ();
}

static void
test_stopped_run_is_no_interruption (void)
{
  PreampStandings *standings;

  set_up_filled ();
  show ();
  standings = preamp_workspace_get_standings (fixture.workspace);
  await_attention (3);
  preamp_standings_refresh (standings);
  await (count_rows () == 2);
  g_assert_null (
    preamp_interruption_get_summary (preamp_workspace_get_interruption (fixture.workspace)));
  tear_down ();
}

static void
test_runs_and_attempts (void)
{
  g_autoptr (PreampActivityItem) run = NULL;
  g_autoptr (PreampActivityItem) attempt = NULL;

  set_up_filled ();
  show ();
  g_assert_cmpstr (get_state (), ==, "activity");
  await (count_rows () == 2);
  g_assert_true (preamp_activity_page_get_exportable (page));
  run = await_item (0);
  g_assert_cmpint (preamp_activity_item_get_summary (run)->run->ending, ==,
                   PREAMP_RUN_ENDING_STOPPED);
  await (widget_tree_find_type (get_child ("table"), PREAMP_TYPE_OUTCOME_BAR) != NULL);

  gtk_toggle_button_set_active (get_child ("attempts_button"), TRUE);
  await (count_rows () == 6);
  attempt = await_item (0);
  g_assert_cmpstr (preamp_attempt_get_name (preamp_activity_item_get_attempt (attempt)), ==,
                   "Customers");
  tear_down ();
}

/* As by the keyboard, whose events cannot be made: before the search sees the key, which catches
 * what is typed below. */
static gboolean
press_shift_f10 (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      g_autoptr (GtkShortcut) shortcut = NULL;
      g_autofree char *trigger = NULL;

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;

      shortcut = g_list_model_get_item (G_LIST_MODEL (controller), 0);
      trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
      if (g_str_equal (trigger, "<Shift>F10"))
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
    }

  return FALSE;
}

static void
test_rows_are_named_and_have_a_menu (void)
{
  PreampActivityItem *attempt;
  GtkWidget *row;
  g_autofree char *label = NULL;

  set_up_filled ();
  show ();
  gtk_toggle_button_set_active (get_child ("attempts_button"), TRUE);
  await (count_rows () == 6);
  attempt = await_item (0);
  await ((row = preamp_rows_find (get_child ("table"), attempt)) != NULL &&
         gtk_widget_get_mapped (row));

  label = preamp_activity_words_dup_label (attempt);
  g_assert_true (g_str_has_prefix (label, "Customers, "));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, label);

  /* Not before it has a place. */
  await (gtk_widget_get_width (row) > 0);
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (press_shift_f10 (get_child ("row_menu")));
  g_assert_true (GTK_IS_POPOVER (gtk_widget_get_last_child (get_child ("row_menu"))));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "row.history", NULL));
  g_assert_cmpstr (gtk_editable_get_text (widget_tree_get_child (get_child ("filters"),
                                                                 "search_entry")),
                   ==,
                   preamp_attempt_get_datasource_id (preamp_activity_item_get_attempt (attempt)));
  tear_down ();
}

static void
test_filters (void)
{
  GtkDropDown *outcome;
  GtkDropDown *integration;
  GtkDropDown *date;
  GtkEditable *search;

  set_up_filled ();
  show ();
  gtk_toggle_button_set_active (get_child ("attempts_button"), TRUE);
  await (count_rows () == 6);
  outcome = widget_tree_get_child (get_child ("filters"), "outcome_drop_down");
  integration = widget_tree_get_child (get_child ("filters"), "integration_drop_down");
  date = widget_tree_get_child (get_child ("filters"), "date_drop_down");
  search = widget_tree_get_child (get_child ("filters"), "search_entry");

  /* All, then each outcome from complete on. */
  gtk_drop_down_set_selected (outcome, 3);
  await (count_rows () == 1);
  gtk_drop_down_set_selected (outcome, 0);
  await (count_rows () == 6);

  /* The integrations are those of the journal. */
  await (g_list_model_get_n_items (gtk_drop_down_get_model (integration)) == 3);
  gtk_drop_down_set_selected (integration, 1);
  await (count_rows () == 3);
  gtk_drop_down_set_selected (integration, 0);

  /* Today; the first run is of another month. */
  gtk_drop_down_set_selected (date, 3);
  await (count_rows () == 3);
  gtk_drop_down_set_selected (date, 0);
  await (count_rows () == 6);

  gtk_editable_set_text (search, "toe-d1");
  await (count_rows () == 1);
  g_signal_emit_by_name (search, "stop-search");
  await (count_rows () == 6);
  gtk_editable_set_text (search, "no such thing");
  await (g_str_equal (get_list_state (), "no-results"));
  g_assert_cmpstr (get_state (), ==, "activity");
  g_assert_false (preamp_activity_page_get_exportable (page));

  gtk_widget_activate_action (GTK_WIDGET (page), "activity.clear-filters", NULL);
  await (count_rows () == 6);
  g_assert_cmpstr (gtk_editable_get_text (search), ==, "");
  tear_down ();
}

static PreampOutcome
get_attention_outcome (guint position)
{
  GListModel *attention = get_attention ();
  g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attention, position);

  return preamp_attempt_get_outcome (attempt);
}

static void
test_needs_attention (void)
{
  PreampMigrationDialog *dialog;
  GtkWidget *row;
  GtkWidget *bar;
  gpointer button;

  set_up_filled ();
  show ();
  await_attention (3);

  bar = g_object_ref_sink (preamp_attention_bar_new ());
  preamp_attention_bar_set_workspace (PREAMP_ATTENTION_BAR (bar), fixture.workspace);
  g_assert_nonnull (widget_tree_find_text (bar, "1 datasource is incomplete"));
  g_assert_nonnull (widget_tree_find_text (bar, "Content built on it may be broken. 2 more need "
                                                "attention."));
  g_object_unref (bar);

  /* Incomplete first, moved last, and its markup is text. */
  g_assert_cmpint (get_attention_outcome (0), ==, PREAMP_OUTCOME_INCOMPLETE);
  g_assert_cmpint (get_attention_outcome (1), ==, PREAMP_OUTCOME_UNCONFIRMED);
  g_assert_cmpint (get_attention_outcome (2), ==, PREAMP_OUTCOME_MOVED);
  await (widget_tree_find_type (get_overview (), PREAMP_TYPE_ATTENTION_ROW) != NULL);
  row = widget_tree_find_type (get_overview (), PREAMP_TYPE_ATTENTION_ROW);
  g_assert_nonnull (widget_tree_find_text (row, "Invoice <b>Lines</b>"));
  button = widget_tree_get_child (row, "button");
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       gtk_button_get_child (button),
                                       widget_tree_get_child (row, "name_label"), NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget_tree_get_child (row, "aside_button")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Set Aside: Invoice <b>Lines</b>");

  gtk_widget_activate_action (GTK_WIDGET (page), "activity.try-again", "x", find_attention ("d0"));
  dialog = find_dialog (PREAMP_TYPE_MIGRATION_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Try Again");
  close_dialog (dialog);
  g_assert_cmpuint (fixture.posted->len, ==, 0);
  tear_down ();
}

static void
test_set_aside (void)
{
  AdwMessageDialog *question;

  set_up_filled ();
  show ();
  await_attention (3);

  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d6"));
  await (count_attention () == 2);
  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d4"));
  await (count_attention () == 1);

  /* What is broken asks first. */
  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d0"));
  question = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (question);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), "Invoice <b>Lines</b>"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "cancel");
  adw_message_dialog_response (question, "set-aside");
  await (count_attention () == 0);
  g_assert_true (gtk_widget_get_visible (widget_tree_get_child (get_overview (), "calm_box")));
  tear_down ();
}

/* A word a line would hide the window. */
static void
test_toast_is_short_in_large_text (void)
{
  set_up_filled ();
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  present (360);
  await (!g_str_equal (get_state (), "loading"));
  await_attention (3);
  await (gtk_widget_get_width (GTK_WIDGET (page)) > 0);

  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d4"));
  await (count_attention () == 2 && says ("1 set aside"));
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  tear_down ();
}

static void
test_set_aside_is_undone (void)
{
  static const char closed[] = "“Stock” was set aside. It stays closed to new requests until "
                               "Domo’s lists tell what became of it.";

  set_up_filled ();
  show ();
  await_attention (3);

  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d4"));
  await (count_attention () == 2 && says (closed));
  g_assert_true (journal_is_closed (fixture.journal, "d4"));
  undo ();
  await (count_attention () == 3);
  g_assert_true (journal_is_closed (fixture.journal, "d4"));
  await (!says (closed));

  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d6"));
  await (count_attention () == 2 && says ("“Customers” was marked as seen."));

  /* The next one joins it, and one press brings both back. */
  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d4"));
  await (count_attention () == 1 &&
         says ("2 datasources no longer need attention. Unconfirmed ones stay closed to new "
               "requests."));
  await (!says ("“Customers” was marked as seen."));
  undo ();
  await (count_attention () == 3);
  tear_down ();
}

static void
test_all_are_marked_as_seen (void)
{
  static const Row more[] = {
    { "d7", "Budget", PREAMP_OUTCOME_MOVED, NULL },
    { "d8", "Quotas", PREAMP_OUTCOME_MOVED, NULL },
  };
  GtkWidget *button;

  set_up_filled ();
  show ();
  await_attention (3);
  button = widget_tree_get_child (get_overview (), "seen_button");
  g_assert_false (gtk_widget_get_visible (button));

  add_run (more, G_N_ELEMENTS (more), PREAMP_RUN_ENDING_FINISHED, 0, "one");
  await_attention (5);
  g_assert_true (gtk_widget_get_visible (button));

  /* Not what is incomplete or unconfirmed. */
  gtk_widget_grab_focus (button);
  gtk_widget_activate_action (GTK_WIDGET (page), "activity.mark-all-as-seen", NULL);
  await (count_attention () == 2 && says ("3 datasources were marked as seen."));
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_cmpint (get_attention_outcome (0), ==, PREAMP_OUTCOME_INCOMPLETE);
  g_assert_cmpint (get_attention_outcome (1), ==, PREAMP_OUTCOME_UNCONFIRMED);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), get_overview ()));

  undo ();
  await (count_attention () == 5);
  tear_down ();
}

static GtkWidget *
find_button (const char *datasource_id,
             const char *name)
{
  GListModel *attention = get_attention ();

  for (guint i = 0; i < g_list_model_get_n_items (attention); i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attention, i);
      GtkWidget *row = NULL;

      if (g_str_equal (preamp_attempt_get_datasource_id (attempt), datasource_id))
        row = preamp_rows_find (get_overview (), attempt);
      if (row != NULL)
        return widget_tree_get_child (gtk_widget_get_first_child (row), name);
    }

  return NULL;
}

static gboolean
has_focus (const char *datasource_id,
           const char *name)
{
  GtkWidget *button = find_button (datasource_id, name);

  return button != NULL && gtk_window_get_focus (window) == button;
}

static void
test_focus_stays_in_the_list (void)
{
  static const Row more[] = { { "d7", "Budget", PREAMP_OUTCOME_UNCONFIRMED, NULL } };

  set_up_filled ();
  show ();
  await_attention (3);
  await (find_button ("d4", "aside_button") != NULL);
  gtk_widget_grab_focus (find_button ("d4", "aside_button"));

  /* What comes and goes around it does not take it away. */
  add_run (more, 1, PREAMP_RUN_ENDING_FINISHED, 0, "one");
  await_attention (4);
  g_assert_true (has_focus ("d4", "aside_button"));

  /* The next one gets it: it has but one button. */
  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d4"));
  await (count_attention () == 3);
  await (has_focus ("d6", "button"));

  /* After the last one, the one before it. */
  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d6"));
  await (count_attention () == 2);
  await (has_focus ("d7", "button"));

  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d7"));
  await (has_focus ("d0", "button"));
  gtk_widget_activate_action (GTK_WIDGET (page), "activity.set-aside", "x", find_attention ("d0"));
  adw_message_dialog_response (find_dialog (ADW_TYPE_MESSAGE_DIALOG), "set-aside");

  /* After all of them, the list below. */
  await (count_attention () == 0);
  await (gtk_window_get_focus (window) != NULL &&
         gtk_widget_is_ancestor (gtk_window_get_focus (window), get_child ("list_stack")));
  tear_down ();
}

static GtkWidget *
open_menu (GtkWidget *row_menu)
{
  GtkWidget *popover;

  g_assert_true (gtk_widget_activate_action (row_menu, "row-menu.popup", NULL));
  popover = gtk_widget_get_last_child (row_menu);
  g_assert_true (GTK_IS_POPOVER (popover));
  await (gtk_widget_get_mapped (popover));

  return popover;
}

static void
test_attention_has_a_menu (void)
{
  GtkWidget *list;
  GtkWidget *menu;

  set_up_filled ();
  show ();
  await_attention (3);
  list = widget_tree_get_child (get_overview (), "attention_list");

  await (find_button ("d6", "button") != NULL &&
         gtk_widget_get_width (find_button ("d6", "button")) > 0);
  gtk_widget_grab_focus (find_button ("d6", "button"));
  menu = open_menu (widget_tree_get_child (list, "row_menu"));
  g_assert_nonnull (widget_tree_find_text (menu, "Mark as Seen"));
  g_assert_nonnull (widget_tree_find_text (menu, "Details"));
  g_assert_null (widget_tree_find_text (menu, "Set Aside"));
  g_assert_null (widget_tree_find_text (menu, "Check Again"));
  gtk_popover_popdown (GTK_POPOVER (menu));

  gtk_widget_grab_focus (find_button ("d4", "button"));
  menu = open_menu (widget_tree_get_child (list, "row_menu"));
  g_assert_nonnull (widget_tree_find_text (menu, "Check Again"));
  g_assert_nonnull (widget_tree_find_text (menu, "Set Aside"));
  gtk_popover_popdown (GTK_POPOVER (menu));
  gtk_widget_activate_action (list, "attention.set-aside", NULL);
  await (count_attention () == 2);
  tear_down ();
}

static void
test_run_has_a_menu (void)
{
  GtkWidget *row;
  GtkWidget *menu;
  PreampActivityItem *run;
  gpointer dialog;

  set_up_filled ();
  show ();
  await (count_rows () == 2);
  run = await_item (1);
  await ((row = preamp_rows_find (get_child ("table"), run)) != NULL &&
         gtk_widget_get_width (row) > 0);
  gtk_widget_grab_focus (row);
  menu = open_menu (get_child ("row_menu"));
  g_assert_nonnull (widget_tree_find_text (menu, "Try Again…"));
  g_assert_nonnull (widget_tree_find_text (menu, "Reverse This Run…"));
  g_assert_nonnull (widget_tree_find_text (menu, "Export as CSV…"));
  g_assert_null (widget_tree_find_text (menu, "Continue…"));
  g_assert_null (widget_tree_find_text (menu, "Copy ID"));
  gtk_popover_popdown (GTK_POPOVER (menu));

  /* Its incomplete and its aborted one; nothing is sent without the review. */
  gtk_widget_activate_action (GTK_WIDGET (page), "row.retry", NULL);
  await ((dialog = find_dialog (PREAMP_TYPE_MIGRATION_DIALOG)) != NULL);
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Try Again");
  close_dialog (dialog);
  g_object_unref (run);

  run = await_item (0);
  await ((row = preamp_rows_find (get_child ("table"), run)) != NULL);
  gtk_widget_grab_focus (row);
  menu = open_menu (get_child ("row_menu"));
  g_assert_nonnull (widget_tree_find_text (menu, "Continue…"));
  gtk_popover_popdown (GTK_POPOVER (menu));
  gtk_widget_activate_action (GTK_WIDGET (page), "row.continue", NULL);
  await ((dialog = find_dialog (PREAMP_TYPE_MIGRATION_DIALOG)) != NULL);
  close_dialog (dialog);
  g_object_unref (run);
  g_assert_cmpuint (fixture.posted->len, ==, 0);
  tear_down ();
}

static void
test_outcomes (void)
{
  GtkLabel *total;
  GtkAccessible *bar;

  set_up_filled ();
  show ();
  total = widget_tree_get_child (get_overview (), "total_label");
  bar = widget_tree_get_child (get_overview (), "bar");

  /* Of the last 30 days, and without what was never sent. */
  await (g_str_equal (gtk_label_get_text (total), "2 attempts"));
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Moved, by Domo’s lists: 1, Unconfirmed: 1");
  g_assert_nonnull (widget_tree_find_text (get_overview (), "Unconfirmed"));
  tear_down ();
}

/* A complete one that Domo's lists contradict is no complete one, in the bar and beside it. */
static void
test_contradicted_outcomes_are_apart (void)
{
  static const Row rows[] = {
    { "d0", "Orders", PREAMP_OUTCOME_COMPLETE, NULL },
    { "d1", "Returns", PREAMP_OUTCOME_COMPLETE, NULL },
  };
  g_autoptr (PreampAttemptRecord) record = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  GtkAccessible *bar;

  set_up ();
  records = journal_list_run (fixture.journal,
                              add_run (rows, G_N_ELEMENTS (rows), PREAMP_RUN_ENDING_FINISHED,
                                       G_TIME_SPAN_MINUTE, "one"));
  record = preamp_attempt_record_copy (records->pdata[1]);
  record->contradicted = TRUE;
  g_assert_true (journal_save_record (fixture.journal, record, &error));
  g_assert_no_error (error);

  show ();
  await (g_str_equal (gtk_label_get_text (widget_tree_get_child (get_overview (), "total_label")),
                      "2 attempts"));
  bar = widget_tree_get_child (get_overview (), "bar");
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Complete: 1, Domo’s lists disagree: 1");
  g_assert_nonnull (widget_tree_find_text (get_overview (), "Complete"));
  g_assert_nonnull (widget_tree_find_text (get_overview (), "Domo’s lists disagree"));
  tear_down ();
}

static void
test_follows_the_journal (void)
{
  static const Row more[] = { { "d9", "Later", PREAMP_OUTCOME_REFUSED, NULL } };

  set_up_filled ();
  show ();
  await (count_rows () == 2);
  add_run (more, 1, PREAMP_RUN_ENDING_FINISHED, 0, "one");
  preamp_standings_refresh (preamp_workspace_get_standings (fixture.workspace));
  await (count_rows () == 3);
  tear_down ();
}

static void
test_export (void)
{
  g_autofree char *path = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) nowhere = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  AdwMessageDialog *message;
  size_t length;

  set_up_filled ();
  show ();
  gtk_toggle_button_set_active (get_child ("attempts_button"), TRUE);
  gtk_drop_down_set_selected (widget_tree_get_child (get_child ("filters"), "outcome_drop_down"),
                              3);
  await (count_rows () == 1);

  path = g_build_filename (fixture.directory, "list.csv", NULL);
  file = g_file_new_for_path (path);
  preamp_activity_page_export_to (page, file, PREAMP_REPORT_CSV);
  await (g_file_test (path, G_FILE_TEST_EXISTS));
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  rows = preamp_csv_parse (text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_nonnull (strstr (text, "Invoice <b>Lines</b>"));
  g_assert_null (strstr (text, DIALOG_FIXTURE_TOKEN));
  g_unlink (path);

  missing = g_build_filename (fixture.directory, "missing", "list.csv", NULL);
  nowhere = g_file_new_for_path (missing);
  preamp_activity_page_export_to (page, nowhere, PREAMP_REPORT_JSON);
  await (find_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  message = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_body (message),
                                   "“list.csv” could not be written"));
  close_dialog (message);
  tear_down ();
}

static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
test_keyboard_goes_to_the_list (void)
{
  set_up_filled ();
  show ();
  preamp_activity_page_focus (page);
  await (has_focus_inside (get_child ("list_stack")));
  await_attention (3);
  preamp_activity_page_show_attention (page);
  await (has_focus_inside (get_child ("overview")));
  tear_down ();
}

static void
test_narrow (void)
{
  set_up_filled ();
  present (360);
  await (gtk_widget_get_visible (get_child ("overview_button")));
  await (g_str_equal (get_list_state (), "list"));
  g_assert_null (get_rows ());
  await (widget_tree_find_type (get_child ("list_view"), PREAMP_TYPE_ACTIVITY_ROW) != NULL);
  g_assert_false (gtk_widget_get_visible (get_child ("overview_window")));

  /* What is not in view is counted. */
  await_attention (3);
  g_assert_cmpstr (gtk_button_get_label (get_child ("overview_button")), ==, "_Overview (3)");

  preamp_activity_page_show_attention (page);
  g_assert_true (gtk_widget_get_visible (get_child ("overview_window")));
  await (has_focus_inside (get_child ("overview")));
  g_assert_false (gtk_widget_get_visible (get_child ("list_stack")));
  preamp_activity_page_search (page);
  g_assert_true (gtk_widget_get_visible (get_child ("list_stack")));
  widget_tree_assert_fits_in_large_text (get_child ("activity_box"), 360);
  tear_down ();
}

static void
test_narrow_page_begins_with_what_needs_attention (void)
{
  set_up_filled ();
  present (360);
  preamp_activity_page_show_attention (page);
  await (gtk_widget_get_visible (get_child ("overview_button")));
  await (gtk_widget_get_mapped (get_child ("overview_window")));
  g_assert_false (gtk_widget_get_visible (get_child ("list_stack")));
  tear_down ();
}

static gboolean
is_inside (GtkWidget *widget)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, GTK_WIDGET (page), &bounds) &&
         bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (GTK_WIDGET (page));
}

/* What has no room beside each other is put below each other. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();

  set_up_filled ();
  show ();
  await (g_str_equal (get_list_state (), "table"));
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  await (g_str_equal (get_list_state (), "list"));
  await (is_inside (get_child ("attempts_button")));
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  await (g_str_equal (get_list_state (), "table"));
  tear_down ();

  set_up_filled ();
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  present (360);
  await (g_str_equal (get_list_state (), "list"));
  await_attention (3);
  await (is_inside (get_child ("attempts_button")));
  await (is_inside (widget_tree_get_child (get_child ("filters"), "outcome_drop_down")));
  await (is_inside (widget_tree_get_child (get_child ("filters"), "integration_drop_down")));
  await (is_inside (widget_tree_get_child (get_child ("filters"), "date_drop_down")));
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  tear_down ();
}

static void
test_report_of_a_run (void)
{
  g_autoptr (PreampActivityItem) run = NULL;
  PreampActivityDialog *dialog;
  PreampMigrationDialog *review;
  GtkWidget *report;

  set_up_filled ();
  show ();
  run = await_item (1);
  g_signal_emit_by_name (get_child ("table"), "activated", run);
  dialog = find_dialog (PREAMP_TYPE_ACTIVITY_DIALOG);
  g_assert_nonnull (dialog);
  report = widget_tree_get_child (dialog, "report");
  await (widget_tree_count_type (report, PREAMP_TYPE_REPORT_ROW) == 4);

  /* Also what was left out, and why. */
  g_assert_nonnull (widget_tree_find_text (report, "It collides with “Orders”."));
  g_assert_nonnull (widget_tree_find_text (report, "CHG-4711"));
  g_assert_nonnull (widget_tree_find_text (report, "Ana"));
  g_assert_nonnull (widget_tree_find_text (
    report, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
  g_assert_false (gtk_widget_get_visible (widget_tree_get_child (report, "continue_button")));
  g_assert_true (gtk_widget_get_visible (widget_tree_get_child (report, "try_again_button")));
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (widget_tree_get_child (dialog, "export_button")),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "Export");
  widget_tree_assert_fits_in_large_text (GTK_WIDGET (dialog), 358);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.reverse", NULL);
  review = find_dialog (PREAMP_TYPE_MIGRATION_DIALOG);
  g_assert_nonnull (review);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (review)), ==, "Review Reversal");

  /* It leads back to the report. */
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (review)) == GTK_WINDOW (dialog));
  gtk_widget_activate_action (GTK_WIDGET (review), "dialog.escape", NULL);
  g_assert_true (find_dialog (PREAMP_TYPE_ACTIVITY_DIALOG) == (gpointer) dialog);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));

  /* A run takes the place of both. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.reverse", NULL);
  review = find_dialog (PREAMP_TYPE_MIGRATION_DIALOG);
  g_signal_emit_by_name (review, "started");
  g_assert_null (find_dialog (PREAMP_TYPE_ACTIVITY_DIALOG));
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (review)) == window);
  close_dialog (review);
  g_assert_cmpuint (fixture.posted->len, ==, 0);
  tear_down ();
}

static void
test_continue (void)
{
  g_autoptr (PreampActivityItem) run = NULL;
  PreampActivityDialog *dialog;
  PreampMigrationDialog *review;
  GtkWidget *report;

  set_up_filled ();
  show ();
  run = await_item (0);
  g_signal_emit_by_name (get_child ("table"), "activated", run);
  dialog = find_dialog (PREAMP_TYPE_ACTIVITY_DIALOG);
  report = widget_tree_get_child (dialog, "report");
  await (widget_tree_count_type (report, PREAMP_TYPE_REPORT_ROW) == 3);
  g_assert_true (gtk_widget_get_visible (widget_tree_get_child (report, "continue_button")));
  g_assert_false (gtk_widget_get_visible (widget_tree_get_child (report, "try_again_button")));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.continue", NULL);
  review = find_dialog (PREAMP_TYPE_MIGRATION_DIALOG);
  g_assert_nonnull (review);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (review)), ==, "Review Migration");
  close_dialog (review);
  close_dialog (dialog);
  tear_down ();
}

static void
test_attempt_and_its_run (void)
{
  g_autoptr (PreampActivityItem) attempt = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  PreampActivityDialog *dialog;
  GtkWidget *report;
  GtkWidget *details;
  gint64 run_id;

  set_up_filled ();
  show ();
  gtk_toggle_button_set_active (get_child ("attempts_button"), TRUE);
  await (count_rows () == 6);
  attempt = await_item (5);
  g_signal_emit_by_name (get_child ("table"), "activated", attempt);
  dialog = find_dialog (PREAMP_TYPE_ACTIVITY_DIALOG);
  g_assert_nonnull (dialog);
  details = widget_tree_find_type (GTK_WIDGET (dialog), PREAMP_TYPE_ATTEMPT_DETAILS);
  g_assert_nonnull (details);
  g_assert_nonnull (widget_tree_find_text (details, "TOE-d0"));
  await (widget_tree_find_type (widget_tree_get_child (dialog, "history"),
                                ADW_TYPE_EXPANDER_ROW) != NULL);
  g_assert_false (gtk_widget_get_visible (widget_tree_get_child (dialog, "back_button")));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "report.show-run", NULL);
  report = widget_tree_get_child (dialog, "report");
  await (widget_tree_count_type (report, PREAMP_TYPE_REPORT_ROW) == 4);

  path = g_build_filename (fixture.directory, "run.json", NULL);
  file = g_file_new_for_path (path);
  run_id = preamp_attempt_get_record (preamp_activity_item_get_attempt (attempt))->run_id;
  preamp_run_export_to (GTK_WIDGET (dialog), fixture.workspace, run_id, file, PREAMP_REPORT_JSON);
  await (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  close_dialog (dialog);
  tear_down ();
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  /* Nobody presses Undo in the very frame in which it comes; libadwaita 1.2 breaks then. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  /* GTK 4.18 warns while it measures a message dialog. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

#define ADD(path, test) g_test_add_func ("/window/activity-page/" path, test)

  ADD ("empty", test_empty);
  ADD ("runs-and-attempts", test_runs_and_attempts);
  ADD ("rows-are-named-and-have-a-menu", test_rows_are_named_and_have_a_menu);
  ADD ("filters", test_filters);
  ADD ("needs-attention", test_needs_attention);
  ADD ("set-aside", test_set_aside);
  ADD ("set-aside-is-undone", test_set_aside_is_undone);
  ADD ("toast-is-short-in-large-text", test_toast_is_short_in_large_text);
  ADD ("all-are-marked-as-seen", test_all_are_marked_as_seen);
  ADD ("focus-stays-in-the-list", test_focus_stays_in_the_list);
  ADD ("contradicted-outcomes-are-apart", test_contradicted_outcomes_are_apart);
  ADD ("attention-has-a-menu", test_attention_has_a_menu);
  ADD ("run-has-a-menu", test_run_has_a_menu);
  ADD ("outcomes", test_outcomes);
  ADD ("follows-the-journal", test_follows_the_journal);
  ADD ("export", test_export);
  ADD ("keyboard-goes-to-the-list", test_keyboard_goes_to_the_list);
  ADD ("narrow", test_narrow);
  ADD ("narrow-page-begins-with-what-needs-attention",
       test_narrow_page_begins_with_what_needs_attention);
  ADD ("large-text", test_large_text);
  ADD ("report-of-a-run", test_report_of_a_run);
  ADD ("continue", test_continue);
  ADD ("attempt-and-its-run", test_attempt_and_its_run);
  ADD ("interrupted-run", test_interrupted_run);
  ADD ("window-of-an-interrupted-run", test_window_of_an_interrupted_run);
  ADD ("stopped-run-is-no-interruption", test_stopped_run_is_no_interruption);

  return g_test_run ();
}
