/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-local-time"

#include "config.h"

#include "preamp-local-time.h"

/* Where the clocks are changed a time of day may not exist, or come twice. */

#define DAY (24 * 60 * 60)

static int
read_number (const char **text)
{
  int number = -1;

  for (guint n = 0; n < 2 && g_ascii_isdigit (**text); n++)
    {
      number = MAX (number, 0) * 10 + g_ascii_digit_value (**text);
      (*text)++;
    }

  return number;
}

static gint32
get_offset (GTimeZone *zone,
            gint64     utc)
{
  const int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc);

  return g_time_zone_get_offset (zone, interval);
}

/**
 * preamp_local_time_parse:
 * @text: what was typed
 * @hour: (out): the hour, 0 to 23
 * @minute: (out): the minute
 *
 * Reads a time of day: “22:00”, “22.00”, “9:30 pm”.
 *
 * Returns: whether it is one
 */
gboolean
preamp_local_time_parse (const char *text,
                         int        *hour,
                         int        *minute)
{
  g_autofree char *copy = NULL;
  const char *rest;

  g_return_val_if_fail (text != NULL, FALSE);

  rest = copy = g_strstrip (g_strdup (text));
  *hour = read_number (&rest);
  if (*hour < 0 || (*rest != ':' && *rest != '.'))
    return FALSE;

  rest++;
  if (!g_ascii_isdigit (rest[0]) || !g_ascii_isdigit (rest[1]))
    return FALSE;

  *minute = read_number (&rest);
  while (g_ascii_isspace (*rest))
    rest++;

  if (*rest != '\0')
    {
      gboolean pm = g_ascii_strcasecmp (rest, "pm") == 0;

      if ((!pm && g_ascii_strcasecmp (rest, "am") != 0) || *hour < 1 || *hour > 12)
        return FALSE;

      *hour = *hour % 12 + (pm ? 12 : 0);
    }

  return *hour < 24 && *minute < 60;
}

/**
 * preamp_local_time_find:
 * @time: a time on the wall, of a day that exists
 * @zone: where the wall is
 * @first: (out): when that is, the first time where it comes twice; seconds since 1970 UTC
 *
 * Finds when a time of day is, across a change to or from summer time.
 *
 * Returns: how often it comes: 0 where the clocks are put forward over it, 2 where they are put
 *   back over it, else 1
 */
guint
preamp_local_time_find (const PreampLocalTime *time,
                        GTimeZone             *zone,
                        gint64                *first)
{
  g_autoptr (GDateTime) wall = NULL;
  gint32 offsets[2];
  guint n = 0;
  gint64 seconds;

  g_return_val_if_fail (time != NULL, 0);
  g_return_val_if_fail (zone != NULL, 0);

  wall = g_date_time_new_utc (time->year, time->month, time->day, time->hour, time->minute, 0);
  g_return_val_if_fail (wall != NULL, 0);

  /* The offsets before and after: a zone changes its clocks but once in two days. The larger one
   * makes the earlier moment. */
  seconds = g_date_time_to_unix (wall);
  offsets[0] = get_offset (zone, seconds - DAY);
  offsets[1] = get_offset (zone, seconds + DAY);
  if (offsets[0] < offsets[1])
    {
      gint32 swapped = offsets[0];

      offsets[0] = offsets[1];
      offsets[1] = swapped;
    }

  for (guint i = 0; i < (offsets[0] == offsets[1] ? 1 : 2); i++)
    {
      gint64 moment = seconds - offsets[i];

      if (get_offset (zone, moment) == offsets[i] && n++ == 0)
        *first = moment;
    }

  return n;
}
