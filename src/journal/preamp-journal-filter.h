/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "preamp-outcome.h"

G_BEGIN_DECLS

#define PREAMP_N_OUTCOMES (PREAMP_OUTCOME_UNKNOWN + 1)

/**
 * PreampJournalFilter:
 * @instance: (nullable): the instance's base URI; %NULL for all instances
 * @left_out: whether rows that were left out of their run are wanted too
 * @search: (nullable): what a datasource's name, identifier or toe has in it, in whatever case
 * @outcomes: those that are wanted, as bits `1 << PreampOutcome`; 0 for all
 * @contradicted: whether only those are wanted that Domo's lists contradict
 * @integration_id: (nullable): the only integration that is wanted
 * @since: only what belongs to runs that started then or later, microseconds since 1970 UTC; 0 for
 *   no limit
 * @until: only what belongs to runs that started before, microseconds since 1970 UTC; 0 for no
 *   limit
 *
 * Which attempts are wanted, or which runs: those with an attempt that is.
 */
typedef struct
{
  char     *instance;
  gboolean  left_out;
  char     *search;
  guint     outcomes;
  gboolean  contradicted;
  char     *integration_id;
  gint64    since;
  gint64    until;
} PreampJournalFilter;

#define PREAMP_TYPE_JOURNAL_FILTER (preamp_journal_filter_get_type ())

GType                preamp_journal_filter_get_type (void);
PreampJournalFilter *preamp_journal_filter_new      (const char                *instance)
                                                     G_GNUC_WARN_UNUSED_RESULT;
PreampJournalFilter *preamp_journal_filter_copy     (const PreampJournalFilter *filter)
                                                     G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_journal_filter_free     (PreampJournalFilter       *filter);
gboolean             preamp_journal_filter_is_empty (const PreampJournalFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampJournalFilter, preamp_journal_filter_free)

G_END_DECLS
