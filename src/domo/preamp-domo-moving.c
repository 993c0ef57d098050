/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-moving"

#include "config.h"

#include "preamp-domo-moving.h"

#include "preamp-domo-decoder.h"
#include "preamp-domo-error.h"
#include "preamp-domo-look.h"

/* The bytes of an answer up to which nobody notices that it is read. */
#define SMALL_ANSWER (16 * 1024)

/* A move is asked for once. Whatever comes of it, a reply says how far it came. */
typedef struct
{
  PreampDomoAnswer      *answer;
  PreampMigrationResult *result;
  GError                *error;
} Move;

static void
move_free (Move *move)
{
  g_clear_pointer (&move->answer, preamp_domo_answer_free);
  g_clear_object (&move->result);
  g_clear_error (&move->error);
  g_free (move);
}

static void
return_reply (GTask *task,
              Move  *move)
{
  PreampReplyFields fields = {
    .wrote_headers = move->answer->wrote_headers,
    .n_sent = move->answer->n_sent,
    .http_status = move->answer->http_status,
    .retry_after = move->answer->retry_after,
    .result = move->result,
    .error = move->error,
  };

  g_task_return_pointer (task, preamp_reply_new (&fields), g_object_unref);
}

/* A result counts at any status; without one, what stands in its way is told before its form. */
static void
judge (Move *move)
{
  g_autoptr (GError) form_error = NULL;

  preamp_domo_answer_hide_token (move->answer);

  move->error = preamp_domo_answer_dup_failure (move->answer);
  if (move->error == NULL)
    move->result = preamp_domo_decode_result (move->answer, &form_error);

  if (move->error == NULL && move->result == NULL)
    move->error = preamp_domo_answer_dup_refusal (move->answer);

  if (move->error == NULL && move->result == NULL)
    move->error = g_steal_pointer (&form_error);
}

static void
judge_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  judge (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Move *move = g_task_get_task_data (task);

  g_clear_error (&move->error);
  move->error = preamp_domo_look_finish (PREAMP_DOMO_TRANSPORT (source), result);
  return_reply (task, move);
}

static void
take_judgement (GTask *task)
{
  Move *move = g_task_get_task_data (task);

  if (g_error_matches (move->error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_FORBIDDEN))
    {
      preamp_domo_look_async (g_task_get_source_object (task), move->error, move->answer->host,
                              g_task_get_cancellable (task), looked_cb, g_object_ref (task));
      return;
    }

  return_reply (task, move);
}

static void
judged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);

  take_judgement (task);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GTask) judging = NULL;
  Move *move = g_task_get_task_data (task);

  move->answer = preamp_domo_transport_send_finish (PREAMP_DOMO_TRANSPORT (source), result);

  /* An answer as Domo gives it is read in less time than a thread is woken. */
  if (move->answer->body == NULL || move->answer->body->len <= SMALL_ANSWER)
    {
      judge (move);
      take_judgement (task);
      return;
    }

  /* The outer task keeps what the thread works on, and the thread is given nothing of the
   * transport, whose sessions must not end in a thread. */
  judging = g_task_new (NULL, NULL, judged_cb, g_steal_pointer (&task));
  g_task_set_source_tag (judging, answered_cb);
  g_task_set_task_data (judging, move, NULL);
  g_task_run_in_thread (judging, judge_thread);
}

/**
 * preamp_domo_move_async: (skip)
 * @transport: the way to Domo
 * @path: the path, percent-encoded
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks for a migration or a reversal, once.
 */
void
preamp_domo_move_async (PreampDomoTransport *transport,
                        const char          *path,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PREAMP_IS_DOMO_TRANSPORT (transport));
  g_return_if_fail (path != NULL);

  task = g_task_new (transport, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_domo_move_async);
  /* A cancelled move has a reply too: it may have reached Domo. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Move, 1), (GDestroyNotify) move_free);

  preamp_domo_transport_send_async (transport, PREAMP_DOMO_PURPOSE_MOVE, path, cancellable,
                                    answered_cb, g_steal_pointer (&task));
}

/**
 * preamp_domo_move_finish: (skip)
 * @transport: the way to Domo
 * @result: a result
 *
 * Gets the reply, which there always is.
 *
 * Returns: (transfer full): the reply
 */
PreampReply *
preamp_domo_move_finish (PreampDomoTransport *transport,
                         GAsyncResult        *result)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_domo_move_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
