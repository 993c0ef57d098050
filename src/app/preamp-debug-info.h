/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-profile.h"

G_BEGIN_DECLS

void  preamp_debug_info_async  (PreampProfile        *profile,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
char *preamp_debug_info_finish (PreampProfile        *profile,
                                GAsyncResult         *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
