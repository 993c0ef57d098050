/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_ERROR_PAGE (preamp_error_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampErrorPage, preamp_error_page, PREAMP, ERROR_PAGE, AdwBin)

GtkWidget *preamp_error_page_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_error_page_set_error (PreampErrorPage *self,
                                        const char      *base_uri,
                                        const char      *engine,
                                        const GError    *error);

G_END_DECLS
