/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-client"

#include "config.h"

#include "preamp-domo-client-private.h"
#include "preamp-domo-moving.h"
#include "preamp-domo-paths.h"

static void
move_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);

  g_task_return_pointer (task, preamp_domo_move_finish (PREAMP_DOMO_TRANSPORT (source), result),
                         g_object_unref);
}

/* Either asks for a move, or replies with the error that forbids to ask. */
static void
move_async (PreampDomoClient   *self,
            const char         *path,
            const GError       *error,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, move_async);
  g_task_set_check_cancellable (task, FALSE);

  if (error != NULL)
    {
      PreampReplyFields fields = { .error = error };

      g_task_return_pointer (task, preamp_reply_new (&fields), g_object_unref);
      return;
    }

  preamp_domo_move_async (preamp_domo_client_get_transport (self), path, cancellable, move_cb,
                          g_steal_pointer (&task));
}

/**
 * preamp_domo_client_migrate_async:
 * @self: a client
 * @datasource_id: the identifier of a datasource
 * @integration_id: the identifier of the integration that it is to move to
 * @cancellable: (nullable): a cancellable, which ends the waiting and not what Domo does
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks Domo to migrate a datasource, once.
 */
void
preamp_domo_client_migrate_async (PreampDomoClient   *self,
                                  const char         *datasource_id,
                                  const char         *integration_id,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (self));
  g_return_if_fail (datasource_id != NULL);
  g_return_if_fail (integration_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  path = preamp_domo_paths_migrate (datasource_id, integration_id, &error);
  move_async (self, path, error, cancellable, callback, user_data);
}

/**
 * preamp_domo_client_reverse_async:
 * @self: a client
 * @datasource_id: the identifier of a datasource
 * @cancellable: (nullable): a cancellable, which ends the waiting and not what Domo does
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks Domo to reverse a datasource's migration, once.
 */
void
preamp_domo_client_reverse_async (PreampDomoClient   *self,
                                  const char         *datasource_id,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (self));
  g_return_if_fail (datasource_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  path = preamp_domo_paths_reverse (datasource_id, &error);
  move_async (self, path, error, cancellable, callback, user_data);
}

/**
 * preamp_domo_client_move_finish:
 * @self: a client
 * @result: a result of a migration or a reversal
 *
 * Gets the reply. There always is one: of a cancelled, failed or refused move too it says whether
 * it can have reached Domo.
 *
 * Returns: (transfer full): the reply
 */
PreampReply *
preamp_domo_client_move_finish (PreampDomoClient *self,
                                GAsyncResult     *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, move_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
