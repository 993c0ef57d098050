/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the driver does to a run: how far it has come, and what becomes of its attempts. */

#define G_LOG_DOMAIN "preamp-run"

#include "config.h"

#include "preamp-attempt-private.h"
#include "preamp-run-private.h"

static void
notify_counts (PreampRun *self)
{
  preamp_run_notify (self, PREAMP_RUN_PROP_N_WAITING);
  preamp_run_notify (self, PREAMP_RUN_PROP_N_MOVING);
  preamp_run_notify (self, PREAMP_RUN_PROP_N_ENDED);
}

/*< private >
 * preamp_run_dup_records:
 * @self: a run that was not started
 *
 * Copies what the journal is to write: its attempts first, then the rows that were left out.
 *
 * Returns: (transfer full) (element-type PreampAttemptRecord): the records
 */
GPtrArray *
preamp_run_dup_records (PreampRun *self)
{
  guint n = preamp_run_get_n_attempts (self);
  GPtrArray *records = g_ptr_array_new_full (n + self->left_out->len,
                                             (GDestroyNotify) preamp_attempt_record_free);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt =
        g_list_model_get_item (G_LIST_MODEL (self->attempts), i);

      g_ptr_array_add (records, preamp_attempt_record_copy (preamp_attempt_get_record (attempt)));
    }

  for (guint i = 0; i < self->left_out->len; i++)
    g_ptr_array_add (records, preamp_attempt_record_copy (g_ptr_array_index (self->left_out, i)));

  return records;
}

/*< private >
 * preamp_run_set_user:
 * @self: a run of which nothing was sent yet
 * @user: (nullable): whose token it is, %NULL where Domo does not say
 *
 * Notes who moves the datasources: only what the same user reads later proves anything.
 */
void
preamp_run_set_user (PreampRun        *self,
                     const PreampUser *user)
{
  guint n = preamp_run_get_n_attempts (self);

  preamp_run_accept_user (self, user);

  g_free (self->record->user_id);
  self->record->user_id = user != NULL ? g_strdup (user->id) : NULL;
  g_free (self->record->user_name);
  self->record->user_name = user != NULL ? g_strdup (user->name) : NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt =
        g_list_model_get_item (G_LIST_MODEL (self->attempts), i);

      preamp_attempt_set_user_id (attempt, self->record->user_id);
    }
}

/*< private >
 * preamp_run_get_sender_id:
 * @self: a run
 *
 * Gets as whom its attempts are sent by now.
 *
 * Returns: (transfer none) (nullable): the user's identifier, %NULL where Domo does not say
 */
const char *
preamp_run_get_sender_id (PreampRun *self)
{
  return self->sender != NULL ? self->sender->id : NULL;
}

/*< private >
 * preamp_run_accept_user:
 * @self: a run
 * @user: (nullable): whose token it is, %NULL where Domo does not say
 *
 * Notes as whom its attempts are sent from now on.
 */
void
preamp_run_accept_user (PreampRun        *self,
                        const PreampUser *user)
{
  PreampUser *sender = user != NULL ? preamp_user_copy (user) : NULL;

  g_clear_pointer (&self->sender, preamp_user_free);
  g_clear_pointer (&self->new_user, preamp_user_free);
  self->sender = sender;
  self->asks_user = FALSE;
}

/*< private >
 * preamp_run_offer_user:
 * @self: a run
 * @user: (nullable): whose token it is, %NULL where Domo does not say
 *
 * Lets the administrator decide whether it goes on as another user. What paused it for them stays
 * in sight until they let it go on.
 */
void
preamp_run_offer_user (PreampRun        *self,
                       const PreampUser *user)
{
  PreampUser *new_user = user != NULL ? preamp_user_copy (user) : NULL;

  g_clear_pointer (&self->new_user, preamp_user_free);
  self->new_user = new_user;
  self->asks_user = TRUE;

  if (self->pause == PREAMP_PAUSE_USER)
    preamp_run_notify (self, PREAMP_RUN_PROP_PAUSE);
  else if (self->pause == PREAMP_PAUSE_NONE || self->pause == PREAMP_PAUSE_TOKEN ||
           self->pause == PREAMP_PAUSE_CONNECTION)
    preamp_run_set_pause (self, PREAMP_PAUSE_USER);
}

/*< private >
 * preamp_run_set_started:
 * @self: a run
 * @id: the journal's number of it
 * @attempt_ids: (element-type gint64): the journal's numbers of the records, in their order
 *
 * Notes that the journal has it.
 */
void
preamp_run_set_started (PreampRun *self,
                        gint64     id,
                        GArray    *attempt_ids)
{
  guint n = preamp_run_get_n_attempts (self);

  g_return_if_fail (attempt_ids->len == n + self->left_out->len);

  self->record->id = id;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt =
        g_list_model_get_item (G_LIST_MODEL (self->attempts), i);

      preamp_attempt_set_numbers (attempt, g_array_index (attempt_ids, gint64, i), id);
    }
}

/*< private >
 * preamp_run_next_waiting:
 * @self: a run
 *
 * Takes the next attempt in turn. Each is taken once.
 *
 * Returns: (transfer full) (nullable): the attempt, %NULL when all were taken
 */
PreampAttempt *
preamp_run_next_waiting (PreampRun *self)
{
  PreampAttempt *attempt = g_queue_pop_head (&self->waiting);

  return attempt != NULL ? g_object_ref (attempt) : NULL;
}

/*< private >
 * preamp_run_set_again:
 * @self: a run
 * @attempt: an attempt of it that has ended
 * @record: the record that repeats it, as the journal has it
 *
 * Shows that a datasource waits again, before all others.
 */
void
preamp_run_set_again (PreampRun                 *self,
                      PreampAttempt             *attempt,
                      const PreampAttemptRecord *record)
{
  self->n_ended--;
  self->n_outcomes[preamp_attempt_get_outcome (attempt)]--;
  g_queue_push_head (&self->waiting, attempt);
  preamp_attempt_set_again (attempt, record);
  notify_counts (self);
}

/*< private >
 * preamp_run_get_pace:
 * @self: a run
 *
 * Gets how fast it goes.
 *
 * Returns: (transfer none): the pace; call [method@Run.pace_changed] after a change
 */
PreampPace *
preamp_run_get_pace (PreampRun *self)
{
  return &self->pace;
}

/*< private >
 * preamp_run_pace_changed:
 * @self: a run
 *
 * Shows a changed pace.
 */
void
preamp_run_pace_changed (PreampRun *self)
{
  preamp_run_notify (self, PREAMP_RUN_PROP_AT_ONCE);
}

/*< private >
 * preamp_run_set_pause:
 * @self: a run
 * @pause: why nothing new is started, or that it goes on
 *
 * Shows that the run is paused, or goes on.
 */
void
preamp_run_set_pause (PreampRun   *self,
                      PreampPause  pause)
{
  if (self->pause == pause)
    return;

  self->pause = pause;
  preamp_run_notify (self, PREAMP_RUN_PROP_PAUSE);
}

/*< private >
 * preamp_run_set_lists_problem:
 * @self: a run
 * @problem: (nullable): why Domo's lists could not be read, a sentence, %NULL for they could
 *
 * Notes why it waits or pauses before it goes on without the lists.
 */
void
preamp_run_set_lists_problem (PreampRun  *self,
                              const char *problem)
{
  g_free (self->lists_problem);
  self->lists_problem = g_strdup (problem);
}

/*< private >
 * preamp_run_pause_for_lists:
 * @self: a run
 * @problem: why Domo's lists could not be read, a sentence
 *
 * Shows that the run is paused because it is not to start without the lists.
 */
void
preamp_run_pause_for_lists (PreampRun  *self,
                            const char *problem)
{
  preamp_run_set_lists_problem (self, problem);
  preamp_run_set_pause (self, PREAMP_PAUSE_LISTS);
}

/*< private >
 * preamp_run_set_wait:
 * @self: a run
 * @until: until when Domo asked to wait, by the monotonic clock, 0 for not at all
 *
 * Shows that the run waits.
 */
void
preamp_run_set_wait (PreampRun *self,
                     gint64     until)
{
  if (until == 0)
    preamp_pace_waited (&self->pace);

  if (self->wait_until == until)
    return;

  self->wait_until = until;
  preamp_run_notify (self, PREAMP_RUN_PROP_WAIT_UNTIL);
}

/*< private >
 * preamp_run_get_quitting:
 * @self: a run
 *
 * Gets whether it stops because the program is quit.
 *
 * Returns: %TRUE after [method@Run.quit]
 */
gboolean
preamp_run_get_quitting (PreampRun *self)
{
  return self->quitting;
}

/*< private >
 * preamp_run_set_sent:
 * @self: a run
 * @attempt: an attempt of it
 * @record: its record, as the journal has it
 *
 * Shows that an attempt's request leaves now.
 */
void
preamp_run_set_sent (PreampRun                 *self,
                     PreampAttempt             *attempt,
                     const PreampAttemptRecord *record)
{
  self->n_moving++;
  preamp_attempt_set_sent (attempt, record, g_get_monotonic_time ());
  notify_counts (self);
}

/* As the journal does: a refusal comes at once, and silence says nothing. */
static void
measure (PreampRun                 *self,
         const PreampAttemptRecord *record)
{
  if (record->outcome == PREAMP_OUTCOME_COMPLETE || record->outcome == PREAMP_OUTCOME_ABORTED ||
      record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    preamp_estimate_add (self->estimate, record->duration);
}

/*< private >
 * preamp_run_set_answered:
 * @self: a run
 * @attempt: an attempt of it
 * @record: its record, with its outcome
 * @saved: whether the journal has it
 *
 * Shows how an attempt ended, or that its outcome was written at last.
 */
void
preamp_run_set_answered (PreampRun                 *self,
                         PreampAttempt             *attempt,
                         const PreampAttemptRecord *record,
                         gboolean                   saved)
{
  PreampAttemptPhase phase = preamp_attempt_get_phase (attempt);

  if (phase == PREAMP_ATTEMPT_PHASE_ENDED)
    {
      self->n_outcomes[preamp_attempt_get_outcome (attempt)]--;
    }
  else
    {
      self->n_ended++;
      if (phase == PREAMP_ATTEMPT_PHASE_MOVING)
        self->n_moving--;
      measure (self, record);
    }

  self->n_outcomes[record->outcome]++;
  preamp_attempt_set_ended (attempt, record, saved);
  notify_counts (self);
}

/*< private >
 * preamp_run_set_error:
 * @self: a run
 * @error: (nullable): why nothing new is started, %NULL once the journal can be written again
 *
 * Shows that the journal cannot be written.
 */
void
preamp_run_set_error (PreampRun    *self,
                      const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  preamp_run_notify (self, PREAMP_RUN_PROP_ERROR);
}

/*< private >
 * preamp_run_set_ending:
 * @self: a run
 * @ending: how it ends
 * @reason: (nullable): why it halts, a sentence
 *
 * Notes how and when it ends, for the journal to write.
 */
void
preamp_run_set_ending (PreampRun       *self,
                       PreampRunEnding  ending,
                       const char      *reason)
{
  g_free (self->record->reason);
  self->record->reason = g_strdup (reason);
  self->record->ending = ending;
  self->record->ended_at = g_get_real_time ();
  self->ended_monotonic = g_get_monotonic_time ();
  self->record->duration = preamp_run_get_elapsed (self);
}

/*< private >
 * preamp_run_set_ended:
 * @self: a run of which nothing moves
 *
 * Shows that it has ended. What still waited was not started.
 */
void
preamp_run_set_ended (PreampRun *self)
{
  guint n = preamp_run_get_n_attempts (self);

  g_return_if_fail (!self->ended);

  /* Where nothing could be written it has no ending. */
  if (self->ended_monotonic == 0)
    self->ended_monotonic = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt =
        g_list_model_get_item (G_LIST_MODEL (self->attempts), i);
      g_autoptr (PreampAttemptRecord) record = NULL;

      if (preamp_attempt_get_phase (attempt) == PREAMP_ATTEMPT_PHASE_ENDED)
        continue;

      record = preamp_attempt_record_copy (preamp_attempt_get_record (attempt));
      record->outcome = PREAMP_OUTCOME_NOT_STARTED;
      preamp_run_set_answered (self, attempt, record, self->error == NULL);
    }

  self->ended = TRUE;
  preamp_run_notify (self, PREAMP_RUN_PROP_ENDED);
}

/*< private >
 * preamp_run_put_back:
 * @self: a run
 * @attempt: an attempt that was taken and not sent
 *
 * Lets an attempt wait again, before all others.
 */
void
preamp_run_put_back (PreampRun     *self,
                     PreampAttempt *attempt)
{
  g_queue_push_head (&self->waiting, attempt);
}

/*< private >
 * preamp_run_set_left_out:
 * @self: a run
 * @attempt: an attempt that waits
 * @reason: why it is left out, a sentence
 *
 * Shows that an attempt is left out, as the journal has it.
 */
void
preamp_run_set_left_out (PreampRun     *self,
                         PreampAttempt *attempt,
                         const char    *reason)
{
  g_autoptr (PreampAttemptRecord) record =
    preamp_attempt_record_copy (preamp_attempt_get_record (attempt));

  g_queue_remove (&self->waiting, attempt);

  record->outcome = PREAMP_OUTCOME_NOT_STARTED;
  record->left_out = g_strdup (reason);
  preamp_run_set_answered (self, attempt, record, TRUE);
}

/*< private >
 * preamp_run_dup_again:
 * @record: an attempt that has ended
 *
 * Makes the attempt that repeats it. Every sending is a record of its own, linked to the one
 * before.
 *
 * Returns: (transfer full): the record, which the journal does not have yet
 */
PreampAttemptRecord *
preamp_run_dup_again (const PreampAttemptRecord *record)
{
  PreampAttemptRecord *again = preamp_attempt_record_copy (record);

  again->id = 0;
  again->previous_id = record->id;
  again->sent_at = 0;
  again->answered_at = 0;
  again->duration = 0;
  again->n_sent = 0;
  again->http_status = 0;
  again->outcome = PREAMP_OUTCOME_NONE;
  g_clear_pointer (&again->failure, g_free);
  g_clear_pointer (&again->toe, g_free);
  g_clear_pointer (&again->result_datasource_id, g_free);
  g_clear_pointer (&again->result_direction, g_free);
  g_clear_pointer (&again->start_time, g_free);
  g_clear_pointer (&again->state, g_free);
  g_clear_pointer (&again->error_message, g_free);
  g_clear_pointer (&again->end_time, g_free);

  return again;
}
