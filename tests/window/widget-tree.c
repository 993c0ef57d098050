/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widget-tree.h"

/* A label with exactly this text, among what is visible below @root. */
GtkWidget *
widget_tree_find_text (GtkWidget  *root,
                       const char *text)
{
  if (!gtk_widget_get_visible (root))
    return NULL;

  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (root)), text) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = widget_tree_find_text (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
widget_tree_find_type (GtkWidget *root,
                       GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = widget_tree_find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

guint
widget_tree_count_type (GtkWidget *root,
                        GType      type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += widget_tree_count_type (child, type);

  return n;
}

/* A child of the widget's template. */
gpointer
widget_tree_get_child (gpointer    widget,
                       const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);

  return child;
}

/* Whether neither it nor anything above it is hidden. */
gboolean
widget_tree_is_shown (GtkWidget *widget)
{
  return gtk_widget_is_visible (widget);
}
