/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-migration-dialog"

#include "config.h"

#include "preamp-migration-dialog-private.h"

#include <glib/gi18n.h>

#include "preamp-attempt-details.h"
#include "preamp-attempt-list.h"
#include "preamp-attempt-words.h"
#include "preamp-plan-list.h"
#include "preamp-toast.h"

/**
 * PreampMigrationDialog:
 *
 * The way of a run: review, running, result. It may be closed at any time; the runner goes on with
 * the run, and [ctor@MigrationDialog.new_for_run] opens the dialog at the right page again.
 */
G_DEFINE_FINAL_TYPE (PreampMigrationDialog, preamp_migration_dialog, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_AT_ONCE = 1,
  PROP_HALT_IN_A_ROW,
  PROP_HALT_INCOMPLETE,
} PreampMigrationDialogProperty;

enum
{
  SIGNAL_STARTED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_HALT_INCOMPLETE + 1];
static guint signals[N_SIGNALS];

/* Pages */

static void
show_page (PreampMigrationDialog *self,
           GtkWidget             *page,
           const char            *title)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_leaflet_set_visible_child (self->leaflet, self->main_box);
  gtk_stack_set_visible_child (self->stack, page);
  /* A review has the same key for its plan. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.save-report",
                                 page == GTK_WIDGET (self->result_page));

  /* Only where it sends nothing. */
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);

  /* The button that had the focus is gone, and the next one may send something. */
  if (!gtk_widget_grab_focus (page))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

/*< private >
 * preamp_migration_dialog_show_plan:
 * @self: a `PreampMigrationDialog`
 * @plan: a plan
 *
 * Reviews @plan.
 */
void
preamp_migration_dialog_show_plan (PreampMigrationDialog *self,
                                   PreampPlan            *plan)
{
  const char *title;

  g_set_object (&self->plan, plan);

  if (preamp_plan_get_retry (plan))
    title = _("Try Again");
  else if (preamp_plan_get_direction (plan) == PREAMP_DIRECTION_REVERSE)
    title = _("Review Reversal");
  else
    title = _("Review Migration");

  preamp_review_page_set_plan (self->review_page,
                               preamp_workspace_get_journal (self->workspace), plan);
  show_page (self, GTK_WIDGET (self->review_page), title);
}

/*< private >
 * preamp_migration_dialog_show_result:
 * @self: a `PreampMigrationDialog` with a run that has ended
 *
 * Shows how it ended.
 */
void
preamp_migration_dialog_show_result (PreampMigrationDialog *self)
{
  gboolean reverse = preamp_run_get_direction (self->run) == PREAMP_DIRECTION_REVERSE;

  preamp_running_page_set_run (self->running_page,
                               preamp_workspace_get_runner (self->workspace), NULL);
  preamp_result_page_set_run (self->result_page, self->workspace, self->run);
  show_page (self, GTK_WIDGET (self->result_page),
             reverse ? _("Reversal Result") : _("Migration Result"));
  gtk_window_set_default_widget (GTK_WINDOW (self),
                                 preamp_result_page_get_default_widget (self->result_page));
}

static char *
dup_running_title (PreampRun *run)
{
  guint n = preamp_run_get_n_attempts (run);

  if (preamp_run_get_scheduled (run))
    /* Translators: %u is the number of datasources of a run that starts later. */
    return g_strdup_printf (ngettext ("%u Datasource Is Scheduled",
                                      "%u Datasources Are Scheduled", n), n);

  if (preamp_run_get_direction (run) == PREAMP_DIRECTION_REVERSE)
    return g_strdup_printf (ngettext ("Reversing %u Datasource",
                                      "Reversing %u Datasources", n), n);

  return g_strdup_printf (ngettext ("Migrating %u Datasource",
                                    "Migrating %u Datasources", n), n);
}

static void
scheduled_cb (PreampMigrationDialog *self)
{
  g_autofree char *title = NULL;

  if (self->run == NULL || preamp_run_get_ended (self->run))
    return;

  title = dup_running_title (self->run);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_run (PreampMigrationDialog *self,
          PreampRun             *run)
{
  g_autofree char *title = NULL;

  g_set_object (&self->run, run);
  g_signal_group_set_target (self->run_signals, run);

  if (preamp_run_get_ended (run))
    {
      preamp_migration_dialog_show_result (self);
      return;
    }

  title = dup_running_title (run);
  preamp_running_page_set_workspace (self->running_page, self->workspace);
  preamp_running_page_set_run (self->running_page,
                               preamp_workspace_get_runner (self->workspace), run);
  show_page (self, GTK_WIDGET (self->running_page), title);
}

static void
ended_cb (PreampMigrationDialog *self)
{
  if (preamp_run_get_ended (self->run))
    preamp_migration_dialog_show_result (self);
}

static void
start_cb (PreampMigrationDialog *self)
{
  g_autoptr (PreampRun) run = NULL;
  PreampRunOptions *options;

  if (self->plan == NULL)
    return;

  run = preamp_run_new (self->plan, self->at_once);
  preamp_run_set_limits (run, &self->limits);
  options = preamp_review_page_get_options (self->review_page);
  preamp_run_set_window (run,
                         preamp_run_options_get_starts_at (options),
                         preamp_run_options_get_stops_at (options));
  g_clear_object (&self->plan);
  preamp_runner_add (preamp_workspace_get_runner (self->workspace), run);
  show_run (self, run);
  g_signal_emit (self, signals[SIGNAL_STARTED], 0);
}

/* Lists and details in front of a page */

static void
show_in_front (PreampMigrationDialog *self,
               GtkWidget             *box)
{
  adw_leaflet_set_visible_child (self->leaflet, box);
  gtk_widget_child_focus (box, GTK_DIR_TAB_FORWARD);
}

static void
show_rows_cb (PreampMigrationDialog *self,
              const char            *title,
              GListModel            *rows)
{
  GtkWidget *list = g_object_new (PREAMP_TYPE_PLAN_LIST, NULL);

  preamp_plan_list_set_model (PREAMP_PLAN_LIST (list), rows);
  adw_bin_set_child (self->list_bin, list);
  adw_window_title_set_title (self->list_title, title);
  show_in_front (self, self->list_box);
}

static void
attempt_activated_cb (PreampMigrationDialog *self,
                      PreampAttempt         *attempt)
{
  g_autofree char *name = NULL;
  g_autofree char *label = preamp_attempt_words_dup_label (attempt);

  name = preamp_attempt_words_shorten (preamp_attempt_get_name (attempt), 80);
  adw_window_title_set_title (self->details_title, name);
  adw_window_title_set_subtitle (self->details_title, label);
  adw_bin_set_child (self->details_bin, preamp_attempt_details_new (self->workspace, attempt));
  show_in_front (self, self->details_box);
}

static void
show_attempts_cb (PreampMigrationDialog *self,
                  const char            *title,
                  GListModel            *attempts)
{
  GtkWidget *list = g_object_new (PREAMP_TYPE_ATTEMPT_LIST, "activatable", TRUE, NULL);

  preamp_attempt_list_set_workspace (PREAMP_ATTEMPT_LIST (list), self->workspace);
  preamp_attempt_list_set_model (PREAMP_ATTEMPT_LIST (list), attempts);
  g_signal_connect_object (list, "activated", G_CALLBACK (attempt_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->list_bin, list);
  adw_window_title_set_title (self->list_title, title);
  show_in_front (self, self->list_box);
}

/* Actions */

static void
copied_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);

  preamp_toast_add (self->toast_overlay, g_variant_get_string (parameter, NULL));
}

static void
exported_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  preamp_toast_add (PREAMP_MIGRATION_DIALOG (widget)->toast_overlay, _("Report saved"));
}

static void
plan_saved_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);

  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (_("Plan saved")));
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  adw_leaflet_navigate (PREAMP_MIGRATION_DIALOG (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/* From a list back to the page it is of, from a review to where it came from, and from another page
 * out of the dialog. */
static void
escape_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (widget);

  if (adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK))
    return;

  if (self->plan != NULL)
    preamp_migration_dialog_leave_review (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
cancel_cb (PreampMigrationDialog *self)
{
  preamp_migration_dialog_leave_review (self);
}

static gboolean
preamp_migration_dialog_close_request (GtkWindow *window)
{
  return preamp_migration_dialog_ask_to_close (PREAMP_MIGRATION_DIALOG (window)) ||
         GTK_WINDOW_CLASS (preamp_migration_dialog_parent_class)->close_request (window);
}

static void
preamp_migration_dialog_dispose (GObject *object)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (object);

  g_clear_object (&self->run_signals);
  g_clear_object (&self->run);
  g_clear_object (&self->plan);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (preamp_migration_dialog_parent_class)->dispose (object);
}

static void
preamp_migration_dialog_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (object);

  switch ((PreampMigrationDialogProperty) prop_id)
    {
    case PROP_AT_ONCE:
      g_value_set_uint (value, self->at_once);
      break;

    case PROP_HALT_IN_A_ROW:
      g_value_set_uint (value, self->limits.in_a_row);
      break;

    case PROP_HALT_INCOMPLETE:
      g_value_set_uint (value, self->limits.incomplete);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_migration_dialog_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  PreampMigrationDialog *self = PREAMP_MIGRATION_DIALOG (object);

  switch ((PreampMigrationDialogProperty) prop_id)
    {
    case PROP_AT_ONCE:
      if (self->at_once == g_value_get_uint (value))
        break;
      self->at_once = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_HALT_IN_A_ROW:
      if (self->limits.in_a_row == g_value_get_uint (value))
        return;
      self->limits.in_a_row = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_HALT_INCOMPLETE:
      if (self->limits.incomplete == g_value_get_uint (value))
        return;
      self->limits.incomplete = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_migration_dialog_class_init (PreampMigrationDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_migration_dialog_dispose;
  object_class->get_property = preamp_migration_dialog_get_property;
  object_class->set_property = preamp_migration_dialog_set_property;

  GTK_WINDOW_CLASS (klass)->close_request = preamp_migration_dialog_close_request;

  /**
   * PreampMigrationDialog:at-once:
   *
   * How many datasources of the run that it starts move at a time. It is meant to be bound to the
   * setting of that name.
   */
  properties[PROP_AT_ONCE] = g_param_spec_uint ("at-once", NULL, NULL, 1, 8, 2,
                                                G_PARAM_READWRITE |
                                                G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);

  /**
   * PreampMigrationDialog:halt-in-a-row:
   *
   * After how many failures in a row its run halts, 0 for never. It is meant to be bound to the
   * setting of that name.
   */
  properties[PROP_HALT_IN_A_ROW] = g_param_spec_uint ("halt-in-a-row", NULL, NULL, 0, G_MAXUINT, 3,
                                                      G_PARAM_READWRITE |
                                                      G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS);

  /**
   * PreampMigrationDialog:halt-incomplete:
   *
   * After how many incomplete datasources its run halts, 0 for never. It is meant to be bound to
   * the setting of that name.
   */
  properties[PROP_HALT_INCOMPLETE] =
    g_param_spec_uint ("halt-incomplete", NULL, NULL, 0, G_MAXUINT, 5,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampMigrationDialog::started:
   * @self: the dialog
   *
   * The plan that was reviewed has become a run.
   */
  signals[SIGNAL_STARTED] = g_signal_new ("started", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  g_type_ensure (PREAMP_TYPE_RESULT_PAGE);
  g_type_ensure (PREAMP_TYPE_REVIEW_PAGE);
  g_type_ensure (PREAMP_TYPE_RUNNING_PAGE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-migration-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, main_box);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, review_page);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, running_page);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, result_page);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, list_box);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, list_title);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, list_bin);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, details_box);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, details_title);
  gtk_widget_class_bind_template_child (widget_class, PreampMigrationDialog, details_bin);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_attempts_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_rows_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);

  gtk_widget_class_install_action (widget_class, "dialog.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "dialog.escape", NULL, escape_action);
  preamp_migration_dialog_install_run_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "toast.copied", "s", copied_action);
  gtk_widget_class_install_action (widget_class, "toast.exported", NULL, exported_action);
  gtk_widget_class_install_action (widget_class, "toast.plan-saved", NULL, plan_saved_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.escape", NULL);
}

static void
preamp_migration_dialog_init (PreampMigrationDialog *self)
{
  self->at_once = 2;
  self->limits = (PreampPaceLimits) { .in_a_row = 3, .incomplete = 5 };
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = PROP_AT_ONCE; i < G_N_ELEMENTS (properties); i++)
    g_object_bind_property (self, properties[i]->name,
                            preamp_review_page_get_options (self->review_page),
                            properties[i]->name,
                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  self->run_signals = g_signal_group_new (PREAMP_TYPE_RUN);
  g_signal_group_connect_swapped (self->run_signals, "notify::ended",
                                  G_CALLBACK (ended_cb), self);
  g_signal_group_connect_swapped (self->run_signals, "notify::scheduled",
                                  G_CALLBACK (scheduled_cb), self);
}

/**
 * preamp_migration_dialog_new_for_plan:
 * @workspace: the instance's workspace
 * @plan: a plan of that instance
 *
 * Creates a dialog that reviews @plan, and starts it if the administrator says so.
 *
 * Returns: (transfer full): a new `PreampMigrationDialog`
 */
GtkWindow *
preamp_migration_dialog_new_for_plan (PreampWorkspace *workspace,
                                      PreampPlan      *plan)
{
  PreampMigrationDialog *self;

  g_return_val_if_fail (PREAMP_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (PREAMP_IS_PLAN (plan), NULL);

  self = g_object_new (PREAMP_TYPE_MIGRATION_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  preamp_migration_dialog_show_plan (self, plan);

  return GTK_WINDOW (self);
}

/**
 * preamp_migration_dialog_new_for_run:
 * @workspace: the instance's workspace
 * @run: a run of that instance, going on or ended
 *
 * Creates a dialog that shows @run.
 *
 * Returns: (transfer full): a new `PreampMigrationDialog`
 */
GtkWindow *
preamp_migration_dialog_new_for_run (PreampWorkspace *workspace,
                                     PreampRun       *run)
{
  PreampMigrationDialog *self;

  g_return_val_if_fail (PREAMP_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);

  self = g_object_new (PREAMP_TYPE_MIGRATION_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  show_run (self, run);

  return GTK_WINDOW (self);
}

/**
 * preamp_migration_dialog_get_instance:
 * @self: a `PreampMigrationDialog`
 *
 * Returns: (transfer none): the instance of the run or the plan, which need not be the one that the
 *   window below shows
 */
PreampInstance *
preamp_migration_dialog_get_instance (PreampMigrationDialog *self)
{
  g_return_val_if_fail (PREAMP_IS_MIGRATION_DIALOG (self), NULL);

  return preamp_connection_get_instance (preamp_workspace_get_connection (self->workspace));
}

/*< private >
 * preamp_migration_dialog_get_workspace:
 * @self: a `PreampMigrationDialog`
 *
 * Gets the workspace whose runs it shows.
 *
 * Returns: (transfer none): the workspace
 */
PreampWorkspace *
preamp_migration_dialog_get_workspace (PreampMigrationDialog *self)
{
  return self->workspace;
}

/*< private >
 * preamp_migration_dialog_get_run:
 * @self: a `PreampMigrationDialog`
 *
 * Gets the run that is shown, or was shown before the review of another.
 *
 * Returns: (transfer none) (nullable): the run
 */
PreampRun *
preamp_migration_dialog_get_run (PreampMigrationDialog *self)
{
  return self->run;
}
