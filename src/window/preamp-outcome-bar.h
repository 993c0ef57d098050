/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "journal/preamp-journal-filter.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_OUTCOME_BAR (preamp_outcome_bar_get_type ())

G_DECLARE_FINAL_TYPE (PreampOutcomeBar, preamp_outcome_bar, PREAMP, OUTCOME_BAR, GtkWidget)

GtkWidget           *preamp_outcome_bar_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_outcome_bar_set_counts    (PreampOutcomeBar *self,
                                                       const guint      *counts,
                                                       const guint      *contradicted);
const PreampOutcome *preamp_outcome_bar_get_order     (guint            *n_outcomes);
const char          *preamp_outcome_bar_get_css_class (PreampOutcome     outcome);

G_END_DECLS
