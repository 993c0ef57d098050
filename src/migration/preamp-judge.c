/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-judge.h"

#include <glib/gi18n.h>

#include "domo/preamp-domo-error.h"

static PreampOutcome
judge_state (const char *state)
{
  /* The three states of the API's page; whatever else is shown as Domo wrote it. */
  if (g_str_equal (state, "COMPLETE"))
    return PREAMP_OUTCOME_COMPLETE;

  if (g_str_equal (state, "INCOMPLETE"))
    return PREAMP_OUTCOME_INCOMPLETE;

  if (g_str_equal (state, "ABORTED"))
    return PREAMP_OUTCOME_ABORTED;

  return PREAMP_OUTCOME_UNKNOWN;
}

static gboolean
is_for_datasource (PreampMigrationResult *result,
                   const char            *datasource_id)
{
  const char *named = preamp_migration_result_get_datasource_id (result);

  /* Identifiers are UUIDs, which are the same in either case. */
  return named == NULL || g_ascii_strcasecmp (named, datasource_id) == 0;
}

static PreampOutcome
judge (PreampReply *reply,
       const char  *datasource_id)
{
  PreampMigrationResult *result = preamp_reply_get_result (reply);
  guint status = preamp_reply_get_http_status (reply);

  if (!preamp_reply_get_wrote_headers (reply))
    return PREAMP_OUTCOME_NOT_SENT;

  if (result != NULL && is_for_datasource (result, datasource_id))
    return judge_state (preamp_migration_result_get_state (result));

  /* Domo may still be working after 408, and an answer about another datasource proves nothing. */
  if (result == NULL && status >= 400 && status < 500 && status != 408)
    return PREAMP_OUTCOME_REFUSED;

  return PREAMP_OUTCOME_UNCONFIRMED;
}

/* What happened, without advice. The sentence of an error is written for a reading, and says to try
 * again; a move that may have happened is looked up instead. */
static char *
describe_loss (const GError *error,
               guint         status)
{
  if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_NOT_JSON) && status != 0)
    /* Translators: %u is an HTTP status, a number. */
    return g_strdup_printf (_("Domo answered with a web page, or with something else that is no "
                              "result (HTTP %u)."),
                            status);

  if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED))
    /* Translators: %u is an HTTP status, a number. */
    return g_strdup_printf (_("Domo’s answer is cut, or does not say how the move ended "
                              "(HTTP %u)."),
                            status);

  if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_SERVER) &&
      preamp_domo_error_get_message (error) == NULL)
    /* Translators: %u is an HTTP status, a number. */
    return g_strdup_printf (_("Domo had a problem of its own (HTTP %u)."), status);

  return g_strdup (error->message);
}

/**
 * preamp_judge_reply:
 * @reply: all that is known after a datasource's move was asked for
 * @record: (inout): the attempt it belongs to
 *
 * Judges an answer by the table “How an answer is judged” of the design, and writes the outcome and
 * every field of the answer to @record. Its times are the caller's to set.
 *
 * Returns: the outcome
 */
PreampOutcome
preamp_judge_reply (PreampReply         *reply,
                    PreampAttemptRecord *record)
{
  PreampMigrationResult *result;
  const GError *error;

  g_return_val_if_fail (PREAMP_IS_REPLY (reply), PREAMP_OUTCOME_NONE);
  g_return_val_if_fail (record != NULL, PREAMP_OUTCOME_NONE);

  result = preamp_reply_get_result (reply);
  error = preamp_reply_get_error (reply);

  record->outcome = judge (reply, record->datasource_id);
  record->http_status = preamp_reply_get_http_status (reply);
  record->n_sent = preamp_reply_get_n_sent (reply);
  g_clear_pointer (&record->failure, g_free);

  if (result != NULL)
    {
      g_free (record->toe);
      record->toe = g_strdup (preamp_migration_result_get_toe (result));
      g_free (record->result_datasource_id);
      record->result_datasource_id = g_strdup (preamp_migration_result_get_datasource_id (result));
      g_free (record->result_direction);
      record->result_direction = g_strdup (preamp_migration_result_get_direction (result));
      g_free (record->start_time);
      record->start_time = g_strdup (preamp_migration_result_get_start_time (result));
      g_free (record->state);
      record->state = g_strdup (preamp_migration_result_get_state (result));
      g_free (record->error_message);
      record->error_message = g_strdup (preamp_migration_result_get_error_message (result));
      g_free (record->end_time);
      record->end_time = g_strdup (preamp_migration_result_get_end_time (result));

      if (record->outcome == PREAMP_OUTCOME_UNCONFIRMED)
        record->failure = g_strdup (_("Domo’s answer is about another datasource."));
    }
  else if (error != NULL)
    {
      g_free (record->toe);
      record->toe = g_strdup (preamp_domo_error_get_toe (error));
      g_free (record->error_message);
      record->error_message = g_strdup (preamp_domo_error_get_message (error));
      record->failure = record->outcome == PREAMP_OUTCOME_UNCONFIRMED
                          ? describe_loss (error, record->http_status)
                          : g_strdup (error->message);
    }

  return record->outcome;
}
