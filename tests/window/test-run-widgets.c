/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "widget-tree.h"
#include "window/preamp-attempt-details.h"
#include "window/preamp-attempt-list.h"
#include "window/preamp-attempt-row.h"
#include "window/preamp-attempt-words.h"
#include "window/preamp-datasource-history.h"
#include "window/preamp-decoration.h"
#include "window/preamp-heading.h"
#include "window/preamp-outcome-counts.h"
#include "window/preamp-plan-list.h"
#include "window/preamp-property-row.h"
#include "window/preamp-result-page.h"
#include "window/preamp-result-row.h"
#include "window/preamp-review-page.h"
#include "window/preamp-running-page.h"
#include "window/preamp-wrap-box.h"

static PreampAttempt *
create_attempt (PreampOutcome  outcome,
                const char    *name,
                const char    *state,
                const char    *message)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();

  record->datasource_id = g_strdup ("3f0c1c52-6a0e-4b57-9d6b-8a2f5be1c7e4");
  record->datasource_name = g_strdup (name);
  record->outcome = outcome;
  record->state = g_strdup (state);
  record->error_message = g_strdup (message);

  return preamp_attempt_new (record);
}

static void
test_templates_hold (void)
{
  const GType types[] = {
    PREAMP_TYPE_ATTEMPT_LIST, PREAMP_TYPE_ATTEMPT_ROW, PREAMP_TYPE_HEADING,
    PREAMP_TYPE_OUTCOME_COUNTS, PREAMP_TYPE_PLAN_LIST, PREAMP_TYPE_PROPERTY_ROW,
    PREAMP_TYPE_RESULT_PAGE, PREAMP_TYPE_REVIEW_PAGE, PREAMP_TYPE_RUNNING_PAGE,
  };

  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_assert_nonnull (gtk_widget_get_first_child (widget));
      g_assert_finalize_object (widget);
    }
}

static void
copied_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  g_ptr_array_add (user_data, g_variant_dup_string (parameter, NULL));
}

static void
test_property_row_copies_its_value (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row = preamp_property_row_new ("Toe", "<b>Q7MZK2TPLD</b>");
  GtkWidget *button = widget_tree_get_child (row, "copy_button");
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("copied", G_VARIANT_TYPE_STRING);
  g_autoptr (GPtrArray) copied = g_ptr_array_new_with_free_func (g_free);
  g_auto (GValue) value = G_VALUE_INIT;

  g_signal_connect (action, "activate", G_CALLBACK (copied_cb), copied);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_window_set_child (GTK_WINDOW (window), row);

  g_assert_nonnull (widget_tree_find_text (row, "Toe"));
  g_assert_nonnull (widget_tree_find_text (row, "<b>Q7MZK2TPLD</b>"));
  g_assert_false (gtk_widget_get_visible (button));
  g_object_set (row, "copyable", TRUE, "monospace", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (button));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy Toe");
  g_assert_true (gtk_widget_has_css_class (widget_tree_get_child (row, "value_label"),
                                           "monospace"));

  /* Without anyone to say so it still copies. */
  gtk_widget_activate_action (row, "property-row.copy", NULL);
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (gtk_widget_get_clipboard (row)),
                                  &value, NULL);
  g_assert_cmpstr (g_value_get_string (&value), ==, "<b>Q7MZK2TPLD</b>");
  g_assert_cmpuint (copied->len, ==, 0);

  gtk_widget_insert_action_group (window, "toast", G_ACTION_GROUP (group));
  gtk_widget_activate_action (row, "property-row.copy", NULL);
  g_assert_cmpuint (copied->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (copied, 0), ==, "Toe copied");

  preamp_property_row_set_value (PREAMP_PROPERTY_ROW (row), NULL);
  g_assert_false (gtk_widget_get_visible (button));
  gtk_widget_activate_action (row, "property-row.copy", NULL);
  g_assert_cmpuint (copied->len, ==, 1);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_words_fit_one_line (void)
{
  static const struct
  {
    const char *text;
    guint       n_chars;
    const char *line;
  } cases[] = {
    { NULL, 5, NULL },
    { "", 5, "" },
    { "  two\n\t words ", 20, "two words" },
    { "12345", 5, "12345" },
    { "123456", 5, "12345…" },
    { "größer 🏬 als", 8, "größer 🏬…" },
    { "bad \xff byte", 20, "bad \357\277\275 byte" },
    { "<b>%s%n</b>", 20, "<b>%s%n</b>" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = preamp_attempt_words_shorten (cases[i].text, cases[i].n_chars);

      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

static void
test_unknown_state_is_quoted (void)
{
  g_autoptr (PreampAttempt) attempt = create_attempt (PREAMP_OUTCOME_UNKNOWN, "Sales",
                                                      "PENDING", NULL);
  g_autofree char *label = preamp_attempt_words_dup_label (attempt);

  g_assert_cmpstr (label, ==, "Domo says “PENDING”");
}

static void
test_only_certain_ends_may_be_retried (void)
{
  for (PreampOutcome outcome = PREAMP_OUTCOME_NONE; outcome <= PREAMP_OUTCOME_UNKNOWN; outcome++)
    {
      g_autoptr (PreampAttempt) attempt = create_attempt (outcome, "Sales", NULL, NULL);
      GtkWidget *details = g_object_ref_sink (preamp_attempt_details_new (NULL, attempt));
      gboolean may_retry = outcome == PREAMP_OUTCOME_NOT_SENT ||
                           outcome == PREAMP_OUTCOME_REFUSED ||
                           outcome == PREAMP_OUTCOME_ABORTED ||
                           outcome == PREAMP_OUTCOME_INCOMPLETE ||
                           outcome == PREAMP_OUTCOME_UNKNOWN;

      g_assert_cmpint (preamp_attempt_words_may_retry (attempt), ==, may_retry);
      g_assert_cmpint (gtk_widget_get_visible (widget_tree_get_child (details,
                                                                      "try_again_button")),
                       ==, may_retry);
      g_assert_cmpint (gtk_widget_get_visible (widget_tree_get_child (details,
                                                                      "check_again_button")),
                       ==, outcome == PREAMP_OUTCOME_UNCONFIRMED ||
                           outcome == PREAMP_OUTCOME_UNKNOWN);
      g_assert_finalize_object (details);
    }
}

static void
test_contradiction_has_a_sentence (void)
{
  const PreampOutcome outcomes[] = {
    PREAMP_OUTCOME_COMPLETE, PREAMP_OUTCOME_ABORTED, PREAMP_OUTCOME_REFUSED,
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
      g_autoptr (PreampAttempt) attempt = NULL;
      char *remark;

      record->id = 1;
      record->datasource_id = g_strdup ("d0");
      record->error_message = g_strdup ("What Domo said");
      record->outcome = outcomes[i];
      record->contradicted = TRUE;
      attempt = preamp_attempt_new (record);

      g_assert_cmpint (preamp_attempt_words_get_status (attempt), ==, PREAMP_STATUS_CONTRADICTED);
      g_assert_false (preamp_attempt_words_may_retry (attempt));
      remark = preamp_attempt_words_dup_remark (attempt);
      g_assert_nonnull (strstr (remark, "lists"));
      g_assert_true (g_hash_table_add (seen, remark));
    }
}

static void
test_history_does_not_hide_a_contradiction (void)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  GtkWidget *history = g_object_ref_sink (preamp_datasource_history_new ());

  record->outcome = PREAMP_OUTCOME_COMPLETE;
  record->contradicted = TRUE;
  g_ptr_array_add (records, record);
  preamp_datasource_history_show (PREAMP_DATASOURCE_HISTORY (history), records);
  g_assert_nonnull (widget_tree_find_text (history, "Migrated · Domo’s lists disagree"));

  g_assert_finalize_object (history);
}

/* The words beside it say it already. */
static void
test_decoration_is_not_read_aloud (void)
{
  GtkWidget *decoration = g_object_ref_sink (preamp_decoration_new ("go-next-symbolic", "warning"));

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (decoration)), ==,
                   GTK_ACCESSIBLE_ROLE_PRESENTATION);
  g_assert_true (gtk_widget_has_css_class (decoration, "warning"));
  g_assert_finalize_object (decoration);
}

static void
test_duration_is_one_number (void)
{
  const struct
  {
    GTimeSpan here;
    const char *start;
    const char *end;
    const char *text;
  } cases[] = {
    { 0, NULL, NULL, NULL },
    { 8 * G_TIME_SPAN_SECOND, NULL, NULL, "8 s" },
    { 0, "2026-11-25T18:01:22Z", "2026-11-25T18:01:33Z", "11 s" },
    { 11 * G_TIME_SPAN_SECOND, "2026-11-25T18:01:22Z", "2026-11-25T18:01:33Z", "11 s" },
    { G_TIME_SPAN_MILLISECOND, "2026-11-25T18:01:22Z", "2026-11-25T18:01:33Z",
      "under 1 s, from the request to the answer. Domo’s own times make it 11 s." },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
      g_autoptr (PreampAttempt) attempt = NULL;
      g_autofree char *text = NULL;

      record->id = 1;
      record->datasource_id = g_strdup ("d0");
      record->outcome = PREAMP_OUTCOME_COMPLETE;
      record->duration = cases[i].here;
      record->start_time = g_strdup (cases[i].start);
      record->end_time = g_strdup (cases[i].end);
      attempt = preamp_attempt_new (record);
      text = preamp_attempt_words_dup_duration (attempt);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_rows_take_any_name (void)
{
  g_autofree char *long_name = g_strnfill (4000, 'x');
  g_autofree char *hostile = g_strconcat ("</span>%s 🏬 \xe2\x80\xae", long_name, "\nend", NULL);
  g_autoptr (PreampAttempt) attempt = create_attempt (PREAMP_OUTCOME_INCOMPLETE, hostile,
                                                      "INCOMPLETE", hostile);
  GtkWidget *row = g_object_ref_sink (preamp_attempt_row_new ());
  GtkWidget *result = g_object_ref_sink (preamp_result_row_new (NULL, attempt));
  GtkLabel *name_label = widget_tree_get_child (row, "name_label");
  g_autofree char *title = preamp_attempt_words_shorten (hostile, 80);

  preamp_attempt_row_set_attempt (PREAMP_ATTEMPT_ROW (row), NULL, attempt);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (name_label), "</span>%s 🏬"));
  g_assert_false (gtk_label_get_use_markup (name_label));

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (result)), ==, title);
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (result)));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (result), TRUE);
  g_assert_nonnull (widget_tree_find_text (result, hostile));

  g_assert_finalize_object (result);
  g_assert_finalize_object (row);
}

static void
test_wrap_box_starts_a_new_line (void)
{
  GtkWidget *box = g_object_ref_sink (g_object_new (PREAMP_TYPE_WRAP_BOX, "spacing", 10, NULL));
  int minimum;
  int natural;
  int height;

  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *child = gtk_label_new (NULL);

      gtk_widget_set_size_request (child, 100, 40);
      preamp_wrap_box_append (PREAMP_WRAP_BOX (box), child);
    }

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 320);

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 320, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 40);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 319, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 86);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 100, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 132);

  gtk_widget_set_visible (gtk_widget_get_first_child (box), FALSE);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 319, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 40);

  g_assert_finalize_object (box);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/window/run-widgets/templates-hold", test_templates_hold);
  g_test_add_func ("/window/property-row/copies-its-value", test_property_row_copies_its_value);
  g_test_add_func ("/window/attempt-words/fit-one-line", test_words_fit_one_line);
  g_test_add_func ("/window/attempt-words/unknown-state-is-quoted", test_unknown_state_is_quoted);
  g_test_add_func ("/window/attempt-words/only-certain-ends-may-be-retried",
                   test_only_certain_ends_may_be_retried);
  g_test_add_func ("/window/attempt-words/contradiction-has-a-sentence",
                   test_contradiction_has_a_sentence);
  g_test_add_func ("/window/datasource-history/does-not-hide-a-contradiction",
                   test_history_does_not_hide_a_contradiction);
  g_test_add_func ("/window/decoration/is-not-read-aloud", test_decoration_is_not_read_aloud);
  g_test_add_func ("/window/attempt-words/duration-is-one-number", test_duration_is_one_number);
  g_test_add_func ("/window/run-widgets/rows-take-any-name", test_rows_take_any_name);
  g_test_add_func ("/window/wrap-box/starts-a-new-line", test_wrap_box_starts_a_new_line);

  return g_test_run ();
}
