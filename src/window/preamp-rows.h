/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void       preamp_rows_set_item  (GtkWidget  *cell,
                                  gpointer    item);
void       preamp_rows_set_label (GtkWidget  *cell,
                                  const char *label);
void       preamp_rows_say       (GtkWidget  *cell,
                                  const char *first,
                                  const char *second,
                                  const char *third);
GtkWidget *preamp_rows_get_row   (GtkWidget  *widget);
gpointer   preamp_rows_get_item  (GtkWidget  *row);
GtkWidget *preamp_rows_find      (GtkWidget  *view,
                                  gpointer    item);
gboolean   preamp_rows_end_focus (GtkWidget        *frame,
                                  GtkDirectionType  direction);

G_END_DECLS
