/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-attempt.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RESULT_ROW (preamp_result_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampResultRow, preamp_result_row, PREAMP, RESULT_ROW, AdwExpanderRow)

GtkWidget     *preamp_result_row_new         (PreampWorkspace *workspace,
                                              PreampAttempt   *attempt) G_GNUC_WARN_UNUSED_RESULT;
PreampAttempt *preamp_result_row_get_attempt (PreampResultRow *self);

G_END_DECLS
