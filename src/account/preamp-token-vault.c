/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-token-vault"

#include "config.h"

#include "preamp-token-vault.h"

#include <glib/gi18n.h>

#include "preamp-account-error.h"
#include "preamp-keyring-private.h"
#include "preamp-keyring-sentence-private.h"
#include "preamp-vault-question-private.h"

#define DEFAULT_TIME_LIMIT  (10 * 1000)
#define HIDDEN_PROMPT_LIMIT (120 * 1000)

/**
 * PreampTokenVault:
 *
 * Where the access tokens are: in the desktop's keyring, one for each instance; and those that it
 * does not take, in memory that is not swapped to disk, until the program ends.
 *
 * The keyring is asked one question after the other. Each gets its answer within
 * [property@Preamp.TokenVault:time-limit], not counting a person in front of a prompt: then only
 * the interest in the keyring's own answer is dropped, and a change is still made when it can be.
 */
struct _PreampTokenVault
{
  GObject parent_instance;

  PreampKeyring *keyring; /* NULL in a vault that never uses it */
  GHashTable *kept;       /* SecretValue by dup_key() */
  GQueue waiting;         /* of PreampVaultQuestion */
  gboolean busy;
  guint time_limit;
};

G_DEFINE_FINAL_TYPE (PreampTokenVault, preamp_token_vault, G_TYPE_OBJECT)

typedef enum
{
  PROP_TIME_LIMIT = 1,
} PreampTokenVaultProperty;

static GParamSpec *properties[PROP_TIME_LIMIT + 1];

static void ask_next (PreampTokenVault *self);

/* As in the keyring: by host and port, not by the scheme. */
static char *
dup_key (PreampInstanceAddress *address)
{
  return g_strdup_printf ("%s %u", preamp_instance_address_get_host (address),
                          preamp_instance_address_get_port (address));
}

/*
 * One question to the keyring at a time
 */

static void
keyring_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PreampVaultQuestion) question = user_data;
  g_autoptr (PreampTokenVault) self = g_object_ref (question->vault);
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) error = NULL;

  if (!preamp_keyring_call_finish (PREAMP_KEYRING (object), result, &value, &error))
    {
      preamp_vault_question_answer_error (question, g_steal_pointer (&error));
    }
  else if (question->verb == PREAMP_KEYRING_LOOK_UP)
    {
      preamp_vault_question_answer_token (question, value);
    }
  else
    {
      if (question->verb == PREAMP_KEYRING_STORE)
        {
          g_autofree char *key = dup_key (question->address);

          /* In the keyring, so no longer here, unless a newer one took its place meanwhile. */
          if (g_hash_table_lookup (self->kept, key) == question->value)
            g_hash_table_remove (self->kept, key);
        }
      preamp_vault_question_answer_done (question);
    }

  self->busy = FALSE;
  ask_next (self);
}

static void
ask_keyring (PreampTokenVault    *self,
             PreampVaultQuestion *question)
{
  g_autofree char *label = NULL;
  const char *host = NULL;
  guint port = 0;

  if (question->address != NULL)
    {
      host = preamp_instance_address_get_host (question->address);
      port = preamp_instance_address_get_port (question->address);
      /* Translators: what the keyring's own window lists; %s is a host, as acme.domo.com */
      label = g_strdup_printf (_("Preamp: access token of %s"),
                               preamp_instance_address_get_display_name (question->address));
    }

  self->busy = TRUE;
  preamp_keyring_call_async (self->keyring, question->verb, host, port, label, question->value,
                             keyring_cb, question);
}

static void
ask_next (PreampTokenVault *self)
{
  while (!self->busy && !g_queue_is_empty (&self->waiting))
    {
      PreampVaultQuestion *question = g_queue_pop_head (&self->waiting);

      /* Nobody waits any more for what was to be read; what was to be changed still is. */
      if (question->task == NULL && question->verb == PREAMP_KEYRING_LOOK_UP)
        preamp_vault_question_free (question);
      else
        ask_keyring (self, question);
    }
}

static gboolean
time_limit_cb (gpointer user_data)
{
  PreampVaultQuestion *question = user_data;
  PreampTokenVault *self = question->vault;
  gint64 prompted_until = preamp_keyring_get_prompted_until (self->keyring);

  /* Whoever is in front of a prompt holds up all that waits behind. */
  if (prompted_until + self->time_limit * G_GINT64_CONSTANT (1000) > g_get_monotonic_time ())
    return G_SOURCE_CONTINUE;

  preamp_vault_question_answer_error (
    question, g_error_new_literal (PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_KEYRING,
                                   preamp_keyring_get_sentence (question->verb,
                                                                PREAMP_ACCOUNT_ERROR_KEYRING)));

  return G_SOURCE_REMOVE;
}

/* Takes over @value and @task. */
static void
ask (PreampTokenVault      *self,
     PreampKeyringVerb      verb,
     PreampInstanceAddress *address,
     SecretValue           *value,
     gboolean               was_kept,
     GTask                 *task)
{
  PreampVaultQuestion *question = preamp_vault_question_new (verb, address, value, task);
  guint time_limit = self->time_limit;

  if (preamp_keyring_hides_prompts (self->keyring))
    time_limit = MAX (time_limit, HIDDEN_PROMPT_LIMIT);

  question->vault = g_object_ref (self);
  question->was_kept = was_kept;
  question->time_limit = g_timeout_source_new (time_limit);
  g_source_set_callback (question->time_limit, time_limit_cb, question, NULL);
  g_source_attach (question->time_limit, g_task_get_context (task));

  g_queue_push_tail (&self->waiting, question);
  ask_next (self);
}

/*
 * GObject
 */

static void
preamp_token_vault_finalize (GObject *object)
{
  PreampTokenVault *self = PREAMP_TOKEN_VAULT (object);

  g_assert (!self->busy && g_queue_is_empty (&self->waiting));

  g_clear_object (&self->keyring);
  g_hash_table_unref (self->kept);

  G_OBJECT_CLASS (preamp_token_vault_parent_class)->finalize (object);
}

static void
preamp_token_vault_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PreampTokenVault *self = PREAMP_TOKEN_VAULT (object);

  switch ((PreampTokenVaultProperty) prop_id)
    {
    case PROP_TIME_LIMIT:
      g_value_set_uint (value, self->time_limit);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_token_vault_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PreampTokenVault *self = PREAMP_TOKEN_VAULT (object);

  switch ((PreampTokenVaultProperty) prop_id)
    {
    case PROP_TIME_LIMIT:
      self->time_limit = g_value_get_uint (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_token_vault_class_init (PreampTokenVaultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = preamp_token_vault_finalize;
  object_class->get_property = preamp_token_vault_get_property;
  object_class->set_property = preamp_token_vault_set_property;

  /**
   * PreampTokenVault:time-limit:
   *
   * How long the keyring may take for an answer, in milliseconds, the time not counted that a
   * person takes in front of a prompt.
   */
  properties[PROP_TIME_LIMIT] =
    g_param_spec_uint ("time-limit", NULL, NULL, 1, G_MAXUINT, DEFAULT_TIME_LIMIT,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_token_vault_init (PreampTokenVault *self)
{
  self->time_limit = DEFAULT_TIME_LIMIT;
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, secret_value_unref);
  g_queue_init (&self->waiting);
}

/*
 * Public functions
 */

/**
 * preamp_token_vault_new:
 *
 * Creates a vault in front of the desktop's keyring.
 *
 * Returns: (transfer full): the vault
 */
PreampTokenVault *
preamp_token_vault_new (void)
{
  PreampTokenVault *self = g_object_new (PREAMP_TYPE_TOKEN_VAULT, NULL);

  self->keyring = preamp_keyring_new ();

  return self;
}

/**
 * preamp_token_vault_new_in_memory:
 *
 * Creates a vault that never touches the keyring, for the sandbox and for tests. It keeps all that
 * it was meant to keep, so none of its functions reports an error.
 *
 * Returns: (transfer full): the vault
 */
PreampTokenVault *
preamp_token_vault_new_in_memory (void)
{
  return g_object_new (PREAMP_TYPE_TOKEN_VAULT, NULL);
}

/**
 * preamp_token_vault_probe_async:
 * @self: a vault
 * @cancellable: (nullable): drops the interest in the answer
 * @callback: called when it is known
 * @user_data: data for @callback
 *
 * Asks whether there is a keyring to keep tokens in. No prompt is opened.
 */
void
preamp_token_vault_probe_async (PreampTokenVault    *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PREAMP_IS_TOKEN_VAULT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_token_vault_probe_async);

  if (self->keyring == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ask (self, PREAMP_KEYRING_PROBE, NULL, NULL, FALSE, g_steal_pointer (&task));
}

/**
 * preamp_token_vault_probe_finish:
 * @self: a vault
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes the question.
 *
 * Returns: %TRUE if there is a keyring, also if it is locked; otherwise %FALSE with
 *   %PREAMP_ACCOUNT_ERROR_NO_KEYRING or %PREAMP_ACCOUNT_ERROR_KEYRING
 */
gboolean
preamp_token_vault_probe_finish (PreampTokenVault  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_token_vault_probe_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * preamp_token_vault_store_async:
 * @self: a vault
 * @address: the instance
 * @token: its access token, as [func@Preamp.token_clean] gives it
 * @callback: called when it is kept
 * @user_data: data for @callback
 *
 * Keeps a token in place of an older one. It can be looked up from now on, whatever the keyring
 * does. The keyring may ask a person for a password meanwhile.
 */
void
preamp_token_vault_store_async (PreampTokenVault      *self,
                                PreampInstanceAddress *address,
                                const char            *token,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SecretValue) value = NULL;

  g_return_if_fail (PREAMP_IS_TOKEN_VAULT (self));
  g_return_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address));
  g_return_if_fail (token != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_token_vault_store_async);

  value = secret_value_new (token, -1, "text/plain");
  g_hash_table_replace (self->kept, dup_key (address), secret_value_ref (value));

  if (self->keyring == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ask (self, PREAMP_KEYRING_STORE, address, g_steal_pointer (&value), FALSE,
         g_steal_pointer (&task));
}

/**
 * preamp_token_vault_store_finish:
 * @self: a vault
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes keeping a token.
 *
 * Returns: %TRUE if the token is in the keyring; %FALSE if it is kept until the program ends, with
 *   the reason: %PREAMP_ACCOUNT_ERROR_NO_KEYRING, %PREAMP_ACCOUNT_ERROR_LOCKED or
 *   %PREAMP_ACCOUNT_ERROR_KEYRING
 */
gboolean
preamp_token_vault_store_finish (PreampTokenVault  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_token_vault_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * preamp_token_vault_look_up_async:
 * @self: a vault
 * @address: the instance
 * @callback: called when it is known
 * @user_data: data for @callback
 *
 * Asks for the token of an instance. The keyring may ask a person for a password meanwhile.
 */
void
preamp_token_vault_look_up_async (PreampTokenVault      *self,
                                  PreampInstanceAddress *address,
                                  GAsyncReadyCallback    callback,
                                  gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *key = NULL;
  SecretValue *value;

  g_return_if_fail (PREAMP_IS_TOKEN_VAULT (self));
  g_return_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_token_vault_look_up_async);

  key = dup_key (address);
  value = g_hash_table_lookup (self->kept, key);
  if (value != NULL || self->keyring == NULL)
    {
      g_autoptr (PreampVaultQuestion) question =
        preamp_vault_question_new (PREAMP_KEYRING_LOOK_UP, address, NULL, g_steal_pointer (&task));

      preamp_vault_question_answer_token (question, value);
    }
  else
    {
      ask (self, PREAMP_KEYRING_LOOK_UP, address, NULL, FALSE, g_steal_pointer (&task));
    }
}

/**
 * preamp_token_vault_look_up_finish:
 * @self: a vault
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes a look-up.
 *
 * Returns: (transfer full) (nullable): the token, to be freed with secret_password_free() and
 *   nothing else; %NULL without an error if there is none; or %NULL with
 *   %PREAMP_ACCOUNT_ERROR_LOCKED, %PREAMP_ACCOUNT_ERROR_NO_KEYRING or
 *   %PREAMP_ACCOUNT_ERROR_KEYRING
 */
char *
preamp_token_vault_look_up_finish (PreampTokenVault  *self,
                                   GAsyncResult      *result,
                                   GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_token_vault_look_up_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * preamp_token_vault_forget_async:
 * @self: a vault
 * @address: the instance
 * @callback: called when the token is gone
 * @user_data: data for @callback
 *
 * Removes the token of an instance. The keyring may ask a person for a password meanwhile.
 */
void
preamp_token_vault_forget_async (PreampTokenVault      *self,
                                 PreampInstanceAddress *address,
                                 GAsyncReadyCallback    callback,
                                 gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *key = NULL;
  gboolean was_kept;

  g_return_if_fail (PREAMP_IS_TOKEN_VAULT (self));
  g_return_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_token_vault_forget_async);

  key = dup_key (address);
  was_kept = g_hash_table_remove (self->kept, key);

  if (self->keyring == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ask (self, PREAMP_KEYRING_FORGET, address, NULL, was_kept, g_steal_pointer (&task));
}

/**
 * preamp_token_vault_forget_finish:
 * @self: a vault
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes removing a token.
 *
 * Returns: %TRUE if no token is kept, also if there was none; %FALSE if one may still be in the
 *   keyring, with the reason: %PREAMP_ACCOUNT_ERROR_NO_KEYRING, %PREAMP_ACCOUNT_ERROR_LOCKED or
 *   %PREAMP_ACCOUNT_ERROR_KEYRING
 */
gboolean
preamp_token_vault_forget_finish (PreampTokenVault  *self,
                                  GAsyncResult      *result,
                                  GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_token_vault_forget_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
