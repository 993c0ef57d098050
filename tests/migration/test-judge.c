/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "domo/preamp-domo-error.h"
#include "migration/preamp-judge.h"

#define DATASOURCE "8c487fef-b62d-486f-af7a-90c7d6ee0347"

typedef struct
{
  const char *name;
  gboolean wrote_headers;
  guint http_status;
  const char *state;
  const char *datasource_id;
  PreampOutcome outcome;
} Case;

/* The table “How an answer is judged”, row by row. */
static const Case cases[] = {
  { "refused-connection", FALSE, 0, NULL, NULL, PREAMP_OUTCOME_NOT_SENT },
  { "proxy-407", FALSE, 407, NULL, NULL, PREAMP_OUTCOME_NOT_SENT },
  { "proxy-502", FALSE, 502, NULL, NULL, PREAMP_OUTCOME_NOT_SENT },
  { "complete", TRUE, 200, "COMPLETE", DATASOURCE, PREAMP_OUTCOME_COMPLETE },
  { "complete-upper-case-id", TRUE, 200, "COMPLETE",
    "8C487FEF-B62D-486F-AF7A-90C7D6EE0347", PREAMP_OUTCOME_COMPLETE },
  { "complete-no-id", TRUE, 200, "COMPLETE", NULL, PREAMP_OUTCOME_COMPLETE },
  { "incomplete", TRUE, 200, "INCOMPLETE", DATASOURCE, PREAMP_OUTCOME_INCOMPLETE },
  { "aborted", TRUE, 200, "ABORTED", DATASOURCE, PREAMP_OUTCOME_ABORTED },
  { "result-in-500", TRUE, 500, "COMPLETE", DATASOURCE, PREAMP_OUTCOME_COMPLETE },
  { "result-in-409", TRUE, 409, "INCOMPLETE", DATASOURCE, PREAMP_OUTCOME_INCOMPLETE },
  { "unknown-state", TRUE, 200, "PARKED", DATASOURCE, PREAMP_OUTCOME_UNKNOWN },
  { "lower-case-state", TRUE, 200, "complete", DATASOURCE, PREAMP_OUTCOME_UNKNOWN },
  { "another-datasource", TRUE, 200, "COMPLETE", "other", PREAMP_OUTCOME_UNCONFIRMED },
  { "another-datasource-in-400", TRUE, 400, "ABORTED", "other", PREAMP_OUTCOME_UNCONFIRMED },
  { "401", TRUE, 401, NULL, NULL, PREAMP_OUTCOME_REFUSED },
  { "404", TRUE, 404, NULL, NULL, PREAMP_OUTCOME_REFUSED },
  { "429", TRUE, 429, NULL, NULL, PREAMP_OUTCOME_REFUSED },
  { "408", TRUE, 408, NULL, NULL, PREAMP_OUTCOME_UNCONFIRMED },
  { "302", TRUE, 302, NULL, NULL, PREAMP_OUTCOME_UNCONFIRMED },
  { "200-no-state", TRUE, 200, NULL, NULL, PREAMP_OUTCOME_UNCONFIRMED },
  { "500", TRUE, 500, NULL, NULL, PREAMP_OUTCOME_UNCONFIRMED },
  { "504", TRUE, 504, NULL, NULL, PREAMP_OUTCOME_UNCONFIRMED },
  { "reset", TRUE, 0, NULL, NULL, PREAMP_OUTCOME_UNCONFIRMED },
};

static void
test_table (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  g_autoptr (PreampMigrationResult) result = NULL;
  g_autoptr (PreampReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  record->datasource_id = g_strdup (DATASOURCE);

  if (row->state != NULL)
    result = preamp_migration_result_new (&(const PreampMigrationResultFields) {
      .toe = "UCIIAGMUEF-G4XS4-9G8UP",
      .datasource_id = row->datasource_id,
      .state = row->state,
      .error_message = "A message",
    });
  else
    error = g_error_new_literal (PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_SERVER,
                                 "What happened. Try again.");

  reply = preamp_reply_new (&(const PreampReplyFields) {
    .wrote_headers = row->wrote_headers,
    .n_sent = row->wrote_headers ? 1 : 0,
    .http_status = row->http_status,
    .result = result,
    .error = error,
  });

  g_assert_cmpint (preamp_judge_reply (reply, record), ==, row->outcome);
  g_assert_cmpint (record->outcome, ==, row->outcome);
  g_assert_cmpuint (record->http_status, ==, row->http_status);
  g_assert_cmpuint (record->n_sent, ==, row->wrote_headers ? 1 : 0);

  if (row->state != NULL)
    {
      g_assert_cmpstr (record->toe, ==, "UCIIAGMUEF-G4XS4-9G8UP");
      g_assert_cmpstr (record->state, ==, row->state);
      g_assert_cmpstr (record->error_message, ==, "A message");
      g_assert_cmpstr (record->result_datasource_id, ==, row->datasource_id);
    }
  else if (row->outcome == PREAMP_OUTCOME_UNCONFIRMED)
    {
      /* Nothing is to be tried before it was looked up. */
      g_assert_nonnull (record->failure);
      g_assert_null (strstr (record->failure, "again"));
    }
  else
    {
      g_assert_cmpstr (record->failure, ==, "What happened. Try again.");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/migration/judge/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_table);
    }

  return g_test_run ();
}
