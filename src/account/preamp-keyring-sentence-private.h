/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-account-error.h"
#include "preamp-keyring-private.h"

G_BEGIN_DECLS

const char *preamp_keyring_get_sentence (PreampKeyringVerb  verb,
                                         PreampAccountError code);

G_END_DECLS
