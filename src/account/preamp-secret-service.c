/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-secret-service"

#include "config.h"

#include "preamp-secret-service-private.h"

/**
 * PreampSecretService:
 *
 * libsecret's proxy of the secret service, which also knows whether a prompt is open: a person
 * may take any time for their password, the service itself may not.
 */
struct _PreampSecretService
{
  SecretService parent_instance;

  guint n_open;
  gint64 closed_at; /* monotonic */
};

G_DEFINE_FINAL_TYPE (PreampSecretService, preamp_secret_service, SECRET_TYPE_SERVICE)

static void
preamp_secret_service_prompt_async (SecretService       *service,
                                    SecretPrompt        *prompt,
                                    const GVariantType  *return_type,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  PreampSecretService *self = PREAMP_SECRET_SERVICE (service);

  self->n_open++;

  SECRET_SERVICE_CLASS (preamp_secret_service_parent_class)
    ->prompt_async (service, prompt, return_type, cancellable, callback, user_data);
}

static GVariant *
preamp_secret_service_prompt_finish (SecretService  *service,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  PreampSecretService *self = PREAMP_SECRET_SERVICE (service);

  if (self->n_open > 0)
    self->n_open--;
  self->closed_at = g_get_monotonic_time ();

  return SECRET_SERVICE_CLASS (preamp_secret_service_parent_class)
    ->prompt_finish (service, result, error);
}

static void
preamp_secret_service_class_init (PreampSecretServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = preamp_secret_service_prompt_async;
  service_class->prompt_finish = preamp_secret_service_prompt_finish;
}

static void
preamp_secret_service_init (PreampSecretService *self)
{
}

/**
 * preamp_secret_service_get_prompted_until:
 * @self: a secret service
 *
 * Tells until when a person was waited for: the present, while a prompt is open.
 *
 * Returns: a monotonic time, 0 if there was no prompt
 */
gint64
preamp_secret_service_get_prompted_until (PreampSecretService *self)
{
  g_return_val_if_fail (PREAMP_IS_SECRET_SERVICE (self), 0);

  return self->n_open > 0 ? g_get_monotonic_time () : self->closed_at;
}
