/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "account/preamp-integration-lists.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_INTEGRATION_PAGE (preamp_integration_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampIntegrationPage, preamp_integration_page, PREAMP, INTEGRATION_PAGE,
                      AdwBin)

GtkWidget       *preamp_integration_page_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void             preamp_integration_page_set_lists (PreampIntegrationPage  *self,
                                                    PreampWorkspace        *workspace,
                                                    PreampIntegrationLists *lists);
void             preamp_integration_page_bind_settings (PreampIntegrationPage *self,
                                                        GSettings             *settings);
AdwViewStack    *preamp_integration_page_get_stack (PreampIntegrationPage  *self);
void             preamp_integration_page_refresh   (PreampIntegrationPage  *self);
void             preamp_integration_page_activate  (PreampIntegrationPage  *self,
                                                    const char             *action);
void             preamp_integration_page_find      (PreampIntegrationPage  *self);
void             preamp_integration_page_search    (PreampIntegrationPage  *self);
void             preamp_integration_page_show_attention (PreampIntegrationPage *self);

G_END_DECLS
