/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *widget_tree_find_text   (GtkWidget  *root,
                                    const char *text);
GtkWidget *widget_tree_find_type   (GtkWidget  *root,
                                    GType       type);
guint      widget_tree_count_type  (GtkWidget  *root,
                                    GType       type);
gpointer   widget_tree_get_child   (gpointer    widget,
                                    const char *name);
gboolean   widget_tree_is_shown    (GtkWidget  *widget);
void       widget_tree_assert_fits (GtkWidget  *widget,
                                    int         width);
void       widget_tree_assert_fits_in_large_text (GtkWidget *widget,
                                                  int        width);
void       widget_tree_assert_fits_in_height     (GtkWidget *widget);
void       widget_tree_assert_mnemonics          (GtkWidget *widget);

G_END_DECLS
