/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-domo-client.h"
#include "preamp-domo-reading.h"
#include "preamp-domo-transport.h"

G_BEGIN_DECLS

PreampDomoTransport      *preamp_domo_client_get_transport (PreampDomoClient *self);
const PreampDomoPatience *preamp_domo_client_get_patience  (PreampDomoClient *self);

G_END_DECLS
