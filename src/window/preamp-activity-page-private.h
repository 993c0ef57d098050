/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-activity-page.h"

G_BEGIN_DECLS

/* preamp-activity-page-actions.c */
void             preamp_activity_page_install_actions (GtkWidgetClass     *widget_class);

/* preamp-activity-page.c */
PreampWorkspace *preamp_activity_page_get_workspace   (PreampActivityPage *self);

G_END_DECLS
