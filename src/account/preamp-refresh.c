/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-refresh-private.h"

/* A refresh, and all that wait for it. Each can stop waiting without the others; when the last
 * one does, the refresh is cancelled. */
struct _PreampRefresh
{
  GQueue waiters;
  GCancellable *cancellable;
};

typedef struct
{
  PreampRefresh *refresh;
  GTask *task;
  GSource *cancelled; /* NULL if it cannot be */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancelled != NULL)
    {
      g_source_destroy (waiter->cancelled);
      g_source_unref (waiter->cancelled);
    }
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Waiter *waiter = user_data;
  PreampRefresh *self = waiter->refresh;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_queue_remove (&self->waiters, waiter);
  waiter_free (waiter);
  if (g_queue_is_empty (&self->waiters))
    g_cancellable_cancel (self->cancellable);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/**
 * preamp_refresh_new:
 *
 * Creates a refresh that nobody waits for yet.
 *
 * Returns: (transfer full): the refresh
 */
PreampRefresh *
preamp_refresh_new (void)
{
  PreampRefresh *self = g_new0 (PreampRefresh, 1);

  g_queue_init (&self->waiters);
  self->cancellable = g_cancellable_new ();

  return self;
}

/**
 * preamp_refresh_free:
 * @self: a refresh
 *
 * Cancels and frees a refresh. Whoever still waits is told that it was cancelled.
 */
void
preamp_refresh_free (PreampRefresh *self)
{
  g_autoptr (GError) error =
    g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was given up");

  g_cancellable_cancel (self->cancellable);
  preamp_refresh_answer (self, error);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * preamp_refresh_add:
 * @self: a refresh
 * @task: (transfer full): who waits for it
 *
 * Lets one more wait, until [func@Preamp.Refresh.answer] or until its own cancellable is.
 */
void
preamp_refresh_add (PreampRefresh *self,
                    GTask         *task)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiter->refresh = self;
  waiter->task = task;
  if (cancellable != NULL)
    {
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
      g_source_attach (waiter->cancelled, g_task_get_context (task));
    }

  g_queue_push_tail (&self->waiters, waiter);
}

/**
 * preamp_refresh_get_cancellable:
 * @self: a refresh
 *
 * Gets what the calls of the refresh are cancelled by.
 *
 * Returns: (transfer none): the cancellable
 */
GCancellable *
preamp_refresh_get_cancellable (PreampRefresh *self)
{
  return self->cancellable;
}

/**
 * preamp_refresh_answer:
 * @self: a refresh
 * @error: (nullable): why it failed
 *
 * Tells all that wait how it ended.
 */
void
preamp_refresh_answer (PreampRefresh *self,
                       const GError  *error)
{
  Waiter *waiter;

  while ((waiter = g_queue_pop_head (&self->waiters)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (waiter->task, g_error_copy (error));
      else
        g_task_return_boolean (waiter->task, TRUE);
      waiter_free (waiter);
    }
}
