/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PreampRefreshGroup PreampRefreshGroup;

void                preamp_refresh_group_join            (PreampRefreshGroup **group,
                                                          GTask               *task);
PreampRefreshGroup *preamp_refresh_group_take            (PreampRefreshGroup **group)
                                                          G_GNUC_WARN_UNUSED_RESULT;
GCancellable       *preamp_refresh_group_get_cancellable (PreampRefreshGroup  *group);
void                preamp_refresh_group_return          (PreampRefreshGroup  *group,
                                                          const GError        *error);
void                preamp_refresh_group_free            (PreampRefreshGroup  *group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampRefreshGroup, preamp_refresh_group_free)

G_END_DECLS
