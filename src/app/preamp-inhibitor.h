/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_INHIBITOR (preamp_inhibitor_get_type ())

G_DECLARE_FINAL_TYPE (PreampInhibitor, preamp_inhibitor, PREAMP, INHIBITOR, GObject)

PreampInhibitor *preamp_inhibitor_new     (GtkApplication  *application,
                                           GDBusConnection *portal);
void             preamp_inhibitor_hold    (PreampInhibitor *self,
                                           GtkWindow       *window);
void             preamp_inhibitor_release (PreampInhibitor *self);

G_END_DECLS
