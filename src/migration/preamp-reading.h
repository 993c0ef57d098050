/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "domo/preamp-domo-client.h"

G_BEGIN_DECLS

/**
 * PreampReading:
 * @candidates: (element-type utf8 PreampCandidate) (nullable): Domo's list of candidates, by
 *   identifier; %NULL where it could not be read, was cut, or has unreadable rows, and where the
 *   access token was replaced meanwhile
 * @reversals: (element-type utf8 PreampCandidate) (nullable): Domo's list of reverse candidates,
 *   likewise
 * @user_id: (nullable): as whom they were read
 * @asked_at: when the earlier of the two was asked for, microseconds by the monotonic clock
 *
 * One reading of both lists of an integration.
 */
typedef struct
{
  GHashTable *candidates;
  GHashTable *reversals;
  char       *user_id;
  gint64      asked_at;
} PreampReading;

void           preamp_reading_free       (PreampReading       *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampReading, preamp_reading_free)

void           preamp_reading_new_async  (PreampDomoClient    *client,
                                          const char          *integration_id,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
PreampReading *preamp_reading_new_finish (GAsyncResult        *result,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
