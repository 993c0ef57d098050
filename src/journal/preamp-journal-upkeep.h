/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How large the journal is, and what of it may go. */

#pragma once

#include "preamp-journal.h"

G_BEGIN_DECLS

/**
 * PreampJournalSize:
 * @n_bytes: the bytes that its files have on the disk
 * @n_runs: how many runs are in it, of all instances
 * @n_attempts: how many attempts are in it, of all instances, without what was never tried
 *
 * How large a journal is.
 */
typedef struct
{
  gint64 n_bytes;
  gint64 n_runs;
  gint64 n_attempts;
} PreampJournalSize;

/**
 * PreampJournalOld:
 * @n_runs: how many old runs may go
 * @n_attempts: how many attempts these have, without what was never tried
 * @n_kept: how many old runs are kept all the same
 *
 * What of a journal is old.
 */
typedef struct
{
  gint64 n_runs;
  gint64 n_attempts;
  gint64 n_kept;
} PreampJournalOld;

void     preamp_journal_measure_async     (PreampJournal        *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean preamp_journal_measure_finish    (PreampJournal        *self,
                                           GAsyncResult         *result,
                                           PreampJournalSize    *size,
                                           GError              **error);
void     preamp_journal_count_old_async   (PreampJournal        *self,
                                           gint64                before,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean preamp_journal_count_old_finish  (PreampJournal        *self,
                                           GAsyncResult         *result,
                                           PreampJournalOld     *old,
                                           GError              **error);
void     preamp_journal_delete_old_async  (PreampJournal        *self,
                                           gint64                before,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean preamp_journal_delete_old_finish (PreampJournal        *self,
                                           GAsyncResult         *result,
                                           PreampJournalOld     *old,
                                           GError              **error);

G_END_DECLS
