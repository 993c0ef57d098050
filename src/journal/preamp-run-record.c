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
