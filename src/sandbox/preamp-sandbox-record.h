/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PreampSandboxEnding:
 * @sequence: the number of the request
 * @datasource: (nullable): the datasource's identifier
 * @integration: (nullable): the integration's identifier
 * @direction: (nullable): the direction, as Domo spells it
 * @did: what the server did: `COMPLETE`, `INCOMPLETE`, `ABORTED` or `nothing`
 * @answer: how it answered: an HTTP status, `lost`, `cut`, `endless`, `client gone`, or
 *   `server stopped`
 * @state: (nullable): the state that the answer told
 * @toe: (nullable): the toe that the answer told
 * @note: (nullable): what else is to be known
 *
 * How a migration or a reversal ended.
 */
typedef struct
{
  guint       sequence;
  const char *datasource;
  const char *integration;
  const char *direction;
  const char *did;
  const char *answer;
  const char *state;
  const char *toe;
  const char *note;
} PreampSandboxEnding;

typedef struct _PreampSandboxRecord PreampSandboxRecord;

PreampSandboxRecord *preamp_sandbox_record_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_sandbox_record_free  (PreampSandboxRecord        *self);
gboolean             preamp_sandbox_record_open  (PreampSandboxRecord        *self,
                                                  const char                 *path,
                                                  GError                    **error);
guint                preamp_sandbox_record_begin (PreampSandboxRecord        *self,
                                                  const char                 *method,
                                                  const char                 *path,
                                                  gboolean                    token_right);
void                 preamp_sandbox_record_end   (PreampSandboxRecord        *self,
                                                  const PreampSandboxEnding  *ending);

G_END_DECLS
