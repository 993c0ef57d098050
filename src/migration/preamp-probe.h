/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domo/preamp-domo-client.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_PROBE (preamp_probe_get_type ())

G_DECLARE_FINAL_TYPE (PreampProbe, preamp_probe, PREAMP, PROBE, GObject)

PreampProbe *preamp_probe_new   (PreampDomoClient *client) G_GNUC_WARN_UNUSED_RESULT;
void         preamp_probe_start (PreampProbe      *self);
void         preamp_probe_stop  (PreampProbe      *self);

G_END_DECLS
