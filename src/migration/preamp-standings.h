/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "journal/preamp-journal.h"
#include "preamp-runner.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_STANDINGS (preamp_standings_get_type ())

G_DECLARE_FINAL_TYPE (PreampStandings, preamp_standings, PREAMP, STANDINGS, GObject)

PreampStandings           *preamp_standings_new             (PreampJournal   *journal,
                                                             const char      *instance)
                                                             G_GNUC_WARN_UNUSED_RESULT;
void                       preamp_standings_follow          (PreampStandings *self,
                                                             PreampRunner    *runner);
void                       preamp_standings_refresh         (PreampStandings *self);
const PreampAttemptRecord *preamp_standings_look_up         (PreampStandings *self,
                                                             const char      *datasource_id);
const PreampAttemptRecord *preamp_standings_find_broken     (PreampStandings           *self,
                                                             const PreampAttemptRecord *record);
PreampAttempt             *preamp_standings_get_attempt     (PreampStandings *self,
                                                             const char      *datasource_id);
guint                      preamp_standings_get_n_attention (PreampStandings *self);
guint                      preamp_standings_count_attention (PreampStandings *self,
                                                             PreampOutcome    outcome);
GPtrArray                 *preamp_standings_list_attention  (PreampStandings *self)
                                                             G_GNUC_WARN_UNUSED_RESULT;
GHashTable                *preamp_standings_list_closed     (PreampStandings *self)
                                                             G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
