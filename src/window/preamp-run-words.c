/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-words"

#include "config.h"

#include "preamp-run-words.h"

#include <glib/gi18n.h>

#include "preamp-attempt-words.h"
#include "preamp-format.h"

/**
 * preamp_run_words_dup_integration:
 * @run: a run
 *
 * Gets what the integration of a run is called in a sentence.
 *
 * Returns: (transfer full): its name, or how many integrations they are
 */
char *
preamp_run_words_dup_integration (PreampRun *run)
{
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (PreampAttempt) first = NULL;

  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);

  if (preamp_run_get_integration (run) != NULL)
    return preamp_attempt_words_dup_integration (preamp_run_get_integration (run));

  /* Of a plan for several, those that go may all be of one. */
  ids = preamp_run_words_list_integrations (run);
  first = g_list_model_get_item (preamp_run_get_attempts (run), 0);
  if (g_hash_table_size (ids) == 1 &&
      preamp_attempt_get_record (first)->integration_name != NULL)
    return preamp_attempt_words_shorten (preamp_attempt_get_record (first)->integration_name, 80);

  return g_strdup_printf (ngettext ("%u integration", "%u integrations",
                                    g_hash_table_size (ids)),
                          g_hash_table_size (ids));
}

/**
 * preamp_run_words_dup_start:
 * @run: a run that is to start at a time
 *
 * Says when it starts.
 *
 * Returns: (transfer full): “Starts at 22:00, in 3 h 40 min”
 */
char *
preamp_run_words_dup_start (PreampRun *run)
{
  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);

  return preamp_format_start (preamp_run_get_record (run)->starts_at, g_get_real_time ());
}

/**
 * preamp_run_words_dup_stop:
 * @run: a run with an end of its window of time
 *
 * Says when nothing new of it is started any more.
 *
 * Returns: (transfer full): a sentence
 */
char *
preamp_run_words_dup_stop (PreampRun *run)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *when = NULL;

  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);

  date = g_date_time_new_from_unix_utc (preamp_run_get_record (run)->stops_at / G_USEC_PER_SEC);
  when = preamp_format_date_time (date);

  /* Translators: %s is a day and a time of day: “Tomorrow, 02:00” */
  return g_strdup_printf (_("Nothing new starts after: %s"), when);
}

/**
 * preamp_run_words_list_integrations:
 * @run: a run
 *
 * Lists the integrations of the datasources of a run.
 *
 * Returns: (transfer full) (element-type utf8 utf8): a set of their identifiers
 */
GHashTable *
preamp_run_words_list_integrations (PreampRun *run)
{
  GHashTable *ids;
  GListModel *attempts;
  guint n;

  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);

  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  attempts = preamp_run_get_attempts (run);
  n = g_list_model_get_n_items (attempts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);
      const char *id = preamp_attempt_get_record (attempt)->integration_id;

      if (id != NULL && !g_hash_table_contains (ids, id))
        g_hash_table_add (ids, g_strdup (id));
    }

  return ids;
}

/**
 * preamp_run_words_dup_wait:
 * @run: a run that waits, since Domo asked it to or its lists could not be read
 *
 * Says when the run goes on, and how many datasources at a time: Domo's wish lowers that as well.
 * Where it waits for the lists, it says why.
 *
 * Returns: (transfer full): a sentence
 */
char *
preamp_run_words_dup_wait (PreampRun *run)
{
  g_autofree char *duration = NULL;
  gint64 left;
  guint at_once;

  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);

  at_once = preamp_run_get_at_once (run);
  left = preamp_run_get_wait_until (run) - g_get_monotonic_time ();

  /* In whole seconds, rounded up. */
  left = MAX ((left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND, 1);
  duration = preamp_format_duration (left * G_TIME_SPAN_SECOND);

  if (preamp_run_get_lists_problem (run) != NULL)
    /* Translators: %1$s is the sentence that says why the lists could not be read, %2$s a
     * duration */
    return g_strdup_printf (_("%1$s Domo’s lists are read again in %2$s, and nothing is "
                              "sent before."),
                            preamp_run_get_lists_problem (run), duration);

  if (at_once == 1)
    /* Translators: %s is a duration */
    return g_strdup_printf (_("Domo asked to wait; going on in %s, one datasource at a time."),
                            duration);

  /* Translators: %1$s is a duration, %2$u a number from 2 on */
  return g_strdup_printf (_("Domo asked to wait; going on in %1$s, %2$u datasources at a time."),
                          duration, at_once);
}

/**
 * preamp_run_words_dup_footer:
 * @run: a run that has not ended
 *
 * Says how the run goes on where nobody looks at it.
 *
 * Returns: (transfer full): a sentence or two
 */
char *
preamp_run_words_dup_footer (PreampRun *run)
{
  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);

  if (preamp_run_get_stopping (run))
    return g_strdup (_("Stopping. Those that are moving now will finish."));

  switch (preamp_run_get_pause (run))
    {
    case PREAMP_PAUSE_NONE:
      break;

    case PREAMP_PAUSE_MISSED:
      return g_strdup (_("You can close this window. The run is not started."));

    case PREAMP_PAUSE_CONNECTION:
      return g_strdup (_("You can close this window. The run goes on when the instance answers "
                         "again."));

    case PREAMP_PAUSE_ASKED:
    case PREAMP_PAUSE_TOKEN:
    case PREAMP_PAUSE_USER:
    case PREAMP_PAUSE_RATE:
    case PREAMP_PAUSE_IN_A_ROW:
    case PREAMP_PAUSE_INCOMPLETE:
    case PREAMP_PAUSE_WEB_PAGE:
    case PREAMP_PAUSE_JOURNAL:
    case PREAMP_PAUSE_LISTS:
    default:
      return g_strdup (_("You can close this window. The run stays paused."));
    }

  if (preamp_run_get_scheduled (run))
    return g_strdup (_("You can close this window. The run starts by itself."));

  if (preamp_run_get_wait_until (run) != 0)
    return preamp_run_words_dup_wait (run);

  return g_strdup (_("You can close this window. The run goes on."));
}
