/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-sandbox-answer.h"

G_BEGIN_DECLS

void preamp_sandbox_reading_answer (PreampSandboxInstance    *instance,
                                    const PreampSandboxRoute *route,
                                    const PreampSandboxFault *fault,
                                    const char               *path,
                                    const char               *toe,
                                    PreampSandboxAnswer      *answer);

G_END_DECLS
