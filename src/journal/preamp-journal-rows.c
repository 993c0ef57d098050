/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How runs and attempts stand in the journal's tables. One list of columns makes the INSERT, the
 * UPDATE and the SELECT of an attempt, so that no field is written and not read. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

typedef enum
{
  COLUMN_TEXT,        /* char *, NULL is NULL */
  COLUMN_TIME,        /* gint64, 0 is NULL */
  COLUMN_SPAN,        /* gint64 */
  COLUMN_COUNT,       /* unsigned int */
  COLUMN_STATUS,      /* unsigned int, 0 is NULL */
  COLUMN_BOOLEAN,
  COLUMN_DIRECTION,
  COLUMN_OUTCOME,
  COLUMN_LOOKS,
} ColumnType;

/* When a column is written: with the new row, or with the answer. */
typedef enum
{
  WRITTEN_FIRST,
  WRITTEN_WITH_ANSWER,
} ColumnWritten;

typedef struct
{
  const char *name;
  ColumnType type;
  ColumnWritten written;
  size_t offset;
} Column;

#define COLUMN(name, type, written) \
  { #name, COLUMN_##type, WRITTEN_##written, G_STRUCT_OFFSET (PreampAttemptRecord, name) }

/* A column whose name would be a word of SQL. */
#define COLUMN_AS(column, name, type, written) \
  { column, COLUMN_##type, WRITTEN_##written, G_STRUCT_OFFSET (PreampAttemptRecord, name) }

/* user_id, sent_at, clock_offset, clock_known, set_aside and replaced have statements of their
 * own. */
static const Column columns[] = {
  COLUMN (run_id, TIME, FIRST),
  COLUMN (previous_id, TIME, FIRST),
  COLUMN (integration_id, TEXT, FIRST),
  COLUMN (integration_name, TEXT, FIRST),
  COLUMN (integration_type, TEXT, FIRST),
  COLUMN (direction, DIRECTION, FIRST),
  COLUMN (datasource_id, TEXT, FIRST),
  COLUMN (datasource_name, TEXT, FIRST),
  COLUMN (datasource_type, TEXT, FIRST),
  COLUMN_AS ("catalog_name", catalog, TEXT, FIRST),
  COLUMN_AS ("schema_name", schema, TEXT, FIRST),
  COLUMN_AS ("table_name", table, TEXT, FIRST),
  COLUMN (listed, COUNT, FIRST),
  COLUMN (migrated, BOOLEAN, FIRST),
  COLUMN (migration_date, TEXT, FIRST),
  COLUMN (collision, BOOLEAN, FIRST),
  COLUMN (left_out, TEXT, FIRST),
  COLUMN (answered_at, TIME, WITH_ANSWER),
  COLUMN (duration, SPAN, WITH_ANSWER),
  COLUMN (n_sent, COUNT, WITH_ANSWER),
  COLUMN (http_status, STATUS, WITH_ANSWER),
  COLUMN (outcome, OUTCOME, WITH_ANSWER),
  COLUMN (failure, TEXT, WITH_ANSWER),
  COLUMN (contradicted, BOOLEAN, WITH_ANSWER),
  COLUMN (looks, LOOKS, WITH_ANSWER),
  COLUMN (toe, TEXT, WITH_ANSWER),
  COLUMN (result_datasource_id, TEXT, WITH_ANSWER),
  COLUMN (result_direction, TEXT, WITH_ANSWER),
  COLUMN (start_time, TEXT, WITH_ANSWER),
  COLUMN (state, TEXT, WITH_ANSWER),
  COLUMN (error_message, TEXT, WITH_ANSWER),
  COLUMN (end_time, TEXT, WITH_ANSWER),
};

static const char *const looks_texts[] = {
  [PREAMP_LOOKS_DUE] = "due",
  [PREAMP_LOOKS_IN_VAIN] = "in-vain",
  [PREAMP_LOOKS_DONE] = "done",
};

static PreampDirection
direction_from_text (const char *text)
{
  return g_strcmp0 (text, "reverse") == 0 ? PREAMP_DIRECTION_REVERSE : PREAMP_DIRECTION_MIGRATE;
}

static PreampLooks
looks_from_text (const char *text)
{
  for (size_t i = 0; i < G_N_ELEMENTS (looks_texts); i++)
    {
      if (g_strcmp0 (looks_texts[i], text) == 0)
        return (PreampLooks) i;
    }

  return PREAMP_LOOKS_DUE;
}

static char *
dup_text (sqlite3_stmt *statement,
          int           index)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, index));
}

static void
bind_column (sqlite3_stmt              *statement,
             int                        index,
             const Column              *column,
             const PreampAttemptRecord *record)
{
  gconstpointer field = G_STRUCT_MEMBER_P (record, column->offset);
  const char *text = NULL;
  gint64 number = 0;

  switch (column->type)
    {
    case COLUMN_TEXT:
      text = *(char *const *) field;
      break;

    case COLUMN_DIRECTION:
      text = preamp_journal_direction_to_text (*(const PreampDirection *) field);
      break;

    case COLUMN_OUTCOME:
      text = preamp_outcome_to_text (*(const PreampOutcome *) field);
      break;

    case COLUMN_LOOKS:
      text = preamp_journal_looks_to_text (*(const PreampLooks *) field);
      break;

    case COLUMN_TIME:
    case COLUMN_SPAN:
      number = *(const gint64 *) field;
      break;

    case COLUMN_COUNT:
    case COLUMN_STATUS:
      number = *(const unsigned int *) field;
      break;

    case COLUMN_BOOLEAN:
      number = *(const gboolean *) field != FALSE;
      break;

    default:
      g_assert_not_reached ();
    }

  if (column->type == COLUMN_TEXT ||
      column->type == COLUMN_DIRECTION ||
      column->type == COLUMN_OUTCOME ||
      column->type == COLUMN_LOOKS)
    sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
  else if (number == 0 && (column->type == COLUMN_TIME || column->type == COLUMN_STATUS))
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_int64 (statement, index, number);
}

static void
read_column (sqlite3_stmt        *statement,
             int                  index,
             const Column        *column,
             PreampAttemptRecord *record)
{
  gpointer field = G_STRUCT_MEMBER_P (record, column->offset);

  switch (column->type)
    {
    case COLUMN_TEXT:
      *(char **) field = dup_text (statement, index);
      break;

    case COLUMN_DIRECTION:
      *(PreampDirection *) field =
        direction_from_text ((const char *) sqlite3_column_text (statement, index));
      break;

    case COLUMN_OUTCOME:
      /* The table takes no other words, and was checked when it was opened. */
      preamp_outcome_from_text ((const char *) sqlite3_column_text (statement, index), field);
      break;

    case COLUMN_LOOKS:
      *(PreampLooks *) field =
        looks_from_text ((const char *) sqlite3_column_text (statement, index));
      break;

    case COLUMN_TIME:
    case COLUMN_SPAN:
      *(gint64 *) field = sqlite3_column_int64 (statement, index);
      break;

    case COLUMN_COUNT:
    case COLUMN_STATUS:
      *(unsigned int *) field = (unsigned int) sqlite3_column_int64 (statement, index);
      break;

    case COLUMN_BOOLEAN:
      *(gboolean *) field = sqlite3_column_int (statement, index) != 0;
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * preamp_journal_attempt_insert_sql:
 *
 * Makes the statement that writes a new attempt. Its parameters are those of
 * [func@Preamp.journal_attempt_bind], and `:instance`, the number of the instance.
 *
 * Returns: (transfer full): the statement
 */
char *
preamp_journal_attempt_insert_sql (void)
{
  g_autoptr (GString) names = g_string_new ("instance_id");
  g_autoptr (GString) values = g_string_new (":instance");

  for (size_t i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (columns[i].written != WRITTEN_FIRST)
        continue;

      g_string_append_printf (names, ", %s", columns[i].name);
      g_string_append_printf (values, ", :%s", columns[i].name);
    }

  return g_strdup_printf ("INSERT INTO attempt (%s) VALUES (%s)", names->str, values->str);
}

/**
 * preamp_journal_attempt_answer_sql:
 *
 * Makes the statement that writes how an attempt ended. Its parameters are those of
 * [func@Preamp.journal_attempt_bind], and `:id`. What was set aside comes back into sight when
 * its outcome changes, since nobody has seen the new one.
 *
 * Returns: (transfer full): the statement
 */
char *
preamp_journal_attempt_answer_sql (void)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE attempt SET set_aside = set_aside AND "
                                          "outcome IS :outcome AND contradicted = :contradicted");

  for (size_t i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (columns[i].written == WRITTEN_WITH_ANSWER)
        g_string_append_printf (sql, ", %s = :%s", columns[i].name, columns[i].name);
    }

  g_string_append (sql, " WHERE id = :id");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * preamp_journal_attempt_select_sql:
 * @rest: what follows FROM: conditions and order, where `attempt` is the table
 *
 * Makes a statement whose rows [func@Preamp.journal_attempt_read] reads.
 *
 * Returns: (transfer full): the statement
 */
char *
preamp_journal_attempt_select_sql (const char *rest)
{
  g_autoptr (GString) sql = g_string_new ("SELECT attempt.id, instance.uri, "
                                          "CASE WHEN sent_at IS NULL "
                                          "THEN (SELECT user_id FROM run WHERE run.id = run_id) "
                                          "ELSE attempt.user_id END, "
                                          "sent_at, clock_offset, "
                                          "clock_known, set_aside, replaced_by IS NOT NULL");

  for (size_t i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (sql, ", %s", columns[i].name);

  g_string_append_printf (sql,
                          " FROM attempt JOIN instance ON instance.id = attempt.instance_id %s",
                          rest);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * preamp_journal_attempt_bind:
 * @statement: a statement from this file
 * @record: what to write, which must stay until the statement has run
 *
 * Binds those fields of @record that the statement writes.
 */
void
preamp_journal_attempt_bind (sqlite3_stmt              *statement,
                             const PreampAttemptRecord *record)
{
  for (size_t i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      char parameter[32];
      int index;

      g_snprintf (parameter, sizeof parameter, ":%s", columns[i].name);
      index = sqlite3_bind_parameter_index (statement, parameter);

      if (index > 0)
        bind_column (statement, index, &columns[i], record);
    }
}

/**
 * preamp_journal_attempt_read:
 * @statement: a statement that stands on a row
 *
 * Reads an attempt.
 *
 * Returns: (transfer full): the attempt
 */
PreampAttemptRecord *
preamp_journal_attempt_read (sqlite3_stmt *statement)
{
  PreampAttemptRecord *record = preamp_attempt_record_new ();
  int index = 0;

  record->id = sqlite3_column_int64 (statement, index++);
  record->instance = dup_text (statement, index++);
  record->user_id = dup_text (statement, index++);
  record->sent_at = sqlite3_column_int64 (statement, index++);
  record->clock_offset = sqlite3_column_int64 (statement, index++);
  record->clock_known = sqlite3_column_int (statement, index++) != 0;
  record->set_aside = sqlite3_column_int (statement, index++) != 0;
  record->replaced = sqlite3_column_int (statement, index++) != 0;

  for (size_t i = 0; i < G_N_ELEMENTS (columns); i++)
    read_column (statement, index++, &columns[i], record);

  return record;
}

/**
 * preamp_journal_direction_to_text:
 * @direction: a direction
 *
 * Gets the word by which the journal keeps a direction. It is the journal's own, not Domo's.
 *
 * Returns: the word
 */
const char *
preamp_journal_direction_to_text (PreampDirection direction)
{
  return direction == PREAMP_DIRECTION_REVERSE ? "reverse" : "migrate";
}

/**
 * preamp_journal_looks_to_text:
 * @looks: how far the looks at Domo's lists have come
 *
 * Gets the word by which the journal keeps it.
 *
 * Returns: the word
 */
const char *
preamp_journal_looks_to_text (PreampLooks looks)
{
  g_return_val_if_fail ((size_t) looks < G_N_ELEMENTS (looks_texts), looks_texts[0]);

  return looks_texts[looks];
}

/**
 * preamp_journal_run_select_sql:
 * @rest: what follows FROM: conditions and order, where `run` and `instance` are the tables
 *
 * Makes a statement whose rows [func@Preamp.journal_run_read] reads.
 *
 * Returns: (transfer full): the statement
 */
char *
preamp_journal_run_select_sql (const char *rest)
{
  return g_strconcat ("SELECT run.id, instance.uri, direction, user_id, user_name, note, "
                      "plan_sha256, at_once, started_at, ended_at, ending, reason, starts_at, "
                      "stops_at, duration "
                      "FROM run JOIN instance ON instance.id = run.instance_id ",
                      rest, NULL);
}

/**
 * preamp_journal_run_read:
 * @statement: a statement that stands on a row
 *
 * Reads a run.
 *
 * Returns: (transfer full): the run
 */
PreampRunRecord *
preamp_journal_run_read (sqlite3_stmt *statement)
{
  PreampRunRecord *record = preamp_run_record_new ();

  record->id = sqlite3_column_int64 (statement, 0);
  record->instance = dup_text (statement, 1);
  record->direction = direction_from_text ((const char *) sqlite3_column_text (statement, 2));
  record->user_id = dup_text (statement, 3);
  record->user_name = dup_text (statement, 4);
  record->note = dup_text (statement, 5);
  record->plan_sha256 = dup_text (statement, 6);
  record->at_once = (guint) sqlite3_column_int64 (statement, 7);
  record->started_at = sqlite3_column_int64 (statement, 8);
  record->ended_at = sqlite3_column_int64 (statement, 9);
  record->ending =
    preamp_run_ending_from_text ((const char *) sqlite3_column_text (statement, 10));
  record->reason = dup_text (statement, 11);
  record->starts_at = sqlite3_column_int64 (statement, 12);
  record->stops_at = sqlite3_column_int64 (statement, 13);
  record->duration = sqlite3_column_int64 (statement, 14);

  return record;
}
