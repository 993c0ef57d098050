/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "migration/preamp-run.h"

G_BEGIN_DECLS

char       *preamp_run_words_dup_footer        (PreampRun *run) G_GNUC_WARN_UNUSED_RESULT;
char       *preamp_run_words_dup_integration   (PreampRun *run) G_GNUC_WARN_UNUSED_RESULT;
char       *preamp_run_words_dup_start         (PreampRun *run) G_GNUC_WARN_UNUSED_RESULT;
char       *preamp_run_words_dup_stop          (PreampRun *run) G_GNUC_WARN_UNUSED_RESULT;
char       *preamp_run_words_dup_wait          (PreampRun *run) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *preamp_run_words_list_integrations (PreampRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
