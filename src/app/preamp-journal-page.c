/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-journal-page"

#include "config.h"

#include "preamp-journal-page.h"

#include <glib/gi18n.h>

#include "journal/preamp-journal-upkeep.h"
#include "preamp-old-entries.h"
#include "window/preamp-activity-export.h"
#include "window/preamp-message.h"
#include "window/preamp-property-row.h"

/**
 * PreampJournalPage:
 *
 * The journal in the preferences: where it is and how large, its export, and the deletion of what
 * is old.
 */
struct _PreampJournalPage
{
  AdwPreferencesPage  parent_instance;

  PreampProfile      *profile;
  GCancellable       *cancellable;

  /* template */
  PreampPropertyRow  *location_row;
  PreampPropertyRow  *size_row;
};

G_DEFINE_FINAL_TYPE (PreampJournalPage, preamp_journal_page, ADW_TYPE_PREFERENCES_PAGE)

static void
say (PreampJournalPage *self,
     const char        *sentence)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (escaped));
}

/* Size */

static void
measure_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PreampJournalPage) self = PREAMP_JOURNAL_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *runs = NULL;
  g_autofree char *attempts = NULL;
  g_autofree char *text = NULL;
  PreampJournalSize size;

  if (!preamp_journal_measure_finish (PREAMP_JOURNAL (object), result, &size, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        preamp_property_row_set_value (self->size_row, error->message);
      return;
    }

  bytes = g_format_size ((guint64) size.n_bytes);
  runs = g_strdup_printf (ngettext ("%d run", "%d runs", (gulong) size.n_runs),
                          (int) size.n_runs);
  attempts = g_strdup_printf (ngettext ("%d attempt", "%d attempts", (gulong) size.n_attempts),
                              (int) size.n_attempts);
  /* Translators: the journal’s size: %1$s is “1.2 MB”, %2$s is “12 runs”, %3$s is “345 attempts” */
  text = g_strdup_printf (_("%1$s, %2$s with %3$s"), bytes, runs, attempts);
  preamp_property_row_set_value (self->size_row, text);
}

static void
measure (PreampJournalPage *self)
{
  preamp_journal_measure_async (preamp_profile_get_journal (self->profile), self->cancellable,
                                measure_cb, g_object_ref (self));
}

/* Export */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PreampJournalPage) self = PREAMP_JOURNAL_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (preamp_report_save_finish (PREAMP_JOURNAL (object), result, &error))
    say (self, _("Exported"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    preamp_activity_export_say (GTK_WIDGET (self), error);
}

static void
chosen_cb (GtkWidget          *widget,
           GFile              *file,
           PreampReportFormat  format,
           gpointer            user_data)
{
  preamp_journal_page_export_to (PREAMP_JOURNAL_PAGE (widget), file, format);
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = NULL;

  /* Translators: the name of a file, %s is a day */
  name = g_strdup_printf (C_("file name", "Preamp Journal %s.csv"), day);
  preamp_activity_export_choose (widget, name, PREAMP_REPORT_CSV, chosen_cb, NULL, NULL);
}

/* Deletion */

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PreampJournalPage) self = PREAMP_JOURNAL_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  PreampJournalOld old;

  if (!preamp_journal_delete_old_finish (PREAMP_JOURNAL (object), result, &old, &error))
    {
      preamp_message_show (GTK_WIDGET (self), _("Nothing Was Deleted"), error->message);
      return;
    }

  if (self->profile == NULL)
    return;

  preamp_profile_refresh_standings (self->profile);
  sentence = g_strdup_printf (ngettext ("%d run deleted", "%d runs deleted",
                                        (gulong) old.n_runs),
                              (int) old.n_runs);
  say (self, sentence);
  measure (self);
}

static void
age_chosen_cb (GtkWidget *widget,
               gint64     before)
{
  PreampJournalPage *self = PREAMP_JOURNAL_PAGE (widget);

  preamp_journal_delete_old_async (preamp_profile_get_journal (self->profile), before,
                                   deleted_cb, g_object_ref (self));
}

static void
delete_old_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  PreampJournalPage *self = PREAMP_JOURNAL_PAGE (widget);

  preamp_old_entries_ask (widget, preamp_profile_get_journal (self->profile), age_chosen_cb);
}

static void
preamp_journal_page_dispose (GObject *object)
{
  PreampJournalPage *self = PREAMP_JOURNAL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_JOURNAL_PAGE);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (preamp_journal_page_parent_class)->dispose (object);
}

static void
preamp_journal_page_finalize (GObject *object)
{
  PreampJournalPage *self = PREAMP_JOURNAL_PAGE (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (preamp_journal_page_parent_class)->finalize (object);
}

static void
preamp_journal_page_class_init (PreampJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_journal_page_dispose;
  object_class->finalize = preamp_journal_page_finalize;

  g_type_ensure (PREAMP_TYPE_PROPERTY_ROW);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/app/preamp-journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampJournalPage, location_row);
  gtk_widget_class_bind_template_child (widget_class, PreampJournalPage, size_row);

  gtk_widget_class_install_action (widget_class, "journal.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "journal.delete-old", NULL, delete_old_action);
}

static void
preamp_journal_page_init (PreampJournalPage *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_journal_page_set_profile:
 * @self: a `PreampJournalPage`
 * @profile: a profile that is open
 *
 * Shows the journal of @profile.
 */
void
preamp_journal_page_set_profile (PreampJournalPage *self,
                                 PreampProfile     *profile)
{
  g_return_if_fail (PREAMP_IS_JOURNAL_PAGE (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));

  g_set_object (&self->profile, profile);
  preamp_property_row_set_value (self->location_row,
                                 preamp_journal_get_path (preamp_profile_get_journal (profile)));
  measure (self);
}

/**
 * preamp_journal_page_export_to:
 * @self: a `PreampJournalPage`
 * @file: where to; what is there is replaced
 * @format: how it is written
 *
 * Saves the whole journal, and says that it is saved or why not.
 */
void
preamp_journal_page_export_to (PreampJournalPage  *self,
                               GFile              *file,
                               PreampReportFormat  format)
{
  g_return_if_fail (PREAMP_IS_JOURNAL_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  preamp_report_save_journal_async (preamp_profile_get_journal (self->profile), format, file,
                                    self->cancellable, saved_cb, g_object_ref (self));
}
