/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-page"

#include "config.h"

#include "preamp-activity-page-private.h"

#include "migration/preamp-activity-item.h"
#include "migration/preamp-follow-up.h"
#include "preamp-attempt-questions.h"
#include "preamp-migration-dialog.h"
#include "preamp-not-now.h"
#include "preamp-set-aside.h"
#include "preamp-window.h"

/* What can be done with an attempt that needs attention, by its number. */

static const PreampAttemptRecord *
find_record (PreampActivityPage *self,
             gint64              id)
{
  PreampWorkspace *workspace = self->workspace;
  g_autoptr (GPtrArray) records = NULL;

  if (workspace == NULL)
    return NULL;

  records = preamp_standings_list_attention (preamp_workspace_get_standings (workspace));
  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->id == id)
        return record;
    }

  return NULL;
}

static PreampAttempt *
dup_attempt (PreampActivityPage *self,
             GVariant           *parameter)
{
  const PreampAttemptRecord *record = find_record (self, g_variant_get_int64 (parameter));

  return record != NULL ? preamp_activity_attempt_new (record) : NULL;
}

static void
try_again_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);
  g_autoptr (PreampAttempt) attempt = dup_attempt (self, parameter);

  if (attempt != NULL)
    preamp_attempt_try_again (widget, self->workspace, attempt);
}

/* What it finds comes by the standings. */
static void
check_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);
  g_autoptr (PreampAttempt) attempt = dup_attempt (self, parameter);

  if (attempt != NULL)
    preamp_attempt_check_again (self->workspace, attempt);
}

static void
set_aside_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);
  g_autoptr (PreampAttempt) attempt = dup_attempt (self, parameter);

  if (attempt != NULL)
    preamp_set_aside (widget, self->workspace, attempt);
}

static void
mark_all_as_seen_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);
  g_autoptr (GPtrArray) attempts = preamp_activity_overview_dup_seen (self->overview);

  if (self->workspace != NULL)
    preamp_mark_as_seen (widget, self->workspace, attempts);
}

/* Where what has the keyboard is there no more. */
static void
focus_list_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);

  if (!gtk_widget_child_focus (GTK_WIDGET (self->list_stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->controls_box), GTK_DIR_TAB_FORWARD);
}

static void
continue_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PreampWorkspace *workspace = PREAMP_ACTIVITY_PAGE (widget)->workspace;
  const PreampRunSummary *summary;
  g_autoptr (PreampPlan) plan = NULL;
  PreampInterruption *interruption;

  if (workspace == NULL)
    return;

  interruption = preamp_workspace_get_interruption (workspace);
  summary = preamp_interruption_get_summary (interruption);
  if (summary == NULL)
    return;

  plan = preamp_follow_up_new_plan (PREAMP_FOLLOW_UP_CONTINUE,
                                    preamp_workspace_get_connection (workspace),
                                    preamp_interruption_get_records (interruption));
  preamp_plan_set_earlier_window (plan, summary->run->starts_at, summary->run->stops_at);
  preamp_window_present_run (widget, preamp_migration_dialog_new_for_plan (workspace, plan));
}

static void
not_now_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampWorkspace *workspace = PREAMP_ACTIVITY_PAGE (widget)->workspace;
  const PreampRunSummary *summary = NULL;

  if (workspace != NULL)
    summary = preamp_interruption_get_summary (preamp_workspace_get_interruption (workspace));
  if (summary != NULL)
    preamp_not_now (widget, workspace, summary->run->id);
}

/*< private >
 * preamp_activity_page_install_actions:
 * @widget_class: the page's class
 *
 * Installs what can be done with what needs attention.
 */
void
preamp_activity_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "activity.check-again", "x", check_again_action);
  gtk_widget_class_install_action (widget_class, "activity.continue", NULL, continue_action);
  gtk_widget_class_install_action (widget_class, "activity.focus-list", NULL, focus_list_action);
  gtk_widget_class_install_action (widget_class, "activity.mark-all-as-seen", NULL,
                                   mark_all_as_seen_action);
  gtk_widget_class_install_action (widget_class, "activity.not-now", NULL, not_now_action);
  gtk_widget_class_install_action (widget_class, "activity.set-aside", "x", set_aside_action);
  gtk_widget_class_install_action (widget_class, "activity.try-again", "x", try_again_action);
}
