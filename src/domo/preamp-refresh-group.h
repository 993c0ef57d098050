/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PreampRefreshGroup PreampRefreshGroup;

PreampRefreshGroup *preamp_refresh_group_new             (void) G_GNUC_WARN_UNUSED_RESULT;
void                preamp_refresh_group_free            (PreampRefreshGroup *group);

void                preamp_refresh_group_add             (PreampRefreshGroup *group,
                                                          GTask              *task);
gboolean            preamp_refresh_group_is_empty        (PreampRefreshGroup *group);
GCancellable       *preamp_refresh_group_get_cancellable (PreampRefreshGroup *group);
void                preamp_refresh_group_return          (PreampRefreshGroup *group,
                                                          const GError       *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampRefreshGroup, preamp_refresh_group_free)

G_END_DECLS
