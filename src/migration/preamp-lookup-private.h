/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-lookup.h"
#include "preamp-reading.h"

G_BEGIN_DECLS

/* One attempt that is looked up. */
typedef struct
{
  PreampAttemptRecord *record;
  gint64 since;   /* when it came to be watched, which is after its sending, likewise */
  gint64 begun;   /* when the loss or the answer was, by the monotonic clock */
  gint64 due;     /* when the next look is, by the monotonic clock, 0 for only when asked */
  gboolean asked; /* whether somebody asked for a look at once */
  guint n_looks;
  gint64 last_look;
  gboolean moved; /* whether the last reading shows the move, of an open request any one */
} PreampLookupWatch;

struct _PreampLookup
{
  GObject parent_instance;

  PreampConnection *connection;
  PreampJournal *journal;
  GCancellable *cancellable;

  GHashTable *watches; /* attempt id (gint64) → PreampLookupWatch */
  GHashTable *reading; /* identifiers of the integrations whose lists are being read */
  GTimeSpan second;
  guint timer_id;
};

void preamp_lookup_found (PreampLookup              *self,
                          const PreampAttemptRecord *record);
void preamp_lookup_judge (PreampLookup              *self,
                          PreampLookupWatch         *watch,
                          const PreampReading       *reading,
                          GPtrArray                 *agreed,
                          GPtrArray                 *in_vain);
void preamp_lookup_save  (PreampLookup              *self,
                          GPtrArray                 *records,
                          PreampLooks                looks);

G_END_DECLS
