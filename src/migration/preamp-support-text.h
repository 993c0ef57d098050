/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *preamp_support_text_new (GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
