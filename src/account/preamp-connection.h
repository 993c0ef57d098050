/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "domo/preamp-domo-client.h"
#include "domo/preamp-user.h"
#include "preamp-instance.h"
#include "preamp-integration-lists.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_CONNECTION (preamp_connection_get_type ())

G_DECLARE_FINAL_TYPE (PreampConnection, preamp_connection, PREAMP, CONNECTION, GObject)

PreampConnection       *preamp_connection_new              (PreampInstance   *instance,
                                                            PreampDomoClient *client)
                                                            G_GNUC_WARN_UNUSED_RESULT;
PreampInstance         *preamp_connection_get_instance     (PreampConnection *self);
PreampDomoClient       *preamp_connection_get_client       (PreampConnection *self);
const PreampUser       *preamp_connection_get_user         (PreampConnection *self);
GListModel             *preamp_connection_get_integrations (PreampConnection *self);
PreampIntegrationLists *preamp_connection_find_integration (PreampConnection *self,
                                                            const char       *integration_id);
gboolean                preamp_connection_get_loading      (PreampConnection *self);
gboolean                preamp_connection_get_loaded       (PreampConnection *self);
const GError           *preamp_connection_get_error        (PreampConnection *self);
const char * const     *preamp_connection_get_problems     (PreampConnection *self);

void                    preamp_connection_refresh_async    (PreampConnection    *self,
                                                            GCancellable        *cancellable,
                                                            GAsyncReadyCallback  callback,
                                                            gpointer             user_data);
gboolean                preamp_connection_refresh_finish   (PreampConnection    *self,
                                                            GAsyncResult        *result,
                                                            GError             **error);

G_END_DECLS
