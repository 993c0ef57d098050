/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget  *preamp_plan_group_new      (GListModel *rows,
                                        const char *icon_name,
                                        const char *title,
                                        const char *subtitle,
                                        gboolean    integrations) G_GNUC_WARN_UNUSED_RESULT;
GListModel *preamp_plan_group_get_rows (GtkWidget  *group);

G_END_DECLS
