/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-lookup"

#include "config.h"

#include "preamp-lookup-private.h"

#include "preamp-look-times.h"

/**
 * PreampLookup:
 *
 * Looks attempts up in Domo's lists: those without an answer until the lists prove the move, and
 * those with one to see that the lists agree, which the journal keeps. One reading of an
 * integration's lists serves all that wait for it. What it finds out is written to the journal
 * before it says so by [signal@Lookup::changed].
 */
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
watch_free (PreampLookupWatch *watch)
{
  g_clear_pointer (&watch->record, preamp_attempt_record_free);
  g_free (watch);
}

static void
schedule (PreampLookup      *self,
          PreampLookupWatch *watch,
          gint64             after)
{
  watch->due = preamp_look_times_find (watch->record, watch->begun, self->second, after);
}

/* How long its answer was lost ago. The wall clock may have been set since: a loss is never in the
 * future. */
static GTimeSpan
get_age (const PreampAttemptRecord *record)
{
  gint64 lost_at = record->answered_at != 0 ? record->answered_at : record->sent_at;

  return MAX (0, g_get_real_time () - lost_at);
}

/* Reading */

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
  PreampLookupWatch *watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &watch))
    {
      if (g_strcmp0 (watch->record->integration_id, integration_id) == 0)
        g_ptr_array_add (watches, watch);
    }

  return watches;
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
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
  g_autoptr (GPtrArray) agreed = new_records ();
  g_autoptr (GPtrArray) in_vain = new_records ();
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
      PreampLookupWatch *watch = g_ptr_array_index (watches, i);
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
          preamp_lookup_judge (self, watch, reading, agreed, in_vain);
        }

      g_signal_emit (self, signals[LOOKED], 0, id);
    }

  preamp_lookup_save (self, g_steal_pointer (&agreed), PREAMP_LOOKS_DONE);
  preamp_lookup_save (self, g_steal_pointer (&in_vain), PREAMP_LOOKS_IN_VAIN);
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
  PreampLookupWatch *watch;

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
  PreampLookupWatch *watch;

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

/*< private >
 * preamp_lookup_found:
 * @self: a lookup
 * @record: an attempt, as the journal has it now
 *
 * Tells what was found out and written.
 */
void
preamp_lookup_found (PreampLookup              *self,
                     const PreampAttemptRecord *record)
{
  g_signal_emit (self, signals[CHANGED], 0, record);
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
 * answer until the lists agree with it, or the last look has come. From an earlier program's answer
 * the looks are counted anew, as no clock says how long that was ago. Others are not looked up.
 */
void
preamp_lookup_watch (PreampLookup              *self,
                     const PreampAttemptRecord *record)
{
  PreampLookupWatch *watch;

  g_return_if_fail (PREAMP_IS_LOOKUP (self));
  g_return_if_fail (record != NULL && record->id != 0);

  if (!preamp_look_times_is_answered (record) && !preamp_look_times_is_unanswered (record))
    return;

  watch = g_new0 (PreampLookupWatch, 1);
  watch->record = preamp_attempt_record_copy (record);

  watch->since = g_get_monotonic_time ();
  watch->begun = watch->since;
  if (preamp_look_times_is_unanswered (record))
    watch->begun -= get_age (record);
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
  PreampLookupWatch *watch;

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
 * @attempt_id: an attempt, or 0 for all
 *
 * Looks at once, whatever the schedule says.
 */
void
preamp_lookup_check (PreampLookup *self,
                     gint64        attempt_id)
{
  GHashTableIter iter;
  PreampLookupWatch *watch;

  g_return_if_fail (PREAMP_IS_LOOKUP (self));

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &watch))
    {
      if (attempt_id == 0 || watch->record->id == attempt_id)
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
  PreampLookupWatch *watch;

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
