/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-domo-client.h"

G_BEGIN_DECLS

void preamp_time_limits_apply (GSettings        *settings,
                               PreampDomoClient *client);

G_END_DECLS
