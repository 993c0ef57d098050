/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-integration.h"
#include "migration/preamp-standings.h"
#include "preamp-datasource-item.h"

G_BEGIN_DECLS

/**
 * PreampDatasourceCounts:
 * @n_items: how many rows there are
 * @n_selected: how many of them are selected
 * @n_hidden: how many of the selected ones are not shown
 * @n_total: how many rows each group has
 * @n_found: how many rows of each group the search matches
 *
 * What is counted on a candidate page.
 */
typedef struct
{
  guint n_items;
  guint n_selected;
  guint n_hidden;
  guint n_total[PREAMP_N_DATASOURCE_GROUPS];
  guint n_found[PREAMP_N_DATASOURCE_GROUPS];
} PreampDatasourceCounts;

#define PREAMP_TYPE_DATASOURCE_MODEL (preamp_datasource_model_get_type ())

G_DECLARE_FINAL_TYPE (PreampDatasourceModel, preamp_datasource_model, PREAMP, DATASOURCE_MODEL,
                      GObject)

PreampDatasourceModel *preamp_datasource_model_new (GListModel             *candidates,
                                                    PreampIntegration      *integration,
                                                    PreampDirection         direction,
                                                    PreampStandings        *standings)
                                                    G_GNUC_WARN_UNUSED_RESULT;
GListModel            *preamp_datasource_model_get_items (PreampDatasourceModel  *self);
PreampDatasourceItem  *preamp_datasource_model_look_up (PreampDatasourceModel  *self,
                                                        const char             *datasource_id);
guint                  preamp_datasource_model_get_n_repeated (PreampDatasourceModel  *self);
void                   preamp_datasource_model_select (PreampDatasourceModel  *self,
                                                       PreampDatasourceItem   *item,
                                                       gboolean                selected);
void                   preamp_datasource_model_clear_selection (PreampDatasourceModel  *self);
GPtrArray             *preamp_datasource_model_dup_selected (PreampDatasourceModel  *self)
                                                             G_GNUC_WARN_UNUSED_RESULT;
void                   preamp_datasource_model_count (PreampDatasourceModel  *self,
                                                      const char * const     *words,
                                                      PreampDatasourceGroup   group,
                                                      PreampDatasourceCounts *counts);

G_END_DECLS
