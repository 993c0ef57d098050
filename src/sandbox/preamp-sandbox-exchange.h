/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-sandbox-service.h"

G_BEGIN_DECLS

typedef struct _PreampSandboxExchange PreampSandboxExchange;

void preamp_sandbox_exchange_begin (PreampSandboxService  *service,
                                    SoupServerMessage     *message);
void preamp_sandbox_exchange_free  (PreampSandboxExchange *self);

G_END_DECLS
