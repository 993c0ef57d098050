/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_INSTANCE_ADDRESS (preamp_instance_address_get_type ())

G_DECLARE_FINAL_TYPE (PreampInstanceAddress, preamp_instance_address, PREAMP, INSTANCE_ADDRESS,
                      GObject)

PreampInstanceAddress *preamp_instance_address_parse            (const char  *text,
                                                                 GError     **error)
                                                                 G_GNUC_WARN_UNUSED_RESULT;
const char            *preamp_instance_address_get_base_uri     (PreampInstanceAddress *self);
const char            *preamp_instance_address_get_host         (PreampInstanceAddress *self);
guint                  preamp_instance_address_get_port         (PreampInstanceAddress *self);
const char            *preamp_instance_address_get_display_name (PreampInstanceAddress *self);
gboolean               preamp_instance_address_equal            (PreampInstanceAddress *self,
                                                                 PreampInstanceAddress *other);

G_END_DECLS
