/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PREAMP_DOMO_ERROR (preamp_domo_error_quark ())

/**
 * PreampDomoError:
 * @PREAMP_DOMO_ERROR_ADDRESS: the address cannot be used (plain http beyond loopback, no host)
 * @PREAMP_DOMO_ERROR_NETWORK: no connection, or it broke: resolver, refused, reset, proxy
 * @PREAMP_DOMO_ERROR_TLS: the server's certificate is not accepted
 * @PREAMP_DOMO_ERROR_UNAUTHORIZED: HTTP 401, the access token is not accepted
 * @PREAMP_DOMO_ERROR_FORBIDDEN: HTTP 403: a missing grant, or a wrong instance name
 * @PREAMP_DOMO_ERROR_BLOCKED: Domo does not allow this network address
 * @PREAMP_DOMO_ERROR_NOT_FOUND: HTTP 404
 * @PREAMP_DOMO_ERROR_RATE_LIMITED: HTTP 429
 * @PREAMP_DOMO_ERROR_BAD_REQUEST: HTTP 400 and the other 4xx: Domo's message says why
 * @PREAMP_DOMO_ERROR_SERVER: HTTP 5xx
 * @PREAMP_DOMO_ERROR_REDIRECTED: HTTP 3xx, which is never followed
 * @PREAMP_DOMO_ERROR_NOT_JSON: a web page, or something else that is not JSON
 * @PREAMP_DOMO_ERROR_MALFORMED: JSON that is cut, nested too deep, or not of the documented form
 * @PREAMP_DOMO_ERROR_TOO_LARGE: the answer is larger than the limit
 * @PREAMP_DOMO_ERROR_TIMED_OUT: no connection, or silence, for longer than the limit
 *
 * What went wrong with a call to Domo: one code for each thing a caller does differently.
 * A cancelled call is %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  PREAMP_DOMO_ERROR_ADDRESS,
  PREAMP_DOMO_ERROR_NETWORK,
  PREAMP_DOMO_ERROR_TLS,
  PREAMP_DOMO_ERROR_UNAUTHORIZED,
  PREAMP_DOMO_ERROR_FORBIDDEN,
  PREAMP_DOMO_ERROR_BLOCKED,
  PREAMP_DOMO_ERROR_NOT_FOUND,
  PREAMP_DOMO_ERROR_RATE_LIMITED,
  PREAMP_DOMO_ERROR_BAD_REQUEST,
  PREAMP_DOMO_ERROR_SERVER,
  PREAMP_DOMO_ERROR_REDIRECTED,
  PREAMP_DOMO_ERROR_NOT_JSON,
  PREAMP_DOMO_ERROR_MALFORMED,
  PREAMP_DOMO_ERROR_TOO_LARGE,
  PREAMP_DOMO_ERROR_TIMED_OUT,
} PreampDomoError;

GQuark      preamp_domo_error_quark           (void);

guint       preamp_domo_error_get_http_status (const GError *error);
const char *preamp_domo_error_get_message     (const GError *error);
const char *preamp_domo_error_get_toe         (const GError *error);
const char *preamp_domo_error_get_blocked_address (const GError *error);

G_END_DECLS
