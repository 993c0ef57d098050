/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "preamp-instance.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_INSTANCE_LIST (preamp_instance_list_get_type ())

G_DECLARE_FINAL_TYPE (PreampInstanceList, preamp_instance_list, PREAMP, INSTANCE_LIST, GObject)

PreampInstanceList *preamp_instance_list_new    (GSettings             *settings)
                                                 G_GNUC_WARN_UNUSED_RESULT;
PreampInstance     *preamp_instance_list_add    (PreampInstanceList    *self,
                                                 PreampInstanceAddress *address);
PreampInstance     *preamp_instance_list_find   (PreampInstanceList    *self,
                                                 const char            *base_uri);
void                preamp_instance_list_remove (PreampInstanceList    *self,
                                                 PreampInstance        *instance);

G_END_DECLS
