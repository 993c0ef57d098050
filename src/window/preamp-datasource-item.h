/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-datasource-keys.h"
#include "preamp-datasource-standing.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_DATASOURCE_ITEM (preamp_datasource_item_get_type ())

G_DECLARE_FINAL_TYPE (PreampDatasourceItem, preamp_datasource_item, PREAMP, DATASOURCE_ITEM,
                      GObject)

PreampDatasourceItem      *preamp_datasource_item_new           (PreampCandidate *candidate,
                                                                 PreampDirection  direction,
                                                                 gboolean         listed)
                                                                 G_GNUC_WARN_UNUSED_RESULT;
PreampCandidate           *preamp_datasource_item_get_candidate (PreampDatasourceItem *self);
gboolean                   preamp_datasource_item_set_candidate (PreampDatasourceItem *self,
                                                                 PreampCandidate      *candidate,
                                                                 gboolean              listed);
const PreampAttemptRecord *preamp_datasource_item_get_record    (PreampDatasourceItem *self);
void                       preamp_datasource_item_set_record    (PreampDatasourceItem      *self,
                                                                 const PreampAttemptRecord *record);
PreampAttempt             *preamp_datasource_item_get_attempt   (PreampDatasourceItem *self);
void                       preamp_datasource_item_set_attempt   (PreampDatasourceItem *self,
                                                                 PreampAttempt        *attempt);
gboolean                   preamp_datasource_item_get_selected  (PreampDatasourceItem *self);
void                       preamp_datasource_item_set_selected  (PreampDatasourceItem *self,
                                                                 gboolean              selected);

PreampDirection       preamp_datasource_item_get_direction   (PreampDatasourceItem  *self);
gboolean              preamp_datasource_item_get_listed      (PreampDatasourceItem  *self);
const char           *preamp_datasource_item_get_id          (PreampDatasourceItem  *self);
const char           *preamp_datasource_item_get_name        (PreampDatasourceItem  *self);
PreampStatus          preamp_datasource_item_get_status      (PreampDatasourceItem  *self);
const char           *preamp_datasource_item_get_status_text (PreampDatasourceItem  *self);
PreampDatasourceGroup preamp_datasource_item_get_group       (PreampDatasourceItem  *self);
gboolean              preamp_datasource_item_get_selectable  (PreampDatasourceItem  *self);
gboolean              preamp_datasource_item_get_dimmed      (PreampDatasourceItem  *self);
const char           *preamp_datasource_item_get_hindrance   (PreampDatasourceItem  *self);
gboolean              preamp_datasource_item_get_retriable   (PreampDatasourceItem  *self);
char                 *preamp_datasource_item_dup_text        (PreampDatasourceItem  *self,
                                                              PreampDatasourceColumn column)
                                                              G_GNUC_WARN_UNUSED_RESULT;

gboolean preamp_datasource_item_matches      (PreampDatasourceItem  *self,
                                              const char * const    *words);
int      preamp_datasource_item_compare_text (PreampDatasourceItem  *self,
                                              PreampDatasourceItem  *other,
                                              PreampDatasourceColumn column);

G_END_DECLS
