/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-estimate"

#include "config.h"

#include "preamp-estimate.h"

/* So many of the newest durations are gone by. */
#define N_DURATIONS 40

/* From so many durations of its own on, a run is measured by them alone: the hour and the number at
 * a time tell more about them than what was measured on another day. */
#define N_OWN 5

/**
 * PreampEstimate:
 *
 * How long migrations of an instance take, by what was measured there: the newest durations in the
 * journal, and those of the run itself as they come. Where nothing was measured it says nothing.
 *
 * It goes by the median, so that a single one that hung does not count for all.
 */
struct _PreampEstimate
{
  GObject parent_instance;

  GArray *earlier; /* gint64, newest first */
  GArray *own;     /* gint64, newest last */
};

G_DEFINE_FINAL_TYPE (PreampEstimate, preamp_estimate, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
compare_durations (gconstpointer a,
                   gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* The newest, in ascending order. */
static GArray *
dup_sorted (PreampEstimate *self)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = self->own->len; i > 0 && sorted->len < N_DURATIONS; i--)
    g_array_append_val (sorted, g_array_index (self->own, gint64, i - 1));

  if (self->own->len < N_OWN)
    {
      for (guint i = 0; i < self->earlier->len && sorted->len < N_DURATIONS; i++)
        g_array_append_val (sorted, g_array_index (self->earlier, gint64, i));
    }

  g_array_sort (sorted, compare_durations);

  return sorted;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PreampEstimate) self = PREAMP_ESTIMATE (user_data);
  g_autoptr (GArray) durations = NULL;
  g_autoptr (GError) error = NULL;

  durations = preamp_journal_list_durations_finish (PREAMP_JOURNAL (object), result, &error);

  if (durations != NULL)
    preamp_estimate_set_earlier (self, durations);
  else
    g_debug ("No durations could be read: %s", error->message);
}

static void
preamp_estimate_finalize (GObject *object)
{
  PreampEstimate *self = PREAMP_ESTIMATE (object);

  g_clear_pointer (&self->earlier, g_array_unref);
  g_clear_pointer (&self->own, g_array_unref);

  G_OBJECT_CLASS (preamp_estimate_parent_class)->finalize (object);
}

static void
preamp_estimate_class_init (PreampEstimateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = preamp_estimate_finalize;

  /**
   * PreampEstimate::changed:
   * @self: the estimate
   *
   * Emitted when more is known.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
preamp_estimate_init (PreampEstimate *self)
{
  self->earlier = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->own = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * preamp_estimate_new:
 *
 * Makes an estimate that nothing was measured for.
 *
 * Returns: (transfer full): the estimate
 */
PreampEstimate *
preamp_estimate_new (void)
{
  return g_object_new (PREAMP_TYPE_ESTIMATE, NULL);
}

/**
 * preamp_estimate_read:
 * @self: an estimate
 * @journal: the journal
 * @instance: the instance's base URI
 * @direction: which way
 *
 * Reads how long the newest attempts of an instance took, and emits [signal@Estimate::changed] when
 * that is known.
 */
void
preamp_estimate_read (PreampEstimate  *self,
                      PreampJournal   *journal,
                      const char      *instance,
                      PreampDirection  direction)
{
  g_return_if_fail (PREAMP_IS_ESTIMATE (self));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));

  preamp_journal_list_durations_async (journal, instance, direction, N_DURATIONS, NULL,
                                       read_cb, g_object_ref (self));
}

/**
 * preamp_estimate_set_earlier:
 * @self: an estimate
 * @durations: (element-type gint64): microseconds, the newest first
 *
 * Sets what was measured before.
 */
void
preamp_estimate_set_earlier (PreampEstimate *self,
                             GArray         *durations)
{
  g_return_if_fail (PREAMP_IS_ESTIMATE (self));
  g_return_if_fail (durations != NULL);

  g_array_ref (durations);
  g_array_unref (self->earlier);
  self->earlier = durations;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * preamp_estimate_add:
 * @self: an estimate
 * @duration: microseconds
 *
 * Adds what one of the run's own datasources took.
 */
void
preamp_estimate_add (PreampEstimate *self,
                     GTimeSpan       duration)
{
  g_return_if_fail (PREAMP_IS_ESTIMATE (self));

  if (duration <= 0)
    return;

  g_array_append_val (self->own, duration);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * preamp_estimate_get_n:
 * @self: an estimate
 *
 * Gets from how many durations it is made.
 *
 * Returns: the number, 0 where nothing was measured
 */
guint
preamp_estimate_get_n (PreampEstimate *self)
{
  g_autoptr (GArray) sorted = NULL;

  g_return_val_if_fail (PREAMP_IS_ESTIMATE (self), 0);

  sorted = dup_sorted (self);

  return sorted->len;
}

/**
 * preamp_estimate_get_typical:
 * @self: an estimate
 *
 * Gets how long one datasource takes, as a rule.
 *
 * Returns: microseconds, 0 where nothing was measured
 */
GTimeSpan
preamp_estimate_get_typical (PreampEstimate *self)
{
  g_autoptr (GArray) sorted = NULL;

  g_return_val_if_fail (PREAMP_IS_ESTIMATE (self), 0);

  sorted = dup_sorted (self);
  if (sorted->len == 0)
    return 0;

  return (g_array_index (sorted, gint64, (sorted->len - 1) / 2) +
          g_array_index (sorted, gint64, sorted->len / 2)) / 2;
}

/**
 * preamp_estimate_get_longest:
 * @self: an estimate
 *
 * Gets how long one datasource took at most.
 *
 * Returns: microseconds, 0 where nothing was measured
 */
GTimeSpan
preamp_estimate_get_longest (PreampEstimate *self)
{
  g_autoptr (GArray) sorted = NULL;

  g_return_val_if_fail (PREAMP_IS_ESTIMATE (self), 0);

  sorted = dup_sorted (self);

  return sorted->len > 0 ? g_array_index (sorted, gint64, sorted->len - 1) : 0;
}

/**
 * preamp_estimate_get_left:
 * @self: an estimate
 * @n_waiting: how many datasources wait
 * @moving: (array length=n_moving) (nullable): for how long each of the others has been moving,
 *   microseconds
 * @n_moving: how many those are
 * @at_once: how many move at once
 *
 * Estimates how long it takes until all have ended.
 *
 * Returns: microseconds, -1 where nothing was measured
 */
GTimeSpan
preamp_estimate_get_left (PreampEstimate  *self,
                          guint            n_waiting,
                          const GTimeSpan *moving,
                          guint            n_moving,
                          guint            at_once)
{
  GTimeSpan typical;
  GTimeSpan work;
  GTimeSpan longest;

  g_return_val_if_fail (PREAMP_IS_ESTIMATE (self), -1);
  g_return_val_if_fail (at_once > 0, -1);

  typical = preamp_estimate_get_typical (self);
  if (typical == 0)
    return -1;

  work = typical * n_waiting;
  longest = n_waiting > 0 ? typical : 0;

  for (guint i = 0; i < n_moving; i++)
    {
      GTimeSpan rest = MAX (typical - moving[i], 0);

      work += rest;
      longest = MAX (longest, rest);
    }

  /* However many move at once, it is not over before the last of them. */
  return MAX (work / at_once, longest);
}
