/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "migration/preamp-plan.h"

G_BEGIN_DECLS

char *preamp_plan_words_dup_title          (PreampPlan *plan,
                                            guint       n) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_plan_words_dup_subtitle       (PreampPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_plan_words_dup_going_title    (PreampPlan *plan,
                                            guint       n) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_plan_words_dup_schemas        (GListModel *rows) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_plan_words_dup_table          (const PreampAttemptRecord *record)
                                            G_GNUC_WARN_UNUSED_RESULT;
char *preamp_plan_words_dup_start_label    (PreampPlan *plan,
                                            guint       n,
                                            gboolean    timed) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_plan_words_dup_earlier_window (PreampPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
