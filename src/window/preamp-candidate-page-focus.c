/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-page"

#include "config.h"

#include "preamp-candidate-page-private.h"

#include "preamp-rows.h"

/* For what was read to be laid out. What has nothing for the keyboard is asked no more. */
#define MAX_FRAMES 30

/* For a view to have its rows in place again. */
#define FOLLOW_FRAMES 3

/* Where the keyboard is, and which rows are in view, while rows come and go. */

static gboolean
is_narrow (PreampCandidatePage *self)
{
  return adw_squeezer_get_visible_child (self->squeezer) == self->list_window;
}

static void
scroll_to (PreampCandidatePage *self,
           guint                position)
{
  if (is_narrow (self))
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  else
    preamp_candidate_table_scroll_to (self->table, position);
}

/* The row under the cursor, which is made where it is out of sight; without a cursor the first one,
 * while that is in sight. */
static GtkWidget *
find_cursor_row (PreampCandidatePage *self,
                 GtkWidget           *view)
{
  PreampDatasourceItem *cursor = preamp_candidate_page_get_cursor (self);
  GtkSelectionModel *rows = preamp_datasource_pipeline_get_selection (self->pipeline);
  g_autoptr (GObject) first = NULL;
  GtkWidget *row;
  guint position;

  if (cursor == NULL)
    {
      first = g_list_model_get_item (G_LIST_MODEL (rows), 0);

      return first != NULL && preamp_candidate_page_get_at_top (self) ?
               preamp_rows_find (view, first) : NULL;
    }

  row = preamp_rows_find (view, cursor);
  if (row != NULL)
    return row;

  position = preamp_datasource_pipeline_find (self->pipeline, cursor);
  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;

  scroll_to (self, position);

  return preamp_rows_find (view, cursor);
}

static void
focus_row (PreampCandidatePage *self)
{
  GtkWidget *view = is_narrow (self) ? GTK_WIDGET (self->list_view) : GTK_WIDGET (self->table);
  GtkWidget *row = find_cursor_row (self, view);

  if (row == NULL || !gtk_widget_grab_focus (row))
    gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
}

/* Keys are for the row that the ring is around. */
static void
put_cursor (PreampCandidatePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->squeezer)))
    row = preamp_rows_get_row (focus);
  if (row != NULL && preamp_candidate_page_get_cursor (self) == NULL)
    gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
}

/**
 * preamp_candidate_page_focus_rows: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Puts the keyboard on the row under the cursor, or both on the first row in view.
 */
void
preamp_candidate_page_focus_rows (PreampCandidatePage *self)
{
  focus_row (self);
  put_cursor (self);
}

/**
 * preamp_candidate_page_ensure_cursor:
 * @self: a `PreampCandidatePage`
 *
 * Puts the cursor on the row with the keyboard, or both on the first row in view, where there is
 * no cursor.
 */
void
preamp_candidate_page_ensure_cursor (PreampCandidatePage *self)
{
  g_return_if_fail (PREAMP_IS_CANDIDATE_PAGE (self));

  put_cursor (self);
  if (preamp_candidate_page_get_cursor (self) == NULL)
    preamp_candidate_page_focus_rows (self);
}

/* Following */

/* GTK takes the row of another datasource into use for what comes, together with the keyboard. */
static gboolean
is_astray (PreampCandidatePage *self,
           GtkWidget           *focus)
{
  PreampDatasourceItem *cursor = preamp_candidate_page_get_cursor (self);
  GtkWidget *row;

  if (focus == NULL || cursor == NULL ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->squeezer)))
    return FALSE;

  row = preamp_rows_get_row (focus);

  return row == NULL || preamp_rows_get_item (row) != cursor;
}

static gboolean
has_rows_or_page (PreampCandidatePage *self)
{
  const char *state = gtk_stack_get_visible_child_name (self->stack);

  return gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         !g_str_equal (state, "loading") && !g_str_equal (state, "sorting");
}

static void
put_focus (PreampCandidatePage *self)
{
  self->focus_moving = TRUE;
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list"))
    focus_row (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  self->focus_moving = FALSE;
}

/* In frames and not at once: a view may take its rows into use for others only then. */
static gboolean
follow_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);

  if (has_rows_or_page (self) &&
      is_astray (self, gtk_root_get_focus (gtk_widget_get_root (widget))))
    put_focus (self);

  if (--self->follow_frames > 0)
    return G_SOURCE_CONTINUE;

  self->follow_id = 0;

  return G_SOURCE_REMOVE;
}

/* When what has the keyboard goes, GTK 4.8 moves on at the end of the frame, from where the
 * keyboard is then. So it is looked after in the frames that follow. */
static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean there = self->focus_frames > 0 && focus != NULL &&
                   gtk_widget_get_mapped (focus) &&
                   gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)) &&
                   !is_astray (self, focus);

  if (self->focus_wanted && has_rows_or_page (self) && !there && self->focus_frames < MAX_FRAMES)
    {
      self->focus_frames++;
      put_focus (self);

      return G_SOURCE_CONTINUE;
    }

  self->focus_wanted = self->focus_wanted && !has_rows_or_page (self);
  self->frame_id = 0;

  return G_SOURCE_REMOVE;
}

/**
 * preamp_candidate_page_pursue_focus: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Puts the keyboard where it was wanted, or later, where there is nothing yet.
 */
void
preamp_candidate_page_pursue_focus (PreampCandidatePage *self)
{
  if (self->focus_wanted && self->frame_id == 0 && has_rows_or_page (self))
    self->frame_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

/**
 * preamp_candidate_page_follow_cursor: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Puts the keyboard on the row under the cursor soon, where it is on another row.
 */
void
preamp_candidate_page_follow_cursor (PreampCandidatePage *self)
{
  self->follow_frames = FOLLOW_FRAMES;
  if (self->follow_id == 0)
    self->follow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

/* From a control that is in view to another it goes by hand, which is respected. From a row that
 * goes, GTK moves it. */
static void
focus_changed_cb (PreampCandidatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean in_rows = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->squeezer));
  gboolean by_hand = focus != NULL && self->focus != NULL && gtk_widget_get_mapped (self->focus);

  if (self->focus_in_rows && !in_rows && !by_hand && gtk_widget_get_mapped (GTK_WIDGET (self)))
    preamp_candidate_page_want_rows (self);
  else if (by_hand && !self->focus_moving && self->focus_frames == 0)
    self->focus_wanted = FALSE;

  g_set_weak_pointer (&self->focus, focus);
  self->focus_in_rows = in_rows;
}

/**
 * preamp_candidate_page_watch_focus: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Follows the keyboard in the window that the page has come into.
 */
void
preamp_candidate_page_watch_focus (PreampCandidatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Not for a signal group: that does not let go of a window which is being taken apart. */
  if (GTK_IS_WINDOW (root))
    g_signal_connect_swapped (root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
  focus_changed_cb (self);

  /* Typing searches wherever the keyboard is, as long as the page is seen. */
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (root));
}

/**
 * preamp_candidate_page_unwatch_focus: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Follows the keyboard no more, before the page goes out of its window.
 */
void
preamp_candidate_page_unwatch_focus (PreampCandidatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_signal_handlers_disconnect_by_func (root, G_CALLBACK (focus_changed_cb), self);
  gtk_search_bar_set_key_capture_widget (self->search_bar, NULL);
}

/**
 * preamp_candidate_page_want_rows: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Puts the keyboard into the rows, or into what is shown in their place, as soon as there is
 * something: unless somebody moves it meanwhile.
 */
void
preamp_candidate_page_want_rows (PreampCandidatePage *self)
{
  self->focus_wanted = TRUE;
  self->focus_frames = 0;
  preamp_candidate_page_pursue_focus (self);
}

/**
 * preamp_candidate_page_init_focus: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Follows what the keyboard has to follow: rows that come and go, and the page in their place.
 */
void
preamp_candidate_page_init_focus (PreampCandidatePage *self)
{
  g_signal_connect_object (preamp_datasource_pipeline_get_selection (self->pipeline),
                           "items-changed", G_CALLBACK (preamp_candidate_page_follow_cursor), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child-name",
                           G_CALLBACK (preamp_candidate_page_pursue_focus), self,
                           G_CONNECT_SWAPPED);
}

/* The top of the rows */

/**
 * preamp_candidate_page_get_at_top: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Returns: whether the first row is in view, or there is none
 */
gboolean
preamp_candidate_page_get_at_top (PreampCandidatePage *self)
{
  GtkAdjustment *adjustment;

  if (!is_narrow (self))
    return preamp_candidate_table_get_at_top (self->table);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->list_window));

  return gtk_adjustment_get_value (adjustment) <= 0;
}

static gboolean
to_top_cb (gpointer user_data)
{
  PreampCandidatePage *self = user_data;
  GtkSelectionModel *rows;

  self->to_top_id = 0;
  if (self->pipeline == NULL)
    return G_SOURCE_REMOVE;

  rows = preamp_datasource_pipeline_get_selection (self->pipeline);
  if (g_list_model_get_n_items (G_LIST_MODEL (rows)) == 0)
    return G_SOURCE_REMOVE;

  scroll_to (self, 0);

  return G_SOURCE_REMOVE;
}

/**
 * preamp_candidate_page_go_to_top: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Brings the first row into view soon. A view stays with the rows that it showed, and what has come
 * above them would be out of sight. The cursor says where somebody is, and is left in peace.
 */
void
preamp_candidate_page_go_to_top (PreampCandidatePage *self)
{
  if (preamp_candidate_page_get_cursor (self) == NULL && self->to_top_id == 0)
    self->to_top_id = g_idle_add (to_top_cb, self);
}
