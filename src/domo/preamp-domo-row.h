/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PreampDomoRow:
 * @number: its place in the list, from 1
 * @object: its members
 * @unreadable: whether a member is of the wrong type, so that the row is left out
 * @problem: (nullable): the sentence that says what could not be read
 *
 * One row of a list while it is read.
 */
typedef struct
{
  guint       number;
  JsonObject *object;
  gboolean    unreadable;
  char       *problem;
} PreampDomoRow;

void        preamp_domo_row_clear    (PreampDomoRow *row);

const char *preamp_domo_row_get_id   (PreampDomoRow *row);
const char *preamp_domo_row_get_text (PreampDomoRow *row,
                                      const char    *member);
gboolean    preamp_domo_row_get_flag (PreampDomoRow *row,
                                      const char    *member);
GDateTime  *preamp_domo_row_dup_date (PreampDomoRow *row,
                                      const char    *member) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PreampDomoRow, preamp_domo_row_clear)

G_END_DECLS
