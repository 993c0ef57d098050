/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "journal/preamp-attempt-record.h"

G_BEGIN_DECLS

/**
 * PreampAttemptPhase:
 * @PREAMP_ATTEMPT_PHASE_WAITING: not sent yet
 * @PREAMP_ATTEMPT_PHASE_MOVING: sent, Domo is working
 * @PREAMP_ATTEMPT_PHASE_ENDED: it has an outcome
 *
 * How far an attempt has come.
 */
typedef enum
{
  PREAMP_ATTEMPT_PHASE_WAITING,
  PREAMP_ATTEMPT_PHASE_MOVING,
  PREAMP_ATTEMPT_PHASE_ENDED,
} PreampAttemptPhase;

#define PREAMP_TYPE_ATTEMPT_PHASE (preamp_attempt_phase_get_type ())

GType                      preamp_attempt_phase_get_type       (void);

#define PREAMP_TYPE_ATTEMPT (preamp_attempt_get_type ())

G_DECLARE_FINAL_TYPE (PreampAttempt, preamp_attempt, PREAMP, ATTEMPT, GObject)

PreampAttempt             *preamp_attempt_new                  (const PreampAttemptRecord *record)
                                                                G_GNUC_WARN_UNUSED_RESULT;
const PreampAttemptRecord *preamp_attempt_get_record           (PreampAttempt *self);
const char                *preamp_attempt_get_datasource_id    (PreampAttempt *self);
const char                *preamp_attempt_get_name             (PreampAttempt *self);
PreampAttemptPhase         preamp_attempt_get_phase            (PreampAttempt *self);
PreampOutcome              preamp_attempt_get_outcome          (PreampAttempt *self);
gboolean                   preamp_attempt_get_saved            (PreampAttempt *self);
GTimeSpan                  preamp_attempt_get_elapsed          (PreampAttempt *self);
void                       preamp_attempt_note_set_aside       (PreampAttempt *self,
                                                                gboolean       aside);

G_END_DECLS
