/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-attempt.h"

G_BEGIN_DECLS

void preamp_attempt_set_numbers (PreampAttempt             *self,
                                 gint64                     id,
                                 gint64                     run_id);
void preamp_attempt_set_user_id (PreampAttempt             *self,
                                 const char                *user_id);
void preamp_attempt_set_again   (PreampAttempt             *self,
                                 const PreampAttemptRecord *record);
void preamp_attempt_set_sent    (PreampAttempt             *self,
                                 const PreampAttemptRecord *record,
                                 gint64                     monotonic_time);
void preamp_attempt_set_ended   (PreampAttempt             *self,
                                 const PreampAttemptRecord *record,
                                 gboolean                   saved);

G_END_DECLS
