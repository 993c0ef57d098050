/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-migration-dialog"

#include "config.h"

#include "preamp-migration-dialog-private.h"

#include <glib/gi18n.h>

/* Leaving a review: not without asking, where something was set in it that would be lost. */

static gboolean
has_settings (PreampMigrationDialog *self)
{
  return self->plan != NULL &&
         gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->review_page) &&
         preamp_run_options_get_changed (preamp_review_page_get_options (self->review_page));
}

/* The review of a second attempt came from the result of the first. */
static void
leave (PreampMigrationDialog *self)
{
  g_clear_object (&self->plan);

  if (!self->closing && self->run != NULL && preamp_run_get_ended (self->run))
    preamp_migration_dialog_show_result (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
ask (PreampMigrationDialog *self)
{
  GtkWidget *question;

  question = adw_message_dialog_new (GTK_WINDOW (self), _("Discard What Was Set Here?"),
                                     _("The times, the number to stop after and the note of this "
                                       "review will be lost. Nothing was sent."));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (question), TRUE);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question),
                                    "keep", _("_Keep Reviewing"),
                                    "discard", _("_Discard"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "keep");
  g_signal_connect_object (question, "response::discard", G_CALLBACK (leave), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

/*< private >
 * preamp_migration_dialog_leave_review:
 * @self: a `PreampMigrationDialog` that reviews a plan
 *
 * Goes back to where the review came from, or asks whether it may be left.
 */
void
preamp_migration_dialog_leave_review (PreampMigrationDialog *self)
{
  self->closing = FALSE;

  if (has_settings (self))
    ask (self);
  else
    leave (self);
}

/*< private >
 * preamp_migration_dialog_ask_to_close:
 * @self: a `PreampMigrationDialog`
 *
 * Asks whether the dialog may be closed, where that would lose something.
 *
 * Returns: whether it asks, and stays open
 */
gboolean
preamp_migration_dialog_ask_to_close (PreampMigrationDialog *self)
{
  if (!has_settings (self))
    return FALSE;

  self->closing = TRUE;
  ask (self);

  return TRUE;
}
