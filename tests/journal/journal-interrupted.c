/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "journal-interrupted"

#include "config.h"

#include "journal-interrupted.h"

gint64
journal_leave_waiting (PreampJournal   *journal,
                       PreampRunEnding  ending,
                       const char      *first,
                       const char      *second)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) records = NULL;
  gint64 run_id;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (records, journal_new_attempt (first, PREAMP_DIRECTION_MIGRATE));
  if (second != NULL)
    g_ptr_array_add (records, journal_new_attempt (second, PREAMP_DIRECTION_MIGRATE));

  run_id = journal_begin_run (journal, run, records, NULL, NULL);
  g_assert_cmpint (run_id, >, 0);
  g_assert_false (journal_set_not_now (journal, run_id, TRUE));
  g_assert_true (journal_end_run (journal, run_id, ending, NULL, NULL));

  return run_id;
}

guint
journal_count_interrupted (PreampJournal *journal,
                           gint64         run_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_list_interrupted_async (journal, INSTANCE, NULL, take_result, &result);
  await_result (&result);
  records = preamp_journal_list_attempts_finish (journal, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < records->len; i++)
    g_assert_cmpint (((PreampAttemptRecord *) records->pdata[i])->run_id, ==, run_id);

  return records->len;
}

gboolean
journal_set_not_now (PreampJournal *journal,
                     gint64         run_id,
                     gboolean       not_now)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_journal_set_not_now_async (journal, run_id, not_now, take_result, &result);
  await_result (&result);

  return preamp_journal_set_not_now_finish (journal, result, NULL);
}
