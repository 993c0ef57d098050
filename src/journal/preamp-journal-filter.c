/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-journal-filter"

#include "config.h"

#include "preamp-journal-filter.h"

G_DEFINE_BOXED_TYPE (PreampJournalFilter,
                     preamp_journal_filter,
                     preamp_journal_filter_copy,
                     preamp_journal_filter_free)

/**
 * preamp_journal_filter_new:
 * @instance: (nullable): an instance's base URI; %NULL for all instances
 *
 * Creates a filter that lets all attempts of an instance through.
 *
 * Returns: (transfer full): a filter
 */
PreampJournalFilter *
preamp_journal_filter_new (const char *instance)
{
  PreampJournalFilter *filter;

  filter = g_new0 (PreampJournalFilter, 1);
  filter->instance = g_strdup (instance);

  return filter;
}

/**
 * preamp_journal_filter_copy:
 * @filter: a filter
 *
 * Copies a filter with its strings.
 *
 * Returns: (transfer full): the copy
 */
PreampJournalFilter *
preamp_journal_filter_copy (const PreampJournalFilter *filter)
{
  PreampJournalFilter *copy;

  g_return_val_if_fail (filter != NULL, NULL);

  copy = g_new (PreampJournalFilter, 1);
  *copy = *filter;
  copy->instance = g_strdup (filter->instance);
  copy->search = g_strdup (filter->search);
  copy->integration_id = g_strdup (filter->integration_id);

  return copy;
}

/**
 * preamp_journal_filter_free:
 * @filter: (transfer full): a filter
 *
 * Frees a filter with its strings.
 */
void
preamp_journal_filter_free (PreampJournalFilter *filter)
{
  g_return_if_fail (filter != NULL);

  g_free (filter->instance);
  g_free (filter->search);
  g_free (filter->integration_id);
  g_free (filter);
}

/**
 * preamp_journal_filter_is_empty:
 * @filter: a filter
 *
 * Returns: whether it lets all of its instance through
 */
gboolean
preamp_journal_filter_is_empty (const PreampJournalFilter *filter)
{
  g_return_val_if_fail (filter != NULL, TRUE);

  return (filter->search == NULL || *filter->search == '\0') && filter->outcomes == 0 &&
         !filter->contradicted && filter->integration_id == NULL && filter->since == 0 &&
         filter->until == 0;
}
