/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-run.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RUN_BAR (preamp_run_bar_get_type ())

G_DECLARE_FINAL_TYPE (PreampRunBar, preamp_run_bar, PREAMP, RUN_BAR, AdwBin)

GtkWidget *preamp_run_bar_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_run_bar_set_run      (PreampRunBar *self,
                                        PreampRun    *run);
void       preamp_run_bar_set_position (PreampRunBar *self,
                                        guint         position);
PreampRun *preamp_run_bar_get_run      (PreampRunBar *self);

G_END_DECLS
