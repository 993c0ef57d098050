/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-keyring-private.h"
#include "preamp-token-vault.h"

G_BEGIN_DECLS

/**
 * PreampVaultQuestion:
 * @verb: what is asked of the vault
 * @address: (nullable): the instance; %NULL to probe
 * @value: (nullable): the token, to store
 * @task: (nullable): what waits for the answer; %NULL once it was given
 * @vault: (nullable): the vault, which stays until the keyring has answered
 * @was_kept: to forget: the vault kept the token itself, so the keyring did not have it
 * @time_limit: (nullable): a source, destroyed with the answer
 *
 * Something the vault was asked, which gets one answer.
 */
typedef struct
{
  PreampKeyringVerb      verb;
  PreampInstanceAddress *address;
  SecretValue           *value;
  GTask                 *task;

  PreampTokenVault      *vault;
  gboolean               was_kept;
  GSource               *time_limit;
} PreampVaultQuestion;

PreampVaultQuestion *preamp_vault_question_new          (PreampKeyringVerb      verb,
                                                         PreampInstanceAddress *address,
                                                         SecretValue           *value,
                                                         GTask                 *task)
                                                         G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_vault_question_free         (PreampVaultQuestion   *self);

void                 preamp_vault_question_answer_error (PreampVaultQuestion   *self,
                                                         GError                *error);
void                 preamp_vault_question_answer_token (PreampVaultQuestion   *self,
                                                         SecretValue           *value);
void                 preamp_vault_question_answer_done  (PreampVaultQuestion   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampVaultQuestion, preamp_vault_question_free)

G_END_DECLS
