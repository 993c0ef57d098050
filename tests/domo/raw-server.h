/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How an answer ends: with the connection, not at all, in an endless flow, or before it began. */
typedef enum
{
  RAW_END_CLOSE,
  RAW_END_HOLD,
  RAW_END_ENDLESS,
  RAW_END_DEAF,
} RawEnd;

/* A server that can misbehave where a real one would not: it says given bytes to every request. */
typedef struct
{
  GSocketService *service;
  GCancellable   *stop;
  guint16         port;
  char           *base_uri;
  GTlsCertificate *certificate;

  char           *answer;
  char           *let_in; /* what it says instead to a proxy's user, and closes; NULL: the same */
  RawEnd          end;

  guint           n_connections;
  guint           n_requests;
  GString        *heard;
  gsize           n_bytes;
  guint           n_open;
} RawServer;

RawServer *raw_server_new  (const char *answer,
                            RawEnd      end);
RawServer *raw_server_new_tls (GTlsCertificate *certificate);
void       raw_server_free (RawServer  *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
