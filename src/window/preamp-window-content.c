/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-window"

#include "config.h"

#include "preamp-window-private.h"

#include <glib/gi18n.h>

#include "account/preamp-account-error.h"
#include "journal/preamp-journal.h"
#include "preamp-focus.h"

/* What the window shows of its workspace, and when. */

/**
 * preamp_window_get_connection:
 * @self: a `PreampWindow`
 *
 * Returns: (transfer none) (nullable): the connection of the workspace that is shown
 */
PreampConnection *
preamp_window_get_connection (PreampWindow *self)
{
  return self->workspace ? preamp_workspace_get_connection (self->workspace) : NULL;
}

/* The header names the integration while something of it is shown, or the activity. */
static void
update_title (PreampWindow *self,
              gboolean      integration_shown,
              gboolean      activity_shown)
{
  PreampIntegration *integration;
  const char *name = NULL;
  const char *label = NULL;

  if (integration_shown && self->shown_lists != NULL)
    {
      integration = preamp_integration_lists_get_integration (self->shown_lists);
      name = preamp_integration_get_name (integration);
      label = preamp_engine_get_label (preamp_integration_get_engine (integration));
    }

  if (activity_shown)
    {
      name = _("Activity");
      label = gtk_label_get_text (self->host_label);
    }

  adw_view_switcher_title_set_title (self->switcher_title, name ? name : "");
  adw_view_switcher_title_set_subtitle (self->switcher_title, label ? label : "");
}

static void
show_page (PreampWindow *self,
           const char   *name)
{
  gboolean integration = g_str_equal (name, "integration");
  gboolean activity = g_str_equal (name, "activity");
  gboolean loading = g_str_equal (name, "loading");
  gboolean narrow = adw_view_switcher_title_get_title_visible (self->switcher_title);
  gboolean other = g_strcmp0 (gtk_stack_get_visible_child_name (self->content_stack), name) != 0;

  /* In a narrow window a sidebar without integrations would hide why there are none. */
  if (other && (g_str_equal (name, "error") || g_str_equal (name, "empty")))
    adw_leaflet_set_visible_child_name (self->leaflet, "content");
  else if (other && g_str_equal (name, "choose"))
    adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");

  gtk_stack_set_visible_child_name (self->content_stack, name);
  gtk_spinner_set_spinning (self->loading_spinner, loading);
  update_title (self, integration, activity);
  gtk_widget_set_visible (self->attention_box, !activity);
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher_title, integration);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, integration && narrow);
  preamp_window_update_actions (self);
}

/* Work begins with the rows of an integration, or in a narrow window with choosing one. */
static void
focus_content (PreampWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  if (!self->focus_wanted || (self->shown_lists == NULL && !folded))
    return;

  self->focus_wanted = FALSE;
  if (self->shown_lists != NULL)
    preamp_integration_page_activate (self->integration_page, "candidates.focus-rows");
  else
    preamp_focus_soon (GTK_WIDGET (self->sidebar));
}

static void
update_status_page (PreampWindow *self)
{
  const char *title = _("Preamp Cannot Go On");
  const char *icon_name = "dialog-error-symbolic";
  const char *button = NULL;
  g_autofree char *description = g_markup_escape_text (self->error->message, -1);

  if (self->error->domain == PREAMP_JOURNAL_ERROR)
    {
      g_autofree char *cause = g_steal_pointer (&description);

      title = _("The Journal Cannot Be Opened");
      /* Translators: %s is a sentence that says why the journal cannot be opened. */
      description = g_strdup_printf (_("%s Preamp writes every migration down before it is sent, "
                                       "so nothing can be started until this is solved."),
                                     cause);
    }
  else if (self->error->domain == PREAMP_ACCOUNT_ERROR)
    {
      title = _("An Access Token Is Needed");
      icon_name = "dialog-password-symbolic";
      button = _("Enter Access _Token…");
    }

  adw_status_page_set_icon_name (self->status_page, icon_name);
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, description);
  gtk_widget_set_visible (GTK_WIDGET (self->status_button), button != NULL);
  if (button != NULL)
    {
      gtk_button_set_label (self->status_button, button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->status_button), "app.replace-token");
    }
}

/**
 * preamp_window_update_content:
 * @self: a `PreampWindow`
 *
 * Shows what there is: the chosen integration, an error, or why there is nothing yet.
 */
void
preamp_window_update_content (PreampWindow *self)
{
  PreampConnection *connection = preamp_window_get_connection (self);
  const GError *error = connection ? preamp_connection_get_error (connection) : NULL;
  PreampIntegrationLists *lists = preamp_sidebar_get_selected (self->sidebar);

  /* The page is told once of each integration: it reads the lists then. */
  if (g_set_object (&self->shown_lists, lists))
    preamp_integration_page_set_lists (self->integration_page, self->workspace, lists);

  if (self->error != NULL)
    {
      update_status_page (self);
      show_page (self, "status");
    }
  else if (connection == NULL)
    {
      gtk_label_set_text (self->loading_label, _("Opening…"));
      show_page (self, "loading");
    }
  else if (preamp_sidebar_get_activity (self->sidebar))
    {
      /* The journal is local: it can be read whatever Domo says. */
      show_page (self, "activity");
    }
  else if (error != NULL && !preamp_connection_get_loading (connection))
    {
      PreampInstance *instance = preamp_connection_get_instance (connection);

      preamp_error_page_set_error (self->error_page,
                                   preamp_instance_get_base_uri (instance),
                                   NULL,
                                   error);
      show_page (self, "error");
    }
  else if (!preamp_connection_get_loaded (connection))
    {
      gtk_label_set_text (self->loading_label, _("Reading the integrations…"));
      show_page (self, "loading");
    }
  else if (lists != NULL)
    show_page (self, "integration");
  else if (g_list_model_get_n_items (preamp_connection_get_integrations (connection)) == 0)
    show_page (self, "empty");
  else
    show_page (self, "choose");

  if (connection != NULL && preamp_connection_get_loaded (connection))
    focus_content (self);
}

static void
update_problems (PreampWindow *self)
{
  PreampConnection *connection = preamp_window_get_connection (self);
  const char * const *problems = connection ? preamp_connection_get_problems (connection) : NULL;
  gboolean any = problems != NULL && problems[0] != NULL;

  gtk_widget_set_visible (self->problems_box, any);
  if (any)
    {
      g_autofree char *text = g_strjoinv ("\n", (char **) problems);

      gtk_label_set_text (self->problems_label, text);
      gtk_widget_set_tooltip_text (self->problems_box, text);
    }
}

/**
 * preamp_window_update_header:
 * @self: a `PreampWindow`
 *
 * Names the instance that is shown.
 */
void
preamp_window_update_header (PreampWindow *self)
{
  gboolean sandbox = self->workspace != NULL && preamp_workspace_get_sandbox (self->workspace);
  const char *name = self->instance ? preamp_instance_get_name (self->instance) : NULL;
  const char *host = NULL;

  if (sandbox)
    host = _("Made-up data");
  else if (self->instance != NULL)
    host = preamp_instance_address_get_display_name (preamp_instance_get_address (self->instance));

  gtk_label_set_text (self->instance_label, name ? name : "Preamp");
  gtk_label_set_text (self->host_label, host ? host : "");
  gtk_widget_set_visible (GTK_WIDGET (self->host_label), host != NULL);
  gtk_widget_set_visible (self->sandbox_label, sandbox);

  if (name != NULL)
    {
      /* Translators: the window's title; %s is the name of an instance. */
      g_autofree char *title = g_strdup_printf (_("%s – Preamp"), name);

      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  else
    gtk_window_set_title (GTK_WINDOW (self), "Preamp");
}

/**
 * preamp_window_update_connection:
 * @self: a `PreampWindow`
 *
 * Shows how far the connection is, and chooses an integration where none is chosen.
 */
void
preamp_window_update_connection (PreampWindow *self)
{
  PreampConnection *connection = preamp_window_get_connection (self);
  gboolean loading = connection != NULL && preamp_connection_get_loading (connection);

  gtk_stack_set_visible_child_name (self->refresh_stack, loading ? "loading" : "ready");
  gtk_spinner_set_spinning (self->refresh_spinner, loading);
  update_problems (self);

  /* Where there is room an integration is shown at once; in a narrow window the list is. */
  if (connection != NULL && preamp_connection_get_loaded (connection) &&
      preamp_sidebar_get_selected (self->sidebar) == NULL &&
      !preamp_sidebar_get_activity (self->sidebar) &&
      !adw_leaflet_get_folded (self->leaflet))
    preamp_window_choose_integration (self);

  preamp_window_update_content (self);
}

static char *
escape_mnemonics (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

/**
 * preamp_window_update_instances:
 * @self: a `PreampWindow`
 *
 * Lists the instances that can be switched to, in the menu of their button.
 */
void
preamp_window_update_instances (PreampWindow *self)
{
  GListModel *instances = G_LIST_MODEL (self->instances);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) known = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (instances); i++)
    {
      g_autoptr (PreampInstance) instance = g_list_model_get_item (instances, i);
      g_autofree char *label = escape_mnemonics (preamp_instance_get_name (instance));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "app.switch-instance", "s",
                                         preamp_instance_get_base_uri (instance));
      g_menu_append_item (known, item);
    }

  g_menu_append (others, _("_Add Instance…"), "app.add-instance");
  g_menu_append (others, _("_Replace Access Token…"), "app.replace-token");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (known));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  gtk_menu_button_set_menu_model (self->instance_button, G_MENU_MODEL (menu));
}
