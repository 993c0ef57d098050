/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-page"

#include "config.h"

#include "preamp-activity-page-private.h"

#include "preamp-text-size.h"

/* What the page makes of its size, and of the size of text. */

/* Below this width a table has no room, nor have two cards side by side. */
#define NARROW_WIDTH 720

/* Below this width search and choices have no room side by side. */
#define FILTERS_WIDTH 920

/* Below this width a title has no room for anything beside it. */
#define TIGHT_WIDTH 300

/* What is at both sides of the switches. */
#define MARGINS 36

/* As wide as the widest where there is room for that, else side by side as they are, or below each
 * other. */
static void
turn_switches (PreampActivityPage *self,
               int                 width)
{
  int room = width - MARGINS;
  int sum = 0;
  int widest = 0;
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->kinds_box);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;

      if (!gtk_widget_get_visible (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      widest = MAX (widest, least);
      sum += least;
      n++;
    }

  gtk_box_set_homogeneous (GTK_BOX (self->kinds_box), n * widest <= room);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->kinds_box),
                                  sum <= room ? GTK_ORIENTATION_HORIZONTAL
                                              : GTK_ORIENTATION_VERTICAL);
}

static void
fold (PreampActivityPage *self,
      gboolean            narrow)
{
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->controls_box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (GTK_WIDGET (self->overview_button), narrow);
  gtk_box_reorder_child_after (self->activity_box,
                               narrow ? self->overview_window : GTK_WIDGET (self->controls_box),
                               narrow ? GTK_WIDGET (self->controls_box) : self->overview_window);
  if (!narrow && gtk_toggle_button_get_active (self->overview_button))
    gtk_toggle_button_set_active (self->runs_button, TRUE);
  preamp_activity_page_connect_views (self);
}

static gboolean
fold_cb (gpointer user_data)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (user_data);
  GtkWidget *widget = GTK_WIDGET (self);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled_window);
  int width = (int) gtk_adjustment_get_page_size (adjustment);
  gboolean narrow = width < preamp_text_size_scale (widget, NARROW_WIDTH);

  self->fold_id = 0;
  if (width < 1)
    return G_SOURCE_REMOVE;

  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  preamp_activity_filters_set_narrow (self->filters,
                                      width < preamp_text_size_scale (widget, FILTERS_WIDTH));
  preamp_activity_overview_set_narrow (self->overview, narrow);
  preamp_activity_overview_set_tight (self->overview,
                                      width < preamp_text_size_scale (widget, TIGHT_WIDTH));
  preamp_activity_overview_set_height (self->overview,
                                       (int) gtk_adjustment_get_page_size (adjustment));
  if (self->narrow != narrow)
    fold (self, narrow);
  if (narrow && self->attention_wanted)
    gtk_toggle_button_set_active (self->overview_button, TRUE);
  self->attention_wanted = FALSE;
  turn_switches (self, width);
  preamp_activity_page_update_list (self);

  return G_SOURCE_REMOVE;
}

/* The width is known inside an allocation, where nothing may change that asks for another. */
static void
size_cb (PreampActivityPage *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fold_cb, self, NULL);
}

/*< private >
 * preamp_activity_page_watch_size:
 * @self: a `PreampActivityPage`
 *
 * Lays the page out anew whenever its size changes, or that of what is written on it.
 */
void
preamp_activity_page_watch_size (PreampActivityPage *self)
{
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled_window),
                           "notify::page-size", G_CALLBACK (size_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled_window),
                           "notify::page-size", G_CALLBACK (size_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-xft-dpi", G_CALLBACK (size_cb), self, G_CONNECT_SWAPPED);
  /* What the switches need, once they have the style that was asked for. */
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->kinds_window),
                           "notify::upper", G_CALLBACK (size_cb), self, G_CONNECT_SWAPPED);
}
