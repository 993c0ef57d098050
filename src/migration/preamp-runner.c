/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-runner"

#include "config.h"

#include "preamp-runner.h"

#include "preamp-run-driver.h"
#include "preamp-run-private.h"
#include "preamp-sleep-watch.h"

/* How often to look whether the computer was asleep, in milliseconds. */
#define SLEEP_INTERVAL 5000

/**
 * PreampRunner:
 *
 * The queue of an instance: its runs are written down at once, and worked on one after the other,
 * in the order they were given. One that is to start at a later time holds up no other; when it is
 * due it waits for the one that is worked on. It keeps those of this session, so that what is found
 * out about an attempt later is shown in its run.
 */
struct _PreampRunner
{
  GObject parent_instance;

  PreampConnection *connection;
  PreampJournal *journal;
  PreampLookup *lookup;

  GListStore *runs;          /* PreampRun, all of this session */
  GPtrArray *drivers;        /* PreampRunDriver, of the runs that have not ended */
  PreampRunDriver *driver;   /* of the run that is worked on */
  PreampSchedule *schedule;
  PreampSleepWatch *sleep_watch;
  gboolean may_sleep;
};

G_DEFINE_FINAL_TYPE (PreampRunner, preamp_runner, G_TYPE_OBJECT)

typedef enum
{
  PROP_BUSY = 1,
  PROP_CURRENT,
  PROP_MAY_SLEEP,
  PROP_RUNS,
} PreampRunnerProperty;

static GParamSpec *properties[PROP_RUNS + 1];

enum
{
  ATTEMPT_ENDED,
  RUN_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void give_turn (PreampRunner *self);

static void
attempt_ended_cb (PreampRunner  *self,
                  PreampAttempt *attempt)
{
  g_signal_emit (self, signals[ATTEMPT_ENDED], 0, attempt);
}

static void
run_ended_cb (PreampRunner    *self,
              PreampRunDriver *driver)
{
  g_autoptr (PreampRun) run = g_object_ref (preamp_run_driver_get_run (driver));
  gboolean was_current = driver == self->driver;

  if (was_current)
    {
      g_clear_object (&self->sleep_watch);
      g_clear_object (&self->driver);
    }

  g_ptr_array_remove (self->drivers, driver);
  if (was_current)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  g_signal_emit (self, signals[RUN_ENDED], 0, run);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);

  give_turn (self);
}

static PreampRunDriver *
find_due (PreampRunner *self)
{
  for (guint i = 0; i < self->drivers->len; i++)
    {
      PreampRunDriver *driver = g_ptr_array_index (self->drivers, i);
      PreampRun *run = preamp_run_driver_get_run (driver);

      if (!preamp_run_get_scheduled (run) && !preamp_run_get_stopping (run))
        return driver;
    }

  return NULL;
}

/* Those that wait for their turn were planned before it slept, too. */
static void
woke_cb (PreampRunner *self)
{
  for (guint i = 0; i < self->drivers->len; i++)
    preamp_run_driver_woke (g_ptr_array_index (self->drivers, i));

  preamp_lookup_check (self->lookup, 0);
  preamp_schedule_look (self->schedule);
}

static void
give_turn (PreampRunner *self)
{
  PreampRunDriver *driver;

  if (self->driver != NULL || (driver = find_due (self)) == NULL)
    return;

  self->driver = g_object_ref (driver);
  self->sleep_watch = preamp_sleep_watch_new (preamp_sleep_clock, SLEEP_INTERVAL);
  g_signal_connect_object (self->sleep_watch, "woke",
                           G_CALLBACK (woke_cb), self, G_CONNECT_SWAPPED);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  preamp_run_driver_take_turn (driver);
}

/* What was found out about an attempt after its end */
static void
lookup_changed_cb (PreampRunner              *self,
                   const PreampAttemptRecord *record)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);
      PreampAttempt *attempt = preamp_run_find_attempt (run, record->datasource_id);

      if (attempt == NULL || preamp_attempt_get_record (attempt)->id != record->id)
        continue;

      preamp_run_set_answered (run, attempt, record, TRUE);
      g_signal_emit (self, signals[ATTEMPT_ENDED], 0, attempt);
    }
}

static void
preamp_runner_dispose (GObject *object)
{
  PreampRunner *self = PREAMP_RUNNER (object);

  g_clear_object (&self->sleep_watch);
  g_clear_pointer (&self->drivers, g_ptr_array_unref);
  g_clear_object (&self->schedule);
  g_clear_object (&self->driver);
  g_clear_object (&self->runs);
  g_clear_object (&self->connection);
  g_clear_object (&self->journal);
  g_clear_object (&self->lookup);

  G_OBJECT_CLASS (preamp_runner_parent_class)->dispose (object);
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
    case PROP_BUSY:
      g_value_set_boolean (value, preamp_runner_get_busy (self));
      break;

    case PROP_CURRENT:
      g_value_set_object (value, preamp_runner_get_current (self));
      break;

    case PROP_MAY_SLEEP:
      g_value_set_boolean (value, self->may_sleep);
      break;

    case PROP_RUNS:
      g_value_set_object (value, self->runs);
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
  object_class->get_property = preamp_runner_get_property;

  /**
   * PreampRunner:busy:
   *
   * Whether there is a run that has not ended: one that is worked on, or waits for its turn or its
   * time.
   */
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * PreampRunner:current:
   *
   * The run that is being worked on.
   */
  properties[PROP_CURRENT] =
    g_param_spec_object ("current", NULL, NULL, PREAMP_TYPE_RUN,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * PreampRunner:may-sleep:
   *
   * Whether the computer may go to sleep while a run is worked on, as it could not be kept awake.
   */
  properties[PROP_MAY_SLEEP] =
    g_param_spec_boolean ("may-sleep", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * PreampRunner:runs:
   *
   * A model of [class@Run], all of this session: those that have ended, the current one, and those
   * that wait for it.
   */
  properties[PROP_RUNS] =
    g_param_spec_object ("runs", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampRunner::attempt-ended:
   * @self: the runner
   * @attempt: an attempt whose outcome the journal has
   *
   * Emitted after the outcome of an attempt was written, also a later one.
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
  self->drivers = g_ptr_array_new_with_free_func (g_object_unref);
  self->schedule = preamp_schedule_new ();
  self->runs = g_list_store_new (PREAMP_TYPE_RUN);
}

/**
 * preamp_runner_new:
 * @connection: the instance
 * @journal: where every attempt is written
 * @lookup: looks up what got no answer
 *
 * Makes a runner for an instance. There must be one only.
 *
 * Returns: (transfer full): the runner
 */
PreampRunner *
preamp_runner_new (PreampConnection *connection,
                   PreampJournal    *journal,
                   PreampLookup     *lookup)
{
  PreampRunner *self;

  g_return_val_if_fail (PREAMP_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (PREAMP_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (PREAMP_IS_LOOKUP (lookup), NULL);

  self = g_object_new (PREAMP_TYPE_RUNNER, NULL);
  self->connection = g_object_ref (connection);
  self->journal = g_object_ref (journal);
  self->lookup = g_object_ref (lookup);
  g_signal_connect_object (lookup, "changed", G_CALLBACK (lookup_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * preamp_runner_add:
 * @self: a runner
 * @run: a run on the runner's instance, given to no runner before
 *
 * Writes a run down and starts it, or lets it wait for its time, and until those before it have
 * ended. Where the journal cannot be written nothing is sent, and the run ends with its
 * [property@Run:error] set.
 */
void
preamp_runner_add (PreampRunner *self,
                   PreampRun    *run)
{
  PreampRunDriver *driver;

  g_return_if_fail (PREAMP_IS_RUNNER (self));
  g_return_if_fail (PREAMP_IS_RUN (run));
  g_return_if_fail (!preamp_run_get_ended (run));

  preamp_estimate_read (preamp_run_get_estimate (run), self->journal,
                        preamp_run_get_record (run)->instance, preamp_run_get_direction (run));
  g_list_store_append (self->runs, run);

  driver = preamp_run_driver_new (run, self->journal, self->lookup);
  g_signal_connect_object (driver, "attempt-ended",
                           G_CALLBACK (attempt_ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (driver, "ended",
                           G_CALLBACK (run_ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::scheduled",
                           G_CALLBACK (give_turn), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->drivers, driver);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);

  preamp_run_driver_begin (driver);
  preamp_schedule_add (self->schedule, run);
  give_turn (self);
}

/**
 * preamp_runner_quit:
 * @self: a runner
 *
 * Stops every run that has not ended because the program is quit.
 */
void
preamp_runner_quit (PreampRunner *self)
{
  g_autoptr (GPtrArray) drivers = NULL;

  g_return_if_fail (PREAMP_IS_RUNNER (self));

  drivers = g_ptr_array_copy (self->drivers, (GCopyFunc) (void *) g_object_ref, NULL);
  g_ptr_array_set_free_func (drivers, g_object_unref);

  for (guint i = 0; i < drivers->len; i++)
    {
      PreampRun *run = preamp_run_driver_get_run (g_ptr_array_index (drivers, i));

      if (!preamp_run_get_stopping (run))
        preamp_run_quit (run);
    }
}

/**
 * preamp_runner_get_busy:
 * @self: a runner
 *
 * Gets whether there is a run that has not ended.
 *
 * Returns: whether one is worked on, or waits for its turn or its time
 */
gboolean
preamp_runner_get_busy (PreampRunner *self)
{
  g_return_val_if_fail (PREAMP_IS_RUNNER (self), FALSE);

  return self->drivers->len > 0;
}

/**
 * preamp_runner_get_schedule:
 * @self: a runner
 *
 * Gets what watches the windows of time of its runs.
 *
 * Returns: (transfer none): the schedule
 */
PreampSchedule *
preamp_runner_get_schedule (PreampRunner *self)
{
  g_return_val_if_fail (PREAMP_IS_RUNNER (self), NULL);

  return self->schedule;
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

  return self->driver != NULL ? preamp_run_driver_get_run (self->driver) : NULL;
}

/**
 * preamp_runner_get_may_sleep:
 * @self: a runner
 *
 * Gets whether the computer may go to sleep during a run.
 *
 * Returns: whether it could not be kept awake
 */
gboolean
preamp_runner_get_may_sleep (PreampRunner *self)
{
  g_return_val_if_fail (PREAMP_IS_RUNNER (self), FALSE);

  return self->may_sleep;
}

/**
 * preamp_runner_set_may_sleep:
 * @self: a runner
 * @may_sleep: whether the computer could not be kept awake
 *
 * Sets what is said about it while a run goes on; it is not the runner that keeps it awake.
 */
void
preamp_runner_set_may_sleep (PreampRunner *self,
                             gboolean      may_sleep)
{
  g_return_if_fail (PREAMP_IS_RUNNER (self));

  if (self->may_sleep == may_sleep)
    return;

  self->may_sleep = may_sleep;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAY_SLEEP]);
}

/**
 * preamp_runner_get_runs:
 * @self: a runner
 *
 * Gets the runs of this session.
 *
 * Returns: (transfer none): a model of [class@Run]
 */
GListModel *
preamp_runner_get_runs (PreampRunner *self)
{
  g_return_val_if_fail (PREAMP_IS_RUNNER (self), NULL);

  return G_LIST_MODEL (self->runs);
}
