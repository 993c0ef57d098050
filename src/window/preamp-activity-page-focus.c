/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-page"

#include "config.h"

#include "preamp-activity-page-private.h"

#include <glib/gi18n.h>

#include "preamp-focus.h"

/* What of the page is to be seen first, and where the keyboard goes. */

/**
 * preamp_activity_page_focus:
 * @self: a `PreampActivityPage`
 *
 * Puts the keyboard into the list that is shown.
 */
void
preamp_activity_page_focus (PreampActivityPage *self)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));

  preamp_focus_soon (gtk_widget_get_visible (GTK_WIDGET (self->list_stack)) ?
                       GTK_WIDGET (self->list_stack) :
                       GTK_WIDGET (self->overview));
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

  /* One that was never shown has no width yet. */
  if (self->narrow)
    gtk_toggle_button_set_active (self->overview_button, TRUE);
  else
    self->attention_wanted = gtk_widget_get_width (GTK_WIDGET (self)) < 1;

  preamp_focus_soon (GTK_WIDGET (self->overview));
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
