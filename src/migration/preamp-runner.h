/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "journal/preamp-journal.h"
#include "preamp-lookup.h"
#include "preamp-run.h"
#include "preamp-schedule.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_RUNNER (preamp_runner_get_type ())

G_DECLARE_FINAL_TYPE (PreampRunner, preamp_runner, PREAMP, RUNNER, GObject)

PreampRunner   *preamp_runner_new           (PreampConnection *connection,
                                             PreampJournal    *journal,
                                             PreampLookup     *lookup) G_GNUC_WARN_UNUSED_RESULT;
void            preamp_runner_add           (PreampRunner     *self,
                                             PreampRun        *run);
void            preamp_runner_quit          (PreampRunner     *self);
gboolean        preamp_runner_get_busy      (PreampRunner     *self);
PreampSchedule *preamp_runner_get_schedule  (PreampRunner     *self);
PreampRun      *preamp_runner_get_current   (PreampRunner     *self);
gboolean        preamp_runner_get_may_sleep (PreampRunner     *self);
void            preamp_runner_set_may_sleep (PreampRunner     *self,
                                             gboolean          may_sleep);
GListModel     *preamp_runner_get_runs      (PreampRunner     *self);

G_END_DECLS
