/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attention-row"

#include "config.h"

#include "preamp-attention-row.h"

#include <glib/gi18n.h>

#include "preamp-activity-words.h"
#include "preamp-attempt-look.h"
#include "preamp-attempt-words.h"
#include "preamp-format.h"
#include "preamp-rows.h"

/**
 * PreampAttentionRow:
 *
 * An attempt that needs attention: why, how far its looking-up has come, and the one thing to do.
 * Its buttons activate the actions
 * `activity.try-again`, `activity.check-again` and `activity.set-aside` of a widget above it, with
 * the attempt's number as the target.
 */
struct _PreampAttentionRow
{
  AdwBin         parent_instance;

  PreampAttempt     *attempt;
  PreampAttemptLook *look;

  /* template */
  GtkBox        *box;
  GtkWidget     *buttons_box;
  GtkImage      *icon;
  GtkLabel      *name_label;
  GtkLabel      *why_label;
  GtkButton     *button;
  GtkButton     *aside_button;
};

G_DEFINE_FINAL_TYPE (PreampAttentionRow, preamp_attention_row, ADW_TYPE_BIN)

/* The target before the action: in between, GTK warns that they do not agree. */
static void
set_action (GtkButton  *button,
            const char *action_name,
            gint64      id)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
}

/* Says what it does, and with which datasource. A button is named by its label, and newer releases
 * of GTK prefer that to any other name it is given: so the datasource's is put beside it. */
static void
set_label (PreampAttentionRow *self,
           const char         *label)
{
  gtk_button_set_label (self->button, label);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  gtk_button_get_child (self->button), self->name_label, NULL,
                                  -1);
}

/* The same for the button that is an icon. */
static void
describe_aside (PreampAttentionRow *self,
                const char         *name)
{
  /* Translators: what a button does, and with which datasource: “Set Aside: Orders” */
  g_autofree char *text = g_strdup_printf (_("%1$s: %2$s"), _("Set Aside"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->aside_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static char *
dup_why (PreampAttentionRow *self)
{
  char *look = preamp_attempt_look_dup_text (self->look);

  if (look != NULL)
    return look;

  return preamp_activity_words_dup_attention (preamp_attempt_get_record (self->attempt));
}

/* What changes while it is shown. */
static void
update_look (PreampAttentionRow *self)
{
  g_autofree char *why = NULL;

  if (self->attempt == NULL)
    return;

  why = dup_why (self);
  gtk_label_set_text (self->why_label, why);
  preamp_rows_say (GTK_WIDGET (self), gtk_label_get_text (self->name_label), why, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button),
                            preamp_attempt_look_get_phase (self->look) !=
                              PREAMP_LOOK_PHASE_LOOKING);
}

static void
update (PreampAttentionRow *self)
{
  const PreampAttemptRecord *record = preamp_attempt_get_record (self->attempt);
  PreampStatus status = record->contradicted ? PREAMP_STATUS_CONTRADICTED
                                             : preamp_status_from_outcome (record->outcome);
  const char *css_class = preamp_status_get_css_class (status);
  g_autofree char *name = preamp_format_one_line (preamp_attempt_get_name (self->attempt));
  gboolean moved = preamp_attempt_words_may_mark_as_seen (self->attempt);

  gtk_image_set_from_icon_name (self->icon, preamp_status_get_icon_name (status));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]) { css_class, NULL });
  gtk_label_set_text (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  update_look (self);

  if (record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    {
      set_label (self, _("_Try Again…"));
      set_action (self->button, "activity.try-again", record->id);
    }
  else if (moved)
    {
      set_label (self, _("_Mark as Seen"));
      set_action (self->button, "activity.set-aside", record->id);
    }
  else
    {
      set_label (self, _("_Check Again"));
      set_action (self->button, "activity.check-again", record->id);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->aside_button), !moved);
  set_action (self->aside_button, "activity.set-aside", record->id);
  describe_aside (self, name);
}

static void
preamp_attention_row_dispose (GObject *object)
{
  PreampAttentionRow *self = PREAMP_ATTENTION_ROW (object);

  g_clear_object (&self->attempt);
  if (self->look != NULL)
    preamp_attempt_look_set (self->look, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ATTENTION_ROW);

  G_OBJECT_CLASS (preamp_attention_row_parent_class)->dispose (object);
}

static void
preamp_attention_row_finalize (GObject *object)
{
  g_object_unref (PREAMP_ATTENTION_ROW (object)->look);

  G_OBJECT_CLASS (preamp_attention_row_parent_class)->finalize (object);
}

static void
preamp_attention_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (preamp_attention_row_parent_class)->map (widget);
  preamp_attempt_look_set_seen (PREAMP_ATTENTION_ROW (widget)->look, TRUE);
}

static void
preamp_attention_row_unmap (GtkWidget *widget)
{
  preamp_attempt_look_set_seen (PREAMP_ATTENTION_ROW (widget)->look, FALSE);
  GTK_WIDGET_CLASS (preamp_attention_row_parent_class)->unmap (widget);
}

static void
preamp_attention_row_class_init (PreampAttentionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_attention_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = preamp_attention_row_finalize;

  widget_class->map = preamp_attention_row_map;
  widget_class->unmap = preamp_attention_row_unmap;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-attention-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionRow, box);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionRow, buttons_box);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionRow, why_label);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionRow, button);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionRow, aside_button);
}

static void
preamp_attention_row_init (PreampAttentionRow *self)
{
  self->look = preamp_attempt_look_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->look, "changed", G_CALLBACK (update_look), self,
                           G_CONNECT_SWAPPED);
}

/**
 * preamp_attention_row_new:
 *
 * Creates an empty row.
 *
 * Returns: (transfer full): a new `PreampAttentionRow`
 */
GtkWidget *
preamp_attention_row_new (void)
{
  return g_object_new (PREAMP_TYPE_ATTENTION_ROW, NULL);
}

/**
 * preamp_attention_row_set_attempt:
 * @self: a `PreampAttentionRow`
 * @workspace: (nullable): the attempt's instance
 * @attempt: (nullable): an attempt as the journal has it
 *
 * Shows another attempt.
 */
void
preamp_attention_row_set_attempt (PreampAttentionRow *self,
                                  PreampWorkspace    *workspace,
                                  PreampAttempt      *attempt)
{
  g_return_if_fail (PREAMP_IS_ATTENTION_ROW (self));
  g_return_if_fail (attempt == NULL || PREAMP_IS_ATTEMPT (attempt));

  if (!g_set_object (&self->attempt, attempt))
    return;

  preamp_rows_set_item (GTK_WIDGET (self), attempt);
  preamp_attempt_look_set (self->look, attempt != NULL ? workspace : NULL, attempt);
  if (attempt != NULL)
    update (self);
}

/**
 * preamp_attention_row_set_narrow:
 * @self: a `PreampAttentionRow`
 * @narrow: whether there is no room for words and buttons side by side
 *
 * Puts them side by side, or one above the other.
 */
void
preamp_attention_row_set_narrow (PreampAttentionRow *self,
                                 gboolean            narrow)
{
  g_return_if_fail (PREAMP_IS_ATTENTION_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_label_set_wrap (self->name_label, narrow);
  gtk_widget_set_halign (self->buttons_box, narrow ? GTK_ALIGN_END : GTK_ALIGN_FILL);
}

/**
 * preamp_attention_row_has_aside_focus:
 * @self: a `PreampAttentionRow`
 *
 * Returns: whether the button that puts it out of sight has the keyboard
 */
gboolean
preamp_attention_row_has_aside_focus (PreampAttentionRow *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTENTION_ROW (self), FALSE);

  return gtk_widget_has_focus (GTK_WIDGET (self->aside_button));
}

/**
 * preamp_attention_row_focus:
 * @self: a `PreampAttentionRow`
 * @aside: whether the button that puts it out of sight is meant, where there is one
 *
 * Puts the keyboard on one of its buttons.
 *
 * Returns: whether it has it
 */
gboolean
preamp_attention_row_focus (PreampAttentionRow *self,
                            gboolean            aside)
{
  g_return_val_if_fail (PREAMP_IS_ATTENTION_ROW (self), FALSE);

  return gtk_widget_grab_focus (
    GTK_WIDGET (aside && gtk_widget_get_visible (GTK_WIDGET (self->aside_button))
                  ? self->aside_button : self->button));
}
