/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which datasources a run halted for. */

#define G_LOG_DOMAIN "preamp-run"

#include "config.h"

#include "preamp-run-private.h"

#include <glib/gi18n.h>

/* More names than these are counted. */
#define MAX_NAMES 3

/* A longer name is cut. */
#define MAX_CHARS 60

static gboolean
is_culprit (const PreampAttemptRecord *record,
            PreampPause                pause)
{
  switch (record->outcome)
    {
    case PREAMP_OUTCOME_INCOMPLETE:
      return TRUE;

    case PREAMP_OUTCOME_REFUSED:
    case PREAMP_OUTCOME_ABORTED:
    case PREAMP_OUTCOME_MOVED:
    case PREAMP_OUTCOME_UNCONFIRMED:
    case PREAMP_OUTCOME_UNKNOWN:
      return pause == PREAMP_PAUSE_IN_A_ROW;

    case PREAMP_OUTCOME_NONE:
    case PREAMP_OUTCOME_NOT_STARTED:
    case PREAMP_OUTCOME_NOT_SENT:
    case PREAMP_OUTCOME_COMPLETE:
    default:
      return FALSE;
    }
}

static int
compare_by_end (gconstpointer a,
                gconstpointer b)
{
  const PreampAttemptRecord *first = *(PreampAttemptRecord **) a;
  const PreampAttemptRecord *second = *(PreampAttemptRecord **) b;

  return (first->answered_at > second->answered_at) - (first->answered_at < second->answered_at);
}

/* The last @n of those that did not end well, the first of these first. */
static GPtrArray *
list_culprits (PreampRun   *self,
               PreampPause  pause,
               guint        n)
{
  GPtrArray *records = g_ptr_array_new ();
  guint n_attempts = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));

  for (guint i = 0; i < n_attempts; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), i);
      const PreampAttemptRecord *record = preamp_attempt_get_record (attempt);

      if (preamp_attempt_get_phase (attempt) == PREAMP_ATTEMPT_PHASE_ENDED &&
          is_culprit (record, pause))
        g_ptr_array_add (records, (gpointer) record);
    }

  g_ptr_array_sort (records, compare_by_end);
  if (records->len > n)
    g_ptr_array_remove_range (records, 0, records->len - n);

  return records;
}

static char *
quote (const PreampAttemptRecord *record)
{
  const char *name = record->datasource_name != NULL ? record->datasource_name
                                                     : record->datasource_id;
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *start = NULL;

  g_strdelimit (valid, "\n\r\t", ' ');
  if (g_utf8_strlen (valid, -1) <= MAX_CHARS)
    /* Translators: %s is the name of a datasource, in quotation marks */
    return g_strdup_printf (_("“%s”"), valid);

  start = g_utf8_substring (valid, 0, MAX_CHARS);

  /* Translators: %s is the beginning of the long name of a datasource, in quotation marks */
  return g_strdup_printf (_("“%s…”"), start);
}

static char *
describe (GPtrArray *records)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_more = records->len > MAX_NAMES ? records->len - MAX_NAMES : 0;

  for (guint i = 0; i < records->len - n_more; i++)
    {
      g_autofree char *name = quote (g_ptr_array_index (records, i));

      if (i > 0)
        /* Translators: between the names of datasources */
        g_string_append (names, _(", "));
      g_string_append (names, name);
    }

  if (n_more > 0)
    /* Translators: %1$s are names of datasources, %2$u how many more there are */
    return g_strdup_printf (ngettext ("It is about %1$s and %2$u more.",
                                      "It is about %1$s and %2$u more.", n_more),
                            names->str, n_more);

  /* Translators: %s are names of datasources */
  return g_strdup_printf (_("It is about %s."), names->str);
}

/*< private >
 * preamp_run_pause_after:
 * @self: a run
 * @pause: why nothing new is started
 * @record: the attempt after whose end that is
 *
 * Shows that the run is paused, and keeps for which datasources, where it halts by itself.
 */
void
preamp_run_pause_after (PreampRun                 *self,
                        PreampPause                pause,
                        const PreampAttemptRecord *record)
{
  g_autoptr (GPtrArray) records = NULL;

  g_clear_pointer (&self->culprits, g_free);

  if (pause == PREAMP_PAUSE_IN_A_ROW)
    {
      records = list_culprits (self, pause, self->pace.n_failures_in_a_row);
    }
  else if (pause == PREAMP_PAUSE_INCOMPLETE)
    {
      records = list_culprits (self, pause, self->pace.n_incomplete);
    }
  else if (pause == PREAMP_PAUSE_WEB_PAGE)
    {
      records = g_ptr_array_new ();
      g_ptr_array_add (records, (gpointer) record);
    }

  if (records != NULL && records->len > 0)
    self->culprits = describe (records);

  preamp_run_set_pause (self, pause);
}
