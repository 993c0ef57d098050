/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-message"

#include "config.h"

#include "preamp-message.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static GtkWindow *
find_parent (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GApplication *application = g_application_get_default ();

  if (GTK_IS_WINDOW (root) && gtk_widget_get_visible (GTK_WIDGET (root)))
    return GTK_WINDOW (root);

  return GTK_IS_APPLICATION (application)
           ? gtk_application_get_active_window (GTK_APPLICATION (application))
           : NULL;
}

/**
 * preamp_message_show:
 * @widget: the widget where it happened
 * @heading: what happened
 * @body: (nullable): more about it
 *
 * Says something that can only be taken note of: above @widget or, where that was closed
 * meanwhile, above the window in use.
 */
void
preamp_message_show (GtkWidget  *widget,
                     const char *heading,
                     const char *body)
{
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (heading != NULL);

  dialog = adw_message_dialog_new (find_parent (widget), heading, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}
