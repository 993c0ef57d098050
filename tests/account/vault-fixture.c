/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "vault-fixture.h"

#include <libsecret/secret.h>

#include "account/preamp-account-error.h"

void
vault_fixture_set_up (VaultFixture  *fixture,
                      gconstpointer  data)
{
  fixture->vault = preamp_token_vault_new ();
  fixture->acme = preamp_instance_address_parse ("acme", NULL);
  fixture->locked = preamp_instance_address_parse ("locked.example", NULL);
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
}

void
vault_fixture_tear_down (VaultFixture  *fixture,
                         gconstpointer  data)
{
  g_assert_finalize_object (fixture->vault);
  g_assert_finalize_object (fixture->acme);
  g_assert_finalize_object (fixture->locked);
  g_clear_object (&fixture->bus);

  /* what GDBus lets go of by itself */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

gboolean
probe (PreampTokenVault  *vault,
       GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_token_vault_probe_async (vault, NULL, take_result, &result);
  await_result (&result);

  return preamp_token_vault_probe_finish (vault, result, error);
}

gboolean
store (PreampTokenVault       *vault,
       PreampInstanceAddress  *address,
       const char             *token,
       GError                **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_token_vault_store_async (vault, address, token, take_result, &result);
  await_result (&result);

  return preamp_token_vault_store_finish (vault, result, error);
}

char *
look_up (PreampTokenVault       *vault,
         PreampInstanceAddress  *address,
         GError                **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_token_vault_look_up_async (vault, address, take_result, &result);
  await_result (&result);

  return preamp_token_vault_look_up_finish (vault, result, error);
}

gboolean
forget (PreampTokenVault       *vault,
        PreampInstanceAddress  *address,
        GError                **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_token_vault_forget_async (vault, address, take_result, &result);
  await_result (&result);

  return preamp_token_vault_forget_finish (vault, result, error);
}

/* @token: NULL where there is none, and no error either */
void
assert_token (PreampTokenVault      *vault,
              PreampInstanceAddress *address,
              const char            *token)
{
  g_autoptr (GError) error = NULL;
  char *found = look_up (vault, address, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, token);
  secret_password_free (found);
}

void
assert_no_token (PreampTokenVault      *vault,
                 PreampInstanceAddress *address,
                 int                    code)
{
  GError *error = NULL;

  g_assert_null (look_up (vault, address, &error));
  assert_failed (error, code);
}

/* Takes over @error, which has to be a sentence that does not leave a person alone. */
void
assert_failed (GError *error,
               int     code)
{
  g_assert_error (error, PREAMP_ACCOUNT_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (g_strstr_len (error->message, -1, "freedesktop"));
  g_assert_null (g_strstr_len (error->message, -1, "GDBus"));
  g_error_free (error);
}
