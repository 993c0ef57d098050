/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-attempt.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ATTEMPT_DETAILS (preamp_attempt_details_get_type ())

G_DECLARE_FINAL_TYPE (PreampAttemptDetails, preamp_attempt_details, PREAMP, ATTEMPT_DETAILS, AdwBin)

GtkWidget *preamp_attempt_details_new (PreampWorkspace *workspace,
                                       PreampAttempt   *attempt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
