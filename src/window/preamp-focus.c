/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-focus"

#include "config.h"

#include "preamp-focus.h"

/* What was brought into view is laid out within a few of them. What has nothing for the keyboard is
 * asked no more. */
#define MAX_FRAMES 30

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  guint *n_left = user_data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  /* Looked at in the next frame: what is not laid out yet does not take it, and where something has
   * gone GTK 4.8 moves on at the end of this one. */
  if (*n_left < MAX_FRAMES && focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return G_SOURCE_REMOVE;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);

  return --*n_left > 0;
}

/**
 * preamp_focus_soon:
 * @widget: a widget around others
 *
 * Puts the keyboard into @widget, which may only be coming into view.
 */
void
preamp_focus_soon (GtkWidget *widget)
{
  guint *n_left;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  n_left = g_new (guint, 1);
  *n_left = MAX_FRAMES;
  gtk_widget_add_tick_callback (widget, frame_cb, n_left, g_free);
}
