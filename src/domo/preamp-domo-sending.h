/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "preamp-domo-answer.h"

G_BEGIN_DECLS

/**
 * PreampDomoSendingLimits:
 * @connect_timeout: milliseconds within which the request has to be written
 * @answer_limit: bytes that the unpacked answer may have
 *
 * The limits of one sending beside its session's.
 */
typedef struct
{
  guint   connect_timeout;
  guint64 answer_limit;
} PreampDomoSendingLimits;

void              preamp_domo_sending_async  (SoupSession                   *session,
                                              SoupMessage                   *message,
                                              const PreampDomoSendingLimits *limits,
                                              PreampDomoAnswer              *answer,
                                              GCancellable                  *cancellable,
                                              GAsyncReadyCallback            callback,
                                              gpointer                       user_data);
PreampDomoAnswer *preamp_domo_sending_finish (GAsyncResult                  *result,
                                              gint64                        *clock)
                                              G_GNUC_WARN_UNUSED_RESULT;
gint64            preamp_domo_sending_get_clock (void);

G_END_DECLS
