/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PREAMP_CSV_BOM:
 *
 * What a file starts with so that spreadsheets read it as UTF-8.
 */
#define PREAMP_CSV_BOM "\xef\xbb\xbf"

#define PREAMP_CSV_ERROR (preamp_csv_error_quark ())

/**
 * PreampCsvError:
 * @PREAMP_CSV_ERROR_ENCODING: the text is not UTF-8
 * @PREAMP_CSV_ERROR_QUOTE: a quotation mark is not closed, or is followed by text
 *
 * Why a text cannot be read as rows.
 */
typedef enum
{
  PREAMP_CSV_ERROR_ENCODING,
  PREAMP_CSV_ERROR_QUOTE,
} PreampCsvError;

GQuark preamp_csv_error_quark (void);

/**
 * PreampCsvRow:
 * @number: which row of the file it is, as a spreadsheet counts them, from 1
 * @n_fields: how many fields it has, at least one
 * @fields: (array length=n_fields): its fields, %NULL-terminated
 *
 * One row of a file.
 */
typedef struct
{
  guint number;
  guint n_fields;
  char **fields;
} PreampCsvRow;

void       preamp_csv_append_row (GString            *csv,
                                  const char * const *fields,
                                  gsize               n_fields);
GPtrArray *preamp_csv_parse      (const char         *text,
                                  gsize               length,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
