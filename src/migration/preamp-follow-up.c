/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-follow-up.h"

static gboolean
follows (PreampFollowUp             what,
         const PreampAttemptRecord *record)
{
  const PreampOutcome outcome = record->outcome;

  switch (what)
    {
    case PREAMP_FOLLOW_UP_CONTINUE:
      return outcome == PREAMP_OUTCOME_NOT_STARTED;

    case PREAMP_FOLLOW_UP_REVERSE:
      return !record->contradicted &&
             (outcome == PREAMP_OUTCOME_COMPLETE || outcome == PREAMP_OUTCOME_MOVED);

    case PREAMP_FOLLOW_UP_RETRY:
    default:
      /* Those whose end is not certain are asked about one by one. */
      return !record->contradicted &&
             (outcome == PREAMP_OUTCOME_INCOMPLETE || outcome == PREAMP_OUTCOME_ABORTED ||
              outcome == PREAMP_OUTCOME_REFUSED || outcome == PREAMP_OUTCOME_NOT_SENT);
    }
}

static gboolean
is_superseded (const PreampAttemptRecord *record,
               PreampStandings           *standings)
{
  const PreampAttemptRecord *standing = NULL;

  if (standings != NULL)
    standing = preamp_standings_look_up (standings, record->datasource_id);

  return record->replaced || (standing != NULL && standing->id > record->id);
}

/**
 * preamp_follow_up_list:
 * @what: what is to follow
 * @records: (element-type PreampAttemptRecord): all rows of a run that has ended, in their order
 * @standings: (nullable): how the instance's datasources stand
 *
 * Lists the attempts that something may follow: the last one of each datasource, where no later
 * run has tried it since.
 *
 * Returns: (transfer full) (element-type PreampAttemptRecord): copies of them, maybe none
 */
GPtrArray *
preamp_follow_up_list (PreampFollowUp   what,
                       GPtrArray       *records,
                       PreampStandings *standings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);

  g_return_val_if_fail (records != NULL, list);

  for (guint i = records->len; i > 0; i--)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i - 1);

      if (record->left_out == NULL && g_hash_table_add (seen, record->datasource_id) &&
          follows (what, record) && !is_superseded (record, standings))
        g_ptr_array_insert (list, 0, preamp_attempt_record_copy (record));
    }

  return list;
}

/**
 * preamp_follow_up_list_of_run:
 * @what: what is to follow
 * @run: a run that has ended
 * @standings: (nullable): how the instance's datasources stand
 *
 * Lists the attempts of a run that something may follow.
 *
 * Returns: (transfer full) (element-type PreampAttemptRecord): copies of them, maybe none
 */
GPtrArray *
preamp_follow_up_list_of_run (PreampFollowUp   what,
                              PreampRun       *run,
                              PreampStandings *standings)
{
  g_autoptr (GPtrArray) records = NULL;
  GListModel *attempts;
  guint n;

  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  attempts = preamp_run_get_attempts (run);
  n = g_list_model_get_n_items (attempts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);

      g_ptr_array_add (records, preamp_attempt_record_copy (preamp_attempt_get_record (attempt)));
    }

  return preamp_follow_up_list (what, records, standings);
}

/**
 * preamp_follow_up_new_plan:
 * @what: what is to follow
 * @connection: the instance
 * @records: (element-type PreampAttemptRecord): what [func@follow_up_list] gave, at least one
 *
 * Makes the plan of what is to follow.
 *
 * Returns: (transfer full): the plan, not checked yet
 */
PreampPlan *
preamp_follow_up_new_plan (PreampFollowUp    what,
                           PreampConnection *connection,
                           GPtrArray        *records)
{
  const PreampAttemptRecord *first;
  PreampDirection direction;

  g_return_val_if_fail (records != NULL && records->len > 0, NULL);

  if (what == PREAMP_FOLLOW_UP_RETRY)
    return preamp_plan_new_retry (connection, records);

  first = g_ptr_array_index (records, 0);
  direction = first->direction;
  if (what == PREAMP_FOLLOW_UP_REVERSE)
    direction = direction == PREAMP_DIRECTION_REVERSE ? PREAMP_DIRECTION_MIGRATE
                                                      : PREAMP_DIRECTION_REVERSE;

  return preamp_plan_new_for_records (connection, records, direction);
}
