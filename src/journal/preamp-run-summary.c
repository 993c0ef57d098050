/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-summary"

#include "config.h"

#include "preamp-run-summary.h"

G_DEFINE_BOXED_TYPE (PreampRunSummary,
                     preamp_run_summary,
                     preamp_run_summary_copy,
                     preamp_run_summary_free)

/**
 * preamp_run_summary_new:
 * @run: (transfer full): a run
 *
 * Creates a summary of a run without attempts.
 *
 * Returns: (transfer full): a summary
 */
PreampRunSummary *
preamp_run_summary_new (PreampRunRecord *run)
{
  PreampRunSummary *summary;

  g_return_val_if_fail (run != NULL, NULL);

  summary = g_new0 (PreampRunSummary, 1);
  summary->run = run;
  summary->began_at = run->started_at;

  return summary;
}

/**
 * preamp_run_summary_copy:
 * @summary: a summary
 *
 * Copies a summary with its run.
 *
 * Returns: (transfer full): the copy
 */
PreampRunSummary *
preamp_run_summary_copy (const PreampRunSummary *summary)
{
  PreampRunSummary *copy;

  g_return_val_if_fail (summary != NULL, NULL);

  copy = g_new (PreampRunSummary, 1);
  *copy = *summary;
  copy->run = preamp_run_record_copy (summary->run);
  copy->integration_id = g_strdup (summary->integration_id);
  copy->integration_name = g_strdup (summary->integration_name);

  return copy;
}

/**
 * preamp_run_summary_free:
 * @summary: (transfer full): a summary
 *
 * Frees a summary with its run.
 */
void
preamp_run_summary_free (PreampRunSummary *summary)
{
  g_return_if_fail (summary != NULL);

  preamp_run_record_free (summary->run);
  g_free (summary->integration_id);
  g_free (summary->integration_name);
  g_free (summary);
}

/**
 * preamp_run_summary_get_duration:
 * @summary: a summary
 *
 * Gets how long the run was worked on, as it measured it itself, from its turn to its end. Where it
 * did not (the program was an older one), that is the time from its first sending to its end by the
 * local clock. Of one whose program ended before it only the time of its last entry is known.
 *
 * Returns: a time in microseconds, 0 where it has not ended, was never worked on, or is not known
 */
GTimeSpan
preamp_run_summary_get_duration (const PreampRunSummary *summary)
{
  g_return_val_if_fail (summary != NULL, 0);

  if (summary->run->duration > 0)
    return summary->run->duration;

  if (summary->run->ending == PREAMP_RUN_ENDING_CRASHED)
    return 0;

  return summary->sent ? MAX (0, summary->run->ended_at - summary->began_at) : 0;
}
