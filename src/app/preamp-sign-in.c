/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sign-in"

#include "config.h"

#include "preamp-sign-in.h"

#include <libsecret/secret.h>

#include "account/preamp-token.h"
#include "preamp-time-limits.h"

/* A token is tried on Domo before it is kept: what Domo refuses reaches no keyring. The instance is
 * added before that, as a keyring may take its time: whatever is closed meanwhile, and where the
 * program ends, there is no token whose instance nobody knows. */

typedef struct
{
  PreampInstanceAddress *address;
  char                  *token;
  PreampDomoClient      *client;
  char                  *note;
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  g_clear_object (&sign_in->address);
  g_clear_pointer (&sign_in->token, secret_password_free);
  g_clear_object (&sign_in->client);
  g_free (sign_in->note);
  g_free (sign_in);
}

static void
store_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* The vault keeps it until the program ends where the keyring did not take it: worth a word, and
   * no reason not to go on. */
  if (!preamp_token_vault_store_finish (PREAMP_TOKEN_VAULT (object), result, &error))
    sign_in->note = g_strdup (error->message);

  g_task_return_pointer (task, g_object_ref (sign_in->client), g_object_unref);
}

static void
list_types_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SignIn *sign_in = g_task_get_task_data (task);
  PreampProfile *profile = g_task_get_source_object (task);
  g_auto (GStrv) types = NULL;
  GError *error = NULL;

  types = preamp_domo_client_list_types_finish (PREAMP_DOMO_CLIENT (object), result, &error);
  if (types == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (g_task_return_error_if_cancelled (task))
    return;

  preamp_profile_add_instance (profile, sign_in->address);
  preamp_token_vault_store_async (preamp_profile_get_vault (profile),
                                  sign_in->address,
                                  sign_in->token,
                                  store_cb,
                                  g_object_ref (task));
}

/**
 * preamp_sign_in_async:
 * @profile: a profile that is open
 * @address: the instance
 * @token: what was typed as its access token
 * @cancellable: (nullable): stops the question to Domo, never that to the keyring
 * @callback: called when it is known
 * @user_data: data for @callback
 *
 * Tries an access token on an instance, by asking for the integration types. If Domo accepts it,
 * the instance is in the profile from then on, and its vault keeps the token. Of a refused token no
 * copy stays.
 */
void
preamp_sign_in_async (PreampProfile         *profile,
                      PreampInstanceAddress *address,
                      const char            *token,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  SignIn *sign_in;

  g_return_if_fail (PREAMP_IS_PROFILE (profile));
  g_return_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address));
  g_return_if_fail (token != NULL);

  task = g_task_new (profile, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_sign_in_async);

  sign_in = g_new0 (SignIn, 1);
  sign_in->address = g_object_ref (address);
  g_task_set_task_data (task, sign_in, (GDestroyNotify) sign_in_free);

  sign_in->token = preamp_token_clean (token, &error);
  if (sign_in->token == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sign_in->client = preamp_domo_client_new (preamp_instance_address_get_base_uri (address),
                                            sign_in->token);
  preamp_time_limits_apply (preamp_profile_get_settings (profile), sign_in->client);
  preamp_domo_client_list_types_async (sign_in->client,
                                       cancellable,
                                       list_types_cb,
                                       g_object_ref (task));
}

/**
 * preamp_sign_in_finish:
 * @profile: the profile
 * @result: what the callback was given
 * @note: (out) (optional) (nullable): a sentence if the token is kept only until the program ends
 * @error: return location for an error
 *
 * Finishes trying a token. The error is one of [error@Preamp.DomoError], or
 * %PREAMP_ACCOUNT_ERROR_TOKEN where the text can be no token.
 *
 * Returns: (transfer full) (nullable): a client that uses the token
 */
PreampDomoClient *
preamp_sign_in_finish (PreampProfile  *profile,
                       GAsyncResult   *result,
                       char          **note,
                       GError        **error)
{
  PreampDomoClient *client;

  g_return_val_if_fail (g_task_is_valid (result, profile), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_sign_in_async), NULL);

  client = g_task_propagate_pointer (G_TASK (result), error);
  if (client != NULL && note != NULL)
    {
      SignIn *sign_in = g_task_get_task_data (G_TASK (result));

      *note = g_steal_pointer (&sign_in->note);
    }

  return client;
}
