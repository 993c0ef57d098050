/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What whoever looks into an error wants to know of the program and of where it runs. Nothing of an
 * instance is in it: no address, no identifier, no token. So settings are named here one by one. */

#define G_LOG_DOMAIN "preamp-debug-info"

#include "config.h"

#include "preamp-debug-info.h"

#include <adwaita.h>
#include <locale.h>

#include "domo/preamp-domo-transport.h"

#define FLATPAK_INFO "/.flatpak-info"

static void
append_versions (GString *text)
{
  g_autofree char *http = preamp_domo_transport_dup_library ();

  g_string_append_printf (text, "GTK %u.%u.%u\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita %u.%u.%u\n", adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version ());
  g_string_append_printf (text, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (text, "%s\n%s\n", http, preamp_journal_get_library ());
}

static void
append_surroundings (GString *text)
{
  GdkDisplay *display = gdk_display_get_default ();
  AdwStyleManager *style = adw_style_manager_get_default ();
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  const char *locale = setlocale (LC_MESSAGES, NULL);

  g_string_append_printf (text, "Desktop: %s\n", desktop != NULL ? desktop : "-");
  g_string_append_printf (text, "Display: %s\n",
                          display != NULL ? G_OBJECT_TYPE_NAME (display) : "-");
  g_string_append_printf (text, "Style: %s%s\n",
                          adw_style_manager_get_dark (style) ? "dark" : "light",
                          adw_style_manager_get_high_contrast (style) ? ", high contrast" : "");
  g_string_append_printf (text, "Language: %s\n", locale != NULL ? locale : "-");
  g_string_append_printf (text, "TLS: %s\n",
                          G_OBJECT_TYPE_NAME (g_tls_backend_get_default ()));
}

static void
append_settings (GString       *text,
                 PreampProfile *profile)
{
  static const char *const keys[] = {
    "at-once",
    "halt-in-a-row",
    "halt-incomplete",
    "connect-timeout",
    "read-silence",
    "move-silence",
    "notifications",
  };
  GSettings *settings = preamp_profile_get_settings (profile);

  g_string_append_printf (text, "sandbox: %s\n",
                          preamp_profile_get_sandbox (profile) ? "yes" : "no");
  for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (settings, keys[i]);
      g_autofree char *printed = g_variant_print (value, FALSE);

      g_string_append_printf (text, "%s: %s\n", keys[i], printed);
    }
}

static void
append_flatpak (GString *text)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *runtime = NULL;
  g_autofree char *version = NULL;

  if (!g_key_file_load_from_file (info, FLATPAK_INFO, G_KEY_FILE_NONE, NULL))
    {
      g_string_append (text, "Flatpak: no\n");
      return;
    }

  runtime = g_key_file_get_string (info, "Application", "runtime", NULL);
  version = g_key_file_get_string (info, "Instance", "flatpak-version", NULL);
  g_string_append_printf (text, "Flatpak: %s, on %s\n", version != NULL ? version : "yes",
                          runtime != NULL ? runtime : "-");
}

/* What is on a disk is read here. */
static void
system_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  g_string_append_printf (text, "Preamp %s (%s)\n\n", PACKAGE_VERSION, APPLICATION_ID);
  g_string_append_printf (text, "System: %s\n", name != NULL ? name : "-");
  append_flatpak (text);
  g_string_append (text, (const char *) task_data);

  g_task_return_pointer (task, g_string_free (g_steal_pointer (&text), FALSE), g_free);
}

/**
 * preamp_debug_info_async:
 * @profile: a profile
 * @callback: called when all is known
 * @user_data: data for @callback
 *
 * Gathers what the program is, where it runs, and how it is set. The text is English, whatever the
 * language of the windows.
 */
void
preamp_debug_info_async (PreampProfile       *profile,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  append_surroundings (text);
  g_string_append_c (text, '\n');
  append_versions (text);
  g_string_append_c (text, '\n');
  append_settings (text, profile);

  task = g_task_new (profile, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_debug_info_async);
  g_task_set_task_data (task, g_string_free (g_steal_pointer (&text), FALSE), g_free);
  g_task_run_in_thread (task, system_thread);
}

/**
 * preamp_debug_info_finish:
 * @profile: the profile
 * @result: what the callback was given
 *
 * Finishes [func@debug_info_async].
 *
 * Returns: (transfer full): the text
 */
char *
preamp_debug_info_finish (PreampProfile *profile,
                          GAsyncResult  *result)
{
  g_return_val_if_fail (g_task_is_valid (result, profile), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_debug_info_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
