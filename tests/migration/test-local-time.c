/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "migration/preamp-local-time.h"

/* The rules of central Europe and of the east of the United States, without a data base. */
#define EUROPE "CET-1CEST,M3.5.0,M10.5.0/3"
#define AMERICA "EST5EDT,M3.2.0,M11.1.0"

static char *
find (const char            *zone_name,
      const PreampLocalTime *time,
      guint                  n_expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) moment = NULL;
  gint64 first = 0;

  g_assert_nonnull (zone);
  g_assert_cmpuint (preamp_local_time_find (time, zone, &first), ==, n_expected);
  if (n_expected == 0)
    return NULL;

  moment = g_date_time_new_from_unix_utc (first);

  return g_date_time_format_iso8601 (moment);
}

static void
test_plain (void)
{
  const PreampLocalTime winter = { 2026, 1, 15, 22, 0 };
  const PreampLocalTime summer = { 2026, 7, 15, 22, 0 };
  g_autofree char *in_winter = find (EUROPE, &winter, 1);
  g_autofree char *in_summer = find (EUROPE, &summer, 1);
  g_autofree char *in_america = find (AMERICA, &summer, 1);

  g_assert_cmpstr (in_winter, ==, "2026-01-15T21:00:00Z");
  g_assert_cmpstr (in_summer, ==, "2026-07-15T20:00:00Z");
  g_assert_cmpstr (in_america, ==, "2026-07-16T02:00:00Z");
}

/* In the night to 29 March 2026 the clocks go from 2:00 to 3:00. */
static void
test_gap_does_not_exist (void)
{
  const PreampLocalTime before = { 2026, 3, 29, 1, 59 };
  const PreampLocalTime first = { 2026, 3, 29, 2, 0 };
  const PreampLocalTime last = { 2026, 3, 29, 2, 59 };
  const PreampLocalTime after = { 2026, 3, 29, 3, 0 };
  const PreampLocalTime american = { 2026, 3, 8, 2, 30 };
  g_autofree char *is_before = find (EUROPE, &before, 1);
  g_autofree char *is_after = find (EUROPE, &after, 1);

  g_assert_cmpstr (is_before, ==, "2026-03-29T00:59:00Z");
  g_assert_cmpstr (is_after, ==, "2026-03-29T01:00:00Z");
  g_assert_null (find (EUROPE, &first, 0));
  g_assert_null (find (EUROPE, &last, 0));
  g_assert_null (find (AMERICA, &american, 0));
}

/* In the night to 25 October 2026 the clocks go from 3:00 back to 2:00. */
static void
test_double_hour_comes_twice (void)
{
  const PreampLocalTime before = { 2026, 10, 25, 1, 59 };
  const PreampLocalTime first = { 2026, 10, 25, 2, 0 };
  const PreampLocalTime last = { 2026, 10, 25, 2, 59 };
  const PreampLocalTime after = { 2026, 10, 25, 3, 0 };
  const PreampLocalTime american = { 2026, 11, 1, 1, 30 };
  g_autofree char *is_before = find (EUROPE, &before, 1);
  g_autofree char *is_first = find (EUROPE, &first, 2);
  g_autofree char *is_last = find (EUROPE, &last, 2);
  g_autofree char *is_after = find (EUROPE, &after, 1);
  g_autofree char *is_american = find (AMERICA, &american, 2);

  g_assert_cmpstr (is_before, ==, "2026-10-24T23:59:00Z");
  g_assert_cmpstr (is_first, ==, "2026-10-25T00:00:00Z");
  g_assert_cmpstr (is_last, ==, "2026-10-25T00:59:00Z");
  g_assert_cmpstr (is_after, ==, "2026-10-25T02:00:00Z");
  g_assert_cmpstr (is_american, ==, "2026-11-01T05:30:00Z");
}

static void
test_what_is_typed (void)
{
  static const struct
  {
    const char *text;
    int         hour;
    int         minute;
  } cases[] = {
    { "22:00", 22, 0 },     { " 9:05 ", 9, 5 },    { "0:00", 0, 0 },       { "23.59", 23, 59 },
    { "9:30 pm", 21, 30 },  { "9:30PM", 21, 30 },  { "12:00 am", 0, 0 },   { "12:15 pm", 12, 15 },
    { "24:00", -1, 0 },     { "22", -1, 0 },       { "22:60", -1, 0 },     { "22:0", -1, 0 },
    { "13:00 pm", -1, 0 },  { "", -1, 0 },         { "-1:00", -1, 0 },     { "22:00x", -1, 0 },
    { "123:00", -1, 0 },    { "1:234", -1, 0 },    { "0:30 am", -1, 0 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int hour;
      int minute;
      gboolean is_time = preamp_local_time_parse (cases[i].text, &hour, &minute);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (is_time, ==, cases[i].hour >= 0);
      if (!is_time)
        continue;

      g_assert_cmpint (hour, ==, cases[i].hour);
      g_assert_cmpint (minute, ==, cases[i].minute);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/local-time/plain", test_plain);
  g_test_add_func ("/migration/local-time/gap-does-not-exist", test_gap_does_not_exist);
  g_test_add_func ("/migration/local-time/double-hour-comes-twice", test_double_hour_comes_twice);
  g_test_add_func ("/migration/local-time/what-is-typed", test_what_is_typed);

  return g_test_run ();
}
