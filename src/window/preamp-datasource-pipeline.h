/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "preamp-datasource-model.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_DATASOURCE_PIPELINE (preamp_datasource_pipeline_get_type ())

G_DECLARE_FINAL_TYPE (PreampDatasourcePipeline, preamp_datasource_pipeline,
                      PREAMP, DATASOURCE_PIPELINE, GObject)

PreampDatasourcePipeline *preamp_datasource_pipeline_new (void) G_GNUC_WARN_UNUSED_RESULT;
void                      preamp_datasource_pipeline_set_model (PreampDatasourcePipeline *self,
                                                                PreampDatasourceModel    *model);
void                      preamp_datasource_pipeline_set_sorter (PreampDatasourcePipeline *self,
                                                                 GtkSorter                *sorter);
void                      preamp_datasource_pipeline_set_search (PreampDatasourcePipeline *self,
                                                                 const char               *search);
gboolean                  preamp_datasource_pipeline_has_search (PreampDatasourcePipeline *self);
void                      preamp_datasource_pipeline_set_group (PreampDatasourcePipeline *self,
                                                                PreampDatasourceGroup     group);
PreampDatasourceGroup     preamp_datasource_pipeline_get_group (PreampDatasourcePipeline *self);
void                      preamp_datasource_pipeline_refilter (PreampDatasourcePipeline *self,
                                                               gboolean                  reorder);
gboolean                  preamp_datasource_pipeline_get_sorting (PreampDatasourcePipeline *self);
GtkSelectionModel        *preamp_datasource_pipeline_get_selection (PreampDatasourcePipeline *self);
PreampDatasourceItem     *preamp_datasource_pipeline_get_cursor (PreampDatasourcePipeline *self);
guint                     preamp_datasource_pipeline_find (PreampDatasourcePipeline *self,
                                                           PreampDatasourceItem     *item);
void                      preamp_datasource_pipeline_toggle (PreampDatasourcePipeline *self,
                                                             PreampDatasourceItem     *item,
                                                             gboolean                  extend);
void                      preamp_datasource_pipeline_extend (PreampDatasourcePipeline *self,
                                                             int                       step);
void                      preamp_datasource_pipeline_select_all (PreampDatasourcePipeline *self);
GPtrArray                *preamp_datasource_pipeline_dup_selected (PreampDatasourcePipeline *self)
                                                                   G_GNUC_WARN_UNUSED_RESULT;
void                      preamp_datasource_pipeline_count (PreampDatasourcePipeline *self,
                                                            PreampDatasourceCounts   *counts);

G_END_DECLS
