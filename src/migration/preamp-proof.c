/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-proof.h"

#include "domo/preamp-candidate.h"

/* Dates in Domo's lists are whole seconds, and clocks are not read at the same moment. */
#define TIE (5 * G_TIME_SPAN_SECOND)

/* Whether a list's date can be that of the attempt. Where Domo's clock is not known nothing speaks
 * against it: times only break ties. */
static gboolean
can_be_of_attempt (GDateTime                 *date,
                   const PreampAttemptRecord *record)
{
  gint64 listed;

  if (date == NULL || !record->clock_known)
    return TRUE;

  listed = g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date);

  return listed >= record->sent_at + record->clock_offset - TIE;
}

static gboolean
has_other_date (PreampCandidate           *candidate,
                const PreampAttemptRecord *record)
{
  GDateTime *date = preamp_candidate_get_migration_date (candidate);
  g_autoptr (GDateTime) kept = NULL;

  if (date == NULL)
    return FALSE;

  if (record->migration_date != NULL)
    kept = g_date_time_new_from_iso8601 (record->migration_date, NULL);

  if (kept != NULL && g_date_time_equal (kept, date))
    return FALSE;

  return can_be_of_attempt (date, record);
}

static gboolean
shows_migration (const PreampReading       *reading,
                 const PreampAttemptRecord *record)
{
  PreampCandidate *candidate = g_hash_table_lookup (reading->candidates, record->datasource_id);

  if (candidate == NULL || !preamp_candidate_get_migrated (candidate))
    return FALSE;

  return !record->migrated || has_other_date (candidate, record);
}

static gboolean
shows_reversal (const PreampReading       *reading,
                const PreampAttemptRecord *record)
{
  PreampCandidate *candidate = g_hash_table_lookup (reading->candidates, record->datasource_id);

  /* Absence alone proves nothing, and without having been there it is no change. */
  return (record->listed & PREAMP_LISTED_REVERSE) != 0 &&
         candidate != NULL && !preamp_candidate_get_migrated (candidate) &&
         !g_hash_table_contains (reading->reversals, record->datasource_id);
}

static gboolean
shows_move (const PreampReading       *reading,
            const PreampAttemptRecord *record)
{
  return record->direction == PREAMP_DIRECTION_MIGRATE ? shows_migration (reading, record)
                                                       : shows_reversal (reading, record);
}

static gboolean
can_prove (const PreampReading       *reading,
           const PreampAttemptRecord *record,
           const char                *user_id)
{
  if (reading->candidates == NULL)
    return FALSE;

  if (reading->reversals == NULL && record->direction == PREAMP_DIRECTION_REVERSE)
    return FALSE;

  return g_strcmp0 (reading->user_id, user_id) == 0;
}

/**
 * preamp_proof_judge:
 * @reading: a reading of the lists of the attempt's integration, begun after the attempt was sent
 * @record: an attempt that was sent, with the candidate as last read before
 * @user_id: (nullable): whose token it was sent with
 *
 * Says whether the lists prove a move. Proof is a change against the row that was kept when the
 * run was planned: for a migration, that it is migrated now, or with another date; for a reversal,
 * that it stands among the candidates as not migrated, and no longer among the reverse candidates.
 *
 * Returns: what the lists say
 */
PreampProof
preamp_proof_judge (const PreampReading       *reading,
                    const PreampAttemptRecord *record,
                    const char                *user_id)
{
  g_return_val_if_fail (reading != NULL, PREAMP_PROOF_NONE);
  g_return_val_if_fail (record != NULL, PREAMP_PROOF_NONE);

  if (!can_prove (reading, record, user_id))
    return PREAMP_PROOF_NONE;

  return shows_move (reading, record) ? PREAMP_PROOF_MOVED : PREAMP_PROOF_UNMOVED;
}

/* After a migration the datasource is listed as migrated, or among those that can be reversed;
 * after a reversal it is among those no longer. */
static gboolean
agrees_with_complete (const PreampReading       *reading,
                      const PreampAttemptRecord *record)
{
  PreampCandidate *candidate = g_hash_table_lookup (reading->candidates, record->datasource_id);
  gboolean reversible = reading->reversals != NULL &&
                        g_hash_table_contains (reading->reversals, record->datasource_id);

  if (record->direction == PREAMP_DIRECTION_REVERSE)
    return !reversible && (candidate == NULL || !preamp_candidate_get_migrated (candidate));

  return reversible || (candidate != NULL && preamp_candidate_get_migrated (candidate));
}

/* That it stands in neither of two lists is not seen in one. */
static PreampAgreement
compare_complete (const PreampReading       *reading,
                  const PreampAttemptRecord *record)
{
  if (agrees_with_complete (reading, record))
    return PREAMP_AGREEMENT_AGREES;

  return reading->reversals != NULL ? PREAMP_AGREEMENT_DISAGREES : PREAMP_AGREEMENT_NONE;
}

/**
 * preamp_proof_compare:
 * @reading: a reading of the lists of the attempt's integration, begun after the attempt was sent
 * @record: an attempt with an answer: complete, aborted or refused
 * @user_id: (nullable): whose token it was sent with
 *
 * Holds the lists against Domo's answer. They disagree with a completed move that they do not show,
 * and with one that they prove though Domo said that nothing was changed.
 *
 * Returns: what the lists say
 */
PreampAgreement
preamp_proof_compare (const PreampReading       *reading,
                      const PreampAttemptRecord *record,
                      const char                *user_id)
{
  g_return_val_if_fail (reading != NULL, PREAMP_AGREEMENT_NONE);
  g_return_val_if_fail (record != NULL, PREAMP_AGREEMENT_NONE);

  if (!can_prove (reading, record, user_id))
    return PREAMP_AGREEMENT_NONE;

  if (record->outcome == PREAMP_OUTCOME_COMPLETE)
    return compare_complete (reading, record);

  if (record->outcome == PREAMP_OUTCOME_ABORTED || record->outcome == PREAMP_OUTCOME_REFUSED)
    return shows_move (reading, record) ? PREAMP_AGREEMENT_DISAGREES : PREAMP_AGREEMENT_AGREES;

  return PREAMP_AGREEMENT_NONE;
}
