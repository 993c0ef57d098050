/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The journal's file: opened by one process, checked, put aside if it is damaged. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

static gboolean
file_failed (PreampJournalStore  *store,
             int                  reason,
             GError             **error)
{
  switch (reason)
    {
    case ENOSPC:
    case EDQUOT:
      return preamp_journal_sql_failed (store, SQLITE_FULL, error);

    case EROFS:
    case EACCES:
    case EPERM:
    case ENOTDIR:
    case EEXIST:
      return preamp_journal_sql_failed (store, SQLITE_READONLY, error);

    default:
      g_set_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED,
                   /* Translators: %1$s is the path of a file, %2$s the system's reason */
                   _("The journal “%1$s” cannot be opened: %2$s. Look at its folder, then try "
                     "again."),
                   store->path, g_strerror (reason));
      return FALSE;
    }
}

static char *
companion (const char *path,
           const char *suffix)
{
  return g_strconcat (path, suffix, NULL);
}

static goffset
get_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (goffset) info.st_size : -1;
}

/* Makes the file, for this user alone, before SQLite sees it: SQLite gives its mode to the -wal.
 * An existing file is never opened here, as closing it again would drop the locks that another
 * journal of this process holds on it. */
static gboolean
make_file (PreampJournalStore  *store,
           GError             **error)
{
  g_autofree char *folder = g_path_get_dirname (store->path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return file_failed (store, errno, error);

  fd = g_open (store->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }

  if (errno != EEXIST)
    return file_failed (store, errno, error);

  /* It may have come from a copy with another mode; where that cannot be changed, it stays. */
  if (g_chmod (store->path, 0600) != 0)
    g_debug ("The mode of the journal could not be set: %s", g_strerror (errno));

  return TRUE;
}

/* A -wal beside an empty or missing file holds what the file has lost. SQLite would delete it. */
static gboolean
has_lost_its_file (PreampJournalStore *store)
{
  g_autofree char *wal = companion (store->path, "-wal");

  return get_size (store->path) <= 0 && get_size (wal) > 0;
}

static gboolean
put_aside (PreampJournalStore  *store,
           GError             **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *path = g_strdup_printf ("%s.damaged-%s", store->path, stamp);

  for (unsigned int n = 2; g_file_test (path, G_FILE_TEST_EXISTS); n++)
    {
      g_free (path);
      path = g_strdup_printf ("%s.damaged-%s-%u", store->path, stamp, n);
    }

  for (size_t i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = companion (store->path, suffixes[i]);
      g_autofree char *to = companion (path, suffixes[i]);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return file_failed (store, errno, error);
    }

  g_free (store->put_aside);
  store->put_aside = g_steal_pointer (&path);

  return TRUE;
}

/* Opens the connection so that closing it again leaves file and -wal as they are. */
static gboolean
connect_file (PreampJournalStore  *store,
              GError             **error)
{
  int code;

  code = sqlite3_open_v2 (store->path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                          NULL);

  if (code != SQLITE_OK)
    return preamp_journal_sql_failed (store, code, error);

  /* A file that cannot be written is opened all the same, but cannot be locked. */
  if (sqlite3_db_readonly (store->db, "main") == 1)
    return preamp_journal_sql_failed (store, SQLITE_READONLY, error);

  sqlite3_extended_result_codes (store->db, 1);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  /* Exclusive before anything is read, so that it holds for the -wal too, and no -shm is made. */
  return preamp_journal_sql_exec (store,
                                  "PRAGMA locking_mode = EXCLUSIVE;"
                                  "PRAGMA trusted_schema = OFF;"
                                  "PRAGMA cell_size_check = ON;"
                                  "PRAGMA foreign_keys = ON",
                                  error);
}

static gboolean
is_damage (int code)
{
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

/* Whether the content is sound. What cannot be told because of another error is an error. The whole
 * check costs little more than the quick one (0.22 s to 0.14 s with 100,000 attempts), and looks
 * into the indices too, on one of which it depends that nothing is sent twice. */
static gboolean
check_content (PreampJournalStore  *store,
               gboolean            *damaged,
               GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean ours;
  gboolean row;

  *damaged = FALSE;

  if (!preamp_journal_schema_is_ours (store, &ours, &local_error) ||
      !preamp_journal_sql_prepare (store, "PRAGMA integrity_check (1)", &statement, &local_error) ||
      !preamp_journal_sql_step (store, statement, &row, &local_error))
    {
      *damaged = is_damage (sqlite3_errcode (store->db));

      if (!*damaged)
        g_propagate_error (error, g_steal_pointer (&local_error));

      return *damaged;
    }

  *damaged = !ours || !row ||
             g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") != 0;

  return TRUE;
}

/* Opens the file and judges it. */
static gboolean
open_file (PreampJournalStore  *store,
           gboolean            *damaged,
           GError             **error)
{
  g_autofree char *wal = companion (store->path, "-wal");
  g_autoptr (GError) local_error = NULL;
  gboolean had_wal = get_size (wal) >= 0;
  gboolean newer = FALSE;

  *damaged = FALSE;

  if (!connect_file (store, error))
    return FALSE;

  if (!preamp_journal_schema_is_newer (store, &newer, &local_error))
    {
      *damaged = is_damage (sqlite3_errcode (store->db));

      if (!*damaged)
        g_propagate_error (error, g_steal_pointer (&local_error));

      return *damaged;
    }

  if (newer)
    {
      preamp_journal_store_close (store);

      /* To look was enough to make one. */
      if (!had_wal)
        g_unlink (wal);

      g_set_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_NEWER,
                   /* Translators: %s is the path of a file */
                   _("A newer Preamp wrote the journal “%s”, and this one cannot read it. It was "
                     "left as it is: install the newer Preamp again."),
                   store->path);
      return FALSE;
    }

  return check_content (store, damaged, error);
}

/* From here on the file is ours to write. */
static gboolean
take_file (PreampJournalStore  *store,
           GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  if (!preamp_journal_sql_prepare (store, "PRAGMA journal_mode = WAL", &statement, error) ||
      !preamp_journal_sql_step (store, statement, &row, error))
    return FALSE;

  if (!row || g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "wal") != 0)
    return preamp_journal_sql_failed (store, SQLITE_READONLY, error);

  g_clear_pointer (&statement, sqlite3_finalize);

  if (!preamp_journal_sql_exec (store, "PRAGMA synchronous = FULL", error) ||
      !preamp_journal_schema_migrate (store, error) ||
      !preamp_journal_schema_recover (store, error))
    return FALSE;

  sqlite3_db_config (store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);

  return TRUE;
}

/**
 * preamp_journal_store_open:
 * @store: a store with its path
 * @error: where to put an error
 *
 * Opens the file, or makes it. A damaged one is put aside, and a new one made. A newer one is
 * refused and left as it was.
 *
 * Returns: whether the store can be used
 */
gboolean
preamp_journal_store_open (PreampJournalStore  *store,
                           GError             **error)
{
  gboolean damaged;

  if ((has_lost_its_file (store) && !put_aside (store, error)) ||
      !make_file (store, error) ||
      !open_file (store, &damaged, error))
    {
      preamp_journal_store_close (store);
      return FALSE;
    }

  if (damaged)
    {
      preamp_journal_store_close (store);

      if (!put_aside (store, error) ||
          !make_file (store, error) ||
          !open_file (store, &damaged, error))
        {
          preamp_journal_store_close (store);
          return FALSE;
        }
    }

  if (!take_file (store, error))
    {
      preamp_journal_store_close (store);
      return FALSE;
    }

  return TRUE;
}

/**
 * preamp_journal_store_close:
 * @store: the store
 *
 * Closes the file, if it is open. What is in the -wal goes into the file, and the -wal away.
 */
void
preamp_journal_store_close (PreampJournalStore *store)
{
  int code;

  if (store->db == NULL)
    return;

  g_clear_pointer (&store->kept, g_hash_table_unref);

  code = sqlite3_close (store->db);

  if (code != SQLITE_OK)
    g_warning ("The journal was not closed: %s", sqlite3_errstr (code));

  store->db = NULL;
}
