/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a plan is made: of chosen rows, of earlier attempts, or of a file. */

#define G_LOG_DOMAIN "preamp-plan"

#include "config.h"

#include "preamp-plan-private.h"

static PreampPlan *
plan_new (PreampConnection *connection,
          PreampDirection   direction)
{
  PreampPlan *self = g_object_new (PREAMP_TYPE_PLAN, NULL);

  self->connection = g_object_ref (connection);
  self->direction = direction;

  return self;
}

static gboolean
has_id (gconstpointer integration,
        gconstpointer id)
{
  return g_str_equal (preamp_integration_get_id (PREAMP_INTEGRATION ((gpointer) integration)), id);
}

/* The instance's own integration where it is listed, else one by what the record says of it. */
static void
add_integration (PreampPlan                *self,
                 const PreampAttemptRecord *record)
{
  PreampIntegrationLists *lists;

  if (g_ptr_array_find_with_equal_func (self->integrations, record->integration_id, has_id, NULL))
    return;

  lists = preamp_connection_find_integration (self->connection, record->integration_id);
  if (lists != NULL)
    g_ptr_array_add (self->integrations,
                     g_object_ref (preamp_integration_lists_get_integration (lists)));
  else
    g_ptr_array_add (self->integrations,
                     preamp_integration_new (record->integration_id, record->integration_name,
                                             record->integration_type, NULL));
}

static void
choose (PreampPlan        *self,
        PreampIntegration *integration,
        const char        *datasource_id,
        const char        *datasource_name)
{
  PreampInstance *instance = preamp_connection_get_instance (self->connection);
  PreampAttemptRecord *record = preamp_attempt_record_new ();

  record->instance = g_strdup (preamp_instance_get_base_uri (instance));
  record->integration_id = g_strdup (preamp_integration_get_id (integration));
  record->integration_name = g_strdup (preamp_integration_get_name (integration));
  record->integration_type = g_strdup (preamp_integration_get_engine (integration));
  record->direction = self->direction;
  record->datasource_id = g_strdup (datasource_id);
  record->datasource_name = g_strdup (datasource_name);

  g_ptr_array_add (self->choices, preamp_plan_choice_new (record, 0));
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

  self = plan_new (connection, direction);
  g_ptr_array_add (self->integrations, g_object_ref (integration));

  for (guint i = 0; i < candidates->len; i++)
    {
      PreampCandidate *candidate = g_ptr_array_index (candidates, i);

      choose (self, integration,
              preamp_candidate_get_id (candidate), preamp_candidate_get_name (candidate));
    }

  return self;
}

/**
 * preamp_plan_new_for_records:
 * @connection: the instance
 * @records: (element-type PreampAttemptRecord): attempts, at least one, at most one of each
 *   datasource
 * @direction: which way, whatever the way of @records was
 *
 * Makes a plan to move the datasources of earlier attempts, each to or from its integration.
 *
 * Returns: (transfer full): the plan, not checked yet
 */
PreampPlan *
preamp_plan_new_for_records (PreampConnection *connection,
                             GPtrArray        *records,
                             PreampDirection   direction)
{
  PreampPlan *self;

  g_return_val_if_fail (PREAMP_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (records != NULL && records->len > 0, NULL);

  self = plan_new (connection, direction);

  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);
      guint position;

      add_integration (self, record);
      g_ptr_array_find_with_equal_func (self->integrations, record->integration_id, has_id,
                                        &position);
      choose (self, g_ptr_array_index (self->integrations, position),
              record->datasource_id, record->datasource_name);
    }

  return self;
}

/**
 * preamp_plan_new_retry:
 * @connection: the instance
 * @records: (element-type PreampAttemptRecord): attempts of one direction, at least one, at most
 *   one of each datasource
 *
 * Makes a plan to try datasources again, in the same direction. An incomplete one goes whatever the
 * lists say of it; one whose end is not certain goes only where [method@Plan.allow_uncertain] says
 * so.
 *
 * Returns: (transfer full): the plan, not checked yet
 */
PreampPlan *
preamp_plan_new_retry (PreampConnection *connection,
                       GPtrArray        *records)
{
  PreampPlan *self;

  g_return_val_if_fail (records != NULL && records->len > 0, NULL);

  self = preamp_plan_new_for_records (
    connection, records, ((const PreampAttemptRecord *) g_ptr_array_index (records, 0))->direction);
  if (self != NULL)
    self->retry = TRUE;

  return self;
}

/*< private >
 * preamp_plan_new_from_file:
 * @connection: the instance
 * @direction: which way
 * @choices: (transfer full) (element-type PreampPlanChoice): what the file's rows say; of each
 *   record no identifier is %NULL
 * @sha256: SHA-256 of the file, in hex
 * @file_name: the file's name, without its folder
 *
 * Makes a plan to move the datasources that a file lists.
 *
 * Returns: (transfer full): the plan, not checked yet
 */
PreampPlan *
preamp_plan_new_from_file (PreampConnection *connection,
                           PreampDirection   direction,
                           GPtrArray        *choices,
                           const char       *sha256,
                           const char       *file_name)
{
  PreampPlan *self = plan_new (connection, direction);
  const char *last = NULL;

  self->sha256 = g_strdup (sha256);
  self->file_name = g_strdup (file_name);
  g_ptr_array_unref (self->choices);
  self->choices = choices;

  for (guint i = 0; i < choices->len; i++)
    {
      const PreampPlanChoice *choice = g_ptr_array_index (choices, i);

      if (g_strcmp0 (last, choice->record->integration_id) != 0)
        add_integration (self, choice->record);
      last = choice->record->integration_id;
    }

  return self;
}
