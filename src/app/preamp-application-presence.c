/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-application"

#include "config.h"

#include "preamp-application-private.h"

#include <glib/gi18n.h>

/* While a run is active the computer is to stay awake and the session open, and its end is told
 * where nobody looks at the window. */

#define FLATPAK_INFO "/.flatpak-info" /* every Flatpak has it */

static void
set_may_sleep (PreampApplication *self,
               gboolean           may_sleep)
{
  self->may_sleep = may_sleep;
  for (guint i = 0; i < self->profiles->len; i++)
    preamp_profile_set_may_sleep (g_ptr_array_index (self->profiles, i), may_sleep);
}

static void
inhibit_failed_cb (PreampApplication *self)
{
  set_may_sleep (self, TRUE);
}

static void
inhibit (PreampApplication *self,
         PreampProfile     *profile)
{
  PreampWindow *window = preamp_application_find_window (self, profile);

  if (self->inhibitor == NULL)
    {
      GDBusConnection *portal = NULL;

      if (g_file_test (FLATPAK_INFO, G_FILE_TEST_EXISTS))
        portal = g_application_get_dbus_connection (G_APPLICATION (self));

      self->inhibitor = preamp_inhibitor_new (GTK_APPLICATION (self), portal);
      g_signal_connect_object (self->inhibitor, "failed", G_CALLBACK (inhibit_failed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  preamp_inhibitor_hold (self->inhibitor, GTK_WINDOW (window));
  preamp_profile_set_may_sleep (profile, self->may_sleep);
}

static void
uninhibit (PreampApplication *self)
{
  for (guint i = 0; i < self->profiles->len; i++)
    if (preamp_profile_get_moving (g_ptr_array_index (self->profiles, i)))
      return;

  if (self->inhibitor != NULL)
    preamp_inhibitor_release (self->inhibitor);
  set_may_sleep (self, FALSE);
}

static void
tell_end (PreampApplication *self,
          PreampProfile     *profile)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  const gboolean sandbox = preamp_profile_get_sandbox (profile);
  g_autoptr (GNotification) notification = NULL;

  if (!g_settings_get_boolean (preamp_profile_get_settings (profile), "notifications") ||
      self->quitting || (active != NULL && gtk_window_is_active (active)))
    return;

  notification = g_notification_new (_("The Run Has Ended"));
  g_notification_set_body (notification, _("Open it to see what became of each datasource."));
  g_notification_set_default_action_and_target (notification, "app.show-run", "b", sandbox);
  g_application_send_notification (G_APPLICATION (self), sandbox ? "sandbox-run" : "run",
                                   notification);
}

static void
moving_cb (PreampProfile     *profile,
           GParamSpec        *pspec,
           PreampApplication *self)
{
  g_assert (PREAMP_IS_APPLICATION (self));

  if (preamp_profile_get_moving (profile))
    {
      inhibit (self, profile);
    }
  else
    {
      uninhibit (self);
      tell_end (self, profile);
    }
}

/**
 * preamp_application_watch_runs:
 * @self: a `PreampApplication`
 * @profile: a profile
 *
 * Keeps the computer awake while a run of @profile is active, and tells its end.
 */
void
preamp_application_watch_runs (PreampApplication *self,
                               PreampProfile     *profile)
{
  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  g_signal_connect_object (profile, "notify::moving", G_CALLBACK (moving_cb), self, 0);
}

/**
 * preamp_application_show_run:
 * @self: a `PreampApplication`
 * @sandbox: whether it is the sandbox's
 *
 * Shows the run that is active, or that ended last, in its window.
 */
void
preamp_application_show_run (PreampApplication *self,
                             gboolean           sandbox)
{
  g_return_if_fail (PREAMP_IS_APPLICATION (self));

  for (guint i = 0; i < self->profiles->len; i++)
    {
      PreampProfile *profile = g_ptr_array_index (self->profiles, i);
      PreampWindow *window = preamp_application_find_window (self, profile);

      if (window == NULL || preamp_profile_get_sandbox (profile) != sandbox)
        continue;

      gtk_window_present (GTK_WINDOW (window));
      g_action_group_activate_action (G_ACTION_GROUP (window), "show-run", NULL);
    }
}
