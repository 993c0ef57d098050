/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-dialog"

#include "config.h"

#include "preamp-activity-dialog-private.h"

#include <glib/gi18n.h>

#include "migration/preamp-follow-up.h"
#include "migration/preamp-support-text.h"
#include "preamp-attempt-look.h"
#include "preamp-attempt-questions.h"
#include "preamp-migration-dialog.h"
#include "preamp-run-export.h"
#include "preamp-set-aside.h"
#include "preamp-toast.h"
#include "preamp-window.h"

/* What can be done with a run of the journal, and with the attempt that is shown. Each sending goes
 * through a review of its own. */

/* Rows of a run that has ended; NULL where nothing may follow them. */
static GPtrArray *
list_records (PreampActivityDialog *self,
              PreampFollowUp        what)
{
  const PreampRunSummary *summary = preamp_activity_dialog_get_summary (self);
  PreampWorkspace *workspace = preamp_activity_dialog_get_workspace (self);
  GPtrArray *all = preamp_activity_dialog_get_records (self);
  g_autoptr (GPtrArray) records = NULL;

  if (summary == NULL || all == NULL || summary->run->ending == PREAMP_RUN_ENDING_NONE)
    return NULL;

  records = preamp_follow_up_list (what, all, preamp_workspace_get_standings (workspace));

  return records->len > 0 ? g_steal_pointer (&records) : NULL;
}

static gboolean
has_any (PreampActivityDialog *self,
         PreampFollowUp        what)
{
  g_autoptr (GPtrArray) records = list_records (self, what);

  return records != NULL;
}

/* Plans */

/* The run takes this dialog's place above the window. */
static void
started_cb (PreampActivityDialog *self,
            GtkWindow            *dialog)
{
  gtk_window_set_transient_for (dialog, gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_window_close (GTK_WINDOW (self));
}

/* The review stands above what it came from, and leads back there while nothing was started. */
static void
review (PreampActivityDialog *self,
        PreampPlan           *plan)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GtkWindow *dialog;

  dialog = preamp_migration_dialog_new_for_plan (preamp_activity_dialog_get_workspace (self), plan);
  g_signal_connect_object (dialog, "started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
  preamp_window_present_run (parent != NULL ? GTK_WIDGET (parent) : GTK_WIDGET (self), dialog);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (self));
}

static void
follow_up (PreampActivityDialog *self,
           PreampFollowUp        what)
{
  PreampWorkspace *workspace = preamp_activity_dialog_get_workspace (self);
  g_autoptr (GPtrArray) records = list_records (self, what);
  g_autoptr (PreampPlan) plan = NULL;

  if (records == NULL)
    return;

  plan = preamp_follow_up_new_plan (what, preamp_workspace_get_connection (workspace), records);
  if (what == PREAMP_FOLLOW_UP_CONTINUE)
    {
      const PreampRunRecord *run = preamp_activity_dialog_get_summary (self)->run;

      preamp_plan_set_earlier_window (plan, run->starts_at, run->stops_at);
    }
  review (self, plan);
}

static void
continue_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  follow_up (PREAMP_ACTIVITY_DIALOG (widget), PREAMP_FOLLOW_UP_CONTINUE);
}

static void
reverse_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  follow_up (PREAMP_ACTIVITY_DIALOG (widget), PREAMP_FOLLOW_UP_REVERSE);
}

static void
try_run_again_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  follow_up (PREAMP_ACTIVITY_DIALOG (widget), PREAMP_FOLLOW_UP_RETRY);
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
retry (PreampActivityDialog *self,
       PreampAttempt        *attempt,
       gboolean              uncertain)
{
  PreampWorkspace *workspace = preamp_activity_dialog_get_workspace (self);
  const PreampAttemptRecord *record = preamp_attempt_get_record (attempt);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (PreampPlan) plan = NULL;

  g_ptr_array_add (records, (gpointer) record);
  plan = preamp_plan_new_retry (preamp_workspace_get_connection (workspace), records);
  if (uncertain)
    preamp_plan_allow_uncertain (plan, record->id);
  review (self, plan);
}

static void
retry_uncertain (GtkWidget       *widget,
                 PreampWorkspace *workspace,
                 PreampAttempt   *attempt)
{
  retry (PREAMP_ACTIVITY_DIALOG (widget), attempt, TRUE);
}

static void
try_again_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  PreampWorkspace *workspace = preamp_activity_dialog_get_workspace (self);
  PreampAttempt *attempt = preamp_activity_dialog_get_attempt (self);
  g_autoptr (PreampAttemptLook) look = preamp_attempt_look_new ();

  preamp_attempt_look_set (look, workspace, attempt);
  if (!preamp_attempt_look_may_retry (look))
    return;

  if (preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_UNKNOWN ||
      preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_UNCONFIRMED)
    preamp_attempt_ask_to_retry (widget, workspace, attempt, retry_uncertain);
  else
    retry (self, attempt, FALSE);
}

static void
check_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  PreampAttempt *attempt = preamp_activity_dialog_get_attempt (self);

  if (attempt != NULL)
    preamp_attempt_check_again (preamp_activity_dialog_get_workspace (self), attempt);
}

static void
set_aside_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  PreampAttempt *attempt = preamp_activity_dialog_get_attempt (self);

  if (attempt != NULL)
    preamp_set_aside (widget, preamp_activity_dialog_get_workspace (self), attempt);
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

  preamp_window_open_datasource (widget, preamp_activity_dialog_get_workspace (self),
                                 g_variant_get_string (parameter, NULL));
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
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);
  const PreampRunSummary *summary = preamp_activity_dialog_get_summary (self);
  gboolean json = g_str_equal (g_variant_get_string (parameter, NULL), "json");

  if (summary != NULL)
    preamp_run_export (widget, preamp_activity_dialog_get_workspace (self), summary->run->id,
                       json ? PREAMP_REPORT_JSON : PREAMP_REPORT_CSV);
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
  gtk_widget_class_install_action (widget_class, "run.check-again", "s", check_again_action);
  gtk_widget_class_install_action (widget_class, "run.copy-for-support", "s",
                                   copy_for_support_action);
  gtk_widget_class_install_action (widget_class, "run.open-in-domo", "s", open_in_domo_action);
  gtk_widget_class_install_action (widget_class, "run.set-aside", "s", set_aside_action);
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

  gtk_widget_action_set_enabled (widget, "report.continue",
                                 has_any (self, PREAMP_FOLLOW_UP_CONTINUE));
  gtk_widget_action_set_enabled (widget, "report.export",
                                 preamp_activity_dialog_get_summary (self) != NULL);
  gtk_widget_action_set_enabled (widget, "report.reverse",
                                 has_any (self, PREAMP_FOLLOW_UP_REVERSE));
  gtk_widget_action_set_enabled (widget, "report.try-again",
                                 has_any (self, PREAMP_FOLLOW_UP_RETRY));
}
