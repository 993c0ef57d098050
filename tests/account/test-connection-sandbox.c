/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "account/preamp-connection.h"
#include "domo/preamp-domo-error.h"
#include "domo/preamp-integration.h"
#include "sandbox/preamp-sandbox-server.h"
#include "tests/await.h"

static PreampConnection *
connect_to (PreampSandboxServer *server,
            const char          *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampInstanceAddress) address =
    preamp_instance_address_parse (preamp_sandbox_server_get_address (server), &error);
  g_autoptr (PreampInstance) instance = NULL;
  g_autoptr (PreampDomoClient) client = NULL;

  g_assert_no_error (error);
  instance = preamp_instance_new (address, "Sandbox");
  client = preamp_domo_client_new (preamp_instance_get_base_uri (instance), token);

  return preamp_connection_new (instance, client);
}

static gboolean
refresh (PreampConnection  *connection,
         GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  preamp_connection_refresh_async (connection, NULL, take_result, &result);
  await_result (&result);

  return preamp_connection_refresh_finish (connection, result, error);
}

static void
test_whole_instance (void)
{
  g_autoptr (PreampSandboxServer) server = preamp_sandbox_server_new (40, 0);
  g_autoptr (PreampConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *integrations;
  g_autofree char *before = NULL;
  guint n_refused = 0;
  guint n_ready = 0;

  g_assert_true (preamp_sandbox_server_start (server, 0, &error));
  g_assert_no_error (error);
  connection = connect_to (server, preamp_sandbox_server_get_token (server));
  g_assert_true (refresh (connection, &error));
  g_assert_no_error (error);

  integrations = preamp_connection_get_integrations (connection);
  g_assert_cmpuint (g_list_model_get_n_items (integrations), ==, 6);
  for (guint i = 0; i < g_list_model_get_n_items (integrations); i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (integrations, i);
      PreampCandidateList *list =
        preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE);
      PreampIntegration *integration = preamp_integration_lists_get_integration (lists);
      const char *label = preamp_engine_get_label (preamp_integration_get_engine (integration));
      const GError *refusal;

      if (before != NULL)
        g_assert_cmpint (g_utf8_collate (before, label), <=, 0);
      g_free (before);
      before = g_strdup (label);

      await (preamp_candidate_list_get_loaded (list) ||
             preamp_candidate_list_get_error (list) != NULL);

      refusal = preamp_candidate_list_get_error (list);
      if (g_error_matches (refusal, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BAD_REQUEST))
        n_refused++;
      else
        n_ready += (guint) preamp_candidate_list_get_n_ready (list);
    }

  g_assert_cmpuint (n_refused, ==, 1);
  g_assert_cmpuint (n_ready, >, 0);
  g_assert_null (preamp_connection_get_error (connection));
  await (preamp_connection_get_user (connection) != NULL);

  preamp_sandbox_server_stop (server);
}

static void
test_wrong_token (void)
{
  g_autoptr (PreampSandboxServer) server = preamp_sandbox_server_new (10, 0);
  g_autoptr (PreampConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (preamp_sandbox_server_start (server, 0, &error));
  g_assert_no_error (error);
  connection = connect_to (server, "wrong");
  g_assert_false (refresh (connection, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED);
  g_clear_error (&error);

  preamp_domo_client_set_token (preamp_connection_get_client (connection),
                                preamp_sandbox_server_get_token (server));
  g_assert_true (refresh (connection, &error));
  g_assert_no_error (error);
  g_assert_null (preamp_connection_get_error (connection));

  preamp_sandbox_server_stop (server);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account/connection/sandbox/whole-instance", test_whole_instance);
  g_test_add_func ("/account/connection/sandbox/wrong-token-then-right", test_wrong_token);

  return g_test_run ();
}
