/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-user-question"

#include "config.h"

#include "preamp-user-question.h"

#include <glib/gi18n.h>

/* Whether a run goes on with another user's access token. Only the administrator can know whether
 * that is meant. */

static const char *
get_name (const char *id,
          const char *name)
{
  return name != NULL && *name != '\0' ? name : id;
}

static char *
dup_body (PreampRun *run)
{
  const PreampRunRecord *record = preamp_run_get_record (run);
  const PreampUser *user = preamp_run_get_new_user (run);
  const char *started_by = get_name (record->user_id, record->user_name);

  if (user == NULL && started_by == NULL)
    return g_strdup (_("Domo does not say whose access token this is, and the run went on with a "
                       "known user’s before. What is sent from now on is sent as the user that "
                       "the token belongs to."));

  if (user == NULL)
    {
      /* Translators: %s is the name of a user. */
      return g_strdup_printf (_("Domo does not say whose access token this is. This run was "
                                "started by %s. What is sent from now on is sent as the user that "
                                "the token belongs to."),
                              started_by);
    }

  if (started_by == NULL)
    {
      /* Translators: %s is the name of a user. */
      return g_strdup_printf (_("This access token belongs to %s, and the run went on with another "
                                "user’s before."),
                              get_name (user->id, user->name));
    }

  /* Translators: %1$s and %2$s are names of users. */
  return g_strdup_printf (_("This access token belongs to %1$s. This run was started by %2$s. What "
                            "is sent from now on is sent as %1$s."),
                          get_name (user->id, user->name), started_by);
}

static char *
dup_continue_label (PreampRun *run)
{
  const PreampUser *user = preamp_run_get_new_user (run);
  g_autoptr (GString) name = NULL;

  if (user == NULL)
    return g_strdup (_("_Continue"));

  /* An underscore would be taken for a mnemonic. */
  name = g_string_new (get_name (user->id, user->name));
  g_string_replace (name, "_", "__", 0);

  /* Translators: %s is the name of a user. */
  return g_strdup_printf (_("_Continue as %s"), name->str);
}

static void
pause_cb (PreampRun  *run,
          GParamSpec *pspec,
          GtkWindow  *dialog)
{
  g_autofree char *body = NULL;
  g_autofree char *label = NULL;

  /* It was answered elsewhere: by the right user's token, or because the run ended. */
  if (preamp_run_get_pause (run) != PREAMP_PAUSE_USER || preamp_run_get_ended (run) ||
      preamp_run_get_stopping (run))
    {
      gtk_window_close (dialog);
      return;
    }

  body = dup_body (run);
  label = dup_continue_label (run);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_set_response_label (ADW_MESSAGE_DIALOG (dialog), "continue", label);
}

static void
continue_cb (PreampRun *run)
{
  if (preamp_run_get_pause (run) == PREAMP_PAUSE_USER)
    preamp_run_go_on (run);
}

/**
 * preamp_user_question_new:
 * @run: a run that is paused for %PREAMP_PAUSE_USER
 * @parent: (nullable): the window it belongs to
 *
 * Makes the question whether @run goes on with another user's access token, and does what is
 * answered. It closes by itself where that is settled in another way.
 *
 * Returns: (transfer none): the dialog, to be presented
 */
GtkWidget *
preamp_user_question_new (PreampRun *run,
                          GtkWindow *parent)
{
  GtkWidget *dialog;
  g_autofree char *body = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);
  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);

  body = dup_body (run);
  label = dup_continue_label (run);
  dialog = adw_message_dialog_new (parent, _("Continue as Another User?"), body);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Keep Paused"),
                                    "continue", label,
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response::continue", G_CALLBACK (continue_cb), run,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::pause", G_CALLBACK (pause_cb), dialog, 0);
  g_signal_connect_object (run, "notify::ended", G_CALLBACK (pause_cb), dialog, 0);
  g_signal_connect_object (run, "notify::stopping", G_CALLBACK (pause_cb), dialog, 0);

  return dialog;
}
