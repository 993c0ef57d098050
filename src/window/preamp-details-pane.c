/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-details-pane"

#include "config.h"

#include "preamp-details-pane.h"

#include "domo/preamp-domo-links.h"
#include "migration/preamp-plan.h"
#include "migration/preamp-support-text.h"
#include "preamp-datasource-history.h"
#include "preamp-format.h"
#include "preamp-migration-dialog.h"
#include "preamp-property-row.h"
#include "preamp-status-label.h"

#include <glib/gi18n.h>

/**
 * PreampDetailsPane:
 *
 * All that is known of one row: what its status means and what to do, every property that Domo's
 * list has, its last attempt, and its history.
 */
struct _PreampDetailsPane
{
  AdwBin                   parent_instance;

  PreampWorkspace         *workspace;
  PreampIntegration       *integration;
  PreampDatasourceItem    *item;

  /* template */
  GtkStack                *stack;
  GtkScrolledWindow       *scrolled_window;
  GtkWidget               *back_button;
  GtkLabel                *name_label;
  PreampStatusLabel       *status_label;
  GtkWidget               *card;
  GtkLabel                *card_title;
  GtkLabel                *card_text;
  GtkWidget               *retry_button;
  GtkWidget               *colliding;
  PreampPropertyRow       *colliding_name_row;
  PreampPropertyRow       *colliding_id_row;
  GtkWidget               *steps;
  GtkLabel                *steps_label;
  GtkWidget               *target;
  GtkLabel                *target_title;
  PreampPropertyRow       *target_row;
  GtkWidget               *attempt;
  PreampPropertyRow       *attempt_outcome_row;
  PreampPropertyRow       *attempt_state_row;
  PreampPropertyRow       *attempt_message_row;
  PreampPropertyRow       *attempt_toe_row;
  PreampPropertyRow       *attempt_http_row;
  PreampPropertyRow       *attempt_time_row;
  PreampPropertyRow       *attempt_integration_row;
  PreampPropertyRow       *catalog_row;
  PreampPropertyRow       *schema_row;
  PreampPropertyRow       *table_row;
  PreampPropertyRow       *name_row;
  PreampPropertyRow       *id_row;
  PreampPropertyRow       *type_row;
  PreampPropertyRow       *collision_row;
  PreampPropertyRow       *migrated_row;
  PreampDatasourceHistory *history;
};

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

/* What is shown */

static void
set_fact (PreampPropertyRow *row,
          const char        *value)
{
  preamp_property_row_set_value (row, value);
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
}

static void
show_card (PreampDetailsPane *self,
           const char        *css_class,
           const char        *title,
           const char        *text)
{
  const char * const classes[] = { "notice-card", css_class, NULL };

  gtk_widget_set_css_classes (self->card, (const char **) classes);
  gtk_label_set_text (self->card_title, title);
  gtk_label_set_text (self->card_text, text);
  gtk_widget_set_visible (self->card, TRUE);
}

/* The sentence for this status. */
static void
update_card (PreampDetailsPane *self)
{
  PreampStatus status = preamp_datasource_item_get_status (self->item);
  gboolean retriable = preamp_datasource_item_get_retriable (self->item);
  const PreampAttemptRecord *record = preamp_datasource_item_get_record (self->item);
  const char *sentence = preamp_status_get_sentence (status);

  gtk_widget_set_visible (self->card, FALSE);
  gtk_widget_set_visible (self->retry_button, retriable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.retry", retriable);
  gtk_widget_remove_css_class (self->retry_button, "suggested-action");

  if (status == PREAMP_STATUS_INCOMPLETE)
    {
      gtk_widget_add_css_class (self->retry_button, "suggested-action");
      show_card (self, "danger", _("Content may be broken"),
                 record != NULL && record->direction == PREAMP_DIRECTION_REVERSE ?
                   _("The last reversal stopped half-way. Content built on this datasource may be "
                     "unavailable until another attempt completes. Try again; if that fails, copy "
                     "the details for Domo Support.") :
                   _("The last migration stopped half-way. Content built on this datasource may "
                     "be unavailable until another attempt completes. Try again; if that fails, "
                     "copy the details for Domo Support."));
    }
  else if (preamp_status_needs_attention (status))
    {
      show_card (self, "caution", preamp_status_get_label (status), sentence);
    }
  else if (status == PREAMP_STATUS_COLLISION)
    {
      PreampCandidate *candidate = preamp_datasource_item_get_candidate (self->item);
      const char *name = preamp_candidate_get_colliding_name (candidate);
      g_autofree char *integration = NULL;
      g_autofree char *colliding = NULL;
      g_autofree char *text = NULL;

      integration = preamp_format_one_line (preamp_integration_get_name (self->integration));
      colliding = preamp_format_one_line (name != NULL ?
                                            name :
                                            preamp_candidate_get_colliding_id (candidate));
      /* Translators: %1$s is an integration, %2$s a datasource */
      text = g_strdup_printf (_("In %1$s, “%2$s” already uses the same table. Domo says that a "
                                "migration would fail, so this row cannot be selected."),
                              integration, colliding);
      show_card (self, "caution", _("This datasource cannot be migrated"), text);
    }
  else if (status == PREAMP_STATUS_MOVING || status == PREAMP_STATUS_WAITING ||
           status == PREAMP_STATUS_COMPLETE || status == PREAMP_STATUS_MOVED)
    {
      show_card (self, "calm", preamp_status_get_label (status), sentence);
    }
  else if (preamp_datasource_item_get_dimmed (self->item))
    {
      show_card (self, "calm", _("This datasource was migrated"), sentence);
    }
  else if (retriable || preamp_datasource_item_get_attempt (self->item) != NULL)
    {
      PreampStatus last = preamp_status_from_outcome (record->outcome);

      show_card (self, "caution", preamp_status_get_label (last),
                 preamp_status_get_sentence (last));
    }
}

static void
update_collision (PreampDetailsPane *self)
{
  PreampCandidate *candidate = preamp_datasource_item_get_candidate (self->item);
  gboolean collides = preamp_candidate_get_collision (candidate);
  const char *name = preamp_candidate_get_colliding_name (candidate);
  const char *id = preamp_candidate_get_colliding_id (candidate);

  gtk_widget_set_visible (self->colliding, collides);
  gtk_widget_set_visible (self->steps, collides);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.open-colliding",
                                 collides && id != NULL);

  if (collides)
    {
      g_autofree char *line = preamp_format_one_line (name != NULL ? name : id);
      g_autofree char *steps = NULL;

      /* Translators: %s is the name of a datasource */
      steps = g_strdup_printf (_("1. In Domo, move the content built on this datasource (cards, "
                                 "dataflows, alerts) to “%s”.\n"
                                 "2. Keep both datasources until everything has moved. A deleted "
                                 "one cannot be brought back.\n"
                                 "3. Refresh this list."),
                               line);
      gtk_label_set_text (self->steps_label, steps);
    }

  preamp_property_row_set_value (self->colliding_name_row, name);
  preamp_property_row_set_value (self->colliding_id_row, id);
}

static void
update_target (PreampDetailsPane *self)
{
  PreampDirection direction = preamp_datasource_item_get_direction (self->item);
  PreampCandidate *candidate = preamp_datasource_item_get_candidate (self->item);
  g_autofree char *name = NULL;
  g_autofree char *auth_method = NULL;
  g_autofree char *target = NULL;

  gtk_widget_set_visible (self->target, preamp_datasource_item_get_selectable (self->item));

  if (direction == PREAMP_DIRECTION_REVERSE)
    {
      gtk_label_set_text (self->target_title, _("Can be moved back to"));
      g_object_set (self->target_row, "title", preamp_candidate_get_datasource_type (candidate),
                    NULL);
      preamp_property_row_set_value (self->target_row, _("Federated"));
      return;
    }

  name = preamp_format_one_line (preamp_integration_get_name (self->integration));
  auth_method = preamp_auth_method_dup_label (preamp_integration_get_auth_method (self->integration));
  /* Translators: %1$s is an engine such as Snowflake, %2$s how it signs in */
  target = auth_method != NULL ?
             g_strdup_printf (_("%1$s · %2$s"),
                              preamp_engine_get_label (preamp_integration_get_engine (self->integration)),
                              auth_method) :
             g_strdup (preamp_engine_get_label (preamp_integration_get_engine (self->integration)));

  gtk_label_set_text (self->target_title, _("Will move to"));
  g_object_set (self->target_row, "title", target, NULL);
  preamp_property_row_set_value (self->target_row, name);
}

static void
update_attempt (PreampDetailsPane *self)
{
  const PreampAttemptRecord *record = preamp_datasource_item_get_record (self->item);
  g_autofree char *time = NULL;
  g_autofree char *http_status = NULL;
  g_autofree char *outcome = NULL;

  gtk_widget_set_visible (self->attempt, record != NULL && record->sent_at != 0);
  if (record == NULL)
    return;

  outcome = g_strdup_printf (record->direction == PREAMP_DIRECTION_REVERSE ?
                               /* Translators: %s is an outcome, such as “Incomplete” */
                               _("Reversal: %s") :
                               /* Translators: %s is an outcome, such as “Incomplete” */
                               _("Migration: %s"),
                             record->outcome == PREAMP_OUTCOME_NONE ?
                               _("no answer so far") :
                               preamp_status_get_label (preamp_status_from_outcome (record->outcome)));
  time = preamp_format_time_range (record->start_time, record->end_time);
  if (time == NULL && record->sent_at != 0)
    {
      g_autoptr (GDateTime) date = NULL;

      date = g_date_time_new_from_unix_utc (record->sent_at / G_USEC_PER_SEC);
      time = preamp_format_date_time (date);
    }

  if (record->http_status != 0)
    http_status = g_strdup_printf ("%u", record->http_status);

  set_fact (self->attempt_outcome_row, outcome);
  set_fact (self->attempt_state_row, record->state);
  set_fact (self->attempt_message_row,
            record->error_message != NULL ? record->error_message : record->failure);
  set_fact (self->attempt_toe_row, record->toe);
  set_fact (self->attempt_http_row, http_status);
  set_fact (self->attempt_time_row, time);
  set_fact (self->attempt_integration_row, record->integration_name);
}

static void
update_properties (PreampDetailsPane *self)
{
  PreampCandidate *candidate = preamp_datasource_item_get_candidate (self->item);
  g_autofree char *date = NULL;
  g_autofree char *migrated = NULL;

  gtk_label_set_text (self->name_label, preamp_datasource_item_get_name (self->item));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), NULL);
  preamp_property_row_set_value (self->catalog_row, preamp_candidate_get_catalog (candidate));
  preamp_property_row_set_value (self->schema_row, preamp_candidate_get_schema (candidate));
  preamp_property_row_set_value (self->table_row, preamp_candidate_get_table (candidate));
  preamp_property_row_set_value (self->name_row, preamp_candidate_get_name (candidate));
  preamp_property_row_set_value (self->id_row, preamp_candidate_get_id (candidate));
  preamp_property_row_set_value (self->type_row, preamp_candidate_get_datasource_type (candidate));
  preamp_property_row_set_value (self->collision_row,
                                 preamp_candidate_get_collision (candidate) ? _("Yes") : _("No"));

  date = preamp_format_date_time (preamp_candidate_get_migration_date (candidate));
  if (!preamp_candidate_get_migrated (candidate))
    migrated = g_strdup (_("No"));
  else if (date == NULL)
    migrated = g_strdup (_("Yes"));
  else
    /* Translators: %s is a date: the datasource was migrated then */
    migrated = g_strdup_printf (_("Yes, %s"), date);

  preamp_property_row_set_value (self->migrated_row, migrated);
}

static void
update (PreampDetailsPane *self)
{
  if (self->item == NULL || self->integration == NULL)
    return;

  update_card (self);
  update_collision (self);
  update_target (self);
  update_attempt (self);
  update_properties (self);
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
  update (self);
  read_history (self);
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
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *uri = NULL;

  if (self->workspace == NULL || datasource_id == NULL)
    return;

  uri = preamp_domo_links_datasource (get_instance (self), datasource_id);
  gtk_show_uri_full (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME,
                     NULL, NULL, NULL);
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
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "toast.copied", NULL);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  GtkWindow *dialog;

  if (self->workspace == NULL || self->item == NULL ||
      !preamp_datasource_item_get_retriable (self->item))
    return;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (records,
                   preamp_attempt_record_copy (preamp_datasource_item_get_record (self->item)));
  plan = preamp_plan_new_retry (preamp_workspace_get_connection (self->workspace), records);

  dialog = preamp_migration_dialog_new_for_plan (self->workspace, plan);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
  gtk_window_present (dialog);
}

static void
preamp_details_pane_dispose (GObject *object)
{
  PreampDetailsPane *self = PREAMP_DETAILS_PANE (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->integration);
  g_clear_object (&self->item);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_DETAILS_PANE);

  G_OBJECT_CLASS (preamp_details_pane_parent_class)->dispose (object);
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
  object_class->get_property = preamp_details_pane_get_property;
  object_class->set_property = preamp_details_pane_set_property;

  widget_class->grab_focus = preamp_details_pane_grab_focus;

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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-details-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, back_button);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, name_label);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, status_label);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, card);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, card_title);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, card_text);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, colliding);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, colliding_name_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, colliding_id_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, steps);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, steps_label);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, target);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, target_title);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, target_row);
  gtk_widget_class_bind_template_child (widget_class, PreampDetailsPane, attempt);
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

  gtk_widget_class_install_action (widget_class, "details.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "details.open-colliding", NULL,
                                   open_colliding_action);
  gtk_widget_class_install_action (widget_class, "details.copy-support", NULL,
                                   copy_support_action);
  gtk_widget_class_install_action (widget_class, "details.retry", NULL, retry_action);
}

static void
preamp_details_pane_init (PreampDetailsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.retry", FALSE);
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
    return;

  g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
  update (self);
  read_history (self);
}
