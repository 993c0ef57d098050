/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The journal's tables, their versions, and what is put right when it is opened. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <glib/gi18n.h>

/* "Prea", by which a file is known as a journal of Preamp. */
#define JOURNAL_APPLICATION_ID 0x50726561

/* For how long after an answer Domo's lists are held against it where they were not yet. */
#define LOOKS_AFTER (7 * G_TIME_SPAN_DAY)

/* Each string takes the file from the version of its index to the next. Those that were released
 * never change; a new version is a new string. */
static const char *const migrations[] = {
  "CREATE TABLE instance ("
  "  id INTEGER PRIMARY KEY,"
  "  uri TEXT NOT NULL UNIQUE,"
  "  name TEXT,"
  "  forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1)));"

  "CREATE TABLE run ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  instance_id INTEGER NOT NULL REFERENCES instance (id),"
  "  direction TEXT NOT NULL CHECK (direction IN ('migrate', 'reverse')),"
  "  user_id TEXT,"
  "  user_name TEXT,"
  "  note TEXT,"
  "  plan_sha256 TEXT,"
  "  at_once INTEGER NOT NULL,"
  "  started_at INTEGER NOT NULL,"
  "  ended_at INTEGER,"
  "  ending TEXT CHECK (ending IN ('finished', 'stopped', 'halted', 'quit', 'crashed')),"
  "  reason TEXT);"
  "CREATE INDEX run_of_instance ON run (instance_id, id);"
  "CREATE INDEX run_without_end ON run (id) WHERE ending IS NULL;"

  "CREATE TABLE attempt ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  run_id INTEGER NOT NULL REFERENCES run (id),"
  "  instance_id INTEGER NOT NULL REFERENCES instance (id),"
  "  previous_id INTEGER REFERENCES attempt (id),"
  "  replaced_by INTEGER REFERENCES attempt (id),"
  "  integration_id TEXT NOT NULL,"
  "  integration_name TEXT,"
  "  integration_type TEXT,"
  "  direction TEXT NOT NULL CHECK (direction IN ('migrate', 'reverse')),"
  "  datasource_id TEXT NOT NULL,"
  "  datasource_name TEXT,"
  "  datasource_type TEXT,"
  "  catalog_name TEXT,"
  "  schema_name TEXT,"
  "  table_name TEXT,"
  "  listed INTEGER NOT NULL,"
  "  migrated INTEGER NOT NULL CHECK (migrated IN (0, 1)),"
  "  migration_date TEXT,"
  "  collision INTEGER NOT NULL CHECK (collision IN (0, 1)),"
  "  left_out TEXT,"
  "  sent_at INTEGER,"
  "  clock_offset INTEGER NOT NULL DEFAULT 0,"
  "  clock_known INTEGER NOT NULL DEFAULT 0 CHECK (clock_known IN (0, 1)),"
  "  answered_at INTEGER,"
  "  duration INTEGER NOT NULL DEFAULT 0,"
  "  n_sent INTEGER NOT NULL DEFAULT 0,"
  "  http_status INTEGER,"
  "  outcome TEXT CHECK (outcome IN ('not-started', 'not-sent', 'refused', 'aborted',"
  "    'incomplete', 'complete', 'moved', 'unconfirmed', 'unknown')),"
  "  failure TEXT,"
  "  contradicted INTEGER NOT NULL DEFAULT 0 CHECK (contradicted IN (0, 1)),"
  "  set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),"
  "  toe TEXT,"
  "  result_datasource_id TEXT,"
  "  result_direction TEXT,"
  "  start_time TEXT,"
  "  state TEXT,"
  "  error_message TEXT,"
  "  end_time TEXT,"
  "  CHECK (left_out IS NULL OR (sent_at IS NULL AND outcome IS NULL)),"
  "  CHECK (sent_at IS NOT NULL OR outcome IS NULL OR outcome IN ('not-started', 'not-sent')));"
  "CREATE INDEX attempt_of_run ON attempt (run_id, id);"
  "CREATE INDEX attempt_of_datasource ON attempt (instance_id, datasource_id, id);"
  "CREATE INDEX attempt_replaced ON attempt (replaced_by) WHERE replaced_by IS NOT NULL;"
  "CREATE INDEX attempt_repeated ON attempt (previous_id) WHERE previous_id IS NOT NULL;"

  /* No second request for a datasource, by whatever instance, integration or direction. */
  "CREATE UNIQUE INDEX attempt_open ON attempt (datasource_id) WHERE " PREAMP_JOURNAL_IS_OPEN ";",

  /* A long history is listed, filtered and counted by these alone, without its rows. */
  "CREATE INDEX attempt_listing ON attempt"
  "  (instance_id, id, outcome, contradicted, integration_id, run_id) WHERE left_out IS NULL;"
  "CREATE INDEX attempt_ends ON attempt (run_id, outcome, contradicted, integration_id)"
  "  WHERE left_out IS NULL;",

  /* A run may go on with another user's token, and only the sender's own lists prove anything. */
  "ALTER TABLE attempt ADD COLUMN user_id TEXT;"
  "UPDATE attempt SET user_id = (SELECT user_id FROM run WHERE run.id = run_id)"
  "  WHERE sent_at IS NOT NULL;",

  /* The window of time of a run. */
  "ALTER TABLE run ADD COLUMN starts_at INTEGER;"
  "ALTER TABLE run ADD COLUMN stops_at INTEGER;",

  /* Whether Domo's lists were held against an answer. Of what was answered before this was kept
   * nobody can tell, and Domo's lists may have changed since for good reasons. */
  "ALTER TABLE attempt ADD COLUMN looks TEXT NOT NULL DEFAULT 'due'"
  "  CHECK (looks IN ('due', 'in-vain', 'done'));"
  "UPDATE attempt SET looks = 'done' WHERE outcome IS NOT NULL;"
  "CREATE INDEX attempt_looks ON attempt (instance_id, id) WHERE " PREAMP_JOURNAL_LOOKS_DUE ";",

  "ALTER TABLE run ADD COLUMN duration INTEGER NOT NULL DEFAULT 0;",

  /* Whether the administrator wants an interrupted run to be offered no more. */
  "ALTER TABLE run ADD COLUMN not_now INTEGER NOT NULL DEFAULT 0 CHECK (not_now IN (0, 1));",

  /* What is incomplete closes the other direction by whatever instance. */
  "CREATE INDEX attempt_incomplete ON attempt (datasource_id)"
  "  WHERE " PREAMP_JOURNAL_IS_INCOMPLETE ";",
};

/**
 * preamp_journal_schema_is_newer:
 * @store: the store
 * @newer: (out): whether a newer Preamp wrote the file
 * @error: where to put an error
 *
 * Looks at the version of the file. This is the first look into it, and changes nothing.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_schema_is_newer (PreampJournalStore  *store,
                                gboolean            *newer,
                                GError             **error)
{
  gint64 version;

  if (!preamp_journal_sql_get_int (store, "PRAGMA user_version", &version, error))
    return FALSE;

  *newer = version < 0 || version > (gint64) G_N_ELEMENTS (migrations);

  return TRUE;
}

/**
 * preamp_journal_schema_is_ours:
 * @store: the store
 * @ours: (out): whether the file is a journal, or empty
 * @error: where to put an error
 *
 * Tells a journal from another program's database.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_schema_is_ours (PreampJournalStore  *store,
                               gboolean            *ours,
                               GError             **error)
{
  gint64 application;
  gint64 n_objects;

  if (!preamp_journal_sql_get_int (store, "PRAGMA application_id", &application, error) ||
      !preamp_journal_sql_get_int (store, "SELECT count (*) FROM sqlite_schema", &n_objects, error))
    return FALSE;

  *ours = application == JOURNAL_APPLICATION_ID || (application == 0 && n_objects == 0);

  return TRUE;
}

/**
 * preamp_journal_schema_migrate:
 * @store: the store
 * @error: where to put an error
 *
 * Brings the file to the current version, in one transaction.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_schema_migrate (PreampJournalStore  *store,
                               GError             **error)
{
  g_autofree char *finish = NULL;
  gboolean success;
  gint64 version;

  if (!preamp_journal_sql_get_int (store, "PRAGMA user_version", &version, error))
    return FALSE;

  if (version == (gint64) G_N_ELEMENTS (migrations))
    return TRUE;

  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  success = TRUE;
  for (size_t i = (size_t) version; success && i < G_N_ELEMENTS (migrations); i++)
    success = preamp_journal_sql_exec (store, migrations[i], error);

  finish = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                            JOURNAL_APPLICATION_ID, (int) G_N_ELEMENTS (migrations));
  success = success && preamp_journal_sql_exec (store, finish, error);

  return preamp_journal_sql_end (store, success, error);
}

static gboolean
recover_attempts (PreampJournalStore  *store,
                  GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "UPDATE attempt SET outcome = 'unconfirmed', failure = :failure "
                                   "WHERE sent_at IS NOT NULL AND outcome IS NULL",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":failure",
                                _("Preamp ended before Domo’s answer came."));

  return preamp_journal_sql_run (store, statement, error);
}

/* After so long a move that Domo's lists show can be of anything. */
static gboolean
recover_looks (PreampJournalStore  *store,
               GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "UPDATE attempt SET looks = 'done' "
                                   "WHERE " PREAMP_JOURNAL_LOOKS_DUE " AND answered_at < :since",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":since", g_get_real_time () - LOOKS_AFTER);

  return preamp_journal_sql_run (store, statement, error);
}

/**
 * preamp_journal_schema_recover:
 * @store: the store
 * @error: where to put an error
 *
 * Puts right what an earlier process left, in one transaction: what was sent and has no outcome
 * is unconfirmed, a run without an end has crashed, and its waiting rows were not started. Such a
 * run ended when the last thing is known of it. An answer of more than a week ago is no longer held
 * against Domo's lists.
 *
 * The transaction writes to the file even where there is nothing to put right. A full disk and a
 * file that cannot be written are thus found here, before anything could be sent.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_schema_recover (PreampJournalStore  *store,
                               GError             **error)
{
  g_autofree char *touch = NULL;
  gboolean success;

  if (!preamp_journal_sql_begin (store, error))
    return FALSE;

  touch = g_strdup_printf ("PRAGMA user_version = %d", (int) G_N_ELEMENTS (migrations));
  success =
    preamp_journal_sql_exec (store, touch, error) &&
    recover_attempts (store, error) &&
    recover_looks (store, error) &&
    preamp_journal_sql_exec (store,
                             "UPDATE attempt SET outcome = 'not-started' "
                             "WHERE run_id IN (SELECT id FROM run WHERE ending IS NULL) "
                             "AND outcome IS NULL AND left_out IS NULL",
                             error) &&
    preamp_journal_sql_exec (store,
                             "UPDATE run SET ending = 'crashed', ended_at = "
                             "max (started_at, coalesce ((SELECT max (max (coalesce (sent_at, 0), "
                             "coalesce (answered_at, 0))) FROM attempt WHERE run_id = run.id), 0)) "
                             "WHERE ending IS NULL",
                             error);

  return preamp_journal_sql_end (store, success, error);
}
