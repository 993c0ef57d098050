/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-migration-result"

#include "config.h"

#include "preamp-migration-result.h"

/**
 * PreampMigrationResult:
 *
 * What Domo answered to a migration or a reversal, believed as given. It never changes.
 */
struct _PreampMigrationResult
{
  GObject parent_instance;

  char *toe;
  char *datasource_id;
  char *direction;
  char *start_time;
  char *state;
  char *error_message;
  char *end_time;
};

G_DEFINE_FINAL_TYPE (PreampMigrationResult, preamp_migration_result, G_TYPE_OBJECT)

typedef enum
{
  PROP_TOE = 1,
  PROP_DATASOURCE_ID,
  PROP_DIRECTION,
  PROP_START_TIME,
  PROP_STATE,
  PROP_ERROR_MESSAGE,
  PROP_END_TIME,
} PreampMigrationResultProperty;

static GParamSpec *properties[PROP_END_TIME + 1];

static void
preamp_migration_result_finalize (GObject *object)
{
  PreampMigrationResult *self = PREAMP_MIGRATION_RESULT (object);

  g_clear_pointer (&self->toe, g_free);
  g_clear_pointer (&self->datasource_id, g_free);
  g_clear_pointer (&self->direction, g_free);
  g_clear_pointer (&self->start_time, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->error_message, g_free);
  g_clear_pointer (&self->end_time, g_free);

  G_OBJECT_CLASS (preamp_migration_result_parent_class)->finalize (object);
}

static void
preamp_migration_result_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  PreampMigrationResult *self = PREAMP_MIGRATION_RESULT (object);

  switch ((PreampMigrationResultProperty) prop_id)
    {
    case PROP_TOE:
      g_value_set_string (value, self->toe);
      break;

    case PROP_DATASOURCE_ID:
      g_value_set_string (value, self->datasource_id);
      break;

    case PROP_DIRECTION:
      g_value_set_string (value, self->direction);
      break;

    case PROP_START_TIME:
      g_value_set_string (value, self->start_time);
      break;

    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;

    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;

    case PROP_END_TIME:
      g_value_set_string (value, self->end_time);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_migration_result_class_init (PreampMigrationResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = preamp_migration_result_finalize;
  object_class->get_property = preamp_migration_result_get_property;

  /**
   * PreampMigrationResult:toe:
   *
   * Domo's identifier of the request.
   */
  properties[PROP_TOE] = g_param_spec_string ("toe", NULL, NULL, NULL, flags);

  /**
   * PreampMigrationResult:datasource-id:
   *
   * The identifier of the datasource that the answer is about.
   */
  properties[PROP_DATASOURCE_ID] = g_param_spec_string ("datasource-id", NULL, NULL, NULL, flags);

  /**
   * PreampMigrationResult:direction:
   *
   * The direction as Domo wrote it.
   */
  properties[PROP_DIRECTION] = g_param_spec_string ("direction", NULL, NULL, NULL, flags);

  /**
   * PreampMigrationResult:start-time:
   *
   * When Domo began, as Domo wrote it.
   */
  properties[PROP_START_TIME] = g_param_spec_string ("start-time", NULL, NULL, NULL, flags);

  /**
   * PreampMigrationResult:state:
   *
   * The state as Domo wrote it, for example `COMPLETE`.
   */
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);

  /**
   * PreampMigrationResult:error-message:
   *
   * Why the datasource did not move.
   */
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);

  /**
   * PreampMigrationResult:end-time:
   *
   * When Domo ended, as Domo wrote it.
   */
  properties[PROP_END_TIME] = g_param_spec_string ("end-time", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_migration_result_init (PreampMigrationResult *self)
{
}

/**
 * preamp_migration_result_new:
 * @fields: what Domo answered; copied
 *
 * Makes a result of Domo's answer to a migration or a reversal.
 *
 * Returns: (transfer full): the result
 */
PreampMigrationResult *
preamp_migration_result_new (const PreampMigrationResultFields *fields)
{
  PreampMigrationResult *self = NULL;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->state != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_MIGRATION_RESULT, NULL);
  self->toe = g_strdup (fields->toe);
  self->datasource_id = g_strdup (fields->datasource_id);
  self->direction = g_strdup (fields->direction);
  self->start_time = g_strdup (fields->start_time);
  self->state = g_strdup (fields->state);
  self->error_message = g_strdup (fields->error_message);
  self->end_time = g_strdup (fields->end_time);

  return self;
}

/**
 * preamp_migration_result_get_toe:
 * @self: a result
 *
 * Gets Domo's identifier of the request, which Domo Support asks for.
 *
 * Returns: (transfer none) (nullable): the toe
 */
const char *
preamp_migration_result_get_toe (PreampMigrationResult *self)
{
  g_return_val_if_fail (PREAMP_IS_MIGRATION_RESULT (self), NULL);

  return self->toe;
}

/**
 * preamp_migration_result_get_datasource_id:
 * @self: a result
 *
 * Gets the identifier of the datasource that the answer is about. It need not be the one asked for.
 *
 * Returns: (transfer none) (nullable): the identifier
 */
const char *
preamp_migration_result_get_datasource_id (PreampMigrationResult *self)
{
  g_return_val_if_fail (PREAMP_IS_MIGRATION_RESULT (self), NULL);

  return self->datasource_id;
}

/**
 * preamp_migration_result_get_direction:
 * @self: a result
 *
 * Gets the direction as Domo wrote it.
 *
 * Returns: (transfer none) (nullable): the direction
 */
const char *
preamp_migration_result_get_direction (PreampMigrationResult *self)
{
  g_return_val_if_fail (PREAMP_IS_MIGRATION_RESULT (self), NULL);

  return self->direction;
}

/**
 * preamp_migration_result_get_start_time:
 * @self: a result
 *
 * Gets when Domo began, as Domo wrote it.
 *
 * Returns: (transfer none) (nullable): the time
 */
const char *
preamp_migration_result_get_start_time (PreampMigrationResult *self)
{
  g_return_val_if_fail (PREAMP_IS_MIGRATION_RESULT (self), NULL);

  return self->start_time;
}

/**
 * preamp_migration_result_get_state:
 * @self: a result
 *
 * Gets the state as Domo wrote it, for example `COMPLETE`.
 *
 * Returns: (transfer none): the state
 */
const char *
preamp_migration_result_get_state (PreampMigrationResult *self)
{
  g_return_val_if_fail (PREAMP_IS_MIGRATION_RESULT (self), NULL);

  return self->state;
}

/**
 * preamp_migration_result_get_error_message:
 * @self: a result
 *
 * Gets why the datasource did not move, in Domo's words.
 *
 * Returns: (transfer none) (nullable): the message
 */
const char *
preamp_migration_result_get_error_message (PreampMigrationResult *self)
{
  g_return_val_if_fail (PREAMP_IS_MIGRATION_RESULT (self), NULL);

  return self->error_message;
}

/**
 * preamp_migration_result_get_end_time:
 * @self: a result
 *
 * Gets when Domo ended, as Domo wrote it.
 *
 * Returns: (transfer none) (nullable): the time
 */
const char *
preamp_migration_result_get_end_time (PreampMigrationResult *self)
{
  g_return_val_if_fail (PREAMP_IS_MIGRATION_RESULT (self), NULL);

  return self->end_time;
}
