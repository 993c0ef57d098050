/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "preamp-profile.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_PREFERENCES (preamp_preferences_get_type ())

G_DECLARE_FINAL_TYPE (PreampPreferences, preamp_preferences, PREAMP, PREFERENCES,
                      AdwPreferencesWindow)

GtkWindow *preamp_preferences_new (PreampProfile *profile) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
