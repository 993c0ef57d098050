/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-pipeline"

#include "config.h"

#include "preamp-datasource-pipeline-private.h"

/**
 * preamp_datasource_pipeline_toggle:
 * @self: the pipeline
 * @item: a row
 * @extend: whether to do the same from the row that was toggled last up to @item
 *
 * Selects or unselects @item for a run.
 */
void
preamp_datasource_pipeline_toggle (PreampDatasourcePipeline *self,
                                   PreampDatasourceItem     *item,
                                   gboolean                  extend)
{
  gboolean selected;
  guint from = GTK_INVALID_LIST_POSITION;
  guint to;

  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));
  g_return_if_fail (PREAMP_IS_DATASOURCE_ITEM (item));

  if (self->model == NULL)
    return;

  selected = !preamp_datasource_item_get_selected (item);

  if (extend && self->anchor != NULL)
    from = preamp_datasource_pipeline_find (self, self->anchor);

  if (from != GTK_INVALID_LIST_POSITION)
    {
      selected = self->anchor_selected;
      to = preamp_datasource_pipeline_find (self, item);

      for (guint i = MIN (from, to); i <= MAX (from, to) && to != GTK_INVALID_LIST_POSITION; i++)
        {
          g_autoptr (PreampDatasourceItem) between = NULL;

          between = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);
          preamp_datasource_model_select (self->model, between, selected);
        }

      g_set_object (&self->reached, item);
      return;
    }

  preamp_datasource_model_select (self->model, item, selected);
  g_set_object (&self->anchor, item);
  g_set_object (&self->reached, item);
  self->anchor_selected = selected;
}

/**
 * preamp_datasource_pipeline_extend:
 * @self: the pipeline
 * @step: 1 for the next row, -1 for the one before
 *
 * Does to the row under the cursor and to the one that the cursor goes to next what was done to
 * the row that was toggled last, or selects them. On the way back it undoes it. The cursor itself
 * is moved by the view.
 */
void
preamp_datasource_pipeline_extend (PreampDatasourcePipeline *self,
                                   int                       step)
{
  PreampDatasourceItem *cursor;
  g_autoptr (PreampDatasourceItem) next = NULL;
  gboolean back = FALSE;
  guint position;
  guint from;

  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));

  cursor = preamp_datasource_pipeline_get_cursor (self);
  if (cursor == NULL || self->model == NULL)
    return;

  if (self->anchor == NULL)
    self->anchor_selected = TRUE;

  /* The cursor went elsewhere meanwhile: a range begins there. */
  if (self->anchor == NULL || self->reached != cursor)
    g_set_object (&self->anchor, cursor);

  position = gtk_single_selection_get_selected (self->selection);
  from = preamp_datasource_pipeline_find (self, self->anchor);
  if (from != GTK_INVALID_LIST_POSITION)
    back = step < 0 ? position > from : position < from;

  preamp_datasource_model_select (self->model, cursor, self->anchor_selected != back);
  g_set_object (&self->reached, cursor);

  if (step < 0 && position == 0)
    return;

  next = g_list_model_get_item (G_LIST_MODEL (self->filtered),
                                step < 0 ? position - 1 : position + 1);
  if (next == NULL)
    return;

  preamp_datasource_model_select (self->model, next, self->anchor_selected);
  g_set_object (&self->reached, next);
}

/**
 * preamp_datasource_pipeline_select_all:
 * @self: the pipeline
 *
 * Selects all rows that are shown and can be selected. Others stay as they are.
 */
void
preamp_datasource_pipeline_select_all (PreampDatasourcePipeline *self)
{
  GListModel *items;
  guint n;

  g_return_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self));

  if (self->model == NULL)
    return;

  /* From the source, as the filter may still be at work. */
  items = preamp_datasource_model_get_items (self->model);
  n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampDatasourceItem) item = g_list_model_get_item (items, i);

      if (preamp_datasource_item_get_selectable (item) &&
          preamp_datasource_pipeline_is_shown (self, item))
        preamp_datasource_model_select (self->model, item, TRUE);
    }
}

/**
 * preamp_datasource_pipeline_dup_selected:
 * @self: the pipeline
 *
 * Gets the rows that are selected for a run in the order they are shown in, also those that are
 * hidden by the search.
 *
 * Returns: (transfer full) (element-type PreampCandidate): the selected rows' candidates
 */
GPtrArray *
preamp_datasource_pipeline_dup_selected (PreampDatasourcePipeline *self)
{
  GPtrArray *candidates;
  guint n;

  g_return_val_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self), NULL);

  candidates = g_ptr_array_new_with_free_func (g_object_unref);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampDatasourceItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->sorted), i);

      if (preamp_datasource_item_get_selected (item))
        g_ptr_array_add (candidates, g_object_ref (preamp_datasource_item_get_candidate (item)));
    }

  return candidates;
}
