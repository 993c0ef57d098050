/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-application"

#include "config.h"

#include "preamp-application-private.h"

#include <glib/gi18n.h>

/* Quitting, and closing a window, ask while datasources are moving: what was sent is finished, what
 * waits is not started, and only then it ends. */

static gboolean
is_moving (PreampApplication *self)
{
  for (guint i = 0; i < self->profiles->len; i++)
    if (preamp_profile_get_moving (g_ptr_array_index (self->profiles, i)))
      return TRUE;

  return FALSE;
}

static void
moving_cb (PreampApplication *self)
{
  g_assert (PREAMP_IS_APPLICATION (self));

  if (self->quitting && !is_moving (self))
    g_application_quit (G_APPLICATION (self));
}

/* Another process that is started meanwhile reads it. */
static void
set_finishing (PreampApplication *self,
               gboolean           finishing)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "finishing");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (finishing));
}

static void
closing_cb (PreampWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  PreampProfile *profile;

  if (application == NULL)
    return;

  profile = preamp_application_get_profile (PREAMP_APPLICATION (application), GTK_WINDOW (window));
  if (preamp_profile_get_moving (profile))
    return;

  /* The program may go on, with the window of the sandbox. */
  set_finishing (PREAMP_APPLICATION (application), PREAMP_APPLICATION (application)->quitting);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
say_finishing (PreampApplication *self,
               PreampProfile     *profile)
{
  PreampWindow *window = preamp_application_find_window (self, profile);
  const guint n = preamp_profile_count_moving (profile);
  g_autofree char *sentence = NULL;

  if (window == NULL)
    return;

  sentence = g_strdup_printf (ngettext ("Preamp is finishing %u migration, and closes by itself "
                                        "then.",
                                        "Preamp is finishing %u migrations, and closes by itself "
                                        "then.",
                                        n),
                              n);
  preamp_window_add_toast (window, sentence);
}

static void
finish_profile (PreampApplication *self,
                PreampProfile     *profile)
{
  set_finishing (self, TRUE);
  say_finishing (self, profile);
  preamp_profile_finish_runs (profile);
}

static void
quit_response_cb (PreampApplication *self)
{
  g_assert (PREAMP_IS_APPLICATION (self));

  self->quitting = TRUE;
  for (guint i = 0; i < self->profiles->len; i++)
    {
      PreampProfile *profile = g_ptr_array_index (self->profiles, i);

      g_signal_connect_object (profile, "notify::moving",
                               G_CALLBACK (moving_cb), self, G_CONNECT_SWAPPED);
      if (preamp_profile_get_moving (profile))
        finish_profile (self, profile);
    }

  /* It may have ended while the question was open. */
  moving_cb (self);
}

static void
close_response_cb (PreampWindow *window)
{
  PreampApplication *self = PREAMP_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
  PreampProfile *profile = preamp_application_get_profile (self, GTK_WINDOW (window));

  g_object_set_data (G_OBJECT (window), "preamp-closing", GINT_TO_POINTER (TRUE));
  g_signal_connect_object (profile, "notify::moving",
                           G_CALLBACK (closing_cb), window, G_CONNECT_SWAPPED);
  finish_profile (self, profile);
  closing_cb (window);
}

/* A run that waits for its time needs the program to be open then. */
static void
ask (PreampApplication *self,
     GtkWindow         *parent,
     guint              n_moving,
     GCallback          finish,
     gpointer           data)
{
  GtkWidget *dialog;

  if (self->question != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->question));
      return;
    }

  if (n_moving > 0)
    dialog = adw_message_dialog_new (parent, _("Quit While Datasources Are Moving?"),
                                     _("The datasources that are moving now will finish first. "
                                       "Those that are waiting will not be started."));
  else
    dialog = adw_message_dialog_new (parent, _("Quit While a Run Is Waiting?"),
                                     _("Its datasources will not be started. They can be "
                                       "continued from Activity, through a fresh review."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "stay", _("_Stay"),
                                    "finish", n_moving > 0 ? _("_Finish These and Quit")
                                                           : _("_Quit"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response::finish", finish, data, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * preamp_application_may_close:
 * @self: a `PreampApplication`
 * @window: a main window that is about to close
 *
 * Asks where a run is active in @window's profile, and closes the window later if it is to.
 *
 * Returns: whether the window may close at once
 */
gboolean
preamp_application_may_close (PreampApplication *self,
                              PreampWindow      *window)
{
  PreampProfile *profile;

  g_return_val_if_fail (PREAMP_IS_APPLICATION (self), TRUE);
  g_return_val_if_fail (PREAMP_IS_WINDOW (window), TRUE);

  profile = preamp_application_get_profile (self, GTK_WINDOW (window));
  if (profile == NULL || !preamp_profile_get_moving (profile))
    return TRUE;

  if (self->quitting || g_object_get_data (G_OBJECT (window), "preamp-closing") != NULL)
    say_finishing (self, profile);
  else
    ask (self, GTK_WINDOW (window), preamp_profile_count_moving (profile),
         G_CALLBACK (close_response_cb), window);

  return FALSE;
}

/**
 * preamp_application_say_finishing:
 * @self: a `PreampApplication`
 *
 * Says in the windows that are about to close that they are, and what they wait for. Does nothing
 * where nobody has asked to quit.
 */
void
preamp_application_say_finishing (PreampApplication *self)
{
  g_return_if_fail (PREAMP_IS_APPLICATION (self));

  for (guint i = 0; i < self->profiles->len; i++)
    {
      PreampProfile *profile = g_ptr_array_index (self->profiles, i);

      if (preamp_profile_get_finishing (profile) && preamp_profile_get_moving (profile))
        say_finishing (self, profile);
    }
}

/**
 * preamp_application_quit:
 * @self: a `PreampApplication`
 *
 * Ends the program; asks first where a run is active, and then ends it when what is in flight has
 * finished.
 */
void
preamp_application_quit (PreampApplication *self)
{
  guint n_moving = 0;

  g_return_if_fail (PREAMP_IS_APPLICATION (self));

  if (!is_moving (self))
    {
      g_application_quit (G_APPLICATION (self));
      return;
    }

  if (self->quitting)
    {
      preamp_application_say_finishing (self);
      return;
    }

  for (guint i = 0; i < self->profiles->len; i++)
    n_moving += preamp_profile_count_moving (g_ptr_array_index (self->profiles, i));

  ask (self, gtk_application_get_active_window (GTK_APPLICATION (self)), n_moving,
       G_CALLBACK (quit_response_cb), self);
}
