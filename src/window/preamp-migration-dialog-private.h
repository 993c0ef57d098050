/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-migration-dialog.h"

G_BEGIN_DECLS

PreampWorkspace *
           preamp_migration_dialog_get_workspace       (PreampMigrationDialog *self);
PreampRun *preamp_migration_dialog_get_run             (PreampMigrationDialog *self);
void       preamp_migration_dialog_show_plan           (PreampMigrationDialog *self,
                                                        PreampPlan            *plan);
void       preamp_migration_dialog_install_run_actions (GtkWidgetClass        *widget_class);

G_END_DECLS
