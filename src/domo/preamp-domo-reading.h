/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-domo-transport.h"
#include "preamp-user.h"

G_BEGIN_DECLS

/**
 * PreampDomoKind:
 * @PREAMP_DOMO_KIND_USER: whose token it is
 * @PREAMP_DOMO_KIND_TYPES: the integration types
 * @PREAMP_DOMO_KIND_INTEGRATIONS: the integrations of a type
 * @PREAMP_DOMO_KIND_CANDIDATES: one of an integration's two lists of candidates
 *
 * What is to be read.
 */
typedef enum
{
  PREAMP_DOMO_KIND_USER,
  PREAMP_DOMO_KIND_TYPES,
  PREAMP_DOMO_KIND_INTEGRATIONS,
  PREAMP_DOMO_KIND_CANDIDATES,
} PreampDomoKind;

/**
 * PreampDomoReading:
 * @user: (nullable): of %PREAMP_DOMO_KIND_USER
 * @types: (nullable): of %PREAMP_DOMO_KIND_TYPES
 * @rows: (nullable): of the two other kinds
 * @problems: (nullable): sentences about what could not be read, with @rows
 *
 * What was read.
 */
typedef struct
{
  PreampUser *user;
  char      **types;
  GPtrArray  *rows;
  char      **problems;
} PreampDomoReading;

/**
 * PreampDomoPatience:
 * @n_tries: how often to ask at most
 * @delay: milliseconds to wait before the second time; doubled before each further one
 * @limit: milliseconds that are waited at most, whatever the server asks for
 *
 * How a reading is repeated.
 */
typedef struct
{
  guint n_tries;
  guint delay;
  guint limit;
} PreampDomoPatience;

void               preamp_domo_reading_free (PreampDomoReading         *reading);

void               preamp_domo_read_async   (PreampDomoTransport       *transport,
                                             PreampDomoKind             kind,
                                             const char                *path,
                                             const PreampDomoPatience  *patience,
                                             GCancellable              *cancellable,
                                             GAsyncReadyCallback        callback,
                                             gpointer                   user_data);
PreampDomoReading *preamp_domo_read_finish  (PreampDomoTransport       *transport,
                                             GAsyncResult              *result,
                                             GError                   **error)
                                             G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampDomoReading, preamp_domo_reading_free)

G_END_DECLS
