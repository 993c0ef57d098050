/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-reread"

#include "config.h"

#include "preamp-reread.h"

#include <glib/gi18n.h>

#include "domo/preamp-candidate.h"
#include "preamp-run-private.h"

/* A run that is long, or starts late, meets lists that have changed since it was planned. What has
 * changed is left out, with its reason, but for what is incomplete: nothing in the lists stands in
 * the way of that. Of several integrations, one whose list cannot be read stops no other. */

typedef struct
{
  PreampJournal *journal;
  GHashTable *broken;      /* identifiers of the datasources that are incomplete */
  GPtrArray *integrations; /* identifiers, not read yet */
  GPtrArray *changed;      /* PreampAttempt, to be left out */
  GPtrArray *reasons;      /* why, in the same order */
  guint n_tokens;          /* how often the token had been replaced when a list was asked for */
  GError *error;           /* why the first list that could not be read could not */
} Reread;

static void
reread_free (Reread *reread)
{
  g_clear_object (&reread->journal);
  g_clear_pointer (&reread->broken, g_hash_table_unref);
  g_clear_pointer (&reread->integrations, g_ptr_array_unref);
  g_clear_pointer (&reread->changed, g_ptr_array_unref);
  g_clear_pointer (&reread->reasons, g_ptr_array_unref);
  g_clear_error (&reread->error);
  g_free (reread);
}

/* A list with rows that could not be read may lack the one that matters. */
static const char *
find_change (GHashTable                *list,
             gboolean                   whole,
             const PreampAttemptRecord *record)
{
  const gboolean forward = record->direction == PREAMP_DIRECTION_MIGRATE;
  const PreampListed flag = forward ? PREAMP_LISTED_CANDIDATES : PREAMP_LISTED_REVERSE;
  PreampCandidate *candidate = g_hash_table_lookup (list, record->datasource_id);

  if (candidate == NULL)
    return !whole || (record->listed & flag) == 0 ? NULL
           : forward                              ? _("Domo no longer lists it as a candidate.")
                                                  : _("Domo no longer lists it as migrated.");

  if (forward && preamp_candidate_get_migrated (candidate) && !record->migrated)
    return _("It was migrated by somebody else meanwhile.");

  if (preamp_candidate_get_collision (candidate) && !record->collision)
    return _("It collides with another datasource by now.");

  return NULL;
}

static void read_next (GTask *task);

static void
leave_out_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampRun *run = g_task_get_source_object (task);
  Reread *reread = g_task_get_task_data (task);
  g_autoptr (PreampAttempt) attempt = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;
  guint last = reread->changed->len - 1;

  attempt = g_ptr_array_steal_index (reread->changed, last);
  reason = g_ptr_array_steal_index (reread->reasons, last);

  /* One that cannot be left out in writing is sent, and Domo says what it thinks of it. */
  if (preamp_journal_leave_out_finish (PREAMP_JOURNAL (object), result, &error))
    preamp_run_set_left_out (run, attempt, reason);
  else
    g_warning ("Cannot leave a datasource out: %s", error->message);

  read_next (g_steal_pointer (&task));
}

static void
take_list (PreampRun  *run,
           Reread     *reread,
           const char *integration_id,
           GPtrArray  *candidates,
           gboolean    whole)
{
  g_autoptr (GHashTable) list = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *attempts = preamp_run_get_attempts (run);

  for (guint i = 0; i < candidates->len; i++)
    {
      PreampCandidate *candidate = g_ptr_array_index (candidates, i);

      g_hash_table_insert (list, (gpointer) preamp_candidate_get_id (candidate), candidate);
    }

  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);
      const PreampAttemptRecord *record = preamp_attempt_get_record (attempt);
      const char *change;

      if (preamp_attempt_get_phase (attempt) != PREAMP_ATTEMPT_PHASE_WAITING ||
          !g_str_equal (record->integration_id, integration_id) ||
          g_hash_table_contains (reread->broken, record->datasource_id))
        continue;

      change = find_change (list, whole, record);
      if (change == NULL)
        continue;

      g_ptr_array_add (reread->changed, g_object_ref (attempt));
      g_ptr_array_add (reread->reasons, g_strdup (change));
    }
}

static void
list_candidates_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampDomoClient *client = PREAMP_DOMO_CLIENT (object);
  PreampRun *run = g_task_get_source_object (task);
  Reread *reread = g_task_get_task_data (task);
  const char *integration_id;
  g_autoptr (GPtrArray) candidates = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;

  candidates = preamp_domo_client_list_candidates_finish (client, result, &problems, &error);

  /* Whose list it was is not certain where the token was replaced meanwhile: read it again. */
  if (preamp_domo_client_get_n_tokens (client) != reread->n_tokens &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      read_next (g_steal_pointer (&task));
      return;
    }

  integration_id = g_ptr_array_index (reread->integrations, reread->integrations->len - 1);

  if (candidates != NULL)
    take_list (run, reread, integration_id, candidates, problems == NULL || problems[0] == NULL);
  else if (reread->error == NULL)
    reread->error = g_steal_pointer (&error);

  g_ptr_array_set_size (reread->integrations, (int) reread->integrations->len - 1);
  read_next (g_steal_pointer (&task));
}

static void
read_next (GTask *task)
{
  PreampRun *run = g_task_get_source_object (task);
  Reread *reread = g_task_get_task_data (task);

  if (reread->changed->len > 0)
    {
      PreampAttempt *attempt = g_ptr_array_index (reread->changed, reread->changed->len - 1);

      preamp_journal_leave_out_async (reread->journal, preamp_attempt_get_record (attempt)->id,
                                      g_ptr_array_index (reread->reasons, reread->reasons->len - 1),
                                      leave_out_cb, task);
    }
  else if (reread->integrations->len > 0)
    {
      PreampDomoClient *client = preamp_connection_get_client (preamp_run_get_connection (run));

      reread->n_tokens = preamp_domo_client_get_n_tokens (client);
      preamp_domo_client_list_candidates_async (client,
                                                g_ptr_array_index (reread->integrations,
                                                                   reread->integrations->len - 1),
                                                preamp_run_get_direction (run),
                                                g_task_get_cancellable (task),
                                                list_candidates_cb, task);
    }
  else if (reread->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reread->error));
      g_object_unref (task);
    }
  else
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
list_latest_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampRun *run = g_task_get_source_object (task);
  Reread *reread = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  records = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->outcome == PREAMP_OUTCOME_INCOMPLETE &&
          record->direction == preamp_run_get_direction (run))
        g_hash_table_add (reread->broken, g_strdup (record->datasource_id));
    }

  read_next (g_steal_pointer (&task));
}

/**
 * preamp_reread_async:
 * @run: a run of which nothing is sent meanwhile
 * @journal: the journal
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads again, of each integration, the list of those that move as the run does, for all that wait
 * in it, and leaves out what has changed since they were planned.
 */
void
preamp_reread_async (PreampRun           *run,
                     PreampJournal       *journal,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GListModel *attempts;
  GTask *task;
  Reread *reread;

  g_return_if_fail (PREAMP_IS_RUN (run));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));

  task = g_task_new (run, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_reread_async);

  reread = g_new0 (Reread, 1);
  reread->journal = g_object_ref (journal);
  reread->broken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reread->integrations = g_ptr_array_new_with_free_func (g_free);
  reread->changed = g_ptr_array_new_with_free_func (g_object_unref);
  reread->reasons = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, reread, (GDestroyNotify) reread_free);

  attempts = preamp_run_get_attempts (run);
  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);
      const char *id = preamp_attempt_get_record (attempt)->integration_id;

      if (preamp_attempt_get_phase (attempt) == PREAMP_ATTEMPT_PHASE_WAITING &&
          !g_ptr_array_find_with_equal_func (reread->integrations, id, g_str_equal, NULL))
        g_ptr_array_add (reread->integrations, g_strdup (id));
    }

  preamp_journal_list_latest_async (journal, preamp_run_get_record (run)->instance, cancellable,
                                    list_latest_cb, task);
}

/**
 * preamp_reread_finish:
 * @run: the run
 * @result: as given to the callback
 * @error: (nullable): set to a [error@DomoError] where a list could not be read, or a
 *   [error@JournalError] where the journal could not
 *
 * Ends [func@reread_async].
 *
 * Returns: whether all of them were read
 */
gboolean
preamp_reread_finish (PreampRun     *run,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, run), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_reread_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
