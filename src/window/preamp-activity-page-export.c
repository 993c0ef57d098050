/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-page"

#include "config.h"

#include "preamp-activity-page-private.h"

#include <glib/gi18n.h>

#include "preamp-activity-export.h"

/* The list that is shown, as a file. */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PreampActivityPage) self = PREAMP_ACTIVITY_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (preamp_report_save_finish (PREAMP_JOURNAL (object), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "toast.exported", NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    preamp_activity_export_say (GTK_WIDGET (self), error);
}

static void
chosen_cb (GtkWidget          *widget,
           GFile              *file,
           PreampReportFormat  format,
           gpointer            user_data)
{
  preamp_activity_page_export_to (PREAMP_ACTIVITY_PAGE (widget), file, format);
}

/**
 * preamp_activity_page_get_exportable:
 * @self: a `PreampActivityPage`
 *
 * Returns: whether there is a list to export
 */
gboolean
preamp_activity_page_get_exportable (PreampActivityPage *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_PAGE (self), FALSE);

  return self->model != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
}

/**
 * preamp_activity_page_export:
 * @self: a `PreampActivityPage`
 * @format: how it is written
 *
 * Asks where to save the list that is shown, and saves it there.
 */
void
preamp_activity_page_export (PreampActivityPage *self,
                             PreampReportFormat  format)
{
  PreampConnection *connection;
  PreampInstance *instance;
  g_autofree char *name = NULL;

  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));

  if (!preamp_activity_page_get_exportable (self))
    return;

  connection = preamp_workspace_get_connection (self->workspace);
  instance = preamp_connection_get_instance (connection);
  name = preamp_activity_export_dup_name (
    preamp_activity_model_get_kind (self->model) == PREAMP_ACTIVITY_RUNS
      /* Translators: how the name of a file begins */
      ? C_("file name", "Runs") : C_("file name", "Attempts"),
    preamp_instance_address_get_display_name (preamp_instance_get_address (instance)), format);
  preamp_activity_export_choose (GTK_WIDGET (self), name, format, chosen_cb, NULL, NULL);
}

/**
 * preamp_activity_page_export_to:
 * @self: a `PreampActivityPage`
 * @file: where to; what is there is replaced
 * @format: how it is written
 *
 * Saves the list that is shown, with the filters that are chosen.
 */
void
preamp_activity_page_export_to (PreampActivityPage *self,
                                GFile              *file,
                                PreampReportFormat  format)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->model == NULL)
    return;

  preamp_report_save_list_async (preamp_workspace_get_journal (self->workspace),
                                 preamp_activity_model_get_kind (self->model),
                                 preamp_activity_model_get_filter (self->model),
                                 format, file, self->cancellable, saved_cb, g_object_ref (self));
}
