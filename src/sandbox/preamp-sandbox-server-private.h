/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-sandbox-server.h"

G_BEGIN_DECLS

void preamp_sandbox_server_set_token        (PreampSandboxServer *self,
                                             const char          *token);
void preamp_sandbox_server_set_takes_faults (PreampSandboxServer *self,
                                             gboolean             takes_faults);

G_END_DECLS
