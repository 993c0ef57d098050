/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-page"

#include "config.h"

#include "preamp-activity-page-private.h"

#include <glib/gi18n.h>

#include "migration/preamp-support-text.h"
#include "preamp-activity-dialog.h"
#include "preamp-attempt-look.h"
#include "preamp-attempt-questions.h"
#include "preamp-migration-dialog.h"
#include "preamp-run-export.h"
#include "preamp-run-follow-up.h"
#include "preamp-toast.h"
#include "preamp-window.h"

/* What can be done with a run or an attempt: by activating its row, and by its context menu. */

static void
present (PreampActivityPage *self,
         GtkWindow          *dialog)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
  gtk_window_present (dialog);
}

/*< private >
 * preamp_activity_page_open_attempt:
 * @self: a `PreampActivityPage`
 * @attempt: an attempt
 *
 * Shows all that is known of @attempt.
 */
void
preamp_activity_page_open_attempt (PreampActivityPage *self,
                                   PreampAttempt      *attempt)
{
  present (self, preamp_activity_dialog_new_for_attempt (self->workspace, attempt));
}

/*< private >
 * preamp_activity_page_open:
 * @self: a `PreampActivityPage`
 * @item: a run or an attempt
 *
 * Shows all that is known of @item.
 */
void
preamp_activity_page_open (PreampActivityPage *self,
                           PreampActivityItem *item)
{
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);
  PreampRun *current;

  if (!preamp_activity_item_get_loaded (item))
    return;

  /* A run that is under way has a dialog of its own. */
  current = preamp_runner_get_current (preamp_workspace_get_runner (self->workspace));

  if (attempt != NULL)
    preamp_activity_page_open_attempt (self, attempt);
  else if (current != NULL &&
           preamp_run_get_record (current)->id == preamp_activity_item_get_id (item))
    preamp_window_present_run (GTK_WIDGET (self),
                               preamp_migration_dialog_new_for_run (self->workspace, current));
  else
    present (self, preamp_activity_dialog_new_for_run (self->workspace,
                                                       preamp_activity_item_get_id (item)));
}

static PreampActivityItem *
get_selected (PreampActivityPage *self)
{
  GtkSelectionModel *selection = self->narrow ? gtk_list_view_get_model (self->list_view)
                                              : preamp_activity_table_get_model (self->table);

  return selection != NULL
           ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (selection))
           : NULL;
}

static PreampAttempt *
get_attempt (GtkWidget *widget)
{
  PreampActivityItem *item = get_selected (PREAMP_ACTIVITY_PAGE (widget));

  return item != NULL ? preamp_activity_item_get_attempt (item) : NULL;
}

static gboolean
may_follow (const PreampRunSummary *summary,
            PreampFollowUp          what)
{
  return summary != NULL && preamp_run_may_follow (summary, what);
}

/* What the page of a run offers. */
static void
choose_run (PreampActivityPage     *self,
            const PreampRunSummary *summary)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "row.continue",
                                 may_follow (summary, PREAMP_FOLLOW_UP_CONTINUE));
  gtk_widget_action_set_enabled (widget, "row.reverse",
                                 may_follow (summary, PREAMP_FOLLOW_UP_REVERSE));
  gtk_widget_action_set_enabled (widget, "row.export",
                                 summary != NULL &&
                                 summary->run->ending != PREAMP_RUN_ENDING_NONE);
}

/*< private >
 * preamp_activity_page_choose:
 * @self: a `PreampActivityPage`
 * @item: a run or an attempt
 *
 * Enables what can be done with @item.
 *
 * Returns: whether it was read already
 */
gboolean
preamp_activity_page_choose (PreampActivityPage *self,
                             PreampActivityItem *item)
{
  static const char * const actions[] = {
    "row.copy-id", "row.copy-name", "row.copy-support", "row.history",
  };
  PreampAttempt *attempt = preamp_activity_item_get_attempt (item);
  g_autoptr (PreampAttemptLook) look = preamp_attempt_look_new ();

  for (size_t i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], attempt != NULL);

  choose_run (self, preamp_activity_item_get_summary (item));
  preamp_attempt_look_set (look, self->workspace, attempt);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.check-again",
                                 preamp_attempt_look_may_check (look));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.retry",
                                 preamp_attempt_look_may_retry (look) ||
                                 may_follow (preamp_activity_item_get_summary (item),
                                             PREAMP_FOLLOW_UP_RETRY));

  return preamp_activity_item_get_loaded (item);
}

static void
check_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampAttempt *attempt = get_attempt (widget);

  if (attempt != NULL)
    preamp_attempt_check_again (PREAMP_ACTIVITY_PAGE (widget)->workspace, attempt);
}

static void
copy_id_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampAttempt *attempt = get_attempt (widget);

  if (attempt != NULL)
    preamp_toast_copy (widget, preamp_attempt_get_datasource_id (attempt),
                       _("Datasource ID copied"));
}

static void
copy_name_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampAttempt *attempt = get_attempt (widget);

  if (attempt != NULL)
    preamp_toast_copy (widget, preamp_attempt_get_name (attempt), _("Name copied"));
}

static void
copy_support_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampAttempt *attempt = get_attempt (widget);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (attempt == NULL)
    return;

  g_ptr_array_add (records, (gpointer) preamp_attempt_get_record (attempt));
  text = preamp_support_text_new (records);
  preamp_toast_copy (widget, text, _("Text for Domo Support copied"));
}

static void
details_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampActivityItem *item = get_selected (PREAMP_ACTIVITY_PAGE (widget));

  if (item != NULL)
    preamp_activity_page_open (PREAMP_ACTIVITY_PAGE (widget), item);
}

static void
history_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampAttempt *attempt = get_attempt (widget);

  if (attempt != NULL)
    preamp_activity_page_show_history (PREAMP_ACTIVITY_PAGE (widget),
                                       preamp_attempt_get_datasource_id (attempt));
}

static void
follow_run (GtkWidget      *widget,
            PreampFollowUp  what)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);
  PreampActivityItem *item = get_selected (self);
  const PreampRunSummary *summary = item != NULL ? preamp_activity_item_get_summary (item) : NULL;

  if (may_follow (summary, what))
    preamp_run_follow_up (widget, self->workspace, summary, what);
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

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);
  PreampActivityItem *item = get_selected (self);
  gboolean json = g_str_equal (g_variant_get_string (parameter, NULL), "json");

  if (item != NULL && preamp_activity_item_get_summary (item) != NULL)
    preamp_run_export (widget, self->workspace, preamp_activity_item_get_id (item),
                       json ? PREAMP_REPORT_JSON : PREAMP_REPORT_CSV);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PreampAttempt *attempt = get_attempt (widget);

  if (attempt != NULL)
    preamp_attempt_try_again (widget, PREAMP_ACTIVITY_PAGE (widget)->workspace, attempt);
  else
    follow_run (widget, PREAMP_FOLLOW_UP_RETRY);
}

/*< private >
 * preamp_activity_page_install_row_actions:
 * @widget_class: the page's class
 *
 * Installs what can be done with a row.
 */
void
preamp_activity_page_install_row_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "row.check-again", NULL, check_again_action);
  gtk_widget_class_install_action (widget_class, "row.continue", NULL, continue_action);
  gtk_widget_class_install_action (widget_class, "row.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "row.copy-name", NULL, copy_name_action);
  gtk_widget_class_install_action (widget_class, "row.copy-support", NULL, copy_support_action);
  gtk_widget_class_install_action (widget_class, "row.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "row.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "row.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "row.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "row.reverse", NULL, reverse_action);
}

/**
 * preamp_activity_page_show_history:
 * @self: a `PreampActivityPage`
 * @datasource_id: a datasource's identifier
 *
 * Shows every attempt of a datasource, with the keyboard where it is looked for.
 */
void
preamp_activity_page_show_history (PreampActivityPage *self,
                                   const char         *datasource_id)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));
  g_return_if_fail (datasource_id != NULL);

  preamp_activity_filters_look_for (self->filters, datasource_id);
  gtk_toggle_button_set_active (self->attempts_button, TRUE);
  preamp_activity_page_search (self);
}
