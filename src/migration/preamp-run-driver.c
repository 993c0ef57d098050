/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-driver"

#include "config.h"

#include "preamp-run-driver-private.h"

#include "preamp-run-private.h"

/**
 * PreampRunDriver:
 *
 * Works through one run, in the order of the design's “One attempt”: the run and its rows are
 * written at the press of the button, a *sent* mark of its own is written before each request, the
 * answer is judged, and the outcome is written before it is shown. What cannot be written is not
 * sent. How fast it goes, and when it waits, pauses or halts, is its [struct@Pace]'s to say.
 *
 * It keeps itself alive while something is in flight or not written, so that closing a window stops
 * nothing, and the end of the run forgets nothing.
 */
G_DEFINE_FINAL_TYPE (PreampRunDriver, preamp_run_driver, G_TYPE_OBJECT)

enum
{
  ATTEMPT_ENDED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
end_by_window (PreampRunDriver *self)
{
  g_autofree char *reason = preamp_run_dup_window_reason (self->run);

  preamp_run_set_ending (self->run, PREAMP_RUN_ENDING_HALTED, reason);
}

/* A halt that left nothing to be started ended nothing. */
static void
end_run (PreampRunDriver *self)
{
  const GError *error = preamp_run_get_error (self->run);
  PreampPause pause = preamp_run_get_pause (self->run);

  if (error != NULL)
    preamp_run_set_ending (self->run, PREAMP_RUN_ENDING_HALTED, error->message);
  else if (preamp_run_get_quitting (self->run))
    preamp_run_set_ending (self->run, PREAMP_RUN_ENDING_QUIT, NULL);
  else if (preamp_run_get_window_ended (self->run))
    end_by_window (self);
  else if (preamp_pause_is_halt (pause) && preamp_run_get_n_waiting (self->run) > 0)
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

static gboolean
may_send (PreampRunDriver *self)
{
  return self->begun && self->has_turn && !preamp_run_get_stopping (self->run) &&
         !preamp_run_is_past_window (self->run) &&
         preamp_run_get_pause (self->run) == PREAMP_PAUSE_NONE &&
         preamp_run_get_wait_until (self->run) == 0 &&
         preamp_run_get_n_waiting (self->run) > 0 &&
         self->n_unsaved == 0 && !self->rereading &&
         !self->user_due && !self->checking_user &&
         self->n_in_flight < preamp_run_get_at_once (self->run);
}

/*< private >
 * preamp_run_driver_send_more:
 * @self: a driver
 *
 * Sends as many as may be on their way, or ends the run.
 */
void
preamp_run_driver_send_more (PreampRunDriver *self)
{
  if (!self->written)
    return;

  if (preamp_run_get_pause (self->run) == PREAMP_PAUSE_NONE)
    preamp_run_driver_check_user (self);

  if (may_send (self))
    preamp_run_driver_read_lists (self);

  while (may_send (self))
    {
      g_autoptr (PreampAttempt) attempt = preamp_run_next_waiting (self->run);

      if (attempt == NULL)
        break;

      preamp_run_driver_send (self, attempt);
    }

  if (has_ended (self))
    end_run (self);
}

/* Waits and pauses */

static gboolean
wait_cb (gpointer user_data)
{
  PreampRunDriver *self = user_data;

  self->wait_id = 0;
  preamp_run_set_wait (self->run, 0);
  preamp_run_driver_send_more (self);

  return G_SOURCE_REMOVE;
}

/*< private >
 * preamp_run_driver_wait:
 * @self: a driver
 * @seconds: how long Domo asked to wait
 *
 * Sends nothing for a while.
 */
void
preamp_run_driver_wait (PreampRunDriver *self,
                        guint            seconds)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_id = g_timeout_add_seconds (seconds, wait_cb, self);
  preamp_run_set_wait (self->run, g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND);
}

static void
probe_answered_cb (PreampRunDriver *self,
                   gboolean         accepted)
{
  preamp_run_set_pause (self->run, accepted ? PREAMP_PAUSE_NONE : PREAMP_PAUSE_TOKEN);
}

static void
pause_cb (PreampRunDriver *self)
{
  preamp_probe_stop (self->probe);
  if (preamp_run_get_pause (self->run) != PREAMP_PAUSE_NONE)
    preamp_run_driver_stop_reading (self);

  switch (preamp_run_get_pause (self->run))
    {
    case PREAMP_PAUSE_CONNECTION:
      preamp_probe_start (self->probe);
      break;

    case PREAMP_PAUSE_NONE:
      if (self->n_unsaved == 0)
        preamp_run_set_error (self->run, NULL);
      break;

    case PREAMP_PAUSE_ASKED:
    case PREAMP_PAUSE_TOKEN:
    case PREAMP_PAUSE_USER:
    case PREAMP_PAUSE_RATE:
    case PREAMP_PAUSE_IN_A_ROW:
    case PREAMP_PAUSE_INCOMPLETE:
    case PREAMP_PAUSE_WEB_PAGE:
    case PREAMP_PAUSE_JOURNAL:
    case PREAMP_PAUSE_MISSED:
    case PREAMP_PAUSE_LISTS:
    default:
      break;
    }

  preamp_run_driver_send_more (self);
}

static void
stopping_cb (PreampRunDriver *self)
{
  preamp_run_driver_stop_reading (self);
  preamp_run_driver_send_more (self);
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
  self->written = TRUE;
  preamp_run_driver_find_user (self);
  preamp_run_driver_send_more (self);
}

/*< private >
 * preamp_run_driver_attempt_ended:
 * @self: a driver
 * @attempt: an attempt whose outcome the journal has
 *
 * Tells that an attempt has ended.
 */
void
preamp_run_driver_attempt_ended (PreampRunDriver *self,
                                 PreampAttempt   *attempt)
{
  g_signal_emit (self, signals[ATTEMPT_ENDED], 0, attempt);
}

static void
preamp_run_driver_dispose (GObject *object)
{
  PreampRunDriver *self = PREAMP_RUN_DRIVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  if (self->probe != NULL)
    preamp_probe_stop (self->probe);

  g_clear_object (&self->probe);
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
  g_clear_object (&self->rereading_cancellable);
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
  self->probe = preamp_probe_new (preamp_connection_get_client (preamp_run_get_connection (run)));

  g_signal_connect_object (self->probe, "answered", G_CALLBACK (probe_answered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::stopping", G_CALLBACK (stopping_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::at-once", G_CALLBACK (preamp_run_driver_send_more), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::pause", G_CALLBACK (pause_cb), self, G_CONNECT_SWAPPED);
  preamp_run_driver_watch_token (self);

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
 * Writes the run down, with whom the connection knows, and then asks Domo who it is. It sends
 * nothing before that is known, and before [method@RunDriver.take_turn]. Where the journal
 * cannot be written nothing is sent, and the run ends with its [property@Run:error] set.
 */
void
preamp_run_driver_begin (PreampRunDriver *self)
{
  g_autoptr (GPtrArray) records = NULL;

  g_return_if_fail (PREAMP_IS_RUN_DRIVER (self));

  preamp_run_set_user (self->run,
                       preamp_connection_get_user (preamp_run_get_connection (self->run)));
  records = preamp_run_dup_records (self->run);
  preamp_journal_begin_run_async (self->journal, preamp_run_get_record (self->run), records,
                                  begin_run_cb, g_object_ref (self));
}

/**
 * preamp_run_driver_take_turn:
 * @self: a driver
 *
 * Lets the run send, now that no other one of the instance does. At a timed start nothing is sent
 * before the lists were read again.
 */
void
preamp_run_driver_take_turn (PreampRunDriver *self)
{
  g_return_if_fail (PREAMP_IS_RUN_DRIVER (self));

  self->lists_due = self->lists_due || preamp_run_get_record (self->run)->starts_at != 0;
  self->has_turn = TRUE;
  preamp_run_set_turn (self->run);
  preamp_run_driver_send_more (self);
}

/**
 * preamp_run_driver_woke:
 * @self: a driver
 *
 * Tells it that the computer was asleep. Open requests stay open, since their answers may be in the
 * socket, and are looked up beside that; what the lists prove counts once a request has ended
 * without an answer. Before anything else is sent the lists are read again: who knows for how long
 * nobody has looked at them.
 */
void
preamp_run_driver_woke (PreampRunDriver *self)
{
  GListModel *attempts;

  g_return_if_fail (PREAMP_IS_RUN_DRIVER (self));

  self->lists_due = TRUE;
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
