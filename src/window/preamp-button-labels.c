/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-button-labels"

#include "config.h"

#include "preamp-button-labels.h"

/* A button of GTK 4.8 is never narrower than its label on one line. With text twice as large as
 * usual that is wider than a phone. */

static void
wrap_label (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  if (!GTK_IS_LABEL (label))
    return;

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
}

/**
 * preamp_button_labels_wrap:
 * @widget: a widget with buttons somewhere inside it
 *
 * Lets the labels of the buttons below @widget have several lines where there is not the width for
 * one, also those that are set later. For a widget's own buttons, once.
 */
void
preamp_button_labels_wrap (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_BUTTON (widget))
    {
      wrap_label (GTK_BUTTON (widget));
      g_signal_connect (widget, "notify::child", G_CALLBACK (wrap_label), NULL);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    preamp_button_labels_wrap (child);
}
