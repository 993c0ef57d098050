/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_APPLICATION (preamp_application_get_type ())

G_DECLARE_FINAL_TYPE (PreampApplication, preamp_application, PREAMP, APPLICATION, AdwApplication)

PreampApplication *preamp_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
