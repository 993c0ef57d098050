/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo-fixture.h"

#include "domo/preamp-candidate-list.h"
#include "domo/preamp-candidate.h"
#include "domo/preamp-integration.h"
#include "sandbox/preamp-sandbox-server.h"

/* All six endpoints of the sandbox, which shares no code with the client. */

typedef struct
{
  PreampSandboxServer *sandbox;
  PreampDomoClient    *client;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->sandbox = preamp_sandbox_server_new (20, 0);
  preamp_sandbox_server_start (fixture->sandbox, 0, &error);
  g_assert_no_error (error);
  fixture->client = preamp_domo_client_new (preamp_sandbox_server_get_address (fixture->sandbox),
                                            preamp_sandbox_server_get_token (fixture->sandbox));
  g_object_set (fixture->client, "retry-delay", 0, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  preamp_sandbox_server_stop (fixture->sandbox);
  g_clear_object (&fixture->sandbox);
}

static GPtrArray *
list_integrations (Fixture    *fixture,
                   const char *type)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;
  GPtrArray *rows = NULL;

  preamp_domo_client_list_integrations_async (fixture->client, type, NULL, take_result, &result);
  await_result (&result);
  rows = preamp_domo_client_list_integrations_finish (fixture->client, result, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);

  return rows;
}

/* The first integration of a type. */
static PreampIntegration *
find_integration (Fixture    *fixture,
                  const char *type)
{
  g_autoptr (GPtrArray) rows = list_integrations (fixture, type);

  g_assert_cmpuint (rows->len, >, 0);
  g_assert_cmpint (g_ascii_strcasecmp (preamp_integration_get_engine (rows->pdata[0]), type), ==,
                   0);

  return g_object_ref (rows->pdata[0]);
}

static PreampCandidateList *
read_list (Fixture           *fixture,
           PreampIntegration *integration,
           PreampDirection    direction,
           GError           **error)
{
  g_autoptr (PreampCandidateList) list = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  list = preamp_candidate_list_new (fixture->client, integration, direction);
  preamp_candidate_list_refresh_async (list, NULL, take_result, &result);
  await_result (&result);
  preamp_candidate_list_refresh_finish (list, result, error);
  g_assert_cmpuint (g_strv_length ((char **) preamp_candidate_list_get_problems (list)), ==, 0);

  return g_steal_pointer (&list);
}

static PreampCandidate *
find_candidate (Fixture           *fixture,
                PreampIntegration *integration,
                PreampDirection    direction,
                const char        *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampCandidateList) list = read_list (fixture, integration, direction, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (PreampCandidate) candidate = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_strcmp0 (preamp_candidate_get_id (candidate), id) == 0
          || (id == NULL
              && g_strcmp0 (preamp_candidate_get_name (candidate), "Daily Sales by Store") == 0))
        return g_steal_pointer (&candidate);
    }

  return NULL;
}

static void
assert_complete (PreampReply    *reply,
                 const char     *datasource_id,
                 PreampDirection direction)
{
  PreampMigrationResult *result = NULL;

  g_assert_no_error (preamp_reply_get_error (reply));
  g_assert_true (preamp_reply_get_wrote_headers (reply));
  g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 1);
  result = preamp_reply_get_result (reply);
  g_assert_cmpstr (preamp_migration_result_get_state (result), ==, "COMPLETE");
  g_assert_cmpstr (preamp_migration_result_get_datasource_id (result), ==, datasource_id);
  g_assert_cmpstr (preamp_migration_result_get_direction (result), ==,
                   preamp_direction_to_domo (direction));
  g_assert_nonnull (preamp_migration_result_get_toe (result));
  g_assert_nonnull (preamp_migration_result_get_start_time (result));
  g_assert_nonnull (preamp_migration_result_get_end_time (result));
}

static void
test_there_and_back (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (PreampIntegration) integration = find_integration (fixture, "snowflake");
  g_autoptr (PreampCandidate) before = NULL;
  g_autoptr (PreampCandidate) between = NULL;
  g_autoptr (PreampCandidate) reversible = NULL;
  g_autoptr (PreampCandidate) after = NULL;
  g_autoptr (GAsyncResult) migrated = NULL;
  g_autoptr (GAsyncResult) reversed = NULL;
  g_autoptr (PreampReply) migration = NULL;
  g_autoptr (PreampReply) reversal = NULL;
  const char *id = NULL;

  before = find_candidate (fixture, integration, PREAMP_DIRECTION_MIGRATE, NULL);
  g_assert_nonnull (before);
  g_assert_false (preamp_candidate_get_migrated (before));
  id = preamp_candidate_get_id (before);
  g_assert_null (find_candidate (fixture, integration, PREAMP_DIRECTION_REVERSE, id));

  preamp_domo_client_migrate_async (fixture->client, id, preamp_integration_get_id (integration),
                                    NULL, take_result, &migrated);
  await_result (&migrated);
  migration = preamp_domo_client_move_finish (fixture->client, migrated);
  assert_complete (migration, id, PREAMP_DIRECTION_MIGRATE);

  between = find_candidate (fixture, integration, PREAMP_DIRECTION_MIGRATE, id);
  g_assert_true (between == NULL || preamp_candidate_get_migrated (between));
  reversible = find_candidate (fixture, integration, PREAMP_DIRECTION_REVERSE, id);
  g_assert_nonnull (reversible);
  g_assert_true (preamp_candidate_get_migrated (reversible));
  g_assert_nonnull (preamp_candidate_get_migration_date (reversible));

  preamp_domo_client_reverse_async (fixture->client, id, NULL, take_result, &reversed);
  await_result (&reversed);
  reversal = preamp_domo_client_move_finish (fixture->client, reversed);
  assert_complete (reversal, id, PREAMP_DIRECTION_REVERSE);

  after = find_candidate (fixture, integration, PREAMP_DIRECTION_MIGRATE, id);
  g_assert_nonnull (after);
  g_assert_false (preamp_candidate_get_migrated (after));
  g_assert_null (find_candidate (fixture, integration, PREAMP_DIRECTION_REVERSE, id));
}

static void
test_types_and_user (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) known = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) types = NULL;
  g_autoptr (PreampUser) user = NULL;

  preamp_domo_client_list_types_async (fixture->client, NULL, take_result, &listed);
  await_result (&listed);
  types = preamp_domo_client_list_types_finish (fixture->client, listed, &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *) types, "BIGQUERY"));
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) rows = list_integrations (fixture, types[i]);

      g_assert_cmpuint (rows->len, >, 0);
    }

  preamp_domo_client_get_user_async (fixture->client, NULL, take_result, &known);
  await_result (&known);
  user = preamp_domo_client_get_user_finish (fixture->client, known, &error);
  g_assert_no_error (error);
  g_assert_nonnull (user->id);
  g_assert_nonnull (user->name);
}

static void
test_unsupported (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (PreampIntegration) integration = find_integration (fixture, "Databricks");
  g_autoptr (PreampCandidateList) forward = NULL;
  g_autoptr (GError) error = NULL;

  forward = read_list (fixture, integration, PREAMP_DIRECTION_MIGRATE, &error);
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BAD_REQUEST);
  g_assert_cmpuint (preamp_domo_error_get_http_status (error), ==, 400);
  g_assert_nonnull (preamp_domo_error_get_message (error));
  g_assert_cmpint (preamp_candidate_list_get_n_ready (forward), ==, -1);
}

static void
test_wrong_token (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) moved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampReply) reply = NULL;

  preamp_domo_client_set_token (fixture->client, "not the token");
  preamp_domo_client_list_types_async (fixture->client, NULL, take_result, &listed);
  await_result (&listed);
  g_assert_null (preamp_domo_client_list_types_finish (fixture->client, listed, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED);
  g_assert_nonnull (preamp_domo_error_get_message (error));

  preamp_domo_client_reverse_async (fixture->client, "any", NULL, take_result, &moved);
  await_result (&moved);
  reply = preamp_domo_client_move_finish (fixture->client, moved);
  g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR,
                  PREAMP_DOMO_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (preamp_reply_get_http_status (reply), ==, 401);
}

static void
test_unknown_datasource (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GAsyncResult) moved = NULL;
  g_autoptr (PreampReply) reply = NULL;

  preamp_domo_client_reverse_async (fixture->client, "no-such-datasource", NULL,
                                    take_result, &moved);
  await_result (&moved);
  reply = preamp_domo_client_move_finish (fixture->client, moved);
  g_assert_error (preamp_reply_get_error (reply), PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_NOT_FOUND);
  g_assert_nonnull (preamp_domo_error_get_toe (preamp_reply_get_error (reply)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/domo/sandbox/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("there-and-back", test_there_and_back);
  ADD ("types-and-user", test_types_and_user);
  ADD ("unsupported", test_unsupported);
  ADD ("wrong-token", test_wrong_token);
  ADD ("unknown-datasource", test_unknown_datasource);

  return g_test_run ();
}
