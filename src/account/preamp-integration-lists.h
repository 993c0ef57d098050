/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-candidate-list.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_INTEGRATION_LISTS (preamp_integration_lists_get_type ())

G_DECLARE_FINAL_TYPE (PreampIntegrationLists, preamp_integration_lists, PREAMP, INTEGRATION_LISTS,
                      GObject)

PreampIntegrationLists *preamp_integration_lists_new (PreampDomoClient       *client,
                                                      PreampIntegration      *integration)
                                                      G_GNUC_WARN_UNUSED_RESULT;
PreampIntegration      *preamp_integration_lists_get_integration (PreampIntegrationLists *self);
PreampCandidateList    *preamp_integration_lists_get_list (PreampIntegrationLists *self,
                                                           PreampDirection         direction);
void                    preamp_integration_lists_refresh (PreampIntegrationLists *self);

G_END_DECLS
