/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "migration/preamp-activity-item.h"
#include "preamp-status.h"

G_BEGIN_DECLS

PreampStatus preamp_activity_words_get_status      (PreampActivityItem        *item);
char        *preamp_activity_words_dup_outcome     (PreampActivityItem        *item)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_title       (PreampActivityItem        *item)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_label       (PreampActivityItem        *item)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_what        (PreampActivityItem        *item)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_integration (PreampActivityItem        *item)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_when        (PreampActivityItem        *item)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_duration    (PreampActivityItem        *item)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_ratio       (PreampActivityItem        *item)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_time        (gint64                     microseconds)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_run_title   (const PreampRunSummary    *summary)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_interrupted (const PreampRunSummary    *summary)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_run_ending  (const PreampRunSummary    *summary)
                                                    G_GNUC_WARN_UNUSED_RESULT;
char        *preamp_activity_words_dup_attention   (const PreampAttemptRecord *record)
                                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
