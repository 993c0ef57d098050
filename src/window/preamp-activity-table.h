/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-activity-model.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ACTIVITY_TABLE (preamp_activity_table_get_type ())

G_DECLARE_FINAL_TYPE (PreampActivityTable, preamp_activity_table, PREAMP, ACTIVITY_TABLE, AdwBin)

GtkWidget *preamp_activity_table_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_activity_table_set_kind  (PreampActivityTable *self,
                                            PreampActivityKind   kind);
void       preamp_activity_table_set_model (PreampActivityTable *self,
                                            GtkSelectionModel   *model);
GtkSelectionModel *preamp_activity_table_get_model (PreampActivityTable *self);

G_END_DECLS
