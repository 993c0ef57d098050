/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri    *preamp_domo_origin_parse        (const char *base_uri) G_GNUC_WARN_UNUSED_RESULT;
gboolean preamp_domo_origin_is_loopback  (GUri       *origin);
char    *preamp_domo_origin_dup_address  (GUri       *origin) G_GNUC_WARN_UNUSED_RESULT;
GError  *preamp_domo_origin_dup_obstacle (GUri       *origin) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
