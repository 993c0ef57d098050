/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of the journal share. Everything that takes a PreampJournalStore runs on the
 * journal's own thread, everything that takes a PreampJournal on its caller's. */

#pragma once

#include <sqlite3.h>

#include "preamp-journal.h"

G_BEGIN_DECLS

/**
 * PreampJournalStore:
 * @path: the file
 * @put_aside: (nullable): where a damaged file was put when this one was opened
 * @db: (nullable): the connection while it is open
 * @kept: (nullable) (element-type utf8 sqlite3_stmt): statements that are compiled once
 *
 * The journal's file as its thread knows it.
 */
typedef struct
{
  char *path;
  char *put_aside;
  sqlite3 *db;
  GHashTable *kept;
} PreampJournalStore;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* A statement that is put back and not finalized: compiling what is run around each request takes
 * longer than running it. */
typedef sqlite3_stmt PreampJournalKept;

void preamp_journal_sql_put_back (PreampJournalKept *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampJournalKept, preamp_journal_sql_put_back)

/* preamp-journal.c */
typedef gboolean (*PreampJournalWork)       (PreampJournalStore  *store,
                                             gpointer             request,
                                             GCancellable        *cancellable,
                                             GError             **error);
void     preamp_journal_submit              (PreampJournal       *self,
                                             GTask               *task,
                                             PreampJournalWork    work);
gpointer preamp_journal_finish              (PreampJournal       *self,
                                             GAsyncResult        *result,
                                             gpointer             source_tag,
                                             GError             **error);

/* preamp-journal-store.c */
gboolean preamp_journal_store_open          (PreampJournalStore  *store,
                                             GError             **error);
void     preamp_journal_store_close         (PreampJournalStore  *store);

/* preamp-journal-schema.c */
gboolean preamp_journal_schema_is_newer     (PreampJournalStore  *store,
                                             gboolean            *newer,
                                             GError             **error);
gboolean preamp_journal_schema_is_ours      (PreampJournalStore  *store,
                                             gboolean            *ours,
                                             GError             **error);
gboolean preamp_journal_schema_migrate      (PreampJournalStore  *store,
                                             GError             **error);
gboolean preamp_journal_schema_recover      (PreampJournalStore  *store,
                                             GError             **error);

/* preamp-journal-sql.c */
gboolean preamp_journal_sql_failed          (PreampJournalStore  *store,
                                             int                  code,
                                             GError             **error);
gboolean preamp_journal_sql_refuse          (PreampJournalError   code,
                                             const char          *message,
                                             GError             **error);
gboolean preamp_journal_sql_exec            (PreampJournalStore  *store,
                                             const char          *sql,
                                             GError             **error);
gboolean preamp_journal_sql_prepare         (PreampJournalStore  *store,
                                             const char          *sql,
                                             sqlite3_stmt       **statement,
                                             GError             **error);
gboolean preamp_journal_sql_take_kept       (PreampJournalStore  *store,
                                             const char          *sql,
                                             PreampJournalKept  **statement,
                                             GError             **error);
void     preamp_journal_sql_bind_text       (sqlite3_stmt        *statement,
                                             const char          *parameter,
                                             const char          *value);
void     preamp_journal_sql_bind_int        (sqlite3_stmt        *statement,
                                             const char          *parameter,
                                             gint64               value);
gboolean preamp_journal_sql_step            (PreampJournalStore  *store,
                                             sqlite3_stmt        *statement,
                                             gboolean            *row,
                                             GError             **error);
gboolean preamp_journal_sql_run             (PreampJournalStore  *store,
                                             sqlite3_stmt        *statement,
                                             GError             **error);
gboolean preamp_journal_sql_run_for_one     (PreampJournalStore  *store,
                                             sqlite3_stmt        *statement,
                                             const char          *otherwise,
                                             GError             **error);
gboolean preamp_journal_sql_get_int         (PreampJournalStore  *store,
                                             const char          *sql,
                                             gint64              *value,
                                             GError             **error);
gboolean preamp_journal_sql_begin           (PreampJournalStore  *store,
                                             GError             **error);
gboolean preamp_journal_sql_end             (PreampJournalStore  *store,
                                             gboolean             success,
                                             GError             **error);

/* preamp-journal-runs.c */
gboolean preamp_journal_attempt_insert      (PreampJournalStore         *store,
                                             sqlite3_stmt               *statement,
                                             gint64                      instance_id,
                                             const PreampAttemptRecord  *attempt,
                                             gint64                     *id,
                                             GError                    **error);
gboolean preamp_journal_attempt_add         (PreampJournalStore         *store,
                                             const PreampAttemptRecord  *attempt,
                                             gint64                     *id,
                                             GError                    **error);

/* preamp-journal-rows.c */
char                *preamp_journal_attempt_insert_sql     (void) G_GNUC_WARN_UNUSED_RESULT;
char                *preamp_journal_attempt_answer_sql     (void) G_GNUC_WARN_UNUSED_RESULT;
char                *preamp_journal_attempt_select_sql     (const char                *rest)
                                                            G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_journal_attempt_bind           (sqlite3_stmt              *statement,
                                                            const PreampAttemptRecord *record);
PreampAttemptRecord *preamp_journal_attempt_read           (sqlite3_stmt              *statement)
                                                            G_GNUC_WARN_UNUSED_RESULT;
const char          *preamp_journal_direction_to_text      (PreampDirection            direction);
const char          *preamp_journal_looks_to_text          (PreampLooks                looks);
char                *preamp_journal_run_select_sql         (const char                *rest)
                                                            G_GNUC_WARN_UNUSED_RESULT;
PreampRunRecord     *preamp_journal_run_read               (sqlite3_stmt              *statement)
                                                            G_GNUC_WARN_UNUSED_RESULT;

/* Those that are only to be held against Domo's lists. The index of them names it in the same
 * words. */
#define PREAMP_JOURNAL_LOOKS_DUE \
  "looks <> 'done' AND outcome IN ('complete', 'aborted', 'refused')"

/* A row of an interrupted run waits until a later run has taken its datasource, be it that the
 * review of that run has left it out. While one waits the run is offered to be continued. */
#define PREAMP_JOURNAL_WAITS(attempt) \
  attempt ".outcome = 'not-started' AND " attempt ".left_out IS NULL AND NOT EXISTS" \
  " (SELECT 1 FROM attempt AS later WHERE later.instance_id = " attempt ".instance_id" \
  "  AND later.datasource_id = " attempt ".datasource_id AND later.id > " attempt ".id" \
  "  AND later.run_id <> " attempt ".run_id)"
#define PREAMP_JOURNAL_IS_OFFERED \
  "run.ending IN ('halted', 'quit', 'crashed') AND NOT run.not_now" \
  " AND EXISTS (SELECT 1 FROM attempt AS waiting" \
  "  WHERE waiting.run_id = run.id AND " PREAMP_JOURNAL_WAITS ("waiting") ")"

/* preamp-journal-standing.c */
#define PREAMP_JOURNAL_IS_OPEN \
  "sent_at IS NOT NULL AND (outcome IS NULL OR (outcome = 'unconfirmed' AND replaced_by IS NULL))"

/* What a datasource's standing can come from: what was sent, or ended otherwise than unstarted. */
#define PREAMP_JOURNAL_WAS_TRIED \
  "(sent_at IS NOT NULL OR outcome = 'not-sent')"

#define PREAMP_JOURNAL_IS_INCOMPLETE \
  "outcome = 'incomplete' AND replaced_by IS NULL"
#define PREAMP_JOURNAL_IS_UNSETTLED \
  "replaced_by IS NULL AND (contradicted OR outcome IN ('incomplete', 'unconfirmed', 'unknown')" \
  " OR (outcome = 'moved' AND NOT set_aside))"

gboolean preamp_journal_standing_check_sent (PreampJournalStore  *store,
                                             gint64               attempt_id,
                                             GError             **error);
gboolean preamp_journal_standing_sent       (PreampJournalStore  *store,
                                             gint64               attempt_id,
                                             GError             **error);
gboolean preamp_journal_standing_ended      (PreampJournalStore  *store,
                                             gint64               attempt_id,
                                             GError             **error);

G_END_DECLS
