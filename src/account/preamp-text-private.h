/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean preamp_text_is_blank    (gunichar    c);
char    *preamp_text_dup_trimmed (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
