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

/**
 * PreampAgreement:
 * @PREAMP_AGREEMENT_NONE: the lists cannot tell, since they could not be read whole, or as another
 *   user
 * @PREAMP_AGREEMENT_AGREES: they agree with the answer
 * @PREAMP_AGREEMENT_DISAGREES: they disagree with it
 *
 * What a reading of the lists says of an answer.
 */
typedef enum
{
  PREAMP_AGREEMENT_NONE,
  PREAMP_AGREEMENT_AGREES,
  PREAMP_AGREEMENT_DISAGREES,
} PreampAgreement;

PreampProof     preamp_proof_judge   (const PreampReading       *reading,
                                      const PreampAttemptRecord *record,
                                      const char                *user_id);
PreampAgreement preamp_proof_compare (const PreampReading       *reading,
                                      const PreampAttemptRecord *record,
                                      const char                *user_id);

G_END_DECLS
