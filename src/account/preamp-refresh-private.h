/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PreampRefresh PreampRefresh;

PreampRefresh *preamp_refresh_new             (void) G_GNUC_WARN_UNUSED_RESULT;
void           preamp_refresh_free            (PreampRefresh *self);

void           preamp_refresh_add             (PreampRefresh *self,
                                               GTask         *task);
GCancellable  *preamp_refresh_get_cancellable (PreampRefresh *self);
void           preamp_refresh_answer          (PreampRefresh *self,
                                               const GError  *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampRefresh, preamp_refresh_free)

G_END_DECLS
