/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-probe.h"

#include "domo/preamp-domo-error.h"

/* How long to wait before a lost instance is asked again; it doubles up to the last. */
#define FIRST_SECONDS 5
#define LAST_SECONDS 60

/**
 * PreampProbe:
 *
 * Asks a lost instance for something small, again and again, until it answers.
 */
struct _PreampProbe
{
  GObject parent_instance;

  PreampDomoClient *client;
  GCancellable *cancellable; /* of what goes on, %NULL while it is stopped */
  guint seconds;
  guint timer_id;
};

G_DEFINE_FINAL_TYPE (PreampProbe, preamp_probe, G_TYPE_OBJECT)

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void ask_later (PreampProbe *self);

static void
list_types_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PreampProbe) self = PREAMP_PROBE (user_data);
  g_auto (GStrv) types = NULL;
  g_autoptr (GError) error = NULL;
  gboolean refused;

  types = preamp_domo_client_list_types_finish (PREAMP_DOMO_CLIENT (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  refused = g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED);
  if (types == NULL && !refused)
    {
      ask_later (self);
      return;
    }

  preamp_probe_stop (self);
  g_signal_emit (self, signals[ANSWERED], 0, !refused);
}

static gboolean
timer_cb (gpointer user_data)
{
  PreampProbe *self = user_data;

  self->timer_id = 0;
  preamp_domo_client_list_types_async (self->client, self->cancellable,
                                       list_types_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
ask_later (PreampProbe *self)
{
  self->timer_id = g_timeout_add_seconds (self->seconds, timer_cb, self);
  self->seconds = MIN (self->seconds * 2, LAST_SECONDS);
}

static void
preamp_probe_dispose (GObject *object)
{
  PreampProbe *self = PREAMP_PROBE (object);

  preamp_probe_stop (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (preamp_probe_parent_class)->dispose (object);
}

static void
preamp_probe_class_init (PreampProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = preamp_probe_dispose;

  /**
   * PreampProbe::answered:
   * @self: the probe
   * @accepted: whether Domo accepts the access token
   *
   * Emitted once the instance answers. The probe has stopped by then.
   */
  signals[ANSWERED] =
    g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
preamp_probe_init (PreampProbe *self)
{
}

/**
 * preamp_probe_new:
 * @client: the instance
 *
 * Makes a probe, which asks nothing yet.
 *
 * Returns: (transfer full): the probe
 */
PreampProbe *
preamp_probe_new (PreampDomoClient *client)
{
  PreampProbe *self;

  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (client), NULL);

  self = g_object_new (PREAMP_TYPE_PROBE, NULL);
  self->client = g_object_ref (client);

  return self;
}

/**
 * preamp_probe_start:
 * @self: a probe
 *
 * Begins to ask: after a few seconds for the first time, then ever more slowly.
 */
void
preamp_probe_start (PreampProbe *self)
{
  g_return_if_fail (PREAMP_IS_PROBE (self));

  preamp_probe_stop (self);
  self->cancellable = g_cancellable_new ();
  self->seconds = FIRST_SECONDS;
  ask_later (self);
}

/**
 * preamp_probe_stop:
 * @self: a probe
 *
 * Asks no more. An answer that is on its way counts for nothing.
 */
void
preamp_probe_stop (PreampProbe *self)
{
  g_return_if_fail (PREAMP_IS_PROBE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timer_id, g_source_remove);
}
