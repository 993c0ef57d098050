/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-activity-item.h"

G_BEGIN_DECLS

typedef struct _PreampActivityItems PreampActivityItems;

PreampActivityItems *preamp_activity_items_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_activity_items_free     (PreampActivityItems *self);
PreampActivityItem  *preamp_activity_items_ensure   (PreampActivityItems *self,
                                                     gint64               id)
                                                     G_GNUC_WARN_UNUSED_RESULT;
void                 preamp_activity_items_keep     (PreampActivityItems *self,
                                                     PreampActivityItem  *item);
void                 preamp_activity_items_let_go   (PreampActivityItems *self);
guint                preamp_activity_items_count    (PreampActivityItems *self);
GArray              *preamp_activity_items_list_ids (PreampActivityItems *self)
                                                     G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
