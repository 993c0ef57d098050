/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-model"

#include "config.h"

#include "preamp-datasource-model.h"

/**
 * PreampDatasourceModel:
 *
 * The rows of a candidate page, made from one of Domo's lists and of how datasources stand, by the
 * journal and in the runs that have not ended. A row is kept by its datasource's identifier when
 * the list is read again, and with it whether it is selected. What needs attention has a row also
 * where Domo's list no longer has it.
 */
struct _PreampDatasourceModel
{
  GObject            parent_instance;

  GListModel        *candidates;
  PreampIntegration *integration;
  PreampDirection    direction;
  PreampStandings   *standings;

  GListStore        *items;
  GHashTable        *by_id; /* datasource id → PreampDatasourceItem */
  guint              n_repeated;

  GPtrArray         *run_items; /* those that are in a run */

  guint              changed_id;
  gboolean           reorder;
};

G_DEFINE_FINAL_TYPE (PreampDatasourceModel, preamp_datasource_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* More gaps than this are closed by one change of the whole list, for each costs a pass over it. */
#define MAX_REMOVALS 32

/* Telling */

static gboolean
emit_changed_cb (gpointer user_data)
{
  PreampDatasourceModel *self = user_data;
  gboolean reorder = self->reorder;

  self->changed_id = 0;
  self->reorder = FALSE;
  g_signal_emit (self, signals[CHANGED], 0, reorder);

  return G_SOURCE_REMOVE;
}

/* Once for all that happens in one go. */
static void
queue_changed (PreampDatasourceModel *self,
               gboolean               reorder)
{
  self->reorder = self->reorder || reorder;

  if (self->changed_id == 0)
    self->changed_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, emit_changed_cb, self, NULL);
}

/* The runs */

static void
run_item_status_cb (PreampDatasourceModel *self,
                    GParamSpec            *pspec,
                    PreampDatasourceItem  *item)
{
  /* Rows do not jump about while they move, but what needs attention goes to the top. */
  queue_changed (self, preamp_status_needs_attention (preamp_datasource_item_get_status (item)));
}

static void
forget_run_items (PreampDatasourceModel *self)
{
  for (guint i = 0; i < self->run_items->len; i++)
    {
      PreampDatasourceItem *item = g_ptr_array_index (self->run_items, i);

      g_signal_handlers_disconnect_by_data (item, self);
    }

  g_ptr_array_set_size (self->run_items, 0);
}

static void
apply_runs (PreampDatasourceModel *self)
{
  GHashTableIter iter;
  const char *id;
  PreampDatasourceItem *item;

  forget_run_items (self);

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &item))
    {
      PreampAttempt *attempt = preamp_standings_get_attempt (self->standings, id);

      preamp_datasource_item_set_attempt (item, attempt);

      if (attempt != NULL)
        {
          g_signal_connect_swapped (item, "notify::status", G_CALLBACK (run_item_status_cb), self);
          g_ptr_array_add (self->run_items, g_object_ref (item));
        }
    }
}

/* The rows */

static PreampCandidate *
make_candidate (const PreampAttemptRecord *record)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) migration_date = NULL;
  PreampCandidateFields fields = { 0, };

  if (record->migration_date != NULL)
    migration_date = g_date_time_new_from_iso8601 (record->migration_date, utc);

  fields.id = record->datasource_id;
  fields.name = record->datasource_name;
  fields.type = record->datasource_type;
  fields.catalog = record->catalog;
  fields.schema = record->schema;
  fields.table = record->table;
  fields.collision = record->collision;
  fields.migrated = record->migrated;
  fields.migration_date = migration_date;

  return preamp_candidate_new (&fields);
}

/* Takes one row up: the one that is there for the datasource, or a new one. */
static void
take_candidate (PreampDatasourceModel *self,
                PreampCandidate       *candidate,
                gboolean               listed,
                GHashTable            *kept,
                GPtrArray             *added)
{
  const char *id = preamp_candidate_get_id (candidate);
  PreampDatasourceItem *item = g_hash_table_lookup (self->by_id, id);

  if (item == NULL)
    {
      item = preamp_datasource_item_new (candidate, self->direction, listed);
      g_hash_table_insert (self->by_id, g_strdup (id), item);
      g_ptr_array_add (added, item);
    }
  else if (g_hash_table_contains (kept, item))
    {
      self->n_repeated++;
      return;
    }
  else
    {
      self->reorder |= preamp_datasource_item_set_candidate (item, candidate, listed);
    }

  g_hash_table_add (kept, item);

  if (self->standings != NULL)
    preamp_datasource_item_set_record (item, preamp_standings_look_up (self->standings, id));
}

static void
take_attention (PreampDatasourceModel *self,
                GHashTable            *kept,
                GPtrArray             *added)
{
  g_autoptr (GPtrArray) records = preamp_standings_list_attention (self->standings);
  const char *integration_id = preamp_integration_get_id (self->integration);

  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);
      PreampDatasourceItem *item = g_hash_table_lookup (self->by_id, record->datasource_id);
      g_autoptr (PreampCandidate) candidate = NULL;

      if (record->direction != self->direction ||
          g_strcmp0 (record->integration_id, integration_id) != 0 ||
          (item != NULL && g_hash_table_contains (kept, item)))
        continue;

      candidate = make_candidate (record);
      take_candidate (self, candidate, FALSE, kept, added);
    }
}

/* Rows that stay keep their place in the store, so that the cursor stays with them. */
static void
remove_others (PreampDatasourceModel *self,
               GHashTable            *kept)
{
  g_autoptr (GPtrArray) stay = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, 2 * sizeof (guint));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampDatasourceItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      guint *last = gaps->len > 0 ? &g_array_index (gaps, guint, 2 * (gaps->len - 1)) : NULL;

      if (g_hash_table_contains (kept, item))
        {
          g_ptr_array_add (stay, g_steal_pointer (&item));
          continue;
        }

      g_hash_table_remove (self->by_id, preamp_datasource_item_get_id (item));

      if (last != NULL && last[0] + last[1] == i)
        last[1]++;
      else
        g_array_append_val (gaps, ((guint[2]) { i, 1 }));
    }

  if (gaps->len > MAX_REMOVALS)
    {
      g_list_store_splice (self->items, 0, n, stay->pdata, stay->len);
      return;
    }

  for (guint i = gaps->len; i > 0; i--)
    {
      guint *gap = &g_array_index (gaps, guint, 2 * (i - 1));

      g_list_store_splice (self->items, gap[0], gap[1], NULL, 0);
    }
}

static void
rebuild (PreampDatasourceModel *self)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (self->candidates);

  self->n_repeated = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampCandidate) candidate = g_list_model_get_item (self->candidates, i);

      take_candidate (self, candidate, TRUE, kept, added);
    }

  if (self->standings != NULL)
    take_attention (self, kept, added);

  remove_others (self, kept);

  if (added->len > 0)
    g_list_store_splice (self->items,
                         g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0,
                         added->pdata, added->len);

  if (self->standings != NULL)
    apply_runs (self);

  queue_changed (self, TRUE);
}

static void
preamp_datasource_model_dispose (GObject *object)
{
  PreampDatasourceModel *self = PREAMP_DATASOURCE_MODEL (object);

  g_clear_handle_id (&self->changed_id, g_source_remove);
  forget_run_items (self);
  g_clear_object (&self->candidates);
  g_clear_object (&self->integration);
  g_clear_object (&self->standings);

  G_OBJECT_CLASS (preamp_datasource_model_parent_class)->dispose (object);
}

static void
preamp_datasource_model_finalize (GObject *object)
{
  PreampDatasourceModel *self = PREAMP_DATASOURCE_MODEL (object);

  g_clear_object (&self->items);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->run_items, g_ptr_array_unref);

  G_OBJECT_CLASS (preamp_datasource_model_parent_class)->finalize (object);
}

static void
preamp_datasource_model_class_init (PreampDatasourceModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_datasource_model_dispose;
  object_class->finalize = preamp_datasource_model_finalize;

  /**
   * PreampDatasourceModel::changed:
   * @self: the model
   * @reorder: whether the order of rows may have changed
   *
   * Emitted in an idle after rows or their status or selection have changed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
preamp_datasource_model_init (PreampDatasourceModel *self)
{
  self->items = g_list_store_new (PREAMP_TYPE_DATASOURCE_ITEM);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->run_items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * preamp_datasource_model_new:
 * @candidates: Domo's list, of [class@Candidate]
 * @integration: the integration that it is about
 * @direction: which of the two lists it is
 * @standings: (nullable): how datasources stand
 *
 * Makes the rows of a candidate page, which follow all of these.
 *
 * Returns: (transfer full): the model
 */
PreampDatasourceModel *
preamp_datasource_model_new (GListModel        *candidates,
                             PreampIntegration *integration,
                             PreampDirection    direction,
                             PreampStandings   *standings)
{
  PreampDatasourceModel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (candidates), NULL);
  g_return_val_if_fail (PREAMP_IS_INTEGRATION (integration), NULL);
  g_return_val_if_fail (standings == NULL || PREAMP_IS_STANDINGS (standings), NULL);

  self = g_object_new (PREAMP_TYPE_DATASOURCE_MODEL, NULL);
  self->candidates = g_object_ref (candidates);
  self->integration = g_object_ref (integration);
  self->direction = direction;
  g_set_object (&self->standings, standings);

  g_signal_connect_object (candidates, "items-changed",
                           G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  if (standings != NULL)
    g_signal_connect_object (standings, "changed",
                             G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);

  rebuild (self);

  return self;
}

/**
 * preamp_datasource_model_get_items:
 * @self: the model
 *
 * Returns: (transfer none): its rows, [class@DatasourceItem], in no order
 */
GListModel *
preamp_datasource_model_get_items (PreampDatasourceModel *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_MODEL (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * preamp_datasource_model_look_up:
 * @self: the model
 * @datasource_id: a datasource's identifier
 *
 * Returns: (transfer none) (nullable): its row
 */
PreampDatasourceItem *
preamp_datasource_model_look_up (PreampDatasourceModel *self,
                                 const char            *datasource_id)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_MODEL (self), NULL);
  g_return_val_if_fail (datasource_id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, datasource_id);
}

/**
 * preamp_datasource_model_get_n_repeated:
 * @self: the model
 *
 * Returns: how many rows of Domo's list name a datasource that an earlier one names
 */
guint
preamp_datasource_model_get_n_repeated (PreampDatasourceModel *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_MODEL (self), 0);

  return self->n_repeated;
}

/**
 * preamp_datasource_model_select:
 * @self: the model
 * @item: one of its rows
 * @selected: whether it is to be chosen for the next run
 *
 * A row that cannot be selected stays as it is.
 */
void
preamp_datasource_model_select (PreampDatasourceModel *self,
                                PreampDatasourceItem  *item,
                                gboolean               selected)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_MODEL (self));
  g_return_if_fail (PREAMP_IS_DATASOURCE_ITEM (item));

  if (preamp_datasource_item_get_selected (item) == selected)
    return;

  preamp_datasource_item_set_selected (item, selected);
  queue_changed (self, FALSE);
}

/**
 * preamp_datasource_model_clear_selection:
 * @self: the model
 *
 * Unselects all rows, also those that are not shown.
 */
void
preamp_datasource_model_clear_selection (PreampDatasourceModel *self)
{
  GHashTableIter iter;
  PreampDatasourceItem *item;

  g_return_if_fail (PREAMP_IS_DATASOURCE_MODEL (self));

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    preamp_datasource_model_select (self, item, FALSE);
}

/**
 * preamp_datasource_model_dup_selected:
 * @self: the model
 *
 * Returns: (transfer full) (element-type PreampCandidate): the selected rows' candidates
 */
GPtrArray *
preamp_datasource_model_dup_selected (PreampDatasourceModel *self)
{
  GPtrArray *candidates;
  guint n;

  g_return_val_if_fail (PREAMP_IS_DATASOURCE_MODEL (self), NULL);

  candidates = g_ptr_array_new_with_free_func (g_object_unref);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampDatasourceItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (preamp_datasource_item_get_selected (item))
        g_ptr_array_add (candidates, g_object_ref (preamp_datasource_item_get_candidate (item)));
    }

  return candidates;
}

/**
 * preamp_datasource_model_count:
 * @self: the model
 * @words: (nullable) (array zero-terminated=1): what is searched for, folded
 * @group: the group that is shown
 * @counts: (out caller-allocates): what was counted
 *
 * Counts rows in one pass.
 */
void
preamp_datasource_model_count (PreampDatasourceModel  *self,
                               const char * const     *words,
                               PreampDatasourceGroup   group,
                               PreampDatasourceCounts *counts)
{
  GHashTableIter iter;
  PreampDatasourceItem *item;

  g_return_if_fail (PREAMP_IS_DATASOURCE_MODEL (self));
  g_return_if_fail (counts != NULL);

  *counts = (PreampDatasourceCounts) { 0, };

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    {
      PreampDatasourceGroup item_group = preamp_datasource_item_get_group (item);
      gboolean matches = preamp_datasource_item_matches (item, words);
      gboolean in_group = group == PREAMP_DATASOURCE_GROUP_ALL || group == item_group;

      counts->n_items++;
      counts->n_total[PREAMP_DATASOURCE_GROUP_ALL]++;
      if (item_group != PREAMP_DATASOURCE_GROUP_ALL)
        counts->n_total[item_group]++;

      if (matches)
        {
          counts->n_found[PREAMP_DATASOURCE_GROUP_ALL]++;
          if (item_group != PREAMP_DATASOURCE_GROUP_ALL)
            counts->n_found[item_group]++;
        }

      if (preamp_datasource_item_get_selected (item))
        {
          counts->n_selected++;
          if (!matches || !in_group)
            counts->n_hidden++;
        }
    }
}
