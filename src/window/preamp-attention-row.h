/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-attempt.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ATTENTION_ROW (preamp_attention_row_get_type ())

G_DECLARE_FINAL_TYPE (PreampAttentionRow, preamp_attention_row, PREAMP, ATTENTION_ROW, AdwBin)

GtkWidget *preamp_attention_row_new             (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_attention_row_set_attempt     (PreampAttentionRow *self,
                                                 PreampWorkspace    *workspace,
                                                 PreampAttempt      *attempt);
void       preamp_attention_row_set_narrow      (PreampAttentionRow *self,
                                                 gboolean            narrow);
gboolean   preamp_attention_row_has_aside_focus (PreampAttentionRow *self);
gboolean   preamp_attention_row_focus           (PreampAttentionRow *self,
                                                 gboolean            aside);

G_END_DECLS
