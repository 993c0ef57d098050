/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_REFUSAL_CARD (preamp_refusal_card_get_type ())

G_DECLARE_FINAL_TYPE (PreampRefusalCard, preamp_refusal_card, PREAMP, REFUSAL_CARD, AdwBin)

/**
 * PreampDoubt:
 * @PREAMP_DOUBT_NOTHING: neither
 * @PREAMP_DOUBT_ADDRESS: the instance's address
 * @PREAMP_DOUBT_TOKEN: the access token
 *
 * What of that which was typed is in doubt after an error.
 */
typedef enum
{
  PREAMP_DOUBT_NOTHING,
  PREAMP_DOUBT_ADDRESS,
  PREAMP_DOUBT_TOKEN,
} PreampDoubt;

void        preamp_refusal_card_set_error (PreampRefusalCard *self,
                                           const GError      *error);
PreampDoubt preamp_refusal_card_get_doubt (PreampRefusalCard *self);

G_END_DECLS
