/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-reading"

#include "config.h"

#include "preamp-domo-reading.h"

#include "preamp-domo-decoder.h"
#include "preamp-domo-error.h"
#include "preamp-domo-look.h"

#include <libsoup/soup.h>

/* One reading, over all its tries. */
typedef struct
{
  PreampDomoKind     kind;
  char              *path;
  PreampDomoPatience patience;
  guint              n_tried;
} Quest;

/* One answer while a thread reads it. */
typedef struct
{
  PreampDomoKind     kind;
  PreampDomoAnswer  *answer;
  PreampDomoReading *reading;
  GError            *error;
  gboolean           worth_another;
} Decoding;

static void
quest_free (Quest *quest)
{
  g_clear_pointer (&quest->path, g_free);
  g_free (quest);
}

static void
decoding_free (Decoding *decoding)
{
  g_clear_pointer (&decoding->answer, preamp_domo_answer_free);
  g_clear_pointer (&decoding->reading, preamp_domo_reading_free);
  g_clear_error (&decoding->error);
  g_free (decoding);
}

/* Decoding, in a thread */

static gboolean
is_passing_status (guint status)
{
  return status == 429 || status == SOUP_STATUS_BAD_GATEWAY
         || status == SOUP_STATUS_SERVICE_UNAVAILABLE || status == SOUP_STATUS_GATEWAY_TIMEOUT;
}

static void
decode (Decoding *decoding)
{
  PreampDomoReading *reading = NULL;
  gboolean cut = FALSE;

  reading = g_new0 (PreampDomoReading, 1);

  switch (decoding->kind)
    {
    case PREAMP_DOMO_KIND_USER:
      reading->user = preamp_domo_decode_user (decoding->answer, &cut, &decoding->error);
      break;

    case PREAMP_DOMO_KIND_TYPES:
      reading->types = preamp_domo_decode_types (decoding->answer, &cut, &decoding->error);
      break;

    case PREAMP_DOMO_KIND_INTEGRATIONS:
      reading->rows = preamp_domo_decode_integrations (decoding->answer, &reading->problems, &cut,
                                                       &decoding->error);
      break;

    case PREAMP_DOMO_KIND_CANDIDATES:
      reading->rows = preamp_domo_decode_candidates (decoding->answer, &reading->problems, &cut,
                                                     &decoding->error);
      break;

    default:
      g_assert_not_reached ();
    }

  /* libsoup takes a cut chunked answer for a whole one, so it is seen here only. */
  decoding->worth_another = cut;
  decoding->reading = reading;
}

static void
decode_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Decoding *decoding = task_data;
  PreampDomoAnswer *answer = decoding->answer;

  preamp_domo_answer_hide_token (answer);

  decoding->error = preamp_domo_answer_dup_failure (answer);
  if (decoding->error != NULL)
    {
      decoding->worth_another = preamp_domo_answer_is_broken (answer);
    }
  else
    {
      decoding->error = preamp_domo_answer_dup_refusal (answer);
      decoding->worth_another = is_passing_status (answer->http_status);
    }

  if (decoding->error == NULL)
    decode (decoding);

  g_task_return_boolean (task, TRUE);
}

/* Tries */

static void try_once (GTask *task);

static gboolean
try_again_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);

  if (!g_task_return_error_if_cancelled (task))
    try_once (task);

  return G_SOURCE_REMOVE;
}

static void
try_again_later (GTask *task,
                 guint  retry_after)
{
  Quest *quest = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GSource) source = NULL;
  guint64 delay = (guint64) quest->patience.delay << (quest->n_tried - 1);

  delay = MAX (delay, (guint64) retry_after * 1000);
  delay = MIN (delay, quest->patience.limit);

  source = g_timeout_source_new ((guint) delay);
  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }

  g_source_set_callback (source, try_again_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);

  g_task_return_error (task, preamp_domo_look_finish (PREAMP_DOMO_TRANSPORT (source), result));
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Quest *quest = g_task_get_task_data (task);
  Decoding *decoding = g_task_get_task_data (G_TASK (result));

  if (g_task_return_error_if_cancelled (task))
    return;

  if (decoding->error == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&decoding->reading),
                             (GDestroyNotify) preamp_domo_reading_free);
      return;
    }

  if (decoding->worth_another && quest->n_tried < quest->patience.n_tries)
    {
      g_debug ("Asking again after: %s", decoding->error->message);
      try_again_later (task, decoding->answer->retry_after);
      return;
    }

  if (quest->kind != PREAMP_DOMO_KIND_USER
      && g_error_matches (decoding->error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_FORBIDDEN))
    {
      preamp_domo_look_async (g_task_get_source_object (task), decoding->error,
                              decoding->answer->host, g_task_get_cancellable (task), looked_cb,
                              g_object_ref (task));
      return;
    }

  g_task_return_error (task, g_steal_pointer (&decoding->error));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GTask) decoding_task = NULL;
  Quest *quest = g_task_get_task_data (task);
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->kind = quest->kind;
  decoding->answer = preamp_domo_transport_send_finish (PREAMP_DOMO_TRANSPORT (source), result);

  /* The thread is given nothing of the transport, whose sessions must not end in a thread. */
  decoding_task = g_task_new (NULL, NULL, decoded_cb, g_steal_pointer (&task));
  g_task_set_source_tag (decoding_task, answered_cb);
  g_task_set_task_data (decoding_task, decoding, (GDestroyNotify) decoding_free);
  g_task_run_in_thread (decoding_task, decode_thread);
}

static void
try_once (GTask *task)
{
  Quest *quest = g_task_get_task_data (task);

  quest->n_tried++;
  preamp_domo_transport_send_async (g_task_get_source_object (task), PREAMP_DOMO_PURPOSE_READ,
                                    quest->path, g_task_get_cancellable (task), answered_cb,
                                    g_object_ref (task));
}

/**
 * preamp_domo_reading_free: (skip)
 * @reading: (transfer full): what was read
 *
 * Frees what was read.
 */
void
preamp_domo_reading_free (PreampDomoReading *reading)
{
  g_return_if_fail (reading != NULL);

  g_clear_pointer (&reading->user, preamp_user_free);
  g_clear_pointer (&reading->types, g_strfreev);
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_clear_pointer (&reading->problems, g_strfreev);
  g_free (reading);
}

/**
 * preamp_domo_read_async: (skip)
 * @transport: the way to Domo
 * @kind: what is to be read
 * @path: the path, percent-encoded
 * @patience: how it is repeated; copied
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks for something and decodes it in a thread. After 429, 502, 503, 504, a broken connection
 * or a cut answer it asks again. After a 403 one look at the user tells what it means.
 */
void
preamp_domo_read_async (PreampDomoTransport      *transport,
                        PreampDomoKind            kind,
                        const char               *path,
                        const PreampDomoPatience *patience,
                        GCancellable             *cancellable,
                        GAsyncReadyCallback       callback,
                        gpointer                  user_data)
{
  g_autoptr (GTask) task = NULL;
  Quest *quest = NULL;

  g_return_if_fail (PREAMP_IS_DOMO_TRANSPORT (transport));
  g_return_if_fail (path != NULL);
  g_return_if_fail (patience != NULL);

  task = g_task_new (transport, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_domo_read_async);

  quest = g_new0 (Quest, 1);
  quest->kind = kind;
  quest->path = g_strdup (path);
  quest->patience = *patience;
  g_task_set_task_data (task, quest, (GDestroyNotify) quest_free);

  try_once (task);
}

/**
 * preamp_domo_read_finish: (skip)
 * @transport: the way to Domo
 * @result: a result
 * @error: return location for an error
 *
 * Gets what was read.
 *
 * Returns: (transfer full) (nullable): what was read
 */
PreampDomoReading *
preamp_domo_read_finish (PreampDomoTransport *transport,
                         GAsyncResult        *result,
                         GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_domo_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
