/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-lookup.h"
#include "preamp-run.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RUN_DRIVER (preamp_run_driver_get_type ())

G_DECLARE_FINAL_TYPE (PreampRunDriver, preamp_run_driver, PREAMP, RUN_DRIVER, GObject)

PreampRunDriver *preamp_run_driver_new   (PreampRun       *run,
                                          PreampJournal   *journal,
                                          PreampLookup    *lookup) G_GNUC_WARN_UNUSED_RESULT;
PreampRun       *preamp_run_driver_get_run (PreampRunDriver *self);
void             preamp_run_driver_begin (PreampRunDriver *self);
void             preamp_run_driver_take_turn (PreampRunDriver *self);
void             preamp_run_driver_woke  (PreampRunDriver *self);

G_END_DECLS
