/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-window"

#include "config.h"

#include "preamp-window-private.h"

#include <glib/gi18n.h>

#include "domo/preamp-domo-links.h"
#include "preamp-focus.h"
#include "preamp-link.h"
#include "preamp-migration-dialog-private.h"
#include "preamp-plan-chooser.h"

/* What a person can do in the window, as actions. */

static PreampIntegrationPage *
get_shown_page (PreampWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->content_stack);

  return g_strcmp0 (name, "integration") == 0 ? self->integration_page : NULL;
}

static gboolean
shows_activity (PreampWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->content_stack);

  return g_strcmp0 (name, "activity") == 0;
}

static void
activity_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);

  if (!preamp_sidebar_select_activity (self->sidebar))
    return;

  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  preamp_activity_page_focus (self->activity_page);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);
  gboolean json = g_str_equal (g_variant_get_string (parameter, NULL), "json");

  if (shows_activity (self))
    preamp_activity_page_export (self->activity_page,
                                 json ? PREAMP_REPORT_JSON : PREAMP_REPORT_CSV);
}

static void
show_history_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);

  activity_action (action, NULL, user_data);
  preamp_activity_page_show_history (self->activity_page, g_variant_get_string (parameter, NULL));
}

static void
show_attention_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);

  activity_action (action, parameter, user_data);
  preamp_activity_page_show_attention (self->activity_page);
}

static void
show_run (PreampWindow    *self,
          PreampWorkspace *workspace,
          PreampRun       *run)
{
  GtkWindow *dialog = preamp_window_find_dialog (self, run);

  if (dialog != NULL)
    gtk_window_present (dialog);
  else
    preamp_window_present_run (GTK_WIDGET (self),
                               preamp_migration_dialog_new_for_run (workspace, run));

  /* A run that has ended was at the foot only until someone looked at it. */
  if (preamp_run_get_ended (run) && preamp_run_bar_get_run (self->run_bar) == run)
    preamp_run_bar_set_run (self->run_bar, NULL);
}

static void
show_run_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);
  PreampRun *run = preamp_run_bar_get_run (self->run_bar);

  if (self->workspace != NULL && run != NULL)
    show_run (self, self->workspace, run);
}

static void
show_queued_run_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);

  if (self->workspace != NULL)
    preamp_window_show_run (self, self->workspace, g_variant_get_uint32 (parameter));
}

static void
refresh_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PreampWindow) self = PREAMP_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  /* The connection keeps its error, and the window shows it from there. */
  if (!preamp_connection_refresh_finish (PREAMP_CONNECTION (object), result, &error))
    g_debug ("Refresh: %s", error->message);

  if (!g_cancellable_is_cancelled (self->cancellable))
    preamp_window_update_connection (self);
}

static void
plan_opened_cb (GtkWindow  *window,
                PreampPlan *plan)
{
  PreampWindow *self = PREAMP_WINDOW (window);
  GtkWindow *dialog;

  if (self->workspace == NULL ||
      preamp_workspace_get_connection (self->workspace) != preamp_plan_get_connection (plan))
    return;

  dialog = preamp_migration_dialog_new_for_plan (self->workspace, plan);
  preamp_window_present_run (GTK_WIDGET (self), dialog);
}

static void
open_plan_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);

  if (self->workspace != NULL)
    preamp_plan_chooser_open (GTK_WINDOW (self), preamp_workspace_get_connection (self->workspace),
                              plan_opened_cb);
}

static void
refresh_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  preamp_window_refresh (PREAMP_WINDOW (user_data));
}

static void
find_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);
  PreampIntegrationPage *page = get_shown_page (self);

  if (page != NULL)
    preamp_integration_page_find (page);
  else if (shows_activity (self))
    preamp_activity_page_search (self->activity_page);
}

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);
  PreampIntegrationPage *page = get_shown_page (self);

  if (page != NULL)
    preamp_integration_page_search (page);
}

/* What concerns all rows of the page, wherever in the window the keyboard is. */
static void
rows_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PreampIntegrationPage *page = get_shown_page (PREAMP_WINDOW (user_data));
  g_autofree char *name = g_strconcat ("candidates.", g_action_get_name (G_ACTION (action)), NULL);

  if (page != NULL)
    preamp_integration_page_activate (page, name);
}

/* A field that is empty leaves the key to others, and its user means the field all the same. */
static void
selection_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (user_data));

  if (focus == NULL || !GTK_IS_EDITABLE (focus))
    rows_action (action, parameter, user_data);
}

static void
back_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);

  adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
  preamp_focus_soon (GTK_WIDGET (self->sidebar));
}

static void
page_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PreampWindow *self = PREAMP_WINDOW (user_data);
  PreampIntegrationPage *page = get_shown_page (self);
  g_autoptr (GtkSelectionModel) pages = NULL;
  int position = g_variant_get_int32 (parameter);

  /* From the activity it is the way back to the integration that was shown before. */
  if (shows_activity (self) && preamp_sidebar_select_last (self->sidebar))
    {
      adw_leaflet_set_visible_child_name (self->leaflet, "content");
      page = get_shown_page (self);
    }

  if (page == NULL || position < 0)
    return;

  pages = adw_view_stack_get_pages (preamp_integration_page_get_stack (page));
  if ((guint) position < g_list_model_get_n_items (G_LIST_MODEL (pages)))
    gtk_selection_model_select_item (pages, position, TRUE);
  preamp_integration_page_activate (page, "candidates.focus-rows");
}

static const GActionEntry actions[] = {
  { .name = "activity", .activate = activity_action },
  { .name = "back", .activate = back_action },
  { .name = "clear", .activate = selection_action },
  { .name = "export", .activate = export_action, .parameter_type = "s" },
  { .name = "open-plan", .activate = open_plan_action },
  { .name = "page", .activate = page_action, .parameter_type = "i" },
  { .name = "refresh", .activate = refresh_action },
  { .name = "find", .activate = find_action },
  { .name = "review", .activate = rows_action },
  { .name = "search", .activate = search_action },
  { .name = "select-all", .activate = selection_action },
  { .name = "show-attention", .activate = show_attention_action },
  { .name = "show-history", .activate = show_history_action, .parameter_type = "s" },
  { .name = "show-queued-run", .activate = show_queued_run_action, .parameter_type = "u" },
  { .name = "show-run", .activate = show_run_action },
};

/**
 * preamp_window_install_keys:
 * @widget_class: the window's class
 *
 * Installs the keys of the window that an entry or a text may have a use of its own for. Others are
 * the application's, and come first.
 */
void
preamp_window_install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint            key;
    GdkModifierType  modifiers;
    const char      *action;
  } keys[] = {
    { GDK_KEY_a, GDK_CONTROL_MASK, "win.select-all" },
    { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.clear" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "win.review" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.review" },
    { GDK_KEY_Left, GDK_ALT_MASK, "win.back" },
    { GDK_KEY_Back, 0, "win.back" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

/**
 * preamp_window_install_actions:
 * @self: a `PreampWindow`
 *
 * Adds the window's actions.
 */
void
preamp_window_install_actions (PreampWindow *self)
{
  g_autoptr (GPropertyAction) details = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);

  details = g_property_action_new ("details", self->integration_page, "show-details");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (details));

  preamp_window_update_actions (self);
}

static void
set_enabled (PreampWindow *self,
             const char   *name,
             gboolean      enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * preamp_window_update_actions:
 * @self: a `PreampWindow`
 *
 * Enables what can be done now.
 */
void
preamp_window_update_actions (PreampWindow *self)
{
  gboolean page = get_shown_page (self) != NULL;
  gboolean activity = shows_activity (self);
  PreampConnection *connection = preamp_window_get_connection (self);
  gboolean loading = connection != NULL && preamp_connection_get_loading (connection);

  set_enabled (self, "open-plan", self->workspace != NULL &&
               preamp_connection_get_loaded (preamp_workspace_get_connection (self->workspace)));
  set_enabled (self, "activity", self->workspace != NULL);
  set_enabled (self, "back", adw_leaflet_get_folded (self->leaflet));
  set_enabled (self, "clear", page);
  set_enabled (self, "export",
               activity && preamp_activity_page_get_exportable (self->activity_page));
  set_enabled (self, "page", page || activity);
  set_enabled (self, "refresh", connection != NULL && !loading);
  set_enabled (self, "find", page || activity);
  set_enabled (self, "review", page);
  set_enabled (self, "select-all", page);
  set_enabled (self, "search", page);
  set_enabled (self, "show-attention", self->workspace != NULL);
  set_enabled (self, "show-history", self->workspace != NULL);
  set_enabled (self, "show-run", preamp_run_bar_get_run (self->run_bar) != NULL);
  gtk_widget_set_visible (self->search_button, page);
  gtk_widget_set_visible (self->details_button, page);
  gtk_widget_set_visible (self->export_button, activity);
}

/**
 * preamp_window_refresh:
 * @self: a `PreampWindow`
 *
 * Reads the integrations again, and the lists of the one that is shown.
 */
void
preamp_window_refresh (PreampWindow *self)
{
  PreampConnection *connection = preamp_window_get_connection (self);

  g_return_if_fail (PREAMP_IS_WINDOW (self));

  if (connection == NULL || preamp_connection_get_loading (connection))
    return;

  preamp_connection_refresh_async (connection,
                                   self->cancellable,
                                   refresh_cb,
                                   g_object_ref (self));
  if (self->shown_lists != NULL)
    preamp_integration_page_refresh (self->integration_page);
}

/**
 * preamp_window_find_dialog:
 * @self: a `PreampWindow`
 * @run: a run
 *
 * Returns: (transfer none) (nullable): the dialog above the window that shows @run already
 */
GtkWindow *
preamp_window_find_dialog (PreampWindow *self,
                           PreampRun    *run)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (PREAMP_IS_MIGRATION_DIALOG (window) &&
          gtk_widget_get_visible (GTK_WIDGET (window)) &&
          gtk_window_get_transient_for (window) == GTK_WINDOW (self) &&
          preamp_migration_dialog_get_run (PREAMP_MIGRATION_DIALOG (window)) == run)
        return window;
    }

  return NULL;
}

/**
 * preamp_window_show_run:
 * @self: a `PreampWindow`
 * @workspace: the workspace of an instance, which need not be the one that is shown
 * @position: where the run stands in [property@Runner:runs]
 *
 * Shows a run of this session above the window.
 */
void
preamp_window_show_run (PreampWindow    *self,
                        PreampWorkspace *workspace,
                        guint            position)
{
  g_autoptr (PreampRun) run = NULL;

  g_return_if_fail (PREAMP_IS_WINDOW (self));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));

  gtk_window_present (GTK_WINDOW (self));
  run = g_list_model_get_item (preamp_runner_get_runs (preamp_workspace_get_runner (workspace)),
                               position);
  if (run != NULL)
    show_run (self, workspace, run);
}

/* A dialog is no wider than the window that it stands above. */
static void
fit (GtkWindow *dialog,
     GtkWidget *parent)
{
  int width;
  int height;

  gtk_window_get_default_size (dialog, &width, &height);
  if (gtk_widget_get_width (parent) > 0)
    gtk_window_set_default_size (dialog, MIN (width, gtk_widget_get_width (parent)), height);
}

/**
 * preamp_window_present_run:
 * @widget: what it was asked from
 * @dialog: a [class@MigrationDialog]
 *
 * Presents a run, or its review, above the window that @widget is in. In a main window the pace
 * of a run is the setting `at-once` of that window: in the sandbox it is the sandbox's own.
 */
void
preamp_window_present_run (GtkWidget *widget,
                           GtkWindow *dialog)
{
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_MIGRATION_DIALOG (dialog));

  root = gtk_widget_get_root (widget);
  if (PREAMP_IS_WINDOW (root))
    {
      static const char * const keys[] = { "at-once", "halt-in-a-row", "halt-incomplete" };

      for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
        g_settings_bind (PREAMP_WINDOW (root)->settings, keys[i],
                         dialog, keys[i],
                         G_SETTINGS_BIND_DEFAULT);
    }

  if (GTK_IS_WINDOW (root))
    {
      fit (dialog, GTK_WIDGET (root));
      gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
      /* For the application's actions, to which a run may lead. */
      gtk_window_set_application (dialog, gtk_window_get_application (GTK_WINDOW (root)));
    }
  gtk_window_present (dialog);
}

/**
 * preamp_window_present_retry:
 * @widget: what it was asked from
 * @workspace: the instance's workspace
 * @record: an attempt
 * @uncertain: whether it may be tried although its end is not certain, as the administrator said
 *
 * Presents the review of trying an attempt again.
 */
void
preamp_window_present_retry (GtkWidget                 *widget,
                             PreampWorkspace           *workspace,
                             const PreampAttemptRecord *record,
                             gboolean                   uncertain)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (PreampPlan) plan = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (record != NULL);

  g_ptr_array_add (records, (gpointer) record);
  plan = preamp_plan_new_retry (preamp_workspace_get_connection (workspace), records);
  if (uncertain)
    preamp_plan_allow_uncertain (plan, record->id);
  preamp_window_present_run (widget, preamp_migration_dialog_new_for_plan (workspace, plan));
}

/**
 * preamp_window_open_datasource:
 * @widget: what it was asked from
 * @workspace: the instance's workspace
 * @datasource_id: a datasource's identifier
 *
 * Opens a datasource in Domo, in the web browser.
 */
void
preamp_window_open_datasource (GtkWidget       *widget,
                               PreampWorkspace *workspace,
                               const char      *datasource_id)
{
  PreampInstance *instance;
  GtkRoot *root;
  g_autofree char *uri = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (datasource_id != NULL);

  instance = preamp_connection_get_instance (preamp_workspace_get_connection (workspace));
  root = gtk_widget_get_root (widget);
  uri = preamp_domo_links_datasource (preamp_instance_get_base_uri (instance), datasource_id);
  if (GTK_IS_WINDOW (root))
    preamp_link_show (GTK_WINDOW (root), uri);
}
