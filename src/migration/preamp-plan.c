/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-plan"

#include "config.h"

#include "preamp-plan.h"

#include "preamp-verdict.h"

/**
 * PreampPlan:
 *
 * What would happen if the button were pressed: the chosen datasources, parted into those that go
 * and those that are left out, each with its reason. [method@Plan.check_async] reads Domo's lists
 * and the journal for it; before that both models are empty.
 */
struct _PreampPlan
{
  GObject parent_instance;

  PreampConnection *connection;
  PreampIntegration *integration;
  PreampDirection direction;
  gboolean retry;

  GPtrArray *chosen;
  GListStore *going;
  GListStore *left_out;
};

G_DEFINE_FINAL_TYPE (PreampPlan, preamp_plan, G_TYPE_OBJECT)

/* One check, as far as it has come. */
typedef struct
{
  PreampJournal *journal;
  PreampIntegrationLists *lists;
  guint n_reading;
  GError *error;
  GHashTable *closed;
  GHashTable *standings;
} Check;

static void
check_free (Check *check)
{
  g_clear_object (&check->journal);
  g_clear_object (&check->lists);
  g_clear_error (&check->error);
  g_clear_pointer (&check->closed, g_hash_table_unref);
  g_clear_pointer (&check->standings, g_hash_table_unref);
  g_free (check);
}

static GHashTable *
index_list (PreampIntegrationLists *lists,
            PreampDirection         direction)
{
  GListModel *list = G_LIST_MODEL (preamp_integration_lists_get_list (lists, direction));
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      PreampCandidate *candidate = g_list_model_get_item (list, i);

      g_hash_table_insert (index, (gpointer) preamp_candidate_get_id (candidate), candidate);
    }

  return index;
}

static void
fill (PreampPlan *self,
      Check      *check)
{
  g_autoptr (GHashTable) candidates = index_list (check->lists, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GHashTable) reversals = index_list (check->lists, PREAMP_DIRECTION_REVERSE);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) going = g_ptr_array_new ();
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();
  const PreampVerdictFacts facts = { candidates, reversals, check->closed, check->standings };

  for (guint i = 0; i < self->chosen->len; i++)
    g_ptr_array_add (rows, preamp_verdict_new_row (&facts, g_ptr_array_index (self->chosen, i)));

  preamp_verdict_part_tables (rows);

  for (guint i = 0; i < rows->len; i++)
    {
      PreampPlanRow *row = g_ptr_array_index (rows, i);

      if (preamp_plan_row_get_verdict (row) == PREAMP_VERDICT_GOES)
        g_ptr_array_add (going, row);
      else
        g_ptr_array_add (left_out, row);
    }

  g_list_store_splice (self->going, 0, g_list_model_get_n_items (G_LIST_MODEL (self->going)),
                       going->pdata, going->len);
  g_list_store_splice (self->left_out, 0, g_list_model_get_n_items (G_LIST_MODEL (self->left_out)),
                       left_out->pdata, left_out->len);
}

static void
list_latest_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampPlan *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  records = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  check->standings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) preamp_attempt_record_free);
  for (guint i = 0; i < records->len; i++)
    {
      PreampAttemptRecord *record = preamp_attempt_record_copy (g_ptr_array_index (records, i));

      g_hash_table_insert (check->standings, record->datasource_id, record);
    }

  fill (self, check);
  g_task_return_boolean (task, TRUE);
}

static void
list_closed_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampPlan *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  PreampInstance *instance = preamp_connection_get_instance (self->connection);
  GError *error = NULL;

  check->closed = preamp_journal_list_closed_finish (PREAMP_JOURNAL (object), result, &error);
  if (check->closed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  preamp_journal_list_latest_async (check->journal, preamp_instance_get_base_uri (instance),
                                    g_task_get_cancellable (task),
                                    list_latest_cb, g_object_ref (task));
}

static void
refresh_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampPlan *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  PreampCandidateList *list = PREAMP_CANDIDATE_LIST (object);
  g_autoptr (GError) error = NULL;

  /* The other direction's list is read for the record of where a row stood. Where Domo does not
   * give it, the record says less, and the move can go on. */
  if (!preamp_candidate_list_refresh_finish (list, result, &error) &&
      (preamp_candidate_list_get_direction (list) == self->direction ||
       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) &&
      check->error == NULL)
    check->error = g_steal_pointer (&error);

  if (--check->n_reading > 0)
    return;

  if (check->error != NULL)
    g_task_return_error (task, g_steal_pointer (&check->error));
  else
    preamp_journal_list_closed_async (check->journal, g_task_get_cancellable (task),
                                      list_closed_cb, g_object_ref (task));
}

static void
preamp_plan_finalize (GObject *object)
{
  PreampPlan *self = PREAMP_PLAN (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->integration);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_object (&self->going);
  g_clear_object (&self->left_out);

  G_OBJECT_CLASS (preamp_plan_parent_class)->finalize (object);
}

static void
preamp_plan_class_init (PreampPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = preamp_plan_finalize;
}

static void
preamp_plan_init (PreampPlan *self)
{
  self->chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  self->going = g_list_store_new (PREAMP_TYPE_PLAN_ROW);
  self->left_out = g_list_store_new (PREAMP_TYPE_PLAN_ROW);
}

static PreampPlan *
plan_new (PreampConnection  *connection,
          PreampIntegration *integration,
          PreampDirection    direction)
{
  PreampPlan *self = g_object_new (PREAMP_TYPE_PLAN, NULL);

  self->connection = g_object_ref (connection);
  self->integration = g_object_ref (integration);
  self->direction = direction;

  return self;
}

static void
choose (PreampPlan *self,
        const char *datasource_id,
        const char *datasource_name)
{
  PreampInstance *instance = preamp_connection_get_instance (self->connection);
  PreampAttemptRecord *record = preamp_attempt_record_new ();

  record->instance = g_strdup (preamp_instance_get_base_uri (instance));
  record->integration_id = g_strdup (preamp_integration_get_id (self->integration));
  record->integration_name = g_strdup (preamp_integration_get_name (self->integration));
  record->integration_type = g_strdup (preamp_integration_get_engine (self->integration));
  record->direction = self->direction;
  record->datasource_id = g_strdup (datasource_id);
  record->datasource_name = g_strdup (datasource_name);

  g_ptr_array_add (self->chosen, record);
}

/**
 * preamp_plan_new:
 * @connection: the instance
 * @integration: where the datasources move to, or back from
 * @direction: which way
 * @candidates: (element-type PreampCandidate): the chosen rows, at most one of each datasource
 *
 * Makes a plan to move datasources.
 *
 * Returns: (transfer full): the plan, not checked yet
 */
PreampPlan *
preamp_plan_new (PreampConnection  *connection,
                 PreampIntegration *integration,
                 PreampDirection    direction,
                 GPtrArray         *candidates)
{
  PreampPlan *self;

  g_return_val_if_fail (PREAMP_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (PREAMP_IS_INTEGRATION (integration), NULL);
  g_return_val_if_fail (candidates != NULL, NULL);

  self = plan_new (connection, integration, direction);

  for (guint i = 0; i < candidates->len; i++)
    {
      PreampCandidate *candidate = g_ptr_array_index (candidates, i);

      choose (self, preamp_candidate_get_id (candidate), preamp_candidate_get_name (candidate));
    }

  return self;
}

/**
 * preamp_plan_new_retry:
 * @connection: the instance
 * @records: (element-type PreampAttemptRecord): attempts of one integration and direction, at least
 *   one
 *
 * Makes a plan to try datasources again, in the same direction. An incomplete one goes whatever the
 * lists say of it.
 *
 * Returns: (transfer full): the plan, not checked yet
 */
PreampPlan *
preamp_plan_new_retry (PreampConnection *connection,
                       GPtrArray        *records)
{
  const PreampAttemptRecord *first;
  PreampIntegrationLists *lists;
  g_autoptr (PreampIntegration) integration = NULL;
  PreampPlan *self;

  g_return_val_if_fail (PREAMP_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (records != NULL && records->len > 0, NULL);

  first = g_ptr_array_index (records, 0);
  lists = preamp_connection_find_integration (connection, first->integration_id);

  if (lists != NULL)
    integration = g_object_ref (preamp_integration_lists_get_integration (lists));
  else
    integration = preamp_integration_new (first->integration_id, first->integration_name,
                                          first->integration_type, NULL);

  self = plan_new (connection, integration, first->direction);
  self->retry = TRUE;

  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      g_warn_if_fail (g_str_equal (record->integration_id, first->integration_id));
      g_warn_if_fail (record->direction == first->direction);
      choose (self, record->datasource_id, record->datasource_name);
    }

  return self;
}

/**
 * preamp_plan_get_connection:
 * @self: a plan
 *
 * Gets the connection to the instance it is for.
 *
 * Returns: (transfer none): the connection
 */
PreampConnection *
preamp_plan_get_connection (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return self->connection;
}

/**
 * preamp_plan_get_integration:
 * @self: a plan
 *
 * Gets the integration that the datasources move to, or back from.
 *
 * Returns: (transfer none): the integration
 */
PreampIntegration *
preamp_plan_get_integration (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return self->integration;
}

/**
 * preamp_plan_get_direction:
 * @self: a plan
 *
 * Gets which way the datasources move.
 *
 * Returns: the direction
 */
PreampDirection
preamp_plan_get_direction (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), PREAMP_DIRECTION_MIGRATE);

  return self->direction;
}

/**
 * preamp_plan_get_retry:
 * @self: a plan
 *
 * Gets whether it tries datasources again.
 *
 * Returns: %TRUE for a plan made by [ctor@Plan.new_retry]
 */
gboolean
preamp_plan_get_retry (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), FALSE);

  return self->retry;
}

/**
 * preamp_plan_get_n_chosen:
 * @self: a plan
 *
 * Gets how many datasources were chosen.
 *
 * Returns: the number, of those that go and those that are left out
 */
guint
preamp_plan_get_n_chosen (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), 0);

  return self->chosen->len;
}

/**
 * preamp_plan_get_going:
 * @self: a plan
 *
 * Gets the rows that go, in the order they were chosen.
 *
 * Returns: (transfer none): a model of [class@PlanRow]
 */
GListModel *
preamp_plan_get_going (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return G_LIST_MODEL (self->going);
}

/**
 * preamp_plan_get_left_out:
 * @self: a plan
 *
 * Gets the rows that are left out.
 *
 * Returns: (transfer none): a model of [class@PlanRow]
 */
GListModel *
preamp_plan_get_left_out (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return G_LIST_MODEL (self->left_out);
}

/**
 * preamp_plan_check_async:
 * @self: a plan
 * @journal: the journal
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads both of Domo's lists and the journal again, and parts the chosen datasources by them.
 */
void
preamp_plan_check_async (PreampPlan          *self,
                         PreampJournal       *journal,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  PreampIntegrationLists *lists;
  GTask *task;
  Check *check;

  g_return_if_fail (PREAMP_IS_PLAN (self));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_plan_check_async);

  check = g_new0 (Check, 1);
  check->journal = g_object_ref (journal);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);

  lists = preamp_connection_find_integration (self->connection,
                                              preamp_integration_get_id (self->integration));
  if (lists != NULL)
    check->lists = g_object_ref (lists);
  else
    check->lists = preamp_integration_lists_new (preamp_connection_get_client (self->connection),
                                                 self->integration);

  check->n_reading = 2;
  preamp_candidate_list_refresh_async (
    preamp_integration_lists_get_list (check->lists, PREAMP_DIRECTION_MIGRATE),
    cancellable, refresh_cb, g_object_ref (task));
  preamp_candidate_list_refresh_async (
    preamp_integration_lists_get_list (check->lists, PREAMP_DIRECTION_REVERSE),
    cancellable, refresh_cb, task);
}

/**
 * preamp_plan_check_finish:
 * @self: a plan
 * @result: as given to the callback
 * @error: (nullable): set to a [error@DomoError] where the plan's list could not be read, or a
 *   [error@JournalError] where the journal could not
 *
 * Ends [method@Plan.check_async].
 *
 * Returns: whether the plan is checked
 */
gboolean
preamp_plan_check_finish (PreampPlan    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_plan_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
