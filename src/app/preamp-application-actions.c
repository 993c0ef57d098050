/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-application"

#include "config.h"

#include "preamp-application-private.h"

#include "domo/preamp-domo-links.h"
#include "preamp-about.h"
#include "preamp-debug-info.h"
#include "preamp-help.h"
#include "preamp-preferences.h"
#include "window/preamp-link.h"
#include "window/preamp-migration-dialog.h"

/* Every key of the program that is no widget's own, in one table. */
static const struct
{
  const char *action;
  const char *accels[3];
} accelerators[] = {
  { "app.help", { "F1" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.activity", { "<Alt>3" } },
  { "win.details", { "F9" } },
  { "win.export('csv')", { "<Control>e" } },
  { "win.find", { "<Control>f" } },
  { "win.open-plan", { "<Control>o" } },
  { "win.page(0)", { "<Alt>1" } },
  { "win.page(1)", { "<Alt>2" } },
  { "win.refresh", { "F5", "<Control>r" } },
  { "window.close", { "<Control>w" } },
};

static GtkWindow *
get_active_window (PreampApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static PreampProfile *
get_active_profile (PreampApplication *self)
{
  return preamp_application_get_profile (self, get_active_window (self));
}

static PreampInstance *
get_shown_instance (PreampApplication *self)
{
  PreampProfile *profile = get_active_profile (self);
  PreampWindow *window = profile ? preamp_application_find_window (self, profile) : NULL;

  return window ? preamp_window_get_instance (window) : NULL;
}

/* What a person looks at: a run may be of another instance than the window below its dialog
 * shows. */
static PreampInstance *
get_active_instance (PreampApplication *self)
{
  GtkWindow *window = get_active_window (self);

  if (PREAMP_IS_MIGRATION_DIALOG (window))
    return preamp_migration_dialog_get_instance (PREAMP_MIGRATION_DIALOG (window));

  return get_shown_instance (self);
}

static void
debug_info_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PreampApplication) self = PREAMP_APPLICATION (user_data);
  g_autofree char *debug_info = preamp_debug_info_finish (PREAMP_PROFILE (object), result);
  GtkWindow *parent = get_active_window (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "about");
  GtkWindow *about;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), TRUE);
  if (parent == NULL)
    return;

  about = preamp_about_new (debug_info);
  gtk_window_set_modal (about, TRUE);
  gtk_window_set_transient_for (about, parent);
  gtk_window_present (about);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);

  /* Once, however often it is asked for meanwhile. */
  g_simple_action_set_enabled (action, FALSE);
  preamp_debug_info_async (get_active_profile (self), debug_info_cb, g_object_ref (self));
}

static void
add_instance_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);

  preamp_application_ask_token (self, get_active_profile (self), PREAMP_CONNECT_ADD, NULL,
                                get_active_window (self), NULL);
}

static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *window = get_active_window (PREAMP_APPLICATION (user_data));

  if (window != NULL)
    preamp_help_show (window);
}

static void
open_access_tokens_action (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);
  PreampInstance *instance = get_active_instance (self);
  g_autofree char *uri = NULL;

  if (instance == NULL)
    return;

  uri = preamp_domo_links_access_tokens (preamp_instance_get_base_uri (instance));
  preamp_link_show (get_active_window (self), uri);
}

static void
replace_token (PreampPreferences *preferences,
               PreampInstance    *instance,
               PreampProfile     *profile)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());

  preamp_application_ask_token (PREAMP_APPLICATION (application), profile,
                                PREAMP_CONNECT_REPLACE_TOKEN, instance, GTK_WINDOW (preferences),
                                NULL);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);
  PreampProfile *profile = get_active_profile (self);
  GtkWindow *parent = get_active_window (self);
  GtkWindow *preferences = preamp_application_find_any (self, profile, PREAMP_TYPE_PREFERENCES);

  if (preferences != NULL)
    {
      gtk_window_present (preferences);
      return;
    }

  preferences = preamp_preferences_new (profile);
  g_signal_connect_object (preferences, "replace-token", G_CALLBACK (replace_token), profile, 0);
  gtk_window_set_transient_for (preferences, parent);
  gtk_window_set_application (preferences, GTK_APPLICATION (self));
  gtk_window_present (preferences);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  preamp_application_quit (PREAMP_APPLICATION (user_data));
}

static void
replace_token_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);
  PreampProfile *profile = get_active_profile (self);
  PreampInstance *instance = get_active_instance (self);
  gboolean known;

  if (instance == NULL)
    return;

  known = preamp_profile_find_workspace (profile, instance) != NULL;
  preamp_application_ask_token (self, profile,
                                known ? PREAMP_CONNECT_REPLACE_TOKEN : PREAMP_CONNECT_ENTER_TOKEN,
                                instance, get_active_window (self), NULL);
}

static void
show_run_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  const char *base_uri;
  gboolean sandbox;
  guint position;

  g_variant_get (parameter, "(b&su)", &sandbox, &base_uri, &position);
  preamp_application_show_run (PREAMP_APPLICATION (user_data), sandbox, base_uri, position);
}

static gboolean
forget_shortcuts_cb (gpointer user_data)
{
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (user_data), NULL);

  return G_SOURCE_REMOVE;
}

static void
shortcuts_hidden_cb (GtkWidget *shortcuts,
                     gpointer   user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, forget_shortcuts_cb, g_object_ref (user_data),
                   g_object_unref);
}

/* Made when it is asked for, and gone when it is closed. GTK 4.8 looks for a window that a screen
 * reader asks for among all there are, and fails on one that was never shown. */
static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);
  GtkWindow *window = get_active_window (self);
  g_autoptr (GtkBuilder) builder = NULL;
  GtkShortcutsWindow *shortcuts;

  if (!GTK_IS_APPLICATION_WINDOW (window) ||
      gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window)) != NULL)
    return;

  builder = gtk_builder_new_from_resource ("/io/github/preamp/Preamp/app/preamp-shortcuts.ui");
  shortcuts = GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (window), shortcuts);
  g_signal_connect_object (shortcuts, "hide", G_CALLBACK (shortcuts_hidden_cb), window, 0);
  gtk_window_present (GTK_WINDOW (shortcuts));
}

static void
switch_instance_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);
  PreampProfile *profile = get_active_profile (self);
  PreampInstance *instance;

  instance = preamp_instance_list_find (preamp_profile_get_instances (profile),
                                        g_variant_get_string (parameter, NULL));
  if (instance != NULL && instance != get_shown_instance (self))
    preamp_application_show_instance (self, profile, instance);
}

static void
try_sandbox_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);
  PreampProfile *sandbox = preamp_application_get_sandbox (self);
  g_autoptr (PreampProfile) profile = NULL;

  if (sandbox != NULL)
    {
      PreampWindow *window = preamp_application_find_window (self, sandbox);

      if (window != NULL)
        gtk_window_present (GTK_WINDOW (window));
      return;
    }

  profile = preamp_profile_new_sandbox ();
  preamp_application_add_profile (self, profile);
  preamp_application_open_profile (self, profile);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_action },
  { .name = "add-instance", .activate = add_instance_action },
  { .name = "finishing", .state = "false" },
  { .name = "help", .activate = help_action },
  { .name = "open-access-tokens", .activate = open_access_tokens_action },
  { .name = "preferences", .activate = preferences_action },
  { .name = "quit", .activate = quit_action },
  { .name = "replace-token", .activate = replace_token_action },
  { .name = "shortcuts", .activate = shortcuts_action },
  { .name = "show-run", .activate = show_run_action, .parameter_type = "(bsu)" },
  { .name = "switch-instance", .activate = switch_instance_action, .parameter_type = "s",
    .state = "''" },
  { .name = "try-sandbox", .activate = try_sandbox_action },
};

static void
set_enabled (PreampApplication *self,
             const char        *name,
             gboolean           enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * preamp_application_install_actions:
 * @self: a `PreampApplication`
 *
 * Adds the application's actions, and the keys of these and of the window's.
 */
void
preamp_application_install_actions (PreampApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);

  for (size_t i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accelerators[i].action,
                                           accelerators[i].accels);

  /* A state for others to read, and nothing to activate. */
  set_enabled (self, "finishing", FALSE);
  preamp_application_update_actions (self);
}

/**
 * preamp_application_update_actions:
 * @self: a `PreampApplication`
 *
 * Enables what can be done in the window that is active. In the sandbox no real instance can be
 * added, and there is no page in Domo to open.
 */
void
preamp_application_update_actions (PreampApplication *self)
{
  PreampProfile *profile = get_active_profile (self);
  PreampInstance *instance = get_active_instance (self);
  PreampInstance *shown = get_shown_instance (self);
  gboolean open = profile != NULL && preamp_profile_get_journal (profile) != NULL;
  gboolean real = open && !preamp_profile_get_sandbox (profile);
  GAction *switch_instance = g_action_map_lookup_action (G_ACTION_MAP (self), "switch-instance");
  const char *shown_uri = shown ? preamp_instance_get_base_uri (shown) : "";

  set_enabled (self, "add-instance", real);
  set_enabled (self, "open-access-tokens", real && instance != NULL);
  set_enabled (self, "preferences", open);
  set_enabled (self, "replace-token", real && instance != NULL);
  set_enabled (self, "switch-instance", open);
  set_enabled (self, "try-sandbox", !self->only_sandbox);

  g_simple_action_set_state (G_SIMPLE_ACTION (switch_instance), g_variant_new_string (shown_uri));
}
