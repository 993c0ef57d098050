/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domo-fixture.h"

#include "domo/preamp-candidate-list.h"
#include "domo/preamp-candidate.h"

#include <string.h>

#define JSON  "application/json"
#define THREE "[{\"id\": \"1\"}, {\"id\": \"2\", \"collision\": true}, "                           \
              "{\"id\": \"3\", \"migrated\": true}]"

typedef struct
{
  DomoFixture          domo;
  PreampIntegration   *integration;
  PreampCandidateList *list;
  GString             *changes;
  GHashTable          *notified;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  g_hash_table_add (user_data, g_strdup (pspec->name));
}

static void
use_list (Fixture        *fixture,
          PreampDirection direction)
{
  g_clear_object (&fixture->list);
  fixture->list = preamp_candidate_list_new (fixture->domo.client, fixture->integration, direction);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb),
                    fixture->changes);
  g_signal_connect (fixture->list, "notify", G_CALLBACK (notify_cb), fixture->notified);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  domo_fixture_set_up (&fixture->domo, NULL);
  fixture->integration = preamp_integration_new ("31e0", "Mine", "BIGQUERY", "OAUTH");
  fixture->changes = g_string_new (NULL);
  fixture->notified = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  use_list (fixture, PREAMP_DIRECTION_MIGRATE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->list));
  g_clear_object (&fixture->integration);
  g_string_free (fixture->changes, TRUE);
  g_clear_pointer (&fixture->notified, g_hash_table_unref);
  domo_fixture_tear_down (&fixture->domo, NULL);
}

static gboolean
finish (Fixture       *fixture,
        GAsyncResult **result,
        GError       **error)
{
  gboolean done;

  await_result (result);
  done = preamp_candidate_list_refresh_finish (fixture->list, *result, error);
  domo_assert_discreet (*error);
  g_clear_object (result);

  return done;
}

static gboolean
refresh (Fixture *fixture,
         GError **error)
{
  GAsyncResult *result = NULL;

  preamp_candidate_list_refresh_async (fixture->list, NULL, take_result, &result);
  g_assert_true (preamp_candidate_list_get_loading (fixture->list));

  return finish (fixture, &result, error);
}

static void
test_before (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (PreampIntegration) integration = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;
  gboolean loading = TRUE;
  gboolean loaded = TRUE;
  int direction = -1;
  int n_ready = 0;

  g_object_get (fixture->list, "integration", &integration, "direction", &direction,
                "loading", &loading, "loaded", &loaded, "error", &error, "problems", &problems,
                "n-ready", &n_ready, NULL);
  g_assert_true (integration == fixture->integration);
  g_assert_cmpint (direction, ==, PREAMP_DIRECTION_MIGRATE);
  g_assert_false (loading);
  g_assert_false (loaded);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
  g_assert_cmpint (n_ready, ==, -1);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list))
                 == PREAMP_TYPE_CANDIDATE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 0));
}

static void
test_refresh (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampCandidate) last = NULL;

  domo_fixture_add (&fixture->domo, DOMO_PATH_CANDIDATES "31e0", 200, JSON, THREE)->times = 1;
  domo_fixture_add (&fixture->domo, NULL, 200, JSON, "[{\"id\": \"1\"}, {\"id\": 2}]");

  g_assert_true (refresh (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+3 ");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);
  last = g_list_model_get_item (G_LIST_MODEL (fixture->list), 2);
  g_assert_cmpstr (preamp_candidate_get_id (last), ==, "3");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 3));
  g_assert_false (preamp_candidate_list_get_loading (fixture->list));
  g_assert_true (preamp_candidate_list_get_loaded (fixture->list));
  g_assert_cmpint (preamp_candidate_list_get_n_ready (fixture->list), ==, 1);
  g_assert_true (g_hash_table_contains (fixture->notified, "loading"));
  g_assert_true (g_hash_table_contains (fixture->notified, "loaded"));
  g_assert_true (g_hash_table_contains (fixture->notified, "n-ready"));

  g_assert_true (refresh (fixture, &error));
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+3 0-3+1 ");
  g_assert_nonnull (strstr (preamp_candidate_list_get_problems (fixture->list)[0], "“id”"));
}

static void
test_reverse (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  use_list (fixture, PREAMP_DIRECTION_REVERSE);
  domo_fixture_add (&fixture->domo, DOMO_PATH_REVERSIBLE "31e0", 200, JSON, THREE);
  g_assert_true (refresh (fixture, &error));
  g_assert_cmpint (preamp_candidate_list_get_n_ready (fixture->list), ==, 1);
  g_assert_cmpint (preamp_candidate_list_get_direction (fixture->list), ==,
                   PREAMP_DIRECTION_REVERSE);
}

/* A failed refresh keeps the rows, and says why until one succeeds. */
static void
test_failure (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) first_error = NULL;

  domo_fixture_add (&fixture->domo, NULL, 500, NULL, "")->times = 1;
  domo_fixture_add (&fixture->domo, NULL, 200, JSON, THREE)->times = 1;
  domo_fixture_add (&fixture->domo, NULL, 400, JSON, "{\"message\": \"No\"}")->times = 1;
  domo_fixture_add (&fixture->domo, NULL, 200, JSON, "[]");

  g_assert_false (refresh (fixture, &first_error));
  g_assert_error (first_error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_SERVER);
  g_assert_false (preamp_candidate_list_get_loaded (fixture->list));
  g_assert_cmpint (preamp_candidate_list_get_n_ready (fixture->list), ==, -1);

  g_assert_true (refresh (fixture, &error));
  g_assert_null (preamp_candidate_list_get_error (fixture->list));

  g_assert_false (refresh (fixture, &error));
  g_assert_error (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BAD_REQUEST);
  g_assert_cmpstr (preamp_domo_error_get_message (preamp_candidate_list_get_error (fixture->list)),
                   ==, "No");
  g_assert_true (preamp_candidate_list_get_loaded (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);
  g_assert_cmpint (preamp_candidate_list_get_n_ready (fixture->list), ==, 1);
  g_clear_error (&error);

  g_assert_true (refresh (fixture, &error));
  g_assert_null (preamp_candidate_list_get_error (fixture->list));
  g_assert_cmpint (preamp_candidate_list_get_n_ready (fixture->list), ==, 0);
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+3 0-3+0 ");
}

/* Those that ask while a reading runs share one reading, begun after they asked. */
static void
test_refresh_while_reading (Fixture      *fixture,
                            gconstpointer data)
{
  GAsyncResult *results[4] = { NULL };
  g_autoptr (GError) error = NULL;

  domo_fixture_add (&fixture->domo, NULL, 200, JSON, "[]")->times = 1;
  domo_fixture_add (&fixture->domo, NULL, 200, JSON, THREE);
  fixture->domo.hold = TRUE;

  preamp_candidate_list_refresh_async (fixture->list, NULL, take_result, &results[0]);
  await (fixture->domo.requests->len > 0);
  for (guint i = 1; i < G_N_ELEMENTS (results); i++)
    preamp_candidate_list_refresh_async (fixture->list, NULL, take_result, &results[i]);
  domo_fixture_release (&fixture->domo);

  g_assert_true (finish (fixture, &results[0], &error));
  g_assert_true (preamp_candidate_list_get_loading (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);

  for (guint i = 1; i < G_N_ELEMENTS (results); i++)
    g_assert_true (finish (fixture, &results[i], &error));
  g_assert_false (preamp_candidate_list_get_loading (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);
  g_assert_cmpuint (fixture->domo.requests->len, ==, 2);
}

typedef struct
{
  PreampCandidateList *list;
  GAsyncResult        *result;
  gboolean             asked;
} Asker;

static void
ask_again_cb (GListModel *model,
              guint       position,
              guint       removed,
              guint       added,
              gpointer    user_data)
{
  Asker *asker = user_data;

  if (!asker->asked)
    preamp_candidate_list_refresh_async (asker->list, NULL, take_result, &asker->result);
  asker->asked = TRUE;
}

/* Whoever asks when the rows change comes after those that wait already. */
static void
test_refresh_when_rows_change (Fixture      *fixture,
                               gconstpointer data)
{
  Asker asker = { .list = fixture->list };
  GAsyncResult *results[2] = { NULL };
  g_autoptr (GError) error = NULL;

  domo_fixture_add (&fixture->domo, NULL, 200, JSON, THREE);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (ask_again_cb), &asker);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    preamp_candidate_list_refresh_async (fixture->list, NULL, take_result, &results[i]);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_assert_true (finish (fixture, &results[i], &error));
  g_assert_null (asker.result);
  g_assert_true (finish (fixture, &asker.result, &error));
  g_assert_cmpuint (fixture->domo.requests->len, ==, 3);
}

/* To cancel one refresh leaves the others; to cancel the last one ends the reading. */
static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) first = g_cancellable_new ();
  g_autoptr (GCancellable) second = g_cancellable_new ();
  GAsyncResult *results[3] = { NULL };
  g_autoptr (GError) first_error = NULL;
  g_autoptr (GError) second_error = NULL;
  g_autoptr (GError) error = NULL;

  domo_fixture_add (&fixture->domo, NULL, 200, JSON, THREE);
  fixture->domo.hold = TRUE;

  preamp_candidate_list_refresh_async (fixture->list, first, take_result, &results[0]);
  await (fixture->domo.requests->len > 0);
  preamp_candidate_list_refresh_async (fixture->list, second, take_result, &results[1]);
  preamp_candidate_list_refresh_async (fixture->list, NULL, take_result, &results[2]);

  g_cancellable_cancel (second);
  g_assert_false (finish (fixture, &results[1], &second_error));
  g_assert_error (second_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (preamp_candidate_list_get_loading (fixture->list));

  fixture->domo.hold = FALSE;
  g_cancellable_cancel (first);
  g_assert_false (finish (fixture, &results[0], &first_error));
  g_assert_error (first_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_true (finish (fixture, &results[2], &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);
  g_assert_null (preamp_candidate_list_get_error (fixture->list));
  g_assert_cmpuint (fixture->domo.requests->len, ==, 2);

  preamp_candidate_list_refresh_async (fixture->list, second, take_result, &results[1]);
  g_assert_false (finish (fixture, &results[1], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->domo.requests->len, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/domo/candidate-list/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("before", test_before);
  ADD ("refresh", test_refresh);
  ADD ("reverse", test_reverse);
  ADD ("failure", test_failure);
  ADD ("refresh-while-reading", test_refresh_while_reading);
  ADD ("refresh-when-rows-change", test_refresh_when_rows_change);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
