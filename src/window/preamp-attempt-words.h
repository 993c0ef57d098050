/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-integration.h"
#include "migration/preamp-attempt.h"
#include "preamp-status.h"

G_BEGIN_DECLS

PreampStatus preamp_attempt_words_get_status       (PreampAttempt     *attempt);
char        *preamp_attempt_words_dup_label        (PreampAttempt     *attempt)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_attempt_words_dup_remark       (PreampAttempt     *attempt)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_attempt_words_dup_times        (PreampAttempt     *attempt)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_attempt_words_dup_duration     (PreampAttempt     *attempt)
                                                    G_GNUC_WARN_UNUSED_RESULT;
gboolean     preamp_attempt_words_is_unsaved       (PreampAttempt     *attempt);
gboolean     preamp_attempt_words_may_retry        (PreampAttempt     *attempt);
gboolean     preamp_attempt_words_may_mark_as_seen (PreampAttempt     *attempt);
char        *preamp_attempt_words_dup_integration  (PreampIntegration *integration)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_attempt_words_shorten          (const char        *text,
                                                    guint              n_chars)
                                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
