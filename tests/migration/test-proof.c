/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "domo/preamp-candidate.h"
#include "migration/preamp-proof.h"

#define SENT_AT G_GINT64_CONSTANT (1711464940500000) /* 2024-03-26T14:55:40.5Z */

typedef enum
{
  ABSENT,
  UNMIGRATED,
  MIGRATED,
} Listed;

typedef struct
{
  const char *name;
  PreampDirection direction;
  /* as last read before the sending */
  PreampListed kept;
  gboolean kept_migrated;
  const char *kept_date;
  /* as read afterwards */
  Listed now;
  const char *now_date;
  gboolean reversible;
  GTimeSpan clock_offset;
  PreampProof proof;
} Case;

#define FORWARD PREAMP_DIRECTION_MIGRATE
#define BACK PREAMP_DIRECTION_REVERSE
#define CANDIDATE PREAMP_LISTED_CANDIDATES
#define BOTH (PREAMP_LISTED_CANDIDATES | PREAMP_LISTED_REVERSE)
#define NONE PREAMP_AGREEMENT_NONE
#define AGREES PREAMP_AGREEMENT_AGREES
#define DISAGREES PREAMP_AGREEMENT_DISAGREES
#define EARLIER "2024-03-20T09:00:00+00:00"
#define MEANWHILE "2024-03-26T14:55:48+00:00"
#define JUST_BEFORE "2024-03-26T14:55:36+00:00"
#define LONG_BEFORE "2024-03-26T14:54:00+00:00"
#define HOUR_AHEAD "2024-03-26T15:55:48+00:00"

static const Case cases[] = {
  { "migrated-now", FORWARD, CANDIDATE, FALSE, NULL, MIGRATED, MEANWHILE, TRUE, 0,
    PREAMP_PROOF_MOVED },
  { "migrated-now-without-date", FORWARD, CANDIDATE, FALSE, NULL, MIGRATED, NULL, FALSE, 0,
    PREAMP_PROOF_MOVED },
  { "still-a-candidate", FORWARD, CANDIDATE, FALSE, NULL, UNMIGRATED, NULL, FALSE, 0,
    PREAMP_PROOF_UNMOVED },
  { "vanished", FORWARD, CANDIDATE, FALSE, NULL, ABSENT, NULL, FALSE, 0,
    PREAMP_PROOF_UNMOVED },
  { "vanished-but-reversible", FORWARD, CANDIDATE, FALSE, NULL, ABSENT, NULL, TRUE, 0,
    PREAMP_PROOF_UNMOVED },
  { "was-migrated-same-date", FORWARD, CANDIDATE, TRUE, EARLIER, MIGRATED, EARLIER, TRUE, 0,
    PREAMP_PROOF_UNMOVED },
  { "was-migrated-other-date", FORWARD, CANDIDATE, TRUE, EARLIER, MIGRATED, MEANWHILE, TRUE, 0,
    PREAMP_PROOF_MOVED },
  { "was-migrated-date-within-tie", FORWARD, CANDIDATE, TRUE, EARLIER, MIGRATED, JUST_BEFORE, TRUE,
    0, PREAMP_PROOF_MOVED },
  { "was-migrated-date-too-early", FORWARD, CANDIDATE, TRUE, EARLIER, MIGRATED, LONG_BEFORE, TRUE,
    0, PREAMP_PROOF_UNMOVED },
  { "was-migrated-server-an-hour-ahead", FORWARD, CANDIDATE, TRUE, EARLIER, MIGRATED, HOUR_AHEAD,
    TRUE, G_TIME_SPAN_HOUR, PREAMP_PROOF_MOVED },
  { "was-migrated-early-by-a-server-an-hour-ahead", FORWARD, CANDIDATE, TRUE, EARLIER, MIGRATED,
    MEANWHILE, TRUE, G_TIME_SPAN_HOUR, PREAMP_PROOF_UNMOVED },
  { "reversed", BACK, BOTH, TRUE, EARLIER, UNMIGRATED, NULL, FALSE, 0, PREAMP_PROOF_MOVED },
  { "not-reversed", BACK, BOTH, TRUE, EARLIER, MIGRATED, EARLIER, TRUE, 0, PREAMP_PROOF_UNMOVED },
  { "reversed-still-reversible", BACK, BOTH, TRUE, EARLIER, UNMIGRATED, NULL, TRUE, 0,
    PREAMP_PROOF_UNMOVED },
  { "reversed-gone-from-both", BACK, BOTH, TRUE, EARLIER, ABSENT, NULL, FALSE, 0,
    PREAMP_PROOF_UNMOVED },
  { "was-not-reversible-before", BACK, CANDIDATE, FALSE, NULL, UNMIGRATED, NULL, FALSE, 0,
    PREAMP_PROOF_UNMOVED },
};

static PreampReading *
read_lists (Listed      now,
            const char *date,
            gboolean    reversible)
{
  PreampReading *reading = g_new0 (PreampReading, 1);
  g_autoptr (GDateTime) migration_date = NULL;
  const PreampCandidateFields gone = { .id = "d", .migrated = TRUE };
  PreampCandidateFields fields = { .id = "d", .migrated = now == MIGRATED };

  if (date != NULL)
    migration_date = g_date_time_new_from_iso8601 (date, NULL);
  fields.migration_date = migration_date;

  reading->candidates = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  reading->reversals = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  reading->user_id = g_strdup ("27");

  if (now != ABSENT)
    g_hash_table_insert (reading->candidates, (gpointer) "d", preamp_candidate_new (&fields));

  if (reversible)
    g_hash_table_insert (reading->reversals, (gpointer) "d", preamp_candidate_new (&gone));

  return reading;
}

static PreampAttemptRecord *
keep (const Case *row)
{
  PreampAttemptRecord *record = preamp_attempt_record_new ();

  record->datasource_id = g_strdup ("d");
  record->direction = row->direction;
  record->listed = row->kept;
  record->migrated = row->kept_migrated;
  record->migration_date = g_strdup (row->kept_date);
  record->sent_at = SENT_AT;
  record->clock_known = TRUE;
  record->clock_offset = row->clock_offset;

  return record;
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (PreampReading) reading = read_lists (row->now, row->now_date, row->reversible);
  g_autoptr (PreampAttemptRecord) record = keep (row);

  g_assert_cmpint (preamp_proof_judge (reading, record, "27"), ==, row->proof);

  /* Nothing is proved by another user's lists, or without the list that would show it. */
  g_assert_cmpint (preamp_proof_judge (reading, record, "28"), ==, PREAMP_PROOF_NONE);
  g_assert_cmpint (preamp_proof_judge (reading, record, NULL), ==, PREAMP_PROOF_NONE);

  g_clear_pointer (&reading->candidates, g_hash_table_unref);
  g_assert_cmpint (preamp_proof_judge (reading, record, "27"), ==, PREAMP_PROOF_NONE);
}

static void
test_reverse_list_is_needed_for_a_reversal (void)
{
  const Case row = { "", BACK, BOTH, TRUE, EARLIER };
  g_autoptr (PreampReading) reading = read_lists (UNMIGRATED, NULL, FALSE);
  g_autoptr (PreampAttemptRecord) record = keep (&row);

  g_clear_pointer (&reading->reversals, g_hash_table_unref);
  g_assert_cmpint (preamp_proof_judge (reading, record, "27"), ==, PREAMP_PROOF_NONE);
}

static void
test_contradictions (void)
{
  static const struct
  {
    PreampDirection direction;
    PreampOutcome outcome;
    Listed now;
    gboolean reversible;
    PreampAgreement agreement;
  } rows[] = {
    { FORWARD, PREAMP_OUTCOME_COMPLETE, MIGRATED, TRUE, AGREES },
    { FORWARD, PREAMP_OUTCOME_COMPLETE, MIGRATED, FALSE, AGREES },
    { FORWARD, PREAMP_OUTCOME_COMPLETE, ABSENT, TRUE, AGREES },
    { FORWARD, PREAMP_OUTCOME_COMPLETE, UNMIGRATED, FALSE, DISAGREES },
    { FORWARD, PREAMP_OUTCOME_COMPLETE, ABSENT, FALSE, DISAGREES },
    { FORWARD, PREAMP_OUTCOME_ABORTED, UNMIGRATED, FALSE, AGREES },
    { FORWARD, PREAMP_OUTCOME_ABORTED, MIGRATED, TRUE, DISAGREES },
    { FORWARD, PREAMP_OUTCOME_REFUSED, MIGRATED, TRUE, DISAGREES },
    { FORWARD, PREAMP_OUTCOME_INCOMPLETE, MIGRATED, TRUE, NONE },
    { BACK, PREAMP_OUTCOME_COMPLETE, UNMIGRATED, FALSE, AGREES },
    { BACK, PREAMP_OUTCOME_COMPLETE, UNMIGRATED, TRUE, DISAGREES },
    { BACK, PREAMP_OUTCOME_COMPLETE, MIGRATED, FALSE, DISAGREES },
    { BACK, PREAMP_OUTCOME_REFUSED, UNMIGRATED, FALSE, DISAGREES },
    { BACK, PREAMP_OUTCOME_REFUSED, MIGRATED, TRUE, AGREES },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Case row = {
        .direction = rows[i].direction,
        .kept = rows[i].direction == FORWARD ? CANDIDATE : BOTH,
        .kept_migrated = rows[i].direction == BACK,
      };
      g_autoptr (PreampReading) reading = read_lists (rows[i].now, NULL, rows[i].reversible);
      g_autoptr (PreampAttemptRecord) record = keep (&row);

      record->outcome = rows[i].outcome;
      g_assert_cmpint (preamp_proof_compare (reading, record, "27"), ==, rows[i].agreement);
      g_assert_cmpint (preamp_proof_compare (reading, record, "28"), ==, NONE);

      /* What is not in the one list may be in the one that was not read. */
      g_clear_pointer (&reading->reversals, g_hash_table_unref);
      if (record->outcome == PREAMP_OUTCOME_COMPLETE)
        g_assert_cmpint (preamp_proof_compare (reading, record, "27"), !=, DISAGREES);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/migration/proof/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  g_test_add_func ("/migration/proof/reverse-list-is-needed-for-a-reversal",
                   test_reverse_list_is_needed_for_a_reversal);
  g_test_add_func ("/migration/proof/contradictions", test_contradictions);

  return g_test_run ();
}
