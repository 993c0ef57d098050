/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "domo/preamp-candidate.h"
#include "window-fixture.h"
#include "window/preamp-attention-bar.h"
#include "window/preamp-link.h"
#include "window/preamp-migration-dialog.h"
#include "window/preamp-run-bar.h"
#include "window/preamp-sidebar-row.h"

static void
test_instance_is_shown (WindowFixture *fixture,
                        gconstpointer  data)
{
  preamp_window_set_instance (
    fixture->window,
    preamp_connection_get_instance (preamp_workspace_get_connection (fixture->workspace)));
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "loading");

  window_fixture_show (fixture);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "integration");
  g_assert_nonnull (window_fixture_get_selected (fixture));
  g_assert_false (gtk_widget_get_visible (window_fixture_get_child (fixture, "sandbox_label")));
  g_assert_true (preamp_window_get_workspace (fixture->window) == fixture->workspace);
  g_assert_true (g_str_has_suffix (gtk_window_get_title (GTK_WINDOW (fixture->window)),
                                   " – Preamp"));
}

static void
test_choice_is_kept_over_a_refresh (WindowFixture *fixture,
                                    gconstpointer  data)
{
  PreampConnection *connection = preamp_workspace_get_connection (fixture->workspace);

  window_fixture_show (fixture);
  window_fixture_select (fixture, "Supply Chain");
  g_assert_cmpstr (window_fixture_get_selected (fixture), ==, "Supply Chain");

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "refresh", NULL);
  g_assert_true (preamp_connection_get_loading (connection));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "refresh"));
  await (!preamp_connection_get_loading (connection));

  g_assert_cmpstr (window_fixture_get_selected (fixture), ==, "Supply Chain");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "refresh"));
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "integration");
}

static void
test_refused_token_is_explained (WindowFixture *fixture,
                                 gconstpointer  data)
{
  AdwLeaflet *leaflet = window_fixture_get_child (fixture, "leaflet");

  g_clear_object (&fixture->workspace);
  fixture->workspace = window_fixture_new_workspace (fixture, "not-the-token");
  adw_leaflet_set_visible_child_name (leaflet, "sidebar");

  window_fixture_show (fixture);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "error");
  /* In a narrow window it stands before the sidebar, which is empty. */
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (leaflet), ==, "content");
  g_assert_false (gtk_widget_get_visible (window_fixture_get_child (fixture, "search_button")));
  g_assert_false (gtk_widget_get_visible (window_fixture_get_child (fixture, "details_button")));

  /* Once the token was replaced it goes on. */
  preamp_domo_client_set_token (
    preamp_connection_get_client (preamp_workspace_get_connection (fixture->workspace)),
    preamp_sandbox_server_get_token (fixture->server));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "refresh", NULL);
  await (g_str_equal (window_fixture_get_page (fixture), "integration"));
}

static void
test_reason_for_no_workspace_is_shown (WindowFixture *fixture,
                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  AdwStatusPage *page = window_fixture_get_child (fixture, "status_page");

  window_fixture_show (fixture);
  error = g_error_new_literal (PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_BUSY,
                               "Open <elsewhere> & busy.");
  preamp_window_show_error (fixture->window, error);

  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "status");
  g_assert_null (preamp_window_get_workspace (fixture->window));
  g_assert_null (window_fixture_get_selected (fixture));
  g_assert_true (g_str_has_prefix (adw_status_page_get_description (page),
                                   "Open &lt;elsewhere&gt; &amp; busy. "));
  g_assert_false (gtk_widget_get_visible (window_fixture_get_child (fixture, "status_button")));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "refresh"));

  preamp_window_set_workspace (fixture->window, fixture->workspace);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "integration");
}

static void
test_switching_stops_nothing (WindowFixture *fixture,
                              gconstpointer  data)
{
  PreampConnection *connection = preamp_workspace_get_connection (fixture->workspace);
  g_autoptr (PreampWorkspace) other = window_fixture_new_workspace (fixture, "not-the-token");

  preamp_window_set_workspace (fixture->window, fixture->workspace);
  g_assert_true (preamp_connection_get_loading (connection));
  preamp_window_set_workspace (fixture->window, other);
  await (!preamp_connection_get_loading (connection));
  g_assert_true (preamp_connection_get_loaded (connection));
  g_assert_no_error (preamp_connection_get_error (connection));

  await (!preamp_connection_get_loading (preamp_workspace_get_connection (other)));
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "error");
  preamp_window_set_workspace (fixture->window, fixture->workspace);
  g_assert_cmpstr (window_fixture_get_page (fixture), ==, "integration");
}

static void
test_instances_are_listed (WindowFixture *fixture,
                           gconstpointer  data)
{
  GtkMenuButton *button = window_fixture_get_child (fixture, "instance_button");
  GMenuModel *menu = gtk_menu_button_get_menu_model (button);
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
  menu = gtk_menu_button_get_menu_model (window_fixture_get_child (fixture, "instance_button"));
  renamed = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_menu_model_get_item_attribute (renamed, 0, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  g_assert_cmpstr (label, ==, "acme__production");
}

static void
test_size_is_kept (WindowFixture *fixture,
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

static GtkWindow *
find_only_dialog (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);
  GtkWindow *found = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (!G_TYPE_CHECK_INSTANCE_TYPE (window, type) ||
          !gtk_widget_get_visible (GTK_WIDGET (window)))
        continue;

      g_assert_null (found);
      found = window;
    }

  return found;
}

/* A plan for one datasource that is ready, checked. */
static PreampPlan *
check_plan (WindowFixture *fixture)
{
  PreampIntegrationLists *lists = window_fixture_find_lists (fixture, "Supply Chain");
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *candidates;

  candidates = G_LIST_MODEL (preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE));
  await (preamp_candidate_list_get_loaded (PREAMP_CANDIDATE_LIST (candidates)));
  for (guint i = 0; i < g_list_model_get_n_items (candidates) && chosen->len < 1; i++)
    {
      g_autoptr (PreampCandidate) candidate = g_list_model_get_item (candidates, i);

      if (!preamp_candidate_get_migrated (candidate) && !preamp_candidate_get_collision (candidate))
        g_ptr_array_add (chosen, g_steal_pointer (&candidate));
    }
  g_assert_cmpuint (chosen->len, ==, 1);

  plan = preamp_plan_new (preamp_workspace_get_connection (fixture->workspace),
                          preamp_integration_lists_get_integration (lists),
                          PREAMP_DIRECTION_MIGRATE, chosen);
  preamp_plan_check_async (plan, fixture->journal, NULL, take_result, &result);
  await_result (&result);
  preamp_plan_check_finish (plan, result, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&plan);
}

static void
test_run_and_attention_are_shown (WindowFixture *fixture,
                                  gconstpointer  data)
{
  PreampRunBar *run_bar = window_fixture_get_child (fixture, "run_bar");
  GtkWidget *attention_bar = window_fixture_get_child (fixture, "attention_bar");
  GtkInfoBar *info_bar;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *dialog;
  GtkStack *stack;
  guint at_once;

  window_fixture_show (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (run_bar)));
  g_assert_false (gtk_widget_get_visible (attention_bar));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "show-run"));

  preamp_sandbox_server_add_fault (fixture->server, "POST migrate x1 state=INCOMPLETE", &error);
  g_assert_no_error (error);
  plan = check_plan (fixture);

  run = preamp_run_new (plan, 1);
  preamp_runner_add (preamp_workspace_get_runner (fixture->workspace), run);
  await (preamp_run_bar_get_run (run_bar) == run);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (run_bar)));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "show-run"));

  /* What nobody looked at stays at the foot when it has ended. */
  await (preamp_run_get_ended (run) && gtk_widget_get_visible (attention_bar));
  g_assert_true (preamp_run_bar_get_run (run_bar) == run);
  info_bar = window_fixture_get_child_of (attention_bar, PREAMP_TYPE_ATTENTION_BAR, "info_bar");
  g_assert_cmpint (gtk_info_bar_get_message_type (info_bar), ==, GTK_MESSAGE_ERROR);

  /* It is looked at, and the pace of a next one is the window's setting. */
  dialog = preamp_migration_dialog_new_for_run (fixture->workspace, run);
  preamp_window_present_run (GTK_WIDGET (run_bar), dialog);
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (fixture->window));
  g_settings_set_uint (fixture->settings, "at-once", 5);
  g_object_get (dialog, "at-once", &at_once, NULL);
  g_assert_cmpuint (at_once, ==, 5);
  gtk_window_destroy (dialog);

  /* A notification opens it, once however often it is clicked; after that nothing is at the
   * foot. */
  preamp_window_show_run (fixture->window, fixture->workspace, 0);
  preamp_window_show_run (fixture->window, fixture->workspace, 0);
  dialog = find_only_dialog (PREAMP_TYPE_MIGRATION_DIALOG);
  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);
  g_assert_null (preamp_run_bar_get_run (run_bar));

  /* Show leads to the activity, where the bar has nothing to add, and from there back again. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-attention", NULL);
  g_assert_true (preamp_sidebar_get_activity (window_fixture_get_child (fixture, "sidebar")));
  g_assert_null (preamp_sidebar_get_selected (window_fixture_get_child (fixture, "sidebar")));
  stack = window_fixture_get_child (fixture, "content_stack");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "activity");
  g_assert_false (gtk_widget_get_visible (window_fixture_get_child (fixture, "attention_box")));
  g_assert_true (gtk_widget_get_visible (window_fixture_get_child (fixture, "export_button")));
  await (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "export"));
  g_assert_true (preamp_sidebar_select_first (window_fixture_get_child (fixture, "sidebar")));
  g_assert_false (preamp_sidebar_get_activity (window_fixture_get_child (fixture, "sidebar")));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "export"));
}

/* Somebody reviews the next run, and sees nothing of what became of this one. */
static void
test_result_waits_while_another_is_reviewed (WindowFixture *fixture,
                                             gconstpointer  data)
{
  PreampRunBar *run_bar = window_fixture_get_child (fixture, "run_bar");
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlan) next = NULL;
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (PreampAttempt) attempt = NULL;
  g_autoptr (PreampAttemptRecord) record = NULL;
  GtkLabel *caption;
  GtkWindow *review;

  window_fixture_show (fixture);
  plan = check_plan (fixture);
  next = check_plan (fixture);
  run = preamp_run_new (plan, 1);
  preamp_runner_add (preamp_workspace_get_runner (fixture->workspace), run);
  review = preamp_migration_dialog_new_for_plan (fixture->workspace, next);
  preamp_window_present_run (GTK_WIDGET (fixture->window), review);

  await (preamp_run_get_ended (run) &&
         !preamp_runner_get_busy (preamp_workspace_get_runner (fixture->workspace)));
  g_assert_true (preamp_run_bar_get_run (run_bar) == run);
  gtk_window_destroy (review);
  caption = window_fixture_get_child_of (run_bar, PREAMP_TYPE_RUN_BAR, "caption_label");
  g_assert_cmpstr (gtk_label_get_text (caption), ==, "Ended: 1 of 1 complete");

  /* Domo's lists deny it later: it is not counted as complete. */
  attempt = g_list_model_get_item (preamp_run_get_attempts (run), 0);
  record = preamp_attempt_record_copy (preamp_attempt_get_record (attempt));
  record->contradicted = TRUE;
  g_signal_emit_by_name (preamp_workspace_get_lookup (fixture->workspace), "changed", record);
  g_assert_cmpstr (gtk_label_get_text (caption), ==, "Ended: 0 of 1 complete, 1 contradicted");

  /* It is there to be looked at. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-run", NULL);
  g_assert_nonnull (find_only_dialog (PREAMP_TYPE_MIGRATION_DIALOG));
  gtk_window_destroy (find_only_dialog (PREAMP_TYPE_MIGRATION_DIALOG));
  g_assert_null (preamp_run_bar_get_run (run_bar));
}

/* Its dialog may be closed: nothing else tells that it waits. */
static void
test_bar_says_that_a_run_is_paused (WindowFixture *fixture,
                                    gconstpointer  data)
{
  PreampRunBar *run_bar = window_fixture_get_child (fixture, "run_bar");
  GtkLabel *caption = window_fixture_get_child_of (run_bar, PREAMP_TYPE_RUN_BAR, "caption_label");
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampRun) run = NULL;

  window_fixture_show (fixture);
  plan = check_plan (fixture);
  run = preamp_run_new (plan, 1);
  preamp_run_bar_set_run (run_bar, run);
  preamp_run_pause (run);
  g_assert_cmpstr (gtk_label_get_text (caption), ==, "Paused · 0 of 1");
  preamp_run_bar_set_run (run_bar, NULL);
}

/* Nothing opens an address of that kind, as nothing opens a page where there is no browser. */
static void
test_page_that_is_not_opened_is_said (WindowFixture *fixture,
                                      gconstpointer  data)
{
  GtkWindow *message;

  gtk_window_present (GTK_WINDOW (fixture->window));
  preamp_link_show (GTK_WINDOW (fixture->window), "preamp-test-none:page");
  await ((message = find_only_dialog (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (message)),
                            "\npreamp-test-none:page"));
  gtk_window_destroy (message);
}

static void
test_controls_have_names (WindowFixture *fixture,
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
    gtk_test_accessible_assert_property (window_fixture_get_child (fixture, cases[i].child),
                                         GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].label);
}

static void
test_sidebar_groups_by_type (WindowFixture *fixture,
                             gconstpointer  data)
{
  PreampSidebar *sidebar = window_fixture_get_child (fixture, "sidebar");
  GListModel *items;
  const char *group = NULL;
  guint n_integrations = 0;

  window_fixture_show (fixture);
  items = window_fixture_get_child_of (sidebar, PREAMP_TYPE_SIDEBAR, "items");

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
test_row_says_what_was_counted (WindowFixture *fixture,
                                gconstpointer  data)
{
  GtkWidget *row = g_object_ref_sink (preamp_sidebar_row_new ());
  GtkWidget *count = window_fixture_get_child_of (row, PREAMP_TYPE_SIDEBAR_ROW, "count_label");
  GtkWidget *problem = window_fixture_get_child_of (row, PREAMP_TYPE_SIDEBAR_ROW, "problem_image");
  GtkWidget *name = window_fixture_get_child_of (row, PREAMP_TYPE_SIDEBAR_ROW, "name_label");
  g_autoptr (PreampIntegration) unread = preamp_integration_new ("1", "<b>& name</b>", "SNOWFLAKE",
                                                                 "OAUTH");
  g_autoptr (PreampIntegrationLists) lists = NULL;
  g_autoptr (PreampSidebarItem) item = NULL;
  g_autoptr (PreampSidebarItem) counted = NULL;
  g_autoptr (PreampSidebarItem) refused = NULL;
  g_autoptr (PreampSidebarItem) header = preamp_sidebar_item_new_header ("Snowflake");

  window_fixture_show (fixture);

  /* Not read: no number, and never a 0. */
  lists = preamp_integration_lists_new (
    preamp_connection_get_client (preamp_workspace_get_connection (fixture->workspace)), unread);
  item = preamp_sidebar_item_new_integration (lists, NULL);
  preamp_sidebar_row_set_item (PREAMP_SIDEBAR_ROW (row), item);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (name)), ==, "<b>& name</b>");
  g_assert_false (gtk_widget_get_visible (count));
  g_assert_false (gtk_widget_get_visible (problem));

  counted = preamp_sidebar_item_new_integration (
    window_fixture_find_lists (fixture, "Supply Chain"), NULL);
  preamp_sidebar_row_set_item (PREAMP_SIDEBAR_ROW (row), counted);
  await (gtk_widget_get_visible (count));
  g_assert_true (g_ascii_isdigit (*gtk_label_get_text (GTK_LABEL (count))));
  g_assert_true (g_str_has_suffix (gtk_widget_get_tooltip_text (count), "ready to migrate"));

  refused = preamp_sidebar_item_new_integration (
    window_fixture_find_lists (fixture, "Lakehouse Pilot"), NULL);
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
  g_assert_false (gtk_widget_get_visible (
    window_fixture_get_child_of (row, PREAMP_TYPE_SIDEBAR_ROW, "integration_box")));

  g_object_unref (row);
}

int
main (int   argc,
      char *argv[])
{
  window_fixture_init (&argc, &argv);

#define add(path, test) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, test, window_fixture_tear_down)
  add ("/window/window/instance-is-shown", test_instance_is_shown);
  add ("/window/window/choice-is-kept-over-a-refresh", test_choice_is_kept_over_a_refresh);
  add ("/window/window/refused-token-is-explained", test_refused_token_is_explained);
  add ("/window/window/reason-for-no-workspace-is-shown", test_reason_for_no_workspace_is_shown);
  add ("/window/window/switching-stops-nothing", test_switching_stops_nothing);
  add ("/window/window/instances-are-listed", test_instances_are_listed);
  add ("/window/window/size-is-kept", test_size_is_kept);
  add ("/window/window/run-and-attention-are-shown", test_run_and_attention_are_shown);
  add ("/window/window/result-waits-while-another-is-reviewed",
       test_result_waits_while_another_is_reviewed);
  add ("/window/window/bar-says-that-a-run-is-paused", test_bar_says_that_a_run_is_paused);
  add ("/window/window/page-that-is-not-opened-is-said", test_page_that_is_not_opened_is_said);
  add ("/window/window/controls-have-names", test_controls_have_names);
  add ("/window/sidebar/groups-by-type", test_sidebar_groups_by_type);
  add ("/window/sidebar/row-says-what-was-counted", test_row_says_what_was_counted);
#undef add

  return g_test_run ();
}
