/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Domo's lists, read again for what still waits: before a timed start and after the computer was
 * asleep, where nothing is sent without them, and from time to time in a long run. */

#define G_LOG_DOMAIN "preamp-run-driver"

#include "config.h"

#include "preamp-run-driver-private.h"

#include "domo/preamp-domo-error.h"
#include "preamp-reread.h"
#include "preamp-run-private.h"

/* After how long the lists are read again in a run that goes on, and after how long they are tried
 * again there if they could not be. */
#define REREAD_AFTER (10 * G_TIME_SPAN_MINUTE)
#define RETRY_AFTER G_TIME_SPAN_MINUTE

/* How long a start waits where Domo answers HTTP 429 even to the client's own repetitions. */
#define RATE_SECONDS 60

/* How long it waits where Domo answers with an error of its own: at first, and at most. */
#define FIRST_SECONDS 5
#define LAST_SECONDS 300

/* The instance may answer all the while, and only this list not. */
static void
wait_for_lists (PreampRunDriver *self,
                const GError    *error)
{
  guint seconds = MIN (FIRST_SECONDS << MIN (self->n_lists_failed, 6), LAST_SECONDS);

  self->n_lists_failed++;
  preamp_run_set_lists_problem (self->run, error->message);
  preamp_run_driver_wait (self, seconds);
}

/* What is due waits until the lists could be read. */
static void
hold_start (PreampRunDriver *self,
            const GError    *error)
{
  preamp_run_set_lists_problem (self->run, NULL);

  if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_RATE_LIMITED))
    preamp_run_driver_wait (self, RATE_SECONDS);
  else if (preamp_run_get_pause (self->run) != PREAMP_PAUSE_NONE)
    return;
  else if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED))
    preamp_run_set_pause (self->run, PREAMP_PAUSE_TOKEN);
  else if (preamp_run_driver_is_unreachable (error))
    preamp_run_set_pause (self->run, PREAMP_PAUSE_CONNECTION);
  else if (preamp_domo_error_get_http_status (error) >= 500)
    wait_for_lists (self, error);
  else
    preamp_run_pause_for_lists (self->run, error->message);
}

static void
reread_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);
  g_autoptr (GError) error = NULL;

  preamp_reread_finish (PREAMP_RUN (object), result, &error);
  self->rereading = FALSE;

  /* It was paused or stopped meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      preamp_run_driver_send_more (self);
      return;
    }

  self->read_at = g_get_monotonic_time ();

  if (error == NULL)
    {
      self->lists_due = FALSE;
      self->n_lists_failed = 0;
      preamp_run_set_lists_problem (self->run, NULL);
    }
  else if (self->lists_due)
    {
      hold_start (self, error);
    }
  else
    {
      /* The run began on lists that were read. What is wrong shows at the next sending, which has
       * its rules for it, and the lists are tried again before one that is a little later. */
      g_debug ("The lists could not be read again: %s", error->message);
      self->read_at -= REREAD_AFTER - RETRY_AFTER;
    }

  preamp_run_driver_send_more (self);
}

/*< private >
 * preamp_run_driver_read_lists:
 * @self: a driver that may send something now
 *
 * Reads Domo's lists again where that is due. Nothing may be sent until they are.
 */
void
preamp_run_driver_read_lists (PreampRunDriver *self)
{
  if (!self->lists_due && g_get_monotonic_time () - self->read_at <= REREAD_AFTER)
    return;

  self->rereading = TRUE;
  g_clear_object (&self->rereading_cancellable);
  self->rereading_cancellable = g_cancellable_new ();
  preamp_reread_async (self->run, self->journal, self->rereading_cancellable,
                       reread_cb, g_object_ref (self));
}

/*< private >
 * preamp_run_driver_stop_reading:
 * @self: a driver
 *
 * Gives up the reading of the lists that goes on, so that it holds up nothing. If the run goes on
 * later, they are read then.
 */
void
preamp_run_driver_stop_reading (PreampRunDriver *self)
{
  if (self->rereading)
    g_cancellable_cancel (self->rereading_cancellable);
}
