/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_SANDBOX_SERVER (preamp_sandbox_server_get_type ())

G_DECLARE_FINAL_TYPE (PreampSandboxServer, preamp_sandbox_server, PREAMP, SANDBOX_SERVER, GObject)

PreampSandboxServer *preamp_sandbox_server_new         (guint                 n_rows,
                                                        guint                 latency)
                                                        G_GNUC_WARN_UNUSED_RESULT;
gboolean             preamp_sandbox_server_set_record  (PreampSandboxServer  *self,
                                                        const char           *path,
                                                        GError              **error);
gboolean             preamp_sandbox_server_add_fault   (PreampSandboxServer  *self,
                                                        const char           *fault,
                                                        GError              **error);
gboolean             preamp_sandbox_server_start       (PreampSandboxServer  *self,
                                                        guint16               port,
                                                        GError              **error);
void                 preamp_sandbox_server_stop        (PreampSandboxServer  *self);
const char          *preamp_sandbox_server_get_address (PreampSandboxServer  *self);
const char          *preamp_sandbox_server_get_token   (PreampSandboxServer  *self);

G_END_DECLS
