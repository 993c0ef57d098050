/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A journal in a folder of its own, and its calls awaited. */

#pragma once

#include "journal/preamp-journal.h"
#include "tests/await.h"

G_BEGIN_DECLS

#define INSTANCE "https://acme.example"
#define OTHER_INSTANCE "https://other.example:8443"

typedef struct
{
  char *folder;
  char *path;
  PreampJournal *journal;
} JournalFixture;

void                 journal_fixture_set_up     (JournalFixture             *fixture,
                                                 gconstpointer               user_data);
void                 journal_fixture_tear_down  (JournalFixture             *fixture,
                                                 gconstpointer               user_data);
void                 journal_fixture_reopen     (JournalFixture             *fixture);

/* Closes the journal, and makes it what a program that knew the schema's @version, 2 or newer,
 * left. Each version of the schema has its step here. */
void                 journal_fixture_make_older (JournalFixture             *fixture,
                                                 int                         version);

/* Fills the journal with enough for several pages, and closes it. */
void                 journal_fixture_fill_and_close
                                                (JournalFixture             *fixture);
void                 journal_fixture_assert_open_fails
                                                (JournalFixture             *fixture,
                                                 PreampJournalError          code);
/* The names in the journal's folder, sorted. */
char                *journal_fixture_list_folder
                                                (JournalFixture             *fixture);
char                *journal_fixture_beside     (JournalFixture             *fixture,
                                                 const char                 *suffix);
GBytes              *journal_read_file          (const char                 *path);
void                 journal_assert_mode        (const char                 *path,
                                                 unsigned int                mode);

char                *journal_make_folder        (void);
void                 journal_remove_folder      (const char                 *folder);
PreampJournal       *journal_open               (const char                 *path,
                                                 GError                    **error);
void                 journal_let_go             (PreampJournal             **journal);

PreampRunRecord     *journal_new_run            (const char                 *instance,
                                                 PreampDirection             direction);
PreampAttemptRecord *journal_new_attempt        (const char                 *datasource_id,
                                                 PreampDirection             direction);
gint64               journal_begin_run          (PreampJournal              *journal,
                                                 const PreampRunRecord      *run,
                                                 GPtrArray                  *attempts,
                                                 GArray                    **ids,
                                                 GError                    **error);
gint64               journal_begin_one          (PreampJournal              *journal,
                                                 const char                 *instance,
                                                 PreampDirection             direction,
                                                 const char                 *datasource_id,
                                                 gint64                      previous_id,
                                                 gint64                     *run_id);
gint64               journal_add_attempt        (PreampJournal              *journal,
                                                 const PreampAttemptRecord  *attempt,
                                                 GError                    **error);
gboolean             journal_mark_sent          (PreampJournal              *journal,
                                                 gint64                      id,
                                                 GError                    **error);
gboolean             journal_save_record        (PreampJournal              *journal,
                                                 const PreampAttemptRecord  *attempt,
                                                 GError                    **error);
gboolean             journal_save_outcome       (PreampJournal              *journal,
                                                 gint64                      id,
                                                 PreampOutcome               outcome,
                                                 GError                    **error);
gboolean             journal_end_run            (PreampJournal              *journal,
                                                 gint64                      run_id,
                                                 PreampRunEnding             ending,
                                                 const char                 *reason,
                                                 GError                    **error);
gint64               journal_try                (PreampJournal              *journal,
                                                 PreampDirection             direction,
                                                 const char                 *datasource_id,
                                                 gint64                      previous_id,
                                                 PreampOutcome               outcome);
GPtrArray           *journal_list_latest        (PreampJournal              *journal,
                                                 const char                 *instance);
GPtrArray           *journal_list_looks         (PreampJournal              *journal,
                                                 const char                 *instance);
GPtrArray           *journal_list_history       (PreampJournal              *journal,
                                                 const char                 *instance,
                                                 const char                 *datasource_id);
GPtrArray           *journal_list_run           (PreampJournal              *journal,
                                                 gint64                      run_id);
GPtrArray           *journal_list_runs          (PreampJournal              *journal,
                                                 const char                 *instance);
PreampClosed         journal_get_closed         (PreampJournal              *journal,
                                                 const char                 *datasource_id);
gboolean             journal_is_closed          (PreampJournal              *journal,
                                                 const char                 *datasource_id);
gboolean             journal_set_all_aside      (PreampJournal              *journal,
                                                 const gint64               *ids,
                                                 guint                       n_ids,
                                                 gboolean                    aside,
                                                 GError                    **error);
gboolean             journal_set_aside          (PreampJournal              *journal,
                                                 gint64                      id,
                                                 GError                    **error);
gboolean             journal_remember           (PreampJournal              *journal,
                                                 const char                 *instance,
                                                 const char                 *name,
                                                 GError                    **error);
gboolean             journal_forget             (PreampJournal              *journal,
                                                 const char                 *instance,
                                                 GError                    **error);

G_END_DECLS
