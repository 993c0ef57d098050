/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-standings"

#include "config.h"

#include "preamp-standings.h"

/**
 * PreampStandings:
 *
 * How every datasource of an instance stands: of each the attempt that determines it by the
 * journal, and its attempt in a run that has not ended. The journal is read when it is told to
 * [method@Standings.refresh], and the runs are followed; either is told by
 * [signal@Standings::changed].
 */
struct _PreampStandings
{
  GObject parent_instance;

  PreampJournal *journal;
  char *instance;
  GCancellable *cancellable;
  gboolean reading;
  gboolean read_again;

  GHashTable *records; /* datasource id → PreampAttemptRecord, which owns the key */
  guint n_attention;

  PreampRunner *runner;
  GHashTable *attempts; /* datasource id → PreampAttempt, of the runs that have not ended */
};

G_DEFINE_FINAL_TYPE (PreampStandings, preamp_standings, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_ATTENTION = 1,
} PreampStandingsProperty;

static GParamSpec *properties[PROP_N_ATTENTION + 1];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
take_records (PreampStandings *self,
              GPtrArray       *records)
{
  guint n_attention = 0;

  g_hash_table_remove_all (self->records);

  for (guint i = 0; i < records->len; i++)
    {
      PreampAttemptRecord *record = preamp_attempt_record_copy (g_ptr_array_index (records, i));

      if (preamp_attempt_record_needs_attention (record))
        n_attention++;

      g_hash_table_insert (self->records, record->datasource_id, record);
    }

  if (self->n_attention != n_attention)
    {
      self->n_attention = n_attention;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ATTENTION]);
    }

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
list_latest_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PreampStandings *self;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  records = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PREAMP_STANDINGS (user_data);
  self->reading = FALSE;

  /* What was read before stays true as far as it goes. */
  if (records != NULL)
    take_records (self, records);
  else
    g_warning ("Cannot read the journal: %s", error->message);

  if (self->read_again)
    preamp_standings_refresh (self);
}

/* A datasource may have ended in one run and wait in the next. */
static gboolean
comes_before (PreampAttempt *attempt,
              PreampAttempt *other)
{
  static const guint ranks[] = {
    [PREAMP_ATTEMPT_PHASE_WAITING] = 1,
    [PREAMP_ATTEMPT_PHASE_MOVING] = 2,
    [PREAMP_ATTEMPT_PHASE_ENDED] = 0,
  };

  return ranks[preamp_attempt_get_phase (attempt)] > ranks[preamp_attempt_get_phase (other)];
}

static void
add_run (PreampStandings *self,
         PreampRun       *run)
{
  GListModel *attempts = preamp_run_get_attempts (run);
  guint n = g_list_model_get_n_items (attempts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);
      const char *id = preamp_attempt_get_datasource_id (attempt);
      PreampAttempt *other = g_hash_table_lookup (self->attempts, id);

      if (other == NULL || comes_before (attempt, other))
        g_hash_table_replace (self->attempts, g_strdup (id), g_object_ref (attempt));
    }
}

static void
runs_changed_cb (PreampStandings *self)
{
  GListModel *runs = preamp_runner_get_runs (self->runner);
  guint n = g_list_model_get_n_items (runs);

  g_hash_table_remove_all (self->attempts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampRun) run = g_list_model_get_item (runs, i);

      if (!preamp_run_get_ended (run))
        add_run (self, run);
    }

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
preamp_standings_dispose (GObject *object)
{
  PreampStandings *self = PREAMP_STANDINGS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->journal);
  g_clear_object (&self->runner);
  g_hash_table_remove_all (self->attempts);

  G_OBJECT_CLASS (preamp_standings_parent_class)->dispose (object);
}

static void
preamp_standings_finalize (GObject *object)
{
  PreampStandings *self = PREAMP_STANDINGS (object);

  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->attempts, g_hash_table_unref);
  g_clear_pointer (&self->instance, g_free);

  G_OBJECT_CLASS (preamp_standings_parent_class)->finalize (object);
}

static void
preamp_standings_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PreampStandings *self = PREAMP_STANDINGS (object);

  switch ((PreampStandingsProperty) prop_id)
    {
    case PROP_N_ATTENTION:
      g_value_set_uint (value, self->n_attention);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_standings_class_init (PreampStandingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_standings_dispose;
  object_class->finalize = preamp_standings_finalize;
  object_class->get_property = preamp_standings_get_property;

  /**
   * PreampStandings:n-attention:
   *
   * How many datasources need attention.
   */
  properties[PROP_N_ATTENTION] =
    g_param_spec_uint ("n-attention", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampStandings::changed:
   * @self: the standings
   *
   * Emitted after they were read, and after a run was added or has ended. Records that were looked
   * up before are gone then.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
preamp_standings_init (PreampStandings *self)
{
  self->cancellable = g_cancellable_new ();
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) preamp_attempt_record_free);
  self->attempts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * preamp_standings_new:
 * @journal: the journal
 * @instance: the base URI of an instance
 *
 * Makes the standings of an instance, empty until they are refreshed.
 *
 * Returns: (transfer full): the standings
 */
PreampStandings *
preamp_standings_new (PreampJournal *journal,
                      const char    *instance)
{
  PreampStandings *self;

  g_return_val_if_fail (PREAMP_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (instance != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_STANDINGS, NULL);
  self->journal = g_object_ref (journal);
  self->instance = g_strdup (instance);

  return self;
}

/**
 * preamp_standings_follow:
 * @self: the standings, which follow nothing yet
 * @runner: what runs on the instance
 *
 * Follows the runs of an instance.
 */
void
preamp_standings_follow (PreampStandings *self,
                         PreampRunner    *runner)
{
  g_return_if_fail (PREAMP_IS_STANDINGS (self));
  g_return_if_fail (PREAMP_IS_RUNNER (runner));
  g_return_if_fail (self->runner == NULL);

  self->runner = g_object_ref (runner);
  g_signal_connect_object (preamp_runner_get_runs (runner), "items-changed",
                           G_CALLBACK (runs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "run-ended",
                           G_CALLBACK (runs_changed_cb), self, G_CONNECT_SWAPPED);
  runs_changed_cb (self);
}

/**
 * preamp_standings_refresh:
 * @self: the standings
 *
 * Reads them from the journal. While that goes on, any further calls are done as one after it.
 */
void
preamp_standings_refresh (PreampStandings *self)
{
  g_return_if_fail (PREAMP_IS_STANDINGS (self));

  self->read_again = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  preamp_journal_list_latest_async (self->journal, self->instance, self->cancellable,
                                    list_latest_cb, self);
}

/**
 * preamp_standings_look_up:
 * @self: the standings
 * @datasource_id: a datasource's identifier
 *
 * Gets the attempt that determines how a datasource stands.
 *
 * Returns: (transfer none) (nullable): its record, valid until [signal@Standings::changed]; %NULL
 *   where nothing was ever sent
 */
const PreampAttemptRecord *
preamp_standings_look_up (PreampStandings *self,
                          const char      *datasource_id)
{
  g_return_val_if_fail (PREAMP_IS_STANDINGS (self), NULL);
  g_return_val_if_fail (datasource_id != NULL, NULL);

  return g_hash_table_lookup (self->records, datasource_id);
}

/**
 * preamp_standings_find_broken:
 * @self: the standings
 * @record: an attempt
 *
 * Gets the earlier attempt that left the datasource incomplete, where @record changed nothing about
 * that.
 *
 * Returns: (transfer none) (nullable): its record, valid until [signal@Standings::changed]; %NULL
 *   where there is none, or where @record itself tells how the datasource stands
 */
const PreampAttemptRecord *
preamp_standings_find_broken (PreampStandings           *self,
                              const PreampAttemptRecord *record)
{
  const PreampAttemptRecord *standing;

  g_return_val_if_fail (PREAMP_IS_STANDINGS (self), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  if (record->contradicted || (record->outcome != PREAMP_OUTCOME_ABORTED &&
                               record->outcome != PREAMP_OUTCOME_REFUSED &&
                               record->outcome != PREAMP_OUTCOME_NOT_SENT &&
                               record->outcome != PREAMP_OUTCOME_NOT_STARTED))
    return NULL;

  standing = preamp_standings_look_up (self, record->datasource_id);

  return standing != NULL && standing->outcome == PREAMP_OUTCOME_INCOMPLETE &&
         standing->id < record->id ? standing : NULL;
}

/**
 * preamp_standings_get_attempt:
 * @self: the standings
 * @datasource_id: a datasource's identifier
 *
 * Gets the attempt of a datasource in a run that is worked on, or waits for its turn or its time.
 *
 * Returns: (transfer none) (nullable): the attempt, %NULL where it is in no such run
 */
PreampAttempt *
preamp_standings_get_attempt (PreampStandings *self,
                              const char      *datasource_id)
{
  g_return_val_if_fail (PREAMP_IS_STANDINGS (self), NULL);
  g_return_val_if_fail (datasource_id != NULL, NULL);

  return g_hash_table_lookup (self->attempts, datasource_id);
}

/**
 * preamp_standings_get_n_attention:
 * @self: the standings
 *
 * Gets how many datasources need attention.
 *
 * Returns: the number
 */
guint
preamp_standings_get_n_attention (PreampStandings *self)
{
  g_return_val_if_fail (PREAMP_IS_STANDINGS (self), 0);

  return self->n_attention;
}

/**
 * preamp_standings_count_attention:
 * @self: the standings
 * @outcome: an outcome
 *
 * Counts the datasources that need attention for one outcome.
 *
 * Returns: the number
 */
guint
preamp_standings_count_attention (PreampStandings *self,
                                  PreampOutcome    outcome)
{
  GHashTableIter iter;
  PreampAttemptRecord *record;
  guint n = 0;

  g_return_val_if_fail (PREAMP_IS_STANDINGS (self), 0);

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    {
      if (record->outcome == outcome && preamp_attempt_record_needs_attention (record))
        n++;
    }

  return n;
}

/**
 * preamp_standings_list_attention:
 * @self: the standings
 *
 * Lists the datasources that need attention.
 *
 * Returns: (transfer container) (element-type PreampAttemptRecord): their records, valid until
 *   [signal@Standings::changed]
 */
GPtrArray *
preamp_standings_list_attention (PreampStandings *self)
{
  GHashTableIter iter;
  PreampAttemptRecord *record;
  GPtrArray *records;

  g_return_val_if_fail (PREAMP_IS_STANDINGS (self), NULL);

  records = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    {
      if (preamp_attempt_record_needs_attention (record))
        g_ptr_array_add (records, record);
    }

  return records;
}

/**
 * preamp_standings_list_closed:
 * @self: the standings
 *
 * Lists the datasources that are not to be moved like others: those that need attention, those
 * whose attempt has no certain end or ended in a state that is not known, those that are
 * incomplete, also set aside, and those of a run that has not ended.
 *
 * Returns: (transfer container): a set of their identifiers, valid until
 *   [signal@Standings::changed]
 */
GHashTable *
preamp_standings_list_closed (PreampStandings *self)
{
  GHashTableIter iter;
  PreampAttemptRecord *record;
  gpointer id;
  GHashTable *ids;

  g_return_val_if_fail (PREAMP_IS_STANDINGS (self), NULL);

  ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    {
      if (preamp_attempt_record_needs_attention (record) || preamp_attempt_record_closes (record) ||
          preamp_attempt_record_is_broken (record))
        g_hash_table_add (ids, record->datasource_id);
    }

  g_hash_table_iter_init (&iter, self->attempts);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, id);

  return ids;
}
