/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <libsecret/secret.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "vault-fixture.h"

/* Looks through this program's own memory for a token. The token is never written down as a whole
 * here, but made when it is needed and wiped after; what is searched for is its masked form. */

#define TOKEN_LENGTH 40
#define MASK         0x5a
#define MAX_MAPPING  (64 * 1024 * 1024) /* larger ones are a sanitizer's own */

static unsigned char masked[TOKEN_LENGTH];

static void
mask_new_token (void)
{
  for (size_t i = 0; i < TOKEN_LENGTH; i++)
    masked[i] = (unsigned char) (g_random_int_range ('A', 'Z' + 1) ^ MASK);
}

static char *
make_token (void)
{
  char *token = g_malloc (TOKEN_LENGTH + 1);

  for (size_t i = 0; i < TOKEN_LENGTH; i++)
    token[i] = (char) (masked[i] ^ MASK);
  token[TOKEN_LENGTH] = '\0';

  return token;
}

static void
drop_token (char *token)
{
  volatile char *bytes = token;

  g_assert_nonnull (token);
  for (size_t i = 0; i < TOKEN_LENGTH; i++)
    bytes[i] = 0;
  g_free (token);
}

static gboolean
is_token (const unsigned char *bytes)
{
  for (size_t i = 0; i < TOKEN_LENGTH; i++)
    {
      if ((bytes[i] ^ MASK) != masked[i])
        return FALSE;
    }

  return TRUE;
}

/* The part of a mapping that can be read, as it was a moment ago. */
static guint
count_copies_in (int     memory,
                 guint64 start,
                 guint64 end)
{
  static unsigned char page[64 * 1024 + TOKEN_LENGTH];
  guint count = 0;
  guint64 at = start;

  while (at < end)
    {
      ssize_t n = pread (memory, page, MIN (sizeof page, end - at), (off_t) at);

      if (n < TOKEN_LENGTH)
        break;
      for (ssize_t i = 0; i + TOKEN_LENGTH <= n; i++)
        count += is_token (page + i) ? 1 : 0;
      at += (guint64) n > TOKEN_LENGTH ? (guint64) n - TOKEN_LENGTH + 1 : (guint64) n;
    }

  memset (page, 0, sizeof page);

  return count;
}

static guint
count_copies (void)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  guint count = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, &error));
  g_assert_no_error (error);
  lines = g_strsplit (maps, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++)
    {
      guint64 start;
      guint64 end;
      char rights[5];

      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &start, &end,
                  rights) == 3 &&
          g_str_has_prefix (rights, "rw") && end - start <= MAX_MAPPING)
        count += count_copies_in (memory, start, end);
    }
  close (memory);

  return count;
}

/* With @data: in a vault that never asks the keyring. */
static void
test_no_copy (VaultFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr (PreampTokenVault) vault =
    data != NULL ? preamp_token_vault_new_in_memory () : preamp_token_vault_new ();
  g_autoptr (GError) error = NULL;
  char *token;
  char *found;

  mask_new_token ();
  g_assert_cmpuint (count_copies (), ==, 0);

  token = make_token ();
  g_assert_cmpuint (count_copies (), ==, 1);
  store (vault, fixture->acme, token, NULL);
  drop_token (token);

  found = look_up (vault, fixture->acme, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (found), ==, TOKEN_LENGTH);
  g_assert_cmpuint (count_copies (), >=, 1);
  secret_password_free (found);

  store (vault, fixture->acme, "another", NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_copies (), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  VAULT_TEST ("/account/vault/memory/replaced-leaves-no-copy", test_no_copy);
  g_test_add ("/account/vault/memory/in-memory-too", VaultFixture, "in memory",
              vault_fixture_set_up, test_no_copy, vault_fixture_tear_down);

  return g_test_run ();
}
