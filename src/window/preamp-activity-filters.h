/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "journal/preamp-journal-pages.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ACTIVITY_FILTERS (preamp_activity_filters_get_type ())

G_DECLARE_FINAL_TYPE (PreampActivityFilters, preamp_activity_filters, PREAMP, ACTIVITY_FILTERS,
                      AdwBin)

GtkWidget           *preamp_activity_filters_new         (void) G_GNUC_WARN_UNUSED_RESULT;
PreampJournalFilter *preamp_activity_filters_dup_filter  (PreampActivityFilters *self,
                                                          const char            *instance)
                                                          G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_activity_filters_refresh     (PreampActivityFilters *self,
                                                          PreampJournal         *journal,
                                                          const char            *instance);
void                 preamp_activity_filters_clear       (PreampActivityFilters *self);
void                 preamp_activity_filters_search      (PreampActivityFilters *self);
void                 preamp_activity_filters_look_for   (PreampActivityFilters *self,
                                                         const char            *search);
void                 preamp_activity_filters_set_key_capture_widget (PreampActivityFilters *self,
                                                                     GtkWidget             *widget);
void                 preamp_activity_filters_set_narrow  (PreampActivityFilters *self,
                                                          gboolean               narrow);

G_END_DECLS
