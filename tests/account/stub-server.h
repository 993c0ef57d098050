/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A server on loopback, in the main context of the test, that says what it is told to say. */
typedef struct
{
  SoupServer *server;
  char *base_uri;
  GHashTable *answers;  /* by path */
  GHashTable *counts;   /* requests, by path */
  char *held;           /* what a path begins with, to be kept waiting; NULL for none */
  GQueue waiting;       /* of SoupServerMessage */
  guint n_waiting_most; /* at the same time */
} StubServer;

void  stub_server_start   (StubServer *self);
void  stub_server_stop    (StubServer *self);
void  stub_server_answer  (StubServer *self,
                           const char *path,
                           guint       status,
                           const char *body);
void  stub_server_hold    (StubServer *self,
                           const char *prefix);
void  stub_server_release (StubServer *self);
guint stub_server_count   (StubServer *self,
                           const char *path);

G_END_DECLS
