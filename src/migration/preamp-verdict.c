/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-verdict.h"

#include <glib/gi18n.h>

#include "journal/preamp-journal.h"
#include "preamp-look-times.h"

static void
replace_string (char       **field,
                const char  *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static void
read_candidate (PreampAttemptRecord *record,
                PreampCandidate     *candidate)
{
  GDateTime *date = preamp_candidate_get_migration_date (candidate);

  replace_string (&record->datasource_name, preamp_candidate_get_name (candidate));
  replace_string (&record->datasource_type, preamp_candidate_get_datasource_type (candidate));
  replace_string (&record->catalog, preamp_candidate_get_catalog (candidate));
  replace_string (&record->schema, preamp_candidate_get_schema (candidate));
  replace_string (&record->table, preamp_candidate_get_table (candidate));
  record->migrated = preamp_candidate_get_migrated (candidate);
  record->collision = preamp_candidate_get_collision (candidate);

  g_free (record->migration_date);
  record->migration_date = date != NULL ? g_date_time_format_iso8601 (date) : NULL;
}

/* The candidate as last read, which a later proof by the lists is a change against. */
static void
read_lists (PreampAttemptRecord      *record,
            const PreampVerdictFacts *facts)
{
  PreampCandidate *forward = g_hash_table_lookup (facts->candidates, record->datasource_id);
  PreampCandidate *reverse = g_hash_table_lookup (facts->reversals, record->datasource_id);

  record->listed = (forward != NULL ? PREAMP_LISTED_CANDIDATES : 0) |
                   (reverse != NULL ? PREAMP_LISTED_REVERSE : 0);
  record->migrated = FALSE;
  record->collision = FALSE;
  g_clear_pointer (&record->migration_date, g_free);

  if (forward != NULL)
    read_candidate (record, forward);
  else if (reverse != NULL)
    read_candidate (record, reverse);
}

static char *
describe_collision (PreampCandidate *candidate)
{
  const char *other = preamp_candidate_get_colliding_name (candidate);

  if (other == NULL)
    other = preamp_candidate_get_colliding_id (candidate);

  if (other == NULL)
    return g_strdup (_("Another datasource already uses its table there."));

  /* Translators: %s is the name of another datasource. */
  return g_strdup_printf (_("Collides with %s: its table is already in use there."), other);
}

static PreampVerdict
judge_lists (const PreampVerdictFacts  *facts,
             const PreampAttemptRecord *record,
             char                     **reason)
{
  const gboolean forward = record->direction == PREAMP_DIRECTION_MIGRATE;
  PreampCandidate *candidate = g_hash_table_lookup (forward ? facts->candidates : facts->reversals,
                                                    record->datasource_id);

  if (candidate == NULL)
    {
      *reason = g_strdup (forward ? _("Domo no longer lists it as a candidate.")
                                  : _("Domo no longer lists it as migrated."));
      return PREAMP_VERDICT_NOT_LISTED;
    }

  if (forward && preamp_candidate_get_migrated (candidate))
    {
      *reason = g_strdup (_("It is migrated already."));
      return PREAMP_VERDICT_MIGRATED;
    }

  if (preamp_candidate_get_collision (candidate))
    {
      *reason = describe_collision (candidate);
      return PREAMP_VERDICT_COLLIDES;
    }

  return PREAMP_VERDICT_GOES;
}

static char *
quote_lists (PreampVerdict verdict)
{
  switch (verdict)
    {
    case PREAMP_VERDICT_MIGRATED:
      return g_strdup (_("An earlier attempt left it incomplete. Domo’s list calls it migrated by "
                         "now."));

    case PREAMP_VERDICT_COLLIDES:
      return g_strdup (_("An earlier attempt left it incomplete. By Domo’s list it collides by "
                         "now."));

    case PREAMP_VERDICT_NOT_LISTED:
      return g_strdup (_("An earlier attempt left it incomplete. It is not in Domo’s list by "
                         "now."));

    case PREAMP_VERDICT_GOES:
    case PREAMP_VERDICT_LISTS_LAG:
    case PREAMP_VERDICT_CLOSED:
    case PREAMP_VERDICT_IN_A_RUN:
    case PREAMP_VERDICT_SAME_TABLE:
    case PREAMP_VERDICT_OTHER_DIRECTION:
    case PREAMP_VERDICT_UNKNOWN:
    case PREAMP_VERDICT_AMBIGUOUS:
    case PREAMP_VERDICT_TWICE:
    case PREAMP_VERDICT_TWO_INTEGRATIONS:
    case PREAMP_VERDICT_UNREAD:
    case PREAMP_VERDICT_LATER:
    default:
      return g_strdup (_("An earlier attempt left it incomplete."));
    }
}

static gboolean
is_uncertain (const PreampAttemptRecord *standing)
{
  return standing != NULL && (standing->outcome == PREAMP_OUTCOME_UNCONFIRMED ||
                              standing->outcome == PREAMP_OUTCOME_UNKNOWN);
}

static gboolean
is_incomplete (const PreampAttemptRecord *standing)
{
  return standing != NULL && standing->outcome == PREAMP_OUTCOME_INCOMPLETE;
}

/* Whether a list spoke against the attempt already when that was sent. */
static gboolean
was_so_before (const PreampAttemptRecord *standing,
               PreampVerdict              verdict)
{
  const gboolean forward = standing->direction == PREAMP_DIRECTION_MIGRATE;

  if (verdict == PREAMP_VERDICT_MIGRATED)
    return standing->migrated;
  if (verdict == PREAMP_VERDICT_COLLIDES)
    return standing->collision;

  return verdict == PREAMP_VERDICT_NOT_LISTED &&
         (standing->listed & (forward ? PREAMP_LISTED_CANDIDATES : PREAMP_LISTED_REVERSE)) == 0;
}

/* One whose end is not certain and that the administrator wants to send again. What did not stand
 * in the way of the attempt (it repeated an incomplete one) does not stand in the way of this. */
static PreampVerdict
judge_uncertain (const PreampVerdictFacts  *facts,
                 const PreampAttemptRecord *record,
                 const PreampAttemptRecord *standing,
                 char                     **reason)
{
  PreampVerdict verdict = judge_lists (facts, record, reason);

  if (verdict != PREAMP_VERDICT_GOES && !was_so_before (standing, verdict))
    return verdict;

  g_free (*reason);
  *reason = g_strdup (standing->outcome == PREAMP_OUTCOME_UNKNOWN
                        ? _("Its last attempt ended in a state that Preamp does not know.")
                        : _("Its last attempt got no answer, and may still be running."));

  return PREAMP_VERDICT_GOES;
}

/* By what the journal says over all instances, as one Domo can be reached by several names. What is
 * incomplete here is told by how it stands. */
static PreampVerdict
judge_closed (const PreampVerdictFacts  *facts,
              const PreampAttemptRecord *record,
              const PreampAttemptRecord *standing,
              gboolean                   allowed,
              char                     **reason)
{
  const gboolean forward = record->direction == PREAMP_DIRECTION_MIGRATE;
  gpointer closed = g_hash_table_lookup (facts->closed, record->datasource_id);

  switch ((PreampClosed) GPOINTER_TO_INT (closed))
    {
    case PREAMP_CLOSED_BY_RUN:
      *reason = g_strdup (_("It is in a run that has not ended."));
      return PREAMP_VERDICT_IN_A_RUN;

    case PREAMP_CLOSED_BY_ATTEMPT:
      if (allowed)
        return PREAMP_VERDICT_GOES;

      *reason = g_strdup (_("An earlier attempt got no answer, and may still be running."));
      return PREAMP_VERDICT_CLOSED;

    case PREAMP_CLOSED_BY_MIGRATION:
    case PREAMP_CLOSED_BY_REVERSAL:
      if (forward == (GPOINTER_TO_INT (closed) == PREAMP_CLOSED_BY_MIGRATION) ||
          (is_incomplete (standing) && standing->direction != record->direction))
        return PREAMP_VERDICT_GOES;

      *reason = g_strdup (forward
                            ? _("Its reversal is incomplete under another address of this "
                                "instance. Switch to that one, and try the reversal again until "
                                "it completes.")
                            : _("Its migration is incomplete under another address of this "
                                "instance. Switch to that one, and try the migration again until "
                                "it completes."));
      return PREAMP_VERDICT_OTHER_DIRECTION;

    default:
      return PREAMP_VERDICT_GOES;
    }
}

/* Content is broken until an attempt completes: nothing in the lists may stand in its way. */
static PreampVerdict
judge_incomplete (const PreampVerdictFacts  *facts,
                  const PreampAttemptRecord *record,
                  const PreampAttemptRecord *standing,
                  char                     **reason)
{
  g_autofree char *by_lists = NULL;

  if (standing->direction != record->direction)
    {
      *reason = g_strdup (standing->direction == PREAMP_DIRECTION_MIGRATE
                            ? _("Its migration is incomplete, and has to complete first.")
                            : _("Its reversal is incomplete, and has to complete first."));
      return PREAMP_VERDICT_OTHER_DIRECTION;
    }

  *reason = quote_lists (judge_lists (facts, record, &by_lists));

  return PREAMP_VERDICT_GOES;
}

static PreampVerdict
judge (const PreampVerdictFacts  *facts,
       const PreampAttemptRecord *record,
       const PreampAttemptRecord *standing,
       char                     **reason)
{
  const gboolean same_direction = standing != NULL && standing->direction == record->direction;
  const gboolean allowed = same_direction && is_uncertain (standing) && facts->allowed != NULL &&
                           g_hash_table_contains (facts->allowed, &standing->id);
  PreampVerdict verdict = judge_closed (facts, record, standing, allowed, reason);

  if (verdict != PREAMP_VERDICT_GOES)
    return verdict;

  if (allowed)
    return judge_uncertain (facts, record, standing, reason);

  if (standing != NULL && preamp_attempt_record_closes (standing) &&
      standing->outcome == PREAMP_OUTCOME_UNKNOWN)
    {
      *reason = g_strdup (_("Domo reported a state that Preamp does not know. Look at it in Domo, "
                            "then try it again from Activity."));
      return PREAMP_VERDICT_CLOSED;
    }

  if (is_incomplete (standing))
    return judge_incomplete (facts, record, standing, reason);

  verdict = judge_lists (facts, record, reason);
  if (verdict != PREAMP_VERDICT_GOES || !same_direction || !preamp_look_times_is_pending (standing))
    return verdict;

  *reason = g_strdup (_("Domo reported it as complete, and its lists do not show the move yet."));

  return PREAMP_VERDICT_LISTS_LAG;
}

/* What the record repeats: the one by which the datasource stands, for that is what a retry has to
 * settle. The journal follows it to the last that repeated the same in vain. */
static gint64
find_previous (const PreampAttemptRecord *record,
               const PreampAttemptRecord *standing)
{
  if (standing == NULL || standing->direction != record->direction)
    return 0;

  return standing->outcome != PREAMP_OUTCOME_COMPLETE && standing->outcome != PREAMP_OUTCOME_MOVED
           ? standing->id
           : 0;
}

/**
 * preamp_verdict_new_row:
 * @facts: Domo's lists and the journal, as just read
 * @chosen: what was chosen: its datasource, integration and direction
 *
 * Says whether a datasource can be sent now, and if not, why.
 *
 * Returns: (transfer full): the row, whose record holds the candidate as last read and the attempt
 *   that it repeats
 */
PreampPlanRow *
preamp_verdict_new_row (const PreampVerdictFacts  *facts,
                        const PreampAttemptRecord *chosen)
{
  g_autoptr (PreampAttemptRecord) record = NULL;
  const PreampAttemptRecord *standing;
  g_autofree char *reason = NULL;
  PreampVerdict verdict;

  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (chosen != NULL, NULL);

  record = preamp_attempt_record_copy (chosen);
  standing = g_hash_table_lookup (facts->standings, record->datasource_id);

  read_lists (record, facts);

  record->previous_id = find_previous (record, standing);

  verdict = judge (facts, record, standing, &reason);
  if (verdict != PREAMP_VERDICT_GOES)
    record->left_out = g_strdup (reason);

  return preamp_plan_row_new (record, verdict, reason);
}

static char *
dup_table_key (PreampPlanRow *row)
{
  const PreampAttemptRecord *record = preamp_plan_row_get_record (row);

  if (record->table == NULL || record->direction != PREAMP_DIRECTION_MIGRATE ||
      preamp_plan_row_get_verdict (row) != PREAMP_VERDICT_GOES)
    return NULL;

  return g_strdup_printf ("%s\n%s\n%s\n%s", record->integration_id,
                          record->catalog != NULL ? record->catalog : "",
                          record->schema != NULL ? record->schema : "",
                          record->table);
}

static void
leave_out (GPtrArray     *rows,
           guint          position,
           PreampVerdict  verdict,
           char          *reason)
{
  PreampPlanRow *row = g_ptr_array_index (rows, position);
  g_autoptr (PreampAttemptRecord) record = NULL;

  record = preamp_attempt_record_copy (preamp_plan_row_get_record (row));
  record->left_out = reason;

  rows->pdata[position] = preamp_plan_row_new (record, verdict, reason);
  g_object_unref (row);
}

static void
leave_out_for_table (GPtrArray     *rows,
                     guint          position,
                     PreampPlanRow *other)
{
  PreampPlanRow *row = g_ptr_array_index (rows, position);

  /* A row that goes and has a reason repeats an attempt that was sent for this table already. */
  if (preamp_plan_row_get_verdict (row) != PREAMP_VERDICT_GOES ||
      preamp_plan_row_get_reason (row) != NULL)
    return;

  leave_out (rows, position, PREAMP_VERDICT_SAME_TABLE,
             /* Translators: %s is the name of another datasource. */
             g_strdup_printf (_("%s is on the same table. Choose only one of them."),
                              preamp_plan_row_get_name (other)));
}

/**
 * preamp_verdict_part_tables:
 * @rows: (element-type PreampPlanRow): the rows of a plan
 *
 * Leaves out all rows that would take the same table of an integration: the second would collide
 * with the first, and which of them is meant only the administrator knows. One that is incomplete
 * goes all the same, and so does one whose uncertain attempt is to be repeated.
 */
void
preamp_verdict_part_tables (GPtrArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (rows != NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *key = dup_table_key (g_ptr_array_index (rows, i));
      gpointer value;

      if (key == NULL)
        continue;

      if (g_hash_table_lookup_extended (seen, key, NULL, &value))
        {
          guint first = GPOINTER_TO_UINT (value);

          leave_out_for_table (rows, i, g_ptr_array_index (rows, first));
          leave_out_for_table (rows, first, g_ptr_array_index (rows, i));
        }
      else
        {
          g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (i));
        }
    }
}

static const char *
get_integration_label (const PreampAttemptRecord *record)
{
  return record->integration_name != NULL ? record->integration_name : record->integration_id;
}

static void
leave_out_for_integration (GPtrArray  *rows,
                           guint       position,
                           guint       other,
                           GHashTable *standings)
{
  PreampPlanRow *row = g_ptr_array_index (rows, position);
  const PreampAttemptRecord *record = preamp_plan_row_get_record (row);
  const PreampAttemptRecord *standing = g_hash_table_lookup (standings, record->datasource_id);

  if (preamp_plan_row_get_verdict (row) != PREAMP_VERDICT_GOES)
    return;

  /* The one that is incomplete has to complete. */
  if (standing != NULL && standing->outcome == PREAMP_OUTCOME_INCOMPLETE &&
      g_str_equal (standing->integration_id, record->integration_id))
    return;

  leave_out (rows, position, PREAMP_VERDICT_TWO_INTEGRATIONS,
             /* Translators: %s is an integration. */
             g_strdup_printf (_("The plan has it for %s too. Choose only one integration for it."),
                              get_integration_label (preamp_plan_row_get_record (
                                g_ptr_array_index (rows, other)))));
}

/**
 * preamp_verdict_part_integrations:
 * @rows: (element-type PreampPlanRow): the rows of a plan
 * @standings: (element-type utf8 PreampAttemptRecord): of each datasource the attempt that
 *   determines its standing
 *
 * Leaves out the datasources that the plan has for more than one integration. One that is
 * incomplete goes, for the integration where it is.
 */
void
preamp_verdict_part_integrations (GPtrArray  *rows,
                                  GHashTable *standings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (rows != NULL);
  g_return_if_fail (standings != NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const PreampAttemptRecord *record = preamp_plan_row_get_record (g_ptr_array_index (rows, i));
      const PreampAttemptRecord *other;
      gpointer value;
      guint first;

      if (*record->datasource_id == '\0')
        continue;

      if (!g_hash_table_lookup_extended (seen, record->datasource_id, NULL, &value))
        {
          g_hash_table_insert (seen, g_strdup (record->datasource_id), GUINT_TO_POINTER (i));
          continue;
        }

      first = GPOINTER_TO_UINT (value);
      other = preamp_plan_row_get_record (g_ptr_array_index (rows, first));
      if (g_str_equal (record->integration_id, other->integration_id))
        continue;

      leave_out_for_integration (rows, i, first, standings);
      leave_out_for_integration (rows, first, i, standings);
    }
}
