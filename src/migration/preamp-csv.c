/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-csv.h"

#include <glib/gi18n.h>

#include <string.h>

G_DEFINE_QUARK (preamp-csv-error-quark, preamp_csv_error)

/* One text being read: where it is, and what it has of the row it is in. */
typedef struct
{
  const char *at;
  const char *end;
  char separator;
  guint number;
  GPtrArray *fields;
  GString *field;
} Reader;

/* What a spreadsheet takes for the start of a formula. The wide forms are what a Japanese keyboard
 * types, and count as well. */
static gboolean
starts_formula (const char *text)
{
  switch (g_utf8_get_char (text))
    {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Whether an apostrophe at this place, right after another one, says that the first is a guard. */
static gboolean
follows_guard (const char *text)
{
  return *text == '\'' || starts_formula (text);
}

/* A field that itself looks guarded gets a guard too: else opening would take its apostrophe. */
static gboolean
needs_guard (const char *field)
{
  return starts_formula (field) || (*field == '\'' && follows_guard (field + 1));
}

/* The semicolon is quoted for the spreadsheets that part fields by it. */
static gboolean
needs_quotes (const char *field)
{
  gsize length = strlen (field);

  return strpbrk (field, "\",;\t\r\n") != NULL ||
         (length > 0 && (field[0] == ' ' || field[length - 1] == ' '));
}

static void
append_field (GString    *csv,
              const char *field)
{
  const gboolean quotes = needs_quotes (field);

  if (quotes)
    g_string_append_c (csv, '"');

  if (needs_guard (field))
    g_string_append_c (csv, '\'');

  for (const char *at = field; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');

      g_string_append_c (csv, *at);
    }

  if (quotes)
    g_string_append_c (csv, '"');
}

/**
 * preamp_csv_append_row:
 * @csv: what is written
 * @fields: (array length=n_fields) (element-type utf8): the fields, %NULL for an empty one
 * @n_fields: how many there are, at least one
 *
 * Writes a row as RFC 4180 has it, with commas and CRLF. A field that a spreadsheet would take for
 * a formula gets an apostrophe in front, which [func@csv_parse] takes away again.
 */
void
preamp_csv_append_row (GString            *csv,
                       const char * const *fields,
                       gsize               n_fields)
{
  g_return_if_fail (csv != NULL);
  g_return_if_fail (fields != NULL && n_fields > 0);

  for (gsize i = 0; i < n_fields; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');

      if (fields[i] != NULL)
        append_field (csv, fields[i]);
    }

  g_string_append (csv, "\r\n");
}

static void
csv_row_free (PreampCsvRow *row)
{
  g_strfreev (row->fields);
  g_free (row);
}

/* The separator is the one that the first row has more of, outside quotation marks. */
static char
find_separator (const char *text,
                const char *end)
{
  guint n_commas = 0;
  guint n_semicolons = 0;
  gboolean quoted = FALSE;

  for (const char *at = text; at < end; at++)
    {
      if (*at == '"')
        quoted = !quoted;
      else if (quoted)
        continue;
      else if (*at == '\r' || *at == '\n')
        break;
      else if (*at == ',')
        n_commas++;
      else if (*at == ';')
        n_semicolons++;
    }

  return n_semicolons > n_commas ? ';' : ',';
}

static void
end_field (Reader *reader)
{
  const char *text = reader->field->str;

  if (*text == '\'' && follows_guard (text + 1))
    text++;

  g_ptr_array_add (reader->fields, g_strdup (text));
  g_string_truncate (reader->field, 0);
}

/* An empty line is no row, but is counted: a spreadsheet shows it. */
static void
end_row (Reader    *reader,
         GPtrArray *rows)
{
  PreampCsvRow *row;

  reader->number++;

  if (reader->fields->len == 1 && *(const char *) g_ptr_array_index (reader->fields, 0) == '\0')
    {
      g_ptr_array_set_size (reader->fields, 0);
      return;
    }

  row = g_new0 (PreampCsvRow, 1);
  row->number = reader->number;
  row->n_fields = reader->fields->len;
  g_ptr_array_add (reader->fields, NULL);
  row->fields = (char **) g_ptr_array_steal (reader->fields, NULL);

  g_ptr_array_add (rows, row);
}

static gboolean
read_quoted (Reader  *reader,
             GError **error)
{
  reader->at++;

  for (;;)
    {
      const char *quote = memchr (reader->at, '"', reader->end - reader->at);

      if (quote == NULL)
        {
          g_set_error (error, PREAMP_CSV_ERROR, PREAMP_CSV_ERROR_QUOTE,
                       /* Translators: %u is the number of a row in a file. */
                       _("Row %u of the file has a quotation mark that is never closed. Save the "
                         "file as CSV again, then open it."),
                       reader->number + 1);
          return FALSE;
        }

      g_string_append_len (reader->field, reader->at, quote - reader->at);
      reader->at = quote + 1;

      if (reader->at == reader->end || *reader->at != '"')
        break;

      g_string_append_c (reader->field, '"');
      reader->at++;
    }

  if (reader->at < reader->end && *reader->at != reader->separator &&
      *reader->at != '\r' && *reader->at != '\n')
    {
      g_set_error (error, PREAMP_CSV_ERROR, PREAMP_CSV_ERROR_QUOTE,
                   /* Translators: %u is the number of a row in a file. */
                   _("Row %u of the file has text right after a closing quotation mark. Save the "
                     "file as CSV again, then open it."),
                   reader->number + 1);
      return FALSE;
    }

  return TRUE;
}

static void
read_bare (Reader *reader)
{
  const char *start = reader->at;

  while (reader->at < reader->end && *reader->at != reader->separator &&
         *reader->at != '\r' && *reader->at != '\n')
    reader->at++;

  g_string_append_len (reader->field, start, reader->at - start);
}

static gboolean
read_row (Reader     *reader,
          GPtrArray  *rows,
          GError    **error)
{
  for (;;)
    {
      if (reader->at < reader->end && *reader->at == '"')
        {
          if (!read_quoted (reader, error))
            return FALSE;
        }
      else
        {
          read_bare (reader);
        }

      end_field (reader);

      if (reader->at == reader->end || *reader->at != reader->separator)
        break;

      reader->at++;
    }

  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;

  end_row (reader, rows);

  return TRUE;
}

static gboolean
check_encoding (const char  *text,
                gsize        length,
                GError     **error)
{
  if (g_utf8_validate_len (text, length, NULL))
    return TRUE;

  g_set_error_literal (error, PREAMP_CSV_ERROR, PREAMP_CSV_ERROR_ENCODING,
                       _("The file is not UTF-8 text. In the spreadsheet, save it as “CSV UTF-8”, "
                         "then open it again."));
  return FALSE;
}

/**
 * preamp_csv_parse:
 * @text: (array length=length): a file, with a byte of zero after it
 * @length: its length in bytes
 * @error: return location for an error of #PREAMP_CSV_ERROR
 *
 * Reads rows as RFC 4180 has them, or parted by semicolons where the first row is. A byte order
 * mark is skipped, and any line ending taken. The apostrophes that [func@csv_append_row] put in
 * front of formulas are taken away. Empty lines are left out. It may be called in any thread.
 *
 * Returns: (transfer full) (element-type PreampCsvRow) (nullable): the rows, the first row among
 *   them; %NULL with @error set where the text is no such file
 */
GPtrArray *
preamp_csv_parse (const char *text,
                  gsize       length,
                  GError    **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) csv_row_free);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);
  Reader reader = { text, text + length, ',', 0, fields, field };

  g_return_val_if_fail (text != NULL, NULL);

  if (!check_encoding (text, length, error))
    return NULL;

  if (g_str_has_prefix (text, PREAMP_CSV_BOM))
    reader.at += strlen (PREAMP_CSV_BOM);

  reader.separator = find_separator (reader.at, reader.end);

  while (reader.at < reader.end)
    {
      if (!read_row (&reader, rows, error))
        return NULL;
    }

  return g_steal_pointer (&rows);
}
