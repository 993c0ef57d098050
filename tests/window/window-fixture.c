/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "window-fixture.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

/* One for all tests: on a bus an application's object can be exported once. */
static AdwApplication *application;

PreampWorkspace *
window_fixture_new_workspace (WindowFixture *fixture,
                              const char    *token)
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

void
window_fixture_set_up (WindowFixture *fixture,
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
  await_result (&result);
  fixture->journal = preamp_journal_open_finish (result, &error);
  g_assert_no_error (error);

  fixture->window = PREAMP_WINDOW (preamp_window_new (GTK_APPLICATION (application),
                                                      fixture->settings, fixture->instances));
  fixture->workspace =
    window_fixture_new_workspace (fixture, preamp_sandbox_server_get_token (fixture->server));
}

void
window_fixture_tear_down (WindowFixture *fixture,
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

gpointer
window_fixture_get_child_of (gpointer    widget,
                             GType       type,
                             const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (widget), type, name);
}

gpointer
window_fixture_get_child (WindowFixture *fixture,
                          const char    *name)
{
  return window_fixture_get_child_of (fixture->window, PREAMP_TYPE_WINDOW, name);
}

const char *
window_fixture_get_page (WindowFixture *fixture)
{
  return gtk_stack_get_visible_child_name (window_fixture_get_child (fixture, "content_stack"));
}

void
window_fixture_show (WindowFixture *fixture)
{
  PreampConnection *connection = preamp_workspace_get_connection (fixture->workspace);

  preamp_window_set_workspace (fixture->window, fixture->workspace);
  gtk_window_present (GTK_WINDOW (fixture->window));
  await (!preamp_connection_get_loading (connection));
}

const char *
window_fixture_get_selected (WindowFixture *fixture)
{
  PreampSidebar *sidebar = window_fixture_get_child (fixture, "sidebar");
  PreampIntegrationLists *lists = preamp_sidebar_get_selected (sidebar);

  return lists ? preamp_integration_get_name (preamp_integration_lists_get_integration (lists))
               : NULL;
}

PreampIntegrationLists *
window_fixture_find_lists (WindowFixture *fixture,
                           const char    *name)
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

void
window_fixture_select (WindowFixture *fixture,
                       const char    *name)
{
  PreampIntegration *integration =
    preamp_integration_lists_get_integration (window_fixture_find_lists (fixture, name));

  g_assert_true (preamp_sidebar_select (window_fixture_get_child (fixture, "sidebar"),
                                        preamp_integration_get_id (integration)));
}

/**
 * window_fixture_init:
 * @argc: the number of arguments
 * @argv: the arguments
 *
 * Begins a program of tests.
 */
void
window_fixture_init (int    *argc,
                     char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  application = adw_application_new ("io.github.preamp.Preamp.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}
