/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void             preamp_toast_add          (AdwToastOverlay *overlay,
                                            const char      *text);
AdwToastOverlay *preamp_toast_find_overlay (GtkWidget       *widget);
void             preamp_toast_copy         (GtkWidget       *widget,
                                            const char      *text,
                                            const char      *sentence);

G_END_DECLS
