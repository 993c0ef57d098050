/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-row"

#include "config.h"

#include "preamp-activity-row.h"

#include <glib/gi18n.h>

#include "preamp-activity-words.h"
#include "preamp-outcome-bar.h"
#include "preamp-rows.h"

/**
 * PreampActivityRow:
 *
 * A run or an attempt as a row of three lines, where there is no width for a table.
 */
struct _PreampActivityRow
{
  AdwBin              parent_instance;

  PreampActivityItem *item;
  GSignalGroup       *item_signals;

  /* template */
  GtkImage           *icon;
  GtkLabel           *title_label;
  GtkLabel           *when_label;
  GtkLabel           *outcome_label;
  GtkLabel           *ratio_label;
  GtkLabel           *integration_label;
  PreampOutcomeBar   *bar;
};

G_DEFINE_FINAL_TYPE (PreampActivityRow, preamp_activity_row, ADW_TYPE_BIN)

static void
update (PreampActivityRow *self)
{
  const PreampRunSummary *summary;
  PreampStatus status;
  const char *css_class;
  g_autofree char *title = NULL;
  g_autofree char *when = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *ratio = NULL;
  g_autofree char *integration = NULL;
  g_autofree char *label = NULL;
  gboolean loaded;

  if (self->item == NULL)
    return;

  summary = preamp_activity_item_get_summary (self->item);
  loaded = preamp_activity_item_get_loaded (self->item);
  status = preamp_activity_words_get_status (self->item);
  css_class = preamp_status_get_css_class (status);
  title = preamp_activity_words_dup_title (self->item);
  when = preamp_activity_words_dup_when (self->item);
  outcome = preamp_activity_words_dup_outcome (self->item);
  ratio = summary != NULL ? preamp_activity_words_dup_ratio (self->item)
                          : preamp_activity_words_dup_what (self->item);
  integration = preamp_activity_words_dup_integration (self->item);

  label = preamp_activity_words_dup_label (self->item);
  preamp_rows_set_label (GTK_WIDGET (self), label);

  gtk_image_set_from_icon_name (self->icon, loaded ? preamp_status_get_icon_name (status)
                                                   : "content-loading-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon),
                              (const char *[]) { css_class != NULL && loaded ? css_class
                                                                             : "dim-label",
                                                 NULL });
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->when_label, when);
  gtk_label_set_text (self->outcome_label, outcome);
  gtk_widget_set_css_classes (GTK_WIDGET (self->outcome_label),
                              (const char *[]) {
                                status == PREAMP_STATUS_INCOMPLETE ? "error" : "caption",
                                status == PREAMP_STATUS_INCOMPLETE ? "caption-heading" : NULL,
                                NULL });
  gtk_label_set_text (self->ratio_label, ratio);
  gtk_label_set_text (self->integration_label, integration);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), summary != NULL);
  if (summary != NULL)
    preamp_outcome_bar_set_counts (self->bar, summary->counts, summary->contradicted);
}

static void
preamp_activity_row_dispose (GObject *object)
{
  PreampActivityRow *self = PREAMP_ACTIVITY_ROW (object);

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ACTIVITY_ROW);

  G_OBJECT_CLASS (preamp_activity_row_parent_class)->dispose (object);
}

static void
preamp_activity_row_class_init (PreampActivityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_activity_row_dispose;

  g_type_ensure (PREAMP_TYPE_OUTCOME_BAR);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-activity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampActivityRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityRow, outcome_label);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityRow, ratio_label);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityRow, integration_label);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityRow, bar);
}

static void
preamp_activity_row_init (PreampActivityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->item_signals = g_signal_group_new (PREAMP_TYPE_ACTIVITY_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::loaded", G_CALLBACK (update), self);
}

/**
 * preamp_activity_row_new:
 *
 * Creates an empty row.
 *
 * Returns: (transfer full): a new `PreampActivityRow`
 */
GtkWidget *
preamp_activity_row_new (void)
{
  return g_object_new (PREAMP_TYPE_ACTIVITY_ROW, NULL);
}

/**
 * preamp_activity_row_set_item:
 * @self: a `PreampActivityRow`
 * @item: (nullable): a run or an attempt
 *
 * Shows another run or attempt, and follows it.
 */
void
preamp_activity_row_set_item (PreampActivityRow  *self,
                              PreampActivityItem *item)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_ROW (self));
  g_return_if_fail (item == NULL || PREAMP_IS_ACTIVITY_ITEM (item));

  if (!g_set_object (&self->item, item))
    return;

  preamp_rows_set_item (GTK_WIDGET (self), item);

  g_signal_group_set_target (self->item_signals, item);
  update (self);
}
