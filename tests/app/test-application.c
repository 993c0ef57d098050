/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "app/preamp-application-private.h"
#include "app/preamp-connect-window.h"
#include "app/preamp-preferences.h"
#include "window/preamp-migration-dialog.h"

/* One test a run of the program: each gives its body to an application and lets it run. */

typedef void (*Body) (PreampApplication *application);

static PreampWindow *
find_window (PreampApplication *application)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    if (PREAMP_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static guint
count_windows (PreampApplication *application,
               GType              type)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    n += G_TYPE_CHECK_INSTANCE_TYPE (l->data, type);

  return n;
}

static PreampConnectWindow *
find_connect_window (PreampApplication *application)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    if (PREAMP_IS_CONNECT_WINDOW (l->data))
      return l->data;

  return NULL;
}

static PreampWorkspace *
await_workspace (PreampApplication *application)
{
  PreampConnection *connection;
  PreampWorkspace *workspace;

  await (find_window (application) != NULL &&
         preamp_window_get_workspace (find_window (application)) != NULL);
  workspace = preamp_window_get_workspace (find_window (application));
  connection = preamp_workspace_get_connection (workspace);
  await (preamp_connection_get_loaded (connection) &&
         !preamp_connection_get_loading (connection));

  return workspace;
}

static gboolean
is_enabled (PreampApplication *application,
            const char        *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (application), action);
}

static void
quit (PreampApplication *application)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
}

static const char *
get_page (PreampApplication *application)
{
  GtkWidget *window = GTK_WIDGET (find_window (application));
  gpointer stack = gtk_widget_get_template_child (window, PREAMP_TYPE_WINDOW, "content_stack");

  return gtk_stack_get_visible_child_name (stack);
}

static gpointer
get_connect_child (PreampApplication *application,
                   const char        *name)
{
  PreampConnectPage *page = preamp_connect_window_get_page (find_connect_window (application));

  return gtk_widget_get_template_child (GTK_WIDGET (page), PREAMP_TYPE_CONNECT_PAGE, name);
}

static GtkWindow *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (PREAMP_IS_PREFERENCES (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static char *
dup_journal_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "preamp", "journal.db", NULL);
}

/* As before the first start. */
static void
forget_everything (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autofree char *path = dup_journal_path ();
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GDir) files = g_dir_open (directory, 0, NULL);
  const char *name;

  g_settings_reset (settings, "instances");
  g_settings_reset (settings, "last-instance");
  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (directory, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
}

static gboolean
body_cb (gpointer user_data)
{
  PreampApplication *application = PREAMP_APPLICATION (g_application_get_default ());
  Body body = (Body) user_data;

  /* A program that did not even begin is a failure, and nothing to wait for. */
  g_assert_true (g_application_get_is_registered (G_APPLICATION (application)));
  body (application);
  return G_SOURCE_REMOVE;
}

static void
run (const char *option,
     Body        body)
{
  PreampApplication *application = preamp_application_new ();
  char *argv[] = { (char *) "preamp", (char *) option, NULL };
  int status;

  /* Under test there is no other Preamp on the bus to hand over to. */
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  g_idle_add (body_cb, body);
  status = g_application_run (G_APPLICATION (application), option ? 2 : 1, argv);
  g_assert_cmpint (status, ==, 0);

  g_object_add_weak_pointer (G_OBJECT (application), (gpointer *) &application);
  g_object_unref (application);
  await (application == NULL);
}

static void
sandbox_body (PreampApplication *application)
{
  PreampWorkspace *workspace = await_workspace (application);
  GtkWidget *window = GTK_WIDGET (find_window (application));
  GtkWidget *notice;

  g_assert_cmpstr (g_application_get_application_id (G_APPLICATION (application)),
                   ==, APPLICATION_ID ".Sandbox");
  g_assert_true (preamp_workspace_get_sandbox (workspace));
  notice = GTK_WIDGET (gtk_widget_get_template_child (window, PREAMP_TYPE_WINDOW, "sandbox_label"));
  g_assert_true (gtk_widget_get_visible (notice));

  /* No real instance comes into the sandbox. */
  g_assert_false (is_enabled (application, "add-instance"));
  g_assert_false (is_enabled (application, "replace-token"));
  g_assert_false (is_enabled (application, "open-access-tokens"));
  g_assert_false (is_enabled (application, "try-sandbox"));
  g_assert_true (is_enabled (application, "preferences"));

  quit (application);
}

static void
test_sandbox_says_so (void)
{
  run ("--sandbox", sandbox_body);
}

static void
first_run_body (PreampApplication *application)
{
  await (find_connect_window (application) != NULL);
  g_assert_null (find_window (application));
  g_assert_true (is_enabled (application, "try-sandbox"));

  g_action_group_activate_action (G_ACTION_GROUP (application), "try-sandbox", NULL);
  g_assert_true (preamp_workspace_get_sandbox (await_workspace (application)));
  g_assert_nonnull (find_connect_window (application));

  /* Closing the sandbox leaves the page of the first run. */
  gtk_window_close (GTK_WINDOW (find_window (application)));
  await (find_window (application) == NULL);
  g_assert_nonnull (find_connect_window (application));

  /* Who closes the page while the sandbox is open, gets it back by starting Preamp again. */
  g_action_group_activate_action (G_ACTION_GROUP (application), "try-sandbox", NULL);
  await_workspace (application);
  gtk_window_close (GTK_WINDOW (find_connect_window (application)));
  await (find_connect_window (application) == NULL);
  g_application_activate (G_APPLICATION (application));
  g_assert_nonnull (find_connect_window (application));

  /* And once only. */
  g_application_activate (G_APPLICATION (application));
  g_assert_cmpuint (count_windows (application, PREAMP_TYPE_CONNECT_WINDOW), ==, 1);

  quit (application);
}

static void
test_first_run_offers_the_sandbox (void)
{
  run (NULL, first_run_body);
}

/* The window above another one, if it is shown. */
static GtkWindow *
find_above (GtkWindow *below)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) == below &&
          gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static void
windows_body (PreampApplication *application)
{
  static const char * const openers[] = { "about", "preferences", "shortcuts" };

  await_workspace (application);
  for (size_t i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      GtkWindow *main_window = GTK_WINDOW (find_window (application));

      g_action_group_activate_action (G_ACTION_GROUP (application), openers[i], NULL);
      await (find_above (main_window) != NULL);
      gtk_window_destroy (find_above (main_window));
    }

  quit (application);
}

static void
test_each_window_opens (void)
{
  run ("--sandbox", windows_body);
}

static void
once_body (PreampApplication *application)
{
  await_workspace (application);
  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  g_assert_cmpuint (count_windows (application, PREAMP_TYPE_PREFERENCES), ==, 1);

  quit (application);
}

static void
test_preferences_open_once (void)
{
  run ("--sandbox", once_body);
}

/* What another process reads. */
static gboolean
is_finishing (PreampApplication *application)
{
  g_autoptr (GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (application), "finishing");

  return g_variant_get_boolean (state);
}

static void
quit_body (PreampApplication *application)
{
  g_autoptr (PreampWorkspace) workspace = g_object_ref (await_workspace (application));
  g_autoptr (PreampRun) moving = app_start_run (workspace, 20);

  /* Nothing is asked, and nothing stopped, for those who stay. */
  quit (application);
  g_assert_nonnull (app_find_dialog ());
  quit (application);
  gtk_window_close (GTK_WINDOW (find_window (application)));
  g_assert_cmpstr (adw_message_dialog_get_default_response (app_find_dialog ()), ==, "stay");
  app_respond ("stay");
  g_assert_false (preamp_run_get_stopping (moving));
  g_assert_null (app_find_dialog ());

  /* Closing the window asks the same. */
  gtk_window_close (GTK_WINDOW (find_window (application)));
  await (app_find_dialog () != NULL);
  app_respond ("stay");
  g_assert_false (preamp_run_get_stopping (moving));
  g_assert_null (app_find_dialog ());
  g_assert_nonnull (find_window (application));

  g_assert_false (is_finishing (application));
  quit (application);
  app_respond ("finish");
  g_assert_true (is_finishing (application));
  g_assert_true (preamp_run_get_stopping (moving));
  g_assert_false (preamp_run_get_ended (moving));

  await (preamp_run_get_ended (moving));
  g_assert_cmpuint (preamp_run_get_n_moving (moving), ==, 0);
  g_assert_cmpuint (preamp_run_count_outcome (moving, PREAMP_OUTCOME_NOT_STARTED), >, 0);
  g_assert_cmpuint (preamp_run_count_outcome (moving, PREAMP_OUTCOME_UNCONFIRMED), ==, 0);
  g_assert_cmpint (preamp_run_get_record (moving)->ending, ==, PREAMP_RUN_ENDING_QUIT);
}

static void
test_quitting_asks_during_a_run (void)
{
  run ("--sandbox", quit_body);
}

/* The bus of the tests has nothing that could keep the computer awake. */
static void
sleep_body (PreampApplication *application)
{
  g_autoptr (PreampWorkspace) workspace = g_object_ref (await_workspace (application));
  PreampRunner *runner = preamp_workspace_get_runner (workspace);
  g_autoptr (PreampRun) moving = NULL;

  g_assert_false (preamp_runner_get_may_sleep (runner));
  moving = app_start_run (workspace, 2);
  g_assert_true (preamp_runner_get_may_sleep (runner));
  await (!preamp_runner_get_busy (runner));
  g_assert_false (preamp_runner_get_may_sleep (runner));
  quit (application);
}

static void
test_says_that_it_may_sleep (void)
{
  run ("--sandbox", sleep_body);
}

static void
close_body (PreampApplication *application)
{
  g_autoptr (PreampWorkspace) workspace = g_object_ref (await_workspace (application));
  g_autoptr (PreampRun) moving = app_start_run (workspace, 20);

  gtk_window_close (GTK_WINDOW (find_window (application)));
  await (app_find_dialog () != NULL);
  app_respond ("finish");
  g_assert_true (preamp_run_get_stopping (moving));

  /* The program ends with its last window. */
}

static void
test_closing_asks_during_a_run (void)
{
  run ("--sandbox", close_body);
}

static PreampSandboxServer *server;

static void
connect_body (PreampApplication *application)
{
  const char *address = preamp_sandbox_server_get_address (server);
  PreampWorkspace *workspace;

  await (find_connect_window (application) != NULL);
  gtk_editable_set_text (get_connect_child (application, "instance_row"), address);
  gtk_editable_set_text (get_connect_child (application, "token_row"),
                         preamp_sandbox_server_get_token (server));
  gtk_widget_activate (get_connect_child (application, "connect_button"));
  workspace = await_workspace (application);
  g_assert_null (find_connect_window (application));
  g_assert_false (preamp_workspace_get_sandbox (workspace));
  g_assert_true (is_enabled (application, "replace-token"));

  /* A forgotten instance leads back to where the first start began. */
  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  gtk_widget_activate_action (GTK_WIDGET (find_preferences ()), "instance.forget", "s", address);
  await (app_find_dialog () != NULL);
  app_respond ("forget");
  await (find_connect_window (application) != NULL);
  g_assert_null (find_window (application));

  quit (application);
}

static void
test_first_run_connects (void)
{
  g_autoptr (GError) error = NULL;

  forget_everything ();
  server = preamp_sandbox_server_new (10, 0);
  preamp_sandbox_server_start (server, 0, &error);
  g_assert_no_error (error);

  run (NULL, connect_body);

  preamp_sandbox_server_stop (server);
  g_clear_object (&server);
}

/* A notice may show a run of another instance than the window does. */
static void
other_instance_body (PreampApplication *application)
{
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampInstance) other = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  g_autoptr (PreampConnection) connection = NULL;
  g_autoptr (PreampWorkspace) workspace = NULL;
  g_autoptr (PreampIntegration) integration = NULL;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (PreampPlan) plan = NULL;
  PreampProfile *profile;

  await (find_connect_window (application) != NULL);
  gtk_editable_set_text (get_connect_child (application, "instance_row"),
                         preamp_sandbox_server_get_address (server));
  gtk_editable_set_text (get_connect_child (application, "token_row"),
                         preamp_sandbox_server_get_token (server));
  gtk_widget_activate (get_connect_child (application, "connect_button"));
  await_workspace (application);

  profile = preamp_application_get_profile (application, NULL);
  address = preamp_instance_address_parse ("other.domo.com", NULL);
  other = g_object_ref (preamp_instance_list_add (preamp_profile_get_instances (profile), address));
  client = preamp_domo_client_new (preamp_instance_get_base_uri (other), "token");
  connection = preamp_connection_new (other, client);
  workspace = preamp_workspace_new (connection, preamp_profile_get_journal (profile), FALSE);
  integration = preamp_integration_new ("i", "Warehouse", "SNOWFLAKE", "OAUTH");
  plan = preamp_plan_new (connection, integration, PREAMP_DIRECTION_MIGRATE, nothing);
  preamp_window_present_run (GTK_WIDGET (find_window (application)),
                             preamp_migration_dialog_new_for_plan (workspace, plan));

  g_action_group_activate_action (G_ACTION_GROUP (application), "replace-token", NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_connect_child (application, "instance_row")), ==,
                   preamp_instance_get_name (other));

  quit (application);
}

static void
test_token_of_the_run_is_replaced (void)
{
  g_autoptr (GError) error = NULL;

  forget_everything ();
  server = preamp_sandbox_server_new (10, 0);
  preamp_sandbox_server_start (server, 0, &error);
  g_assert_no_error (error);

  run (NULL, other_instance_body);

  preamp_sandbox_server_stop (server);
  g_clear_object (&server);
  forget_everything ();
}

static void
missing_token_body (PreampApplication *application)
{
  /* The tests' bus has no keyring, so the token is asked for, above the instance's window. */
  await (find_connect_window (application) != NULL);
  g_assert_nonnull (find_window (application));
  g_assert_cmpstr (get_page (application), ==, "status");
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (find_connect_window (application))) ==
                 GTK_WINDOW (find_window (application)));
  g_assert_false (gtk_widget_get_sensitive (get_connect_child (application, "instance_row")));
  g_assert_true (gtk_widget_get_visible (get_connect_child (application, "refusal_card")));

  /* Who closes it can ask for it again. */
  gtk_window_close (GTK_WINDOW (find_connect_window (application)));
  await (find_connect_window (application) == NULL);
  g_assert_true (is_enabled (application, "replace-token"));
  g_action_group_activate_action (G_ACTION_GROUP (application), "replace-token", NULL);
  g_assert_nonnull (find_connect_window (application));

  /* A keyring that answers late does not ask for the same once more. */
  preamp_application_ask_token (application,
                                preamp_application_get_profile (application, NULL),
                                PREAMP_CONNECT_ENTER_TOKEN,
                                preamp_window_get_instance (find_window (application)),
                                GTK_WINDOW (find_window (application)), NULL);
  g_assert_cmpuint (count_windows (application, PREAMP_TYPE_CONNECT_WINDOW), ==, 1);

  quit (application);
}

static void
test_missing_token_is_asked_for (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  forget_everything ();
  g_settings_set_value (settings, "instances",
                        g_variant_new_parsed ("[('https://acme.domo.com', 'Acme')]"));
  run (NULL, missing_token_body);
  forget_everything ();
}

static void
journal_error_body (PreampApplication *application)
{
  await (find_window (application) != NULL);
  g_assert_cmpstr (get_page (application), ==, "status");
  g_assert_null (preamp_window_get_workspace (find_window (application)));
  g_assert_false (is_enabled (application, "add-instance"));
  g_assert_false (is_enabled (application, "preferences"));

  quit (application);
}

static void
test_journal_open_elsewhere_is_said (void)
{
  g_autofree char *path = dup_journal_path ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PreampJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  forget_everything ();
  preamp_journal_open_async (path, NULL, take_result, &result);
  await_result (&result);
  journal = preamp_journal_open_finish (result, &error);
  g_assert_no_error (error);

  run (NULL, journal_error_body);

  preamp_journal_close (journal);
  forget_everything ();
}

static void
damaged_body (PreampApplication *application)
{
  await (app_find_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (app_find_dialog ()),
                   ==, "The Journal Was Damaged");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (app_find_dialog ()), "journal"));
  app_respond ("close");
  g_assert_nonnull (find_connect_window (application));

  quit (application);
}

static void
test_damaged_journal_is_told (void)
{
  g_autofree char *path = dup_journal_path ();
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autoptr (GError) error = NULL;

  forget_everything ();
  g_file_set_contents (path, garbage, -1, &error);
  g_assert_no_error (error);
  run (NULL, damaged_body);
  forget_everything ();
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

  g_test_add_func ("/app/application/sandbox-says-so", test_sandbox_says_so);
  g_test_add_func ("/app/application/first-run-offers-the-sandbox",
                   test_first_run_offers_the_sandbox);
  g_test_add_func ("/app/application/first-run-connects", test_first_run_connects);
  g_test_add_func ("/app/application/missing-token-is-asked-for", test_missing_token_is_asked_for);
  g_test_add_func ("/app/application/journal-open-elsewhere-is-said",
                   test_journal_open_elsewhere_is_said);
  g_test_add_func ("/app/application/damaged-journal-is-told", test_damaged_journal_is_told);
  g_test_add_func ("/app/application/each-window-opens", test_each_window_opens);
  g_test_add_func ("/app/application/preferences-open-once", test_preferences_open_once);
  g_test_add_func ("/app/application/token-of-the-run-is-replaced",
                   test_token_of_the_run_is_replaced);
  g_test_add_func ("/app/application/quitting-asks-during-a-run", test_quitting_asks_during_a_run);
  g_test_add_func ("/app/application/says-that-it-may-sleep", test_says_that_it_may_sleep);
  g_test_add_func ("/app/application/closing-asks-during-a-run", test_closing_asks_during_a_run);

  return g_test_run ();
}
