/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-decoration"

#include "config.h"

#include "preamp-decoration.h"

/**
 * preamp_decoration_new:
 * @icon_name: the name of an icon
 * @css_class: (nullable): a style class
 *
 * Creates an icon beside words that say all that it says: it is not read aloud.
 *
 * Returns: (transfer floating): the icon
 */
GtkWidget *
preamp_decoration_new (const char *icon_name,
                       const char *css_class)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", icon_name,
                                  NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (icon, css_class);

  return icon;
}
