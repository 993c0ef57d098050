/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-pipeline"

#include "config.h"

#include "preamp-datasource-pipeline-private.h"

/* The cursor, kept through changes that take its row out and bring it back in another batch; and
 * left to the next row where it does not come back */

/**
 * preamp_datasource_pipeline_set_cursor: (skip)
 * @self: the pipeline
 * @item: (nullable): a row
 *
 * Says that the cursor is on @item.
 */
void
preamp_datasource_pipeline_set_cursor (PreampDatasourcePipeline *self,
                                       PreampDatasourceItem     *item)
{
  if (g_set_object (&self->cursor, item))
    g_object_notify (G_OBJECT (self), "cursor");
}

/* The row that has come to the place of one that is shown no more, or the last one. */
static guint
find_next (PreampDatasourcePipeline *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  return n > 0 ? MIN (self->place, n - 1) : GTK_INVALID_LIST_POSITION;
}

static void
restore_cursor (PreampDatasourcePipeline *self)
{
  guint position;

  if (self->cursor == NULL ||
      gtk_single_selection_get_selected_item (self->selection) != NULL ||
      gtk_sort_list_model_get_pending (self->sorted) > 0 ||
      gtk_filter_list_model_get_pending (self->filtered) > 0)
    return;

  position = preamp_datasource_pipeline_find (self, self->cursor);
  /* What went by itself leaves the place to the next one. Who has asked for other rows starts
   * anew. */
  if (position == GTK_INVALID_LIST_POSITION && !self->asked)
    position = find_next (self);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, position);
  else
    preamp_datasource_pipeline_set_cursor (self, NULL);
}

static gboolean
restore_cursor_cb (gpointer user_data)
{
  PreampDatasourcePipeline *self = user_data;

  self->restore_id = 0;
  restore_cursor (self);

  return G_SOURCE_REMOVE;
}

/**
 * preamp_datasource_pipeline_restore_cursor: (skip)
 * @self: the pipeline
 *
 * Puts the cursor back where it was, once all rows are there. The filter says that it is done
 * before it has told the views of its last rows.
 */
void
preamp_datasource_pipeline_restore_cursor (PreampDatasourcePipeline *self)
{
  if (self->cursor != NULL && self->restore_id == 0)
    self->restore_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, restore_cursor_cb, self, NULL);
}

/**
 * preamp_datasource_pipeline_follow_selection: (skip)
 * @self: the pipeline
 *
 * Takes up where a view has put the cursor.
 */
void
preamp_datasource_pipeline_follow_selection (PreampDatasourcePipeline *self)
{
  PreampDatasourceItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL)
    {
      preamp_datasource_pipeline_restore_cursor (self);
      return;
    }

  self->place = gtk_single_selection_get_selected (self->selection);
  preamp_datasource_pipeline_set_cursor (self, item);
}

/**
 * preamp_datasource_pipeline_follow_place: (skip)
 * @self: the pipeline
 * @position: where rows have changed
 * @removed: how many went
 * @added: how many came
 *
 * Keeps the place of the cursor in the list, also without its row: how that would be sorted among
 * the others is no help, as it may have gone because of what it is sorted by.
 */
void
preamp_datasource_pipeline_follow_place (PreampDatasourcePipeline *self,
                                         guint                     position,
                                         guint                     removed,
                                         guint                     added)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected != GTK_INVALID_LIST_POSITION)
    self->place = selected;
  else if (position + removed <= self->place)
    self->place = self->place - removed + added;
  else if (position <= self->place)
    self->place = MIN (self->place, position + added);
}

/**
 * preamp_datasource_pipeline_get_cursor:
 * @self: the pipeline
 *
 * Returns: (transfer none) (nullable): the row under the cursor
 */
PreampDatasourceItem *
preamp_datasource_pipeline_get_cursor (PreampDatasourcePipeline *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_PIPELINE (self), NULL);

  return self->cursor;
}
