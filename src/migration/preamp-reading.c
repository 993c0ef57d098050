/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-reading"

#include "config.h"

#include "preamp-reading.h"

#include "domo/preamp-candidate.h"

/* A reading that goes on. */
typedef struct
{
  PreampReading *reading;
  char *integration_id;
  guint n_tokens; /* how often the token had been replaced when it began */
  guint n_asked;
  GError *error;
} Progress;

static void
progress_free (Progress *progress)
{
  g_clear_pointer (&progress->reading, preamp_reading_free);
  g_clear_pointer (&progress->integration_id, g_free);
  g_clear_error (&progress->error);
  g_free (progress);
}

static GHashTable *
index_candidates (GPtrArray *candidates)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < candidates->len; i++)
    {
      PreampCandidate *candidate = g_object_ref (g_ptr_array_index (candidates, i));

      g_hash_table_insert (index, (gpointer) preamp_candidate_get_id (candidate), candidate);
    }

  return index;
}

static void
take_list (GTask         *task,
           GAsyncResult  *result,
           GHashTable   **list)
{
  PreampDomoClient *client = g_task_get_source_object (task);
  Progress *progress = g_task_get_task_data (task);
  g_autoptr (GPtrArray) candidates = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;

  candidates = preamp_domo_client_list_candidates_finish (client, result, &problems, &error);

  if (candidates == NULL)
    {
      if (progress->error == NULL)
        progress->error = g_steal_pointer (&error);
    }
  else if (problems == NULL || problems[0] == NULL)
    {
      /* A list with rows that could not be read may lack the one that matters. */
      *list = index_candidates (candidates);
    }

  if (--progress->n_asked > 0)
    return;

  /* Lists of one user and the name of another prove nothing. */
  if (preamp_domo_client_get_n_tokens (client) != progress->n_tokens)
    {
      g_clear_pointer (&progress->reading->candidates, g_hash_table_unref);
      g_clear_pointer (&progress->reading->reversals, g_hash_table_unref);
    }

  if (progress->reading->candidates == NULL && progress->error != NULL)
    g_task_return_error (task, g_steal_pointer (&progress->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&progress->reading),
                           (GDestroyNotify) preamp_reading_free);
}

static void
list_candidates_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Progress *progress = g_task_get_task_data (task);

  take_list (task, result, &progress->reading->candidates);
}

static void
list_reversals_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Progress *progress = g_task_get_task_data (task);

  take_list (task, result, &progress->reading->reversals);
}

static void
get_user_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampDomoClient *client = PREAMP_DOMO_CLIENT (object);
  Progress *progress = g_task_get_task_data (task);
  g_autoptr (PreampUser) user = NULL;
  g_autoptr (GError) error = NULL;

  user = preamp_domo_client_get_user_finish (client, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Domo does not document this call: whose lists they are is then not known. */
  if (user != NULL)
    progress->reading->user_id = g_strdup (user->id);

  progress->reading->asked_at = g_get_monotonic_time ();
  progress->n_asked = 2;
  preamp_domo_client_list_candidates_async (client, progress->integration_id,
                                            PREAMP_DIRECTION_MIGRATE,
                                            g_task_get_cancellable (task),
                                            list_candidates_cb, g_object_ref (task));
  preamp_domo_client_list_candidates_async (client, progress->integration_id,
                                            PREAMP_DIRECTION_REVERSE,
                                            g_task_get_cancellable (task),
                                            list_reversals_cb, g_object_ref (task));
}

/**
 * preamp_reading_free:
 * @reading: (transfer full): a reading
 *
 * Frees a reading.
 */
void
preamp_reading_free (PreampReading *reading)
{
  g_clear_pointer (&reading->candidates, g_hash_table_unref);
  g_clear_pointer (&reading->reversals, g_hash_table_unref);
  g_free (reading->user_id);
  g_free (reading);
}

/**
 * preamp_reading_new_async:
 * @client: the instance
 * @integration_id: an integration's identifier
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads both of Domo's lists of an integration, and as whom.
 */
void
preamp_reading_new_async (PreampDomoClient    *client,
                          const char          *integration_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;
  Progress *progress;

  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (client));
  g_return_if_fail (integration_id != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_reading_new_async);

  progress = g_new0 (Progress, 1);
  progress->reading = g_new0 (PreampReading, 1);
  progress->integration_id = g_strdup (integration_id);
  progress->n_tokens = preamp_domo_client_get_n_tokens (client);
  g_task_set_task_data (task, progress, (GDestroyNotify) progress_free);

  preamp_domo_client_get_user_async (client, cancellable, get_user_cb, task);
}

/**
 * preamp_reading_new_finish:
 * @result: as given to the callback
 * @error: (nullable): set to a [error@DomoError] where the candidates could not be read
 *
 * Ends [func@Reading.new_async].
 *
 * Returns: (transfer full): the reading; a list that proves nothing is %NULL in it
 */
PreampReading *
preamp_reading_new_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_reading_new_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
