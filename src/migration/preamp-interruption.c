/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-interruption"

#include "config.h"

#include "preamp-interruption.h"

#include "journal/preamp-journal-pages.h"

/**
 * PreampInterruption:
 *
 * The run of an instance that was interrupted: the latest one in whose midst Preamp was quit or
 * crashed, or that halted by itself, with rows that were not started. It stands until each of them
 * was taken into another run, or the administrator put it off. A run that the administrator stopped
 * is none.
 *
 * It is read from the journal whenever the instance's standings were.
 */
struct _PreampInterruption
{
  GObject parent_instance;

  PreampJournal *journal;
  PreampRunner *runner;
  PreampStandings *standings;
  char *instance;
  GCancellable *cancellable;

  PreampRunSummary *summary;
  GPtrArray *records;
};

G_DEFINE_FINAL_TYPE (PreampInterruption, preamp_interruption, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* It does not hold the interruption: where that is gone, the reading was cancelled. */
typedef struct
{
  PreampInterruption *self;
  GPtrArray *records;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->records, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
take (PreampInterruption     *self,
      const PreampRunSummary *summary,
      GPtrArray              *records)
{
  gboolean was_none = self->summary == NULL;

  g_clear_pointer (&self->summary, preamp_run_summary_free);
  g_clear_pointer (&self->records, g_ptr_array_unref);

  if (summary != NULL)
    {
      self->summary = preamp_run_summary_copy (summary);
      self->summary->counts[PREAMP_OUTCOME_NOT_STARTED] = records->len;
      self->records = g_ptr_array_ref (records);
    }

  if (!was_none || self->summary != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* What was read before stays true as far as it goes. */
static void
say_error (const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cannot read the journal: %s", error->message);
}

static void
read_run_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GError) error = NULL;

  summaries = preamp_journal_read_runs_finish (PREAMP_JOURNAL (object), result, &error);
  if (summaries == NULL)
    say_error (error);
  else
    take (reading->self, summaries->len > 0 ? g_ptr_array_index (summaries, 0) : NULL,
          reading->records);
}

static void
list_interrupted_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  PreampInterruption *self = reading->self;
  g_autoptr (GError) error = NULL;
  const PreampAttemptRecord *first;

  reading->records = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  if (reading->records == NULL)
    {
      say_error (error);
      return;
    }

  if (reading->records->len == 0)
    {
      take (self, NULL, NULL);
      return;
    }

  first = g_ptr_array_index (reading->records, 0);
  preamp_journal_read_runs_async (PREAMP_JOURNAL (object), &first->run_id, 1, self->cancellable,
                                  read_run_cb, g_steal_pointer (&reading));
}

/* A newer reading takes the place of one that is under way. */
static void
refresh (PreampInterruption *self)
{
  Reading *reading;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  /* While a run is under way there is nothing to continue. */
  if (preamp_runner_get_busy (self->runner))
    {
      take (self, NULL, NULL);
      return;
    }

  self->cancellable = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->self = self;
  preamp_journal_list_interrupted_async (self->journal, self->instance, self->cancellable,
                                         list_interrupted_cb, reading);
}

static void
preamp_interruption_dispose (GObject *object)
{
  PreampInterruption *self = PREAMP_INTERRUPTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->journal);
  g_clear_object (&self->runner);
  g_clear_object (&self->standings);

  G_OBJECT_CLASS (preamp_interruption_parent_class)->dispose (object);
}

static void
preamp_interruption_finalize (GObject *object)
{
  PreampInterruption *self = PREAMP_INTERRUPTION (object);

  g_clear_pointer (&self->summary, preamp_run_summary_free);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self->instance);

  G_OBJECT_CLASS (preamp_interruption_parent_class)->finalize (object);
}

static void
preamp_interruption_class_init (PreampInterruptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_interruption_dispose;
  object_class->finalize = preamp_interruption_finalize;

  /**
   * PreampInterruption::changed:
   * @self: the interruption
   *
   * There is another one, or none any more. What was got before is gone then.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
preamp_interruption_init (PreampInterruption *self)
{
}

/**
 * preamp_interruption_new:
 * @connection: the connection to an instance
 * @journal: the journal
 * @runner: the runner that works on the instance
 * @standings: how the instance's datasources stand
 *
 * Makes the interruption of an instance: none, until @standings were read.
 *
 * Returns: (transfer full): the interruption
 */
PreampInterruption *
preamp_interruption_new (PreampConnection *connection,
                         PreampJournal    *journal,
                         PreampRunner     *runner,
                         PreampStandings  *standings)
{
  PreampInterruption *self;

  g_return_val_if_fail (PREAMP_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (PREAMP_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (PREAMP_IS_RUNNER (runner), NULL);
  g_return_val_if_fail (PREAMP_IS_STANDINGS (standings), NULL);

  self = g_object_new (PREAMP_TYPE_INTERRUPTION, NULL);
  self->instance =
    g_strdup (preamp_instance_get_base_uri (preamp_connection_get_instance (connection)));
  self->journal = g_object_ref (journal);
  self->runner = g_object_ref (runner);
  self->standings = g_object_ref (standings);
  g_signal_connect_object (standings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "notify::busy", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * preamp_interruption_get_summary:
 * @self: an interruption
 *
 * Gets the run that was interrupted. As not started it counts those that wait still.
 *
 * Returns: (transfer none) (nullable): the run, valid until [signal@Interruption::changed]; %NULL
 *   where there is none
 */
const PreampRunSummary *
preamp_interruption_get_summary (PreampInterruption *self)
{
  g_return_val_if_fail (PREAMP_IS_INTERRUPTION (self), NULL);

  return self->summary;
}

/**
 * preamp_interruption_get_records:
 * @self: an interruption
 *
 * Gets what is left to do of the run.
 *
 * Returns: (transfer none) (nullable) (element-type PreampAttemptRecord): its rows that were not
 *   started, at least one, valid until [signal@Interruption::changed]; %NULL where there is no run
 */
GPtrArray *
preamp_interruption_get_records (PreampInterruption *self)
{
  g_return_val_if_fail (PREAMP_IS_INTERRUPTION (self), NULL);

  return self->records;
}
