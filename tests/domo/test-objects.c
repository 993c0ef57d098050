/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "domo/preamp-candidate.h"
#include "domo/preamp-direction.h"
#include "domo/preamp-domo-error-private.h"
#include "domo/preamp-domo-links.h"
#include "domo/preamp-integration.h"
#include "domo/preamp-reply.h"

static void
test_direction (void)
{
  PreampDirection direction = PREAMP_DIRECTION_MIGRATE;

  g_assert_cmpstr (preamp_direction_to_domo (PREAMP_DIRECTION_MIGRATE), ==,
                   "FEDERATED_TO_CLOUD_AMPLIFIER");
  g_assert_cmpstr (preamp_direction_to_domo (PREAMP_DIRECTION_REVERSE), ==,
                   "CLOUD_AMPLIFIER_TO_FEDERATED");

  g_assert_true (preamp_direction_from_domo ("CLOUD_AMPLIFIER_TO_FEDERATED", &direction));
  g_assert_cmpint (direction, ==, PREAMP_DIRECTION_REVERSE);
  g_assert_false (preamp_direction_from_domo ("V1_TO_V2", &direction));
  g_assert_false (preamp_direction_from_domo (NULL, &direction));
  g_assert_cmpint (direction, ==, PREAMP_DIRECTION_REVERSE);
  g_assert_true (preamp_direction_from_domo ("FEDERATED_TO_CLOUD_AMPLIFIER", NULL));
}

static void
test_labels (void)
{
  const struct
  {
    const char *engine;
    const char *label;
  } engines[] = {
    { "BIGQUERY", "BigQuery" },       { "bigquery", "BigQuery" },
    { "SNOWFLAKE", "Snowflake" },     { "DATABRICKS", "Databricks" },
    { "POSTGRES", "PostgreSQL" },     { "POSTGRESQL", "PostgreSQL" },
    { "REDSHIFT", "Redshift" },       { "ATHENA", "Athena" },
    { "MADE_UP_ENGINE", "MADE_UP_ENGINE" }, { NULL, "" },
  };
  const struct
  {
    const char *method;
    const char *label;
  } methods[] = {
    { "OAUTH", "OAuth" },
    { "SERVICE_ACCOUNT", "Service account" },
    { "PERSONAL_ACCESS_TOKEN", "Personal access token" },
    { "KEY_PAIR", "KEY_PAIR" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (engines); i++)
    g_assert_cmpstr (preamp_engine_get_label (engines[i].engine), ==, engines[i].label);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *label = preamp_auth_method_dup_label (methods[i].method);

      g_assert_cmpstr (label, ==, methods[i].label);
    }
}

static void
test_links (void)
{
  g_autofree char *datasource = preamp_domo_links_datasource ("https://acme.domo.com", "a/b?c#d");
  g_autofree char *tokens = preamp_domo_links_access_tokens ("http://127.0.0.1:8080/");

  g_assert_cmpstr (datasource, ==,
                   "https://acme.domo.com/datasources/a%2Fb%3Fc%23d/details/overview");
  g_assert_cmpstr (tokens, ==, "http://127.0.0.1:8080/admin/security/accesstokens");
}

/* An expression in a .ui file reads a property by its name. */
static void
assert_text (gpointer    object,
             const char *property,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (object, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_candidate_properties (void)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2024, 3, 26, 16, 8, 27);
  const PreampCandidateFields fields = {
    .id = "8c48",
    .name = "A <b>name</b>\n%s",
    .type = "bigquery-federated",
    .catalog = "my-project",
    .schema = "my-schema",
    .table = "fifty_row_table",
    .collision = TRUE,
    .colliding_id = "9d59",
    .colliding_name = "Another",
    .migrated = TRUE,
    .migration_date = date,
  };
  const PreampCandidateFields bare_fields = { .id = "8c48" };
  g_autoptr (PreampCandidate) candidate = preamp_candidate_new (&fields);
  g_autoptr (PreampCandidate) bare = preamp_candidate_new (&bare_fields);
  g_autoptr (GDateTime) read_date = NULL;
  gboolean collision = FALSE;
  gboolean migrated = FALSE;

  assert_text (candidate, "id", "8c48");
  assert_text (candidate, "name", "A <b>name</b>\n%s");
  assert_text (candidate, "datasource-type", "bigquery-federated");
  assert_text (candidate, "catalog", "my-project");
  assert_text (candidate, "schema", "my-schema");
  assert_text (candidate, "table", "fifty_row_table");
  assert_text (candidate, "colliding-id", "9d59");
  assert_text (candidate, "colliding-name", "Another");
  g_object_get (candidate, "collision", &collision, "migrated", &migrated,
                "migration-date", &read_date, NULL);
  g_assert_true (collision);
  g_assert_true (migrated);
  g_assert_true (g_date_time_equal (read_date, date));
  g_assert_cmpstr (preamp_candidate_get_datasource_type (candidate), ==, "bigquery-federated");
  g_assert_cmpstr (preamp_candidate_get_colliding_name (candidate), ==, "Another");

  g_assert_cmpstr (preamp_candidate_get_id (bare), ==, "8c48");
  g_assert_null (preamp_candidate_get_name (bare));
  g_assert_null (preamp_candidate_get_catalog (bare));
  g_assert_null (preamp_candidate_get_migration_date (bare));
  g_assert_false (preamp_candidate_get_collision (bare));
}

static void
test_integration_properties (void)
{
  g_autoptr (PreampIntegration) integration = preamp_integration_new ("31e0", "Mine", "BIGQUERY",
                                                                      "OAUTH");

  assert_text (integration, "id", "31e0");
  assert_text (integration, "name", "Mine");
  assert_text (integration, "engine", "BIGQUERY");
  assert_text (integration, "auth-method", "OAUTH");
}

/* The details of an error survive copying, which is how errors travel. */
static void
test_error_details (void)
{
  const PreampDomoErrorDetails details = {
    .http_status = 400,
    .message = "DATABRICKS is not supported",
    .toe = "D2RFR14QKK-0FWIV-QTGGZ",
    .blocked_address = "192.0.2.7",
  };
  g_autoptr (GError) error = preamp_domo_error_new_take (PREAMP_DOMO_ERROR_BAD_REQUEST, &details,
                                                         g_strdup ("A sentence."));
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Other");

  g_clear_error (&error);
  g_assert_error (copy, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BAD_REQUEST);
  g_assert_cmpstr (copy->message, ==, "A sentence.");
  g_assert_cmpuint (preamp_domo_error_get_http_status (copy), ==, 400);
  g_assert_cmpstr (preamp_domo_error_get_message (copy), ==, "DATABRICKS is not supported");
  g_assert_cmpstr (preamp_domo_error_get_toe (copy), ==, "D2RFR14QKK-0FWIV-QTGGZ");
  g_assert_cmpstr (preamp_domo_error_get_blocked_address (copy), ==, "192.0.2.7");

  g_assert_cmpuint (preamp_domo_error_get_http_status (other), ==, 0);
  g_assert_null (preamp_domo_error_get_message (other));
  g_assert_null (preamp_domo_error_get_toe (NULL));
}

static void
test_reply_keeps_all (void)
{
  const PreampMigrationResultFields result_fields = {
    .toe = "UCIIAGMUEF-G4XS4-9G8UP",
    .datasource_id = "8c48",
    .direction = "FEDERATED_TO_CLOUD_AMPLIFIER",
    .start_time = "2024-03-26T14:55:40.496+00:00",
    .state = "INCOMPLETE",
    .error_message = "Half of it",
    .end_time = "2024-03-26T14:55:48.476+00:00",
  };
  g_autoptr (PreampMigrationResult) result = preamp_migration_result_new (&result_fields);
  const PreampReplyFields fields = {
    .wrote_headers = TRUE,
    .n_sent = 2,
    .http_status = 500,
    .retry_after = 7,
    .result = result,
  };
  g_autoptr (PreampReply) reply = preamp_reply_new (&fields);

  assert_text (result, "toe", "UCIIAGMUEF-G4XS4-9G8UP");
  assert_text (result, "datasource-id", "8c48");
  assert_text (result, "direction", "FEDERATED_TO_CLOUD_AMPLIFIER");
  assert_text (result, "start-time", "2024-03-26T14:55:40.496+00:00");
  assert_text (result, "state", "INCOMPLETE");
  assert_text (result, "error-message", "Half of it");
  assert_text (result, "end-time", "2024-03-26T14:55:48.476+00:00");

  g_assert_true (preamp_reply_get_wrote_headers (reply));
  g_assert_cmpuint (preamp_reply_get_n_sent (reply), ==, 2);
  g_assert_cmpuint (preamp_reply_get_http_status (reply), ==, 500);
  g_assert_cmpuint (preamp_reply_get_retry_after (reply), ==, 7);
  g_assert_true (preamp_reply_get_result (reply) == result);
  g_assert_null (preamp_reply_get_error (reply));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domo/direction/words-of-domo", test_direction);
  g_test_add_func ("/domo/labels/known-and-unknown", test_labels);
  g_test_add_func ("/domo/links/one-segment-each", test_links);
  g_test_add_func ("/domo/candidate/properties", test_candidate_properties);
  g_test_add_func ("/domo/integration/properties", test_integration_properties);
  g_test_add_func ("/domo/error/details-travel", test_error_details);
  g_test_add_func ("/domo/reply/keeps-all", test_reply_keeps_all);

  return g_test_run ();
}
