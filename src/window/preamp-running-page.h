/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-runner.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RUNNING_PAGE (preamp_running_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampRunningPage, preamp_running_page, PREAMP, RUNNING_PAGE, AdwBin)

void preamp_running_page_set_workspace (PreampRunningPage *self,
                                        PreampWorkspace   *workspace);
void preamp_running_page_set_run (PreampRunningPage *self,
                                  PreampRunner      *runner,
                                  PreampRun         *run);

G_END_DECLS
