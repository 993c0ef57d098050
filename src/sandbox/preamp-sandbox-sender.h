/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "preamp-sandbox-answer.h"

G_BEGIN_DECLS

gboolean preamp_sandbox_sender_is_client_gone (SoupServerMessage         *message);
void     preamp_sandbox_sender_fill           (SoupServerMessage         *message,
                                               const PreampSandboxAnswer *answer);
void     preamp_sandbox_sender_send           (SoupServerMessage         *message,
                                               const PreampSandboxAnswer *answer,
                                               GCancellable              *cancellable,
                                               guint                     *n_senders);

G_END_DECLS
