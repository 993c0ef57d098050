/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "preamp-migration-result.h"

G_BEGIN_DECLS

/**
 * PreampReplyFields:
 * @wrote_headers: whether the request's headers were written to Domo (not to a proxy), so that it
 *   can have reached it
 * @n_sent: how often the request was written; more than 1 where libsoup sent it again
 * @http_status: the HTTP status that came, 0 for none
 * @retry_after: seconds that a Retry-After header asked to wait, 0 for none
 * @result: (nullable): a JSON object with a `state`, at whatever HTTP status it came
 * @error: (nullable): what went wrong; set exactly where @result is %NULL
 *
 * All that is known after a migration or a reversal was asked for.
 */
typedef struct
{
  gboolean               wrote_headers;
  guint                  n_sent;
  guint                  http_status;
  guint                  retry_after;
  PreampMigrationResult *result;
  const GError          *error;
} PreampReplyFields;

#define PREAMP_TYPE_REPLY (preamp_reply_get_type ())

G_DECLARE_FINAL_TYPE (PreampReply, preamp_reply, PREAMP, REPLY, GObject)

PreampReply           *preamp_reply_new               (const PreampReplyFields *fields)
                                                       G_GNUC_WARN_UNUSED_RESULT;
gboolean               preamp_reply_get_wrote_headers (PreampReply *self);
guint                  preamp_reply_get_n_sent        (PreampReply *self);
guint                  preamp_reply_get_http_status   (PreampReply *self);
guint                  preamp_reply_get_retry_after   (PreampReply *self);
PreampMigrationResult *preamp_reply_get_result        (PreampReply *self);
const GError          *preamp_reply_get_error         (PreampReply *self);

G_END_DECLS
