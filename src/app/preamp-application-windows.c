/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-application"

#include "config.h"

#include "preamp-application-private.h"

#include <glib/gi18n.h>

#include "preamp-connect-window.h"
#include "window/preamp-message.h"

/* Which window comes when: from an opened profile to an instance, and from an instance whose token
 * is not at hand to the page that asks for it. */

/* One step with all that it needs: what runs meanwhile may have closed the window. */
typedef struct
{
  PreampApplication *application;
  PreampProfile     *profile;
  PreampInstance    *instance;
  GtkWindow         *connect_window;
  char              *note;
} Step;

static Step *
step_new (PreampApplication *application,
          PreampProfile     *profile)
{
  Step *step = g_new0 (Step, 1);

  g_application_hold (G_APPLICATION (application));
  step->application = g_object_ref (application);
  step->profile = g_object_ref (profile);

  return step;
}

static void
step_free (Step *step)
{
  g_application_release (G_APPLICATION (step->application));
  g_clear_weak_pointer (&step->connect_window);
  g_clear_object (&step->instance);
  g_clear_object (&step->profile);
  g_clear_object (&step->application);
  g_free (step->note);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* The main window */

static gboolean
close_request_cb (PreampWindow      *window,
                  PreampApplication *self)
{
  g_assert (PREAMP_IS_WINDOW (window));
  g_assert (PREAMP_IS_APPLICATION (self));

  return !preamp_application_may_close (self, window);
}

static void
destroy_cb (PreampWindow  *window,
            PreampProfile *profile)
{
  GApplication *application = g_application_get_default ();

  /* Of the sandbox nothing is to stay. The program's own profile lives as long as the program. */
  if (PREAMP_IS_APPLICATION (application) && preamp_profile_get_sandbox (profile) &&
      !PREAMP_APPLICATION (application)->only_sandbox)
    preamp_application_remove_profile (PREAMP_APPLICATION (application), profile);
}

/* The instance that is shown may have been forgotten. */
static void
instances_changed_cb (PreampWindow *window,
                      guint         position,
                      guint         removed,
                      guint         added,
                      GListModel   *instances)
{
  PreampApplication *self = PREAMP_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  PreampInstance *shown = preamp_window_get_instance (window);
  PreampProfile *profile;

  if (self == NULL || shown == NULL ||
      preamp_instance_list_find (PREAMP_INSTANCE_LIST (instances),
                                 preamp_instance_get_base_uri (shown)) != NULL)
    return;

  profile = preamp_application_get_profile (self, GTK_WINDOW (window));
  preamp_application_show_profile (self, profile);
  if (preamp_profile_get_last (profile) == NULL)
    gtk_window_destroy (GTK_WINDOW (window));
}

static PreampWindow *
ensure_window (PreampApplication *self,
               PreampProfile     *profile)
{
  PreampInstanceList *instances = preamp_profile_get_instances (profile);
  PreampWindow *window = preamp_application_find_window (self, profile);

  if (window != NULL)
    return window;

  window = PREAMP_WINDOW (preamp_window_new (GTK_APPLICATION (self),
                                             preamp_profile_get_settings (profile),
                                             instances));
  if (DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (window), "devel");
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self, 0);
  g_signal_connect_object (window, "destroy", G_CALLBACK (destroy_cb), profile, 0);
  g_signal_connect_object (window, "notify::instance",
                           G_CALLBACK (preamp_application_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (instances, "items-changed",
                           G_CALLBACK (instances_changed_cb), window, G_CONNECT_SWAPPED);

  return window;
}

/* Asking for a token */

static void
show_workspace (Step            *step,
                PreampWorkspace *workspace)
{
  PreampWindow *window = ensure_window (step->application, step->profile);

  preamp_window_set_workspace (window, workspace);
  gtk_window_present (GTK_WINDOW (window));
  if (step->note != NULL)
    preamp_window_add_toast (window, step->note);
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (PreampWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  PreampConnection *connection;
  PreampWindow *window;

  workspace = preamp_profile_enter_finish (PREAMP_PROFILE (object), result, &error);
  if (workspace == NULL)
    {
      if (step->connect_window != NULL)
        preamp_connect_page_show_error (
          preamp_connect_window_get_page (PREAMP_CONNECT_WINDOW (step->connect_window)), error);
      return;
    }

  show_workspace (step, workspace);
  if (step->connect_window != NULL)
    gtk_window_destroy (step->connect_window);

  /* What was read before was read with another token. */
  window = preamp_application_find_window (step->application, step->profile);
  connection = preamp_workspace_get_connection (workspace);
  if (preamp_connection_get_loaded (connection) || preamp_connection_get_error (connection) != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window), "refresh", NULL);
}

static void
page_connected_cb (PreampConnectPage     *page,
                   PreampInstanceAddress *address,
                   PreampDomoClient      *client,
                   const char            *note,
                   PreampProfile         *profile)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
  Step *step = step_new (PREAMP_APPLICATION (gtk_window_get_application (window)), profile);

  g_set_weak_pointer (&step->connect_window, window);
  step->note = g_strdup (note);
  preamp_profile_connect_async (profile, address, connected_cb, step);
}

/**
 * preamp_application_ask_token:
 * @self: a `PreampApplication`
 * @profile: a profile that is open
 * @purpose: what is asked for
 * @instance: (nullable): the instance whose token is asked for
 * @parent: (nullable): the window that waits for it
 * @error: (nullable): why it is asked for
 *
 * Asks for an instance and its access token, and shows the instance afterwards.
 */
void
preamp_application_ask_token (PreampApplication    *self,
                              PreampProfile        *profile,
                              PreampConnectPurpose  purpose,
                              PreampInstance       *instance,
                              GtkWindow            *parent,
                              const GError         *error)
{
  GtkWindow *window;
  PreampConnectPage *page;

  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  window = preamp_application_find_any (self, profile, PREAMP_TYPE_CONNECT_WINDOW);
  if (window != NULL && gtk_window_get_transient_for (window) == parent)
    {
      gtk_window_present (window);
      return;
    }

  window = preamp_connect_window_new (GTK_APPLICATION (self),
                                      purpose,
                                      profile,
                                      instance);
  page = preamp_connect_window_get_page (PREAMP_CONNECT_WINDOW (window));
  g_signal_connect_object (page, "connected", G_CALLBACK (page_connected_cb), profile, 0);
  gtk_window_set_transient_for (window, parent);
  if (error != NULL)
    preamp_connect_page_show_error (page, error);
  gtk_window_present (window);
}

/* Showing an instance */

static void
enter_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (PreampWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  PreampWindow *window;

  workspace = preamp_profile_enter_finish (PREAMP_PROFILE (object), result, &error);

  /* Closed meanwhile, or switched to another instance while the keyring was asked. */
  window = preamp_application_find_window (step->application, step->profile);
  if (window == NULL || preamp_window_get_instance (window) != step->instance)
    return;

  if (workspace != NULL)
    {
      show_workspace (step, workspace);
      preamp_application_update_actions (step->application);
      return;
    }

  preamp_window_show_error (window, error);
  preamp_application_ask_token (step->application, step->profile, PREAMP_CONNECT_ENTER_TOKEN,
                                step->instance, GTK_WINDOW (window), error);
}

/**
 * preamp_application_show_instance:
 * @self: a `PreampApplication`
 * @profile: a profile that is open
 * @instance: one of its instances
 *
 * Shows an instance in the profile's window, and asks for its token where that is not at hand.
 */
void
preamp_application_show_instance (PreampApplication *self,
                                  PreampProfile     *profile,
                                  PreampInstance    *instance)
{
  PreampWindow *window;
  Step *step;

  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));
  g_return_if_fail (PREAMP_IS_INSTANCE (instance));

  window = ensure_window (self, profile);
  preamp_window_set_instance (window, instance);
  gtk_window_present (GTK_WINDOW (window));

  step = step_new (self, profile);
  step->instance = g_object_ref (instance);
  preamp_profile_enter_async (profile, instance, enter_cb, step);
}

/**
 * preamp_application_show_profile:
 * @self: a `PreampApplication`
 * @profile: a profile that is open
 *
 * Shows what comes first: the instance that was shown last, or the first run.
 */
void
preamp_application_show_profile (PreampApplication *self,
                                 PreampProfile     *profile)
{
  PreampInstance *instance;

  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  instance = preamp_profile_get_last (profile);
  if (instance != NULL)
    preamp_application_show_instance (self, profile, instance);
  else
    preamp_application_ask_token (self, profile, PREAMP_CONNECT_FIRST_RUN, NULL, NULL, NULL);
}

/* Opening a profile */

static void
tell_put_aside (GtkWindow  *parent,
                const char *path)
{
  g_autofree char *body = NULL;

  /* Translators: %s is the path of a file. */
  body = g_strdup_printf (_("It was put aside as %s, and a new one was begun. There may be "
                            "attempts in it whose end is not known: look in Domo at what was "
                            "migrated last before you start anything."),
                          path);
  preamp_message_show (GTK_WIDGET (parent), _("The Journal Was Damaged"), body);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  PreampProfile *profile = PREAMP_PROFILE (object);
  PreampApplication *self = step->application;
  g_autoptr (GError) error = NULL;
  const char *put_aside;

  if (!preamp_profile_open_finish (profile, result, &error))
    {
      PreampWindow *window;

      /* The program ends. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;

      window = ensure_window (self, profile);

      preamp_window_show_error (window, error);
      gtk_window_present (GTK_WINDOW (window));
      return;
    }

  preamp_application_show_profile (self, profile);

  put_aside = preamp_journal_get_put_aside (preamp_profile_get_journal (profile));
  if (put_aside != NULL)
    tell_put_aside (gtk_application_get_active_window (GTK_APPLICATION (self)), put_aside);

  preamp_application_update_actions (self);
}

/**
 * preamp_application_open_profile:
 * @self: a `PreampApplication`
 * @profile: a profile that was added, and not opened
 *
 * Opens a profile and shows what comes first: the instance that was shown last, the first run, or
 * why nothing can be done.
 */
void
preamp_application_open_profile (PreampApplication *self,
                                 PreampProfile     *profile)
{
  g_return_if_fail (PREAMP_IS_APPLICATION (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  preamp_profile_open_async (profile, NULL, open_cb, step_new (self, profile));
}
