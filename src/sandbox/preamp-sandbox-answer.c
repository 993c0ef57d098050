/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-answer.h"

#include <string.h>

#include "preamp-sandbox-json.h"

static const char web_page[] =
  "<!DOCTYPE html>\n"
  "<html>\n"
  "<head><title>%u %s</title></head>\n"
  "<body>\n"
  "<center><h1>%u %s</h1></center>\n"
  "<hr><center>gateway</center>\n"
  "</body>\n"
  "</html>\n";

static const char blocked_page[] =
  "<!DOCTYPE html>\n"
  "<html>\n"
  "<head><title>Domo - Blocked</title></head>\n"
  "<body>\n"
  "<h1>Your network address is not allowed.</h1>\n"
  "<p>192.0.2.17</p>\n"
  "</body>\n"
  "</html>\n";

static void
set_body (PreampSandboxAnswer *self,
          GBytes              *body)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
}

/* Bytes before the text, or a byte in its middle that is no UTF-8. */
static void
spoil (PreampSandboxAnswer      *self,
       const PreampSandboxFault *fault)
{
  size_t length = 0;
  const char *text = self->body != NULL ? g_bytes_get_data (self->body, &length) : "";
  g_autoptr (GByteArray) spoilt = g_byte_array_sized_new ((guint) length + 8);

  if (fault->bom)
    g_byte_array_append (spoilt, (const guint8 *) "\xef\xbb\xbf", 3);
  g_byte_array_append (spoilt, (const guint8 *) text, (guint) length);
  if (fault->invalid_text)
    {
      /* Inside a string, so that nothing else is wrong with it. */
      for (guint i = 0; i + 2 < spoilt->len; i++)
        {
          if (spoilt->data[i] == ':' && spoilt->data[i + 1] == '"')
            {
              spoilt->data[i + 2] = 0xe9;
              break;
            }
        }
    }
  set_body (self, g_byte_array_free_to_bytes (g_steal_pointer (&spoilt)));
}

/**
 * preamp_sandbox_answer_get_phrase:
 * @status: an HTTP status
 *
 * Tells what a status is called.
 *
 * Returns: the phrase
 */
const char *
preamp_sandbox_answer_get_phrase (guint status)
{
  /* libsoup does not know this one. */
  return status == 429 ? "Too Many Requests" : soup_status_get_phrase (status);
}

/**
 * preamp_sandbox_answer_make_toe:
 *
 * Makes up an identifier of a request, in the form that Domo has.
 *
 * Returns: (transfer full): a toe
 */
char *
preamp_sandbox_answer_make_toe (void)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  g_autoptr (GString) toe = g_string_new (NULL);

  for (guint i = 0; i < 20; i++)
    {
      if (i == 10 || i == 15)
        g_string_append_c (toe, '-');
      g_string_append_c (toe, letters[g_random_int_range (0, (int) sizeof letters - 1)]);
    }
  return g_string_free (g_steal_pointer (&toe), FALSE);
}

/**
 * preamp_sandbox_answer_set_text:
 * @self: an answer
 * @status: the HTTP status
 * @content_type: (nullable): the header Content-Type
 * @text: what it holds
 *
 * Makes the answer hold a text.
 */
void
preamp_sandbox_answer_set_text (PreampSandboxAnswer *self,
                                guint                status,
                                const char          *content_type,
                                const char          *text)
{
  self->status = status;
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
  set_body (self, g_bytes_new (text, strlen (text)));
}

/**
 * preamp_sandbox_answer_set_error:
 * @self: an answer
 * @status: the HTTP status
 * @path: the request's path
 * @message: what is wrong
 * @toe: (nullable): the request's identifier
 *
 * Makes the answer hold an error in Domo's form.
 */
void
preamp_sandbox_answer_set_error (PreampSandboxAnswer *self,
                                 guint                status,
                                 const char          *path,
                                 const char          *message,
                                 const char          *toe)
{
  g_autoptr (GString) json = g_string_new ("{");

  preamp_sandbox_json_add_number_member (json, "status", status);
  preamp_sandbox_json_add_member (json, "statusReason", preamp_sandbox_answer_get_phrase (status));
  preamp_sandbox_json_add_member (json, "path", path);
  preamp_sandbox_json_add_member (json, "message", message);
  preamp_sandbox_json_add_member (json, "toe", toe);
  g_string_append_c (json, '}');
  preamp_sandbox_answer_set_text (self, status, "application/json", json->str);
}

/**
 * preamp_sandbox_answer_apply:
 * @self: an answer
 * @fault: how it is to be spoilt
 * @path: the request's path
 * @toe: the request's identifier
 *
 * Makes the answer what @fault says, but for what a result or a list tells.
 */
void
preamp_sandbox_answer_apply (PreampSandboxAnswer      *self,
                             const PreampSandboxFault *fault,
                             const char               *path,
                             const char               *toe)
{
  guint status = fault->status != 0 ? fault->status : self->status;
  const char *phrase = preamp_sandbox_answer_get_phrase (status);
  g_autofree char *page = NULL;

  switch (fault->body)
    {
    case PREAMP_SANDBOX_BODY_DEFAULT:
    case PREAMP_SANDBOX_BODY_RESULT:
      self->status = status;
      break;
    case PREAMP_SANDBOX_BODY_ERROR:
      preamp_sandbox_answer_set_error (self, status, path,
                                       fault->message != NULL ? fault->message : phrase,
                                       fault->no_toe ? NULL : toe);
      break;
    case PREAMP_SANDBOX_BODY_HTML:
      page = g_strdup_printf (web_page, status, phrase, status, phrase);
      preamp_sandbox_answer_set_text (self, status, "text/html; charset=utf-8", page);
      break;
    case PREAMP_SANDBOX_BODY_EMPTY:
      preamp_sandbox_answer_set_text (self, status, NULL, "");
      break;
    case PREAMP_SANDBOX_BODY_BLOCKED:
      preamp_sandbox_answer_set_text (self, status, "text/html; charset=utf-8", blocked_page);
      break;
    default:
      g_assert_not_reached ();
    }

  if (fault->content_type != NULL)
    {
      g_free (self->content_type);
      self->content_type = g_strdup (fault->content_type);
    }
  g_free (self->retry_after);
  self->retry_after = g_strdup (fault->retry_after);
  g_free (self->location);
  self->location = g_strdup (fault->location);
  if (fault->bom || fault->invalid_text)
    spoil (self, fault);
  self->gzip = fault->gzip;
  if (fault->delivery != PREAMP_SANDBOX_DELIVERY_WHOLE)
    self->delivery = fault->delivery;
}

/**
 * preamp_sandbox_answer_clear:
 * @self: an answer
 *
 * Frees what @self has.
 */
void
preamp_sandbox_answer_clear (PreampSandboxAnswer *self)
{
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->retry_after, g_free);
  g_clear_pointer (&self->location, g_free);
}
