/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attempt-record"

#include "config.h"

#include "preamp-attempt-record.h"

G_DEFINE_BOXED_TYPE (PreampAttemptRecord,
                     preamp_attempt_record,
                     preamp_attempt_record_copy,
                     preamp_attempt_record_free)

/* Every string of a record, so that none is forgotten when it is copied or freed. */
static const size_t strings[] = {
  G_STRUCT_OFFSET (PreampAttemptRecord, instance),
  G_STRUCT_OFFSET (PreampAttemptRecord, integration_id),
  G_STRUCT_OFFSET (PreampAttemptRecord, user_id),
  G_STRUCT_OFFSET (PreampAttemptRecord, integration_name),
  G_STRUCT_OFFSET (PreampAttemptRecord, integration_type),
  G_STRUCT_OFFSET (PreampAttemptRecord, datasource_id),
  G_STRUCT_OFFSET (PreampAttemptRecord, datasource_name),
  G_STRUCT_OFFSET (PreampAttemptRecord, datasource_type),
  G_STRUCT_OFFSET (PreampAttemptRecord, catalog),
  G_STRUCT_OFFSET (PreampAttemptRecord, schema),
  G_STRUCT_OFFSET (PreampAttemptRecord, table),
  G_STRUCT_OFFSET (PreampAttemptRecord, migration_date),
  G_STRUCT_OFFSET (PreampAttemptRecord, left_out),
  G_STRUCT_OFFSET (PreampAttemptRecord, failure),
  G_STRUCT_OFFSET (PreampAttemptRecord, toe),
  G_STRUCT_OFFSET (PreampAttemptRecord, result_datasource_id),
  G_STRUCT_OFFSET (PreampAttemptRecord, result_direction),
  G_STRUCT_OFFSET (PreampAttemptRecord, start_time),
  G_STRUCT_OFFSET (PreampAttemptRecord, state),
  G_STRUCT_OFFSET (PreampAttemptRecord, error_message),
  G_STRUCT_OFFSET (PreampAttemptRecord, end_time),
};

/**
 * preamp_attempt_record_new:
 *
 * Creates an empty record.
 *
 * Returns: (transfer full): a record
 */
PreampAttemptRecord *
preamp_attempt_record_new (void)
{
  return g_new0 (PreampAttemptRecord, 1);
}

/**
 * preamp_attempt_record_copy:
 * @record: a record
 *
 * Copies a record with all its strings.
 *
 * Returns: (transfer full): the copy
 */
PreampAttemptRecord *
preamp_attempt_record_copy (const PreampAttemptRecord *record)
{
  PreampAttemptRecord *copy;

  g_return_val_if_fail (record != NULL, NULL);

  copy = g_new (PreampAttemptRecord, 1);
  *copy = *record;

  for (size_t i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      char **string = G_STRUCT_MEMBER_P (copy, strings[i]);

      *string = g_strdup (*string);
    }

  return copy;
}

/**
 * preamp_attempt_record_free:
 * @record: (transfer full): a record
 *
 * Frees a record with all its strings.
 */
void
preamp_attempt_record_free (PreampAttemptRecord *record)
{
  g_return_if_fail (record != NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (G_STRUCT_MEMBER (char *, record, strings[i]));

  g_free (record);
}

/**
 * preamp_attempt_record_needs_attention:
 * @record: a record
 *
 * Whether the administrator has to look at the attempt: it is incomplete, unconfirmed, of an
 * unknown state or contradicted by Domo's lists, or only the lists prove the move; nobody has
 * set it aside (which is also how a proven move is marked as seen), and no later attempt has
 * taken its place.
 *
 * Returns: whether it needs attention
 */
gboolean
preamp_attempt_record_needs_attention (const PreampAttemptRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  if (record->set_aside || record->replaced)
    return FALSE;

  switch (record->outcome)
    {
    case PREAMP_OUTCOME_INCOMPLETE:
    case PREAMP_OUTCOME_MOVED:
    case PREAMP_OUTCOME_UNCONFIRMED:
    case PREAMP_OUTCOME_UNKNOWN:
      return TRUE;

    case PREAMP_OUTCOME_NONE:
    case PREAMP_OUTCOME_NOT_STARTED:
    case PREAMP_OUTCOME_NOT_SENT:
    case PREAMP_OUTCOME_REFUSED:
    case PREAMP_OUTCOME_ABORTED:
    case PREAMP_OUTCOME_COMPLETE:
    default:
      return record->contradicted;
    }
}

/**
 * preamp_attempt_record_is_open:
 * @record: a record
 *
 * Whether the attempt was sent and has no certain end, so that its datasource is closed to every
 * other request. Setting it aside does not change this.
 *
 * Returns: whether it is open
 */
gboolean
preamp_attempt_record_is_open (const PreampAttemptRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  if (record->sent_at == 0)
    return FALSE;

  return record->outcome == PREAMP_OUTCOME_NONE ||
         (record->outcome == PREAMP_OUTCOME_UNCONFIRMED && !record->replaced);
}

/**
 * preamp_attempt_record_closes:
 * @record: a record
 *
 * Whether the datasource is closed to everything but what the administrator asks for this very
 * attempt, *Check Again* and *Try Again…*: it is open, or Domo gave it a state that is not known,
 * and no later attempt has taken its place. Setting it aside does not change this.
 *
 * Returns: whether it closes its datasource
 */
gboolean
preamp_attempt_record_closes (const PreampAttemptRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  return preamp_attempt_record_is_open (record) ||
         (record->outcome == PREAMP_OUTCOME_UNKNOWN && !record->replaced);
}

/**
 * preamp_attempt_record_is_broken:
 * @record: an attempt
 *
 * Tells whether the content of its datasource is broken until an attempt in the same direction
 * completes. To set it aside repairs nothing.
 *
 * Returns: whether it is incomplete, and no later attempt took its place
 */
gboolean
preamp_attempt_record_is_broken (const PreampAttemptRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  return record->outcome == PREAMP_OUTCOME_INCOMPLETE && !record->replaced;
}
