/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <signal.h>

#include "account/preamp-account-error.h"
#include "vault-fixture.h"

/* As another program would look for it. */
static const SecretSchema schema = {
  .name = "io.github.preamp.Preamp",
  .attributes = {
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "port", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static guint
count_items (const char *host,
             const char *port)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GList *items;
  guint count;

  secret_password_search (&schema, SECRET_SEARCH_ALL, NULL, take_result, &result, "host", host,
                          "port", port, NULL);
  await_result (&result);
  items = secret_password_search_finish (result, &error);
  g_assert_no_error (error);
  count = g_list_length (items);
  g_list_free_full (items, g_object_unref);

  return count;
}

static guint32
get_service_pid (GDBusConnection *bus)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
    bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "GetConnectionUnixProcessID", g_variant_new ("(s)", "org.freedesktop.secrets"),
    G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  guint32 pid;

  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &pid);

  return pid;
}

static void
test_kept (VaultFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr (PreampTokenVault) other = preamp_token_vault_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (probe (fixture->vault, &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, fixture->acme, NULL);

  g_assert_true (store (fixture->vault, fixture->acme, "first", &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, fixture->acme, "first");
  assert_token (other, fixture->acme, "first");
  g_assert_cmpuint (count_items ("acme.domo.com", "443"), ==, 1);

  g_assert_true (store (other, fixture->acme, "sécond", &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, fixture->acme, "sécond");
  g_assert_cmpuint (count_items ("acme.domo.com", "443"), ==, 1);

  g_assert_true (forget (fixture->vault, fixture->acme, &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, fixture->acme, NULL);
  assert_token (other, fixture->acme, NULL);
  g_assert_cmpuint (count_items ("acme.domo.com", "443"), ==, 0);

  g_assert_true (forget (fixture->vault, fixture->acme, &error));
  g_assert_no_error (error);
}

static void
test_apart (VaultFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr (PreampInstanceAddress) port = preamp_instance_address_parse ("acme:8443", NULL);
  g_autoptr (PreampInstanceAddress) pasted =
    preamp_instance_address_parse ("https://ACME.domo.com./page/1", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (store (fixture->vault, fixture->acme, "one", &error));
  g_assert_true (store (fixture->vault, port, "other", &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, pasted, "one");
  assert_token (fixture->vault, port, "other");

  g_assert_true (forget (fixture->vault, pasted, &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, fixture->acme, NULL);
  assert_token (fixture->vault, port, "other");
  g_assert_true (forget (fixture->vault, port, &error));
}

static void
test_in_order (VaultFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) stored_again = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;
  char *token;

  preamp_token_vault_store_async (fixture->vault, fixture->acme, "one", take_result, &stored);
  preamp_token_vault_store_async (fixture->vault, fixture->acme, "two", take_result,
                                  &stored_again);
  preamp_token_vault_look_up_async (fixture->vault, fixture->acme, take_result, &found);
  preamp_token_vault_forget_async (fixture->vault, fixture->acme, take_result, &forgotten);

  await_result (&found);
  token = preamp_token_vault_look_up_finish (fixture->vault, found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, "two");
  secret_password_free (token);

  await_result (&forgotten);
  g_assert_nonnull (stored);
  g_assert_nonnull (stored_again);
  g_assert_true (preamp_token_vault_forget_finish (fixture->vault, forgotten, &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, fixture->acme, NULL);
  g_assert_cmpuint (count_items ("acme.domo.com", "443"), ==, 0);
}

static void
test_hung (VaultFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr (PreampInstanceAddress) other_address = preamp_instance_address_parse ("other", NULL);
  g_autoptr (PreampTokenVault) other = preamp_token_vault_new ();
  guint32 pid = get_service_pid (fixture->bus);
  GError *error = NULL;

  g_object_set (fixture->vault, "time-limit", 50, NULL);
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);

  g_assert_false (probe (fixture->vault, &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_KEYRING);
  g_assert_false (store (fixture->vault, fixture->acme, "late", &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_KEYRING);
  assert_token (fixture->vault, fixture->acme, "late");
  assert_no_token (fixture->vault, other_address, PREAMP_ACCOUNT_ERROR_KEYRING);

  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);

  /* what was to be changed still is, and what is asked next comes after it */
  g_object_set (fixture->vault, "time-limit", 30000, NULL);
  assert_token (fixture->vault, other_address, NULL);
  assert_token (other, fixture->acme, "late");
  g_assert_true (forget (fixture->vault, fixture->acme, &error));
  g_assert_no_error (error);
  assert_token (other, fixture->acme, NULL);
}

static void
name_vanished_cb (GDBusConnection *bus,
                  const char      *name,
                  gpointer         user_data)
{
  gboolean *vanished = user_data;

  *vanished = TRUE;
}

static void
name_appeared_cb (GDBusConnection *bus,
                  const char      *name,
                  const char      *owner,
                  gpointer         user_data)
{
  gboolean *vanished = user_data;

  *vanished = FALSE;
}

static void
test_service_started_anew (VaultFixture  *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampInstanceAddress) other_address = preamp_instance_address_parse ("other", NULL);
  g_autoptr (PreampTokenVault) other = preamp_token_vault_new ();
  g_autoptr (GSubprocess) daemon = NULL;
  g_autoptr (GOutputStream) input = NULL;
  GError *error = NULL;
  gboolean vanished = FALSE;
  guint watch;

  g_assert_true (store (fixture->vault, fixture->acme, "kept", &error));
  g_assert_no_error (error);

  watch = g_bus_watch_name_on_connection (fixture->bus, "org.freedesktop.secrets",
                                          G_BUS_NAME_WATCHER_FLAGS_NONE, name_appeared_cb,
                                          name_vanished_cb, &vanished, NULL);
  g_assert_cmpint (kill (get_service_pid (fixture->bus), SIGTERM), ==, 0);
  await (vanished);

  g_assert_false (probe (fixture->vault, &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_NO_KEYRING);
  assert_no_token (fixture->vault, fixture->acme, PREAMP_ACCOUNT_ERROR_NO_KEYRING);
  g_assert_false (store (fixture->vault, other_address, "meanwhile", &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_NO_KEYRING);
  assert_token (fixture->vault, other_address, "meanwhile");

  daemon = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                             &error, "gnome-keyring-daemon", "--foreground",
                             "--components=secrets", "--unlock", NULL);
  g_assert_no_error (error);
  input = g_object_ref (g_subprocess_get_stdin_pipe (daemon));
  g_assert_true (g_output_stream_write_all (input, "test", 4, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (input, NULL, &error));
  await (!vanished);
  g_bus_unwatch_name (watch);

  assert_token (fixture->vault, fixture->acme, "kept");
  assert_token (fixture->vault, other_address, "meanwhile");
  g_assert_true (store (fixture->vault, other_address, "afterwards", &error));
  g_assert_no_error (error);
  assert_token (other, other_address, "afterwards");

  g_assert_true (forget (fixture->vault, fixture->acme, &error));
  g_assert_true (forget (fixture->vault, other_address, &error));
  g_assert_no_error (error);
  g_subprocess_send_signal (daemon, SIGTERM);
  g_assert_true (g_subprocess_wait (daemon, NULL, &error));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  VAULT_TEST ("/account/vault/unlocked/kept-replaced-forgotten", test_kept);
  VAULT_TEST ("/account/vault/unlocked/each-instance-its-own", test_apart);
  VAULT_TEST ("/account/vault/unlocked/done-in-the-order-asked", test_in_order);
  VAULT_TEST ("/account/vault/unlocked/hung-service-does-not-hang-us", test_hung);
  /* the last one: it ends the service */
  VAULT_TEST ("/account/vault/unlocked/service-started-anew", test_service_started_anew);

  return g_test_run ();
}
