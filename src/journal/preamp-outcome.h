/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PreampOutcome:
 * @PREAMP_OUTCOME_NONE: not ended: waiting, or sent and not answered
 * @PREAMP_OUTCOME_NOT_STARTED: its run ended before its turn
 * @PREAMP_OUTCOME_NOT_SENT: no byte of the request can have reached Domo
 * @PREAMP_OUTCOME_REFUSED: Domo answered 4xx, with no result
 * @PREAMP_OUTCOME_ABORTED: Domo's ABORTED: nothing was changed
 * @PREAMP_OUTCOME_INCOMPLETE: Domo's INCOMPLETE: content is broken
 * @PREAMP_OUTCOME_COMPLETE: Domo's COMPLETE
 * @PREAMP_OUTCOME_MOVED: no usable answer, but Domo's lists prove the move
 * @PREAMP_OUTCOME_UNCONFIRMED: sent, no usable answer, no proof
 * @PREAMP_OUTCOME_UNKNOWN: a well-formed answer whose state is not known
 *
 * How an attempt ended.
 */
typedef enum
{
  PREAMP_OUTCOME_NONE,
  PREAMP_OUTCOME_NOT_STARTED,
  PREAMP_OUTCOME_NOT_SENT,
  PREAMP_OUTCOME_REFUSED,
  PREAMP_OUTCOME_ABORTED,
  PREAMP_OUTCOME_INCOMPLETE,
  PREAMP_OUTCOME_COMPLETE,
  PREAMP_OUTCOME_MOVED,
  PREAMP_OUTCOME_UNCONFIRMED,
  PREAMP_OUTCOME_UNKNOWN,
} PreampOutcome;

const char    *preamp_outcome_to_text   (PreampOutcome  outcome);
gboolean       preamp_outcome_from_text (const char    *text,
                                         PreampOutcome *outcome);

G_END_DECLS
