/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Notifications of runs, as a notification service of the test's own gets them. */

#include "config.h"

#include "app-fixture.h"
#include "app/preamp-run-notices.h"
#include "migration/preamp-run-private.h"

static const char interface_xml[] =
  "<node><interface name='org.freedesktop.Notifications'>"
  "  <method name='Notify'>"
  "    <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "    <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
  "    <arg type='u' direction='out'/>"
  "  </method>"
  "  <method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "  <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
  "</interface></node>";

typedef struct
{
  AppFixture app;
  GDBusConnection *connection;
  GDBusNodeInfo *info;
  guint name_id;
  gboolean owned;
  char *title;    /* of what is shown, NULL for nothing */
  char *body;
  guint n_shown;  /* how often something was */

  GApplication *application;
  PreampRunNotices *notices;
  gboolean wanted;
  char *opened;   /* what the action was asked to open */
} Fixture;

static void
method_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->title, g_free);
  g_clear_pointer (&fixture->body, g_free);

  if (g_str_equal (method, "Notify"))
    {
      g_variant_get_child (parameters, 3, "s", &fixture->title);
      g_variant_get_child (parameters, 4, "s", &fixture->body);
      fixture->n_shown++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 7));
    }
  else
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static const GDBusInterfaceVTable vtable = { .method_call = method_cb };

static void
owned_cb (GDBusConnection *connection,
          const char      *name,
          gpointer         user_data)
{
  ((Fixture *) user_data)->owned = TRUE;
}

static gboolean
wanted_cb (PreampRun *run,
           gpointer   user_data)
{
  return ((Fixture *) user_data)->wanted;
}

static void
show_run_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ((Fixture *) user_data)->opened = g_variant_print (parameter, FALSE);
}

/* One for all tests, as a program has: GLib 2.74 crashes where one goes whose notifications were
 * withdrawn. */
static GApplication *
get_application (void)
{
  static GApplication *application;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;

  application = g_application_new ("io.github.preamp.Notices", G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);

  return application;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GSimpleAction) action = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  app_fixture_set_up (&fixture->app, data);

  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  fixture->connection =
    g_dbus_connection_new_for_address_sync (address,
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->info = g_dbus_node_info_new_for_xml (interface_xml, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (fixture->connection, "/org/freedesktop/Notifications",
                                     fixture->info->interfaces[0], &vtable, fixture, NULL, &error);
  g_assert_no_error (error);
  fixture->name_id =
    g_bus_own_name_on_connection (fixture->connection, "org.freedesktop.Notifications",
                                  G_BUS_NAME_OWNER_FLAGS_REPLACE, owned_cb, NULL, fixture, NULL);
  await (fixture->owned);

  fixture->application = get_application ();
  action = g_simple_action_new ("show-run", G_VARIANT_TYPE ("(bsu)"));
  g_signal_connect (action, "activate", G_CALLBACK (show_run_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (fixture->application), G_ACTION (action));

  fixture->wanted = TRUE;
  fixture->notices = preamp_run_notices_new (fixture->application, wanted_cb, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->notices);
  g_action_map_remove_action (G_ACTION_MAP (fixture->application), "show-run");
  g_bus_unown_name (fixture->name_id);
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_clear_object (&fixture->connection);
  g_clear_pointer (&fixture->info, g_dbus_node_info_unref);
  g_free (fixture->title);
  g_free (fixture->body);
  g_free (fixture->opened);

  app_fixture_tear_down (&fixture->app, data);
}

/* GLib withdraws only what the service has answered for: that answer comes before this one's. */
static void
await_shown (Fixture *fixture)
{
  GDBusConnection *connection = g_application_get_dbus_connection (fixture->application);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) answer = NULL;

  await (fixture->title != NULL);
  g_dbus_connection_call (connection, "org.freedesktop.Notifications",
                          "/org/freedesktop/Notifications", "org.freedesktop.DBus.Peer", "Ping",
                          NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, take_result, &result);
  await_result (&result);
  answer = g_dbus_connection_call_finish (connection, result, NULL);
  g_assert_nonnull (answer);
}

/* A run of two, the first of which is under way. */
static PreampRun *
start_run (Fixture *fixture)
{
  PreampWorkspace *workspace = app_enter (&fixture->app);
  PreampRun *run;

  app_hold_moves (&fixture->app);
  run = app_start_run (workspace, 2);
  preamp_run_notices_watch (fixture->notices, run,
                            g_variant_new ("(bsu)", FALSE, "https://acme.domo.com", 3));

  return run;
}

static void
stop_run (PreampRun *run)
{
  preamp_run_stop (run);
  preamp_run_set_ending (run, PREAMP_RUN_ENDING_HALTED, "The window of time ended at 02:00.");
  preamp_run_set_ended (run);
}

static void
test_pause_is_told_until_it_ends (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture);

  preamp_run_set_pause (run, PREAMP_PAUSE_TOKEN);
  await_shown (fixture);
  g_assert_cmpstr (fixture->title, ==, "Domo no longer accepts the access token");
  g_assert_nonnull (strstr (fixture->body, "Replace the token"));

  /* Looking does not cure it. */
  preamp_run_notices_seen (fixture->notices);
  preamp_run_go_on (run);
  await (fixture->title == NULL);
  g_assert_cmpuint (fixture->n_shown, ==, 1);
}

static void
test_missed_start_is_told (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture);

  preamp_run_set_pause (run, PREAMP_PAUSE_MISSED);
  await_shown (fixture);
  g_assert_cmpstr (fixture->title, ==, "The start was missed");
}

/* A pause that the administrator asked for is no news. */
static void
test_asked_pause_is_not_told (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture);

  preamp_run_pause (run);
  preamp_run_go_on (run);
  stop_run (run);
  await_shown (fixture);
  g_assert_cmpuint (fixture->n_shown, ==, 1);
  g_assert_cmpstr (fixture->title, ==, "The Run Has Ended");
}

static void
test_end_is_told_until_it_is_seen (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture);
  g_autoptr (GError) error = NULL;

  stop_run (run);
  await_shown (fixture);
  g_assert_cmpstr (fixture->title, ==, "The Run Has Ended");
  g_assert_true (g_str_has_prefix (fixture->body, "The window of time ended at 02:00.\n"));

  /* A click on it opens the run. */
  g_dbus_connection_emit_signal (fixture->connection, NULL, "/org/freedesktop/Notifications",
                                 "org.freedesktop.Notifications", "ActionInvoked",
                                 g_variant_new ("(us)", 7, "default"), &error);
  g_assert_no_error (error);
  await (fixture->opened != NULL);
  g_assert_cmpstr (fixture->opened, ==, "(false, 'https://acme.domo.com', 3)");
}

static void
test_seen_is_withdrawn (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture);

  stop_run (run);
  await_shown (fixture);
  preamp_run_notices_seen (fixture->notices);
  await (fixture->title == NULL);
}

/* Somebody looks at the window: what is told there is not told twice. */
static void
test_nothing_where_somebody_looks (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (PreampRun) run = start_run (fixture);

  fixture->wanted = FALSE;
  preamp_run_set_pause (run, PREAMP_PAUSE_RATE);
  preamp_run_go_on (run);
  fixture->wanted = TRUE;
  stop_run (run);
  await_shown (fixture);
  g_assert_cmpuint (fixture->n_shown, ==, 1);
}

#define ADD(path, function) \
  g_test_add ("/app/run-notices/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GNOTIFICATION_BACKEND", "freedesktop", TRUE);
  app_init (&argc, &argv);

  ADD ("pause-is-told-until-it-ends", test_pause_is_told_until_it_ends);
  ADD ("missed-start-is-told", test_missed_start_is_told);
  ADD ("asked-pause-is-not-told", test_asked_pause_is_not_told);
  ADD ("end-is-told-until-it-is-seen", test_end_is_told_until_it_is_seen);
  ADD ("seen-is-withdrawn", test_seen_is_withdrawn);
  ADD ("nothing-where-somebody-looks", test_nothing_where_somebody_looks);

  return g_test_run ();
}
