/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "account/preamp-connection.h"
#include "domo/preamp-domo-error.h"
#include "domo/preamp-integration.h"
#include "stub-server.h"
#include "tests/await.h"

#define API        "/api/query/migration/"
#define TYPES      API "integrations/types"
#define OF_TYPE    API "integrations/"
#define CANDIDATES API "candidates/federated/to/amplifier/integrations/"
#define USER       "/api/content/v2/users/me"

#define ROW(id, name, type) \
  "{\"id\":\"" id "\",\"name\":\"" name "\",\"type\":\"" type "\",\"authMethod\":\"OAUTH\"}"

typedef struct
{
  StubServer stub;
  PreampDomoClient *client;
  PreampConnection *connection;
} Fixture;

/* Two engines with three integrations, none of which has candidates, and a user. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampInstance) instance = NULL;
  g_autoptr (GError) error = NULL;

  stub_server_start (&fixture->stub);
  stub_server_answer (&fixture->stub, TYPES, 200, "[\"SNOWFLAKE\",\"BIGQUERY\"]");
  stub_server_answer (&fixture->stub, OF_TYPE "BIGQUERY", 200,
                      "[" ROW ("b1", "Marketing", "BIGQUERY") "]");
  stub_server_answer (&fixture->stub, OF_TYPE "SNOWFLAKE", 200,
                      "[" ROW ("s2", "Warehouse", "SNOWFLAKE") ","
                          ROW ("s1", "Archive", "SNOWFLAKE") "]");
  stub_server_answer (&fixture->stub, CANDIDATES "b1", 200, "[]");
  stub_server_answer (&fixture->stub, CANDIDATES "s1", 200, "[]");
  stub_server_answer (&fixture->stub, CANDIDATES "s2", 200, "[]");
  stub_server_answer (&fixture->stub, USER, 200, "{\"id\":7,\"displayName\":\"Ada\"}");

  address = preamp_instance_address_parse (fixture->stub.base_uri, &error);
  g_assert_no_error (error);
  instance = preamp_instance_new (address, NULL);
  fixture->client = preamp_domo_client_new (fixture->stub.base_uri, "token");
  g_object_set (fixture->client, "retry-limit", 0, "retry-delay", 0, NULL);
  fixture->connection = preamp_connection_new (instance, fixture->client);
}

static void
await_no_weak (gpointer *weak)
{
  await (*weak == NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer weak = fixture->client;

  if (fixture->connection != NULL)
    g_assert_finalize_object (fixture->connection);

  g_object_add_weak_pointer (G_OBJECT (fixture->client), &weak);
  g_object_unref (fixture->client);
  await_no_weak (&weak); /* until the last call was cancelled */
  stub_server_stop (&fixture->stub);
}

static gboolean
refresh (Fixture  *fixture,
         GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &result);
  g_assert_true (preamp_connection_get_loading (fixture->connection));
  await_result (&result);
  g_assert_false (preamp_connection_get_loading (fixture->connection));

  return preamp_connection_refresh_finish (fixture->connection, result, error);
}

static void
refresh_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (refresh (fixture, &error));
  g_assert_no_error (error);
  g_assert_null (preamp_connection_get_error (fixture->connection));
  g_assert_true (preamp_connection_get_loaded (fixture->connection));
}

static void
refuse (Fixture *fixture,
        int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (refresh (fixture, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, code);
  g_assert_error (preamp_connection_get_error (fixture->connection), PREAMP_DOMO_ERROR, code);
}

/* The identifiers in the order they are shown in. */
static void
assert_shown (Fixture    *fixture,
              const char *ids)
{
  GListModel *model = preamp_connection_get_integrations (fixture->connection);
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (model, i);
      PreampIntegration *integration = preamp_integration_lists_get_integration (lists);

      g_string_append_printf (shown, "%s%s", i > 0 ? " " : "",
                              preamp_integration_get_id (integration));
    }

  g_assert_cmpstr (shown->str, ==, ids);
}

static PreampCandidateList *
get_list (Fixture    *fixture,
          const char *id)
{
  PreampIntegrationLists *lists = preamp_connection_find_integration (fixture->connection, id);

  g_assert_nonnull (lists);

  return preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE);
}

static void
await_loaded (PreampCandidateList *list)
{
  await (preamp_candidate_list_get_loaded (list));
}

static void
await_user (Fixture    *fixture,
            const char *name)
{
  g_autofree char *shown = NULL;

  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_clear_pointer (&shown, g_free);
      g_object_get (fixture->connection, "user-name", &shown, NULL);
    }
  while (g_strcmp0 (shown, name) != 0);
}

static void
test_reads_all (Fixture       *fixture,
                gconstpointer  data)
{
  PreampInstance *instance = preamp_connection_get_instance (fixture->connection);

  g_assert_cmpstr (preamp_instance_get_base_uri (instance), ==, fixture->stub.base_uri);
  g_assert_true (preamp_connection_get_client (fixture->connection) == fixture->client);
  g_assert_false (preamp_connection_get_loaded (fixture->connection));
  g_assert_null (preamp_connection_get_user (fixture->connection));

  refresh_well (fixture);
  assert_shown (fixture, "b1 s1 s2");
  g_assert_cmpuint (
    g_strv_length ((char **) preamp_connection_get_problems (fixture->connection)), ==, 0);
  g_assert_null (preamp_connection_find_integration (fixture->connection, "b2"));
  g_assert_null (preamp_connection_find_integration (fixture->connection, NULL));

  await_user (fixture, "Ada");
  g_assert_cmpstr (preamp_connection_get_user (fixture->connection)->id, ==, "7");

  await_loaded (get_list (fixture, "b1"));
  await_loaded (get_list (fixture, "s1"));
  await_loaded (get_list (fixture, "s2"));
}

/* Domo does not document who the user is, so that it does not answer is nothing to wait for. */
static void
test_user_is_optional (Fixture       *fixture,
                       gconstpointer  data)
{
  stub_server_hold (&fixture->stub, USER);
  refresh_well (fixture);
  g_assert_null (preamp_connection_get_user (fixture->connection));

  stub_server_hold (&fixture->stub, NULL);
  refresh_well (fixture);
  await_user (fixture, "Ada");

  stub_server_answer (&fixture->stub, USER, 404, "{}");
  refresh_well (fixture);
  await_user (fixture, NULL);
  g_assert_null (preamp_connection_get_user (fixture->connection));
}

static void
test_failed_types (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *const *problems;

  stub_server_answer (&fixture->stub, TYPES, 200,
                      "[\"DATABRICKS\",\"SNOWFLAKE\",\"POSTGRES\",\"BIGQUERY\",\"DREMIO\"]");
  stub_server_answer (&fixture->stub, OF_TYPE "DATABRICKS", 400,
                      "{\"status\":400,\"message\":\"not supported\"}");
  stub_server_answer (&fixture->stub, OF_TYPE "POSTGRES", 404, "{}");
  stub_server_answer (&fixture->stub, OF_TYPE "DREMIO", 500, "<html>sorry</html>");

  refresh_well (fixture);
  assert_shown (fixture, "b1 s1 s2");
  problems = preamp_connection_get_problems (fixture->connection);
  g_assert_cmpuint (g_strv_length ((char **) problems), ==, 3);
  g_assert_nonnull (strstr (problems[0], preamp_engine_get_label ("DATABRICKS")));
  g_assert_nonnull (strstr (problems[0], "not supported"));
  g_assert_nonnull (strstr (problems[1], preamp_engine_get_label ("POSTGRES")));
  g_assert_nonnull (strstr (problems[2], preamp_engine_get_label ("DREMIO")));
}

/* What could not be asked for again is not gone. */
static void
test_failed_type_stays (Fixture       *fixture,
                        gconstpointer  data)
{
  PreampIntegrationLists *archive;

  refresh_well (fixture);
  archive = preamp_connection_find_integration (fixture->connection, "s1");

  stub_server_answer (&fixture->stub, OF_TYPE "SNOWFLAKE", 503, "{}");
  stub_server_answer (&fixture->stub, OF_TYPE "BIGQUERY", 200, "[]");
  refresh_well (fixture);
  assert_shown (fixture, "s1 s2");
  g_assert_true (preamp_connection_find_integration (fixture->connection, "s1") == archive);
  g_assert_cmpuint (
    g_strv_length ((char **) preamp_connection_get_problems (fixture->connection)), ==, 1);

  stub_server_answer (&fixture->stub, OF_TYPE "SNOWFLAKE", 200, "[]");
  refresh_well (fixture);
  assert_shown (fixture, "");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  stub_server_answer (&fixture->stub, TYPES, 401, "{\"status\":401}");
  refuse (fixture, PREAMP_DOMO_ERROR_UNAUTHORIZED);
  g_assert_false (preamp_connection_get_loaded (fixture->connection));
  g_assert_cmpuint (stub_server_count (&fixture->stub, OF_TYPE "BIGQUERY"), ==, 0);

  stub_server_answer (&fixture->stub, TYPES, 200,
                      "<html><head><title>Domo - Blocked</title></head><body>"
                      "<p>203.0.113.9</p></body></html>");
  refuse (fixture, PREAMP_DOMO_ERROR_BLOCKED);

  stub_server_answer (&fixture->stub, TYPES, 200, "[\"BIGQUERY\"]");
  refresh_well (fixture);
  assert_shown (fixture, "b1");

  /* what is known stays when the next refresh fails */
  stub_server_answer (&fixture->stub, TYPES, 500, "{}");
  refuse (fixture, PREAMP_DOMO_ERROR_SERVER);
  g_assert_true (preamp_connection_get_loaded (fixture->connection));
  assert_shown (fixture, "b1");
}

/* A token that is refused half way is no problem of one type. */
static void
test_refused_half_way (Fixture       *fixture,
                       gconstpointer  data)
{
  refresh_well (fixture);
  stub_server_answer (&fixture->stub, OF_TYPE "SNOWFLAKE", 401, "{\"status\":401}");
  stub_server_answer (&fixture->stub, OF_TYPE "BIGQUERY", 200, "[]");
  refuse (fixture, PREAMP_DOMO_ERROR_UNAUTHORIZED);
  assert_shown (fixture, "b1 s1 s2");
}

static void
test_network_gone (Fixture       *fixture,
                   gconstpointer  data)
{
  soup_server_disconnect (fixture->stub.server);
  refuse (fixture, PREAMP_DOMO_ERROR_NETWORK);
}

typedef struct
{
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
items_changed_cb (Changes *changes,
                  guint    position,
                  guint    removed,
                  guint    added)
{
  changes->n_changes++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static void
test_objects_stay (Fixture       *fixture,
                   gconstpointer  data)
{
  PreampIntegrationLists *marketing;
  PreampIntegrationLists *warehouse;
  PreampCandidateList *list;
  Changes changes = { 0 };

  refresh_well (fixture);
  marketing = preamp_connection_find_integration (fixture->connection, "b1");
  warehouse = preamp_connection_find_integration (fixture->connection, "s2");
  list = preamp_integration_lists_get_list (warehouse, PREAMP_DIRECTION_REVERSE);
  g_signal_connect_swapped (preamp_connection_get_integrations (fixture->connection),
                            "items-changed", G_CALLBACK (items_changed_cb), &changes);

  refresh_well (fixture);
  g_assert_cmpuint (changes.n_changes, ==, 0);

  /* s1 goes, s3 comes, s2 has another name */
  stub_server_answer (&fixture->stub, OF_TYPE "SNOWFLAKE", 200,
                      "[" ROW ("s3", "Lake", "SNOWFLAKE") ","
                          ROW ("s2", "Dépôt", "SNOWFLAKE") "]");
  refresh_well (fixture);
  assert_shown (fixture, "b1 s2 s3");
  g_assert_cmpuint (changes.n_changes, ==, 1);
  g_assert_cmpuint (changes.position, ==, 1);
  g_assert_cmpuint (changes.removed, ==, 2);
  g_assert_cmpuint (changes.added, ==, 2);
  g_assert_true (preamp_connection_find_integration (fixture->connection, "b1") == marketing);
  g_assert_true (preamp_connection_find_integration (fixture->connection, "s2") == warehouse);
  g_assert_true (preamp_integration_lists_get_list (warehouse, PREAMP_DIRECTION_REVERSE) == list);
  g_assert_cmpstr (
    preamp_integration_get_name (preamp_integration_lists_get_integration (warehouse)), ==,
    "Dépôt");
}

static void
test_twice_and_untyped (Fixture       *fixture,
                        gconstpointer  data)
{
  PreampIntegration *untyped;
  const char *const *problems;

  stub_server_answer (&fixture->stub, OF_TYPE "BIGQUERY", 200,
                      "[{\"id\":\"b9\",\"name\":null},"
                      ROW ("s1", "Marketing", "BIGQUERY") "]");
  stub_server_answer (&fixture->stub, CANDIDATES "b9", 200, "[]");
  refresh_well (fixture);
  assert_shown (fixture, "b9 s1 s2");
  untyped = preamp_integration_lists_get_integration (
    preamp_connection_find_integration (fixture->connection, "b9"));
  g_assert_cmpstr (preamp_integration_get_engine (untyped), ==, "BIGQUERY");

  problems = preamp_connection_get_problems (fixture->connection);
  g_assert_cmpuint (g_strv_length ((char **) problems), ==, 1);
  g_assert_nonnull (strstr (problems[0], "s1"));
}

static void
test_four_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stub_server_answer (&fixture->stub, TYPES, 200,
                      "[\"T1\",\"T2\",\"T3\",\"T4\",\"T5\",\"T6\",\"T7\",\"T8\",\"T9\"]");
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *path = g_strdup_printf (OF_TYPE "T%u", i);

      stub_server_answer (&fixture->stub, path, 200, "[]");
    }
  stub_server_hold (&fixture->stub, OF_TYPE "T");

  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &result);
  for (guint left = 9; left > 0; left--)
    {
      await (fixture->stub.waiting.length >= MIN (left, 4));
      stub_server_release (&fixture->stub);
    }
  await_result (&result);

  g_assert_true (preamp_connection_refresh_finish (fixture->connection, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->stub.n_waiting_most, ==, 4);
}

/* One list after the other; one that somebody asks for is neither waited for nor read twice. */
static void
test_counting (Fixture       *fixture,
               gconstpointer  data)
{
  PreampCandidateList *wanted;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stub_server_hold (&fixture->stub, CANDIDATES "b1");
  refresh_well (fixture);
  await (fixture->stub.waiting.length > 0);

  wanted = get_list (fixture, "s2");
  preamp_candidate_list_refresh_async (wanted, NULL, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_candidate_list_refresh_finish (wanted, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (stub_server_count (&fixture->stub, CANDIDATES "s1"), ==, 0);

  stub_server_release (&fixture->stub);
  await_loaded (get_list (fixture, "b1"));
  await_loaded (get_list (fixture, "s1"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (stub_server_count (&fixture->stub, CANDIDATES "b1"), ==, 1);
  g_assert_cmpuint (stub_server_count (&fixture->stub, CANDIDATES "s1"), ==, 1);
  g_assert_cmpuint (stub_server_count (&fixture->stub, CANDIDATES "s2"), ==, 1);
}

/* One list that fails says so itself, and stops neither the others nor the connection; a token
 * that is refused stops what would be refused next. */
static void
test_counting_fails (Fixture       *fixture,
                     gconstpointer  data)
{
  stub_server_answer (&fixture->stub, CANDIDATES "b1", 400, "{\"message\":\"not supported\"}");
  stub_server_answer (&fixture->stub, CANDIDATES "s1", 401, "{\"status\":401}");
  refresh_well (fixture);
  await (preamp_candidate_list_get_error (get_list (fixture, "s1")) != NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_error (preamp_candidate_list_get_error (get_list (fixture, "b1")), PREAMP_DOMO_ERROR,
                  PREAMP_DOMO_ERROR_BAD_REQUEST);
  g_assert_cmpint (preamp_candidate_list_get_n_ready (get_list (fixture, "b1")), ==, -1);
  g_assert_cmpuint (stub_server_count (&fixture->stub, CANDIDATES "s2"), ==, 0);
  g_assert_null (preamp_connection_get_error (fixture->connection));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) first = g_cancellable_new ();
  g_autoptr (GCancellable) second = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stub_server_hold (&fixture->stub, TYPES);
  preamp_connection_refresh_async (fixture->connection, first, take_result, &result);
  await (fixture->stub.waiting.length > 0);
  g_cancellable_cancel (first);
  await (result != NULL && !preamp_connection_get_loading (fixture->connection));
  g_assert_false (preamp_connection_refresh_finish (fixture->connection, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (preamp_connection_get_error (fixture->connection));
  g_clear_error (&error);
  g_clear_object (&result);

  g_cancellable_cancel (second);
  preamp_connection_refresh_async (fixture->connection, second, take_result, &result);
  await_result (&result);
  g_assert_false (preamp_connection_refresh_finish (fixture->connection, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  stub_server_hold (&fixture->stub, NULL);
  refresh_well (fixture);
}

/* The second begins after the first, so that it shows what was there when it was asked for. */
static void
test_one_after_the_other (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (GError) error = NULL;

  stub_server_hold (&fixture->stub, TYPES);
  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &first);
  await (fixture->stub.waiting.length > 0);
  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &second);
  preamp_connection_refresh_async (fixture->connection, cancellable, take_result, &third);
  g_cancellable_cancel (cancellable);
  stub_server_release (&fixture->stub);
  await (first != NULL && third != NULL && fixture->stub.waiting.length > 0);
  g_assert_null (second);
  g_assert_true (preamp_connection_get_loading (fixture->connection));
  stub_server_release (&fixture->stub);
  await_result (&second);

  g_assert_true (preamp_connection_refresh_finish (fixture->connection, first, &error));
  g_assert_true (preamp_connection_refresh_finish (fixture->connection, second, &error));
  g_assert_no_error (error);
  g_assert_false (preamp_connection_refresh_finish (fixture->connection, third, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (stub_server_count (&fixture->stub, TYPES), ==, 2);
}

/* Whoever asks after all that waited for the next refresh have left is not cancelled with them. */
static void
test_asked_again_after_all_left (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) left = NULL;
  g_autoptr (GAsyncResult) last = NULL;
  g_autoptr (GError) error = NULL;

  stub_server_hold (&fixture->stub, TYPES);
  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &first);
  await (fixture->stub.waiting.length > 0);
  preamp_connection_refresh_async (fixture->connection, cancellable, take_result, &left);
  g_cancellable_cancel (cancellable);
  await_result (&left);
  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &last);
  stub_server_hold (&fixture->stub, NULL);
  stub_server_release (&fixture->stub);
  await_result (&last);

  g_assert_true (preamp_connection_refresh_finish (fixture->connection, last, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (stub_server_count (&fixture->stub, TYPES), ==, 2);
}

/* Nobody waits for a further refresh, so there is none, and what was read is counted. */
static void
test_all_left (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) left = NULL;

  stub_server_hold (&fixture->stub, TYPES);
  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &first);
  await (fixture->stub.waiting.length > 0);
  preamp_connection_refresh_async (fixture->connection, cancellable, take_result, &left);
  g_cancellable_cancel (cancellable);
  await_result (&left);
  stub_server_release (&fixture->stub);
  await_result (&first);

  g_assert_false (preamp_connection_get_loading (fixture->connection));
  await_loaded (get_list (fixture, "b1"));
  await_loaded (get_list (fixture, "s1"));
  await_loaded (get_list (fixture, "s2"));
  g_assert_cmpuint (stub_server_count (&fixture->stub, TYPES), ==, 1);
}

/* Neither the user nor the counting that are under way keep the connection, and what they ask for
 * is cancelled: tear_down() waits for the client, which only a call can keep. */
static void
test_let_go (Fixture       *fixture,
             gconstpointer  data)
{
  stub_server_hold (&fixture->stub, data);
  refresh_well (fixture);
  await (fixture->stub.waiting.length > 0);

  g_assert_finalize_object (g_steal_pointer (&fixture->connection));
  if (g_str_equal (data, CANDIDATES))
    g_assert_cmpuint (stub_server_count (&fixture->stub, CANDIDATES "s1"), ==, 0);
}

static void
test_disposed (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) next = NULL;
  g_autoptr (GError) error = NULL;

  stub_server_hold (&fixture->stub, OF_TYPE "SNOWFLAKE");
  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &result);
  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &next);
  await (fixture->stub.waiting.length > 0);

  g_object_run_dispose (G_OBJECT (fixture->connection));
  await (result != NULL && next != NULL);
  g_assert_false (preamp_connection_refresh_finish (fixture->connection, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define CONNECTION_TEST_WITH(name, test, data) \
  g_test_add ("/account/connection/" name, Fixture, data, set_up, test, tear_down)
#define CONNECTION_TEST(name, test) CONNECTION_TEST_WITH (name, test, NULL)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CONNECTION_TEST ("reads-all", test_reads_all);
  CONNECTION_TEST ("user-is-optional", test_user_is_optional);
  CONNECTION_TEST ("failed-type-becomes-a-problem", test_failed_types);
  CONNECTION_TEST ("failed-type-stays", test_failed_type_stays);
  CONNECTION_TEST ("refused", test_refused);
  CONNECTION_TEST ("refused-half-way", test_refused_half_way);
  CONNECTION_TEST ("network-gone", test_network_gone);
  CONNECTION_TEST ("objects-stay", test_objects_stay);
  CONNECTION_TEST ("listed-twice-and-without-type", test_twice_and_untyped);
  CONNECTION_TEST ("four-types-at-once", test_four_at_once);
  CONNECTION_TEST ("counts-one-after-the-other", test_counting);
  CONNECTION_TEST ("counting-fails-softly", test_counting_fails);
  CONNECTION_TEST ("cancelled", test_cancelled);
  CONNECTION_TEST ("one-refresh-after-the-other", test_one_after_the_other);
  CONNECTION_TEST ("asked-again-after-all-left", test_asked_again_after_all_left);
  CONNECTION_TEST ("all-left", test_all_left);
  CONNECTION_TEST_WITH ("let-go/while-the-user-is-read", test_let_go, USER);
  CONNECTION_TEST_WITH ("let-go/while-it-counts", test_let_go, CANDIDATES);
  CONNECTION_TEST ("disposed", test_disposed);

  return g_test_run ();
}
