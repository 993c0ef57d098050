/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "migration/preamp-run.h"

G_BEGIN_DECLS

/**
 * PreampRunNoticesWanted:
 * @run: a run
 * @user_data: as given to [ctor@RunNotices.new]
 *
 * Says whether something about a run is to be told, since nobody looks at the window.
 *
 * Returns: whether it is
 */
typedef gboolean (*PreampRunNoticesWanted) (PreampRun *run,
                                            gpointer   user_data);

#define PREAMP_TYPE_RUN_NOTICES (preamp_run_notices_get_type ())

G_DECLARE_FINAL_TYPE (PreampRunNotices, preamp_run_notices, PREAMP, RUN_NOTICES, GObject)

PreampRunNotices *preamp_run_notices_new   (GApplication           *application,
                                            PreampRunNoticesWanted  wanted,
                                            gpointer                user_data)
                                            G_GNUC_WARN_UNUSED_RESULT;
void              preamp_run_notices_watch (PreampRunNotices       *self,
                                            PreampRun              *run,
                                            GVariant               *target);
void              preamp_run_notices_seen  (PreampRunNotices       *self);

G_END_DECLS
