/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"
#include "app/preamp-about.h"
#include "app/preamp-debug-info.h"

static char *
dup_debug_info (PreampProfile *profile)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_debug_info_async (profile, take_result, &result);
  await_result (&result);

  return preamp_debug_info_finish (profile, result);
}

static void
assert_has (const char *text,
            const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, text);
}

/* Whole words, so that a short identifier is not found in a version. */
static void
assert_has_not (const char *text,
                const char *word)
{
  g_autofree char *escaped = NULL;
  g_autofree char *pattern = NULL;

  g_assert_nonnull (word);
  g_assert_cmpstr (word, !=, "");
  escaped = g_regex_escape_string (word, -1);
  pattern = g_strdup_printf ("(?<![[:alnum:]])%s(?![[:alnum:]])", escaped);
  if (g_regex_match_simple (pattern, text, G_REGEX_CASELESS, 0))
    g_error ("“%s” is in:\n%s", word, text);
}

static void
test_versions_and_settings (AppFixture    *fixture,
                            gconstpointer  data)
{
  g_autofree char *text = NULL;

  g_settings_set_uint (preamp_profile_get_settings (fixture->profile), "at-once", 7);
  text = dup_debug_info (fixture->profile);

  assert_has (text, "Preamp " PACKAGE_VERSION " (" APPLICATION_ID ")\n");
  for (size_t i = 0; i < 5; i++)
    {
      static const char *const names[] = { "GTK", "libadwaita", "GLib", "libsoup", "SQLite" };
      g_autofree char *pattern = g_strdup_printf ("\n%s \\d+\\.\\d+\\.\\d+\n", names[i]);

      g_assert_true (g_regex_match_simple (pattern, text, 0, 0));
    }
  assert_has (text, "\nSystem: ");
  assert_has (text, "\nFlatpak: no\n");
  assert_has (text, "\nat-once: 7\n");
  assert_has (text, "\nconnect-timeout: 30\n");
}

static void
test_nothing_of_an_instance (AppFixture    *fixture,
                             gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  PreampConnection *connection = preamp_workspace_get_connection (workspace);
  PreampInstance *instance = preamp_connection_get_instance (connection);
  GListModel *integrations = preamp_connection_get_integrations (connection);
  g_autoptr (PreampRun) run = app_start_run (workspace, 1);
  g_autoptr (GUri) uri = NULL;
  g_autofree char *port = NULL;
  g_autofree char *text = NULL;
  guint n_datasources = 0;

  await (!preamp_profile_get_moving (fixture->profile));
  preamp_profile_rename (fixture->profile, instance, "Acme Production");
  text = dup_debug_info (fixture->profile);

  uri = g_uri_parse (preamp_instance_get_base_uri (instance), G_URI_FLAGS_NONE, NULL);
  port = g_strdup_printf ("%d", g_uri_get_port (uri));
  assert_has_not (text, g_uri_get_host (uri));
  assert_has_not (text, port);
  assert_has_not (text, "Acme Production");
  assert_has_not (text, preamp_sandbox_server_get_token (fixture->server));
  assert_has_not (text, fixture->directory);

  for (guint i = 0; i < g_list_model_get_n_items (integrations); i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (integrations, i);
      PreampIntegration *integration = preamp_integration_lists_get_integration (lists);
      GListModel *list =
        G_LIST_MODEL (preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE));

      assert_has_not (text, preamp_integration_get_id (integration));
      assert_has_not (text, preamp_integration_get_name (integration));

      for (guint j = 0; j < g_list_model_get_n_items (list); j++, n_datasources++)
        {
          g_autoptr (PreampCandidate) candidate = g_list_model_get_item (list, j);

          assert_has_not (text, preamp_candidate_get_id (candidate));
          assert_has_not (text, preamp_candidate_get_name (candidate));
        }
    }
  g_assert_cmpuint (n_datasources, >, 0);
}

static void
test_window_has_the_notes (void)
{
  GtkWindow *about = preamp_about_new ("What is known.");
  AdwAboutWindow *window = ADW_ABOUT_WINDOW (about);
  g_autofree char *path = NULL;
  g_autofree char *metainfo = NULL;
  g_autofree char *release = NULL;
  g_auto (GStrv) items = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (adw_about_window_get_version (window), ==, PACKAGE_VERSION);
  g_assert_cmpint (adw_about_window_get_license_type (window), ==, GTK_LICENSE_GPL_3_0);
  g_assert_cmpstr (adw_about_window_get_debug_info (window), ==, "What is known.");
  g_assert_cmpstr (adw_about_window_get_release_notes_version (window), ==, PACKAGE_VERSION);

  /* Each item of the metainfo's newest release. */
  path = g_test_build_filename (G_TEST_BUILT, "..", "data", APPLICATION_ID ".metainfo.xml", NULL);
  g_file_get_contents (path, &metainfo, NULL, &error);
  g_assert_no_error (error);
  release = g_strndup (strstr (metainfo, "<release "),
                       strstr (metainfo, "</release>") - strstr (metainfo, "<release "));
  assert_has (release, "version=\"" PACKAGE_VERSION "\"");
  items = g_strsplit (release, "<li>", -1);
  g_assert_cmpuint (g_strv_length (items), >, 1);
  for (guint i = 1; items[i] != NULL; i++)
    {
      *strstr (items[i], "</li>") = '\0';
      assert_has (adw_about_window_get_release_notes (window), items[i]);
    }

  gtk_window_destroy (about);
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

  g_test_add ("/app/about/versions-and-settings", AppFixture, NULL, app_fixture_set_up,
              test_versions_and_settings, app_fixture_tear_down);
  g_test_add ("/app/about/nothing-of-an-instance", AppFixture, NULL, app_fixture_set_up,
              test_nothing_of_an_instance, app_fixture_tear_down);
  g_test_add_func ("/app/about/window-has-the-notes", test_window_has_the_notes);

  return g_test_run ();
}
