/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PreampLocalTime:
 * @year: the year
 * @month: the month, 1 to 12
 * @day: the day of the month
 * @hour: the hour, 0 to 23
 * @minute: the minute
 *
 * A time as it stands on a wall, in a zone that is said elsewhere.
 */
typedef struct
{
  int year;
  int month;
  int day;
  int hour;
  int minute;
} PreampLocalTime;

gboolean preamp_local_time_parse (const char            *text,
                                  int                   *hour,
                                  int                   *minute);
guint    preamp_local_time_find  (const PreampLocalTime *time,
                                  GTimeZone             *zone,
                                  gint64                *first);

G_END_DECLS
