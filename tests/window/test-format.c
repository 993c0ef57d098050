/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/preamp-format.h"
#include "window/preamp-status.h"

#include <gio/gio.h>

static void
test_durations_are_short (void)
{
  static const struct
  {
    GTimeSpan   duration;
    const char *text;
    const char *clock;
  } cases[] = {
    { -5, "under 1 s", "0:00" },
    { 0, "under 1 s", "0:00" },
    { 999999, "under 1 s", "0:00" },
    { 6 * G_TIME_SPAN_SECOND, "6 s", "0:06" },
    { 7980000, "8 s", "0:07" },
    { 151 * G_TIME_SPAN_SECOND, "2 min 31 s", "2:31" },
    { 3723 * G_TIME_SPAN_SECOND, "1 h 2 min", "1:02:03" },
    { 30 * G_TIME_SPAN_HOUR, "30 h 0 min", "30:00:00" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = preamp_format_duration (cases[i].duration);
      g_autofree char *clock = preamp_format_clock (cases[i].duration);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (clock, ==, cases[i].clock);
    }
}

static void
test_dates_are_near_or_whole (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) old = g_date_time_new_utc (2001, 9, 12, 22, 41, 7);
  g_autofree char *today = preamp_format_date (now);
  g_autofree char *other_year = preamp_format_date (old);
  g_autofree char *other_year_time = preamp_format_date_time (old);
  g_autofree char *none = preamp_format_date (NULL);
  g_autofree char *none_time = preamp_format_date_time (NULL);

  /* Midnight may pass in between. */
  g_assert_true (g_str_equal (today, "Today") || g_str_equal (today, "Yesterday"));
  /* In the zone that main() chose it is the next day. */
  g_assert_cmpstr (other_year, ==, "13 Sep 2001");
  g_assert_cmpstr (other_year_time, ==, "13 Sep 2001, 00:41");
  g_assert_null (none);
  g_assert_null (none_time);
}

static void
test_yesterday_is_named (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *text = preamp_format_date (yesterday);
  g_autofree char *with_time = preamp_format_date_time (yesterday);

  if (g_str_equal (text, "Yesterday"))
    g_assert_true (g_str_has_prefix (with_time, "Yesterday, "));
}

static void
test_ranges_name_the_day_once (void)
{
  static const struct
  {
    const char *start;
    const char *end;
    const char *text;
  } cases[] = {
    { "2026-11-25T16:01:22.100+00:00", "2026-11-25T16:01:33.000+00:00",
      "25 November 2026, 18:01:22 – 18:01:33 (11 s)" },
    { "2026-11-25T21:59:59Z", "2026-11-25T22:00:03Z",
      "25 November 2026, 23:59:59 – 26 November 2026, 00:00:03 (4 s)" },
    { "2026-11-25T16:01:22Z", NULL, "25 November 2026, 18:01:22" },
    { NULL, "2026-11-25T16:01:22Z", "25 November 2026, 18:01:22" },
    { NULL, NULL, NULL },
    /* No length where it would be negative, and no guess where it is no date. */
    { "2026-11-25T16:01:33Z", "2026-11-25T16:01:22Z", "25 November 2026, 18:01:33 – 18:01:22" },
    { "soon", "2026-11-25T16:01:22Z", "soon – 25 November 2026, 18:01:22" },
    { "2026-11-25T16:01:22Z", "1764086482", "25 November 2026, 18:01:22 – 1764086482" },
    { "", "%s%n", " – %s%n" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = preamp_format_time_range (cases[i].start, cases[i].end);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_names_fit_one_line (void)
{
  static const struct
  {
    const char *text;
    const char *line;
  } cases[] = {
    { NULL, "" },
    { "Sales", "Sales" },
    { " two\nlines\r\n\tand a tab ", "two lines and a tab" },
    { "<b>bold</b> & %s", "<b>bold</b> & %s" },
    { "🚀 launch", "🚀 launch" },
    { "مبيعات", "\u2068مبيعات\u2069" },
    { "abc\u202Edef", "abcdef" },
    { "\xff", "\uFFFD" },
    { "\u2028\x01", "" },
  };
  g_autofree char *long_name = g_strnfill (4000, 'x');
  g_autofree char *line = preamp_format_one_line (long_name);

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = preamp_format_one_line (cases[i].text);

      g_assert_cmpstr (text, ==, cases[i].line);
    }

  g_assert_cmpint (g_utf8_strlen (line, -1), ==, 301);
  g_assert_true (g_str_has_suffix (line, "x…"));
}

static void
test_each_status_has_icon_word_and_sentence (void)
{
  for (PreampStatus status = PREAMP_STATUS_INCOMPLETE; status <= PREAMP_STATUS_MIGRATED; status++)
    {
      g_assert_true (g_str_has_suffix (preamp_status_get_icon_name (status), "-symbolic"));
      g_assert_cmpstr (preamp_status_get_label (status), !=, "");
      g_assert_true (g_str_has_suffix (preamp_status_get_sentence (status), "."));
    }

  for (PreampOutcome outcome = PREAMP_OUTCOME_NONE; outcome <= PREAMP_OUTCOME_UNKNOWN; outcome++)
    {
      PreampStatus status = preamp_status_from_outcome (outcome);

      g_assert_cmpint (preamp_status_needs_attention (status),
                       ==,
                       outcome == PREAMP_OUTCOME_INCOMPLETE ||
                         outcome == PREAMP_OUTCOME_UNCONFIRMED ||
                         outcome == PREAMP_OUTCOME_UNKNOWN);
    }

  g_assert_true (preamp_status_needs_attention (PREAMP_STATUS_CONTRADICTED));
}

static void
test_estimates_are_no_more_exact_than_known (void)
{
  static const struct
  {
    GTimeSpan   duration;
    const char *estimate;
    const char *left;
  } cases[] = {
    { 0, "Less than a minute", "less than a minute left" },
    { 59 * G_TIME_SPAN_SECOND, "Less than a minute", "less than a minute left" },
    { 60 * G_TIME_SPAN_SECOND, "About 1 minute", "about 1 minute left" },
    { 140 * G_TIME_SPAN_SECOND, "About 2 minutes", "about 2 minutes left" },
    { 12 * G_TIME_SPAN_MINUTE, "About 12 minutes", "about 12 minutes left" },
    { 60 * G_TIME_SPAN_MINUTE - 1, "About 1 hour", "about 1 hour left" },
    { 79 * G_TIME_SPAN_MINUTE, "About 1 h 20 min", "about 1 h 20 min left" },
    { 11 * G_TIME_SPAN_HOUR + 20 * G_TIME_SPAN_MINUTE, "About 11 hours", "about 11 hours left" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *estimate = preamp_format_estimate (cases[i].duration);
      g_autofree char *left = preamp_format_time_left (cases[i].duration);

      g_assert_cmpstr (estimate, ==, cases[i].estimate);
      g_assert_cmpstr (left, ==, cases[i].left);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC-2", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/window/format/durations-are-short", test_durations_are_short);
  g_test_add_func ("/window/format/estimates-are-no-more-exact-than-known",
                   test_estimates_are_no_more_exact_than_known);
  g_test_add_func ("/window/format/dates-are-near-or-whole", test_dates_are_near_or_whole);
  g_test_add_func ("/window/format/yesterday-is-named", test_yesterday_is_named);
  g_test_add_func ("/window/format/ranges-name-the-day-once", test_ranges_name_the_day_once);
  g_test_add_func ("/window/format/names-fit-one-line", test_names_fit_one_line);
  g_test_add_func ("/window/status/each-has-icon-word-and-sentence",
                   test_each_status_has_icon_word_and_sentence);

  return g_test_run ();
}
