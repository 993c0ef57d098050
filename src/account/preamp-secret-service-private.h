/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_SECRET_SERVICE (preamp_secret_service_get_type ())

G_DECLARE_FINAL_TYPE (PreampSecretService, preamp_secret_service, PREAMP, SECRET_SERVICE,
                      SecretService)

gint64 preamp_secret_service_get_prompted_until (PreampSecretService *self);

G_END_DECLS
