/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "app/preamp-journal-page.h"
#include "app/preamp-old-entries.h"
#include "app/preamp-preferences.h"

static gpointer
get_child (GtkWindow  *preferences,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (preferences), PREAMP_TYPE_PREFERENCES, name);
}

static void
activate (GtkWindow       *preferences,
          const char      *action,
          PreampWorkspace *workspace)
{
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));

  gtk_widget_activate_action (GTK_WIDGET (preferences), action, "s",
                              preamp_instance_get_base_uri (instance));
}

static guint
count_rows (GtkWindow *preferences)
{
  GtkListBox *list = get_child (preferences, "instances_list");
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, n) != NULL)
    n++;

  return n;
}

/* Whether a number may be set. */
static gboolean
takes (GSettings  *settings,
       const char *name,
       guint       value)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_uint32 (value));

  g_object_get (settings, "settings-schema", &schema, NULL);
  key = g_settings_schema_get_key (schema, name);

  return g_settings_schema_key_range_check (key, variant);
}

static void
test_settings_are_bound (AppFixture    *fixture,
                         gconstpointer  data)
{
  GSettings *settings = preamp_profile_get_settings (fixture->profile);
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  GtkAdjustment *at_once = get_child (preferences, "at_once");
  static const struct
  {
    const char *child;
    const char *key;
  } others[] = {
    { "halt_in_a_row", "halt-in-a-row" },
    { "halt_incomplete", "halt-incomplete" },
    { "connect_timeout", "connect-timeout" },
    { "read_silence", "read-silence" },
    { "move_silence", "move-silence" },
  };

  g_assert_cmpfloat (gtk_adjustment_get_value (at_once), ==, 2);
  gtk_adjustment_set_value (at_once, 8);
  g_assert_cmpuint (g_settings_get_uint (settings, "at-once"), ==, 8);
  gtk_adjustment_set_value (at_once, 9);
  g_assert_cmpuint (g_settings_get_uint (settings, "at-once"), ==, 8);
  g_settings_set_uint (settings, "at-once", 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (at_once), ==, 1);

  for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
    {
      GtkAdjustment *adjustment = get_child (preferences, others[i].child);
      g_autoptr (GVariant) before = g_settings_get_value (settings, others[i].key);
      const double value = g_variant_get_uint32 (before);
      const guint lower = (guint) gtk_adjustment_get_lower (adjustment);
      const guint upper = (guint) gtk_adjustment_get_upper (adjustment);

      /* What can be chosen is what the settings take. */
      g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);
      gtk_adjustment_set_value (adjustment, lower);
      g_assert_cmpuint (g_settings_get_uint (settings, others[i].key), ==, lower);
      gtk_adjustment_set_value (adjustment, upper);
      g_assert_cmpuint (g_settings_get_uint (settings, others[i].key), ==, upper);
      g_assert_false (takes (settings, others[i].key, lower - 1));
      g_assert_false (takes (settings, others[i].key, upper + 1));
    }

  g_assert_true (gtk_switch_get_active (get_child (preferences, "notifications_switch")));
  gtk_switch_set_active (get_child (preferences, "notifications_switch"), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "notifications"));

  gtk_window_destroy (preferences);
}

static void
test_rename (AppFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  PreampInstance *instance =
    preamp_connection_get_instance (preamp_workspace_get_connection (workspace));
  g_autofree char *before = g_strdup (preamp_instance_get_name (instance));
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  GtkListBoxRow *row;
  GtkWidget *entry;

  activate (preferences, "instance.rename", workspace);
  entry = adw_message_dialog_get_extra_child (app_find_dialog ());
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, before);

  /* Without a name it cannot be found again. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_assert_false (adw_message_dialog_get_response_enabled (app_find_dialog (), "rename"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " <b>Acme</b> ");
  g_assert_true (adw_message_dialog_get_response_enabled (app_find_dialog (), "rename"));
  app_respond ("rename");

  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "<b>Acme</b>");
  row = gtk_list_box_get_row_at_index (get_child (preferences, "instances_list"), 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "<b>Acme</b>");
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row)));

  activate (preferences, "instance.rename", workspace);
  app_respond ("cancel");
  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "<b>Acme</b>");

  gtk_window_destroy (preferences);
}

static void
test_forget_asks (AppFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);

  g_assert_cmpuint (count_rows (preferences), ==, 1);
  activate (preferences, "instance.forget", workspace);
  await (app_find_dialog () != NULL);
  g_assert_cmpint (adw_message_dialog_get_response_appearance (app_find_dialog (), "forget"),
                   ==, ADW_RESPONSE_DESTRUCTIVE);
  app_respond ("cancel");
  g_assert_true (app_has_token (fixture));
  g_assert_cmpuint (count_rows (preferences), ==, 1);

  activate (preferences, "instance.forget", workspace);
  await (app_find_dialog () != NULL);
  app_respond ("forget");
  await (count_rows (preferences) == 0);
  g_assert_false (app_has_token (fixture));

  gtk_window_destroy (preferences);
}

static void
test_forget_names_the_unresolved (AppFixture    *fixture,
                                  gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  g_autoptr (PreampRun) run = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);

  preamp_sandbox_server_add_fault (fixture->server, "POST * lose", &error);
  g_assert_no_error (error);
  run = app_start_run (workspace, 1);
  await (!preamp_profile_get_moving (fixture->profile));

  /* Before anything is asked. */
  activate (preferences, "instance.forget", workspace);
  await (app_find_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (app_find_dialog ()),
                   ==, "The Instance Is Not Forgotten");
  g_assert_cmpstr (adw_message_dialog_get_body (app_find_dialog ()), !=, "");
  app_respond ("close");

  g_assert_cmpuint (count_rows (preferences), ==, 1);
  g_assert_true (app_has_token (fixture));

  gtk_window_destroy (preferences);
}

static void
replace_cb (PreampPreferences  *preferences,
            PreampInstance     *instance,
            PreampInstance    **asked)
{
  *asked = instance;
}

static void
test_replace_is_asked_for (AppFixture    *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  PreampInstance *asked = NULL;

  g_signal_connect (preferences, "replace-token", G_CALLBACK (replace_cb), &asked);
  activate (preferences, "instance.replace-token", workspace);
  g_assert_true (asked ==
                 preamp_connection_get_instance (preamp_workspace_get_connection (workspace)));

  gtk_window_destroy (preferences);
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);

  return found;
}

static void
refresh (PreampConnection *connection)
{
  g_autoptr (GAsyncResult) refreshed = NULL;

  preamp_connection_refresh_async (connection, NULL, take_result, &refreshed);
  await_result (&refreshed);
  preamp_connection_refresh_finish (connection, refreshed, NULL);
}

static void
test_refused_token_is_said (AppFixture    *fixture,
                            gconstpointer  data)
{
  g_autoptr (PreampWorkspace) workspace = app_enter (fixture);
  PreampConnection *connection = preamp_workspace_get_connection (workspace);
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  GtkWidget *said = find_label (get_child (preferences, "instances_list"), "Token not accepted");
  g_autoptr (GError) error = NULL;

  g_assert_false (gtk_widget_get_visible (said));
  preamp_sandbox_server_add_fault (fixture->server, "GET types x1 status=401", &error);
  g_assert_no_error (error);
  refresh (connection);
  g_assert_true (gtk_widget_get_visible (said));
  refresh (connection);
  g_assert_false (gtk_widget_get_visible (said));

  gtk_window_destroy (preferences);
}

static gpointer
get_journal_child (GtkWindow  *preferences,
                   const char *name)
{
  return gtk_widget_get_template_child (get_child (preferences, "journal_page"),
                                        PREAMP_TYPE_JOURNAL_PAGE, name);
}

static char *
dup_value (GtkWindow  *preferences,
           const char *row)
{
  char *value;

  g_object_get (get_journal_child (preferences, row), "value", &value, NULL);

  return value;
}

static gboolean
says (GtkWindow  *preferences,
      const char *row,
      const char *words)
{
  g_autofree char *value = dup_value (preferences, row);

  return value != NULL && strstr (value, words) != NULL;
}

/* Writes a run of one datasource that has ended, and was sent if it has an outcome. */
static void
write_run (AppFixture    *fixture,
           gint64         ended_at,
           PreampOutcome  outcome)
{
  PreampJournal *journal = preamp_profile_get_journal (fixture->profile);
  g_autoptr (PreampRunRecord) run = preamp_run_record_new ();
  PreampAttemptRecord *attempt = preamp_attempt_record_new ();
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) sent = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GError) error = NULL;

  run->instance = g_strdup ("https://acme.example");
  run->at_once = 1;
  run->started_at = ended_at;
  run->ended_at = ended_at;
  run->ending = PREAMP_RUN_ENDING_STOPPED;
  attempt->integration_id = g_strdup ("integration");
  attempt->datasource_id = g_strdup ("datasource");
  attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (attempts, attempt);

  preamp_journal_begin_run_async (journal, run, attempts, take_result, &begun);
  await_result (&begun);
  run->id = preamp_journal_begin_run_finish (journal, begun, &ids, &error);
  g_assert_no_error (error);

  if (outcome != PREAMP_OUTCOME_NONE)
    {
      attempt->id = g_array_index (ids, gint64, 0);
      attempt->sent_at = ended_at;
      attempt->answered_at = ended_at;
      preamp_journal_mark_sent_async (journal, attempt, take_result, &sent);
      await_result (&sent);
      g_assert_true (preamp_journal_mark_sent_finish (journal, sent, &error));
      attempt->outcome = outcome;
      preamp_journal_save_outcome_async (journal, attempt, take_result, &saved);
      await_result (&saved);
      g_assert_true (preamp_journal_save_outcome_finish (journal, saved, &error));
    }

  preamp_journal_end_run_async (journal, run, take_result, &ended);
  await_result (&ended);
  g_assert_true (preamp_journal_end_run_finish (journal, ended, &error));
  g_assert_no_error (error);
}

static void
test_journal_is_shown (AppFixture    *fixture,
                       gconstpointer  data)
{
  GtkWindow *preferences;
  g_autofree char *location = NULL;

  /* What was never sent is no attempt. */
  write_run (fixture, 1, PREAMP_OUTCOME_NONE);
  write_run (fixture, 1, PREAMP_OUTCOME_COMPLETE);
  preferences = preamp_preferences_new (fixture->profile);
  location = dup_value (preferences, "location_row");
  g_assert_cmpstr (location, ==,
                   preamp_journal_get_path (preamp_profile_get_journal (fixture->profile)));
  await (says (preferences, "size_row", "2 runs with 1 attempt"));

  gtk_window_destroy (preferences);
}

static void
test_journal_is_exported (AppFixture    *fixture,
                          gconstpointer  data)
{
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  PreampJournalPage *page = get_child (preferences, "journal_page");
  g_autofree char *path = g_build_filename (fixture->directory, "export.json", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->directory, "missing", "export.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_new_for_path (nowhere);

  write_run (fixture, 1, PREAMP_OUTCOME_NONE);
  preamp_journal_page_export_to (page, file, PREAMP_REPORT_JSON);
  await (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (path), ==, 0);

  preamp_journal_page_export_to (page, missing, PREAMP_REPORT_CSV);
  await (app_find_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (app_find_dialog ()), ==,
                   "Nothing Was Exported");
  app_respond ("close");

  gtk_window_destroy (preferences);
}

static GObject *
get_old_child (const char *name)
{
  return gtk_widget_get_template_child (adw_message_dialog_get_extra_child (app_find_dialog ()),
                                        PREAMP_TYPE_OLD_ENTRIES, name);
}

static const char *
get_old_sentence (void)
{
  return gtk_label_get_text (GTK_LABEL (get_old_child ("label")));
}

static void
ask_for_old (GtkWindow *preferences)
{
  gtk_widget_activate_action (get_child (preferences, "journal_page"), "journal.delete-old", NULL);
  g_assert_nonnull (app_find_dialog ());
}

static void
test_old_entries_are_deleted (AppFixture    *fixture,
                              gconstpointer  data)
{
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);
  const gint64 month = G_TIME_SPAN_DAY * 30;

  write_run (fixture, 1, PREAMP_OUTCOME_NONE);
  write_run (fixture, g_get_real_time () - 8 * month, PREAMP_OUTCOME_NONE);
  write_run (fixture, g_get_real_time (), PREAMP_OUTCOME_NONE);

  /* Nothing can be deleted before it is said what would be. */
  ask_for_old (preferences);
  g_assert_false (adw_message_dialog_get_response_enabled (app_find_dialog (), "delete"));
  g_assert_cmpint (adw_message_dialog_get_response_appearance (app_find_dialog (), "delete"),
                   ==, ADW_RESPONSE_DESTRUCTIVE);
  await (adw_message_dialog_get_response_enabled (app_find_dialog (), "delete"));
  g_assert_cmpstr (get_old_sentence (), ==, "1 run with 0 attempts will be deleted.");

  adw_combo_row_set_selected (ADW_COMBO_ROW (get_old_child ("age_row")), 1);
  g_assert_false (adw_message_dialog_get_response_enabled (app_find_dialog (), "delete"));
  await (adw_message_dialog_get_response_enabled (app_find_dialog (), "delete"));
  g_assert_cmpstr (get_old_sentence (), ==, "2 runs with 0 attempts will be deleted.");
  app_respond ("cancel");

  ask_for_old (preferences);
  await (adw_message_dialog_get_response_enabled (app_find_dialog (), "delete"));
  app_respond ("delete");
  await (says (preferences, "size_row", "2 runs with 0 attempts"));

  ask_for_old (preferences);
  await (g_str_equal (get_old_sentence (), "No run is as old as that."));
  g_assert_false (adw_message_dialog_get_response_enabled (app_find_dialog (), "delete"));
  app_respond ("cancel");

  gtk_window_destroy (preferences);
}

static void
test_old_that_stays_is_said (AppFixture    *fixture,
                             gconstpointer  data)
{
  GtkWindow *preferences = preamp_preferences_new (fixture->profile);

  write_run (fixture, 1, PREAMP_OUTCOME_COMPLETE);
  ask_for_old (preferences);
  await (g_str_equal (get_old_sentence (),
                      "1 older run stays: it is not resolved, can still be continued, or a "
                      "reversal needs its record."));
  g_assert_false (adw_message_dialog_get_response_enabled (app_find_dialog (), "delete"));
  app_respond ("cancel");

  gtk_window_destroy (preferences);
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

#define add(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)
  add ("/app/preferences/settings-are-bound", test_settings_are_bound);
  add ("/app/preferences/rename", test_rename);
  add ("/app/preferences/forget-asks", test_forget_asks);
  add ("/app/preferences/forget-names-the-unresolved", test_forget_names_the_unresolved);
  add ("/app/preferences/replace-is-asked-for", test_replace_is_asked_for);
  add ("/app/preferences/refused-token-is-said", test_refused_token_is_said);
  add ("/app/preferences/journal-is-shown", test_journal_is_shown);
  add ("/app/preferences/journal-is-exported", test_journal_is_exported);
  add ("/app/preferences/old-entries-are-deleted", test_old_entries_are_deleted);
  add ("/app/preferences/old-that-stays-is-said", test_old_that_stays_is_said);
#undef add

  return g_test_run ();
}
