/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-support-text.h"

#include "journal/preamp-attempt-record.h"

static void
append_line (GString    *text,
             const char *label,
             const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", label, value);
}

static void
append_named (GString    *text,
              const char *label,
              const char *name,
              const char *id)
{
  if (name != NULL)
    g_string_append_printf (text, "%s: %s (%s)\n", label, name, id);
  else
    append_line (text, label, id);
}

static void
append_time (GString    *text,
             const char *label,
             gint64      microseconds)
{
  g_autoptr (GDateTime) seconds = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *iso = NULL;

  if (microseconds == 0)
    return;

  seconds = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
  time = g_date_time_add (seconds, microseconds % G_USEC_PER_SEC);
  iso = g_date_time_format_iso8601 (time);
  append_line (text, label, iso);
}

static void
append_record (GString                   *text,
               const PreampAttemptRecord *record)
{
  g_string_append_c (text, '\n');
  append_named (text, "Datasource", record->datasource_name, record->datasource_id);
  append_named (text, "Integration", record->integration_name, record->integration_id);
  append_line (text, "Integration type", record->integration_type);
  append_line (text, "Direction", preamp_direction_to_domo (record->direction));
  append_line (text, "Outcome", preamp_outcome_to_text (record->outcome));
  append_line (text, "State", record->state);
  append_line (text, "Error message", record->error_message);
  append_line (text, "What happened", record->failure);
  append_line (text, "Toe", record->toe);

  if (record->http_status != 0)
    g_string_append_printf (text, "HTTP status: %u\n", record->http_status);

  append_line (text, "Start time", record->start_time);
  append_line (text, "End time", record->end_time);
  append_time (text, "Sent", record->sent_at);
  append_time (text, "Answered", record->answered_at);
}

/**
 * preamp_support_text_new:
 * @records: (element-type PreampAttemptRecord): attempts of one instance, at least one
 *
 * Writes what Domo Support needs to look an attempt up: the instance, and of each attempt the
 * integration, the identifiers, the direction, the state, the error, the toe and the times. It is
 * English, and without the token, which no record has.
 *
 * Returns: (transfer full): the text
 */
char *
preamp_support_text_new (GPtrArray *records)
{
  GString *text;

  g_return_val_if_fail (records != NULL && records->len > 0, NULL);

  text = g_string_new (NULL);
  append_line (text, "Instance",
               ((const PreampAttemptRecord *) g_ptr_array_index (records, 0))->instance);

  for (guint i = 0; i < records->len; i++)
    append_record (text, g_ptr_array_index (records, i));

  return g_string_free (text, FALSE);
}
