/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PreampDomoAnswer:
 * @host: (nullable): the host that was asked
 * @address: (nullable): the same for sentences about the connection: with its port, where that is
 *   not the one that Domo has
 * @token: (nullable): the token that was sent with the request
 * @wrote_headers: whether the request's headers were written to Domo
 * @n_sent: how often
 * @http_status: the status that came, 0 for none
 * @retry_after: seconds that a Retry-After header asked to wait, 0 for none
 * @location: (nullable): where a redirect pointed
 * @body: (nullable): what came, decoded; none where @error is set
 * @error: (nullable): why no whole answer came, as GIO or libsoup said it
 * @connect_timed_out: whether the request could not be written within its time limit
 * @too_large: whether the answer was larger than the limit
 * @tls_errors: what is wrong with the server's certificate
 * @proxy: (nullable): the proxy, as host and port, where one was to be used and the request was
 *   not written
 *
 * What came of one request, before anybody judged it.
 */
typedef struct
{
  char                *host;
  char                *address;
  char                *token;
  gboolean             wrote_headers;
  guint                n_sent;
  guint                http_status;
  guint                retry_after;
  char                *location;
  GByteArray          *body;
  GError              *error;
  gboolean             connect_timed_out;
  gboolean             too_large;
  GTlsCertificateFlags tls_errors;
  char                *proxy;
} PreampDomoAnswer;

PreampDomoAnswer *preamp_domo_answer_new               (void) G_GNUC_WARN_UNUSED_RESULT;
void              preamp_domo_answer_free              (PreampDomoAnswer *answer);

void              preamp_domo_answer_hide_token        (PreampDomoAnswer *answer);
gboolean          preamp_domo_answer_is_broken         (const PreampDomoAnswer *answer);

GError           *preamp_domo_answer_dup_failure       (const PreampDomoAnswer *answer)
                                                        G_GNUC_WARN_UNUSED_RESULT;
GError           *preamp_domo_answer_dup_refusal       (const PreampDomoAnswer *answer)
                                                        G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampDomoAnswer, preamp_domo_answer_free)

G_END_DECLS
