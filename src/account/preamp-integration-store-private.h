/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-integration-lists.h"
#include "preamp-integration-reading-private.h"

G_BEGIN_DECLS

PreampIntegrationLists *preamp_integration_store_find   (GListStore               *store,
                                                         const char               *integration_id);
void                    preamp_integration_store_update (GListStore               *store,
                                                         PreampDomoClient         *client,
                                                         PreampIntegrationReading *reading);

G_END_DECLS
