/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-history"

#include "config.h"

#include "preamp-datasource-history.h"

#include "preamp-decoration.h"
#include "preamp-format.h"
#include "preamp-property-row.h"
#include "preamp-status.h"

#include <glib/gi18n.h>

/**
 * PreampDatasourceHistory:
 *
 * All attempts of one datasource, newest first, each with outcome, date and duration, and opened
 * with Domo's message and toe.
 */
struct _PreampDatasourceHistory
{
  AdwBin        parent_instance;

  GCancellable *cancellable;

  /* template */
  GtkLabel     *empty_label;
  GtkListBox   *rows;
};

G_DEFINE_FINAL_TYPE (PreampDatasourceHistory, preamp_datasource_history, ADW_TYPE_BIN)

/* More are in the activity; rows of a list box are for tens. */
#define MAX_ROWS 50

static void
clear_rows (PreampDatasourceHistory *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
}

static const char *
get_title (const PreampAttemptRecord *record)
{
  gboolean reverse = record->direction == PREAMP_DIRECTION_REVERSE;

  switch (record->outcome)
    {
    case PREAMP_OUTCOME_NONE:
      return record->sent_at != 0 ? _("Sent") : _("Waiting");
    case PREAMP_OUTCOME_NOT_STARTED:
      return reverse ? _("Reversal not started") : _("Migration not started");
    case PREAMP_OUTCOME_NOT_SENT:
      return reverse ? _("Reversal not sent") : _("Migration not sent");
    case PREAMP_OUTCOME_REFUSED:
      return reverse ? _("Reversal refused") : _("Migration refused");
    case PREAMP_OUTCOME_ABORTED:
      return reverse ? _("Reversal aborted") : _("Migration aborted");
    case PREAMP_OUTCOME_INCOMPLETE:
      return reverse ? _("Reversal incomplete") : _("Migration incomplete");
    case PREAMP_OUTCOME_COMPLETE:
      return reverse ? _("Moved back") : _("Migrated");
    case PREAMP_OUTCOME_MOVED:
      return reverse ? _("Moved back, by Domo’s lists") : _("Migrated, by Domo’s lists");
    case PREAMP_OUTCOME_UNCONFIRMED:
      return reverse ? _("Reversal unconfirmed") : _("Migration unconfirmed");
    case PREAMP_OUTCOME_UNKNOWN:
    default:
      return reverse ? _("Reversal in an unknown state") : _("Migration in an unknown state");
    }
}

static char *
format_title (const PreampAttemptRecord *record)
{
  if (!record->contradicted)
    return g_strdup (get_title (record));

  /* Translators: %1$s is how an attempt ended, for example “Migrated”, %2$s is “Domo’s lists
   * disagree” */
  return g_strdup_printf (_("%1$s · %2$s"), get_title (record),
                          preamp_status_get_label (PREAMP_STATUS_CONTRADICTED));
}

static char *
format_subtitle (const PreampAttemptRecord *record)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *when = NULL;
  g_autofree char *duration = NULL;

  if (record->sent_at == 0)
    return NULL;

  date = g_date_time_new_from_unix_utc (record->sent_at / G_USEC_PER_SEC);
  when = preamp_format_date_time (date);
  if (record->duration <= 0)
    return g_steal_pointer (&when);

  duration = preamp_format_duration (record->duration);

  /* Translators: %1$s is a date and time, %2$s a duration */
  return g_strdup_printf (_("%1$s · %2$s"), when, duration);
}

static void
add_fact (AdwExpanderRow *expander,
          const char     *title,
          const char     *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;

  row = preamp_property_row_new (title, value);
  g_object_set (row, "copyable", TRUE, NULL);
  adw_expander_row_add_row (expander, row);
}

static GtkWidget *
make_row (const PreampAttemptRecord *record)
{
  GtkWidget *row = adw_expander_row_new ();
  PreampStatus status = record->contradicted ? PREAMP_STATUS_CONTRADICTED
                                             : preamp_status_from_outcome (record->outcome);
  g_autofree char *title = format_title (record);
  g_autofree char *subtitle = format_subtitle (record);
  g_autofree char *time = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle != NULL ? subtitle : "");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row),
                               preamp_decoration_new (preamp_status_get_icon_name (status),
                                                      preamp_status_get_css_class (status)));

  time = preamp_format_time_range (record->start_time, record->end_time);
  add_fact (ADW_EXPANDER_ROW (row), _("Message"), record->error_message);
  add_fact (ADW_EXPANDER_ROW (row), _("What went wrong"), record->failure);
  add_fact (ADW_EXPANDER_ROW (row), _("Toe"), record->toe);
  add_fact (ADW_EXPANDER_ROW (row), _("Time"), time);
  add_fact (ADW_EXPANDER_ROW (row), _("Integration"), record->integration_name);

  return row;
}

static void
say (PreampDatasourceHistory *self,
     const char              *text)
{
  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  gtk_label_set_text (self->empty_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), TRUE);
}

static void
list_history_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PreampDatasourceHistory) self = user_data;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  records = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);

  /* Another row has been chosen meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->rows == NULL)
    return;

  if (records != NULL)
    preamp_datasource_history_show (self, records);
  else
    say (self, error->message);
}

static void
preamp_datasource_history_dispose (GObject *object)
{
  PreampDatasourceHistory *self = PREAMP_DATASOURCE_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_DATASOURCE_HISTORY);

  G_OBJECT_CLASS (preamp_datasource_history_parent_class)->dispose (object);
}

static void
preamp_datasource_history_class_init (PreampDatasourceHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_datasource_history_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-datasource-history.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampDatasourceHistory, empty_label);
  gtk_widget_class_bind_template_child (widget_class, PreampDatasourceHistory, rows);
}

static void
preamp_datasource_history_init (PreampDatasourceHistory *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_datasource_history_new:
 *
 * Returns: (transfer full): a history of nothing
 */
GtkWidget *
preamp_datasource_history_new (void)
{
  return g_object_new (PREAMP_TYPE_DATASOURCE_HISTORY, NULL);
}

/**
 * preamp_datasource_history_read:
 * @self: a history
 * @journal: the journal
 * @instance: the instance's base URI
 * @datasource_id: a datasource's identifier
 *
 * Shows what the journal has of a datasource, once it is read. What is shown until then stays.
 */
void
preamp_datasource_history_read (PreampDatasourceHistory *self,
                                PreampJournal           *journal,
                                const char              *instance,
                                const char              *datasource_id)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_HISTORY (self));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));
  g_return_if_fail (instance != NULL);
  g_return_if_fail (datasource_id != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  preamp_journal_list_history_async (journal, instance, datasource_id, self->cancellable,
                                     list_history_cb, g_object_ref (self));
}

/**
 * preamp_datasource_history_show:
 * @self: a history
 * @records: (element-type PreampAttemptRecord): attempts, newest first
 *
 * Shows @records.
 */
void
preamp_datasource_history_show (PreampDatasourceHistory *self,
                                GPtrArray               *records)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_HISTORY (self));
  g_return_if_fail (records != NULL);

  if (records->len == 0)
    {
      say (self, _("No attempts so far."));
      return;
    }

  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), TRUE);

  for (guint i = 0; i < MIN (records->len, MAX_ROWS); i++)
    gtk_list_box_append (self->rows, make_row (g_ptr_array_index (records, i)));
}
