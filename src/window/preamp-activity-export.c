/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where a report is to be saved, asked by the desktop's own file chooser. */

#define G_LOG_DOMAIN "preamp-activity-export"

#include "config.h"

#include "preamp-activity-export.h"

#include <string.h>

#include <glib/gi18n.h>

#include "preamp-message.h"

typedef struct
{
  GtkWidget *widget;
  PreampReportFormat format;
  PreampExportChosen chosen;
  gpointer user_data;
  GDestroyNotify destroy;
} Choice;

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_clear_weak_pointer (&choice->widget);
  if (choice->destroy != NULL)
    choice->destroy (choice->user_data);
  g_free (choice);
}

static const char *
get_extension (PreampReportFormat format)
{
  return format == PREAMP_REPORT_JSON ? ".json" : ".csv";
}

/* What somebody types after the dot is what they want. */
static PreampReportFormat
get_format (GFile              *file,
            PreampReportFormat  otherwise)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *folded = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  if (folded != NULL && g_str_has_suffix (folded, ".json"))
    return PREAMP_REPORT_JSON;
  if (folded != NULL && g_str_has_suffix (folded, ".csv"))
    return PREAMP_REPORT_CSV;

  return otherwise;
}

static void
response_cb (GtkFileChooserNative *chooser,
             int                   response,
             Choice               *choice)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (file != NULL && choice->widget != NULL)
    choice->chosen (choice->widget, file, get_format (file, choice->format), choice->user_data);

  g_object_unref (chooser);
}

static void
add_filter (GtkFileChooserNative *chooser,
            PreampReportFormat    format)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, format == PREAMP_REPORT_JSON ? _("JSON")
                                                                 : _("CSV, for spreadsheets"));
  gtk_file_filter_add_suffix (filter, get_extension (format) + 1);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

/**
 * preamp_activity_export_dup_name:
 * @what: what is exported
 * @host: the instance's host
 * @format: how it is written
 *
 * Makes the name that is suggested for a file: what, of which instance, and the day.
 *
 * Returns: (transfer full): the name
 */
char *
preamp_activity_export_dup_name (const char         *what,
                                 const char         *host,
                                 PreampReportFormat  format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = NULL;

  name = g_strdup_printf ("%s %s %s%s", what, host, day, get_extension (format));

  /* A port, and whatever a file's name cannot have. */
  return g_strdelimit (g_steal_pointer (&name), "/\\:*?\"<>|", '-');
}

/**
 * preamp_activity_export_choose:
 * @widget: the widget that exports
 * @name: the name that is suggested
 * @format: how it is written, unless the name that is chosen ends otherwise
 * @chosen: called with @widget and the file, if one is chosen and @widget is still there
 * @user_data: what @chosen is given
 * @destroy: (nullable): frees @user_data
 *
 * Asks where to save.
 */
void
preamp_activity_export_choose (GtkWidget          *widget,
                               const char         *name,
                               PreampReportFormat  format,
                               PreampExportChosen  chosen,
                               gpointer            user_data,
                               GDestroyNotify      destroy)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *chooser;
  Choice *choice = g_new0 (Choice, 1);

  g_set_weak_pointer (&choice->widget, widget);
  choice->format = format;
  choice->chosen = chosen;
  choice->user_data = user_data;
  choice->destroy = destroy;

  chooser = gtk_file_chooser_native_new (_("Export"),
                                         GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  add_filter (chooser, format);
  add_filter (chooser, format == PREAMP_REPORT_CSV ? PREAMP_REPORT_JSON : PREAMP_REPORT_CSV);
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb), choice, choice_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * preamp_activity_export_say:
 * @widget: the widget that exported
 * @error: why nothing was saved
 *
 * Says why nothing was saved.
 */
void
preamp_activity_export_say (GtkWidget    *widget,
                            const GError *error)
{
  preamp_message_show (widget, _("Nothing Was Exported"), error->message);
}
