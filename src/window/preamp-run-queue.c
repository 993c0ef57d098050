/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-queue"

#include "config.h"

#include "preamp-run-queue.h"

#include "preamp-run-bar.h"

/**
 * PreampRunQueue:
 *
 * The runs of an instance that have not begun, above the one that is worked on: those that wait for
 * their time, and those that wait for another run.
 */
struct _PreampRunQueue
{
  AdwBin        parent_instance;

  PreampRunner *runner;
  GSignalGroup *runner_signals;

  /* template */
  GtkBox       *box;
};

G_DEFINE_FINAL_TYPE (PreampRunQueue, preamp_run_queue, ADW_TYPE_BIN)

static void
update (PreampRunQueue *self)
{
  GListModel *runs = self->runner != NULL ? preamp_runner_get_runs (self->runner) : NULL;
  guint n = runs != NULL ? g_list_model_get_n_items (runs) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampRun) run = g_list_model_get_item (runs, i);
      GtkWidget *bar;

      if (preamp_run_get_ended (run) || preamp_run_get_begun (run) ||
          run == preamp_runner_get_current (self->runner))
        continue;

      bar = preamp_run_bar_new ();
      preamp_run_bar_set_position (PREAMP_RUN_BAR (bar), i);
      preamp_run_bar_set_run (PREAMP_RUN_BAR (bar), run);
      gtk_box_append (self->box, bar);
    }

  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL);
}

static void
preamp_run_queue_dispose (GObject *object)
{
  PreampRunQueue *self = PREAMP_RUN_QUEUE (object);

  g_clear_object (&self->runner_signals);
  g_clear_object (&self->runner);

  G_OBJECT_CLASS (preamp_run_queue_parent_class)->dispose (object);
}

static void
preamp_run_queue_class_init (PreampRunQueueClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_run_queue_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-run-queue.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampRunQueue, box);
}

static void
preamp_run_queue_init (PreampRunQueue *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->runner_signals = g_signal_group_new (PREAMP_TYPE_RUNNER);
  g_signal_group_connect_swapped (self->runner_signals, "notify", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->runner_signals, "run-ended", G_CALLBACK (update), self);
}

/**
 * preamp_run_queue_set_runner:
 * @self: a `PreampRunQueue`
 * @runner: (nullable): the runner of the instance that is shown
 *
 * Shows what waits in @runner and follows it.
 */
void
preamp_run_queue_set_runner (PreampRunQueue *self,
                             PreampRunner   *runner)
{
  g_return_if_fail (PREAMP_IS_RUN_QUEUE (self));
  g_return_if_fail (runner == NULL || PREAMP_IS_RUNNER (runner));

  if (!g_set_object (&self->runner, runner))
    return;

  g_signal_group_set_target (self->runner_signals, runner);
  update (self);
}
