/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-driver"

#include "config.h"

#include "preamp-run-driver.h"

#include "domo/preamp-domo-error.h"
#include "preamp-reread.h"
#include "preamp-run-private.h"
#include "preamp-sending.h"

/* How long to wait before an outcome that could not be written is tried again. */
#define SAVE_AGAIN_SECONDS 2

/* How long to wait before a lost instance is asked again; it doubles up to the last. */
#define FIRST_PROBE_SECONDS 5
#define LAST_PROBE_SECONDS 60

/* After how long the lists are read again for what still waits. */
#define REREAD_AFTER (10 * G_TIME_SPAN_MINUTE)

/**
 * PreampRunDriver:
 *
 * Works through one run, in the order of the design's “One attempt”: the run and its rows are
 * written at the press of the button, a *sent* mark of its own is written before each request, the
 * answer is judged, and the outcome is written before it is shown. What cannot be written is not
 * sent. How fast it goes, and when it waits, pauses or halts, is its [struct@Pace]'s to say.
 *
 * It keeps itself alive while something is in flight, so that closing a window stops nothing.
 */
struct _PreampRunDriver
{
  GObject parent_instance;

  PreampRun *run;
  PreampJournal *journal;
  PreampLookup *lookup;
  GCancellable *cancellable;

  gboolean begun;
  guint n_in_flight;  /* from their sent marks to their written outcomes */
  guint n_unsaved;    /* those of them whose outcome could not be written */
  GPtrArray *parked;  /* Flight, waiting to be written again, without a reference to this */
  guint save_again_id;
  guint wait_id;
  guint probe_id;
  guint probe_seconds;
  gint64 read_at;     /* when the lists were read last, by the monotonic clock */
  gboolean rereading;
};

G_DEFINE_FINAL_TYPE (PreampRunDriver, preamp_run_driver, G_TYPE_OBJECT)

enum
{
  ATTEMPT_ENDED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One attempt on its way, from its sent mark to its written outcome. */
typedef struct
{
  PreampRunDriver *driver;
  PreampAttempt *attempt;
  PreampAttemptRecord *record;
  gboolean web_page;
  guint retry_after;
  gboolean unsaved;
} Flight;

static void send_more    (PreampRunDriver *self);
static void save_outcome (Flight          *flight);
static void probe_later  (PreampRunDriver *self);

static Flight *
flight_new (PreampRunDriver *self,
            PreampAttempt   *attempt)
{
  Flight *flight = g_new0 (Flight, 1);

  flight->driver = g_object_ref (self);
  flight->attempt = g_object_ref (attempt);
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

/* The end of the run */

static void
end_run_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);
  g_autoptr (GError) error = NULL;

  /* A run whose end is not written is found at the next start, and ended there. */
  if (!preamp_journal_end_run_finish (PREAMP_JOURNAL (object), result, &error))
    preamp_run_set_error (self->run, error);

  preamp_run_set_ended (self->run);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
end_run (PreampRunDriver *self)
{
  const GError *error = preamp_run_get_error (self->run);
  PreampPause pause = preamp_run_get_pause (self->run);

  if (error != NULL)
    preamp_run_set_ending (self->run, PREAMP_RUN_ENDING_HALTED, error->message);
  else if (preamp_run_get_quitting (self->run))
    preamp_run_set_ending (self->run, PREAMP_RUN_ENDING_QUIT, NULL);
  else if (preamp_pause_is_halt (pause))
    preamp_run_set_ending (self->run, PREAMP_RUN_ENDING_HALTED, preamp_pause_get_title (pause));
  else if (preamp_run_get_stopping (self->run))
    preamp_run_set_ending (self->run, PREAMP_RUN_ENDING_STOPPED, preamp_pause_get_title (pause));
  else
    preamp_run_set_ending (self->run, PREAMP_RUN_ENDING_FINISHED, NULL);

  preamp_journal_end_run_async (self->journal, preamp_run_get_record (self->run),
                                end_run_cb, g_object_ref (self));
}

/* A run ends when nothing of it is under way and nothing waits. Where an outcome cannot be written
 * it waits for that, unless it was stopped: then the writing is tried on without it. */
static gboolean
has_ended (PreampRunDriver *self)
{
  if (self->rereading || preamp_run_get_record (self->run)->ending != PREAMP_RUN_ENDING_NONE)
    return FALSE;

  if (preamp_run_get_stopping (self->run))
    return self->n_in_flight == self->n_unsaved;

  return self->n_in_flight == 0 && preamp_run_get_n_waiting (self->run) == 0;
}

/* What follows from an attempt's end */

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
  send_more (self);
}

static gboolean
wait_cb (gpointer user_data)
{
  PreampRunDriver *self = user_data;

  self->wait_id = 0;
  preamp_run_set_wait (self->run, 0);
  send_more (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for (PreampRunDriver *self,
          guint            seconds)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_id = g_timeout_add_seconds (seconds, wait_cb, self);
  preamp_run_set_wait (self->run, g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND);
}

static void
take_step (Flight *flight)
{
  PreampRunDriver *self = flight->driver;
  PreampPaceStep step;

  step = preamp_pace_judge (preamp_run_get_pace (self->run), flight->record,
                            flight->web_page, flight->retry_after);

  if (step.wait > 0)
    wait_for (self, step.wait);

  if (step.pause != PREAMP_PAUSE_NONE && preamp_run_get_pause (self->run) == PREAMP_PAUSE_NONE)
    preamp_run_set_pause (self->run, step.pause);

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
      send_more (driver);
    }
}

/* From the answer to the outcome */

static Flight *
unpark (PreampRunDriver *self)
{
  Flight *flight = g_ptr_array_steal_index (self->parked, self->parked->len - 1);

  flight->driver = g_object_ref (self);

  return flight;
}

static gboolean
save_again_cb (gpointer user_data)
{
  PreampRunDriver *self = user_data;

  self->save_again_id = 0;
  while (self->parked->len > 0)
    save_outcome (unpark (self));

  return G_SOURCE_REMOVE;
}

static void
park (Flight *flight)
{
  g_autoptr (PreampRunDriver) self = g_steal_pointer (&flight->driver);

  if (!flight->unsaved)
    self->n_unsaved++;

  flight->unsaved = TRUE;
  g_ptr_array_add (self->parked, flight);

  if (self->save_again_id == 0)
    self->save_again_id = g_timeout_add_seconds (SAVE_AGAIN_SECONDS, save_again_cb, self);

  send_more (self);
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

  g_signal_emit (self, signals[ATTEMPT_ENDED], 0, flight->attempt);
  if (flight->record->sent_at != 0)
    preamp_lookup_watch (self->lookup, flight->record);

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
  send_more (self);
}

static void
sending_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Flight *flight = user_data;
  PreampRunDriver *self = flight->driver;
  g_autoptr (PreampReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  flight->record = preamp_sending_finish (result, &reply, &error);
  if (flight->record == NULL)
    {
      take_refused_mark (flight, error);
      return;
    }

  preamp_lookup_forget (self->lookup, preamp_attempt_get_record (flight->attempt)->id);
  flight->web_page = is_web_page (reply);
  flight->retry_after = preamp_reply_get_retry_after (reply);

  /* What the lists proved while the request was open stays proved where no answer came after all. */
  if (flight->record->outcome == PREAMP_OUTCOME_UNCONFIRMED &&
      preamp_attempt_get_outcome (flight->attempt) == PREAMP_OUTCOME_MOVED)
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

static void
send_attempt (PreampRunDriver *self,
              PreampAttempt   *attempt)
{
  Flight *flight = flight_new (self, attempt);

  preamp_sending_async (preamp_connection_get_client (preamp_run_get_connection (self->run)),
                        self->journal, preamp_attempt_get_record (attempt),
                        sent_cb, flight, sending_cb, flight);
}

static void
reread_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);

  preamp_reread_finish (PREAMP_RUN (object), result);
  self->rereading = FALSE;
  self->read_at = g_get_monotonic_time ();
  send_more (self);
}

static gboolean
may_send (PreampRunDriver *self)
{
  return !preamp_run_get_stopping (self->run) &&
         preamp_run_get_pause (self->run) == PREAMP_PAUSE_NONE &&
         preamp_run_get_wait_until (self->run) == 0 &&
         preamp_run_get_n_waiting (self->run) > 0 &&
         self->n_unsaved == 0 && !self->rereading &&
         self->n_in_flight < preamp_run_get_at_once (self->run);
}

static void
send_more (PreampRunDriver *self)
{
  if (!self->begun)
    return;

  if (may_send (self) && g_get_monotonic_time () - self->read_at > REREAD_AFTER)
    {
      self->rereading = TRUE;
      preamp_reread_async (self->run, self->journal, self->cancellable,
                           reread_cb, g_object_ref (self));
    }

  while (may_send (self))
    {
      g_autoptr (PreampAttempt) attempt = preamp_run_next_waiting (self->run);

      if (attempt == NULL)
        break;

      send_attempt (self, attempt);
    }

  if (has_ended (self))
    end_run (self);
}

/* A lost connection */

static void
probe_answered_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);
  g_auto (GStrv) types = NULL;
  g_autoptr (GError) error = NULL;

  types = preamp_domo_client_list_types_finish (PREAMP_DOMO_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      preamp_run_get_pause (self->run) != PREAMP_PAUSE_CONNECTION)
    return;

  if (types != NULL)
    preamp_run_set_pause (self->run, PREAMP_PAUSE_NONE);
  else if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED))
    preamp_run_set_pause (self->run, PREAMP_PAUSE_TOKEN);
  else
    probe_later (self);
}

static gboolean
probe_cb (gpointer user_data)
{
  PreampRunDriver *self = user_data;
  PreampDomoClient *client = preamp_connection_get_client (preamp_run_get_connection (self->run));

  self->probe_id = 0;
  preamp_domo_client_list_types_async (client, self->cancellable,
                                       probe_answered_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
probe_later (PreampRunDriver *self)
{
  self->probe_id = g_timeout_add_seconds (self->probe_seconds, probe_cb, self);
  self->probe_seconds = MIN (self->probe_seconds * 2, LAST_PROBE_SECONDS);
}

static void
pause_cb (PreampRunDriver *self)
{
  g_clear_handle_id (&self->probe_id, g_source_remove);

  switch (preamp_run_get_pause (self->run))
    {
    case PREAMP_PAUSE_CONNECTION:
      self->probe_seconds = FIRST_PROBE_SECONDS;
      probe_later (self);
      break;

    case PREAMP_PAUSE_NONE:
      if (self->n_unsaved == 0)
        preamp_run_set_error (self->run, NULL);
      break;

    case PREAMP_PAUSE_ASKED:
    case PREAMP_PAUSE_TOKEN:
    case PREAMP_PAUSE_RATE:
    case PREAMP_PAUSE_IN_A_ROW:
    case PREAMP_PAUSE_INCOMPLETE:
    case PREAMP_PAUSE_WEB_PAGE:
    case PREAMP_PAUSE_JOURNAL:
    default:
      break;
    }

  send_more (self);
}

/* The beginning of the run */

static void
begin_run_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);
  g_autoptr (GArray) attempt_ids = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  id = preamp_journal_begin_run_finish (PREAMP_JOURNAL (object), result, &attempt_ids, &error);
  if (id == 0)
    {
      preamp_run_set_error (self->run, error);
      preamp_run_set_ended (self->run);
      g_signal_emit (self, signals[ENDED], 0);
      return;
    }

  preamp_run_set_started (self->run, id, attempt_ids);
  self->begun = TRUE;
  send_more (self);
}

static void
get_user_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (PreampUser) user = NULL;
  g_autoptr (GError) error = NULL;

  /* Domo does not document this call: who it is stays unknown where it does not answer. */
  user = preamp_domo_client_get_user_finish (PREAMP_DOMO_CLIENT (object), result, &error);
  if (user == NULL)
    g_debug ("Domo does not say whose token it is: %s", error->message);

  preamp_run_set_user (self->run, user);
  records = preamp_run_dup_records (self->run);
  preamp_journal_begin_run_async (self->journal, preamp_run_get_record (self->run), records,
                                  begin_run_cb, g_object_ref (self));
}

static void
preamp_run_driver_dispose (GObject *object)
{
  PreampRunDriver *self = PREAMP_RUN_DRIVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->save_again_id, g_source_remove);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_handle_id (&self->probe_id, g_source_remove);
  while (self->parked->len > 0)
    flight_free (unpark (self));

  g_clear_object (&self->run);
  g_clear_object (&self->journal);
  g_clear_object (&self->lookup);

  G_OBJECT_CLASS (preamp_run_driver_parent_class)->dispose (object);
}

static void
preamp_run_driver_finalize (GObject *object)
{
  PreampRunDriver *self = PREAMP_RUN_DRIVER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->parked, g_ptr_array_unref);

  G_OBJECT_CLASS (preamp_run_driver_parent_class)->finalize (object);
}

static void
preamp_run_driver_class_init (PreampRunDriverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_run_driver_dispose;
  object_class->finalize = preamp_run_driver_finalize;

  /**
   * PreampRunDriver::attempt-ended:
   * @self: the driver
   * @attempt: an attempt whose outcome the journal has
   *
   * Emitted after the outcome of an attempt was written.
   */
  signals[ATTEMPT_ENDED] =
    g_signal_new ("attempt-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, PREAMP_TYPE_ATTEMPT);

  /**
   * PreampRunDriver::ended:
   * @self: the driver
   *
   * Emitted once, after all of the run has ended.
   */
  signals[ENDED] =
    g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
preamp_run_driver_init (PreampRunDriver *self)
{
  self->cancellable = g_cancellable_new ();
  self->parked = g_ptr_array_new ();
  self->read_at = g_get_monotonic_time ();
}

/**
 * preamp_run_driver_new:
 * @run: a run that was not begun
 * @journal: where every attempt is written
 * @lookup: looks up what got no answer
 *
 * Makes a driver for a run.
 *
 * Returns: (transfer full): the driver
 */
PreampRunDriver *
preamp_run_driver_new (PreampRun     *run,
                       PreampJournal *journal,
                       PreampLookup  *lookup)
{
  PreampRunDriver *self;

  g_return_val_if_fail (PREAMP_IS_RUN (run), NULL);
  g_return_val_if_fail (PREAMP_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (PREAMP_IS_LOOKUP (lookup), NULL);

  self = g_object_new (PREAMP_TYPE_RUN_DRIVER, NULL);
  self->run = g_object_ref (run);
  self->journal = g_object_ref (journal);
  self->lookup = g_object_ref (lookup);

  g_signal_connect_object (run, "notify::stopping", G_CALLBACK (send_more), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::at-once", G_CALLBACK (send_more), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::pause", G_CALLBACK (pause_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * preamp_run_driver_get_run:
 * @self: a driver
 *
 * Gets the run it works through.
 *
 * Returns: (transfer none): the run
 */
PreampRun *
preamp_run_driver_get_run (PreampRunDriver *self)
{
  g_return_val_if_fail (PREAMP_IS_RUN_DRIVER (self), NULL);

  return self->run;
}

/**
 * preamp_run_driver_begin:
 * @self: a driver
 *
 * Begins the run. Where the journal cannot be written nothing is sent, and the run ends with its
 * [property@Run:error] set.
 */
void
preamp_run_driver_begin (PreampRunDriver *self)
{
  PreampDomoClient *client;

  g_return_if_fail (PREAMP_IS_RUN_DRIVER (self));

  client = preamp_connection_get_client (preamp_run_get_connection (self->run));
  preamp_domo_client_get_user_async (client, self->cancellable, get_user_cb, g_object_ref (self));
}

/**
 * preamp_run_driver_woke:
 * @self: a driver
 *
 * Tells it that the computer was asleep. Open requests stay open, since their answers may be in the
 * socket, and are looked up beside that.
 */
void
preamp_run_driver_woke (PreampRunDriver *self)
{
  GListModel *attempts;

  g_return_if_fail (PREAMP_IS_RUN_DRIVER (self));

  attempts = preamp_run_get_attempts (self->run);
  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);
      const PreampAttemptRecord *record = preamp_attempt_get_record (attempt);

      if (preamp_attempt_get_phase (attempt) != PREAMP_ATTEMPT_PHASE_MOVING)
        continue;

      preamp_lookup_watch (self->lookup, record);
      preamp_lookup_check (self->lookup, record->id);
    }
}
