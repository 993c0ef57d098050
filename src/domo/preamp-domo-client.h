/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "preamp-direction.h"
#include "preamp-reply.h"
#include "preamp-user.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_DOMO_CLIENT (preamp_domo_client_get_type ())

G_DECLARE_FINAL_TYPE (PreampDomoClient, preamp_domo_client, PREAMP, DOMO_CLIENT, GObject)

PreampDomoClient *preamp_domo_client_new                      (const char *base_uri,
                                                               const char *token)
                                                               G_GNUC_WARN_UNUSED_RESULT;
const char       *preamp_domo_client_get_base_uri             (PreampDomoClient *self);
void              preamp_domo_client_set_token                (PreampDomoClient *self,
                                                               const char       *token);
guint             preamp_domo_client_get_n_tokens             (PreampDomoClient *self);
gboolean          preamp_domo_client_get_clock_offset         (PreampDomoClient *self,
                                                               GTimeSpan        *offset);

void              preamp_domo_client_get_user_async           (PreampDomoClient    *self,
                                                               GCancellable        *cancellable,
                                                               GAsyncReadyCallback  callback,
                                                               gpointer             user_data);
PreampUser       *preamp_domo_client_get_user_finish          (PreampDomoClient    *self,
                                                               GAsyncResult        *result,
                                                               GError             **error)
                                                               G_GNUC_WARN_UNUSED_RESULT;
void              preamp_domo_client_list_types_async         (PreampDomoClient    *self,
                                                               GCancellable        *cancellable,
                                                               GAsyncReadyCallback  callback,
                                                               gpointer             user_data);
char            **preamp_domo_client_list_types_finish        (PreampDomoClient    *self,
                                                               GAsyncResult        *result,
                                                               GError             **error)
                                                               G_GNUC_WARN_UNUSED_RESULT;
void              preamp_domo_client_list_integrations_async  (PreampDomoClient    *self,
                                                               const char          *type,
                                                               GCancellable        *cancellable,
                                                               GAsyncReadyCallback  callback,
                                                               gpointer             user_data);
GPtrArray        *preamp_domo_client_list_integrations_finish (PreampDomoClient    *self,
                                                               GAsyncResult        *result,
                                                               char              ***problems,
                                                               GError             **error)
                                                               G_GNUC_WARN_UNUSED_RESULT;
void              preamp_domo_client_list_candidates_async    (PreampDomoClient    *self,
                                                               const char          *integration_id,
                                                               PreampDirection      direction,
                                                               GCancellable        *cancellable,
                                                               GAsyncReadyCallback  callback,
                                                               gpointer             user_data);
GPtrArray        *preamp_domo_client_list_candidates_finish   (PreampDomoClient    *self,
                                                               GAsyncResult        *result,
                                                               char              ***problems,
                                                               GError             **error)
                                                               G_GNUC_WARN_UNUSED_RESULT;
void              preamp_domo_client_migrate_async            (PreampDomoClient    *self,
                                                               const char          *datasource_id,
                                                               const char          *integration_id,
                                                               GCancellable        *cancellable,
                                                               GAsyncReadyCallback  callback,
                                                               gpointer             user_data);
void              preamp_domo_client_reverse_async            (PreampDomoClient    *self,
                                                               const char          *datasource_id,
                                                               GCancellable        *cancellable,
                                                               GAsyncReadyCallback  callback,
                                                               gpointer             user_data);
PreampReply      *preamp_domo_client_move_finish              (PreampDomoClient    *self,
                                                               GAsyncResult        *result)
                                                               G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
