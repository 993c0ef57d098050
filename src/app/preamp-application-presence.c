/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-application"

#include "config.h"

#include "preamp-application-private.h"

/* While a run is active the computer is to stay awake and the session open, and what becomes of it
 * is told where nobody looks at a window. */

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

static PreampProfile *
find_profile (PreampApplication *self,
              PreampRun         *run)
{
  const char *base_uri = preamp_run_get_record (run)->instance;

  for (guint i = 0; i < self->profiles->len; i++)
    {
      PreampProfile *profile = g_ptr_array_index (self->profiles, i);

      if (preamp_instance_list_find (preamp_profile_get_instances (profile), base_uri) != NULL)
        return profile;
    }

  return NULL;
}

/* Nobody looks at a window, and who quits knows that the runs end. */
static gboolean
is_wanted_cb (PreampRun *run,
              gpointer   user_data)
{
  PreampApplication *self = PREAMP_APPLICATION (user_data);
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  PreampProfile *profile = find_profile (self, run);

  return profile != NULL && !self->quitting &&
         g_settings_get_boolean (preamp_profile_get_settings (profile), "notifications") &&
         (active == NULL || !gtk_window_is_active (active));
}

static void
active_window_cb (PreampApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (active != NULL && gtk_window_is_active (active) && self->notices != NULL)
    preamp_run_notices_seen (self->notices);
}

static void
run_added_cb (PreampApplication *self,
              PreampRun         *run,
              guint              position,
              PreampProfile     *profile)
{
  const char *instance = preamp_run_get_record (run)->instance;

  g_assert (PREAMP_IS_APPLICATION (self));

  if (self->notices == NULL)
    {
      self->notices = preamp_run_notices_new (G_APPLICATION (self), is_wanted_cb, self);
      g_signal_connect (self, "notify::active-window", G_CALLBACK (active_window_cb), NULL);
    }

  preamp_run_notices_watch (self->notices, run,
                            g_variant_new ("(bsu)", preamp_profile_get_sandbox (profile),
                                           instance, position));
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
    }
}

/**
 * preamp_application_watch_runs:
 * @self: a `PreampApplication`
 * @profile: a profile
 *
 * Keeps the computer awake while a run of @profile is active, and tells what becomes of it where
 * nobody looks at a window.
 */
void
preamp_application_watch_runs (PreampApplication *self,
                               PreampProfile     *profile)
{
  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  g_signal_connect_object (profile, "notify::moving", G_CALLBACK (moving_cb), self, 0);
  g_signal_connect_object (profile, "run-added", G_CALLBACK (run_added_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * preamp_application_show_run:
 * @self: a `PreampApplication`
 * @sandbox: whether it is the sandbox's
 * @base_uri: its instance's base URI
 * @position: where it stands in [property@Runner:runs] of that instance
 *
 * Shows a run of this session in a window, whichever instance that shows.
 */
void
preamp_application_show_run (PreampApplication *self,
                             gboolean           sandbox,
                             const char        *base_uri,
                             guint              position)
{
  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (base_uri != NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    {
      PreampProfile *profile = g_ptr_array_index (self->profiles, i);
      PreampInstance *instance =
        preamp_instance_list_find (preamp_profile_get_instances (profile), base_uri);
      PreampWorkspace *workspace =
        instance != NULL ? preamp_profile_find_workspace (profile, instance) : NULL;
      PreampWindow *window = preamp_application_find_window (self, profile);

      if (window == NULL || workspace == NULL || preamp_profile_get_sandbox (profile) != sandbox)
        continue;

      preamp_window_show_run (window, workspace, position);
    }
}
