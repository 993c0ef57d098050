/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run-fixture.h"

#include <glib/gstdio.h>

#define INTEGRATION "31e0307a-cb31-4018-b824-eb04b15827e1"


static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
list_candidates (RunFixture        *fixture,
                 SoupServerMessage *message)
{
  g_autoptr (GString) body = g_string_new ("[");

  fixture->n_lists++;
  if (fixture->lists_status != 0)
    {
      answer (message, fixture->lists_status, "application/json", fixture->lists_body);
      return;
    }

  for (guint i = 0; i < N_CANDIDATES - fixture->n_gone; i++)
    g_string_append_printf (body, "%s{\"id\":\"d%u\",\"name\":\"Datasource %u\",\"type\":\"x\","
                                  "\"catalogName\":\"C\",\"schemaName\":\"S\","
                                  "\"tableName\":\"T%u\",\"collision\":false,\"migrated\":%s}",
                            i > 0 ? "," : "", i, i, i,
                            i < fixture->n_migrated ? "true" : "false");

  g_string_append_c (body, ']');
  answer (message, 200, "application/json", body->str);
}

static void
say_user (RunFixture        *fixture,
          SoupServerMessage *message,
          const char        *token)
{
  g_autofree char *body = NULL;
  guint id;

  if (!fixture->knows_users || !g_str_has_prefix (token, "token-"))
    {
      answer (message, 404, "application/json", "{\"message\":\"No\"}");
      return;
    }

  id = (guint) g_ascii_strtoull (token + strlen ("token-"), NULL, 10);
  body = g_strdup_printf ("{\"id\":%u,\"displayName\":\"User %u\"}", id, id);
  answer (message, 200, "application/json", body);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  RunFixture *fixture = user_data;
  const char *token =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "X-DOMO-Developer-Token");

  if (fixture->refuse_token)
    {
      fixture->n_refused++;
      answer (message, 401, "application/json", "{\"status\":401,\"message\":\"No\"}");
    }
  else if (soup_server_message_get_method (message) == SOUP_METHOD_POST)
    {
      g_auto (GStrv) parts = g_strsplit (path, "/", -1);

      g_ptr_array_add (fixture->posted, g_strdup (parts[7]));
      g_ptr_array_add (fixture->tokens, g_strdup (token));
      g_ptr_array_add (fixture->held, g_object_ref (message));
      fixture->n_at_once = MAX (fixture->n_at_once, fixture->held->len);
      soup_server_message_pause (message);
    }
  else if (g_str_has_prefix (path, "/api/query/migration/candidates/federated/"))
    {
      if (fixture->hold_lists)
        {
          g_ptr_array_add (fixture->held_lists, g_object_ref (message));
          soup_server_message_pause (message);
        }
      else
        {
          list_candidates (fixture, message);
        }
    }
  else if (strstr (path, "/candidates/amplifier/") != NULL)
    {
      fixture->n_reverse_lists++;
      answer (message, 200, "application/json", "[]");
    }
  else if (g_str_has_suffix (path, "/users/me") && fixture->hold_user)
    {
      g_set_object (&fixture->held_user, message);
      soup_server_message_pause (message);
    }
  else if (g_str_has_suffix (path, "/users/me"))
    {
      say_user (fixture, message, token);
    }
  else
    {
      answer (message, 200, "application/json", "[]");
    }
}

void
run_fixture_release (RunFixture    *fixture,
         guint       status,
         const char *type,
         const char *body)
{
  g_autoptr (SoupServerMessage) message = g_object_ref (fixture->held->pdata[0]);

  g_ptr_array_remove_index (fixture->held, 0);
  answer (message, status, type, body);
  soup_server_message_unpause (message);
}

void
run_fixture_release_state (RunFixture    *fixture,
               const char *state)
{
  g_autofree char *body =
    g_strdup_printf ("{\"toe\":\"UCIIAGMUEF-G4XS4-9G8UP\",\"state\":\"%s\"}", state);

  run_fixture_release (fixture, 200, "application/json", body);
}

/* Answers the lists that were held, as they are now. */
void
run_fixture_release_lists (RunFixture *fixture)
{
  fixture->hold_lists = FALSE;
  for (guint i = 0; i < fixture->held_lists->len; i++)
    {
      SoupServerMessage *message = fixture->held_lists->pdata[i];

      list_candidates (fixture, message);
      soup_server_message_unpause (message);
    }

  g_ptr_array_set_size (fixture->held_lists, 0);
}

/* Says whose token it is, now. */
void
run_fixture_release_user (RunFixture *fixture)
{
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&fixture->held_user);
  const char *token =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "X-DOMO-Developer-Token");

  fixture->hold_user = FALSE;
  say_user (fixture, message, token);
  soup_server_message_unpause (message);
}

void
run_fixture_open_journal (RunFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, "journal.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_open_async (path, NULL, take_result, &result);
  fixture->journal = preamp_journal_open_finish (await_result (&result), &error);
  g_assert_no_error (error);
}

GPtrArray *
run_fixture_list_run (RunFixture *fixture,
          gint64   run_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  preamp_journal_list_run_async (fixture->journal, run_id, NULL, take_result, &result);
  records = preamp_journal_list_attempts_finish (fixture->journal, await_result (&result),
                                                 &error);
  g_assert_no_error (error);

  return records;
}

/* A plan of the candidates from the @first on. */
PreampPlan *
run_fixture_check_plan_from (RunFixture *fixture,
                             guint       first,
                             guint       n)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampPlan *plan;

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);

      g_ptr_array_add (candidates,
                       preamp_candidate_new (&(const PreampCandidateFields) { .id = id }));
    }

  plan = preamp_plan_new (fixture->connection, fixture->integration, PREAMP_DIRECTION_MIGRATE,
                          candidates);
  preamp_plan_check_async (plan, fixture->journal, NULL, take_result, &result);
  preamp_plan_check_finish (plan, await_result (&result), &error);
  g_assert_no_error (error);

  return plan;
}

PreampPlan *
run_fixture_check_plan (RunFixture *fixture,
                        guint       n)
{
  return run_fixture_check_plan_from (fixture, 0, n);
}

PreampRun *
run_fixture_start_run (RunFixture *fixture,
           guint    n,
           guint    at_once)
{
  g_autoptr (PreampPlan) plan = run_fixture_check_plan (fixture, n);
  PreampRun *run;

  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_going (plan)), ==, n);

  run = preamp_run_new (plan, at_once);
  preamp_runner_add (fixture->runner, run);

  return run;
}

/* Lets all of a run complete that was not answered yet. */
void
run_fixture_finish (RunFixture *fixture,
                    PreampRun  *run)
{
  while (!preamp_run_get_ended (run))
    {
      if (fixture->held->len > 0)
        run_fixture_release_state (fixture, "COMPLETE");

      g_main_context_iteration (NULL, TRUE);
    }
}

PreampAttempt *
run_fixture_find (PreampRun  *run,
      const char *datasource_id)
{
  PreampAttempt *attempt = preamp_run_find_attempt (run, datasource_id);

  g_assert_nonnull (attempt);

  return attempt;
}

/* Goes on with another address of the same server. Nothing may be under way. */
void
run_fixture_connect (RunFixture *fixture,
                     const char *base_uri)
{
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampInstance) instance = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->runner);
  g_clear_object (&fixture->lookup);
  g_clear_object (&fixture->connection);

  address = preamp_instance_address_parse (base_uri, &error);
  g_assert_no_error (error);
  instance = preamp_instance_new (address, NULL);
  client = preamp_domo_client_new (base_uri, "token");
  g_object_set (client, "retry-delay", 0, NULL);
  fixture->connection = preamp_connection_new (instance, client);
  fixture->lookup = preamp_lookup_new (fixture->connection, fixture->journal);
  fixture->runner = preamp_runner_new (fixture->connection, fixture->journal, fixture->lookup);
}

void
run_fixture_set_up (RunFixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *base_uri = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->held_lists = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->posted = g_ptr_array_new_with_free_func (g_free);
  fixture->tokens = g_ptr_array_new_with_free_func (g_free);

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  base_uri = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  fixture->directory = g_dir_make_tmp ("preamp-runner-XXXXXX", &error);
  g_assert_no_error (error);
  run_fixture_open_journal (fixture);

  fixture->integration = preamp_integration_new (INTEGRATION, "Warehouse", "SNOWFLAKE", "OAUTH");
  run_fixture_connect (fixture, base_uri);
}

void
run_fixture_tear_down (RunFixture       *fixture,
           gconstpointer  data)
{
  gpointer runner = fixture->runner;
  g_autoptr (GDir) directory = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_object_add_weak_pointer (G_OBJECT (fixture->runner), &runner);
  g_object_unref (fixture->runner);
  await (runner == NULL);

  g_clear_object (&fixture->lookup);
  g_clear_object (&fixture->connection);
  g_clear_object (&fixture->integration);
  preamp_journal_close (fixture->journal);
  g_clear_object (&fixture->journal);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->held, g_ptr_array_unref);
  g_clear_pointer (&fixture->held_lists, g_ptr_array_unref);
  g_clear_object (&fixture->held_user);
  g_clear_pointer (&fixture->posted, g_ptr_array_unref);
  g_clear_pointer (&fixture->tokens, g_ptr_array_unref);

  directory = g_dir_open (fixture->directory, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
}
