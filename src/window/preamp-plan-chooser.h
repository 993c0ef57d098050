/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "migration/preamp-plan.h"

G_BEGIN_DECLS

/**
 * PreampPlanOpened:
 * @parent: the window that it was opened from
 * @plan: (transfer none): the plan, not checked yet
 *
 * Called when a plan was read from a file.
 */
typedef void (*PreampPlanOpened) (GtkWindow  *parent,
                                  PreampPlan *plan);

void preamp_plan_chooser_save      (GtkWindow        *parent,
                                    PreampPlan       *plan);
void preamp_plan_chooser_save_to   (GtkWindow        *parent,
                                    PreampPlan       *plan,
                                    GFile            *file);
void preamp_plan_chooser_open      (GtkWindow        *parent,
                                    PreampConnection *connection,
                                    PreampPlanOpened  opened);
void preamp_plan_chooser_open_from (GtkWindow        *parent,
                                    PreampConnection *connection,
                                    GFile            *file,
                                    PreampPlanOpened  opened);

G_END_DECLS
