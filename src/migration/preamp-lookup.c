/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-lookup"

#include "config.h"

#include "preamp-lookup.h"

#include "preamp-look-times.h"
#include "preamp-proof.h"

/* One attempt that is looked up. */
typedef struct
{
  PreampAttemptRecord *record;
  gint64 since;   /* when it came to be watched, which is after its sending, likewise */
  gint64 begun;   /* when the loss or the answer was, by the monotonic clock */
  gint64 due;     /* when the next look is, by the monotonic clock, 0 for only when asked */
  gboolean asked; /* whether somebody asked for a look at once */
  guint n_looks;
  gint64 last_look;
  gboolean moved; /* whether the last reading shows the move */
} Watch;

/**
 * PreampLookup:
 *
 * Looks attempts up in Domo's lists: those without an answer until the lists prove the move, and
 * those with one to see that the lists agree. One reading of an integration's lists serves all that
 * wait for it. What it finds out is written to the journal before it says so by
 * [signal@Lookup::changed].
 */
struct _PreampLookup
{
  GObject parent_instance;

  PreampConnection *connection;
  PreampJournal *journal;
  GCancellable *cancellable;

  GHashTable *watches; /* attempt id (gint64) → Watch */
  GHashTable *reading; /* identifiers of the integrations whose lists are being read */
  GTimeSpan second;
  guint timer_id;
};

G_DEFINE_FINAL_TYPE (PreampLookup, preamp_lookup, G_TYPE_OBJECT)

enum
{
  CHANGED,
  LOOKED,
  LOOKING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void arm (PreampLookup *self);

static void
watch_free (Watch *watch)
{
  g_clear_pointer (&watch->record, preamp_attempt_record_free);
  g_free (watch);
}

static void
schedule (PreampLookup *self,
          Watch        *watch,
          gint64        after)
{
  watch->due = preamp_look_times_find (watch->record, watch->begun, self->second, after);
}

/* Writing what was found out */

typedef struct
{
  PreampLookup *lookup;
  PreampAttemptRecord *before;
  PreampAttemptRecord *record;
} Finding;

static void
finding_free (Finding *finding)
{
  g_clear_object (&finding->lookup);
  g_clear_pointer (&finding->before, preamp_attempt_record_free);
  g_clear_pointer (&finding->record, preamp_attempt_record_free);
  g_free (finding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Finding, finding_free)

static void
save_outcome_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Finding) finding = user_data;
  g_autoptr (GError) error = NULL;

  if (preamp_journal_save_outcome_finish (PREAMP_JOURNAL (object), result, &error))
    {
      g_signal_emit (finding->lookup, signals[CHANGED], 0, finding->record);
      return;
    }

  /* What the lists say they will say again. */
  g_warning ("Cannot write what the lists say: %s", error->message);
  preamp_lookup_watch (finding->lookup, finding->before);
}

static void
settle (PreampLookup  *self,
        Watch         *watch,
        PreampOutcome  outcome,
        gboolean       contradicted)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->lookup = g_object_ref (self);
  finding->before = preamp_attempt_record_copy (watch->record);
  finding->record = preamp_attempt_record_copy (watch->record);
  finding->record->outcome = outcome;
  finding->record->contradicted = contradicted;
  if (finding->record->answered_at == 0)
    finding->record->answered_at = g_get_real_time ();

  g_hash_table_remove (self->watches, &watch->record->id);

  preamp_journal_save_outcome_async (self->journal, finding->record, save_outcome_cb, finding);
}

/* Judging a reading */

static void
judge_unanswered (PreampLookup        *self,
                  Watch               *watch,
                  const PreampReading *reading)
{
  PreampAttemptRecord *record = watch->record;

  watch->moved = preamp_proof_judge (reading, record, record->user_id) == PREAMP_PROOF_MOVED;

  /* A state that is not known stays as Domo wrote it: no list turns it into complete. */
  if (watch->moved && record->outcome != PREAMP_OUTCOME_UNKNOWN)
    settle (self, watch, PREAMP_OUTCOME_MOVED, FALSE);
}

static void
judge_answered (PreampLookup        *self,
                Watch               *watch,
                const PreampReading *reading)
{
  PreampAttemptRecord *record = watch->record;
  gboolean contradicts = preamp_proof_contradicts (reading, record, record->user_id);

  /* Only the last look marks it; those before may have met a list that lags. */
  if (contradicts && watch->due != 0)
    return;

  /* One that is marked is looked at again when somebody asks: the lists may come to agree. */
  if (contradicts != record->contradicted)
    settle (self, watch, record->outcome, contradicts);
  else if (!contradicts)
    g_hash_table_remove (self->watches, &record->id);
}

typedef struct
{
  PreampLookup *lookup;
  char *integration_id;
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->lookup);
  g_clear_pointer (&look->integration_id, g_free);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static GPtrArray *
list_watches (PreampLookup *self,
              const char   *integration_id)
{
  GPtrArray *watches = g_ptr_array_new ();
  GHashTableIter iter;
  Watch *watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &watch))
    {
      if (g_strcmp0 (watch->record->integration_id, integration_id) == 0)
        g_ptr_array_add (watches, watch);
    }

  return watches;
}

static void
reading_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  PreampLookup *self = look->lookup;
  g_autoptr (PreampReading) reading = NULL;
  g_autoptr (GPtrArray) watches = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 now = g_get_monotonic_time ();

  reading = preamp_reading_new_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reading == NULL)
    g_debug ("The lists could not be read: %s", error->message);

  g_hash_table_remove (self->reading, look->integration_id);
  watches = list_watches (self, look->integration_id);

  for (guint i = 0; i < watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (watches, i);
      const gint64 id = watch->record->id;

      /* A reading that was begun before says nothing about it, and it waits for the next. */
      if (reading != NULL && reading->asked_at < watch->since)
        continue;

      watch->asked = FALSE;
      if (watch->due != 0 && watch->due <= now)
        schedule (self, watch, now);

      if (reading != NULL)
        {
          watch->n_looks++;
          watch->last_look = g_get_real_time ();

          if (preamp_look_times_is_answered (watch->record))
            judge_answered (self, watch, reading);
          else
            judge_unanswered (self, watch, reading);
        }

      g_signal_emit (self, signals[LOOKED], 0, id);
    }

  arm (self);
}

static void
read_lists (PreampLookup *self,
            const char   *integration_id)
{
  Look *look;

  if (!g_hash_table_add (self->reading, g_strdup (integration_id)))
    return;

  look = g_new0 (Look, 1);
  look->lookup = g_object_ref (self);
  look->integration_id = g_strdup (integration_id);

  preamp_reading_new_async (preamp_connection_get_client (self->connection), integration_id,
                            self->cancellable, reading_cb, look);
}

/* The timer */

static gboolean
timer_cb (gpointer user_data)
{
  PreampLookup *self = user_data;
  const gint64 now = g_get_monotonic_time ();
  const guint n_reading = g_hash_table_size (self->reading);
  GHashTableIter iter;
  Watch *watch;

  self->timer_id = 0;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &watch))
    {
      if (watch->asked || (watch->due != 0 && watch->due <= now))
        read_lists (self, watch->record->integration_id);
    }

  arm (self);
  if (g_hash_table_size (self->reading) > n_reading)
    g_signal_emit (self, signals[LOOKING], 0);

  return G_SOURCE_REMOVE;
}

static void
arm (PreampLookup *self)
{
  gint64 first = G_MAXINT64;
  gint64 wait;
  GHashTableIter iter;
  Watch *watch;

  g_clear_handle_id (&self->timer_id, g_source_remove);

  /* While an integration's lists are read, what is due of it waits for them. */
  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &watch))
    {
      if (g_hash_table_contains (self->reading, watch->record->integration_id))
        continue;

      if (watch->asked)
        first = 0;
      else if (watch->due != 0)
        first = MIN (first, watch->due);
    }

  if (first == G_MAXINT64)
    return;

  wait = MAX (0, first - g_get_monotonic_time ());
  self->timer_id = g_timeout_add ((guint) ((wait + 999) / 1000), timer_cb, self);
}

static void
preamp_lookup_dispose (GObject *object)
{
  PreampLookup *self = PREAMP_LOOKUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_hash_table_remove_all (self->watches);
  g_clear_object (&self->connection);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (preamp_lookup_parent_class)->dispose (object);
}

static void
preamp_lookup_finalize (GObject *object)
{
  PreampLookup *self = PREAMP_LOOKUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->watches, g_hash_table_unref);
  g_clear_pointer (&self->reading, g_hash_table_unref);

  G_OBJECT_CLASS (preamp_lookup_parent_class)->finalize (object);
}

static void
preamp_lookup_class_init (PreampLookupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_lookup_dispose;
  object_class->finalize = preamp_lookup_finalize;

  /**
   * PreampLookup::changed:
   * @self: the lookup
   * @record: (type PreampAttemptRecord): the attempt, as the journal has it now
   *
   * Emitted after something was found out and written.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1,
                  PREAMP_TYPE_ATTEMPT_RECORD | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * PreampLookup::looked:
   * @self: the lookup
   * @attempt_id: an attempt
   *
   * Emitted when how far the looking-up of an attempt has come changes.
   */
  signals[LOOKED] =
    g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  /**
   * PreampLookup::looking:
   * @self: a lookup
   *
   * Lists are being read, for some attempts or for one.
   */
  signals[LOOKING] =
    g_signal_new ("looking", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
preamp_lookup_init (PreampLookup *self)
{
  self->cancellable = g_cancellable_new ();
  self->watches = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                         (GDestroyNotify) watch_free);
  self->reading = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->second = G_USEC_PER_SEC;
}

/**
 * preamp_lookup_new:
 * @connection: the instance
 * @journal: where what is found out is written
 *
 * Makes a lookup for an instance.
 *
 * Returns: (transfer full): the lookup
 */
PreampLookup *
preamp_lookup_new (PreampConnection *connection,
                   PreampJournal    *journal)
{
  PreampLookup *self;

  g_return_val_if_fail (PREAMP_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (PREAMP_IS_JOURNAL (journal), NULL);

  self = g_object_new (PREAMP_TYPE_LOOKUP, NULL);
  self->connection = g_object_ref (connection);
  self->journal = g_object_ref (journal);

  return self;
}

/**
 * preamp_lookup_set_second:
 * @self: a lookup
 * @second: how long a second of the schedule is, in microseconds
 *
 * Makes time pass faster, for tests.
 */
void
preamp_lookup_set_second (PreampLookup *self,
                          GTimeSpan     second)
{
  g_return_if_fail (PREAMP_IS_LOOKUP (self));
  g_return_if_fail (second > 0);

  self->second = second;
}

/**
 * preamp_lookup_watch:
 * @self: a lookup
 * @record: an attempt that was sent, as the journal has it
 *
 * Begins to look an attempt up: one without an answer for 15 minutes from its loss, one with an
 * answer until the lists agree with it. Others are not looked up.
 */
void
preamp_lookup_watch (PreampLookup              *self,
                     const PreampAttemptRecord *record)
{
  Watch *watch;
  gint64 since;

  g_return_if_fail (PREAMP_IS_LOOKUP (self));
  g_return_if_fail (record != NULL && record->id != 0);

  if (!preamp_look_times_is_answered (record) && !preamp_look_times_is_unanswered (record))
    return;

  watch = g_new0 (Watch, 1);
  watch->record = preamp_attempt_record_copy (record);

  watch->since = g_get_monotonic_time ();

  /* The wall clock may have been set since: a loss is never in the future. */
  since = g_get_real_time () - (record->answered_at != 0 ? record->answered_at : record->sent_at);
  watch->begun = g_get_monotonic_time () - MAX (0, since);
  schedule (self, watch, g_get_monotonic_time ());

  g_hash_table_replace (self->watches, &watch->record->id, watch);
  g_signal_emit (self, signals[LOOKED], 0, record->id);
  arm (self);
}

/**
 * preamp_lookup_forget:
 * @self: a lookup
 * @attempt_id: an attempt
 *
 * Looks an attempt up no more, for example because its answer came.
 */
void
preamp_lookup_forget (PreampLookup *self,
                      gint64        attempt_id)
{
  g_return_if_fail (PREAMP_IS_LOOKUP (self));

  if (g_hash_table_remove (self->watches, &attempt_id))
    g_signal_emit (self, signals[LOOKED], 0, attempt_id);
}

/**
 * preamp_lookup_supersede:
 * @self: a lookup
 * @datasource_id: a datasource whose next request is about to leave
 *
 * Looks earlier attempts of a datasource up no more: from now on the lists show what the next one
 * does, and prove nothing about those before it.
 */
void
preamp_lookup_supersede (PreampLookup *self,
                         const char   *datasource_id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  Watch *watch;

  g_return_if_fail (PREAMP_IS_LOOKUP (self));
  g_return_if_fail (datasource_id != NULL);

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &watch))
    {
      if (g_str_equal (watch->record->datasource_id, datasource_id))
        g_array_append_val (ids, watch->record->id);
    }

  for (guint i = 0; i < ids->len; i++)
    preamp_lookup_forget (self, g_array_index (ids, gint64, i));
}

/**
 * preamp_lookup_check:
 * @self: a lookup
 * @attempt_id: an attempt, or 0 for all that have no answer, or one that the lists contradict
 *
 * Looks at once, whatever the schedule says.
 */
void
preamp_lookup_check (PreampLookup *self,
                     gint64        attempt_id)
{
  GHashTableIter iter;
  Watch *watch;

  g_return_if_fail (PREAMP_IS_LOOKUP (self));

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &watch))
    {
      if (attempt_id == 0 ? preamp_look_times_is_unanswered (watch->record) || watch->record->contradicted
                          : watch->record->id == attempt_id)
        watch->asked = TRUE;
    }

  arm (self);
}

/**
 * preamp_lookup_get_look:
 * @self: a lookup
 * @attempt_id: an attempt
 * @look: (out caller-allocates): how far its looking-up has come
 *
 * Tells how far the looking-up of an attempt has come.
 *
 * Returns: %FALSE where it is not looked up
 */
gboolean
preamp_lookup_get_look (PreampLookup *self,
                        gint64        attempt_id,
                        PreampLook   *look)
{
  Watch *watch;

  g_return_val_if_fail (PREAMP_IS_LOOKUP (self), FALSE);
  g_return_val_if_fail (look != NULL, FALSE);

  watch = g_hash_table_lookup (self->watches, &attempt_id);
  if (watch == NULL)
    return FALSE;

  *look = (PreampLook) {
    .n_looks = watch->n_looks,
    .last_look = watch->last_look,
    .next_look = watch->due,
    .looking = g_hash_table_contains (self->reading, watch->record->integration_id),
    .moved = watch->moved,
  };

  return TRUE;
}
