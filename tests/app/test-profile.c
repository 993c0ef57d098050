/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "account/preamp-account-error.h"
#include "app-fixture.h"
#include "app/preamp-profile-private.h"

static void
forget (AppFixture      *fixture,
        PreampWorkspace *workspace,
        GError         **error)
{
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));
  g_autoptr (GAsyncResult) result = NULL;

  preamp_profile_forget_async (fixture->profile, instance, take_result, &result);
  await_result (&result);
  preamp_profile_forget_finish (fixture->profile, result, error);
}

static guint
count_instances (AppFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (preamp_profile_get_instances (fixture->profile)));
}

static void
test_instance_is_entered_once (AppFixture    *fixture,
                               gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  g_autoptr (PreampWorkspace) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *last = NULL;
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));

  last = g_settings_get_string (preamp_profile_get_settings (fixture->profile), "last-instance");
  g_assert_cmpstr (last, ==, preamp_instance_get_base_uri (instance));
  g_assert_true (preamp_profile_get_last (fixture->profile) == instance);
  g_assert_cmpuint (count_instances (fixture), ==, 1);
  g_assert_false (preamp_workspace_get_sandbox (workspace));

  preamp_profile_enter_async (fixture->profile, instance, take_result, &result);
  await_result (&result);
  again = preamp_profile_enter_finish (fixture->profile, result, &error);
  g_assert_no_error (error);
  g_assert_true (again == workspace);
}

static void
test_missing_token_is_said (AppFixture    *fixture,
                            gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampInstance *instance;

  instance = preamp_instance_list_add (preamp_profile_get_instances (fixture->profile),
                                       fixture->address);
  preamp_profile_enter_async (fixture->profile, instance, take_result, &result);
  await_result (&result);
  workspace = preamp_profile_enter_finish (fixture->profile, result, &error);

  g_assert_null (workspace);
  g_assert_error (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_KEYRING);
  g_assert_null (preamp_profile_find_workspace (fixture->profile, instance));
}

static void
test_forgetting_removes_the_token (AppFixture    *fixture,
                                   gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  GSettings *settings = preamp_profile_get_settings (fixture->profile);
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));
  g_autoptr (GVariant) kept = NULL;
  g_autofree char *last = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  g_variant_builder_add (&builder, "{ss}", preamp_instance_get_base_uri (instance), "one");
  g_variant_builder_add (&builder, "{ss}", "https://other.example", "two");
  g_settings_set_value (settings, "last-integrations", g_variant_builder_end (&builder));

  g_assert_true (app_has_token (fixture));
  forget (fixture, workspace, &error);

  g_assert_no_error (error);
  g_assert_false (app_has_token (fixture));
  g_assert_cmpuint (count_instances (fixture), ==, 0);
  g_assert_null (preamp_profile_get_last (fixture->profile));

  /* Nor do the settings name it. */
  last = g_settings_get_string (settings, "last-instance");
  g_assert_cmpstr (last, ==, "");
  kept = g_settings_get_value (settings, "last-integrations");
  g_assert_cmpuint (g_variant_n_children (kept), ==, 1);
  g_assert_true (g_variant_lookup (kept, "https://other.example", "s", &other));
}

/* A keyring may answer long after. */
static void
test_forgotten_is_not_entered (AppFixture    *fixture,
                               gconstpointer  user_data)
{
  g_autoptr (PreampWorkspace) workspace = NULL;
  g_autoptr (PreampInstance) instance = NULL;
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampInstanceList *instances = preamp_profile_get_instances (fixture->profile);
  PreampTokenVault *vault = preamp_profile_get_vault (fixture->profile);

  instance = g_object_ref (preamp_instance_list_add (instances, fixture->address));
  preamp_token_vault_store_async (vault, fixture->address, "token", take_result, &stored);
  await_result (&stored);
  g_assert_true (preamp_token_vault_store_finish (vault, stored, &error));

  preamp_profile_enter_async (fixture->profile, instance, take_result, &result);
  preamp_instance_list_remove (instances, instance);
  await_result (&result);
  workspace = preamp_profile_enter_finish (fixture->profile, result, &error);
  g_assert_null (workspace);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_forgetting_waits_for_the_run (AppFixture    *fixture,
                                   gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (preamp_profile_get_moving (fixture->profile));
  app_hold_moves (fixture);
  run = app_start_run (workspace, 3);
  g_assert_true (preamp_profile_get_moving (fixture->profile));

  forget (fixture, workspace, &error);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_UNRESOLVED);
  g_assert_true (app_has_token (fixture));
  g_assert_cmpuint (count_instances (fixture), ==, 1);

  preamp_profile_finish_runs (fixture->profile);
  preamp_sandbox_server_stop (fixture->server);
  await (!preamp_profile_get_moving (fixture->profile));
  g_assert_true (preamp_run_get_ended (run));
}

/* The keyring may ask for a password meanwhile. */
static void
test_forgetting_waits_for_a_run_that_begins (AppFixture    *fixture,
                                             gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));
  g_autoptr (PreampPlan) plan = app_plan (workspace, 1);
  g_autoptr (PreampRun) run = preamp_run_new (plan, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_profile_forget_async (fixture->profile, instance, take_result, &result);
  preamp_runner_add (preamp_workspace_get_runner (workspace), run);
  await_result (&result);
  g_assert_false (preamp_profile_forget_finish (fixture->profile, result, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_UNRESOLVED);
  g_assert_cmpuint (count_instances (fixture), ==, 1);
  g_assert_true (preamp_profile_find_workspace (fixture->profile, instance) == workspace);

  await (preamp_run_get_ended (run));
}

static void
test_unresolved_is_not_forgotten (AppFixture    *fixture,
                                  gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GError) error = NULL;

  preamp_sandbox_server_add_fault (fixture->server, "POST * lose", &error);
  g_assert_no_error (error);
  run = app_start_run (workspace, 1);
  await (!preamp_profile_get_moving (fixture->profile));
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_UNCONFIRMED), ==, 1);

  forget (fixture, workspace, &error);
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_UNRESOLVED);
  g_assert_true (app_has_token (fixture));
  g_assert_cmpuint (count_instances (fixture), ==, 1);
}

static void
test_finishing_stops_what_waits (AppFixture    *fixture,
                                 gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  g_autoptr (PreampRun) run = NULL;

  app_hold_moves (fixture);
  run = app_start_run (workspace, 5);
  preamp_profile_finish_runs (fixture->profile);
  g_assert_true (preamp_run_get_stopping (run));
  g_assert_true (preamp_profile_get_moving (fixture->profile));
  preamp_sandbox_server_stop (fixture->server);
  await (!preamp_profile_get_moving (fixture->profile));

  g_assert_true (preamp_run_get_ended (run));
  g_assert_cmpuint (preamp_run_get_n_moving (run), ==, 0);
  g_assert_cmpuint (preamp_run_count_outcome (run, PREAMP_OUTCOME_NOT_STARTED), ==, 4);
}

static void
refresh_lists (PreampWorkspace *workspace)
{
  GListModel *integrations =
    preamp_connection_get_integrations (preamp_workspace_get_connection (workspace));

  for (guint i = 0; i < g_list_model_get_n_items (integrations); i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (integrations, i);
      PreampCandidateList *list =
        preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE);
      g_autoptr (GAsyncResult) refreshed = NULL;

      preamp_candidate_list_refresh_async (list, NULL, take_result, &refreshed);
      await_result (&refreshed);
    }
}

/* The window may have been closed alone, and be opened again. */
static void
test_finishing_is_over_with_the_runs (AppFixture    *fixture,
                                      gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  g_autoptr (PreampRun) run = app_start_run (workspace, 5);
  g_autoptr (PreampRun) next = NULL;

  preamp_profile_finish_runs (fixture->profile);
  await (!preamp_profile_get_moving (fixture->profile));
  g_assert_false (preamp_profile_get_finishing (fixture->profile));

  refresh_lists (workspace);
  next = app_start_run (workspace, 1);
  await (preamp_run_get_ended (next));
  g_assert_cmpint (preamp_run_get_record (next)->ending, ==, PREAMP_RUN_ENDING_FINISHED);
}

static void
test_name_is_kept (AppFixture    *fixture,
                   gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));
  g_autoptr (PreampInstanceList) read_again = NULL;
  g_autoptr (PreampInstance) first = NULL;

  preamp_profile_rename (fixture->profile, instance, "Acme_Production <1>");

  read_again = preamp_instance_list_new (preamp_profile_get_settings (fixture->profile));
  first = g_list_model_get_item (G_LIST_MODEL (read_again), 0);
  g_assert_cmpstr (preamp_instance_get_name (first), ==, "Acme_Production <1>");
}

/* Whether a number may be set. */
static gboolean
takes (GSettings  *settings,
       const char *name,
       guint       value)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_uint32 (value));

  g_object_get (settings, "settings-schema", &schema, NULL);
  key = g_settings_schema_get_key (schema, name);

  return g_settings_schema_key_range_check (key, variant);
}

static void
assert_limits (PreampDomoClient *client,
               guint             connect_timeout,
               guint             read_silence,
               guint             move_silence)
{
  guint values[3];

  g_object_get (client,
                "connect-timeout", &values[0],
                "read-silence", &values[1],
                "move-silence", &values[2],
                NULL);
  g_assert_cmpuint (values[0], ==, connect_timeout * 1000);
  g_assert_cmpuint (values[1], ==, read_silence);
  g_assert_cmpuint (values[2], ==, move_silence * 60);
}

static void
test_time_limits_are_followed (AppFixture    *fixture,
                               gconstpointer  data)
{
  GSettings *settings = preamp_profile_get_settings (fixture->profile);
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  PreampDomoClient *client =
    preamp_connection_get_client (preamp_workspace_get_connection (workspace));

  assert_limits (client, 30, 120, 15);

  g_settings_set_uint (settings, "connect-timeout", 60);
  g_settings_set_uint (settings, "read-silence", 300);
  g_settings_set_uint (settings, "move-silence", 30);
  assert_limits (client, 60, 300, 30);

  /* A limit that is too short would make migrations unconfirmed that are only slow. */
  g_assert_false (takes (settings, "move-silence", 1));
  g_assert_true (takes (settings, "move-silence", 5));
}

static void
test_sandbox_leaves_nothing (void)
{
  g_autoptr (PreampProfile) profile = preamp_profile_new_sandbox ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *directory = NULL;
  g_autoptr (GSettings) real = g_settings_new (APPLICATION_ID);
  g_autoptr (GVariant) instances = NULL;
  PreampInstance *instance;
  PreampWorkspace *workspace;

  preamp_profile_open_async (profile, NULL, take_result, &result);
  await_result (&result);
  preamp_profile_open_finish (profile, result, &error);
  g_assert_no_error (error);

  g_assert_true (preamp_profile_get_sandbox (profile));
  instance = preamp_profile_get_last (profile);
  g_assert_nonnull (instance);
  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "Sandbox");
  g_assert_true (g_str_has_prefix (preamp_instance_get_base_uri (instance), "http://127.0.0.1:"));
  workspace = preamp_profile_find_workspace (profile, instance);
  g_assert_true (preamp_workspace_get_sandbox (workspace));

  path = g_strdup (preamp_journal_get_path (preamp_profile_get_journal (profile)));
  directory = g_path_get_dirname (path);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_str_has_prefix (path, g_get_user_data_dir ()));

  preamp_profile_close (profile);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));

  instances = g_settings_get_value (real, "instances");
  g_assert_cmpuint (g_variant_n_children (instances), ==, 0);
}

static guint
count_folders (void)
{
  g_autoptr (GDir) folder = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    n += g_str_has_prefix (name, "preamp-sandbox-");

  return n;
}

/* As when the program is quit at once. */
static void
test_sandbox_that_starts_leaves_nothing (void)
{
  g_autoptr (PreampProfile) at_once = preamp_profile_new_sandbox ();
  g_autoptr (PreampProfile) soon = preamp_profile_new_sandbox ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_folders (), ==, 0);

  preamp_profile_open_async (at_once, NULL, take_result, &first);
  preamp_profile_close (at_once);
  g_assert_cmpuint (count_folders (), ==, 0);
  await_result (&first);
  g_assert_false (preamp_profile_open_finish (at_once, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* The server has started, and the journal is being opened. */
  preamp_profile_open_async (soon, NULL, take_result, &second);
  await (soon->directory != NULL);
  preamp_profile_close (soon);
  g_assert_cmpuint (count_folders (), ==, 0);
  await_result (&second);
  g_assert_false (preamp_profile_open_finish (soon, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (preamp_profile_get_journal (soon));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_build_filename (g_getenv ("TMPDIR") != NULL ? g_getenv ("TMPDIR")
                                                                          : "/tmp",
                                              "preamp-profile-XXXXXX", NULL);
  int status;

  /* Of its own, as other tests have sandboxes too; before anything asks for it. */
  g_assert_nonnull (g_mkdtemp (folder));
  g_setenv ("TMPDIR", folder, TRUE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)
  add ("/app/profile/instance-is-entered-once", test_instance_is_entered_once);
  add ("/app/profile/forgotten-is-not-entered", test_forgotten_is_not_entered);
  add ("/app/profile/missing-token-is-said", test_missing_token_is_said);
  add ("/app/profile/forgetting-removes-the-token", test_forgetting_removes_the_token);
  add ("/app/profile/forgetting-waits-for-the-run", test_forgetting_waits_for_the_run);
  add ("/app/profile/forgetting-waits-for-a-run-that-begins",
       test_forgetting_waits_for_a_run_that_begins);
  add ("/app/profile/unresolved-is-not-forgotten", test_unresolved_is_not_forgotten);
  add ("/app/profile/finishing-stops-what-waits", test_finishing_stops_what_waits);
  add ("/app/profile/finishing-is-over-with-the-runs", test_finishing_is_over_with_the_runs);
  add ("/app/profile/name-is-kept", test_name_is_kept);
  add ("/app/profile/time-limits-are-followed", test_time_limits_are_followed);
#undef add
  g_test_add_func ("/app/profile/sandbox-leaves-nothing", test_sandbox_leaves_nothing);
  g_test_add_func ("/app/profile/sandbox-that-starts-leaves-nothing",
                   test_sandbox_that_starts_leaves_nothing);

  status = g_test_run ();
  g_rmdir (folder);

  return status;
}
