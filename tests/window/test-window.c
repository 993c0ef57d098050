/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include <adwaita.h>
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include "domo/preamp-candidate.h"
#include "sandbox/preamp-sandbox-server.h"
#include "window/preamp-attention-bar.h"
#include "window/preamp-migration-dialog.h"
#include "window/preamp-run-bar.h"
#include "window/preamp-sidebar-row.h"
#include "window/preamp-sidebar.h"
#include "window/preamp-window.h"

typedef struct
{
  PreampSandboxServer *server;
  GSettings           *settings;
  PreampInstanceList  *instances;
  char                *directory;
  PreampJournal       *journal;
  PreampWorkspace     *workspace;
  PreampWindow        *window;
} Fixture;

/* One for all tests: on a bus an application's object can be exported once. */
static AdwApplication *application;

#define await(condition)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
  }                                                                                                \
  G_STMT_END

static void
take_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static PreampWorkspace *
new_workspace (Fixture    *fixture,
               const char *token)
{
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  g_autoptr (PreampConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  PreampInstance *instance;

  address = preamp_instance_address_parse (preamp_sandbox_server_get_address (fixture->server),
                                           &error);
  g_assert_no_error (error);
  instance = preamp_instance_list_add (fixture->instances, address);
  client = preamp_domo_client_new (preamp_instance_get_base_uri (instance), token);
  connection = preamp_connection_new (instance, client);

  return preamp_workspace_new (connection, fixture->journal, FALSE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->server = preamp_sandbox_server_new (20, 0);
  preamp_sandbox_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);

  fixture->settings = g_settings_new_with_backend (APPLICATION_ID, backend);
  fixture->instances = preamp_instance_list_new (fixture->settings);
  fixture->directory = g_dir_make_tmp ("preamp-window-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "journal.db", NULL);
  preamp_journal_open_async (path, NULL, take_result, &result);
  await (result != NULL);
  fixture->journal = preamp_journal_open_finish (result, &error);
  g_assert_no_error (error);

  fixture->window = PREAMP_WINDOW (preamp_window_new (GTK_APPLICATION (application),
                                                      fixture->settings, fixture->instances));
  fixture->workspace =
    new_workspace (fixture, preamp_sandbox_server_get_token (fixture->server));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const names[] = { "journal.db", "journal.db-wal", "journal.db-shm" };

  PreampWindow *window = fixture->window;

  /* Nothing holds the window once what was under way is over. */
  if (window != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
      gtk_window_destroy (GTK_WINDOW (window));
      await (window == NULL);
    }

  g_clear_object (&fixture->workspace);
  preamp_journal_close (fixture->journal);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->instances);
  g_clear_object (&fixture->settings);
  preamp_sandbox_server_stop (fixture->server);
  g_clear_object (&fixture->server);

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_clear_pointer (&fixture->directory, g_free);
}

static gpointer
get_child_of (gpointer    widget,
              GType       type,
              const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (widget), type, name);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return get_child_of (fixture->window, PREAMP_TYPE_WINDOW, name);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "content_stack"));
}

static void
show (Fixture *fixture)
{
  PreampConnection *connection = preamp_workspace_get_connection (fixture->workspace);

  preamp_window_set_workspace (fixture->window, fixture->workspace);
  gtk_window_present (GTK_WINDOW (fixture->window));
  await (!preamp_connection_get_loading (connection));
}

static const char *
get_selected_name (Fixture *fixture)
{
  PreampIntegrationLists *lists = preamp_sidebar_get_selected (get_child (fixture, "sidebar"));

  return lists ? preamp_integration_get_name (preamp_integration_lists_get_integration (lists))
               : NULL;
}

static PreampIntegrationLists *
find_lists (Fixture    *fixture,
            const char *name)
{
  GListModel *integrations =
    preamp_connection_get_integrations (preamp_workspace_get_connection (fixture->workspace));

  for (guint i = 0; i < g_list_model_get_n_items (integrations); i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (integrations, i);
      PreampIntegration *integration = preamp_integration_lists_get_integration (lists);

      if (g_strcmp0 (preamp_integration_get_name (integration), name) == 0)
        return lists;
    }

  g_assert_not_reached ();
}

static void
select_integration (Fixture    *fixture,
                    const char *name)
{
  PreampIntegration *integration =
    preamp_integration_lists_get_integration (find_lists (fixture, name));

  g_assert_true (preamp_sidebar_select (get_child (fixture, "sidebar"),
                                        preamp_integration_get_id (integration)));
}

static void
test_instance_is_shown (Fixture       *fixture,
                        gconstpointer  data)
{
  preamp_window_set_instance (
    fixture->window,
    preamp_connection_get_instance (preamp_workspace_get_connection (fixture->workspace)));
  g_assert_cmpstr (get_page (fixture), ==, "loading");

  show (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "integration");
  g_assert_nonnull (get_selected_name (fixture));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "sandbox_label")));
  g_assert_true (preamp_window_get_workspace (fixture->window) == fixture->workspace);
  g_assert_true (g_str_has_suffix (gtk_window_get_title (GTK_WINDOW (fixture->window)),
                                   " – Preamp"));
}

static void
test_choice_is_kept_over_a_refresh (Fixture       *fixture,
                                    gconstpointer  data)
{
  PreampConnection *connection = preamp_workspace_get_connection (fixture->workspace);

  show (fixture);
  select_integration (fixture, "Supply Chain");
  g_assert_cmpstr (get_selected_name (fixture), ==, "Supply Chain");

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "refresh", NULL);
  g_assert_true (preamp_connection_get_loading (connection));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "refresh"));
  await (!preamp_connection_get_loading (connection));

  g_assert_cmpstr (get_selected_name (fixture), ==, "Supply Chain");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "refresh"));
  g_assert_cmpstr (get_page (fixture), ==, "integration");
}

static void
test_refused_token_is_explained (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_clear_object (&fixture->workspace);
  fixture->workspace = new_workspace (fixture, "not-the-token");

  show (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "error");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "search_button")));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "details_button")));

  /* Once the token was replaced it goes on. */
  preamp_domo_client_set_token (
    preamp_connection_get_client (preamp_workspace_get_connection (fixture->workspace)),
    preamp_sandbox_server_get_token (fixture->server));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "refresh", NULL);
  await (g_str_equal (get_page (fixture), "integration"));
}

static void
test_reason_for_no_workspace_is_shown (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  AdwStatusPage *page = get_child (fixture, "status_page");

  show (fixture);
  error = g_error_new_literal (PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_BUSY,
                               "Open <elsewhere> & busy.");
  preamp_window_show_error (fixture->window, error);

  g_assert_cmpstr (get_page (fixture), ==, "status");
  g_assert_null (preamp_window_get_workspace (fixture->window));
  g_assert_null (get_selected_name (fixture));
  g_assert_true (g_str_has_prefix (adw_status_page_get_description (page),
                                   "Open &lt;elsewhere&gt; &amp; busy. "));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "status_button")));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "refresh"));

  preamp_window_set_workspace (fixture->window, fixture->workspace);
  g_assert_cmpstr (get_page (fixture), ==, "integration");
}

static void
test_switching_stops_nothing (Fixture       *fixture,
                              gconstpointer  data)
{
  PreampConnection *connection = preamp_workspace_get_connection (fixture->workspace);
  g_autoptr (PreampWorkspace) other = new_workspace (fixture, "not-the-token");

  preamp_window_set_workspace (fixture->window, fixture->workspace);
  g_assert_true (preamp_connection_get_loading (connection));
  preamp_window_set_workspace (fixture->window, other);
  await (!preamp_connection_get_loading (connection));
  g_assert_true (preamp_connection_get_loaded (connection));
  g_assert_no_error (preamp_connection_get_error (connection));

  await (!preamp_connection_get_loading (preamp_workspace_get_connection (other)));
  g_assert_cmpstr (get_page (fixture), ==, "error");
  preamp_window_set_workspace (fixture->window, fixture->workspace);
  g_assert_cmpstr (get_page (fixture), ==, "integration");
}

static void
test_instances_are_listed (Fixture       *fixture,
                           gconstpointer  data)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (get_child (fixture, "instance_button"));
  g_autoptr (GMenuModel) known = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_autoptr (GMenuModel) renamed = NULL;
  g_autoptr (PreampInstance) instance = NULL;
  g_autofree char *label = NULL;
  g_autofree char *target = NULL;

  instance = g_list_model_get_item (G_LIST_MODEL (fixture->instances), 0);
  g_assert_cmpint (g_menu_model_get_n_items (known), ==, 1);
  g_menu_model_get_item_attribute (known, 0, G_MENU_ATTRIBUTE_TARGET, "s", &target);
  g_assert_cmpstr (target, ==, preamp_instance_get_base_uri (instance));

  /* A line under a letter is no part of a name. */
  preamp_window_set_instance (fixture->window, instance);
  preamp_instance_set_name (instance, "acme_production");
  menu = gtk_menu_button_get_menu_model (get_child (fixture, "instance_button"));
  renamed = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_menu_model_get_item_attribute (renamed, 0, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  g_assert_cmpstr (label, ==, "acme__production");
}

static void
test_size_is_kept (Fixture       *fixture,
                   gconstpointer  data)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;

  g_assert_cmpint (g_settings_get_int (fixture->settings, "window-width"), ==, 900);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "window-height"), ==, 640);
  g_assert_false (g_settings_get_boolean (fixture->settings, "window-maximized"));
}

static void
test_run_and_attention_are_shown (Fixture       *fixture,
                                  gconstpointer  data)
{
  PreampRunBar *run_bar = get_child (fixture, "run_bar");
  GtkWidget *attention_bar = get_child (fixture, "attention_bar");
  GtkInfoBar *info_bar;
  PreampIntegrationLists *lists;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *candidates;
  GtkWindow *dialog;
  guint at_once;

  show (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (run_bar)));
  g_assert_false (gtk_widget_get_visible (attention_bar));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "show-run"));

  lists = find_lists (fixture, "Supply Chain");
  candidates = G_LIST_MODEL (preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE));
  await (preamp_candidate_list_get_loaded (PREAMP_CANDIDATE_LIST (candidates)));
  for (guint i = 0; i < g_list_model_get_n_items (candidates) && chosen->len < 1; i++)
    {
      g_autoptr (PreampCandidate) candidate = g_list_model_get_item (candidates, i);

      if (!preamp_candidate_get_migrated (candidate) && !preamp_candidate_get_collision (candidate))
        g_ptr_array_add (chosen, g_steal_pointer (&candidate));
    }
  g_assert_cmpuint (chosen->len, ==, 1);

  preamp_sandbox_server_add_fault (fixture->server, "POST migrate x1 state=INCOMPLETE", &error);
  g_assert_no_error (error);
  plan = preamp_plan_new (preamp_workspace_get_connection (fixture->workspace),
                          preamp_integration_lists_get_integration (lists),
                          PREAMP_DIRECTION_MIGRATE, chosen);
  preamp_plan_check_async (plan, fixture->journal, NULL, take_result, &result);
  await (result != NULL);
  preamp_plan_check_finish (plan, result, &error);
  g_assert_no_error (error);

  run = preamp_run_new (plan, 1);
  preamp_runner_add (preamp_workspace_get_runner (fixture->workspace), run);
  await (preamp_run_bar_get_run (run_bar) == run);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (run_bar)));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "show-run"));

  /* What nobody looked at stays at the foot when it has ended. */
  await (preamp_run_get_ended (run) && gtk_widget_get_visible (attention_bar));
  g_assert_true (preamp_run_bar_get_run (run_bar) == run);
  info_bar = get_child_of (attention_bar, PREAMP_TYPE_ATTENTION_BAR, "info_bar");
  g_assert_cmpint (gtk_info_bar_get_message_type (info_bar), ==, GTK_MESSAGE_ERROR);

  /* It is looked at, and the pace of a next one is the window's setting. */
  dialog = preamp_migration_dialog_new_for_run (fixture->workspace, run);
  preamp_window_present_run (GTK_WIDGET (run_bar), dialog);
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (fixture->window));
  g_settings_set_uint (fixture->settings, "at-once", 5);
  g_object_get (dialog, "at-once", &at_once, NULL);
  g_assert_cmpuint (at_once, ==, 5);
  gtk_window_destroy (dialog);

  /* Show leads to the activity, where the bar has nothing to add, and from there back again. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-attention", NULL);
  g_assert_true (preamp_sidebar_get_activity (get_child (fixture, "sidebar")));
  g_assert_null (preamp_sidebar_get_selected (get_child (fixture, "sidebar")));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture, "content_stack")), ==,
                   "activity");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "attention_box")));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "export_button")));
  await (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "export"));
  g_assert_true (preamp_sidebar_select_first (get_child (fixture, "sidebar")));
  g_assert_false (preamp_sidebar_get_activity (get_child (fixture, "sidebar")));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "export"));
}

static void
test_controls_have_names (Fixture       *fixture,
                          gconstpointer  data)
{
  static const struct
  {
    const char *child;
    const char *label;
  } cases[] = {
    { "menu_button", "Main Menu" },
    { "search_button", "Search" },
    { "details_button", "Details" },
    { "export_button", "Export" },
    { "refresh_button", "Refresh" },
    { "back_button", "Back to the Integrations" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    gtk_test_accessible_assert_property (get_child (fixture, cases[i].child),
                                         GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].label);
}

static void
test_sidebar_groups_by_type (Fixture       *fixture,
                             gconstpointer  data)
{
  PreampSidebar *sidebar = get_child (fixture, "sidebar");
  GListModel *items;
  const char *group = NULL;
  guint n_integrations = 0;

  show (fixture);
  items = get_child_of (sidebar, PREAMP_TYPE_SIDEBAR, "items");

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PreampSidebarItem) item = g_list_model_get_item (items, i);
      PreampIntegrationLists *lists = preamp_sidebar_item_get_lists (item);

      /* The activity is on top, and of no type. */
      if (i == 0)
        {
          g_assert_true (preamp_sidebar_item_get_standings (item) ==
                         preamp_workspace_get_standings (fixture->workspace));
          g_assert_true (preamp_sidebar_item_get_selectable (item));
        }
      else if (lists == NULL)
        {
          g_assert_false (preamp_sidebar_item_get_selectable (item));
          if (group != NULL)
            g_assert_cmpint (g_utf8_collate (group, preamp_sidebar_item_get_title (item)), <, 0);
          group = preamp_sidebar_item_get_title (item);
        }
      else
        {
          PreampIntegration *integration = preamp_integration_lists_get_integration (lists);

          g_assert_true (preamp_sidebar_item_get_selectable (item));
          g_assert_cmpstr (group, ==,
                           preamp_engine_get_label (preamp_integration_get_engine (integration)));
          n_integrations++;
        }
    }

  g_assert_cmpuint (n_integrations, ==,
                    g_list_model_get_n_items (preamp_connection_get_integrations (
                      preamp_workspace_get_connection (fixture->workspace))));
}

static void
test_row_says_what_was_counted (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *row = g_object_ref_sink (preamp_sidebar_row_new ());
  GtkWidget *count = get_child_of (row, PREAMP_TYPE_SIDEBAR_ROW, "count_label");
  GtkWidget *problem = get_child_of (row, PREAMP_TYPE_SIDEBAR_ROW, "problem_image");
  GtkWidget *name = get_child_of (row, PREAMP_TYPE_SIDEBAR_ROW, "name_label");
  g_autoptr (PreampIntegration) unread = preamp_integration_new ("1", "<b>& name</b>", "SNOWFLAKE",
                                                                 "OAUTH");
  g_autoptr (PreampIntegrationLists) lists = NULL;
  g_autoptr (PreampSidebarItem) item = NULL;
  g_autoptr (PreampSidebarItem) counted = NULL;
  g_autoptr (PreampSidebarItem) refused = NULL;
  g_autoptr (PreampSidebarItem) header = preamp_sidebar_item_new_header ("Snowflake");

  show (fixture);

  /* Not read: no number, and never a 0. */
  lists = preamp_integration_lists_new (
    preamp_connection_get_client (preamp_workspace_get_connection (fixture->workspace)), unread);
  item = preamp_sidebar_item_new_integration (lists, NULL);
  preamp_sidebar_row_set_item (PREAMP_SIDEBAR_ROW (row), item);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (name)), ==, "<b>& name</b>");
  g_assert_false (gtk_widget_get_visible (count));
  g_assert_false (gtk_widget_get_visible (problem));

  counted = preamp_sidebar_item_new_integration (find_lists (fixture, "Supply Chain"), NULL);
  preamp_sidebar_row_set_item (PREAMP_SIDEBAR_ROW (row), counted);
  await (gtk_widget_get_visible (count));
  g_assert_true (g_ascii_isdigit (*gtk_label_get_text (GTK_LABEL (count))));
  g_assert_true (g_str_has_suffix (gtk_widget_get_tooltip_text (count), "ready to migrate"));

  refused = preamp_sidebar_item_new_integration (find_lists (fixture, "Lakehouse Pilot"), NULL);
  preamp_sidebar_row_set_item (PREAMP_SIDEBAR_ROW (row), refused);
  await (gtk_widget_get_visible (problem));
  g_assert_false (gtk_widget_get_visible (count));
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (problem)),
                   ==, "action-unavailable-symbolic");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (problem), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Domo gives no list for this integration");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "Lakehouse Pilot, Personal access token, Domo gives no list for this integration");

  preamp_sidebar_row_set_item (PREAMP_SIDEBAR_ROW (row), header);
  g_assert_false (
    gtk_widget_get_visible (get_child_of (row, PREAMP_TYPE_SIDEBAR_ROW, "integration_box")));

  g_object_unref (row);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  application = adw_application_new ("io.github.preamp.Preamp.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  add ("/window/window/instance-is-shown", test_instance_is_shown);
  add ("/window/window/choice-is-kept-over-a-refresh", test_choice_is_kept_over_a_refresh);
  add ("/window/window/refused-token-is-explained", test_refused_token_is_explained);
  add ("/window/window/reason-for-no-workspace-is-shown", test_reason_for_no_workspace_is_shown);
  add ("/window/window/switching-stops-nothing", test_switching_stops_nothing);
  add ("/window/window/instances-are-listed", test_instances_are_listed);
  add ("/window/window/size-is-kept", test_size_is_kept);
  add ("/window/window/run-and-attention-are-shown", test_run_and_attention_are_shown);
  add ("/window/window/controls-have-names", test_controls_have_names);
  add ("/window/sidebar/groups-by-type", test_sidebar_groups_by_type);
  add ("/window/sidebar/row-says-what-was-counted", test_row_says_what_was_counted);
#undef add

  return g_test_run ();
}
