/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-bar"

#include "config.h"

#include "preamp-run-bar.h"

#include <glib/gi18n.h>

#include "preamp-format.h"
#include "preamp-run-words.h"

/* How often what it says of the time is looked at. */
#define TICK_SECONDS 5

/**
 * PreampRunBar:
 *
 * A run at the foot of the sidebar: what it does and how far it is. A click opens its dialog. It
 * stays after the run has ended, until it is given another run, or none.
 */
struct _PreampRunBar
{
  AdwBin          parent_instance;

  PreampRun      *run;
  GSignalGroup   *run_signals;
  guint           tick_id;

  /* template */
  GtkWidget      *button;
  GtkLabel       *title_label;
  GtkProgressBar *progress_bar;
  GtkLabel       *caption_label;
};

G_DEFINE_FINAL_TYPE (PreampRunBar, preamp_run_bar, ADW_TYPE_BIN)

typedef enum
{
  PROP_RUN = 1,
} PreampRunBarProperty;

static GParamSpec *properties[PROP_RUN + 1];

static char *
dup_title (PreampRun *run)
{
  guint n = preamp_run_get_n_attempts (run);
  const gboolean still = preamp_run_get_scheduled (run) || preamp_run_get_ended (run);

  if (still && preamp_run_get_direction (run) == PREAMP_DIRECTION_REVERSE)
    return g_strdup_printf (ngettext ("Reverse %u Datasource", "Reverse %u Datasources", n), n);

  if (still)
    return g_strdup_printf (ngettext ("Migrate %u Datasource", "Migrate %u Datasources", n), n);

  if (preamp_run_get_direction (run) == PREAMP_DIRECTION_REVERSE)
    {
      /* Translators: %u is the number of datasources of a run. */
      return g_strdup_printf (ngettext ("Reversing %u Datasource",
                                        "Reversing %u Datasources", n),
                              n);
    }

  /* Translators: %u is the number of datasources of a run. */
  return g_strdup_printf (ngettext ("Migrating %u Datasource", "Migrating %u Datasources", n), n);
}

static char *
dup_end (PreampRun *run)
{
  guint n = preamp_run_get_n_attempts (run);
  guint n_incomplete = preamp_run_count_outcome (run, PREAMP_OUTCOME_INCOMPLETE);
  guint n_contradicted = preamp_run_count_contradicted (run, PREAMP_OUTCOME_COMPLETE);
  guint n_complete = preamp_run_count_outcome (run, PREAMP_OUTCOME_COMPLETE) - n_contradicted;

  if (n_incomplete > 0)
    /* Translators: %1$u of the run's %2$u datasources ended as complete, %3$u as incomplete. */
    return g_strdup_printf (_("Ended: %1$u of %2$u complete, %3$u incomplete"), n_complete, n,
                            n_incomplete);

  if (n_contradicted > 0)
    /* Translators: %1$u of the run's %2$u datasources ended as complete; Domo's lists deny that
     * %3$u more did. */
    return g_strdup_printf (_("Ended: %1$u of %2$u complete, %3$u contradicted"), n_complete, n,
                            n_contradicted);

  /* Translators: %1$u of the run's %2$u datasources ended as complete. */
  return g_strdup_printf (_("Ended: %1$u of %2$u complete"), n_complete, n);
}

/* A run that waits for the administrator says so also where its dialog is closed. */
static char *
dup_pause (PreampRun *run)
{
  guint n = preamp_run_get_n_attempts (run);
  guint n_ended = preamp_run_get_n_ended (run);

  switch (preamp_run_get_pause (run))
    {
    case PREAMP_PAUSE_MISSED:
      return g_strdup (_("The start was missed"));

    case PREAMP_PAUSE_ASKED:
      /* Translators: %1$u of the run's %2$u datasources have an outcome by now. */
      return g_strdup_printf (_("Paused · %1$u of %2$u"), n_ended, n);

    case PREAMP_PAUSE_CONNECTION:
      /* Translators: %1$u of the run's %2$u datasources have an outcome by now. */
      return g_strdup_printf (_("No connection · %1$u of %2$u"), n_ended, n);

    case PREAMP_PAUSE_TOKEN:
    case PREAMP_PAUSE_USER:
    case PREAMP_PAUSE_RATE:
    case PREAMP_PAUSE_IN_A_ROW:
    case PREAMP_PAUSE_INCOMPLETE:
    case PREAMP_PAUSE_WEB_PAGE:
    case PREAMP_PAUSE_JOURNAL:
    case PREAMP_PAUSE_LISTS:
      /* Translators: %1$u of the run's %2$u datasources have an outcome by now. */
      return g_strdup_printf (_("Waits for you · %1$u of %2$u"), n_ended, n);

    case PREAMP_PAUSE_NONE:
    default:
      return NULL;
    }
}

static char *
dup_caption (PreampRun *run)
{
  guint n = preamp_run_get_n_attempts (run);
  guint n_ended = preamp_run_get_n_ended (run);
  guint n_moving = preamp_run_get_n_moving (run);
  GTimeSpan time_left = preamp_run_get_time_left (run);
  g_autofree char *pause = NULL;
  g_autofree char *left = NULL;

  if (preamp_run_get_error (run) != NULL)
    return g_strdup (_("The run needs attention."));

  if (preamp_run_get_ended (run))
    return dup_end (run);

  if (!preamp_run_get_stopping (run))
    pause = dup_pause (run);
  if (pause != NULL)
    return g_steal_pointer (&pause);

  if (preamp_run_get_scheduled (run))
    return preamp_run_words_dup_start (run);

  if (!preamp_run_get_begun (run) && !preamp_run_get_stopping (run))
    return g_strdup (_("Waits for another run"));

  if (preamp_run_get_stopping (run))
    {
      /* Translators: %u is the number of datasources that are on their way. */
      return g_strdup_printf (ngettext ("Stopping after %u that is moving",
                                        "Stopping after %u that are moving", n_moving),
                              n_moving);
    }

  if (preamp_run_get_wait_until (run) != 0)
    /* Translators: %1$u of the run's %2$u datasources have an outcome by now. */
    return g_strdup_printf (_("Domo asked to wait · %1$u of %2$u"), n_ended, n);

  if (time_left < 0)
    /* Translators: %1$u of the run's %2$u datasources have an outcome by now. */
    return g_strdup_printf (ngettext ("%1$u of %2$u ended", "%1$u of %2$u ended", n),
                            n_ended, n);

  left = preamp_format_time_left (time_left);
  /* Translators: %1$u of the run's %2$u datasources have an outcome by now, and %3$s is “about
   * 2 minutes left”. */
  return g_strdup_printf (_("%1$u of %2$u · %3$s"), n_ended, n, left);
}

static void
update (PreampRunBar *self)
{
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;
  guint n;

  gtk_widget_set_visible (GTK_WIDGET (self), self->run != NULL);
  if (self->run == NULL)
    return;

  title = dup_title (self->run);
  caption = dup_caption (self->run);
  n = preamp_run_get_n_attempts (self->run);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->caption_label, caption);
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 n > 0 ? preamp_run_get_n_ended (self->run) / (double) n : 0.0);
}

/* Time goes on also where nothing else does. */
static gboolean
tick_cb (gpointer user_data)
{
  update (PREAMP_RUN_BAR (user_data));

  return G_SOURCE_CONTINUE;
}

static void
preamp_run_bar_map (GtkWidget *widget)
{
  PreampRunBar *self = PREAMP_RUN_BAR (widget);

  GTK_WIDGET_CLASS (preamp_run_bar_parent_class)->map (widget);
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  update (self);
}

static void
preamp_run_bar_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PREAMP_RUN_BAR (widget)->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (preamp_run_bar_parent_class)->unmap (widget);
}

static void
preamp_run_bar_dispose (GObject *object)
{
  PreampRunBar *self = PREAMP_RUN_BAR (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->run_signals);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (preamp_run_bar_parent_class)->dispose (object);
}

static void
preamp_run_bar_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PreampRunBar *self = PREAMP_RUN_BAR (object);

  switch ((PreampRunBarProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_run_bar_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PreampRunBar *self = PREAMP_RUN_BAR (object);

  switch ((PreampRunBarProperty) prop_id)
    {
    case PROP_RUN:
      preamp_run_bar_set_run (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_run_bar_class_init (PreampRunBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_run_bar_dispose;
  object_class->get_property = preamp_run_bar_get_property;
  object_class->set_property = preamp_run_bar_set_property;

  widget_class->map = preamp_run_bar_map;
  widget_class->unmap = preamp_run_bar_unmap;

  /**
   * PreampRunBar:run:
   *
   * The run that is shown; without one nothing is visible.
   */
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL,
                                              PREAMP_TYPE_RUN,
                                              G_PARAM_READWRITE |
                                              G_PARAM_EXPLICIT_NOTIFY |
                                              G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-run-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampRunBar, button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunBar, title_label);
  gtk_widget_class_bind_template_child (widget_class, PreampRunBar, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampRunBar, caption_label);
}

static void
preamp_run_bar_init (PreampRunBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->run_signals = g_signal_group_new (PREAMP_TYPE_RUN);
  g_signal_group_connect_swapped (self->run_signals, "notify", G_CALLBACK (update), self);
}

/**
 * preamp_run_bar_new:
 *
 * Creates a bar without a run.
 *
 * Returns: (transfer full): a new `PreampRunBar`
 */
GtkWidget *
preamp_run_bar_new (void)
{
  return g_object_new (PREAMP_TYPE_RUN_BAR, NULL);
}

/**
 * preamp_run_bar_set_run:
 * @self: a `PreampRunBar`
 * @run: (nullable): a run
 *
 * Shows a run and follows it.
 */
void
preamp_run_bar_set_run (PreampRunBar *self,
                        PreampRun    *run)
{
  g_return_if_fail (PREAMP_IS_RUN_BAR (self));
  g_return_if_fail (run == NULL || PREAMP_IS_RUN (run));

  if (!g_set_object (&self->run, run))
    return;

  g_signal_group_set_target (self->run_signals, run);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/**
 * preamp_run_bar_set_position:
 * @self: a `PreampRunBar`
 * @position: where its run stands in [property@Runner:runs]
 *
 * Lets a click show the run at @position, in place of the one that is worked on.
 */
void
preamp_run_bar_set_position (PreampRunBar *self,
                             guint         position)
{
  g_return_if_fail (PREAMP_IS_RUN_BAR (self));

  /* The old name does not go with the target, and the new one not without. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "u", position);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-queued-run");
}

/**
 * preamp_run_bar_get_run:
 * @self: a `PreampRunBar`
 *
 * Returns: (transfer none) (nullable): the run that is shown
 */
PreampRun *
preamp_run_bar_get_run (PreampRunBar *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN_BAR (self), NULL);

  return self->run;
}
