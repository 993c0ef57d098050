/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PreampSleepClock:
 *
 * Tells how long the computer has been asleep since it was started.
 *
 * Returns: a time in microseconds
 */
typedef GTimeSpan (*PreampSleepClock) (void);

#define PREAMP_TYPE_SLEEP_WATCH (preamp_sleep_watch_get_type ())

G_DECLARE_FINAL_TYPE (PreampSleepWatch, preamp_sleep_watch, PREAMP, SLEEP_WATCH, GObject)

GTimeSpan         preamp_sleep_clock     (void);
PreampSleepWatch *preamp_sleep_watch_new (PreampSleepClock clock,
                                          guint            interval) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
