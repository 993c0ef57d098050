/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which attempt tells how a datasource stands.
 *
 * An attempt is unsettled while it is incomplete, unconfirmed, of an unknown state, contradicted
 * by the lists, or moved by the lists alone and not seen yet, and no later one has taken its place.
 * A later attempt takes its place from the moment it is sent, and keeps it unless it ends as
 * not-sent, refused or aborted: such an end changed nothing at Domo, so it settles nothing either,
 * and the earlier one stands again, an unconfirmed one closing its datasource again. `replaced_by`
 * says which attempt took the place, so that it can be given back.
 *
 * Only a repeat takes the place of an unconfirmed one: an attempt in the same direction that leads
 * back to it by `previous_id`, over any number of repeats. For any other the unique index says no.
 * An incomplete one gives its place only to an attempt in its own direction, and closes the other
 * one meanwhile. Like what is open it does so by the datasource alone, whose identifier is a UUID:
 * one Domo can be reached by several names. And what is known to be done by now is not repeated:
 * where an attempt that led to the repeat has moved after all, nothing is sent.
 *
 * The standing of a datasource is thus its unsettled attempt, if there is one (there is never more
 * than one), else its latest: see preamp_journal_list_latest_async(). */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <glib/gi18n.h>

static gboolean
has_any (PreampJournalStore  *store,
         const char          *sql,
         gint64               attempt_id,
         gboolean            *any,
         GError             **error)
{
  g_autoptr (PreampJournalKept) statement = NULL;

  if (!preamp_journal_sql_take_kept (store, sql, &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", attempt_id);

  return preamp_journal_sql_step (store, statement, any, error);
}

/**
 * preamp_journal_standing_check_sent:
 * @store: the store
 * @attempt_id: the attempt that is about to be sent
 * @error: where to put an error
 *
 * Whether the datasource is free of an incomplete attempt in the other direction, by whatever
 * instance, and none of the
 * attempts that this one repeats has moved it since. That it is free of open attempts is seen by
 * the unique index.
 *
 * Returns: whether the attempt may be sent
 */
gboolean
preamp_journal_standing_check_sent (PreampJournalStore  *store,
                                    gint64               attempt_id,
                                    GError             **error)
{
  gboolean incomplete;
  gboolean done;

  if (!has_any (store,
                "WITH mine (my_datasource_id, my_direction) AS"
                " (SELECT datasource_id, direction FROM attempt WHERE id = :id) "
                "SELECT 1 FROM mine JOIN attempt ON datasource_id = my_datasource_id "
                "WHERE direction <> my_direction AND " PREAMP_JOURNAL_IS_INCOMPLETE,
                attempt_id, &incomplete, error))
    return FALSE;

  if (incomplete)
    return preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_CLOSED,
                                      _("This datasource is incomplete in the other direction. Try "
                                        "that direction again until it completes, then send this "
                                        "one."),
                                      error);

  if (!has_any (store,
                "WITH RECURSIVE chain (id) AS"
                " (SELECT previous_id FROM attempt WHERE id = :id UNION"
                "  SELECT attempt.previous_id FROM attempt JOIN chain USING (id)) "
                "SELECT 1 FROM attempt JOIN chain USING (id) "
                "WHERE outcome IN ('complete', 'moved') AND direction ="
                " (SELECT direction FROM attempt WHERE id = :id)",
                attempt_id, &done, error))
    return FALSE;

  if (done)
    return preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_CLOSED,
                                      _("The earlier attempt has moved the datasource after all, "
                                        "so it is not sent again."),
                                      error);

  return TRUE;
}

/* Lets an attempt take the place of the others of its datasource, or of the earlier ones alone. */
static gboolean
take_place (PreampJournalStore  *store,
            gint64               attempt_id,
            gboolean             earlier_alone,
            GError             **error)
{
  g_autoptr (PreampJournalKept) statement = NULL;

  if (!preamp_journal_sql_take_kept (store,
                                     "WITH RECURSIVE"
                                     " mine"
                                     "  (id, previous_id, instance_id, datasource_id, direction)"
                                     "  AS (SELECT id, previous_id, instance_id, datasource_id,"
                                     "   direction FROM attempt WHERE id = :id),"
                                     " chain (id) AS (SELECT previous_id FROM mine UNION"
                                     "  SELECT attempt.previous_id"
                                     "  FROM attempt JOIN chain USING (id)) "
                                     "UPDATE attempt SET replaced_by = mine.id FROM mine "
                                     "WHERE attempt.instance_id = mine.instance_id"
                                     " AND attempt.datasource_id = mine.datasource_id"
                                     " AND attempt.id <> mine.id"
                                     " AND (NOT :earlier_alone OR attempt.id < mine.id)"
                                     " AND attempt.replaced_by IS NULL"
                                     " AND CASE"
                                     "  WHEN attempt.outcome IS NULL THEN 0"
                                     "  WHEN attempt.outcome = 'not-started' THEN 0"
                                     "  WHEN attempt.outcome = 'unconfirmed' THEN"
                                     "   attempt.direction = mine.direction AND attempt.id IN chain"
                                     "  WHEN attempt.outcome = 'incomplete' THEN"
                                     "   attempt.direction = mine.direction"
                                     "  WHEN attempt.outcome IN ('unknown', 'moved') THEN 1"
                                     "  WHEN attempt.contradicted THEN 1"
                                     "  ELSE attempt.id IN chain"
                                     " END",
                                     &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", attempt_id);
  preamp_journal_sql_bind_int (statement, ":earlier_alone", earlier_alone);

  return preamp_journal_sql_run (store, statement, error);
}

/**
 * preamp_journal_standing_sent:
 * @store: the store, in a transaction
 * @attempt_id: the attempt that is being sent
 * @error: where to put an error
 *
 * Lets the attempt take the place of those that were sent before it.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_standing_sent (PreampJournalStore  *store,
                              gint64               attempt_id,
                              GError             **error)
{
  return take_place (store, attempt_id, FALSE, error);
}

/**
 * preamp_journal_standing_ended:
 * @store: the store, in a transaction
 * @attempt_id: the attempt whose outcome was just written
 * @error: where to put an error
 *
 * Gives places back, or takes them, as the outcome says. Where an unconfirmed attempt would stand
 * again and a later one is open already, it stays replaced.
 *
 * Returns: whether all went well
 */
gboolean
preamp_journal_standing_ended (PreampJournalStore  *store,
                               gint64               attempt_id,
                               GError             **error)
{
  g_autoptr (PreampJournalKept) statement = NULL;
  gboolean changed_nothing;

  if (!preamp_journal_sql_take_kept (store,
                                     "SELECT 1 FROM attempt WHERE id = :id AND NOT contradicted "
                                     "AND outcome IN"
                                     " ('not-started', 'not-sent', 'refused', 'aborted')",
                                     &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", attempt_id);

  if (!preamp_journal_sql_step (store, statement, &changed_nothing, error))
    return FALSE;

  if (!changed_nothing)
    return take_place (store, attempt_id, TRUE, error);

  g_clear_pointer (&statement, preamp_journal_sql_put_back);

  if (!preamp_journal_sql_take_kept (store,
                                     "UPDATE OR IGNORE attempt SET replaced_by ="
                                     " (SELECT replaced_by FROM attempt WHERE id = :id) "
                                     "WHERE replaced_by = :id AND (contradicted OR outcome IN"
                                     " ('incomplete', 'unconfirmed', 'unknown', 'moved'))",
                                     &statement, error))
    return FALSE;

  preamp_journal_sql_bind_int (statement, ":id", attempt_id);

  return preamp_journal_sql_run (store, statement, error);
}
