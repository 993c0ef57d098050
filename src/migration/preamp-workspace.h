/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "account/preamp-connection.h"
#include "journal/preamp-journal.h"
#include "preamp-interruption.h"
#include "preamp-lookup.h"
#include "preamp-runner.h"
#include "preamp-standings.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_WORKSPACE (preamp_workspace_get_type ())

G_DECLARE_FINAL_TYPE (PreampWorkspace, preamp_workspace, PREAMP, WORKSPACE, GObject)

PreampWorkspace    *preamp_workspace_new              (PreampConnection *connection,
                                                       PreampJournal    *journal,
                                                       gboolean          sandbox)
                                                       G_GNUC_WARN_UNUSED_RESULT;
PreampConnection   *preamp_workspace_get_connection   (PreampWorkspace  *self);
PreampInterruption *preamp_workspace_get_interruption (PreampWorkspace  *self);
PreampJournal      *preamp_workspace_get_journal      (PreampWorkspace  *self);
PreampLookup       *preamp_workspace_get_lookup       (PreampWorkspace  *self);
PreampRunner       *preamp_workspace_get_runner       (PreampWorkspace  *self);
PreampStandings    *preamp_workspace_get_standings    (PreampWorkspace  *self);
gboolean            preamp_workspace_get_sandbox      (PreampWorkspace  *self);

G_END_DECLS
