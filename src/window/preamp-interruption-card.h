/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "journal/preamp-run-summary.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_INTERRUPTION_CARD (preamp_interruption_card_get_type ())

G_DECLARE_FINAL_TYPE (PreampInterruptionCard, preamp_interruption_card, PREAMP, INTERRUPTION_CARD,
                      AdwBin)

GtkWidget *preamp_interruption_card_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_interruption_card_set_summary (PreampInterruptionCard *self,
                                                 const PreampRunSummary *summary);

G_END_DECLS
