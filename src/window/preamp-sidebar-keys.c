/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sidebar-keys"

#include "config.h"

#include "preamp-sidebar-keys.h"

#include "preamp-rows.h"
#include "preamp-sidebar-item.h"

/* The keys of the sidebar's list. A list view of GTK 4.8 does not step over a line that cannot be
 * selected, such as a header: it stays before it. */

/* The first line from @position on that can be selected. */
static guint
find_selectable (GListModel *items,
                 guint       position,
                 gboolean    backward)
{
  /* Backward from the first line is beyond the last number, which ends the search like the end. */
  for (; position < g_list_model_get_n_items (items); position += backward ? -1 : 1)
    {
      g_autoptr (PreampSidebarItem) item = g_list_model_get_item (items, position);

      if (preamp_sidebar_item_get_selectable (item))
        return position;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Where the keyboard is, else what is selected. */
static guint
get_cursor (GtkListView *view)
{
  GListModel *items = G_LIST_MODEL (gtk_list_view_get_model (view));
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (view));
  gpointer shown = focus != NULL ? preamp_rows_get_item (focus) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PreampSidebarItem) item = g_list_model_get_item (items, i);

      if (shown != NULL ? shown == item
                        : gtk_selection_model_is_selected (gtk_list_view_get_model (view), i))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
go_to (GtkListView *view,
       guint        position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (view);
  g_autoptr (PreampSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (model), position);
  GtkWidget *row;

  gtk_selection_model_select_item (model, position, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (view), "list.scroll-to-item", "u", position);

  row = preamp_rows_find (GTK_WIDGET (view), item);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static gboolean
key_pressed_cb (GtkListView     *view,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  GListModel *items = G_LIST_MODEL (gtk_list_view_get_model (view));
  guint n_items = g_list_model_get_n_items (items);
  guint cursor = get_cursor (view);
  guint position;

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      position = find_selectable (items, cursor - 1, TRUE);
      break;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      position = find_selectable (items, cursor + 1, FALSE);
      break;

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      position = find_selectable (items, 0, FALSE);
      break;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      position = find_selectable (items, n_items - 1, TRUE);
      break;

    default:
      return GDK_EVENT_PROPAGATE;
    }

  if (position == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;

  go_to (view, position);

  return GDK_EVENT_STOP;
}

/**
 * preamp_sidebar_keys_install:
 * @view: a list of [class@SidebarItem], of which one is selected
 *
 * Lets Up, Down, Home and End select any line of @view that can be selected, over the headers
 * between them.
 */
void
preamp_sidebar_keys_install (GtkListView *view)
{
  GtkEventController *keys;

  g_return_if_fail (GTK_IS_LIST_VIEW (view));

  /* Before the view's own keys. */
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
}
