/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-dialog"

#include "config.h"

#include "preamp-activity-dialog-private.h"

#include <glib/gi18n.h>

#include "domo/preamp-domo-links.h"
#include "migration/preamp-support-text.h"
#include "preamp-activity-export.h"
#include "preamp-attempt-words.h"
#include "preamp-migration-dialog.h"
#include "preamp-toast.h"
#include "preamp-window.h"

/* What can be done with a run of the journal, and with the attempt that is shown. Each sending goes
 * through a review of its own. */

/* Rows of a run */

static gboolean
was_not_started (const PreampAttemptRecord *record)
{
  return record->outcome == PREAMP_OUTCOME_NOT_STARTED;
}

/* Those that may simply be tried again; whose end is not certain is looked at one by one. */
static gboolean
may_be_tried_again (const PreampAttemptRecord *record)
{
  return !record->replaced && !record->contradicted &&
         (record->outcome == PREAMP_OUTCOME_INCOMPLETE ||
          record->outcome == PREAMP_OUTCOME_ABORTED ||
          record->outcome == PREAMP_OUTCOME_REFUSED ||
          record->outcome == PREAMP_OUTCOME_NOT_SENT);
}

static gboolean
has_moved (const PreampAttemptRecord *record)
{
  return !record->contradicted && (record->outcome == PREAMP_OUTCOME_COMPLETE ||
                                   record->outcome == PREAMP_OUTCOME_MOVED);
}

/* The last row of each datasource of which @is_wanted is true; NULL where there is none. */
static GPtrArray *
list_records (PreampActivityDialog  *self,
              gboolean             (*is_wanted) (const PreampAttemptRecord *record))
{
  const PreampRunSummary *summary = preamp_activity_dialog_get_summary (self);
  GPtrArray *all = preamp_activity_dialog_get_records (self);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (summary == NULL || all == NULL || summary->run->ending == PREAMP_RUN_ENDING_NONE)
    return NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);

  for (guint i = all->len; i > 0; i--)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (all, i - 1);

      if (record->left_out == NULL && g_hash_table_add (seen, record->datasource_id) &&
          is_wanted (record))
        g_ptr_array_insert (records, 0, preamp_attempt_record_copy (record));
    }

  return records->len > 0 ? g_steal_pointer (&records) : NULL;
}

static gboolean
has_any (PreampActivityDialog  *self,
         gboolean             (*is_wanted) (const PreampAttemptRecord *record))
{
  g_autoptr (GPtrArray) records = list_records (self, is_wanted);

  return records != NULL;
}

/* Plans */

/* The review takes this dialog's place above the window. */
static void
review (PreampActivityDialog *self,
        PreampPlan           *plan)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GtkWindow *dialog;

  dialog = preamp_migration_dialog_new_for_plan (preamp_activity_dialog_get_workspace (self), plan);
  preamp_window_present_run (parent != NULL ? GTK_WIDGET (parent) : GTK_WIDGET (self), dialog);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
has_one_integration (GPtrArray *records)
{
  const PreampAttemptRecord *first = g_ptr_array_index (records, 0);

  for (guint i = 1; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      if (!g_str_equal (record->integration_id, first->integration_id))
        return FALSE;
    }

  return TRUE;
}

/* A plan that is no second attempt: for what was not started, or goes the other way. */
static PreampPlan *
new_plan (PreampActivityDialog *self,
          GPtrArray            *records,
          PreampDirection       direction)
{
  PreampWorkspace *workspace = preamp_activity_dialog_get_workspace (self);
  PreampConnection *connection = preamp_workspace_get_connection (workspace);
  const PreampAttemptRecord *first = g_ptr_array_index (records, 0);
  PreampIntegrationLists *lists;
  g_autoptr (PreampIntegration) integration = NULL;
  g_autoptr (GPtrArray) candidates = NULL;

  /* Those of several integrations stand in one plan by their records only. */
  if (!has_one_integration (records))
    {
      for (guint i = 0; i < records->len; i++)
        ((PreampAttemptRecord *) g_ptr_array_index (records, i))->direction = direction;

      return preamp_plan_new_retry (connection, records);
    }

  lists = preamp_connection_find_integration (connection, first->integration_id);
  if (lists != NULL)
    integration = g_object_ref (preamp_integration_lists_get_integration (lists));
  else
    integration = preamp_integration_new (first->integration_id, first->integration_name,
                                          first->integration_type, NULL);

  candidates = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);
      const PreampCandidateFields fields = {
        .id = record->datasource_id,
        .name = record->datasource_name,
      };

      g_ptr_array_add (candidates, preamp_candidate_new (&fields));
    }

  return preamp_plan_new (connection, integration, direction, candidates);
}

static void
continue_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  g_autoptr (GPtrArray) records = list_records (self, was_not_started);
  g_autoptr (PreampPlan) plan = NULL;

  if (records == NULL)
    return;

  plan = new_plan (self, records,
                   preamp_activity_dialog_get_summary (self)->run->direction);
  review (self, plan);
}

static void
reverse_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  g_autoptr (GPtrArray) records = list_records (self, has_moved);
  g_autoptr (PreampPlan) plan = NULL;
  gboolean reversed;

  if (records == NULL)
    return;

  reversed = preamp_activity_dialog_get_summary (self)->run->direction == PREAMP_DIRECTION_REVERSE;
  plan = new_plan (self, records,
                   reversed ? PREAMP_DIRECTION_MIGRATE : PREAMP_DIRECTION_REVERSE);
  review (self, plan);
}

static void
retry (PreampActivityDialog *self,
       GPtrArray            *records)
{
  PreampWorkspace *workspace = preamp_activity_dialog_get_workspace (self);
  g_autoptr (PreampPlan) plan = NULL;

  plan = preamp_plan_new_retry (preamp_workspace_get_connection (workspace), records);
  review (self, plan);
}

static void
try_run_again_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  g_autoptr (GPtrArray) records = list_records (self, may_be_tried_again);

  if (records != NULL)
    retry (self, records);
}

/* The attempt that is shown */

static GPtrArray *
list_shown (PreampActivityDialog *self,
            GVariant             *parameter)
{
  PreampAttempt *attempt = preamp_activity_dialog_get_attempt (self);
  g_autoptr (GPtrArray) records = NULL;

  if (attempt == NULL || !g_str_equal (preamp_attempt_get_datasource_id (attempt),
                                       g_variant_get_string (parameter, NULL)))
    return NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (records, preamp_attempt_record_copy (preamp_attempt_get_record (attempt)));

  return g_steal_pointer (&records);
}

static void
unknown_response_cb (PreampActivityDialog *self,
                     const char           *response,
                     AdwMessageDialog     *question)
{
  if (g_str_equal (response, "try-again"))
    retry (self, g_object_get_data (G_OBJECT (question), "records"));
}

static void
ask_about_unknown (PreampActivityDialog *self,
                   GPtrArray            *records)
{
  GtkWidget *question;

  question = adw_message_dialog_new (GTK_WINDOW (self), _("Try Again Without Knowing?"),
                                     _("Domo may still be working on the datasource, and a second "
                                       "request may do harm. Look at it in Domo before you try "
                                       "again."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question),
                                    "cancel", _("_Cancel"),
                                    "try-again", _("_Try Again…"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "try-again",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (question), TRUE);
  g_object_set_data_full (G_OBJECT (question), "records", g_ptr_array_ref (records),
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (question, "response", G_CALLBACK (unknown_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
try_again_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  g_autoptr (GPtrArray) records = list_shown (self, parameter);

  if (records == NULL ||
      !preamp_attempt_words_may_retry (preamp_activity_dialog_get_attempt (self)))
    return;

  if (preamp_attempt_get_outcome (preamp_activity_dialog_get_attempt (self)) ==
      PREAMP_OUTCOME_UNKNOWN)
    ask_about_unknown (self, records);
  else
    retry (self, records);
}

static void
copy_for_support_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  g_autoptr (GPtrArray) records = list_shown (PREAMP_ACTIVITY_DIALOG (widget), parameter);
  g_autofree char *text = NULL;

  if (records == NULL)
    return;

  text = preamp_support_text_new (records);
  preamp_toast_copy (widget, text, _("Text for Domo Support copied"));
}

static void
open_in_domo_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  PreampConnection *connection;
  g_autofree char *uri = NULL;

  connection = preamp_workspace_get_connection (preamp_activity_dialog_get_workspace (self));
  uri = preamp_domo_links_datasource (
    preamp_instance_get_base_uri (preamp_connection_get_instance (connection)),
    g_variant_get_string (parameter, NULL));
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
show_run_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  PreampAttempt *attempt = preamp_activity_dialog_get_attempt (self);

  if (attempt != NULL)
    preamp_activity_dialog_show_run (self, preamp_attempt_get_record (attempt)->run_id);
}

/* Export */

static void
chosen_cb (GtkWidget          *widget,
           GFile              *file,
           PreampReportFormat  format)
{
  preamp_activity_dialog_export_to (PREAMP_ACTIVITY_DIALOG (widget), file, format);
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  const PreampRunSummary *summary = preamp_activity_dialog_get_summary (self);
  gboolean json = g_str_equal (g_variant_get_string (parameter, NULL), "json");
  PreampReportFormat format = json ? PREAMP_REPORT_JSON : PREAMP_REPORT_CSV;
  PreampConnection *connection;
  PreampInstance *instance;
  g_autofree char *number = NULL;
  g_autofree char *what = NULL;
  g_autofree char *name = NULL;

  if (summary == NULL)
    return;

  connection = preamp_workspace_get_connection (preamp_activity_dialog_get_workspace (self));
  instance = preamp_connection_get_instance (connection);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, summary->run->id);
  /* Translators: how the name of a file begins; %s is the number of a run */
  what = g_strdup_printf (C_("file name", "Run %s"), number);
  name = preamp_activity_export_dup_name (
    what, preamp_instance_address_get_display_name (preamp_instance_get_address (instance)),
    format);
  preamp_activity_export_choose (widget, name, format, chosen_cb);
}

/*< private >
 * preamp_activity_dialog_install_actions:
 * @widget_class: the dialog's class
 *
 * Installs what can be done with the run and the attempt.
 */
void
preamp_activity_dialog_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "report.continue", NULL, continue_action);
  gtk_widget_class_install_action (widget_class, "report.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "report.reverse", NULL, reverse_action);
  gtk_widget_class_install_action (widget_class, "report.show-run", NULL, show_run_action);
  gtk_widget_class_install_action (widget_class, "report.try-again", NULL, try_run_again_action);
  gtk_widget_class_install_action (widget_class, "run.copy-for-support", "s",
                                   copy_for_support_action);
  gtk_widget_class_install_action (widget_class, "run.open-in-domo", "s", open_in_domo_action);
  gtk_widget_class_install_action (widget_class, "run.try-again", "s", try_again_action);
}

/*< private >
 * preamp_activity_dialog_update_actions:
 * @self: a `PreampActivityDialog`
 *
 * Enables what can be done with the run that is shown.
 */
void
preamp_activity_dialog_update_actions (PreampActivityDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "report.continue", has_any (self, was_not_started));
  gtk_widget_action_set_enabled (widget, "report.export",
                                 preamp_activity_dialog_get_summary (self) != NULL);
  gtk_widget_action_set_enabled (widget, "report.reverse", has_any (self, has_moved));
  gtk_widget_action_set_enabled (widget, "report.try-again", has_any (self, may_be_tried_again));
}
