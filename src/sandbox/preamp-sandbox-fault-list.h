/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-sandbox-fault.h"

G_BEGIN_DECLS

typedef struct _PreampSandboxFaultList PreampSandboxFaultList;

PreampSandboxFaultList *preamp_sandbox_fault_list_new   (PreampSandboxInstance    *instance)
                                                         G_GNUC_WARN_UNUSED_RESULT;
void                    preamp_sandbox_fault_list_free  (PreampSandboxFaultList   *self);
gboolean                preamp_sandbox_fault_list_add   (PreampSandboxFaultList   *self,
                                                         const char               *text,
                                                         GError                  **error);
gboolean                preamp_sandbox_fault_list_add_lines (PreampSandboxFaultList *self,
                                                             const char             *lines,
                                                             GError                **error);
void                    preamp_sandbox_fault_list_clear (PreampSandboxFaultList   *self);
PreampSandboxFault     *preamp_sandbox_fault_list_take  (PreampSandboxFaultList   *self,
                                                         const char               *method,
                                                         const char               *path,
                                                         const PreampSandboxRoute *route,
                                                         gint64                   *clock)
                                                         G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
