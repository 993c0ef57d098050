/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "account/preamp-account-error.h"
#include "denying-prompter.h"
#include "vault-fixture.h"

/* A keyring that is locked (tests/keyring puts the token of fixture->locked into it), or a service
 * that has none yet: with nobody to ask for the password, and with somebody who refuses. */

static void
assert_nothing_is_lost (VaultFixture *fixture,
                        int           code)
{
  GError *error = NULL;

  g_assert_false (store (fixture->vault, fixture->acme, "first", &error));
  assert_failed (g_steal_pointer (&error), code);
  assert_token (fixture->vault, fixture->acme, "first");
  g_assert_false (store (fixture->vault, fixture->acme, "second", &error));
  assert_failed (g_steal_pointer (&error), code);
  assert_token (fixture->vault, fixture->acme, "second");
}

static void
assert_locked (VaultFixture *fixture)
{
  GError *error = NULL;

  g_assert_true (probe (fixture->vault, &error));
  g_assert_no_error (error);

  assert_no_token (fixture->vault, fixture->locked, PREAMP_ACCOUNT_ERROR_LOCKED);
  assert_nothing_is_lost (fixture, PREAMP_ACCOUNT_ERROR_LOCKED);

  g_assert_false (forget (fixture->vault, fixture->locked, &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_LOCKED);
}

static void
test_no_prompter (VaultFixture  *fixture,
                  gconstpointer  data)
{
  assert_locked (fixture);
}

static void
test_denied (VaultFixture  *fixture,
             gconstpointer  data)
{
  DenyingPrompter prompter = { 0 };

  denying_prompter_start (&prompter, fixture->bus);
  assert_locked (fixture);
  g_assert_cmpuint (prompter.n_opened, ==, 4);
  denying_prompter_stop (&prompter);
}

static gboolean
count_cb (gpointer user_data)
{
  guint *count = user_data;

  (*count)++;

  return G_SOURCE_CONTINUE;
}

/* However long somebody looks for their password: no time limit runs out, and what waits behind
 * waits on. A limit of 20 ms runs out ten times here. */
static void
test_hesitating (VaultFixture  *fixture,
                 gconstpointer  data)
{
  DenyingPrompter prompter = { .hesitates = TRUE };
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) behind = NULL;
  GError *error = NULL;
  guint n_ticks = 0;
  guint ticker;

  denying_prompter_start (&prompter, fixture->bus);

  preamp_token_vault_look_up_async (fixture->vault, fixture->locked, take_result, &found);
  await (prompter.n_opened > 0);
  g_object_set (fixture->vault, "time-limit", 20, NULL);
  preamp_token_vault_look_up_async (fixture->vault, fixture->acme, take_result, &behind);

  ticker = g_timeout_add (20, count_cb, &n_ticks);
  await (n_ticks >= 10);
  g_source_remove (ticker);
  g_assert_null (found);
  g_assert_null (behind);

  prompter.hesitates = FALSE;
  denying_prompter_deny (&prompter);
  await_result (&found);
  g_assert_null (preamp_token_vault_look_up_finish (fixture->vault, found, &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_LOCKED);

  /* the limit holds for it from now on: either it comes to the same answer, or to none */
  await_result (&behind);
  g_assert_null (preamp_token_vault_look_up_finish (fixture->vault, behind, &error));
  if (g_error_matches (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_KEYRING))
    assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_KEYRING);
  else
    assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_LOCKED);

  /* the vault goes when its last call has ended */
  g_object_set (fixture->vault, "time-limit", 30000, NULL);
  assert_no_token (fixture->vault, fixture->locked, PREAMP_ACCOUNT_ERROR_LOCKED);
  denying_prompter_stop (&prompter);
}

static GVariant *
call_service (VaultFixture *fixture,
              const char   *interface,
              const char   *method,
              GVariant     *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (
    fixture->bus, "org.freedesktop.secrets", "/org/freedesktop/secrets", interface, method,
    parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);

  return reply;
}

/* As the login manager does it, with the password that tests/keyring gave. */
static void
unlock (VaultFixture *fixture)
{
  g_autoptr (GVariant) opened = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  const char *session;

  opened = call_service (fixture, "org.freedesktop.Secret.Service", "OpenSession",
                         g_variant_new_parsed ("('plain', <''>)"));
  g_variant_get (opened, "(v&o)", NULL, &session);
  unlocked = call_service (
    fixture, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
    "UnlockWithMasterPassword",
    g_variant_new_parsed ("(objectpath '/org/freedesktop/secrets/collection/login',"
                          " (%o, @ay [], [byte 0x74, 0x65, 0x73, 0x74], 'text/plain'))",
                          session)); /* “test” */
}

static void
test_unlocked_later (VaultFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr (PreampTokenVault) other = preamp_token_vault_new ();
  GError *error = NULL;

  g_assert_false (store (fixture->vault, fixture->acme, "first", &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_LOCKED);
  assert_no_token (fixture->vault, fixture->locked, PREAMP_ACCOUNT_ERROR_LOCKED);

  unlock (fixture);

  assert_token (fixture->vault, fixture->locked, "kept-before");
  assert_token (other, fixture->acme, NULL);
  g_assert_true (store (fixture->vault, fixture->acme, "again", &error));
  g_assert_no_error (error);
  assert_token (other, fixture->acme, "again");
  g_assert_true (forget (fixture->vault, fixture->locked, &error));
  g_assert_no_error (error);
  assert_token (other, fixture->locked, NULL);
}

static void
test_no_keyring_yet (VaultFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr (PreampTokenVault) other = preamp_token_vault_new ();
  GError *error = NULL;

  g_assert_true (probe (fixture->vault, &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, fixture->acme, NULL);

  assert_nothing_is_lost (fixture, PREAMP_ACCOUNT_ERROR_KEYRING);
  assert_token (other, fixture->acme, NULL);

  g_assert_true (forget (fixture->vault, fixture->acme, &error));
  g_assert_no_error (error);
  assert_token (fixture->vault, fixture->acme, NULL);
}

static void
test_no_keyring_wanted (VaultFixture  *fixture,
                        gconstpointer  data)
{
  DenyingPrompter prompter = { 0 };

  denying_prompter_start (&prompter, fixture->bus);
  assert_nothing_is_lost (fixture, PREAMP_ACCOUNT_ERROR_KEYRING);
  g_assert_cmpuint (prompter.n_opened, ==, 2);
  denying_prompter_stop (&prompter);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  if (g_strcmp0 (g_getenv ("KEYRING"), "locked") == 0)
    {
      VAULT_TEST ("/account/vault/locked/nobody-to-ask", test_no_prompter);
      VAULT_TEST ("/account/vault/locked/prompt-denied", test_denied);
      VAULT_TEST ("/account/vault/locked/prompt-has-no-time-limit", test_hesitating);
      /* the last one: it leaves the keyring unlocked */
      VAULT_TEST ("/account/vault/locked/unlocked-later", test_unlocked_later);
    }
  else
    {
      VAULT_TEST ("/account/vault/empty/nobody-to-ask", test_no_keyring_yet);
      VAULT_TEST ("/account/vault/empty/prompt-denied", test_no_keyring_wanted);
    }

  return g_test_run ();
}
