/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-details-pane"

#include "config.h"

#include "preamp-details-pane-private.h"

#include "migration/preamp-support-text.h"
#include "preamp-attempt-questions.h"
#include "preamp-button-labels.h"
#include "preamp-set-aside.h"
#include "preamp-toast.h"
#include "preamp-window.h"
#include "preamp-wrap-box.h"

#include <glib/gi18n.h>

/**
 * PreampDetailsPane:
 *
 * All that is known of one row: what its status means and what to do, every property that Domo's
 * list has, its last attempt, and its history.
 */
G_DEFINE_FINAL_TYPE (PreampDetailsPane, preamp_details_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_FOLDED = 1,
} PreampDetailsPaneProperty;

static GParamSpec *properties[PROP_FOLDED + 1];

static const char *
get_instance (PreampDetailsPane *self)
{
  PreampConnection *connection = preamp_workspace_get_connection (self->workspace);

  return preamp_instance_get_base_uri (preamp_connection_get_instance (connection));
}

static void
read_history (PreampDetailsPane *self)
{
  if (self->item == NULL || self->workspace == NULL)
    return;

  preamp_datasource_history_read (self->history,
                                  preamp_workspace_get_journal (self->workspace),
                                  get_instance (self),
                                  preamp_datasource_item_get_id (self->item));
}

static void
standings_changed_cb (PreampDetailsPane *self)
{
  preamp_details_pane_update (self);
  read_history (self);
}

/* A scrolled window that has the keyboard itself is left by Tab without a look at what is in it. */
static gboolean
preamp_details_pane_focus (GtkWidget        *widget,
                           GtkDirectionType  direction)
{
  GtkScrolledWindow *window = PREAMP_DETAILS_PANE (widget)->scrolled_window;

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_is_focus (GTK_WIDGET (window)))
    return gtk_widget_child_focus (gtk_scrolled_window_get_child (window), direction);

  return GTK_WIDGET_CLASS (preamp_details_pane_parent_class)->focus (widget, direction);
}

/* On the pane itself, where arrows scroll: its first label would select its text. */
static gboolean
preamp_details_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PREAMP_DETAILS_PANE (widget)->scrolled_window));
}

/* Actions */

static void
open_datasource (PreampDetailsPane *self,
                 const char        *datasource_id)
{
  if (self->workspace != NULL && datasource_id != NULL)
    preamp_window_open_datasource (GTK_WIDGET (self), self->workspace, datasource_id);
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (widget);

  if (self->item != NULL)
    open_datasource (self, preamp_datasource_item_get_id (self->item));
}

static void
open_colliding_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (widget);
  PreampCandidate *candidate;

  if (self->item == NULL)
    return;

  candidate = preamp_datasource_item_get_candidate (self->item);
  open_datasource (self, preamp_candidate_get_colliding_id (candidate));
}

static void
copy_support_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (widget);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (self->item == NULL || preamp_datasource_item_get_record (self->item) == NULL)
    return;

  g_ptr_array_add (records, (gpointer) preamp_datasource_item_get_record (self->item));
  text = preamp_support_text_new (records);
  preamp_toast_copy (widget, text, _("Text for Domo Support copied"));
}

static void
check_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (widget);

  if (preamp_attempt_look_may_check (self->look))
    preamp_attempt_check_again (self->workspace, preamp_attempt_look_get_attempt (self->look));
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (widget);

  if (preamp_attempt_look_get_attempt (self->look) != NULL)
    preamp_attempt_try_again (widget, self->workspace,
                              preamp_attempt_look_get_attempt (self->look));
}

static void
set_aside_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (widget);

  if (preamp_attempt_look_may_set_aside (self->look))
    preamp_set_aside (widget, self->workspace, preamp_attempt_look_get_attempt (self->look));
}

static void
preamp_details_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (preamp_details_pane_parent_class)->map (widget);
  preamp_attempt_look_set_seen (PREAMP_DETAILS_PANE (widget)->look, TRUE);
}

static void
preamp_details_pane_unmap (GtkWidget *widget)
{
  preamp_attempt_look_set_seen (PREAMP_DETAILS_PANE (widget)->look, FALSE);
  GTK_WIDGET_CLASS (preamp_details_pane_parent_class)->unmap (widget);
}

static void
preamp_details_pane_dispose (GObject *object)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (object);

  if (self->look != NULL)
    preamp_attempt_look_set (self->look, NULL, NULL);
  g_clear_object (&self->workspace);
  g_clear_object (&self->integration);
  g_clear_object (&self->item);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_DETAILS_PANE);

  G_OBJECT_CLASS (preamp_details_pane_parent_class)->dispose (object);
}

static void
preamp_details_pane_finalize (GObject *object)
{
  g_object_unref (PREAMP_DETAILS_PANE (object)->look);

  G_OBJECT_CLASS (preamp_details_pane_parent_class)->finalize (object);
}

static void
preamp_details_pane_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (object);

  switch ((PreampDetailsPaneProperty) prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, gtk_widget_get_visible (self->back_button));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_details_pane_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (object);

  switch ((PreampDetailsPaneProperty) prop_id)
    {
    case PROP_FOLDED:
      gtk_widget_set_visible (self->back_button, g_value_get_boolean (value));
      /* Over the list it takes the whole width. */
      gtk_widget_set_hexpand (GTK_WIDGET (self), g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_details_pane_class_init (PreampDetailsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_details_pane_dispose;
  object_class->finalize = preamp_details_pane_finalize;
  object_class->get_property = preamp_details_pane_get_property;
  object_class->set_property = preamp_details_pane_set_property;

  widget_class->focus = preamp_details_pane_focus;
  widget_class->grab_focus = preamp_details_pane_grab_focus;
  widget_class->map = preamp_details_pane_map;
  widget_class->unmap = preamp_details_pane_unmap;

  /**
   * PreampDetailsPane:folded:
   *
   * Whether it lies over the list, and so needs a way back.
   */
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE |
                                                  G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PREAMP_TYPE_DATASOURCE_HISTORY);
  g_type_ensure (PREAMP_TYPE_PROPERTY_ROW);
  g_type_ensure (PREAMP_TYPE_STATUS_LABEL);
  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-details-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, back_button);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, name_label);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, status_label);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, card);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, card_title);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, card_text);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, check_button);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, set_aside_button);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, colliding);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, colliding_name_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, colliding_id_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, steps);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, steps_label);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, target);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, target_title);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, target_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt_title);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt_outcome_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt_state_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt_message_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt_toe_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt_http_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt_time_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt_integration_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, catalog_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, schema_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, table_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, name_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, id_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, type_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, collision_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, migrated_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, history);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.close-details", NULL);

  gtk_widget_class_install_action (widget_class, "details.check-again", NULL, check_again_action);
  gtk_widget_class_install_action (widget_class, "details.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "details.open-colliding", NULL,
                                   open_colliding_action);
  gtk_widget_class_install_action (widget_class, "details.copy-support", NULL,
                                   copy_support_action);
  gtk_widget_class_install_action (widget_class, "details.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "details.set-aside", NULL, set_aside_action);
}

static void
preamp_details_pane_init (PreampDetailsPane *self)
{
  self->look = preamp_attempt_look_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->look, "changed", G_CALLBACK (preamp_details_pane_update), self,
                           G_CONNECT_SWAPPED);
  preamp_button_labels_wrap (GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.check-again", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.retry", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.set-aside", FALSE);
}

/**
 * preamp_details_pane_new:
 *
 * Creates a pane that shows nothing. Its button *Back to the List* activates the action
 * `page.close-details` of a widget above.
 *
 * Returns: (transfer full): a new `PreampDetailsPane`
 */
GtkWidget *
preamp_details_pane_new (void)
{
  return g_object_new (PREAMP_TYPE_DETAILS_PANE, NULL);
}

/**
 * preamp_details_pane_set_workspace:
 * @self: a `PreampDetailsPane`
 * @workspace: (nullable): the instance's workspace
 * @integration: (nullable): the integration whose datasources are shown
 *
 * Sets where the rows come from, and shows none of them.
 */
void
preamp_details_pane_set_workspace (PreampDetailsPane *self,
                                   PreampWorkspace   *workspace,
                                   PreampIntegration *integration)
{
  g_return_if_fail (PREAMP_IS_DETAILS_PANE (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (integration == NULL || PREAMP_IS_INTEGRATION (integration));

  preamp_details_pane_set_item (self, NULL);

  if (self->workspace != workspace)
    {
      if (self->workspace != NULL)
        g_signal_handlers_disconnect_by_data (preamp_workspace_get_standings (self->workspace),
                                              self);

      g_set_object (&self->workspace, workspace);

      if (workspace != NULL)
        g_signal_connect_object (preamp_workspace_get_standings (workspace), "changed",
                                 G_CALLBACK (standings_changed_cb), self, G_CONNECT_SWAPPED);
    }

  g_set_object (&self->integration, integration);
}

/**
 * preamp_details_pane_set_item:
 * @self: a `PreampDetailsPane`
 * @item: (nullable): a row
 *
 * Shows @item, and follows it.
 */
void
preamp_details_pane_set_item (PreampDetailsPane    *self,
                              PreampDatasourceItem *item)
{
  g_return_if_fail (PREAMP_IS_DETAILS_PANE (self));
  g_return_if_fail (item == NULL || PREAMP_IS_DATASOURCE_ITEM (item));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);

  g_set_object (&self->item, item);
  preamp_status_label_set_item (self->status_label, item);
  gtk_stack_set_visible_child_name (self->stack, item != NULL ? "item" : "empty");

  if (item == NULL)
    {
      preamp_attempt_look_set (self->look, NULL, NULL);
      return;
    }

  g_signal_connect_object (item, "notify",
                           G_CALLBACK (preamp_details_pane_update), self, G_CONNECT_SWAPPED);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
  preamp_details_pane_update (self);
  read_history (self);
}
