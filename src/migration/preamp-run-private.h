/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-run.h"

G_BEGIN_DECLS

GPtrArray     *preamp_run_dup_records   (PreampRun                 *self) G_GNUC_WARN_UNUSED_RESULT;
void           preamp_run_set_started   (PreampRun                 *self,
                                         gint64                     id,
                                         GArray                    *attempt_ids);
PreampAttempt *preamp_run_next_waiting  (PreampRun                 *self);
void           preamp_run_set_sent      (PreampRun                 *self,
                                         PreampAttempt             *attempt,
                                         const PreampAttemptRecord *record);
void           preamp_run_set_answered  (PreampRun                 *self,
                                         PreampAttempt             *attempt,
                                         const PreampAttemptRecord *record,
                                         gboolean                   saved);
void           preamp_run_set_error     (PreampRun                 *self,
                                         const GError              *error);
void           preamp_run_set_ending    (PreampRun                 *self,
                                         PreampRunEnding            ending,
                                         const char                *reason);
void           preamp_run_set_ended     (PreampRun                 *self);

G_END_DECLS
