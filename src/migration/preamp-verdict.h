/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-candidate.h"
#include "preamp-plan-row.h"

G_BEGIN_DECLS

/**
 * PreampVerdictFacts:
 * @candidates: (element-type utf8 PreampCandidate): Domo's list of candidates, by identifier
 * @reversals: (element-type utf8 PreampCandidate): Domo's list of reverse candidates, by identifier
 * @closed: (element-type utf8 PreampClosed): the datasources that are closed to another request
 * @standings: (element-type utf8 PreampAttemptRecord): of each datasource the attempt that
 *   determines its standing
 * @allowed: (nullable) (element-type gint64): the numbers of the attempts without a certain end
 *   that may be repeated all the same, since the administrator says so
 *
 * All that a verdict is made from.
 */
typedef struct
{
  GHashTable *candidates;
  GHashTable *reversals;
  GHashTable *closed;
  GHashTable *standings;
  GHashTable *allowed;
} PreampVerdictFacts;

PreampPlanRow *preamp_verdict_new_row     (const PreampVerdictFacts  *facts,
                                           const PreampAttemptRecord *chosen)
                                           G_GNUC_WARN_UNUSED_RESULT;
void           preamp_verdict_part_tables (GPtrArray                 *rows);
void           preamp_verdict_part_integrations (GPtrArray           *rows,
                                                 GHashTable          *standings);

G_END_DECLS
