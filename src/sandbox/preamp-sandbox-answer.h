/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "preamp-sandbox-fault.h"

G_BEGIN_DECLS

/**
 * PreampSandboxAnswer:
 * @status: the HTTP status
 * @content_type: (nullable): the header Content-Type
 * @body: (nullable): what it holds
 * @allow: (nullable): the header Allow
 * @retry_after: (nullable): the header Retry-After
 * @location: (nullable): the header Location
 * @clock: by how many seconds the header Date is off
 * @gzip: whether it is compressed
 * @delivery: how it reaches the client, or does not
 *
 * What the server answers.
 */
typedef struct
{
  guint                 status;
  char                 *content_type;
  GBytes               *body;
  const char           *allow;
  char                 *retry_after;
  char                 *location;
  gint64                clock;
  gboolean              gzip;
  PreampSandboxDelivery delivery;
} PreampSandboxAnswer;

const char *preamp_sandbox_answer_get_phrase (guint                     status);
char       *preamp_sandbox_answer_make_toe   (void) G_GNUC_WARN_UNUSED_RESULT;
void        preamp_sandbox_answer_set_text   (PreampSandboxAnswer      *self,
                                              guint                     status,
                                              const char               *content_type,
                                              const char               *text);
void        preamp_sandbox_answer_set_error  (PreampSandboxAnswer      *self,
                                              guint                     status,
                                              const char               *path,
                                              const char               *message,
                                              const char               *toe);
void        preamp_sandbox_answer_apply      (PreampSandboxAnswer      *self,
                                              const PreampSandboxFault *fault,
                                              const char               *path,
                                              const char               *toe);
void        preamp_sandbox_answer_clear      (PreampSandboxAnswer      *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PreampSandboxAnswer, preamp_sandbox_answer_clear)

G_END_DECLS
