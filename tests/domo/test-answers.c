/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo-fixture.h"

#include <string.h>

/* Every answer that is none, to a reading and to a move. */

#define PAGE    "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>…</body></html>"
#define MESSAGE "Something %s went <b>wrong</b>"
#define FORM    "{\"status\": 400, \"statusReason\": \"Bad\", \"path\": \"/api\", "                \
                "\"message\": \"" MESSAGE "\", \"toe\": \"D2RFR14QKK-0FWIV-QTGGZ\", "              \
                "\"exception\": null, \"userId\": null}"
#define BARE    "{\"status\": null, \"message\": null, \"toe\": null}"

typedef struct
{
  const char     *name;
  guint           status;
  const char     *content_type;
  const char     *body;
  PreampDomoError code;
  const char     *words;        /* what the sentence has to hold */
  guint           n_readings;   /* how often a reading is asked for */
  gboolean        has_message;  /* whether Domo's message and toe are kept */
} Case;

#define JSON "application/json"
#define HTML "text/html"

static const Case cases[] = {
  { "web-page-at-200", 200, HTML, PAGE, PREAMP_DOMO_ERROR_NOT_JSON, "web page (HTTP 200)", 1 },
  { "web-page-called-json", 200, JSON, " \n" PAGE, PREAMP_DOMO_ERROR_NOT_JSON, "web page", 1 },
  { "plain-text-at-200", 200, "text/plain", "Hello", PREAMP_DOMO_ERROR_NOT_JSON, "not JSON", 1 },
  { "empty-at-200", 200, JSON, "", PREAMP_DOMO_ERROR_MALFORMED, "empty (HTTP 200)", 3 },
  { "blank-at-200", 200, JSON, " \n ", PREAMP_DOMO_ERROR_MALFORMED, "empty", 3 },
  { "nothing-at-204", 204, NULL, "", PREAMP_DOMO_ERROR_MALFORMED, "empty (HTTP 204)", 3 },
  { "cut-list", 200, JSON, "[{\"id\": \"1\"}, {\"id", PREAMP_DOMO_ERROR_MALFORMED, "cut off", 3 },
  { "cut-result", 200, JSON, "{\"state\": \"COMPLETE\", \"toe\": ", PREAMP_DOMO_ERROR_MALFORMED,
    "cut off", 3 },
  { "not-utf8", 200, JSON, "[\"\xff\"]", PREAMP_DOMO_ERROR_MALFORMED, "UTF-8", 1 },
  { "trailing", 200, JSON, "[] []", PREAMP_DOMO_ERROR_MALFORMED, "after its end", 1 },
  { "syntax", 200, JSON, "[1,]", PREAMP_DOMO_ERROR_MALFORMED, "not well-formed", 1 },
  { "number", 200, JSON, "7", PREAMP_DOMO_ERROR_MALFORMED, NULL, 1 },
  { "null", 200, JSON, "null", PREAMP_DOMO_ERROR_MALFORMED, NULL, 1 },
  { "object-without-state", 200, JSON, "{\"message\": \"Hm\"}", PREAMP_DOMO_ERROR_MALFORMED, NULL,
    1 },

  { "400-json", 400, JSON, FORM, PREAMP_DOMO_ERROR_BAD_REQUEST, MESSAGE " (HTTP 400)", 1, TRUE },
  { "400-page", 400, HTML, PAGE, PREAMP_DOMO_ERROR_NOT_JSON, "web page (HTTP 400)", 1 },
  { "400-empty", 400, NULL, "", PREAMP_DOMO_ERROR_BAD_REQUEST, "(HTTP 400)", 1 },
  { "400-bare", 400, JSON, BARE, PREAMP_DOMO_ERROR_BAD_REQUEST, "(HTTP 400)", 1 },
  { "401-json", 401, JSON, FORM, PREAMP_DOMO_ERROR_UNAUTHORIZED, "(HTTP 401)", 1, TRUE },
  { "401-page", 401, HTML, PAGE, PREAMP_DOMO_ERROR_UNAUTHORIZED, "(HTTP 401)", 1 },
  { "401-empty", 401, NULL, "", PREAMP_DOMO_ERROR_UNAUTHORIZED, "(HTTP 401)", 1 },
  { "403-json", 403, JSON, FORM, PREAMP_DOMO_ERROR_FORBIDDEN, "(HTTP 403)", 1, TRUE },
  { "403-page", 403, HTML, PAGE, PREAMP_DOMO_ERROR_FORBIDDEN, "(HTTP 403)", 1 },
  { "403-empty", 403, NULL, "", PREAMP_DOMO_ERROR_FORBIDDEN, "(HTTP 403)", 1 },
  { "404-json", 404, JSON, FORM, PREAMP_DOMO_ERROR_NOT_FOUND, MESSAGE " (HTTP 404)", 1, TRUE },
  { "404-page", 404, HTML, PAGE, PREAMP_DOMO_ERROR_NOT_FOUND, "web page (HTTP 404)", 1 },
  { "404-empty", 404, NULL, "", PREAMP_DOMO_ERROR_NOT_FOUND, "(HTTP 404)", 1 },
  { "406-page", 406, HTML, PAGE, PREAMP_DOMO_ERROR_NOT_JSON, "web page (HTTP 406)", 1 },
  { "408-empty", 408, NULL, "", PREAMP_DOMO_ERROR_TIMED_OUT, "(HTTP 408)", 1 },
  { "418-list", 418, JSON, "[]", PREAMP_DOMO_ERROR_BAD_REQUEST, "(HTTP 418)", 1 },
  { "429-json", 429, JSON, FORM, PREAMP_DOMO_ERROR_RATE_LIMITED, "(HTTP 429)", 3, TRUE },
  { "429-page", 429, HTML, PAGE, PREAMP_DOMO_ERROR_RATE_LIMITED, "(HTTP 429)", 3 },
  { "429-empty", 429, NULL, "", PREAMP_DOMO_ERROR_RATE_LIMITED, "(HTTP 429)", 3 },
  { "500-json", 500, JSON, FORM, PREAMP_DOMO_ERROR_SERVER, MESSAGE " (HTTP 500)", 1, TRUE },
  { "500-page", 500, HTML, PAGE, PREAMP_DOMO_ERROR_NOT_JSON, "web page (HTTP 500)", 1 },
  { "500-empty", 500, NULL, "", PREAMP_DOMO_ERROR_SERVER, "(HTTP 500)", 1 },
  { "502-json", 502, JSON, FORM, PREAMP_DOMO_ERROR_SERVER, "(HTTP 502)", 3, TRUE },
  { "502-page", 502, HTML, PAGE, PREAMP_DOMO_ERROR_NOT_JSON, "web page (HTTP 502)", 3 },
  { "502-empty", 502, NULL, "", PREAMP_DOMO_ERROR_SERVER, "(HTTP 502)", 3 },
  { "503-json", 503, JSON, FORM, PREAMP_DOMO_ERROR_SERVER, "(HTTP 503)", 3, TRUE },
  { "503-page", 503, HTML, PAGE, PREAMP_DOMO_ERROR_NOT_JSON, "web page (HTTP 503)", 3 },
  { "503-empty", 503, NULL, "", PREAMP_DOMO_ERROR_SERVER, "(HTTP 503)", 3 },
  { "504-json", 504, JSON, FORM, PREAMP_DOMO_ERROR_SERVER, "(HTTP 504)", 3, TRUE },
  { "504-page", 504, HTML, PAGE, PREAMP_DOMO_ERROR_NOT_JSON,
    "Domo answered with a web page (HTTP 504)", 3 },
  { "504-empty", 504, NULL, "", PREAMP_DOMO_ERROR_SERVER, "(HTTP 504)", 3 },
  { "504-cut-json", 504, JSON, "{\"message\": \"Some", PREAMP_DOMO_ERROR_SERVER, "(HTTP 504)", 3 },

  { "302-empty", 302, NULL, "", PREAMP_DOMO_ERROR_REDIRECTED, "(HTTP 302)", 1 },
  { "304-empty", 304, NULL, "", PREAMP_DOMO_ERROR_REDIRECTED, "(HTTP 304)", 1 },
};

static void
assert_case (const Case   *wanted,
             const GError *error)
{
  g_assert_error (error, PREAMP_DOMO_ERROR, (int) wanted->code);
  g_assert_cmpuint (preamp_domo_error_get_http_status (error), ==, wanted->status);
  if (wanted->words != NULL && strstr (error->message, wanted->words) == NULL)
    g_error ("“%s” is not in “%s”", wanted->words, error->message);

  if (wanted->has_message)
    {
      g_assert_cmpstr (preamp_domo_error_get_message (error), ==, MESSAGE);
      g_assert_cmpstr (preamp_domo_error_get_toe (error), ==, "D2RFR14QKK-0FWIV-QTGGZ");
    }
  else
    {
      g_assert_null (preamp_domo_error_get_toe (error));
    }
}

static void
add_case (DomoFixture *fixture,
          const Case  *wanted)
{
  /* What a 403 means is another test's. */
  domo_fixture_add (fixture, DOMO_PATH_USER, 500, NULL, "");
  domo_fixture_add (fixture, NULL, wanted->status, wanted->content_type, wanted->body);
}

static guint
count_requests (DomoFixture *fixture)
{
  guint n_requests = 0;

  for (guint i = 0; i < fixture->requests->len; i++)
    n_requests += !g_str_equal (domo_fixture_get_request (fixture, i)->path, DOMO_PATH_USER);

  return n_requests;
}

static void
test_reading (DomoFixture  *fixture,
              gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (GError) error = NULL;

  add_case (fixture, wanted);
  g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
  assert_case (wanted, error);
  g_assert_cmpuint (count_requests (fixture), ==, wanted->n_readings);
}

/* Whatever comes, a move is asked for once, and has a reply that says it was sent. */
static void
test_moving (DomoFixture  *fixture,
             gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (PreampReply) reply = NULL;

  add_case (fixture, wanted);
  reply = domo_fixture_migrate (fixture, NULL);
  g_assert_null (preamp_reply_get_result (reply));
  assert_case (wanted, preamp_reply_get_error (reply));
  g_assert_true (preamp_reply_get_wrote_headers (reply));
  g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 1);
  g_assert_cmpuint (preamp_reply_get_http_status (reply), ==, wanted->status);
  g_assert_cmpuint (count_requests (fixture), ==, 1);
}

/* A 400 about one integration keeps Domo's words, for the page that shows them. */
static void
test_message_verbatim (DomoFixture  *fixture,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  domo_fixture_add (fixture, NULL, 400, JSON,
                    "{\"message\": \" DATABRICKS\\nis not <b>supported</b> 😀 \", \"toe\": 7}");
  g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BAD_REQUEST);
  g_assert_cmpstr (preamp_domo_error_get_message (error), ==,
                   " DATABRICKS\nis not <b>supported</b> 😀 ");
  g_assert_cmpstr (preamp_domo_error_get_toe (error), ==, "7");
}

/* A sentence stays a sentence, however much Domo says; the error keeps all of it. */
static void
test_long_message (DomoFixture  *fixture,
                   gconstpointer data)
{
  const guint statuses[] = { 400, 403 };
  g_autofree char *message = g_strnfill (100000, 'm');
  g_autofree char *body = g_strdup_printf ("{\"message\": \"%s\"}", message);

  domo_fixture_add (fixture, DOMO_PATH_USER, 200, JSON, "{\"id\": 1}");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;

      domo_fixture_add (fixture, NULL, statuses[i], JSON, body)->times = 1;
      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_assert_cmpuint (preamp_domo_error_get_http_status (error), ==, statuses[i]);
      g_assert_cmpstr (preamp_domo_error_get_message (error), ==, message);
      g_assert_cmpuint (strlen (error->message), <, 2300);
    }
}

/* Redirects: the other server must hear nothing, token least of all. */
static void
test_redirect (DomoFixture  *fixture,
               gconstpointer data)
{
  const guint statuses[] = { 301, 302, 303, 307, 308 };
  DomoFixture other = { 0 };

  domo_fixture_set_up (&other, NULL);
  domo_fixture_add (&other, NULL, 200, JSON, "[]");

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;
      DomoAnswer *answer = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      answer = domo_fixture_add (fixture, NULL, statuses[i], HTML, PAGE);
      answer->header = g_strdup ("Location");
      answer->header_value = g_strconcat (other.base_uri, "/login?" DOMO_FIXTURE_TOKEN, NULL);

      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_REDIRECTED);
      g_assert_cmpuint (preamp_domo_error_get_http_status (error), ==, statuses[i]);

      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                      PREAMP_DOMO_ERROR_REDIRECTED);
    }

  g_assert_cmpuint (fixture->requests->len, ==, 2 * G_N_ELEMENTS (statuses));
  g_assert_cmpuint (other.requests->len, ==, 0);
  domo_fixture_tear_down (&other, NULL);
}

static void
test_redirect_names_host (DomoFixture  *fixture,
                          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 302, NULL, "");

  answer->header = g_strdup ("Location");
  answer->header_value = g_strdup ("https://login.example.com/sso?secret=1");
  g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
  g_assert_nonnull (strstr (error->message, "“login.example.com”"));
  g_assert_null (strstr (error->message, "secret"));
}

#define BLOCKED_PAGE "<html><head><title>Domo - Blocked</title><!-- 10.0.0.1 --></head>"           \
                     "<body><p>Sorry.</p><p>Your IP address is: 192.0.2.7.</p></body></html>"

/* Both forms of Domo's blocked page, to a reading, a move, and the look after a 403. */
static void
test_blocked (DomoFixture  *fixture,
              gconstpointer data)
{
  const struct
  {
    guint       status;
    const char *body;
    const char *location;
    const char *address;
  } forms[] = {
    { 200, BLOCKED_PAGE, NULL, "192.0.2.7" },
    { 403, BLOCKED_PAGE, NULL, "192.0.2.7" },
    { 200, "<title>Domo - Blocked</title><p>2001:db8::7</p>", NULL, "2001:db8::7" },
    { 200, "<title>Domo - Blocked</title><p>no address: none</p>", NULL, NULL },
    { 303, "See /auth/whitelist/blocked", NULL, NULL },
    { 303, "", "https://acme.domo.com/whitelist/blocked", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;
      DomoAnswer *answer = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      answer = domo_fixture_add (fixture, NULL, forms[i].status, HTML, forms[i].body);
      if (forms[i].location != NULL)
        {
          answer->header = g_strdup ("Location");
          answer->header_value = g_strdup (forms[i].location);
        }

      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BLOCKED);
      g_assert_cmpstr (preamp_domo_error_get_blocked_address (error), ==, forms[i].address);
      if (forms[i].address != NULL)
        g_assert_nonnull (strstr (error->message, forms[i].address));

      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                      PREAMP_DOMO_ERROR_BLOCKED);
    }

  g_assert_cmpuint (fixture->requests->len, ==, 2 * G_N_ELEMENTS (forms));
}

/* What a 403 means is told by one look at the user. */
static void
test_forbidden (DomoFixture  *fixture,
                gconstpointer data)
{
  const struct
  {
    guint           status;
    const char     *type;
    const char     *body;
    PreampDomoError code;
    const char     *words;
  } looks[] = {
    { 200, JSON, "{\"id\": 1}", PREAMP_DOMO_ERROR_FORBIDDEN, "Manage Cloud Accounts" },
    { 403, JSON, "{\"message\": \"Forbidden\"}", PREAMP_DOMO_ERROR_FORBIDDEN, "instance’s name" },
    { 403, HTML, BLOCKED_PAGE, PREAMP_DOMO_ERROR_BLOCKED, "192.0.2.7" },
    { 401, JSON, "{}", PREAMP_DOMO_ERROR_UNAUTHORIZED, "access token" },
    { 503, HTML, PAGE, PREAMP_DOMO_ERROR_FORBIDDEN, "may be wrong" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PreampReply) reply = NULL;
      const GError *reply_error = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      g_ptr_array_set_size (fixture->requests, 0);
      domo_fixture_add (fixture, DOMO_PATH_USER, looks[i].status, looks[i].type, looks[i].body);
      domo_fixture_add (fixture, NULL, 403, JSON, FORM);

      g_assert_null (domo_fixture_list_candidates (fixture, NULL, &error));
      g_assert_error (error, PREAMP_DOMO_ERROR, (int) looks[i].code);
      g_assert_nonnull (strstr (error->message, looks[i].words));
      g_assert_cmpuint (preamp_domo_error_get_http_status (error), ==, 403);
      g_assert_cmpstr (preamp_domo_error_get_message (error), ==, MESSAGE);
      g_assert_cmpstr (preamp_domo_error_get_toe (error), ==, "D2RFR14QKK-0FWIV-QTGGZ");
      g_assert_cmpuint (fixture->requests->len, ==, 2);

      reply = domo_fixture_migrate (fixture, NULL);
      reply_error = preamp_reply_get_error (reply);
      g_assert_error (reply_error, PREAMP_DOMO_ERROR, (int) looks[i].code);
      g_assert_nonnull (strstr (reply_error->message, looks[i].words));
      g_assert_cmpuint (preamp_reply_get_http_status (reply), ==, 403);
      g_assert_cmpuint (fixture->requests->len, ==, 4);
    }
}

static void
test_forbidden_user (DomoFixture  *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  domo_fixture_add (fixture, NULL, 403, JSON, FORM);
  g_assert_null (domo_fixture_get_user (fixture, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_FORBIDDEN);
  g_assert_cmpuint (fixture->requests->len, ==, 1);
}

/* A result counts, whatever the status and the type say, and whosever it is. */
static void
test_result_at_any_status (DomoFixture  *fixture,
                           gconstpointer data)
{
  const guint statuses[] = { 200, 201, 302, 400, 401, 403, 404, 408, 429, 500, 502, 504 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (PreampReply) reply = NULL;
      PreampMigrationResult *result = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      domo_fixture_add (fixture, NULL, statuses[i], HTML,
                        "\xef\xbb\xbf{\"state\": \"HALF_DONE\", \"toe\": 12, \"extra\": [1], "
                        "\"datasourceId\": \"another\", \"startTime\": 1711464940496, "
                        "\"errorMessage\": {\"code\": 5}, \"endTime\": null}");
      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_no_error (preamp_reply_get_error (reply));
      g_assert_cmpuint (preamp_reply_get_http_status (reply), ==, statuses[i]);

      result = preamp_reply_get_result (reply);
      g_assert_cmpstr (preamp_migration_result_get_state (result), ==, "HALF_DONE");
      g_assert_cmpstr (preamp_migration_result_get_toe (result), ==, "12");
      g_assert_cmpstr (preamp_migration_result_get_datasource_id (result), ==, "another");
      g_assert_cmpstr (preamp_migration_result_get_start_time (result), ==, "1711464940496");
      g_assert_cmpstr (preamp_migration_result_get_error_message (result), ==, "{\"code\":5}");
      g_assert_null (preamp_migration_result_get_end_time (result));
      g_assert_null (preamp_migration_result_get_direction (result));
    }

  g_assert_cmpuint (fixture->requests->len, ==, G_N_ELEMENTS (statuses));
}

/* A state that is no text is no state; what else is there is kept. */
static void
test_result_without_state (DomoFixture  *fixture,
                           gconstpointer data)
{
  const char *bodies[] = {
    "{\"state\": null, \"toe\": \"T-1\", \"errorMessage\": \"Hm\"}",
    "{\"state\": 1, \"toe\": \"T-1\", \"message\": \"Hm\"}",
    "{\"state\": {\"x\": 1}, \"toe\": \"T-1\", \"message\": \"Hm\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (PreampReply) reply = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      domo_fixture_add (fixture, NULL, 200, JSON, bodies[i]);
      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                      PREAMP_DOMO_ERROR_MALFORMED);
      g_assert_cmpstr (preamp_domo_error_get_toe (preamp_reply_get_error (reply)), ==, "T-1");
      g_assert_cmpstr (preamp_domo_error_get_message (preamp_reply_get_error (reply)), ==, "Hm");
    }
}

/* json-glib would read "COMPLETE" here, and drop what follows the NUL. */
static void
test_result_with_nul (DomoFixture  *fixture,
                      gconstpointer data)
{
  g_autoptr (PreampReply) reply = NULL;

  domo_fixture_add (fixture, NULL, 200, JSON, "{\"state\": \"COMPLETE\\u0000LY_BROKEN\"}");
  reply = domo_fixture_migrate (fixture, NULL);
  g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_MALFORMED);
}

static void
test_retry_after (DomoFixture  *fixture,
                  gconstpointer data)
{
  const struct
  {
    const char *text;
    guint       seconds;
  } headers[] = {
    { "17", 17 },   { "0", 0 },  { "-5", 0 }, { "soon", 0 }, { "99999999999999", 24 * 60 * 60 },
    { "Fri, 01 Jan 2100 00:00:00 GMT", 24 * 60 * 60 },
    { "Sat, 01 Jan 2000 00:00:00 GMT", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (PreampReply) reply = NULL;
      DomoAnswer *answer = NULL;

      g_ptr_array_set_size (fixture->answers, 0);
      answer = domo_fixture_add (fixture, NULL, 429, JSON, "{}");
      answer->header = g_strdup ("Retry-After");
      answer->header_value = g_strdup (headers[i].text);
      reply = domo_fixture_migrate (fixture, NULL);
      g_assert_cmpuint (preamp_reply_get_retry_after (reply), ==, headers[i].seconds);
    }

  g_assert_cmpuint (fixture->requests->len, ==, G_N_ELEMENTS (headers));
}

/* A time that is asked for is one of the server's clock, whatever ours shows. */
static void
test_retry_after_by_the_servers_clock (DomoFixture  *fixture,
                                       gconstpointer data)
{
  g_autoptr (PreampReply) reply = NULL;
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 429, JSON, "{}");

  answer->header = g_strdup ("Retry-After");
  answer->header_value = g_strdup ("Fri, 01 Jan 2100 00:00:40 GMT");
  answer->date = g_strdup ("Fri, 01 Jan 2100 00:00:00 GMT");
  reply = domo_fixture_migrate (fixture, NULL);
  g_assert_cmpuint (preamp_reply_get_retry_after (reply), ==, 40);
}

/* A reading goes on where the trouble passes, and waits no longer than its limit. */
static void
test_reading_recovers (DomoFixture  *fixture,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 429, JSON, "{}");

  answer->times = 1;
  answer->header = g_strdup ("Retry-After");
  answer->header_value = g_strdup ("86400");
  domo_fixture_add (fixture, NULL, 200, JSON, "[{\"id\": \"1\"},")->times = 1;
  domo_fixture_add (fixture, NULL, 200, JSON, "[{\"id\": \"1\"}]");
  g_object_set (fixture->client, "retry-limit", 1, NULL);

  rows = domo_fixture_list_candidates (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (fixture->requests->len, ==, 3);
}

/* What the server asks for is waited for: the reading is still on when it is cancelled. */
static void
test_wait_is_cancelled (DomoFixture  *fixture,
                        gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DomoAnswer *answer = domo_fixture_add (fixture, NULL, 503, JSON, "{}");
  GTimeSpan offset = 0;

  answer->header = g_strdup ("Retry-After");
  answer->header_value = g_strdup ("3600");
  g_object_set (fixture->client, "retry-limit", 3600 * 1000, NULL);

  preamp_domo_client_list_types_async (fixture->client, cancellable, take_result, &result);
  await (preamp_domo_client_get_clock_offset (fixture->client, &offset));
  g_cancellable_cancel (cancellable);
  await_result (&result);

  g_assert_null (preamp_domo_client_list_types_finish (fixture->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->requests->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reading = g_strconcat ("/domo/answers/reading/", cases[i].name, NULL);
      g_autofree char *moving = g_strconcat ("/domo/answers/moving/", cases[i].name, NULL);

      g_test_add (reading, DomoFixture, &cases[i], domo_fixture_set_up, test_reading,
                  domo_fixture_tear_down);
      g_test_add (moving, DomoFixture, &cases[i], domo_fixture_set_up, test_moving,
                  domo_fixture_tear_down);
    }

#define ADD(path, function)                                                                        \
  g_test_add ("/domo/answers/" path, DomoFixture, NULL, domo_fixture_set_up, function,             \
              domo_fixture_tear_down)

  ADD ("message-verbatim", test_message_verbatim);
  ADD ("long-message", test_long_message);
  ADD ("redirect-is-not-followed", test_redirect);
  ADD ("redirect-names-host", test_redirect_names_host);
  ADD ("blocked", test_blocked);
  ADD ("forbidden-is-explained", test_forbidden);
  ADD ("forbidden-user", test_forbidden_user);
  ADD ("result-at-any-status", test_result_at_any_status);
  ADD ("result-without-state", test_result_without_state);
  ADD ("result-with-nul", test_result_with_nul);
  ADD ("retry-after", test_retry_after);
  ADD ("retry-after-by-the-servers-clock", test_retry_after_by_the_servers_clock);
  ADD ("reading-recovers", test_reading_recovers);
  ADD ("wait-is-cancelled", test_wait_is_cancelled);

  return g_test_run ();
}
