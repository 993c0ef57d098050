/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "account/preamp-instance.h"
#include "preamp-profile.h"

G_BEGIN_DECLS

/**
 * PreampConnectPurpose:
 * @PREAMP_CONNECT_FIRST_RUN: no instance is known yet
 * @PREAMP_CONNECT_ADD: one more instance
 * @PREAMP_CONNECT_ENTER_TOKEN: the token of a known instance is not at hand
 * @PREAMP_CONNECT_REPLACE_TOKEN: a known instance gets another token
 *
 * What an instance and its token are asked for.
 */
typedef enum
{
  PREAMP_CONNECT_FIRST_RUN,
  PREAMP_CONNECT_ADD,
  PREAMP_CONNECT_ENTER_TOKEN,
  PREAMP_CONNECT_REPLACE_TOKEN,
} PreampConnectPurpose;

#define PREAMP_TYPE_CONNECT_PAGE (preamp_connect_page_get_type ())

G_DECLARE_FINAL_TYPE (PreampConnectPage, preamp_connect_page, PREAMP, CONNECT_PAGE, AdwBin)

GtkWidget  *preamp_connect_page_new                (void) G_GNUC_WARN_UNUSED_RESULT;
void        preamp_connect_page_set_up             (PreampConnectPage    *self,
                                                    PreampConnectPurpose  purpose,
                                                    PreampProfile        *profile,
                                                    PreampInstance       *instance);
GtkWidget  *preamp_connect_page_get_default_widget (PreampConnectPage    *self);
void        preamp_connect_page_show_error         (PreampConnectPage    *self,
                                                    const GError         *error);

G_END_DECLS
