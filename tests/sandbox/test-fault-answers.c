/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-client.h"

#include <string.h>

#include "tests/await.h"

#define NAME "Account Coverage"

static const char *
get_header (Reply      *reply,
            const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (reply->message), name);
}

static char *
dup_text (Reply *reply)
{
  size_t length;
  const char *data = g_bytes_get_data (reply->body, &length);

  return g_strndup (data, length);
}

static void
assert_migrated (Client  *client,
                 gboolean migrated)
{
  g_autoptr (JsonObject) row = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, NAME);

  g_assert_nonnull (row);
  g_assert_cmpint (json_object_get_boolean_member (row, "migrated"), ==, migrated);
}

/* What is not done by default, and what is all the same when it is said. */
static void
test_statuses (Client       *client,
               gconstpointer unused)
{
  const struct
  {
    const char *words;
    guint       status;
    const char *content_type;
    gboolean    is_empty;
    gboolean    done;
  } faults[] = {
    { "status=500", 500, "application/json", FALSE, FALSE },
    { "status=429 retry-after=7", 429, "application/json", FALSE, FALSE },
    { "status=401", 401, "application/json", FALSE, FALSE },
    { "status=403 html", 403, "text/html", FALSE, FALSE },
    { "status=502 empty", 502, NULL, TRUE, FALSE },
    { "html undone", 200, "text/html", FALSE, FALSE },
    { "empty undone", 200, NULL, TRUE, FALSE },
    { "blocked undone", 200, "text/html", FALSE, FALSE },
    { "status=303 blocked", 303, "text/html", FALSE, FALSE },
    { "redirect=http://127.0.0.1:1/x", 302, NULL, TRUE, FALSE },
    { "type=text/plain undone", 200, "text/plain", FALSE, FALSE },
    { "status=504 html done", 504, "text/html", FALSE, TRUE },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *fault = g_strconcat ("POST migrate x1 ", faults[i].words, NULL);
      g_autoptr (Reply) reply = NULL;

      g_test_message ("%s", fault);
      client_add_fault (client, fault);
      reply = client_migrate (client, WAREHOUSE_ID, NAME);
      g_assert_no_error (reply->error);
      g_assert_cmpuint (reply->status, ==, faults[i].status);
      g_assert_cmpstr (soup_message_headers_get_content_type (
                         soup_message_get_response_headers (reply->message), NULL),
                       ==, faults[i].content_type);
      g_assert_cmpint (g_bytes_get_size (reply->body) == 0, ==, faults[i].is_empty);
      if (faults[i].status == 429)
        g_assert_cmpstr (get_header (reply, "Retry-After"), ==, "7");
      if (faults[i].status == 302)
        g_assert_cmpstr (get_header (reply, "Location"), ==, "http://127.0.0.1:1/x");
      if (strstr (faults[i].words, "blocked") != NULL)
        {
          g_autofree char *text = dup_text (reply);

          g_assert_nonnull (strstr (text, "<title>Domo - Blocked</title>"));
        }
      assert_migrated (client, faults[i].done);
    }
}

static void
test_error_form (Client       *client,
                 gconstpointer unused)
{
  g_autoptr (Reply) whole = NULL;
  g_autoptr (Reply) without_toe = NULL;

  client_add_fault (client, "GET types x1 status=403 message='Access is denied'");
  client_add_fault (client, "GET types x1 status=500 no-toe");
  whole = client_ask (client, "GET", TYPES_PATH);
  reply_assert_error (whole, 403, TYPES_PATH);
  g_assert_cmpstr (reply_get_member (whole, "message"), ==, "Access is denied");
  without_toe = client_ask (client, "GET", TYPES_PATH);
  g_assert_cmpuint (without_toe->status, ==, 500);
  g_assert_true (json_object_get_null_member (reply_get_object (without_toe), "toe"));
}

static void
test_result_at_any_status (Client       *client,
                           gconstpointer unused)
{
  g_autoptr (Reply) reply = NULL;

  client_add_fault (client, "POST migrate status=500 result done");
  reply = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_cmpuint (reply->status, ==, 500);
  g_assert_cmpstr (reply_get_member (reply, "state"), ==, "COMPLETE");
  assert_migrated (client, TRUE);
}

static void
test_lost (Client       *client,
           gconstpointer unused)
{
  const struct
  {
    const char *words;
    gboolean    done;
    int         code;
  } faults[] = {
    { "lose undone", FALSE, G_IO_ERROR_PARTIAL_INPUT },
    { "reset undone", FALSE, G_IO_ERROR_CONNECTION_CLOSED },
    { "hang-up undone", FALSE, G_IO_ERROR_PARTIAL_INPUT },
    { "lose", TRUE, G_IO_ERROR_PARTIAL_INPUT },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *fault = g_strconcat ("POST migrate x1 ", faults[i].words, NULL);
      g_autoptr (Reply) reply = NULL;

      g_test_message ("%s", fault);
      client_add_fault (client, fault);
      reply = client_migrate (client, WAREHOUSE_ID, NAME);
      g_assert_error (reply->error, G_IO_ERROR, faults[i].code);
      g_assert_cmpuint (reply->status, ==, 0);
      assert_migrated (client, faults[i].done);
    }
}

/* The connection is closed, and the server works on: sooner or later the list shows it. */
static void
test_hang_up_goes_on (Client       *client,
                      gconstpointer unused)
{
  g_autoptr (Reply) reply = NULL;
  gboolean migrated = FALSE;

  client_add_fault (client, "POST migrate x1 hang-up delay=50");
  reply = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  while (!migrated)
    {
      g_autoptr (JsonObject) row = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, NAME);

      migrated = json_object_get_boolean_member (row, "migrated");
    }
}

static void
test_cut (Client       *client,
          gconstpointer unused)
{
  const char *const words[] = { "cut", "cut-chunked", "cut-plain" };
  g_autoptr (Reply) whole = client_ask (client, "GET", CANDIDATES_PATH WAREHOUSE_ID);
  size_t length = g_bytes_get_size (whole->body);

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *fault = g_strconcat ("GET candidates x1 ", words[i], NULL);
      g_autoptr (Reply) reply = NULL;

      g_test_message ("%s", fault);
      client_add_fault (client, fault);
      reply = client_ask (client, "GET", CANDIDATES_PATH WAREHOUSE_ID);
      g_assert_cmpuint (reply->status, ==, 200);
      if (i == 0)
        {
          g_autofree char *told = g_strdup_printf ("%" G_GSIZE_FORMAT, length);

          g_assert_cmpstr (get_header (reply, "Content-Length"), ==, told);
        }

      /* libsoup's reading in one go takes them all for whole. */
      if (reply->error != NULL)
        {
          g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
          continue;
        }
      g_assert_cmpuint (g_bytes_get_size (reply->body), ==, length / 2);
      g_assert_null (reply->json);
    }
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GInputStream **stream = user_data;
  g_autoptr (GError) error = NULL;

  *stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  g_assert_no_error (error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GBytes **bytes = user_data;
  g_autoptr (GError) error = NULL;

  *bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  g_assert_no_error (error);
}

static void
test_endless (Client       *client,
              gconstpointer unused)
{
  const char *const faults[] = { "GET types x1 endless", "GET types x1 flood" };
  const size_t wanted[] = { 52, 4 * 1024 * 1024 };

  for (size_t i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *uri =
        g_strconcat (preamp_sandbox_server_get_address (client->server), TYPES_PATH, NULL);
      g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
      g_autoptr (GInputStream) stream = NULL;
      size_t n_read = 0;

      client_add_fault (client, faults[i]);
      soup_message_headers_append (soup_message_get_request_headers (message),
                                   "X-DOMO-Developer-Token",
                                   preamp_sandbox_server_get_token (client->server));
      soup_session_send_async (client->session, message, G_PRIORITY_DEFAULT, NULL, opened_cb,
                               &stream);
      await (stream != NULL);
      while (n_read < wanted[i])
        {
          g_autoptr (GBytes) bytes = NULL;

          g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT, NULL, read_cb,
                                           &bytes);
          await (bytes != NULL);
          g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
          n_read += g_bytes_get_size (bytes);
        }

      /* The server stops all the same. */
      if (i == 1)
        preamp_sandbox_server_stop (client->server);
    }
}

static void
test_coding (Client       *client,
             gconstpointer unused)
{
  g_autoptr (Reply) plain = client_ask (client, "GET", TYPES_PATH);
  g_autoptr (Reply) packed = NULL;
  g_autoptr (Reply) marked = NULL;
  g_autoptr (Reply) invalid = NULL;
  g_autofree char *marked_text = NULL;
  g_autofree char *plain_text = dup_text (plain);

  client_add_fault (client, "GET types x1 gzip");
  packed = client_ask (client, "GET", TYPES_PATH);
  g_assert_cmpstr (get_header (packed, "Content-Encoding"), ==, "gzip");
  g_assert_true (g_bytes_equal (packed->body, plain->body));

  client_add_fault (client, "GET types x1 bom");
  marked = client_ask (client, "GET", TYPES_PATH);
  marked_text = dup_text (marked);
  g_assert_true (g_str_has_prefix (marked_text, "\xef\xbb\xbf"));
  g_assert_cmpstr (marked_text + 3, ==, plain_text);

  client_add_fault (client, "GET user x1 invalid-text");
  invalid = client_ask (client, "GET", USER_PATH);
  g_assert_cmpuint (g_bytes_get_size (invalid->body), >, 0);
  g_assert_false (g_utf8_validate_len (g_bytes_get_data (invalid->body, NULL),
                                       g_bytes_get_size (invalid->body), NULL));
}

static void
test_other_results (Client       *client,
                    gconstpointer unused)
{
  g_autoptr (Reply) other_state = NULL;
  g_autoptr (Reply) bare = NULL;
  g_autoptr (Reply) other_datasource = NULL;
  g_autoptr (Reply) no_datasource = NULL;
  g_autoptr (Reply) pretended = NULL;

  client_add_fault (client, "POST migrate x1 undone state=PARTIALLY_DONE message='No idea'");
  other_state = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_cmpstr (reply_get_member (other_state, "state"), ==, "PARTIALLY_DONE");
  g_assert_cmpstr (reply_get_member (other_state, "errorMessage"), ==, "No idea");

  client_add_fault (client, "POST migrate x1 undone no-state no-toe");
  bare = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_false (json_object_has_member (reply_get_object (bare), "state"));
  g_assert_false (json_object_has_member (reply_get_object (bare), "toe"));
  g_assert_cmpstr (reply_get_member (bare, "datasourceId"), !=, NULL);

  client_add_fault (client, "POST migrate x1 undone for=" UNKNOWN_ID);
  other_datasource = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_cmpstr (reply_get_member (other_datasource, "datasourceId"), ==, UNKNOWN_ID);

  client_add_fault (client, "POST migrate x1 undone no-datasource");
  no_datasource = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_false (json_object_has_member (reply_get_object (no_datasource), "datasourceId"));

  client_add_fault (client, "POST migrate x1 undone state=COMPLETE");
  pretended = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_cmpstr (reply_get_member (pretended, "state"), ==, "COMPLETE");
  assert_migrated (client, FALSE);
}

static void
test_by_somebody_else (Client       *client,
                       gconstpointer unused)
{
  g_autoptr (Reply) moved = NULL;
  g_autoptr (Reply) moved_back = NULL;
  g_autoptr (Reply) colliding = NULL;
  g_autoptr (Reply) vanished = NULL;
  g_autoptr (JsonObject) row = NULL;

  client_add_fault (client, "POST migrate x1 moved='" NAME "'");
  moved = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_cmpstr (reply_get_member (moved, "state"), ==, "ABORTED");
  assert_migrated (client, TRUE);

  client_add_fault (client, "POST reverse x1 moved-back='" NAME "'");
  moved_back = client_reverse (client, WAREHOUSE_ID, NAME);
  g_assert_cmpstr (reply_get_member (moved_back, "state"), ==, "ABORTED");
  assert_migrated (client, FALSE);

  client_add_fault (client, "POST migrate x1 collide='" NAME "'");
  colliding = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_cmpstr (reply_get_member (colliding, "state"), ==, "ABORTED");
  row = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, NAME);
  g_assert_true (json_object_get_boolean_member (row, "collision"));

  client_add_fault (client, "POST migrate x1 vanish='" NAME "'");
  vanished = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_cmpuint (vanished->status, ==, 404);
  g_assert_null (client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, NAME));
}

static void
test_untrue_lists (Client       *client,
                   gconstpointer unused)
{
  g_autoptr (Reply) migrated = client_migrate (client, WAREHOUSE_ID, NAME);
  g_autoptr (JsonObject) old = NULL;
  g_autoptr (Reply) twice = NULL;
  g_autoptr (Reply) broken = NULL;
  guint n_broken = 0;

  g_assert_cmpstr (reply_get_member (migrated, "state"), ==, "COMPLETE");
  client_add_fault (client, "GET candidates x1 first");
  old = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, NAME);
  g_assert_false (json_object_get_boolean_member (old, "migrated"));
  assert_migrated (client, TRUE);
  client_add_fault (client, "GET migrated x1 first");
  g_assert_null (client_dup_row (client, MIGRATED_PATH, WAREHOUSE_ID, NAME));

  client_add_fault (client, "GET candidates x1 hide='" NAME "'");
  g_assert_null (client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, NAME));

  client_add_fault (client, "GET candidates x1 twice='" NAME "'");
  twice = client_ask (client, "GET", CANDIDATES_PATH WAREHOUSE_ID);
  g_assert_cmpuint (json_array_get_length (reply_get_array (twice)), ==, 301);

  client_add_fault (client, "GET candidates x1 broken='" NAME "'");
  broken = client_ask (client, "GET", CANDIDATES_PATH WAREHOUSE_ID);
  g_assert_cmpuint (json_array_get_length (reply_get_array (broken)), ==, 300);
  for (guint i = 0; i < 300; i++)
    {
      JsonObject *row = json_array_get_object_element (reply_get_array (broken), i);
      JsonNode *id = json_object_get_member (row, "id");

      n_broken += json_node_get_value_type (id) != G_TYPE_STRING;
    }
  g_assert_cmpuint (n_broken, ==, 1);
}

static void
test_other_user (Client       *client,
                 gconstpointer unused)
{
  g_autoptr (Reply) other = NULL;
  g_autoptr (Reply) again = NULL;

  client_add_fault (client, "GET user x1 'user=99:Somebody Else'");
  other = client_ask (client, "GET", USER_PATH);
  g_assert_cmpint (json_object_get_int_member (reply_get_object (other), "id"), ==, 99);
  g_assert_cmpstr (reply_get_member (other, "displayName"), ==, "Somebody Else");
  again = client_ask (client, "GET", USER_PATH);
  g_assert_cmpint (json_object_get_int_member (reply_get_object (again), "id"), ==, 27);
}

static void
test_clock (Client       *client,
            gconstpointer unused)
{
  g_autoptr (Reply) reply = NULL;
  g_autoptr (Reply) refused = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) migration = NULL;
  g_autoptr (JsonObject) row = NULL;

  /* Alone, it leaves room for another fault. */
  client_add_fault (client, "* * clock=86400");
  client_add_fault (client, "GET types x1 status=500");
  refused = client_ask (client, "GET", TYPES_PATH);
  g_assert_cmpuint (refused->status, ==, 500);

  reply = client_migrate (client, WAREHOUSE_ID, NAME);
  date = soup_date_time_new_from_http_string (get_header (reply, "Date"));
  start = g_date_time_new_from_iso8601 (reply_get_member (reply, "startTime"), NULL);
  row = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, NAME);
  migration =
    g_date_time_new_from_iso8601 (json_object_get_string_member (row, "migrationDate"), NULL);
  g_assert_cmpint (g_date_time_difference (date, now), >, 20 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (g_date_time_difference (start, now), >, 20 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (g_date_time_difference (migration, now), >, 20 * G_TIME_SPAN_HOUR);
}

static void
test_waits (Client       *client,
            gconstpointer unused)
{
  g_autoptr (Reply) delayed = NULL;
  g_autoptr (Reply) late = NULL;
  gboolean migrated = FALSE;

  client_add_fault (client, "POST reverse x1 delay=3600000");
  client_add_fault (client, "POST migrate x1 late=3600000");

  /* The work is done long before the answer. */
  late = client_start_migrating (client, WAREHOUSE_ID, NAME);
  while (!migrated)
    {
      g_autoptr (JsonObject) row = client_dup_row (client, CANDIDATES_PATH, WAREHOUSE_ID, NAME);

      migrated = json_object_get_boolean_member (row, "migrated");
    }
  g_assert_false (late->done);

  /* It is not begun. */
  {
    g_autofree char *id = client_dup_id (client, WAREHOUSE_ID, NAME);
    g_autofree char *path = g_strconcat ("/api/query/migration/amplifier/to/federated/", id, NULL);

    delayed = client_start (client, "POST", path);
  }
  assert_migrated (client, TRUE);
  g_assert_false (delayed->done);

  preamp_sandbox_server_stop (client->server);
  client_await (late);
  client_await (delayed);
  g_assert_nonnull (late->error);
  g_assert_nonnull (delayed->error);
}

static void
test_gone (Client       *client,
           gconstpointer unused)
{
  g_autoptr (Reply) reply = NULL;
  g_autoptr (GError) error = NULL;
  gboolean refused = FALSE;

  client_add_fault (client, "POST migrate x1 gone=3600000");
  reply = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_nonnull (reply->error);
  g_assert_cmpuint (reply->status, ==, 0);
  while (!refused)
    {
      g_autoptr (Reply) types = client_ask (client, "GET", TYPES_PATH);

      refused = g_error_matches (types->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
    }

  preamp_sandbox_server_stop (client->server);
  preamp_sandbox_server_start (client->server, 0, &error);
  g_assert_no_error (error);

  /* The work went on. */
  assert_migrated (client, TRUE);
}

static void
test_back (Client       *client,
           gconstpointer unused)
{
  g_autoptr (Reply) reply = NULL;
  gboolean back = FALSE;

  client_add_fault (client, "POST migrate x1 gone=50");
  reply = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_nonnull (reply->error);
  while (!back)
    {
      g_autoptr (Reply) types = client_ask (client, "GET", TYPES_PATH);

      back = types->status == 200;
    }
  assert_migrated (client, TRUE);
}

#define ADD(path, test) \
  g_test_add ("/sandbox/fault-answers/" path, Client, NULL, client_set_up, test, client_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("statuses-and-bodies", test_statuses);
  ADD ("error-form", test_error_form);
  ADD ("result-at-any-status", test_result_at_any_status);
  ADD ("answers-lost", test_lost);
  ADD ("hung-up-goes-on", test_hang_up_goes_on);
  ADD ("answers-cut", test_cut);
  ADD ("answers-endless", test_endless);
  ADD ("coding", test_coding);
  ADD ("other-results", test_other_results);
  ADD ("by-somebody-else", test_by_somebody_else);
  ADD ("untrue-lists", test_untrue_lists);
  ADD ("other-user", test_other_user);
  ADD ("clock-off", test_clock);
  ADD ("waits", test_waits);
  ADD ("gone", test_gone);
  ADD ("gone-and-back", test_back);

  return g_test_run ();
}
