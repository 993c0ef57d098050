/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include <string.h>

#include "migration/preamp-csv.h"

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = preamp_csv_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (rows);

  return rows;
}

static void
assert_refused (const char *text,
                gsize       length,
                int         code,
                const char *part)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = preamp_csv_parse (text, length, &error);

  g_assert_null (rows);
  g_assert_error (error, PREAMP_CSV_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
}

static const PreampCsvRow *
get_row (GPtrArray *rows,
         guint      position)
{
  g_assert_cmpuint (position, <, rows->len);

  return g_ptr_array_index (rows, position);
}

static void
assert_row (GPtrArray          *rows,
            guint               position,
            const char * const *fields)
{
  const PreampCsvRow *row = get_row (rows, position);

  g_assert_cmpuint (row->n_fields, ==, g_strv_length ((char **) fields));
  g_assert_cmpstrv (row->fields, fields);
}

#define FIELDS(...) ((const char * const []) { __VA_ARGS__, NULL })

static void
test_written_as_rfc_4180_has_it (void)
{
  g_autoptr (GString) csv = g_string_new (PREAMP_CSV_BOM);

  preamp_csv_append_row (csv, FIELDS ("id", "name"), 2);
  preamp_csv_append_row (csv, FIELDS ("1", "a, \"b\"\nc"), 2);
  preamp_csv_append_row (csv, (const char * const []) { NULL, " edge" }, 2);
  preamp_csv_append_row (csv, FIELDS ("one;two", "Ünïcode ☂"), 2);

  g_assert_cmpstr (csv->str, ==,
                   "\xef\xbb\xbfid,name\r\n"
                   "1,\"a, \"\"b\"\"\nc\"\r\n"
                   ",\" edge\"\r\n"
                   "\"one;two\",Ünïcode ☂\r\n");
}

static void
test_formulas_are_guarded (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  preamp_csv_append_row (csv, FIELDS ("=1+1", "+1", "-T", "@s", "a=b", "＝1"), 6);
  preamp_csv_append_row (csv, FIELDS ("\tx", "\rx", "=HYPERLINK(\"x\",\"y\")"), 3);

  g_assert_cmpstr (csv->str, ==,
                   "'=1+1,'+1,'-T,'@s,a=b,'＝1\r\n"
                   "\"'\tx\",\"'\rx\",\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
}

static void
test_nasty_names_come_back (void)
{
  const char * const names[] = {
    "=x", "-T", "+1", "@s", "\tTab", "\rReturn", "\nLine", "'quoted", "'", "''", "'''", "'=x",
    "''=x", "'-", "'@'", "' =x", "\"", "\"\"", "a\"b", ",", ";", "a;b,c", "\r\n", "two\nlines",
    "two\r\nlines", " edges ", "＝wide", "'＠wide", "\xef\xbb\xbf" "marked",
    "日本 データ", "a'b", "--", "=\"=\"",
  };
  g_autoptr (GString) csv = g_string_new (PREAMP_CSV_BOM);
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    preamp_csv_append_row (csv, FIELDS (names[i], "x", names[i]), 3);

  rows = parse (csv->str);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (names));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_row (rows, i, FIELDS (names[i], "x", names[i]));
}

/* Every text of up to five of the characters that mean something. */
static void
test_all_short_texts_come_back (void)
{
  const char letters[] = "'=\",\nx";
  const guint n_letters = sizeof letters - 1;
  guint n_texts = 1;

  for (guint length = 0; length <= 5; length++, n_texts *= n_letters)
    {
      for (guint i = 0; i < n_texts; i++)
        {
          g_autoptr (GString) csv = g_string_new (NULL);
          g_autoptr (GPtrArray) rows = NULL;
          char text[6] = { 0 };
          guint rest = i;

          for (guint j = 0; j < length; j++, rest /= n_letters)
            text[j] = letters[rest % n_letters];

          preamp_csv_append_row (csv, FIELDS (text, "end"), 2);
          rows = parse (csv->str);
          g_assert_cmpuint (rows->len, ==, 1);
          assert_row (rows, 0, FIELDS (text, "end"));
        }
    }
}

static void
test_semicolons_where_the_header_has_them (void)
{
  g_autoptr (GPtrArray) semicolons = parse ("\xef\xbb\xbfid;\"a,b,c,d\";name\r\n1;x,y;\"p;q\"\r\n");
  g_autoptr (GPtrArray) commas = parse ("id,name\n1;2,x\n");

  assert_row (semicolons, 0, FIELDS ("id", "a,b,c,d", "name"));
  assert_row (semicolons, 1, FIELDS ("1", "x,y", "p;q"));
  assert_row (commas, 1, FIELDS ("1;2", "x"));
}

static void
test_any_line_ending (void)
{
  g_autoptr (GPtrArray) rows = parse ("a,b\r\n1,\"x\r\ny\"\n2,\r3,z");

  g_assert_cmpuint (rows->len, ==, 4);
  assert_row (rows, 1, FIELDS ("1", "x\r\ny"));
  assert_row (rows, 2, FIELDS ("2", ""));
  assert_row (rows, 3, FIELDS ("3", "z"));
}

static void
test_rows_are_counted_as_a_spreadsheet_does (void)
{
  g_autoptr (GPtrArray) rows = parse ("a,b\n\n1,\"x\n\ny\"\n\n\n2,z\n");

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpuint (get_row (rows, 0)->number, ==, 1);
  g_assert_cmpuint (get_row (rows, 1)->number, ==, 3);
  g_assert_cmpuint (get_row (rows, 2)->number, ==, 6);
}

static void
test_broken_files_name_the_row (void)
{
  const char open[] = "a,b\n1,2\n3,\"open\n4,5\n";
  const char text[] = "a,b\n\n3,\"x\"y\n";

  assert_refused (open, strlen (open), PREAMP_CSV_ERROR_QUOTE, "Row 3 ");
  assert_refused (text, strlen (text), PREAMP_CSV_ERROR_QUOTE, "Row 3 ");
}

static void
test_other_encodings_are_refused (void)
{
  const char latin[] = "id,name\n1,M\xfcller\n";
  const char wide[] = "\xff\xfei\0d\0";
  const char zero[] = "id,name\n1,a\0b\n";

  assert_refused (latin, sizeof latin - 1, PREAMP_CSV_ERROR_ENCODING, "UTF-8");
  assert_refused (wide, sizeof wide - 1, PREAMP_CSV_ERROR_ENCODING, "UTF-8");
  assert_refused (zero, sizeof zero - 1, PREAMP_CSV_ERROR_ENCODING, "UTF-8");
}

static void
test_nothing_is_no_rows (void)
{
  const char * const texts[] = { "", "\xef\xbb\xbf", "\n\r\n\n", "\"\"" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) rows = parse (texts[i]);

      g_assert_cmpuint (rows->len, ==, 0);
    }
}

static void
test_a_quotation_mark_inside_a_word_stays (void)
{
  g_autoptr (GPtrArray) rows = parse ("19\" rack,x\n");

  assert_row (rows, 0, FIELDS ("19\" rack", "x"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/csv/written-as-rfc-4180-has-it", test_written_as_rfc_4180_has_it);
  g_test_add_func ("/migration/csv/formulas-are-guarded", test_formulas_are_guarded);
  g_test_add_func ("/migration/csv/nasty-names-come-back", test_nasty_names_come_back);
  g_test_add_func ("/migration/csv/all-short-texts-come-back", test_all_short_texts_come_back);
  g_test_add_func ("/migration/csv/semicolons-where-the-header-has-them",
                   test_semicolons_where_the_header_has_them);
  g_test_add_func ("/migration/csv/any-line-ending", test_any_line_ending);
  g_test_add_func ("/migration/csv/rows-are-counted-as-a-spreadsheet-does",
                   test_rows_are_counted_as_a_spreadsheet_does);
  g_test_add_func ("/migration/csv/broken-files-name-the-row", test_broken_files_name_the_row);
  g_test_add_func ("/migration/csv/other-encodings-are-refused", test_other_encodings_are_refused);
  g_test_add_func ("/migration/csv/nothing-is-no-rows", test_nothing_is_no_rows);
  g_test_add_func ("/migration/csv/a-quotation-mark-inside-a-word-stays",
                   test_a_quotation_mark_inside_a_word_stays);

  return g_test_run ();
}
