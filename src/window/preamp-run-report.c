/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-report"

#include "config.h"

#include "preamp-run-report.h"

#include <glib/gi18n.h>

#include "migration/preamp-activity-item.h"
#include "preamp-activity-words.h"
#include "preamp-decoration.h"
#include "preamp-format.h"
#include "preamp-outcome-bar.h"
#include "preamp-property-row.h"
#include "preamp-report-row.h"
#include "preamp-rows.h"
#include "preamp-status.h"
#include "preamp-wrap-box.h"

/**
 * PreampRunReport:
 *
 * The report of a run: how it ended, by whom and why it was started, and every row that was
 * planned, also those that were left out or not started. Its head is the first row of the list, so
 * that all of it scrolls, however many rows there are. Its buttons activate the actions
 * `report.continue`, `report.try-again` and `report.reverse` of a widget above it.
 */
struct _PreampRunReport
{
  AdwBin             parent_instance;

  GListModel        *rows;
  GListStore        *attempts;

  /* template */
  GtkListView       *list_view;
  GtkWidget         *head;
  PreampOutcomeBar  *bar;
  PreampWrapBox     *counts_box;
  GtkWidget         *continue_button;
  GtkWidget         *try_again_button;
  GtkWidget         *reverse_button;
  PreampPropertyRow *ending_row;
  PreampPropertyRow *time_row;
  PreampPropertyRow *planned_start_row;
  PreampPropertyRow *limit_row;
  PreampPropertyRow *integration_row;
  PreampPropertyRow *user_row;
  PreampPropertyRow *note_row;
  PreampPropertyRow *plan_row;
  GtkLabel          *rows_title;
};

G_DEFINE_FINAL_TYPE (PreampRunReport, preamp_run_report, ADW_TYPE_BIN)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Rows: the head, for which a list of its own stands, then attempts. */

static void
bind_cb (PreampRunReport *self,
         GtkListItem     *list_item)
{
  GObject *item = gtk_list_item_get_item (list_item);
  gboolean attempt = PREAMP_IS_ATTEMPT (item);

  gtk_list_item_set_activatable (list_item, attempt);
  gtk_list_item_set_selectable (list_item, FALSE);

  if (attempt)
    {
      GtkWidget *row = preamp_report_row_new (PREAMP_ATTEMPT (item));

      gtk_list_item_set_child (list_item, row);
      preamp_report_row_describe (PREAMP_REPORT_ROW (row));
    }
  else
    {
      gtk_list_item_set_child (list_item, self->head);
      preamp_rows_say (self->head, _("Report of the Run"), NULL, NULL);
    }
}

static void
unbind_cb (PreampRunReport *self,
           GtkListItem     *list_item)
{
  gtk_list_item_set_child (list_item, NULL);
}

static void
activate_cb (PreampRunReport *self,
             guint            position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->rows, position);

  if (PREAMP_IS_ATTEMPT (item))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

/* The head */

static void
add_count (PreampRunReport *self,
           PreampStatus     status,
           guint            n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = preamp_decoration_new (preamp_status_get_icon_name (status),
                                           preamp_status_get_css_class (status));
  g_autofree char *text = NULL;

  /* Translators: one part of a list, “Complete: 30”; %1$s is a status, %2$u a number */
  text = g_strdup_printf (_("%1$s: %2$u"), preamp_status_get_label (status), n);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  preamp_wrap_box_append (self->counts_box, box);
}

static void
show_counts (PreampRunReport        *self,
             const PreampRunSummary *summary,
             guint                   n_left_out)
{
  guint n_outcomes;
  const PreampOutcome *order = preamp_outcome_bar_get_order (&n_outcomes);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->counts_box))) != NULL)
    gtk_widget_unparent (child);

  preamp_outcome_bar_set_counts (self->bar, summary->counts, summary->contradicted);
  for (guint i = 0; i < n_outcomes; i++)
    {
      guint n = summary->counts[order[i]] - summary->contradicted[order[i]];

      if (n > 0)
        add_count (self, preamp_status_from_outcome (order[i]), n);
    }
  if (summary->n_contradicted > 0)
    add_count (self, PREAMP_STATUS_CONTRADICTED, summary->n_contradicted);
  if (n_left_out > 0)
    add_count (self, PREAMP_STATUS_LEFT_OUT, n_left_out);
}

static void
show_fact (PreampPropertyRow *row,
           const char        *value)
{
  preamp_property_row_set_value (row, value);
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
}

static char *
format_iso8601 (gint64 microseconds)
{
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) exact = NULL;

  if (microseconds == 0)
    return NULL;

  date = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
  if (date == NULL)
    return NULL;

  /* With the microseconds, so that a duration is rounded as it is elsewhere. */
  exact = g_date_time_add (date, microseconds % G_USEC_PER_SEC);

  return g_date_time_format_iso8601 (exact);
}

/* In full, as the time of the run is. */
static char *
dup_moment (gint64 microseconds)
{
  g_autofree char *moment = format_iso8601 (microseconds);

  return moment != NULL ? preamp_format_time_range (moment, NULL) : NULL;
}

/* Of one that ended with the program, the last that is known is its last entry. */
static char *
dup_time (const PreampRunSummary *summary)
{
  g_autofree char *started = format_iso8601 (summary->began_at);
  g_autofree char *ended = format_iso8601 (summary->run->ended_at);
  g_autofree char *times = NULL;
  GTimeSpan span;

  if (summary->run->ending != PREAMP_RUN_ENDING_CRASHED || summary->run->duration > 0)
    return preamp_format_time_range (started, ended);

  times = preamp_format_times (started, ended, &span);

  /* Translators: %s is when a run began and when its last entry was written */
  return g_strdup_printf (_("%s, its last entry. How long it took is not known."), times);
}

static char *
dup_user (const PreampRunRecord *run)
{
  if (run->user_name == NULL)
    return g_strdup (run->user_id);
  if (run->user_id == NULL)
    return g_strdup (run->user_name);

  /* Translators: %1$s is the name of a person, %2$s Domo’s number of them */
  return g_strdup_printf (_("%1$s (%2$s)"), run->user_name, run->user_id);
}

static void
show_facts (PreampRunReport        *self,
            const PreampRunSummary *summary)
{
  g_autofree char *time = dup_time (summary);
  g_autofree char *ending = preamp_activity_words_dup_run_ending (summary);
  g_autofree char *planned_start = dup_moment (summary->run->starts_at);
  g_autofree char *limit = dup_moment (summary->run->stops_at);
  g_autofree char *user = dup_user (summary->run);
  g_autofree char *integration = NULL;

  if (summary->n_integrations > 1)
    integration = g_strdup_printf (ngettext ("%u integration", "%u integrations",
                                             summary->n_integrations),
                                   summary->n_integrations);
  else
    integration = g_strdup (summary->integration_name != NULL ? summary->integration_name
                                                              : summary->integration_id);

  show_fact (self->ending_row, ending);
  show_fact (self->time_row, time);
  show_fact (self->planned_start_row, planned_start);
  show_fact (self->limit_row, limit);
  show_fact (self->integration_row, integration);
  show_fact (self->user_row, user);
  show_fact (self->note_row, summary->run->note);
  show_fact (self->plan_row, summary->run->plan_sha256);
}

/* A datasource that was sent again within the run has a row for each time. */
static guint
count_planned (GPtrArray *records)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      PreampAttemptRecord *record = g_ptr_array_index (records, i);

      g_hash_table_add (ids, &record->id);
      n += !g_hash_table_contains (ids, &record->previous_id);
    }

  return n;
}

/* Class */

static void
preamp_run_report_dispose (GObject *object)
{
  PreampRunReport *self = PREAMP_RUN_REPORT (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->rows);
  g_clear_object (&self->attempts);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_RUN_REPORT);

  G_OBJECT_CLASS (preamp_run_report_parent_class)->dispose (object);
}

static void
preamp_run_report_class_init (PreampRunReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_run_report_dispose;

  /**
   * PreampRunReport::activated:
   * @self: the report
   * @attempt: the row
   *
   * A row was activated.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, PREAMP_TYPE_ATTEMPT);

  g_type_ensure (PREAMP_TYPE_OUTCOME_BAR);
  g_type_ensure (PREAMP_TYPE_PROPERTY_ROW);
  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-run-report.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, list_view);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, head);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, bar);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, counts_box);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, continue_button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, reverse_button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, ending_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, time_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, planned_start_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, limit_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, integration_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, user_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, note_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, plan_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunReport, rows_title);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
preamp_run_report_init (PreampRunReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_run_report_new:
 *
 * Creates a report of nothing.
 *
 * Returns: (transfer full): a new `PreampRunReport`
 */
GtkWidget *
preamp_run_report_new (void)
{
  return g_object_new (PREAMP_TYPE_RUN_REPORT, NULL);
}

static gboolean
is_same (const PreampAttemptRecord *first,
         const PreampAttemptRecord *second)
{
  return first->id == second->id && first->outcome == second->outcome &&
         first->sent_at == second->sent_at && first->contradicted == second->contradicted &&
         first->set_aside == second->set_aside && first->replaced == second->replaced &&
         (first->left_out != NULL) == (second->left_out != NULL);
}

static void
fill (PreampRunReport *self,
      GPtrArray       *records)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (attempts, preamp_activity_attempt_new (g_ptr_array_index (records, i)));

  g_list_store_splice (self->attempts, 0, 0, attempts->pdata, attempts->len);
}

/* Only what has changed, so that the list stays where it was scrolled to. */
static void
show_rows (PreampRunReport *self,
           GPtrArray       *records)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));

  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);
      g_autoptr (PreampAttempt) old = g_list_model_get_item (G_LIST_MODEL (self->attempts), i);
      g_autoptr (PreampAttempt) attempt = NULL;

      if (old != NULL && is_same (preamp_attempt_get_record (old), record))
        continue;

      attempt = preamp_activity_attempt_new (record);
      g_list_store_splice (self->attempts, i, old != NULL ? 1 : 0, (gpointer *) &attempt, 1);
    }

  if (n > records->len)
    g_list_store_splice (self->attempts, records->len, n - records->len, NULL, 0);
}

/**
 * preamp_run_report_set:
 * @self: a `PreampRunReport`
 * @summary: a run
 * @records: (element-type PreampAttemptRecord): all its rows
 *
 * Shows a run, or what has changed in it.
 */
void
preamp_run_report_set (PreampRunReport        *self,
                       const PreampRunSummary *summary,
                       GPtrArray              *records)
{
  g_autoptr (GListStore) heads = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GListStore) lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkNoSelection) selection = NULL;
  g_autofree char *title = NULL;
  guint n_left_out = 0;
  guint n_planned;

  g_return_if_fail (PREAMP_IS_RUN_REPORT (self));
  g_return_if_fail (summary != NULL && records != NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      n_left_out += record->left_out != NULL;
    }

  show_counts (self, summary, n_left_out);
  show_facts (self, summary);
  n_planned = count_planned (records);
  title = g_strdup_printf (ngettext ("%u datasource was planned", "%u datasources were planned",
                                     n_planned),
                           n_planned);
  gtk_label_set_text (self->rows_title, title);

  if (self->rows != NULL)
    {
      show_rows (self, records);
      return;
    }

  self->attempts = g_list_store_new (PREAMP_TYPE_ATTEMPT);
  fill (self, records);
  g_list_store_append (heads, self->head);
  g_list_store_append (lists, heads);
  g_list_store_append (lists, self->attempts);
  self->rows = G_LIST_MODEL (gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (lists))));
  selection = gtk_no_selection_new (g_object_ref (self->rows));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}
