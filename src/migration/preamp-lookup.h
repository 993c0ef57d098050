/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "account/preamp-connection.h"
#include "journal/preamp-journal.h"

G_BEGIN_DECLS

/**
 * PreampLook:
 * @n_looks: how often the lists were read for the attempt since the program started
 * @last_look: when they were read last, microseconds since 1970 UTC, 0 for never
 * @next_look: when they are read next by themselves, microseconds of the monotonic clock, 0 where
 *   the looking-up has ended
 * @looking: whether they are being read now
 * @moved: whether the last reading shows the move, and while its request is open any reading; of an
 *   attempt whose state is not known this proves nothing more
 *
 * How far the looking-up of an attempt has come.
 */
typedef struct
{
  guint    n_looks;
  gint64   last_look;
  gint64   next_look;
  gboolean looking;
  gboolean moved;
} PreampLook;

#define PREAMP_TYPE_LOOKUP (preamp_lookup_get_type ())

G_DECLARE_FINAL_TYPE (PreampLookup, preamp_lookup, PREAMP, LOOKUP, GObject)

PreampLookup *preamp_lookup_new        (PreampConnection          *connection,
                                        PreampJournal             *journal)
                                        G_GNUC_WARN_UNUSED_RESULT;
void          preamp_lookup_set_second (PreampLookup              *self,
                                        GTimeSpan                  second);
void          preamp_lookup_watch      (PreampLookup              *self,
                                        const PreampAttemptRecord *record);
void          preamp_lookup_forget     (PreampLookup              *self,
                                        gint64                     attempt_id);
void          preamp_lookup_supersede  (PreampLookup              *self,
                                        const char                *datasource_id);
void          preamp_lookup_check      (PreampLookup              *self,
                                        gint64                     attempt_id);
gboolean      preamp_lookup_get_look   (PreampLookup              *self,
                                        gint64                     attempt_id,
                                        PreampLook                *look);

G_END_DECLS
