/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "preamp-datasource-item.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_DATASOURCE_ROW (preamp_datasource_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampDatasourceRow, preamp_datasource_row, PREAMP, DATASOURCE_ROW, AdwBin)

GtkWidget *preamp_datasource_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_datasource_row_set_item (PreampDatasourceRow  *self,
                                           PreampDatasourceItem *item);

void       preamp_datasource_row_describe (GtkWidget            *cell,
                                           PreampDatasourceItem *item);

G_END_DECLS
