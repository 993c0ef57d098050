/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whose run it is, and whose access token it goes on with. A new one is held against the run's user
 * before anything else is sent: if it is another's, the administrator decides. */

#define G_LOG_DOMAIN "preamp-run-driver"

#include "config.h"

#include "preamp-run-driver-private.h"

#include "domo/preamp-domo-error.h"
#include "preamp-run-private.h"

static PreampDomoClient *
get_client (PreampRunDriver *self)
{
  return preamp_connection_get_client (preamp_run_get_connection (self->run));
}

/* Whose run it is */

static void
begin (PreampRunDriver *self)
{
  self->begun = TRUE;
  preamp_run_driver_send_more (self);
}

static void
set_run_user_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);
  g_autoptr (GError) error = NULL;

  if (!preamp_journal_set_run_user_finish (PREAMP_JOURNAL (object), result, &error) &&
      preamp_run_get_record (self->run)->ending == PREAMP_RUN_ENDING_NONE)
    {
      /* As where the run itself cannot be written: nothing of it is sent. */
      preamp_run_set_error (self->run, error);
      preamp_run_stop (self->run);
    }

  begin (self);
}

static void
find_user_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);
  const PreampRunRecord *record = preamp_run_get_record (self->run);
  g_autoptr (PreampUser) user = NULL;
  g_autoptr (GError) error = NULL;

  /* Domo does not document this call: who it is stays unknown where it does not answer. */
  user = preamp_domo_client_get_user_finish (PREAMP_DOMO_CLIENT (object), result, &error);
  if (user == NULL)
    g_debug ("Domo does not say whose token it is: %s", error->message);

  if (record->ending != PREAMP_RUN_ENDING_NONE)
    return;

  if (g_strcmp0 (record->user_id, user != NULL ? user->id : NULL) == 0 &&
      g_strcmp0 (record->user_name, user != NULL ? user->name : NULL) == 0)
    {
      begin (self);
      return;
    }

  preamp_run_set_user (self->run, user);
  preamp_journal_set_run_user_async (self->journal, record, set_run_user_cb, g_object_ref (self));
}

/* Whose access token it goes on with */

/* Whether a user's token was held against the run's and may be used. Where nobody knows whose run
 * it is there is nothing to hold it against. */
static gboolean
is_run_user (PreampRunDriver  *self,
             const PreampUser *user)
{
  const char *started_by = preamp_run_get_record (self->run)->user_id;
  const char *sender = preamp_run_get_sender_id (self->run);

  if (user == NULL)
    return started_by == NULL && sender == NULL;

  return (started_by == NULL && sender == NULL) ||
         g_strcmp0 (user->id, started_by) == 0 || g_strcmp0 (user->id, sender) == 0;
}

/* What waits for the administrator waits on; the others can change with what is known now. */
static gboolean
waits_for_token (PreampPause pause)
{
  return pause == PREAMP_PAUSE_TOKEN || pause == PREAMP_PAUSE_USER;
}

static void
pause_for (PreampRunDriver *self,
           PreampPause      cause)
{
  PreampPause pause = preamp_run_get_pause (self->run);

  if (pause == PREAMP_PAUSE_NONE || waits_for_token (pause))
    preamp_run_set_pause (self->run, cause);
}

static void
take_user (PreampRunDriver  *self,
           const PreampUser *user)
{
  if (!is_run_user (self, user))
    {
      preamp_run_offer_user (self->run, user);
      return;
    }

  preamp_run_accept_user (self->run, user);
  if (waits_for_token (preamp_run_get_pause (self->run)))
    preamp_run_set_pause (self->run, PREAMP_PAUSE_NONE);
}

static void
get_user_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PreampRunDriver) self = PREAMP_RUN_DRIVER (user_data);
  g_autoptr (PreampUser) user = NULL;
  g_autoptr (GError) error = NULL;

  user = preamp_domo_client_get_user_finish (PREAMP_DOMO_CLIENT (object), result, &error);
  self->checking_user = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      preamp_run_get_record (self->run)->ending != PREAMP_RUN_ENDING_NONE)
    return;

  /* It was replaced once more. */
  if (self->user_due)
    {
      preamp_run_driver_check_user (self);
      return;
    }

  if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED))
    {
      pause_for (self, PREAMP_PAUSE_TOKEN);
    }
  else if (preamp_run_driver_is_unreachable (error))
    {
      self->user_due = TRUE;
      pause_for (self, PREAMP_PAUSE_CONNECTION);
    }
  else
    {
      take_user (self, user);
    }

  preamp_run_driver_send_more (self);
}

static void
token_set_cb (PreampRunDriver *self,
              gboolean         changed)
{
  /* One that Domo refused may have become good again. */
  if (!changed && preamp_run_get_pause (self->run) != PREAMP_PAUSE_TOKEN)
    return;

  self->user_due = TRUE;
  preamp_run_driver_check_user (self);
}

/*< private >
 * preamp_run_driver_is_unreachable:
 * @error: why Domo could not be asked
 *
 * Tells whether the instance could not be reached at all.
 *
 * Returns: whether there is no connection to it
 */
gboolean
preamp_run_driver_is_unreachable (const GError *error)
{
  return g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_NETWORK) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_TLS) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_TIMED_OUT);
}

/*< private >
 * preamp_run_driver_find_user:
 * @self: a driver whose run the journal has
 *
 * Asks Domo whose token it is, writes that, and lets the run begin.
 */
void
preamp_run_driver_find_user (PreampRunDriver *self)
{
  preamp_domo_client_get_user_async (get_client (self), self->cancellable,
                                     find_user_cb, g_object_ref (self));
}

/*< private >
 * preamp_run_driver_watch_token:
 * @self: a driver with its run
 *
 * Holds each new access token against the run's user from here on.
 */
void
preamp_run_driver_watch_token (PreampRunDriver *self)
{
  g_signal_connect_object (get_client (self), "token-set", G_CALLBACK (token_set_cb), self,
                           G_CONNECT_SWAPPED);
}

/*< private >
 * preamp_run_driver_check_user:
 * @self: a driver
 *
 * Asks whose token it is by now, where that is due.
 */
void
preamp_run_driver_check_user (PreampRunDriver *self)
{
  if (!self->begun || !self->user_due || self->checking_user ||
      preamp_run_get_record (self->run)->ending != PREAMP_RUN_ENDING_NONE)
    return;

  self->user_due = FALSE;
  self->checking_user = TRUE;
  preamp_domo_client_get_user_async (get_client (self), self->cancellable,
                                     get_user_cb, g_object_ref (self));
}
