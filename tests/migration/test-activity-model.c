/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "../journal/journal-fixture.h"
#include "../journal/journal-many.h"
#include "migration/preamp-activity-model.h"

typedef struct
{
  guint n_emitted;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Changes *changes = user_data;

  changes->n_emitted++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static void
await_found (PreampActivityModel *model)
{
  await (!preamp_activity_model_get_loading (model));
}

static PreampActivityItem *
await_item (PreampActivityModel *model,
            guint                position)
{
  PreampActivityItem *item = g_list_model_get_item (G_LIST_MODEL (model), position);

  await (preamp_activity_item_get_loaded (item));

  return item;
}

static void
await_gone (PreampActivityModel **model)
{
  g_object_add_weak_pointer (G_OBJECT (*model), (gpointer *) model);
  g_object_unref (*model);
  await (*model == NULL);
}

static const char *
get_id (PreampActivityItem *item)
{
  return preamp_attempt_get_datasource_id (preamp_activity_item_get_attempt (item));
}

static void
test_rows_come_when_asked_for (JournalFixture *fixture,
                               gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (PreampActivityItem) first = NULL;
  g_autoptr (PreampActivityItem) same = NULL;
  g_autoptr (PreampActivityItem) last = NULL;
  PreampActivityModel *model;
  GListModel *list;

  journal_let_go (&fixture->journal);
  journal_many_fill (fixture->path, 100000);
  journal_fixture_reopen (fixture);

  model = preamp_activity_model_new (fixture->journal, PREAMP_ACTIVITY_ATTEMPTS, filter);
  list = G_LIST_MODEL (model);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_false (preamp_activity_model_get_loaded (model));
  await_found (model);
  g_assert_true (preamp_activity_model_get_loaded (model));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 100000);
  g_assert_cmpuint (preamp_activity_model_count_kept (model), ==, 0);

  /* At first a row without content, then the same one with it. */
  first = g_list_model_get_item (list, 0);
  g_assert_false (preamp_activity_item_get_loaded (first));
  same = await_item (model, 0);
  g_assert_true (first == same);
  g_assert_cmpstr (preamp_attempt_get_name (preamp_activity_item_get_attempt (first)), ==,
                   "Datasource 99999 of the warehouse");
  g_assert_true (preamp_attempt_get_saved (preamp_activity_item_get_attempt (first)));

  last = await_item (model, 99999);
  g_assert_cmpstr (preamp_attempt_get_name (preamp_activity_item_get_attempt (last)), ==,
                   "Datasource 0 of the warehouse");
  g_assert_null (g_list_model_get_item (list, 100000));

  /* Whoever scrolls through all of it leaves but some behind. */
  for (guint i = 0; i < 100000; i += 5000)
    g_object_unref (await_item (model, i));
  g_assert_cmpuint (preamp_activity_model_count_kept (model), <, 1500);

  await_gone (&model);
}

static void
test_refresh_keeps_rows (JournalFixture *fixture,
                         gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (PreampActivityItem) item = NULL;
  g_autoptr (PreampActivityItem) moved = NULL;
  g_autoptr (PreampActivityItem) newest = NULL;
  g_autoptr (GError) error = NULL;
  PreampActivityModel *model;
  Changes changes = { 0, };
  gint64 id;

  id = journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_NONE);
  model = preamp_activity_model_new (fixture->journal, PREAMP_ACTIVITY_ATTEMPTS, filter);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  await_found (model);
  g_assert_cmpuint (changes.n_emitted, ==, 1);
  item = await_item (model, 0);
  g_assert_cmpint (preamp_activity_item_get_id (item), ==, id);
  g_assert_cmpuint (preamp_attempt_get_outcome (preamp_activity_item_get_attempt (item)), ==,
                    PREAMP_OUTCOME_NONE);
  g_assert_cmpuint (preamp_attempt_get_phase (preamp_activity_item_get_attempt (item)), ==,
                    PREAMP_ATTEMPT_PHASE_MOVING);

  /* It ends: the list is as it was, and its row says so. */
  journal_save_outcome (fixture->journal, id, PREAMP_OUTCOME_COMPLETE, &error);
  g_assert_no_error (error);
  preamp_activity_model_refresh (model);
  preamp_activity_model_refresh (model);
  await (preamp_attempt_get_outcome (preamp_activity_item_get_attempt (item)) ==
         PREAMP_OUTCOME_COMPLETE);
  await_found (model);
  g_assert_cmpuint (changes.n_emitted, ==, 1);

  /* Another comes above it. */
  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "b", 0, PREAMP_OUTCOME_ABORTED);
  preamp_activity_model_refresh (model);
  await_found (model);
  g_assert_cmpuint (changes.n_emitted, ==, 2);
  g_assert_cmpuint (changes.position, ==, 0);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 1);
  moved = g_list_model_get_item (G_LIST_MODEL (model), 1);
  g_assert_true (moved == item);
  newest = await_item (model, 0);
  g_assert_cmpstr (get_id (newest), ==, "b");

  await_gone (&model);
}

static void
test_filter (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (PreampActivityItem) item = NULL;
  PreampActivityModel *model;

  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_ABORTED);
  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "b", 0, PREAMP_OUTCOME_COMPLETE);
  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "c", 0, PREAMP_OUTCOME_ABORTED);

  model = preamp_activity_model_new (fixture->journal, PREAMP_ACTIVITY_ATTEMPTS, filter);
  await_found (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);

  /* The last of what was typed counts, and what was there stays until it is found. */
  filter->search = g_strdup ("nothing");
  preamp_activity_model_set_filter (model, filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);
  g_clear_pointer (&filter->search, g_free);
  filter->outcomes = 1u << PREAMP_OUTCOME_COMPLETE;
  preamp_activity_model_set_filter (model, filter);
  await_found (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  item = await_item (model, 0);
  g_assert_cmpstr (get_id (item), ==, "b");
  g_assert_cmpuint (preamp_activity_model_get_filter (model)->outcomes, ==, filter->outcomes);

  await_gone (&model);
}

static void
test_runs (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (PreampActivityItem) item = NULL;
  PreampActivityModel *model;
  const PreampRunSummary *summary;

  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_ABORTED);
  journal_try (fixture->journal, PREAMP_DIRECTION_REVERSE, "b", 0, PREAMP_OUTCOME_COMPLETE);

  model = preamp_activity_model_new (fixture->journal, PREAMP_ACTIVITY_RUNS, filter);
  await_found (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
  item = await_item (model, 0);
  g_assert_null (preamp_activity_item_get_attempt (item));
  summary = preamp_activity_item_get_summary (item);
  g_assert_cmpint (summary->run->direction, ==, PREAMP_DIRECTION_REVERSE);
  g_assert_cmpint (summary->run->ending, ==, PREAMP_RUN_ENDING_FINISHED);
  g_assert_cmpuint (summary->counts[PREAMP_OUTCOME_COMPLETE], ==, 1);

  await_gone (&model);
}

static void
test_journal_that_is_closed (JournalFixture *fixture,
                             gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  PreampActivityModel *model;

  preamp_journal_close (fixture->journal);
  model = preamp_activity_model_new (fixture->journal, PREAMP_ACTIVITY_RUNS, filter);
  await_found (model);
  g_assert_false (preamp_activity_model_get_loaded (model));
  g_assert_error (preamp_activity_model_get_error (model), PREAMP_JOURNAL_ERROR,
                  PREAMP_JOURNAL_ERROR_FAILED);

  await_gone (&model);
}

static void
test_items_outlive_their_list (JournalFixture *fixture,
                               gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autoptr (PreampActivityItem) item = NULL;
  PreampActivityModel *model;

  journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0, PREAMP_OUTCOME_ABORTED);
  model = preamp_activity_model_new (fixture->journal, PREAMP_ACTIVITY_ATTEMPTS, filter);
  await_found (model);
  item = await_item (model, 0);
  await_gone (&model);
  g_assert_cmpstr (get_id (item), ==, "a");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/migration/activity-model/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("rows-come-when-asked-for", test_rows_come_when_asked_for);
  ADD ("refresh-keeps-rows", test_refresh_keeps_rows);
  ADD ("filter", test_filter);
  ADD ("runs", test_runs);
  ADD ("journal-that-is-closed", test_journal_that_is_closed);
  ADD ("items-outlive-their-list", test_items_outlive_their_list);

  return g_test_run ();
}
