/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a reading of the lists means for the attempts that are looked up, and its writing. */

#define G_LOG_DOMAIN "preamp-lookup"

#include "config.h"

#include "preamp-lookup-private.h"

#include "preamp-look-times.h"
#include "preamp-proof.h"

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
      preamp_lookup_found (finding->lookup, finding->record);
      return;
    }

  /* What the lists say they will say again. */
  g_warning ("Cannot write what the lists say: %s", error->message);
  preamp_lookup_watch (finding->lookup, finding->before);
}

static void
settle (PreampLookup      *self,
        PreampLookupWatch *watch,
        PreampOutcome      outcome,
        gboolean           contradicted)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->lookup = g_object_ref (self);
  finding->before = preamp_attempt_record_copy (watch->record);
  finding->record = preamp_attempt_record_copy (watch->record);
  finding->record->outcome = outcome;
  finding->record->contradicted = contradicted;
  finding->record->looks = PREAMP_LOOKS_DONE;
  if (finding->record->answered_at == 0)
    finding->record->answered_at = g_get_real_time ();

  g_hash_table_remove (self->watches, &watch->record->id);

  preamp_journal_save_outcome_async (self->journal, finding->record, save_outcome_cb, finding);
}

/* Writing that lists were held against answers */

typedef struct
{
  PreampLookup *lookup;
  GPtrArray *records;
  PreampLooks looks;
} Held;

static void
held_free (Held *held)
{
  g_clear_object (&held->lookup);
  g_clear_pointer (&held->records, g_ptr_array_unref);
  g_free (held);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Held, held_free)

static void
save_looks_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Held) held = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved;

  saved = preamp_journal_save_looks_finish (PREAMP_JOURNAL (object), result, &error);
  if (!saved)
    g_warning ("Cannot write that the lists were held against answers: %s", error->message);

  for (guint i = 0; i < held->records->len; i++)
    {
      PreampAttemptRecord *record = g_ptr_array_index (held->records, i);

      if (saved)
        {
          record->looks = held->looks;
          preamp_lookup_found (held->lookup, record);
        }
      else if (!g_hash_table_contains (held->lookup->watches, &record->id))
        {
          preamp_lookup_watch (held->lookup, record);
        }
    }
}

/* Judging a reading */

static void
judge_unanswered (PreampLookup        *self,
                  PreampLookupWatch   *watch,
                  const PreampReading *reading)
{
  PreampAttemptRecord *record = watch->record;
  const gboolean moved =
    preamp_proof_judge (reading, record, record->user_id) == PREAMP_PROOF_MOVED;

  /* While its request is open nothing else is to be sent for the datasource, and the answer may
   * still come. What is proven by now is kept until then. */
  if (record->outcome == PREAMP_OUTCOME_NONE)
    {
      watch->moved = watch->moved || moved;
      return;
    }

  watch->moved = moved;

  /* A state that is not known stays as Domo wrote it: no list turns it into complete. */
  if (moved && record->outcome != PREAMP_OUTCOME_UNKNOWN)
    settle (self, watch, PREAMP_OUTCOME_MOVED, FALSE);
}

static void
judge_answered (PreampLookup        *self,
                PreampLookupWatch   *watch,
                const PreampReading *reading,
                GPtrArray           *agreed,
                GPtrArray           *in_vain)
{
  PreampAttemptRecord *record = watch->record;
  const gboolean last = watch->due == 0;

  switch (preamp_proof_compare (reading, record, record->user_id))
    {
    case PREAMP_AGREEMENT_AGREES:
      /* One that is marked is looked at again when somebody asks: the lists may come to agree. */
      if (record->contradicted)
        {
          settle (self, watch, record->outcome, FALSE);
        }
      else
        {
          g_ptr_array_add (agreed, preamp_attempt_record_copy (record));
          g_hash_table_remove (self->watches, &record->id);
        }
      break;

    case PREAMP_AGREEMENT_DISAGREES:
      /* Only the last look marks it; those before may have met a list that lags. */
      if (last && !record->contradicted)
        settle (self, watch, record->outcome, TRUE);
      break;

    case PREAMP_AGREEMENT_NONE:
    default:
      /* Other lists may still tell, at the next start or refresh. */
      if (last && record->looks == PREAMP_LOOKS_DUE)
        {
          g_ptr_array_add (in_vain, preamp_attempt_record_copy (record));
          record->looks = PREAMP_LOOKS_IN_VAIN;
        }
      break;
    }
}

/*< private >
 * preamp_lookup_judge:
 * @self: a lookup
 * @watch: an attempt that is looked up, which may be gone afterwards
 * @reading: a reading of its integration's lists, asked for since it was watched
 * @agreed: (element-type PreampAttemptRecord): takes it where the lists agree with its answer
 * @in_vain: (element-type PreampAttemptRecord): takes it where they cannot tell at the last look
 *
 * Draws from a reading what it says of an attempt.
 */
void
preamp_lookup_judge (PreampLookup        *self,
                     PreampLookupWatch   *watch,
                     const PreampReading *reading,
                     GPtrArray           *agreed,
                     GPtrArray           *in_vain)
{
  if (preamp_look_times_is_answered (watch->record))
    judge_answered (self, watch, reading, agreed, in_vain);
  else
    judge_unanswered (self, watch, reading);
}

/*< private >
 * preamp_lookup_save:
 * @self: a lookup
 * @records: (transfer full) (element-type PreampAttemptRecord): attempts with an answer, maybe none
 * @looks: how far the looks have come for all of them
 *
 * Writes that the lists were held against answers. Where it cannot be written they are looked at
 * again.
 */
void
preamp_lookup_save (PreampLookup *self,
                    GPtrArray    *records,
                    PreampLooks   looks)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (Held) held = g_new0 (Held, 1);

  held->lookup = g_object_ref (self);
  held->records = records;
  held->looks = looks;

  if (records->len == 0)
    return;

  for (guint i = 0; i < records->len; i++)
    g_array_append_val (ids, ((PreampAttemptRecord *) records->pdata[i])->id);

  preamp_journal_save_looks_async (self->journal, (const gint64 *) (void *) ids->data, ids->len,
                                   looks, save_looks_cb, g_steal_pointer (&held));
}
