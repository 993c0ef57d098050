/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-instance-address.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_INSTANCE (preamp_instance_get_type ())

G_DECLARE_FINAL_TYPE (PreampInstance, preamp_instance, PREAMP, INSTANCE, GObject)

PreampInstance        *preamp_instance_new          (PreampInstanceAddress *address,
                                                     const char            *name)
                                                     G_GNUC_WARN_UNUSED_RESULT;
PreampInstanceAddress *preamp_instance_get_address  (PreampInstance *self);
const char            *preamp_instance_get_base_uri (PreampInstance *self);
const char            *preamp_instance_get_name     (PreampInstance *self);
void                   preamp_instance_set_name     (PreampInstance *self,
                                                     const char     *name);

G_END_DECLS
