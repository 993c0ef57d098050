/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attempt-row"

#include "config.h"

#include "preamp-attempt-row.h"

#include <glib/gi18n.h>

#include "preamp-attempt-look.h"
#include "preamp-attempt-words.h"
#include "preamp-format.h"
#include "preamp-rows.h"

#define STATUS_CHARS 21

/**
 * PreampAttemptRow:
 *
 * An attempt as a row of a list view: name and remark, how far it or its looking-up has come, and
 * for how long. It follows the attempt; its clock ticks only while it moves and can be seen.
 */
struct _PreampAttemptRow
{
  AdwBin         parent_instance;

  PreampAttempt     *attempt;
  PreampAttemptLook *look;
  GSignalGroup      *signals;
  gboolean           narrow;
  guint              tick_id;
  const char        *icon_class;

  /* template */
  GtkBox        *words_box;
  GtkLabel      *name_label;
  GtkLabel      *remark_label;
  GtkSpinner    *spinner;
  GtkImage      *status_icon;
  GtkLabel      *status_label;
  GtkLabel      *unsaved_label;
  GtkLabel      *clock_label;
};

G_DEFINE_FINAL_TYPE (PreampAttemptRow, preamp_attempt_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ATTEMPT = 1,
  PROP_NARROW,
} PreampAttemptRowProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void
update_clock (PreampAttemptRow *self)
{
  PreampStatus status = preamp_attempt_words_get_status (self->attempt);
  GTimeSpan elapsed = preamp_attempt_get_elapsed (self->attempt);
  g_autofree char *clock = NULL;

  if (status == PREAMP_STATUS_MOVING)
    clock = preamp_format_clock (elapsed);
  else if (elapsed > 0)
    clock = preamp_format_duration (elapsed);

  gtk_label_set_text (self->clock_label, clock != NULL ? clock : "");
}

static gboolean
tick_cb (gpointer user_data)
{
  PreampAttemptRow *self = PREAMP_ATTEMPT_ROW (user_data);

  update_clock (self);

  return G_SOURCE_CONTINUE;
}

static void
update_tick (PreampAttemptRow *self)
{
  gboolean ticks = self->attempt != NULL &&
                   preamp_attempt_get_phase (self->attempt) == PREAMP_ATTEMPT_PHASE_MOVING &&
                   gtk_widget_get_mapped (GTK_WIDGET (self));

  if (!ticks)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static void
update_status (PreampAttemptRow *self)
{
  gboolean checking =
    preamp_attempt_look_get_phase (self->look) == PREAMP_LOOK_PHASE_LOOKING;
  PreampStatus status = checking ? PREAMP_STATUS_CHECKING
                                 : preamp_attempt_words_get_status (self->attempt);
  g_autofree char *label = checking ? g_strdup (preamp_status_get_label (status))
                                    : preamp_attempt_words_dup_label (self->attempt);
  const char *icon_class = preamp_status_get_css_class (status);
  gboolean moving = checking || status == PREAMP_STATUS_MOVING;

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), moving);
  gtk_spinner_set_spinning (self->spinner, moving);
  gtk_widget_set_visible (GTK_WIDGET (self->status_icon), !moving);
  gtk_image_set_from_icon_name (self->status_icon, preamp_status_get_icon_name (status));

  if (self->icon_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), self->icon_class);
  if (icon_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), icon_class);
  self->icon_class = icon_class;

  gtk_label_set_text (self->status_label, label);
  if (status == PREAMP_STATUS_INCOMPLETE)
    gtk_widget_set_css_classes (GTK_WIDGET (self->status_label),
                                (const char *[]) { "error", "heading", NULL });
  else if (status == PREAMP_STATUS_WAITING)
    gtk_widget_set_css_classes (GTK_WIDGET (self->status_label),
                                (const char *[]) { "dim-label", NULL });
  else
    gtk_widget_set_css_classes (GTK_WIDGET (self->status_label), (const char *[]) { NULL });
}

static void
update (PreampAttemptRow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *remark = NULL;

  if (self->attempt == NULL)
    return;

  name = preamp_attempt_words_shorten (preamp_attempt_get_name (self->attempt), 200);
  /* How the lists contradict an answer says more than when they were read. */
  if (preamp_attempt_look_get_phase (self->look) != PREAMP_LOOK_PHASE_LOOKING &&
      !preamp_attempt_get_record (self->attempt)->contradicted)
    remark = preamp_attempt_look_dup_text (self->look);
  if (remark == NULL)
    remark = preamp_attempt_words_dup_remark (self->attempt);

  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->remark_label, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark_label), remark != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->unsaved_label),
                          preamp_attempt_words_is_unsaved (self->attempt));
  update_status (self);
  update_clock (self);
  update_tick (self);
  preamp_rows_say (GTK_WIDGET (self), name, gtk_label_get_text (self->status_label), remark);
}

static void
preamp_attempt_row_map (GtkWidget *widget)
{
  PreampAttemptRow *self = PREAMP_ATTEMPT_ROW (widget);

  GTK_WIDGET_CLASS (preamp_attempt_row_parent_class)->map (widget);
  preamp_attempt_look_set_seen (self->look, TRUE);
  update (self);
}

static void
preamp_attempt_row_unmap (GtkWidget *widget)
{
  PreampAttemptRow *self = PREAMP_ATTEMPT_ROW (widget);

  GTK_WIDGET_CLASS (preamp_attempt_row_parent_class)->unmap (widget);
  preamp_attempt_look_set_seen (self->look, FALSE);
  update_tick (self);
}

static void
preamp_attempt_row_dispose (GObject *object)
{
  PreampAttemptRow *self = PREAMP_ATTEMPT_ROW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->attempt);
  if (self->look != NULL)
    preamp_attempt_look_set (self->look, NULL, NULL);

  G_OBJECT_CLASS (preamp_attempt_row_parent_class)->dispose (object);
}

static void
preamp_attempt_row_finalize (GObject *object)
{
  g_object_unref (PREAMP_ATTEMPT_ROW (object)->look);

  G_OBJECT_CLASS (preamp_attempt_row_parent_class)->finalize (object);
}

static void
preamp_attempt_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PreampAttemptRow *self = PREAMP_ATTEMPT_ROW (object);

  switch ((PreampAttemptRowProperty) prop_id)
    {
    case PROP_ATTEMPT:
      g_value_set_object (value, self->attempt);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_attempt_row_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PreampAttemptRow *self = PREAMP_ATTEMPT_ROW (object);

  switch ((PreampAttemptRowProperty) prop_id)
    {
    case PROP_ATTEMPT:
      preamp_attempt_row_set_attempt (self, NULL, g_value_get_object (value));
      break;

    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->words_box),
                                      self->narrow ? GTK_ORIENTATION_VERTICAL :
                                                     GTK_ORIENTATION_HORIZONTAL);
      /* Where they stand beside the names, all of them begin at the same place. */
      gtk_label_set_width_chars (self->status_label, self->narrow ? -1 : STATUS_CHARS);
      gtk_label_set_max_width_chars (self->status_label, self->narrow ? -1 : STATUS_CHARS);
      g_object_notify_by_pspec (object, properties[PROP_NARROW]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_attempt_row_class_init (PreampAttemptRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_attempt_row_dispose;
  object_class->finalize = preamp_attempt_row_finalize;
  object_class->get_property = preamp_attempt_row_get_property;
  object_class->set_property = preamp_attempt_row_set_property;

  widget_class->map = preamp_attempt_row_map;
  widget_class->unmap = preamp_attempt_row_unmap;

  /**
   * PreampAttemptRow:attempt:
   *
   * The attempt that is shown.
   */
  properties[PROP_ATTEMPT] = g_param_spec_object ("attempt", NULL, NULL, PREAMP_TYPE_ATTEMPT,
                                                  G_PARAM_READWRITE |
                                                  G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  /**
   * PreampAttemptRow:narrow:
   *
   * Whether the status stands below the name, not beside it.
   */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE |
                                                  G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-attempt-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptRow, words_box);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptRow, remark_label);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptRow, status_icon);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptRow, status_label);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptRow, unsaved_label);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptRow, clock_label);
}

static void
preamp_attempt_row_init (PreampAttemptRow *self)
{
  self->look = preamp_attempt_look_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->look, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->signals = g_signal_group_new (PREAMP_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
}

/**
 * preamp_attempt_row_new:
 *
 * Creates a row without an attempt.
 *
 * Returns: (transfer full): a new `PreampAttemptRow`
 */
GtkWidget *
preamp_attempt_row_new (void)
{
  return g_object_new (PREAMP_TYPE_ATTEMPT_ROW, NULL);
}

/**
 * preamp_attempt_row_set_attempt:
 * @self: a `PreampAttemptRow`
 * @workspace: (nullable): the attempt's instance, %NULL to look nothing up
 * @attempt: (nullable): an attempt
 *
 * Shows another attempt.
 */
void
preamp_attempt_row_set_attempt (PreampAttemptRow *self,
                                PreampWorkspace  *workspace,
                                PreampAttempt    *attempt)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT_ROW (self));
  g_return_if_fail (attempt == NULL || PREAMP_IS_ATTEMPT (attempt));

  if (!g_set_object (&self->attempt, attempt))
    return;

  preamp_attempt_look_set (self->look, attempt != NULL ? workspace : NULL, attempt);

  g_signal_group_set_target (self->signals, attempt);
  update (self);
  update_tick (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTEMPT]);
}
