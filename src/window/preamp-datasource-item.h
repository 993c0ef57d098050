/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-candidate.h"
#include "domo/preamp-direction.h"
#include "migration/preamp-attempt.h"
#include "preamp-datasource-keys.h"
#include "preamp-status.h"

G_BEGIN_DECLS

/**
 * PreampDatasourceGroup:
 * @PREAMP_DATASOURCE_GROUP_ALL: every row
 * @PREAMP_DATASOURCE_GROUP_ATTENTION: what somebody has to look at
 * @PREAMP_DATASOURCE_GROUP_RUN: part of the current run
 * @PREAMP_DATASOURCE_GROUP_READY: what can be moved
 * @PREAMP_DATASOURCE_GROUP_COLLISION: what collides
 * @PREAMP_DATASOURCE_GROUP_MIGRATED: what was moved
 *
 * What rows are filtered by. A row belongs to all and to one of the others.
 */
typedef enum
{
  PREAMP_DATASOURCE_GROUP_ALL,
  PREAMP_DATASOURCE_GROUP_ATTENTION,
  PREAMP_DATASOURCE_GROUP_RUN,
  PREAMP_DATASOURCE_GROUP_READY,
  PREAMP_DATASOURCE_GROUP_COLLISION,
  PREAMP_DATASOURCE_GROUP_MIGRATED,
} PreampDatasourceGroup;

#define PREAMP_N_DATASOURCE_GROUPS (PREAMP_DATASOURCE_GROUP_MIGRATED + 1)

#define PREAMP_TYPE_DATASOURCE_ITEM (preamp_datasource_item_get_type ())

G_DECLARE_FINAL_TYPE (PreampDatasourceItem, preamp_datasource_item, PREAMP, DATASOURCE_ITEM, GObject)

PreampDatasourceItem      *preamp_datasource_item_new             (PreampCandidate           *candidate,
                                                                   PreampDirection            direction,
                                                                   gboolean                   listed) G_GNUC_WARN_UNUSED_RESULT;
PreampCandidate           *preamp_datasource_item_get_candidate   (PreampDatasourceItem      *self);
gboolean                   preamp_datasource_item_set_candidate   (PreampDatasourceItem      *self,
                                                                   PreampCandidate           *candidate,
                                                                   gboolean                   listed);
const PreampAttemptRecord *preamp_datasource_item_get_record      (PreampDatasourceItem      *self);
void                       preamp_datasource_item_set_record      (PreampDatasourceItem      *self,
                                                                   const PreampAttemptRecord *record);
PreampAttempt             *preamp_datasource_item_get_attempt     (PreampDatasourceItem      *self);
void                       preamp_datasource_item_set_attempt     (PreampDatasourceItem      *self,
                                                                   PreampAttempt             *attempt);
gboolean                   preamp_datasource_item_get_selected    (PreampDatasourceItem      *self);
void                       preamp_datasource_item_set_selected    (PreampDatasourceItem      *self,
                                                                   gboolean                   selected);

PreampDirection            preamp_datasource_item_get_direction   (PreampDatasourceItem      *self);
gboolean                   preamp_datasource_item_get_listed      (PreampDatasourceItem      *self);
const char                *preamp_datasource_item_get_id          (PreampDatasourceItem      *self);
const char                *preamp_datasource_item_get_name        (PreampDatasourceItem      *self);
PreampStatus               preamp_datasource_item_get_status      (PreampDatasourceItem      *self);
const char                *preamp_datasource_item_get_status_text (PreampDatasourceItem      *self);
PreampDatasourceGroup      preamp_datasource_item_get_group       (PreampDatasourceItem      *self);
gboolean                   preamp_datasource_item_get_selectable  (PreampDatasourceItem      *self);
gboolean                   preamp_datasource_item_get_dimmed      (PreampDatasourceItem      *self);
const char                *preamp_datasource_item_get_hindrance   (PreampDatasourceItem      *self);
gboolean                   preamp_datasource_item_get_retriable   (PreampDatasourceItem      *self);
char                      *preamp_datasource_item_dup_text        (PreampDatasourceItem      *self,
                                                                   PreampDatasourceColumn     column) G_GNUC_WARN_UNUSED_RESULT;

gboolean                   preamp_datasource_item_matches         (PreampDatasourceItem      *self,
                                                                   const char * const        *words);
int                        preamp_datasource_item_compare_text    (PreampDatasourceItem      *self,
                                                                   PreampDatasourceItem      *other,
                                                                   PreampDatasourceColumn     column);
int                        preamp_datasource_item_compare_status  (PreampDatasourceItem      *self,
                                                                   PreampDatasourceItem      *other);

G_END_DECLS
