/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "journal/preamp-attempt-record.h"

G_BEGIN_DECLS

/**
 * PreampVerdict:
 * @PREAMP_VERDICT_GOES: it will be sent
 * @PREAMP_VERDICT_COLLIDES: another datasource uses its table in the integration
 * @PREAMP_VERDICT_MIGRATED: it was migrated already
 * @PREAMP_VERDICT_NOT_LISTED: Domo's list no longer has it
 * @PREAMP_VERDICT_LISTS_LAG: Domo reported it as moved, and its lists do not show that yet
 * @PREAMP_VERDICT_CLOSED: an earlier attempt of it has no certain end
 * @PREAMP_VERDICT_IN_A_RUN: it is part of a run that has not ended
 * @PREAMP_VERDICT_SAME_TABLE: another chosen row is on the same table
 * @PREAMP_VERDICT_OTHER_DIRECTION: it is incomplete in the other direction, which has to end first
 * @PREAMP_VERDICT_UNKNOWN: Domo lists nothing that the row of a plan file could mean
 * @PREAMP_VERDICT_AMBIGUOUS: the row of a plan file could mean several datasources
 * @PREAMP_VERDICT_TWICE: an earlier row of the plan file is the same
 * @PREAMP_VERDICT_TWO_INTEGRATIONS: the plan has it for another integration too
 * @PREAMP_VERDICT_UNREAD: the lists of its integration could not be read
 * @PREAMP_VERDICT_LATER: it could go, and is left for later
 *
 * What a plan says of one datasource. All but the first are left out.
 */
typedef enum
{
  PREAMP_VERDICT_GOES,
  PREAMP_VERDICT_COLLIDES,
  PREAMP_VERDICT_MIGRATED,
  PREAMP_VERDICT_NOT_LISTED,
  PREAMP_VERDICT_LISTS_LAG,
  PREAMP_VERDICT_CLOSED,
  PREAMP_VERDICT_IN_A_RUN,
  PREAMP_VERDICT_SAME_TABLE,
  PREAMP_VERDICT_OTHER_DIRECTION,
  PREAMP_VERDICT_UNKNOWN,
  PREAMP_VERDICT_AMBIGUOUS,
  PREAMP_VERDICT_TWICE,
  PREAMP_VERDICT_TWO_INTEGRATIONS,
  PREAMP_VERDICT_UNREAD,
  PREAMP_VERDICT_LATER,
} PreampVerdict;

#define PREAMP_TYPE_PLAN_ROW (preamp_plan_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampPlanRow, preamp_plan_row, PREAMP, PLAN_ROW, GObject)

PreampPlanRow             *preamp_plan_row_new         (const PreampAttemptRecord *record,
                                                        PreampVerdict              verdict,
                                                        const char                *reason)
                                                        G_GNUC_WARN_UNUSED_RESULT;
const PreampAttemptRecord *preamp_plan_row_get_record  (PreampPlanRow *self);
const char                *preamp_plan_row_get_name    (PreampPlanRow *self);
PreampVerdict              preamp_plan_row_get_verdict (PreampPlanRow *self);
const char                *preamp_plan_row_get_reason  (PreampPlanRow *self);
gboolean                   preamp_plan_row_get_done    (PreampPlanRow *self);

G_END_DECLS
