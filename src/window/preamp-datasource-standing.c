/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-standing"

#include "config.h"

#include "preamp-datasource-standing.h"

#include "migration/preamp-look-times.h"
#include "preamp-attempt-words.h"

/* How an attempt's end is shown: a mark beside it says when Domo's lists deny it. */
static PreampStatus
find_record_status (const PreampAttemptRecord *record)
{
  if (record->contradicted)
    return PREAMP_STATUS_CONTRADICTED;

  if (record->outcome == PREAMP_OUTCOME_NONE)
    return PREAMP_STATUS_UNCONFIRMED;

  return preamp_status_from_outcome (record->outcome);
}

/* Of what can be moved, whichever way. */
static PreampStatus
get_ready_status (PreampDirection direction)
{
  return direction == PREAMP_DIRECTION_MIGRATE ? PREAMP_STATUS_READY : PREAMP_STATUS_MIGRATED;
}

/* What Domo's list alone says. A datasource that has moved is not said to collide with itself. */
static PreampStatus
find_listed_status (PreampCandidate *candidate,
                    PreampDirection  direction)
{
  if (direction == PREAMP_DIRECTION_MIGRATE && preamp_candidate_get_migrated (candidate))
    return PREAMP_STATUS_MIGRATED;

  if (preamp_candidate_get_collision (candidate))
    return PREAMP_STATUS_COLLISION;

  return get_ready_status (direction);
}

/* What Domo reported as moved is not offered again for as long as its lists may only lag. */
static gboolean
is_pending (const PreampAttemptRecord *record,
            PreampDirection            direction)
{
  return record != NULL && record->direction == direction &&
         preamp_look_times_is_pending (record);
}

static PreampDatasourceGroup
find_listed_group (PreampStatus status)
{
  if (status == PREAMP_STATUS_READY)
    return PREAMP_DATASOURCE_GROUP_READY;

  if (status == PREAMP_STATUS_COLLISION)
    return PREAMP_DATASOURCE_GROUP_COLLISION;

  return PREAMP_DATASOURCE_GROUP_MIGRATED;
}

/* An incomplete one in its own direction whatever the lists say; others changed nothing, and can
 * be retried as long as the list offers them. */
static gboolean
is_retriable (const PreampAttemptRecord *record,
              PreampDirection            direction,
              gboolean                   selectable)
{
  if (record == NULL)
    return FALSE;

  if (record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    return TRUE;

  return selectable && record->direction == direction &&
         (record->outcome == PREAMP_OUTCOME_ABORTED ||
          record->outcome == PREAMP_OUTCOME_REFUSED ||
          record->outcome == PREAMP_OUTCOME_NOT_SENT);
}

static gboolean
is_set_aside (const PreampAttemptRecord *record,
              PreampAttempt             *attempt)
{
  return record != NULL && record->set_aside &&
         (attempt == NULL || preamp_attempt_get_record (attempt)->id == record->id);
}

/**
 * preamp_datasource_standing_find:
 * @standing: (out caller-allocates): how the datasource stands
 * @candidate: what Domo's list says of it
 * @direction: which of the two lists
 * @listed: whether it is in that list now, and not only in the journal
 * @record: (nullable): how it stands by the journal
 * @attempt: (nullable): its attempt in the current run
 *
 * Makes one word of the three that speak of a datasource. The run comes before the journal, and
 * what the journal has to say against a request comes before the list.
 */
void
preamp_datasource_standing_find (PreampDatasourceStanding  *standing,
                                 PreampCandidate           *candidate,
                                 PreampDirection            direction,
                                 gboolean                   listed,
                                 const PreampAttemptRecord *record,
                                 PreampAttempt             *attempt)
{
  *standing = (PreampDatasourceStanding) { .group = PREAMP_DATASOURCE_GROUP_ALL };

  if (attempt != NULL)
    {
      standing->status = preamp_attempt_words_get_status (attempt);
      standing->group = PREAMP_DATASOURCE_GROUP_RUN;
    }
  else if (record != NULL && (preamp_attempt_record_needs_attention (record) ||
                              preamp_attempt_record_closes (record) ||
                              preamp_attempt_record_is_broken (record) || !listed))
    {
      standing->status = find_record_status (record);
    }
  else
    {
      standing->status = find_listed_status (candidate, direction);
      standing->group = find_listed_group (standing->status);
      standing->selectable = listed && standing->status == get_ready_status (direction);

      if (standing->selectable && is_pending (record, direction))
        {
          standing->status = PREAMP_STATUS_CHECKING;
          standing->group = direction == PREAMP_DIRECTION_MIGRATE
                              ? PREAMP_DATASOURCE_GROUP_MIGRATED
                              : PREAMP_DATASOURCE_GROUP_ALL;
          standing->selectable = FALSE;
        }
    }

  /* A move that the lists alone show is to be looked at too, until somebody has. What was set
   * aside goes on saying how it stands, and is not counted. */
  if (!is_set_aside (record, attempt) &&
      (preamp_status_needs_attention (standing->status) ||
       (attempt == NULL && record != NULL && preamp_attempt_record_needs_attention (record))))
    standing->group = PREAMP_DATASOURCE_GROUP_ATTENTION;

  standing->retriable = attempt == NULL &&
                        is_retriable (record, direction, standing->selectable);
}

/**
 * preamp_datasource_standing_count:
 * @list: one of Domo's lists
 * @standings: (nullable): how the instance's datasources stand
 *
 * Counts what can be chosen for a run. Domo's list goes on offering what the journal has something
 * to say against.
 *
 * Returns: the number, -1 before the list was read
 */
int
preamp_datasource_standing_count (PreampCandidateList *list,
                                  PreampStandings     *standings)
{
  g_autoptr (GHashTable) closed = NULL;
  int n_ready;
  guint n;

  g_return_val_if_fail (PREAMP_IS_CANDIDATE_LIST (list), -1);
  g_return_val_if_fail (standings == NULL || PREAMP_IS_STANDINGS (standings), -1);

  n_ready = preamp_candidate_list_get_n_ready (list);
  if (standings == NULL || n_ready <= 0)
    return n_ready;

  closed = preamp_standings_list_closed (standings);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampCandidate) candidate = g_list_model_get_item (G_LIST_MODEL (list), i);
      PreampDirection direction = preamp_candidate_list_get_direction (list);

      if (find_listed_status (candidate, direction) == get_ready_status (direction) &&
          (g_hash_table_contains (closed, preamp_candidate_get_id (candidate)) ||
           is_pending (preamp_standings_look_up (standings, preamp_candidate_get_id (candidate)),
                       direction)))
        n_ready--;
    }

  return n_ready;
}
