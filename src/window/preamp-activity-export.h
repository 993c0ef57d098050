/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-report.h"

G_BEGIN_DECLS

/**
 * PreampExportChosen:
 * @widget: the widget that exports
 * @file: where to save
 * @format: how it is written
 * @user_data: what was given with it
 *
 * Called when somebody has chosen where to save.
 */
typedef void (*PreampExportChosen) (GtkWidget          *widget,
                                    GFile              *file,
                                    PreampReportFormat  format,
                                    gpointer            user_data);

char *preamp_activity_export_dup_name (const char               *what,
                                       const char               *host,
                                       PreampReportFormat        format) G_GNUC_WARN_UNUSED_RESULT;
void  preamp_activity_export_choose   (GtkWidget                *widget,
                                       const char               *name,
                                       PreampReportFormat        format,
                                       PreampExportChosen        chosen,
                                       gpointer                  user_data,
                                       GDestroyNotify            destroy);
void  preamp_activity_export_say      (GtkWidget                *widget,
                                       const GError             *error);

G_END_DECLS
