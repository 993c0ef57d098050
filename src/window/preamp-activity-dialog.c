/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-dialog"

#include "config.h"

#include "preamp-activity-dialog-private.h"

#include <glib/gi18n.h>

#include "journal/preamp-journal-pages.h"
#include "migration/preamp-activity-item.h"
#include "preamp-activity-words.h"
#include "preamp-attempt-details.h"
#include "preamp-attempt-words.h"
#include "preamp-datasource-history.h"
#include "preamp-run-report.h"
#include "preamp-toast.h"

/**
 * PreampActivityDialog:
 *
 * A run by the journal, with its report, or an attempt, with all that was ever tried with its
 * datasource. From a row of the report one comes to its attempt, and from an attempt to its run.
 */
struct _PreampActivityDialog
{
  AdwWindow                parent_instance;

  PreampWorkspace         *workspace;
  GSignalGroup            *lookup_signals;
  GSignalGroup            *standings_signals;
  GCancellable            *cancellable;
  gint64                   run_id;
  PreampRunSummary        *summary;
  GPtrArray               *records;
  PreampAttempt           *attempt;

  /* template */
  AdwToastOverlay         *toast_overlay;
  AdwLeaflet              *leaflet;
  GtkWidget               *run_box;
  AdwWindowTitle          *run_title;
  GtkWidget               *export_button;
  GtkStack                *run_stack;
  PreampRunReport         *report;
  AdwStatusPage           *error_page;
  GtkWidget               *attempt_box;
  AdwWindowTitle          *attempt_title;
  GtkWidget               *back_button;
  GtkLabel                *left_out_label;
  AdwBin                  *details_bin;
  GtkWidget               *show_run_button;
  PreampDatasourceHistory *history;
};

G_DEFINE_FINAL_TYPE (PreampActivityDialog, preamp_activity_dialog, ADW_TYPE_WINDOW)

static const char *
get_instance (PreampActivityDialog *self)
{
  PreampConnection *connection = preamp_workspace_get_connection (self->workspace);

  return preamp_instance_get_base_uri (preamp_connection_get_instance (connection));
}

/* The run */

static void
show_error (PreampActivityDialog *self,
            const char           *message)
{
  g_autofree char *description = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->error_page, description);
  gtk_stack_set_visible_child (self->run_stack, GTK_WIDGET (self->error_page));
}

static void
show_report (PreampActivityDialog *self)
{
  g_autofree char *title = NULL;
  g_autofree char *when = NULL;

  if (self->summary == NULL || self->records == NULL)
    return;

  title = preamp_activity_words_dup_run_title (self->summary);
  when = preamp_activity_words_dup_time (self->summary->began_at);
  adw_window_title_set_title (self->run_title, title);
  adw_window_title_set_subtitle (self->run_title, when);
  if (adw_leaflet_get_visible_child (self->leaflet) == self->run_box)
    gtk_window_set_title (GTK_WINDOW (self), title);
  preamp_run_report_set (self->report, self->summary, self->records);
  gtk_stack_set_visible_child (self->run_stack, GTK_WIDGET (self->report));
  preamp_activity_dialog_update_actions (self);
}

static void
read_runs_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PreampActivityDialog) self = PREAMP_ACTIVITY_DIALOG (user_data);
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  runs = preamp_journal_read_runs_finish (PREAMP_JOURNAL (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (runs == NULL)
    {
      show_error (self, error->message);
    }
  else if (runs->len == 0)
    {
      show_error (self, _("This run is not in the journal any more."));
    }
  else
    {
      g_clear_pointer (&self->summary, preamp_run_summary_free);
      self->summary = preamp_run_summary_copy (g_ptr_array_index (runs, 0));
      show_report (self);
    }
}

static void
list_run_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PreampActivityDialog) self = PREAMP_ACTIVITY_DIALOG (user_data);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  records = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (records == NULL)
    {
      show_error (self, error->message);
    }
  else
    {
      g_clear_pointer (&self->records, g_ptr_array_unref);
      self->records = g_steal_pointer (&records);
      show_report (self);
    }
}

static void
read_run (PreampActivityDialog *self)
{
  PreampJournal *journal = preamp_workspace_get_journal (self->workspace);

  preamp_journal_read_runs_async (journal, &self->run_id, 1, self->cancellable,
                                  read_runs_cb, g_object_ref (self));
  preamp_journal_list_run_async (journal, self->run_id, self->cancellable,
                                 list_run_cb, g_object_ref (self));
}

/* The attempt */

static void
show_attempt (PreampActivityDialog *self,
              PreampAttempt        *attempt)
{
  const PreampAttemptRecord *record = preamp_attempt_get_record (attempt);
  g_autofree char *name = preamp_attempt_words_shorten (preamp_attempt_get_name (attempt), 80);
  g_autofree char *label = NULL;

  g_set_object (&self->attempt, attempt);
  label = preamp_attempt_words_dup_label (attempt);
  adw_window_title_set_title (self->attempt_title, name);
  adw_window_title_set_subtitle (self->attempt_title, label);
  gtk_window_set_title (GTK_WINDOW (self), name);
  gtk_label_set_text (self->left_out_label, record->left_out != NULL ? record->left_out : "");
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_label), record->left_out != NULL);
  adw_bin_set_child (self->details_bin, preamp_attempt_details_new (self->workspace, attempt));
  preamp_datasource_history_read (self->history, preamp_workspace_get_journal (self->workspace),
                                  get_instance (self), record->datasource_id);
  gtk_widget_set_visible (self->back_button, self->run_id != 0);
  gtk_widget_set_visible (self->show_run_button, self->run_id == 0);
  adw_leaflet_set_can_navigate_back (self->leaflet, self->run_id != 0);
  adw_leaflet_set_visible_child (self->leaflet, self->attempt_box);
}

static void
attempt_activated_cb (PreampActivityDialog *self,
                      PreampAttempt        *attempt)
{
  show_attempt (self, attempt);
  gtk_widget_child_focus (self->attempt_box, GTK_DIR_TAB_FORWARD);
}

/* What is found out later */

static void
lookup_changed_cb (PreampActivityDialog      *self,
                   const PreampAttemptRecord *record)
{
  g_autoptr (PreampAttempt) attempt = NULL;

  if (self->attempt == NULL || preamp_attempt_get_record (self->attempt)->id != record->id)
    return;

  attempt = preamp_activity_attempt_new (record);
  if (adw_leaflet_get_visible_child (self->leaflet) == self->attempt_box)
    show_attempt (self, attempt);
  else
    g_set_object (&self->attempt, attempt);
}

static void
standings_changed_cb (PreampActivityDialog *self)
{
  if (self->run_id != 0)
    read_run (self);
}

static void
set_workspace (PreampActivityDialog *self,
               PreampWorkspace      *workspace)
{
  self->workspace = g_object_ref (workspace);
  g_signal_group_set_target (self->lookup_signals, preamp_workspace_get_lookup (workspace));
  g_signal_group_set_target (self->standings_signals, preamp_workspace_get_standings (workspace));
}

/* Actions */

static gboolean
go_back (PreampActivityDialog *self)
{
  if (self->run_id == 0 || adw_leaflet_get_visible_child (self->leaflet) != self->attempt_box)
    return FALSE;

  adw_leaflet_set_visible_child (self->leaflet, self->run_box);

  return TRUE;
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  go_back (PREAMP_ACTIVITY_DIALOG (widget));
}

static void
escape_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);

  if (!go_back (self))
    gtk_window_close (GTK_WINDOW (self));
}

static void
copied_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (widget);

  preamp_toast_add (self->toast_overlay, g_variant_get_string (parameter, NULL));
}

static void
exported_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  preamp_toast_add (PREAMP_ACTIVITY_DIALOG (widget)->toast_overlay, _("Exported"));
}

/* Class */

static void
preamp_activity_dialog_dispose (GObject *object)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->lookup_signals);
  g_clear_object (&self->standings_signals);
  g_clear_object (&self->attempt);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ACTIVITY_DIALOG);

  G_OBJECT_CLASS (preamp_activity_dialog_parent_class)->dispose (object);
}

static void
preamp_activity_dialog_finalize (GObject *object)
{
  PreampActivityDialog *self = PREAMP_ACTIVITY_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->summary, preamp_run_summary_free);
  g_clear_pointer (&self->records, g_ptr_array_unref);

  G_OBJECT_CLASS (preamp_activity_dialog_parent_class)->finalize (object);
}

static void
preamp_activity_dialog_class_init (PreampActivityDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_activity_dialog_dispose;
  object_class->finalize = preamp_activity_dialog_finalize;

  g_type_ensure (PREAMP_TYPE_DATASOURCE_HISTORY);
  g_type_ensure (PREAMP_TYPE_RUN_REPORT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-activity-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, run_box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, run_title);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, run_stack);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, report);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, attempt_box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, attempt_title);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, left_out_label);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, details_bin);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, show_run_button);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityDialog, history);
  gtk_widget_class_bind_template_callback (widget_class, attempt_activated_cb);

  gtk_widget_class_install_action (widget_class, "dialog.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "dialog.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "toast.copied", "s", copied_action);
  gtk_widget_class_install_action (widget_class, "toast.exported", NULL, exported_action);
  preamp_activity_dialog_install_actions (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.escape", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "report.export",
                                       "s", "csv");
}

static void
preamp_activity_dialog_init (PreampActivityDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->lookup_signals = g_signal_group_new (PREAMP_TYPE_LOOKUP);
  g_signal_group_connect_swapped (self->lookup_signals, "changed",
                                  G_CALLBACK (lookup_changed_cb), self);
  self->standings_signals = g_signal_group_new (PREAMP_TYPE_STANDINGS);
  g_signal_group_connect_swapped (self->standings_signals, "changed",
                                  G_CALLBACK (standings_changed_cb), self);
  preamp_activity_dialog_update_actions (self);
}

/*< private >
 * preamp_activity_dialog_get_workspace:
 * @self: a `PreampActivityDialog`
 *
 * Returns: (transfer none): the workspace of the instance
 */
PreampWorkspace *
preamp_activity_dialog_get_workspace (PreampActivityDialog *self)
{
  return self->workspace;
}

/*< private >
 * preamp_activity_dialog_get_attempt:
 * @self: a `PreampActivityDialog`
 *
 * Returns: (transfer none) (nullable): the attempt that is shown, or was
 */
PreampAttempt *
preamp_activity_dialog_get_attempt (PreampActivityDialog *self)
{
  return self->attempt;
}

/*< private >
 * preamp_activity_dialog_get_records:
 * @self: a `PreampActivityDialog`
 *
 * Returns: (transfer none) (nullable) (element-type PreampAttemptRecord): the rows of the run
 */
GPtrArray *
preamp_activity_dialog_get_records (PreampActivityDialog *self)
{
  return self->records;
}

/*< private >
 * preamp_activity_dialog_get_summary:
 * @self: a `PreampActivityDialog`
 *
 * Returns: (transfer none) (nullable): the run
 */
const PreampRunSummary *
preamp_activity_dialog_get_summary (PreampActivityDialog *self)
{
  return self->summary;
}

/*< private >
 * preamp_activity_dialog_show_run:
 * @self: a `PreampActivityDialog`
 * @run_id: the number of a run
 *
 * Reads a run, and shows its report.
 */
void
preamp_activity_dialog_show_run (PreampActivityDialog *self,
                                 gint64                run_id)
{
  self->run_id = run_id;
  gtk_window_set_title (GTK_WINDOW (self), _("Run"));
  adw_leaflet_set_visible_child (self->leaflet, self->run_box);
  read_run (self);
}

/**
 * preamp_activity_dialog_new_for_run:
 * @workspace: the instance's workspace
 * @run_id: the journal's number of one of its runs
 *
 * Creates a dialog with the report of a run.
 *
 * Returns: (transfer full): a new `PreampActivityDialog`
 */
GtkWindow *
preamp_activity_dialog_new_for_run (PreampWorkspace *workspace,
                                    gint64           run_id)
{
  PreampActivityDialog *self;

  g_return_val_if_fail (PREAMP_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (run_id > 0, NULL);

  self = g_object_new (PREAMP_TYPE_ACTIVITY_DIALOG, NULL);
  set_workspace (self, workspace);
  preamp_activity_dialog_show_run (self, run_id);

  return GTK_WINDOW (self);
}

/**
 * preamp_activity_dialog_new_for_attempt:
 * @workspace: the instance's workspace
 * @attempt: an attempt as the journal has it
 *
 * Creates a dialog with an attempt, and all that was tried with its datasource.
 *
 * Returns: (transfer full): a new `PreampActivityDialog`
 */
GtkWindow *
preamp_activity_dialog_new_for_attempt (PreampWorkspace *workspace,
                                        PreampAttempt   *attempt)
{
  PreampActivityDialog *self;

  g_return_val_if_fail (PREAMP_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), NULL);

  self = g_object_new (PREAMP_TYPE_ACTIVITY_DIALOG, NULL);
  set_workspace (self, workspace);
  show_attempt (self, attempt);

  return GTK_WINDOW (self);
}
