/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "migration/preamp-attempt.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

/**
 * PreampLookPhase:
 * @PREAMP_LOOK_PHASE_NONE: it is not looked up
 * @PREAMP_LOOK_PHASE_WAITING: the lists are read again by themselves later
 * @PREAMP_LOOK_PHASE_LOOKING: they are being read now
 * @PREAMP_LOOK_PHASE_ENDED: they are read again only when somebody asks
 *
 * How far the looking-up of an attempt has come.
 */
typedef enum
{
  PREAMP_LOOK_PHASE_NONE,
  PREAMP_LOOK_PHASE_WAITING,
  PREAMP_LOOK_PHASE_LOOKING,
  PREAMP_LOOK_PHASE_ENDED,
} PreampLookPhase;

#define PREAMP_TYPE_ATTEMPT_LOOK (preamp_attempt_look_get_type ())

G_DECLARE_FINAL_TYPE (PreampAttemptLook, preamp_attempt_look, PREAMP, ATTEMPT_LOOK, GObject)

PreampAttemptLook *preamp_attempt_look_new              (void) G_GNUC_WARN_UNUSED_RESULT;
PreampAttemptLook *preamp_attempt_look_new_for_record   (PreampWorkspace           *workspace,
                                                         const PreampAttemptRecord *record)
                                                         G_GNUC_WARN_UNUSED_RESULT;
void               preamp_attempt_look_set              (PreampAttemptLook         *self,
                                                         PreampWorkspace           *workspace,
                                                         PreampAttempt             *attempt);
PreampAttempt     *preamp_attempt_look_get_attempt      (PreampAttemptLook         *self);
void               preamp_attempt_look_set_seen         (PreampAttemptLook         *self,
                                                         gboolean                   seen);
PreampLookPhase    preamp_attempt_look_get_phase        (PreampAttemptLook         *self);
char              *preamp_attempt_look_dup_text         (PreampAttemptLook         *self)
                                                         G_GNUC_WARN_UNUSED_RESULT;
char              *preamp_attempt_look_dup_broken       (PreampAttemptLook         *self)
                                                         G_GNUC_WARN_UNUSED_RESULT;
gboolean           preamp_attempt_look_is_superseded    (PreampAttemptLook         *self);
gboolean           preamp_attempt_look_may_check        (PreampAttemptLook         *self);
gboolean           preamp_attempt_look_may_retry        (PreampAttemptLook         *self);
gboolean           preamp_attempt_look_may_ask_to_retry (PreampAttemptLook         *self);
gboolean           preamp_attempt_look_may_set_aside    (PreampAttemptLook         *self);

G_END_DECLS
