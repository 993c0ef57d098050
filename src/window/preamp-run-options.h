/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-estimate.h"
#include "migration/preamp-plan.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RUN_OPTIONS (preamp_run_options_get_type ())

G_DECLARE_FINAL_TYPE (PreampRunOptions, preamp_run_options, PREAMP, RUN_OPTIONS,
                      AdwPreferencesGroup)

void     preamp_run_options_set_plan      (PreampRunOptions *self,
                                           PreampPlan       *plan,
                                           PreampEstimate   *estimate);
void     preamp_run_options_fill          (PreampRunOptions *self);
gboolean preamp_run_options_commit        (PreampRunOptions *self);
gboolean preamp_run_options_get_changed   (PreampRunOptions *self);
gboolean preamp_run_options_get_valid     (PreampRunOptions *self);
gint64   preamp_run_options_get_starts_at (PreampRunOptions *self);
gint64   preamp_run_options_get_stops_at  (PreampRunOptions *self);

G_END_DECLS
