/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-options"

#include "config.h"

#include "preamp-run-options.h"

#include <glib/gi18n.h>

#include "preamp-format.h"
#include "preamp-time-row.h"

/**
 * PreampRunOptions:
 *
 * How a run is to go, as rows of its review: how long it takes by what was measured, how many at a
 * time, after how many it ends or halts, and a note.
 */
struct _PreampRunOptions
{
  AdwPreferencesGroup  parent_instance;

  PreampPlan          *plan;
  PreampEstimate      *estimate;
  GSignalGroup        *estimate_signals;
  guint                at_once;
  guint                halt_in_a_row;
  guint                halt_incomplete;
  gboolean             filling;
  char                *first_note;
  guint                first_stop_after;

  /* template */
  AdwActionRow        *estimate_row;
  GtkWidget           *at_once_row;
  GtkSpinButton       *at_once_button;
  GtkWidget           *stop_after_row;
  GtkSpinButton       *stop_after_button;
  GtkAdjustment       *stop_after_adjustment;
  GtkWidget           *halt_in_a_row_row;
  GtkSpinButton       *halt_in_a_row_button;
  GtkWidget           *halt_incomplete_row;
  GtkSpinButton       *halt_incomplete_button;
  PreampTimeRow       *start_row;
  PreampTimeRow       *stop_row;
  AdwEntryRow         *note_row;
};

G_DEFINE_FINAL_TYPE (PreampRunOptions, preamp_run_options, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  PROP_AT_ONCE = 1,
  PROP_HALT_IN_A_ROW,
  PROP_HALT_INCOMPLETE,
} PreampRunOptionsProperty;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_HALT_INCOMPLETE + 1];
static guint signals[N_SIGNALS];

/* Estimate */

static char *
dup_basis (PreampRunOptions *self,
           guint             n_going)
{
  const gboolean reverse = preamp_plan_get_direction (self->plan) == PREAMP_DIRECTION_REVERSE;
  guint n = preamp_estimate_get_n (self->estimate);
  g_autofree char *basis = NULL;

  if (reverse)
    basis = g_strdup_printf (ngettext ("Estimated from this instance’s last reversal",
                                       "Estimated from this instance’s last %u reversals", n),
                             n);
  else
    basis = g_strdup_printf (ngettext ("Estimated from this instance’s last migration",
                                       "Estimated from this instance’s last %u migrations", n),
                             n);

  if (n_going == 1)
    return g_steal_pointer (&basis);

  /* Translators: %1$s is “Estimated from this instance’s last 40 migrations”, %2$u a number of
   * datasources */
  return g_strdup_printf (ngettext ("%1$s, %2$u at a time", "%1$s, %2$u at a time",
                                    self->at_once),
                          basis, self->at_once);
}

/* Where nothing was measured nothing is said. */
static void
update_estimate (PreampRunOptions *self)
{
  guint n = self->plan != NULL ? g_list_model_get_n_items (preamp_plan_get_going (self->plan)) : 0;
  GTimeSpan left = -1;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (n > 0)
    left = preamp_estimate_get_left (self->estimate, n, NULL, 0, self->at_once);

  gtk_widget_set_visible (GTK_WIDGET (self->estimate_row), left >= 0);
  if (left < 0)
    return;

  title = preamp_format_estimate (left);
  subtitle = dup_basis (self, n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->estimate_row), title);
  adw_action_row_set_subtitle (self->estimate_row, subtitle);
}

static void
estimate_changed_cb (PreampRunOptions *self)
{
  g_assert (PREAMP_IS_RUN_OPTIONS (self));

  update_estimate (self);
}

/* Rows */

/* All of them is no number: it stays all when the lists change. */
static void
stop_after_cb (PreampRunOptions *self)
{
  guint stop_after = gtk_adjustment_get_value (self->stop_after_adjustment);

  if (self->filling || self->plan == NULL)
    return;

  if (stop_after >= preamp_plan_get_n_ready (self->plan))
    stop_after = 0;

  if (stop_after == preamp_plan_get_stop_after (self->plan))
    return;

  preamp_plan_set_stop_after (self->plan, stop_after);
  update_estimate (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A limit of 0 is none. */
static gboolean
output_limit_cb (GtkSpinButton *button)
{
  if (gtk_spin_button_get_value_as_int (button) > 0)
    return FALSE;

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (button)), _("Never")) != 0)
    gtk_editable_set_text (GTK_EDITABLE (button), _("Never"));

  return TRUE;
}

static int
input_limit_cb (GtkSpinButton *button,
                double        *value)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (button)), _("Never")) != 0)
    return FALSE;

  *value = 0;

  return TRUE;
}

/* It ends after it has begun, whichever was set first. */
static void
time_changed_cb (PreampRunOptions *self)
{
  preamp_time_row_set_earliest (self->stop_row, preamp_time_row_get_time (self->start_row));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gint64
round_up (gint64 time)
{
  const gint64 step = 30 * G_TIME_SPAN_MINUTE;

  return (time + step - 1) / step * step;
}

static void
note_changed_cb (PreampRunOptions *self)
{
  if (self->plan != NULL)
    preamp_plan_set_note (self->plan, gtk_editable_get_text (GTK_EDITABLE (self->note_row)));
}

static void
bind_button (PreampRunOptions *self,
             const char       *property,
             GtkSpinButton    *button)
{
  g_object_bind_property (self, property, gtk_spin_button_get_adjustment (button), "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static guint *
get_value (PreampRunOptions *self,
           guint             prop_id)
{
  switch ((PreampRunOptionsProperty) prop_id)
    {
    case PROP_AT_ONCE:
      return &self->at_once;

    case PROP_HALT_IN_A_ROW:
      return &self->halt_in_a_row;

    case PROP_HALT_INCOMPLETE:
      return &self->halt_incomplete;

    default:
      return NULL;
    }
}

static void
preamp_run_options_dispose (GObject *object)
{
  PreampRunOptions *self = PREAMP_RUN_OPTIONS (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->estimate_signals);
  g_clear_object (&self->estimate);

  G_OBJECT_CLASS (preamp_run_options_parent_class)->dispose (object);
}

static void
preamp_run_options_finalize (GObject *object)
{
  g_free (PREAMP_RUN_OPTIONS (object)->first_note);

  G_OBJECT_CLASS (preamp_run_options_parent_class)->finalize (object);
}

static void
preamp_run_options_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  guint *where = get_value (PREAMP_RUN_OPTIONS (object), prop_id);

  if (where != NULL)
    g_value_set_uint (value, *where);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
preamp_run_options_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PreampRunOptions *self = PREAMP_RUN_OPTIONS (object);
  guint *where = get_value (self, prop_id);

  if (where == NULL)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  if (*where == g_value_get_uint (value))
    return;

  *where = g_value_get_uint (value);
  update_estimate (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
preamp_run_options_class_init (PreampRunOptionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = preamp_run_options_dispose;
  object_class->finalize = preamp_run_options_finalize;
  object_class->get_property = preamp_run_options_get_property;
  object_class->set_property = preamp_run_options_set_property;

  /**
   * PreampRunOptions:at-once:
   *
   * How many datasources move at a time.
   */
  properties[PROP_AT_ONCE] = g_param_spec_uint ("at-once", NULL, NULL, 1, 8, 2, flags);

  /**
   * PreampRunOptions:halt-in-a-row:
   *
   * After how many failures in a row the run halts, 0 for never.
   */
  properties[PROP_HALT_IN_A_ROW] =
    g_param_spec_uint ("halt-in-a-row", NULL, NULL, 0, G_MAXUINT, 3, flags);

  /**
   * PreampRunOptions:halt-incomplete:
   *
   * After how many incomplete datasources the run halts, 0 for never.
   */
  properties[PROP_HALT_INCOMPLETE] =
    g_param_spec_uint ("halt-incomplete", NULL, NULL, 0, G_MAXUINT, 5, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampRunOptions::changed:
   * @self: the rows
   *
   * What the plan does has changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  g_type_ensure (PREAMP_TYPE_TIME_ROW);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-run-options.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, estimate_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, at_once_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, at_once_button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, stop_after_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, stop_after_button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, stop_after_adjustment);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, halt_in_a_row_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, halt_in_a_row_button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, halt_incomplete_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, halt_incomplete_button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, note_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, start_row);
  gtk_widget_class_bind_template_child (widget_class, PreampRunOptions, stop_row);
  gtk_widget_class_bind_template_callback (widget_class, input_limit_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_limit_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_after_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
}

static void
preamp_run_options_init (PreampRunOptions *self)
{
  gint64 now = g_get_real_time ();

  self->at_once = 2;
  self->halt_in_a_row = 3;
  self->halt_incomplete = 5;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->estimate_signals = g_signal_group_new (PREAMP_TYPE_ESTIMATE);
  g_signal_group_connect_swapped (self->estimate_signals, "changed",
                                  G_CALLBACK (estimate_changed_cb), self);

  preamp_time_row_set_time (self->start_row, round_up (now + G_TIME_SPAN_HOUR));
  preamp_time_row_set_time (self->stop_row, round_up (now + 5 * G_TIME_SPAN_HOUR));

  bind_button (self, "at-once", self->at_once_button);
  bind_button (self, "halt-in-a-row", self->halt_in_a_row_button);
  bind_button (self, "halt-incomplete", self->halt_incomplete_button);
}

/**
 * preamp_run_options_set_plan:
 * @self: a `PreampRunOptions`
 * @plan: a plan
 * @estimate: how long its datasources take
 *
 * Shows how @plan is to be carried out. Once it was checked, [method@RunOptions.fill] shows the
 * rest.
 */
void
preamp_run_options_set_plan (PreampRunOptions *self,
                             PreampPlan       *plan,
                             PreampEstimate   *estimate)
{
  const char *note;

  g_return_if_fail (PREAMP_IS_RUN_OPTIONS (self));
  g_return_if_fail (PREAMP_IS_PLAN (plan));
  g_return_if_fail (PREAMP_IS_ESTIMATE (estimate));

  g_set_object (&self->plan, plan);
  note = preamp_plan_get_note (plan);
  g_free (self->first_note);
  self->first_note = g_strdup (note != NULL ? note : "");
  self->first_stop_after = preamp_plan_get_stop_after (plan);
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), note != NULL ? note : "");

  g_set_object (&self->estimate, estimate);
  g_signal_group_set_target (self->estimate_signals, estimate);
}

/**
 * preamp_run_options_fill:
 * @self: a `PreampRunOptions` with a checked plan
 *
 * Shows what depends on how many datasources are ready.
 */
void
preamp_run_options_fill (PreampRunOptions *self)
{
  guint n_ready;
  guint stop_after;

  g_return_if_fail (PREAMP_IS_RUN_OPTIONS (self));
  g_return_if_fail (self->plan != NULL);

  n_ready = preamp_plan_get_n_ready (self->plan);
  stop_after = preamp_plan_get_stop_after (self->plan);

  self->filling = TRUE;
  gtk_adjustment_set_upper (self->stop_after_adjustment, MAX (n_ready, 1));
  gtk_adjustment_set_value (self->stop_after_adjustment,
                            stop_after > 0 && stop_after < n_ready ? stop_after : n_ready);
  self->filling = FALSE;

  update_estimate (self);
  gtk_widget_set_visible (self->at_once_row, n_ready > 1);
  gtk_widget_set_visible (self->stop_after_row, n_ready > 1);
  gtk_widget_set_visible (self->halt_in_a_row_row, n_ready > 1);
  gtk_widget_set_visible (self->halt_incomplete_row, n_ready > 1);
}

/**
 * preamp_run_options_commit:
 * @self: a `PreampRunOptions` with a checked plan
 *
 * Takes over the numbers that were typed until now, and looks whether the times have passed.
 *
 * Returns: whether the plan does what was shown before
 */
gboolean
preamp_run_options_commit (PreampRunOptions *self)
{
  guint stop_after;

  g_return_val_if_fail (PREAMP_IS_RUN_OPTIONS (self), FALSE);
  g_return_val_if_fail (self->plan != NULL, FALSE);

  preamp_time_row_look (self->start_row);
  preamp_time_row_look (self->stop_row);

  stop_after = preamp_plan_get_stop_after (self->plan);
  gtk_spin_button_update (self->stop_after_button);
  gtk_spin_button_update (self->at_once_button);
  gtk_spin_button_update (self->halt_in_a_row_button);
  gtk_spin_button_update (self->halt_incomplete_button);

  return stop_after == preamp_plan_get_stop_after (self->plan) &&
         preamp_run_options_get_valid (self);
}

/**
 * preamp_run_options_get_valid:
 * @self: a `PreampRunOptions`
 *
 * Gets whether the run can go as it is shown.
 *
 * Returns: %FALSE where a time is wanted that makes no sense
 */
gboolean
preamp_run_options_get_valid (PreampRunOptions *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN_OPTIONS (self), FALSE);

  return preamp_time_row_get_valid (self->start_row) && preamp_time_row_get_valid (self->stop_row);
}

/**
 * preamp_run_options_get_changed:
 * @self: a `PreampRunOptions` with a plan
 *
 * Gets whether anything was set that is kept nowhere but here and in the run: the times, the number
 * to stop after, the note. How many at a time and after how many to halt are settings.
 *
 * Returns: whether it would be lost with the plan
 */
gboolean
preamp_run_options_get_changed (PreampRunOptions *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN_OPTIONS (self), FALSE);
  g_return_val_if_fail (self->plan != NULL, FALSE);

  return adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self->start_row)) ||
         adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self->stop_row)) ||
         preamp_plan_get_stop_after (self->plan) != self->first_stop_after ||
         !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->note_row)), self->first_note);
}

/**
 * preamp_run_options_get_starts_at:
 * @self: a `PreampRunOptions`
 *
 * Gets when the run is to start.
 *
 * Returns: microseconds since 1970 UTC, 0 for at once
 */
gint64
preamp_run_options_get_starts_at (PreampRunOptions *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN_OPTIONS (self), 0);

  return preamp_time_row_get_time (self->start_row);
}

/**
 * preamp_run_options_get_stops_at:
 * @self: a `PreampRunOptions`
 *
 * Gets from when on nothing new is to start.
 *
 * Returns: microseconds since 1970 UTC, 0 for never
 */
gint64
preamp_run_options_get_stops_at (PreampRunOptions *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN_OPTIONS (self), 0);

  return preamp_time_row_get_time (self->stop_row);
}
