/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "journal/preamp-journal.h"
#include "preamp-run.h"

G_BEGIN_DECLS

void     preamp_reread_async  (PreampRun            *run,
                               PreampJournal        *journal,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean preamp_reread_finish (PreampRun            *run,
                               GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
