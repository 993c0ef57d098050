/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-attempt-record.h"
#include "preamp-plan-row.h"

G_BEGIN_DECLS

typedef struct _PreampPlanMatch PreampPlanMatch;

PreampPlanMatch *preamp_plan_match_new  (GHashTable          *candidates,
                                         GHashTable          *reversals) G_GNUC_WARN_UNUSED_RESULT;
void             preamp_plan_match_free (PreampPlanMatch     *self);
gboolean         preamp_plan_match_find (PreampPlanMatch     *self,
                                         PreampAttemptRecord *record,
                                         PreampVerdict       *verdict,
                                         char               **reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampPlanMatch, preamp_plan_match_free)

G_END_DECLS
