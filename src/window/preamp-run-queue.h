/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-runner.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RUN_QUEUE (preamp_run_queue_get_type ())

G_DECLARE_FINAL_TYPE (PreampRunQueue, preamp_run_queue, PREAMP, RUN_QUEUE, AdwBin)

void preamp_run_queue_set_runner (PreampRunQueue *self,
                                  PreampRunner   *runner);

G_END_DECLS
