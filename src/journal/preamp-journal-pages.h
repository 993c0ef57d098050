/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The journal read by the page: first the numbers of all that is wanted, then any few of them. */

#pragma once

#include "preamp-journal-filter.h"
#include "preamp-journal.h"
#include "preamp-run-summary.h"

G_BEGIN_DECLS

void       preamp_journal_find_attempts_async      (PreampJournal             *self,
                                                    const PreampJournalFilter *filter,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
void       preamp_journal_find_runs_async          (PreampJournal             *self,
                                                    const PreampJournalFilter *filter,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GArray    *preamp_journal_find_finish              (PreampJournal             *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error)
                                                    G_GNUC_WARN_UNUSED_RESULT;
void       preamp_journal_read_attempts_async      (PreampJournal             *self,
                                                    const gint64              *ids,
                                                    guint                      n_ids,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GPtrArray *preamp_journal_read_attempts_finish     (PreampJournal             *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error)
                                                    G_GNUC_WARN_UNUSED_RESULT;
void       preamp_journal_read_runs_async          (PreampJournal             *self,
                                                    const gint64              *ids,
                                                    guint                      n_ids,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GPtrArray *preamp_journal_read_runs_finish         (PreampJournal             *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error)
                                                    G_GNUC_WARN_UNUSED_RESULT;
void       preamp_journal_count_outcomes_async     (PreampJournal             *self,
                                                    const PreampJournalFilter *filter,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
gboolean   preamp_journal_count_outcomes_finish    (PreampJournal             *self,
                                                    GAsyncResult              *result,
                                                    guint                     *counts,
                                                    guint                     *contradicted,
                                                    GError                   **error);
void       preamp_journal_list_integrations_async  (PreampJournal             *self,
                                                    const char                *instance,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GPtrArray *preamp_journal_list_integrations_finish (PreampJournal             *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error)
                                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
