/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-candidate-table.h"
#include "preamp-datasource-item.h"

G_BEGIN_DECLS

/* The columns beside that of the check boxes. */
typedef enum
{
  PREAMP_CANDIDATE_COLUMN_NAME,
  PREAMP_CANDIDATE_COLUMN_STATUS,
  PREAMP_CANDIDATE_COLUMN_TABLE,
  PREAMP_CANDIDATE_COLUMN_SCHEMA,
  PREAMP_CANDIDATE_COLUMN_CATALOG,
  PREAMP_CANDIDATE_COLUMN_TYPE,
} PreampCandidateColumnId;

#define PREAMP_N_CANDIDATE_COLUMNS (PREAMP_CANDIDATE_COLUMN_TYPE + 1)

typedef struct
{
  PreampCandidateTable   *table;
  GtkColumnViewColumn    *column;
  const char             *name;
  PreampDatasourceColumn  text;
  int                     width; /* pixels, -1 for what the others leave */
  int                     extra; /* pixels beside, in a wide window */
  gboolean                resized;
} PreampCandidateColumn;

struct _PreampCandidateTable
{
  AdwBin                 parent_instance;

  PreampDirection        direction;
  PreampCandidateColumn  columns[PREAMP_N_CANDIDATE_COLUMNS];
  gboolean               chosen;
  gboolean               updating;
  guint                  fit_id;

  PreampCandidateColumn *sorted;
  gboolean               descending;
  GObject               *probe;
  PreampCandidateColumn *probed;

  /* template */
  GtkScrolledWindow     *scrolled_window;
  GtkColumnView         *view;
  GtkColumnViewColumn   *check_column;
  GtkColumnViewColumn   *name_column;
  GtkColumnViewColumn   *status_column;
  GtkColumnViewColumn   *type_column;
  GtkColumnViewColumn   *catalog_column;
  GtkColumnViewColumn   *schema_column;
  GtkColumnViewColumn   *table_column;
};

void      preamp_candidate_table_init_columns  (PreampCandidateTable    *self);
void      preamp_candidate_table_follow_layout (PreampCandidateTable    *self);
gboolean  preamp_candidate_table_get_shown     (PreampCandidateTable    *self,
                                                PreampCandidateColumnId  id);
void      preamp_candidate_table_choose        (PreampCandidateTable    *self,
                                                PreampCandidateColumnId  id,
                                                gboolean                 shown);
void      preamp_candidate_table_fit           (PreampCandidateTable    *self,
                                                gboolean                 fit);
GVariant *preamp_candidate_table_dup_chosen    (PreampCandidateTable    *self);
void      preamp_candidate_table_set_chosen    (PreampCandidateTable    *self,
                                                GVariant                *chosen);
void      preamp_candidate_table_sort          (PreampCandidateTable    *self,
                                                const char              *name,
                                                gboolean                 descending);
GVariant *preamp_candidate_table_dup_widths    (PreampCandidateTable    *self);
void      preamp_candidate_table_set_widths    (PreampCandidateTable    *self,
                                                GVariant                *widths);

G_END_DECLS
