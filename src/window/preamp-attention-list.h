/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ATTENTION_LIST (preamp_attention_list_get_type ())

G_DECLARE_FINAL_TYPE (PreampAttentionList, preamp_attention_list, PREAMP, ATTENTION_LIST, AdwBin)

GtkWidget *preamp_attention_list_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void       preamp_attention_list_set_workspace  (PreampAttentionList *self,
                                                 PreampWorkspace     *workspace);
void       preamp_attention_list_set_narrow     (PreampAttentionList *self,
                                                 gboolean             narrow);
void       preamp_attention_list_set_max_height (PreampAttentionList *self,
                                                 int                  max_height);
GPtrArray *preamp_attention_list_dup_seen       (PreampAttentionList *self)
                                                 G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
