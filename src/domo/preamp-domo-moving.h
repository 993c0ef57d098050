/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-domo-transport.h"
#include "preamp-reply.h"

G_BEGIN_DECLS

void         preamp_domo_move_async  (PreampDomoTransport *transport,
                                      const char          *path,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
PreampReply *preamp_domo_move_finish (PreampDomoTransport *transport,
                                      GAsyncResult        *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
