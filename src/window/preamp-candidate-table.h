/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domo/preamp-direction.h"

G_BEGIN_DECLS

/* The least width, with the columns Name and Status; below it three-line rows are shown. */
#define PREAMP_CANDIDATE_TABLE_LEAST_WIDTH 434

#define PREAMP_TYPE_CANDIDATE_TABLE (preamp_candidate_table_get_type ())

G_DECLARE_FINAL_TYPE (PreampCandidateTable, preamp_candidate_table, PREAMP, CANDIDATE_TABLE, AdwBin)

GtkWidget *preamp_candidate_table_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_candidate_table_set_model     (PreampCandidateTable *self,
                                                 GtkSelectionModel    *model);
GtkSorter *preamp_candidate_table_get_sorter    (PreampCandidateTable *self);
void       preamp_candidate_table_set_direction (PreampCandidateTable *self,
                                                 PreampDirection       direction);
void       preamp_candidate_table_bind_columns  (PreampCandidateTable *self,
                                                 GSettings            *settings,
                                                 const char           *chosen_key,
                                                 const char           *widths_key);
gboolean   preamp_candidate_table_get_at_top    (PreampCandidateTable *self);
void       preamp_candidate_table_scroll_to     (PreampCandidateTable *self,
                                                 guint                 position);

G_END_DECLS
