/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

void preamp_not_now (GtkWidget       *widget,
                     PreampWorkspace *workspace,
                     gint64           run_id);

G_END_DECLS
