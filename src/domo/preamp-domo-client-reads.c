/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The calls that read, and change nothing in Domo. */

#define G_LOG_DOMAIN "preamp-domo-client"

#include "config.h"

#include "preamp-domo-client-private.h"
#include "preamp-domo-paths.h"

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampDomoReading *reading = NULL;
  GError *error = NULL;

  reading = preamp_domo_read_finish (PREAMP_DOMO_TRANSPORT (source), result, &error);
  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify) preamp_domo_reading_free);
  else
    g_task_return_error (task, error);
}

static void
read_async (PreampDomoClient   *self,
            PreampDomoKind      kind,
            const char         *path,
            gpointer            source_tag,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  preamp_domo_read_async (preamp_domo_client_get_transport (self), kind, path,
                          preamp_domo_client_get_patience (self), cancellable,
                          read_cb, g_steal_pointer (&task));
}

static PreampDomoReading *
read_finish (PreampDomoClient *self,
             GAsyncResult     *result,
             gpointer          source_tag,
             GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The rows of a reading, and what could not be read among them. */
static GPtrArray *
take_rows (PreampDomoReading *reading,
           char            ***problems)
{
  if (problems != NULL)
    *problems = reading != NULL ? g_steal_pointer (&reading->problems) : NULL;

  return reading != NULL ? g_steal_pointer (&reading->rows) : NULL;
}

/**
 * preamp_domo_client_get_user_async:
 * @self: a client
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks whose access token it is. Domo does not document this call.
 */
void
preamp_domo_client_get_user_async (PreampDomoClient   *self,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  read_async (self, PREAMP_DOMO_KIND_USER, PREAMP_DOMO_PATH_USER,
              preamp_domo_client_get_user_async, cancellable, callback, user_data);
}

/**
 * preamp_domo_client_get_user_finish:
 * @self: a client
 * @result: a result
 * @error: return location for a [error@Preamp.DomoError] or %G_IO_ERROR_CANCELLED
 *
 * Gets whose access token it is.
 *
 * Returns: (transfer full) (nullable): the user
 */
PreampUser *
preamp_domo_client_get_user_finish (PreampDomoClient *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_autoptr (PreampDomoReading) reading = NULL;

  reading = read_finish (self, result, preamp_domo_client_get_user_async, error);

  return reading != NULL ? g_steal_pointer (&reading->user) : NULL;
}

/**
 * preamp_domo_client_list_types_async:
 * @self: a client
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks for the types of the integrations that the instance has.
 */
void
preamp_domo_client_list_types_async (PreampDomoClient   *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  read_async (self, PREAMP_DOMO_KIND_TYPES, PREAMP_DOMO_PATH_TYPES,
              preamp_domo_client_list_types_async, cancellable, callback, user_data);
}

/**
 * preamp_domo_client_list_types_finish:
 * @self: a client
 * @result: a result
 * @error: return location for a [error@Preamp.DomoError] or %G_IO_ERROR_CANCELLED
 *
 * Gets the types, as Domo wrote them, each once.
 *
 * Returns: (transfer full) (nullable): the types
 */
char **
preamp_domo_client_list_types_finish (PreampDomoClient *self,
                                      GAsyncResult     *result,
                                      GError          **error)
{
  g_autoptr (PreampDomoReading) reading = NULL;

  reading = read_finish (self, result, preamp_domo_client_list_types_async, error);

  return reading != NULL ? g_steal_pointer (&reading->types) : NULL;
}

/**
 * preamp_domo_client_list_integrations_async:
 * @self: a client
 * @type: a type of integration, in any case
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks for the integrations of a type.
 */
void
preamp_domo_client_list_integrations_async (PreampDomoClient   *self,
                                            const char         *type,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (self));
  g_return_if_fail (type != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  path = preamp_domo_paths_integrations (type, &error);
  if (path == NULL)
    {
      g_task_report_error (self, callback, user_data, preamp_domo_client_list_integrations_async,
                           g_steal_pointer (&error));
      return;
    }

  read_async (self, PREAMP_DOMO_KIND_INTEGRATIONS, path,
              preamp_domo_client_list_integrations_async, cancellable, callback, user_data);
}

/**
 * preamp_domo_client_list_integrations_finish:
 * @self: a client
 * @result: a result
 * @problems: (out) (optional): sentences about what could not be read, an empty list for none
 * @error: return location for a [error@Preamp.DomoError] or %G_IO_ERROR_CANCELLED
 *
 * Gets the integrations.
 *
 * Returns: (transfer full) (nullable) (element-type PreampIntegration): the integrations
 */
GPtrArray *
preamp_domo_client_list_integrations_finish (PreampDomoClient *self,
                                             GAsyncResult     *result,
                                             char           ***problems,
                                             GError          **error)
{
  g_autoptr (PreampDomoReading) reading = NULL;

  reading = read_finish (self, result, preamp_domo_client_list_integrations_async, error);

  return take_rows (reading, problems);
}

/**
 * preamp_domo_client_list_candidates_async:
 * @self: a client
 * @integration_id: the identifier of an integration
 * @direction: which of its two lists
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks for the datasources that can be migrated to an integration, or reversed from it.
 */
void
preamp_domo_client_list_candidates_async (PreampDomoClient   *self,
                                          const char         *integration_id,
                                          PreampDirection     direction,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (self));
  g_return_if_fail (integration_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  path = preamp_domo_paths_candidates (integration_id, direction, &error);
  if (path == NULL)
    {
      g_task_report_error (self, callback, user_data, preamp_domo_client_list_candidates_async,
                           g_steal_pointer (&error));
      return;
    }

  read_async (self, PREAMP_DOMO_KIND_CANDIDATES, path,
              preamp_domo_client_list_candidates_async, cancellable, callback, user_data);
}

/**
 * preamp_domo_client_list_candidates_finish:
 * @self: a client
 * @result: a result
 * @problems: (out) (optional): sentences about what could not be read, an empty list for none
 * @error: return location for a [error@Preamp.DomoError] or %G_IO_ERROR_CANCELLED
 *
 * Gets the candidates.
 *
 * Returns: (transfer full) (nullable) (element-type PreampCandidate): the candidates
 */
GPtrArray *
preamp_domo_client_list_candidates_finish (PreampDomoClient *self,
                                           GAsyncResult     *result,
                                           char           ***problems,
                                           GError          **error)
{
  g_autoptr (PreampDomoReading) reading = NULL;

  reading = read_finish (self, result, preamp_domo_client_list_candidates_async, error);

  return take_rows (reading, problems);
}
