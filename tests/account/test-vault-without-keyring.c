/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "account/preamp-account-error.h"
#include "vault-fixture.h"

/* Without a secret service on the bus, and without a bus. */
static void
test_until_the_end (VaultFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr (PreampTokenVault) other = preamp_token_vault_new ();
  GError *error = NULL;

  g_assert_false (probe (fixture->vault, &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_NO_KEYRING);
  assert_no_token (fixture->vault, fixture->acme, PREAMP_ACCOUNT_ERROR_NO_KEYRING);

  g_assert_false (store (fixture->vault, fixture->acme, "first", &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_NO_KEYRING);
  assert_token (fixture->vault, fixture->acme, "first");
  g_assert_false (store (fixture->vault, fixture->acme, "second", &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_NO_KEYRING);
  assert_token (fixture->vault, fixture->acme, "second");

  /* nowhere but in this vault */
  assert_no_token (other, fixture->acme, PREAMP_ACCOUNT_ERROR_NO_KEYRING);

  g_assert_true (forget (fixture->vault, fixture->acme, &error));
  g_assert_no_error (error);
  assert_no_token (fixture->vault, fixture->acme, PREAMP_ACCOUNT_ERROR_NO_KEYRING);
  g_assert_false (forget (fixture->vault, fixture->acme, &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_NO_KEYRING);
}

static void
test_in_memory (VaultFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr (PreampTokenVault) vault = preamp_token_vault_new_in_memory ();
  g_autoptr (GError) error = NULL;

  g_assert_true (probe (vault, &error));
  assert_token (vault, fixture->acme, NULL);
  g_assert_true (store (vault, fixture->acme, "first", &error));
  g_assert_true (store (vault, fixture->acme, "second", &error));
  assert_token (vault, fixture->acme, "second");
  g_assert_true (forget (vault, fixture->acme, &error));
  assert_token (vault, fixture->acme, NULL);
  g_assert_true (forget (vault, fixture->acme, &error));
  g_assert_no_error (error);
}

static void
test_probe_dropped (VaultFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_token_vault_probe_async (fixture->vault, cancellable, take_result, &result);
  g_cancellable_cancel (cancellable);
  await_result (&result);
  g_assert_false (preamp_token_vault_probe_finish (fixture->vault, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  VAULT_TEST ("/account/vault/none/kept-until-the-end", test_until_the_end);
  VAULT_TEST ("/account/vault/none/probe-can-be-dropped", test_probe_dropped);
  VAULT_TEST ("/account/vault/in-memory/never-asks-the-keyring", test_in_memory);

  return g_test_run ();
}
