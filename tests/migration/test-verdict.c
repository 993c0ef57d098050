/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "journal/preamp-journal.h"
#include "migration/preamp-verdict.h"

typedef struct
{
  PreampVerdictFacts facts;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->facts.candidates = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  fixture->facts.reversals = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  fixture->facts.closed = g_hash_table_new (g_str_hash, g_str_equal);
  fixture->facts.standings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                    (GDestroyNotify) preamp_attempt_record_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_hash_table_unref (fixture->facts.candidates);
  g_hash_table_unref (fixture->facts.reversals);
  g_hash_table_unref (fixture->facts.closed);
  g_hash_table_unref (fixture->facts.standings);
}

static void
list (GHashTable                  *lists,
      const PreampCandidateFields *fields)
{
  PreampCandidate *candidate = preamp_candidate_new (fields);

  g_hash_table_insert (lists, (gpointer) preamp_candidate_get_id (candidate), candidate);
}

static void
stand (Fixture         *fixture,
       const char      *datasource_id,
       PreampDirection  direction,
       PreampOutcome    outcome)
{
  PreampAttemptRecord *record = preamp_attempt_record_new ();

  record->id = 77;
  record->datasource_id = g_strdup (datasource_id);
  record->direction = direction;
  record->outcome = outcome;
  g_hash_table_replace (fixture->facts.standings, record->datasource_id, record);
}

static PreampPlanRow *
choose (Fixture         *fixture,
        const char      *datasource_id,
        PreampDirection  direction)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();

  record->datasource_id = g_strdup (datasource_id);
  record->datasource_name = g_strdup ("As shown");
  record->direction = direction;

  return preamp_verdict_new_row (&fixture->facts, record);
}

static void
test_ready_goes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PreampPlanRow) row = NULL;
  const PreampAttemptRecord *record;

  list (fixture->facts.candidates, &(const PreampCandidateFields) {
    .id = "a", .name = "As read", .type = "snowflake-federated",
    .catalog = "C", .schema = "S", .table = "T",
  });

  row = choose (fixture, "a", PREAMP_DIRECTION_MIGRATE);
  record = preamp_plan_row_get_record (row);

  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, PREAMP_VERDICT_GOES);
  g_assert_null (preamp_plan_row_get_reason (row));
  g_assert_null (record->left_out);
  g_assert_cmpstr (record->datasource_name, ==, "As read");
  g_assert_cmpstr (record->table, ==, "T");
  g_assert_cmpint (record->listed, ==, PREAMP_LISTED_CANDIDATES);
  g_assert_cmpint (record->previous_id, ==, 0);
}

static void
test_left_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (PreampPlanRow) collides = NULL;
  g_autoptr (PreampPlanRow) migrated = NULL;
  g_autoptr (PreampPlanRow) gone = NULL;
  g_autoptr (PreampPlanRow) not_moved = NULL;

  list (fixture->facts.candidates, &(const PreampCandidateFields) {
    .id = "c", .name = "C", .collision = TRUE, .colliding_id = "d", .colliding_name = "Other",
  });
  list (fixture->facts.candidates, &(const PreampCandidateFields) {
    .id = "m", .name = "M", .migrated = TRUE,
  });

  collides = choose (fixture, "c", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (collides), ==, PREAMP_VERDICT_COLLIDES);
  g_assert_nonnull (strstr (preamp_plan_row_get_reason (collides), "Other"));
  g_assert_cmpstr (preamp_plan_row_get_record (collides)->left_out, ==,
                   preamp_plan_row_get_reason (collides));

  migrated = choose (fixture, "m", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (migrated), ==, PREAMP_VERDICT_MIGRATED);

  gone = choose (fixture, "g", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (gone), ==, PREAMP_VERDICT_NOT_LISTED);
  g_assert_cmpint (preamp_plan_row_get_record (gone)->listed, ==, PREAMP_LISTED_NOWHERE);
  g_assert_cmpstr (preamp_plan_row_get_record (gone)->datasource_name, ==, "As shown");

  not_moved = choose (fixture, "m", PREAMP_DIRECTION_REVERSE);
  g_assert_cmpint (preamp_plan_row_get_verdict (not_moved), ==, PREAMP_VERDICT_NOT_LISTED);
}

/* What Domo reported as moved is not sent again for as long as its list may only lag. */
static void
test_complete_waits_for_the_lists (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (PreampPlanRow) lags = NULL;
  g_autoptr (PreampPlanRow) reversed = NULL;
  g_autoptr (PreampPlanRow) again = NULL;
  PreampAttemptRecord *standing;

  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "a", .name = "A" });
  list (fixture->facts.reversals, &(const PreampCandidateFields) {
    .id = "a", .name = "A", .migrated = TRUE,
  });
  stand (fixture, "a", PREAMP_DIRECTION_MIGRATE, PREAMP_OUTCOME_COMPLETE);

  lags = choose (fixture, "a", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (lags), ==, PREAMP_VERDICT_LISTS_LAG);
  g_assert_cmpstr (preamp_plan_row_get_record (lags)->left_out, ==,
                   preamp_plan_row_get_reason (lags));

  reversed = choose (fixture, "a", PREAMP_DIRECTION_REVERSE);
  g_assert_cmpint (preamp_plan_row_get_verdict (reversed), ==, PREAMP_VERDICT_GOES);

  /* The looks are over: the list is right, whatever became of it since. */
  standing = g_hash_table_lookup (fixture->facts.standings, "a");
  standing->looks = PREAMP_LOOKS_DONE;
  again = choose (fixture, "a", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (again), ==, PREAMP_VERDICT_GOES);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PreampPlanRow) closed = NULL;
  g_autoptr (PreampPlanRow) waiting = NULL;

  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "a" });
  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "b" });
  g_hash_table_insert (fixture->facts.closed, (gpointer) "a",
                       GINT_TO_POINTER (PREAMP_CLOSED_BY_ATTEMPT));
  g_hash_table_insert (fixture->facts.closed, (gpointer) "b",
                       GINT_TO_POINTER (PREAMP_CLOSED_BY_RUN));
  stand (fixture, "a", PREAMP_DIRECTION_MIGRATE, PREAMP_OUTCOME_INCOMPLETE);

  closed = choose (fixture, "a", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (closed), ==, PREAMP_VERDICT_CLOSED);

  waiting = choose (fixture, "b", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (waiting), ==, PREAMP_VERDICT_IN_A_RUN);
}

/* One Domo can be reached by several names, each an instance of its own here. */
static void
test_incomplete_elsewhere_closes_the_other_direction (Fixture       *fixture,
                                                      gconstpointer  data)
{
  const PreampClosed closed[] = { PREAMP_CLOSED_BY_MIGRATION, PREAMP_CLOSED_BY_REVERSAL };

  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "a" });
  list (fixture->facts.reversals, &(const PreampCandidateFields) { .id = "a" });

  for (size_t i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      const PreampDirection same = i == 0 ? PREAMP_DIRECTION_MIGRATE : PREAMP_DIRECTION_REVERSE;
      const PreampDirection other = i == 0 ? PREAMP_DIRECTION_REVERSE : PREAMP_DIRECTION_MIGRATE;
      g_autoptr (PreampPlanRow) goes = NULL;
      g_autoptr (PreampPlanRow) back = NULL;
      g_autoptr (PreampPlanRow) here = NULL;

      g_hash_table_remove_all (fixture->facts.standings);
      g_hash_table_insert (fixture->facts.closed, (gpointer) "a", GINT_TO_POINTER (closed[i]));

      goes = choose (fixture, "a", same);
      g_assert_cmpint (preamp_plan_row_get_verdict (goes), ==, PREAMP_VERDICT_GOES);

      back = choose (fixture, "a", other);
      g_assert_cmpint (preamp_plan_row_get_verdict (back), ==, PREAMP_VERDICT_OTHER_DIRECTION);
      g_assert_nonnull (strstr (preamp_plan_row_get_reason (back), "another address"));

      /* What is incomplete here is found here. */
      stand (fixture, "a", same, PREAMP_OUTCOME_INCOMPLETE);
      here = choose (fixture, "a", other);
      g_assert_cmpint (preamp_plan_row_get_verdict (here), ==, PREAMP_VERDICT_OTHER_DIRECTION);
      g_assert_null (strstr (preamp_plan_row_get_reason (here), "another address"));
    }
}

static void
test_incomplete_goes_whatever_the_lists_say (Fixture       *fixture,
                                             gconstpointer  data)
{
  const char * const ids[] = { "gone", "migrated", "collides", "ready" };

  list (fixture->facts.candidates, &(const PreampCandidateFields) {
    .id = "migrated", .migrated = TRUE,
  });
  list (fixture->facts.candidates, &(const PreampCandidateFields) {
    .id = "collides", .collision = TRUE,
  });
  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "ready" });

  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (PreampPlanRow) again = NULL;
      g_autoptr (PreampPlanRow) back = NULL;

      stand (fixture, ids[i], PREAMP_DIRECTION_MIGRATE, PREAMP_OUTCOME_INCOMPLETE);

      again = choose (fixture, ids[i], PREAMP_DIRECTION_MIGRATE);
      g_assert_cmpint (preamp_plan_row_get_verdict (again), ==, PREAMP_VERDICT_GOES);
      g_assert_nonnull (preamp_plan_row_get_reason (again));
      g_assert_cmpint (preamp_plan_row_get_record (again)->previous_id, ==, 77);

      back = choose (fixture, ids[i], PREAMP_DIRECTION_REVERSE);
      g_assert_cmpint (preamp_plan_row_get_verdict (back), ==, PREAMP_VERDICT_OTHER_DIRECTION);
    }
}

static PreampVerdict
judge_again (Fixture         *fixture,
             const char      *datasource_id,
             PreampDirection  direction)
{
  g_autoptr (PreampPlanRow) row = choose (fixture, datasource_id, direction);

  /* What goes says which attempt it repeats: without that the journal refuses it. */
  if (preamp_plan_row_get_verdict (row) == PREAMP_VERDICT_GOES)
    {
      g_assert_cmpint (preamp_plan_row_get_record (row)->previous_id, ==, 77);
      g_assert_nonnull (preamp_plan_row_get_reason (row));
    }

  return preamp_plan_row_get_verdict (row);
}

static void
test_uncertain_goes_only_where_allowed (Fixture       *fixture,
                                        gconstpointer  data)
{
  const PreampOutcome outcomes[] = { PREAMP_OUTCOME_UNCONFIRMED, PREAMP_OUTCOME_UNKNOWN };

  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "a" });
  list (fixture->facts.reversals, &(const PreampCandidateFields) { .id = "a" });

  for (size_t i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (GHashTable) allowed = g_hash_table_new (g_int64_hash, g_int64_equal);
      const gint64 another = 76;
      const gint64 id = 77;

      stand (fixture, "a", PREAMP_DIRECTION_MIGRATE, outcomes[i]);
      if (outcomes[i] == PREAMP_OUTCOME_UNCONFIRMED)
        g_hash_table_insert (fixture->facts.closed, (gpointer) "a",
                             GINT_TO_POINTER (PREAMP_CLOSED_BY_ATTEMPT));
      else
        g_hash_table_remove (fixture->facts.closed, "a");

      fixture->facts.allowed = NULL;
      g_assert_cmpint (judge_again (fixture, "a", PREAMP_DIRECTION_MIGRATE), ==,
                       PREAMP_VERDICT_CLOSED);

      fixture->facts.allowed = allowed;
      g_hash_table_add (allowed, (gpointer) &another);
      g_assert_cmpint (judge_again (fixture, "a", PREAMP_DIRECTION_MIGRATE), ==,
                       PREAMP_VERDICT_CLOSED);

      g_hash_table_add (allowed, (gpointer) &id);
      g_assert_cmpint (judge_again (fixture, "a", PREAMP_DIRECTION_MIGRATE), ==,
                       PREAMP_VERDICT_GOES);

      g_assert_cmpint (judge_again (fixture, "a", PREAMP_DIRECTION_REVERSE), ==,
                       PREAMP_VERDICT_CLOSED);

      /* In a run it is not twice, whatever is allowed. */
      g_hash_table_insert (fixture->facts.closed, (gpointer) "a",
                           GINT_TO_POINTER (PREAMP_CLOSED_BY_RUN));
      g_assert_cmpint (judge_again (fixture, "a", PREAMP_DIRECTION_MIGRATE), ==,
                       PREAMP_VERDICT_IN_A_RUN);
      fixture->facts.allowed = NULL;
    }
}

static void
test_in_flight_is_never_allowed (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GHashTable) allowed = g_hash_table_new (g_int64_hash, g_int64_equal);
  const gint64 id = 77;

  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "a" });
  stand (fixture, "a", PREAMP_DIRECTION_MIGRATE, PREAMP_OUTCOME_NONE);
  g_hash_table_insert (fixture->facts.closed, (gpointer) "a",
                       GINT_TO_POINTER (PREAMP_CLOSED_BY_ATTEMPT));
  g_hash_table_add (allowed, (gpointer) &id);
  fixture->facts.allowed = allowed;

  g_assert_cmpint (judge_again (fixture, "a", PREAMP_DIRECTION_MIGRATE), ==,
                   PREAMP_VERDICT_CLOSED);
}

static void
test_lists_stop_an_allowed_one_by_what_is_new (Fixture       *fixture,
                                               gconstpointer  data)
{
  const char * const ids[] = { "gone", "migrated", "collides" };
  const PreampVerdict expected[] = {
    PREAMP_VERDICT_NOT_LISTED, PREAMP_VERDICT_MIGRATED, PREAMP_VERDICT_COLLIDES,
  };
  g_autoptr (GHashTable) allowed = g_hash_table_new (g_int64_hash, g_int64_equal);
  const gint64 id = 77;

  list (fixture->facts.candidates, &(const PreampCandidateFields) {
    .id = "migrated", .migrated = TRUE,
  });
  list (fixture->facts.candidates, &(const PreampCandidateFields) {
    .id = "collides", .collision = TRUE,
  });
  g_hash_table_add (allowed, (gpointer) &id);
  fixture->facts.allowed = allowed;

  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      PreampAttemptRecord *standing;

      stand (fixture, ids[i], PREAMP_DIRECTION_MIGRATE, PREAMP_OUTCOME_UNCONFIRMED);
      standing = g_hash_table_lookup (fixture->facts.standings, ids[i]);
      standing->listed = PREAMP_LISTED_CANDIDATES;
      g_assert_cmpint (judge_again (fixture, ids[i], PREAMP_DIRECTION_MIGRATE), ==, expected[i]);

      /* It repeated an incomplete one, and went in spite of the same lists. */
      standing->listed = i == 0 ? PREAMP_LISTED_NOWHERE : PREAMP_LISTED_CANDIDATES;
      standing->migrated = i == 1;
      standing->collision = i == 2;
      g_assert_cmpint (judge_again (fixture, ids[i], PREAMP_DIRECTION_MIGRATE), ==,
                       PREAMP_VERDICT_GOES);
    }

  fixture->facts.allowed = NULL;
}

static void
test_previous_attempt_is_known (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (PreampPlanRow) aborted = NULL;
  g_autoptr (PreampPlanRow) reversed = NULL;

  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "a" });
  list (fixture->facts.candidates, &(const PreampCandidateFields) { .id = "r" });
  stand (fixture, "a", PREAMP_DIRECTION_MIGRATE, PREAMP_OUTCOME_ABORTED);
  stand (fixture, "r", PREAMP_DIRECTION_REVERSE, PREAMP_OUTCOME_COMPLETE);

  aborted = choose (fixture, "a", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (aborted), ==, PREAMP_VERDICT_GOES);
  g_assert_cmpint (preamp_plan_row_get_record (aborted)->previous_id, ==, 77);

  reversed = choose (fixture, "r", PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpint (preamp_plan_row_get_verdict (reversed), ==, PREAMP_VERDICT_GOES);
  g_assert_cmpint (preamp_plan_row_get_record (reversed)->previous_id, ==, 0);
}

static void
test_same_table (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  const char * const ids[] = { "a", "b", "c", "incomplete", "no-table", "no-table-2" };
  const char * const tables[] = { "T", "T", "U", "T", NULL, NULL };
  const PreampVerdict expected[] = {
    PREAMP_VERDICT_SAME_TABLE, PREAMP_VERDICT_SAME_TABLE, PREAMP_VERDICT_GOES,
    PREAMP_VERDICT_GOES, PREAMP_VERDICT_GOES, PREAMP_VERDICT_GOES,
  };

  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++)
    list (fixture->facts.candidates, &(const PreampCandidateFields) {
      .id = ids[i], .name = ids[i], .catalog = "C", .schema = "S", .table = tables[i],
    });

  stand (fixture, "incomplete", PREAMP_DIRECTION_MIGRATE, PREAMP_OUTCOME_INCOMPLETE);

  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (rows, choose (fixture, ids[i], PREAMP_DIRECTION_MIGRATE));

  preamp_verdict_part_tables (rows);

  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (preamp_plan_row_get_verdict (rows->pdata[i]), ==, expected[i]);

  g_assert_nonnull (strstr (preamp_plan_row_get_reason (rows->pdata[0]), "b "));
  g_assert_nonnull (strstr (preamp_plan_row_get_reason (rows->pdata[1]), "a "));
}

static PreampPlanRow *
choose_for (Fixture    *fixture,
            const char *datasource_id,
            const char *integration_id)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();

  record->datasource_id = g_strdup (datasource_id);
  record->integration_id = g_strdup (integration_id);

  return preamp_verdict_new_row (&fixture->facts, record);
}

static void
test_two_integrations (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  const char * const choices[][2] = {
    { "both", "i0" }, { "both", "i1" }, { "one", "i0" },
    { "incomplete", "i0" }, { "incomplete", "i1" }, { "both", "i2" },
  };
  const PreampVerdict expected[] = {
    PREAMP_VERDICT_TWO_INTEGRATIONS, PREAMP_VERDICT_TWO_INTEGRATIONS, PREAMP_VERDICT_GOES,
    PREAMP_VERDICT_TWO_INTEGRATIONS, PREAMP_VERDICT_GOES, PREAMP_VERDICT_TWO_INTEGRATIONS,
  };
  PreampAttemptRecord *standing;

  stand (fixture, "incomplete", PREAMP_DIRECTION_MIGRATE, PREAMP_OUTCOME_INCOMPLETE);
  standing = g_hash_table_lookup (fixture->facts.standings, "incomplete");
  standing->integration_id = g_strdup ("i1");

  for (size_t i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (!g_hash_table_contains (fixture->facts.candidates, choices[i][0]))
        list (fixture->facts.candidates, &(const PreampCandidateFields) {
          .id = choices[i][0], .name = choices[i][0], .table = choices[i][0],
        });

      g_ptr_array_add (rows, choose_for (fixture, choices[i][0], choices[i][1]));
    }

  /* The same table is another one in another integration. */
  preamp_verdict_part_tables (rows);
  g_assert_cmpint (preamp_plan_row_get_verdict (rows->pdata[1]), ==, PREAMP_VERDICT_GOES);

  preamp_verdict_part_integrations (rows, fixture->facts.standings);

  for (size_t i = 0; i < G_N_ELEMENTS (choices); i++)
    g_assert_cmpint (preamp_plan_row_get_verdict (rows->pdata[i]), ==, expected[i]);

  g_assert_nonnull (strstr (preamp_plan_row_get_reason (rows->pdata[0]), "i1"));
  g_assert_cmpstr (preamp_plan_row_get_record (rows->pdata[1])->left_out, ==,
                   preamp_plan_row_get_reason (rows->pdata[1]));
}

#define ADD(path, function) \
  g_test_add ("/migration/verdict/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("ready-goes", test_ready_goes);
  ADD ("left-out", test_left_out);
  ADD ("complete-waits-for-the-lists", test_complete_waits_for_the_lists);
  ADD ("closed", test_closed);
  ADD ("incomplete-elsewhere-closes-the-other-direction",
       test_incomplete_elsewhere_closes_the_other_direction);
  ADD ("incomplete-goes-whatever-the-lists-say", test_incomplete_goes_whatever_the_lists_say);
  ADD ("uncertain-goes-only-where-allowed", test_uncertain_goes_only_where_allowed);
  ADD ("in-flight-is-never-allowed", test_in_flight_is_never_allowed);
  ADD ("lists-stop-an-allowed-one-by-what-is-new", test_lists_stop_an_allowed_one_by_what_is_new);
  ADD ("previous-attempt-is-known", test_previous_attempt_is_known);
  ADD ("same-table", test_same_table);
  ADD ("two-integrations", test_two_integrations);

  return g_test_run ();
}
