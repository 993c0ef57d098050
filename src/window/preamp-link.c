/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-link"

#include "config.h"

#include "preamp-link.h"

#include <glib/gi18n.h>

#include "preamp-message.h"

static void
show_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree char *uri = user_data;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;

  /* A person may have been asked for a program, and said no. */
  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("No browser was opened: %s", error->message);
  /* Translators: %s is the address of a web page */
  body = g_strdup_printf (_("No program for web pages was started. Open this address with "
                            "one:\n%s"),
                          uri);
  preamp_message_show (GTK_WIDGET (object), _("The Page Was Not Opened"), body);
}

/**
 * preamp_link_show:
 * @parent: the window where it is asked for
 * @uri: the address of a web page
 *
 * Opens a page in the browser or, where there is none, says its address.
 */
void
preamp_link_show (GtkWindow  *parent,
                  const char *uri)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (uri != NULL);

  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, show_cb, g_strdup (uri));
}
