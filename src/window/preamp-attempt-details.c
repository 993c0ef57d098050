/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attempt-details"

#include "config.h"

#include "preamp-attempt-details.h"

#include <glib/gi18n.h>

#include "preamp-attempt-look.h"
#include "preamp-attempt-words.h"
#include "preamp-button-labels.h"
#include "preamp-property-row.h"
#include "preamp-wrap-box.h"

/* A longer name is cut where it stands as a title. */
#define MAX_TITLE 80

/**
 * PreampAttemptDetails:
 *
 * All that is known of an attempt, and what can be done with it. Its buttons activate the actions
 * `run.check-again`, `run.try-again`, `run.set-aside`, `run.copy-for-support` and
 * `run.open-in-domo` of a widget above it, with the datasource's identifier as the target.
 */
struct _PreampAttemptDetails
{
  AdwBin             parent_instance;

  PreampAttempt     *attempt;
  PreampAttemptLook *look;

  /* template */
  PreampPropertyRow *name_row;
  PreampPropertyRow *state_row;
  PreampPropertyRow *status_row;
  PreampPropertyRow *message_row;
  PreampPropertyRow *failure_row;
  PreampPropertyRow *contradiction_row;
  PreampPropertyRow *look_row;
  PreampPropertyRow *broken_row;
  PreampPropertyRow *superseded_row;
  PreampPropertyRow *unsaved_row;
  PreampPropertyRow *toe_row;
  PreampPropertyRow *time_row;
  PreampPropertyRow *duration_row;
  PreampPropertyRow *datasource_row;
  GtkWidget         *check_again_button;
  GtkWidget         *try_again_button;
  GtkWidget         *set_aside_button;
  GtkWidget         *copy_button;
  GtkWidget         *open_button;
};

G_DEFINE_FINAL_TYPE (PreampAttemptDetails, preamp_attempt_details, ADW_TYPE_BIN)

static void
show_value (PreampPropertyRow *row,
            const char        *value)
{
  preamp_property_row_set_value (row, value);
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
}

/* What follows from the lists, and from later attempts. */
static void
update_look (PreampAttemptDetails *self)
{
  g_autofree char *look = preamp_attempt_look_dup_text (self->look);
  g_autofree char *broken = preamp_attempt_look_dup_broken (self->look);
  gboolean moved = preamp_attempt_words_may_mark_as_seen (self->attempt);

  show_value (self->look_row, look);
  show_value (self->broken_row, broken);
  gtk_widget_set_visible (GTK_WIDGET (self->superseded_row),
                          preamp_attempt_look_is_superseded (self->look));
  gtk_widget_set_visible (self->check_again_button, preamp_attempt_look_may_check (self->look));
  gtk_widget_set_sensitive (self->check_again_button,
                            preamp_attempt_look_get_phase (self->look) !=
                              PREAMP_LOOK_PHASE_LOOKING);
  gtk_widget_set_visible (self->try_again_button, preamp_attempt_look_may_retry (self->look));
  gtk_widget_set_visible (self->set_aside_button, preamp_attempt_look_may_set_aside (self->look));
  gtk_button_set_label (GTK_BUTTON (self->set_aside_button),
                        moved ? _("_Mark as Seen") : _("Set As_ide"));
}

static void
update (PreampAttemptDetails *self)
{
  const PreampAttemptRecord *record = preamp_attempt_get_record (self->attempt);
  const char *name = preamp_attempt_get_name (self->attempt);
  g_autofree char *times = preamp_attempt_words_dup_times (self->attempt);
  g_autofree char *duration = preamp_attempt_words_dup_duration (self->attempt);
  g_autofree char *contradiction = NULL;
  g_autofree char *status = NULL;

  if (record->http_status != 0 && (record->http_status < 200 || record->http_status > 299))
    status = g_strdup_printf ("%u", record->http_status);

  show_value (self->name_row,
              g_utf8_strlen (name, -1) > MAX_TITLE || strchr (name, '\n') != NULL ? name : NULL);
  show_value (self->state_row, record->state);
  show_value (self->status_row, status);
  show_value (self->message_row, record->error_message);
  if (record->contradicted)
    contradiction = preamp_attempt_words_dup_remark (self->attempt);

  show_value (self->failure_row, record->failure);
  show_value (self->contradiction_row, contradiction);
  show_value (self->toe_row, record->toe);
  show_value (self->time_row, times);
  show_value (self->duration_row, duration);
  show_value (self->datasource_row, record->datasource_id);

  gtk_widget_set_visible (GTK_WIDGET (self->unsaved_row),
                          preamp_attempt_words_is_unsaved (self->attempt));
  update_look (self);
}

/* The target before the action: in between, GTK warns that they do not agree. */
static void
set_action (GtkWidget     *button,
            const char    *action_name,
            PreampAttempt *attempt)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    preamp_attempt_get_datasource_id (attempt));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
}

static void
preamp_attempt_details_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (preamp_attempt_details_parent_class)->map (widget);
  preamp_attempt_look_set_seen (PREAMP_ATTEMPT_DETAILS (widget)->look, TRUE);
}

static void
preamp_attempt_details_unmap (GtkWidget *widget)
{
  preamp_attempt_look_set_seen (PREAMP_ATTEMPT_DETAILS (widget)->look, FALSE);
  GTK_WIDGET_CLASS (preamp_attempt_details_parent_class)->unmap (widget);
}

static void
preamp_attempt_details_dispose (GObject *object)
{
  PreampAttemptDetails *self = PREAMP_ATTEMPT_DETAILS (object);

  if (self->look != NULL)
    preamp_attempt_look_set (self->look, NULL, NULL);
  g_clear_object (&self->attempt);

  G_OBJECT_CLASS (preamp_attempt_details_parent_class)->dispose (object);
}

static void
preamp_attempt_details_finalize (GObject *object)
{
  g_object_unref (PREAMP_ATTEMPT_DETAILS (object)->look);

  G_OBJECT_CLASS (preamp_attempt_details_parent_class)->finalize (object);
}

static void
preamp_attempt_details_class_init (PreampAttemptDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_attempt_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = preamp_attempt_details_finalize;

  widget_class->map = preamp_attempt_details_map;
  widget_class->unmap = preamp_attempt_details_unmap;

  g_type_ensure (PREAMP_TYPE_PROPERTY_ROW);
  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-attempt-details.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, name_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, state_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, status_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, message_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, failure_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, contradiction_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, look_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, broken_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, superseded_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, unsaved_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, toe_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, time_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, duration_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, datasource_row);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, check_again_button);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, set_aside_button);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptDetails, open_button);
}

static void
preamp_attempt_details_init (PreampAttemptDetails *self)
{
  self->look = preamp_attempt_look_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  preamp_button_labels_wrap (GTK_WIDGET (self));
}

/**
 * preamp_attempt_details_new:
 * @workspace: (nullable): the attempt's instance, %NULL to look nothing up
 * @attempt: an attempt
 *
 * Creates a widget that shows @attempt, and follows it.
 *
 * Returns: (transfer full): a new `PreampAttemptDetails`
 */
GtkWidget *
preamp_attempt_details_new (PreampWorkspace *workspace,
                            PreampAttempt   *attempt)
{
  PreampAttemptDetails *self;

  g_return_val_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (attempt), NULL);

  self = g_object_new (PREAMP_TYPE_ATTEMPT_DETAILS, NULL);
  self->attempt = g_object_ref (attempt);
  g_signal_connect_object (attempt, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  set_action (self->check_again_button, "run.check-again", attempt);
  set_action (self->try_again_button, "run.try-again", attempt);
  set_action (self->set_aside_button, "run.set-aside", attempt);
  set_action (self->copy_button, "run.copy-for-support", attempt);
  set_action (self->open_button, "run.open-in-domo", attempt);
  preamp_attempt_look_set (self->look, workspace, attempt);
  g_signal_connect_object (self->look, "changed", G_CALLBACK (update_look), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
