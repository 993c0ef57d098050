/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "domo/preamp-candidate-list.h"
#include "migration/preamp-workspace.h"
#include "preamp-datasource-item.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_CANDIDATE_PAGE (preamp_candidate_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampCandidatePage, preamp_candidate_page, PREAMP, CANDIDATE_PAGE, AdwBin)

GtkWidget            *preamp_candidate_page_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void                  preamp_candidate_page_set_list    (PreampCandidatePage   *self,
                                                         PreampWorkspace       *workspace,
                                                         PreampCandidateList   *list);
void                  preamp_candidate_page_bind_settings (PreampCandidatePage *self,
                                                         GSettings             *settings,
                                                         PreampDirection        direction);
PreampDatasourceItem *preamp_candidate_page_get_cursor  (PreampCandidatePage   *self);
gboolean              preamp_candidate_page_has_attention (PreampCandidatePage *self);
void                  preamp_candidate_page_find        (PreampCandidatePage   *self);
void                  preamp_candidate_page_ensure_cursor (PreampCandidatePage   *self);
void                  preamp_candidate_page_search      (PreampCandidatePage   *self);
void                  preamp_candidate_page_show_group  (PreampCandidatePage   *self,
                                                         PreampDatasourceGroup  group);

G_END_DECLS
