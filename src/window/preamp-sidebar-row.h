/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "preamp-sidebar-item.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_SIDEBAR_ROW (preamp_sidebar_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampSidebarRow, preamp_sidebar_row, PREAMP, SIDEBAR_ROW, AdwBin)

GtkWidget *preamp_sidebar_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_sidebar_row_set_item (PreampSidebarRow  *self,
                                        PreampSidebarItem *item);

G_END_DECLS
