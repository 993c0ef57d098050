/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-candidate.h"

G_BEGIN_DECLS

/**
 * PreampDatasourceColumn:
 * @PREAMP_DATASOURCE_COLUMN_NAME: the name
 * @PREAMP_DATASOURCE_COLUMN_TYPE: Domo's type of the datasource
 * @PREAMP_DATASOURCE_COLUMN_CATALOG: the catalog
 * @PREAMP_DATASOURCE_COLUMN_SCHEMA: the schema
 * @PREAMP_DATASOURCE_COLUMN_TABLE: the table
 *
 * The columns of text.
 */
typedef enum
{
  PREAMP_DATASOURCE_COLUMN_NAME,
  PREAMP_DATASOURCE_COLUMN_TYPE,
  PREAMP_DATASOURCE_COLUMN_CATALOG,
  PREAMP_DATASOURCE_COLUMN_SCHEMA,
  PREAMP_DATASOURCE_COLUMN_TABLE,
} PreampDatasourceColumn;

#define PREAMP_N_DATASOURCE_COLUMNS (PREAMP_DATASOURCE_COLUMN_TABLE + 1)

/**
 * PreampDatasourceKeys:
 *
 * What a row is searched and sorted by, made when it is first asked for: a list of 100,000 rows
 * that nobody sorts by catalog needs no keys for that.
 */
typedef struct
{
  char *name;
  char *search;
  char *sort[PREAMP_N_DATASOURCE_COLUMNS];
} PreampDatasourceKeys;

const char *preamp_datasource_keys_get_text (PreampCandidate        *candidate,
                                             PreampDatasourceColumn  column);
char      **preamp_datasource_keys_fold     (const char             *search)
                                             G_GNUC_WARN_UNUSED_RESULT;
gboolean    preamp_datasource_keys_match    (PreampDatasourceKeys   *keys,
                                             PreampCandidate        *candidate,
                                             const char * const     *words);
gboolean    preamp_datasource_keys_are_stricter (char                **words,
                                                 char                **than);
const char *preamp_datasource_keys_get_sort (PreampDatasourceKeys   *keys,
                                             PreampCandidate        *candidate,
                                             PreampDatasourceColumn  column);
gboolean    preamp_datasource_keys_are_equal (PreampCandidate        *candidate,
                                              PreampCandidate        *other);
const char *preamp_datasource_keys_get_name  (PreampDatasourceKeys   *keys,
                                              PreampCandidate        *candidate);
void        preamp_datasource_keys_clear    (PreampDatasourceKeys   *keys);

G_END_DECLS
