/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"
#include "app/preamp-inhibitor.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define LOGOUT_AND_SUSPEND 5

static const char portal_xml[] =
  "<node>"
  "  <interface name='org.freedesktop.portal.Inhibit'>"
  "    <method name='Inhibit'>"
  "      <arg type='s' direction='in'/> <arg type='u' direction='in'/>"
  "      <arg type='a{sv}' direction='in'/> <arg type='o' direction='out'/>"
  "    </method>"
  "  </interface>"
  "  <interface name='org.freedesktop.portal.Request'>"
  "    <method name='Close'/>"
  "    <signal name='Response'> <arg type='u'/> <arg type='a{sv}'/> </signal>"
  "  </interface>"
  "</node>";

/* A portal on a connection of its own, and an inhibitor that asks it. */
typedef struct
{
  GtkApplication *application;
  GDBusConnection *bus;
  GDBusConnection *portal;
  GDBusNodeInfo *node;
  guint name_id;
  gboolean owned;

  PreampInhibitor *inhibitor;
  guint n_failed;

  guint n_inhibited;
  guint flags;
  char *reason;
  char *handle;
  char *asked_by;
  guint n_closed;
} Fixture;

static void
called_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  Fixture *fixture = user_data;
  g_autofree char *caller = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GVariant) options = NULL;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (method, "Close"))
    {
      g_assert_cmpstr (path, ==, fixture->handle);
      fixture->n_closed++;
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }

  fixture->n_inhibited++;
  g_clear_pointer (&fixture->reason, g_free);
  g_clear_pointer (&fixture->handle, g_free);
  g_clear_pointer (&fixture->asked_by, g_free);
  g_variant_get (parameters, "(&su@a{sv})", NULL, &fixture->flags, &options);
  g_assert_true (g_variant_lookup (options, "reason", "s", &fixture->reason));
  g_assert_true (g_variant_lookup (options, "handle_token", "s", &token));

  fixture->asked_by = g_strdup (sender);
  caller = g_strdelimit (g_strdup (sender + 1), ".", '_');
  fixture->handle = g_strconcat (PORTAL_PATH "/request/", caller, "/", token, NULL);
  g_dbus_connection_register_object (connection, fixture->handle, fixture->node->interfaces[1],
                                     &vtable, fixture, NULL, &error);
  g_assert_no_error (error);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", fixture->handle));
}

static void
name_acquired_cb (GDBusConnection *connection,
                  const char      *name,
                  gpointer         user_data)
{
  ((Fixture *) user_data)->owned = TRUE;
}

static void
failed_cb (Fixture *fixture)
{
  fixture->n_failed++;
}

static GDBusConnection *
connect_to_bus (void)
{
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection;

  connection = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), flags,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  with_portal)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GError) error = NULL;

  fixture->application = gtk_application_new ("io.github.preamp.Test", G_APPLICATION_NON_UNIQUE);
  fixture->bus = connect_to_bus ();
  fixture->portal = connect_to_bus ();
  fixture->node = g_dbus_node_info_new_for_xml (portal_xml, &error);
  g_assert_no_error (error);

  if (with_portal != NULL)
    {
      g_dbus_connection_register_object (fixture->portal, PORTAL_PATH,
                                         fixture->node->interfaces[0], &vtable, fixture, NULL,
                                         &error);
      g_assert_no_error (error);
      fixture->name_id = g_bus_own_name_on_connection (fixture->portal, PORTAL_NAME, 0,
                                                       name_acquired_cb, NULL, fixture, NULL);
      await (fixture->owned);
    }

  fixture->inhibitor = preamp_inhibitor_new (fixture->application, fixture->bus);
  g_signal_connect_swapped (fixture->inhibitor, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  with_portal)
{
  g_object_unref (fixture->inhibitor);
  g_clear_handle_id (&fixture->name_id, g_bus_unown_name);
  g_dbus_connection_close_sync (fixture->bus, NULL, NULL);
  g_dbus_connection_close_sync (fixture->portal, NULL, NULL);
  g_object_unref (fixture->bus);
  g_object_unref (fixture->portal);
  g_object_unref (fixture->application);
  g_dbus_node_info_unref (fixture->node);
  g_free (fixture->reason);
  g_free (fixture->handle);
  g_free (fixture->asked_by);
}

static void
respond (Fixture *fixture,
         guint32  response)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (fixture->portal, fixture->asked_by, fixture->handle,
                                 "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", response, NULL), &error);
  g_assert_no_error (error);
}

static void
ponged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GVariant) answer = NULL;
  gboolean *ponged = user_data;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);
  *ponged = TRUE;
}

/* What the portal has sent until now has arrived when its answer has. */
static void
await_portal (Fixture *fixture)
{
  gboolean ponged = FALSE;

  g_dbus_connection_call (fixture->bus, PORTAL_NAME, PORTAL_PATH, "org.freedesktop.DBus.Peer",
                          "Ping", NULL, NULL, 0, -1, NULL, ponged_cb, &ponged);
  await (ponged);
}

static void
test_held_and_given_back (Fixture       *fixture,
                          gconstpointer  with_portal)
{
  preamp_inhibitor_hold (fixture->inhibitor, NULL);
  preamp_inhibitor_hold (fixture->inhibitor, NULL);
  await (fixture->n_inhibited > 0);
  respond (fixture, 0);
  await_portal (fixture);

  g_assert_cmpuint (fixture->n_inhibited, ==, 1);
  g_assert_cmpuint (fixture->flags, ==, LOGOUT_AND_SUSPEND);
  g_assert_cmpstr (fixture->reason, ==, "Datasources are being migrated");
  g_assert_cmpuint (fixture->n_closed, ==, 0);

  preamp_inhibitor_release (fixture->inhibitor);
  await (fixture->n_closed > 0);

  /* The next run is another question. */
  preamp_inhibitor_hold (fixture->inhibitor, NULL);
  await (fixture->n_inhibited == 2);
  await_portal (fixture);
  preamp_inhibitor_release (fixture->inhibitor);
  await (fixture->n_closed == 2);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_refused_later_is_told (Fixture       *fixture,
                            gconstpointer  with_portal)
{
  preamp_inhibitor_hold (fixture->inhibitor, NULL);
  await (fixture->n_inhibited > 0);
  respond (fixture, 2);
  await (fixture->n_failed > 0);
  await_portal (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 1);

  preamp_inhibitor_release (fixture->inhibitor);
  await (fixture->n_closed > 0);
}

static void
test_given_back_before_the_answer (Fixture       *fixture,
                                   gconstpointer  with_portal)
{
  preamp_inhibitor_hold (fixture->inhibitor, NULL);
  preamp_inhibitor_release (fixture->inhibitor);
  await (fixture->n_closed > 0);
  g_assert_cmpuint (fixture->n_inhibited, ==, 1);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_no_portal_is_told (Fixture       *fixture,
                        gconstpointer  with_portal)
{
  preamp_inhibitor_hold (fixture->inhibitor, NULL);
  await (fixture->n_failed > 0);
  preamp_inhibitor_release (fixture->inhibitor);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

/* The bus of the tests has no session manager for GTK to ask. */
static void
test_no_session_is_told (Fixture       *fixture,
                         gconstpointer  with_portal)
{
  g_autoptr (PreampInhibitor) inhibitor = preamp_inhibitor_new (fixture->application, NULL);
  g_autoptr (GError) error = NULL;

  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (inhibitor, "failed", G_CALLBACK (failed_cb), fixture);
  preamp_inhibitor_hold (inhibitor, NULL);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

#define ADD(name, portal, function) \
  g_test_add ("/inhibitor/" name, Fixture, portal, set_up, function, tear_down)
  ADD ("held-and-given-back", "portal", test_held_and_given_back);
  ADD ("refused-later-is-told", "portal", test_refused_later_is_told);
  ADD ("given-back-before-the-answer", "portal", test_given_back_before_the_answer);
  ADD ("no-portal-is-told", NULL, test_no_portal_is_told);
  ADD ("no-session-is-told", NULL, test_no_session_is_told);
#undef ADD

  return g_test_run ();
}
