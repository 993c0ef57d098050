/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JOURNAL_MANY_INSTANCE "https://acme.example"
#define JOURNAL_MANY_RUN 100
#define JOURNAL_MANY_ABORTED_EVERY 40

/* Writes attempts into a closed journal past its writing ahead, which would take an fsync each:
 * runs of JOURNAL_MANY_RUN each, each JOURNAL_MANY_ABORTED_EVERYth aborted, the others complete. */
void journal_many_fill (const char *path,
                        guint       n_attempts);

G_END_DECLS
