/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "account/preamp-connection.h"
#include "domo/preamp-candidate.h"
#include "journal/preamp-journal.h"
#include "preamp-plan-row.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_PLAN (preamp_plan_get_type ())

G_DECLARE_FINAL_TYPE (PreampPlan, preamp_plan, PREAMP, PLAN, GObject)

PreampPlan        *preamp_plan_new                (PreampConnection    *connection,
                                                   PreampIntegration   *integration,
                                                   PreampDirection      direction,
                                                   GPtrArray           *candidates)
                                                   G_GNUC_WARN_UNUSED_RESULT;
PreampPlan        *preamp_plan_new_for_records    (PreampConnection    *connection,
                                                   GPtrArray           *records,
                                                   PreampDirection      direction)
                                                   G_GNUC_WARN_UNUSED_RESULT;
PreampPlan        *preamp_plan_new_retry          (PreampConnection    *connection,
                                                   GPtrArray           *records)
                                                   G_GNUC_WARN_UNUSED_RESULT;
PreampConnection  *preamp_plan_get_connection     (PreampPlan          *self);
PreampIntegration *preamp_plan_get_integration    (PreampPlan          *self);
guint              preamp_plan_get_n_integrations (PreampPlan          *self);
PreampDirection    preamp_plan_get_direction      (PreampPlan          *self);
gboolean           preamp_plan_get_retry          (PreampPlan          *self);
const char        *preamp_plan_get_file_name      (PreampPlan          *self);
const char        *preamp_plan_get_sha256         (PreampPlan          *self);
const char        *preamp_plan_get_note           (PreampPlan          *self);
void               preamp_plan_set_note           (PreampPlan          *self,
                                                   const char          *note);
gint64             preamp_plan_get_earlier_start  (PreampPlan          *self);
gint64             preamp_plan_get_earlier_stop   (PreampPlan          *self);
void               preamp_plan_set_earlier_window (PreampPlan          *self,
                                                   gint64               starts_at,
                                                   gint64               stops_at);
guint              preamp_plan_get_stop_after     (PreampPlan          *self);
void               preamp_plan_set_stop_after     (PreampPlan          *self,
                                                   guint                stop_after);
void               preamp_plan_allow_uncertain    (PreampPlan          *self,
                                                   gint64               attempt_id);
gint64             preamp_plan_get_planned_before (PreampPlan          *self);
guint              preamp_plan_get_n_chosen       (PreampPlan          *self);
guint              preamp_plan_get_n_ready        (PreampPlan          *self);
GListModel        *preamp_plan_get_going          (PreampPlan          *self);
GListModel        *preamp_plan_get_left_out       (PreampPlan          *self);

void               preamp_plan_check_async        (PreampPlan          *self,
                                                   PreampJournal       *journal,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean           preamp_plan_check_finish       (PreampPlan          *self,
                                                   GAsyncResult        *result,
                                                   GError             **error);

G_END_DECLS
