/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-connect-page.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_CONNECT_WINDOW (preamp_connect_window_get_type ())

G_DECLARE_FINAL_TYPE (PreampConnectWindow, preamp_connect_window, PREAMP, CONNECT_WINDOW,
                      AdwApplicationWindow)

GtkWindow         *preamp_connect_window_new      (GtkApplication       *application,
                                                   PreampConnectPurpose  purpose,
                                                   PreampProfile        *profile,
                                                   PreampInstance       *instance)
                                                   G_GNUC_WARN_UNUSED_RESULT;
PreampConnectPage *preamp_connect_window_get_page (PreampConnectWindow  *self);

G_END_DECLS
