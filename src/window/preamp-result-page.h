/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-run.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RESULT_PAGE (preamp_result_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampResultPage, preamp_result_page, PREAMP, RESULT_PAGE, AdwBin)

void       preamp_result_page_set_run            (PreampResultPage *self,
                                                  PreampWorkspace  *workspace,
                                                  PreampRun        *run);
GtkWidget *preamp_result_page_get_default_widget (PreampResultPage *self);

G_END_DECLS
