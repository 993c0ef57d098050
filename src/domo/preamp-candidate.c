/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate"

#include "config.h"

#include "preamp-candidate.h"

/**
 * PreampCandidate:
 *
 * A datasource in one of Domo's two candidate lists, as Domo last listed it. It never changes.
 */
struct _PreampCandidate
{
  GObject parent_instance;

  char *id;
  char *name;
  char *type;
  char *catalog;
  char *schema;
  char *table;
  gboolean collision;
  char *colliding_id;
  char *colliding_name;
  gboolean migrated;
  GDateTime *migration_date;
};

G_DEFINE_FINAL_TYPE (PreampCandidate, preamp_candidate, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_DATASOURCE_TYPE,
  PROP_CATALOG,
  PROP_SCHEMA,
  PROP_TABLE,
  PROP_COLLISION,
  PROP_COLLIDING_ID,
  PROP_COLLIDING_NAME,
  PROP_MIGRATED,
  PROP_MIGRATION_DATE,
} PreampCandidateProperty;

static GParamSpec *properties[PROP_MIGRATION_DATE + 1];

static void
preamp_candidate_finalize (GObject *object)
{
  PreampCandidate *self = PREAMP_CANDIDATE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->catalog, g_free);
  g_clear_pointer (&self->schema, g_free);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->colliding_id, g_free);
  g_clear_pointer (&self->colliding_name, g_free);
  g_clear_pointer (&self->migration_date, g_date_time_unref);

  G_OBJECT_CLASS (preamp_candidate_parent_class)->finalize (object);
}

static void
preamp_candidate_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PreampCandidate *self = PREAMP_CANDIDATE (object);

  switch ((PreampCandidateProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_DATASOURCE_TYPE:
      g_value_set_string (value, self->type);
      break;

    case PROP_CATALOG:
      g_value_set_string (value, self->catalog);
      break;

    case PROP_SCHEMA:
      g_value_set_string (value, self->schema);
      break;

    case PROP_TABLE:
      g_value_set_string (value, self->table);
      break;

    case PROP_COLLISION:
      g_value_set_boolean (value, self->collision);
      break;

    case PROP_COLLIDING_ID:
      g_value_set_string (value, self->colliding_id);
      break;

    case PROP_COLLIDING_NAME:
      g_value_set_string (value, self->colliding_name);
      break;

    case PROP_MIGRATED:
      g_value_set_boolean (value, self->migrated);
      break;

    case PROP_MIGRATION_DATE:
      g_value_set_boxed (value, self->migration_date);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_candidate_class_init (PreampCandidateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = preamp_candidate_finalize;
  object_class->get_property = preamp_candidate_get_property;

  /**
   * PreampCandidate:id:
   *
   * The unique identifier of the datasource.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);

  /**
   * PreampCandidate:name:
   *
   * The readable name of the datasource.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * PreampCandidate:datasource-type:
   *
   * Domo's type of the datasource as it came, for example `bigquery-federated`.
   */
  properties[PROP_DATASOURCE_TYPE] =
    g_param_spec_string ("datasource-type", NULL, NULL, NULL, flags);

  /**
   * PreampCandidate:catalog:
   *
   * The name of the catalog in the system external to Domo.
   */
  properties[PROP_CATALOG] = g_param_spec_string ("catalog", NULL, NULL, NULL, flags);

  /**
   * PreampCandidate:schema:
   *
   * The name of the schema in the system external to Domo.
   */
  properties[PROP_SCHEMA] = g_param_spec_string ("schema", NULL, NULL, NULL, flags);

  /**
   * PreampCandidate:table:
   *
   * The name of the table in the system external to Domo.
   */
  properties[PROP_TABLE] = g_param_spec_string ("table", NULL, NULL, NULL, flags);

  /**
   * PreampCandidate:collision:
   *
   * Whether another datasource stands for the same table in the integration, so that a migration
   * would fail.
   */
  properties[PROP_COLLISION] = g_param_spec_boolean ("collision", NULL, NULL, FALSE, flags);

  /**
   * PreampCandidate:colliding-id:
   *
   * The identifier of the datasource that this one collides with.
   */
  properties[PROP_COLLIDING_ID] = g_param_spec_string ("colliding-id", NULL, NULL, NULL, flags);

  /**
   * PreampCandidate:colliding-name:
   *
   * The readable name of the datasource that this one collides with.
   */
  properties[PROP_COLLIDING_NAME] = g_param_spec_string ("colliding-name", NULL, NULL, NULL, flags);

  /**
   * PreampCandidate:migrated:
   *
   * Whether the datasource was migrated to the integration before.
   */
  properties[PROP_MIGRATED] = g_param_spec_boolean ("migrated", NULL, NULL, FALSE, flags);

  /**
   * PreampCandidate:migration-date:
   *
   * When the datasource was migrated, in UTC or the offset that Domo gave.
   */
  properties[PROP_MIGRATION_DATE] =
    g_param_spec_boxed ("migration-date", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_candidate_init (PreampCandidate *self)
{
}

/**
 * preamp_candidate_new:
 * @fields: what Domo said of the datasource; copied
 *
 * Makes a candidate of one row of Domo's lists. It may be called in any thread.
 *
 * Returns: (transfer full): the candidate
 */
PreampCandidate *
preamp_candidate_new (const PreampCandidateFields *fields)
{
  PreampCandidate *self = NULL;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->id != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_CANDIDATE, NULL);
  self->id = g_strdup (fields->id);
  self->name = g_strdup (fields->name);
  self->type = g_strdup (fields->type);
  self->catalog = g_strdup (fields->catalog);
  self->schema = g_strdup (fields->schema);
  self->table = g_strdup (fields->table);
  self->collision = fields->collision;
  self->colliding_id = g_strdup (fields->colliding_id);
  self->colliding_name = g_strdup (fields->colliding_name);
  self->migrated = fields->migrated;
  if (fields->migration_date != NULL)
    self->migration_date = g_date_time_ref (fields->migration_date);

  return self;
}

/**
 * preamp_candidate_get_id:
 * @self: a candidate
 *
 * Gets the unique identifier of the datasource.
 *
 * Returns: (transfer none): the identifier
 */
const char *
preamp_candidate_get_id (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->id;
}

/**
 * preamp_candidate_get_name:
 * @self: a candidate
 *
 * Gets the readable name of the datasource. It may hold anything, markup and newlines too.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
preamp_candidate_get_name (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->name;
}

/**
 * preamp_candidate_get_datasource_type:
 * @self: a candidate
 *
 * Gets Domo's type of the datasource as it came, for example `bigquery-federated`.
 *
 * Returns: (transfer none) (nullable): the type
 */
const char *
preamp_candidate_get_datasource_type (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->type;
}

/**
 * preamp_candidate_get_catalog:
 * @self: a candidate
 *
 * Gets the name of the catalog in the system external to Domo.
 *
 * Returns: (transfer none) (nullable): the catalog
 */
const char *
preamp_candidate_get_catalog (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->catalog;
}

/**
 * preamp_candidate_get_schema:
 * @self: a candidate
 *
 * Gets the name of the schema in the system external to Domo.
 *
 * Returns: (transfer none) (nullable): the schema
 */
const char *
preamp_candidate_get_schema (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->schema;
}

/**
 * preamp_candidate_get_table:
 * @self: a candidate
 *
 * Gets the name of the table in the system external to Domo.
 *
 * Returns: (transfer none) (nullable): the table
 */
const char *
preamp_candidate_get_table (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->table;
}

/**
 * preamp_candidate_get_collision:
 * @self: a candidate
 *
 * Gets whether another datasource stands for the same table in the integration, so that a
 * migration would fail.
 *
 * Returns: whether there is a collision
 */
gboolean
preamp_candidate_get_collision (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), FALSE);

  return self->collision;
}

/**
 * preamp_candidate_get_colliding_id:
 * @self: a candidate
 *
 * Gets the identifier of the datasource that this one collides with.
 *
 * Returns: (transfer none) (nullable): the identifier
 */
const char *
preamp_candidate_get_colliding_id (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->colliding_id;
}

/**
 * preamp_candidate_get_colliding_name:
 * @self: a candidate
 *
 * Gets the readable name of the datasource that this one collides with.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
preamp_candidate_get_colliding_name (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->colliding_name;
}

/**
 * preamp_candidate_get_migrated:
 * @self: a candidate
 *
 * Gets whether the datasource was migrated to the integration before.
 *
 * Returns: whether it was migrated
 */
gboolean
preamp_candidate_get_migrated (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), FALSE);

  return self->migrated;
}

/**
 * preamp_candidate_get_migration_date:
 * @self: a candidate
 *
 * Gets when the datasource was migrated to the integration.
 *
 * Returns: (transfer none) (nullable): the date
 */
GDateTime *
preamp_candidate_get_migration_date (PreampCandidate *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (self), NULL);

  return self->migration_date;
}
