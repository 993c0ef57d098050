/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-attempt-record.h"
#include "preamp-pause.h"

G_BEGIN_DECLS

/**
 * PreampPaceLimits:
 * @in_a_row: after how many attempts in a row that are anything but complete a run halts, 0 for
 *   never
 * @incomplete: after how many that are incomplete, in all, 0 for never
 *
 * When a run halts by itself.
 */
typedef struct
{
  guint in_a_row;
  guint incomplete;
} PreampPaceLimits;

/**
 * PreampPaceStep:
 * @again: whether the datasource is queued again, as an attempt of its own
 * @wait: seconds before anything new is sent, 0 for none
 * @pause: whether the run pauses, and why
 *
 * What follows from an attempt's end.
 */
typedef struct
{
  gboolean    again;
  guint       wait;
  PreampPause pause;
} PreampPaceStep;

/**
 * PreampPace:
 *
 * How fast a run goes: how many at once, and when it has to wait, pause or halt.
 */
typedef struct
{
  PreampPaceLimits limits;
  guint            at_once;
  guint            n_failures_in_a_row;
  guint            n_incomplete;
  guint            n_rate_limited;
  guint            wait; /* for how many seconds it waits because Domo asked to, 0 for not at all */
} PreampPace;

void           preamp_pace_init       (PreampPace                *pace,
                                       const PreampPaceLimits    *limits,
                                       guint                      at_once);
PreampPaceStep preamp_pace_judge      (PreampPace                *pace,
                                       const PreampAttemptRecord *record,
                                       gboolean                   web_page,
                                       guint                      retry_after);
void           preamp_pace_waited     (PreampPace                *pace);
void           preamp_pace_go_on      (PreampPace                *pace);

G_END_DECLS
