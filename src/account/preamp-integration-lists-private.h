/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-integration-lists.h"

G_BEGIN_DECLS

void preamp_integration_lists_set_integration (PreampIntegrationLists *self,
                                               PreampIntegration      *integration);

G_END_DECLS
