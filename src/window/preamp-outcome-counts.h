/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-run.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_OUTCOME_COUNTS (preamp_outcome_counts_get_type ())

G_DECLARE_FINAL_TYPE (PreampOutcomeCounts, preamp_outcome_counts, PREAMP, OUTCOME_COUNTS, AdwBin)

void preamp_outcome_counts_show (PreampOutcomeCounts *self,
                                 PreampRun           *run);

G_END_DECLS
