/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PreampCandidateFields:
 * @id: unique identifier of the datasource, never %NULL
 * @name: (nullable): its readable name
 * @type: (nullable): Domo's type of the datasource, for example `bigquery-federated`
 * @catalog: (nullable): name of the catalog in the system external to Domo
 * @schema: (nullable): name of the schema there
 * @table: (nullable): name of the table there
 * @collision: whether another datasource uses the same table in the integration
 * @colliding_id: (nullable): that datasource's identifier
 * @colliding_name: (nullable): that datasource's name
 * @migrated: whether it was migrated to the integration before
 * @migration_date: (nullable): when
 *
 * The members of one row of Domo's two candidate lists.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *type;
  const char *catalog;
  const char *schema;
  const char *table;
  gboolean    collision;
  const char *colliding_id;
  const char *colliding_name;
  gboolean    migrated;
  GDateTime  *migration_date;
} PreampCandidateFields;

#define PREAMP_TYPE_CANDIDATE (preamp_candidate_get_type ())

G_DECLARE_FINAL_TYPE (PreampCandidate, preamp_candidate, PREAMP, CANDIDATE, GObject)

PreampCandidate *preamp_candidate_new                 (const PreampCandidateFields *fields)
                                                       G_GNUC_WARN_UNUSED_RESULT;
const char      *preamp_candidate_get_id              (PreampCandidate *self);
const char      *preamp_candidate_get_name            (PreampCandidate *self);
const char      *preamp_candidate_get_datasource_type (PreampCandidate *self);
const char      *preamp_candidate_get_catalog         (PreampCandidate *self);
const char      *preamp_candidate_get_schema          (PreampCandidate *self);
const char      *preamp_candidate_get_table           (PreampCandidate *self);
gboolean         preamp_candidate_get_collision       (PreampCandidate *self);
const char      *preamp_candidate_get_colliding_id    (PreampCandidate *self);
const char      *preamp_candidate_get_colliding_name  (PreampCandidate *self);
gboolean         preamp_candidate_get_migrated        (PreampCandidate *self);
GDateTime       *preamp_candidate_get_migration_date  (PreampCandidate *self);

G_END_DECLS
