/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PREAMP_TYPE_LIST_COUNTER (preamp_list_counter_get_type ())

G_DECLARE_FINAL_TYPE (PreampListCounter, preamp_list_counter, PREAMP, LIST_COUNTER, GObject)

PreampListCounter *preamp_list_counter_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void               preamp_list_counter_count (PreampListCounter *self,
                                              GListModel        *integrations);
void               preamp_list_counter_stop  (PreampListCounter *self);

G_END_DECLS
