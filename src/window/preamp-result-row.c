/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-result-row"

#include "config.h"

#include "preamp-result-row.h"

#include <glib/gi18n.h>

#include "preamp-attempt-details.h"
#include "preamp-attempt-look.h"
#include "preamp-attempt-words.h"
#include "preamp-format.h"
#include "preamp-text-size.h"

/**
 * PreampResultRow:
 *
 * An attempt that has ended, or was left out, as a row that opens. It says how far the looking-up
 * has come of one that is not certain. Its details are made when it is opened first.
 */
struct _PreampResultRow
{
  AdwExpanderRow parent_instance;

  PreampWorkspace   *workspace;
  PreampAttempt     *attempt;
  PreampAttemptLook *look;
  GtkWidget         *details;

  /* template */
  GtkSpinner        *spinner;
  GtkImage          *icon;
  GtkLabel          *duration_label;
};

G_DEFINE_FINAL_TYPE (PreampResultRow, preamp_result_row, ADW_TYPE_EXPANDER_ROW)

static void
expanded_changed_cb (PreampResultRow *self)
{
  if (self->details != NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  self->details = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->details),
                              preamp_attempt_details_new (self->workspace, self->attempt));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->details), FALSE);
  gtk_widget_set_focusable (self->details, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->details);
}

static char *
dup_subtitle (PreampResultRow *self)
{
  PreampStatus status = preamp_attempt_words_get_status (self->attempt);
  g_autofree char *remark = preamp_attempt_words_dup_remark (self->attempt);

  /* What happened stands in the details. */
  if (status == PREAMP_STATUS_UNCONFIRMED ||
      preamp_attempt_look_get_phase (self->look) == PREAMP_LOOK_PHASE_LOOKING)
    {
      g_autofree char *look = preamp_attempt_look_dup_text (self->look);

      if (look != NULL)
        return g_steal_pointer (&look);
    }

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
  gboolean checking =
    preamp_attempt_look_get_phase (self->look) == PREAMP_LOOK_PHASE_LOOKING;
  g_autofree char *name = NULL;
  g_autofree char *subtitle = dup_subtitle (self);
  g_autofree char *duration = NULL;
  g_autofree char *label = NULL;

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
  label = subtitle != NULL ? g_strdup_printf ("%s, %s", name, subtitle) : g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_text (self->duration_label, duration != NULL ? duration : "");
  /* With large text it would leave no width for the message. The details have it too. */
  gtk_widget_set_visible (GTK_WIDGET (self->duration_label),
                          preamp_text_size_scale (GTK_WIDGET (self), 100) <= 150);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), checking);
  gtk_spinner_set_spinning (self->spinner, checking);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !checking);
  gtk_image_set_from_icon_name (self->icon, preamp_status_get_icon_name (status));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]) { css_class, NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, preamp_status_get_label (status),
                                  -1);
}

static void
preamp_result_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (preamp_result_row_parent_class)->map (widget);
  preamp_attempt_look_set_seen (PREAMP_RESULT_ROW (widget)->look, TRUE);
}

static void
preamp_result_row_unmap (GtkWidget *widget)
{
  preamp_attempt_look_set_seen (PREAMP_RESULT_ROW (widget)->look, FALSE);
  GTK_WIDGET_CLASS (preamp_result_row_parent_class)->unmap (widget);
}

static void
preamp_result_row_dispose (GObject *object)
{
  PreampResultRow *self = PREAMP_RESULT_ROW (object);

  if (self->look != NULL)
    preamp_attempt_look_set (self->look, NULL, NULL);
  g_clear_object (&self->attempt);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (preamp_result_row_parent_class)->dispose (object);
}

static void
preamp_result_row_finalize (GObject *object)
{
  g_object_unref (PREAMP_RESULT_ROW (object)->look);

  G_OBJECT_CLASS (preamp_result_row_parent_class)->finalize (object);
}

static void
preamp_result_row_class_init (PreampResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_result_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = preamp_result_row_finalize;

  widget_class->map = preamp_result_row_map;
  widget_class->unmap = preamp_result_row_unmap;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampResultRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampResultRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PreampResultRow, duration_label);
}

/* Domo's messages have names of tables in them that are longer than a narrow row. */
static void
wrap_anywhere (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap_anywhere (child);
}

static void
preamp_result_row_init (PreampResultRow *self)
{
  self->look = preamp_attempt_look_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wrap_anywhere (GTK_WIDGET (self));
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_changed_cb), NULL);
}

/**
 * preamp_result_row_new:
 * @workspace: (nullable): the attempt's instance, %NULL to look nothing up
 * @attempt: an attempt that has ended
 *
 * Creates a row that shows @attempt, and follows it.
 *
 * Returns: (transfer full): a new `PreampResultRow`
 */
GtkWidget *
preamp_result_row_new (PreampWorkspace *workspace,
                       PreampAttempt   *attempt)
{
  PreampResultRow *self;

  g_return_val_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), NULL);

  self = g_object_new (PREAMP_TYPE_RESULT_ROW, NULL);
  g_set_object (&self->workspace, workspace);
  self->attempt = g_object_ref (attempt);
  preamp_attempt_look_set (self->look, workspace, attempt);
  g_signal_connect_object (self->look, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attempt, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * preamp_result_row_get_attempt:
 * @self: a `PreampResultRow`
 *
 * Gets the attempt that it shows.
 *
 * Returns: (transfer none): the attempt
 */
PreampAttempt *
preamp_result_row_get_attempt (PreampResultRow *self)
{
  g_return_val_if_fail (PREAMP_IS_RESULT_ROW (self), NULL);

  return self->attempt;
}
