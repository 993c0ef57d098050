/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-probe.h"
#include "preamp-run-driver.h"

G_BEGIN_DECLS

struct _PreampRunDriver
{
  GObject parent_instance;

  PreampRun *run;
  PreampJournal *journal;
  PreampLookup *lookup;
  GCancellable *cancellable;

  gboolean written;       /* the journal has the run */
  gboolean begun;         /* and also whose it is */
  gboolean has_turn;      /* no other run of the instance is worked on */
  gboolean user_due;      /* whether a new token was not held against the run's user yet */
  gboolean checking_user; /* whether Domo is being asked whose token it is */
  guint n_in_flight;  /* from their sent marks to their written outcomes */
  guint n_unsaved;    /* those of them whose outcome could not be written */
  GPtrArray *parked;  /* Flight, waiting to be written again; they hold this, also after the run */
  guint save_again_id;
  guint wait_id;
  PreampProbe *probe; /* of a lost connection */
  gint64 read_at;     /* when the lists were read last, by the monotonic clock */
  gboolean lists_due; /* whether it starts at its time, or woke, and they were not read since */
  gboolean rereading;
  GCancellable *rereading_cancellable; /* of the reading that goes on, or went on last */
  guint n_lists_failed; /* how often in a row the lists that are due were answered by an error */
};

void     preamp_run_driver_send_more      (PreampRunDriver *self);
void     preamp_run_driver_wait           (PreampRunDriver *self,
                                           guint            seconds);
void     preamp_run_driver_attempt_ended  (PreampRunDriver *self,
                                           PreampAttempt   *attempt);
void     preamp_run_driver_send           (PreampRunDriver *self,
                                           PreampAttempt   *attempt);
void     preamp_run_driver_read_lists     (PreampRunDriver *self);
void     preamp_run_driver_stop_reading   (PreampRunDriver *self);
void     preamp_run_driver_find_user      (PreampRunDriver *self);
void     preamp_run_driver_watch_token    (PreampRunDriver *self);
void     preamp_run_driver_check_user     (PreampRunDriver *self);
gboolean preamp_run_driver_is_unreachable (const GError    *error);

G_END_DECLS
