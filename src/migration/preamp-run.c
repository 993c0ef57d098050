/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run"

#include "config.h"

#include "preamp-run-private.h"

/**
 * PreampRun:
 *
 * One press of the button over one or many datasources, as the windows see it: a model of attempts
 * and counts that change while a [class@Runner] works on it. It sends and writes nothing itself.
 */

G_DEFINE_FINAL_TYPE (PreampRun, preamp_run, G_TYPE_OBJECT)

static GParamSpec *properties[PREAMP_RUN_PROP_SCHEDULED + 1];

static void
preamp_run_finalize (GObject *object)
{
  PreampRun *self = PREAMP_RUN (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->integration);
  g_clear_pointer (&self->record, preamp_run_record_free);
  g_queue_clear (&self->waiting);
  g_clear_object (&self->attempts);
  g_clear_object (&self->estimate);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);
  g_clear_pointer (&self->by_datasource, g_hash_table_unref);
  g_clear_pointer (&self->sender, preamp_user_free);
  g_clear_pointer (&self->new_user, preamp_user_free);
  g_clear_pointer (&self->lists_problem, g_free);
  g_clear_pointer (&self->culprits, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (preamp_run_parent_class)->finalize (object);
}

static void
preamp_run_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PreampRun *self = PREAMP_RUN (object);

  switch ((PreampRunProperty) prop_id)
    {
    case PREAMP_RUN_PROP_ATTEMPTS:
      g_value_set_object (value, self->attempts);
      break;

    case PREAMP_RUN_PROP_N_ATTEMPTS:
      g_value_set_uint (value, preamp_run_get_n_attempts (self));
      break;

    case PREAMP_RUN_PROP_N_WAITING:
      g_value_set_uint (value, preamp_run_get_n_waiting (self));
      break;

    case PREAMP_RUN_PROP_N_MOVING:
      g_value_set_uint (value, self->n_moving);
      break;

    case PREAMP_RUN_PROP_N_ENDED:
      g_value_set_uint (value, self->n_ended);
      break;

    case PREAMP_RUN_PROP_STOPPING:
      g_value_set_boolean (value, self->stopping);
      break;

    case PREAMP_RUN_PROP_ENDED:
      g_value_set_boolean (value, self->ended);
      break;

    case PREAMP_RUN_PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PREAMP_RUN_PROP_PAUSE:
      g_value_set_enum (value, self->pause);
      break;

    case PREAMP_RUN_PROP_WAIT_UNTIL:
      g_value_set_int64 (value, self->wait_until);
      break;

    case PREAMP_RUN_PROP_AT_ONCE:
      g_value_set_uint (value, self->pace.at_once);
      break;

    case PREAMP_RUN_PROP_SCHEDULED:
      g_value_set_boolean (value, self->scheduled);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_run_class_init (PreampRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = preamp_run_finalize;
  object_class->get_property = preamp_run_get_property;

  /**
   * PreampRun:attempts:
   *
   * A model of [class@Attempt], in the order they are sent.
   */
  properties[PREAMP_RUN_PROP_ATTEMPTS] =
    g_param_spec_object ("attempts", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  /**
   * PreampRun:n-attempts:
   *
   * How many datasources it moves.
   */
  properties[PREAMP_RUN_PROP_N_ATTEMPTS] =
    g_param_spec_uint ("n-attempts", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * PreampRun:n-waiting:
   *
   * How many have not been sent.
   */
  properties[PREAMP_RUN_PROP_N_WAITING] =
    g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * PreampRun:n-moving:
   *
   * How many are moving.
   */
  properties[PREAMP_RUN_PROP_N_MOVING] =
    g_param_spec_uint ("n-moving", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * PreampRun:n-ended:
   *
   * How many have ended.
   */
  properties[PREAMP_RUN_PROP_N_ENDED] =
    g_param_spec_uint ("n-ended", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * PreampRun:stopping:
   *
   * Whether nothing new is started any more.
   */
  properties[PREAMP_RUN_PROP_STOPPING] =
    g_param_spec_boolean ("stopping", NULL, NULL, FALSE, flags);

  /**
   * PreampRun:ended:
   *
   * Whether all of it has ended.
   */
  properties[PREAMP_RUN_PROP_ENDED] =
    g_param_spec_boolean ("ended", NULL, NULL, FALSE, flags);

  /**
   * PreampRun:error:
   *
   * Why nothing new is started, where the journal cannot be written.
   */
  properties[PREAMP_RUN_PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  /**
   * PreampRun:pause:
   *
   * Whether nothing new is started for now, and why.
   */
  properties[PREAMP_RUN_PROP_PAUSE] =
    g_param_spec_enum ("pause", NULL, NULL, PREAMP_TYPE_PAUSE, PREAMP_PAUSE_NONE, flags);

  /**
   * PreampRun:wait-until:
   *
   * Until when Domo asked to wait, in microseconds of the monotonic clock, 0 for not at all.
   */
  properties[PREAMP_RUN_PROP_WAIT_UNTIL] =
    g_param_spec_int64 ("wait-until", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * PreampRun:at-once:
   *
   * How many datasources move at once, 1 to 8.
   */
  properties[PREAMP_RUN_PROP_AT_ONCE] =
    g_param_spec_uint ("at-once", NULL, NULL, 1, 8, 1, flags);

  /**
   * PreampRun:scheduled:
   *
   * Whether it waits for the time when it is to start.
   */
  properties[PREAMP_RUN_PROP_SCHEDULED] =
    g_param_spec_boolean ("scheduled", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_run_init (PreampRun *self)
{
  self->attempts = g_list_store_new (PREAMP_TYPE_ATTEMPT);
  self->estimate = preamp_estimate_new ();
  self->clock = g_get_real_time;
  self->left_out = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_queue_init (&self->waiting);
  self->by_datasource = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
add_going (PreampRun  *self,
           GListModel *going)
{
  guint n = g_list_model_get_n_items (going);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (going, i);
      PreampAttempt *attempt = preamp_attempt_new (preamp_plan_row_get_record (row));

      g_ptr_array_add (attempts, attempt);
    }

  g_list_store_splice (self->attempts, 0, 0, attempts->pdata, attempts->len);

  for (guint i = 0; i < n; i++)
    {
      PreampAttempt *attempt = g_ptr_array_index (attempts, i);

      g_queue_push_tail (&self->waiting, attempt);
      g_hash_table_insert (self->by_datasource,
                           g_strdup (preamp_attempt_get_datasource_id (attempt)), attempt);
    }
}

/**
 * preamp_run_new:
 * @plan: a checked plan with at least one row that goes
 * @at_once: how many datasources move at once, 1 to 8
 *
 * Makes a run of the rows of a plan that go. It starts when a [class@Runner] is given it.
 *
 * Returns: (transfer full): the run
 */
PreampRun *
preamp_run_new (PreampPlan *plan,
                guint       at_once)
{
  PreampRun *self;
  PreampInstance *instance;
  GListModel *left_out;

  g_return_val_if_fail (PREAMP_IS_PLAN (plan), NULL);
  g_return_val_if_fail (at_once >= 1 && at_once <= 8, NULL);

  self = g_object_new (PREAMP_TYPE_RUN, NULL);
  self->connection = g_object_ref (preamp_plan_get_connection (plan));
  g_set_object (&self->integration, preamp_plan_get_integration (plan));
  preamp_pace_init (&self->pace, &(const PreampPaceLimits) { 0 }, at_once);

  instance = preamp_connection_get_instance (self->connection);

  self->record = preamp_run_record_new ();
  self->record->instance = g_strdup (preamp_instance_get_base_uri (instance));
  self->record->direction = preamp_plan_get_direction (plan);
  self->record->note = g_strdup (preamp_plan_get_note (plan));
  self->record->plan_sha256 = g_strdup (preamp_plan_get_sha256 (plan));
  self->record->planned_before = preamp_plan_get_planned_before (plan);
  self->record->at_once = at_once;
  self->record->started_at = g_get_real_time ();

  add_going (self, preamp_plan_get_going (plan));

  left_out = preamp_plan_get_left_out (plan);
  for (guint i = 0; i < g_list_model_get_n_items (left_out); i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (left_out, i);

      g_ptr_array_add (self->left_out,
                       preamp_attempt_record_copy (preamp_plan_row_get_record (row)));
    }

  return self;
}

/**
 * preamp_run_get_record:
 * @self: a run
 *
 * Gets what the journal has of it.
 *
 * Returns: (transfer none): the record
 */
const PreampRunRecord *
preamp_run_get_record (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return self->record;
}

/**
 * preamp_run_get_connection:
 * @self: a run
 *
 * Gets the connection to the instance it works on.
 *
 * Returns: (transfer none): the connection
 */
PreampConnection *
preamp_run_get_connection (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return self->connection;
}

/**
 * preamp_run_get_integration:
 * @self: a run
 *
 * Gets the integration that the datasources move to, or back from.
 *
 * Returns: (transfer none) (nullable): the integration, %NULL where there are several
 */
PreampIntegration *
preamp_run_get_integration (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return self->integration;
}

/**
 * preamp_run_get_direction:
 * @self: a run
 *
 * Gets which way the datasources move.
 *
 * Returns: the direction
 */
PreampDirection
preamp_run_get_direction (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), PREAMP_DIRECTION_MIGRATE);

  return self->record->direction;
}

/**
 * preamp_run_get_attempts:
 * @self: a run
 *
 * Gets its attempts, in the order they are sent.
 *
 * Returns: (transfer none): a model of [class@Attempt]
 */
GListModel *
preamp_run_get_attempts (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return G_LIST_MODEL (self->attempts);
}

/**
 * preamp_run_get_left_out:
 * @self: a run
 *
 * Gets the rows that were planned and not taken into the run, each with its reason.
 *
 * Returns: (transfer none) (element-type PreampAttemptRecord): the records
 */
GPtrArray *
preamp_run_get_left_out (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return self->left_out;
}

/**
 * preamp_run_find_attempt:
 * @self: a run
 * @datasource_id: a datasource's identifier
 *
 * Finds the attempt of a datasource.
 *
 * Returns: (transfer none) (nullable): the attempt, %NULL if the datasource is not in the run
 */
PreampAttempt *
preamp_run_find_attempt (PreampRun  *self,
                         const char *datasource_id)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);
  g_return_val_if_fail (datasource_id != NULL, NULL);

  return g_hash_table_lookup (self->by_datasource, datasource_id);
}

/**
 * preamp_run_get_stopping:
 * @self: a run
 *
 * Gets whether nothing new is started any more.
 *
 * Returns: %TRUE after [method@Run.stop]
 */
gboolean
preamp_run_get_stopping (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), FALSE);

  return self->stopping;
}

/**
 * preamp_run_get_ended:
 * @self: a run
 *
 * Gets whether all of it has ended.
 *
 * Returns: %TRUE once nothing of it waits or moves
 */
gboolean
preamp_run_get_ended (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), FALSE);

  return self->ended;
}

/**
 * preamp_run_get_error:
 * @self: a run
 *
 * Gets why nothing new is started, where the journal cannot be written.
 *
 * Returns: (transfer none) (nullable): the error
 */
const GError *
preamp_run_get_error (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), NULL);

  return self->error;
}

/**
 * preamp_run_get_pause:
 * @self: a run
 *
 * Gets whether nothing new is started for now, and why.
 *
 * Returns: %PREAMP_PAUSE_NONE where it goes on
 */
PreampPause
preamp_run_get_pause (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), PREAMP_PAUSE_NONE);

  return self->pause;
}

/**
 * preamp_run_get_wait_until:
 * @self: a run
 *
 * Gets until when Domo asked to wait.
 *
 * Returns: a time in microseconds of the monotonic clock, 0 for not at all
 */
gint64
preamp_run_get_wait_until (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), 0);

  return self->wait_until;
}

/**
 * preamp_run_get_at_once:
 * @self: a run
 *
 * Gets how many datasources move at once.
 *
 * Returns: 1 to 8
 */
guint
preamp_run_get_at_once (PreampRun *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN (self), 1);

  return self->pace.at_once;
}

/*< private >
 * preamp_run_notify:
 * @self: a run
 * @property: one of its properties
 *
 * Says that a property has changed.
 */
void
preamp_run_notify (PreampRun         *self,
                   PreampRunProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}
