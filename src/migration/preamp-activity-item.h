/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-run-summary.h"
#include "preamp-attempt.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ACTIVITY_ITEM (preamp_activity_item_get_type ())

G_DECLARE_FINAL_TYPE (PreampActivityItem, preamp_activity_item, PREAMP, ACTIVITY_ITEM, GObject)

PreampActivityItem     *preamp_activity_item_new         (gint64                     id)
                                                          G_GNUC_WARN_UNUSED_RESULT;
gint64                  preamp_activity_item_get_id      (PreampActivityItem        *self);
gboolean                preamp_activity_item_get_loaded  (PreampActivityItem        *self);
PreampAttempt          *preamp_activity_item_get_attempt (PreampActivityItem        *self);
void                    preamp_activity_item_set_record  (PreampActivityItem        *self,
                                                          const PreampAttemptRecord *record);
const PreampRunSummary *preamp_activity_item_get_summary (PreampActivityItem        *self);
void                    preamp_activity_item_set_summary (PreampActivityItem        *self,
                                                          const PreampRunSummary    *summary);
PreampAttempt          *preamp_activity_attempt_new      (const PreampAttemptRecord *record)
                                                          G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
