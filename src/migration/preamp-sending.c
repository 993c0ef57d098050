/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sending"

#include "config.h"

#include "preamp-sending.h"

#include <glib/gi18n.h>

#include "domo/preamp-domo-error.h"
#include "preamp-judge.h"

/* One attempt on its way from its sent mark to the judging of its answer. Every sending is a row of
 * its own in the journal, also where libsoup sent a request again by itself: the server had not
 * taken the one before, so that one's row ends as not sent. */
typedef struct
{
  PreampJournal *journal;
  PreampAttemptRecord *record;
  PreampSendingFunc sent;
  gpointer sent_data;
  guint n_tokens;   /* how often the token had been replaced when the mark was asked for */
  gint64 sent_monotonic;
  PreampReply *reply;
  guint n_rows_due; /* rows for sendings that the journal does not have yet */
} Sending;

static void
sending_free (Sending *sending)
{
  g_clear_object (&sending->journal);
  g_clear_object (&sending->reply);
  g_clear_pointer (&sending->record, preamp_attempt_record_free);
  g_free (sending);
}

static void
judge (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  PreampAttemptRecord *record = sending->record;

  record->answered_at = g_get_real_time ();
  record->duration = g_get_monotonic_time () - sending->sent_monotonic;
  preamp_judge_reply (sending->reply, record);
  record->n_sent = MIN (record->n_sent, 1 + sending->n_rows_due);

  g_task_return_pointer (task, g_steal_pointer (&sending->record),
                         (GDestroyNotify) preamp_attempt_record_free);
}

/* Rows for what libsoup sent again */

static void add_due_row (GTask *task);

static void
add_row_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gint64 id;

  id = preamp_journal_note_sent_again_finish (PREAMP_JOURNAL (object), result, &error);
  if (id == 0)
    {
      /* The row that there is takes the outcome, and says how often it was sent. */
      g_warning ("Cannot note that a request was sent again: %s", error->message);
      judge (task);
      return;
    }

  sending->record->previous_id = sending->record->id;
  sending->record->id = id;
  sending->n_rows_due--;
  add_due_row (g_steal_pointer (&task));
}

static void
add_due_row (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (PreampAttemptRecord) ended = NULL;

  if (sending->n_rows_due == 0)
    {
      judge (task);
      g_object_unref (task);
      return;
    }

  ended = preamp_attempt_record_copy (sending->record);
  ended->outcome = PREAMP_OUTCOME_NOT_SENT;
  ended->n_sent = 1;
  ended->answered_at = g_get_real_time ();
  ended->failure = g_strdup (_("Domo had not taken the request, and it was sent once more."));
  preamp_journal_note_sent_again_async (sending->journal, ended, add_row_cb, task);
}

/* The request */

static void
move_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Sending *sending = g_task_get_task_data (task);

  sending->reply = preamp_domo_client_move_finish (PREAMP_DOMO_CLIENT (object), result);
  sending->n_rows_due = MAX (preamp_reply_get_n_sent (sending->reply), 1) - 1;
  add_due_row (g_steal_pointer (&task));
}

static PreampReply *
new_held_back (void)
{
  g_autoptr (GError) error =
    g_error_new_literal (PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED,
                         _("The access token was replaced at this moment. Nothing was sent."));

  return preamp_reply_new (&(const PreampReplyFields) { .error = error });
}

static void
mark_sent_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampDomoClient *client = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  PreampAttemptRecord *record = sending->record;
  GError *error = NULL;

  if (!preamp_journal_mark_sent_finish (PREAMP_JOURNAL (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  sending->sent_monotonic = g_get_monotonic_time ();
  sending->sent (record, sending->sent_data);

  /* The mark says as whom it is sent, so it is not sent as somebody else. */
  if (preamp_domo_client_get_n_tokens (client) != sending->n_tokens)
    {
      sending->reply = new_held_back ();
      judge (task);
      return;
    }

  if (record->direction == PREAMP_DIRECTION_MIGRATE)
    preamp_domo_client_migrate_async (client, record->datasource_id, record->integration_id,
                                      NULL, move_cb, g_steal_pointer (&task));
  else
    preamp_domo_client_reverse_async (client, record->datasource_id,
                                      NULL, move_cb, g_steal_pointer (&task));
}

/**
 * preamp_sending_async:
 * @client: the instance
 * @journal: the journal
 * @record: a waiting attempt, as the journal has it
 * @sent: called when its sent mark is durable
 * @sent_data: data for @sent, valid until @callback
 * @callback: called when its answer is judged
 * @user_data: for @callback
 *
 * Sends one attempt: writes its sent mark, asks Domo for the move, and judges what comes. The
 * outcome is for the caller to write. It cannot be cancelled: an answer that is not waited for is
 * an answer lost.
 */
void
preamp_sending_async (PreampDomoClient          *client,
                      PreampJournal             *journal,
                      const PreampAttemptRecord *record,
                      PreampSendingFunc          sent,
                      gpointer                   sent_data,
                      GAsyncReadyCallback        callback,
                      gpointer                   user_data)
{
  GTask *task;
  Sending *sending;

  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (client));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));
  g_return_if_fail (record != NULL && record->id != 0);
  g_return_if_fail (sent != NULL);

  task = g_task_new (client, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_sending_async);

  sending = g_new0 (Sending, 1);
  sending->journal = g_object_ref (journal);
  sending->record = preamp_attempt_record_copy (record);
  sending->sent = sent;
  sending->sent_data = sent_data;
  sending->n_tokens = preamp_domo_client_get_n_tokens (client);
  g_task_set_task_data (task, sending, (GDestroyNotify) sending_free);

  sending->record->sent_at = g_get_real_time ();
  sending->record->clock_known =
    preamp_domo_client_get_clock_offset (client, &sending->record->clock_offset);

  preamp_journal_mark_sent_async (journal, sending->record, mark_sent_cb, task);
}

/**
 * preamp_sending_finish:
 * @result: as given to the callback
 * @reply: (out) (transfer full): all that is known of the answer
 * @error: (nullable): set to a [error@JournalError] where the sent mark could not be written, and
 *   nothing was sent
 *
 * Ends [func@sending_async].
 *
 * Returns: (transfer full) (nullable): the record with its outcome, which is not written yet; its
 *   identifier is another one where libsoup sent the request again
 */
PreampAttemptRecord *
preamp_sending_finish (GAsyncResult  *result,
                       PreampReply  **reply,
                       GError       **error)
{
  Sending *sending;
  PreampAttemptRecord *record;

  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_sending_async), NULL);
  g_return_val_if_fail (reply != NULL, NULL);

  record = g_task_propagate_pointer (G_TASK (result), error);
  if (record == NULL)
    return NULL;

  sending = g_task_get_task_data (G_TASK (result));
  *reply = g_steal_pointer (&sending->reply);

  return record;
}
