/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-json.h"

/* Lists of 100,000 rows are written as text at once: a tree of JsonNodes takes ten times as long
 * to make, and the sandbox would answer nobody meanwhile. */

static void
add_name (GString    *json,
          const char *name)
{
  if (json->len > 0 && json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  g_string_append_c (json, '"');
  g_string_append (json, name);
  g_string_append (json, "\":");
}

/**
 * preamp_sandbox_json_add_string:
 * @json: the text to add to
 * @text: (nullable): a text in UTF-8
 *
 * Adds @text as a JSON string, or `null`.
 */
void
preamp_sandbox_json_add_string (GString    *json,
                                const char *text)
{
  g_return_if_fail (json != NULL);

  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }

  g_string_append_c (json, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        {
          g_string_append_c (json, '\\');
          g_string_append_c (json, *c);
        }
      else if ((guchar) *c < 0x20)
        {
          g_string_append_printf (json, "\\u%04x", (guint) *c);
        }
      else
        {
          g_string_append_c (json, *c);
        }
    }
  g_string_append_c (json, '"');
}

/**
 * preamp_sandbox_json_add_member:
 * @json: the text of an object that was opened with `{`
 * @name: the member's name, which needs no escapes
 * @value: (nullable): its value
 *
 * Adds a member that is a string or `null`, with the comma before it where one is due.
 */
void
preamp_sandbox_json_add_member (GString    *json,
                                const char *name,
                                const char *value)
{
  g_return_if_fail (json != NULL);
  g_return_if_fail (name != NULL);

  add_name (json, name);
  preamp_sandbox_json_add_string (json, value);
}

/**
 * preamp_sandbox_json_add_number_member:
 * @json: the text of an object that was opened with `{`
 * @name: the member's name, which needs no escapes
 * @value: its value
 *
 * Adds a member that is a whole number.
 */
void
preamp_sandbox_json_add_number_member (GString    *json,
                                       const char *name,
                                       gint64      value)
{
  g_return_if_fail (json != NULL);
  g_return_if_fail (name != NULL);

  add_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

/**
 * preamp_sandbox_json_add_boolean_member:
 * @json: the text of an object that was opened with `{`
 * @name: the member's name, which needs no escapes
 * @value: its value
 *
 * Adds a member that is `true` or `false`.
 */
void
preamp_sandbox_json_add_boolean_member (GString    *json,
                                        const char *name,
                                        gboolean    value)
{
  g_return_if_fail (json != NULL);
  g_return_if_fail (name != NULL);

  add_name (json, name);
  g_string_append (json, value ? "true" : "false");
}

/**
 * preamp_sandbox_json_format_time:
 * @time: microseconds since 1970
 *
 * Writes a time as Domo does: ISO 8601 with milliseconds and `+00:00`.
 *
 * Returns: (transfer full): the text
 */
char *
preamp_sandbox_json_format_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03d+00:00", seconds, (int) (time % G_USEC_PER_SEC / 1000));
}
