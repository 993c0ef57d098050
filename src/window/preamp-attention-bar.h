/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ATTENTION_BAR (preamp_attention_bar_get_type ())

G_DECLARE_FINAL_TYPE (PreampAttentionBar, preamp_attention_bar, PREAMP, ATTENTION_BAR, AdwBin)

GtkWidget *preamp_attention_bar_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_attention_bar_set_workspace (PreampAttentionBar *self,
                                               PreampWorkspace    *workspace);

G_END_DECLS
