/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PREAMP_ACCOUNT_ERROR (preamp_account_error_quark ())

/**
 * PreampAccountError:
 * @PREAMP_ACCOUNT_ERROR_ADDRESS: the text is no address of an instance
 * @PREAMP_ACCOUNT_ERROR_TOKEN: the text cannot be an access token
 * @PREAMP_ACCOUNT_ERROR_NO_KEYRING: there is no secret service to keep the token in
 * @PREAMP_ACCOUNT_ERROR_LOCKED: the keyring is locked and was not unlocked
 * @PREAMP_ACCOUNT_ERROR_KEYRING: the secret service failed in another way
 *
 * What went wrong with an address, a token, or the keyring. Each message is a whole sentence
 * that says what to do.
 */
typedef enum
{
  PREAMP_ACCOUNT_ERROR_ADDRESS,
  PREAMP_ACCOUNT_ERROR_TOKEN,
  PREAMP_ACCOUNT_ERROR_NO_KEYRING,
  PREAMP_ACCOUNT_ERROR_LOCKED,
  PREAMP_ACCOUNT_ERROR_KEYRING,
} PreampAccountError;

GQuark preamp_account_error_quark (void);

G_END_DECLS
