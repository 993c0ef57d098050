/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-client.h"

#define NAME "Account Coverage"

static void
test_bad_specifications (Client       *client,
                         gconstpointer unused)
{
  const char *const faults[] = {
    "",
    "GET",
    "GET types",
    "PUT types lose",
    "get types lose",
    "GET type lose",
    "GET types:SNOWFLAKE lose",
    "GET types loose",
    "GET types lose=1",
    "GET types status",
    "GET types status=abc",
    "GET types status=99",
    "GET types delay",
    "GET types delay=-1",
    "GET types x0 lose",
    "GET types hide",
    "GET candidates hide=Nothing",
    "POST migrate:Nothing lose",
    "POST migrate vanish=Nothing",
    "POST migrate done undone",
    "POST migrate user=5",
    "POST migrate 'lose",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", faults[i]);
      g_assert_false (preamp_sandbox_server_add_fault (client->server, faults[i], &error));
      g_assert_nonnull (error);
    }
}

static void
test_which_requests (Client       *client,
                     gconstpointer unused)
{
  const guint expected[] = { 200, 200, 418, 418, 200 };
  g_autoptr (Reply) other = NULL;
  g_autoptr (Reply) named = NULL;
  g_autoptr (Reply) glob = NULL;

  client_add_fault (client, "GET types +2 x2 status=418");
  for (size_t i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, "GET", TYPES_PATH);

      g_assert_cmpuint (reply->status, ==, expected[i]);
    }

  client_add_fault (client, "POST 'migrate:" NAME "' status=503");
  other = client_migrate (client, WAREHOUSE_ID, "Deal Desk Approvals");
  g_assert_cmpuint (other->status, ==, 200);
  named = client_migrate (client, WAREHOUSE_ID, NAME);
  g_assert_cmpuint (named->status, ==, 503);

  client_add_fault (client, "* */users/* status=503");
  glob = client_ask (client, "GET", USER_PATH);
  g_assert_cmpuint (glob->status, ==, 503);
}

/* One after the other: the first that is not used up is used. */
static void
test_in_order (Client       *client,
               gconstpointer unused)
{
  const guint expected[] = { 500, 429, 503, 503 };

  client_add_fault (client, "GET types x1 status=500");
  client_add_fault (client, "GET types x1 status=429");
  client_add_fault (client, "GET * status=503");
  for (size_t i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (Reply) reply = client_ask (client, "GET", TYPES_PATH);

      g_assert_cmpuint (reply->status, ==, expected[i]);
    }
}

static void
test_token_first (Client       *client,
                  gconstpointer unused)
{
  g_autoptr (Reply) wrong = NULL;
  g_autoptr (Reply) right = NULL;

  client_add_fault (client, "GET types x1 status=500");
  wrong = client_start_with (client, "GET", TYPES_PATH, "wrong");
  client_await (wrong);
  g_assert_cmpuint (wrong->status, ==, 401);
  right = client_ask (client, "GET", TYPES_PATH);
  g_assert_cmpuint (right->status, ==, 500);
}

static gpointer
add_faults_thread (gpointer user_data)
{
  Client *client = user_data;

  for (guint i = 0; i < 50; i++)
    client_add_fault (client, "GET types x1 status=418");
  return NULL;
}

static void
test_from_threads (Client       *client,
                   gconstpointer unused)
{
  GThread *threads[4];
  guint n_refused = 0;

  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("faults", add_faults_thread, client);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (Reply) reply = client_ask (client, "GET", TYPES_PATH);

      n_refused += reply->status == 418;
    }
  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  for (;;)
    {
      g_autoptr (Reply) reply = client_ask (client, "GET", TYPES_PATH);

      if (reply->status != 418)
        break;
      n_refused++;
    }
  g_assert_cmpuint (n_refused, ==, 200);
}

#define ADD(path, test) \
  g_test_add ("/sandbox/faults/" path, Client, NULL, client_set_up, test, client_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("bad-specifications-refused", test_bad_specifications);
  ADD ("which-requests", test_which_requests);
  ADD ("in-order", test_in_order);
  ADD ("token-first", test_token_first);
  ADD ("from-threads", test_from_threads);

  return g_test_run ();
}
