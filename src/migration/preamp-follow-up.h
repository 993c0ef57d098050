/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-plan.h"
#include "preamp-run.h"
#include "preamp-standings.h"

G_BEGIN_DECLS

/**
 * PreampFollowUp:
 * @PREAMP_FOLLOW_UP_RETRY: all that did not move and can simply be tried again, in one press
 * @PREAMP_FOLLOW_UP_CONTINUE: all that were not started
 * @PREAMP_FOLLOW_UP_REVERSE: all that moved go back
 *
 * What may follow a run that has ended. Each is a plan of its own, to be reviewed.
 */
typedef enum
{
  PREAMP_FOLLOW_UP_RETRY,
  PREAMP_FOLLOW_UP_CONTINUE,
  PREAMP_FOLLOW_UP_REVERSE,
} PreampFollowUp;

GPtrArray  *preamp_follow_up_list        (PreampFollowUp    what,
                                          GPtrArray        *records,
                                          PreampStandings  *standings) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *preamp_follow_up_list_of_run (PreampFollowUp    what,
                                          PreampRun        *run,
                                          PreampStandings  *standings) G_GNUC_WARN_UNUSED_RESULT;
PreampPlan *preamp_follow_up_new_plan    (PreampFollowUp    what,
                                          PreampConnection *connection,
                                          GPtrArray        *records) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
