/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "preamp-domo-answer.h"

G_BEGIN_DECLS

/**
 * PreampDomoPurpose:
 * @PREAMP_DOMO_PURPOSE_READ: a GET, which may be repeated
 * @PREAMP_DOMO_PURPOSE_MOVE: a POST, which is never repeated here
 *
 * What a request is for.
 */
typedef enum
{
  PREAMP_DOMO_PURPOSE_READ,
  PREAMP_DOMO_PURPOSE_MOVE,
} PreampDomoPurpose;

/* The limits of a request, unless others are set: milliseconds until it is written, seconds of
 * silence after that, and bytes of an answer. */
#define PREAMP_DOMO_CONNECT_TIMEOUT (30 * 1000)
#define PREAMP_DOMO_READ_SILENCE    120
#define PREAMP_DOMO_MOVE_SILENCE    (15 * 60)
#define PREAMP_DOMO_ANSWER_LIMIT    (G_GUINT64_CONSTANT (256) * 1024 * 1024)

#define PREAMP_TYPE_DOMO_TRANSPORT (preamp_domo_transport_get_type ())

G_DECLARE_FINAL_TYPE (PreampDomoTransport, preamp_domo_transport, PREAMP, DOMO_TRANSPORT, GObject)

PreampDomoTransport *preamp_domo_transport_new              (const char           *base_uri)
                                                             G_GNUC_WARN_UNUSED_RESULT;
gboolean             preamp_domo_transport_set_token        (PreampDomoTransport  *self,
                                                             const char           *token);
char                *preamp_domo_transport_dup_library      (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean             preamp_domo_transport_get_clock_offset (PreampDomoTransport  *self,
                                                             GTimeSpan            *offset);

void                 preamp_domo_transport_send_async       (PreampDomoTransport  *self,
                                                             PreampDomoPurpose     purpose,
                                                             const char           *path,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
PreampDomoAnswer    *preamp_domo_transport_send_finish      (PreampDomoTransport  *self,
                                                             GAsyncResult         *result)
                                                             G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
