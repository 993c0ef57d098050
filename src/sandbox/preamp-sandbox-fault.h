/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "preamp-sandbox-instance.h"
#include "preamp-sandbox-route.h"

G_BEGIN_DECLS

/**
 * PreampSandboxBody:
 * @PREAMP_SANDBOX_BODY_DEFAULT: as the call has it; Domo's error form from status 400 on
 * @PREAMP_SANDBOX_BODY_ERROR: Domo's error form
 * @PREAMP_SANDBOX_BODY_RESULT: as the call has it, at any status
 * @PREAMP_SANDBOX_BODY_HTML: a web page
 * @PREAMP_SANDBOX_BODY_EMPTY: nothing
 * @PREAMP_SANDBOX_BODY_BLOCKED: Domo's page for a network address that is not allowed
 *
 * What an answer holds.
 */
typedef enum
{
  PREAMP_SANDBOX_BODY_DEFAULT,
  PREAMP_SANDBOX_BODY_ERROR,
  PREAMP_SANDBOX_BODY_RESULT,
  PREAMP_SANDBOX_BODY_HTML,
  PREAMP_SANDBOX_BODY_EMPTY,
  PREAMP_SANDBOX_BODY_BLOCKED,
} PreampSandboxBody;

/**
 * PreampSandboxDelivery:
 * @PREAMP_SANDBOX_DELIVERY_WHOLE: as it should be
 * @PREAMP_SANDBOX_DELIVERY_LOST: the connection is closed without an answer
 * @PREAMP_SANDBOX_DELIVERY_RESET: the connection is reset without an answer
 * @PREAMP_SANDBOX_DELIVERY_CUT: half of the answer comes, of a length that was told
 * @PREAMP_SANDBOX_DELIVERY_CUT_CHUNKED: half of the answer comes, in chunks without the last one
 * @PREAMP_SANDBOX_DELIVERY_CUT_PLAIN: half of the answer comes, of a length that was not told
 * @PREAMP_SANDBOX_DELIVERY_ENDLESS: the answer comes, and blanks after it without end, slowly
 * @PREAMP_SANDBOX_DELIVERY_FLOOD: the answer comes, and blanks after it without end, at once
 *
 * How an answer reaches the client, or does not.
 */
typedef enum
{
  PREAMP_SANDBOX_DELIVERY_WHOLE,
  PREAMP_SANDBOX_DELIVERY_LOST,
  PREAMP_SANDBOX_DELIVERY_RESET,
  PREAMP_SANDBOX_DELIVERY_CUT,
  PREAMP_SANDBOX_DELIVERY_CUT_CHUNKED,
  PREAMP_SANDBOX_DELIVERY_CUT_PLAIN,
  PREAMP_SANDBOX_DELIVERY_ENDLESS,
  PREAMP_SANDBOX_DELIVERY_FLOOD,
} PreampSandboxDelivery;

/**
 * PreampSandboxFault:
 *
 * One way to misbehave: which requests it is for, and the members that the words of its
 * specification set. See [func@Preamp.sandbox_fault_parse].
 */
typedef struct
{
  gatomicrefcount ref_count;

  /* which requests */
  char             *text;
  char             *method;
  PreampSandboxCall call;
  GPatternSpec     *glob;
  char             *name;
  int               n_to_pass;
  int               n_left; /* -1: for ever */

  /* what happens first, by somebody else's hand: names of datasources */
  char *vanish;
  char *moved;
  char *moved_back;
  char *collide;
  int   gone; /* milliseconds, -1: not */

  /* the work */
  gboolean hang_up;
  int      delay;
  int      late;
  gboolean done;
  gboolean undone;

  /* the answer */
  guint                 status;
  PreampSandboxBody     body;
  PreampSandboxDelivery delivery;
  char                 *message;
  char                 *retry_after;
  char                 *location;
  char                 *content_type;
  char                 *datasource;
  char                 *state;
  gboolean              no_state;
  gboolean              no_toe;
  gboolean              no_datasource;
  gboolean              gzip;
  gboolean              bom;
  gboolean              invalid_text;
  char                 *user_id;
  char                 *user_name;
  gboolean              first;
  char                 *hide;
  char                 *twice;
  char                 *broken;
  gint64                clock; /* seconds */
  gboolean              clock_only;
} PreampSandboxFault;

extern const char preamp_sandbox_fault_help[];

PreampSandboxFault *preamp_sandbox_fault_parse           (const char                *text,
                                                          GError                   **error)
                                                          G_GNUC_WARN_UNUSED_RESULT;
PreampSandboxFault *preamp_sandbox_fault_ref             (PreampSandboxFault        *self);
void                preamp_sandbox_fault_unref           (PreampSandboxFault        *self);
gboolean            preamp_sandbox_fault_check_names     (const PreampSandboxFault  *self,
                                                          PreampSandboxInstance     *instance,
                                                          GError                   **error);
gboolean            preamp_sandbox_fault_matches         (const PreampSandboxFault  *self,
                                                          PreampSandboxInstance     *instance,
                                                          const char                *method,
                                                          const char                *path,
                                                          const PreampSandboxRoute  *route);
gboolean            preamp_sandbox_fault_take            (PreampSandboxFault        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampSandboxFault, preamp_sandbox_fault_unref)

G_END_DECLS
