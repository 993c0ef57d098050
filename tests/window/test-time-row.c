/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A moment that is set on this computer's clock, where that is in central Europe. */

#include "config.h"

#include "widget-tree.h"
#include "window/preamp-time-row.h"

static GtkWindow *window;
static AdwExpanderRow *row;
static guint n_changes;

static void
count_cb (void)
{
  n_changes++;
}

static void
set_up (void)
{
  row = g_object_new (PREAMP_TYPE_TIME_ROW,
                      "title", "Start at a Time",
                      "moment-name", "Start",
                      "off-subtitle", "Now",
                      "remark", "Keep it open.",
                      "too-early", "Too early.",
                      NULL);
  window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (window, GTK_WIDGET (row));
  gtk_window_present (window);
  n_changes = 0;
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), NULL);
}

static void
tear_down (void)
{
  gtk_window_destroy (window);
}

static void
set (int         year,
     int         month,
     int         day,
     const char *time)
{
  g_autoptr (GDateTime) date = g_date_time_new_local (year, month, day, 12, 0, 0);

  preamp_time_row_set_time (PREAMP_TIME_ROW (row), g_date_time_to_unix (date) * G_USEC_PER_SEC);
  gtk_editable_set_text (widget_tree_get_child (row, "time_entry"), time);
}

static void
assert_moment (const char *iso8601)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *text = NULL;

  g_assert_true (preamp_time_row_get_valid (PREAMP_TIME_ROW (row)));
  moment = g_date_time_new_from_unix_utc (preamp_time_row_get_time (PREAMP_TIME_ROW (row)) /
                                          G_USEC_PER_SEC);
  text = g_date_time_format_iso8601 (moment);
  g_assert_cmpstr (text, ==, iso8601);
}

static void
assert_refused (const char *words)
{
  g_assert_false (preamp_time_row_get_valid (PREAMP_TIME_ROW (row)));
  g_assert_cmpint (preamp_time_row_get_time (PREAMP_TIME_ROW (row)), ==, 0);
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (row), words));
  g_assert_true (gtk_widget_has_css_class (widget_tree_get_child (row, "time_entry"), "error"));
}

static void
test_off_is_no_moment (void)
{
  set_up ();
  g_assert_cmpstr (adw_expander_row_get_subtitle (row), ==, "Now");
  g_assert_true (preamp_time_row_get_valid (PREAMP_TIME_ROW (row)));
  g_assert_cmpint (preamp_time_row_get_time (PREAMP_TIME_ROW (row)), ==, 0);

  /* What is typed meanwhile does not matter. */
  set (2036, 3, 30, "2:30");
  g_assert_true (preamp_time_row_get_valid (PREAMP_TIME_ROW (row)));
  g_assert_cmpuint (n_changes, ==, 0);

  adw_expander_row_set_enable_expansion (row, TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  adw_expander_row_set_enable_expansion (row, FALSE);
  g_assert_cmpint (preamp_time_row_get_time (PREAMP_TIME_ROW (row)), ==, 0);
  g_assert_cmpstr (adw_expander_row_get_subtitle (row), ==, "Now");
  tear_down ();
}

/* As a click does on what it says, beside the switch. */
static void
test_click_sets_it (void)
{
  GtkWidget *header;

  set_up ();
  set (2036, 7, 15, "22:00");
  header = widget_tree_find_type (GTK_WIDGET (row), ADW_TYPE_ACTION_ROW);
  gtk_widget_activate (header);
  g_assert_true (adw_expander_row_get_enable_expansion (row));
  g_assert_true (adw_expander_row_get_expanded (row));
  g_assert_cmpint (preamp_time_row_get_time (PREAMP_TIME_ROW (row)), !=, 0);

  /* From then on it folds and unfolds. */
  gtk_widget_activate (header);
  g_assert_true (adw_expander_row_get_enable_expansion (row));
  g_assert_false (adw_expander_row_get_expanded (row));
  tear_down ();
}

static void
test_moment_is_said (void)
{
  set_up ();
  adw_expander_row_set_enable_expansion (row, TRUE);
  set (2036, 7, 15, "22:00");
  assert_moment ("2036-07-15T20:00:00Z");
  g_assert_true (g_str_has_prefix (adw_expander_row_get_subtitle (row), "15 Jul 2036, 22:00, in "));
  g_assert_true (g_str_has_suffix (adw_expander_row_get_subtitle (row), " h. Keep it open."));

  set (2036, 7, 15, "twelve");
  assert_refused ("Type a time");
  set (2036, 7, 15, "9:15 pm");
  assert_moment ("2036-07-15T19:15:00Z");
  tear_down ();
}

static void
test_change_of_the_clocks (void)
{
  set_up ();
  adw_expander_row_set_enable_expansion (row, TRUE);

  set (2036, 3, 30, "2:30");
  assert_refused ("does not exist");
  set (2036, 3, 30, "3:00");
  assert_moment ("2036-03-30T01:00:00Z");

  set (2036, 10, 26, "2:30");
  assert_moment ("2036-10-26T00:30:00Z");
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (row), "comes twice"));
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (row), "the first is meant (CEST)"));
  set (2036, 10, 26, "3:00");
  assert_moment ("2036-10-26T02:00:00Z");
  tear_down ();
}

static void
test_too_early (void)
{
  g_autoptr (GDateTime) earliest = g_date_time_new_utc (2036, 7, 15, 20, 0, 0);

  set_up ();
  adw_expander_row_set_enable_expansion (row, TRUE);
  set (2020, 7, 15, "22:00");
  assert_refused ("has passed");

  set (2036, 7, 15, "22:00");
  assert_moment ("2036-07-15T20:00:00Z");
  preamp_time_row_set_earliest (PREAMP_TIME_ROW (row),
                                g_date_time_to_unix (earliest) * G_USEC_PER_SEC);
  assert_refused ("Too early.");
  set (2036, 7, 15, "22:01");
  assert_moment ("2036-07-15T20:01:00Z");
  tear_down ();
}

/* The day that the calendar marks is the one that is meant. */
static void
test_arrows_change_the_day (void)
{
  GtkWidget *calendar;

  set_up ();
  adw_expander_row_set_enable_expansion (row, TRUE);
  set (2036, 7, 15, "22:00");
  n_changes = 0;

  calendar = widget_tree_get_child (row, "calendar");
  g_signal_emit_by_name (widget_tree_find_type (calendar, GTK_TYPE_BUTTON), "clicked");
  assert_moment ("2036-06-15T20:00:00Z");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (gtk_menu_button_get_label (widget_tree_get_child (row, "date_button")),
                   ==,
                   "15 Jun 2036");
  tear_down ();
}

static void
test_parts_have_names (void)
{
  set_up ();
  gtk_test_accessible_assert_property (widget_tree_get_child (row, "date_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Start: date");
  gtk_test_accessible_assert_property (widget_tree_get_child (row, "time_entry"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Start: time");
  tear_down ();
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/window/time-row/off-is-no-moment", test_off_is_no_moment);
  g_test_add_func ("/window/time-row/click-sets-it", test_click_sets_it);
  g_test_add_func ("/window/time-row/moment-is-said", test_moment_is_said);
  g_test_add_func ("/window/time-row/change-of-the-clocks", test_change_of_the_clocks);
  g_test_add_func ("/window/time-row/too-early", test_too_early);
  g_test_add_func ("/window/time-row/arrows-change-the-day", test_arrows_change_the_day);
  g_test_add_func ("/window/time-row/parts-have-names", test_parts_have_names);

  return g_test_run ();
}
