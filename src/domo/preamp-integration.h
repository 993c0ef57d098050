/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_INTEGRATION (preamp_integration_get_type ())

G_DECLARE_FINAL_TYPE (PreampIntegration, preamp_integration, PREAMP, INTEGRATION, GObject)

PreampIntegration *preamp_integration_new             (const char *id,
                                                       const char *name,
                                                       const char *engine,
                                                       const char *auth_method)
                                                       G_GNUC_WARN_UNUSED_RESULT;
const char        *preamp_integration_get_id          (PreampIntegration *self);
const char        *preamp_integration_get_name        (PreampIntegration *self);
const char        *preamp_integration_get_engine      (PreampIntegration *self);
const char        *preamp_integration_get_auth_method (PreampIntegration *self);

const char        *preamp_engine_get_label            (const char *engine);
char              *preamp_auth_method_dup_label       (const char *auth_method)
                                                       G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
