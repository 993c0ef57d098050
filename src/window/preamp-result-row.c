/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-result-row"

#include "config.h"

#include "preamp-result-row.h"

#include <glib/gi18n.h>

#include "preamp-attempt-details.h"
#include "preamp-attempt-words.h"
#include "preamp-format.h"

/**
 * PreampResultRow:
 *
 * An attempt that has ended, as a row that opens. Its details are made when it is opened first.
 */
struct _PreampResultRow
{
  AdwExpanderRow parent_instance;

  PreampAttempt *attempt;
  GtkWidget     *details;

  /* template */
  GtkImage      *icon;
  GtkLabel      *duration_label;
};

G_DEFINE_FINAL_TYPE (PreampResultRow, preamp_result_row, ADW_TYPE_EXPANDER_ROW)

static void
expanded_changed_cb (PreampResultRow *self)
{
  if (self->details != NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  self->details = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->details),
                              preamp_attempt_details_new (self->attempt));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->details), FALSE);
  gtk_widget_set_focusable (self->details, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->details);
}

static char *
dup_subtitle (PreampResultRow *self)
{
  PreampStatus status = preamp_attempt_words_get_status (self->attempt);
  g_autofree char *remark = preamp_attempt_words_dup_remark (self->attempt);

  /* Its group says what every other status is; the unknown state stands nowhere else. */
  if (status == PREAMP_STATUS_UNKNOWN)
    {
      g_autofree char *label = preamp_attempt_words_dup_label (self->attempt);

      if (remark == NULL)
        return g_steal_pointer (&label);

      /* Translators: %1$s is “Domo says “PENDING””, %2$s is Domo's message */
      return g_strdup_printf (_("%1$s: %2$s"), label, remark);
    }

  return g_steal_pointer (&remark);
}

static void
update (PreampResultRow *self)
{
  PreampStatus status = preamp_attempt_words_get_status (self->attempt);
  GTimeSpan elapsed = preamp_attempt_get_elapsed (self->attempt);
  const char *css_class = preamp_status_get_css_class (status);
  g_autofree char *name = NULL;
  g_autofree char *subtitle = dup_subtitle (self);
  g_autofree char *duration = NULL;

  if (preamp_attempt_words_is_unsaved (self->attempt))
    {
      g_autofree char *remark = g_steal_pointer (&subtitle);

      /* Translators: %s is a message; the outcome could not be written to the journal */
      subtitle = remark != NULL ? g_strdup_printf (_("Not saved. %s"), remark) :
                                  g_strdup (_("Not saved"));
    }

  name = preamp_attempt_words_shorten (preamp_attempt_get_name (self->attempt), 80);
  if (elapsed > 0)
    duration = preamp_format_duration (elapsed);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle != NULL ? subtitle : "");
  gtk_label_set_text (self->duration_label, duration != NULL ? duration : "");

  gtk_image_set_from_icon_name (self->icon, preamp_status_get_icon_name (status));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]) { css_class, NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, preamp_status_get_label (status),
                                  -1);
}

static void
preamp_result_row_dispose (GObject *object)
{
  PreampResultRow *self = PREAMP_RESULT_ROW (object);

  g_clear_object (&self->attempt);

  G_OBJECT_CLASS (preamp_result_row_parent_class)->dispose (object);
}

static void
preamp_result_row_class_init (PreampResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_result_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampResultRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PreampResultRow, duration_label);
}

static void
preamp_result_row_init (PreampResultRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_changed_cb), NULL);
}

/**
 * preamp_result_row_new:
 * @attempt: an attempt that has ended
 *
 * Creates a row that shows @attempt, and follows it.
 *
 * Returns: (transfer full): a new `PreampResultRow`
 */
GtkWidget *
preamp_result_row_new (PreampAttempt *attempt)
{
  PreampResultRow *self;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), NULL);

  self = g_object_new (PREAMP_TYPE_RESULT_ROW, NULL);
  self->attempt = g_object_ref (attempt);
  g_signal_connect_object (attempt, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
