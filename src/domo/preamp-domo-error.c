/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-error"

#include "config.h"

#include "preamp-domo-error-private.h"

/* In characters. */
#define LONGEST_QUOTE 2000

typedef struct
{
  guint http_status;
  char *message;
  char *toe;
  char *blocked_address;
} PreampDomoErrorPrivate;

static void
preamp_domo_error_private_init (PreampDomoErrorPrivate *priv)
{
}

static void
preamp_domo_error_private_copy (const PreampDomoErrorPrivate *source,
                                PreampDomoErrorPrivate       *target)
{
  target->http_status = source->http_status;
  target->message = g_strdup (source->message);
  target->toe = g_strdup (source->toe);
  target->blocked_address = g_strdup (source->blocked_address);
}

static void
preamp_domo_error_private_clear (PreampDomoErrorPrivate *priv)
{
  g_clear_pointer (&priv->message, g_free);
  g_clear_pointer (&priv->toe, g_free);
  g_clear_pointer (&priv->blocked_address, g_free);
}

G_DEFINE_EXTENDED_ERROR (PreampDomoError, preamp_domo_error)

/* The details of an error of our domain, NULL for any other error and for none. */
static PreampDomoErrorPrivate *
get_details (const GError *error)
{
  if (error == NULL || error->domain != PREAMP_DOMO_ERROR)
    return NULL;

  return preamp_domo_error_get_private (error);
}

/**
 * preamp_domo_error_new_take: (skip)
 * @code: what a caller has to tell apart
 * @details: (nullable): what else is known; copied
 * @sentence: (transfer full): a translated sentence that says what to do
 *
 * Makes an error of the domain [error@Preamp.DomoError].
 *
 * Returns: (transfer full): the error
 */
GError *
preamp_domo_error_new_take (PreampDomoError               code,
                            const PreampDomoErrorDetails *details,
                            char                         *sentence)
{
  g_autofree char *owned = sentence;
  GError *error = NULL;
  PreampDomoErrorPrivate *priv = NULL;

  error = g_error_new_literal (PREAMP_DOMO_ERROR, (int) code, owned);
  if (details != NULL)
    {
      priv = preamp_domo_error_get_private (error);
      priv->http_status = details->http_status;
      priv->message = g_strdup (details->message);
      priv->toe = g_strdup (details->toe);
      priv->blocked_address = g_strdup (details->blocked_address);
    }

  return error;
}

/**
 * preamp_domo_error_dup_quote: (skip)
 * @words: what Domo says
 *
 * Copies as much of it as a sentence can quote.
 *
 * Returns: (transfer full): the first 2,000 characters at most, with an ellipsis where it goes on
 */
char *
preamp_domo_error_dup_quote (const char *words)
{
  g_autofree char *beginning = NULL;

  g_return_val_if_fail (words != NULL, NULL);

  if (g_utf8_strlen (words, -1) <= LONGEST_QUOTE)
    return g_strdup (words);

  beginning = g_utf8_substring (words, 0, LONGEST_QUOTE);

  return g_strconcat (beginning, "…", NULL);
}

/**
 * preamp_domo_error_get_http_status:
 * @error: (nullable): an error of any domain
 *
 * Gets the HTTP status of the answer that an error was made from.
 *
 * Returns: the status, 0 where no answer came
 */
guint
preamp_domo_error_get_http_status (const GError *error)
{
  const PreampDomoErrorPrivate *priv = get_details (error);

  return priv != NULL ? priv->http_status : 0;
}

/**
 * preamp_domo_error_get_message:
 * @error: (nullable): an error of any domain
 *
 * Gets what Domo itself said, verbatim, without the sentence around it.
 *
 * Returns: (transfer none) (nullable): Domo's message
 */
const char *
preamp_domo_error_get_message (const GError *error)
{
  const PreampDomoErrorPrivate *priv = get_details (error);

  return priv != NULL ? priv->message : NULL;
}

/**
 * preamp_domo_error_get_toe:
 * @error: (nullable): an error of any domain
 *
 * Gets Domo's identifier of the failed request, which Domo Support asks for.
 *
 * Returns: (transfer none) (nullable): the toe
 */
const char *
preamp_domo_error_get_toe (const GError *error)
{
  const PreampDomoErrorPrivate *priv = get_details (error);

  return priv != NULL ? priv->toe : NULL;
}

/**
 * preamp_domo_error_get_blocked_address:
 * @error: (nullable): an error of any domain
 *
 * Gets the network address that Domo's allow-list does not let in, as Domo's page names it.
 *
 * Returns: (transfer none) (nullable): the address
 */
const char *
preamp_domo_error_get_blocked_address (const GError *error)
{
  const PreampDomoErrorPrivate *priv = get_details (error);

  return priv != NULL ? priv->blocked_address : NULL;
}
