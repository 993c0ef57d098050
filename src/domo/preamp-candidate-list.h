/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "preamp-direction.h"
#include "preamp-domo-client.h"
#include "preamp-integration.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_CANDIDATE_LIST (preamp_candidate_list_get_type ())

G_DECLARE_FINAL_TYPE (PreampCandidateList, preamp_candidate_list, PREAMP, CANDIDATE_LIST, GObject)

PreampCandidateList *preamp_candidate_list_new            (PreampDomoClient  *client,
                                                           PreampIntegration *integration,
                                                           PreampDirection    direction)
                                                           G_GNUC_WARN_UNUSED_RESULT;
PreampIntegration   *preamp_candidate_list_get_integration (PreampCandidateList *self);
PreampDirection      preamp_candidate_list_get_direction  (PreampCandidateList *self);
gboolean             preamp_candidate_list_get_loading    (PreampCandidateList *self);
gboolean             preamp_candidate_list_get_loaded     (PreampCandidateList *self);
const GError        *preamp_candidate_list_get_error      (PreampCandidateList *self);
const char * const  *preamp_candidate_list_get_problems   (PreampCandidateList *self);
int                  preamp_candidate_list_get_n_ready    (PreampCandidateList *self);

void                 preamp_candidate_list_refresh_async  (PreampCandidateList *self,
                                                           GCancellable        *cancellable,
                                                           GAsyncReadyCallback  callback,
                                                           gpointer             user_data);
gboolean             preamp_candidate_list_refresh_finish (PreampCandidateList *self,
                                                           GAsyncResult        *result,
                                                           GError             **error);

G_END_DECLS
