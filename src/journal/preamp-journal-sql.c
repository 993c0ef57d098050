/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQLite as the journal uses it: statements, transactions, and its errors as sentences. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <errno.h>
#include <glib/gi18n.h>

/* The system's reason for a failed reading or writing. SQLite's own sqlite3_system_errno() is that
 * of its last call, which may have been made while it tidied up: so each file is asked first. */
static int
get_reason (sqlite3 *db)
{
  static const int pointers[] = { SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER };

  for (size_t i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      sqlite3_file *file = NULL;
      int reason = 0;

      if (sqlite3_file_control (db, "main", pointers[i], &file) == SQLITE_OK &&
          file != NULL && file->pMethods != NULL &&
          file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &reason) == SQLITE_OK &&
          reason != 0)
        return reason;
    }

  return sqlite3_system_errno (db);
}

/**
 * preamp_journal_sql_failed:
 * @store: the store
 * @code: what SQLite returned
 * @error: where to put the error
 *
 * Sets the error that says what happened and what to do.
 *
 * Returns: %FALSE, always, so that a caller can return it
 */
gboolean
preamp_journal_sql_failed (PreampJournalStore  *store,
                           int                  code,
                           GError             **error)
{
  const char *message = store->db != NULL ? sqlite3_errmsg (store->db) : sqlite3_errstr (code);
  int reason = 0;

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_BUSY,
                           _("Another Preamp has the journal open. Close it there, then try "
                             "again."));
      return FALSE;

    case SQLITE_FULL:
      reason = ENOSPC;
      break;

    case SQLITE_READONLY:
    case SQLITE_PERM:
      reason = EROFS;
      break;

    case SQLITE_CANTOPEN:
      reason = store->db != NULL ? sqlite3_system_errno (store->db) : 0;
      break;

    case SQLITE_IOERR:
      reason = store->db != NULL ? get_reason (store->db) : 0;
      break;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error_literal (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED,
                           _("The journal is damaged. Close Preamp and start it again: it then "
                             "puts the damaged journal aside and begins a new one."));
      return FALSE;

    default:
      break;
    }

  g_debug ("SQLite returned %d (%s), the system %d", code, message, reason);

  /* A quota, or a limit on the size of files, stops a write as a full disk does. */
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    {
      g_set_error_literal (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FULL,
                           _("The disk is full, so the journal cannot be written, and nothing is "
                             "sent without it. Make room on the disk, then try again."));
      return FALSE;
    }

  if (reason == EROFS || reason == EACCES || reason == EPERM || reason == ENOTDIR)
    {
      g_set_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_READ_ONLY,
                   /* Translators: %s is the path of a file */
                   _("The journal cannot be written, and nothing is sent without it. Make the "
                     "file “%s” and its folder writable, then try again."),
                   store->path);
      return FALSE;
    }

  g_set_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED,
               /* Translators: %1$s is a file’s path, %2$s what the database said, in English */
               _("The journal in the file “%1$s” failed: %2$s. Close Preamp, look at the disk, and "
                 "start it again."),
               store->path, message);
  return FALSE;
}

/**
 * preamp_journal_sql_refuse:
 * @code: the error's code
 * @message: its sentence
 * @error: where to put the error
 *
 * Sets an error of the journal's own.
 *
 * Returns: %FALSE, always, so that a caller can return it
 */
gboolean
preamp_journal_sql_refuse (PreampJournalError   code,
                           const char          *message,
                           GError             **error)
{
  g_set_error_literal (error, PREAMP_JOURNAL_ERROR, (int) code, message);

  return FALSE;
}

/**
 * preamp_journal_sql_exec:
 * @store: the store
 * @sql: statements whose rows are of no interest
 * @error: where to put an error
 *
 * Runs statements.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_sql_exec (PreampJournalStore  *store,
                         const char          *sql,
                         GError             **error)
{
  int code = sqlite3_exec (store->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || preamp_journal_sql_failed (store, code, error);
}

/**
 * preamp_journal_sql_prepare:
 * @store: the store
 * @sql: one statement
 * @statement: (out): where to put the compiled statement
 * @error: where to put an error
 *
 * Compiles a statement.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_sql_prepare (PreampJournalStore  *store,
                            const char          *sql,
                            sqlite3_stmt       **statement,
                            GError             **error)
{
  int code = sqlite3_prepare_v2 (store->db, sql, -1, statement, NULL);

  return code == SQLITE_OK || preamp_journal_sql_failed (store, code, error);
}

static void
finalize_kept (gpointer statement)
{
  sqlite3_finalize (statement);
}

/**
 * preamp_journal_sql_take_kept:
 * @store: the store
 * @sql: one statement
 * @statement: (out): where to put the compiled statement
 * @error: where to put an error
 *
 * Gets a statement that is compiled once and kept until the file is closed. It is put back with
 * [func@Preamp.journal_sql_put_back] before it is taken again.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_sql_take_kept (PreampJournalStore  *store,
                              const char          *sql,
                              PreampJournalKept  **statement,
                              GError             **error)
{
  int code;

  if (store->kept == NULL)
    store->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         finalize_kept);

  *statement = g_hash_table_lookup (store->kept, sql);
  if (*statement != NULL)
    return TRUE;

  code = sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
  if (code != SQLITE_OK)
    return preamp_journal_sql_failed (store, code, error);

  g_hash_table_insert (store->kept, g_strdup (sql), *statement);

  return TRUE;
}

/**
 * preamp_journal_sql_put_back:
 * @statement: a statement from [func@Preamp.journal_sql_take_kept]
 *
 * Makes a statement ready for the next time.
 */
void
preamp_journal_sql_put_back (PreampJournalKept *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

/**
 * preamp_journal_sql_bind_text:
 * @statement: a statement
 * @parameter: the parameter's name with its colon
 * @value: (nullable): its value, which must stay until the statement has run
 *
 * Binds a text. %NULL is SQL's NULL.
 */
void
preamp_journal_sql_bind_text (sqlite3_stmt *statement,
                              const char   *parameter,
                              const char   *value)
{
  int index = sqlite3_bind_parameter_index (statement, parameter);

  g_assert (index > 0);
  sqlite3_bind_text (statement, index, value, -1, SQLITE_STATIC);
}

/**
 * preamp_journal_sql_bind_int:
 * @statement: a statement
 * @parameter: the parameter's name with its colon
 * @value: its value
 *
 * Binds a number.
 */
void
preamp_journal_sql_bind_int (sqlite3_stmt *statement,
                             const char   *parameter,
                             gint64        value)
{
  int index = sqlite3_bind_parameter_index (statement, parameter);

  g_assert (index > 0);
  sqlite3_bind_int64 (statement, index, value);
}

/**
 * preamp_journal_sql_step:
 * @store: the store
 * @statement: a statement
 * @row: (out): whether there is a row to read
 * @error: where to put an error
 *
 * Goes to the next row.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_sql_step (PreampJournalStore  *store,
                         sqlite3_stmt        *statement,
                         gboolean            *row,
                         GError             **error)
{
  int code = sqlite3_step (statement);

  *row = code == SQLITE_ROW;

  return *row || code == SQLITE_DONE || preamp_journal_sql_failed (store, code, error);
}

/**
 * preamp_journal_sql_run:
 * @store: the store
 * @statement: a statement without rows
 * @error: where to put an error
 *
 * Runs a statement, and makes it ready to be bound and run again.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_sql_run (PreampJournalStore  *store,
                        sqlite3_stmt        *statement,
                        GError             **error)
{
  gboolean row;

  if (!preamp_journal_sql_step (store, statement, &row, error))
    return FALSE;

  sqlite3_reset (statement);

  return TRUE;
}

/**
 * preamp_journal_sql_run_for_one:
 * @store: the store
 * @statement: a statement that has to change one row
 * @otherwise: the sentence for when it changes none
 * @error: where to put an error
 *
 * Runs a statement that has to change one row.
 *
 * Returns: whether it did
 */
gboolean
preamp_journal_sql_run_for_one (PreampJournalStore  *store,
                                sqlite3_stmt        *statement,
                                const char          *otherwise,
                                GError             **error)
{
  if (!preamp_journal_sql_run (store, statement, error))
    return FALSE;

  return sqlite3_changes (store->db) == 1 ||
         preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_FAILED, otherwise, error);
}

/**
 * preamp_journal_sql_get_int:
 * @store: the store
 * @sql: a statement with one row of one number
 * @value: (out): where to put the number
 * @error: where to put an error
 *
 * Reads one number.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_sql_get_int (PreampJournalStore  *store,
                            const char          *sql,
                            gint64              *value,
                            GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  if (!preamp_journal_sql_prepare (store, sql, &statement, error) ||
      !preamp_journal_sql_step (store, statement, &row, error))
    return FALSE;

  *value = row ? sqlite3_column_int64 (statement, 0) : 0;

  return TRUE;
}

/**
 * preamp_journal_sql_begin:
 * @store: the store
 * @error: where to put an error
 *
 * Begins a transaction that writes.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_sql_begin (PreampJournalStore  *store,
                          GError             **error)
{
  g_autoptr (PreampJournalKept) statement = NULL;

  return preamp_journal_sql_take_kept (store, "BEGIN IMMEDIATE", &statement, error) &&
         preamp_journal_sql_run (store, statement, error);
}

/**
 * preamp_journal_sql_end:
 * @store: the store
 * @success: whether to keep what was written
 * @error: where to put an error
 *
 * Ends a transaction. If it is not to be kept, or cannot be, nothing of it stays.
 *
 * Returns: whether it was kept; when @success is %FALSE, @error is left to what set it before
 */
gboolean
preamp_journal_sql_end (PreampJournalStore  *store,
                        gboolean             success,
                        GError             **error)
{
  g_autoptr (PreampJournalKept) statement = NULL;

  if (success && preamp_journal_sql_take_kept (store, "COMMIT", &statement, error) &&
      preamp_journal_sql_run (store, statement, error))
    return TRUE;

  g_clear_pointer (&statement, preamp_journal_sql_put_back);

  /* Some errors have rolled it back already. */
  if (!sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}
