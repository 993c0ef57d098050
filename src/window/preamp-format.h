/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *preamp_format_date          (GDateTime  *date) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_date_time     (GDateTime  *date) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_second        (GDateTime  *date) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_time          (GDateTime  *date) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_times         (const char *start_iso8601,
                                   const char *end_iso8601,
                                   GTimeSpan  *duration) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_time_range    (const char *start_iso8601,
                                   const char *end_iso8601) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_duration      (GTimeSpan   duration) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_estimate      (GTimeSpan   duration) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_time_left     (GTimeSpan   duration) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_moment        (gint64      moment,
                                   gint64      now) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_start         (gint64      moment,
                                   gint64      now) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_clock         (GTimeSpan   duration) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_format_one_line      (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
