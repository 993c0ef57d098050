/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_TIME_ROW (preamp_time_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampTimeRow, preamp_time_row, PREAMP, TIME_ROW, AdwExpanderRow)

void     preamp_time_row_set_time     (PreampTimeRow *self,
                                       gint64         time);
gint64   preamp_time_row_get_time     (PreampTimeRow *self);
gboolean preamp_time_row_get_valid    (PreampTimeRow *self);
void     preamp_time_row_set_earliest (PreampTimeRow *self,
                                       gint64         earliest);
void     preamp_time_row_look         (PreampTimeRow *self);

G_END_DECLS
