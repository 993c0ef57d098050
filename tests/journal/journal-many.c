/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journal-many.h"

#include <sqlite3.h>

static void
exec (sqlite3    *db,
      const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

void
journal_many_fill (const char *path,
                   guint       n_attempts)
{
  g_autofree char *runs = NULL;
  g_autofree char *attempts = NULL;
  gint64 now = g_get_real_time ();
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  exec (db, "PRAGMA synchronous = OFF");
  exec (db, "BEGIN");
  exec (db, "INSERT INTO instance (uri) VALUES ('" JOURNAL_MANY_INSTANCE "')");

  runs = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
    "INSERT INTO run (instance_id, direction, at_once, started_at, ended_at, ending) "
    "SELECT (SELECT id FROM instance WHERE uri = '" JOURNAL_MANY_INSTANCE "'), 'migrate', 2,"
    " %" G_GINT64_FORMAT " + i * 1000000, %" G_GINT64_FORMAT " + i * 1000000, 'finished' FROM n",
    n_attempts / JOURNAL_MANY_RUN - 1, now, now + 60 * G_USEC_PER_SEC);
  exec (db, runs);

  attempts = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
    "INSERT INTO attempt (run_id, instance_id, integration_id, integration_name,"
    " integration_type, direction, datasource_id, datasource_name, datasource_type, catalog_name,"
    " schema_name, table_name, listed, migrated, collision, sent_at, answered_at, duration, n_sent,"
    " http_status, outcome, toe, state, error_message, start_time, end_time) "
    "SELECT (SELECT min (id) FROM run) + i / %u,"
    " (SELECT id FROM instance WHERE uri = '" JOURNAL_MANY_INSTANCE "'),"
    " printf ('31e0307a-cb31-4018-b824-%%012d', i / 20000), printf ('Integration %%d', i / 20000),"
    " 'SNOWFLAKE', 'migrate', printf ('7f1c0c52-93d4-4e0b-8f5d-%%012x', i),"
    " printf ('Datasource %%d of the warehouse', i), 'snowflake-federated', 'ANALYTICS', 'SALES',"
    " printf ('TABLE_%%d', i), 1, 0, 0, %" G_GINT64_FORMAT " + i * 10000,"
    " %" G_GINT64_FORMAT " + i * 10000, 8000000, 1, 200,"
    " CASE WHEN i %% %u = 0 THEN 'aborted' ELSE 'complete' END,"
    " printf ('Q7MZK2TPLD-8WXCN-%%05X', i),"
    " CASE WHEN i %% %u = 0 THEN 'ABORTED' ELSE 'COMPLETE' END,"
    " CASE WHEN i %% %u = 0 THEN 'The table is not there.' END,"
    " '2026-11-25T18:01:22.000+00:00', '2026-11-25T18:01:33.000+00:00' FROM n",
    n_attempts - 1, JOURNAL_MANY_RUN, now, now + 8 * G_USEC_PER_SEC,
    JOURNAL_MANY_ABORTED_EVERY, JOURNAL_MANY_ABORTED_EVERY, JOURNAL_MANY_ABORTED_EVERY);
  exec (db, attempts);

  exec (db, "COMMIT");
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
