/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-migration-dialog"

#include "config.h"

#include "preamp-migration-dialog-private.h"

#include <glib/gi18n.h>

#include "migration/preamp-follow-up.h"
#include "migration/preamp-support-text.h"
#include "preamp-attempt-look.h"
#include "preamp-attempt-questions.h"
#include "preamp-run-export.h"
#include "preamp-set-aside.h"
#include "preamp-toast.h"
#include "preamp-window.h"

static PreampAttempt *
find_attempt (PreampMigrationDialog *self,
              GVariant              *parameter)
{
  PreampRun *run = preamp_migration_dialog_get_run (self);

  return run != NULL ? preamp_run_find_attempt (run, g_variant_get_string (parameter, NULL)) : NULL;
}

static GPtrArray *
list_record (PreampAttempt *attempt)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);

  g_ptr_array_add (records, preamp_attempt_record_copy (preamp_attempt_get_record (attempt)));

  return records;
}

/* All of the run that may simply be tried again, or those of one outcome. */
static GPtrArray *
list_retry (PreampMigrationDialog *self,
            PreampOutcome          outcome)
{
  PreampWorkspace *workspace = preamp_migration_dialog_get_workspace (self);
  GPtrArray *records;

  records = preamp_follow_up_list_of_run (PREAMP_FOLLOW_UP_RETRY,
                                          preamp_migration_dialog_get_run (self),
                                          preamp_workspace_get_standings (workspace));

  for (guint i = records->len; i > 0 && outcome != PREAMP_OUTCOME_NONE; i--)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i - 1);

      if (record->outcome != outcome)
        g_ptr_array_remove_index (records, i - 1);
    }

  return records;
}

static void
follow_up (PreampMigrationDialog *self,
           PreampFollowUp         what,
           GPtrArray             *records)
{
  PreampRun *run = preamp_migration_dialog_get_run (self);
  g_autoptr (PreampPlan) plan = NULL;

  if (records->len == 0)
    return;

  plan = preamp_follow_up_new_plan (what, preamp_run_get_connection (run), records);
  if (what == PREAMP_FOLLOW_UP_CONTINUE)
    preamp_plan_set_earlier_window (plan, preamp_run_get_record (run)->starts_at,
                                    preamp_run_get_record (run)->stops_at);
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

/* A second request where the end of the first is not known, as the administrator said. */
static void
retry_uncertain (GtkWidget       *widget,
                 PreampWorkspace *workspace,
                 PreampAttempt   *attempt)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  g_autoptr (GPtrArray) records = list_record (attempt);
  g_autoptr (PreampPlan) plan = NULL;

  plan = preamp_plan_new_retry (preamp_run_get_connection (run), records);
  preamp_plan_allow_uncertain (plan, preamp_attempt_get_record (attempt)->id);
  preamp_migration_dialog_show_plan (self, plan);
}

static gboolean
may_retry (PreampMigrationDialog *self,
           PreampAttempt         *attempt)
{
  g_autoptr (PreampAttemptLook) look = preamp_attempt_look_new ();

  preamp_attempt_look_set (look, preamp_migration_dialog_get_workspace (self), attempt);

  return preamp_attempt_look_may_retry (look);
}

static void
try_again_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  PreampAttempt *attempt = find_attempt (self, parameter);
  g_autoptr (GPtrArray) records = NULL;

  if (attempt == NULL || !preamp_run_get_ended (run) || !may_retry (self, attempt))
    return;

  if (preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_UNKNOWN ||
      preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_UNCONFIRMED)
    {
      preamp_attempt_ask_to_retry (widget, preamp_migration_dialog_get_workspace (self), attempt,
                                   retry_uncertain);
      return;
    }

  records = list_record (attempt);
  follow_up (self, PREAMP_FOLLOW_UP_RETRY, records);
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

  if (run == NULL || !preamp_run_get_ended (run) || outcome == PREAMP_OUTCOME_NONE)
    return;

  records = list_retry (self, outcome);
  follow_up (self, PREAMP_FOLLOW_UP_RETRY, records);
}

/* What follows the run as a whole */

static void
follow_run (GtkWidget      *widget,
            PreampFollowUp  what)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampWorkspace *workspace = preamp_migration_dialog_get_workspace (self);
  PreampRun *run = preamp_migration_dialog_get_run (self);
  g_autoptr (GPtrArray) records = NULL;

  if (run == NULL || !preamp_run_get_ended (run))
    return;

  records = preamp_follow_up_list_of_run (what, run, preamp_workspace_get_standings (workspace));
  follow_up (self, what, records);
}

static void
try_all_again_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  follow_run (widget, PREAMP_FOLLOW_UP_RETRY);
}

static void
continue_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  follow_run (widget, PREAMP_FOLLOW_UP_CONTINUE);
}

static void
reverse_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  follow_run (widget, PREAMP_FOLLOW_UP_REVERSE);
}

/* By the lists, which sends nothing. */
static void
check_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampAttempt *attempt = find_attempt (self, parameter);

  if (attempt != NULL)
    preamp_attempt_check_again (preamp_migration_dialog_get_workspace (self), attempt);
}

static void
set_aside_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampAttempt *attempt = find_attempt (self, parameter);

  if (attempt != NULL && preamp_attempt_get_outcome (attempt) != PREAMP_OUTCOME_NONE)
    preamp_set_aside (widget, preamp_migration_dialog_get_workspace (self), attempt);
}

static void
copy_for_support_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampAttempt *attempt = find_attempt (self, parameter);
  g_autoptr (GPtrArray) records = NULL;

  if (attempt == NULL)
    return;

  records = list_record (attempt);
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

  records = list_retry (self, g_variant_get_uint32 (parameter));
  copy_for_support (self, records);
}

static void
save_report_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);
  PreampRun *run = preamp_migration_dialog_get_run (self);

  if (run != NULL && preamp_run_get_record (run)->id != 0)
    preamp_run_export (widget, preamp_migration_dialog_get_workspace (self),
                       preamp_run_get_record (run)->id, PREAMP_REPORT_CSV);
}

static void
open_in_domo_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);

  preamp_window_open_datasource (widget, preamp_migration_dialog_get_workspace (self),
                                 g_variant_get_string (parameter, NULL));
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
  gtk_widget_class_install_action (widget_class, "run.continue", NULL, continue_action);
  gtk_widget_class_install_action (widget_class, "run.copy-for-support", "s",
                                   copy_for_support_action);
  gtk_widget_class_install_action (widget_class, "run.copy-outcome-for-support", "u",
                                   copy_outcome_for_support_action);
  gtk_widget_class_install_action (widget_class, "run.open-in-domo", "s", open_in_domo_action);
  gtk_widget_class_install_action (widget_class, "run.reverse", NULL, reverse_action);
  gtk_widget_class_install_action (widget_class, "run.save-report", NULL, save_report_action);
  gtk_widget_class_install_action (widget_class, "run.set-aside", "s", set_aside_action);
  gtk_widget_class_install_action (widget_class, "run.try-all-again", NULL, try_all_again_action);
  gtk_widget_class_install_action (widget_class, "run.try-again", "s", try_again_action);
  gtk_widget_class_install_action (widget_class, "run.try-outcome-again", "u",
                                   try_outcome_again_action);
}
