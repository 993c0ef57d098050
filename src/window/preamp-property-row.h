/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_PROPERTY_ROW (preamp_property_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampPropertyRow, preamp_property_row, PREAMP, PROPERTY_ROW, GtkListBoxRow)

GtkWidget *preamp_property_row_new       (const char        *title,
                                          const char        *value) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_property_row_set_value (PreampPropertyRow *self,
                                          const char        *value);

G_END_DECLS
