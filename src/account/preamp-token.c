/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-token.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "preamp-account-error.h"
#include "preamp-text-private.h"

static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (text)))
        return TRUE;
    }

  return FALSE;
}

/**
 * preamp_token_clean:
 * @text: (nullable): what was typed or pasted as an access token
 * @error: return location for an error
 *
 * Takes the white space around a token away. A token with a control character inside, as from a
 * copied line break, is refused: the request would leave without it. Domo's tokens have had
 * several forms, so nothing else is judged.
 *
 * Returns: (transfer full): the token, to be freed with secret_password_free() or g_free(); or
 *   %NULL with %PREAMP_ACCOUNT_ERROR_TOKEN, whose message never holds @text
 */
char *
preamp_token_clean (const char  *text,
                    GError     **error)
{
  char *token;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_TOKEN,
                           _("What was entered as the access token is no text. Copy the token "
                             "from Domo again."));
      return NULL;
    }

  token = preamp_text_dup_trimmed (text != NULL ? text : "");
  if (*token == '\0')
    {
      g_free (token);
      g_set_error_literal (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_TOKEN,
                           _("Enter an access token. An administrator makes one in Domo, under "
                             "Admin, Authentication, Access tokens."));
      return NULL;
    }

  if (has_control (token))
    {
      secret_password_wipe (token);
      g_free (token);
      g_set_error_literal (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_TOKEN,
                           _("There is a line break or another control character inside the "
                             "access token. Copy the token from Domo again, by itself."));
      return NULL;
    }

  return token;
}
