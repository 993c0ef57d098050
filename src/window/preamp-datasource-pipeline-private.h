/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-datasource-pipeline.h"

G_BEGIN_DECLS

struct _PreampDatasourcePipeline
{
  GObject                parent_instance;

  PreampDatasourceModel *model;
  char                 **words;
  PreampDatasourceGroup  group;

  GtkSorter             *sorter;
  GtkSortListModel      *sorted;
  GtkFilter             *filter;
  GtkFilterListModel    *filtered;
  GtkSingleSelection    *selection;

  PreampDatasourceItem  *cursor;
  guint                  place;    /* of the cursor in the list */
  gboolean               asked;
  guint                  restore_id;
  guint                  sorting_id;
  gboolean               sorting;
  PreampDatasourceItem  *anchor;   /* where a range of rows begins */
  PreampDatasourceItem  *reached;  /* and how far it goes */
  gboolean               anchor_selected;
};

gboolean preamp_datasource_pipeline_is_shown (PreampDatasourcePipeline *self,
                                              PreampDatasourceItem     *item);

void     preamp_datasource_pipeline_set_cursor       (PreampDatasourcePipeline *self,
                                                      PreampDatasourceItem     *item);
void     preamp_datasource_pipeline_restore_cursor   (PreampDatasourcePipeline *self);
void     preamp_datasource_pipeline_follow_selection (PreampDatasourcePipeline *self);
void     preamp_datasource_pipeline_follow_place     (PreampDatasourcePipeline *self,
                                                      guint                     position,
                                                      guint                     removed,
                                                      guint                     added);

G_END_DECLS
