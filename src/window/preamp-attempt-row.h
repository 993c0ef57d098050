/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-attempt.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ATTEMPT_ROW (preamp_attempt_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampAttemptRow, preamp_attempt_row, PREAMP, ATTEMPT_ROW, AdwBin)

GtkWidget *preamp_attempt_row_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_attempt_row_set_attempt (PreampAttemptRow *self,
                                           PreampWorkspace  *workspace,
                                           PreampAttempt    *attempt);

G_END_DECLS
