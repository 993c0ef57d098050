/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "tests/await.h"
#include "window/preamp-datasource-pipeline.h"

typedef struct
{
  GListStore               *candidates;
  PreampIntegration        *integration;
  PreampDatasourceModel    *model;
  PreampDatasourcePipeline *pipeline;
} Fixture;

static PreampCandidate *
make_candidate (const char *id,
                const char *name)
{
  const PreampCandidateFields fields = {
    .id = id,
    .name = name,
    .type = "snowflake-federated",
    .catalog = "ANALYTICS",
    .schema = "SALES",
    .table = id,
  };

  return preamp_candidate_new (&fields);
}

static void
add (Fixture    *fixture,
     const char *id,
     const char *name)
{
  g_autoptr (PreampCandidate) candidate = make_candidate (id, name);

  g_list_store_append (fixture->candidates, candidate);
}

static void
add_fields (Fixture                     *fixture,
            const PreampCandidateFields *fields)
{
  g_autoptr (PreampCandidate) candidate = preamp_candidate_new (fields);

  g_list_store_append (fixture->candidates, candidate);
}

static PreampDatasourceItem *
look_up (Fixture    *fixture,
         const char *id)
{
  PreampDatasourceItem *item = preamp_datasource_model_look_up (fixture->model, id);

  g_assert_nonnull (item);

  return item;
}

/* The identifiers that are shown, in order. */
static char *
list_shown (Fixture *fixture)
{
  GListModel *shown = G_LIST_MODEL (preamp_datasource_pipeline_get_selection (fixture->pipeline));
  g_autoptr (GString) ids = g_string_new (NULL);

  /* Sort and filter are at work in idles. */
  while (g_main_context_iteration (NULL, FALSE));

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (PreampDatasourceItem) item = g_list_model_get_item (shown, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", preamp_datasource_item_get_id (item));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_shown (Fixture    *fixture,
              const char *ids)
{
  g_autofree char *shown = list_shown (fixture);

  g_assert_cmpstr (shown, ==, ids);
}

static void
assert_selected (Fixture    *fixture,
                 const char *ids)
{
  g_autoptr (GPtrArray) selected = preamp_datasource_model_dup_selected (fixture->model);
  g_auto (GStrv) expected = g_strsplit (ids, " ", -1);

  g_assert_cmpuint (selected->len, ==, *ids != '\0' ? g_strv_length (expected) : 0);

  for (guint i = 0; i < selected->len; i++)
    g_assert_true (g_strv_contains ((const char * const *) expected,
                                    preamp_candidate_get_id (selected->pdata[i])));
}

static void
make_model (Fixture         *fixture,
            PreampDirection  direction)
{
  g_clear_object (&fixture->model);
  fixture->model = preamp_datasource_model_new (G_LIST_MODEL (fixture->candidates),
                                                fixture->integration, direction, NULL);
  preamp_datasource_pipeline_set_model (fixture->pipeline, fixture->model);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->candidates = g_list_store_new (PREAMP_TYPE_CANDIDATE);
  fixture->integration = preamp_integration_new ("i", "Warehouse", "SNOWFLAKE", "OAUTH");
  fixture->pipeline = preamp_datasource_pipeline_new ();
  make_model (fixture, PREAMP_DIRECTION_MIGRATE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_clear_object (&fixture->pipeline);
  g_clear_object (&fixture->model);
  g_clear_object (&fixture->integration);
  g_clear_object (&fixture->candidates);
}

static void
add_one_of_each (Fixture *fixture)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2001, 9, 12, 7, 41, 0);

  add (fixture, "ready", "Budget 10");
  add (fixture, "ready2", "budget 9");
  add_fields (fixture, &(PreampCandidateFields) {
    .id = "collides",
    .name = "Commissions",
    .collision = TRUE,
    .colliding_id = "c0",
    .colliding_name = "Partner\nRevenue",
  });
  add_fields (fixture, &(PreampCandidateFields) {
    .id = "migrated",
    .name = "Renewals",
    .collision = TRUE,
    .migrated = TRUE,
    .migration_date = date,
  });
}

static void
test_status_by_the_list (Fixture       *fixture,
                         gconstpointer  user_data)
{
  static const struct
  {
    const char           *id;
    PreampStatus          status;
    PreampDatasourceGroup group;
    const char           *text;
    gboolean              selectable;
  } cases[] = {
    { "ready", PREAMP_STATUS_READY, PREAMP_DATASOURCE_GROUP_READY, "Ready", TRUE },
    { "collides", PREAMP_STATUS_COLLISION, PREAMP_DATASOURCE_GROUP_COLLISION,
      "Collides with Partner Revenue", FALSE },
    { "migrated", PREAMP_STATUS_MIGRATED, PREAMP_DATASOURCE_GROUP_MIGRATED,
      "Migrated 12 Sep 2001", FALSE },
  };

  add_one_of_each (fixture);

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PreampDatasourceItem *item = look_up (fixture, cases[i].id);

      g_assert_cmpint (preamp_datasource_item_get_status (item), ==, cases[i].status);
      g_assert_cmpint (preamp_datasource_item_get_group (item), ==, cases[i].group);
      g_assert_cmpstr (preamp_datasource_item_get_status_text (item), ==, cases[i].text);
      g_assert_cmpint (preamp_datasource_item_get_selectable (item), ==, cases[i].selectable);

      /* What cannot be selected says why, and is not. */
      preamp_datasource_model_select (fixture->model, item, TRUE);
      g_assert_cmpint (preamp_datasource_item_get_selected (item), ==, cases[i].selectable);
      g_assert_cmpint (preamp_datasource_item_get_hindrance (item) != NULL,
                       ==,
                       !cases[i].selectable);
    }
}

static void
test_what_was_moved_can_be_moved_back (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2001, 9, 12, 7, 41, 0);
  PreampDatasourceItem *item;

  make_model (fixture, PREAMP_DIRECTION_REVERSE);
  add_fields (fixture, &(PreampCandidateFields) {
    .id = "a",
    .name = "Renewals",
    .migrated = TRUE,
    .migration_date = date,
  });

  item = look_up (fixture, "a");
  g_assert_cmpint (preamp_datasource_item_get_status (item), ==, PREAMP_STATUS_MIGRATED);
  g_assert_cmpstr (preamp_datasource_item_get_status_text (item),
                   ==,
                   "Migrated 12 Sep 2001, 07:41");
  g_assert_true (preamp_datasource_item_get_selectable (item));
  g_assert_false (preamp_datasource_item_get_dimmed (item));
}

static void
test_selection_is_kept (Fixture       *fixture,
                        gconstpointer  user_data)
{
  g_autoptr (PreampCandidate) again = make_candidate ("ready", "Budget, renamed");
  PreampDatasourceItem *item;
  PreampDatasourceCounts counts;

  add_one_of_each (fixture);
  item = look_up (fixture, "ready");
  preamp_datasource_model_select (fixture->model, item, TRUE);

  /* Through a search that hides it, */
  preamp_datasource_pipeline_set_search (fixture->pipeline, "renewals");
  assert_shown (fixture, "migrated");
  preamp_datasource_pipeline_count (fixture->pipeline, &counts);
  g_assert_cmpuint (counts.n_items, ==, 4);
  g_assert_cmpuint (counts.n_selected, ==, 1);
  g_assert_cmpuint (counts.n_hidden, ==, 1);
  g_assert_cmpuint (counts.n_found[PREAMP_DATASOURCE_GROUP_ALL], ==, 1);
  g_assert_cmpuint (counts.n_found[PREAMP_DATASOURCE_GROUP_READY], ==, 0);
  g_assert_cmpuint (counts.n_total[PREAMP_DATASOURCE_GROUP_READY], ==, 2);

  /* a filter, */
  preamp_datasource_pipeline_set_search (fixture->pipeline, NULL);
  preamp_datasource_pipeline_set_group (fixture->pipeline, PREAMP_DATASOURCE_GROUP_COLLISION);
  assert_shown (fixture, "collides");
  preamp_datasource_pipeline_set_group (fixture->pipeline, PREAMP_DATASOURCE_GROUP_ALL);
  assert_selected (fixture, "ready");

  /* and a refresh, in which the row is another object. */
  g_list_store_splice (fixture->candidates, 0, 4, (gpointer *) &again, 1);
  assert_shown (fixture, "ready");
  g_assert_true (look_up (fixture, "ready") == item);
  g_assert_cmpstr (preamp_datasource_item_get_name (item), ==, "Budget, renamed");
  assert_selected (fixture, "ready");
  g_assert_null (preamp_datasource_model_look_up (fixture->model, "collides"));
}

static void
test_selection_goes_with_readiness (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  const PreampCandidateFields fields = { .id = "ready", .name = "Budget 10", .migrated = TRUE };
  g_autoptr (PreampCandidate) migrated = preamp_candidate_new (&fields);

  add_one_of_each (fixture);
  preamp_datasource_model_select (fixture->model, look_up (fixture, "ready"), TRUE);
  g_list_store_splice (fixture->candidates, 0, 1, (gpointer *) &migrated, 1);
  assert_selected (fixture, "");
}

static void
test_cursor_is_kept (Fixture       *fixture,
                     gconstpointer  user_data)
{
  GtkSelectionModel *selection = preamp_datasource_pipeline_get_selection (fixture->pipeline);
  g_autoptr (PreampCandidate) again = make_candidate ("ready2", "budget 9");
  PreampDatasourceItem *item;

  add_one_of_each (fixture);
  assert_shown (fixture, "ready2 ready collides migrated");
  item = look_up (fixture, "ready2");
  gtk_selection_model_select_item (selection,
                                   preamp_datasource_pipeline_find (fixture->pipeline, item), TRUE);

  preamp_datasource_pipeline_set_search (fixture->pipeline, "budget");
  assert_shown (fixture, "ready2 ready");
  g_assert_true (preamp_datasource_pipeline_get_cursor (fixture->pipeline) == item);

  preamp_datasource_pipeline_set_search (fixture->pipeline, "sales");
  assert_shown (fixture, "ready2 ready");
  g_assert_true (preamp_datasource_pipeline_get_cursor (fixture->pipeline) == item);

  g_list_store_splice (fixture->candidates, 0, 3, (gpointer *) &again, 1);
  preamp_datasource_pipeline_set_search (fixture->pipeline, "");
  assert_shown (fixture, "ready2 migrated");
  g_assert_true (preamp_datasource_pipeline_get_cursor (fixture->pipeline) == item);
}

static int
compare_backwards_cb (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  return preamp_datasource_item_compare_text ((PreampDatasourceItem *) b,
                                              (PreampDatasourceItem *) a,
                                              PREAMP_DATASOURCE_COLUMN_NAME);
}

static void
cursor_notify_cb (guint *n_notified)
{
  (*n_notified)++;
}

static void
test_cursor_is_kept_through_sorting (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  GtkSelectionModel *selection = preamp_datasource_pipeline_get_selection (fixture->pipeline);
  g_autoptr (GtkSorter) backwards = NULL;
  guint n_notified = 0;
  PreampDatasourceItem *item;

  add_one_of_each (fixture);
  assert_shown (fixture, "ready2 ready collides migrated");
  item = look_up (fixture, "ready");
  gtk_selection_model_select_item (selection, 1, TRUE);
  g_signal_connect_swapped (fixture->pipeline, "notify::cursor",
                            G_CALLBACK (cursor_notify_cb), &n_notified);

  backwards = GTK_SORTER (gtk_custom_sorter_new (compare_backwards_cb, NULL, NULL));
  preamp_datasource_pipeline_set_sorter (fixture->pipeline, backwards);
  assert_shown (fixture, "migrated collides ready ready2");
  g_assert_true (gtk_selection_model_is_selected (selection, 2));
  g_assert_true (preamp_datasource_pipeline_get_cursor (fixture->pipeline) == item);
  /* Nobody who shows its details has to look away. */
  g_assert_cmpuint (n_notified, ==, 0);

  g_list_store_remove (fixture->candidates, 0);
  assert_shown (fixture, "migrated collides ready2");
  /* The next row takes its place; what is searched for begins without one. */
  g_assert_true (preamp_datasource_pipeline_get_cursor (fixture->pipeline) ==
                 look_up (fixture, "ready2"));
  g_assert_cmpuint (n_notified, ==, 1);

  preamp_datasource_pipeline_set_search (fixture->pipeline, "renewals");
  assert_shown (fixture, "migrated");
  g_assert_null (preamp_datasource_pipeline_get_cursor (fixture->pipeline));
}

/* It goes for what it is sorted by: that says nothing about its neighbours. */
static void
test_cursor_goes_to_the_neighbour (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();

  add (fixture, "a", "Budget");
  add (fixture, "b", "Forecast");
  add (fixture, "c", "Zebra");
  preamp_datasource_pipeline_set_group (fixture->pipeline, PREAMP_DATASOURCE_GROUP_READY);
  assert_shown (fixture, "a b c");
  gtk_single_selection_set_selected (
    GTK_SINGLE_SELECTION (preamp_datasource_pipeline_get_selection (fixture->pipeline)), 1);

  record->instance = g_strdup ("https://acme.domo.com");
  record->datasource_id = g_strdup ("b");
  record->direction = PREAMP_DIRECTION_MIGRATE;
  record->outcome = PREAMP_OUTCOME_INCOMPLETE;
  record->sent_at = record->answered_at = 1;
  preamp_datasource_item_set_record (look_up (fixture, "b"), record);
  preamp_datasource_pipeline_refilter (fixture->pipeline, TRUE);
  assert_shown (fixture, "a c");
  await (preamp_datasource_pipeline_get_cursor (fixture->pipeline) == look_up (fixture, "c"));
}

static void
test_search_finds_all_columns (Fixture       *fixture,
                               gconstpointer  user_data)
{
  g_autofree char *long_name = g_strnfill (4000, 'x');
  static const struct
  {
    const char *search;
    const char *ids;
  } cases[] = {
    { "<b>", "0f0e1d2c" },
    { "🚀", "0f0e1d2c" },
    { "two lines", "0f0e1d2c" },
    { "مبيعات", "rtl" },
    { "STRASSE", "german" },
    { "sales analytics straße", "german" },
    { "snowflake-fed german", "german" },
    { "0f0e1d2c", "0f0e1d2c" },
    { "xxxx", "long" },
    { "%s", "" },
    { "sales analytics nothing", "" },
    /* No search reaches from one column into the next. */
    { "federatedanalytics", "" },
  };

  add (fixture, "0f0e1d2c", "<b>Launch</b> 🚀\ntwo\nlines & more");
  add (fixture, "rtl", "مبيعات");
  add (fixture, "german", "Straße");
  add (fixture, "long", long_name);

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      preamp_datasource_pipeline_set_search (fixture->pipeline, cases[i].search);
      assert_shown (fixture, cases[i].ids);
    }

  /* Names are shown on one line, as text. */
  g_assert_cmpstr (preamp_datasource_item_get_name (look_up (fixture, "0f0e1d2c")),
                   ==,
                   "<b>Launch</b> 🚀 two lines & more");
  g_assert_cmpint (g_utf8_strlen (preamp_datasource_item_get_name (look_up (fixture, "long")), -1),
                   ==,
                   301);
}

/* Identifiers are searched from a certain length on: one letter more finds more then, and not
 * less. */
static void
test_identifier_is_found_letter_by_letter (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  const char *id = "7c1d4e9a-52";
  g_autofree char *all = NULL;

  add_fields (fixture, &(PreampCandidateFields) { .id = "7c1d4e9a-5208", .name = "Budget" });
  add_fields (fixture, &(PreampCandidateFields) { .id = "ffffffff-0000", .name = "Renewals" });
  all = list_shown (fixture);

  for (guint i = 1; i <= strlen (id); i++)
    {
      g_autofree char *typed = g_strndup (id, i);

      preamp_datasource_pipeline_set_search (fixture->pipeline, typed);
      if (i >= 8)
        assert_shown (fixture, "7c1d4e9a-5208");
    }

  /* And taken back again. */
  for (guint i = strlen (id); i > 0; i--)
    {
      g_autofree char *typed = g_strndup (id, i);
      g_autofree char *after = NULL;
      g_autofree char *anew = NULL;

      preamp_datasource_pipeline_set_search (fixture->pipeline, typed);
      after = list_shown (fixture);
      preamp_datasource_pipeline_set_search (fixture->pipeline, "something else");
      preamp_datasource_pipeline_set_search (fixture->pipeline, typed);
      anew = list_shown (fixture);
      g_assert_cmpstr (after, ==, anew);
    }

  preamp_datasource_pipeline_set_search (fixture->pipeline, NULL);
  assert_shown (fixture, all);
}

static void
test_select_all_takes_what_is_shown_and_ready (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  add_one_of_each (fixture);
  add (fixture, "other", "Something else");

  preamp_datasource_pipeline_set_search (fixture->pipeline, "b");
  preamp_datasource_pipeline_set_search (fixture->pipeline, "budget");
  preamp_datasource_pipeline_select_all (fixture->pipeline);
  assert_selected (fixture, "ready ready2");

  preamp_datasource_pipeline_set_search (fixture->pipeline, NULL);
  preamp_datasource_pipeline_select_all (fixture->pipeline);
  assert_selected (fixture, "ready ready2 other");

  preamp_datasource_model_clear_selection (fixture->model);
  assert_selected (fixture, "");
}

static void
test_ranges (Fixture       *fixture,
             gconstpointer  user_data)
{
  GtkSelectionModel *selection = preamp_datasource_pipeline_get_selection (fixture->pipeline);

  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);

      add (fixture, id, id);
    }

  add_fields (fixture, &(PreampCandidateFields) { .id = "r7", .name = "r7", .migrated = TRUE });
  add (fixture, "r8", "r8");
  assert_shown (fixture, "r1 r2 r3 r4 r5 r6 r7 r8");

  preamp_datasource_pipeline_toggle (fixture->pipeline, look_up (fixture, "r2"), FALSE);
  assert_selected (fixture, "r2");
  preamp_datasource_pipeline_toggle (fixture->pipeline, look_up (fixture, "r4"), TRUE);
  assert_selected (fixture, "r2 r3 r4");

  /* Upwards, and over a row that cannot be selected. */
  preamp_datasource_pipeline_toggle (fixture->pipeline, look_up (fixture, "r8"), FALSE);
  preamp_datasource_pipeline_toggle (fixture->pipeline, look_up (fixture, "r6"), TRUE);
  assert_selected (fixture, "r2 r3 r4 r6 r8");

  /* What was unselected last is unselected over a range too. */
  preamp_datasource_pipeline_toggle (fixture->pipeline, look_up (fixture, "r2"), FALSE);
  preamp_datasource_pipeline_toggle (fixture->pipeline, look_up (fixture, "r3"), TRUE);
  assert_selected (fixture, "r4 r6 r8");

  /* By keys, from the cursor. */
  preamp_datasource_model_clear_selection (fixture->model);
  gtk_selection_model_select_item (selection, 0, TRUE);
  preamp_datasource_pipeline_toggle (fixture->pipeline, look_up (fixture, "r1"), FALSE);
  preamp_datasource_pipeline_extend (fixture->pipeline, 1);
  assert_selected (fixture, "r1 r2");
  gtk_selection_model_select_item (selection, 1, TRUE);
  preamp_datasource_pipeline_extend (fixture->pipeline, 1);
  assert_selected (fixture, "r1 r2 r3");

  /* On the way back, and beyond. */
  gtk_selection_model_select_item (selection, 2, TRUE);
  preamp_datasource_pipeline_extend (fixture->pipeline, -1);
  assert_selected (fixture, "r1 r2");
  gtk_selection_model_select_item (selection, 1, TRUE);
  preamp_datasource_pipeline_extend (fixture->pipeline, -1);
  assert_selected (fixture, "r1");
  gtk_selection_model_select_item (selection, 0, TRUE);
  preamp_datasource_pipeline_extend (fixture->pipeline, -1);
  assert_selected (fixture, "r1");

  /* From elsewhere it takes nothing back. */
  gtk_selection_model_select_item (selection, 5, TRUE);
  preamp_datasource_pipeline_extend (fixture->pipeline, -1);
  assert_selected (fixture, "r1 r5 r6");
}

static void
test_journal_changes_the_status (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  static const struct
  {
    PreampOutcome outcome;
    gboolean      contradicted;
    const char   *text;
    gboolean      selectable;
    gboolean      retriable;
  } cases[] = {
    { PREAMP_OUTCOME_INCOMPLETE, FALSE, "Incomplete", FALSE, TRUE },
    { PREAMP_OUTCOME_UNCONFIRMED, FALSE, "Unconfirmed", FALSE, FALSE },
    { PREAMP_OUTCOME_UNKNOWN, FALSE, "Domo says “HALF DONE”", FALSE, FALSE },
    { PREAMP_OUTCOME_COMPLETE, TRUE, "Domo’s lists disagree", FALSE, FALSE },
    { PREAMP_OUTCOME_MOVED, FALSE, "Moved, by Domo’s lists", FALSE, FALSE },
    { PREAMP_OUTCOME_ABORTED, FALSE, "Ready, last attempt aborted", TRUE, TRUE },
    { PREAMP_OUTCOME_REFUSED, FALSE, "Ready, last attempt refused", TRUE, TRUE },
    { PREAMP_OUTCOME_NOT_SENT, FALSE, "Ready, last attempt not sent", TRUE, TRUE },
    { PREAMP_OUTCOME_COMPLETE, FALSE, "Ready, last attempt complete", TRUE, FALSE },
    { PREAMP_OUTCOME_NOT_STARTED, FALSE, "Ready", TRUE, FALSE },
  };
  PreampDatasourceItem *item;

  add (fixture, "a", "Budget");
  add (fixture, "b", "Zebra");
  item = look_up (fixture, "b");

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
      PreampDatasourceCounts counts;

      record->instance = g_strdup ("https://acme.domo.com");
      record->datasource_id = g_strdup ("b");
      record->direction = PREAMP_DIRECTION_MIGRATE;
      record->sent_at = 1;
      record->answered_at = 2;
      record->outcome = cases[i].outcome;
      record->contradicted = cases[i].contradicted;
      record->looks = PREAMP_LOOKS_DONE;
      record->state = g_strdup ("HALF\nDONE");
      preamp_datasource_item_set_record (item, record);

      g_assert_cmpstr (preamp_datasource_item_get_status_text (item), ==, cases[i].text);
      g_assert_cmpint (preamp_datasource_item_get_selectable (item), ==, cases[i].selectable);
      g_assert_cmpint (preamp_datasource_item_get_retriable (item), ==, cases[i].retriable);

      /* Every row is in one of the groups beside all. */
      preamp_datasource_pipeline_count (fixture->pipeline, &counts);
      g_assert_cmpuint (counts.n_total[PREAMP_DATASOURCE_GROUP_READY],
                        ==,
                        cases[i].selectable ? 2 : 1);
      g_assert_cmpuint (counts.n_total[PREAMP_DATASOURCE_GROUP_ATTENTION],
                        ==,
                        cases[i].selectable ? 0 : 1);

      /* Set aside it goes on saying how it stands, and is not counted. */
      record->set_aside = TRUE;
      preamp_datasource_item_set_record (item, record);
      preamp_datasource_pipeline_count (fixture->pipeline, &counts);
      g_assert_cmpuint (counts.n_total[PREAMP_DATASOURCE_GROUP_ATTENTION], ==, 0);

      /* And without a certain end it stays closed; what is broken is not called ready. */
      if (record->outcome == PREAMP_OUTCOME_UNCONFIRMED ||
          record->outcome == PREAMP_OUTCOME_UNKNOWN ||
          record->outcome == PREAMP_OUTCOME_INCOMPLETE)
        {
          g_autofree char *text = g_strdup_printf ("%s, set aside", cases[i].text);

          g_assert_cmpstr (preamp_datasource_item_get_status_text (item), ==, text);
          g_assert_false (preamp_datasource_item_get_selectable (item));
          g_assert_cmpuint (counts.n_total[PREAMP_DATASOURCE_GROUP_READY], ==, 1);
        }
      else if (record->contradicted)
        {
          g_assert_cmpstr (preamp_datasource_item_get_status_text (item), ==,
                           "Ready, Domo’s lists disagreed");
        }

      record->set_aside = FALSE;
      preamp_datasource_item_set_record (item, record);

      /* What needs attention stands on top. */
      preamp_datasource_pipeline_refilter (fixture->pipeline, TRUE);
      assert_shown (fixture, cases[i].selectable ? "a b" : "b a");
    }
}

/* Domo said complete a moment ago, and its list goes on offering it. */
static void
test_complete_waits_for_the_lists (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  PreampDatasourceItem *item;

  add (fixture, "a", "Budget");
  item = look_up (fixture, "a");
  preamp_datasource_model_select (fixture->model, item, TRUE);

  record->instance = g_strdup ("https://acme.domo.com");
  record->datasource_id = g_strdup ("a");
  record->direction = PREAMP_DIRECTION_MIGRATE;
  record->outcome = PREAMP_OUTCOME_COMPLETE;
  record->sent_at = record->answered_at = g_get_real_time ();
  preamp_datasource_item_set_record (item, record);

  g_assert_cmpint (preamp_datasource_item_get_status (item), ==, PREAMP_STATUS_CHECKING);
  g_assert_cmpstr (preamp_datasource_item_get_status_text (item), ==,
                   "Complete, waiting for Domo’s lists");
  g_assert_false (preamp_datasource_item_get_selectable (item));
  g_assert_false (preamp_datasource_item_get_selected (item));
  g_assert_cmpint (preamp_datasource_item_get_group (item), ==, PREAMP_DATASOURCE_GROUP_MIGRATED);

  /* After the last look at the lists they are right, or contradict it. */
  record->looks = PREAMP_LOOKS_DONE;
  preamp_datasource_item_set_record (item, record);
  g_assert_true (preamp_datasource_item_get_selectable (item));

  /* Moved back since. */
  record->looks = PREAMP_LOOKS_DUE;
  record->direction = PREAMP_DIRECTION_REVERSE;
  preamp_datasource_item_set_record (item, record);
  g_assert_true (preamp_datasource_item_get_selectable (item));
}

static void
test_rows_of_a_run_are_taken (Fixture       *fixture,
                              gconstpointer  user_data)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  g_autoptr (PreampAttempt) attempt = NULL;
  PreampDatasourceItem *item;

  add (fixture, "a", "Budget");
  item = look_up (fixture, "a");
  preamp_datasource_model_select (fixture->model, item, TRUE);

  record->datasource_id = g_strdup ("a");
  record->datasource_name = g_strdup ("Budget");
  attempt = preamp_attempt_new (record);
  preamp_datasource_item_set_attempt (item, attempt);

  g_assert_cmpint (preamp_datasource_item_get_status (item), ==, PREAMP_STATUS_WAITING);
  g_assert_cmpint (preamp_datasource_item_get_group (item), ==, PREAMP_DATASOURCE_GROUP_RUN);
  g_assert_false (preamp_datasource_item_get_selected (item));
  g_assert_cmpstr (preamp_datasource_item_get_hindrance (item), ==, "It is part of a run.");

  preamp_datasource_item_set_attempt (item, NULL);
  g_assert_cmpint (preamp_datasource_item_get_status (item), ==, PREAMP_STATUS_READY);
  g_assert_true (preamp_datasource_item_get_selectable (item));

  /* The lists disagree before the run is over. */
  g_clear_object (&attempt);
  record->outcome = PREAMP_OUTCOME_COMPLETE;
  record->contradicted = TRUE;
  attempt = preamp_attempt_new (record);
  preamp_datasource_item_set_attempt (item, attempt);
  g_assert_cmpint (preamp_datasource_item_get_status (item), ==, PREAMP_STATUS_CONTRADICTED);
  g_assert_cmpint (preamp_datasource_item_get_group (item), ==, PREAMP_DATASOURCE_GROUP_ATTENTION);
}

static void
test_repeated_rows_are_counted (Fixture       *fixture,
                                gconstpointer  user_data)
{
  add (fixture, "a", "First");
  add (fixture, "a", "Second");
  add (fixture, "b", "Other");

  assert_shown (fixture, "a b");
  g_assert_cmpstr (preamp_datasource_item_get_name (look_up (fixture, "a")), ==, "First");
  g_assert_cmpuint (preamp_datasource_model_get_n_repeated (fixture->model), ==, 1);
}

static void
test_many_rows (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *shown = G_LIST_MODEL (preamp_datasource_pipeline_get_selection (fixture->pipeline));
  PreampDatasourceCounts counts;
  guint n_found = 0;

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);
      g_autofree char *name = g_strdup_printf ("Datasource %u", 99999 - i);

      if (strstr (id, "99") != NULL || strstr (name, "99") != NULL)
        n_found++;

      g_ptr_array_add (rows, make_candidate (id, name));
    }

  g_list_store_splice (fixture->candidates, 0, 0, rows->pdata, rows->len);
  await (g_list_model_get_n_items (shown) == 100000);

  preamp_datasource_pipeline_set_search (fixture->pipeline, "source 99");
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, n_found);
  preamp_datasource_pipeline_select_all (fixture->pipeline);

  /* Every other row is gone after a refresh; they are removed in one go. */
  for (guint i = 0; i < rows->len / 2; i++)
    g_ptr_array_remove_index_fast (rows, i);

  g_list_store_splice (fixture->candidates, 0, 100000, rows->pdata, rows->len);
  preamp_datasource_pipeline_set_search (fixture->pipeline, NULL);
  await (g_list_model_get_n_items (shown) == rows->len);
  preamp_datasource_pipeline_count (fixture->pipeline, &counts);
  g_assert_cmpuint (counts.n_items, ==, rows->len);
  g_assert_cmpuint (counts.n_selected, >, 0);
  g_assert_cmpuint (counts.n_selected, <, n_found);
}

#define ADD(path, function) \
  g_test_add ("/window/rows/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("status-by-the-list", test_status_by_the_list);
  ADD ("what-was-moved-can-be-moved-back", test_what_was_moved_can_be_moved_back);
  ADD ("selection-is-kept", test_selection_is_kept);
  ADD ("selection-goes-with-readiness", test_selection_goes_with_readiness);
  ADD ("cursor-is-kept", test_cursor_is_kept);
  ADD ("cursor-is-kept-through-sorting", test_cursor_is_kept_through_sorting);
  ADD ("cursor-goes-to-the-neighbour", test_cursor_goes_to_the_neighbour);
  ADD ("search-finds-all-columns", test_search_finds_all_columns);
  ADD ("identifier-is-found-letter-by-letter", test_identifier_is_found_letter_by_letter);
  ADD ("select-all-takes-what-is-shown-and-ready", test_select_all_takes_what_is_shown_and_ready);
  ADD ("ranges", test_ranges);
  ADD ("journal-changes-the-status", test_journal_changes_the_status);
  ADD ("complete-waits-for-the-lists", test_complete_waits_for_the_lists);
  ADD ("rows-of-a-run-are-taken", test_rows_of_a_run_are_taken);
  ADD ("repeated-rows-are-counted", test_repeated_rows_are_counted);
  ADD ("many-rows", test_many_rows);

  return g_test_run ();
}
