/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"
#include "app/preamp-application.h"
#include "app/preamp-connect-window.h"
#include "window/preamp-window.h"

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

  app_await (find_window (application) != NULL &&
             preamp_window_get_workspace (find_window (application)) != NULL);
  workspace = preamp_window_get_workspace (find_window (application));
  connection = preamp_workspace_get_connection (workspace);
  app_await (preamp_connection_get_loaded (connection) &&
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

static gboolean
body_cb (gpointer user_data)
{
  PreampApplication *application = PREAMP_APPLICATION (g_application_get_default ());
  Body body = (Body) user_data;

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
  app_await (application == NULL);
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
  app_await (find_connect_window (application) != NULL);
  g_assert_null (find_window (application));
  g_assert_true (is_enabled (application, "try-sandbox"));

  g_action_group_activate_action (G_ACTION_GROUP (application), "try-sandbox", NULL);
  g_assert_true (preamp_workspace_get_sandbox (await_workspace (application)));
  g_assert_nonnull (find_connect_window (application));

  /* Closing the sandbox leaves the page of the first run. */
  gtk_window_close (GTK_WINDOW (find_window (application)));
  app_await (find_window (application) == NULL);
  g_assert_nonnull (find_connect_window (application));

  quit (application);
}

static void
test_first_run_offers_the_sandbox (void)
{
  run (NULL, first_run_body);
}

static void
windows_body (PreampApplication *application)
{
  static const char * const openers[] = { "about", "preferences" };

  await_workspace (application);
  for (size_t i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      GtkWindow *main_window = GTK_WINDOW (find_window (application));
      GtkWindow *opened = NULL;
      GListModel *toplevels = gtk_window_get_toplevels ();

      g_action_group_activate_action (G_ACTION_GROUP (application), openers[i], NULL);
      for (guint j = 0; j < g_list_model_get_n_items (toplevels); j++)
        {
          g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, j);

          if (gtk_window_get_transient_for (window) == main_window &&
              gtk_widget_get_visible (GTK_WIDGET (window)))
            opened = window;
        }
      g_assert_nonnull (opened);
      gtk_window_destroy (opened);
    }

  g_assert_nonnull (gtk_application_window_get_help_overlay (
    GTK_APPLICATION_WINDOW (find_window (application))));

  quit (application);
}

static void
test_each_window_opens (void)
{
  run ("--sandbox", windows_body);
}

static void
quit_body (PreampApplication *application)
{
  g_autoptr (PreampWorkspace) workspace = g_object_ref (await_workspace (application));
  g_autoptr (PreampRun) moving = app_start_run (workspace, 20);

  /* Nothing is asked, and nothing stopped, for those who stay. */
  quit (application);
  g_assert_nonnull (app_find_dialog ());
  g_assert_cmpstr (adw_message_dialog_get_default_response (app_find_dialog ()), ==, "stay");
  app_respond ("stay");
  g_assert_false (preamp_run_get_stopping (moving));
  g_assert_null (app_find_dialog ());

  /* Closing the window asks the same. */
  gtk_window_close (GTK_WINDOW (find_window (application)));
  app_await (app_find_dialog () != NULL);
  app_respond ("stay");
  g_assert_false (preamp_run_get_stopping (moving));
  g_assert_null (app_find_dialog ());
  g_assert_nonnull (find_window (application));

  quit (application);
  app_respond ("finish");
  g_assert_true (preamp_run_get_stopping (moving));
  g_assert_false (preamp_run_get_ended (moving));

  app_await (preamp_run_get_ended (moving));
  g_assert_cmpuint (preamp_run_get_n_moving (moving), ==, 0);
  g_assert_cmpuint (preamp_run_count_outcome (moving, PREAMP_OUTCOME_NOT_STARTED), >, 0);
  g_assert_cmpuint (preamp_run_count_outcome (moving, PREAMP_OUTCOME_UNCONFIRMED), ==, 0);
}

static void
test_quitting_asks_during_a_run (void)
{
  run ("--sandbox", quit_body);
}

static void
close_body (PreampApplication *application)
{
  g_autoptr (PreampWorkspace) workspace = g_object_ref (await_workspace (application));
  g_autoptr (PreampRun) moving = app_start_run (workspace, 20);

  gtk_window_close (GTK_WINDOW (find_window (application)));
  app_await (app_find_dialog () != NULL);
  app_respond ("finish");
  g_assert_true (preamp_run_get_stopping (moving));

  /* The program ends with its last window. */
}

static void
test_closing_asks_during_a_run (void)
{
  run ("--sandbox", close_body);
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

  g_test_add_func ("/app/application/sandbox-says-so", test_sandbox_says_so);
  g_test_add_func ("/app/application/first-run-offers-the-sandbox",
                   test_first_run_offers_the_sandbox);
  g_test_add_func ("/app/application/each-window-opens", test_each_window_opens);
  g_test_add_func ("/app/application/quitting-asks-during-a-run", test_quitting_asks_during_a_run);
  g_test_add_func ("/app/application/closing-asks-during-a-run", test_closing_asks_during_a_run);

  return g_test_run ();
}
