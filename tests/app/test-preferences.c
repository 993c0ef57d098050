/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"
#include "app/preamp-preferences.h"

static gpointer
get_child (GtkWindow  *preferences,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (preferences), PREAMP_TYPE_PREFERENCES, name);
}

static void
activate (GtkWindow       *preferences,
          const char      *action,
          PreampWorkspace *workspace)
{
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));

  gtk_widget_activate_action (GTK_WIDGET (preferences), action, "s",
                              preamp_instance_get_base_uri (instance));
}

static guint
count_rows (GtkWindow *preferences)
{
  GtkListBox *list = get_child (preferences, "instances_list");
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, n) != NULL)
    n++;

  return n;
}

static void
test_settings_are_bound (AppFixture    *fixture,
                         gconstpointer  data)
{
  GSettings *settings = preamp_profile_get_settings (fixture->profile);
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  GtkAdjustment *at_once = get_child (preferences, "at_once");

  g_assert_cmpfloat (gtk_adjustment_get_value (at_once), ==, 2);
  gtk_adjustment_set_value (at_once, 8);
  g_assert_cmpuint (g_settings_get_uint (settings, "at-once"), ==, 8);
  gtk_adjustment_set_value (at_once, 9);
  g_assert_cmpuint (g_settings_get_uint (settings, "at-once"), ==, 8);
  g_settings_set_uint (settings, "at-once", 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (at_once), ==, 1);

  gtk_window_destroy (preferences);
}

static void
test_rename (AppFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));
  g_autofree char *before = g_strdup (preamp_instance_get_name (instance));
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  GtkListBoxRow *row;
  GtkWidget *entry;

  activate (preferences, "instance.rename", workspace);
  entry = adw_message_dialog_get_extra_child (app_find_dialog ());
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, before);

  /* Without a name it cannot be found again. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_assert_false (adw_message_dialog_get_response_enabled (app_find_dialog (), "rename"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " <b>Acme</b> ");
  g_assert_true (adw_message_dialog_get_response_enabled (app_find_dialog (), "rename"));
  app_respond ("rename");

  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "<b>Acme</b>");
  row = gtk_list_box_get_row_at_index (get_child (preferences, "instances_list"), 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "<b>Acme</b>");
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row)));

  activate (preferences, "instance.rename", workspace);
  app_respond ("cancel");
  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "<b>Acme</b>");

  gtk_window_destroy (preferences);
}

static void
test_forget_asks (AppFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);

  g_assert_cmpuint (count_rows (preferences), ==, 1);
  activate (preferences, "instance.forget", workspace);
  g_assert_cmpint (adw_message_dialog_get_response_appearance (app_find_dialog (), "forget"),
                   ==, ADW_RESPONSE_DESTRUCTIVE);
  app_respond ("cancel");
  g_assert_true (app_has_token (fixture));
  g_assert_cmpuint (count_rows (preferences), ==, 1);

  activate (preferences, "instance.forget", workspace);
  app_respond ("forget");
  app_await (count_rows (preferences) == 0);
  g_assert_false (app_has_token (fixture));

  gtk_window_destroy (preferences);
}

static void
test_forget_names_the_unresolved (AppFixture    *fixture,
                                  gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);

  preamp_sandbox_server_add_fault (fixture->server, "POST * lose", &error);
  g_assert_no_error (error);
  run = app_start_run (workspace, 1);
  app_await (!preamp_profile_get_moving (fixture->profile));

  activate (preferences, "instance.forget", workspace);
  app_respond ("forget");
  app_await (app_find_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (app_find_dialog ()),
                   ==, "The Instance Is Not Forgotten");
  g_assert_cmpstr (adw_message_dialog_get_body (app_find_dialog ()), !=, "");
  app_respond ("close");

  g_assert_cmpuint (count_rows (preferences), ==, 1);
  g_assert_true (app_has_token (fixture));

  gtk_window_destroy (preferences);
}

static void
replace_cb (PreampPreferences  *preferences,
            PreampInstance     *instance,
            PreampInstance    **asked)
{
  *asked = instance;
}

static void
test_replace_is_asked_for (AppFixture    *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  PreampInstance *asked = NULL;

  g_signal_connect (preferences, "replace-token", G_CALLBACK (replace_cb), &asked);
  activate (preferences, "instance.replace-token", workspace);
  g_assert_true (asked ==
                 preamp_connection_get_instance (preamp_workspace_get_connection (workspace)));

  gtk_window_destroy (preferences);
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

#define add(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)
  add ("/app/preferences/settings-are-bound", test_settings_are_bound);
  add ("/app/preferences/rename", test_rename);
  add ("/app/preferences/forget-asks", test_forget_asks);
  add ("/app/preferences/forget-names-the-unresolved", test_forget_names_the_unresolved);
  add ("/app/preferences/replace-is-asked-for", test_replace_is_asked_for);
#undef add

  return g_test_run ();
}
