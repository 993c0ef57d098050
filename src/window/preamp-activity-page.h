/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-report.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ACTIVITY_PAGE (preamp_activity_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampActivityPage, preamp_activity_page, PREAMP, ACTIVITY_PAGE, AdwBin)

GtkWidget *preamp_activity_page_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_activity_page_set_workspace  (PreampActivityPage *self,
                                                PreampWorkspace    *workspace);
void       preamp_activity_page_refresh        (PreampActivityPage *self);
void       preamp_activity_page_search         (PreampActivityPage *self);
void       preamp_activity_page_focus          (PreampActivityPage *self);
void       preamp_activity_page_show_attention (PreampActivityPage *self);
void       preamp_activity_page_show_history   (PreampActivityPage *self,
                                                const char         *datasource_id);
gboolean   preamp_activity_page_get_exportable (PreampActivityPage *self);
void       preamp_activity_page_export         (PreampActivityPage *self,
                                                PreampReportFormat  format);
void       preamp_activity_page_export_to      (PreampActivityPage *self,
                                                GFile              *file,
                                                PreampReportFormat  format);

G_END_DECLS
