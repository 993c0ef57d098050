/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Domo's lists, read again for what still waits: before a timed start, of which nothing is sent
 * without them, and from time to time in a long run. */

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

/* Whether it is over when the instance answers again. */
static gboolean
is_passing (const GError *error)
{
  return preamp_run_driver_is_unreachable (error) ||
         preamp_domo_error_get_http_status (error) >= 500;
}

/* A timed start waits until the lists could be read. */
static void
hold_start (PreampRunDriver *self,
            const GError    *error)
{
  if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_RATE_LIMITED))
    preamp_run_driver_wait (self, RATE_SECONDS);
  else if (preamp_run_get_pause (self->run) != PREAMP_PAUSE_NONE)
    return;
  else if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED))
    preamp_run_set_pause (self->run, PREAMP_PAUSE_TOKEN);
  else if (is_passing (error))
    preamp_run_set_pause (self->run, PREAMP_PAUSE_CONNECTION);
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

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->read_at = g_get_monotonic_time ();

  if (error == NULL)
    {
      self->lists_due = FALSE;
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
  preamp_reread_async (self->run, self->journal, self->cancellable,
                       reread_cb, g_object_ref (self));
}
