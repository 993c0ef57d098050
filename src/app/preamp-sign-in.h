/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-domo-client.h"
#include "preamp-profile.h"

G_BEGIN_DECLS

void              preamp_sign_in_async  (PreampProfile          *profile,
                                         PreampInstanceAddress  *address,
                                         const char             *token,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
PreampDomoClient *preamp_sign_in_finish (PreampProfile          *profile,
                                         GAsyncResult           *result,
                                         char                  **note,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
