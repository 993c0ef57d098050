/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "journal/preamp-journal-upkeep.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_OLD_ENTRIES (preamp_old_entries_get_type ())

G_DECLARE_FINAL_TYPE (PreampOldEntries, preamp_old_entries, PREAMP, OLD_ENTRIES, AdwBin)

void preamp_old_entries_ask (GtkWidget     *widget,
                             PreampJournal *journal,
                             void         (*chosen) (GtkWidget *widget, gint64 before));

G_END_DECLS
