/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "preamp-sandbox-fault-list.h"
#include "preamp-sandbox-instance.h"
#include "preamp-sandbox-record.h"

G_BEGIN_DECLS

/**
 * PreampSandboxService:
 * @instance: what the server tells about
 * @faults: how it misbehaves
 * @record: where it writes what it saw
 * @latency: how long a migration takes, in milliseconds
 * @token: the only access token it accepts
 * @takes_faults: whether faults can be posted to `/sandbox/faults`
 * @soup: (nullable): the HTTP server, while it runs
 * @port: where it listens
 * @stopping: cancelled when it stops
 * @exchanges: (element-type PreampSandboxExchange): requests that are being worked on
 * @n_senders: how many answers are being written by hand
 *
 * All that answering requests needs. While the server runs it belongs to the server's thread; of
 * @faults and @record any thread may make use.
 */
typedef struct
{
  PreampSandboxInstance  *instance;
  PreampSandboxFaultList *faults;
  PreampSandboxRecord    *record;
  guint                   latency;
  char                   *token;
  gboolean                takes_faults;

  SoupServer             *soup;
  guint16                 port;
  GCancellable           *stopping;
  GHashTable             *exchanges;
  guint                   n_senders;
} PreampSandboxService;

PreampSandboxService *preamp_sandbox_service_new     (guint                  n_rows,
                                                      guint                  latency)
                                                      G_GNUC_WARN_UNUSED_RESULT;
void                  preamp_sandbox_service_free    (PreampSandboxService  *self);
gboolean              preamp_sandbox_service_start   (PreampSandboxService  *self,
                                                      guint16                port,
                                                      GError               **error);
void                  preamp_sandbox_service_stop    (PreampSandboxService  *self);
void                  preamp_sandbox_service_go_away (PreampSandboxService  *self,
                                                      guint                  milliseconds);

G_END_DECLS
