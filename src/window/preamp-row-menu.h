/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_ROW_MENU (preamp_row_menu_get_type ())

G_DECLARE_FINAL_TYPE (PreampRowMenu, preamp_row_menu, PREAMP, ROW_MENU, AdwBin)

GtkWidget *preamp_row_menu_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_row_menu_set_model (PreampRowMenu *self,
                                      GMenuModel    *model);

G_END_DECLS
