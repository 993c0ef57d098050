/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-list-counter"

#include "config.h"

#include "preamp-list-counter-private.h"

#include "domo/preamp-domo-error.h"
#include "preamp-integration-lists.h"

/**
 * PreampListCounter:
 *
 * Reads the candidates of all integrations in the background, so that it can be shown how many
 * there are: one list after the other, and none that somebody else asks for meanwhile.
 */
struct _PreampListCounter
{
  GObject parent_instance;

  GQueue uncounted; /* of PreampCandidateList */
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (PreampListCounter, preamp_list_counter, G_TYPE_OBJECT)

static void count_next (PreampListCounter *self);

/* Whoever reads a list has counted it. */
static void
loading_cb (PreampListCounter   *self,
            GParamSpec          *pspec,
            PreampCandidateList *list)
{
  g_signal_handlers_disconnect_by_data (list, self);
  g_queue_remove (&self->uncounted, list);
  g_object_unref (list);
}

static void
forget_uncounted (PreampListCounter *self)
{
  PreampCandidateList *list;

  while ((list = g_queue_pop_head (&self->uncounted)) != NULL)
    {
      g_signal_handlers_disconnect_by_data (list, self);
      g_object_unref (list);
    }
}

/* After these the next list would come to nothing either, and only be in the way. */
static gboolean
ends_all (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_NETWORK) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_TLS) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BLOCKED) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_RATE_LIMITED);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PreampListCounter) self = PREAMP_LIST_COUNTER (user_data);
  g_autoptr (GError) error = NULL;

  preamp_candidate_list_refresh_finish (PREAMP_CANDIDATE_LIST (object), result, &error);
  self->busy = FALSE;
  if (error != NULL && ends_all (error))
    forget_uncounted (self);
  count_next (self);
}

static void
count_next (PreampListCounter *self)
{
  g_autoptr (PreampCandidateList) list = NULL;

  if (self->busy || g_queue_is_empty (&self->uncounted))
    return;

  list = g_queue_pop_head (&self->uncounted);
  g_signal_handlers_disconnect_by_data (list, self);
  self->busy = TRUE;
  preamp_candidate_list_refresh_async (list, self->cancellable, counted_cb, g_object_ref (self));
}

static void
preamp_list_counter_finalize (GObject *object)
{
  PreampListCounter *self = PREAMP_LIST_COUNTER (object);

  forget_uncounted (self);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (preamp_list_counter_parent_class)->finalize (object);
}

static void
preamp_list_counter_class_init (PreampListCounterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = preamp_list_counter_finalize;
}

static void
preamp_list_counter_init (PreampListCounter *self)
{
  g_queue_init (&self->uncounted);
  self->cancellable = g_cancellable_new ();
}

/**
 * preamp_list_counter_new:
 *
 * Creates a counter.
 *
 * Returns: (transfer full): the counter, which stays until it was stopped or has counted all
 */
PreampListCounter *
preamp_list_counter_new (void)
{
  return g_object_new (PREAMP_TYPE_LIST_COUNTER, NULL);
}

/**
 * preamp_list_counter_count:
 * @self: a counter
 * @integrations: a model of [class@Preamp.IntegrationLists]
 *
 * Counts the candidates of these integrations, in place of what was still to be counted. Lists
 * that are being read already are left to whoever reads them.
 */
void
preamp_list_counter_count (PreampListCounter *self,
                           GListModel        *integrations)
{
  guint n_items;

  g_return_if_fail (PREAMP_IS_LIST_COUNTER (self));
  g_return_if_fail (G_IS_LIST_MODEL (integrations));

  forget_uncounted (self);

  n_items = g_list_model_get_n_items (integrations);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (integrations, i);
      PreampCandidateList *list =
        preamp_integration_lists_get_list (lists, PREAMP_DIRECTION_MIGRATE);

      if (preamp_candidate_list_get_loading (list))
        continue;

      g_signal_connect_object (list, "notify::loading", G_CALLBACK (loading_cb), self,
                               G_CONNECT_SWAPPED);
      g_queue_push_tail (&self->uncounted, g_object_ref (list));
    }

  count_next (self);
}

/**
 * preamp_list_counter_stop:
 * @self: a counter
 *
 * Stops for good.
 */
void
preamp_list_counter_stop (PreampListCounter *self)
{
  g_return_if_fail (PREAMP_IS_LIST_COUNTER (self));

  forget_uncounted (self);
  g_cancellable_cancel (self->cancellable);
}
