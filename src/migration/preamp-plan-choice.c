/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-plan-choice.h"

/**
 * preamp_plan_choice_new:
 * @record: (transfer full): the attempt it would be
 * @row_number: which row of the plan file it is, 0 where it was not read from one
 *
 * Makes a choice.
 *
 * Returns: (transfer full): the choice
 */
PreampPlanChoice *
preamp_plan_choice_new (PreampAttemptRecord *record,
                        guint                row_number)
{
  PreampPlanChoice *choice;

  g_return_val_if_fail (record != NULL, NULL);

  choice = g_new0 (PreampPlanChoice, 1);
  choice->record = record;
  choice->row_number = row_number;

  return choice;
}

/**
 * preamp_plan_choice_free:
 * @choice: (transfer full): a choice
 *
 * Frees a choice.
 */
void
preamp_plan_choice_free (PreampPlanChoice *choice)
{
  g_return_if_fail (choice != NULL);

  preamp_attempt_record_free (choice->record);
  g_free (choice);
}
