/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-plan-table.h"

#include <glib/gi18n.h>

#include "preamp-csv.h"
#include "preamp-plan-choice.h"
#include "preamp-plan-file.h"
#include "preamp-plan-row.h"

/* The version of the format that is written, and the newest that is read. */
#define FORMAT 1

typedef enum
{
  COLUMN_FORMAT,
  COLUMN_INSTANCE,
  COLUMN_DIRECTION,
  COLUMN_INTEGRATION_ID,
  COLUMN_INTEGRATION_NAME,
  COLUMN_DATASOURCE_ID,
  COLUMN_DATASOURCE_NAME,
  COLUMN_CATALOG,
  COLUMN_SCHEMA,
  COLUMN_TABLE,
  N_COLUMNS,
} Column;

/* They are part of the format, and not translated. */
static const char * const titles[N_COLUMNS] = {
  [COLUMN_FORMAT] = "Format Version",
  [COLUMN_INSTANCE] = "Instance",
  [COLUMN_DIRECTION] = "Direction",
  [COLUMN_INTEGRATION_ID] = "Integration ID",
  [COLUMN_INTEGRATION_NAME] = "Integration Name",
  [COLUMN_DATASOURCE_ID] = "Datasource ID",
  [COLUMN_DATASOURCE_NAME] = "Datasource Name",
  [COLUMN_CATALOG] = "Catalog",
  [COLUMN_SCHEMA] = "Schema",
  [COLUMN_TABLE] = "Table",
};

/* One reading: where the columns are, and what the rows before had. */
typedef struct
{
  guint positions[N_COLUMNS];
  PreampInstanceAddress *address;
  const char *instance;       /* the last one that was compared */
  PreampDirection direction;
  gboolean direction_known;
} Reading;

/**
 * preamp_plan_table_write:
 * @base_uri: the instance's base URI
 * @rows: (element-type PreampPlanRow): the rows of a plan
 *
 * Writes a plan as a table. It may be called in any thread.
 *
 * Returns: (transfer full): the text
 */
GString *
preamp_plan_table_write (const char *base_uri,
                         GPtrArray  *rows)
{
  GString *csv;

  g_return_val_if_fail (base_uri != NULL, NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  csv = g_string_new (PREAMP_CSV_BOM);
  preamp_csv_append_row (csv, titles, N_COLUMNS);

  for (guint i = 0; i < rows->len; i++)
    {
      const PreampAttemptRecord *record = preamp_plan_row_get_record (g_ptr_array_index (rows, i));
      const char * const fields[N_COLUMNS] = {
        [COLUMN_FORMAT] = G_STRINGIFY (FORMAT),
        [COLUMN_INSTANCE] = base_uri,
        [COLUMN_DIRECTION] = preamp_direction_to_domo (record->direction),
        [COLUMN_INTEGRATION_ID] = record->integration_id,
        [COLUMN_INTEGRATION_NAME] = record->integration_name,
        [COLUMN_DATASOURCE_ID] = record->datasource_id,
        [COLUMN_DATASOURCE_NAME] = record->datasource_name,
        [COLUMN_CATALOG] = record->catalog,
        [COLUMN_SCHEMA] = record->schema,
        [COLUMN_TABLE] = record->table,
      };

      preamp_csv_append_row (csv, fields, N_COLUMNS);
    }

  return csv;
}

/* Reading */

static gboolean
is_title (const char *text,
          const char *title)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return g_ascii_strcasecmp (stripped, title) == 0;
}

static gboolean
find_columns (Reading             *reading,
              const PreampCsvRow  *header,
              GError             **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint column = 0; column < N_COLUMNS; column++)
    {
      guint i;

      for (i = 0; i < header->n_fields; i++)
        if (is_title (header->fields[i], titles[column]))
          break;

      reading->positions[column] = i;
      if (i == header->n_fields)
        g_ptr_array_add (missing, (gpointer) titles[column]);
    }

  if (missing->len == 0)
    return TRUE;

  if (missing->len == N_COLUMNS)
    {
      g_set_error_literal (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
                           _("This is not a plan of Preamp’s: its first row has none of the column "
                             "titles. Choose a file that was saved by “Save Plan…”."));
      return FALSE;
    }

  g_ptr_array_add (missing, NULL);
  names = g_strjoinv (", ", (char **) missing->pdata);

  g_set_error (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
               /* Translators: %s is the titles of columns, parted by commas. */
               ngettext ("The plan lacks the column %s. Put it back, with this title in the first "
                         "row, then open the plan again.",
                         "The plan lacks the columns %s. Put them back, with these titles in the "
                         "first row, then open the plan again.",
                         missing->len - 1),
               names);
  return FALSE;
}

/* A row that ends early has nothing in the columns that follow. */
static const char *
get_field (const Reading      *reading,
           const PreampCsvRow *row,
           Column              column)
{
  guint position = reading->positions[column];

  return position < row->n_fields ? row->fields[position] : "";
}

static char *
dup_field (const Reading      *reading,
           const PreampCsvRow *row,
           Column              column)
{
  const char *field = get_field (reading, row, column);

  return *field != '\0' ? g_strdup (field) : NULL;
}

/* Of identifiers an empty one is no %NULL, and a space at its ends is nobody's. */
static char *
dup_identifier (const Reading      *reading,
                const PreampCsvRow *row,
                Column              column)
{
  return g_strstrip (g_strdup (get_field (reading, row, column)));
}

static gboolean
check_format (const Reading       *reading,
              const PreampCsvRow  *row,
              GError             **error)
{
  g_autofree char *text = dup_identifier (reading, row, COLUMN_FORMAT);
  guint64 format;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &format, NULL))
    {
      g_set_error (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
                   /* Translators: %1$u is the number of a row, %2$s the title of a column. */
                   _("Row %1$u of the plan has no number in the column %2$s. Every row has a 1 "
                     "there."),
                   row->number, titles[COLUMN_FORMAT]);
      return FALSE;
    }

  if (format > FORMAT)
    {
      g_set_error (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_VERSION,
                   /* Translators: %u is a version of the format of plan files. */
                   _("A newer version of Preamp saved this plan (format %u). Update Preamp to open "
                     "it."),
                   (guint) format);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_instance (Reading             *reading,
                const PreampCsvRow  *row,
                GError             **error)
{
  const char *text = get_field (reading, row, COLUMN_INSTANCE);
  g_autoptr (PreampInstanceAddress) address = NULL;

  /* Most rows are for the same. */
  if (g_strcmp0 (text, reading->instance) == 0)
    return TRUE;

  address = preamp_instance_address_parse (text, NULL);
  if (address == NULL)
    {
      g_set_error (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
                   /* Translators: %1$u is the number of a row, %2$s the title of a column. */
                   _("Row %1$u of the plan has no address of a Domo instance in the column %2$s."),
                   row->number, titles[COLUMN_INSTANCE]);
      return FALSE;
    }

  if (!preamp_instance_address_equal (address, reading->address))
    {
      g_set_error (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_INSTANCE,
                   /* Translators: %1$u is the number of a row in a file, %2$s and %3$s are
                    * addresses of Domo instances. */
                   _("Row %1$u of the plan is for %2$s, and this is %3$s. Switch to the instance "
                     "that the plan is for, and open it there."),
                   row->number,
                   preamp_instance_address_get_display_name (address),
                   preamp_instance_address_get_display_name (reading->address));
      return FALSE;
    }

  reading->instance = text;

  return TRUE;
}

static gboolean
check_direction (Reading             *reading,
                 const PreampCsvRow  *row,
                 GError             **error)
{
  g_autofree char *text = dup_identifier (reading, row, COLUMN_DIRECTION);
  PreampDirection direction;

  if (!preamp_direction_from_domo (text, &direction))
    {
      g_set_error (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
                   /* Translators: %1$u is the number of a row, %2$s the title of a column, %3$s and
                    * %4$s are what may stand there. */
                   _("Row %1$u of the plan has no direction in the column %2$s. Write %3$s or "
                     "%4$s."),
                   row->number, titles[COLUMN_DIRECTION],
                   preamp_direction_to_domo (PREAMP_DIRECTION_MIGRATE),
                   preamp_direction_to_domo (PREAMP_DIRECTION_REVERSE));
      return FALSE;
    }

  if (reading->direction_known && direction != reading->direction)
    {
      g_set_error (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
                   /* Translators: %u is the number of a row in a file. */
                   _("Row %u of the plan goes the other way than the rows before it. Make a plan "
                     "of its own for each direction."),
                   row->number);
      return FALSE;
    }

  reading->direction = direction;
  reading->direction_known = TRUE;

  return TRUE;
}

static gboolean
is_empty (const PreampCsvRow *row)
{
  for (guint i = 0; i < row->n_fields; i++)
    if (*row->fields[i] != '\0')
      return FALSE;

  return TRUE;
}

static PreampPlanChoice *
read_choice (Reading             *reading,
             const PreampCsvRow  *row,
             GError             **error)
{
  PreampAttemptRecord *record;

  if (!check_format (reading, row, error) ||
      !check_instance (reading, row, error) ||
      !check_direction (reading, row, error))
    return NULL;

  record = preamp_attempt_record_new ();
  record->instance = g_strdup (preamp_instance_address_get_base_uri (reading->address));
  record->direction = reading->direction;
  record->integration_id = dup_identifier (reading, row, COLUMN_INTEGRATION_ID);
  record->integration_name = dup_field (reading, row, COLUMN_INTEGRATION_NAME);
  record->datasource_id = dup_identifier (reading, row, COLUMN_DATASOURCE_ID);
  record->datasource_name = dup_field (reading, row, COLUMN_DATASOURCE_NAME);
  record->catalog = dup_field (reading, row, COLUMN_CATALOG);
  record->schema = dup_field (reading, row, COLUMN_SCHEMA);
  record->table = dup_field (reading, row, COLUMN_TABLE);

  return preamp_plan_choice_new (record, row->number);
}

/**
 * preamp_plan_table_read:
 * @text: (array length=length): a file, with a byte of zero after it
 * @length: its length in bytes
 * @address: the address of the instance that the plan has to be for
 * @direction: (out): which way the plan goes
 * @error: return location for an error of #PREAMP_CSV_ERROR or #PREAMP_PLAN_FILE_ERROR
 *
 * Reads a plan. It may be called in any thread.
 *
 * Returns: (transfer full) (element-type PreampPlanChoice) (nullable): what its rows say, at least
 *   one; %NULL with @error set where it cannot be used
 */
GPtrArray *
preamp_plan_table_read (const char             *text,
                        gsize                   length,
                        PreampInstanceAddress  *address,
                        PreampDirection        *direction,
                        GError                **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) choices = NULL;
  Reading reading = { .address = address };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address), NULL);
  g_return_val_if_fail (direction != NULL, NULL);

  rows = preamp_csv_parse (text, length, error);
  if (rows == NULL)
    return NULL;

  if (rows->len > 0 && !find_columns (&reading, g_ptr_array_index (rows, 0), error))
    return NULL;

  choices = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_plan_choice_free);

  for (guint i = 1; i < rows->len; i++)
    {
      const PreampCsvRow *row = g_ptr_array_index (rows, i);
      PreampPlanChoice *choice;

      /* Spreadsheets like to leave rows of nothing but separators. */
      if (is_empty (row))
        continue;

      choice = read_choice (&reading, row, error);
      if (choice == NULL)
        return NULL;

      g_ptr_array_add (choices, choice);
    }

  if (choices->len == 0)
    {
      g_set_error_literal (error, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
                           _("There is no datasource in this file. Choose a file that was saved by "
                             "“Save Plan…”."));
      return NULL;
    }

  *direction = reading.direction;

  return g_steal_pointer (&choices);
}
