/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-domo-transport.h"

G_BEGIN_DECLS

void    preamp_domo_look_async  (PreampDomoTransport *transport,
                                 const GError        *forbidden,
                                 const char          *host,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
GError *preamp_domo_look_finish (PreampDomoTransport *transport,
                                 GAsyncResult        *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
