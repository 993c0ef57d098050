/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-integration"

#include "config.h"

#include "preamp-integration.h"

#include <glib/gi18n.h>

/**
 * PreampIntegration:
 *
 * A Cloud Amplifier integration, as Domo last listed it. It never changes.
 */
struct _PreampIntegration
{
  GObject parent_instance;

  char *id;
  char *name;
  char *engine;
  char *auth_method;
};

G_DEFINE_FINAL_TYPE (PreampIntegration, preamp_integration, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_ENGINE,
  PROP_AUTH_METHOD,
} PreampIntegrationProperty;

static GParamSpec *properties[PROP_AUTH_METHOD + 1];

/* Names are the makers' own, so they are not translated. */
static const struct
{
  const char *engine;
  const char *label;
} engine_labels[] = {
  { "ATHENA", "Athena" },         { "AZURESQL", "Azure SQL" },
  { "BIGQUERY", "BigQuery" },     { "DATABRICKS", "Databricks" },
  { "DREMIO", "Dremio" },         { "LAKEBASE", "Lakebase" },
  { "MYSQL", "MySQL" },           { "ORACLE", "Oracle" },
  { "POSTGRES", "PostgreSQL" },   { "POSTGRESQL", "PostgreSQL" },
  { "REDSHIFT", "Redshift" },     { "SNOWFLAKE", "Snowflake" },
};

static void
preamp_integration_finalize (GObject *object)
{
  PreampIntegration *self = PREAMP_INTEGRATION (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->engine, g_free);
  g_clear_pointer (&self->auth_method, g_free);

  G_OBJECT_CLASS (preamp_integration_parent_class)->finalize (object);
}

static void
preamp_integration_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PreampIntegration *self = PREAMP_INTEGRATION (object);

  switch ((PreampIntegrationProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_ENGINE:
      g_value_set_string (value, self->engine);
      break;

    case PROP_AUTH_METHOD:
      g_value_set_string (value, self->auth_method);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_integration_class_init (PreampIntegrationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = preamp_integration_finalize;
  object_class->get_property = preamp_integration_get_property;

  /**
   * PreampIntegration:id:
   *
   * The unique identifier.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);

  /**
   * PreampIntegration:name:
   *
   * The readable name.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * PreampIntegration:engine:
   *
   * Domo's type of the integration as it came, for example `BIGQUERY`.
   */
  properties[PROP_ENGINE] = g_param_spec_string ("engine", NULL, NULL, NULL, flags);

  /**
   * PreampIntegration:auth-method:
   *
   * Domo's authentication method as it came, for example `OAUTH`.
   */
  properties[PROP_AUTH_METHOD] = g_param_spec_string ("auth-method", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_integration_init (PreampIntegration *self)
{
}

/**
 * preamp_integration_new:
 * @id: the unique identifier
 * @name: (nullable): the readable name
 * @engine: (nullable): Domo's type of the integration
 * @auth_method: (nullable): Domo's authentication method
 *
 * Makes an integration of what Domo said of it.
 *
 * Returns: (transfer full): the integration
 */
PreampIntegration *
preamp_integration_new (const char *id,
                        const char *name,
                        const char *engine,
                        const char *auth_method)
{
  PreampIntegration *self = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_INTEGRATION, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->engine = g_strdup (engine);
  self->auth_method = g_strdup (auth_method);

  return self;
}

/**
 * preamp_integration_get_id:
 * @self: an integration
 *
 * Gets the unique identifier.
 *
 * Returns: (transfer none): the identifier
 */
const char *
preamp_integration_get_id (PreampIntegration *self)
{
  g_return_val_if_fail (PREAMP_IS_INTEGRATION (self), NULL);

  return self->id;
}

/**
 * preamp_integration_get_name:
 * @self: an integration
 *
 * Gets the readable name.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
preamp_integration_get_name (PreampIntegration *self)
{
  g_return_val_if_fail (PREAMP_IS_INTEGRATION (self), NULL);

  return self->name;
}

/**
 * preamp_integration_get_engine:
 * @self: an integration
 *
 * Gets Domo's type of the integration as it came. See [func@Preamp.engine_get_label].
 *
 * Returns: (transfer none) (nullable): the type
 */
const char *
preamp_integration_get_engine (PreampIntegration *self)
{
  g_return_val_if_fail (PREAMP_IS_INTEGRATION (self), NULL);

  return self->engine;
}

/**
 * preamp_integration_get_auth_method:
 * @self: an integration
 *
 * Gets Domo's authentication method as it came. See [func@Preamp.auth_method_dup_label].
 *
 * Returns: (transfer none) (nullable): the method
 */
const char *
preamp_integration_get_auth_method (PreampIntegration *self)
{
  g_return_val_if_fail (PREAMP_IS_INTEGRATION (self), NULL);

  return self->auth_method;
}

/**
 * preamp_engine_get_label:
 * @engine: (nullable): Domo's type of an integration, in any case
 *
 * Gets what to call an engine. One that is not known is called as Domo calls it.
 *
 * Returns: (transfer none): a constant name, or @engine itself; empty where @engine is %NULL
 */
const char *
preamp_engine_get_label (const char *engine)
{
  if (engine == NULL)
    return "";

  for (guint i = 0; i < G_N_ELEMENTS (engine_labels); i++)
    {
      if (g_ascii_strcasecmp (engine, engine_labels[i].engine) == 0)
        return engine_labels[i].label;
    }

  return engine;
}

/**
 * preamp_auth_method_dup_label:
 * @auth_method: (nullable): Domo's authentication method, in any case
 *
 * Gets what to call an authentication method. One that is not known is called as Domo calls it.
 *
 * Returns: (transfer full): a translated name; empty where @auth_method is %NULL
 */
char *
preamp_auth_method_dup_label (const char *auth_method)
{
  if (auth_method == NULL)
    return g_strdup ("");

  if (g_ascii_strcasecmp (auth_method, "OAUTH") == 0)
    return g_strdup ("OAuth");

  if (g_ascii_strcasecmp (auth_method, "SERVICE_ACCOUNT") == 0)
    return g_strdup (_("Service account"));

  if (g_ascii_strcasecmp (auth_method, "PERSONAL_ACCESS_TOKEN") == 0)
    return g_strdup (_("Personal access token"));

  return g_strdup (auth_method);
}
