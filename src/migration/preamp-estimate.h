/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-journal.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ESTIMATE (preamp_estimate_get_type ())

G_DECLARE_FINAL_TYPE (PreampEstimate, preamp_estimate, PREAMP, ESTIMATE, GObject)

PreampEstimate *preamp_estimate_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void            preamp_estimate_read         (PreampEstimate  *self,
                                              PreampJournal   *journal,
                                              const char      *instance,
                                              PreampDirection  direction);
void            preamp_estimate_set_earlier  (PreampEstimate  *self,
                                              GArray          *durations);
void            preamp_estimate_add          (PreampEstimate  *self,
                                              GTimeSpan        duration);
guint           preamp_estimate_get_n        (PreampEstimate  *self);
GTimeSpan       preamp_estimate_get_typical  (PreampEstimate  *self);
GTimeSpan       preamp_estimate_get_longest  (PreampEstimate  *self);
GTimeSpan       preamp_estimate_get_left     (PreampEstimate  *self,
                                              guint            n_waiting,
                                              const GTimeSpan *moving,
                                              guint            n_moving,
                                              guint            at_once);

G_END_DECLS
