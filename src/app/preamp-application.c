/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-application"

#include "config.h"

#include "preamp-application.h"

#include <glib/gi18n.h>

#include "preamp-application-private.h"

#define RESOURCE_BASE_PATH "/io/github/preamp/Preamp"

/**
 * PreampApplication:
 *
 * The program. It has one profile, the administrator's own, or the sandbox's if it was started with
 * `--sandbox`: then its application id is another one and not unique, so that it runs beside a real
 * Preamp and is never handed to its window.
 *
 * *Try the Sandbox* opens a second profile in a window of its own within the same process. Nothing
 * has to be spawned, which matters in a Flatpak; the two share neither settings, vault nor journal.
 */

G_DEFINE_FINAL_TYPE (PreampApplication, preamp_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "sandbox", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Open a made-up instance on this computer; nothing is sent to Domo"), NULL },
  { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_("Print the version and exit"), NULL },
  { NULL }
};

static gboolean
has_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);

  return schema != NULL;
}

/* Another process has the name, and is told to show its window. Whoever waits at a terminal is not
 * to wonder why nothing follows. */
static void
say_running (GApplication *application)
{
  g_autoptr (GVariant) finishing = NULL;

  finishing = g_action_group_get_action_state (G_ACTION_GROUP (application), "finishing");
  if (finishing != NULL && g_variant_is_of_type (finishing, G_VARIANT_TYPE_BOOLEAN) &&
      g_variant_get_boolean (finishing))
    g_printerr ("%s\n",
                _("Preamp is finishing migrations, and closes by itself then. Start it again "
                  "afterwards."));
  else
    g_printerr ("%s\n", _("Preamp is running already. Its window comes to the front."));
}

static int
preamp_application_handle_local_options (GApplication *application,
                                         GVariantDict *dict)
{
  PreampApplication *self = PREAMP_APPLICATION (application);

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("Preamp %s\n", PACKAGE_VERSION);
      return 0;
    }

  if (!gtk_init_check ())
    {
      g_printerr ("%s\n",
                  _("Preamp needs a display and there is none here. Start it from a desktop, or "
                    "with xvfb-run in front of the command."));
      return 1;
    }

  if (!has_schema ())
    {
      g_printerr ("%s\n",
                  _("Preamp’s settings are not installed. Install Preamp with meson install, or "
                    "start it from its build folder with meson devenv -C build src/preamp."));
      return 1;
    }

  if (g_variant_dict_contains (dict, "sandbox"))
    {
      self->only_sandbox = TRUE;
      g_application_set_application_id (application, APPLICATION_ID ".Sandbox");
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }

  /* What fails here fails again in a moment, and is told then. */
  if (g_application_register (application, NULL, NULL) && g_application_get_is_remote (application))
    say_running (application);

  return -1;
}

static void
preamp_application_startup (GApplication *application)
{
  PreampApplication *self = PREAMP_APPLICATION (application);

  G_APPLICATION_CLASS (preamp_application_parent_class)->startup (application);

  /* A page that opens with the keyboard on a text would look as if somebody had selected it. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  preamp_application_install_actions (self);
  g_signal_connect (self, "notify::active-window",
                    G_CALLBACK (preamp_application_update_actions), NULL);
}

static PreampProfile *
new_own_profile (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autoptr (PreampTokenVault) vault = preamp_token_vault_new ();
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "preamp", "journal.db", NULL);

  return preamp_profile_new (settings, vault, path);
}

static void
preamp_application_activate (GApplication *application)
{
  PreampApplication *self = PREAMP_APPLICATION (application);
  g_autoptr (PreampProfile) profile = NULL;

  if (self->profiles->len == 0)
    {
      profile = self->only_sandbox ? preamp_profile_new_sandbox () : new_own_profile ();
      preamp_application_add_profile (self, profile);
      preamp_application_open_profile (self, profile);
      return;
    }

  /* The sandbox alone may be left. While the profile is opened its window comes by itself. */
  profile = g_object_ref (g_ptr_array_index (self->profiles, 0));
  if (preamp_profile_get_journal (profile) != NULL &&
      preamp_application_find_any (self, profile, GTK_TYPE_WINDOW) == NULL)
    preamp_application_show_profile (self, profile);
  else if (gtk_application_get_active_window (GTK_APPLICATION (self)) != NULL)
    gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (self)));

  preamp_application_say_finishing (self);
}

static void
preamp_application_shutdown (GApplication *application)
{
  PreampApplication *self = PREAMP_APPLICATION (application);
  GList *windows;

  /* Each window lets go of its workspace, and keeps its size, before its profile is closed. */
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (self))) != NULL)
    gtk_window_destroy (windows->data);

  for (guint i = 0; i < self->profiles->len; i++)
    preamp_profile_close (g_ptr_array_index (self->profiles, i));
  g_ptr_array_set_size (self->profiles, 0);
  g_clear_object (&self->inhibitor);
  g_clear_object (&self->notices);

  G_APPLICATION_CLASS (preamp_application_parent_class)->shutdown (application);
}

static void
preamp_application_finalize (GObject *object)
{
  PreampApplication *self = PREAMP_APPLICATION (object);

  g_clear_weak_pointer (&self->question);
  g_ptr_array_unref (self->profiles);

  G_OBJECT_CLASS (preamp_application_parent_class)->finalize (object);
}

static void
preamp_application_class_init (PreampApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = preamp_application_finalize;

  application_class->handle_local_options = preamp_application_handle_local_options;
  application_class->startup = preamp_application_startup;
  application_class->activate = preamp_application_activate;
  application_class->shutdown = preamp_application_shutdown;
}

static void
preamp_application_init (PreampApplication *self)
{
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Migrate Federated datasources of a Domo instance "
                                              "to Cloud Amplifier, and back."));
}

/**
 * preamp_application_new:
 *
 * Creates the application.
 *
 * Returns: (transfer full): a new `PreampApplication`
 */
PreampApplication *
preamp_application_new (void)
{
  return g_object_new (PREAMP_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_DEFAULT_FLAGS,
                       "resource-base-path", RESOURCE_BASE_PATH,
                       NULL);
}

/**
 * preamp_application_get_profile:
 * @self: a `PreampApplication`
 * @window: (nullable): a window, or a dialog above one
 *
 * Returns: (transfer none) (nullable): the profile that @window shows; the program's own where
 *   that cannot be told
 */
PreampProfile *
preamp_application_get_profile (PreampApplication *self,
                                GtkWindow         *window)
{
  g_return_val_if_fail (PREAMP_IS_APPLICATION (self), NULL);

  while (window != NULL && !PREAMP_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  for (guint i = 0; window != NULL && i < self->profiles->len; i++)
    {
      PreampProfile *profile = g_ptr_array_index (self->profiles, i);

      if (preamp_application_find_window (self, profile) == PREAMP_WINDOW (window))
        return profile;
    }

  return self->profiles->len > 0 ? g_ptr_array_index (self->profiles, 0) : NULL;
}

/**
 * preamp_application_get_sandbox:
 * @self: a `PreampApplication`
 *
 * Returns: (transfer none) (nullable): the sandbox's profile, if there is one
 */
PreampProfile *
preamp_application_get_sandbox (PreampApplication *self)
{
  g_return_val_if_fail (PREAMP_IS_APPLICATION (self), NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    {
      PreampProfile *profile = g_ptr_array_index (self->profiles, i);

      if (preamp_profile_get_sandbox (profile))
        return profile;
    }

  return NULL;
}

/**
 * preamp_application_find_window:
 * @self: a `PreampApplication`
 * @profile: a profile
 *
 * Returns: (transfer none) (nullable): the main window that shows @profile, if there is one
 */
PreampWindow *
preamp_application_find_window (PreampApplication *self,
                                PreampProfile     *profile)
{
  g_return_val_if_fail (PREAMP_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (PREAMP_IS_PROFILE (profile), NULL);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      g_autoptr (GSettings) settings = NULL;

      if (!PREAMP_IS_WINDOW (l->data))
        continue;

      g_object_get (l->data, "settings", &settings, NULL);
      if (settings == preamp_profile_get_settings (profile))
        return l->data;
    }

  return NULL;
}

/**
 * preamp_application_find_any:
 * @self: a `PreampApplication`
 * @profile: a profile
 * @type: a type of windows
 *
 * Returns: (transfer none) (nullable): a window of @type that belongs to @profile
 */
GtkWindow *
preamp_application_find_any (PreampApplication *self,
                             PreampProfile     *profile,
                             GType              type)
{
  g_return_val_if_fail (PREAMP_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (PREAMP_IS_PROFILE (profile), NULL);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) &&
          preamp_application_get_profile (self, l->data) == profile)
        return l->data;
    }

  return NULL;
}

/**
 * preamp_application_add_profile:
 * @self: a `PreampApplication`
 * @profile: a profile
 *
 * Takes a profile in. It is closed when the program ends.
 */
void
preamp_application_add_profile (PreampApplication *self,
                                PreampProfile     *profile)
{
  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  g_ptr_array_add (self->profiles, g_object_ref (profile));
  preamp_application_watch_runs (self, profile);
}

/**
 * preamp_application_remove_profile:
 * @self: a `PreampApplication`
 * @profile: a profile that was added
 *
 * Closes a profile and lets go of it.
 */
void
preamp_application_remove_profile (PreampApplication *self,
                                   PreampProfile     *profile)
{
  g_autoptr (PreampProfile) alive = NULL;

  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  alive = g_object_ref (profile);
  if (g_ptr_array_remove (self->profiles, profile))
    preamp_profile_close (profile);
}
