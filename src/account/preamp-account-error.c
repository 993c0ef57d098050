/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-account-error.h"

G_DEFINE_QUARK (preamp-account-error-quark, preamp_account_error)
