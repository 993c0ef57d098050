/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-journal-filter.h"
#include "preamp-run-record.h"

G_BEGIN_DECLS

/**
 * PreampRunSummary:
 * @run: the run
 * @integration_id: (nullable): the integration of its first attempt
 * @integration_name: (nullable): that integration's name
 * @n_integrations: how many integrations its attempts belong to
 * @n_attempts: how many attempts it has, without what was left out
 * @n_contradicted: how many of them Domo's lists contradict
 * @contradicted: how many those are of each of the @counts
 * @began_at: when its first request left, microseconds since 1970 UTC; before one has, when its
 *   button was pressed
 * @sent: whether a request of it has left
 * @counts: how many of them ended how, by [enum@Outcome]; those without an outcome by
 *   %PREAMP_OUTCOME_NONE
 *
 * A run and what became of it, without its attempts.
 */
typedef struct
{
  PreampRunRecord *run;
  char            *integration_id;
  char            *integration_name;
  guint            n_integrations;
  guint            n_attempts;
  guint            n_contradicted;
  guint            contradicted[PREAMP_N_OUTCOMES];
  gint64           began_at;
  gboolean         sent;
  guint            counts[PREAMP_N_OUTCOMES];
} PreampRunSummary;

#define PREAMP_TYPE_RUN_SUMMARY (preamp_run_summary_get_type ())

GType             preamp_run_summary_get_type (void);
PreampRunSummary *preamp_run_summary_new      (PreampRunRecord        *run)
                                               G_GNUC_WARN_UNUSED_RESULT;
PreampRunSummary *preamp_run_summary_copy     (const PreampRunSummary *summary)
                                               G_GNUC_WARN_UNUSED_RESULT;
GTimeSpan         preamp_run_summary_get_duration
                                              (const PreampRunSummary *summary);
void              preamp_run_summary_free     (PreampRunSummary       *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampRunSummary, preamp_run_summary_free)

G_END_DECLS
