/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-domo-error.h"

G_BEGIN_DECLS

/**
 * PreampDomoErrorDetails:
 * @http_status: the HTTP status that came, 0 for none
 * @message: (nullable): Domo's own message, verbatim
 * @toe: (nullable): Domo's identifier of the request
 * @blocked_address: (nullable): the network address that Domo does not let in
 *
 * What an error keeps beside its code and its sentence.
 */
typedef struct
{
  guint       http_status;
  const char *message;
  const char *toe;
  const char *blocked_address;
} PreampDomoErrorDetails;

GError *preamp_domo_error_new_take (PreampDomoError               code,
                                    const PreampDomoErrorDetails *details,
                                    char                         *sentence)
                                    G_GNUC_WARN_UNUSED_RESULT;
char   *preamp_domo_error_dup_quote (const char                   *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
