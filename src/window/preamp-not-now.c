/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An interrupted run is put off, and a toast offers to take that back. */

#define G_LOG_DOMAIN "preamp-not-now"

#include "config.h"

#include "preamp-not-now.h"

#include <glib/gi18n.h>

#include "preamp-message.h"
#include "preamp-toast.h"

typedef struct
{
  GtkWidget *widget;
  PreampWorkspace *workspace;
  gint64 run_id;
  gboolean not_now;
} NotNow;

static void
not_now_free (NotNow *not_now)
{
  g_clear_object (&not_now->widget);
  g_clear_object (&not_now->workspace);
  g_free (not_now);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NotNow, not_now_free)

static void set_not_now (GtkWidget       *widget,
                         PreampWorkspace *workspace,
                         gint64           run_id,
                         gboolean         not_now);

static void
undo_cb (AdwToast *toast)
{
  const NotNow *not_now = g_object_get_data (G_OBJECT (toast), "preamp-not-now");

  set_not_now (not_now->widget, not_now->workspace, not_now->run_id, FALSE);
}

static void
offer_undo (NotNow *not_now)
{
  AdwToastOverlay *overlay = preamp_toast_find_overlay (not_now->widget);
  AdwToast *toast;

  if (overlay == NULL)
    {
      not_now_free (not_now);
      return;
    }

  toast = adw_toast_new (_("The report of this run still offers to continue it."));
  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "preamp-not-now", not_now,
                          (GDestroyNotify) not_now_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);
  adw_toast_overlay_add_toast (overlay, toast);
}

/* The interruption is read whenever the standings were. */
static void
set_not_now_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (NotNow) not_now = user_data;
  g_autoptr (GError) error = NULL;

  if (!preamp_journal_set_not_now_finish (PREAMP_JOURNAL (object), result, &error))
    preamp_message_show (not_now->widget, _("The Offer Was Not Changed"), error->message);

  preamp_standings_refresh (preamp_workspace_get_standings (not_now->workspace));
  if (error == NULL && not_now->not_now)
    offer_undo (g_steal_pointer (&not_now));
}

static void
set_not_now (GtkWidget       *widget,
             PreampWorkspace *workspace,
             gint64           run_id,
             gboolean         not_now)
{
  NotNow *request = g_new0 (NotNow, 1);

  request->widget = g_object_ref (widget);
  request->workspace = g_object_ref (workspace);
  request->run_id = run_id;
  request->not_now = not_now;

  preamp_journal_set_not_now_async (preamp_workspace_get_journal (workspace), run_id, not_now,
                                    set_not_now_cb, request);
}

/**
 * preamp_not_now:
 * @widget: the widget that asks
 * @workspace: the run's instance
 * @run_id: the number of a run that was interrupted
 *
 * Offers the run no more, which its report goes on doing, and offers to take that back.
 */
void
preamp_not_now (GtkWidget       *widget,
                PreampWorkspace *workspace,
                gint64           run_id)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));

  set_not_now (widget, workspace, run_id, TRUE);
}
