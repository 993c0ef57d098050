/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The report of a run, as a file: from the dialog that shows its result, and from Activity. */

#define G_LOG_DOMAIN "preamp-run-export"

#include "config.h"

#include "preamp-run-export.h"

#include <glib/gi18n.h>

#include "preamp-activity-export.h"

typedef struct
{
  PreampWorkspace *workspace;
  gint64 run_id;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_object_unref (report->workspace);
  g_free (report);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;

  if (preamp_report_save_finish (PREAMP_JOURNAL (object), result, &error))
    gtk_widget_activate_action (widget, "toast.exported", NULL);
  else
    preamp_activity_export_say (widget, error);
}

static void
chosen_cb (GtkWidget          *widget,
           GFile              *file,
           PreampReportFormat  format,
           gpointer            user_data)
{
  Report *report = user_data;

  preamp_run_export_to (widget, report->workspace, report->run_id, file, format);
}

/**
 * preamp_run_export:
 * @widget: the widget that exports
 * @workspace: the run's instance
 * @run_id: the run's number in the journal
 * @format: how the report is written, unless the name that is chosen ends otherwise
 *
 * Asks where to save the report of a run, and saves it there.
 */
void
preamp_run_export (GtkWidget          *widget,
                   PreampWorkspace    *workspace,
                   gint64              run_id,
                   PreampReportFormat  format)
{
  PreampInstance *instance;
  Report *report;
  g_autofree char *number = NULL;
  g_autofree char *what = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));

  instance = preamp_connection_get_instance (preamp_workspace_get_connection (workspace));
  number = g_strdup_printf ("%" G_GINT64_FORMAT, run_id);
  /* Translators: how the name of a file begins; %s is the number of a run */
  what = g_strdup_printf (C_("file name", "Run %s"), number);
  name = preamp_activity_export_dup_name (
    what, preamp_instance_address_get_display_name (preamp_instance_get_address (instance)),
    format);

  report = g_new0 (Report, 1);
  report->workspace = g_object_ref (workspace);
  report->run_id = run_id;
  preamp_activity_export_choose (widget, name, format, chosen_cb, report, report_free);
}

/**
 * preamp_run_export_to:
 * @widget: the widget that exports
 * @workspace: the run's instance
 * @run_id: the run's number in the journal
 * @file: where to; what is there is replaced
 * @format: how the report is written
 *
 * Saves the report of a run. Then the action `toast.exported` of @widget, or of a widget above it,
 * is activated; where nothing could be saved, a dialog says why.
 */
void
preamp_run_export_to (GtkWidget          *widget,
                      PreampWorkspace    *workspace,
                      gint64              run_id,
                      GFile              *file,
                      PreampReportFormat  format)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (G_IS_FILE (file));

  /* Not ended by a dialog that is closed meanwhile: the file was asked for. */
  preamp_report_save_run_async (preamp_workspace_get_journal (workspace), run_id, format, file,
                                NULL, saved_cb, g_object_ref (widget));
}
