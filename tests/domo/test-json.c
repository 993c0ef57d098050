/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo/preamp-domo-json.h"

#include <string.h>

static const char *const whole[] = {
  "[]",
  "{}",
  " [ ] \n",
  "null",
  "true",
  "false",
  "0",
  "-1.5e+10",
  "1E5",
  "\"text\"",
  "\"\\u00e9\\n\\\\\\/\\ud83d\\ude00\"",
  "[1, [2, {\"a\": [3]}], \"]\", {\"b\": \"}\"}]",
  "{\"a\": {\"b\": {}}, \"c\": []}",
  "\xef\xbb\xbf[\"after a byte order mark\"]",
  "[\"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x98\x80\"]",
};

static void
test_whole (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      g_test_message ("Case %u", i);
      g_assert_cmpint (preamp_domo_json_scan (whole[i], strlen (whole[i]), NULL, NULL), ==,
                       PREAMP_DOMO_JSON_OK);
    }
}

/* Whatever is cut off the end of a list or an object, the rest is told to be cut. */
static void
test_cut_anywhere (void)
{
  const char *text = "[{\"id\": \"a\\u00e9\xf0\x9f\x98\x80\", \"n\": -1.5e+3, "
                     "\"f\": [true, null]}, {\"b\": false}]";

  for (size_t length = 1; length < strlen (text); length++)
    g_assert_cmpint (preamp_domo_json_scan (text, length, NULL, NULL), ==, PREAMP_DOMO_JSON_CUT);
}

static void
test_faults (void)
{
  const struct
  {
    const char         *text;
    PreampDomoJsonFault fault;
  } cases[] = {
    { "", PREAMP_DOMO_JSON_EMPTY },
    { " \r\n\t", PREAMP_DOMO_JSON_EMPTY },
    { "\xef\xbb\xbf", PREAMP_DOMO_JSON_EMPTY },
    { "<!DOCTYPE html><html></html>", PREAMP_DOMO_JSON_NOT_JSON },
    { "Bad gateway", PREAMP_DOMO_JSON_NOT_JSON },
    { "no healthy upstream", PREAMP_DOMO_JSON_NOT_JSON },
    { "502 Bad Gateway", PREAMP_DOMO_JSON_NOT_JSON },
    { "[\"\xff\xfe\"]", PREAMP_DOMO_JSON_NOT_UTF8 },
    { "[\"\xc3(\"]", PREAMP_DOMO_JSON_NOT_UTF8 },
    { "[] []", PREAMP_DOMO_JSON_TRAILING },
    { "{}x", PREAMP_DOMO_JSON_TRAILING },
    { "[1,]", PREAMP_DOMO_JSON_SYNTAX },
    { "[1 2]", PREAMP_DOMO_JSON_SYNTAX },
    { "[,]", PREAMP_DOMO_JSON_SYNTAX },
    { "{\"a\" 1}", PREAMP_DOMO_JSON_SYNTAX },
    { "{\"a\": 1,}", PREAMP_DOMO_JSON_SYNTAX },
    { "{a: 1}", PREAMP_DOMO_JSON_SYNTAX },
    { "['a']", PREAMP_DOMO_JSON_SYNTAX },
    { "[/* a comment */]", PREAMP_DOMO_JSON_SYNTAX },
    { "[0x1F]", PREAMP_DOMO_JSON_SYNTAX },
    { "[01]", PREAMP_DOMO_JSON_SYNTAX },
    { "[1.]", PREAMP_DOMO_JSON_SYNTAX },
    { "[+1]", PREAMP_DOMO_JSON_SYNTAX },
    { "[tru]", PREAMP_DOMO_JSON_SYNTAX },
    { "[\"a\nb\"]", PREAMP_DOMO_JSON_SYNTAX },
    { "[\"\\x\"]", PREAMP_DOMO_JSON_SYNTAX },
    { "[\"\\u00g0\"]", PREAMP_DOMO_JSON_SYNTAX },
    { "[}", PREAMP_DOMO_JSON_SYNTAX },
    { "{]", PREAMP_DOMO_JSON_SYNTAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("Case %u", i);
      g_assert_cmpint (preamp_domo_json_scan (cases[i].text, strlen (cases[i].text), NULL, NULL),
                       ==, cases[i].fault);
    }

  g_assert_cmpint (preamp_domo_json_scan ("[\"\0\"]", 5, NULL, NULL), ==,
                   PREAMP_DOMO_JSON_NOT_UTF8);
}

static void
test_depth (void)
{
  const char openers[] = { '[', '{' };

  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint depth = 0; depth < 100000; depth++)
        g_string_append (text, openers[i] == '[' ? "[" : "{\"a\":");
      g_assert_cmpint (preamp_domo_json_scan (text->str, text->len, NULL, NULL), ==,
                       PREAMP_DOMO_JSON_TOO_DEEP);
    }
}

static void
test_elements (void)
{
  const char *text = " [ {\"a\": [1, 2]} , \"x,]\", 3,[],\"\\u0000\", null, \"\\ud800\" , "
                     "\"\\ude00\", \"\\ud83d\\ude00\"]";
  const char *expected[] = {
    "{\"a\": [1, 2]}", "\"x,]\"", "3", "[]", "\"\\u0000\"", "null", "\"\\ud800\"", "\"\\ude00\"",
    "\"\\ud83d\\ude00\"",
  };
  const gboolean broken[] = { FALSE, FALSE, FALSE, FALSE, TRUE, FALSE, TRUE, TRUE, FALSE };
  g_autoptr (GArray) elements = g_array_new (FALSE, FALSE, sizeof (PreampDomoJsonSlice));
  g_autoptr (JsonParser) parser = json_parser_new ();
  PreampDomoJsonSlice value = { 0 };

  g_assert_cmpint (preamp_domo_json_scan (text, strlen (text), &value, elements), ==,
                   PREAMP_DOMO_JSON_OK);
  g_assert_true (value.start == text + 1);
  g_assert_cmpuint (value.length, ==, strlen (text) - 1);
  g_assert_true (value.broken_text);

  g_assert_cmpuint (elements->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < elements->len; i++)
    {
      PreampDomoJsonSlice *slice = &g_array_index (elements, PreampDomoJsonSlice, i);

      g_assert_cmpmem (slice->start, slice->length, expected[i], strlen (expected[i]));
      g_assert_cmpint (slice->broken_text, ==, broken[i]);
      g_assert_cmpint (preamp_domo_json_parse (parser, slice) == NULL, ==, broken[i]);
    }
}

/* An object has no elements, however many lists are in it. */
static void
test_no_elements_in_object (void)
{
  const char *text = "{\"a\": [1, 2], \"b\": 3}";
  g_autoptr (GArray) elements = g_array_new (FALSE, FALSE, sizeof (PreampDomoJsonSlice));
  g_autoptr (JsonParser) parser = json_parser_new ();
  PreampDomoJsonSlice value = { 0 };
  JsonNode *node = NULL;

  g_assert_cmpint (preamp_domo_json_scan (text, strlen (text), &value, elements), ==,
                   PREAMP_DOMO_JSON_OK);
  g_assert_cmpuint (elements->len, ==, 0);

  node = preamp_domo_json_parse (parser, &value);
  g_assert_nonnull (node);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "b"), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domo/json/whole", test_whole);
  g_test_add_func ("/domo/json/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/domo/json/faults", test_faults);
  g_test_add_func ("/domo/json/depth", test_depth);
  g_test_add_func ("/domo/json/elements", test_elements);
  g_test_add_func ("/domo/json/no-elements-in-object", test_no_elements_in_object);

  return g_test_run ();
}
