/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "journal/preamp-journal.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_DATASOURCE_HISTORY (preamp_datasource_history_get_type ())

G_DECLARE_FINAL_TYPE (PreampDatasourceHistory, preamp_datasource_history,
                      PREAMP, DATASOURCE_HISTORY, AdwBin)

GtkWidget *preamp_datasource_history_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_datasource_history_read (PreampDatasourceHistory *self,
                                           PreampJournal           *journal,
                                           const char              *instance,
                                           const char              *datasource_id);
void       preamp_datasource_history_show (PreampDatasourceHistory *self,
                                           GPtrArray               *records);

G_END_DECLS
