/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the activity says of runs and attempts. An item that was not read yet has no words. */

#define G_LOG_DOMAIN "preamp-activity-words"

#include "config.h"

#include "preamp-activity-words.h"

#include <glib/gi18n.h>

#include "preamp-attempt-words.h"
#include "preamp-format.h"

/* The worst outcome first, as it is a run's headline. */
static const struct
{
  PreampOutcome outcome;
  const char *singular;
  const char *plural;
} headlines[] = {
  /* Translators: what a run’s result is called by its worst outcome */
  { PREAMP_OUTCOME_INCOMPLETE, N_("%u incomplete"), N_("%u incomplete") },
  { PREAMP_OUTCOME_UNCONFIRMED, N_("%u unconfirmed"), N_("%u unconfirmed") },
  { PREAMP_OUTCOME_UNKNOWN, N_("%u in an unknown state"), N_("%u in an unknown state") },
  { PREAMP_OUTCOME_ABORTED, N_("%u aborted"), N_("%u aborted") },
  { PREAMP_OUTCOME_REFUSED, N_("%u refused"), N_("%u refused") },
  { PREAMP_OUTCOME_NOT_SENT, N_("%u not sent"), N_("%u not sent") },
  { PREAMP_OUTCOME_NOT_STARTED, N_("%u not started"), N_("%u not started") },
  { PREAMP_OUTCOME_MOVED, N_("%u moved, by Domo’s lists"), N_("%u moved, by Domo’s lists") },
};

/* Runs */

static PreampStatus
get_run_status (const PreampRunSummary *summary)
{
  if (summary->run->ending == PREAMP_RUN_ENDING_NONE)
    return PREAMP_STATUS_MOVING;

  if (summary->counts[PREAMP_OUTCOME_INCOMPLETE] > 0)
    return PREAMP_STATUS_INCOMPLETE;
  if (summary->n_contradicted > 0)
    return PREAMP_STATUS_CONTRADICTED;

  for (guint i = 0; i < G_N_ELEMENTS (headlines); i++)
    {
      if (summary->counts[headlines[i].outcome] > 0)
        return preamp_status_from_outcome (headlines[i].outcome);
    }

  return summary->n_attempts > 0 ? PREAMP_STATUS_COMPLETE : PREAMP_STATUS_NOT_STARTED;
}

static char *
dup_run_outcome (const PreampRunSummary *summary)
{
  PreampStatus status = get_run_status (summary);

  if (status == PREAMP_STATUS_MOVING)
    return g_strdup (_("Under way…"));
  if (status == PREAMP_STATUS_CONTRADICTED)
    /* Translators: %u is the number of datasources whose answer Domo’s lists contradict */
    return g_strdup_printf (ngettext ("%u contradicted by Domo’s lists",
                                      "%u contradicted by Domo’s lists",
                                      summary->n_contradicted),
                            summary->n_contradicted);

  for (guint i = 0; i < G_N_ELEMENTS (headlines); i++)
    {
      guint n = summary->counts[headlines[i].outcome];

      if (n > 0)
        {
          g_autofree char *number = g_strdup_printf ("%u", n);
          g_auto (GStrv) parts = g_strsplit (ngettext (headlines[i].singular,
                                                       headlines[i].plural, n), "%u", 2);

          return g_strjoinv (number, parts);
        }
    }

  return g_strdup (summary->n_attempts > 0 ? _("All complete") : _("Nothing to move"));
}

/**
 * preamp_activity_words_dup_run_title:
 * @summary: a run
 *
 * Returns: (transfer full): what the run did: “Migrate 35”
 */
char *
preamp_activity_words_dup_run_title (const PreampRunSummary *summary)
{
  g_return_val_if_fail (summary != NULL, NULL);

  if (summary->run->direction == PREAMP_DIRECTION_REVERSE)
    /* Translators: a run that moves %u datasources back */
    return g_strdup_printf (ngettext ("Reverse %u", "Reverse %u", summary->n_attempts),
                            summary->n_attempts);

  /* Translators: a run that moves %u datasources */
  return g_strdup_printf (ngettext ("Migrate %u", "Migrate %u", summary->n_attempts),
                          summary->n_attempts);
}

/**
 * preamp_activity_words_dup_interrupted:
 * @summary: a run that was interrupted
 *
 * Says that the run was interrupted, and how much of it was not started.
 *
 * Returns: (transfer full): a sentence without its full stop
 */
char *
preamp_activity_words_dup_interrupted (const PreampRunSummary *summary)
{
  g_return_val_if_fail (summary != NULL, NULL);

  /* Translators: %1$u is how many of the run's %2$u datasources were not started */
  return g_strdup_printf (ngettext ("A run was interrupted: %1$u of %2$u not started",
                                    "A run was interrupted: %1$u of %2$u not started",
                                    summary->n_attempts),
                          summary->counts[PREAMP_OUTCOME_NOT_STARTED], summary->n_attempts);
}

/**
 * preamp_activity_words_dup_run_ending:
 * @summary: a run
 *
 * Returns: (transfer full): a sentence that says how the run ended
 */
char *
preamp_activity_words_dup_run_ending (const PreampRunSummary *summary)
{
  guint n = 0;

  g_return_val_if_fail (summary != NULL, NULL);

  n = summary->counts[PREAMP_OUTCOME_NOT_STARTED];

  switch (summary->run->ending)
    {
    case PREAMP_RUN_ENDING_FINISHED:
      return g_strdup (_("Every datasource has had its turn."));

    case PREAMP_RUN_ENDING_STOPPED:
      return g_strdup_printf (ngettext ("You stopped it. %u datasource was not started.",
                                        "You stopped it. %u datasources were not started.", n), n);

    case PREAMP_RUN_ENDING_HALTED:
      if (summary->run->reason != NULL)
        return g_strdup (summary->run->reason);
      return g_strdup_printf (ngettext ("It halted by itself. %u datasource was not started.",
                                        "It halted by itself. %u datasources were not started.", n),
                              n);

    case PREAMP_RUN_ENDING_QUIT:
      return g_strdup_printf (ngettext ("Preamp was quit. %u datasource was not started.",
                                        "Preamp was quit. %u datasources were not started.", n), n);

    case PREAMP_RUN_ENDING_CRASHED:
      return g_strdup_printf (ngettext ("Preamp ended in the middle of it. %u datasource was not "
                                        "started.",
                                        "Preamp ended in the middle of it. %u datasources were not "
                                        "started.", n), n);

    case PREAMP_RUN_ENDING_NONE:
    default:
      return g_strdup (_("It is under way."));
    }
}

/* Rows */

/**
 * preamp_activity_words_get_status:
 * @item: a run or an attempt
 *
 * Returns: what it is shown as; a run by its worst outcome
 */
PreampStatus
preamp_activity_words_get_status (PreampActivityItem *item)
{
  const PreampRunSummary *summary = preamp_activity_item_get_summary (item);
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);

  if (summary != NULL)
    return get_run_status (summary);
  if (attempt == NULL)
    return PREAMP_STATUS_WAITING;

  return preamp_attempt_words_get_status (attempt);
}

/**
 * preamp_activity_words_dup_outcome:
 * @item: a run or an attempt
 *
 * Returns: (transfer full): the words for how it ended, empty before it was read
 */
char *
preamp_activity_words_dup_outcome (PreampActivityItem *item)
{
  const PreampRunSummary *summary = preamp_activity_item_get_summary (item);
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);

  if (summary != NULL)
    return dup_run_outcome (summary);
  if (attempt == NULL)
    return g_strdup ("");

  return preamp_attempt_words_dup_label (attempt);
}

/**
 * preamp_activity_words_dup_title:
 * @item: a run or an attempt
 *
 * Returns: (transfer full): what the run did, or the datasource's name
 */
char *
preamp_activity_words_dup_title (PreampActivityItem *item)
{
  const PreampRunSummary *summary = preamp_activity_item_get_summary (item);
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);

  if (summary != NULL)
    return preamp_activity_words_dup_run_title (summary);

  return attempt != NULL ? preamp_format_one_line (preamp_attempt_get_name (attempt))
                         : g_strdup ("…");
}

/**
 * preamp_activity_words_dup_label:
 * @item: a run or an attempt
 *
 * Returns: (transfer full): the whole row, read aloud
 */
char *
preamp_activity_words_dup_label (PreampActivityItem *item)
{
  g_autofree char *title = preamp_activity_words_dup_title (item);
  g_autofree char *outcome = preamp_activity_words_dup_outcome (item);
  g_autofree char *integration = preamp_activity_words_dup_integration (item);
  g_autofree char *when = preamp_activity_words_dup_when (item);

  /* Translators: a row read aloud: %1$s is a run or a datasource, %2$s how it ended, %3$s an
   * integration, %4$s a date and time */
  return g_strdup_printf (_("%1$s, %2$s, %3$s, %4$s"), title, outcome, integration, when);
}

/**
 * preamp_activity_words_dup_what:
 * @item: an attempt
 *
 * Returns: (transfer full): which way it went, empty for a run
 */
char *
preamp_activity_words_dup_what (PreampActivityItem *item)
{
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);

  if (attempt == NULL)
    return g_strdup ("");

  return g_strdup (preamp_attempt_get_record (attempt)->direction == PREAMP_DIRECTION_REVERSE
                     ? C_("attempt", "Reverse")
                     : C_("attempt", "Migrate"));
}

/**
 * preamp_activity_words_dup_integration:
 * @item: a run or an attempt
 *
 * Returns: (transfer full): the name of its integration, or how many a run has
 */
char *
preamp_activity_words_dup_integration (PreampActivityItem *item)
{
  const PreampRunSummary *summary = preamp_activity_item_get_summary (item);
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);
  const char *name = NULL;

  if (summary != NULL && summary->n_integrations > 1)
    return g_strdup_printf (ngettext ("%u integration", "%u integrations",
                                      summary->n_integrations),
                            summary->n_integrations);

  if (summary != NULL)
    {
      name = summary->integration_name != NULL ? summary->integration_name
                                               : summary->integration_id;
    }
  else if (attempt != NULL)
    {
      const PreampAttemptRecord *record = preamp_attempt_get_record (attempt);

      name = record->integration_name != NULL ? record->integration_name : record->integration_id;
    }

  return preamp_format_one_line (name);
}

/**
 * preamp_activity_words_dup_time:
 * @microseconds: a time since 1970 UTC, 0 for none
 *
 * Returns: (transfer full): the day and the time, empty for none
 */
char *
preamp_activity_words_dup_time (gint64 microseconds)
{
  g_autoptr (GDateTime) date = NULL;
  char *text = NULL;

  if (microseconds != 0)
    {
      date = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
      text = preamp_format_date_time (date);
    }

  return text != NULL ? text : g_strdup ("");
}

/**
 * preamp_activity_words_dup_when:
 * @item: a run or an attempt
 *
 * Returns: (transfer full): when it started, empty where it did not
 */
char *
preamp_activity_words_dup_when (PreampActivityItem *item)
{
  const PreampRunSummary *summary = preamp_activity_item_get_summary (item);
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);

  if (summary != NULL)
    return preamp_activity_words_dup_time (summary->began_at);

  return preamp_activity_words_dup_time (attempt != NULL
                                           ? preamp_attempt_get_record (attempt)->sent_at : 0);
}

/**
 * preamp_activity_words_dup_duration:
 * @item: a run or an attempt
 *
 * Returns: (transfer full): how long it took, empty where that is not known
 */
char *
preamp_activity_words_dup_duration (PreampActivityItem *item)
{
  const PreampRunSummary *summary = preamp_activity_item_get_summary (item);
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);
  GTimeSpan duration = 0;

  if (summary != NULL && summary->run->ending == PREAMP_RUN_ENDING_CRASHED &&
      preamp_run_summary_get_duration (summary) == 0)
    return g_strdup (C_("duration", "Not known"));

  if (summary != NULL)
    duration = preamp_run_summary_get_duration (summary);
  else if (attempt != NULL)
    duration = preamp_attempt_get_record (attempt)->duration;

  return duration > 0 ? preamp_format_duration (duration) : g_strdup ("");
}

/**
 * preamp_activity_words_dup_ratio:
 * @item: a run
 *
 * Returns: (transfer full): how many of its datasources moved: “30 of 35”
 */
char *
preamp_activity_words_dup_ratio (PreampActivityItem *item)
{
  const PreampRunSummary *summary = preamp_activity_item_get_summary (item);
  guint n_moved;

  if (summary == NULL)
    return g_strdup ("");

  n_moved = summary->counts[PREAMP_OUTCOME_COMPLETE] + summary->counts[PREAMP_OUTCOME_MOVED] -
            summary->contradicted[PREAMP_OUTCOME_COMPLETE];

  /* Translators: how many datasources of a run moved */
  return g_strdup_printf (_("%1$u of %2$u"), n_moved, summary->n_attempts);
}

/**
 * preamp_activity_words_dup_attention:
 * @record: an attempt that needs attention
 *
 * Returns: (transfer full): a line that says why
 */
char *
preamp_activity_words_dup_attention (const PreampAttemptRecord *record)
{
  g_autofree char *when = NULL;
  const char *why;

  g_return_val_if_fail (record != NULL, NULL);

  if (record->contradicted)
    why = _("Domo’s lists disagree with its answer");
  else if (record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    why = _("Incomplete · content may be broken");
  else if (record->outcome == PREAMP_OUTCOME_UNCONFIRMED && record->http_status != 0)
    why = _("Unconfirmed · no usable answer came");
  else if (record->outcome == PREAMP_OUTCOME_UNCONFIRMED)
    why = _("Unconfirmed · no answer came");
  else if (record->outcome == PREAMP_OUTCOME_MOVED)
    why = _("Moved, by Domo’s lists · look at a dashboard you know");
  else
    why = _("Domo reported an unknown state");

  when = preamp_activity_words_dup_time (record->sent_at);
  if (*when == '\0')
    return g_strdup (why);

  /* Translators: %1$s says why an attempt needs attention, %2$s when it was sent */
  return g_strdup_printf (_("%1$s · %2$s"), why, when);
}
