/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-run.h"

G_BEGIN_DECLS

typedef enum
{
  PREAMP_RUN_PROP_ATTEMPTS = 1,
  PREAMP_RUN_PROP_N_ATTEMPTS,
  PREAMP_RUN_PROP_N_WAITING,
  PREAMP_RUN_PROP_N_MOVING,
  PREAMP_RUN_PROP_N_ENDED,
  PREAMP_RUN_PROP_STOPPING,
  PREAMP_RUN_PROP_ENDED,
  PREAMP_RUN_PROP_ERROR,
  PREAMP_RUN_PROP_PAUSE,
  PREAMP_RUN_PROP_WAIT_UNTIL,
  PREAMP_RUN_PROP_AT_ONCE,
  PREAMP_RUN_PROP_SCHEDULED,
} PreampRunProperty;

struct _PreampRun
{
  GObject parent_instance;

  PreampConnection *connection;
  PreampIntegration *integration;
  PreampRunRecord *record;
  GListStore *attempts;
  GPtrArray *left_out;     /* PreampAttemptRecord, for the journal */
  GHashTable *by_datasource;

  GQueue waiting;          /* PreampAttempt, in the order they are sent; owned by attempts */
  PreampEstimate *estimate;
  PreampPace pace;
  PreampPause pause;
  char *lists_problem;     /* why it paused for the lists, a sentence */
  char *culprits;          /* which datasources it halted for, a sentence */
  gint64 wait_until;
  guint n_moving;
  guint n_ended;
  guint n_outcomes[PREAMP_OUTCOME_UNKNOWN + 1];
  gint64 started_monotonic; /* when its turn came, 0 for not yet */
  gint64 ended_monotonic;

  PreampUser *sender;      /* whose token is sent by now, NULL where Domo does not say */
  PreampUser *new_user;    /* whose token is offered, likewise */
  gboolean asks_user;      /* whether it is another one's */

  gboolean scheduled;
  gboolean window_ended;
  gint64 (*clock) (void);
  gboolean stopping;
  gboolean quitting;
  gboolean ended;
  GError *error;
};

void           preamp_run_notify        (PreampRun                 *self,
                                         PreampRunProperty          property);
GPtrArray     *preamp_run_dup_records   (PreampRun                 *self) G_GNUC_WARN_UNUSED_RESULT;
void           preamp_run_set_user      (PreampRun                 *self,
                                         const PreampUser          *user);
const char    *preamp_run_get_sender_id (PreampRun                 *self);
void           preamp_run_accept_user   (PreampRun                 *self,
                                         const PreampUser          *user);
void           preamp_run_offer_user    (PreampRun                 *self,
                                         const PreampUser          *user);
void           preamp_run_set_started   (PreampRun                 *self,
                                         gint64                     id,
                                         GArray                    *attempt_ids);
PreampPace    *preamp_run_get_pace      (PreampRun                 *self);
PreampAttempt *preamp_run_next_waiting  (PreampRun                 *self);
void           preamp_run_put_back      (PreampRun                 *self,
                                         PreampAttempt             *attempt);
void           preamp_run_set_left_out  (PreampRun                 *self,
                                         PreampAttempt             *attempt,
                                         const char                *reason);
PreampAttemptRecord *preamp_run_dup_again (const PreampAttemptRecord *record)
                                           G_GNUC_WARN_UNUSED_RESULT;
void           preamp_run_set_again     (PreampRun                 *self,
                                         PreampAttempt             *attempt,
                                         const PreampAttemptRecord *record);
void           preamp_run_set_pause     (PreampRun                 *self,
                                         PreampPause                pause);
void           preamp_run_pause_after   (PreampRun                 *self,
                                         PreampPause                pause,
                                         const PreampAttemptRecord *record);
void           preamp_run_set_lists_problem (PreampRun             *self,
                                             const char            *problem);
void           preamp_run_pause_for_lists (PreampRun               *self,
                                         const char                *problem);
void           preamp_run_set_wait      (PreampRun                 *self,
                                         gint64                     until);
void           preamp_run_pace_changed  (PreampRun                 *self);
void           preamp_run_set_clock     (PreampRun                 *self,
                                         gint64                   (*clock) (void));
void           preamp_run_set_turn      (PreampRun                 *self);
void           preamp_run_set_due       (PreampRun                 *self);
void           preamp_run_end_window    (PreampRun                 *self);
gboolean       preamp_run_is_past_window (PreampRun                *self);
gboolean       preamp_run_get_window_ended (PreampRun              *self);
char          *preamp_run_dup_window_reason (PreampRun             *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean       preamp_run_get_quitting  (PreampRun                 *self);
void           preamp_run_set_sent      (PreampRun                 *self,
                                         PreampAttempt             *attempt,
                                         const PreampAttemptRecord *record);
void           preamp_run_set_answered  (PreampRun                 *self,
                                         PreampAttempt             *attempt,
                                         const PreampAttemptRecord *record,
                                         gboolean                   saved);
void           preamp_run_set_error     (PreampRun                 *self,
                                         const GError              *error);
void           preamp_run_set_ending    (PreampRun                 *self,
                                         PreampRunEnding            ending,
                                         const char                *reason);
void           preamp_run_set_ended     (PreampRun                 *self);

G_END_DECLS
