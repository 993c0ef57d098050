/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal-fixture.h"

G_BEGIN_DECLS

/* A run of one or two migrations that ends before any of them was started. */
gint64   journal_leave_waiting     (PreampJournal   *journal,
                                    PreampRunEnding  ending,
                                    const char      *first,
                                    const char      *second);
/* How many are offered to be continued, all of them of one run. */
guint    journal_count_interrupted (PreampJournal   *journal,
                                    gint64           run_id);
gboolean journal_set_not_now       (PreampJournal   *journal,
                                    gint64           run_id,
                                    gboolean         not_now);

G_END_DECLS
