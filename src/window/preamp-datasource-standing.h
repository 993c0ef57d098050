/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-candidate-list.h"
#include "domo/preamp-candidate.h"
#include "migration/preamp-attempt.h"
#include "migration/preamp-standings.h"
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

/**
 * PreampDatasourceStanding:
 * @status: what a row is shown as
 * @group: what it is filtered by, beside all
 * @selectable: whether it can be chosen for a run
 * @retriable: whether its last attempt can be tried again as it was
 *
 * How a datasource stands.
 */
typedef struct
{
  PreampStatus          status;
  PreampDatasourceGroup group;
  gboolean              selectable;
  gboolean              retriable;
} PreampDatasourceStanding;

void preamp_datasource_standing_find  (PreampDatasourceStanding  *standing,
                                       PreampCandidate           *candidate,
                                       PreampDirection            direction,
                                       gboolean                   listed,
                                       const PreampAttemptRecord *record,
                                       PreampAttempt             *attempt);
int  preamp_datasource_standing_count (PreampCandidateList       *list,
                                       PreampStandings           *standings);

G_END_DECLS
