/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-plan"

#include "config.h"

#include "preamp-plan-private.h"

#include <glib/gi18n.h>

#include "preamp-plan-match.h"
#include "preamp-verdict.h"

/* One integration of a plan: its lists as they are read, and for the thread what is in them. */
typedef struct
{
  PreampIntegrationLists *lists;  /* NULL where Domo does not list the integration */
  PreampIntegration *integration;
  GError *error;
  GPtrArray *candidates;
  GPtrArray *reversals;

  PreampVerdictFacts facts;
  PreampPlanMatch *match;
} Side;

/* One check, as far as it has come. */
typedef struct
{
  PreampJournal *journal;
  PreampDirection direction;
  GPtrArray *choices;
  GPtrArray *sides;
  guint current;
  guint n_reading;
  GHashTable *closed;
  gint64 planned_before;
  GHashTable *allowed;
  GPtrArray *records;
} Check;

static void
side_free (Side *side)
{
  g_clear_object (&side->lists);
  g_clear_object (&side->integration);
  g_clear_error (&side->error);
  g_clear_pointer (&side->match, preamp_plan_match_free);
  g_clear_pointer (&side->facts.candidates, g_hash_table_unref);
  g_clear_pointer (&side->facts.reversals, g_hash_table_unref);
  g_clear_pointer (&side->candidates, g_ptr_array_unref);
  g_clear_pointer (&side->reversals, g_ptr_array_unref);
  g_free (side);
}

static void
check_free (Check *check)
{
  g_clear_object (&check->journal);
  g_clear_pointer (&check->choices, g_ptr_array_unref);
  g_clear_pointer (&check->sides, g_ptr_array_unref);
  g_clear_pointer (&check->closed, g_hash_table_unref);
  g_clear_pointer (&check->allowed, g_hash_table_unref);
  g_clear_pointer (&check->records, g_ptr_array_unref);
  g_free (check);
}

/* In the thread */

static GHashTable *
index_candidates (GPtrArray *candidates)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < candidates->len; i++)
    {
      PreampCandidate *candidate = g_ptr_array_index (candidates, i);

      g_hash_table_insert (index, (gpointer) preamp_candidate_get_id (candidate), candidate);
    }

  return index;
}

static GHashTable *
index_standings (GPtrArray *records)
{
  GHashTable *standings = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    {
      PreampAttemptRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (standings, record->datasource_id, record);
    }

  return standings;
}

static GHashTable *
index_sides (Check      *check,
             GHashTable *standings)
{
  GHashTable *sides = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < check->sides->len; i++)
    {
      Side *side = g_ptr_array_index (check->sides, i);

      if (side->lists != NULL && side->error == NULL)
        {
          side->facts.candidates = index_candidates (side->candidates);
          side->facts.reversals = index_candidates (side->reversals);
          side->facts.closed = check->closed;
          side->facts.standings = standings;
          side->facts.allowed = check->allowed;
          side->match = preamp_plan_match_new (side->facts.candidates, side->facts.reversals);
        }

      g_hash_table_insert (sides, (gpointer) preamp_integration_get_id (side->integration), side);
    }

  return sides;
}

static PreampPlanRow *
new_left_out (const PreampPlanChoice *choice,
              PreampVerdict           verdict,
              const char             *reason)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_copy (choice->record);

  if (choice->row_number > 0)
    /* Translators: %1$u is the number of a row in a file, %2$s a sentence about it. */
    record->left_out = g_strdup_printf (_("Row %1$u of the file: %2$s"),
                                        choice->row_number, reason);
  else
    record->left_out = g_strdup (reason);

  return preamp_plan_row_new (record, verdict, record->left_out);
}

static PreampPlanRow *
new_without_lists (const PreampPlanChoice *choice,
                   const Side             *side)
{
  const PreampAttemptRecord *record = choice->record;
  g_autofree char *reason = NULL;

  if (side->error != NULL)
    return new_left_out (choice, PREAMP_VERDICT_UNREAD, side->error->message);

  if (*record->integration_id != '\0')
    /* Translators: %s is an identifier. */
    reason = g_strdup_printf (_("Domo lists no integration with the identifier %s."),
                              record->integration_id);
  else if (record->integration_name != NULL && *record->integration_name != '\0')
    /* Translators: %s is the name of an integration. */
    reason = g_strdup_printf (_("Domo lists no integration, or more than one, called “%s”."),
                              record->integration_name);
  else
    reason = g_strdup (_("It names no integration."));

  return new_left_out (choice, PREAMP_VERDICT_UNKNOWN, reason);
}

static gboolean
differs (const char *in_file,
         const char *listed)
{
  return in_file != NULL && *in_file != '\0' && g_strcmp0 (in_file, listed) != 0;
}

/* What was approved is what moves: not what a row names another table for than Domo lists. */
static char *
dup_other_table (const PreampAttemptRecord *in_file,
                 const PreampAttemptRecord *listed)
{
  if (!differs (in_file->catalog, listed->catalog) &&
      !differs (in_file->schema, listed->schema) && !differs (in_file->table, listed->table))
    return NULL;

  /* Translators: %1$s, %2$s and %3$s are a catalog, a schema and a table, each may be empty. */
  return g_strdup_printf (_("Domo lists another table for this identifier: %1$s, %2$s, %3$s. "
                            "Correct the row, or take the table out of it."),
                          listed->catalog != NULL ? listed->catalog : "",
                          listed->schema != NULL ? listed->schema : "",
                          listed->table != NULL ? listed->table : "");
}

static PreampPlanRow *
new_row (const PreampPlanChoice *choice,
         Side                   *side,
         GHashTable             *seen)
{
  g_autoptr (PreampAttemptRecord) record = NULL;
  g_autoptr (PreampPlanRow) row = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *key = NULL;
  PreampVerdict verdict;
  gpointer first;

  if (side->match == NULL)
    return new_without_lists (choice, side);

  if (choice->row_number == 0)
    return preamp_verdict_new_row (&side->facts, choice->record);

  record = preamp_attempt_record_copy (choice->record);
  if (!preamp_plan_match_find (side->match, record, &verdict, &reason))
    return new_left_out (choice, verdict, reason);

  key = g_strdup_printf ("%s\n%s", record->integration_id, record->datasource_id);
  if (g_hash_table_lookup_extended (seen, key, NULL, &first))
    {
      /* Translators: %u is the number of a row in a file. */
      reason = g_strdup_printf (_("It is in row %u already."), GPOINTER_TO_UINT (first));
      return new_left_out (choice, PREAMP_VERDICT_TWICE, reason);
    }

  g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (choice->row_number));

  row = preamp_verdict_new_row (&side->facts, record);
  if (preamp_plan_row_get_verdict (row) == PREAMP_VERDICT_NOT_LISTED &&
      preamp_plan_row_get_record (row)->listed == PREAMP_LISTED_NOWHERE)
    return new_left_out (choice, PREAMP_VERDICT_UNKNOWN,
                         _("Domo lists no datasource with this identifier for the integration."));

  if (preamp_plan_row_get_verdict (row) == PREAMP_VERDICT_GOES)
    reason = dup_other_table (choice->record, preamp_plan_row_get_record (row));
  if (reason != NULL)
    return new_left_out (choice, PREAMP_VERDICT_UNKNOWN, reason);

  return g_steal_pointer (&row);
}

static void
part_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Check *check = task_data;
  g_autoptr (GHashTable) standings = index_standings (check->records);
  g_autoptr (GHashTable) sides = index_sides (check, standings);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (check->choices->len, g_object_unref);

  for (guint i = 0; i < check->choices->len; i++)
    {
      const PreampPlanChoice *choice = g_ptr_array_index (check->choices, i);
      Side *side = g_hash_table_lookup (sides, choice->record->integration_id);

      g_ptr_array_add (rows, new_row (choice, side, seen));
    }

  preamp_verdict_part_tables (rows);
  preamp_verdict_part_integrations (rows, standings);

  g_task_return_pointer (task, g_steal_pointer (&rows), (GDestroyNotify) g_ptr_array_unref);
}

/* Reading */

static void
parted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  const Check *check = g_task_get_task_data (task);
  g_autoptr (GPtrArray) rows = NULL;
  GError *error = NULL;

  rows = g_task_propagate_pointer (G_TASK (result), &error);
  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  preamp_plan_take_rows (PREAMP_PLAN (object), rows, check->planned_before);
  g_task_return_boolean (task, TRUE);
}

static void
list_latest_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampPlan *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  g_autoptr (GTask) parting = NULL;
  GError *error = NULL;

  check->records = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  if (check->records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  parting = g_task_new (self, g_task_get_cancellable (task), parted_cb, g_object_ref (task));
  g_task_set_source_tag (parting, list_latest_cb);
  g_task_set_task_data (parting, check, NULL);
  g_task_run_in_thread (parting, part_thread);
}

static GPtrArray *
take_candidates (PreampIntegrationLists *lists,
                 PreampDirection         direction)
{
  GListModel *list = G_LIST_MODEL (preamp_integration_lists_get_list (lists, direction));
  guint n = g_list_model_get_n_items (list);
  GPtrArray *candidates = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (candidates, g_list_model_get_item (list, i));

  return candidates;
}

/* The error where no list at all could be read. Of several integrations, one that could not stops
 * no other. */
static GError *
dup_error (Check *check)
{
  GError *error = NULL;

  for (guint i = 0; i < check->sides->len; i++)
    {
      const Side *side = g_ptr_array_index (check->sides, i);

      if (g_error_matches (side->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_error (&error);
          return g_error_copy (side->error);
        }

      if (side->error != NULL && error == NULL)
        error = g_error_copy (side->error);

      if (side->lists != NULL && side->error == NULL)
        {
          g_clear_error (&error);
          return NULL;
        }
    }

  return error;
}

static void refresh_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data);

/* One integration after the other, and then how their datasources stand. */
static void
read_next (GTask *task)
{
  PreampPlan *self = g_task_get_source_object (task);
  PreampInstance *instance = preamp_connection_get_instance (self->connection);
  Check *check = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error;

  for (; check->current < check->sides->len; check->current++)
    {
      Side *side = g_ptr_array_index (check->sides, check->current);

      if (side->lists == NULL)
        continue;

      check->n_reading = 2;
      preamp_candidate_list_refresh_async (
        preamp_integration_lists_get_list (side->lists, PREAMP_DIRECTION_MIGRATE),
        cancellable, refresh_cb, g_object_ref (task));
      preamp_candidate_list_refresh_async (
        preamp_integration_lists_get_list (side->lists, PREAMP_DIRECTION_REVERSE),
        cancellable, refresh_cb, g_object_ref (task));
      return;
    }

  error = dup_error (check);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    preamp_journal_list_latest_async (check->journal, preamp_instance_get_base_uri (instance),
                                      cancellable, list_latest_cb, g_object_ref (task));
}

static void
refresh_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Check *check = g_task_get_task_data (task);
  Side *side = g_ptr_array_index (check->sides, check->current);
  PreampCandidateList *list = PREAMP_CANDIDATE_LIST (object);
  g_autoptr (GError) error = NULL;

  /* The other direction's list is read for the record of where a row stood. Where Domo does not
   * give it, the record says less, and the move can go on. */
  if (!preamp_candidate_list_refresh_finish (list, result, &error) &&
      (preamp_candidate_list_get_direction (list) == check->direction ||
       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) &&
      side->error == NULL)
    side->error = g_steal_pointer (&error);

  if (--check->n_reading > 0)
    return;

  side->candidates = take_candidates (side->lists, PREAMP_DIRECTION_MIGRATE);
  side->reversals = take_candidates (side->lists, PREAMP_DIRECTION_REVERSE);

  check->current++;
  read_next (task);
}

/* This is asked first: what is sent while the lists are read is then known to be later. */
static void
list_closed_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;

  check->closed = preamp_journal_list_closed_finish (PREAMP_JOURNAL (object), result,
                                                     &check->planned_before, &error);
  if (check->closed == NULL)
    g_task_return_error (task, error);
  else
    read_next (task);
}

static Side *
side_new (PreampPlan        *self,
          PreampIntegration *integration)
{
  Side *side = g_new0 (Side, 1);
  PreampIntegrationLists *lists;

  side->integration = g_object_ref (integration);
  lists = preamp_connection_find_integration (self->connection,
                                              preamp_integration_get_id (integration));

  if (lists != NULL)
    side->lists = g_object_ref (lists);
  else if (self->sha256 == NULL)
    side->lists = preamp_integration_lists_new (preamp_connection_get_client (self->connection),
                                                integration);

  return side;
}

/* For the thread, while the plan's own may grow. */
static GHashTable *
copy_allowed (PreampPlan *self)
{
  GHashTable *copy = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->allowed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (copy, g_memdup2 (id, sizeof (gint64)));

  return copy;
}

/**
 * preamp_plan_check_async:
 * @self: a plan
 * @journal: the journal
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the journal and both of Domo's lists of each integration again, finds the datasources that
 * a plan file names, and parts what was chosen.
 */
void
preamp_plan_check_async (PreampPlan          *self,
                         PreampJournal       *journal,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  g_return_if_fail (PREAMP_IS_PLAN (self));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_plan_check_async);

  check = g_new0 (Check, 1);
  check->journal = g_object_ref (journal);
  check->direction = self->direction;
  check->choices = g_ptr_array_ref (self->choices);
  check->allowed = copy_allowed (self);
  check->sides = g_ptr_array_new_with_free_func ((GDestroyNotify) side_free);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);

  for (guint i = 0; i < self->integrations->len; i++)
    g_ptr_array_add (check->sides, side_new (self, g_ptr_array_index (self->integrations, i)));

  preamp_journal_list_closed_async (journal, cancellable, list_closed_cb, g_object_ref (task));
}

/**
 * preamp_plan_check_finish:
 * @self: a plan
 * @result: as given to the callback
 * @error: (nullable): set to a [error@DomoError] where no list of the plan could be read, or a
 *   [error@JournalError] where the journal could not
 *
 * Ends [method@Plan.check_async].
 *
 * Returns: whether the plan is checked
 */
gboolean
preamp_plan_check_finish (PreampPlan    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_plan_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
