/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "dialog-fixture.h"
#include "widget-tree.h"
#include "window/preamp-heading.h"
#include "window/preamp-migration-dialog.h"
#include "window/preamp-plan-chooser.h"
#include "window/preamp-plan-list.h"

#define HEADER \
  "Format Version,Instance,Direction,Integration ID,Integration Name,Datasource ID," \
  "Datasource Name,Catalog,Schema,Table\r\n"
#define FORWARD "FEDERATED_TO_CLOUD_AMPLIFIER"
#define INTEGRATION "31e0307a-cb31-4018-b824-eb04b15827e1"

static const Datasource four[] = {
  { .id = "d0", .name = "=Sales" },
  { .id = "d1", .name = "Orders" },
  { .id = "d2", .name = "Returns" },
  { .id = "d3", .name = "Colliding", .collision = TRUE },
};

static DialogFixture fixture;
static GtkWindow *dialog;
static char *path;

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  preamp_connection_refresh_finish (PREAMP_CONNECTION (object), result, &error);
  g_assert_no_error (error);
  *done = TRUE;
}

static PreampConnection *
get_connection (void)
{
  return preamp_workspace_get_connection (fixture.workspace);
}

static void
set_up (void)
{
  gboolean done = FALSE;

  dialog_fixture_set_up (&fixture, four, G_N_ELEMENTS (four));
  fixture.lists_integrations = TRUE;
  preamp_connection_refresh_async (get_connection (), NULL, refreshed_cb, &done);
  await (done);

  path = g_build_filename (fixture.directory, "plan.csv", NULL);
}

static void
tear_down_fixture (void)
{
  g_unlink (path);
  g_clear_pointer (&path, g_free);
  dialog_fixture_tear_down (&fixture);
}

static void
tear_down (void)
{
  gpointer gone = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &gone);
  gtk_window_destroy (dialog);
  await (gone == NULL);
  dialog = NULL;

  tear_down_fixture ();
}

static void
show_plan (PreampPlan *plan)
{
  dialog = preamp_migration_dialog_new_for_plan (fixture.workspace, plan);
  gtk_window_present (dialog);
}

static gpointer
get_page (const char *name)
{
  return widget_tree_get_child (dialog, name);
}

/* A child of the review's template. */
static gpointer
get_part (const char *name)
{
  return widget_tree_get_child (get_page ("review_page"), name);
}

static gpointer
get_option (const char *name)
{
  return widget_tree_get_child (get_part ("options"), name);
}

static void
await_review (void)
{
  await (g_strcmp0 (gtk_stack_get_visible_child_name (get_part ("stack")), "checking") != 0);
}

static void
review_all (void)
{
  g_autoptr (PreampPlan) plan = dialog_fixture_plan (&fixture, PREAMP_DIRECTION_MIGRATE);

  show_plan (plan);
  await_review ();
}

static gboolean
has_text (const char *text)
{
  return widget_tree_find_text (get_page ("review_page"), text) != NULL;
}

static const char *
get_heading (void)
{
  return preamp_heading_get_title (get_part ("heading"));
}

static AdwMessageDialog *
find_message (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

static void
write_rows (const char *rows)
{
  PreampInstance *instance = preamp_connection_get_instance (get_connection ());
  g_auto (GStrv) parts = g_strsplit (rows, "%s", -1);
  g_autofree char *text = g_strjoinv (preamp_instance_get_base_uri (instance), parts);
  g_autofree char *whole = g_strconcat (HEADER, text, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, whole, -1, &error);
  g_assert_no_error (error);
}

static PreampPlan *opened_plan;

static void
opened_cb (GtkWindow  *parent,
           PreampPlan *plan)
{
  g_set_object (&opened_plan, plan);
}

static PreampPlan *
open_plan (GtkWindow *parent)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  preamp_plan_chooser_open_from (parent, get_connection (), file, opened_cb);
  await (opened_plan != NULL);

  return g_steal_pointer (&opened_plan);
}

static void
start (void)
{
  GtkWidget *button = get_part ("start_button");

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  await (gtk_stack_get_visible_child (get_page ("stack")) == get_page ("result_page"));
}

static void
test_stop_after_leaves_the_others_for_later (void)
{
  GtkSpinButton *stop_after;
  GtkWidget *group;

  set_up ();
  review_all ();

  stop_after = get_option ("stop_after_button");
  g_assert_true (gtk_widget_get_visible (get_option ("stop_after_row")));
  g_assert_cmpfloat (gtk_spin_button_get_value (stop_after), ==, 3);
  g_assert_cmpstr (gtk_button_get_label (get_part ("start_button")), ==, "_Migrate 3 Datasources");
  g_assert_true (has_text ("1 of the 4 selected is left out"));

  group = widget_tree_find_type (get_part ("rows_box"), ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (group), TRUE);
  gtk_spin_button_set_value (stop_after, 2);
  g_assert_cmpstr (get_heading (), ==, "2 datasources will move to Enterprise <b>Warehouse</b>");
  g_assert_cmpstr (gtk_button_get_label (get_part ("start_button")), ==, "_Migrate 2 Datasources");
  g_assert_true (has_text ("1 is left for later"));
  group = widget_tree_find_type (get_part ("rows_box"), ADW_TYPE_EXPANDER_ROW);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (group)));
  g_assert_true (has_text ("1 of the 4 selected is left out"));

  gtk_spin_button_set_value (stop_after, 3);
  g_assert_false (has_text ("1 is left for later"));
  gtk_spin_button_set_value (stop_after, 1);
  start ();
  g_assert_cmpuint (fixture.posted->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture.posted, 0), ==, "d0");

  tear_down ();
}

/* Pressing the button right after typing shows the number first, and sends nothing. */
static void
test_a_typed_number_is_shown_before_it_counts (void)
{
  GtkWidget *review;

  set_up ();
  review_all ();
  review = get_page ("review_page");

  gtk_editable_set_text (GTK_EDITABLE (get_option ("stop_after_button")), "1");
  gtk_widget_activate_action (review, "review.start", NULL);
  g_assert_true (gtk_stack_get_visible_child (get_page ("stack")) == review);
  g_assert_cmpstr (gtk_button_get_label (get_part ("start_button")), ==, "_Migrate 1 Datasource");

  start ();
  g_assert_cmpuint (fixture.posted->len, ==, 1);

  tear_down ();
}

static PreampRunRecord *
read_run (void)
{
  PreampInstance *instance = preamp_connection_get_instance (get_connection ());
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_list_runs_async (fixture.journal, preamp_instance_get_base_uri (instance), NULL,
                                  take_result, &result);
  await_result (&result);
  runs = preamp_journal_list_runs_finish (fixture.journal, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);

  return preamp_run_record_copy (g_ptr_array_index (runs, 0));
}

static void
test_a_note_is_kept_with_the_run (void)
{
  g_autoptr (PreampRunRecord) record = NULL;

  set_up ();
  review_all ();

  gtk_editable_set_text (GTK_EDITABLE (get_option ("note_row")), "CHG-4711");
  start ();

  record = read_run ();
  g_assert_cmpstr (record->note, ==, "CHG-4711");
  g_assert_null (record->plan_sha256);

  tear_down ();
}

static void
test_a_saved_plan_opens (void)
{
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlan) opened = NULL;
  g_autoptr (PreampRunRecord) record = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (GFile) file = NULL;
  GtkWidget *child;

  set_up ();
  file = g_file_new_for_path (path);
  plan = dialog_fixture_plan (&fixture, PREAMP_DIRECTION_MIGRATE);
  show_plan (plan);
  await_review ();

  g_assert_true (gtk_widget_get_visible (get_part ("save_button")));
  preamp_plan_chooser_save_to (dialog, plan, file);
  await (widget_tree_find_text (GTK_WIDGET (dialog), "Plan saved") != NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, ",d0,'=Sales,"));
  g_assert_null (strstr (text, "d3"));
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  dialog_fixture_find (&fixture, "d1")->migrated = TRUE;
  opened = open_plan (dialog);
  gtk_window_destroy (dialog);
  show_plan (opened);
  await_review ();

  g_assert_cmpstr (get_heading (), ==, "2 datasources will move to Enterprise <b>Warehouse</b>");
  g_assert_true (has_text ("1 of the 3 in the plan is migrated already"));
  child = widget_tree_find_text (get_page ("review_page"), "=Sales");
  g_assert_nonnull (child);

  start ();
  record = read_run ();
  g_assert_cmpstr (record->plan_sha256, ==, sha256);

  tear_down ();
}

static void
test_two_integrations (void)
{
  g_autoptr (PreampPlan) plan = NULL;

  set_up ();
  write_rows ("1,%s," FORWARD "," INTEGRATION ",,d0,,,,\r\n"
              "1,%s," FORWARD ",i2,,d1,,,,\r\n"
              "1,%s," FORWARD ",i2,,nobody,Ghost,,,\r\n");
  review_all ();
  plan = open_plan (dialog);
  gtk_window_destroy (dialog);
  show_plan (plan);
  await_review ();

  g_assert_cmpstr (get_heading (), ==, "2 datasources will move to 2 integrations");
  g_assert_true (has_text ("Finance · ANALYTICS.SALES.TABLE_1"));
  g_assert_true (has_text ("1 of the 3 in the plan is left out"));
  g_assert_true (has_text ("Row 4 of the file: Domo lists no datasource with this identifier for "
                           "the integration."));

  start ();
  g_assert_cmpuint (fixture.posted->len, ==, 2);

  tear_down ();
}

static PreampPlanRow *
new_row (const char *name,
         const char *integration)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();

  record->datasource_id = g_strdup (name);
  record->datasource_name = g_strdup (name);
  record->integration_id = g_strdup (integration);
  record->integration_name = g_strdup (integration);

  return preamp_plan_row_new (record, PREAMP_VERDICT_GOES, NULL);
}

/* In the list of its own, which many rows are shown in. */
static void
test_a_list_names_integrations_where_there_are_several (void)
{
  g_autoptr (GListStore) rows = g_list_store_new (PREAMP_TYPE_PLAN_ROW);
  g_autoptr (PreampPlanRow) first = new_row ("One", "Sales");
  g_autoptr (PreampPlanRow) second = new_row ("Two", "Finance");
  GtkWidget *list = g_object_new (PREAMP_TYPE_PLAN_LIST, NULL);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));

  g_list_store_append (rows, first);
  preamp_plan_list_set_model (PREAMP_PLAN_LIST (list), G_LIST_MODEL (rows));
  await (widget_tree_find_text (list, "One") != NULL);
  g_assert_null (widget_tree_find_text (list, "Sales"));

  g_list_store_append (rows, second);
  preamp_plan_list_set_model (PREAMP_PLAN_LIST (list), G_LIST_MODEL (rows));
  await (widget_tree_find_text (list, "Two") != NULL);
  g_assert_nonnull (widget_tree_find_text (list, "Sales"));
  g_assert_nonnull (widget_tree_find_text (list, "Finance"));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_what_cannot_be_opened_says_why (void)
{
  g_autoptr (GFile) file = NULL;
  AdwMessageDialog *message;

  set_up ();
  review_all ();
  file = g_file_new_for_path (path);
  g_file_set_contents (path, HEADER "1,https://acme.domo.com," FORWARD ",i2,,d1,,,,\r\n", -1, NULL);

  preamp_plan_chooser_open_from (dialog, get_connection (), file, opened_cb);
  await ((message = find_message ()) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (message), ==, "The Plan Could Not Be Opened");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (message), "acme.domo.com"));
  g_assert_null (opened_plan);
  gtk_window_destroy (GTK_WINDOW (message));

  tear_down ();
}

static void
test_what_cannot_be_saved_says_why (void)
{
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (GFile) file = NULL;
  AdwMessageDialog *message;

  set_up ();
  plan = dialog_fixture_plan (&fixture, PREAMP_DIRECTION_MIGRATE);
  show_plan (plan);
  await_review ();
  file = g_file_new_build_filename (fixture.directory, "nowhere", "plan.csv", NULL);

  preamp_plan_chooser_save_to (dialog, plan, file);
  await ((message = find_message ()) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (message), ==, "The Plan Could Not Be Saved");
  gtk_window_destroy (GTK_WINDOW (message));
  g_assert_true (gtk_widget_is_sensitive (get_part ("start_button")));

  tear_down ();
}

static gboolean
is_open (void)
{
  return gtk_widget_get_visible (GTK_WIDGET (dialog));
}

/* What was set is lost on no key that was meant for something else. */
static void
test_leaving_asks_where_something_was_set (void)
{
  AdwMessageDialog *question;

  set_up ();
  review_all ();

  /* Every way out asks, and whoever says nothing stays. */
  adw_expander_row_set_enable_expansion (get_option ("start_row"), TRUE);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.escape", NULL);
  await ((question = find_message ()) != NULL);
  gtk_window_close (GTK_WINDOW (question));
  await (find_message () == NULL);
  g_assert_true (is_open ());
  g_assert_true (adw_expander_row_get_enable_expansion (get_option ("start_row")));

  adw_expander_row_set_enable_expansion (get_option ("start_row"), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (get_option ("note_row")), "CHG-4711");
  gtk_window_close (dialog);
  await ((question = find_message ()) != NULL);
  adw_message_dialog_response (question, "keep");
  gtk_window_destroy (GTK_WINDOW (question));
  g_assert_true (is_open ());

  gtk_editable_set_text (GTK_EDITABLE (get_option ("note_row")), "");
  gtk_spin_button_set_value (get_option ("stop_after_button"), 1);
  gtk_widget_activate_action (get_page ("review_page"), "review.cancel", NULL);
  await ((question = find_message ()) != NULL);
  g_object_ref (dialog);
  adw_message_dialog_response (question, "discard");
  gtk_window_destroy (GTK_WINDOW (question));
  g_assert_false (is_open ());
  g_object_unref (dialog);
  dialog = NULL;
  tear_down_fixture ();
}

static void
test_leaving_asks_nothing_where_nothing_was_set (void)
{
  set_up ();
  review_all ();

  /* Which is a setting, and kept as one. */
  gtk_spin_button_set_value (get_option ("at_once_button"), 4);
  g_object_ref (dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.escape", NULL);
  g_assert_null (find_message ());
  g_assert_false (is_open ());
  g_object_unref (dialog);
  dialog = NULL;
  tear_down_fixture ();
}

static void
test_controls_are_named (void)
{
  set_up ();
  review_all ();

  gtk_test_accessible_assert_property (get_option ("stop_after_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Stop after this many datasources");
  gtk_test_accessible_assert_property (get_part ("save_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Save Plan…");

  tear_down ();
}

/* As narrow as a phone, with more datasources than anybody has, and with text twice as large. */
static void
test_narrow_enough (void)
{
  set_up ();
  review_all ();

  gtk_button_set_label (get_part ("start_button"), "Sche_dule 50000 Datasources");
  adw_expander_row_set_enable_expansion (get_option ("start_row"), TRUE);
  widget_tree_assert_fits (get_page ("review_page"), 360);
  widget_tree_assert_fits_in_large_text (GTK_WIDGET (dialog), 360);
  widget_tree_assert_fits_in_height (GTK_WIDGET (dialog));

  tear_down ();
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/window/plan-review/stop-after-leaves-the-others-for-later",
                   test_stop_after_leaves_the_others_for_later);
  g_test_add_func ("/window/plan-review/a-typed-number-is-shown-before-it-counts",
                   test_a_typed_number_is_shown_before_it_counts);
  g_test_add_func ("/window/plan-review/a-note-is-kept-with-the-run",
                   test_a_note_is_kept_with_the_run);
  g_test_add_func ("/window/plan-review/a-saved-plan-opens", test_a_saved_plan_opens);
  g_test_add_func ("/window/plan-review/two-integrations", test_two_integrations);
  g_test_add_func ("/window/plan-review/a-list-names-integrations-where-there-are-several",
                   test_a_list_names_integrations_where_there_are_several);
  g_test_add_func ("/window/plan-review/what-cannot-be-opened-says-why",
                   test_what_cannot_be_opened_says_why);
  g_test_add_func ("/window/plan-review/what-cannot-be-saved-says-why",
                   test_what_cannot_be_saved_says_why);
  g_test_add_func ("/window/plan-review/leaving-asks-where-something-was-set",
                   test_leaving_asks_where_something_was_set);
  g_test_add_func ("/window/plan-review/leaving-asks-nothing-where-nothing-was-set",
                   test_leaving_asks_nothing_where_nothing_was_set);
  g_test_add_func ("/window/plan-review/controls-are-named", test_controls_are_named);
  g_test_add_func ("/window/plan-review/narrow-enough", test_narrow_enough);

  return g_test_run ();
}
