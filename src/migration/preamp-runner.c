/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-runner"

#include "config.h"

#include "preamp-runner.h"

#include "preamp-judge.h"
#include "preamp-run-private.h"

/* How long to wait before an outcome that could not be written is tried again. */
#define SAVE_AGAIN_SECONDS 2

/**
 * PreampRunner:
 *
 * Works on the runs of one instance, one after the other, in the order of the design's “One
 * attempt”: the run and its rows are written at the press of the button, a *sent* mark of its own
 * is written before each request, the answer is judged, and the outcome is written before it is
 * shown. What cannot be written is not sent.
 *
 * It keeps itself alive while something is in flight, so that closing a window stops nothing.
 */
struct _PreampRunner
{
  GObject parent_instance;

  PreampConnection *connection;
  PreampJournal *journal;

  GQueue queue;       /* PreampRun, not begun */
  PreampRun *current;
  gulong stopping_id;
  guint n_in_flight;  /* from their sent marks to their written outcomes */
  guint n_unsaved;    /* those of them whose outcome could not be written */
  GPtrArray *parked;  /* Flight, waiting to be written again, without a reference to this */
  guint save_again_id;
};

G_DEFINE_FINAL_TYPE (PreampRunner, preamp_runner, G_TYPE_OBJECT)

typedef enum
{
  PROP_CURRENT = 1,
} PreampRunnerProperty;

static GParamSpec *properties[PROP_CURRENT + 1];

enum
{
  ATTEMPT_ENDED,
  RUN_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One attempt on its way, from its sent mark to its outcome. */
typedef struct
{
  PreampRunner *runner;
  PreampRun *run;
  PreampAttempt *attempt;
  PreampAttemptRecord *record;
  gint64 sent_monotonic;
  gboolean unsaved;
} Flight;

static void begin_next_run (PreampRunner *self);
static void send_more      (PreampRunner *self);
static void save_outcome   (Flight       *flight);

static Flight *
flight_new (PreampRunner  *self,
            PreampAttempt *attempt)
{
  Flight *flight = g_new0 (Flight, 1);

  flight->runner = g_object_ref (self);
  flight->run = g_object_ref (self->current);
  flight->attempt = g_object_ref (attempt);
  flight->record = preamp_attempt_record_copy (preamp_attempt_get_record (attempt));
  self->n_in_flight++;

  return flight;
}

static void
flight_free (Flight *flight)
{
  flight->runner->n_in_flight--;
  if (flight->unsaved)
    flight->runner->n_unsaved--;

  g_clear_pointer (&flight->record, preamp_attempt_record_free);
  g_clear_object (&flight->attempt);
  g_clear_object (&flight->run);
  g_clear_object (&flight->runner);
  g_free (flight);
}

/* The end of a run */

static void
let_go_of_current (PreampRunner *self)
{
  g_autoptr (PreampRun) run = g_steal_pointer (&self->current);

  g_clear_signal_handler (&self->stopping_id, run);
  preamp_run_set_ended (run);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  g_signal_emit (self, signals[RUN_ENDED], 0, run);

  begin_next_run (self);
}

static void
end_run_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PreampRunner) self = PREAMP_RUNNER (user_data);
  g_autoptr (GError) error = NULL;

  /* A run whose end is not written is found at the next start, and ended there. */
  if (!preamp_journal_end_run_finish (PREAMP_JOURNAL (object), result, &error))
    preamp_run_set_error (self->current, error);

  let_go_of_current (self);
}

static void
end_run (PreampRunner *self)
{
  const GError *error = preamp_run_get_error (self->current);

  if (error != NULL)
    preamp_run_set_ending (self->current, PREAMP_RUN_ENDING_HALTED, error->message);
  else if (preamp_run_get_stopping (self->current))
    preamp_run_set_ending (self->current, PREAMP_RUN_ENDING_STOPPED, NULL);
  else
    preamp_run_set_ending (self->current, PREAMP_RUN_ENDING_FINISHED, NULL);

  preamp_journal_end_run_async (self->journal, preamp_run_get_record (self->current),
                                end_run_cb, g_object_ref (self));
}

/* From the answer to the outcome */

static Flight *
unpark (PreampRunner *self)
{
  Flight *flight = g_ptr_array_steal_index (self->parked, self->parked->len - 1);

  flight->runner = g_object_ref (self);

  return flight;
}

static gboolean
save_again_cb (gpointer user_data)
{
  PreampRunner *self = user_data;

  self->save_again_id = 0;
  while (self->parked->len > 0)
    save_outcome (unpark (self));

  return G_SOURCE_REMOVE;
}

static void
park (Flight *flight)
{
  g_autoptr (PreampRunner) self = g_steal_pointer (&flight->runner);

  if (!flight->unsaved)
    self->n_unsaved++;

  flight->unsaved = TRUE;
  g_ptr_array_add (self->parked, flight);

  if (self->save_again_id == 0)
    self->save_again_id = g_timeout_add_seconds (SAVE_AGAIN_SECONDS, save_again_cb, self);
}

static void
save_outcome_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Flight *flight = user_data;
  g_autoptr (PreampRunner) self = g_object_ref (flight->runner);
  g_autoptr (GError) error = NULL;
  gboolean saved;

  saved = preamp_journal_save_outcome_finish (PREAMP_JOURNAL (object), result, &error);
  preamp_run_set_answered (flight->run, flight->attempt, flight->record, saved);

  if (saved)
    {
      g_autoptr (PreampRun) run = g_object_ref (flight->run);

      g_signal_emit (self, signals[ATTEMPT_ENDED], 0, flight->attempt);
      flight_free (flight);

      if (self->n_unsaved == 0 && !preamp_run_get_ended (run))
        preamp_run_set_error (run, NULL);
    }
  else
    {
      preamp_run_set_error (flight->run, error);
      park (flight);
    }

  send_more (self);
}

static void
save_outcome (Flight *flight)
{
  preamp_journal_save_outcome_async (flight->runner->journal, flight->record,
                                     save_outcome_cb, flight);
}

static void
move_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Flight *flight = user_data;
  g_autoptr (PreampReply) reply = NULL;

  reply = preamp_domo_client_move_finish (PREAMP_DOMO_CLIENT (object), result);

  flight->record->answered_at = g_get_real_time ();
  flight->record->duration = g_get_monotonic_time () - flight->sent_monotonic;
  preamp_judge_reply (reply, flight->record);

  save_outcome (flight);
}

/* From the queue to the request */

static void
mark_sent_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Flight *flight = user_data;
  PreampRunner *self = flight->runner;
  PreampDomoClient *client = preamp_connection_get_client (self->connection);
  g_autoptr (GError) error = NULL;

  if (!preamp_journal_mark_sent_finish (PREAMP_JOURNAL (object), result, &error))
    {
      flight->record->sent_at = 0;

      if (g_error_matches (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_CLOSED))
        {
          flight->record->outcome = PREAMP_OUTCOME_NOT_SENT;
          flight->record->failure = g_strdup (error->message);
          save_outcome (flight);
        }
      else
        {
          g_autoptr (PreampRunner) runner = g_object_ref (self);

          preamp_run_set_error (flight->run, error);
          preamp_run_stop (flight->run);
          flight_free (flight);
          send_more (runner);
        }

      return;
    }

  flight->sent_monotonic = g_get_monotonic_time ();
  preamp_run_set_sent (flight->run, flight->attempt, flight->record);

  if (flight->record->direction == PREAMP_DIRECTION_MIGRATE)
    preamp_domo_client_migrate_async (client,
                                      flight->record->datasource_id,
                                      flight->record->integration_id,
                                      NULL, move_cb, flight);
  else
    preamp_domo_client_reverse_async (client,
                                      flight->record->datasource_id,
                                      NULL, move_cb, flight);
}

static void
mark_sent (PreampRunner  *self,
           PreampAttempt *attempt)
{
  PreampDomoClient *client = preamp_connection_get_client (self->connection);
  Flight *flight = flight_new (self, attempt);

  flight->record->sent_at = g_get_real_time ();
  flight->record->clock_known =
    preamp_domo_client_get_clock_offset (client, &flight->record->clock_offset);

  preamp_journal_mark_sent_async (self->journal, flight->record, mark_sent_cb, flight);
}

/* A run ends when nothing of it is under way. Where an outcome cannot be written it waits for that,
 * unless it was stopped: then the writing is tried on without it. */
static gboolean
has_ended (PreampRunner *self)
{
  if (preamp_run_get_record (self->current)->ending != PREAMP_RUN_ENDING_NONE)
    return FALSE;

  return self->n_in_flight == 0 ||
         (preamp_run_get_stopping (self->current) && self->n_in_flight == self->n_unsaved);
}

static void
send_more (PreampRunner *self)
{
  guint at_once;

  if (self->current == NULL || preamp_run_get_record (self->current)->id == 0)
    return;

  at_once = preamp_run_get_record (self->current)->at_once;

  while (!preamp_run_get_stopping (self->current) &&
         self->n_unsaved == 0 && self->n_in_flight < at_once)
    {
      g_autoptr (PreampAttempt) attempt = preamp_run_next_waiting (self->current);

      if (attempt == NULL)
        break;

      mark_sent (self, attempt);
    }

  if (has_ended (self))
    end_run (self);
}

/* The beginning of a run */

static void
begin_run_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PreampRunner) self = PREAMP_RUNNER (user_data);
  g_autoptr (GArray) attempt_ids = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  id = preamp_journal_begin_run_finish (PREAMP_JOURNAL (object), result, &attempt_ids, &error);
  if (id == 0)
    {
      preamp_run_set_error (self->current, error);
      let_go_of_current (self);
      return;
    }

  preamp_run_set_started (self->current, id, attempt_ids);
  send_more (self);
}

static void
begin_next_run (PreampRunner *self)
{
  g_autoptr (GPtrArray) records = NULL;

  if (self->current != NULL)
    return;

  self->current = g_queue_pop_head (&self->queue);
  if (self->current == NULL)
    return;

  self->stopping_id = g_signal_connect_object (self->current, "notify::stopping",
                                               G_CALLBACK (send_more), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);

  records = preamp_run_dup_records (self->current);
  preamp_journal_begin_run_async (self->journal, preamp_run_get_record (self->current), records,
                                  begin_run_cb, g_object_ref (self));
}

static void
preamp_runner_dispose (GObject *object)
{
  PreampRunner *self = PREAMP_RUNNER (object);

  g_clear_handle_id (&self->save_again_id, g_source_remove);
  while (self->parked->len > 0)
    flight_free (unpark (self));

  g_queue_clear_full (&self->queue, g_object_unref);
  g_clear_object (&self->current);
  g_clear_object (&self->connection);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (preamp_runner_parent_class)->dispose (object);
}

static void
preamp_runner_finalize (GObject *object)
{
  PreampRunner *self = PREAMP_RUNNER (object);

  g_clear_pointer (&self->parked, g_ptr_array_unref);

  G_OBJECT_CLASS (preamp_runner_parent_class)->finalize (object);
}

static void
preamp_runner_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PreampRunner *self = PREAMP_RUNNER (object);

  switch ((PreampRunnerProperty) prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_runner_class_init (PreampRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_runner_dispose;
  object_class->finalize = preamp_runner_finalize;
  object_class->get_property = preamp_runner_get_property;

  /**
   * PreampRunner:current:
   *
   * The run that is being worked on.
   */
  properties[PROP_CURRENT] =
    g_param_spec_object ("current", NULL, NULL, PREAMP_TYPE_RUN,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampRunner::attempt-ended:
   * @self: the runner
   * @attempt: an attempt whose outcome the journal has
   *
   * Emitted after the outcome of an attempt was written.
   */
  signals[ATTEMPT_ENDED] =
    g_signal_new ("attempt-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, PREAMP_TYPE_ATTEMPT);

  /**
   * PreampRunner::run-ended:
   * @self: the runner
   * @run: the run
   *
   * Emitted after all of a run has ended.
   */
  signals[RUN_ENDED] =
    g_signal_new ("run-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, PREAMP_TYPE_RUN);
}

static void
preamp_runner_init (PreampRunner *self)
{
  g_queue_init (&self->queue);
  self->parked = g_ptr_array_new ();
}

/**
 * preamp_runner_new:
 * @connection: the instance
 * @journal: where every attempt is written
 *
 * Makes a runner for an instance. There must be one only.
 *
 * Returns: (transfer full): the runner
 */
PreampRunner *
preamp_runner_new (PreampConnection *connection,
                   PreampJournal    *journal)
{
  PreampRunner *self;

  g_return_val_if_fail (PREAMP_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (PREAMP_IS_JOURNAL (journal), NULL);

  self = g_object_new (PREAMP_TYPE_RUNNER, NULL);
  self->connection = g_object_ref (connection);
  self->journal = g_object_ref (journal);

  return self;
}

/**
 * preamp_runner_add:
 * @self: a runner
 * @run: a run on the runner's instance, given to no runner before
 *
 * Starts a run, or lets it wait until those before it have ended. Where the journal cannot be
 * written nothing is sent, and the run ends with its [property@Run:error] set.
 */
void
preamp_runner_add (PreampRunner *self,
                   PreampRun    *run)
{
  g_return_if_fail (PREAMP_IS_RUNNER (self));
  g_return_if_fail (PREAMP_IS_RUN (run));
  g_return_if_fail (!preamp_run_get_ended (run));

  g_queue_push_tail (&self->queue, g_object_ref (run));
  begin_next_run (self);
}

/**
 * preamp_runner_get_current:
 * @self: a runner
 *
 * Gets the run that is being worked on.
 *
 * Returns: (transfer none) (nullable): the run
 */
PreampRun *
preamp_runner_get_current (PreampRunner *self)
{
  g_return_val_if_fail (PREAMP_IS_RUNNER (self), NULL);

  return self->current;
}
