/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "journal/preamp-attempt-record.h"
#include "migration/preamp-support-text.h"

static void
test_everything_support_asks_for (void)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *text = NULL;
  PreampAttemptRecord *record = preamp_attempt_record_new ();

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (records, record);

  record->instance = g_strdup ("https://acme.domo.com");
  record->integration_id = g_strdup ("31e0307a-cb31-4018-b824-eb04b15827e1");
  record->integration_name = g_strdup ("Warehouse 100 %s");
  record->integration_type = g_strdup ("SNOWFLAKE");
  record->direction = PREAMP_DIRECTION_REVERSE;
  record->datasource_id = g_strdup ("8c487fef-b62d-486f-af7a-90c7d6ee0347");
  record->outcome = PREAMP_OUTCOME_INCOMPLETE;
  record->state = g_strdup ("INCOMPLETE");
  record->error_message = g_strdup ("It broke");
  record->toe = g_strdup ("UCIIAGMUEF-G4XS4-9G8UP");
  record->http_status = 200;
  record->start_time = g_strdup ("2024-03-26T14:55:40.496+00:00");
  record->end_time = g_strdup ("2024-03-26T14:55:48.476+00:00");
  record->sent_at = G_GINT64_CONSTANT (1711464940496000);

  text = preamp_support_text_new (records);

  g_assert_cmpstr (text, ==,
                   "Instance: https://acme.domo.com\n"
                   "\n"
                   "Datasource: 8c487fef-b62d-486f-af7a-90c7d6ee0347\n"
                   "Integration: Warehouse 100 %s (31e0307a-cb31-4018-b824-eb04b15827e1)\n"
                   "Integration type: SNOWFLAKE\n"
                   "Direction: CLOUD_AMPLIFIER_TO_FEDERATED\n"
                   "Outcome: incomplete\n"
                   "State: INCOMPLETE\n"
                   "Error message: It broke\n"
                   "Toe: UCIIAGMUEF-G4XS4-9G8UP\n"
                   "HTTP status: 200\n"
                   "Start time: 2024-03-26T14:55:40.496+00:00\n"
                   "End time: 2024-03-26T14:55:48.476+00:00\n"
                   "Sent: 2024-03-26T14:55:40.496000Z\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/support-text/everything-support-asks-for",
                   test_everything_support_asks_for);

  return g_test_run ();
}
