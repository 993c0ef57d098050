/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-reply.h"
#include "journal/preamp-attempt-record.h"

G_BEGIN_DECLS

PreampOutcome preamp_judge_reply (PreampReply         *reply,
                                  PreampAttemptRecord *record);

G_END_DECLS
