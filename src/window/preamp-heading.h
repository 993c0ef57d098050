/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_HEADING (preamp_heading_get_type ())

G_DECLARE_FINAL_TYPE (PreampHeading, preamp_heading, PREAMP, HEADING, GtkWidget)

const char *preamp_heading_get_title (PreampHeading *self);
void        preamp_heading_set       (PreampHeading *self,
                                      const char    *title,
                                      const char    *subtitle);

G_END_DECLS
