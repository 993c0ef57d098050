/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-text-size"

#include "config.h"

#include "preamp-text-size.h"

#define USUAL_DPI (96 * 1024)

/**
 * preamp_text_size_scale:
 * @widget: a widget
 * @pixels: a width that text of the usual size needs
 *
 * Tells what larger text needs. For smaller text the width stays as it is.
 *
 * Returns: a width in pixels
 */
int
preamp_text_size_scale (GtkWidget *widget,
                        int        pixels)
{
  int dpi = 0;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), pixels);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > USUAL_DPI ? (int) ((gint64) pixels * dpi / USUAL_DPI) : pixels;
}
