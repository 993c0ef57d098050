/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *preamp_domo_links_datasource    (const char *base_uri,
                                       const char *datasource_id) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_domo_links_access_tokens (const char *base_uri) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
