/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "domo/preamp-user.h"
#include "journal/preamp-run-record.h"
#include "preamp-attempt.h"
#include "preamp-estimate.h"
#include "preamp-pace.h"
#include "preamp-plan.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RUN (preamp_run_get_type ())

G_DECLARE_FINAL_TYPE (PreampRun, preamp_run, PREAMP, RUN, GObject)

PreampRun             *preamp_run_new             (PreampPlan    *plan,
                                                   guint          at_once)
                                                   G_GNUC_WARN_UNUSED_RESULT;
const PreampRunRecord *preamp_run_get_record      (PreampRun     *self);
PreampConnection      *preamp_run_get_connection  (PreampRun     *self);
PreampIntegration     *preamp_run_get_integration (PreampRun     *self);
PreampDirection        preamp_run_get_direction   (PreampRun     *self);
GListModel            *preamp_run_get_attempts    (PreampRun     *self);
PreampAttempt         *preamp_run_find_attempt    (PreampRun     *self,
                                                   const char    *datasource_id);
GPtrArray             *preamp_run_get_left_out    (PreampRun     *self);
guint                  preamp_run_get_n_attempts  (PreampRun     *self);
guint                  preamp_run_get_n_waiting   (PreampRun     *self);
guint                  preamp_run_get_n_moving    (PreampRun     *self);
guint                  preamp_run_get_n_ended     (PreampRun     *self);
guint                  preamp_run_count_outcome   (PreampRun     *self,
                                                   PreampOutcome  outcome);
guint                  preamp_run_count_contradicted
                                                  (PreampRun     *self,
                                                   PreampOutcome  outcome);
gboolean               preamp_run_get_stopping    (PreampRun     *self);
gboolean               preamp_run_get_ended       (PreampRun     *self);
const GError          *preamp_run_get_error       (PreampRun     *self);
GTimeSpan              preamp_run_get_elapsed     (PreampRun     *self);
void                   preamp_run_set_window      (PreampRun     *self,
                                                   gint64         starts_at,
                                                   gint64         stops_at);
gboolean               preamp_run_get_scheduled   (PreampRun     *self);
gboolean               preamp_run_get_begun       (PreampRun     *self);
void                   preamp_run_start_now       (PreampRun     *self);
PreampEstimate        *preamp_run_get_estimate    (PreampRun     *self);
GTimeSpan              preamp_run_get_time_left   (PreampRun     *self);
PreampPause            preamp_run_get_pause       (PreampRun     *self);
char                  *preamp_run_dup_pause_sentence (PreampRun  *self) G_GNUC_WARN_UNUSED_RESULT;
const char            *preamp_run_get_lists_problem (PreampRun   *self);
gint64                 preamp_run_get_wait_until  (PreampRun     *self);
guint                  preamp_run_get_at_once     (PreampRun     *self);
void                   preamp_run_set_at_once     (PreampRun     *self,
                                                   guint          at_once);
void                   preamp_run_set_limits      (PreampRun     *self,
                                                   const PreampPaceLimits *limits);
void                   preamp_run_pause           (PreampRun     *self);
void                   preamp_run_go_on           (PreampRun     *self);
const PreampUser      *preamp_run_get_new_user    (PreampRun     *self);
void                   preamp_run_stop            (PreampRun     *self);
void                   preamp_run_quit            (PreampRun     *self);

G_END_DECLS
