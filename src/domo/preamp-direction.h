/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PreampDirection:
 * @PREAMP_DIRECTION_MIGRATE: from Federated to Cloud Amplifier
 * @PREAMP_DIRECTION_REVERSE: back from Cloud Amplifier to Federated
 *
 * Which way a datasource moves, and which of Domo's two lists is meant.
 */
typedef enum
{
  PREAMP_DIRECTION_MIGRATE,
  PREAMP_DIRECTION_REVERSE,
} PreampDirection;

const char *preamp_direction_to_domo   (PreampDirection  direction);
gboolean    preamp_direction_from_domo (const char      *text,
                                        PreampDirection *direction);

G_END_DECLS
