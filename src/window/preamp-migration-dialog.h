/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-plan.h"
#include "migration/preamp-run.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_MIGRATION_DIALOG (preamp_migration_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PreampMigrationDialog, preamp_migration_dialog, PREAMP, MIGRATION_DIALOG,
                      AdwWindow)

GtkWindow      *preamp_migration_dialog_new_for_plan (PreampWorkspace       *workspace,
                                                      PreampPlan            *plan)
                                                      G_GNUC_WARN_UNUSED_RESULT;
GtkWindow      *preamp_migration_dialog_new_for_run  (PreampWorkspace       *workspace,
                                                      PreampRun             *run)
                                                      G_GNUC_WARN_UNUSED_RESULT;
PreampInstance *preamp_migration_dialog_get_instance (PreampMigrationDialog *self);

G_END_DECLS
