/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo-fixture.h"

#include "domo/preamp-candidate.h"

#include <string.h>

/* Lists of Domo's, in the shapes that a list can have. */

#define JSON "application/json"

static GPtrArray *
read_list (DomoFixture *fixture,
           const char  *body,
           char      ***problems)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = NULL;

  g_ptr_array_set_size (fixture->answers, 0);
  domo_fixture_add (fixture, NULL, 200, JSON, body);
  rows = domo_fixture_list_candidates (fixture, problems, &error);
  g_assert_no_error (error);

  return rows;
}

static void
test_empty (DomoFixture  *fixture,
            gconstpointer data)
{
  g_auto (GStrv) problems = NULL;
  g_autoptr (GPtrArray) rows = read_list (fixture, "[]", &problems);

  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
}

/* Null and missing are the same, and unknown members are no trouble. */
static void
test_null_and_unknown (DomoFixture  *fixture,
                       gconstpointer data)
{
  g_auto (GStrv) problems = NULL;
  g_autoptr (GPtrArray) rows = read_list (fixture,
                                          "[{\"id\": \"1\"}, "
                                          "{\"id\": \"2\", \"name\": null, \"type\": null, "
                                          "\"catalogName\": null, \"schemaName\": null, "
                                          "\"tableName\": null, \"collision\": null, "
                                          "\"collidingDatasourceId\": null, "
                                          "\"collidingDatasourceName\": null, "
                                          "\"migrated\": null, \"migrationDate\": null, "
                                          "\"owner\": {\"id\": [1, {\"a\": null}]}}]",
                                          &problems);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (preamp_candidate_get_name (rows->pdata[i]));
      g_assert_null (preamp_candidate_get_datasource_type (rows->pdata[i]));
      g_assert_null (preamp_candidate_get_catalog (rows->pdata[i]));
      g_assert_null (preamp_candidate_get_schema (rows->pdata[i]));
      g_assert_null (preamp_candidate_get_table (rows->pdata[i]));
      g_assert_null (preamp_candidate_get_colliding_id (rows->pdata[i]));
      g_assert_null (preamp_candidate_get_migration_date (rows->pdata[i]));
      g_assert_false (preamp_candidate_get_collision (rows->pdata[i]));
      g_assert_false (preamp_candidate_get_migrated (rows->pdata[i]));
    }
}

/* A wrong row is left out, told of by its number and its member; the others stay. */
static void
test_wrong_types (DomoFixture  *fixture,
                  gconstpointer data)
{
  const struct
  {
    const char *row;
    const char *member;
  } wrong[] = {
    { "{\"id\": \"9\", \"collision\": \"false\"}", "“collision”" },
    { "{\"id\": \"9\", \"migrated\": 1}", "“migrated”" },
    { "{\"id\": 9}", "“id”" },
    { "{\"id\": \"\"}", "“id”" },
    { "{\"id\": null}", "“id”" },
    { "{}", "“id”" },
    { "{\"id\": \"9\", \"name\": 5}", "“name”" },
    { "{\"id\": \"9\", \"type\": true}", "“type”" },
    { "{\"id\": \"9\", \"catalogName\": []}", "“catalogName”" },
    { "{\"id\": \"9\", \"schemaName\": {}}", "“schemaName”" },
    { "{\"id\": \"9\", \"tableName\": 1.5}", "“tableName”" },
    { "{\"id\": \"9\", \"collidingDatasourceId\": 7}", "“collidingDatasourceId”" },
    { "{\"id\": \"9\", \"collidingDatasourceName\": 7}", "“collidingDatasourceName”" },
    { "{\"id\": \"9\", \"migrationDate\": 1711464940496}", "“migrationDate”" },
    { "{\"id\": \"9\", \"name\": \"a\\u0000b\"}", "not text" },
    { "{\"id\": \"9\", \"name\": \"\\ud83d\"}", "not text" },
    { "\"9\"", "not an object" },
    { "null", "not an object" },
    { "[]", "not an object" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *body = g_strdup_printf ("[{\"id\": \"1\"}, %s, {\"id\": \"3\"}]",
                                               wrong[i].row);
      g_auto (GStrv) problems = NULL;
      g_autoptr (GPtrArray) rows = read_list (fixture, body, &problems);

      g_test_message ("%s", wrong[i].row);
      g_assert_cmpuint (rows->len, ==, 2);
      g_assert_cmpstr (preamp_candidate_get_id (rows->pdata[0]), ==, "1");
      g_assert_cmpstr (preamp_candidate_get_id (rows->pdata[1]), ==, "3");
      g_assert_cmpuint (g_strv_length (problems), ==, 1);
      g_assert_nonnull (strstr (problems[0], "Row 2"));
      g_assert_nonnull (strstr (problems[0], wrong[i].member));
    }
}

static void
test_bad_date (DomoFixture  *fixture,
               gconstpointer data)
{
  g_auto (GStrv) problems = NULL;
  g_autoptr (GPtrArray) rows = read_list (fixture,
                                          "[{\"id\": \"1\", \"migrationDate\": \"last week\"}]",
                                          &problems);

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_null (preamp_candidate_get_migration_date (rows->pdata[0]));
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  g_assert_nonnull (strstr (problems[0], "last week"));
}

/* Of two rows with one identifier the first is kept; an unreadable one does not count. */
static void
test_duplicates (DomoFixture  *fixture,
                 gconstpointer data)
{
  g_auto (GStrv) problems = NULL;
  g_autoptr (GPtrArray) rows = read_list (fixture,
                                          "[{\"id\": \"1\", \"name\": \"first\"}, "
                                          "{\"id\": \"2\", \"name\": 2}, "
                                          "{\"id\": \"1\", \"name\": \"second\"}, "
                                          "{\"id\": \"2\", \"name\": \"kept\"}]",
                                          &problems);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (preamp_candidate_get_name (rows->pdata[0]), ==, "first");
  g_assert_cmpstr (preamp_candidate_get_name (rows->pdata[1]), ==, "kept");
  g_assert_cmpuint (g_strv_length (problems), ==, 2);
  g_assert_nonnull (strstr (problems[1], "Row 3"));
  g_assert_nonnull (strstr (problems[1], "“1”"));
  g_assert_nonnull (strstr (problems[1], "row 1"));
}

/* A list of nothing but wrong rows is told of in a hundred sentences and a count. */
static void
test_many_problems (DomoFixture  *fixture,
                    gconstpointer data)
{
  g_autoptr (GString) body = g_string_new ("[0");
  g_auto (GStrv) problems = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 1; i < 5000; i++)
    g_string_append (body, ",0");
  g_string_append_c (body, ']');

  rows = read_list (fixture, body->str, &problems);
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpuint (g_strv_length (problems), ==, 101);
  g_assert_cmpstr (problems[100], ==, "4900 more rows have such a problem.");
}

/* Names are kept to the last byte, whatever is in them. */
static void
test_names (DomoFixture  *fixture,
            gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (4000, 'n');
  const struct
  {
    const char *json;
    const char *name;
  } names[] = {
    { "<b>bold</b> & <script>alert(1)</script>", "<b>bold</b> & <script>alert(1)</script>" },
    { "two\\nlines\\tand a tab\\r\\n", "two\nlines\tand a tab\r\n" },
    { "%s %n %1$d", "%s %n %1$d" },
    { "שלום \\u202e عالم", "שלום \xe2\x80\xae عالم" },
    { "\\ud83d\\ude00 👩‍👩‍👧", "😀 👩‍👩‍👧" },
    { "\\\"quoted\\\" \\\\ \\/", "\"quoted\" \\ /" },
    { "", "" },
    { long_name, long_name },
  };
  g_autoptr (GString) body = g_string_new ("[");
  g_auto (GStrv) problems = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (body, "%s{\"id\": \"%u\", \"name\": \"%s\"}", i > 0 ? "," : "", i,
                            names[i].json);
  g_string_append_c (body, ']');

  rows = read_list (fixture, body->str, &problems);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (preamp_candidate_get_name (rows->pdata[i]), ==, names[i].name);
}

static void
test_byte_order_mark (DomoFixture  *fixture,
                      gconstpointer data)
{
  g_autoptr (GPtrArray) rows = read_list (fixture, "\xef\xbb\xbf[{\"id\": \"1\"}]", NULL);

  g_assert_cmpuint (rows->len, ==, 1);
}

static void
test_content_type (DomoFixture  *fixture,
                   gconstpointer data)
{
  const char *types[] = { "text/html", "text/plain", "application/octet-stream", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      domo_fixture_add (fixture, NULL, 200, types[i], "[{\"id\": \"1\"}]");
      rows = domo_fixture_list_candidates (fixture, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 1);
    }
}

static void
test_wrong_root (DomoFixture  *fixture,
                 gconstpointer data)
{
  const char *bodies[] = { "{}", "{\"rows\": []}", "null", "\"text\"", "12", "true" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) types_error = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      domo_fixture_add (fixture, NULL, 200, JSON, bodies[i]);
      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED);
      g_assert_nonnull (strstr (error->message, "not a list"));
      g_assert_null (domo_fixture_list_types (fixture, &types_error));
      g_assert_error (types_error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED);
    }
}

static void
test_deep (DomoFixture  *fixture,
           gconstpointer data)
{
  g_autofree char *body = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampReply) reply = NULL;

  domo_fixture_add (fixture, NULL, 200, JSON, body);
  g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "too deep"));

  reply = domo_fixture_migrate (fixture, NULL);
  g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED);
}

static void
test_deep_error (DomoFixture  *fixture,
                 gconstpointer data)
{
  g_autofree char *body = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;

  domo_fixture_add (fixture, NULL, 500, JSON, body);
  g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_SERVER);
}

static void
test_hundred_thousand (DomoFixture  *fixture,
                       gconstpointer data)
{
  g_autoptr (GString) body = g_string_new ("[");
  g_auto (GStrv) problems = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (body,
                            "%s{\"id\": \"8c487fef-b62d-486f-af7a-%012u\", "
                            "\"name\": \"Federated BigQuery table %u\", "
                            "\"type\": \"bigquery-federated\", \"catalogName\": \"my-project\", "
                            "\"schemaName\": \"my-schema\", \"tableName\": \"table_%u\", "
                            "\"collision\": false, \"collidingDatasourceId\": null, "
                            "\"collidingDatasourceName\": null, \"migrated\": false, "
                            "\"migrationDate\": null}",
                            i > 0 ? "," : "", i, i, i);
  g_string_append_c (body, ']');

  rows = read_list (fixture, body->str, &problems);
  g_assert_cmpuint (rows->len, ==, 100000);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
  g_assert_cmpstr (preamp_candidate_get_table (rows->pdata[99999]), ==, "table_99999");
}

static void
test_gzip (DomoFixture  *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 200, JSON, "");

  g_bytes_unref (answer->body);
  answer->body = domo_compress ("[{\"id\": \"1\"}]", strlen ("[{\"id\": \"1\"}]"));
  answer->header = g_strdup ("Content-Encoding");
  answer->header_value = g_strdup ("gzip");

  rows = domo_fixture_list_candidates (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
}

/* The limit counts what comes out of the packing, not what goes in. */
static void
test_gzip_bomb (DomoFixture  *fixture,
                gconstpointer data)
{
  const size_t length = 32 * 1024 * 1024;
  g_autofree char *spaces = g_strnfill (length, ' ');
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampReply) reply = NULL;
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 200, JSON, "");

  g_bytes_unref (answer->body);
  answer->body = domo_compress (spaces, length);
  g_assert_cmpuint (g_bytes_get_size (answer->body), <, 1024 * 1024);
  answer->header = g_strdup ("Content-Encoding");
  answer->header_value = g_strdup ("gzip");
  g_object_set (fixture->client, "answer-limit", (guint64) 1024 * 1024, NULL);

  g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_TOO_LARGE);

  reply = domo_fixture_migrate (fixture, NULL);
  g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_TOO_LARGE);
  g_assert_true (preamp_reply_get_wrote_headers (reply));
  g_assert_cmpuint (fixture->requests->len, ==, 2);
}

/* Packed answers that are damaged or cut fail, and never give half a list. */
static void
test_bad_gzip (DomoFixture  *fixture,
               gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GBytes) good = NULL;
  const guint8 *bytes = NULL;
  size_t size = 0;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "{\"id\": \"%u\"},", i * 2654435761u);
  g_string_append (text, "{\"id\": \"last\"}]");
  good = domo_compress (text->str, text->len);
  bytes = g_bytes_get_data (good, &size);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;
      g_autofree guint8 *bad = g_memdup2 (bytes, size);
      DomoAnswer *answer = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      answer = domo_fixture_add (fixture, NULL, 200, JSON, "");
      g_bytes_unref (answer->body);
      memset (bad + size / 2, 0xff, 64);
      answer->body = i == 0 ? g_bytes_new (bad, size) : g_bytes_new (bytes, size / 2);
      answer->header = g_strdup ("Content-Encoding");
      answer->header_value = g_strdup ("gzip");

      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED);

      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                      PREAMP_DOMO_ERROR_MALFORMED);
    }
}

/* What is called packed and is not is taken as it is. */
static void
test_no_gzip (DomoFixture  *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 200, JSON, "[{\"id\": \"1\"}]");

  answer->header = g_strdup ("Content-Encoding");
  answer->header_value = g_strdup ("gzip");

  rows = domo_fixture_list_candidates (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/domo/decoding/" path, DomoFixture, NULL, domo_fixture_set_up, function,            \
              domo_fixture_tear_down)

  ADD ("empty", test_empty);
  ADD ("null-and-unknown", test_null_and_unknown);
  ADD ("wrong-types", test_wrong_types);
  ADD ("bad-date", test_bad_date);
  ADD ("duplicates", test_duplicates);
  ADD ("many-problems", test_many_problems);
  ADD ("names", test_names);
  ADD ("byte-order-mark", test_byte_order_mark);
  ADD ("content-type", test_content_type);
  ADD ("wrong-root", test_wrong_root);
  ADD ("deep", test_deep);
  ADD ("deep-error", test_deep_error);
  ADD ("hundred-thousand", test_hundred_thousand);
  ADD ("gzip", test_gzip);
  ADD ("gzip-bomb", test_gzip_bomb);
  ADD ("bad-gzip", test_bad_gzip);
  ADD ("no-gzip", test_no_gzip);

  return g_test_run ();
}
