/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "account/preamp-integration-lists.h"
#include "migration/preamp-standings.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_SIDEBAR (preamp_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (PreampSidebar, preamp_sidebar, PREAMP, SIDEBAR, AdwBin)

GtkWidget              *preamp_sidebar_new              (void) G_GNUC_WARN_UNUSED_RESULT;
void                    preamp_sidebar_set_integrations (PreampSidebar *self,
                                                         GListModel    *integrations);
void                    preamp_sidebar_set_standings    (PreampSidebar *self,
                                                         PreampStandings *standings);
gboolean                preamp_sidebar_get_activity     (PreampSidebar *self);
gboolean                preamp_sidebar_select_activity  (PreampSidebar *self);
PreampIntegrationLists *preamp_sidebar_get_selected     (PreampSidebar *self);
gboolean                preamp_sidebar_select           (PreampSidebar *self,
                                                         const char    *integration_id);
gboolean                preamp_sidebar_select_first     (PreampSidebar *self);
gboolean                preamp_sidebar_select_last      (PreampSidebar *self);

G_END_DECLS
