/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "app-fixture.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "domo/preamp-candidate.h"
#include "migration/preamp-plan.h"

/* Begins a test with a display. Its folders are those of the headless session: with isolated ones
 * GTK would find no types of files, and no icon. GTK 4.18 warns while it measures an
 * AdwMessageDialog. */
void
app_init (int    *argc,
          char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

void
app_fixture_set_up (AppFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (APPLICATION_ID, backend);
  g_autoptr (PreampTokenVault) vault = preamp_token_vault_new_in_memory ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->server = preamp_sandbox_server_new (20, 0);
  preamp_sandbox_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
  fixture->address =
    preamp_instance_address_parse (preamp_sandbox_server_get_address (fixture->server), &error);
  g_assert_no_error (error);

  fixture->directory = g_dir_make_tmp ("preamp-app-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "journal.db", NULL);
  fixture->profile = preamp_profile_new (settings, vault, path);

  preamp_profile_open_async (fixture->profile, NULL, take_result, &result);
  await_result (&result);
  preamp_profile_open_finish (fixture->profile, result, &error);
  g_assert_no_error (error);
}

void
app_fixture_tear_down (AppFixture    *fixture,
                       gconstpointer  data)
{
  static const char * const names[] = { "journal.db", "journal.db-wal", "journal.db-shm" };

  /* What is under way ends before what it uses goes away. */
  preamp_profile_close (fixture->profile);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->profile);
  preamp_sandbox_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->address);

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_clear_pointer (&fixture->directory, g_free);
}

/* Adds the server as an instance, with its token, and gets the workspace. The integrations are
 * read. */
PreampWorkspace *
app_enter (AppFixture *fixture)
{
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) entered = NULL;
  g_autoptr (GAsyncResult) refreshed = NULL;
  g_autoptr (GError) error = NULL;
  PreampTokenVault *vault = preamp_profile_get_vault (fixture->profile);
  PreampConnection *connection;
  PreampWorkspace *workspace;

  preamp_token_vault_store_async (vault, fixture->address,
                                  preamp_sandbox_server_get_token (fixture->server),
                                  take_result, &stored);
  await_result (&stored);
  g_assert_true (preamp_token_vault_store_finish (vault, stored, &error));
  g_assert_no_error (error);

  preamp_profile_connect_async (fixture->profile, fixture->address, take_result, &entered);
  await_result (&entered);
  workspace = preamp_profile_enter_finish (fixture->profile, entered, &error);
  g_assert_no_error (error);

  connection = preamp_workspace_get_connection (workspace);
  preamp_connection_refresh_async (connection, NULL, take_result, &refreshed);
  await_result (&refreshed);
  preamp_connection_refresh_finish (connection, refreshed, &error);
  g_assert_no_error (error);

  return workspace;
}

/* Lets every migration be under way until the server is stopped. */
void
app_hold_moves (AppFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  preamp_sandbox_server_add_fault (fixture->server, "POST * delay=3600000", &error);
  g_assert_no_error (error);
}

static GPtrArray *
find_ready (GListModel *candidates,
            guint       n)
{
  g_autoptr (GPtrArray) ready = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (candidates) && ready->len < n; i++)
    {
      g_autoptr (PreampCandidate) candidate = g_list_model_get_item (candidates, i);

      if (!preamp_candidate_get_migrated (candidate) && !preamp_candidate_get_collision (candidate))
        g_ptr_array_add (ready, g_steal_pointer (&candidate));
    }

  return g_steal_pointer (&ready);
}

/* A plan to migrate the first @n that are ready in the first integration that has as many. */
PreampPlan *
app_plan (PreampWorkspace *workspace,
          guint            n)
{
  PreampConnection *connection = preamp_workspace_get_connection (workspace);
  GListModel *integrations = preamp_connection_get_integrations (connection);

  for (guint i = 0; i < g_list_model_get_n_items (integrations); i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (integrations, i);
      PreampCandidateList *list;
      g_autoptr (PreampPlan) plan = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) ready = NULL;
      g_autoptr (GError) error = NULL;

      list = preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE);
      await (!preamp_candidate_list_get_loading (list));
      ready = find_ready (G_LIST_MODEL (list), n);
      if (ready->len < n)
        continue;

      plan = preamp_plan_new (connection, preamp_integration_lists_get_integration (lists),
                              PREAMP_DIRECTION_MIGRATE, ready);
      preamp_plan_check_async (plan, preamp_workspace_get_journal (workspace), NULL,
                               take_result, &result);
      await_result (&result);
      preamp_plan_check_finish (plan, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, n);

      return g_steal_pointer (&plan);
    }

  g_assert_not_reached ();
}

/* Starts to migrate them, one at a time, and returns when the first is on its way. */
PreampRun *
app_start_run (PreampWorkspace *workspace,
               guint            n)
{
  g_autoptr (PreampPlan) plan = app_plan (workspace, n);
  PreampRun *run = preamp_run_new (plan, 1);

  preamp_runner_add (preamp_workspace_get_runner (workspace), run);
  await (preamp_run_get_n_moving (run) > 0 || preamp_run_get_n_ended (run) > 0);
  return run;
}

/* The question that is open, if there is one. */
AdwMessageDialog *
app_find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

/* As a press of the button does it: the answer, then the question is gone. */
void
app_respond (const char *response)
{
  g_autoptr (AdwMessageDialog) dialog = app_find_dialog ();

  g_assert_nonnull (dialog);
  g_object_ref (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Whether the vault has a token of the server. */
gboolean
app_has_token (AppFixture *fixture)
{
  PreampTokenVault *vault = preamp_profile_get_vault (fixture->profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *token;
  gboolean found;

  preamp_token_vault_look_up_async (vault, fixture->address, take_result, &result);
  await_result (&result);
  token = preamp_token_vault_look_up_finish (vault, result, &error);
  g_assert_no_error (error);
  found = token != NULL;
  secret_password_free (token);

  return found;
}
