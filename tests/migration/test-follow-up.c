/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may follow an attempt, by its outcome. */

#include "config.h"

#include <gio/gio.h>

#include "migration/preamp-follow-up.h"

static PreampAttemptRecord *
add_record (GPtrArray     *records,
            const char    *datasource_id,
            PreampOutcome  outcome)
{
  PreampAttemptRecord *record = preamp_attempt_record_new ();

  record->id = records->len + 1;
  record->datasource_id = g_strdup (datasource_id);
  record->outcome = outcome;
  g_ptr_array_add (records, record);

  return record;
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
}

static guint
count (PreampFollowUp  what,
       GPtrArray      *records)
{
  g_autoptr (GPtrArray) list = preamp_follow_up_list (what, records, NULL);

  return list->len;
}

typedef struct
{
  PreampOutcome outcome;
  guint goes_on;    /* Continue… */
  guint again;      /* Try Again… together with others */
  guint back;       /* Reverse… */
} Case;

/* The table “Outcomes”, and what is asked of each by itself. */
static const Case cases[] = {
  { PREAMP_OUTCOME_NONE, 0, 0, 0 },
  { PREAMP_OUTCOME_NOT_STARTED, 1, 0, 0 },
  { PREAMP_OUTCOME_NOT_SENT, 0, 1, 0 },
  { PREAMP_OUTCOME_REFUSED, 0, 1, 0 },
  { PREAMP_OUTCOME_ABORTED, 0, 1, 0 },
  { PREAMP_OUTCOME_INCOMPLETE, 0, 1, 0 },
  { PREAMP_OUTCOME_COMPLETE, 0, 0, 1 },
  { PREAMP_OUTCOME_MOVED, 0, 0, 1 },
  { PREAMP_OUTCOME_UNCONFIRMED, 0, 0, 0 },
  { PREAMP_OUTCOME_UNKNOWN, 0, 0, 0 },
};

static void
test_by_outcome (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) records = new_records ();
      PreampAttemptRecord *record = add_record (records, "a", cases[i].outcome);

      g_assert_cmpuint (count (PREAMP_FOLLOW_UP_CONTINUE, records), ==, cases[i].goes_on);
      g_assert_cmpuint (count (PREAMP_FOLLOW_UP_RETRY, records), ==, cases[i].again);
      g_assert_cmpuint (count (PREAMP_FOLLOW_UP_REVERSE, records), ==, cases[i].back);

      /* Where the lists disagree with the answer somebody has to look first. */
      record->contradicted = TRUE;
      g_assert_cmpuint (count (PREAMP_FOLLOW_UP_RETRY, records), ==, 0);
      g_assert_cmpuint (count (PREAMP_FOLLOW_UP_REVERSE, records), ==, 0);
    }
}

static void
test_last_of_each_datasource (void)
{
  g_autoptr (GPtrArray) records = new_records ();
  g_autoptr (GPtrArray) again = NULL;

  add_record (records, "a", PREAMP_OUTCOME_REFUSED);
  add_record (records, "b", PREAMP_OUTCOME_REFUSED);
  add_record (records, "c", PREAMP_OUTCOME_NOT_STARTED)->left_out = g_strdup ("It collides.");
  add_record (records, "d", PREAMP_OUTCOME_INCOMPLETE)->replaced = TRUE;
  add_record (records, "a", PREAMP_OUTCOME_COMPLETE);
  add_record (records, "b", PREAMP_OUTCOME_ABORTED);

  /* In the order of the run, and as copies. */
  again = preamp_follow_up_list (PREAMP_FOLLOW_UP_RETRY, records, NULL);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpint (((PreampAttemptRecord *) again->pdata[0])->id, ==, 6);
  g_assert_true (again->pdata[0] != records->pdata[5]);
  g_assert_cmpuint (count (PREAMP_FOLLOW_UP_CONTINUE, records), ==, 0);
  g_assert_cmpuint (count (PREAMP_FOLLOW_UP_REVERSE, records), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/follow-up/by-outcome", test_by_outcome);
  g_test_add_func ("/migration/follow-up/last-of-each-datasource", test_last_of_each_datasource);

  return g_test_run ();
}
