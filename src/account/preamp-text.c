/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-text-private.h"

#include <string.h>

/**
 * preamp_text_is_blank:
 * @c: a character
 *
 * Tells white space, of any script, and the characters of no width that web pages and chat
 * programs leave in a copied text.
 *
 * Returns: %TRUE for one of these
 */
gboolean
preamp_text_is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

/**
 * preamp_text_dup_trimmed:
 * @text: a text in UTF-8
 *
 * Copies what stands between the blanks at both ends.
 *
 * Returns: (transfer full): the copy, empty if there is nothing
 */
char *
preamp_text_dup_trimmed (const char *text)
{
  const char *end;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + strlen (text);

  while (*text != '\0' && preamp_text_is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!preamp_text_is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }

  return g_strndup (text, end - text);
}
