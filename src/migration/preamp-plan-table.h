/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "account/preamp-instance-address.h"
#include "domo/preamp-direction.h"

G_BEGIN_DECLS

GString   *preamp_plan_table_write (const char             *base_uri,
                                    GPtrArray              *rows) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *preamp_plan_table_read  (const char             *text,
                                    gsize                   length,
                                    PreampInstanceAddress  *address,
                                    PreampDirection        *direction,
                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
