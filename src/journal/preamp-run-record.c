/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-record"

#include "config.h"

#include "preamp-run-record.h"

G_DEFINE_BOXED_TYPE (PreampRunRecord,
                     preamp_run_record,
                     preamp_run_record_copy,
                     preamp_run_record_free)

/* The journal's file and reports keep these words: they never change. */
static const char *const ending_texts[] = {
  [PREAMP_RUN_ENDING_NONE] = NULL,
  [PREAMP_RUN_ENDING_FINISHED] = "finished",
  [PREAMP_RUN_ENDING_STOPPED] = "stopped",
  [PREAMP_RUN_ENDING_HALTED] = "halted",
  [PREAMP_RUN_ENDING_QUIT] = "quit",
  [PREAMP_RUN_ENDING_CRASHED] = "crashed",
};

/**
 * preamp_run_ending_to_text:
 * @ending: how a run ended
 *
 * Gets the word by which the journal and reports keep the end of a run. It is not translated.
 *
 * Returns: (nullable): the word, or %NULL for %PREAMP_RUN_ENDING_NONE
 */
const char *
preamp_run_ending_to_text (PreampRunEnding ending)
{
  g_return_val_if_fail ((size_t) ending < G_N_ELEMENTS (ending_texts), NULL);

  return ending_texts[ending];
}

/**
 * preamp_run_ending_from_text:
 * @text: (nullable): a word from the journal, which has no others
 *
 * Reads the word by which the journal keeps the end of a run.
 *
 * Returns: how it ended; %PREAMP_RUN_ENDING_NONE where there is no word
 */
PreampRunEnding
preamp_run_ending_from_text (const char *text)
{
  for (size_t i = 0; i < G_N_ELEMENTS (ending_texts); i++)
    {
      if (g_strcmp0 (ending_texts[i], text) == 0)
        return (PreampRunEnding) i;
    }

  return PREAMP_RUN_ENDING_NONE;
}

/**
 * preamp_run_record_new:
 *
 * Creates an empty record.
 *
 * Returns: (transfer full): a record
 */
PreampRunRecord *
preamp_run_record_new (void)
{
  return g_new0 (PreampRunRecord, 1);
}

/**
 * preamp_run_record_copy:
 * @record: a record
 *
 * Copies a record with all its strings.
 *
 * Returns: (transfer full): the copy
 */
PreampRunRecord *
preamp_run_record_copy (const PreampRunRecord *record)
{
  PreampRunRecord *copy;

  g_return_val_if_fail (record != NULL, NULL);

  copy = g_new (PreampRunRecord, 1);
  *copy = *record;
  copy->instance = g_strdup (record->instance);
  copy->user_id = g_strdup (record->user_id);
  copy->user_name = g_strdup (record->user_name);
  copy->note = g_strdup (record->note);
  copy->plan_sha256 = g_strdup (record->plan_sha256);
  copy->reason = g_strdup (record->reason);

  return copy;
}

/**
 * preamp_run_record_free:
 * @record: (transfer full): a record
 *
 * Frees a record with all its strings.
 */
void
preamp_run_record_free (PreampRunRecord *record)
{
  g_return_if_fail (record != NULL);

  g_free (record->instance);
  g_free (record->user_id);
  g_free (record->user_name);
  g_free (record->note);
  g_free (record->plan_sha256);
  g_free (record->reason);
  g_free (record);
}
