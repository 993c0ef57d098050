/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "account/preamp-integration-lists.h"
#include "dialog-fixture.h"
#include "widget-tree.h"
#include "window/preamp-candidate-page.h"
#include "window/preamp-candidate-table.h"
#include "window/preamp-check-cell.h"
#include "window/preamp-datasource-history.h"
#include "window/preamp-datasource-row.h"
#include "window/preamp-details-pane.h"
#include "window/preamp-integration-page.h"
#include "window/preamp-migration-dialog.h"
#include "window/preamp-property-row.h"
#include "window/preamp-status-label.h"

static const Datasource every_kind[] = {
  { .id = "d0", .name = "Budget <b>Lines</b>\n🚀" },
  { .id = "d1", .name = "Account Coverage" },
  { .id = "d2", .name = "Commission Statements", .collision = TRUE },
  { .id = "d3", .name = "Contract Renewals", .migrated = TRUE },
  { .id = "d4", .name = "Half-way", .state = "INCOMPLETE", .message = "Query <i>timed out</i>" },
};

static DialogFixture fixture;
static PreampIntegrationLists *lists;
static GtkWindow *window;
static PreampIntegrationPage *page;

static gpointer
get_child (const char *name)
{
  return widget_tree_get_child (page, name);
}

static const char *
get_state (const char *page_name)
{
  return gtk_stack_get_visible_child_name (widget_tree_get_child (get_child (page_name), "stack"));
}

static GListModel *
get_rows (const char *page_name)
{
  GtkWidget *table = widget_tree_get_child (get_child (page_name), "table");
  GtkColumnView *view = widget_tree_get_child (table, "view");

  return G_LIST_MODEL (gtk_column_view_get_model (view));
}

static PreampDatasourceItem *
get_row (const char *page_name,
         guint       position)
{
  g_autoptr (PreampDatasourceItem) item = g_list_model_get_item (get_rows (page_name), position);

  g_assert_nonnull (item);

  return item;
}

static PreampDatasourceItem *
find_row (const char *id)
{
  GListModel *rows = get_rows ("migrate_page");

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (PreampDatasourceItem) item = g_list_model_get_item (rows, i);

      if (g_str_equal (preamp_datasource_item_get_id (item), id))
        return g_steal_pointer (&item);
    }

  g_assert_not_reached ();
}

static const char *
get_text (gpointer    parent,
          const char *name)
{
  return gtk_label_get_text (widget_tree_get_child (parent, name));
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

static gboolean
count_frame (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  guint *n = user_data;

  return --*n > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Until all that follows from a change is laid out. */
static void
await_frames (GtkWidget *widget)
{
  guint n = 4;

  gtk_widget_add_tick_callback (widget, count_frame, &n, NULL);
  await (n == 0);
  settle ();
}

static void
open_page (const Datasource *datasources,
           guint             n_datasources,
           int               width)
{
  PreampConnection *connection;

  dialog_fixture_set_up (&fixture, datasources, n_datasources);
  connection = preamp_workspace_get_connection (fixture.workspace);
  lists = preamp_integration_lists_new (preamp_connection_get_client (connection),
                                        fixture.integration);
  page = PREAMP_INTEGRATION_PAGE (preamp_integration_page_new ());
  window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (window, width, 700);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (window);
}

static void
await_lists (void)
{
  await (!g_str_equal (get_state ("migrate_page"), "loading") &&
         !g_str_equal (get_state ("reverse_page"), "loading"));
  settle ();
}

static void
show_lists (int width)
{
  open_page (every_kind, G_N_ELEMENTS (every_kind), width);
  preamp_integration_page_set_lists (page, fixture.workspace, lists);
  await_lists ();
}

static void
close_page (void)
{
  gpointer gone = page;

  g_object_add_weak_pointer (G_OBJECT (page), &gone);
  gtk_window_destroy (window);
  await (gone == NULL);
  g_clear_object (&lists);
  dialog_fixture_tear_down (&fixture);
}

static void
put_cursor (const char *page_name,
            guint       position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (page_name)), position, TRUE);
  settle ();
}

static gboolean
toggle (const char *page_name,
        const char *id,
        gboolean    extend)
{
  gboolean activated = gtk_widget_activate_action (get_child (page_name), "candidates.toggle",
                                                   "(sb)", id, extend);

  settle ();

  return activated;
}

/* The dialog that the page has opened; it is closed by the caller. */
static GtkWindow *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (PREAMP_IS_MIGRATION_DIALOG (toplevel))
        {
          g_assert_true (gtk_window_get_transient_for (toplevel) == window);
          return toplevel;
        }
    }

  return NULL;
}

static PreampRun *
make_run (PreampDirection  direction,
          const char      *id)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PreampPlan) plan = NULL;
  const PreampCandidateFields fields = { .id = id, .name = id };
  PreampConnection *connection = preamp_workspace_get_connection (fixture.workspace);

  g_ptr_array_add (candidates, preamp_candidate_new (&fields));
  plan = preamp_plan_new (connection, fixture.integration, direction, candidates);
  preamp_plan_check_async (plan, fixture.journal, NULL, NULL, NULL);
  await (g_list_model_get_n_items (preamp_plan_get_going (plan)) == 1);

  return preamp_run_new (plan, 1);
}

static void
run_plan (PreampDirection  direction,
          const char      *id)
{
  g_autoptr (PreampRun) run = make_run (direction, id);

  preamp_runner_add (preamp_workspace_get_runner (fixture.workspace), run);
}

static int
count_ready (void)
{
  return preamp_datasource_standing_count (
    preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE),
    preamp_workspace_get_standings (fixture.workspace));
}

static void
test_both_lists_are_shown (void)
{
  PreampCandidatePage *migrate;

  show_lists (1000);
  migrate = get_child ("migrate_page");

  g_assert_cmpstr (get_state ("migrate_page"), ==, "list");
  g_assert_cmpstr (get_state ("reverse_page"), ==, "list");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows ("migrate_page")), ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows ("reverse_page")), ==, 1);
  g_assert_cmpstr (preamp_datasource_item_get_name (get_row ("migrate_page", 0)),
                   ==,
                   "Account Coverage");
  g_assert_cmpstr (preamp_datasource_item_get_name (get_row ("migrate_page", 1)),
                   ==,
                   "Budget <b>Lines</b> 🚀");
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "None of 5 selected");
  g_assert_false (gtk_widget_get_sensitive (widget_tree_get_child (migrate, "review_button")));

  close_page ();
}

static void
test_selected_rows_are_reviewed (void)
{
  PreampCandidatePage *migrate;
  GtkWindow *dialog;

  show_lists (1000);
  migrate = get_child ("migrate_page");

  g_assert_true (toggle ("migrate_page", "d1", FALSE));
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "1 of 5 selected");

  /* Up to the last row; those that collide or were migrated are passed over. */
  g_assert_true (toggle ("migrate_page", "d4", TRUE));
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "3 of 5 selected");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (migrate), "candidates.review", NULL));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (migrate), "candidates.clear", NULL));
  settle ();
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "None of 5 selected");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (migrate), "candidates.select-all", NULL));
  settle ();
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "3 of 5 selected");

  close_page ();
}

static void
test_selection_outlives_search_and_refresh (void)
{
  PreampCandidatePage *migrate;
  GtkEditable *entry;

  show_lists (1000);
  migrate = get_child ("migrate_page");
  entry = widget_tree_get_child (migrate, "search_entry");
  toggle ("migrate_page", "d1", FALSE);

  preamp_integration_page_search (page);
  gtk_editable_set_text (entry, "🚀");
  await (g_list_model_get_n_items (get_rows ("migrate_page")) == 1);
  settle ();
  g_assert_cmpstr (get_text (migrate, "hidden_label"), ==, "1 of them is hidden by the search");

  gtk_editable_set_text (entry, "nothing has this");
  await (g_str_equal (get_state ("migrate_page"), "no-results"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (migrate), "candidates.clear-search",
                                             NULL));
  settle ();
  g_assert_cmpstr (get_state ("migrate_page"), ==, "list");

  preamp_integration_page_refresh (page);
  await (preamp_candidate_list_get_loading (
    preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE)));
  await (!preamp_candidate_list_get_loading (
    preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE)));
  settle ();
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "1 of 5 selected");

  close_page ();
}

static void
test_selection_stays_with_its_integration (void)
{
  g_autoptr (PreampIntegrationLists) others = NULL;
  PreampCandidatePage *migrate;

  show_lists (1000);
  migrate = get_child ("migrate_page");
  others = preamp_integration_lists_new (
    preamp_connection_get_client (preamp_workspace_get_connection (fixture.workspace)),
    fixture.integration);
  toggle ("migrate_page", "d0", FALSE);
  toggle ("migrate_page", "d1", FALSE);

  preamp_integration_page_set_lists (page, fixture.workspace, others);
  await_lists ();
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "None of 5 selected");
  toggle ("migrate_page", "d4", FALSE);

  /* One of them has been migrated meanwhile, and cannot be selected any more. */
  fixture.holds = TRUE;
  run_plan (PREAMP_DIRECTION_MIGRATE, "d1");
  preamp_integration_page_set_lists (page, fixture.workspace, lists);
  settle ();
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "1 of 5 selected");
  g_assert_true (gtk_widget_get_sensitive (widget_tree_get_child (migrate, "review_button")));

  preamp_integration_page_set_lists (page, fixture.workspace, others);
  settle ();
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "1 of 5 selected");

  await (fixture.held->len > 0);
  dialog_fixture_release (&fixture);
  await (preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace)) == NULL);
  close_page ();
}

static void
test_details_have_every_property (void)
{
  static const struct
  {
    const char *row;
    const char *value;
  } facts[] = {
    { "name_row", "Commission Statements" },
    { "id_row", "d2" },
    { "type_row", "snowflake-federated" },
    { "catalog_row", "ANALYTICS" },
    { "schema_row", "SALES" },
    { "table_row", "TABLE_2" },
    { "collision_row", "Yes" },
    { "colliding_name_row", "Partner <b>Revenue</b>" },
    { "colliding_id_row", "c0" },
    { "migrated_row", "No" },
  };
  PreampDetailsPane *details;

  show_lists (1000);
  details = get_child ("details_pane");
  put_cursor ("migrate_page", 2);

  for (size_t i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *value = NULL;
      GtkWidget *row = widget_tree_get_child (details, facts[i].row);

      g_object_get (row, "value", &value, NULL);
      g_assert_cmpstr (value, ==, facts[i].value);
      g_assert_true (widget_tree_is_shown (row));
    }

  /* Why it cannot be migrated, and what Domo advises; never to disconnect it. */
  g_assert_cmpstr (get_text (details, "card_title"), ==, "This datasource cannot be migrated");
  g_assert_nonnull (strstr (get_text (details, "card_text"), "“Partner <b>Revenue</b>”"));
  g_assert_nonnull (strstr (get_text (details, "steps_label"), "“Partner <b>Revenue</b>”"));
  g_assert_null (strstr (get_text (details, "steps_label"), "isconnect"));

  /* Of a row that is ready none of this. */
  put_cursor ("migrate_page", 0);
  g_assert_false (widget_tree_is_shown (widget_tree_get_child (details, "card")));
  g_assert_false (widget_tree_is_shown (widget_tree_get_child (details, "colliding")));
  g_assert_true (widget_tree_is_shown (widget_tree_get_child (details, "target")));

  close_page ();
}

/* A retry that changed nothing is later, and settles nothing. */
static void
test_unresolved_attempt_is_not_called_the_last (void)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  PreampDatasourceItem *item;
  PreampDetailsPane *details;

  show_lists (1000);
  details = get_child ("details_pane");
  put_cursor ("migrate_page", 0);
  item = get_row ("migrate_page", 0);

  record->instance = g_strdup ("https://acme.domo.com");
  record->datasource_id = g_strdup (preamp_datasource_item_get_id (item));
  record->direction = PREAMP_DIRECTION_MIGRATE;
  record->sent_at = 1;
  record->outcome = PREAMP_OUTCOME_ABORTED;
  preamp_datasource_item_set_record (item, record);
  g_assert_cmpstr (get_text (details, "attempt_title"), ==, "Last Attempt");

  record->outcome = PREAMP_OUTCOME_INCOMPLETE;
  preamp_datasource_item_set_record (item, record);
  g_assert_true (g_str_has_prefix (get_text (details, "attempt_title"), "Unresolved Since: "));

  close_page ();
}

static void
read_text_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
read_clipboard (void)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (page)), NULL,
                                 read_text_cb, &text);
  await (text != NULL);

  return text;
}

static void
test_identifiers_are_copied (void)
{
  PreampCandidatePage *migrate;
  g_autofree char *cursor_id = NULL;
  g_autofree char *selected_ids = NULL;
  g_autofree char *details_id = NULL;

  show_lists (1000);
  migrate = get_child ("migrate_page");

  put_cursor ("migrate_page", 2);
  gtk_widget_activate_action (GTK_WIDGET (migrate), "candidates.copy", NULL);
  cursor_id = read_clipboard ();
  g_assert_cmpstr (cursor_id, ==, "d2");
  g_assert_nonnull (widget_tree_find_text (GTK_WIDGET (page), "Datasource ID copied"));

  toggle ("migrate_page", "d1", FALSE);
  toggle ("migrate_page", "d4", FALSE);
  gtk_widget_activate_action (GTK_WIDGET (migrate), "candidates.copy", NULL);
  selected_ids = read_clipboard ();
  g_assert_cmpstr (selected_ids, ==, "d1\nd4\n");
  await (widget_tree_find_text (GTK_WIDGET (page), "2 datasource IDs copied") != NULL);

  gtk_widget_activate_action (widget_tree_get_child (get_child ("details_pane"), "id_row"),
                              "property-row.copy", NULL);
  details_id = read_clipboard ();
  g_assert_cmpstr (details_id, ==, "d2");

  close_page ();
}

static void
test_run_is_live_in_the_rows (void)
{
  PreampDatasourceItem *item;
  PreampCandidatePage *migrate;

  show_lists (1000);
  migrate = get_child ("migrate_page");
  item = g_object_ref (get_row ("migrate_page", 0));
  toggle ("migrate_page", "d1", FALSE);
  g_assert_true (preamp_datasource_item_get_selected (item));

  fixture.holds = TRUE;
  run_plan (PREAMP_DIRECTION_MIGRATE, "d1");
  await (preamp_datasource_item_get_status (item) == PREAMP_STATUS_MOVING);
  settle ();

  /* What went into the run is not selected any more, and cannot be. */
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "None of 5 selected");
  toggle ("migrate_page", "d1", FALSE);
  g_assert_false (preamp_datasource_item_get_selected (item));

  await (fixture.held->len > 0);
  dialog_fixture_release (&fixture);
  await (preamp_datasource_item_get_status (item) == PREAMP_STATUS_COMPLETE);

  /* The lists behind it are read again when it has ended. */
  await (preamp_datasource_item_get_status (item) == PREAMP_STATUS_MIGRATED);
  await (g_list_model_get_n_items (get_rows ("reverse_page")) == 2);

  g_object_unref (item);
  close_page ();
}

/* One that waits for its time, and one that waits for another to end. */
static void
test_rows_of_waiting_runs_wait (void)
{
  g_autoptr (PreampRun) scheduled = NULL;
  g_autoptr (PreampRun) queued = NULL;
  PreampRunner *runner;
  PreampCandidatePage *migrate;
  PreampDatasourceItem *items[3];

  show_lists (1000);
  runner = preamp_workspace_get_runner (fixture.workspace);
  migrate = get_child ("migrate_page");
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      static const char * const ids[] = { "d0", "d1", "d4" };

      items[i] = find_row (ids[i]);
      toggle ("migrate_page", ids[i], FALSE);
    }

  g_assert_cmpint (count_ready (), ==, 3);
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "3 of 5 selected");

  fixture.holds = TRUE;
  scheduled = make_run (PREAMP_DIRECTION_MIGRATE, "d0");
  preamp_run_set_window (scheduled, g_get_real_time () + G_TIME_SPAN_DAY, 0);
  queued = make_run (PREAMP_DIRECTION_MIGRATE, "d4");
  preamp_runner_add (runner, scheduled);
  run_plan (PREAMP_DIRECTION_MIGRATE, "d1");
  preamp_runner_add (runner, queued);
  await (preamp_datasource_item_get_status (items[1]) == PREAMP_STATUS_MOVING);
  settle ();

  g_assert_cmpint (preamp_datasource_item_get_status (items[0]), ==, PREAMP_STATUS_WAITING);
  g_assert_cmpint (preamp_datasource_item_get_status (items[2]), ==, PREAMP_STATUS_WAITING);
  g_assert_cmpint (count_ready (), ==, 0);
  g_assert_cmpstr (get_text (migrate, "selected_label"), ==, "None of 5 selected");
  toggle ("migrate_page", "d0", FALSE);
  toggle ("migrate_page", "d4", FALSE);
  g_assert_false (preamp_datasource_item_get_selected (items[0]));
  g_assert_false (preamp_datasource_item_get_selected (items[2]));

  /* What never started is ready again. */
  preamp_run_stop (scheduled);
  preamp_run_stop (queued);
  await (preamp_run_get_ended (scheduled));
  await (preamp_datasource_item_get_status (items[0]) == PREAMP_STATUS_READY);
  g_assert_cmpint (preamp_datasource_item_get_status (items[1]), ==, PREAMP_STATUS_MOVING);

  await (fixture.held->len > 0);
  dialog_fixture_release (&fixture);
  await (preamp_run_get_ended (queued));
  await (preamp_datasource_item_get_status (items[2]) == PREAMP_STATUS_READY);
  await (preamp_datasource_item_get_status (items[1]) == PREAMP_STATUS_MIGRATED);
  await (count_ready () == 2);

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_object_unref (items[i]);
  close_page ();
}

static void
test_incomplete_stands_on_top_and_can_be_tried_again (void)
{
  PreampDatasourceItem *item;
  PreampDetailsPane *details;
  GtkListBox *history;
  GtkWindow *dialog;
  g_autofree char *message = NULL;
  g_autofree char *toe = NULL;
  g_autofree char *support = NULL;

  show_lists (1000);
  details = get_child ("details_pane");
  item = g_object_ref (get_row ("migrate_page", 4));
  run_plan (PREAMP_DIRECTION_MIGRATE, "d4");
  await (preamp_runner_get_current (preamp_workspace_get_runner (fixture.workspace)) == NULL &&
         preamp_datasource_item_get_retriable (item));
  settle ();
  g_assert_nonnull (get_rows ("migrate_page"));
  await (get_row ("migrate_page", 0) == item);
  g_assert_cmpint (preamp_datasource_item_get_status (item), ==, PREAMP_STATUS_INCOMPLETE);
  g_assert_cmpstr (preamp_datasource_item_get_hindrance (item),
                   ==,
                   "It is incomplete. Open its details and use Try Again.");

  /* Domo's list goes on offering it; it is not counted as ready. */
  g_assert_cmpint (preamp_candidate_list_get_n_ready (
                     preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE)),
                   ==,
                   3);
  g_assert_cmpint (count_ready (), ==, 2);

  preamp_integration_page_show_attention (page);
  await (g_list_model_get_n_items (get_rows ("migrate_page")) == 1);

  put_cursor ("migrate_page", 0);
  g_assert_cmpstr (get_text (details, "card_title"), ==, "Content may be broken");
  g_object_get (widget_tree_get_child (details, "attempt_message_row"), "value", &message, NULL);
  g_assert_cmpstr (message, ==, "Query <i>timed out</i>");
  g_object_get (widget_tree_get_child (details, "attempt_toe_row"), "value", &toe, NULL);
  g_assert_cmpstr (toe, ==, "Q7MZK2TPLD-8WXCN-R4HVB");
  history = widget_tree_get_child (widget_tree_get_child (details, "history"), "rows");
  await (gtk_list_box_get_row_at_index (history, 0) != NULL);
  g_assert_nonnull (widget_tree_find_text (GTK_WIDGET (history), "Migration incomplete"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (details), "details.copy-support", NULL));
  support = read_clipboard ();
  g_assert_nonnull (strstr (support, "Q7MZK2TPLD-8WXCN-R4HVB"));
  g_assert_null (strstr (support, DIALOG_FIXTURE_TOKEN));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (details), "details.retry", NULL));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);

  /* Also where Domo's list no longer has it. */
  fixture.n_datasources--;
  preamp_integration_page_refresh (page);
  await (!preamp_datasource_item_get_listed (item));
  settle ();
  g_assert_true (get_row ("migrate_page", 0) == item);
  g_assert_true (preamp_datasource_item_get_retriable (item));

  g_object_unref (item);
  close_page ();
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (toplevel) && gtk_widget_get_visible (GTK_WIDGET (toplevel)))
        return ADW_MESSAGE_DIALOG (toplevel);
    }

  return NULL;
}

static guint
get_n_looks (PreampDatasourceItem *item)
{
  PreampLook look;

  return preamp_lookup_get_look (preamp_workspace_get_lookup (fixture.workspace),
                                 preamp_datasource_item_get_record (item)->id, &look)
           ? look.n_looks : 0;
}

/* Out of sight it is still within reach. */
static void
test_set_aside_can_be_checked_and_tried_again (void)
{
  static const Datasource odd[] = { { .id = "d0", .name = "Odd", .state = "QUEUED" } };
  PreampDatasourceItem *item;
  PreampDetailsPane *details;
  GtkWidget *aside;
  AdwMessageDialog *question;
  GtkWindow *dialog;
  gboolean chosen = FALSE;
  guint n_looks;

  open_page (odd, G_N_ELEMENTS (odd), 1000);
  preamp_integration_page_set_lists (page, fixture.workspace, lists);
  await_lists ();
  details = get_child ("details_pane");
  item = g_object_ref (get_row ("migrate_page", 0));
  run_plan (PREAMP_DIRECTION_MIGRATE, "d0");
  await (preamp_datasource_item_get_status (item) == PREAMP_STATUS_UNKNOWN &&
         preamp_datasource_item_get_attempt (item) == NULL);
  settle ();

  put_cursor ("migrate_page", 0);
  aside = widget_tree_get_child (details, "set_aside_button");
  g_assert_true (gtk_widget_get_visible (aside));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (aside)), ==, "Set A_side");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (details), "details.set-aside", NULL));
  await (preamp_datasource_item_get_record (item)->set_aside);
  await (!gtk_widget_get_visible (aside));
  g_assert_cmpstr (get_text (details, "card_title"), ==, "Unknown state");
  g_assert_true (gtk_widget_get_visible (widget_tree_get_child (details, "check_button")));
  g_assert_true (gtk_widget_get_visible (widget_tree_get_child (details, "retry_button")));

  /* Each asks first. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (details), "details.retry", NULL));
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==, "Try “Odd” Again?");
  gtk_window_destroy (GTK_WINDOW (question));
  g_assert_null (find_dialog ());

  g_signal_emit_by_name (widget_tree_get_child (get_child ("migrate_page"), "row_menu"), "choose",
                         item, &chosen);
  g_assert_true (chosen);
  g_assert_true (gtk_widget_activate_action (get_child ("migrate_page"), "row.retry", NULL));
  question = find_question ();
  g_assert_nonnull (question);
  adw_message_dialog_response (question, "try-again");
  gtk_window_destroy (GTK_WINDOW (question));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Try Again");
  gtk_window_destroy (dialog);

  /* The lists are read again, for it alone. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (details), "details.check-again", NULL));
  await (strstr (get_text (details, "card_text"), "Last checked at ") != NULL);
  n_looks = get_n_looks (item);
  g_assert_true (gtk_widget_activate_action (get_child ("migrate_page"), "row.check-again", NULL));
  await (get_n_looks (item) > n_looks);

  g_object_unref (item);
  close_page ();
}

/* What comes to stand above all others is not out of sight. */
static void
test_list_at_its_top_stays_there (void)
{
  enum { N_ROWS = 60 };
  Datasource datasources[N_ROWS] = { 0 };
  char *names[N_ROWS];
  GtkWidget *table;
  GtkAdjustment *adjustment;
  PreampDatasourceItem *last;

  for (guint i = 0; i < N_ROWS; i++)
    {
      names[i] = g_strdup_printf ("d%02u", i);
      datasources[i].id = datasources[i].name = names[i];
    }
  datasources[N_ROWS - 1].state = "INCOMPLETE";

  open_page (datasources, N_ROWS, 1000);
  preamp_integration_page_set_lists (page, fixture.workspace, lists);
  await_lists ();
  table = widget_tree_get_child (get_child ("migrate_page"), "table");
  adjustment = gtk_scrolled_window_get_vadjustment (widget_tree_get_child (table,
                                                                           "scrolled_window"));
  await (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  last = find_row (names[N_ROWS - 1]);
  run_plan (PREAMP_DIRECTION_MIGRATE, names[N_ROWS - 1]);
  await (get_row ("migrate_page", 0) == last);
  await_frames (table);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  g_object_unref (last);
  close_page ();
  for (guint i = 0; i < N_ROWS; i++)
    g_free (names[i]);
}

static void
test_refused_list_is_a_page (void)
{
  GtkInfoBar *info_bar;
  GtkWidget *error_page;

  open_page (every_kind, G_N_ELEMENTS (every_kind), 1000);
  fixture.list_status = 404;
  preamp_integration_page_set_lists (page, fixture.workspace, lists);
  await_lists ();

  g_assert_cmpstr (get_state ("migrate_page"), ==, "error");
  error_page = widget_tree_get_child (get_child ("migrate_page"), "error_page");
  g_assert_nonnull (widget_tree_find_text (error_page, "No such <i>integration</i>"));
  g_assert_false (widget_tree_is_shown (widget_tree_get_child (get_child ("migrate_page"),
                                                               "bottom_bar")));

  /* A retry leads on. */
  fixture.list_status = 0;
  preamp_integration_page_refresh (page);
  await (g_str_equal (get_state ("migrate_page"), "list"));

  /* And what was read stays, with a word on it, where a later refresh fails. */
  fixture.list_status = 404;
  preamp_integration_page_refresh (page);
  info_bar = widget_tree_get_child (get_child ("migrate_page"), "info_bar");
  await (gtk_info_bar_get_revealed (info_bar));
  settle ();
  g_assert_cmpstr (get_state ("migrate_page"), ==, "list");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows ("migrate_page")), ==, 5);

  /* Closed it stays closed until the next refresh, whatever else happens. */
  gtk_info_bar_response (info_bar, GTK_RESPONSE_CLOSE);
  gtk_widget_activate_action (get_child ("migrate_page"), "candidates.select-all", NULL);
  settle ();
  g_assert_false (gtk_info_bar_get_revealed (info_bar));
  preamp_integration_page_refresh (page);
  await (gtk_info_bar_get_revealed (info_bar));

  close_page ();
}

static void
test_empty_lists_say_what_it_means (void)
{
  open_page (every_kind, 0, 1000);
  preamp_integration_page_set_lists (page, fixture.workspace, lists);
  await_lists ();

  g_assert_cmpstr (get_state ("migrate_page"), ==, "empty");
  g_assert_nonnull (widget_tree_find_text (get_child ("migrate_page"), "Nothing to Migrate"));
  g_assert_nonnull (widget_tree_find_text (get_child ("reverse_page"), "Nothing Was Migrated"));
  close_page ();
}

static void
test_narrow_shows_rows_of_three_lines (void)
{
  GtkListView *list_view;
  GtkWidget *row;

  show_lists (380);
  list_view = widget_tree_get_child (get_child ("migrate_page"), "list_view");
  await (gtk_list_view_get_model (list_view) != NULL);
  settle ();

  /* The table that is hidden has no rows to bind. */
  g_assert_null (get_rows ("migrate_page"));
  row = widget_tree_find_type (GTK_WIDGET (list_view), PREAMP_TYPE_DATASOURCE_ROW);
  g_assert_nonnull (row);
  gtk_test_accessible_assert_role (gtk_widget_get_parent (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Account Coverage, Ready, TABLE_1");

  close_page ();
}

static void
test_icon_buttons_have_labels (void)
{
  GtkWidget *migrate;
  GtkWidget *check;

  show_lists (1000);
  migrate = get_child ("migrate_page");
  gtk_test_accessible_assert_property (widget_tree_get_child (migrate, "view_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Order and Columns");
  check = widget_tree_find_type (migrate, PREAMP_TYPE_CHECK_CELL);
  gtk_test_accessible_assert_property (widget_tree_get_child (check, "check"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Select Account Coverage");
  gtk_test_accessible_assert_state (widget_tree_get_child (check, "check"),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE);
  close_page ();
}

static void
test_columns_can_be_chosen (void)
{
  GtkWidget *table;
  gboolean shown = FALSE;

  show_lists (760);
  table = widget_tree_get_child (get_child ("migrate_page"), "table");

  /* What does not fit has left, and comes back where it is asked for. */
  g_object_get (table, "show-type", &shown, NULL);
  g_assert_false (shown);
  /* Nor would the names beside it be readable. */
  g_object_get (table, "show-schema", &shown, NULL);
  g_assert_false (shown);
  g_assert_true (gtk_widget_activate_action (get_child ("migrate_page"), "columns.show-type",
                                             NULL));
  settle ();
  g_object_get (table, "show-type", &shown, NULL);
  g_assert_true (shown);

  close_page ();
}

/* Each of the templates stands on its own. */
static void
test_templates_can_be_made (void)
{
  GtkWidget *(*const constructors[]) (void) = {
    preamp_candidate_page_new,
    preamp_candidate_table_new,
    preamp_check_cell_new,
    preamp_datasource_history_new,
    preamp_datasource_row_new,
    preamp_details_pane_new,
    preamp_integration_page_new,
    preamp_status_label_new,
  };

  for (size_t i = 0; i < G_N_ELEMENTS (constructors); i++)
    {
      GtkWidget *widget = g_object_ref_sink (constructors[i] ());
      gpointer gone = widget;

      g_object_add_weak_pointer (G_OBJECT (widget), &gone);
      g_object_unref (widget);
      g_assert_null (gone);
    }
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

#define ADD(name, function) g_test_add_func ("/window/integration-page/" name, function)
  ADD ("templates-can-be-made", test_templates_can_be_made);
  ADD ("both-lists-are-shown", test_both_lists_are_shown);
  ADD ("selected-rows-are-reviewed", test_selected_rows_are_reviewed);
  ADD ("selection-outlives-search-and-refresh", test_selection_outlives_search_and_refresh);
  ADD ("selection-stays-with-its-integration", test_selection_stays_with_its_integration);
  ADD ("details-have-every-property", test_details_have_every_property);
  ADD ("unresolved-attempt-is-not-called-the-last", test_unresolved_attempt_is_not_called_the_last);
  ADD ("identifiers-are-copied", test_identifiers_are_copied);
  ADD ("run-is-live-in-the-rows", test_run_is_live_in_the_rows);
  ADD ("rows-of-waiting-runs-wait", test_rows_of_waiting_runs_wait);
  ADD ("incomplete-stands-on-top-and-can-be-tried-again",
       test_incomplete_stands_on_top_and_can_be_tried_again);
  ADD ("set-aside-can-be-checked-and-tried-again", test_set_aside_can_be_checked_and_tried_again);
  ADD ("list-at-its-top-stays-there", test_list_at_its_top_stays_there);
  ADD ("refused-list-is-a-page", test_refused_list_is_a_page);
  ADD ("empty-lists-say-what-it-means", test_empty_lists_say_what_it_means);
  ADD ("narrow-shows-rows-of-three-lines", test_narrow_shows_rows_of_three_lines);
  ADD ("icon-buttons-have-labels", test_icon_buttons_have_labels);
  ADD ("columns-can-be-chosen", test_columns_can_be_chosen);
#undef ADD

  return g_test_run ();
}

