/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One attempt on its way, from its sent mark to its written outcome, and what follows from it. */

#define G_LOG_DOMAIN "preamp-run-driver"

#include "config.h"

#include "preamp-run-driver-private.h"

#include "domo/preamp-domo-error.h"
#include "preamp-attempt-private.h"
#include "preamp-run-private.h"
#include "preamp-sending.h"

/* How long to wait before an outcome that could not be written is tried again. */
#define SAVE_AGAIN_SECONDS 2

typedef struct
{
  PreampRunDriver *driver;
  PreampAttempt *attempt;
  PreampAttemptRecord *record;
  gboolean web_page;
  guint retry_after;
  guint n_tokens;     /* how often the token had been replaced when it was sent */
  gboolean unsaved;
} Flight;

static void save_outcome (Flight *flight);

static guint
get_n_tokens (PreampRunDriver *self)
{
  PreampConnection *connection = preamp_run_get_connection (self->run);

  return preamp_domo_client_get_n_tokens (preamp_connection_get_client (connection));
}

static Flight *
flight_new (PreampRunDriver *self,
            PreampAttempt   *attempt)
{
  Flight *flight = g_new0 (Flight, 1);

  flight->driver = g_object_ref (self);
  flight->attempt = g_object_ref (attempt);
  flight->n_tokens = get_n_tokens (self);
  self->n_in_flight++;

  return flight;
}

static void
flight_free (Flight *flight)
{
  flight->driver->n_in_flight--;
  if (flight->unsaved)
    flight->driver->n_unsaved--;

  g_clear_pointer (&flight->record, preamp_attempt_record_free);
  g_clear_object (&flight->attempt);
  g_clear_object (&flight->driver);
  g_free (flight);
}

/* What follows from an attempt's end */

/* A halt comes before every other pause: what the run waits for may come, and it is not to go on by
 * itself then. */
static gboolean
comes_before (PreampPause pause,
              PreampPause now)
{
  return now == PREAMP_PAUSE_NONE || (preamp_pause_is_halt (pause) && !preamp_pause_is_halt (now));
}

static void
add_attempt_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Flight *flight = user_data;
  g_autoptr (PreampRunDriver) self = g_object_ref (flight->driver);
  g_autoptr (PreampAttemptRecord) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  id = preamp_journal_add_attempt_finish (PREAMP_JOURNAL (object), result, &error);

  if (id != 0)
    {
      again = preamp_run_dup_again (flight->record);
      again->id = id;
      preamp_run_set_again (self->run, flight->attempt, again);
    }
  else
    {
      /* It stays as it ended, and can be tried again when the run has ended. */
      preamp_run_set_error (self->run, error);
      preamp_run_set_pause (self->run, PREAMP_PAUSE_JOURNAL);
    }

  flight_free (flight);
  preamp_run_driver_send_more (self);
}

static void
take_step (Flight *flight)
{
  PreampRunDriver *self = flight->driver;
  PreampPaceStep step;

  step = preamp_pace_judge (preamp_run_get_pace (self->run), flight->record,
                            flight->web_page, flight->retry_after);

  /* The token may have been replaced while this one was on its way, or held back for that. */
  if (step.again && flight->n_tokens != get_n_tokens (self) &&
      (step.pause == PREAMP_PAUSE_TOKEN || step.pause == PREAMP_PAUSE_CONNECTION))
    step.pause = PREAMP_PAUSE_NONE;

  if (step.wait > 0)
    preamp_run_driver_wait (self, step.wait);

  if (step.pause != PREAMP_PAUSE_NONE &&
      comes_before (step.pause, preamp_run_get_pause (self->run)))
    preamp_run_pause_after (self->run, step.pause, flight->record);

  preamp_run_pace_changed (self->run);

  if (step.again && !preamp_run_get_stopping (self->run))
    {
      g_autoptr (PreampAttemptRecord) again = preamp_run_dup_again (flight->record);

      preamp_journal_add_attempt_async (self->journal, again, add_attempt_cb, flight);
    }
  else
    {
      g_autoptr (PreampRunDriver) driver = g_object_ref (self);

      flight_free (flight);
      preamp_run_driver_send_more (driver);
    }
}

/* From the answer to the outcome */

static gboolean
save_again_cb (gpointer user_data)
{
  PreampRunDriver *self = user_data;

  self->save_again_id = 0;
  while (self->parked->len > 0)
    save_outcome (g_ptr_array_steal_index (self->parked, self->parked->len - 1));

  return G_SOURCE_REMOVE;
}

static void
park (Flight *flight)
{
  PreampRunDriver *self = flight->driver;

  if (!flight->unsaved)
    self->n_unsaved++;

  flight->unsaved = TRUE;
  g_ptr_array_add (self->parked, flight);

  if (self->save_again_id == 0)
    self->save_again_id = g_timeout_add_seconds (SAVE_AGAIN_SECONDS, save_again_cb, self);

  preamp_run_driver_send_more (self);
}

static void
save_outcome_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Flight *flight = user_data;
  PreampRunDriver *self = flight->driver;
  g_autoptr (GError) error = NULL;
  gboolean saved;

  saved = preamp_journal_save_outcome_finish (PREAMP_JOURNAL (object), result, &error);
  preamp_run_set_answered (self->run, flight->attempt, flight->record, saved);

  if (!saved)
    {
      preamp_run_set_error (self->run, error);
      park (flight);
      return;
    }

  if (flight->unsaved)
    {
      flight->unsaved = FALSE;
      if (--self->n_unsaved == 0 && !preamp_run_get_ended (self->run))
        preamp_run_set_error (self->run, NULL);
    }

  preamp_run_driver_attempt_ended (self, flight->attempt);
  if (flight->record->sent_at != 0)
    preamp_lookup_watch (self->lookup, flight->record);

  if (preamp_run_get_ended (self->run))
    flight_free (flight);
  else
    take_step (flight);
}

static void
save_outcome (Flight *flight)
{
  preamp_journal_save_outcome_async (flight->driver->journal, flight->record,
                                     save_outcome_cb, flight);
}

static gboolean
is_web_page (PreampReply *reply)
{
  const GError *error = preamp_reply_get_error (reply);

  return preamp_reply_get_wrote_headers (reply) &&
         (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_NOT_JSON) ||
          g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_REDIRECTED) ||
          g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BLOCKED));
}

static void
take_refused_mark (Flight       *flight,
                   const GError *error)
{
  g_autoptr (PreampRunDriver) self = g_object_ref (flight->driver);

  if (g_error_matches (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_CLOSED))
    {
      flight->record = preamp_attempt_record_copy (preamp_attempt_get_record (flight->attempt));
      flight->record->outcome = PREAMP_OUTCOME_NOT_SENT;
      flight->record->failure = g_strdup (error->message);
      save_outcome (flight);
      return;
    }

  preamp_run_put_back (self->run, flight->attempt);
  preamp_run_set_error (self->run, error);
  preamp_run_set_pause (self->run, PREAMP_PAUSE_JOURNAL);
  flight_free (flight);
  preamp_run_driver_send_more (self);
}

static void
sending_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Flight *flight = user_data;
  PreampRunDriver *self = flight->driver;
  const gint64 id = preamp_attempt_get_record (flight->attempt)->id;
  PreampLook look = { 0 };
  g_autoptr (PreampReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  flight->record = preamp_sending_finish (result, &reply, &error);
  if (flight->record == NULL)
    {
      take_refused_mark (flight, error);
      return;
    }

  preamp_lookup_get_look (self->lookup, id, &look);
  preamp_lookup_forget (self->lookup, id);
  flight->web_page = is_web_page (reply);
  flight->retry_after = preamp_reply_get_retry_after (reply);

  /* What the lists proved while the request was open stays proved where no answer came after
   * all. */
  if (flight->record->outcome == PREAMP_OUTCOME_UNCONFIRMED && look.moved)
    flight->record->outcome = PREAMP_OUTCOME_MOVED;

  save_outcome (flight);
}

/* From the queue to the request */

static void
sent_cb (const PreampAttemptRecord *record,
         gpointer                   user_data)
{
  Flight *flight = user_data;

  preamp_lookup_supersede (flight->driver->lookup, record->datasource_id);
  preamp_run_set_sent (flight->driver->run, flight->attempt, record);
}

/*< private >
 * preamp_run_driver_send:
 * @self: a driver
 * @attempt: an attempt of its run that was taken from those that wait
 *
 * Sends an attempt. What follows from its end is done as well.
 */
void
preamp_run_driver_send (PreampRunDriver *self,
                        PreampAttempt   *attempt)
{
  Flight *flight = flight_new (self, attempt);

  preamp_attempt_set_user_id (attempt, preamp_run_get_sender_id (self->run));
  preamp_sending_async (preamp_connection_get_client (preamp_run_get_connection (self->run)),
                        self->journal, preamp_attempt_get_record (attempt),
                        sent_cb, flight, sending_cb, flight);
}
