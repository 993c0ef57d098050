/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-migration-dialog"

#include "config.h"

#include "preamp-migration-dialog-private.h"

#include <glib/gi18n.h>

#include "domo/preamp-domo-links.h"
#include "migration/preamp-support-text.h"
#include "preamp-attempt-words.h"
#include "preamp-toast.h"

static GPtrArray *
list_records (PreampMigrationDialog *self,
              PreampOutcome          outcome)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  GListModel *attempts = preamp_run_get_attempts (run);
  guint n = g_list_model_get_n_items (attempts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);

      if (preamp_attempt_get_outcome (attempt) == outcome)
        g_ptr_array_add (records,
                         preamp_attempt_record_copy (preamp_attempt_get_record (attempt)));
    }

  return records;
}

static GPtrArray *
list_record (PreampMigrationDialog *self,
             const char            *datasource_id)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  PreampAttempt *attempt = preamp_run_find_attempt (run, datasource_id);

  if (attempt != NULL)
    g_ptr_array_add (records, preamp_attempt_record_copy (preamp_attempt_get_record (attempt)));

  return records;
}

static void
try_again (PreampMigrationDialog *self,
           GPtrArray             *records)
{
  PreampRun *run = preamp_migration_dialog_get_run (self);
  g_autoptr (PreampPlan) plan = NULL;

  if (records->len == 0)
    return;

  plan = preamp_plan_new_retry (preamp_run_get_connection (run), records);
  preamp_migration_dialog_show_plan (self, plan);
}

static void
copy_for_support (PreampMigrationDialog *self,
                  GPtrArray             *records)
{
  g_autofree char *text = NULL;

  if (records->len == 0)
    return;

  text = preamp_support_text_new (records);
  preamp_toast_copy (GTK_WIDGET (self), text, _("Text for Domo Support copied"));
}

static void
unknown_response_cb (PreampMigrationDialog *self,
                     const char            *response,
                     AdwMessageDialog      *question)
{
  g_autoptr (GPtrArray) records = NULL;

  if (!g_str_equal (response, "try-again"))
    return;

  records = list_record (self, g_object_get_data (G_OBJECT (question), "datasource-id"));
  try_again (self, records);
}

static void
ask_about_unknown (PreampMigrationDialog *self,
                   PreampAttempt         *attempt)
{
  g_autofree char *label = preamp_attempt_words_dup_label (attempt);
  g_autofree char *body = NULL;
  GtkWidget *question;

  /* Translators: %s is “Domo says “PENDING”” */
  body = g_strdup_printf (_("%s. Preamp does not know this state: Domo may still be working on the "
                            "datasource, and a second request may do harm. Look at it in Domo "
                            "before you try again."),
                          label);
  question = adw_message_dialog_new (GTK_WINDOW (self), _("Try Again Without Knowing?"), body);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (question), TRUE);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question),
                                    "cancel", _("_Cancel"),
                                    "try-again", _("_Try Again…"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "try-again",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_object_set_data_full (G_OBJECT (question), "datasource-id",
                          g_strdup (preamp_attempt_get_datasource_id (attempt)), g_free);
  g_signal_connect_object (question, "response", G_CALLBACK (unknown_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
try_again_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  const char *datasource_id = g_variant_get_string (parameter, NULL);
  PreampAttempt *attempt;

  if (run == NULL || !preamp_run_get_ended (run))
    return;

  attempt = preamp_run_find_attempt (run, datasource_id);
  if (attempt == NULL || !preamp_attempt_words_may_retry (attempt))
    return;

  if (preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_UNKNOWN)
    {
      ask_about_unknown (self, attempt);
    }
  else
    {
      g_autoptr (GPtrArray) records = list_record (self, datasource_id);

      try_again (self, records);
    }
}

static void
try_outcome_again_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  PreampOutcome outcome = g_variant_get_uint32 (parameter);
  g_autoptr (GPtrArray) records = NULL;

  if (run == NULL || !preamp_run_get_ended (run))
    return;

  /* Whose end is not certain is looked at one by one, or not tried again at all. */
  if (outcome != PREAMP_OUTCOME_INCOMPLETE && outcome != PREAMP_OUTCOME_ABORTED &&
      outcome != PREAMP_OUTCOME_REFUSED && outcome != PREAMP_OUTCOME_NOT_SENT)
    return;

  records = list_records (self, outcome);
  try_again (self, records);
}

/* By the lists, which sends nothing. */
static void
check_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  PreampAttempt *attempt = NULL;

  if (run != NULL)
    attempt = preamp_run_find_attempt (run, g_variant_get_string (parameter, NULL));

  if (attempt != NULL && preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_UNCONFIRMED)
    preamp_lookup_check (preamp_workspace_get_lookup (preamp_migration_dialog_get_workspace (self)),
                         preamp_attempt_get_record (attempt)->id);
}

static void
copy_for_support_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  g_autoptr (GPtrArray) records = NULL;

  if (run == NULL)
    return;

  records = list_record (self, g_variant_get_string (parameter, NULL));
  copy_for_support (self, records);
}

static void
copy_outcome_for_support_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  g_autoptr (GPtrArray) records = NULL;

  if (run == NULL)
    return;

  records = list_records (self, g_variant_get_uint32 (parameter));
  copy_for_support (self, records);
}

static void
open_in_domo_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  PreampInstance *instance;
  g_autofree char *uri = NULL;

  if (run == NULL)
    return;

  instance = preamp_connection_get_instance (preamp_run_get_connection (run));
  uri = preamp_domo_links_datasource (preamp_instance_get_base_uri (instance),
                                      g_variant_get_string (parameter, NULL));
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

/*< private >
 * preamp_migration_dialog_install_run_actions:
 * @widget_class: the dialog's class
 *
 * Installs what can be done with the attempts of the run that is shown.
 */
void
preamp_migration_dialog_install_run_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "run.check-again", "s", check_again_action);
  gtk_widget_class_install_action (widget_class, "run.copy-for-support", "s",
                                   copy_for_support_action);
  gtk_widget_class_install_action (widget_class, "run.copy-outcome-for-support", "u",
                                   copy_outcome_for_support_action);
  gtk_widget_class_install_action (widget_class, "run.open-in-domo", "s", open_in_domo_action);
  gtk_widget_class_install_action (widget_class, "run.try-again", "s", try_again_action);
  gtk_widget_class_install_action (widget_class, "run.try-outcome-again", "u",
                                   try_outcome_again_action);
}
