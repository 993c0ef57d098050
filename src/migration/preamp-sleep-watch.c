/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sleep-watch.h"

#include <time.h>

/* A clock is read in two steps, so that a little difference means nothing. */
#define LEAST_SLEEP (2 * G_TIME_SPAN_SECOND)

/**
 * PreampSleepWatch:
 *
 * Notices that the computer was asleep, by the clock that goes on in sleep against the one that
 * does not. It needs no bus.
 */
struct _PreampSleepWatch
{
  GObject parent_instance;

  PreampSleepClock clock;
  GTimeSpan slept;
  guint timer_id;
};

G_DEFINE_FINAL_TYPE (PreampSleepWatch, preamp_sleep_watch, G_TYPE_OBJECT)

enum
{
  WOKE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
timer_cb (gpointer user_data)
{
  PreampSleepWatch *self = user_data;
  GTimeSpan slept = self->clock ();

  if (slept - self->slept >= LEAST_SLEEP)
    {
      self->slept = slept;
      g_signal_emit (self, signals[WOKE], 0);
    }

  return G_SOURCE_CONTINUE;
}

static void
preamp_sleep_watch_finalize (GObject *object)
{
  PreampSleepWatch *self = PREAMP_SLEEP_WATCH (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);

  G_OBJECT_CLASS (preamp_sleep_watch_parent_class)->finalize (object);
}

static void
preamp_sleep_watch_class_init (PreampSleepWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = preamp_sleep_watch_finalize;

  /**
   * PreampSleepWatch::woke:
   * @self: the watch
   *
   * Emitted some time after the computer woke.
   */
  signals[WOKE] =
    g_signal_new ("woke", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
preamp_sleep_watch_init (PreampSleepWatch *self)
{
}

/**
 * preamp_sleep_clock:
 *
 * Tells how long the computer has been asleep since it was started.
 *
 * Returns: a time in microseconds
 */
GTimeSpan
preamp_sleep_clock (void)
{
  struct timespec awake;
  struct timespec all;

  clock_gettime (CLOCK_MONOTONIC, &awake);
  clock_gettime (CLOCK_BOOTTIME, &all);

  return (all.tv_sec - awake.tv_sec) * G_TIME_SPAN_SECOND +
         (all.tv_nsec - awake.tv_nsec) / 1000;
}

/**
 * preamp_sleep_watch_new:
 * @clock: [func@sleep_clock], or a test's own
 * @interval: how often to look, in milliseconds
 *
 * Begins to watch.
 *
 * Returns: (transfer full): the watch
 */
PreampSleepWatch *
preamp_sleep_watch_new (PreampSleepClock clock,
                        guint            interval)
{
  PreampSleepWatch *self;

  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_SLEEP_WATCH, NULL);
  self->clock = clock;
  self->slept = clock ();
  self->timer_id = g_timeout_add (interval, timer_cb, self);

  return self;
}
