/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-format"

#include "config.h"

#include "preamp-format.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

typedef enum
{
  DAY_TODAY,
  DAY_YESTERDAY,
  DAY_TOMORROW,
  DAY_THIS_YEAR,
  DAY_OTHER_YEAR,
} Day;

/* The locale of times says whether clocks show twelve hours. */
static gboolean
has_twelve_hours (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%p") != NULL ||
         strstr (format, "%I") != NULL || strstr (format, "%l") != NULL;
}

/* And whether a month stands before its day. The C locale is nobody's choice, so it does not count
 * although its format says so. */
static gboolean
has_month_first (void)
{
  const char *locale = setlocale (LC_TIME, NULL);
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  if (locale == NULL || g_str_equal (locale, "C") || g_str_has_prefix (locale, "C.") ||
      g_str_equal (locale, "POSIX"))
    return FALSE;

  return strstr (format, "%D") != NULL || (month != NULL && day != NULL && month < day);
}

static gboolean
is_same_day (GDateTime *first,
             GDateTime *second)
{
  return g_date_time_get_year (first) == g_date_time_get_year (second) &&
         g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

static Day
find_day (GDateTime *local)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);

  if (is_same_day (local, now))
    return DAY_TODAY;

  if (is_same_day (local, yesterday))
    return DAY_YESTERDAY;

  if (is_same_day (local, tomorrow))
    return DAY_TOMORROW;

  return g_date_time_get_year (local) == g_date_time_get_year (now) ? DAY_THIS_YEAR :
                                                                       DAY_OTHER_YEAR;
}

static char *
format_day (GDateTime *local)
{
  switch (find_day (local))
    {
    case DAY_TODAY:
      return g_strdup (_("Today"));

    case DAY_YESTERDAY:
      return g_strdup (_("Yesterday"));

    case DAY_TOMORROW:
      return g_strdup (_("Tomorrow"));

    case DAY_THIS_YEAR:
      /* Translators: a day of this year, as g_date_time_format() takes it, in locales where the
       * month stands first or last, for example “Sep 12” or “12 Sep” */
      return g_date_time_format (local, has_month_first () ? _("%b %-d") : _("%-d %b"));

    case DAY_OTHER_YEAR:
    default:
      /* Translators: a day of another year, as g_date_time_format() takes it, in locales where
       * the month stands first or last, for example “Sep 12, 2025” or “12 Sep 2025” */
      return g_date_time_format (local, has_month_first () ? _("%b %-d, %Y") : _("%-d %b %Y"));
    }
}

static char *
format_long_day (GDateTime *local)
{
  /* Translators: a day in full, as g_date_time_format() takes it, in locales where the month
   * stands first or last, for example “November 25, 2026” or “25 November 2026” */
  return g_date_time_format (local, has_month_first () ? _("%B %-d, %Y") : _("%-d %B %Y"));
}

static char *
format_seconds (GDateTime *local)
{
  /* Translators: a time of day with seconds, as g_date_time_format() takes it, in locales with
   * clocks of twelve hours or of twenty-four */
  return g_date_time_format (local, has_twelve_hours () ? _("%-I:%M:%S %p") : _("%H:%M:%S"));
}

static GDateTime *
parse_local (const char *iso8601)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) parsed = NULL;

  if (iso8601 == NULL || !g_utf8_validate (iso8601, -1, NULL))
    return NULL;

  parsed = g_date_time_new_from_iso8601 (iso8601, utc);

  return parsed != NULL ? g_date_time_to_local (parsed) : NULL;
}

/**
 * preamp_format_date:
 * @date: (nullable): a date
 *
 * Formats a day in the user's zone and locale: “Today”, “Yesterday”, “12 Sept”, and with the year
 * where that is another one.
 *
 * Returns: (transfer full) (nullable): the text, %NULL for no @date
 */
char *
preamp_format_date (GDateTime *date)
{
  g_autoptr (GDateTime) local = NULL;

  if (date == NULL)
    return NULL;

  local = g_date_time_to_local (date);

  return format_day (local);
}

/**
 * preamp_format_date_time:
 * @date: (nullable): a date
 *
 * Formats a day and a time in the user's zone and locale: “Today, 17:40”, “12 Sept, 09:41”.
 *
 * Returns: (transfer full) (nullable): the text, %NULL for no @date
 */
char *
preamp_format_date_time (GDateTime *date)
{
  g_autofree char *day = preamp_format_date (date);
  g_autofree char *time = preamp_format_time (date);

  if (date == NULL)
    return NULL;

  /* Translators: %1$s is a day, %2$s a time of day: “Today, 17:40” */
  return g_strdup_printf (_("%1$s, %2$s"), day, time);
}

/**
 * preamp_format_time:
 * @date: (nullable): a date
 *
 * Formats a time of day in the user's zone and locale: “17:40”.
 *
 * Returns: (transfer full) (nullable): the text, %NULL for no @date
 */
char *
preamp_format_time (GDateTime *date)
{
  g_autoptr (GDateTime) local = NULL;

  if (date == NULL)
    return NULL;

  local = g_date_time_to_local (date);

  /* Translators: a time of day, as g_date_time_format() takes it, in locales with clocks of
   * twelve hours or of twenty-four */
  return g_date_time_format (local, has_twelve_hours () ? _("%-I:%M %p") : _("%H:%M"));
}

/**
 * preamp_format_second:
 * @date: (nullable): a date
 *
 * Formats a time of day to the second in the user's zone and locale: “17:40:05”.
 *
 * Returns: (transfer full) (nullable): the text, %NULL for no @date
 */
char *
preamp_format_second (GDateTime *date)
{
  g_autoptr (GDateTime) local = NULL;

  if (date == NULL)
    return NULL;

  local = g_date_time_to_local (date);

  return format_seconds (local);
}

/**
 * preamp_format_times:
 * @start_iso8601: (nullable): when it began, in ISO 8601
 * @end_iso8601: (nullable): when it ended, in ISO 8601
 * @duration: (out): how long that is in microseconds, -1 where it is not known
 *
 * Formats when something began and ended, with the day in full since such times are quoted:
 * “25 November 2026, 18:01:22 – 18:01:33”. A text that is no date stays as it came.
 *
 * Returns: (transfer full) (nullable): the text, %NULL where neither is known
 */
char *
preamp_format_times (const char *start_iso8601,
                     const char *end_iso8601,
                     GTimeSpan  *duration)
{
  g_autoptr (GDateTime) start = parse_local (start_iso8601);
  g_autoptr (GDateTime) end = parse_local (end_iso8601);
  g_autofree char *start_text = NULL;
  g_autofree char *end_text = NULL;

  *duration = -1;

  if (start != NULL)
    {
      g_autofree char *day = format_long_day (start);
      g_autofree char *time = format_seconds (start);

      start_text = g_strdup_printf (_("%1$s, %2$s"), day, time);
    }
  else
    {
      start_text = g_strdup (start_iso8601);
    }

  if (end != NULL)
    {
      g_autofree char *time = format_seconds (end);

      if (start != NULL && g_date_time_get_year (start) == g_date_time_get_year (end) &&
          g_date_time_get_day_of_year (start) == g_date_time_get_day_of_year (end))
        {
          end_text = g_steal_pointer (&time);
        }
      else
        {
          g_autofree char *day = format_long_day (end);

          end_text = g_strdup_printf (_("%1$s, %2$s"), day, time);
        }
    }
  else
    {
      end_text = g_strdup (end_iso8601);
    }

  if (start_text == NULL)
    return g_steal_pointer (&end_text);

  if (end_text == NULL)
    return g_steal_pointer (&start_text);

  if (start != NULL && end != NULL && g_date_time_compare (start, end) <= 0)
    *duration = g_date_time_difference (end, start);

  /* Translators: %1$s is when it began, %2$s when it ended */
  return g_strdup_printf (_("%1$s – %2$s"), start_text, end_text);
}

/**
 * preamp_format_time_range:
 * @start_iso8601: (nullable): when it began, in ISO 8601
 * @end_iso8601: (nullable): when it ended, in ISO 8601
 *
 * Formats when something began and ended, and how long it took:
 * “25 November 2026, 18:01:22 – 18:01:33 (11 s)”. A text that is no date stays as it came.
 *
 * Returns: (transfer full) (nullable): the text, %NULL where neither is known
 */
char *
preamp_format_time_range (const char *start_iso8601,
                          const char *end_iso8601)
{
  GTimeSpan span;
  g_autofree char *times = preamp_format_times (start_iso8601, end_iso8601, &span);
  g_autofree char *duration = NULL;

  if (span < 0)
    return g_steal_pointer (&times);

  duration = preamp_format_duration (span);

  /* Translators: %1$s is when it began and ended, %2$s how long it took */
  return g_strdup_printf (_("%1$s (%2$s)"), times, duration);
}

/**
 * preamp_format_duration:
 * @duration: microseconds
 *
 * Formats how long something took: “8 s”, “2 min 31 s”, “1 h 5 min”.
 *
 * Returns: (transfer full): the text
 */
char *
preamp_format_duration (GTimeSpan duration)
{
  gint64 seconds = (MAX (duration, 0) + G_TIME_SPAN_SECOND / 2) / G_TIME_SPAN_SECOND;

  if (duration < G_TIME_SPAN_SECOND)
    return g_strdup (_("under 1 s"));

  if (seconds < 60)
    /* Translators: a duration in seconds */
    return g_strdup_printf (_("%d s"), (int) seconds);

  if (seconds < 60 * 60)
    /* Translators: a duration, %1$d minutes and %2$d seconds */
    return g_strdup_printf (_("%1$d min %2$d s"), (int) (seconds / 60), (int) (seconds % 60));

  /* Translators: a duration, %1$d hours and %2$d minutes */
  return g_strdup_printf (_("%1$d h %2$d min"),
                          (int) (seconds / 60 / 60),
                          (int) (seconds / 60 % 60));
}

/* The nearest that is honest: minutes up to an hour, then steps of five, then hours. */
static gint64
round_minutes (GTimeSpan duration)
{
  gint64 minutes = (duration + G_TIME_SPAN_MINUTE / 2) / G_TIME_SPAN_MINUTE;

  if (minutes < 60)
    return minutes;

  return minutes < 10 * 60 ? (minutes + 2) / 5 * 5 : (minutes + 30) / 60 * 60;
}

/**
 * preamp_format_estimate:
 * @duration: microseconds
 *
 * Formats how long something will take, no more exactly than can be known: “Less than a minute”,
 * “About 12 minutes”, “About 1 h 20 min”, “About 11 hours”.
 *
 * Returns: (transfer full): the text, as the beginning of a sentence
 */
char *
preamp_format_estimate (GTimeSpan duration)
{
  gint64 minutes = round_minutes (duration);

  if (duration < G_TIME_SPAN_MINUTE)
    return g_strdup (_("Less than a minute"));

  if (minutes < 60)
    return g_strdup_printf (ngettext ("About %d minute", "About %d minutes", (gulong) minutes),
                            (int) minutes);

  if (minutes % 60 == 0)
    return g_strdup_printf (ngettext ("About %d hour", "About %d hours", (gulong) minutes / 60),
                            (int) (minutes / 60));

  /* Translators: %1$d hours and %2$d minutes */
  return g_strdup_printf (_("About %1$d h %2$d min"), (int) (minutes / 60), (int) (minutes % 60));
}

/**
 * preamp_format_time_left:
 * @duration: microseconds
 *
 * Formats how long something will still take, no more exactly than can be known: “about 12 minutes
 * left”.
 *
 * Returns: (transfer full): the text, to follow another
 */
char *
preamp_format_time_left (GTimeSpan duration)
{
  gint64 minutes = round_minutes (duration);

  if (duration < G_TIME_SPAN_MINUTE)
    return g_strdup (_("less than a minute left"));

  if (minutes < 60)
    return g_strdup_printf (ngettext ("about %d minute left", "about %d minutes left",
                                      (gulong) minutes),
                            (int) minutes);

  if (minutes % 60 == 0)
    return g_strdup_printf (ngettext ("about %d hour left", "about %d hours left",
                                      (gulong) minutes / 60),
                            (int) (minutes / 60));

  /* Translators: %1$d hours and %2$d minutes */
  return g_strdup_printf (_("about %1$d h %2$d min left"),
                          (int) (minutes / 60), (int) (minutes % 60));
}

static char *
format_from_now (GTimeSpan span)
{
  gint64 minutes = MAX (span, 0) / G_TIME_SPAN_MINUTE;

  if (minutes < 1)
    return g_strdup (_("in less than a minute"));

  if (minutes < 60)
    /* Translators: %d is a number of minutes */
    return g_strdup_printf (_("in %d min"), (int) minutes);

  if (minutes < 24 * 60)
    /* Translators: %1$d is a number of hours, %2$d of minutes */
    return g_strdup_printf (_("in %1$d h %2$d min"), (int) (minutes / 60), (int) (minutes % 60));

  /* Translators: %1$d is a number of days, %2$d of hours */
  return g_strdup_printf (ngettext ("in %1$d day and %2$d h", "in %1$d days and %2$d h",
                                    (gulong) minutes / 60 / 24),
                          (int) (minutes / 60 / 24), (int) (minutes / 60 % 24));
}

/**
 * preamp_format_moment:
 * @moment: a moment to come, microseconds since 1970 UTC
 * @now: the moment it is now
 *
 * Formats when something will be, in the user's zone and locale: “Today, 22:00, in 3 h 40 min”.
 *
 * Returns: (transfer full): the text
 */
char *
preamp_format_moment (gint64 moment,
                      gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autofree char *when = preamp_format_date_time (date);
  g_autofree char *from_now = format_from_now (moment - now);

  /* Translators: %1$s is “Today, 22:00”, %2$s “in 3 h 40 min” */
  return g_strdup_printf (_("%1$s, %2$s"), when, from_now);
}

/**
 * preamp_format_start:
 * @moment: a moment to come, microseconds since 1970 UTC
 * @now: the moment it is now
 *
 * Says when something starts: “Starts at 22:00, in 3 h 40 min”.
 *
 * Returns: (transfer full): the text
 */
char *
preamp_format_start (gint64 moment,
                     gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (moment / G_USEC_PER_SEC);
  g_autofree char *day = preamp_format_date (date);
  g_autofree char *time = preamp_format_time (date);
  g_autofree char *from_now = format_from_now (moment - now);

  switch (find_day (date))
    {
    case DAY_TODAY:
      /* Translators: %1$s is a time of day, %2$s “in 3 h 40 min” */
      return g_strdup_printf (_("Starts at %1$s, %2$s"), time, from_now);

    case DAY_TOMORROW:
      /* Translators: %1$s is a time of day, %2$s “in 3 h 40 min” */
      return g_strdup_printf (_("Starts tomorrow at %1$s, %2$s"), time, from_now);

    case DAY_YESTERDAY:
    case DAY_THIS_YEAR:
    case DAY_OTHER_YEAR:
    default:
      /* Translators: %1$s is a day, %2$s a time of day, %3$s “in 2 days and 3 h” */
      return g_strdup_printf (_("Starts on %1$s at %2$s, %3$s"), day, time, from_now);
    }
}

/**
 * preamp_format_clock:
 * @duration: microseconds
 *
 * Formats how long something has been going on, as a clock that ticks: “0:06”, “1:02:03”.
 *
 * Returns: (transfer full): the text
 */
char *
preamp_format_clock (GTimeSpan duration)
{
  gint64 seconds = MAX (duration, 0) / G_TIME_SPAN_SECOND;

  if (seconds < 60 * 60)
    /* Translators: minutes and seconds gone by, as on a stopwatch */
    return g_strdup_printf (_("%1$d:%2$02d"), (int) (seconds / 60), (int) (seconds % 60));

  /* Translators: hours, minutes and seconds gone by, as on a stopwatch */
  return g_strdup_printf (_("%1$d:%2$02d:%3$02d"),
                          (int) (seconds / 60 / 60),
                          (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}
