/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-refusal"

#include "config.h"

#include "preamp-domo-answer.h"

#include "preamp-domo-decoder.h"
#include "preamp-domo-error-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

/* What is said where a whole answer came that is no list and no result: Domo's part of the
 * story, or that of somebody who answers in its place. */

/* Pages that are recognised say so near their beginning. */
#define HEAD_LENGTH (64 * 1024)

typedef struct
{
  char    *head;         /* the beginning as text, and not all of it */
  gboolean web_page;
  char    *message;
  char    *toe;
} Content;

static void
content_clear (Content *content)
{
  g_clear_pointer (&content->head, g_free);
  g_clear_pointer (&content->message, g_free);
  g_clear_pointer (&content->toe, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

static char *
dup_head (const GByteArray *body)
{
  if (body == NULL || body->len == 0)
    return g_strdup ("");

  return g_utf8_make_valid ((const char *) body->data, MIN (body->len, HEAD_LENGTH));
}

static gboolean
is_web_page (const char *head)
{
  if (g_str_has_prefix (head, "\xef\xbb\xbf"))
    head += 3;

  while (g_ascii_isspace (*head))
    head++;

  return *head == '<';
}

/* The first thing in the page's paragraphs that is a network address. */
static char *
find_address (const char *page)
{
  const char *paragraphs = strstr (page, "<p");
  g_auto (GStrv) words = g_strsplit_set (paragraphs != NULL ? paragraphs : page,
                                         " \t\r\n<>()[],;\"'=", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      size_t length = strlen (words[i]);

      if (length > 0 && (words[i][length - 1] == '.' || words[i][length - 1] == ':'))
        words[i][length - 1] = '\0';

      if (strpbrk (words[i], ".:") != NULL && g_hostname_is_ip_address (words[i]))
        return g_strdup (words[i]);
    }

  return NULL;
}

static gboolean
is_blocked (const PreampDomoAnswer *answer,
            const Content          *content)
{
  if (content->web_page && strstr (content->head, "Domo - Blocked") != NULL)
    return TRUE;

  if (!SOUP_STATUS_IS_REDIRECTION (answer->http_status))
    return FALSE;

  return strstr (content->head, "whitelist/blocked") != NULL
         || (answer->location != NULL && strstr (answer->location, "whitelist/blocked") != NULL);
}

static GError *
new_blocked (const PreampDomoAnswer *answer,
             const Content          *content)
{
  g_autofree char *address = find_address (content->head);
  PreampDomoErrorDetails details = {
    .http_status = answer->http_status,
    .blocked_address = address,
  };
  char *sentence = NULL;

  if (address != NULL)
    {
      /* Translators: %s is a network address. */
      sentence = g_strdup_printf (_("Domo does not let the network address %s in. Ask for it to "
                                    "be added in Domo under Admin > Network security > IP "
                                    "Address Allowlist, or use another network."),
                                  address);
    }
  else
    {
      sentence = g_strdup (_("Domo does not let your network address in. Ask for it to be added "
                             "in Domo under Admin > Network security > IP Address Allowlist, or "
                             "use another network."));
    }

  return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_BLOCKED, &details, sentence);
}

static GError *
new_redirected (const PreampDomoAnswer *answer)
{
  g_autoptr (GUri) uri = NULL;
  PreampDomoErrorDetails details = { .http_status = answer->http_status };
  char *sentence = NULL;

  if (answer->location != NULL)
    uri = g_uri_parse (answer->location, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri != NULL && g_uri_get_host (uri) != NULL
      && g_ascii_strcasecmp (g_uri_get_host (uri), answer->host) != 0)
    {
      /* Translators: %1$s and %2$s are host names, %3$u is a number. */
      sentence = g_strdup_printf (_("“%1$s” points to “%2$s” instead of answering (HTTP %3$u). "
                                    "Preamp does not follow, as the access token would go there "
                                    "too. Check the instance’s address."),
                                  answer->host, g_uri_get_host (uri), answer->http_status);
    }
  else
    {
      /* Translators: %1$s is a host name, %2$u a number. */
      sentence = g_strdup_printf (_("“%1$s” points to another page instead of answering "
                                    "(HTTP %2$u). Check the instance’s address."),
                                  answer->host, answer->http_status);
    }

  return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_REDIRECTED, &details, sentence);
}

static PreampDomoError
code_for_status (guint    status,
                 gboolean web_page)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return PREAMP_DOMO_ERROR_UNAUTHORIZED;

    case SOUP_STATUS_FORBIDDEN:
      return PREAMP_DOMO_ERROR_FORBIDDEN;

    case SOUP_STATUS_NOT_FOUND:
      return PREAMP_DOMO_ERROR_NOT_FOUND;

    case SOUP_STATUS_REQUEST_TIMEOUT:
      return PREAMP_DOMO_ERROR_TIMED_OUT;

    case 429:
      return PREAMP_DOMO_ERROR_RATE_LIMITED;

    default:
      if (web_page)
        return PREAMP_DOMO_ERROR_NOT_JSON;
      if (status >= 500)
        return PREAMP_DOMO_ERROR_SERVER;
      return PREAMP_DOMO_ERROR_BAD_REQUEST;
    }
}

static char *
describe_status (guint          status,
                 const Content *content)
{
  /* Domo's own words say most, but for the two statuses whose words mislead. */
  if (content->message != NULL && status != SOUP_STATUS_UNAUTHORIZED
      && status != SOUP_STATUS_FORBIDDEN)
    {
      g_autofree char *quote = preamp_domo_error_dup_quote (content->message);

      /* Translators: %1$s is what Domo said, %2$u a number. */
      return g_strdup_printf (_("Domo says: %1$s (HTTP %2$u)"), quote, status);
    }

  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return g_strdup (_("Domo does not accept the access token (HTTP 401). It may have expired or "
                         "been revoked: make a new one in Domo, and enter it here."));

    case SOUP_STATUS_FORBIDDEN:
      return g_strdup (_("Domo refused (HTTP 403). The instance’s name may be wrong, your network "
                         "address may not be let in, or your user may lack the right to manage "
                         "cloud accounts."));

    case 429:
      return g_strdup (_("Domo has had too many requests (HTTP 429). Wait a little, and try "
                         "again."));

    default:
      break;
    }

  if (content->web_page)
    {
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo answered with a web page (HTTP %u). Check the instance’s "
                                "address, and try again in a few minutes."),
                              status);
    }

  if (status == SOUP_STATUS_NOT_FOUND)
    return g_strdup (_("Domo does not know what was asked for (HTTP 404). It may have been "
                       "deleted, or not be shared with you."));

  if (status >= 500)
    {
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo had a problem of its own (HTTP %u). Try again in a few "
                                "minutes."),
                              status);
    }

  /* Translators: %u is an HTTP status, a number. */
  return g_strdup_printf (_("Domo refused the request without saying why (HTTP %u)."), status);
}

/**
 * preamp_domo_answer_dup_refusal: (skip)
 * @answer: an answer for which [func@Preamp.domo_answer_dup_failure] gave nothing
 *
 * Makes an error of it where Domo, or somebody in its place, answered with anything but JSON at
 * a status of success. Of a web page the code is %PREAMP_DOMO_ERROR_NOT_JSON at any status, but
 * for the blocked page, redirects, and 401, 403, 404, 408 and 429, which have codes of their own.
 * It may be called in any thread.
 *
 * Returns: (transfer full) (nullable): the error; %NULL where the body is to be decoded
 */
GError *
preamp_domo_answer_dup_refusal (const PreampDomoAnswer *answer)
{
  g_auto (Content) content = { 0 };
  PreampDomoErrorDetails details = { 0 };
  gboolean success;

  g_return_val_if_fail (answer != NULL, NULL);

  content.head = dup_head (answer->body);
  content.web_page = is_web_page (content.head);
  success = SOUP_STATUS_IS_SUCCESSFUL (answer->http_status);

  if (is_blocked (answer, &content))
    return new_blocked (answer, &content);

  if (SOUP_STATUS_IS_REDIRECTION (answer->http_status))
    return new_redirected (answer);

  if (success && !content.web_page)
    return NULL;

  if (!success)
    preamp_domo_decode_error (answer->body, &content.message, &content.toe);

  details.http_status = answer->http_status;
  details.message = content.message;
  details.toe = content.toe;

  return preamp_domo_error_new_take (code_for_status (answer->http_status, content.web_page),
                                     &details,
                                     describe_status (answer->http_status, &content));
}
