/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-candidate-page.h"
#include "preamp-candidate-table.h"
#include "preamp-datasource-pipeline.h"
#include "preamp-error-page.h"
#include "preamp-filter-chips.h"
#include "preamp-row-menu.h"

G_BEGIN_DECLS

struct _PreampCandidatePage
{
  AdwBin                    parent_instance;

  PreampWorkspace          *workspace;
  PreampCandidateList      *list;
  PreampDatasourceModel    *model;
  PreampDatasourcePipeline *pipeline;
  GSignalGroup             *list_signals;
  GSignalGroup             *model_signals;
  guint                     squeezed_id;
  gboolean                  rows_unseen;
  guint                     to_top_id;
  guint                     follow_id;
  guint                     follow_frames;
  GtkWidget                *focus; /* a weak pointer */
  gboolean                  focus_in_rows;
  gboolean                  focus_moving;
  gboolean                  focus_wanted;
  guint                     focus_frames;
  guint                     frame_id;
  gboolean                  has_rows;
  char                     *closed_info;
  char                     *chosen_id;

  /* template */
  GtkSearchBar             *search_bar;
  GtkSearchEntry           *search_entry;
  GtkInfoBar               *info_bar;
  GtkLabel                 *info_label;
  GtkMenuButton            *problems_button;
  GtkLabel                 *problems_label;
  GtkWidget                *info_retry_button;
  GtkWidget                *hint_label;
  GtkWidget                *chips_box;
  GtkWidget                *chips_window;
  PreampFilterChips        *chips;
  GtkSpinner               *refresh_spinner;
  GtkMenuButton            *view_button;
  GMenuModel               *view_menu;
  GMenuModel               *sort_menu;
  GtkStack                 *stack;
  GtkSpinner               *loading_spinner;
  GtkSpinner               *sorting_spinner;
  PreampErrorPage          *error_page;
  AdwStatusPage            *empty_page;
  AdwStatusPage            *no_results_page;
  PreampRowMenu            *row_menu;
  GMenuModel               *migrate_menu;
  GMenuModel               *reverse_menu;
  GMenu                    *selection_menu;
  AdwSqueezer              *squeezer;
  PreampCandidateTable     *table;
  GtkWidget                *list_window;
  GtkListView              *list_view;
  GtkWidget                *bottom_bar;
  GtkLabel                 *selected_label;
  GtkLabel                 *hidden_label;
  GtkWidget                *clear_button;
  GtkWidget                *select_all_button;
  GtkButton                *review_button;
  GtkWidget                *narrow_review_button;
};

PreampDirection preamp_candidate_page_get_direction   (PreampCandidatePage *self);
void            preamp_candidate_page_update          (PreampCandidatePage *self);
void            preamp_candidate_page_update_texts    (PreampCandidatePage *self);

void            preamp_candidate_page_activate        (PreampCandidatePage *self,
                                                       guint                position);
gboolean        preamp_candidate_page_press_key       (PreampCandidatePage *self,
                                                       guint                keyval,
                                                       guint                keycode,
                                                       GdkModifierType      state);
void            preamp_candidate_page_review          (PreampCandidatePage *self,
                                                       GPtrArray           *candidates);
void            preamp_candidate_page_install_actions (GtkWidgetClass      *widget_class);

void            preamp_candidate_page_init_focus      (PreampCandidatePage *self);
void            preamp_candidate_page_init_width      (PreampCandidatePage *self);
void            preamp_candidate_page_watch_focus     (PreampCandidatePage *self);
void            preamp_candidate_page_unwatch_focus   (PreampCandidatePage *self);
void            preamp_candidate_page_follow_cursor   (PreampCandidatePage *self);
void            preamp_candidate_page_pursue_focus    (PreampCandidatePage *self);
void            preamp_candidate_page_want_rows       (PreampCandidatePage *self);
void            preamp_candidate_page_focus_rows      (PreampCandidatePage *self);
gboolean        preamp_candidate_page_get_at_top      (PreampCandidatePage *self);
void            preamp_candidate_page_go_to_top       (PreampCandidatePage *self);

gboolean        preamp_candidate_page_choose          (PreampCandidatePage *self,
                                                       PreampDatasourceItem *item);
void            preamp_candidate_page_install_row_actions (GtkWidgetClass  *widget_class);

G_END_DECLS
