/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_ATTEMPT_LIST (preamp_attempt_list_get_type ())

G_DECLARE_FINAL_TYPE (PreampAttemptList, preamp_attempt_list, PREAMP, ATTEMPT_LIST, AdwBin)

void     preamp_attempt_list_set_workspace (PreampAttemptList *self,
                                            PreampWorkspace   *workspace);
void     preamp_attempt_list_set_model     (PreampAttemptList *self,
                                           GListModel        *attempts);
gboolean preamp_attempt_list_is_at_top     (PreampAttemptList *self);
void     preamp_attempt_list_scroll_to_top (PreampAttemptList *self);

G_END_DECLS
