/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-window"

#include "config.h"

#include "preamp-window.h"

#include <glib/gi18n.h>

#include "preamp-toast.h"
#include "preamp-window-private.h"

/**
 * PreampWindow:
 *
 * The main window: what belongs to the instance at the left, what belongs to the chosen
 * integration at the right. It shows one workspace at a time and owns none: another one can be
 * shown while the run of the first goes on.
 */

G_DEFINE_FINAL_TYPE (PreampWindow, preamp_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_INSTANCES,
  PROP_INSTANCE,
  PROP_WORKSPACE,
} PreampWindowProperty;

static GParamSpec *properties[PROP_WORKSPACE + 1];

static void
instance_changed_cb (PreampWindow *self)
{
  preamp_window_update_header (self);
  preamp_window_update_instances (self);
}

static void
update_fold (PreampWindow *self)
{
  g_assert (PREAMP_IS_WINDOW (self));

  if (self->workspace != NULL)
    preamp_window_update_connection (self);
  preamp_window_update_actions (self);
}

static void
title_visible_cb (PreampWindow *self)
{
  g_assert (PREAMP_IS_WINDOW (self));

  preamp_window_update_content (self);
}

static void
selected_cb (PreampWindow *self)
{
  g_assert (PREAMP_IS_WINDOW (self));

  preamp_window_keep_integration (self);
  preamp_window_update_content (self);
}

static void
exportable_cb (PreampWindow *self)
{
  g_assert (PREAMP_IS_WINDOW (self));

  preamp_window_update_actions (self);
}

static void
open_cb (PreampWindow *self)
{
  g_assert (PREAMP_IS_WINDOW (self));

  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  /* The row that was chosen is out of sight. */
  if (adw_leaflet_get_folded (self->leaflet) && !preamp_sidebar_get_activity (self->sidebar))
    preamp_integration_page_activate (self->integration_page, "candidates.focus-rows");
}

static void
current_run_cb (PreampWindow *self)
{
  PreampRun *run = preamp_runner_get_current (preamp_workspace_get_runner (self->workspace));

  if (run != NULL)
    preamp_run_bar_set_run (self->run_bar, run);

  preamp_window_update_actions (self);
}

static void
run_ended_cb (PreampWindow *self,
              PreampRun    *run)
{
  g_assert (PREAMP_IS_WINDOW (self));

  /* Its result is in its dialog already where that is open. Else it stays at the foot, since what
   * ended while nobody looked must not be missed. */
  if (preamp_run_bar_get_run (self->run_bar) == run &&
      preamp_window_find_dialog (self, run) != NULL)
    preamp_run_bar_set_run (self->run_bar, NULL);

  preamp_window_update_actions (self);
}

static void
exported_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  preamp_window_add_toast (PREAMP_WINDOW (widget), _("Exported"));
}

static void
copied_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  preamp_window_add_toast (PREAMP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* Class */

static void
preamp_window_unmap (GtkWidget *widget)
{
  preamp_window_keep_size (PREAMP_WINDOW (widget));

  GTK_WIDGET_CLASS (preamp_window_parent_class)->unmap (widget);
}

static void
preamp_window_constructed (GObject *object)
{
  PreampWindow *self = PREAMP_WINDOW (object);

  G_OBJECT_CLASS (preamp_window_parent_class)->constructed (object);

  preamp_window_restore (self);
  preamp_window_install_actions (self);
  g_signal_group_set_target (self->instances_signals, self->instances);
  preamp_window_update_instances (self);
  preamp_window_update_header (self);
  preamp_window_update_content (self);
}

static void
preamp_window_dispose (GObject *object)
{
  PreampWindow *self = PREAMP_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->instances_signals);
  g_clear_object (&self->instance_signals);
  g_clear_object (&self->connection_signals);
  g_clear_object (&self->runner_signals);

  /* What is being read may keep the page alive for a while: it is to follow nothing any more, and
   * its details are no state of this window's action. */
  if (self->activity_page != NULL)
    preamp_activity_page_set_workspace (self->activity_page, NULL);
  if (self->integration_page != NULL)
    {
      g_action_map_remove_action (G_ACTION_MAP (self), "details");
      preamp_integration_page_set_lists (self->integration_page, NULL, NULL);
    }

  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_WINDOW);
  g_clear_object (&self->shown_lists);
  g_clear_object (&self->workspace);
  g_clear_object (&self->instance);
  g_clear_object (&self->instances);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (preamp_window_parent_class)->dispose (object);
}

static void
preamp_window_finalize (GObject *object)
{
  PreampWindow *self = PREAMP_WINDOW (object);

  g_clear_error (&self->error);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (preamp_window_parent_class)->finalize (object);
}

static void
preamp_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PreampWindow *self = PREAMP_WINDOW (object);

  switch ((PreampWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;

    case PROP_INSTANCES:
      g_value_set_object (value, self->instances);
      break;

    case PROP_INSTANCE:
      g_value_set_object (value, self->instance);
      break;

    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PreampWindow *self = PREAMP_WINDOW (object);

  switch ((PreampWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    case PROP_INSTANCES:
      self->instances = g_value_dup_object (value);
      break;

    case PROP_INSTANCE:
      preamp_window_set_instance (self, g_value_get_object (value));
      break;

    case PROP_WORKSPACE:
      preamp_window_set_workspace (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_window_class_init (PreampWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = preamp_window_constructed;
  object_class->dispose = preamp_window_dispose;
  object_class->finalize = preamp_window_finalize;
  object_class->get_property = preamp_window_get_property;
  object_class->set_property = preamp_window_set_property;

  widget_class->unmap = preamp_window_unmap;

  /**
   * PreampWindow:settings:
   *
   * The program's settings, or those of the sandbox.
   */
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL,
                                                   G_TYPE_SETTINGS,
                                                   G_PARAM_READWRITE |
                                                   G_PARAM_CONSTRUCT_ONLY |
                                                   G_PARAM_STATIC_STRINGS);
  /**
   * PreampWindow:instances:
   *
   * The instances that can be switched to.
   */
  properties[PROP_INSTANCES] = g_param_spec_object ("instances", NULL, NULL,
                                                    PREAMP_TYPE_INSTANCE_LIST,
                                                    G_PARAM_READWRITE |
                                                    G_PARAM_CONSTRUCT_ONLY |
                                                    G_PARAM_STATIC_STRINGS);
  /**
   * PreampWindow:instance:
   *
   * The instance that is shown, or is about to be.
   */
  properties[PROP_INSTANCE] = g_param_spec_object ("instance", NULL, NULL,
                                                   PREAMP_TYPE_INSTANCE,
                                                   G_PARAM_READWRITE |
                                                   G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  /**
   * PreampWindow:workspace:
   *
   * The workspace that is shown, %NULL while it is being opened.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL,
                                                    PREAMP_TYPE_WORKSPACE,
                                                    G_PARAM_READWRITE |
                                                    G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PREAMP_TYPE_ACTIVITY_PAGE);
  g_type_ensure (PREAMP_TYPE_ATTENTION_BAR);
  g_type_ensure (PREAMP_TYPE_ERROR_PAGE);
  g_type_ensure (PREAMP_TYPE_INTEGRATION_PAGE);
  g_type_ensure (PREAMP_TYPE_RUN_BAR);
  g_type_ensure (PREAMP_TYPE_RUN_QUEUE);
  g_type_ensure (PREAMP_TYPE_SIDEBAR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, instance_button);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, instance_label);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, host_label);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, refresh_spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, problems_box);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, problems_label);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, run_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, run_queue);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, details_button);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, sandbox_label);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, attention_box);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, attention_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, content_stack);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, loading_label);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, status_button);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, integration_page);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, activity_page);
  gtk_widget_class_bind_template_child (widget_class, PreampWindow, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, exportable_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_fold);

  gtk_widget_class_install_action (widget_class, "toast.copied", "s", copied_action);
  preamp_window_install_keys (widget_class);
  gtk_widget_class_install_action (widget_class, "toast.exported", NULL, exported_action);
}

static void
preamp_window_init (PreampWindow *self)
{
  AdwViewStack *stack;

  self->cancellable = g_cancellable_new ();

  self->instances_signals = g_signal_group_new (PREAMP_TYPE_INSTANCE_LIST);
  g_signal_group_connect_swapped (self->instances_signals, "items-changed",
                                  G_CALLBACK (preamp_window_update_instances), self);
  self->instance_signals = g_signal_group_new (PREAMP_TYPE_INSTANCE);
  g_signal_group_connect_swapped (self->instance_signals, "notify",
                                  G_CALLBACK (instance_changed_cb), self);
  self->connection_signals = g_signal_group_new (PREAMP_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify",
                                  G_CALLBACK (preamp_window_update_connection), self);
  self->runner_signals = g_signal_group_new (PREAMP_TYPE_RUNNER);
  g_signal_group_connect_swapped (self->runner_signals, "notify::current",
                                  G_CALLBACK (current_run_cb), self);
  g_signal_group_connect_swapped (self->runner_signals, "run-ended",
                                  G_CALLBACK (run_ended_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));

  stack = preamp_integration_page_get_stack (self->integration_page);
  adw_view_switcher_title_set_stack (self->switcher_title, stack);
  adw_view_switcher_bar_set_stack (self->switcher_bar, stack);
  g_signal_connect_object (self->switcher_title, "notify::title-visible",
                           G_CALLBACK (title_visible_cb), self, G_CONNECT_SWAPPED);
}

/**
 * preamp_window_new:
 * @application: the application
 * @settings: the program's settings, or those of the sandbox
 * @instances: the instances that can be switched to
 *
 * Creates a main window that shows no instance yet.
 *
 * Returns: (transfer none): a new `PreampWindow`, which GTK owns
 */
GtkWindow *
preamp_window_new (GtkApplication     *application,
                   GSettings          *settings,
                   PreampInstanceList *instances)
{
  return g_object_new (PREAMP_TYPE_WINDOW,
                       "application", application,
                       "settings", settings,
                       "instances", instances,
                       NULL);
}

/**
 * preamp_window_set_instance:
 * @self: a `PreampWindow`
 * @instance: (nullable): an instance
 *
 * Names the instance that is about to be shown, and shows that it is being opened, until there is
 * a workspace ([method@Window.set_workspace]) or an error ([method@Window.show_error]).
 */
void
preamp_window_set_instance (PreampWindow   *self,
                            PreampInstance *instance)
{
  g_return_if_fail (PREAMP_IS_WINDOW (self));
  g_return_if_fail (instance == NULL || PREAMP_IS_INSTANCE (instance));

  if (!g_set_object (&self->instance, instance))
    return;

  g_signal_group_set_target (self->instance_signals, instance);
  preamp_window_set_workspace (self, NULL);
  preamp_window_update_header (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSTANCE]);
}

/**
 * preamp_window_get_instance:
 * @self: a `PreampWindow`
 *
 * Returns: (transfer none) (nullable): the instance that is shown, or is about to be
 */
PreampInstance *
preamp_window_get_instance (PreampWindow *self)
{
  g_return_val_if_fail (PREAMP_IS_WINDOW (self), NULL);

  return self->instance;
}

/**
 * preamp_window_set_workspace:
 * @self: a `PreampWindow`
 * @workspace: (nullable): a workspace
 *
 * Shows a workspace, and reads its integrations if they were not read yet. Nothing of the one that
 * was shown before is stopped.
 */
void
preamp_window_set_workspace (PreampWindow    *self,
                             PreampWorkspace *workspace)
{
  PreampConnection *connection;
  PreampRunner *runner;

  g_return_if_fail (PREAMP_IS_WINDOW (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));

  g_clear_error (&self->error);
  if (!g_set_object (&self->workspace, workspace))
    {
      preamp_window_update_content (self);
      return;
    }

  connection = preamp_window_get_connection (self);
  runner = workspace ? preamp_workspace_get_runner (workspace) : NULL;

  if (connection != NULL &&
      g_set_object (&self->instance, preamp_connection_get_instance (connection)))
    {
      g_signal_group_set_target (self->instance_signals, self->instance);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSTANCE]);
    }

  g_signal_group_set_target (self->connection_signals, connection);
  g_signal_group_set_target (self->runner_signals, runner);
  preamp_attention_bar_set_workspace (self->attention_bar, workspace);
  preamp_activity_page_set_workspace (self->activity_page, workspace);
  preamp_sidebar_set_standings (self->sidebar,
                                workspace ? preamp_workspace_get_standings (workspace) : NULL);
  preamp_run_queue_set_runner (self->run_queue, runner);
  preamp_run_bar_set_run (self->run_bar, runner ? preamp_runner_get_current (runner) : NULL);
  preamp_sidebar_set_integrations (self->sidebar,
                                   connection ? preamp_connection_get_integrations (connection)
                                              : NULL);
  self->focus_wanted = connection != NULL;
  preamp_window_update_header (self);
  preamp_window_update_connection (self);

  if (connection != NULL && !preamp_connection_get_loaded (connection) &&
      !preamp_connection_get_loading (connection))
    preamp_window_refresh (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * preamp_window_get_workspace:
 * @self: a `PreampWindow`
 *
 * Returns: (transfer none) (nullable): the workspace that is shown
 */
PreampWorkspace *
preamp_window_get_workspace (PreampWindow *self)
{
  g_return_val_if_fail (PREAMP_IS_WINDOW (self), NULL);

  return self->workspace;
}

/**
 * preamp_window_show_error:
 * @self: a `PreampWindow`
 * @error: why no workspace can be shown
 *
 * Shows, in place of a workspace, why there is none: a journal that cannot be opened, an access
 * token that is missing.
 */
void
preamp_window_show_error (PreampWindow *self,
                          const GError *error)
{
  g_autoptr (GError) copy = NULL;

  g_return_if_fail (PREAMP_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  copy = g_error_copy (error);
  preamp_window_set_workspace (self, NULL);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&copy);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  preamp_window_update_content (self);
}

/**
 * preamp_window_add_toast:
 * @self: a `PreampWindow`
 * @text: a sentence, which is not read as markup
 *
 * Says something that needs no answer.
 */
void
preamp_window_add_toast (PreampWindow *self,
                         const char   *text)
{
  g_return_if_fail (PREAMP_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  preamp_toast_add (self->toast_overlay, text);
}
