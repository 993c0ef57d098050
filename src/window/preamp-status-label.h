/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "preamp-datasource-item.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_STATUS_LABEL (preamp_status_label_get_type ())

G_DECLARE_FINAL_TYPE (PreampStatusLabel, preamp_status_label, PREAMP, STATUS_LABEL, AdwBin)

GtkWidget *preamp_status_label_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_status_label_set_item (PreampStatusLabel    *self,
                                         PreampDatasourceItem *item);

G_END_DECLS
