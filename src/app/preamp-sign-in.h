/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "account/preamp-token-vault.h"
#include "domo/preamp-domo-client.h"

G_BEGIN_DECLS

void              preamp_sign_in_async  (PreampTokenVault       *vault,
                                         PreampInstanceAddress  *address,
                                         const char             *token,
                                         GSettings              *settings,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
PreampDomoClient *preamp_sign_in_finish (PreampTokenVault       *vault,
                                         GAsyncResult           *result,
                                         char                  **note,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
