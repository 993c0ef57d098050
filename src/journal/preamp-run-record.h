/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "domo/preamp-direction.h"

G_BEGIN_DECLS

/**
 * PreampRunEnding:
 * @PREAMP_RUN_ENDING_NONE: it has not ended
 * @PREAMP_RUN_ENDING_FINISHED: every one of its attempts had its turn
 * @PREAMP_RUN_ENDING_STOPPED: the administrator stopped it
 * @PREAMP_RUN_ENDING_HALTED: it halted by itself
 * @PREAMP_RUN_ENDING_QUIT: the program was quit
 * @PREAMP_RUN_ENDING_CRASHED: the program ended without closing it; found at the next start
 *
 * How a run ended.
 */
typedef enum
{
  PREAMP_RUN_ENDING_NONE,
  PREAMP_RUN_ENDING_FINISHED,
  PREAMP_RUN_ENDING_STOPPED,
  PREAMP_RUN_ENDING_HALTED,
  PREAMP_RUN_ENDING_QUIT,
  PREAMP_RUN_ENDING_CRASHED,
} PreampRunEnding;

const char      *preamp_run_ending_to_text   (PreampRunEnding  ending);
PreampRunEnding  preamp_run_ending_from_text (const char      *text);

/**
 * PreampRunRecord:
 * @id: the journal's number of the run, 0 before it is written
 * @instance: the instance's base URI
 * @direction: which way
 * @user_id: (nullable): whose token it was, where known
 * @user_name: (nullable): that user's name
 * @note: (nullable): a note of the administrator's: change number, approver
 * @plan_sha256: (nullable): SHA-256 of the plan file it came from, in hex
 * @planned_before: the journal's number of the first attempt that is later than its plan, 0 where
 *   there was no plan; it is not written
 * @at_once: how many datasources move at once
 * @started_at: when the button was pressed, microseconds since 1970 UTC
 * @starts_at: when it was to start, microseconds since 1970 UTC, 0 for at once
 * @stops_at: from when on nothing new was to start, microseconds since 1970 UTC, 0 for never
 * @ended_at: when it ended, microseconds since 1970 UTC, 0 for not yet
 * @duration: how long it was worked on, from its turn to its end, microseconds by the monotonic
 *   clock, 0 for not measured
 * @ending: how it ended
 * @reason: (nullable): why it ended before every attempt had its turn, a sentence
 *
 * One press of the button over one or many datasources.
 */
typedef struct
{
  gint64          id;
  char           *instance;
  PreampDirection direction;
  char           *user_id;
  char           *user_name;
  char           *note;
  char           *plan_sha256;
  gint64          planned_before;
  guint           at_once;
  gint64          started_at;
  gint64          starts_at;
  gint64          stops_at;
  gint64          ended_at;
  GTimeSpan       duration;
  PreampRunEnding ending;
  char           *reason;
} PreampRunRecord;

#define PREAMP_TYPE_RUN_RECORD (preamp_run_record_get_type ())

GType            preamp_run_record_get_type (void);
PreampRunRecord *preamp_run_record_new      (void) G_GNUC_WARN_UNUSED_RESULT;
PreampRunRecord *preamp_run_record_copy     (const PreampRunRecord *record)
                                             G_GNUC_WARN_UNUSED_RESULT;
void             preamp_run_record_free     (PreampRunRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampRunRecord, preamp_run_record_free)

G_END_DECLS
