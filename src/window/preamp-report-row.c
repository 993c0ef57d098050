/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-report-row"

#include "config.h"

#include "preamp-report-row.h"

#include "preamp-attempt-words.h"
#include "preamp-format.h"
#include "preamp-rows.h"

/**
 * PreampReportRow:
 *
 * One row of a run's report: the datasource, what became of it, and why. It does not change.
 */
struct _PreampReportRow
{
  AdwBin    parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *name_label;
  GtkLabel *remark_label;
  GtkLabel *outcome_label;
};

G_DEFINE_FINAL_TYPE (PreampReportRow, preamp_report_row, ADW_TYPE_BIN)

static void
show (PreampReportRow *self,
      PreampAttempt   *attempt)
{
  PreampStatus status = preamp_attempt_words_get_status (attempt);
  const char *css_class = preamp_status_get_css_class (status);
  g_autofree char *name = preamp_format_one_line (preamp_attempt_get_name (attempt));
  g_autofree char *remark = preamp_attempt_words_dup_remark (attempt);
  g_autofree char *outcome = preamp_attempt_words_dup_label (attempt);

  gtk_image_set_from_icon_name (self->icon, preamp_status_get_icon_name (status));
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->remark_label, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark_label), remark != NULL && *remark != '\0');
  gtk_label_set_text (self->outcome_label, outcome);
  if (status == PREAMP_STATUS_INCOMPLETE)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->outcome_label), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->outcome_label), "heading");
    }
}

static void
preamp_report_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_REPORT_ROW);

  G_OBJECT_CLASS (preamp_report_row_parent_class)->dispose (object);
}

static void
preamp_report_row_class_init (PreampReportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_report_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-report-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampReportRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PreampReportRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, PreampReportRow, remark_label);
  gtk_widget_class_bind_template_child (widget_class, PreampReportRow, outcome_label);
}

static void
preamp_report_row_init (PreampReportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_report_row_new:
 * @attempt: a row of a run, as the journal has it
 *
 * Creates a row.
 *
 * Returns: (transfer full): a new `PreampReportRow`
 */
GtkWidget *
preamp_report_row_new (PreampAttempt *attempt)
{
  PreampReportRow *self;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), NULL);

  self = g_object_new (PREAMP_TYPE_REPORT_ROW, NULL);
  show (self, attempt);

  return GTK_WIDGET (self);
}

/**
 * preamp_report_row_describe:
 * @self: a `PreampReportRow` that is in a list
 *
 * Tells a screen reader what the row of the list is.
 */
void
preamp_report_row_describe (PreampReportRow *self)
{
  g_return_if_fail (PREAMP_IS_REPORT_ROW (self));

  preamp_rows_say (GTK_WIDGET (self), gtk_label_get_text (self->name_label),
                   gtk_label_get_text (self->outcome_label),
                   gtk_label_get_text (self->remark_label));
}
