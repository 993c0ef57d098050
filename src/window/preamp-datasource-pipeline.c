/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-pipeline"

#include "config.h"

#include "preamp-datasource-pipeline-private.h"

/**
 * PreampDatasourcePipeline:
 *
 * From the rows in no order to those that are shown: sorted, then filtered by search and group,
 * with a cursor. The sort comes first, since a sort above a filter would start again with every
 * batch that the filter lets through.
 *
 * The cursor is not the selection for a run; that is each row's own, and changed here for one row,
 * for a range, and for all that are shown.
 */
G_DEFINE_FINAL_TYPE (PreampDatasourcePipeline, preamp_datasource_pipeline, G_TYPE_OBJECT)

typedef enum
{
  PROP_CURSOR = 1,
  PROP_SORTING,
} PreampDatasourcePipelineProperty;

static GParamSpec *properties[PROP_SORTING + 1];

/* So many rows are sorted and filtered in one go, faster than a view would follow the steps; and
 * what stays shown then stays where it is, with the keyboard's focus. */
#define MAX_ROWS_AT_ONCE 20000

/* Milliseconds after which a sort that goes on is said to do so. */
#define SORTING_DELAY 100

/**
 * preamp_datasource_pipeline_is_shown: (skip)
 * @self: the pipeline
 * @item: a row
 *
 * Returns: whether @item is what is searched and filtered for
 */
gboolean
preamp_datasource_pipeline_is_shown (PreampDatasourcePipeline *self,
                                     PreampDatasourceItem     *item)
{
  return (self->group == PREAMP_DATASOURCE_GROUP_ALL ||
          self->group == preamp_datasource_item_get_group (item)) &&
         preamp_datasource_item_matches (item, (const char * const *) self->words);
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  return preamp_datasource_pipeline_is_shown (user_data, item);
}

/* What needs attention stands above all others, whatever they are sorted by. */
static int
compare_attention_cb (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  PreampDatasourceItem *item = (PreampDatasourceItem *) a;
  PreampDatasourceItem *other = (PreampDatasourceItem *) b;

  return (preamp_datasource_item_get_group (other) == PREAMP_DATASOURCE_GROUP_ATTENTION) -
         (preamp_datasource_item_get_group (item) == PREAMP_DATASOURCE_GROUP_ATTENTION);
}

/* What is the same for the column that is sorted by. */
static int
compare_name_cb (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  return preamp_datasource_item_compare_text ((PreampDatasourceItem *) a,
                                              (PreampDatasourceItem *) b,
                                              PREAMP_DATASOURCE_COLUMN_NAME);
}

/* Sorting in steps, which a view had better not follow: each of them binds its rows anew */

static void
set_sorting (PreampDatasourcePipeline *self,
             gboolean                  sorting)
{
  g_clear_handle_id (&self->sorting_id, g_source_remove);

  if (self->sorting == sorting)
    return;

  self->sorting = sorting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORTING]);
}

static gboolean
still_sorting_cb (gpointer user_data)
{
  PreampDatasourcePipeline *self = user_data;

  self->sorting_id = 0;
  set_sorting (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
sort_pending_cb (PreampDatasourcePipeline *self)
{
  if (gtk_sort_list_model_get_pending (self->sorted) == 0)
    set_sorting (self, FALSE);
  else if (!self->sorting && self->sorting_id == 0)
    self->sorting_id = g_timeout_add (SORTING_DELAY, still_sorting_cb, self);
}

static void
items_changed_cb (PreampDatasourcePipeline *self,
                  guint                     position,
                  guint                     removed,
                  guint                     added,
                  GListModel               *items)
{
  gboolean incremental = g_list_model_get_n_items (items) > MAX_ROWS_AT_ONCE;

  self->asked = FALSE;
  gtk_sort_list_model_set_incremental (self->sorted, incremental);
  gtk_filter_list_model_set_incremental (self->filtered, incremental);
}

static void
preamp_datasource_pipeline_dispose (GObject *object)
{
  PreampDatasourcePipeline *self = PREAMP_DATASOURCE_PIPELINE (object);

  if (self->sorted != NULL)
    gtk_sort_list_model_set_model (self->sorted, NULL);
  /* A view may hold the rows for longer. */
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  /* Only now: the rows that went took the cursor along, and the sorter may have told as well. */
  g_clear_handle_id (&self->restore_id, g_source_remove);
  g_clear_handle_id (&self->sorting_id, g_source_remove);

  g_clear_object (&self->cursor);
  g_clear_object (&self->anchor);
  g_clear_object (&self->reached);
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);

  G_OBJECT_CLASS (preamp_datasource_pipeline_parent_class)->dispose (object);
}

static void
preamp_datasource_pipeline_finalize (GObject *object)
{
  PreampDatasourcePipeline *self = PREAMP_DATASOURCE_PIPELINE (object);

  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (preamp_datasource_pipeline_parent_class)->finalize (object);
}

static void
preamp_datasource_pipeline_get_property (GObject    *object,
                                         guint       prop_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  PreampDatasourcePipeline *self = PREAMP_DATASOURCE_PIPELINE (object);

  switch ((PreampDatasourcePipelineProperty) prop_id)
    {
    case PROP_CURSOR:
      g_value_set_object (value, self->cursor);
      break;

    case PROP_SORTING:
      g_value_set_boolean (value, self->sorting);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_datasource_pipeline_class_init (PreampDatasourcePipelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_datasource_pipeline_dispose;
  object_class->finalize = preamp_datasource_pipeline_finalize;
  object_class->get_property = preamp_datasource_pipeline_get_property;

  /**
   * PreampDatasourcePipeline:cursor:
   *
   * The row under the cursor.
   */
  properties[PROP_CURSOR] = g_param_spec_object ("cursor", NULL, NULL,
                                                 PREAMP_TYPE_DATASOURCE_ITEM,
                                                 G_PARAM_READABLE |
                                                 G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  /**
   * PreampDatasourcePipeline:sorting:
   *
   * Whether a sort goes on that takes its time.
   */
  properties[PROP_SORTING] = g_param_spec_boolean ("sorting", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE |
                                                   G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_datasource_pipeline_init (PreampDatasourcePipeline *self)
{
  self->words = g_new0 (char *, 1);

  self->sorted = gtk_sort_list_model_new (NULL, NULL);
  g_signal_connect_object (self->sorted, "notify::pending",
                           G_CALLBACK (sort_pending_cb), self, G_CONNECT_SWAPPED);

  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->sorted)),
                                              g_object_ref (self->filter));
  g_signal_connect_object (self->filtered, "notify::pending",
                           G_CALLBACK (preamp_datasource_pipeline_restore_cursor), self,
                           G_CONNECT_SWAPPED);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (preamp_datasource_pipeline_follow_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (preamp_datasource_pipeline_follow_place), self,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->filtered));

  preamp_datasource_pipeline_set_sorter (self, NULL);
}

/**
 * preamp_datasource_pipeline_new:
 *
 * Returns: (transfer full): a pipeline without rows
 */
PreampDatasourcePipeline *
preamp_datasource_pipeline_new (void)
{
  return g_object_new (PREAMP_TYPE_DATASOURCE_PIPELINE, NULL);
}

/**
 * preamp_datasource_pipeline_set_model:
 * @self: the pipeline
 * @model: (nullable): the rows
 *
 * Sets where rows come from. Search and group stay.
 */
void
preamp_datasource_pipeline_set_model (PreampDatasourcePipeline *self,
                                      PreampDatasourceModel    *model)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));
  g_return_if_fail (model == NULL || PREAMP_IS_DATASOURCE_MODEL (model));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (preamp_datasource_model_get_items (self->model), self);

  gtk_sort_list_model_set_model (self->sorted, NULL);
  preamp_datasource_pipeline_set_cursor (self, NULL);
  g_clear_object (&self->anchor);
  g_clear_object (&self->reached);
  g_set_object (&self->model, model);

  if (model != NULL)
    {
      GListModel *items = preamp_datasource_model_get_items (model);

      /* Before the sort hears of it. */
      g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
      items_changed_cb (self, 0, 0, 0, items);
      gtk_sort_list_model_set_model (self->sorted, items);
    }
}

/**
 * preamp_datasource_pipeline_set_sorter:
 * @self: the pipeline
 * @sorter: (nullable): the order below what needs attention
 *
 * Sets what rows are sorted by.
 */
void
preamp_datasource_pipeline_set_sorter (PreampDatasourcePipeline *self,
                                       GtkSorter                *sorter)
{
  GtkMultiSorter *multi;

  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));
  g_return_if_fail (sorter == NULL || GTK_IS_SORTER (sorter));

  multi = gtk_multi_sorter_new ();
  gtk_multi_sorter_append (multi,
                           GTK_SORTER (gtk_custom_sorter_new (compare_attention_cb, NULL, NULL)));
  if (sorter != NULL)
    gtk_multi_sorter_append (multi, g_object_ref (sorter));
  gtk_multi_sorter_append (multi, GTK_SORTER (gtk_custom_sorter_new (compare_name_cb, NULL, NULL)));

  g_clear_object (&self->sorter);
  self->sorter = GTK_SORTER (multi);
  gtk_sort_list_model_set_sorter (self->sorted, self->sorter);
}

/**
 * preamp_datasource_pipeline_set_search:
 * @self: the pipeline
 * @search: (nullable): what was typed
 *
 * Shows only rows in which each word of @search is found.
 */
void
preamp_datasource_pipeline_set_search (PreampDatasourcePipeline *self,
                                       const char               *search)
{
  g_auto (GStrv) words = NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));

  words = preamp_datasource_keys_fold (search);
  if (g_strv_equal ((const char * const *) words, (const char * const *) self->words))
    return;

  if (preamp_datasource_keys_are_stricter (words, self->words))
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (preamp_datasource_keys_are_stricter (self->words, words))
    change = GTK_FILTER_CHANGE_LESS_STRICT;

  g_strfreev (self->words);
  self->words = g_steal_pointer (&words);
  self->asked = TRUE;
  gtk_filter_changed (self->filter, change);
}

/**
 * preamp_datasource_pipeline_has_search:
 * @self: the pipeline
 *
 * Returns: whether anything is searched for
 */
gboolean
preamp_datasource_pipeline_has_search (PreampDatasourcePipeline *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self), FALSE);

  return self->words[0] != NULL;
}

/**
 * preamp_datasource_pipeline_set_group:
 * @self: the pipeline
 * @group: a group
 *
 * Shows only rows of @group.
 */
void
preamp_datasource_pipeline_set_group (PreampDatasourcePipeline *self,
                                      PreampDatasourceGroup     group)
{
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));

  if (self->group == group)
    return;

  if (self->group == PREAMP_DATASOURCE_GROUP_ALL)
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (group == PREAMP_DATASOURCE_GROUP_ALL)
    change = GTK_FILTER_CHANGE_LESS_STRICT;

  self->group = group;
  self->asked = TRUE;
  gtk_filter_changed (self->filter, change);
}

/**
 * preamp_datasource_pipeline_get_group:
 * @self: the pipeline
 *
 * Returns: the group that is shown
 */
PreampDatasourceGroup
preamp_datasource_pipeline_get_group (PreampDatasourcePipeline *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self), PREAMP_DATASOURCE_GROUP_ALL);

  return self->group;
}

/**
 * preamp_datasource_pipeline_refilter:
 * @self: the pipeline
 * @reorder: whether the order may have changed too
 *
 * Looks at all rows again, since neither filter nor sorter watches them.
 */
void
preamp_datasource_pipeline_refilter (PreampDatasourcePipeline *self,
                                     gboolean                  reorder)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));

  self->asked = FALSE;
  if (reorder)
    gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);

  /* Of a group a row can cease to be at any time; what is searched for changes with its order. */
  if (self->group != PREAMP_DATASOURCE_GROUP_ALL || (reorder && self->words[0] != NULL))
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * preamp_datasource_pipeline_get_sorting:
 * @self: the pipeline
 *
 * Returns: whether a sort goes on that takes its time, so that no view is to follow it
 */
gboolean
preamp_datasource_pipeline_get_sorting (PreampDatasourcePipeline *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self), FALSE);

  return self->sorting;
}

/**
 * preamp_datasource_pipeline_get_selection:
 * @self: the pipeline
 *
 * Returns: (transfer none): the rows that are shown, and the cursor
 */
GtkSelectionModel *
preamp_datasource_pipeline_get_selection (PreampDatasourcePipeline *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self), NULL);

  return GTK_SELECTION_MODEL (self->selection);
}

/**
 * preamp_datasource_pipeline_find:
 * @self: the pipeline
 * @item: a row
 *
 * Returns: the position of @item among the rows that are shown, or %GTK_INVALID_LIST_POSITION
 */
guint
preamp_datasource_pipeline_find (PreampDatasourcePipeline *self,
                                 PreampDatasourceItem     *item)
{
  guint n;

  g_return_val_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self), GTK_INVALID_LIST_POSITION);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampDatasourceItem) shown = NULL;

      shown = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);
      if (shown == item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * preamp_datasource_pipeline_count:
 * @self: the pipeline
 * @counts: (out caller-allocates): what was counted
 *
 * Counts rows, all and those that the search finds.
 */
void
preamp_datasource_pipeline_count (PreampDatasourcePipeline *self,
                                  PreampDatasourceCounts   *counts)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));
  g_return_if_fail (counts != NULL);

  *counts = (PreampDatasourceCounts) { 0, };

  if (self->model != NULL)
    preamp_datasource_model_count (self->model, (const char * const *) self->words, self->group,
                                   counts);
}
