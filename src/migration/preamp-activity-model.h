/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "journal/preamp-journal-pages.h"
#include "preamp-activity-item.h"

G_BEGIN_DECLS

/**
 * PreampActivityKind:
 * @PREAMP_ACTIVITY_RUNS: runs, with what became of them
 * @PREAMP_ACTIVITY_ATTEMPTS: attempts
 *
 * What a list of the activity is of.
 */
typedef enum
{
  PREAMP_ACTIVITY_RUNS,
  PREAMP_ACTIVITY_ATTEMPTS,
} PreampActivityKind;

#define PREAMP_TYPE_ACTIVITY_MODEL (preamp_activity_model_get_type ())

G_DECLARE_FINAL_TYPE (PreampActivityModel, preamp_activity_model, PREAMP, ACTIVITY_MODEL, GObject)

PreampActivityModel       *preamp_activity_model_new         (PreampJournal             *journal,
                                                              PreampActivityKind         kind,
                                                              const PreampJournalFilter *filter)
                                                              G_GNUC_WARN_UNUSED_RESULT;
PreampActivityKind         preamp_activity_model_get_kind    (PreampActivityModel       *self);
const PreampJournalFilter *preamp_activity_model_get_filter  (PreampActivityModel       *self);
void                       preamp_activity_model_set_filter  (PreampActivityModel       *self,
                                                              const PreampJournalFilter *filter);
void                       preamp_activity_model_refresh     (PreampActivityModel       *self);
gboolean                   preamp_activity_model_get_loading (PreampActivityModel       *self);
gboolean                   preamp_activity_model_get_loaded  (PreampActivityModel       *self);
const GError              *preamp_activity_model_get_error   (PreampActivityModel       *self);
guint                      preamp_activity_model_count_kept  (PreampActivityModel       *self);

G_END_DECLS
