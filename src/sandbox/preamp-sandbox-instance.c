/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-instance.h"

#include "preamp-sandbox-json.h"

/* The instance belongs to the server's thread, but for what never changes after it was made: the
 * two tables by which integrations and datasources are found. */
struct _PreampSandboxInstance
{
  GPtrArray  *integrations;
  GPtrArray  *datasources;
  GHashTable *integrations_by_name; /* by identifier and by name */
  GHashTable *datasources_by_name;
};

static void
forget_lists (PreampSandboxIntegration *integration)
{
  if (integration == NULL)
    return;
  g_clear_pointer (&integration->lists[0], g_bytes_unref);
  g_clear_pointer (&integration->lists[1], g_bytes_unref);
}

static void
datasource_changed (PreampSandboxDatasource *datasource)
{
  forget_lists (datasource->home);
  forget_lists (datasource->also);
}

static const PreampSandboxDatasource *
get_migrated_twin (const PreampSandboxDatasource  *datasource,
                   const PreampSandboxIntegration *integration)
{
  const PreampSandboxDatasource *twin = datasource->twin;

  if (twin == NULL || twin->vanished || twin->migrated_to != integration ||
      datasource->migrated_to == integration)
    return NULL;
  return twin;
}

static void
append_row (GString                        *json,
            const PreampSandboxDatasource  *datasource,
            const PreampSandboxIntegration *integration,
            const PreampSandboxView        *view)
{
  gboolean first = view != NULL && view->first;
  const PreampSandboxIntegration *migrated_to =
    first ? datasource->migrated_at_first : datasource->migrated_to;
  gint64 time = first ? datasource->migration_time_at_first : datasource->migration_time;
  const PreampSandboxDatasource *twin = first ? NULL : get_migrated_twin (datasource, integration);
  const char *colliding_id = datasource->colliding_id;
  const char *colliding_name = datasource->colliding_name;

  if (json->str[json->len - 1] != '[')
    g_string_append_c (json, ',');

  if (view != NULL && view->broken == datasource)
    {
      g_string_append (json, "{\"id\":17,\"name\":[\"");
      g_string_append (json, datasource->id);
      g_string_append (json, "\"],\"type\":true,\"collision\":\"no\",\"migrated\":1,"
                             "\"migrationDate\":{}}");
      return;
    }

  if (twin != NULL)
    {
      colliding_id = twin->id;
      colliding_name = twin->name;
    }

  g_string_append (json, datasource->head);
  g_string_append (json, colliding_id != NULL ? "\"collision\":true,\"collidingDatasourceId\":"
                                              : "\"collision\":false,\"collidingDatasourceId\":");
  preamp_sandbox_json_add_string (json, colliding_id);
  g_string_append (json, ",\"collidingDatasourceName\":");
  preamp_sandbox_json_add_string (json, colliding_name);
  if (migrated_to == integration)
    {
      /* Domo's dates in lists are whole seconds. */
      g_autofree char *date = preamp_sandbox_json_format_time (time - time % G_USEC_PER_SEC);

      g_string_append (json, ",\"migrated\":true,\"migrationDate\":\"");
      g_string_append (json, date);
      g_string_append (json, "\"}");
    }
  else
    {
      g_string_append (json, ",\"migrated\":false,\"migrationDate\":null}");
    }
}

/* What was migrated to another integration is no longer federated, and no candidate here. */
static gboolean
is_listed (const PreampSandboxDatasource  *datasource,
           const PreampSandboxIntegration *integration,
           PreampSandboxDirection          direction,
           const PreampSandboxView        *view)
{
  const PreampSandboxIntegration *migrated_to =
    view != NULL && view->first ? datasource->migrated_at_first : datasource->migrated_to;

  if (datasource->vanished || (view != NULL && view->hidden == datasource))
    return FALSE;
  if (direction == PREAMP_SANDBOX_DIRECTION_BACK)
    return migrated_to == integration;
  return migrated_to == NULL || migrated_to == integration;
}

/**
 * preamp_sandbox_instance_new:
 * @n_rows: how many candidates the integration “Enterprise Warehouse” has
 *
 * Makes the made-up instance ([func@Preamp.sandbox_data_make]).
 *
 * Returns: (transfer full): the instance
 */
PreampSandboxInstance *
preamp_sandbox_instance_new (guint n_rows)
{
  PreampSandboxInstance *self = g_new0 (PreampSandboxInstance, 1);

  preamp_sandbox_data_make (n_rows, g_get_real_time (), &self->integrations, &self->datasources);

  self->integrations_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->integrations->len; i++)
    {
      PreampSandboxIntegration *integration = g_ptr_array_index (self->integrations, i);

      g_hash_table_insert (self->integrations_by_name, integration->id, integration);
      g_hash_table_insert (self->integrations_by_name, integration->name, integration);
    }

  self->datasources_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->datasources->len; i++)
    {
      PreampSandboxDatasource *datasource = g_ptr_array_index (self->datasources, i);

      g_hash_table_insert (self->datasources_by_name, datasource->id, datasource);
      if (!g_hash_table_contains (self->datasources_by_name, datasource->name))
        g_hash_table_insert (self->datasources_by_name, datasource->name, datasource);
    }
  return self;
}

/**
 * preamp_sandbox_instance_free:
 * @self: an instance
 *
 * Frees @self and all that it has.
 */
void
preamp_sandbox_instance_free (PreampSandboxInstance *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->integrations_by_name);
  g_hash_table_unref (self->datasources_by_name);
  g_ptr_array_unref (self->datasources);
  g_ptr_array_unref (self->integrations);
  g_free (self);
}

/**
 * preamp_sandbox_instance_find_integration:
 * @self: an instance
 * @name: an identifier, or a name
 *
 * Finds an integration, for a fault. May be called from any thread.
 *
 * Returns: (transfer none) (nullable): the integration
 */
PreampSandboxIntegration *
preamp_sandbox_instance_find_integration (PreampSandboxInstance *self,
                                          const char            *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return name == NULL ? NULL : g_hash_table_lookup (self->integrations_by_name, name);
}

/**
 * preamp_sandbox_instance_find_datasource:
 * @self: an instance
 * @name: an identifier, or a name
 *
 * Finds a datasource, for a fault, also one that has vanished. May be called from any thread.
 *
 * Returns: (transfer none) (nullable): the datasource
 */
PreampSandboxDatasource *
preamp_sandbox_instance_find_datasource (PreampSandboxInstance *self,
                                         const char            *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return name == NULL ? NULL : g_hash_table_lookup (self->datasources_by_name, name);
}

/**
 * preamp_sandbox_instance_get_integration:
 * @self: an instance
 * @id: the identifier that a request has
 *
 * Gets the integration that a request is about: by its identifier only, never by its name.
 *
 * Returns: (transfer none) (nullable): the integration
 */
PreampSandboxIntegration *
preamp_sandbox_instance_get_integration (PreampSandboxInstance *self,
                                         const char            *id)
{
  PreampSandboxIntegration *integration = preamp_sandbox_instance_find_integration (self, id);

  return integration != NULL && g_str_equal (integration->id, id) ? integration : NULL;
}

/**
 * preamp_sandbox_instance_get_datasource:
 * @self: an instance
 * @id: the identifier that a request has
 *
 * Gets the datasource that a request is about: by its identifier only, and while it is there.
 *
 * Returns: (transfer none) (nullable): the datasource
 */
PreampSandboxDatasource *
preamp_sandbox_instance_get_datasource (PreampSandboxInstance *self,
                                        const char            *id)
{
  PreampSandboxDatasource *datasource = preamp_sandbox_instance_find_datasource (self, id);

  return datasource != NULL && !datasource->vanished && g_str_equal (datasource->id, id)
           ? datasource
           : NULL;
}

/**
 * preamp_sandbox_instance_list_types:
 * @self: an instance
 *
 * Writes the list of integration types.
 *
 * Returns: (transfer full): a JSON text
 */
char *
preamp_sandbox_instance_list_types (PreampSandboxInstance *self)
{
  g_autoptr (GString) json = g_string_new ("[");
  const char *last = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* The integrations stand in the order of their types. */
  for (guint i = 0; i < self->integrations->len; i++)
    {
      const PreampSandboxIntegration *integration = g_ptr_array_index (self->integrations, i);

      if (g_strcmp0 (last, integration->type) == 0)
        continue;
      if (last != NULL)
        g_string_append_c (json, ',');
      preamp_sandbox_json_add_string (json, integration->type);
      last = integration->type;
    }
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/**
 * preamp_sandbox_instance_list_integrations:
 * @self: an instance
 * @type: an integration type, in capitals or not
 *
 * Writes the list of integrations of a type.
 *
 * Returns: (transfer full) (nullable): a JSON text, or %NULL where there is no such type
 */
char *
preamp_sandbox_instance_list_integrations (PreampSandboxInstance *self,
                                           const char            *type)
{
  g_autoptr (GString) json = g_string_new ("[");

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);

  for (guint i = 0; i < self->integrations->len; i++)
    {
      const PreampSandboxIntegration *integration = g_ptr_array_index (self->integrations, i);

      if (g_ascii_strcasecmp (integration->type, type) != 0)
        continue;
      g_string_append (json, json->len > 1 ? ",{" : "{");
      preamp_sandbox_json_add_member (json, "id", integration->id);
      preamp_sandbox_json_add_member (json, "name", integration->name);
      preamp_sandbox_json_add_member (json, "type", integration->type);
      preamp_sandbox_json_add_member (json, "authMethod", integration->auth_method);
      g_string_append_c (json, '}');
    }
  if (json->len == 1)
    return NULL;
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/**
 * preamp_sandbox_instance_list_datasources:
 * @self: an instance
 * @integration: one of its integrations
 * @direction: which of the two lists: what can be migrated, or what was
 * @view: (nullable): how to tell it untruly, or %NULL for the truth
 *
 * Writes the list of candidates of an integration. The text is kept until something changes.
 *
 * Returns: (transfer full): a JSON text
 */
GBytes *
preamp_sandbox_instance_list_datasources (PreampSandboxInstance    *self,
                                          PreampSandboxIntegration *integration,
                                          PreampSandboxDirection    direction,
                                          const PreampSandboxView  *view)
{
  g_autoptr (GString) json = NULL;
  g_autoptr (GBytes) list = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (integration != NULL, NULL);

  if (view == NULL && integration->lists[direction] != NULL)
    return g_bytes_ref (integration->lists[direction]);

  json = g_string_sized_new (1024 + integration->datasources->len * (size_t) 420);
  g_string_append_c (json, '[');
  for (guint i = 0; i < integration->datasources->len; i++)
    {
      const PreampSandboxDatasource *datasource = g_ptr_array_index (integration->datasources, i);

      if (!is_listed (datasource, integration, direction, view))
        continue;
      append_row (json, datasource, integration, view);
      if (view != NULL && view->twice == datasource)
        append_row (json, datasource, integration, view);
    }
  g_string_append_c (json, ']');

  list = g_string_free_to_bytes (g_steal_pointer (&json));
  if (view == NULL)
    integration->lists[direction] = g_bytes_ref (list);
  return g_steal_pointer (&list);
}

/**
 * preamp_sandbox_instance_get_duration:
 * @self: an instance
 * @datasource: what is moved
 * @latency: how long a migration takes, in milliseconds
 *
 * Tells how long moving @datasource takes: up to 40 % more or less than @latency, always the same
 * for the same datasource, and three times as long for a slow one.
 *
 * Returns: milliseconds
 */
guint
preamp_sandbox_instance_get_duration (PreampSandboxInstance   *self,
                                      PreampSandboxDatasource *datasource,
                                      guint                    latency)
{
  guint per_mille;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (datasource != NULL, 0);

  per_mille = 600 + (guint) (preamp_sandbox_data_mix (g_str_hash (datasource->id)) % 801);
  if (datasource->slow)
    per_mille = 3000;
  return (guint) ((guint64) latency * per_mille / 1000);
}

/**
 * preamp_sandbox_instance_find_obstacle:
 * @self: an instance
 * @datasource: what is to be moved
 * @integration: (nullable): where to, %NULL when it is to come back
 * @direction: which way
 *
 * Finds out whether a move ends before it begins.
 *
 * Returns: (transfer full) (nullable): the message of an ABORTED result, or %NULL
 */
char *
preamp_sandbox_instance_find_obstacle (PreampSandboxInstance    *self,
                                       PreampSandboxDatasource  *datasource,
                                       PreampSandboxIntegration *integration,
                                       PreampSandboxDirection    direction)
{
  const PreampSandboxDatasource *twin;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (datasource != NULL, NULL);

  if (direction == PREAMP_SANDBOX_DIRECTION_BACK)
    {
      if (datasource->migrated_to == NULL)
        return g_strdup_printf ("Datasource %s has not been migrated to a Cloud Amplifier "
                                "integration.",
                                datasource->id);
    }
  else
    {
      if (datasource->migrated_to == integration)
        return g_strdup_printf ("Datasource %s has already been migrated to integration %s.",
                                datasource->id, integration->id);
      if (datasource->migrated_to != NULL)
        return g_strdup_printf ("Datasource %s has already been migrated to another integration, "
                                "%s.",
                                datasource->id, datasource->migrated_to->id);
      if (datasource->home != integration && datasource->also != integration)
        return g_strdup_printf ("Datasource %s is not a migration candidate for integration %s.",
                                datasource->id, integration->id);
      if (datasource->colliding_id != NULL)
        return g_strdup_printf ("Datasource %s (%s) already exists for this table in integration "
                                "%s.",
                                datasource->colliding_id, datasource->colliding_name,
                                integration->id);
      twin = get_migrated_twin (datasource, integration);
      if (twin != NULL)
        return g_strdup_printf ("Datasource %s (%s) already exists for this table in integration "
                                "%s.",
                                twin->id, twin->name, integration->id);
    }

  if (datasource->behaviour[direction] == PREAMP_SANDBOX_BEHAVIOUR_ABORTED)
    return g_strdup (datasource->message);
  return NULL;
}

/**
 * preamp_sandbox_instance_move:
 * @self: an instance
 * @datasource: what is moved
 * @integration: (nullable): where to, %NULL when it comes back
 * @direction: which way
 * @now: the time, in microseconds since 1970
 * @message: (out) (transfer full) (nullable): why it did not complete
 *
 * Moves a datasource, as far as it goes.
 *
 * Returns: (transfer none): the state: `COMPLETE`, `INCOMPLETE` or `ABORTED`
 */
const char *
preamp_sandbox_instance_move (PreampSandboxInstance    *self,
                              PreampSandboxDatasource  *datasource,
                              PreampSandboxIntegration *integration,
                              PreampSandboxDirection    direction,
                              gint64                    now,
                              char                    **message)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (datasource != NULL, NULL);
  g_return_val_if_fail (message != NULL, NULL);

  *message = preamp_sandbox_instance_find_obstacle (self, datasource, integration, direction);
  if (*message != NULL)
    return "ABORTED";

  if (datasource->behaviour[direction] == PREAMP_SANDBOX_BEHAVIOUR_INCOMPLETE &&
      datasource->n_failures[direction] > 0)
    {
      datasource->n_failures[direction]--;
      *message = g_strdup (datasource->message);
      return "INCOMPLETE";
    }

  preamp_sandbox_instance_set_migrated (self, datasource, integration, now);
  return "COMPLETE";
}

/**
 * preamp_sandbox_instance_set_migrated:
 * @self: an instance
 * @datasource: a datasource
 * @integration: (nullable): where it is from now on, %NULL for Federated
 * @now: the time, in microseconds since 1970
 *
 * Moves a datasource without further ado, as if somebody else had done it.
 */
void
preamp_sandbox_instance_set_migrated (PreampSandboxInstance    *self,
                                      PreampSandboxDatasource  *datasource,
                                      PreampSandboxIntegration *integration,
                                      gint64                    now)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (datasource != NULL);

  datasource->migrated_to = integration;
  datasource->migration_time = integration != NULL ? now : 0;
  datasource_changed (datasource);
}

/**
 * preamp_sandbox_instance_set_vanished:
 * @self: an instance
 * @datasource: a datasource
 *
 * Takes a datasource away, as if somebody had deleted it.
 */
void
preamp_sandbox_instance_set_vanished (PreampSandboxInstance   *self,
                                      PreampSandboxDatasource *datasource)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (datasource != NULL);

  datasource->vanished = TRUE;
  datasource_changed (datasource);
}

/**
 * preamp_sandbox_instance_set_colliding:
 * @self: an instance
 * @datasource: a datasource
 *
 * Makes a datasource collide, as if somebody had connected its table in the integration.
 */
void
preamp_sandbox_instance_set_colliding (PreampSandboxInstance   *self,
                                       PreampSandboxDatasource *datasource)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (datasource != NULL);

  if (datasource->colliding_id == NULL)
    {
      datasource->colliding_id = preamp_sandbox_data_uuid (g_str_hash (datasource->id));
      datasource->colliding_name = g_strdup_printf ("%s (Live)", datasource->name);
      datasource_changed (datasource);
    }
}
