/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_WRAP_BOX (preamp_wrap_box_get_type ())

G_DECLARE_FINAL_TYPE (PreampWrapBox, preamp_wrap_box, PREAMP, WRAP_BOX, GtkWidget)

void preamp_wrap_box_append (PreampWrapBox *self,
                             GtkWidget     *child);

G_END_DECLS
