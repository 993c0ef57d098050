/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void preamp_link_show (GtkWindow  *parent,
                       const char *uri);

G_END_DECLS
