/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  preamp_sandbox_json_add_string         (GString    *json,
                                              const char *text);
void  preamp_sandbox_json_add_member         (GString    *json,
                                              const char *name,
                                              const char *value);
void  preamp_sandbox_json_add_number_member  (GString    *json,
                                              const char *name,
                                              gint64      value);
void  preamp_sandbox_json_add_boolean_member (GString    *json,
                                              const char *name,
                                              gboolean    value);
char *preamp_sandbox_json_format_time        (gint64      time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
