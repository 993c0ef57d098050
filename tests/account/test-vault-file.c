/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "account/preamp-account-error.h"
#include "vault-fixture.h"

/* In a sandbox libsecret keeps a file of its own: here by its variables for tests, in the home
 * folder that tests/keyring makes. */

static char *path;
static char *backup;

static gboolean
is_there (const char *name)
{
  return g_file_test (name, G_FILE_TEST_EXISTS);
}

static void
test_no_backup (VaultFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr (PreampTokenVault) other = preamp_token_vault_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (probe (fixture->vault, &error));
  assert_token (fixture->vault, fixture->acme, NULL);

  g_assert_true (store (fixture->vault, fixture->acme, "first", &error));
  g_assert_no_error (error);
  g_assert_true (is_there (path));
  g_assert_true (store (fixture->vault, fixture->acme, "second", &error));
  g_assert_no_error (error);
  g_assert_false (is_there (backup));
  assert_token (other, fixture->acme, "second");

  g_assert_true (g_file_set_contents (backup, "as an older version left it", -1, &error));
  g_assert_true (forget (fixture->vault, fixture->acme, &error));
  g_assert_no_error (error);
  g_assert_false (is_there (backup));
  assert_token (other, fixture->acme, NULL);
  g_assert_true (forget (fixture->vault, fixture->acme, &error));
  g_assert_no_error (error);
}

static void
test_damaged (VaultFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr (PreampTokenVault) vault = preamp_token_vault_new ();
  GError *error = NULL;

  g_assert_true (g_file_set_contents (path, "no keyring at all", -1, &error));
  assert_no_token (vault, fixture->acme, PREAMP_ACCOUNT_ERROR_KEYRING);
  g_assert_false (store (vault, fixture->acme, "kept", &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_KEYRING);
  assert_token (vault, fixture->acme, "kept");
  g_assert_false (probe (vault, &error));
  assert_failed (g_steal_pointer (&error), PREAMP_ACCOUNT_ERROR_KEYRING);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), ".local", "share", "keyrings",
                                              NULL);
  int status;

  path = g_build_filename (folder, "default.keyring", NULL);
  backup = g_build_filename (folder, "default.keyring~", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);

  g_test_init (&argc, &argv, NULL);

  if (g_strcmp0 (g_getenv ("PREAMP_TEST_DAMAGED"), "1") == 0)
    VAULT_TEST ("/account/vault/file/damaged", test_damaged);
  else
    VAULT_TEST ("/account/vault/file/leaves-no-backup", test_no_backup);

  status = g_test_run ();
  g_free (path);
  g_free (backup);

  return status;
}
