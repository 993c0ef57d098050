/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-toast"

#include "config.h"

#include "preamp-toast.h"

/**
 * preamp_toast_add:
 * @overlay: where it is shown
 * @text: a sentence, which is not read as markup
 *
 * Says something that needs no answer.
 */
void
preamp_toast_add (AdwToastOverlay *overlay,
                  const char      *text)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (text != NULL);

  escaped = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (overlay, adw_toast_new (escaped));
}

/**
 * preamp_toast_copy:
 * @widget: what it was asked from
 * @text: what is to be copied
 * @sentence: what says that it was copied: “Datasource ID copied”
 *
 * Copies @text to the clipboard, and activates the action `toast.copied`, with @sentence, of a
 * widget above @widget, if one has it.
 */
void
preamp_toast_copy (GtkWidget  *widget,
                   const char *text,
                   const char *sentence)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);
  g_return_if_fail (sentence != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "toast.copied", "s", sentence);
}
