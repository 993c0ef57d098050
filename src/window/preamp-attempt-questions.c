/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is asked before something is done about an attempt, wherever it is shown. */

#define G_LOG_DOMAIN "preamp-attempt-questions"

#include "config.h"

#include "preamp-attempt-questions.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "preamp-attempt-look.h"
#include "preamp-attempt-words.h"
#include "preamp-window.h"

typedef struct
{
  PreampWorkspace *workspace;
  PreampAttempt *attempt;
  GtkWidget *widget;
  PreampAttemptRetryFunc retry;
} Question;

static Question *
question_new (GtkWidget              *widget,
              PreampWorkspace        *workspace,
              PreampAttempt          *attempt,
              PreampAttemptRetryFunc  retry)
{
  Question *question = g_new0 (Question, 1);

  g_set_object (&question->widget, widget);
  question->workspace = g_object_ref (workspace);
  question->attempt = g_object_ref (attempt);
  question->retry = retry;

  return question;
}

static void
question_free (Question *question)
{
  g_clear_object (&question->widget);
  g_clear_object (&question->workspace);
  g_clear_object (&question->attempt);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The widget holds the question's dialog through its window, so that the question goes with it. */
static AdwMessageDialog *
create_dialog (Question   *question,
               const char *heading,
               const char *body)
{
  GtkRoot *root = gtk_widget_get_root (question->widget);
  GtkWidget *dialog;

  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "question", question, (GDestroyNotify) question_free);

  return ADW_MESSAGE_DIALOG (dialog);
}

/* Try again */

static void
retry_response_cb (AdwMessageDialog *dialog,
                   const char       *response)
{
  const Question *question = g_object_get_data (G_OBJECT (dialog), "question");

  if (g_str_equal (response, "check-again"))
    preamp_attempt_check_again (question->workspace, question->attempt);
  else if (g_str_equal (response, "try-again"))
    question->retry (question->widget, question->workspace, question->attempt);
}

static char *
dup_retry_body (PreampAttempt *attempt)
{
  const char *first;
  g_autofree char *unknown = NULL;

  if (preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_UNKNOWN)
    {
      g_autofree char *label = preamp_attempt_words_dup_label (attempt);

      /* Translators: %s is “Domo says “PENDING”” */
      unknown = g_strdup_printf (_("%s. Preamp does not know this state. Domo may still be working "
                                   "on the datasource, and a second request may run beside the "
                                   "first."),
                                 label);
      first = unknown;
    }
  else if (preamp_attempt_get_record (attempt)->http_status != 0)
    {
      first = _("The first request was sent and got no usable answer. Domo may still be working on "
                "it, and a second one may run beside it.");
    }
  else
    {
      first = _("The first request was sent and never answered. Domo may still be working on it, "
                "and a second one may run beside it.");
    }

  /* Translators: two paragraphs; %s is the first, a warning */
  return g_strdup_printf (_("%s\n\nChecking changes nothing: if Domo shows the datasource as "
                            "moved, you are done."),
                          first);
}

/**
 * preamp_attempt_ask_to_retry:
 * @widget: the widget that asks
 * @workspace: the attempt's instance
 * @attempt: an attempt whose end is not certain
 * @retry: (scope async): called where the administrator wants a second request
 *
 * Warns of a second request beside the first, and offers to check the lists instead, which is what
 * Enter does.
 */
void
preamp_attempt_ask_to_retry (GtkWidget              *widget,
                             PreampWorkspace        *workspace,
                             PreampAttempt          *attempt,
                             PreampAttemptRetryFunc  retry)
{
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (PREAMP_IS_ATTEMPT (attempt));
  g_return_if_fail (retry != NULL);

  name = preamp_attempt_words_shorten (preamp_attempt_get_name (attempt), 60);
  /* Translators: %s is the name of a datasource */
  heading = g_strdup_printf (_("Try “%s” Again?"), name);
  body = dup_retry_body (attempt);

  dialog = create_dialog (question_new (widget, workspace, attempt, retry), heading, body);
  adw_message_dialog_add_responses (dialog,
                                    "try-again", _("_Try Anyway…"),
                                    "check-again", _("Check _Again"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "try-again", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "check-again", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "check-again");
  g_signal_connect (dialog, "response", G_CALLBACK (retry_response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
retry_uncertain (GtkWidget       *widget,
                 PreampWorkspace *workspace,
                 PreampAttempt   *attempt)
{
  preamp_window_present_retry (widget, workspace, preamp_attempt_get_record (attempt), TRUE);
}

/**
 * preamp_attempt_try_again:
 * @widget: what it was asked from
 * @workspace: the attempt's instance
 * @attempt: an attempt
 *
 * Presents the review of trying an attempt again, after the question that one needs whose end is
 * not certain. Nothing happens where it may not be tried.
 */
void
preamp_attempt_try_again (GtkWidget       *widget,
                          PreampWorkspace *workspace,
                          PreampAttempt   *attempt)
{
  g_autoptr (PreampAttemptLook) look = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (PREAMP_IS_ATTEMPT (attempt));

  look = preamp_attempt_look_new ();
  preamp_attempt_look_set (look, workspace, attempt);

  if (preamp_attempt_look_may_ask_to_retry (look))
    preamp_attempt_ask_to_retry (widget, workspace, attempt, retry_uncertain);
  else if (preamp_attempt_look_may_retry (look))
    preamp_window_present_retry (widget, workspace, preamp_attempt_get_record (attempt), FALSE);
}

/**
 * preamp_attempt_check_again:
 * @workspace: the attempt's instance
 * @attempt: an attempt whose end is not certain, or is contradicted by the lists
 *
 * Reads Domo's lists for it at once, which sends nothing. What they show comes by the lookup.
 */
void
preamp_attempt_check_again (PreampWorkspace *workspace,
                            PreampAttempt   *attempt)
{
  PreampLookup *lookup;
  PreampLook look;
  gint64 id;

  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (PREAMP_IS_ATTEMPT (attempt));

  lookup = preamp_workspace_get_lookup (workspace);
  id = preamp_attempt_get_record (attempt)->id;

  /* Of what was set aside before this start nothing is watched. */
  if (!preamp_lookup_get_look (lookup, id, &look))
    preamp_lookup_watch (lookup, preamp_attempt_get_record (attempt));

  preamp_lookup_check (lookup, id);
}
