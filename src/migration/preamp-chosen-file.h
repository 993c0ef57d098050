/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean    preamp_chosen_file_write   (GFile         *file,
                                        const char    *text,
                                        size_t         length,
                                        GCancellable  *cancellable,
                                        GError       **error);
GByteArray *preamp_chosen_file_read    (GFile         *file,
                                        size_t         max_length,
                                        GCancellable  *cancellable,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
