/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-vault-question-private.h"

#include "preamp-account-error.h"

/* The task to answer, or NULL if the question was answered before. */
static GTask *
take_task (PreampVaultQuestion *self)
{
  if (self->time_limit != NULL)
    {
      g_source_destroy (self->time_limit);
      g_clear_pointer (&self->time_limit, g_source_unref);
    }

  return g_steal_pointer (&self->task);
}

/**
 * preamp_vault_question_new:
 * @verb: what is asked
 * @address: (nullable): the instance
 * @value: (nullable) (transfer full): the token, to store
 * @task: (transfer full): what waits for the answer
 *
 * Creates a question.
 *
 * Returns: (transfer full): the question
 */
PreampVaultQuestion *
preamp_vault_question_new (PreampKeyringVerb      verb,
                           PreampInstanceAddress *address,
                           SecretValue           *value,
                           GTask                 *task)
{
  PreampVaultQuestion *self = g_new0 (PreampVaultQuestion, 1);

  self->verb = verb;
  self->address = address != NULL ? g_object_ref (address) : NULL;
  self->value = value;
  self->task = task;

  return self;
}

/**
 * preamp_vault_question_free:
 * @self: a question that was answered
 *
 * Frees a question.
 */
void
preamp_vault_question_free (PreampVaultQuestion *self)
{
  g_return_if_fail (self->task == NULL && self->time_limit == NULL);

  g_clear_object (&self->address);
  g_clear_pointer (&self->value, secret_value_unref);
  g_clear_object (&self->vault);
  g_free (self);
}

/**
 * preamp_vault_question_answer_error:
 * @self: a question
 * @error: (transfer full): why it cannot be done
 *
 * Says that it failed, unless the question was answered before. A token that is to be forgotten
 * and was in the vault's own memory is gone, though there is no keyring.
 */
void
preamp_vault_question_answer_error (PreampVaultQuestion *self,
                                    GError              *error)
{
  g_autoptr (GTask) task = take_task (self);

  if (task == NULL)
    {
      g_error_free (error);
    }
  else if (self->was_kept &&
           g_error_matches (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_NO_KEYRING))
    {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

/**
 * preamp_vault_question_answer_token:
 * @self: a question
 * @value: (nullable): the token that was looked up
 *
 * Gives the token in memory that is not swapped to disk, unless the question was answered before.
 */
void
preamp_vault_question_answer_token (PreampVaultQuestion *self,
                                    SecretValue         *value)
{
  g_autoptr (GTask) task = take_task (self);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;

  if (task == NULL)
    return;

  if (text == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (
      task, secret_value_unref_to_password (secret_value_new (text, -1, "text/plain"), NULL),
      (GDestroyNotify) secret_password_free);
}

/**
 * preamp_vault_question_answer_done:
 * @self: a question
 *
 * Says that it is done, unless the question was answered before.
 */
void
preamp_vault_question_answer_done (PreampVaultQuestion *self)
{
  g_autoptr (GTask) task = take_task (self);

  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}
