/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attempt-words"

#include "config.h"

#include "preamp-attempt-words.h"

#include <glib/gi18n.h>

#include "preamp-format.h"

#define MAX_REMARK 200

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
iso8601_from_unix (gint64 microseconds)
{
  g_autoptr (GDateTime) date = NULL;

  if (microseconds == 0)
    return NULL;

  date = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  return date != NULL ? g_date_time_format_iso8601 (date) : NULL;
}

/**
 * preamp_attempt_words_get_status:
 * @attempt: an attempt
 *
 * Gets what the attempt is shown as.
 *
 * Returns: the status
 */
PreampStatus
preamp_attempt_words_get_status (PreampAttempt *attempt)
{
  const PreampAttemptRecord *record;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), PREAMP_STATUS_WAITING);

  record = preamp_attempt_get_record (attempt);
  if (record->left_out != NULL)
    return PREAMP_STATUS_LEFT_OUT;
  if (record->contradicted)
    return PREAMP_STATUS_CONTRADICTED;

  switch (preamp_attempt_get_phase (attempt))
    {
    case PREAMP_ATTEMPT_PHASE_WAITING:
      return PREAMP_STATUS_WAITING;

    case PREAMP_ATTEMPT_PHASE_MOVING:
      return PREAMP_STATUS_MOVING;

    case PREAMP_ATTEMPT_PHASE_ENDED:
    default:
      return preamp_status_from_outcome (preamp_attempt_get_outcome (attempt));
    }
}

/**
 * preamp_attempt_words_dup_label:
 * @attempt: an attempt
 *
 * Gets the word for what the attempt is shown as, with the state quoted that Preamp does not know.
 *
 * Returns: (transfer full): the word
 */
char *
preamp_attempt_words_dup_label (PreampAttempt *attempt)
{
  PreampStatus status = preamp_attempt_words_get_status (attempt);
  const char *state = preamp_attempt_get_record (attempt)->state;

  if (status == PREAMP_STATUS_UNKNOWN && is_given (state))
    {
      g_autofree char *short_state = preamp_attempt_words_shorten (state, 40);

      /* Translators: %s is the state of a migration as Domo wrote it, for example “PENDING” */
      return g_strdup_printf (_("Domo says “%s”"), short_state);
    }

  return g_strdup (preamp_status_get_label (status));
}

static const char *
get_contradiction (const PreampAttemptRecord *record)
{
  if (record->outcome == PREAMP_OUTCOME_COMPLETE)
    return _("Domo reported it as complete, but its lists do not show the move");

  if (record->outcome == PREAMP_OUTCOME_REFUSED)
    return _("Domo refused it, but its lists show the move");

  return _("Domo reported that nothing was changed, but its lists show the move");
}

/**
 * preamp_attempt_words_dup_remark:
 * @attempt: an attempt
 *
 * Gets one line about how the attempt ended: why it was left out, how the lists contradict the
 * answer, Domo's message, or else what Preamp says of it.
 *
 * Returns: (transfer full) (nullable): the line, or %NULL where there is nothing to remark
 */
char *
preamp_attempt_words_dup_remark (PreampAttempt *attempt)
{
  const PreampAttemptRecord *record;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), NULL);

  record = preamp_attempt_get_record (attempt);

  if (record->left_out != NULL)
    return preamp_attempt_words_shorten (record->left_out, MAX_REMARK);

  if (record->contradicted)
    return g_strdup (get_contradiction (record));

  if (is_given (record->error_message))
    return preamp_attempt_words_shorten (record->error_message, MAX_REMARK);

  if (is_given (record->failure))
    return preamp_attempt_words_shorten (record->failure, MAX_REMARK);

  if (record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    return g_strdup (_("It stopped half-way, and Domo gave no message"));

  if (record->outcome == PREAMP_OUTCOME_ABORTED)
    return g_strdup (_("Nothing was changed, and Domo gave no message"));

  return NULL;
}

/**
 * preamp_attempt_words_dup_times:
 * @attempt: an attempt
 *
 * Gets when the attempt began and ended: by Domo's answer, or else by the clock of this computer.
 *
 * Returns: (transfer full) (nullable): the times, or %NULL before it was sent
 */
char *
preamp_attempt_words_dup_times (PreampAttempt *attempt)
{
  const PreampAttemptRecord *record;
  g_autofree char *sent = NULL;
  g_autofree char *answered = NULL;
  GTimeSpan span;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), NULL);

  record = preamp_attempt_get_record (attempt);
  if (is_given (record->start_time))
    return preamp_format_times (record->start_time, record->end_time, &span);

  if (record->sent_at == 0)
    return NULL;

  sent = iso8601_from_unix (record->sent_at);
  answered = iso8601_from_unix (record->answered_at);

  return preamp_format_times (sent, answered, &span);
}

/**
 * preamp_attempt_words_dup_duration:
 * @attempt: an attempt
 *
 * Gets how long the attempt took, from its request to the answer as this computer measured it. That
 * is the number which stands in every list; where Domo's own times make another one of it, this
 * says so.
 *
 * Returns: (transfer full) (nullable): a text, or %NULL where nothing was measured
 */
char *
preamp_attempt_words_dup_duration (PreampAttempt *attempt)
{
  const PreampAttemptRecord *record;
  g_autofree char *times = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  GTimeSpan span;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), NULL);

  record = preamp_attempt_get_record (attempt);
  times = preamp_format_times (record->start_time, record->end_time, &span);
  if (span >= 0)
    there = preamp_format_duration (span);

  if (record->duration <= 0)
    return g_steal_pointer (&there);

  here = preamp_format_duration (record->duration);
  if (there == NULL || g_str_equal (here, there))
    return g_steal_pointer (&here);

  /* Translators: %1$s and %2$s are durations */
  return g_strdup_printf (_("%1$s, from the request to the answer. Domo’s own times make it %2$s."),
                          here, there);
}

/**
 * preamp_attempt_words_is_unsaved:
 * @attempt: an attempt
 *
 * Gets whether the attempt has an outcome that the journal does not have. Of one that was never
 * sent nothing can be lost.
 *
 * Returns: whether it is marked as not saved
 */
gboolean
preamp_attempt_words_is_unsaved (PreampAttempt *attempt)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), FALSE);

  return !preamp_attempt_get_saved (attempt) &&
         preamp_attempt_get_outcome (attempt) != PREAMP_OUTCOME_NOT_STARTED;
}

/**
 * preamp_attempt_words_may_retry:
 * @attempt: an attempt
 *
 * Gets whether the attempt may be followed by another in the same direction at once. One without
 * an answer is closed to a second request until it was looked up, and one that the lists
 * contradict is looked at in Domo.
 *
 * Returns: whether *Try Again…* is offered
 */
gboolean
preamp_attempt_words_may_retry (PreampAttempt *attempt)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), FALSE);

  if (preamp_attempt_get_record (attempt)->contradicted)
    return FALSE;

  switch (preamp_attempt_get_outcome (attempt))
    {
    case PREAMP_OUTCOME_NOT_SENT:
    case PREAMP_OUTCOME_REFUSED:
    case PREAMP_OUTCOME_ABORTED:
    case PREAMP_OUTCOME_INCOMPLETE:
    case PREAMP_OUTCOME_UNKNOWN:
      return TRUE;

    case PREAMP_OUTCOME_NONE:
    case PREAMP_OUTCOME_NOT_STARTED:
    case PREAMP_OUTCOME_COMPLETE:
    case PREAMP_OUTCOME_MOVED:
    case PREAMP_OUTCOME_UNCONFIRMED:
    default:
      return FALSE;
    }
}

/**
 * preamp_attempt_words_dup_integration:
 * @integration: an integration
 *
 * Gets what an integration is called in a sentence.
 *
 * Returns: (transfer full): its name, or its identifier where Domo gave none
 */
char *
preamp_attempt_words_dup_integration (PreampIntegration *integration)
{
  const char *name;

  g_return_val_if_fail (PREAMP_IS_INTEGRATION (integration), NULL);

  name = preamp_integration_get_name (integration);

  return preamp_attempt_words_shorten (is_given (name) ? name
                                                       : preamp_integration_get_id (integration),
                                       80);
}

/**
 * preamp_attempt_words_shorten:
 * @text: (nullable): a text from outside
 * @n_chars: how many characters are shown at most
 *
 * Makes one line of a text that may have many, or thousands of characters.
 *
 * Returns: (transfer full) (nullable): the line, %NULL for %NULL
 */
char *
preamp_attempt_words_shorten (const char *text,
                              guint       n_chars)
{
  g_autofree char *valid = NULL;
  GString *line;
  gboolean space = FALSE;
  guint n = 0;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = line->len > 0;
          continue;
        }

      if (n + (space ? 1 : 0) >= n_chars)
        {
          g_string_append (line, "…");
          break;
        }

      if (space)
        {
          g_string_append_c (line, ' ');
          n++;
        }

      space = FALSE;
      g_string_append_unichar (line, c);
      n++;
    }

  return g_string_free (line, FALSE);
}

/**
 * preamp_attempt_words_may_mark_as_seen:
 * @attempt: an attempt
 *
 * Gets whether nothing is left but that somebody sees it: Domo's lists have proved the move.
 *
 * Returns: whether *Mark as Seen* is offered, and not *Set Aside*
 */
gboolean
preamp_attempt_words_may_mark_as_seen (PreampAttempt *attempt)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), FALSE);

  return preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_MOVED &&
         !preamp_attempt_get_record (attempt)->contradicted;
}
