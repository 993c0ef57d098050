/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "preamp-datasource-item.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_CHECK_CELL (preamp_check_cell_get_type ())

G_DECLARE_FINAL_TYPE (PreampCheckCell, preamp_check_cell, PREAMP, CHECK_CELL, AdwBin)

GtkWidget *preamp_check_cell_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_check_cell_set_item (PreampCheckCell      *self,
                                       PreampDatasourceItem *item);

G_END_DECLS
