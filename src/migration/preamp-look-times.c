/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When Domo's lists are looked at for an attempt. */

#include "config.h"

#include "preamp-look-times.h"

/* When the lists are read for an attempt without an answer, in seconds after the loss. Domo may be
 * working on it for as long as a request may take. */
static const guint unconfirmed_looks[] = { 5, 15, 30, 60, 120, 240, 480, 900 };

/* When they are held against an answer. A list that lags must not brand good rows. */
static const guint answered_looks[] = { 10, 60, 300 };

/**
 * preamp_look_times_is_answered:
 * @record: an attempt
 *
 * Tells whether the lists can be held against its answer.
 *
 * Returns: whether it has one that says what Domo did
 */
gboolean
preamp_look_times_is_answered (const PreampAttemptRecord *record)
{
  return record->outcome == PREAMP_OUTCOME_COMPLETE || record->outcome == PREAMP_OUTCOME_ABORTED ||
         record->outcome == PREAMP_OUTCOME_REFUSED;
}

/**
 * preamp_look_times_is_unanswered:
 * @record: an attempt
 *
 * Tells whether the lists are asked what became of it.
 *
 * Returns: whether it was sent and nothing certain came
 */
gboolean
preamp_look_times_is_unanswered (const PreampAttemptRecord *record)
{
  return record->outcome == PREAMP_OUTCOME_UNCONFIRMED ||
         record->outcome == PREAMP_OUTCOME_UNKNOWN ||
         (record->outcome == PREAMP_OUTCOME_NONE && record->sent_at != 0);
}

/**
 * preamp_look_times_find:
 * @record: an attempt
 * @begun: when its answer came or was lost, in microseconds of the monotonic clock
 * @second: how long a second is, in microseconds
 * @after: a time of that clock
 *
 * Finds when to look next. Once the looks at an answer are over, only somebody who asks has one
 * more.
 *
 * Returns: the first time after @after, 0 where there is none
 */
gint64
preamp_look_times_find (const PreampAttemptRecord *record,
                        gint64                     begun,
                        GTimeSpan                  second,
                        gint64                     after)
{
  const gboolean answered = preamp_look_times_is_answered (record);
  const guint *looks = answered ? answered_looks : unconfirmed_looks;
  size_t n = answered ? G_N_ELEMENTS (answered_looks) : G_N_ELEMENTS (unconfirmed_looks);
  size_t i = 0;

  if (answered && record->looks != PREAMP_LOOKS_DUE)
    return 0;

  while (i < n && begun + looks[i] * second <= after)
    i++;

  return i < n ? begun + looks[i] * second : 0;
}

/**
 * preamp_look_times_is_pending:
 * @record: an attempt
 *
 * Tells whether Domo's lists may still lag behind the answer that it is complete: until they agree,
 * or the last of the looks at them, which marks it where they still disagree then.
 *
 * Returns: whether what the lists say of the datasource is not to be relied on yet
 */
gboolean
preamp_look_times_is_pending (const PreampAttemptRecord *record)
{
  return record->outcome == PREAMP_OUTCOME_COMPLETE && !record->contradicted &&
         record->looks == PREAMP_LOOKS_DUE;
}
