/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-schedule"

#include "config.h"

#include "preamp-schedule.h"

#include "preamp-run-private.h"

/* A timer stands still while the computer is asleep, and knows nothing of a clock that is set. So
 * the time of day is looked at again and again, at least every so many milliseconds. */
#define LOOK_INTERVAL 30000

/* A start that is later than this asks: what was right at ten may be wrong at noon. */
#define LATE (5 * G_TIME_SPAN_MINUTE)

/**
 * PreampSchedule:
 *
 * Watches the windows of time of runs: when one is due to start, when that was missed, and when
 * nothing new of it may start.
 */
struct _PreampSchedule
{
  GObject parent_instance;

  PreampScheduleClock clock;
  GPtrArray *runs; /* PreampRun with a window, not ended */
  guint timer_id;
};

G_DEFINE_FINAL_TYPE (PreampSchedule, preamp_schedule, G_TYPE_OBJECT)

/* When there is something to be done about a run next, 0 for never */
static gint64
find_next (PreampRun *run)
{
  const PreampRunRecord *record = preamp_run_get_record (run);

  if (preamp_run_get_scheduled (run) && preamp_run_get_pause (run) != PREAMP_PAUSE_MISSED)
    return record->stops_at != 0 ? MIN (record->starts_at, record->stops_at) : record->starts_at;

  return preamp_run_get_stopping (run) ? 0 : record->stops_at;
}

static void
look_at (PreampRun *run,
         gint64     now)
{
  const PreampRunRecord *record = preamp_run_get_record (run);

  if (preamp_run_get_stopping (run))
    return;

  if (record->stops_at != 0 && now >= record->stops_at)
    preamp_run_end_window (run);
  else if (!preamp_run_get_scheduled (run) || now < record->starts_at)
    return;
  else if (now - record->starts_at > LATE)
    preamp_run_set_pause (run, PREAMP_PAUSE_MISSED);
  else
    preamp_run_set_due (run);
}

static gboolean
timer_cb (gpointer user_data)
{
  PreampSchedule *self = user_data;

  self->timer_id = 0;
  preamp_schedule_look (self);

  return G_SOURCE_REMOVE;
}

static void
set_timer (PreampSchedule *self)
{
  gint64 now = self->clock ();
  gint64 wait = -1;

  g_clear_handle_id (&self->timer_id, g_source_remove);

  for (guint i = 0; i < self->runs->len; i++)
    {
      gint64 next = find_next (g_ptr_array_index (self->runs, i));
      gint64 rest = MAX ((next - now + 999) / 1000, 0);

      if (next != 0)
        wait = wait < 0 ? rest : MIN (wait, rest);
    }

  if (wait >= 0)
    self->timer_id = g_timeout_add ((guint) MIN (wait, LOOK_INTERVAL), timer_cb, self);
}

static void
run_changed_cb (PreampSchedule *self,
                GParamSpec     *pspec,
                PreampRun      *run)
{
  g_assert (PREAMP_IS_SCHEDULE (self));

  if (preamp_run_get_ended (run))
    {
      g_signal_handlers_disconnect_by_func (run, run_changed_cb, self);
      g_ptr_array_remove (self->runs, run);
    }

  set_timer (self);
}

static void
preamp_schedule_finalize (GObject *object)
{
  PreampSchedule *self = PREAMP_SCHEDULE (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_pointer (&self->runs, g_ptr_array_unref);

  G_OBJECT_CLASS (preamp_schedule_parent_class)->finalize (object);
}

static void
preamp_schedule_class_init (PreampScheduleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = preamp_schedule_finalize;
}

static void
preamp_schedule_init (PreampSchedule *self)
{
  self->clock = g_get_real_time;
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * preamp_schedule_new:
 *
 * Makes a schedule without runs.
 *
 * Returns: (transfer full): the schedule
 */
PreampSchedule *
preamp_schedule_new (void)
{
  return g_object_new (PREAMP_TYPE_SCHEDULE, NULL);
}

/**
 * preamp_schedule_set_clock:
 * @self: a schedule without runs
 * @clock: g_get_real_time(), or a test's own
 *
 * Sets what tells it the time of day.
 */
void
preamp_schedule_set_clock (PreampSchedule      *self,
                           PreampScheduleClock  clock)
{
  g_return_if_fail (PREAMP_IS_SCHEDULE (self));
  g_return_if_fail (clock != NULL);
  g_return_if_fail (self->runs->len == 0);

  self->clock = clock;
}

/**
 * preamp_schedule_add:
 * @self: a schedule
 * @run: a run
 *
 * Watches the window of a run, if it has one, until it has ended.
 */
void
preamp_schedule_add (PreampSchedule *self,
                     PreampRun      *run)
{
  const PreampRunRecord *record;

  g_return_if_fail (PREAMP_IS_SCHEDULE (self));
  g_return_if_fail (PREAMP_IS_RUN (run));

  record = preamp_run_get_record (run);
  if (record->starts_at == 0 && record->stops_at == 0)
    return;

  preamp_run_set_clock (run, self->clock);
  g_ptr_array_add (self->runs, g_object_ref (run));
  g_signal_connect_object (run, "notify::scheduled", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::pause", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::ended", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  set_timer (self);
}

/**
 * preamp_schedule_look:
 * @self: a schedule
 *
 * Looks at the time of day now, as it does by itself again and again.
 */
void
preamp_schedule_look (PreampSchedule *self)
{
  g_autoptr (GPtrArray) runs = NULL;
  gint64 now;

  g_return_if_fail (PREAMP_IS_SCHEDULE (self));

  now = self->clock ();
  runs = g_ptr_array_copy (self->runs, (GCopyFunc) (void *) g_object_ref, NULL);
  g_ptr_array_set_free_func (runs, g_object_unref);

  for (guint i = 0; i < runs->len; i++)
    look_at (g_ptr_array_index (runs, i), now);

  set_timer (self);
}
