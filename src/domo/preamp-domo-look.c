/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-look"

#include "config.h"

#include "preamp-domo-look.h"

#include "preamp-domo-error-private.h"
#include "preamp-domo-paths.h"
#include "preamp-domo-reading.h"

#include <glib/gi18n.h>

/* A 403 can mean a wrong instance name, a network address that is not let in, or a right that
 * the user lacks. Whether Domo says whose token it is tells which. */

typedef struct
{
  GError *forbidden;
  char   *host;
} Look;

static void
look_free (Look *look)
{
  g_clear_error (&look->forbidden);
  g_clear_pointer (&look->host, g_free);
  g_free (look);
}

/* The sentence, with Domo's own words after it where it had some. */
static char *
with_words (const Look *look,
            const char *sentence)
{
  const char *words = preamp_domo_error_get_message (look->forbidden);
  g_autofree char *quote = NULL;

  if (words == NULL)
    return g_strdup (sentence);

  quote = preamp_domo_error_dup_quote (words);

  /* Translators: %1$s is a sentence of Preamp’s, %2$s what Domo said. */
  return g_strdup_printf (_("%1$s Domo says: %2$s"), sentence, quote);
}

static GError *
explain (const Look      *look,
         PreampDomoError  code,
         const char      *blocked_address,
         char            *sentence)
{
  PreampDomoErrorDetails details = {
    .http_status = preamp_domo_error_get_http_status (look->forbidden),
    .message = preamp_domo_error_get_message (look->forbidden),
    .toe = preamp_domo_error_get_toe (look->forbidden),
    .blocked_address = blocked_address,
  };

  return preamp_domo_error_new_take (code, &details, sentence);
}

static GError *
explain_by_refusal (const Look   *look,
                    const GError *refusal)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (refusal, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BLOCKED))
    return explain (look, PREAMP_DOMO_ERROR_BLOCKED,
                    preamp_domo_error_get_blocked_address (refusal), g_strdup (refusal->message));

  if (g_error_matches (refusal, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED))
    return explain (look, PREAMP_DOMO_ERROR_UNAUTHORIZED, NULL, g_strdup (refusal->message));

  if (g_error_matches (refusal, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_FORBIDDEN))
    {
      /* Translators: %s is a host name. */
      sentence = g_strdup_printf (_("There seems to be no Domo instance at “%s”: it refuses even "
                                    "to say whose access token it is (HTTP 403). Check the "
                                    "instance’s name."),
                                  look->host);
      return explain (look, PREAMP_DOMO_ERROR_FORBIDDEN, NULL, with_words (look, sentence));
    }

  return g_error_copy (look->forbidden);
}

static GError *
explain_by_user (const Look *look)
{
  g_autofree char *sentence = NULL;

  sentence = g_strdup (_("The access token is accepted, but its user may not do this (HTTP 403). "
                         "The user needs the grant “Manage Cloud Accounts”, and the integration "
                         "has to be shared with them."));

  return explain (look, PREAMP_DOMO_ERROR_FORBIDDEN, NULL, with_words (look, sentence));
}

static void
user_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (PreampDomoReading) reading = NULL;
  g_autoptr (GError) refusal = NULL;
  Look *look = g_task_get_task_data (task);

  reading = preamp_domo_read_finish (PREAMP_DOMO_TRANSPORT (source), result, &refusal);

  g_task_return_pointer (task,
                         reading != NULL ? explain_by_user (look)
                                         : explain_by_refusal (look, refusal),
                         (GDestroyNotify) g_error_free);
}

/**
 * preamp_domo_look_async: (skip)
 * @transport: the way to Domo
 * @forbidden: the error of a 403; copied
 * @host: (nullable): the host that gave it
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Asks once whose token it is, to learn what a 403 means.
 */
void
preamp_domo_look_async (PreampDomoTransport *transport,
                        const GError        *forbidden,
                        const char          *host,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  const PreampDomoPatience patience = { .n_tries = 1 };
  g_autoptr (GTask) task = NULL;
  Look *look = NULL;

  g_return_if_fail (PREAMP_IS_DOMO_TRANSPORT (transport));
  g_return_if_fail (forbidden != NULL);

  task = g_task_new (transport, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_domo_look_async);
  g_task_set_check_cancellable (task, FALSE);

  look = g_new0 (Look, 1);
  look->forbidden = g_error_copy (forbidden);
  look->host = g_strdup (host);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);

  preamp_domo_read_async (transport, PREAMP_DOMO_KIND_USER, PREAMP_DOMO_PATH_USER, &patience,
                          cancellable, user_read_cb, g_steal_pointer (&task));
}

/**
 * preamp_domo_look_finish: (skip)
 * @transport: the way to Domo
 * @result: a result
 *
 * Gets the error, with a sentence that says what the 403 means, or as it was where the look
 * told nothing.
 *
 * Returns: (transfer full): the error
 */
GError *
preamp_domo_look_finish (PreampDomoTransport *transport,
                         GAsyncResult        *result)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_domo_look_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
