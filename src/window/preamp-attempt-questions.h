/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "migration/preamp-attempt.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

/**
 * PreampAttemptRetryFunc:
 * @widget: the widget that asked
 * @workspace: the attempt's instance
 * @attempt: the attempt that it asked about
 *
 * What follows when the administrator wants a second request.
 */
typedef void (*PreampAttemptRetryFunc) (GtkWidget       *widget,
                                        PreampWorkspace *workspace,
                                        PreampAttempt   *attempt);

void preamp_attempt_ask_to_retry (GtkWidget              *widget,
                                  PreampWorkspace        *workspace,
                                  PreampAttempt          *attempt,
                                  PreampAttemptRetryFunc  retry);
void preamp_attempt_try_again    (GtkWidget              *widget,
                                  PreampWorkspace        *workspace,
                                  PreampAttempt          *attempt);
void preamp_attempt_check_again  (PreampWorkspace        *workspace,
                                  PreampAttempt          *attempt);

G_END_DECLS
