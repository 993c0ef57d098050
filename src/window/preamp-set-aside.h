/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "migration/preamp-attempt.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

void preamp_set_aside    (GtkWidget       *widget,
                          PreampWorkspace *workspace,
                          PreampAttempt   *attempt);
void preamp_mark_as_seen (GtkWidget       *widget,
                          PreampWorkspace *workspace,
                          GPtrArray       *attempts);

G_END_DECLS
