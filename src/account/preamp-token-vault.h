/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "preamp-instance-address.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_TOKEN_VAULT (preamp_token_vault_get_type ())

G_DECLARE_FINAL_TYPE (PreampTokenVault, preamp_token_vault, PREAMP, TOKEN_VAULT, GObject)

PreampTokenVault *preamp_token_vault_new             (void) G_GNUC_WARN_UNUSED_RESULT;
PreampTokenVault *preamp_token_vault_new_in_memory   (void) G_GNUC_WARN_UNUSED_RESULT;

void              preamp_token_vault_probe_async     (PreampTokenVault       *self,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
gboolean          preamp_token_vault_probe_finish    (PreampTokenVault       *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);
void              preamp_token_vault_store_async     (PreampTokenVault       *self,
                                                      PreampInstanceAddress  *address,
                                                      const char             *token,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
gboolean          preamp_token_vault_store_finish    (PreampTokenVault       *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);
void              preamp_token_vault_look_up_async   (PreampTokenVault       *self,
                                                      PreampInstanceAddress  *address,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
char             *preamp_token_vault_look_up_finish  (PreampTokenVault       *self,
                                                      GAsyncResult           *result,
                                                      GError                **error)
                                                      G_GNUC_WARN_UNUSED_RESULT;
void              preamp_token_vault_forget_async    (PreampTokenVault       *self,
                                                      PreampInstanceAddress  *address,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
gboolean          preamp_token_vault_forget_finish   (PreampTokenVault       *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);

G_END_DECLS
