/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-page"

#include "config.h"

#include "preamp-activity-page-private.h"

#include "preamp-activity-row.h"
#include "preamp-row-menu.h"

/* While a run goes on the journal changes with each attempt; more often than this nobody reads. */
#define REFRESH_MS 400

/**
 * PreampActivityPage:
 *
 * All that happened in an instance by the journal: what needs attention, how the attempts of late
 * ended, and runs or attempts, newest first, searched and filtered. It needs no connection. Where
 * there is no width the overview and the lists take turns.
 */

G_DEFINE_FINAL_TYPE (PreampActivityPage, preamp_activity_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_EXPORTABLE = 1,
} PreampActivityPageProperty;

static GParamSpec *properties[PROP_EXPORTABLE + 1];

static const char *
get_instance (PreampActivityPage *self)
{
  PreampConnection *connection = preamp_workspace_get_connection (self->workspace);

  return preamp_instance_get_base_uri (preamp_connection_get_instance (connection));
}

/* What is shown */

/*< private >
 * preamp_activity_page_update_list:
 * @self: a `PreampActivityPage`
 *
 * Shows what the switches, the width and the model make of the lists.
 */
void
preamp_activity_page_update_list (PreampActivityPage *self)
{
  gboolean overview = self->narrow && gtk_toggle_button_get_active (self->overview_button);
  gboolean runs = self->model == NULL ||
                  preamp_activity_model_get_kind (self->model) == PREAMP_ACTIVITY_RUNS;
  const char *name = self->narrow ? "list" : "table";

  gtk_widget_set_visible (self->overview_window, !self->narrow || overview);
  gtk_widget_set_vexpand (self->overview_window, overview);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), !overview);
  gtk_widget_set_visible (GTK_WIDGET (self->list_stack), !overview);
  preamp_activity_table_set_kind (self->table,
                                  runs ? PREAMP_ACTIVITY_RUNS : PREAMP_ACTIVITY_ATTEMPTS);

  if (self->model != NULL && preamp_activity_model_get_error (self->model) != NULL)
    {
      const GError *error = preamp_activity_model_get_error (self->model);
      g_autofree char *description = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error_page, description);
      name = "error";
    }
  else if (self->model != NULL && preamp_activity_model_get_loaded (self->model) &&
           g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    {
      name = "no-results";
    }

  gtk_stack_set_visible_child_name (self->list_stack, name);
}

static void
update_page (PreampActivityPage *self)
{
  const char *name = "activity";

  if (self->model == NULL || (!preamp_activity_model_get_loaded (self->model) &&
                              preamp_activity_model_get_error (self->model) == NULL))
    {
      name = "loading";
    }
  else if (preamp_activity_model_get_loaded (self->model) &&
           g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 &&
           preamp_journal_filter_is_empty (preamp_activity_model_get_filter (self->model)))
    {
      name = "none";
    }

  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->page_stack, name);
  preamp_activity_page_update_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPORTABLE]);
}

/*< private >
 * preamp_activity_page_connect_views:
 * @self: a `PreampActivityPage`
 *
 * Gives the model to the view that is shown. The one that is hidden has none: it would bind its
 * rows too.
 */
void
preamp_activity_page_connect_views (PreampActivityPage *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (self->model != NULL)
    selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model))));

  if (self->model != NULL)
    {
      gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
      gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (selection), TRUE);
      gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (selection),
                                         GTK_INVALID_LIST_POSITION);
    }

  preamp_activity_table_set_model (self->table, self->narrow ? NULL : selection);
  gtk_list_view_set_model (self->list_view, self->narrow ? selection : NULL);
}

static void
set_model (PreampActivityPage  *self,
           PreampActivityModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  g_set_object (&self->model, model);

  if (model != NULL)
    {
      g_signal_connect_object (model, "notify::loaded", G_CALLBACK (update_page), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "notify::error", G_CALLBACK (update_page), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "notify::n-items", G_CALLBACK (update_page), self,
                               G_CONNECT_SWAPPED);
    }

  preamp_activity_page_connect_views (self);
  update_page (self);
}

static void
create_model (PreampActivityPage *self,
              PreampActivityKind  kind)
{
  g_autoptr (PreampActivityModel) model = NULL;
  g_autoptr (PreampJournalFilter) filter = NULL;

  filter = preamp_activity_filters_dup_filter (self->filters, get_instance (self));
  model = preamp_activity_model_new (preamp_workspace_get_journal (self->workspace), kind, filter);
  set_model (self, model);
}

static void
kind_toggled_cb (PreampActivityPage *self,
                 GtkToggleButton    *button)
{
  PreampActivityKind kind;

  g_assert (PREAMP_IS_ACTIVITY_PAGE (self));

  if (!gtk_toggle_button_get_active (button))
    return;

  kind = button == self->attempts_button ? PREAMP_ACTIVITY_ATTEMPTS : PREAMP_ACTIVITY_RUNS;
  if (button != self->overview_button && self->workspace != NULL &&
      (self->model == NULL || preamp_activity_model_get_kind (self->model) != kind))
    create_model (self, kind);

  preamp_activity_page_update_list (self);
}

static void
filters_changed_cb (PreampActivityPage *self)
{
  g_autoptr (PreampJournalFilter) filter = NULL;

  g_assert (PREAMP_IS_ACTIVITY_PAGE (self));

  if (self->model == NULL)
    return;

  filter = preamp_activity_filters_dup_filter (self->filters, get_instance (self));
  preamp_activity_model_set_filter (self->model, filter);
}

/* Changes of the journal */

static gboolean
refresh_timeout_cb (gpointer user_data)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (user_data);

  self->refresh_id = 0;
  preamp_activity_page_refresh (self);

  return G_SOURCE_REMOVE;
}

static void
journal_changed_cb (PreampActivityPage *self)
{
  preamp_activity_page_count_attention (self);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->stale = TRUE;
  else if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_timeout_cb, self);
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, preamp_activity_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  preamp_activity_row_set_item (PREAMP_ACTIVITY_ROW (gtk_list_item_get_child (list_item)),
                                gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  preamp_activity_row_set_item (PREAMP_ACTIVITY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
list_activate_cb (PreampActivityPage *self,
                  guint               position)
{
  g_autoptr (PreampActivityItem) item = NULL;

  item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  if (item != NULL)
    preamp_activity_page_open (self, item);
}

static void
preamp_activity_page_map (GtkWidget *widget)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);

  GTK_WIDGET_CLASS (preamp_activity_page_parent_class)->map (widget);

  if (self->stale)
    preamp_activity_page_refresh (self);
}

/* Actions */

static void
clear_filters_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  preamp_activity_filters_clear (PREAMP_ACTIVITY_PAGE (widget)->filters);
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  preamp_activity_page_refresh (PREAMP_ACTIVITY_PAGE (widget));
}

/* Class */

static void
preamp_activity_page_dispose (GObject *object)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->scrolled_window != NULL)
    {
      g_signal_handlers_disconnect_by_data (
        gtk_scrolled_window_get_hadjustment (self->scrolled_window), self);
      g_signal_handlers_disconnect_by_data (
        gtk_scrolled_window_get_vadjustment (self->scrolled_window), self);
      g_signal_handlers_disconnect_by_data (gtk_widget_get_settings (GTK_WIDGET (self)), self);
      g_signal_handlers_disconnect_by_data (
        gtk_scrolled_window_get_hadjustment (self->kinds_window), self);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->standings_signals);
  g_clear_object (&self->runner_signals);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ACTIVITY_PAGE);

  G_OBJECT_CLASS (preamp_activity_page_parent_class)->dispose (object);
}

static void
preamp_activity_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (object);

  switch ((PreampActivityPageProperty) prop_id)
    {
    case PROP_EXPORTABLE:
      g_value_set_boolean (value, preamp_activity_page_get_exportable (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_activity_page_class_init (PreampActivityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_activity_page_dispose;
  object_class->get_property = preamp_activity_page_get_property;
  widget_class->map = preamp_activity_page_map;

  /**
   * PreampActivityPage:exportable:
   *
   * Whether there is a list to export.
   */
  properties[PROP_EXPORTABLE] = g_param_spec_boolean ("exportable", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE |
                                                      G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PREAMP_TYPE_ACTIVITY_FILTERS);
  g_type_ensure (PREAMP_TYPE_ACTIVITY_OVERVIEW);
  g_type_ensure (PREAMP_TYPE_ACTIVITY_TABLE);
  g_type_ensure (PREAMP_TYPE_ROW_MENU);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, page_stack);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, activity_box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, overview_window);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, overview);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, controls_box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, kinds_window);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, kinds_box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, overview_button);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, runs_button);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, attempts_button);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, filters);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, row_menu);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, table);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityPage, error_page);
  gtk_widget_class_bind_template_callback_full (widget_class, "attention_activated_cb",
                                                G_CALLBACK (preamp_activity_page_open_attempt));
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "choose_cb",
                                                G_CALLBACK (preamp_activity_page_choose));
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "item_activated_cb",
                                                G_CALLBACK (preamp_activity_page_open));
  gtk_widget_class_bind_template_callback (widget_class, kind_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);

  gtk_widget_class_install_action (widget_class, "activity.clear-filters", NULL,
                                   clear_filters_action);
  gtk_widget_class_install_action (widget_class, "activity.refresh", NULL, refresh_action);
  preamp_activity_page_install_actions (widget_class);
  preamp_activity_page_install_row_actions (widget_class);
}

static void
preamp_activity_page_init (PreampActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  preamp_activity_filters_set_key_capture_widget (self->filters, GTK_WIDGET (self->list_stack));
  self->standings_signals = g_signal_group_new (PREAMP_TYPE_STANDINGS);
  g_signal_group_connect_swapped (self->standings_signals, "changed",
                                  G_CALLBACK (journal_changed_cb), self);
  self->runner_signals = g_signal_group_new (PREAMP_TYPE_RUNNER);
  g_signal_group_connect_swapped (self->runner_signals, "notify::current",
                                  G_CALLBACK (journal_changed_cb), self);
  preamp_activity_page_watch_size (self);
  update_page (self);
}

/**
 * preamp_activity_page_new:
 *
 * Creates a page of no instance.
 *
 * Returns: (transfer full): a new `PreampActivityPage`
 */
GtkWidget *
preamp_activity_page_new (void)
{
  return g_object_new (PREAMP_TYPE_ACTIVITY_PAGE, NULL);
}

/**
 * preamp_activity_page_set_workspace:
 * @self: a `PreampActivityPage`
 * @workspace: (nullable): a workspace
 *
 * Shows what happened in another instance, and follows it.
 */
void
preamp_activity_page_set_workspace (PreampActivityPage *self,
                                    PreampWorkspace    *workspace)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));

  if (!g_set_object (&self->workspace, workspace))
    return;

  set_model (self, NULL);
  preamp_activity_filters_clear (self->filters);
  preamp_activity_overview_set_workspace (self->overview, workspace);
  g_signal_group_set_target (self->standings_signals,
                             workspace ? preamp_workspace_get_standings (workspace) : NULL);
  g_signal_group_set_target (self->runner_signals,
                             workspace ? preamp_workspace_get_runner (workspace) : NULL);
  preamp_activity_page_count_attention (self);

  if (workspace == NULL)
    return;

  preamp_activity_filters_refresh (self->filters, preamp_workspace_get_journal (workspace),
                                   get_instance (self));
  create_model (self, gtk_toggle_button_get_active (self->attempts_button)
                        ? PREAMP_ACTIVITY_ATTEMPTS : PREAMP_ACTIVITY_RUNS);
}

/**
 * preamp_activity_page_refresh:
 * @self: a `PreampActivityPage`
 *
 * Reads the journal again.
 */
void
preamp_activity_page_refresh (PreampActivityPage *self)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));

  self->stale = FALSE;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->workspace == NULL)
    return;

  preamp_activity_model_refresh (self->model);
  preamp_activity_overview_refresh (self->overview);
  preamp_activity_filters_refresh (self->filters, preamp_workspace_get_journal (self->workspace),
                                   get_instance (self));
}

/**
 * preamp_activity_page_search:
 * @self: a `PreampActivityPage`
 *
 * Puts the cursor into the search entry.
 */
void
preamp_activity_page_search (PreampActivityPage *self)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));

  if (gtk_toggle_button_get_active (self->overview_button))
    gtk_toggle_button_set_active (self->runs_button, TRUE);
  preamp_activity_filters_search (self->filters);
}
