/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-report.h"
#include "preamp-profile.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_JOURNAL_PAGE (preamp_journal_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampJournalPage, preamp_journal_page, PREAMP, JOURNAL_PAGE,
                      AdwPreferencesPage)

void preamp_journal_page_set_profile (PreampJournalPage  *self,
                                      PreampProfile      *profile);
void preamp_journal_page_export_to   (PreampJournalPage  *self,
                                      GFile              *file,
                                      PreampReportFormat  format);

G_END_DECLS
