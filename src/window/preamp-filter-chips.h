/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "preamp-datasource-model.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_FILTER_CHIPS (preamp_filter_chips_get_type ())

G_DECLARE_FINAL_TYPE (PreampFilterChips, preamp_filter_chips, PREAMP, FILTER_CHIPS, AdwBin)

GtkWidget            *preamp_filter_chips_new        (void) G_GNUC_WARN_UNUSED_RESULT;
PreampDatasourceGroup preamp_filter_chips_get_group  (PreampFilterChips            *self);
void                  preamp_filter_chips_set_group  (PreampFilterChips            *self,
                                                      PreampDatasourceGroup         group);
void                  preamp_filter_chips_set_counts (PreampFilterChips            *self,
                                                      const PreampDatasourceCounts *counts,
                                                      PreampDirection               direction);

G_END_DECLS
