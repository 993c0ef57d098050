/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-attempt-record.h"

G_BEGIN_DECLS

/**
 * PreampPlanChoice:
 * @record: the attempt it would be: its integration and direction, and its datasource or its table;
 *   of its identifiers none is %NULL
 * @row_number: which row of the plan file it is, 0 where it was not read from one
 *
 * One datasource that was chosen for a plan.
 */
typedef struct
{
  PreampAttemptRecord *record;
  guint                row_number;
} PreampPlanChoice;

PreampPlanChoice *preamp_plan_choice_new  (PreampAttemptRecord *record,
                                           guint                row_number)
                                           G_GNUC_WARN_UNUSED_RESULT;
void              preamp_plan_choice_free (PreampPlanChoice    *choice);

G_END_DECLS
