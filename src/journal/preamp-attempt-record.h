/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "domo/preamp-direction.h"
#include "preamp-outcome.h"

G_BEGIN_DECLS

/**
 * PreampListed:
 * @PREAMP_LISTED_NOWHERE: in neither of Domo's lists
 * @PREAMP_LISTED_CANDIDATES: among the candidates for migration
 * @PREAMP_LISTED_REVERSE: among the candidates for reversal
 *
 * In which of Domo's two lists a datasource stood when its run was planned.
 */
typedef enum /*< flags >*/
{
  PREAMP_LISTED_NOWHERE = 0,
  PREAMP_LISTED_CANDIDATES = 1 << 0,
  PREAMP_LISTED_REVERSE = 1 << 1,
} PreampListed;

/**
 * PreampLooks:
 * @PREAMP_LOOKS_DUE: they have not said yet whether they agree, and may only lag
 * @PREAMP_LOOKS_IN_VAIN: the last look is over and they could not tell, for example as they were
 *   another user's
 * @PREAMP_LOOKS_DONE: they agreed, or still disagreed at the last look
 *
 * How far the looks have come by which Domo's lists are held against its answer.
 */
typedef enum
{
  PREAMP_LOOKS_DUE,
  PREAMP_LOOKS_IN_VAIN,
  PREAMP_LOOKS_DONE,
} PreampLooks;

/**
 * PreampAttemptRecord:
 * @id: the journal's number of the attempt, 0 before it is written
 * @run_id: the journal's number of its run
 * @previous_id: the attempt that this one repeats, 0 for none
 * @instance: the instance's base URI
 * @user_id: (nullable): whose token it was sent with, where known, and before that the run's
 * @integration_id: the integration's identifier
 * @integration_name: (nullable): its name
 * @integration_type: (nullable): its type, as Domo writes it
 * @direction: which way
 * @datasource_id: the datasource's identifier
 * @datasource_name: (nullable): its name, as last read
 * @datasource_type: (nullable): its type, as last read
 * @catalog: (nullable): its catalog
 * @schema: (nullable): its schema
 * @table: (nullable): its table
 * @listed: in which lists it stood, as last read
 * @migrated: whether Domo listed it as migrated, as last read
 * @migration_date: (nullable): when, in ISO 8601
 * @collision: whether it collided, as last read
 * @left_out: (nullable): why it was planned and not taken into the run; such a row is never sent
 * @sent_at: when its request left, microseconds since 1970 UTC by the local clock, 0 for not yet
 * @clock_offset: Domo's clock minus the local one, microseconds
 * @clock_known: whether @clock_offset is known
 * @answered_at: when its outcome was known, microseconds since 1970 UTC, 0 for not yet
 * @duration: from sending to outcome, microseconds by the monotonic clock, 0 for not known
 * @n_sent: how often the request was written
 * @http_status: HTTP status of the answer, 0 for none
 * @outcome: how it ended
 * @failure: (nullable): a sentence of Preamp's about what went wrong
 * @contradicted: whether Domo's lists disagree with its answer
 * @looks: how far the looks have come that tell so; without an answer it means nothing
 * @set_aside: whether the administrator put it out of sight
 * @replaced: whether a retry took its place
 * @toe: (nullable): Domo's identifier of the request
 * @result_datasource_id: (nullable): the datasource that Domo's answer names
 * @result_direction: (nullable): direction of Domo's answer
 * @start_time: (nullable): startTime of Domo's answer, as it came
 * @state: (nullable): state of Domo's answer, as it came
 * @error_message: (nullable): errorMessage of Domo's answer, or the message of its error
 * @end_time: (nullable): endTime of Domo's answer, as it came
 *
 * One attempt as the journal has it: one datasource's POST, from *waiting* to its outcome.
 */
typedef struct
{
  gint64          id;
  gint64          run_id;
  gint64          previous_id;
  char           *instance;
  char           *user_id;
  char           *integration_id;
  char           *integration_name;
  char           *integration_type;
  PreampDirection direction;
  char           *datasource_id;
  char           *datasource_name;
  char           *datasource_type;
  char           *catalog;
  char           *schema;
  char           *table;
  PreampListed    listed;
  gboolean        migrated;
  char           *migration_date;
  gboolean        collision;
  char           *left_out;

  gint64          sent_at;
  GTimeSpan       clock_offset;
  gboolean        clock_known;
  gint64          answered_at;
  GTimeSpan       duration;
  guint           n_sent;
  guint           http_status;
  PreampOutcome   outcome;
  char           *failure;
  gboolean        contradicted;
  PreampLooks     looks;
  gboolean        set_aside;
  gboolean        replaced;

  char           *toe;
  char           *result_datasource_id;
  char           *result_direction;
  char           *start_time;
  char           *state;
  char           *error_message;
  char           *end_time;
} PreampAttemptRecord;

#define PREAMP_TYPE_ATTEMPT_RECORD (preamp_attempt_record_get_type ())

GType                preamp_attempt_record_get_type        (void);
PreampAttemptRecord *preamp_attempt_record_new             (void) G_GNUC_WARN_UNUSED_RESULT;
PreampAttemptRecord *preamp_attempt_record_copy            (const PreampAttemptRecord *record)
                                                            G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_attempt_record_free            (PreampAttemptRecord *record);
gboolean             preamp_attempt_record_needs_attention (const PreampAttemptRecord *record);
gboolean             preamp_attempt_record_is_open         (const PreampAttemptRecord *record);
gboolean             preamp_attempt_record_closes          (const PreampAttemptRecord *record);
gboolean             preamp_attempt_record_is_broken       (const PreampAttemptRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampAttemptRecord, preamp_attempt_record_free)

G_END_DECLS
