/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "domo/preamp-domo-client.h"
#include "journal/preamp-journal.h"

G_BEGIN_DECLS

/**
 * PreampSendingFunc:
 * @record: the attempt, as the journal has it now
 * @user_data: its data
 *
 * Called right after an attempt's sent mark is durable, and right before its request leaves.
 */
typedef void (*PreampSendingFunc) (const PreampAttemptRecord *record,
                                   gpointer                   user_data);

void                 preamp_sending_async  (PreampDomoClient          *client,
                                            PreampJournal             *journal,
                                            const PreampAttemptRecord *record,
                                            PreampSendingFunc          sent,
                                            gpointer                   sent_data,
                                            GAsyncReadyCallback        callback,
                                            gpointer                   user_data);
PreampAttemptRecord *preamp_sending_finish (GAsyncResult              *result,
                                            PreampReply              **reply,
                                            GError                   **error)
                                            G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
