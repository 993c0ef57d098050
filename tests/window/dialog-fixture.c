/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dialog-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#define INTEGRATION "31e0307a-cb31-4018-b824-eb04b15827e1"

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json",
                                    SOUP_MEMORY_COPY, body, strlen (body));
}

static void
answer_json (SoupServerMessage *message,
             guint              status,
             JsonBuilder       *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *body = json_to_string (root, FALSE);

  answer (message, status, body);
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
list_datasources (DialogFixture     *fixture,
                  SoupServerMessage *message,
                  gboolean           reverse)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);

  for (guint i = 0; i < fixture->n_datasources; i++)
    {
      const Datasource *datasource = &fixture->datasources[i];
      g_autofree char *table = g_strdup_printf ("TABLE_%u", i);

      if (reverse && !datasource->migrated)
        continue;

      json_builder_begin_object (builder);
      add_member (builder, "id", datasource->id);
      add_member (builder, "name", datasource->name);
      add_member (builder, "type", "snowflake-federated");
      add_member (builder, "catalogName", "ANALYTICS");
      add_member (builder, "schemaName", datasource->schema != NULL ? datasource->schema : "SALES");
      add_member (builder, "tableName", table);
      json_builder_set_member_name (builder, "collision");
      json_builder_add_boolean_value (builder, datasource->collision);
      if (datasource->collision)
        {
          add_member (builder, "collidingDatasourceId", "c0");
          add_member (builder, "collidingDatasourceName", "Partner <b>Revenue</b>");
        }
      json_builder_set_member_name (builder, "migrated");
      json_builder_add_boolean_value (builder, datasource->migrated);
      if (datasource->migrated)
        add_member (builder, "migrationDate", "2026-09-12T07:41:00.000+00:00");
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  answer_json (message, 200, builder);
}

static void
answer_post (DialogFixture     *fixture,
             SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  gboolean reverse = strstr (path, "/amplifier/to/federated/") != NULL;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  Datasource *datasource = dialog_fixture_find (fixture, parts[7]);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *state = datasource->state != NULL ? datasource->state : "COMPLETE";

  if (*state == '\0')
    {
      answer (message, 200, "{\"toe\":\"UCIIAG");
      return;
    }

  json_builder_begin_object (builder);
  if (datasource->status >= 400)
    {
      json_builder_set_member_name (builder, "status");
      json_builder_add_int_value (builder, datasource->status);
      add_member (builder, "message", datasource->message);
      add_member (builder, "toe", "R5FVEDTALM-7BQWC-X2KJN");
    }
  else
    {
      add_member (builder, "toe", "Q7MZK2TPLD-8WXCN-R4HVB");
      add_member (builder, "datasourceId", datasource->id);
      add_member (builder, "direction", reverse ? "CLOUD_AMPLIFIER_TO_FEDERATED"
                                                : "FEDERATED_TO_CLOUD_AMPLIFIER");
      add_member (builder, "startTime", "2026-11-25T18:01:22.000+00:00");
      add_member (builder, "state", state);
      if (datasource->message != NULL)
        add_member (builder, "errorMessage", datasource->message);
      add_member (builder, "endTime", "2026-11-25T18:01:33.000+00:00");
      if (g_str_equal (state, "COMPLETE"))
        datasource->migrated = !reverse;
    }
  json_builder_end_object (builder);

  answer_json (message, datasource->status != 0 ? datasource->status : 200, builder);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  DialogFixture *fixture = user_data;

  if (soup_server_message_get_method (message) == SOUP_METHOD_POST)
    {
      g_auto (GStrv) parts = g_strsplit (path, "/", -1);

      g_ptr_array_add (fixture->posted, g_strdup (parts[7]));
      if (fixture->n_refusals > 0)
        {
          fixture->n_refusals--;
          answer (message, 401, "{\"status\":401,\"message\":\"No\"}");
        }
      else if (fixture->holds)
        {
          g_ptr_array_add (fixture->held, g_object_ref (message));
          soup_server_message_pause (message);
        }
      else
        {
          answer_post (fixture, message);
        }
    }
  else if (fixture->lists_integrations && g_str_has_suffix (path, "/integrations/types"))
    {
      answer (message, 200, "[\"SNOWFLAKE\"]");
    }
  else if (fixture->lists_integrations && g_str_has_suffix (path, "/integrations/SNOWFLAKE"))
    {
      answer (message, 200,
              "[{\"id\":\"" INTEGRATION "\",\"name\":\"Enterprise <b>Warehouse</b>\","
              "\"type\":\"SNOWFLAKE\"},"
              "{\"id\":\"i2\",\"name\":\"Finance\",\"type\":\"SNOWFLAKE\"}]");
    }
  else if (fixture->list_status != 0)
    {
      answer (message, fixture->list_status,
              "{\"status\":404,\"message\":\"No such <i>integration</i>\"}");
    }
  else if (strstr (path, "/candidates/") != NULL)
    {
      list_datasources (fixture, message, strstr (path, "/amplifier/to/federated/") != NULL);
    }
  else if (fixture->user != NULL && g_str_has_suffix (path, "/users/me"))
    {
      answer (message, 200, fixture->user);
    }
  else
    {
      answer (message, 200, "[]");
    }
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  DialogFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->journal = preamp_journal_open_finish (result, &error);
  g_assert_no_error (error);
}

void
dialog_fixture_set_up (DialogFixture    *fixture,
                       const Datasource *datasources,
                       guint             n_datasources)
{
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampInstance) instance = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  g_autoptr (PreampConnection) connection = NULL;
  g_autofree char *base_uri = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  memset (fixture, 0, sizeof (DialogFixture));
  fixture->datasources = g_memdup2 (datasources, n_datasources * sizeof (Datasource));
  fixture->n_datasources = n_datasources;
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->posted = g_ptr_array_new_with_free_func (g_free);

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  base_uri = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  fixture->directory = g_dir_make_tmp ("preamp-dialog-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "journal.db", NULL);
  preamp_journal_open_async (path, NULL, open_cb, fixture);
  await (fixture->journal != NULL);

  address = preamp_instance_address_parse (base_uri, &error);
  g_assert_no_error (error);
  instance = preamp_instance_new (address, NULL);
  client = preamp_domo_client_new (base_uri, DIALOG_FIXTURE_TOKEN);
  connection = preamp_connection_new (instance, client);
  fixture->integration = preamp_integration_new (INTEGRATION, "Enterprise <b>Warehouse</b>",
                                                 "SNOWFLAKE", "OAUTH");
  fixture->workspace = preamp_workspace_new (connection, fixture->journal, FALSE);
}

/* The last reference may be a thread's, and its end wakes nobody: hence this, which makes the loop
 * look again. */
static gboolean
look_again_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
dialog_fixture_tear_down (DialogFixture *fixture)
{
  const char * const names[] = { "journal.db", "journal.db-wal", "journal.db-shm" };
  gpointer workspace = fixture->workspace;
  guint source;

  g_object_add_weak_pointer (G_OBJECT (fixture->workspace), &workspace);
  g_object_unref (fixture->workspace);
  source = g_timeout_add (5, look_again_cb, NULL);
  await (workspace == NULL);
  g_source_remove (source);

  g_clear_object (&fixture->integration);
  preamp_journal_close (fixture->journal);
  g_clear_object (&fixture->journal);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->held, g_ptr_array_unref);
  g_clear_pointer (&fixture->posted, g_ptr_array_unref);
  g_clear_pointer (&fixture->datasources, g_free);

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i], NULL);

      g_unlink (path);
    }

  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
}

Datasource *
dialog_fixture_find (DialogFixture *fixture,
                     const char    *id)
{
  for (guint i = 0; i < fixture->n_datasources; i++)
    if (g_str_equal (fixture->datasources[i].id, id))
      return &fixture->datasources[i];

  g_assert_not_reached ();
}

/* A plan of every datasource. */
PreampPlan *
dialog_fixture_plan (DialogFixture   *fixture,
                     PreampDirection  direction)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < fixture->n_datasources; i++)
    {
      const PreampCandidateFields fields = {
        .id = fixture->datasources[i].id,
        .name = fixture->datasources[i].name,
      };

      g_ptr_array_add (candidates, preamp_candidate_new (&fields));
    }

  return preamp_plan_new (preamp_workspace_get_connection (fixture->workspace),
                          fixture->integration, direction, candidates);
}

/* Answers the POST that was held first. */
void
dialog_fixture_release (DialogFixture *fixture)
{
  g_autoptr (SoupServerMessage) message = g_object_ref (fixture->held->pdata[0]);

  g_ptr_array_remove_index (fixture->held, 0);
  answer_post (fixture, message);
  soup_server_message_unpause (message);
}
