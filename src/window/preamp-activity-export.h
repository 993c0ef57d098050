/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-report.h"

G_BEGIN_DECLS

char *preamp_activity_export_dup_name (const char               *what,
                                       const char               *host,
                                       PreampReportFormat        format) G_GNUC_WARN_UNUSED_RESULT;
void  preamp_activity_export_choose   (GtkWidget                *widget,
                                       const char               *name,
                                       PreampReportFormat        format,
                                       void                    (*chosen) (GtkWidget         *widget,
                                                                          GFile             *file,
                                                                          PreampReportFormat format));
void  preamp_activity_export_say      (GtkWidget                *widget,
                                       const GError             *error);

G_END_DECLS
