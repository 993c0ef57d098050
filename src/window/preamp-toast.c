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
 * preamp_toast_find_overlay:
 * @widget: what something was asked from
 *
 * Finds where what concerns @widget is said.
 *
 * Returns: (transfer none) (nullable): the nearest overlay around it, or of the window that it is;
 *   %NULL where there is none, or @widget is not in view any more
 */
AdwToastOverlay *
preamp_toast_find_overlay (GtkWidget *widget)
{
  GtkWidget *overlay;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  if (!gtk_widget_get_mapped (widget))
    return NULL;

  if (ADW_IS_WINDOW (widget))
    overlay = adw_window_get_content (ADW_WINDOW (widget));
  else
    overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  return ADW_IS_TOAST_OVERLAY (overlay) ? ADW_TOAST_OVERLAY (overlay) : NULL;
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
