/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "migration/preamp-activity-model.h"
#include "preamp-activity-filters.h"
#include "preamp-activity-overview.h"
#include "preamp-activity-page.h"
#include "preamp-activity-table.h"

G_BEGIN_DECLS

/* What the files of the page share. */
struct _PreampActivityPage
{
  AdwBin                  parent_instance;

  PreampWorkspace        *workspace;
  GSignalGroup           *standings_signals;
  GSignalGroup           *runner_signals;
  PreampActivityModel    *model;
  GCancellable           *cancellable;
  gboolean                narrow;
  gboolean                attention_wanted;
  gboolean                stale;
  guint                   refresh_id;
  guint                   fold_id;

  /* template */
  GtkScrolledWindow      *scrolled_window;
  GtkStack               *page_stack;
  GtkSpinner             *spinner;
  GtkBox                 *activity_box;
  GtkWidget              *overview_window;
  PreampActivityOverview *overview;
  GtkBox                 *controls_box;
  GtkScrolledWindow      *kinds_window;
  GtkWidget              *kinds_box;
  GtkToggleButton        *overview_button;
  GtkToggleButton        *runs_button;
  GtkToggleButton        *attempts_button;
  PreampActivityFilters  *filters;
  GtkWidget              *row_menu;
  GtkStack               *list_stack;
  PreampActivityTable    *table;
  GtkListView            *list_view;
  AdwStatusPage          *error_page;
};

void     preamp_activity_page_update_list         (PreampActivityPage *self);
void     preamp_activity_page_connect_views       (PreampActivityPage *self);

void     preamp_activity_page_watch_size          (PreampActivityPage *self);

void     preamp_activity_page_install_actions     (GtkWidgetClass     *widget_class);

void     preamp_activity_page_count_attention     (PreampActivityPage *self);

void     preamp_activity_page_open_attempt        (PreampActivityPage *self,
                                                   PreampAttempt      *attempt);
void     preamp_activity_page_open                (PreampActivityPage *self,
                                                   PreampActivityItem *item);
gboolean preamp_activity_page_choose              (PreampActivityPage *self,
                                                   PreampActivityItem *item);
void     preamp_activity_page_install_row_actions (GtkWidgetClass     *widget_class);

G_END_DECLS
