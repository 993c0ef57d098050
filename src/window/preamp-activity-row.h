/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-activity-item.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ACTIVITY_ROW (preamp_activity_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampActivityRow, preamp_activity_row, PREAMP, ACTIVITY_ROW, AdwBin)

GtkWidget *preamp_activity_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_activity_row_set_item (PreampActivityRow  *self,
                                         PreampActivityItem *item);

G_END_DECLS
