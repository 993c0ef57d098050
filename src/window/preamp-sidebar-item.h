/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "account/preamp-integration-lists.h"
#include "migration/preamp-standings.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_SIDEBAR_ITEM (preamp_sidebar_item_get_type ())

G_DECLARE_FINAL_TYPE (PreampSidebarItem, preamp_sidebar_item, PREAMP, SIDEBAR_ITEM, GObject)

PreampSidebarItem      *preamp_sidebar_item_new_activity    (PreampStandings        *standings)
                                                             G_GNUC_WARN_UNUSED_RESULT;
PreampSidebarItem      *preamp_sidebar_item_new_header      (const char             *title)
                                                             G_GNUC_WARN_UNUSED_RESULT;
PreampSidebarItem      *preamp_sidebar_item_new_integration (PreampIntegrationLists *lists,
                                                             PreampStandings        *standings)
                                                             G_GNUC_WARN_UNUSED_RESULT;
const char             *preamp_sidebar_item_get_title       (PreampSidebarItem      *self);
PreampIntegrationLists *preamp_sidebar_item_get_lists       (PreampSidebarItem      *self);
PreampStandings        *preamp_sidebar_item_get_standings   (PreampSidebarItem      *self);
gboolean                preamp_sidebar_item_get_activity    (PreampSidebarItem      *self);
gboolean                preamp_sidebar_item_get_selectable  (PreampSidebarItem      *self);

G_END_DECLS
