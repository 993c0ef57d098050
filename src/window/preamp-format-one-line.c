/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Texts from outside, such as names, for a place of one line. */

#define G_LOG_DOMAIN "preamp-format"

#include "config.h"

#include "preamp-format.h"

/* Longer than any column or title; a whole name stands in the details. */
#define ONE_LINE_CHARS 300

static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
         (c >= 0x1E800 && c <= 0x1EFFF);
}

/* They could turn round what stands beside the name. */
static gboolean
is_direction_control (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/**
 * preamp_format_one_line:
 * @text: (nullable): a text from outside, such as a name
 *
 * Formats a text for a place of one line, a column, a title, or the inside of a sentence: without
 * line breaks and other controls, cut where it is far too long, and kept apart from what stands
 * around it where it runs from right to left.
 *
 * Returns: (transfer full): the text, empty for %NULL
 */
char *
preamp_format_one_line (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *valid = NULL;
  gboolean right_to_left = FALSE;
  gboolean space = FALSE;
  guint n_chars = 0;

  if (text == NULL)
    return g_string_free (g_steal_pointer (&line), FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        {
          space = line->len > 0;
          continue;
        }

      if (is_direction_control (c))
        continue;

      if (n_chars >= ONE_LINE_CHARS)
        {
          g_string_append (line, "…");
          break;
        }

      if (space)
        g_string_append_c (line, ' ');

      g_string_append_unichar (line, c);
      right_to_left = right_to_left || is_right_to_left (c);
      space = FALSE;
      n_chars++;
    }

  if (right_to_left)
    {
      g_string_prepend (line, "\u2068");
      g_string_append (line, "\u2069");
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}
