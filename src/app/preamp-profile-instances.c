/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-profile"

#include "config.h"

#include "preamp-profile-private.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "account/preamp-account-error.h"

/* How instances come into a profile, get their workspaces, and leave it. */

static void
remember_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The name in the journal is for reading its tables by hand; runs keep the address themselves. */
  if (!preamp_journal_remember_instance_finish (PREAMP_JOURNAL (object), result, &error))
    g_debug ("The instance’s name was not written: %s", error->message);
}

static void
remember (PreampProfile  *self,
          PreampInstance *instance)
{
  if (self->journal != NULL)
    preamp_journal_remember_instance_async (self->journal,
                                            preamp_instance_get_base_uri (instance),
                                            preamp_instance_get_name (instance),
                                            remember_cb,
                                            NULL);
}

/* Entering an instance */

static void
look_up_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampProfile *self = g_task_get_source_object (task);
  PreampInstance *instance = g_task_get_task_data (task);
  const char *base_uri = preamp_instance_get_base_uri (instance);
  PreampWorkspace *workspace;
  GError *error = NULL;
  char *token;

  token = preamp_token_vault_look_up_finish (PREAMP_TOKEN_VAULT (object), result, &error);
  if (token == NULL)
    {
      if (error == NULL)
        {
          error = g_error_new (PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_KEYRING,
                               /* Translators: %s is the name of an instance. */
                               _("There is no access token of “%s” in the keyring. Enter it, or "
                                 "make a new one in Domo."),
                               preamp_instance_get_name (instance));
        }
      g_task_return_error (task, error);
      return;
    }

  if (preamp_instance_list_find (self->instances, base_uri) != instance)
    {
      secret_password_free (token);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               /* Translators: %s is the name of an instance. */
                               _("“%s” was forgotten meanwhile."),
                               preamp_instance_get_name (instance));
      return;
    }

  workspace = preamp_profile_find_workspace (self, instance);
  if (workspace != NULL)
    {
      PreampConnection *connection = preamp_workspace_get_connection (workspace);

      /* It may have been replaced meanwhile; a run that goes on uses the new one from here. */
      preamp_domo_client_set_token (preamp_connection_get_client (connection), token);
    }
  else
    {
      g_autoptr (PreampDomoClient) client = NULL;

      client = preamp_domo_client_new (base_uri, token);
      workspace = preamp_profile_add_workspace (self, instance, client);
    }

  secret_password_free (token);
  g_settings_set_string (self->settings, "last-instance", base_uri);
  g_task_return_pointer (task, g_object_ref (workspace), g_object_unref);
}

/* Forgetting */

/* Looked at before each step: a run can begin while the keyring asks a person for a password. */
static gboolean
refuse_while_moving (GTask *task)
{
  PreampWorkspace *workspace =
    preamp_profile_find_workspace (g_task_get_source_object (task), g_task_get_task_data (task));

  if (workspace == NULL || !preamp_runner_get_busy (preamp_workspace_get_runner (workspace)))
    return FALSE;

  g_task_return_new_error (task, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_UNRESOLVED,
                           _("Datasources of this instance are moving. Wait until the run has "
                             "ended, or stop it, then try again."));
  return TRUE;
}

static void
forget_settings (PreampProfile *self,
                 const char    *base_uri)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, "last-integrations");
  g_autofree char *last = g_settings_get_string (self->settings, "last-instance");
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GVariantIter iter;
  const char *uri;
  const char *id;

  if (g_str_equal (last, base_uri))
    g_settings_reset (self->settings, "last-instance");

  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "{&s&s}", &uri, &id))
    {
      if (!g_str_equal (uri, base_uri))
        g_variant_builder_add (&builder, "{ss}", uri, id);
    }

  g_settings_set_value (self->settings, "last-integrations", g_variant_builder_end (&builder));
}

static void
forget_token_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampProfile *self = g_task_get_source_object (task);
  PreampInstance *instance = g_task_get_task_data (task);
  GError *error = NULL;

  if (!preamp_token_vault_forget_finish (PREAMP_TOKEN_VAULT (object), result, &error) &&
      !g_error_matches (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_NO_KEYRING))
    {
      /* The instance stays known, or nobody would look for the token in the keyring again. */
      g_task_return_error (task, error);
      return;
    }

  if (refuse_while_moving (task))
    {
      g_clear_error (&error);
      return;
    }

  g_hash_table_remove (self->workspaces, preamp_instance_get_base_uri (instance));
  preamp_instance_list_remove (self->instances, instance);
  forget_settings (self, preamp_instance_get_base_uri (instance));
  preamp_profile_update_moving (self);

  /* Without a keyring the instance is gone all the same; the sentence says what is left to do. */
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
forget_instance_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampProfile *self = g_task_get_source_object (task);
  PreampInstance *instance = g_task_get_task_data (task);
  GError *error = NULL;

  if (!preamp_journal_forget_instance_finish (PREAMP_JOURNAL (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (refuse_while_moving (task))
    return;

  preamp_token_vault_forget_async (self->vault,
                                   preamp_instance_get_address (instance),
                                   forget_token_cb,
                                   g_object_ref (task));
}

/**
 * preamp_profile_enter_async:
 * @self: a `PreampProfile` that is open
 * @instance: one of its instances
 * @callback: called when there is a workspace
 * @user_data: data for @callback
 *
 * Gets an instance's workspace: the one that was opened before, or a new one with the token from
 * the vault. The keyring may ask a person for a password meanwhile. Finish with
 * [method@Profile.enter_finish].
 */
void
preamp_profile_enter_async (PreampProfile       *self,
                            PreampInstance      *instance,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  PreampWorkspace *workspace;

  g_return_if_fail (PREAMP_IS_PROFILE (self));
  g_return_if_fail (PREAMP_IS_INSTANCE (instance));
  g_return_if_fail (self->journal != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_profile_enter_async);

  workspace = preamp_profile_find_workspace (self, instance);
  if (workspace != NULL)
    {
      g_settings_set_string (self->settings, "last-instance",
                             preamp_instance_get_base_uri (instance));
      g_task_return_pointer (task, g_object_ref (workspace), g_object_unref);
      return;
    }

  g_task_set_task_data (task, g_object_ref (instance), g_object_unref);
  preamp_token_vault_look_up_async (self->vault,
                                    preamp_instance_get_address (instance),
                                    look_up_cb,
                                    g_object_ref (task));
}

/**
 * preamp_profile_add_instance:
 * @self: a `PreampProfile` that is open
 * @address: where the instance is
 *
 * Adds an instance, if it is not known yet.
 *
 * Returns: (transfer none): the instance
 */
PreampInstance *
preamp_profile_add_instance (PreampProfile         *self,
                             PreampInstanceAddress *address)
{
  PreampInstance *instance;

  g_return_val_if_fail (PREAMP_IS_PROFILE (self), NULL);
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address), NULL);

  instance = preamp_instance_list_add (self->instances, address);
  remember (self, instance);

  return instance;
}

/**
 * preamp_profile_connect_async:
 * @self: a `PreampProfile` that is open
 * @address: an instance whose token the vault has just been given
 * @callback: called when there is a workspace
 * @user_data: data for @callback
 *
 * Adds an instance, or takes the new token of a known one, and gets its workspace. Finish with
 * [method@Profile.enter_finish].
 */
void
preamp_profile_connect_async (PreampProfile         *self,
                              PreampInstanceAddress *address,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  PreampInstance *instance;

  g_return_if_fail (PREAMP_IS_PROFILE (self));
  g_return_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address));
  g_return_if_fail (self->journal != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_profile_enter_async);

  instance = preamp_profile_add_instance (self, address);
  g_task_set_task_data (task, g_object_ref (instance), g_object_unref);
  preamp_token_vault_look_up_async (self->vault, address, look_up_cb, g_object_ref (task));
}

/**
 * preamp_profile_enter_finish:
 * @self: a `PreampProfile`
 * @result: what the callback was given
 * @error: return location for an error, one of [error@Preamp.AccountError] where there is no token
 *
 * Finishes [method@Profile.enter_async] and [method@Profile.connect_async].
 *
 * Returns: (transfer full) (nullable): the instance's workspace
 */
PreampWorkspace *
preamp_profile_enter_finish (PreampProfile  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_profile_enter_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * preamp_profile_rename:
 * @self: a `PreampProfile`
 * @instance: one of its instances
 * @name: what it is to be called
 *
 * Gives an instance another name.
 */
void
preamp_profile_rename (PreampProfile  *self,
                       PreampInstance *instance,
                       const char     *name)
{
  g_return_if_fail (PREAMP_IS_PROFILE (self));
  g_return_if_fail (PREAMP_IS_INSTANCE (instance));
  g_return_if_fail (name != NULL && *name != '\0');

  preamp_instance_set_name (instance, name);
  remember (self, instance);
}

static void
check_forget_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (preamp_journal_check_forget_finish (PREAMP_JOURNAL (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * preamp_profile_check_forget_async:
 * @self: a `PreampProfile` that is open
 * @instance: one of its instances
 * @callback: called when it is known
 * @user_data: data for @callback
 *
 * Checks what [method@Profile.forget_async] would refuse, before anybody is asked.
 */
void
preamp_profile_check_forget_async (PreampProfile       *self,
                                   PreampInstance      *instance,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PREAMP_IS_PROFILE (self));
  g_return_if_fail (PREAMP_IS_INSTANCE (instance));
  g_return_if_fail (self->journal != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_profile_check_forget_async);
  g_task_set_task_data (task, g_object_ref (instance), g_object_unref);

  if (!refuse_while_moving (task))
    preamp_journal_check_forget_async (self->journal, preamp_instance_get_base_uri (instance),
                                       check_forget_cb, g_object_ref (task));
}

/**
 * preamp_profile_check_forget_finish:
 * @self: a `PreampProfile`
 * @result: what the callback was given
 * @error: return location for an error, which says what is against it
 *
 * Finishes [method@Profile.check_forget_async].
 *
 * Returns: whether nothing is against it
 */
gboolean
preamp_profile_check_forget_finish (PreampProfile  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_profile_check_forget_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * preamp_profile_forget_async:
 * @self: a `PreampProfile` that is open
 * @instance: one of its instances
 * @callback: called when it is forgotten
 * @user_data: data for @callback
 *
 * Removes an instance and its token. Its history stays in the journal. Refused while a run is
 * active on it, and while the journal has attempts of it that are not resolved.
 */
void
preamp_profile_forget_async (PreampProfile       *self,
                             PreampInstance      *instance,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PREAMP_IS_PROFILE (self));
  g_return_if_fail (PREAMP_IS_INSTANCE (instance));
  g_return_if_fail (self->journal != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_profile_forget_async);
  g_task_set_task_data (task, g_object_ref (instance), g_object_unref);

  if (refuse_while_moving (task))
    return;

  preamp_journal_forget_instance_async (self->journal,
                                        preamp_instance_get_base_uri (instance),
                                        forget_instance_cb,
                                        g_object_ref (task));
}

/**
 * preamp_profile_forget_finish:
 * @self: a `PreampProfile`
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes forgetting an instance. %PREAMP_ACCOUNT_ERROR_NO_KEYRING says that it is forgotten, and
 * what may be left in a keyring that was there before; with every other error it is still known.
 *
 * Returns: whether nothing of it is left
 */
gboolean
preamp_profile_forget_finish (PreampProfile  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_profile_forget_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
