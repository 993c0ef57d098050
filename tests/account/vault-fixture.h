/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "account/preamp-token-vault.h"
#include "tests/await.h"

G_BEGIN_DECLS

/* A vault, and one answer at a time of it. */
typedef struct
{
  PreampTokenVault *vault;
  PreampInstanceAddress *acme;
  PreampInstanceAddress *locked; /* holds a token in tests/keyring's locked state */
  GDBusConnection *bus;          /* NULL without one */
} VaultFixture;

#define VAULT_TEST(path, test) \
  g_test_add (path, VaultFixture, NULL, vault_fixture_set_up, test, vault_fixture_tear_down)

void  vault_fixture_set_up    (VaultFixture           *fixture,
                               gconstpointer           data);
void  vault_fixture_tear_down (VaultFixture           *fixture,
                               gconstpointer           data);

gboolean probe                (PreampTokenVault       *vault,
                               GError                **error);
gboolean store                (PreampTokenVault       *vault,
                               PreampInstanceAddress  *address,
                               const char             *token,
                               GError                **error);
char    *look_up              (PreampTokenVault       *vault,
                               PreampInstanceAddress  *address,
                               GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean forget               (PreampTokenVault       *vault,
                               PreampInstanceAddress  *address,
                               GError                **error);

void     assert_token         (PreampTokenVault       *vault,
                               PreampInstanceAddress  *address,
                               const char             *token);
void     assert_no_token      (PreampTokenVault       *vault,
                               PreampInstanceAddress  *address,
                               int                     code);
void     assert_failed        (GError                 *error,
                               int                     code);

G_END_DECLS
