/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-failure"

#include "config.h"

#include "preamp-domo-answer.h"

#include "preamp-domo-error-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

/* What is said where no whole answer came: the connection's part of the story. */

static char *
describe_certificate (const PreampDomoAnswer *answer)
{
  if (answer->tls_errors & G_TLS_CERTIFICATE_BAD_IDENTITY)
    {
      /* Translators: %s is a host name, with its port where it is an unusual one. */
      return g_strdup_printf (_("The certificate of “%s” is for another host. Check the "
                                "instance’s address."),
                              answer->address);
    }

  if (answer->tls_errors & G_TLS_CERTIFICATE_EXPIRED)
    {
      /* Translators: %s is a host name, with its port where it is an unusual one. */
      return g_strdup_printf (_("The certificate of “%s” has expired. Check this computer’s "
                                "clock, or ask who runs the host."),
                              answer->address);
    }

  if (answer->tls_errors & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    {
      /* Translators: %s is a host name, with its port where it is an unusual one. */
      return g_strdup_printf (_("The certificate of “%s” is not valid yet. Check this computer’s "
                                "clock."),
                              answer->address);
    }

  if (answer->tls_errors & G_TLS_CERTIFICATE_UNKNOWN_CA)
    {
      /* Translators: %s is a host name, with its port where it is an unusual one. */
      return g_strdup_printf (_("The certificate of “%s” is from an authority that this computer "
                                "does not trust. If your network inspects traffic, ask its "
                                "administrators for their certificate."),
                              answer->address);
    }

  /* Translators: %1$s is a host name, %2$s the reason as the TLS library gives it. */
  return g_strdup_printf (_("There is no secure connection to “%1$s”: %2$s"),
                          answer->address, answer->error->message);
}

static GError *
new_timed_out (const PreampDomoAnswer       *answer,
               const PreampDomoErrorDetails *details)
{
  char *sentence = NULL;

  if (answer->wrote_headers)
    {
      /* Translators: %s is a host name. */
      sentence = g_strdup_printf (_("“%s” took the request, and then was silent for too long."),
                                  answer->address);
    }
  else if (answer->proxy != NULL)
    {
      /* Translators: %1$s is a host name, %2$s a proxy’s host and port. */
      sentence = g_strdup_printf (_("“%1$s” could not be reached in time through the proxy “%2$s”. "
                                    "Check your network connection and its proxy settings."),
                                  answer->address, answer->proxy);
    }
  else
    {
      /* Translators: %s is a host name. */
      sentence = g_strdup_printf (_("“%s” could not be reached in time. Check your network "
                                    "connection."),
                                  answer->address);
    }

  return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_TIMED_OUT, details, sentence);
}

static GError *
new_network (const PreampDomoAnswer       *answer,
             const PreampDomoErrorDetails *details)
{
  char *sentence = NULL;

  if (answer->wrote_headers)
    {
      /* Translators: %1$s is a host name, %2$s the reason as the system gives it. */
      sentence = g_strdup_printf (_("The connection to “%1$s” broke before its answer was "
                                    "complete: %2$s"),
                                  answer->address, answer->error->message);
    }
  else if (answer->proxy != NULL)
    {
      /* Translators: %1$s is a host name, %2$s a proxy’s host and port, %3$s the reason as the
       * system gives it. */
      sentence = g_strdup_printf (_("“%1$s” could not be reached through the proxy “%2$s”: %3$s."),
                                  answer->address, answer->proxy, answer->error->message);
    }
  else if (answer->error->domain == G_RESOLVER_ERROR)
    {
      /* Translators: %s is a host name. */
      sentence = g_strdup_printf (_("The host “%s” was not found. Check the instance’s name and "
                                    "your network connection."),
                                  answer->host);
    }
  else
    {
      /* Translators: %1$s is a host name, %2$s the reason as the system gives it. */
      sentence = g_strdup_printf (_("“%1$s” could not be reached: %2$s."),
                                  answer->address, answer->error->message);
    }

  return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_NETWORK, details, sentence);
}

/* A status that came before the request was written is not Domo's: a proxy said it. */
static GError *
new_proxy_refusal (const PreampDomoAnswer       *answer,
                   const PreampDomoErrorDetails *details)
{
  char *sentence = NULL;

  if (answer->http_status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    {
      /* Translators: %s is a proxy’s host and port. */
      sentence = g_strdup_printf (_("The proxy “%s” wants a user name and password (HTTP 407). "
                                    "Nothing was sent to Domo. Give them in the system’s proxy "
                                    "settings."),
                                  answer->proxy != NULL ? answer->proxy : "?");
    }
  else
    {
      /* Translators: %1$s is a proxy’s host and port, %2$s Domo’s host name, %3$u a number. */
      sentence = g_strdup_printf (_("The proxy “%1$s” did not connect to “%2$s” (HTTP %3$u). "
                                    "Nothing was sent to Domo. Check the system’s proxy settings, "
                                    "or ask who runs the proxy."),
                                  answer->proxy != NULL ? answer->proxy : "?",
                                  answer->address, answer->http_status);
    }

  return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_NETWORK, details, sentence);
}

static gboolean
is_undecodable (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
         || g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING);
}

/**
 * preamp_domo_answer_dup_failure: (skip)
 * @answer: an answer
 *
 * Makes an error of it where no whole answer of Domo came: no connection, a broken one, a proxy
 * that said no, silence, or more than the limit. It may be called in any thread.
 *
 * Returns: (transfer full) (nullable): the error; %NULL where there is an answer to be judged
 */
GError *
preamp_domo_answer_dup_failure (const PreampDomoAnswer *answer)
{
  PreampDomoErrorDetails details = { 0 };

  g_return_val_if_fail (answer != NULL, NULL);

  details.http_status = answer->wrote_headers ? answer->http_status : 0;

  if (answer->too_large)
    return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_TOO_LARGE, &details,
                                       g_strdup (_("Domo’s answer is larger than Preamp reads.")));

  if (answer->connect_timed_out)
    return new_timed_out (answer, &details);

  if (answer->error == NULL)
    {
      if (answer->wrote_headers)
        return NULL;
      return new_proxy_refusal (answer, &details);
    }

  if (g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || answer->error->domain == PREAMP_DOMO_ERROR)
    return g_error_copy (answer->error);

  if (answer->error->domain == G_TLS_ERROR && !answer->wrote_headers)
    return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_TLS, &details,
                                       describe_certificate (answer));

  if (g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return new_timed_out (answer, &details);

  if (is_undecodable (answer->error))
    return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_MALFORMED, &details,
                                       g_strdup (_("Domo’s answer is compressed, and cannot be "
                                                   "unpacked. Try again.")));

  if (g_error_matches (answer->error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING))
    {
      /* Translators: %s is a host name, with its port where it is an unusual one. */
      char *message = g_strdup_printf (_("“%s” does not answer as a web server does. Check the "
                                         "instance’s address."),
                                       answer->address);

      return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_NOT_JSON, &details, message);
    }

  return new_network (answer, &details);
}
