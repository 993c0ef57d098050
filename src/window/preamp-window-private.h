/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-activity-page.h"
#include "preamp-attention-bar.h"
#include "preamp-error-page.h"
#include "preamp-integration-page.h"
#include "preamp-run-bar.h"
#include "preamp-run-queue.h"
#include "preamp-sidebar.h"
#include "preamp-window.h"

G_BEGIN_DECLS

/* What the files of the window share. */
struct _PreampWindow
{
  AdwApplicationWindow   parent_instance;

  GSettings             *settings;
  PreampInstanceList    *instances;
  PreampInstance        *instance;
  PreampWorkspace       *workspace;
  GError                *error;
  GCancellable          *cancellable;

  GSignalGroup          *instances_signals;
  GSignalGroup          *instance_signals;
  GSignalGroup          *connection_signals;
  GSignalGroup          *runner_signals;
  PreampIntegrationLists *shown_lists;
  gboolean               focus_wanted;

  /* template */
  AdwToastOverlay       *toast_overlay;
  AdwLeaflet            *leaflet;
  GtkMenuButton         *instance_button;
  GtkLabel              *instance_label;
  GtkLabel              *host_label;
  GtkWidget             *refresh_button;
  GtkStack              *refresh_stack;
  GtkSpinner            *refresh_spinner;
  GtkMenuButton         *menu_button;
  PreampSidebar         *sidebar;
  GtkWidget             *problems_box;
  GtkLabel              *problems_label;
  PreampRunBar          *run_bar;
  PreampRunQueue        *run_queue;
  AdwViewSwitcherTitle  *switcher_title;
  GtkWidget             *back_button;
  GtkWidget             *search_button;
  GtkWidget             *details_button;
  GtkWidget             *export_button;
  GtkWidget             *sandbox_label;
  GtkWidget             *attention_box;
  PreampAttentionBar    *attention_bar;
  GtkStack              *content_stack;
  GtkSpinner            *loading_spinner;
  GtkLabel              *loading_label;
  PreampErrorPage       *error_page;
  AdwStatusPage         *status_page;
  GtkButton             *status_button;
  PreampIntegrationPage *integration_page;
  PreampActivityPage    *activity_page;
  AdwViewSwitcherBar    *switcher_bar;
};

void              preamp_window_install_keys      (GtkWidgetClass *widget_class);
void              preamp_window_install_actions   (PreampWindow *self);
void              preamp_window_update_actions    (PreampWindow *self);
GtkWindow        *preamp_window_find_dialog       (PreampWindow *self,
                                                   PreampRun    *run);

void              preamp_window_restore            (PreampWindow *self);
void              preamp_window_keep_size          (PreampWindow *self);
void              preamp_window_keep_integration   (PreampWindow *self);
void              preamp_window_choose_integration (PreampWindow *self);

PreampConnection *preamp_window_get_connection    (PreampWindow *self);
void              preamp_window_update_content    (PreampWindow *self);
void              preamp_window_update_header     (PreampWindow *self);
void              preamp_window_update_connection (PreampWindow *self);
void              preamp_window_update_instances  (PreampWindow *self);
void              preamp_window_refresh           (PreampWindow *self);

G_END_DECLS
