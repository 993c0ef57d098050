/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sandbox-run.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

void
sandbox_run_open (SandboxRun *self,
                  const char *address,
                  const char *token,
                  const char *directory)
{
  g_autoptr (PreampInstanceAddress) parsed = NULL;
  g_autoptr (PreampInstance) instance = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  g_autofree char *path = g_build_filename (directory, "journal.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->directory = g_strdup (directory);
  preamp_journal_open_async (path, NULL, take_result, &result);
  await_result (&result);
  self->journal = preamp_journal_open_finish (result, &error);
  g_assert_no_error (error);

  parsed = preamp_instance_address_parse (address, &error);
  g_assert_no_error (error);
  instance = preamp_instance_new (parsed, NULL);
  client = preamp_domo_client_new (address, token);
  g_object_set (client, "retry-delay", 0, NULL);
  self->connection = preamp_connection_new (instance, client);
  self->integration = preamp_integration_new (WAREHOUSE_ID, "Enterprise Warehouse", "SNOWFLAKE",
                                              "OAUTH");
  self->lookup = preamp_lookup_new (self->connection, self->journal);
  self->runner = preamp_runner_new (self->connection, self->journal, self->lookup);
}

void
sandbox_run_close (SandboxRun *self)
{
  gpointer runner = self->runner;

  g_object_add_weak_pointer (G_OBJECT (self->runner), &runner);
  g_object_unref (self->runner);
  await (runner == NULL);

  g_clear_object (&self->lookup);
  g_clear_object (&self->connection);
  g_clear_object (&self->integration);
  preamp_journal_close (self->journal);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->directory, g_free);
}

void
sandbox_run_remove (const char *directory)
{
  const char * const names[] = { "journal.db", "journal.db-wal", "journal.db-shm", "record" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);

      g_unlink (path);
    }

  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

GPtrArray *
sandbox_run_list (SandboxRun      *self,
                  PreampDirection  direction)
{
  PreampDomoClient *client = preamp_connection_get_client (self->connection);
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *candidates;

  preamp_domo_client_list_candidates_async (client, WAREHOUSE_ID, direction, NULL,
                                            take_result, &result);
  await_result (&result);
  candidates = preamp_domo_client_list_candidates_finish (client, result, &problems, &error);
  g_assert_no_error (error);

  return candidates;
}

/* names: NULL for all candidates that are neither migrated nor colliding. */
PreampPlan *
sandbox_run_plan (SandboxRun         *self,
                  PreampDirection     direction,
                  const char * const *names)
{
  g_autoptr (GPtrArray) listed = sandbox_run_list (self, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PreampPlan *plan;

  for (guint i = 0; i < listed->len; i++)
    {
      PreampCandidate *candidate = g_ptr_array_index (listed, i);

      if (names == NULL || g_strv_contains (names, preamp_candidate_get_name (candidate)))
        g_ptr_array_add (candidates, g_object_ref (candidate));
    }

  plan = preamp_plan_new (self->connection, self->integration, direction, candidates);
  preamp_plan_check_async (plan, self->journal, NULL, take_result, &result);
  await_result (&result);
  preamp_plan_check_finish (plan, result, &error);
  g_assert_no_error (error);

  return plan;
}

PreampRun *
sandbox_run_start (SandboxRun *self,
                   PreampPlan *plan,
                   guint       at_once)
{
  PreampRun *run = preamp_run_new (plan, at_once);

  preamp_runner_add (self->runner, run);

  return run;
}

static void
add_rows_of_run (SandboxRun *self,
                 gint64      run_id,
                 GPtrArray  *rows)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_list_run_async (self->journal, run_id, NULL, take_result, &result);
  await_result (&result);
  records = preamp_journal_list_attempts_finish (self->journal, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, preamp_attempt_record_copy (g_ptr_array_index (records, i)));
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const PreampAttemptRecord *first = *(PreampAttemptRecord * const *) a;
  const PreampAttemptRecord *second = *(PreampAttemptRecord * const *) b;

  return first->id < second->id ? -1 : first->id > second->id;
}

/* All rows of the journal, in their order. */
GPtrArray *
sandbox_run_list_rows (SandboxRun *self)
{
  PreampInstance *instance = preamp_connection_get_instance (self->connection);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_list_runs_async (self->journal, preamp_instance_get_base_uri (instance), NULL,
                                  take_result, &result);
  await_result (&result);
  runs = preamp_journal_list_runs_finish (self->journal, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < runs->len; i++)
    add_rows_of_run (self, ((PreampRunRecord *) runs->pdata[i])->id, rows);

  g_ptr_array_sort (rows, compare_rows);

  return rows;
}

static void
seen_post_free (SeenPost *post)
{
  g_free (post->datasource_id);
  g_free (post->did);
  g_free (post->toe);
  g_free (post);
}

static void
read_line (GPtrArray  *posts,
           const char *line)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject *object = json_node_get_object (node);
  const char *event = json_object_get_string_member (object, "event");
  guint sequence = (guint) json_object_get_int_member (object, "sequence");

  if (g_str_equal (event, "request"))
    {
      g_auto (GStrv) parts = NULL;
      SeenPost *post;

      if (!g_str_equal (json_object_get_string_member (object, "method"), "POST"))
        return;

      /* /api/query/migration/…/to/…/DATASOURCE */
      parts = g_strsplit (json_object_get_string_member (object, "path"), "/", -1);
      post = g_new0 (SeenPost, 1);
      post->sequence = sequence;
      post->datasource_id = g_strdup (parts[7]);
      g_ptr_array_add (posts, post);
      return;
    }

  for (guint i = 0; i < posts->len; i++)
    {
      SeenPost *post = g_ptr_array_index (posts, i);

      if (post->sequence != sequence)
        continue;

      post->did = g_strdup (json_object_get_string_member_with_default (object, "did", NULL));
      post->toe = g_strdup (json_object_get_string_member_with_default (object, "toe", NULL));
    }
}

/* The POSTs of a server's record, in the order it saw them. */
GPtrArray *
sandbox_run_read_record (const char *path)
{
  GPtrArray *posts = g_ptr_array_new_with_free_func ((GDestroyNotify) seen_post_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);

  /* A line is whole where another one begins: the server may be in the midst of the last. */
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    read_line (posts, lines[i]);

  return posts;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return g_strcmp0 (*(char * const *) a, *(char * const *) b);
}

/* Every request that the server saw is a row that was sent, and the other way round. */
void
sandbox_run_assert_agrees (SandboxRun *self,
                           const char *record)
{
  g_autoptr (GPtrArray) rows = sandbox_run_list_rows (self);
  g_autoptr (GPtrArray) posts = sandbox_run_read_record (record);
  g_autoptr (GPtrArray) sent = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      PreampAttemptRecord *row = g_ptr_array_index (rows, i);

      /* After the end of a run a row has an outcome, or was left out. */
      g_assert_true (row->outcome != PREAMP_OUTCOME_NONE || row->left_out != NULL);

      if (row->sent_at != 0 && row->outcome != PREAMP_OUTCOME_NOT_SENT)
        g_ptr_array_add (sent, g_strdup (row->datasource_id));
    }

  for (guint i = 0; i < posts->len; i++)
    g_ptr_array_add (seen, g_strdup (((SeenPost *) posts->pdata[i])->datasource_id));

  g_ptr_array_sort (sent, compare_ids);
  g_ptr_array_sort (seen, compare_ids);
  g_assert_cmpuint (sent->len, ==, seen->len);

  for (guint i = 0; i < sent->len; i++)
    g_assert_cmpstr (sent->pdata[i], ==, seen->pdata[i]);
}
