/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-plan-match.h"

#include <glib/gi18n.h>

#include "domo/preamp-candidate.h"

/*
 * PreampPlanMatch:
 *
 * Finds the datasource that a row of a plan file means by its table, in the lists of one
 * integration. The lists are indexed by table when the first row asks.
 */
struct _PreampPlanMatch
{
  GHashTable *candidates;
  GHashTable *reversals;
  GHashTable *candidate_tables;
  GHashTable *reversal_tables;
};

/* The datasources on one table: what one of them is called, and how many they are. */
typedef struct
{
  const char *id;
  guint n;
} OnTable;

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* An empty field of a file is a member that Domo did not give. */
static char *
dup_key (const char *catalog,
         const char *schema,
         const char *table)
{
  return g_strdup_printf ("%s\n%s\n%s",
                          catalog != NULL ? catalog : "",
                          schema != NULL ? schema : "",
                          table);
}

static GHashTable *
index_tables (GHashTable *list)
{
  GHashTable *tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, list);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PreampCandidate *candidate = value;
      g_autofree char *key = NULL;
      OnTable *on_table;

      if (!is_given (preamp_candidate_get_table (candidate)))
        continue;

      key = dup_key (preamp_candidate_get_catalog (candidate),
                     preamp_candidate_get_schema (candidate),
                     preamp_candidate_get_table (candidate));
      on_table = g_hash_table_lookup (tables, key);

      if (on_table == NULL)
        {
          on_table = g_new0 (OnTable, 1);
          on_table->id = preamp_candidate_get_id (candidate);
          g_hash_table_insert (tables, g_steal_pointer (&key), on_table);
        }

      on_table->n++;
    }

  return tables;
}

/**
 * preamp_plan_match_new:
 * @candidates: (element-type utf8 PreampCandidate): an integration's list of candidates, by
 *   identifier
 * @reversals: (element-type utf8 PreampCandidate): its list of reverse candidates
 *
 * Prepares to find datasources by their tables. The lists may not change meanwhile.
 *
 * Returns: (transfer full): what finds them
 */
PreampPlanMatch *
preamp_plan_match_new (GHashTable *candidates,
                       GHashTable *reversals)
{
  PreampPlanMatch *self;

  g_return_val_if_fail (candidates != NULL, NULL);
  g_return_val_if_fail (reversals != NULL, NULL);

  self = g_new0 (PreampPlanMatch, 1);
  self->candidates = g_hash_table_ref (candidates);
  self->reversals = g_hash_table_ref (reversals);

  return self;
}

/**
 * preamp_plan_match_free:
 * @self: (transfer full): what finds datasources by their tables
 *
 * Frees it.
 */
void
preamp_plan_match_free (PreampPlanMatch *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->candidate_tables, g_hash_table_unref);
  g_clear_pointer (&self->reversal_tables, g_hash_table_unref);
  g_clear_pointer (&self->candidates, g_hash_table_unref);
  g_clear_pointer (&self->reversals, g_hash_table_unref);
  g_free (self);
}

static const OnTable *
look_up (PreampPlanMatch *self,
         PreampDirection  direction,
         const char      *key)
{
  const gboolean reverse = direction == PREAMP_DIRECTION_REVERSE;
  GHashTable *first;
  GHashTable *second;
  const OnTable *on_table;

  if (self->candidate_tables == NULL)
    {
      self->candidate_tables = index_tables (self->candidates);
      self->reversal_tables = index_tables (self->reversals);
    }

  first = reverse ? self->reversal_tables : self->candidate_tables;
  second = reverse ? self->candidate_tables : self->reversal_tables;

  /* The other list is asked for what was moved already, so that it is called that. */
  on_table = g_hash_table_lookup (first, key);
  if (on_table == NULL)
    on_table = g_hash_table_lookup (second, key);

  return on_table;
}

/**
 * preamp_plan_match_find:
 * @self: what finds datasources by their tables
 * @record: what the row says; where its datasource's identifier is empty, it is set
 * @verdict: (out): what is wrong, where there is no match
 * @reason: (out) (transfer full): a sentence about that
 *
 * Finds the datasource that a row of a plan file means. One with an identifier is left as it is.
 *
 * Returns: whether @record has its datasource's identifier now
 */
gboolean
preamp_plan_match_find (PreampPlanMatch      *self,
                        PreampAttemptRecord  *record,
                        PreampVerdict        *verdict,
                        char                **reason)
{
  g_autofree char *key = NULL;
  const OnTable *on_table;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (record != NULL, FALSE);
  g_return_val_if_fail (verdict != NULL && reason != NULL, FALSE);

  if (is_given (record->datasource_id))
    return TRUE;

  *verdict = PREAMP_VERDICT_UNKNOWN;

  if (!is_given (record->table))
    {
      *reason = g_strdup (_("It has neither a datasource’s identifier nor a table."));
      return FALSE;
    }

  key = dup_key (record->catalog, record->schema, record->table);
  on_table = look_up (self, record->direction, key);

  if (on_table == NULL)
    {
      *reason = g_strdup (_("Domo lists no datasource on this table for the integration."));
      return FALSE;
    }

  if (on_table->n > 1)
    {
      *verdict = PREAMP_VERDICT_AMBIGUOUS;
      *reason = g_strdup_printf (ngettext ("%u datasource is on this table. Write the identifier "
                                           "of the one that is meant into the file.",
                                           "%u datasources are on this table. Write the identifier "
                                           "of the one that is meant into the file.",
                                           on_table->n),
                                 on_table->n);
      return FALSE;
    }

  g_free (record->datasource_id);
  record->datasource_id = g_strdup (on_table->id);

  return TRUE;
}
