/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-run.h"

G_BEGIN_DECLS

/**
 * PreampScheduleClock:
 *
 * Tells the time of day.
 *
 * Returns: microseconds since 1970 UTC
 */
typedef gint64 (*PreampScheduleClock) (void);

#define PREAMP_TYPE_SCHEDULE (preamp_schedule_get_type ())

G_DECLARE_FINAL_TYPE (PreampSchedule, preamp_schedule, PREAMP, SCHEDULE, GObject)

PreampSchedule *preamp_schedule_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void            preamp_schedule_set_clock (PreampSchedule      *self,
                                           PreampScheduleClock  clock);
void            preamp_schedule_add       (PreampSchedule      *self,
                                           PreampRun           *run);
void            preamp_schedule_look      (PreampSchedule      *self);

G_END_DECLS
