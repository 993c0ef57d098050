/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "journal/preamp-attempt-record.h"
#include "preamp-reading.h"

G_BEGIN_DECLS

/**
 * PreampProof:
 * @PREAMP_PROOF_NONE: the lists prove nothing, since they could not be read whole, or as another
 *   user, or before the sending
 * @PREAMP_PROOF_UNMOVED: the lists were read whole, and show no move
 * @PREAMP_PROOF_MOVED: the lists show that the datasource was moved since it was sent
 *
 * What a reading of the lists says of an attempt.
 */
typedef enum
{
  PREAMP_PROOF_NONE,
  PREAMP_PROOF_UNMOVED,
  PREAMP_PROOF_MOVED,
} PreampProof;

PreampProof preamp_proof_judge        (const PreampReading       *reading,
                                       const PreampAttemptRecord *record,
                                       const char                *user_id);
gboolean    preamp_proof_contradicts  (const PreampReading       *reading,
                                       const PreampAttemptRecord *record,
                                       const char                *user_id);

G_END_DECLS
