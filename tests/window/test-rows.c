/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "account/preamp-integration-lists.h"
#include "dialog-fixture.h"
#include "widget-tree.h"
#include "window/preamp-candidate-page.h"
#include "window/preamp-filter-chips.h"
#include "window/preamp-integration-page.h"
#include "window/preamp-migration-dialog.h"
#include "window/preamp-row-menu.h"
#include "window/preamp-rows.h"

/* The rows of an integration's page by keyboard and by context menu. */

static const Datasource several[] = {
  { .id = "d0", .name = "Account Coverage" },
  { .id = "d1", .name = "Budget <b>Lines</b>" },
  { .id = "d2", .name = "Commission Statements", .collision = TRUE },
  { .id = "d3", .name = "Demand Forecast", .state = "INCOMPLETE" },
};

typedef struct
{
  DialogFixture           dialogs;
  PreampIntegrationLists *lists;
  GtkWindow              *window;
  PreampIntegrationPage  *page;
  GtkWidget              *candidates;
  char                   *history;
} Fixture;

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

/* The row that shows a datasource, of those that are shown. */
static GtkWidget *
find_row_below (GtkWidget  *widget,
                const char *name)
{
  gpointer item = preamp_rows_get_row (widget) == widget ? preamp_rows_get_item (widget) : NULL;
  GtkWidget *row = NULL;

  if (PREAMP_IS_DATASOURCE_ITEM (item) && gtk_widget_get_mapped (widget) &&
      g_str_equal (preamp_datasource_item_get_name (item), name))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); row == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    row = find_row_below (child, name);

  return row;
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *name)
{
  return find_row_below (fixture->candidates, name);
}

static void
show_history_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->history);
  fixture->history = g_variant_dup_string (parameter, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  const GActionEntry entries[] = {
    { .name = "show-history", .activate = show_history_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  PreampConnection *connection;
  GtkListView *list_view;
  GtkStack *stack;

  dialog_fixture_set_up (&fixture->dialogs, several, G_N_ELEMENTS (several));
  connection = preamp_workspace_get_connection (fixture->dialogs.workspace);
  fixture->lists = preamp_integration_lists_new (preamp_connection_get_client (connection),
                                                 fixture->dialogs.integration);
  fixture->page = PREAMP_INTEGRATION_PAGE (preamp_integration_page_new ());
  fixture->window = GTK_WINDOW (adw_window_new ());
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
  gtk_window_set_default_size (fixture->window, GPOINTER_TO_INT (user_data), 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);

  preamp_integration_page_set_lists (fixture->page, fixture->dialogs.workspace, fixture->lists);
  fixture->candidates = widget_tree_get_child (fixture->page, "migrate_page");
  stack = widget_tree_get_child (fixture->candidates, "stack");
  await (g_str_equal (gtk_stack_get_visible_child_name (stack), "list"));
  list_view = widget_tree_get_child (fixture->candidates, "list_view");
  await ((gtk_list_view_get_model (list_view) != NULL) == (GPOINTER_TO_INT (user_data) < 434));
  await (find_row (fixture, "Account Coverage") != NULL);
  settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gpointer gone = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (fixture->page), &gone);
  gtk_window_destroy (fixture->window);
  await (gone == NULL);
  g_clear_object (&fixture->lists);
  g_clear_pointer (&fixture->history, g_free);
  dialog_fixture_tear_down (&fixture->dialogs);
}

/* The name of the datasource whose row has the keyboard. */
static const char *
get_focused (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *row = focus != NULL ? preamp_rows_get_row (focus) : NULL;
  gpointer item = row != NULL ? preamp_rows_get_item (row) : NULL;

  return PREAMP_IS_DATASOURCE_ITEM (item) ? preamp_datasource_item_get_name (item) : NULL;
}

static const char *
get_cursor (Fixture *fixture)
{
  PreampDatasourceItem *item;

  item = preamp_candidate_page_get_cursor (PREAMP_CANDIDATE_PAGE (fixture->candidates));

  return item != NULL ? preamp_datasource_item_get_name (item) : NULL;
}

static void
put_cursor (Fixture    *fixture,
            const char *name)
{
  GtkWidget *row = find_row (fixture, name);

  g_assert_true (gtk_widget_grab_focus (row));
  gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  settle ();
  g_assert_cmpstr (get_cursor (fixture), ==, name);
}

static GtkPopover *
open_menu (Fixture *fixture)
{
  GtkWidget *menu = widget_tree_get_child (fixture->candidates, "row_menu");
  GtkWidget *popover;

  /* Not before the row has a place. */
  await (get_focused (fixture) != NULL &&
         gtk_widget_get_width (preamp_rows_get_row (
           gtk_root_get_focus (GTK_ROOT (fixture->window)))) > 0);
  g_assert_true (gtk_widget_activate_action (menu, "row-menu.popup", NULL));
  settle ();
  popover = gtk_widget_get_last_child (menu);
  g_assert_true (GTK_IS_POPOVER (popover));
  g_assert_true (gtk_widget_get_visible (popover));

  return GTK_POPOVER (popover);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (PREAMP_IS_MIGRATION_DIALOG (toplevel))
        return toplevel;
    }

  return NULL;
}

static void
test_menu_is_of_the_row (Fixture       *fixture,
                         gconstpointer  user_data)
{
  GtkPopover *menu;

  /* Where no row has the keyboard there is none. */
  gtk_widget_activate_action (widget_tree_get_child (fixture->candidates, "row_menu"),
                              "row-menu.popup", NULL);
  g_assert_null (find_dialog ());

  gtk_widget_grab_focus (find_row (fixture, "Budget <b>Lines</b>"));
  menu = open_menu (fixture);
  g_assert_cmpstr (get_cursor (fixture), ==, "Budget <b>Lines</b>");
  g_assert_nonnull (widget_tree_find_text (GTK_WIDGET (menu), "Migrate This One…"));

  /* The keyboard is where it was, once the menu is closed. */
  gtk_popover_popdown (menu);
  await (g_strcmp0 (get_focused (fixture), "Budget <b>Lines</b>") == 0);
}

static gboolean
choose_cb (PreampRowMenu *menu,
           GObject       *item,
           guint         *n_chosen)
{
  (*n_chosen)++;

  return FALSE;
}

/* A key that comes before the first frame: GTK 4.8 complains where it puts a menu off the
 * screen. */
static void
test_no_menu_before_the_row_has_a_place (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *menu = g_object_new (PREAMP_TYPE_ROW_MENU, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = gtk_list_box_row_new ();
  g_autoptr (GMenu) model = g_menu_new ();
  guint n_chosen = 0;

  preamp_rows_set_item (row, model);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), gtk_label_new ("Account Coverage"));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_bin_set_child (ADW_BIN (menu), list);
  gtk_window_set_child (window, menu);
  preamp_row_menu_set_model (PREAMP_ROW_MENU (menu), G_MENU_MODEL (model));
  g_signal_connect (menu, "choose", G_CALLBACK (choose_cb), &n_chosen);

  gtk_window_set_focus (window, row);
  gtk_widget_activate_action (menu, "row-menu.popup", NULL);
  g_assert_cmpuint (n_chosen, ==, 0);

  gtk_window_present (window);
  await (gtk_widget_get_width (row) > 0);
  gtk_widget_grab_focus (row);
  gtk_widget_activate_action (menu, "row-menu.popup", NULL);
  g_assert_cmpuint (n_chosen, ==, 1);

  gtk_window_destroy (window);
}

static void
test_menu_does_what_it_says (Fixture       *fixture,
                             gconstpointer  user_data)
{
  GtkWidget *details = widget_tree_get_child (fixture->page, "details_pane");
  GtkWindow *dialog;

  put_cursor (fixture, "Account Coverage");
  gtk_popover_popdown (open_menu (fixture));
  g_assert_true (gtk_widget_activate_action (fixture->candidates, "row.copy-id", NULL));
  await (widget_tree_find_text (GTK_WIDGET (fixture->page), "Datasource ID copied") != NULL);
  g_assert_true (gtk_widget_activate_action (fixture->candidates, "row.history", NULL));
  g_assert_cmpstr (fixture->history, ==, "d0");

  /* A refresh may put the cursor elsewhere while the menu is open. */
  put_cursor (fixture, "Demand Forecast");
  gtk_widget_activate_action (fixture->candidates, "row.review", NULL);
  g_assert_null (find_dialog ());
  put_cursor (fixture, "Account Coverage");

  g_assert_true (gtk_widget_activate_action (fixture->candidates, "row.review", NULL));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);
  settle ();

  /* What collides cannot be migrated; its details say why. */
  put_cursor (fixture, "Commission Statements");
  gtk_popover_popdown (open_menu (fixture));
  gtk_widget_activate_action (fixture->candidates, "row.review", NULL);
  g_assert_null (find_dialog ());
  gtk_widget_activate_action (fixture->candidates, "row.retry", NULL);
  g_assert_null (find_dialog ());
  g_assert_true (gtk_widget_activate_action (fixture->candidates, "candidates.details", NULL));
  await (gtk_root_get_focus (GTK_ROOT (fixture->window)) != NULL &&
         gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), details));

  /* And back to the row. */
  g_assert_true (gtk_widget_activate_action (details, "page.close-details", NULL));
  await (g_strcmp0 (get_focused (fixture), "Commission Statements") == 0);
}

static void
test_next_row_takes_the_place (Fixture       *fixture,
                               gconstpointer  user_data)
{
  put_cursor (fixture, "Commission Statements");

  /* Domo's list no longer has the last two. */
  fixture->dialogs.n_datasources = 3;
  preamp_integration_page_refresh (fixture->page);
  await (find_row (fixture, "Demand Forecast") == NULL);
  settle ();
  g_assert_cmpstr (get_cursor (fixture), ==, "Commission Statements");
  await (g_strcmp0 (get_focused (fixture), "Commission Statements") == 0);

  fixture->dialogs.n_datasources = 2;
  preamp_integration_page_refresh (fixture->page);
  await (g_strcmp0 (get_cursor (fixture), "Budget <b>Lines</b>") == 0);
  await (g_strcmp0 (get_focused (fixture), "Budget <b>Lines</b>") == 0);
}

/* At the end of a frame GTK gives the keyboard that nobody has to the first control it finds. */
static void
focus_widget_cb (GtkWindow  *window,
                 GParamSpec *pspec,
                 GtkWidget  *chips)
{
  if (gtk_window_get_focus (window) == NULL)
    gtk_widget_child_focus (chips, GTK_DIR_TAB_FORWARD);
}

/* The ring and the details are of the same row, whatever has come between. */
static void
test_keyboard_follows_the_cursor (Fixture       *fixture,
                                  gconstpointer  user_data)
{
  GtkWidget *chips = widget_tree_get_child (fixture->candidates, "chips");

  g_signal_connect (fixture->window, "notify::focus-widget", G_CALLBACK (focus_widget_cb), chips);
  put_cursor (fixture, "Account Coverage");
  preamp_filter_chips_set_group (PREAMP_FILTER_CHIPS (chips), PREAMP_DATASOURCE_GROUP_READY);
  await (find_row (fixture, "Commission Statements") == NULL);
  settle ();
  g_assert_cmpstr (get_focused (fixture), ==, "Account Coverage");

  dialog_fixture_find (&fixture->dialogs, "d0")->migrated = TRUE;
  preamp_integration_page_refresh (fixture->page);
  await (g_strcmp0 (get_cursor (fixture), "Budget <b>Lines</b>") == 0);
  await (g_strcmp0 (get_focused (fixture), "Budget <b>Lines</b>") == 0);

  /* GTK has taken the ring's row into use for another datasource. */
  settle ();
  gtk_widget_grab_focus (find_row (fixture, "Demand Forecast"));
  g_assert_cmpstr (get_focused (fixture), ==, "Demand Forecast");
  g_assert_cmpstr (get_cursor (fixture), ==, "Budget <b>Lines</b>");
  preamp_filter_chips_set_group (PREAMP_FILTER_CHIPS (chips), PREAMP_DATASOURCE_GROUP_ALL);
  await (g_strcmp0 (get_focused (fixture), "Budget <b>Lines</b>") == 0);
  g_assert_cmpstr (get_cursor (fixture), ==, "Budget <b>Lines</b>");
}

static gboolean
has_focus_inside (Fixture   *fixture,
                  GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* From any of the rows to what comes after all of them. */
static void
test_tab_leaves_the_rows (Fixture       *fixture,
                          gconstpointer  user_data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *bar = widget_tree_get_child (fixture->candidates, "bottom_bar");
  GtkWidget *chips = widget_tree_get_child (fixture->candidates, "chips_box");

  put_cursor (fixture, "Budget <b>Lines</b>");
  /* Tab goes by where things are. */
  await (gtk_widget_get_height (bar) > 0 && gtk_widget_get_height (chips) > 0);
  settle ();
  g_assert_cmpstr (get_focused (fixture), ==, "Budget <b>Lines</b>");

  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD));
  g_assert_true (has_focus_inside (fixture, bar));

  /* Back to the row that had it; GTK 4.18 goes to the last one. */
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD));
  g_assert_nonnull (get_focused (fixture));
  if (gtk_get_minor_version () < 18)
    g_assert_cmpstr (get_focused (fixture), ==, "Budget <b>Lines</b>");

  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD));
  g_assert_true (has_focus_inside (fixture, chips));
}

static void
test_search_leads_to_what_was_found (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  GtkEditable *entry = widget_tree_get_child (fixture->candidates, "search_entry");
  GtkSearchBar *bar = widget_tree_get_child (fixture->candidates, "search_bar");
  GtkButton *select_all = widget_tree_get_child (fixture->candidates, "select_all_button");

  g_assert_cmpstr (gtk_button_get_label (select_all), ==, "Select _All Ready");
  preamp_integration_page_find (fixture->page);
  gtk_editable_set_text (entry, "demand");
  await (find_row (fixture, "Account Coverage") == NULL);
  settle ();
  g_assert_cmpstr (gtk_button_get_label (select_all), ==, "Select _All Ready Found");
  g_signal_emit_by_name (entry, "activate");
  await (g_strcmp0 (get_focused (fixture), "Demand Forecast") == 0);
  g_assert_cmpstr (get_cursor (fixture), ==, "Demand Forecast");

  /* Leaving the search does not lose the keyboard. */
  preamp_integration_page_find (fixture->page);
  gtk_search_bar_set_search_mode (bar, FALSE);
  await (get_focused (fixture) != NULL);
}

static void
test_tab_goes_into_the_details (Fixture       *fixture,
                                gconstpointer  user_data)
{
  GtkWidget *details = widget_tree_get_child (GTK_WIDGET (fixture->page), "details_pane");
  GtkWidget *focus;

  put_cursor (fixture, "Account Coverage");
  gtk_widget_activate_action (GTK_WIDGET (fixture->candidates), "page.show-details", NULL);
  await (gtk_widget_get_mapped (details) && gtk_widget_get_width (details) > 0);
  settle ();
  gtk_widget_grab_focus (details);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD));
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, details));
  g_assert_false (GTK_IS_SCROLLED_WINDOW (focus));
}

static int
get_natural_width (Fixture *fixture)
{
  int natural;

  gtk_widget_measure (fixture->candidates, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                      NULL);

  return natural;
}

/* By it the details are beside the rows or over them, and do not come and go with what is said. */
static void
test_search_asks_for_no_width (Fixture       *fixture,
                               gconstpointer  user_data)
{
  GtkEditable *entry = widget_tree_get_child (fixture->candidates, "search_entry");
  int before = get_natural_width (fixture);

  gtk_widget_activate_action (fixture->candidates, "candidates.select-all", NULL);
  preamp_integration_page_find (fixture->page);
  gtk_editable_set_text (entry, "demand");
  await (find_row (fixture, "Account Coverage") == NULL);
  settle ();
  g_assert_cmpint (get_natural_width (fixture), ==, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

#define ADD(name, width, function)                                                                 \
  g_test_add ("/window/rows/" name, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("menu-is-of-the-row", 1000, test_menu_is_of_the_row);
  ADD ("menu-is-of-the-row/narrow", 380, test_menu_is_of_the_row);
  ADD ("menu-does-what-it-says", 1000, test_menu_does_what_it_says);
  ADD ("menu-does-what-it-says/narrow", 380, test_menu_does_what_it_says);
  ADD ("next-row-takes-the-place", 1000, test_next_row_takes_the_place);
  ADD ("next-row-takes-the-place/narrow", 380, test_next_row_takes_the_place);
  ADD ("search-leads-to-what-was-found", 1000, test_search_leads_to_what_was_found);
  ADD ("search-asks-for-no-width", 1000, test_search_asks_for_no_width);
  ADD ("keyboard-follows-the-cursor", 1000, test_keyboard_follows_the_cursor);
  ADD ("keyboard-follows-the-cursor/narrow", 380, test_keyboard_follows_the_cursor);
  ADD ("tab-goes-into-the-details", 1000, test_tab_goes_into_the_details);
  ADD ("tab-leaves-the-rows", 1000, test_tab_leaves_the_rows);
  ADD ("tab-leaves-the-rows/narrow", 380, test_tab_leaves_the_rows);
#undef ADD
  g_test_add_func ("/window/rows/no-menu-before-the-row-has-a-place",
                   test_no_menu_before_the_row_has_a_place);

  return g_test_run ();
}
