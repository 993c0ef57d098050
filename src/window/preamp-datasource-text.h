/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-datasource-item.h"

G_BEGIN_DECLS

char       *preamp_datasource_text_status    (PreampDatasourceItem *item) G_GNUC_WARN_UNUSED_RESULT;
const char *preamp_datasource_text_hindrance (PreampDatasourceItem *item);
int         preamp_datasource_text_compare   (PreampDatasourceItem *item,
                                              PreampDatasourceItem *other);

G_END_DECLS
