/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "widget-tree.h"
#include "window-fixture.h"
#include "window/preamp-candidate-page.h"
#include "window/preamp-integration-page.h"
#include "window/preamp-row-menu.h"
#include "window/preamp-rows.h"
#include "window/preamp-sidebar-item.h"
#include "window/preamp-sidebar-row.h"

/* What a person is used to from other windows: keys, context menus, and what is remembered. */

static void
activate (WindowFixture *fixture,
          const char    *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gpointer
get_candidates (WindowFixture *fixture)
{
  return widget_tree_get_child (window_fixture_get_child (fixture, "integration_page"),
                                "migrate_page");
}

static void
show_list (WindowFixture *fixture,
           const char    *name)
{
  GtkStack *stack = widget_tree_get_child (get_candidates (fixture), "stack");

  window_fixture_show (fixture);
  window_fixture_select (fixture, name);
  await (g_str_equal (gtk_stack_get_visible_child_name (stack), "list"));
}

/* Whether the window has a key for an action, wherever in it the keyboard is. */
static gboolean
has_key (WindowFixture *fixture,
         const char    *key,
         const char    *action)
{
  g_autoptr (GListModel) controllers = NULL;

  controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (
            gtk_shortcut_get_trigger (shortcut));
          g_autofree char *does = gtk_shortcut_action_to_string (
            gtk_shortcut_get_action (shortcut));

          if (g_str_equal (trigger, key) && strstr (does, action) != NULL)
            return TRUE;
        }
    }

  return FALSE;
}

static void
test_rows_are_selected_from_anywhere (WindowFixture *fixture,
                                      gconstpointer  data)
{
  GtkLabel *label;

  show_list (fixture, "Supply Chain");
  label = widget_tree_get_child (get_candidates (fixture), "selected_label");
  gtk_widget_grab_focus (window_fixture_get_child (fixture, "menu_button"));

  activate (fixture, "select-all");
  g_assert_false (g_str_has_prefix (gtk_label_get_text (label), "None of "));
  activate (fixture, "clear");
  g_assert_true (g_str_has_prefix (gtk_label_get_text (label), "None of "));

  /* In a field the key is about what is typed, also where nothing is. */
  gtk_widget_grab_focus (widget_tree_get_child (get_candidates (fixture), "search_entry"));
  activate (fixture, "select-all");
  g_assert_true (g_str_has_prefix (gtk_label_get_text (label), "None of "));

  g_assert_true (has_key (fixture, "<Control>a", "win.select-all"));
  g_assert_true (has_key (fixture, "<Shift><Control>a", "win.clear"));
  g_assert_true (has_key (fixture, "<Control>Return", "win.review"));
  g_assert_true (has_key (fixture, "<Alt>Left", "win.back"));

  /* In the activity there are none of these rows. */
  activate (fixture, "activity");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window),
                                                     "select-all"));
}

static gboolean
has_focus_inside (WindowFixture *fixture,
                  GtkWidget     *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* Where work begins, and where a key has led. */
static void
test_keyboard_is_in_the_list_that_is_shown (WindowFixture *fixture,
                                            gconstpointer  data)
{
  GtkWidget *page = window_fixture_get_child (fixture, "integration_page");

  show_list (fixture, "Supply Chain");
  await (has_focus_inside (fixture, widget_tree_get_child (get_candidates (fixture),
                                                           "squeezer")));

  activate (fixture, "activity");
  await (has_focus_inside (fixture, window_fixture_get_child (fixture, "activity_page")) ||
         widget_tree_find_text (window_fixture_get_child (fixture, "activity_page"),
                                "No Activity Yet") != NULL);

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page",
                                  g_variant_new_int32 (1));
  await (has_focus_inside (fixture, widget_tree_get_child (page, "reverse_page")));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page",
                                  g_variant_new_int32 (0));
  await (has_focus_inside (fixture, get_candidates (fixture)));

  /* Who goes on at once is not called back. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page",
                                  g_variant_new_int32 (1));
  g_main_context_iteration (NULL, FALSE);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "find", NULL);
  page = widget_tree_get_child (page, "reverse_page");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  await (has_focus_inside (fixture, widget_tree_get_child (page, "search_bar")));
}

static void
test_integrations_have_a_menu (WindowFixture *fixture,
                               gconstpointer  data)
{
  GtkWidget *sidebar = window_fixture_get_child (fixture, "sidebar");
  GtkWidget *menu = widget_tree_find_type (sidebar, PREAMP_TYPE_ROW_MENU);
  GtkWidget *row;

  show_list (fixture, "Supply Chain");
  row = preamp_rows_get_row (widget_tree_find_text (sidebar, "Marketing Analytics"));
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  await (gtk_widget_get_width (row) > 0);
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (gtk_widget_activate_action (menu, "row-menu.popup", NULL));
  g_assert_cmpstr (window_fixture_get_selected (fixture), ==, "Marketing Analytics");
  g_assert_true (GTK_IS_POPOVER (gtk_widget_get_last_child (menu)));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_last_child (menu)));

  g_assert_true (gtk_widget_activate_action (sidebar, "sidebar.copy-id", NULL));
  await (widget_tree_find_text (GTK_WIDGET (fixture->window), "Integration ID copied")
         != NULL);
}

/* Of each page, with text twice as large. */
static void
test_least_width_in_large_text (WindowFixture *fixture,
                                gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  show_list (fixture, "Supply Chain");
  widget_tree_assert_fits_in_large_text (window, 360);
  gtk_widget_activate_action (window, "win.page", "i", 1);
  widget_tree_assert_fits_in_large_text (window, 360);
  activate (fixture, "activity");
  widget_tree_assert_fits_in_large_text (window, 360);
  window_fixture_select (fixture, "Lakehouse Pilot");
  await (widget_tree_find_text (window, "Databricks Is Not Supported") != NULL);
  widget_tree_assert_fits_in_large_text (window, 360);
}

static void
test_history_is_shown_in_the_activity (WindowFixture *fixture,
                                       gconstpointer  data)
{
  GtkWidget *page = window_fixture_get_child (fixture, "activity_page");
  GtkWidget *filters = widget_tree_get_child (page, "filters");

  show_list (fixture, "Supply Chain");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-history",
                                  g_variant_new_string ("ds-1"));
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "activity");
  g_assert_true (gtk_toggle_button_get_active (widget_tree_get_child (page, "attempts_button")));
  g_assert_cmpstr (gtk_editable_get_text (widget_tree_get_child (filters, "search_entry")),
                   ==,
                   "ds-1");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         filters));
}

static guint
count_headers (GtkSelectionModel *model)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (PreampSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (!preamp_sidebar_item_get_selectable (item))
        n++;
    }

  return n;
}

/* As by the keyboard, whose events cannot be made: what the view's own controller makes of a
 * key. */
static gboolean
press (GtkWidget *widget,
       guint      keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }

  return handled;
}

static void
test_keys_go_over_headers (WindowFixture *fixture,
                           gconstpointer  data)
{
  PreampSidebar *sidebar = window_fixture_get_child (fixture, "sidebar");
  GtkWidget *view = window_fixture_get_child_of (sidebar, PREAMP_TYPE_SIDEBAR, "list_view");
  GtkSelectionModel *model;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  show_list (fixture, "Supply Chain");
  model = gtk_list_view_get_model (GTK_LIST_VIEW (view));
  g_assert_true (press (view, GDK_KEY_Home));
  g_assert_true (preamp_sidebar_get_activity (sidebar));
  g_assert_false (press (view, GDK_KEY_Up));
  g_assert_true (preamp_sidebar_get_activity (sidebar));

  /* Down through every integration, with the keyboard on each of them. */
  while (press (view, GDK_KEY_Down))
    {
      const char *name = window_fixture_get_selected (fixture);
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

      g_assert_nonnull (name);
      g_assert_true (preamp_rows_get_row (widget_tree_find_text (view, name)) == focus);
      g_assert_false (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL));
      g_ptr_array_add (names, g_strdup (name));
    }
  g_assert_true (gtk_selection_model_is_selected (
    model, g_list_model_get_n_items (G_LIST_MODEL (model)) - 1));
  g_assert_cmpuint (count_headers (model), >, 1);
  g_assert_cmpuint (names->len + count_headers (model) + 1, ==,
                    g_list_model_get_n_items (G_LIST_MODEL (model)));

  /* And up again. */
  for (guint i = names->len - 1; i > 0; i--)
    {
      g_assert_true (press (view, GDK_KEY_Up));
      g_assert_cmpstr (window_fixture_get_selected (fixture), ==,
                       g_ptr_array_index (names, i - 1));
    }
  g_assert_true (press (view, GDK_KEY_Up));
  g_assert_true (preamp_sidebar_get_activity (sidebar));
  g_assert_true (press (view, GDK_KEY_End));
  g_assert_cmpstr (window_fixture_get_selected (fixture), ==,
                   g_ptr_array_index (names, names->len - 1));
  g_assert_false (press (view, GDK_KEY_a));
}

static void
test_pages_are_reached_from_the_activity (WindowFixture *fixture,
                                          gconstpointer  data)
{
  AdwViewStack *stack;

  show_list (fixture, "Marketing Analytics");
  stack = preamp_integration_page_get_stack (window_fixture_get_child (fixture,
                                                                       "integration_page"));
  activate (fixture, "activity");
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "activity");

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page",
                                  g_variant_new_int32 (1));
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "integration");
  g_assert_cmpstr (window_fixture_get_selected (fixture), ==, "Marketing Analytics");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (stack), ==, "reverse");

  activate (fixture, "activity");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page",
                                  g_variant_new_int32 (0));
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "integration");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (stack), ==, "migrate");
}

/* Another window with the same settings, as after a start. */
static void
open_again (WindowFixture *fixture)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (
    GTK_WINDOW (fixture->window)));
  PreampWindow *window = fixture->window;

  fixture->window = PREAMP_WINDOW (preamp_window_new (GTK_APPLICATION (application),
                                                      fixture->settings, fixture->instances));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_integration_is_remembered (WindowFixture *fixture,
                                gconstpointer  data)
{
  g_autoptr (GVariant) kept = NULL;

  show_list (fixture, "Supply Chain");
  open_again (fixture);
  window_fixture_show (fixture);
  g_assert_cmpstr (window_fixture_get_selected (fixture), ==, "Supply Chain");

  kept = g_settings_get_value (fixture->settings, "last-integrations");
  g_assert_cmpuint (g_variant_n_children (kept), ==, 1);

  /* One that is not there any more is no reason to show nothing. */
  g_settings_set (fixture->settings, "last-integrations", "a{ss}", NULL);
  open_again (fixture);
  window_fixture_show (fixture);
  g_assert_nonnull (window_fixture_get_selected (fixture));
}

static void
test_order_and_widths_are_remembered (WindowFixture *fixture,
                                      gconstpointer  data)
{
  GtkWidget *candidates = get_candidates (fixture);
  GtkWidget *table = widget_tree_get_child (candidates, "table");
  GtkColumnView *view = widget_tree_get_child (table, "view");
  GtkColumnViewColumn *status = widget_tree_get_child (table, "status_column");
  g_autofree char *column = NULL;
  gboolean descending = FALSE;

  show_list (fixture, "Supply Chain");

  /* As by a click on the title, and by its edge. */
  gtk_column_view_sort_by_column (view, status, GTK_SORT_DESCENDING);
  gtk_column_view_column_set_fixed_width (status, 300);
  column = g_settings_get_string (fixture->settings, "migrate-sort-column");
  g_assert_cmpstr (column, ==, "status");
  g_assert_true (g_settings_get_boolean (fixture->settings, "migrate-sort-descending"));

  /* What was migrated has an order of its own. */
  g_clear_pointer (&column, g_free);
  column = g_settings_get_string (fixture->settings, "reverse-sort-column");
  g_assert_cmpstr (column, ==, "status");
  g_assert_true (g_settings_get_boolean (fixture->settings, "reverse-sort-descending"));

  open_again (fixture);
  candidates = get_candidates (fixture);
  table = widget_tree_get_child (candidates, "table");
  status = widget_tree_get_child (table, "status_column");
  show_list (fixture, "Supply Chain");
  g_clear_pointer (&column, g_free);
  g_object_get (table, "sort-column", &column, "sort-descending", &descending, NULL);
  g_assert_cmpstr (column, ==, "status");
  g_assert_true (descending);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (status), ==, 300);

  /* By the menu, which a narrow window has as well. */
  g_assert_true (gtk_widget_activate_action (candidates, "columns.sort-column", "s", "table"));
  g_assert_true (gtk_widget_activate_action (candidates, "columns.sort-descending", NULL));
  g_clear_pointer (&column, g_free);
  column = g_settings_get_string (fixture->settings, "migrate-sort-column");
  g_assert_cmpstr (column, ==, "table");
  g_assert_false (g_settings_get_boolean (fixture->settings, "migrate-sort-descending"));
}

static gboolean
get_flag (GtkWidget  *table,
          const char *property)
{
  gboolean value = FALSE;

  g_object_get (table, property, &value, NULL);

  return value;
}

static void
test_columns_are_remembered (WindowFixture *fixture,
                             gconstpointer  data)
{
  GtkWidget *candidates = get_candidates (fixture);
  GtkWidget *table = widget_tree_get_child (candidates, "table");
  g_autoptr (GVariant) nothing = NULL;
  gboolean catalog;

  show_list (fixture, "Supply Chain");
  g_assert_true (get_flag (table, "fit-columns"));
  nothing = g_settings_get_user_value (fixture->settings, "shown-columns");
  g_assert_null (nothing);

  /* One is chosen against what there is room for; the others stay as they are. */
  catalog = get_flag (table, "show-catalog");
  g_assert_true (gtk_widget_activate_action (candidates, "columns.show-catalog", NULL));
  g_assert_true (get_flag (table, "show-catalog") == !catalog);
  g_assert_false (get_flag (table, "fit-columns"));

  open_again (fixture);
  candidates = get_candidates (fixture);
  table = widget_tree_get_child (candidates, "table");
  show_list (fixture, "Supply Chain");
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_true (get_flag (table, "show-catalog") == !catalog);
  g_assert_false (get_flag (table, "fit-columns"));

  /* And back to what there is room for. */
  g_assert_true (gtk_widget_activate_action (candidates, "columns.fit-columns", NULL));
  g_assert_true (get_flag (table, "fit-columns"));
  await (get_flag (table, "show-catalog") == catalog);

  open_again (fixture);
  table = widget_tree_get_child (get_candidates (fixture), "table");
  show_list (fixture, "Supply Chain");
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_true (get_flag (table, "fit-columns"));
  g_assert_true (get_flag (table, "show-catalog") == catalog);
}

int
main (int   argc,
      char *argv[])
{
  window_fixture_init (&argc, &argv);

#define add(name, test)                                                                            \
  g_test_add ("/window/habits/" name, WindowFixture, NULL, window_fixture_set_up, test,            \
              window_fixture_tear_down)
  add ("rows-are-selected-from-anywhere", test_rows_are_selected_from_anywhere);
  add ("integrations-have-a-menu", test_integrations_have_a_menu);
  add ("keyboard-is-in-the-list-that-is-shown", test_keyboard_is_in_the_list_that_is_shown);
  add ("keys-go-over-headers", test_keys_go_over_headers);
  add ("pages-are-reached-from-the-activity", test_pages_are_reached_from_the_activity);
  add ("integration-is-remembered", test_integration_is_remembered);
  add ("order-and-widths-are-remembered", test_order_and_widths_are_remembered);
  add ("columns-are-remembered", test_columns_are_remembered);
  add ("least-width-in-large-text", test_least_width_in_large_text);
  add ("history-is-shown-in-the-activity", test_history_is_shown_in_the_activity);
#undef add

  return g_test_run ();
}
