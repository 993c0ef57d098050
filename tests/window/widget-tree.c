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

static int
get_least_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Says which parts of it are the widest. */
void
widget_tree_assert_fits (GtkWidget *widget,
                         int        width)
{
  if (get_least_width (widget) <= width)
    return;

  for (GtkWidget *widest = widget; widest != NULL;)
    {
      GtkWidget *parent = widest;

      g_test_message ("%s %s: %d", G_OBJECT_TYPE_NAME (parent),
                      gtk_buildable_get_buildable_id (GTK_BUILDABLE (parent)),
                      get_least_width (parent));
      widest = NULL;
      for (GtkWidget *child = gtk_widget_get_first_child (parent);
           child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          if (gtk_widget_get_visible (child) && !GTK_IS_NATIVE (child) &&
              (widest == NULL || get_least_width (child) > get_least_width (widest)))
            widest = child;
        }
    }

  g_assert_cmpint (get_least_width (widget), <=, width);
}

static void
collect_mnemonics (GtkWidget  *widget,
                   GHashTable *labels)
{
  GtkWidget *label = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_LABEL (label))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (label));
      guint key = gtk_label_get_mnemonic_keyval (GTK_LABEL (label));

      if (key == GDK_KEY_VoidSymbol)
        g_test_message ("“%s” has no mnemonic", text);
      else if (g_hash_table_contains (labels, GUINT_TO_POINTER (key)))
        g_test_message ("“%s” has the mnemonic of “%s”", text,
                        (char *) g_hash_table_lookup (labels, GUINT_TO_POINTER (key)));

      g_assert_cmpuint (key, !=, GDK_KEY_VoidSymbol);
      g_assert_true (g_hash_table_insert (labels, GUINT_TO_POINTER (key), g_strdup (text)));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_mnemonics (child, labels);
}

/* Each button with a label that is shown in it has a key of its own. */
void
widget_tree_assert_mnemonics (GtkWidget *widget)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  collect_mnemonics (widget, labels);
  g_assert_cmpuint (g_hash_table_size (labels), >, 0);
}

/* Of a window, without the border that it has where there are no shadows. */
static GtkWidget *
get_content (GtkWidget *widget)
{
  return GTK_IS_WINDOW (widget) ? gtk_widget_get_first_child (widget) : widget;
}

static int
get_least_height (GtkWidget *widget,
                  int        width)
{
  int minimum;

  gtk_widget_measure (get_content (widget), GTK_ORIENTATION_VERTICAL, width, &minimum,
                      NULL, NULL, NULL);

  return minimum;
}

/* As wide as a phone, nothing is cut off at the bottom: at the least height that GNOME asks for,
 * and on a phone with large text. */
void
widget_tree_assert_fits_in_height (GtkWidget *widget)
{
  g_assert_cmpint (get_least_height (widget, 360), <=, 294);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_cmpint (get_least_height (widget, 360), <=, 640);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

/* As a desktop does where somebody has asked for large text. */
void
widget_tree_assert_fits_in_large_text (GtkWidget *widget,
                                       int        width)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  widget_tree_assert_fits (get_content (widget), width);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}
