/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-run-summary.h"
#include "preamp-runner.h"
#include "preamp-standings.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_INTERRUPTION (preamp_interruption_get_type ())

G_DECLARE_FINAL_TYPE (PreampInterruption, preamp_interruption, PREAMP, INTERRUPTION, GObject)

PreampInterruption     *preamp_interruption_new         (PreampConnection   *connection,
                                                         PreampJournal      *journal,
                                                         PreampRunner       *runner,
                                                         PreampStandings    *standings)
                                                         G_GNUC_WARN_UNUSED_RESULT;
const PreampRunSummary *preamp_interruption_get_summary (PreampInterruption *self);
GPtrArray              *preamp_interruption_get_records (PreampInterruption *self);

G_END_DECLS
