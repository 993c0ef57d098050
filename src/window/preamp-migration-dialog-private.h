/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-migration-dialog.h"
#include "preamp-result-page.h"
#include "preamp-review-page.h"
#include "preamp-running-page.h"

G_BEGIN_DECLS

struct _PreampMigrationDialog
{
  AdwWindow          parent_instance;

  PreampWorkspace   *workspace;
  PreampPlan        *plan;
  PreampRun         *run;
  GSignalGroup      *run_signals;
  guint              at_once;
  PreampPaceLimits   limits;
  gboolean           closing;

  /* template */
  AdwToastOverlay   *toast_overlay;
  AdwLeaflet        *leaflet;
  GtkWidget         *main_box;
  GtkStack          *stack;
  PreampReviewPage  *review_page;
  PreampRunningPage *running_page;
  PreampResultPage  *result_page;
  GtkWidget         *list_box;
  AdwWindowTitle    *list_title;
  AdwBin            *list_bin;
  GtkWidget         *details_box;
  AdwWindowTitle    *details_title;
  AdwBin            *details_bin;
};

PreampWorkspace *
           preamp_migration_dialog_get_workspace       (PreampMigrationDialog *self);
PreampRun *preamp_migration_dialog_get_run             (PreampMigrationDialog *self);
void       preamp_migration_dialog_show_result         (PreampMigrationDialog *self);
void       preamp_migration_dialog_leave_review        (PreampMigrationDialog *self);
gboolean   preamp_migration_dialog_ask_to_close        (PreampMigrationDialog *self);
void       preamp_migration_dialog_show_plan           (PreampMigrationDialog *self,
                                                        PreampPlan            *plan);
void       preamp_migration_dialog_install_run_actions (GtkWidgetClass        *widget_class);

G_END_DECLS
