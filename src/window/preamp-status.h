/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "journal/preamp-outcome.h"

G_BEGIN_DECLS

/**
 * PreampStatus:
 *
 * What a row, an attempt, or a result is shown as: always an icon and a word. The order is the
 * sort order of the Status column, what needs attention first.
 */
typedef enum
{
  PREAMP_STATUS_INCOMPLETE,
  PREAMP_STATUS_UNCONFIRMED,
  PREAMP_STATUS_CONTRADICTED,
  PREAMP_STATUS_UNKNOWN,
  PREAMP_STATUS_CHECKING,
  PREAMP_STATUS_MOVING,
  PREAMP_STATUS_WAITING,
  PREAMP_STATUS_READY,
  PREAMP_STATUS_COLLISION,
  PREAMP_STATUS_ABORTED,
  PREAMP_STATUS_REFUSED,
  PREAMP_STATUS_NOT_SENT,
  PREAMP_STATUS_NOT_STARTED,
  PREAMP_STATUS_LEFT_OUT,
  PREAMP_STATUS_MOVED,
  PREAMP_STATUS_COMPLETE,
  PREAMP_STATUS_MIGRATED,
} PreampStatus;

#define PREAMP_TYPE_STATUS (preamp_status_get_type ())

GType        preamp_status_get_type       (void);
PreampStatus preamp_status_from_outcome   (PreampOutcome outcome);
const char  *preamp_status_get_icon_name  (PreampStatus  status);
const char  *preamp_status_get_css_class  (PreampStatus  status);
const char  *preamp_status_get_label      (PreampStatus  status);
const char  *preamp_status_get_sentence   (PreampStatus  status);
gboolean     preamp_status_needs_attention (PreampStatus status);

G_END_DECLS
