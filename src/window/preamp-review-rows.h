/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "migration/preamp-plan.h"

G_BEGIN_DECLS

void preamp_review_rows_clear (GtkListBox *box);
void preamp_review_rows_fill  (GtkListBox *box,
                               PreampPlan *plan);

G_END_DECLS
