/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-page"

#include "config.h"

#include "preamp-activity-page-private.h"

#include <glib/gi18n.h>

/* What of the page is to be seen first, and where the keyboard goes. */

/* What was read is there within a few of them. Of a page that has nothing for the keyboard no more
 * is asked. */
#define MAX_FRAMES 30

static GtkWidget *
find_target (PreampActivityPage *self)
{
  if (self->focus_attention || !gtk_widget_get_visible (GTK_WIDGET (self->list_stack)))
    return GTK_WIDGET (self->overview);

  return GTK_WIDGET (self->list_stack);
}

/* GTK 4.8 also claims to have done it where a list is not laid out yet. */
static gboolean
try_focus (PreampActivityPage *self)
{
  GtkWidget *target = find_target (self);
  GtkRoot *root = gtk_widget_get_root (target);
  GtkWidget *focus;

  if (g_str_equal (gtk_stack_get_visible_child_name (self->page_stack), "loading"))
    return FALSE;

  gtk_widget_child_focus (target, GTK_DIR_TAB_FORWARD);
  focus = gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, target);
}

static gboolean
focus_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);

  if (!try_focus (self) && --self->focus_frames > 0)
    return G_SOURCE_CONTINUE;

  self->focus_id = 0;

  return G_SOURCE_REMOVE;
}

static void
want_focus (PreampActivityPage *self,
            gboolean            attention)
{
  self->focus_attention = attention;
  self->focus_frames = MAX_FRAMES;
  if (self->focus_id == 0)
    self->focus_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

/**
 * preamp_activity_page_focus:
 * @self: a `PreampActivityPage`
 *
 * Puts the keyboard into the list that is shown, as soon as it was read.
 */
void
preamp_activity_page_focus (PreampActivityPage *self)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));

  want_focus (self, FALSE);
}

/**
 * preamp_activity_page_show_attention:
 * @self: a `PreampActivityPage`
 *
 * Brings what needs attention into view, where it has to take turns with the lists, and puts the
 * keyboard there.
 */
void
preamp_activity_page_show_attention (PreampActivityPage *self)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));

  if (self->narrow)
    gtk_toggle_button_set_active (self->overview_button, TRUE);

  want_focus (self, TRUE);
}

/**
 * preamp_activity_page_count_attention: (skip)
 * @self: a `PreampActivityPage`
 *
 * Says on the button of the overview how many need attention, which is not seen beside the lists of
 * a narrow window.
 */
void
preamp_activity_page_count_attention (PreampActivityPage *self)
{
  GtkButton *button = GTK_BUTTON (self->overview_button);
  g_autofree char *label = NULL;
  guint n = 0;

  if (self->workspace != NULL)
    n = preamp_standings_get_n_attention (preamp_workspace_get_standings (self->workspace));

  if (n > 0)
    /* Translators: %u is how many datasources need attention; it stands on a button. */
    label = g_strdup_printf (_("_Overview (%u)"), n);

  gtk_button_set_label (button, label != NULL ? label : _("_Overview"));
}
