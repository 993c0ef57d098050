/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-attempt-record.h"

G_BEGIN_DECLS

gboolean preamp_look_times_is_answered   (const PreampAttemptRecord *record);
gboolean preamp_look_times_is_unanswered (const PreampAttemptRecord *record);
gint64   preamp_look_times_find          (const PreampAttemptRecord *record,
                                          gint64                     begun,
                                          GTimeSpan                  second,
                                          gint64                     after);
gboolean preamp_look_times_is_pending    (const PreampAttemptRecord *record);

G_END_DECLS
