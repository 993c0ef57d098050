/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-plan-words"

#include "config.h"

#include "preamp-plan-words.h"

#include <glib/gi18n.h>

#include "preamp-attempt-words.h"
#include "preamp-format.h"

/* More schemas than this are counted, not named. */
#define MAX_SCHEMAS 3

/* Its name, or how many they are: by what goes, where anything does. */
static char *
dup_integrations (PreampPlan *plan)
{
  PreampIntegration *integration = preamp_plan_get_integration (plan);
  GListModel *going = preamp_plan_get_going (plan);
  guint n = g_list_model_get_n_items (going);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *name = NULL;

  if (integration != NULL)
    return preamp_attempt_words_dup_integration (integration);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (going, i);
      const PreampAttemptRecord *record = preamp_plan_row_get_record (row);

      name = record->integration_name;
      if (!g_hash_table_contains (ids, record->integration_id))
        g_hash_table_add (ids, g_strdup (record->integration_id));
    }

  if (g_hash_table_size (ids) == 1 && name != NULL)
    return preamp_attempt_words_shorten (name, 80);

  n = MAX (g_hash_table_size (ids), 1);

  return g_strdup_printf (ngettext ("%u integration", "%u integrations", n), n);
}

/**
 * preamp_plan_words_dup_title:
 * @plan: a plan
 * @n: how many of its datasources go
 *
 * Says how many datasources move where.
 *
 * Returns: (transfer full): the sentence
 */
char *
preamp_plan_words_dup_title (PreampPlan *plan,
                             guint       n)
{
  g_autofree char *name = NULL;

  if (n == 0)
    return g_strdup (_("There is nothing to move"));

  if (preamp_plan_get_retry (plan))
    return g_strdup_printf (ngettext ("%u datasource will be tried again",
                                      "%u datasources will be tried again", n),
                            n);

  if (preamp_plan_get_direction (plan) == PREAMP_DIRECTION_REVERSE)
    return g_strdup_printf (ngettext ("%u datasource will move back to Federated",
                                      "%u datasources will move back to Federated", n),
                            n);

  name = dup_integrations (plan);

  /* Translators: %1$u is a number of datasources, %2$s an integration */
  return g_strdup_printf (ngettext ("%1$u datasource will move to %2$s",
                                    "%1$u datasources will move to %2$s", n),
                          n, name);
}

/* The sandbox is on this computer, by an address that changes and says nothing. */
static char *
dup_instance (PreampInstance *instance)
{
  if (g_str_has_prefix (preamp_instance_get_base_uri (instance), "http:"))
    return preamp_attempt_words_shorten (preamp_instance_get_name (instance), 40);

  return g_strdup (preamp_instance_address_get_display_name (
    preamp_instance_get_address (instance)));
}

/**
 * preamp_plan_words_dup_subtitle:
 * @plan: a plan
 *
 * Says from what to what, by which integration, in which instance and by which plan file.
 *
 * Returns: (transfer full): the line
 */
char *
preamp_plan_words_dup_subtitle (PreampPlan *plan)
{
  PreampIntegration *integration = preamp_plan_get_integration (plan);
  PreampInstance *instance = preamp_connection_get_instance (preamp_plan_get_connection (plan));
  gboolean reverse = preamp_plan_get_direction (plan) == PREAMP_DIRECTION_REVERSE;
  const char *engine = NULL;
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (integration != NULL)
    engine = preamp_engine_get_label (preamp_integration_get_engine (integration));

  g_ptr_array_add (parts, g_strdup (reverse ? _("From Cloud Amplifier to Federated")
                                            : _("From Federated to Cloud Amplifier")));
  /* Where the title does not say it. */
  if (reverse || preamp_plan_get_retry (plan))
    g_ptr_array_add (parts, dup_integrations (plan));
  if (engine != NULL)
    g_ptr_array_add (parts, preamp_attempt_words_shorten (engine, 40));
  g_ptr_array_add (parts, dup_instance (instance));
  if (preamp_plan_get_file_name (plan) != NULL)
    g_ptr_array_add (parts, preamp_attempt_words_shorten (preamp_plan_get_file_name (plan), 40));
  g_ptr_array_add (parts, NULL);

  text = g_strjoinv (" · ", (char **) parts->pdata);
  g_ptr_array_unref (parts);

  return g_steal_pointer (&text);
}

/**
 * preamp_plan_words_dup_going_title:
 * @plan: a plan
 * @n: how many of its datasources go
 *
 * Gets the title of the rows that go.
 *
 * Returns: (transfer full): the title
 */
char *
preamp_plan_words_dup_going_title (PreampPlan *plan,
                                   guint       n)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (plan), NULL);

  if (preamp_plan_get_retry (plan))
    return g_strdup_printf (ngettext ("%u will be tried again", "%u will be tried again", n), n);

  if (preamp_plan_get_direction (plan) == PREAMP_DIRECTION_REVERSE)
    return g_strdup_printf (ngettext ("%u will be moved back", "%u will be moved back", n), n);

  return g_strdup_printf (ngettext ("%u will be migrated", "%u will be migrated", n), n);
}

/**
 * preamp_plan_words_dup_schemas:
 * @rows: a model of [class@PlanRow]
 *
 * Says in which schemas the datasources are: by name where they are few.
 *
 * Returns: (transfer full) (nullable): the line, or %NULL where Domo gave none
 */
char *
preamp_plan_words_dup_schemas (GListModel *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (rows, i);
      char *schema = preamp_attempt_words_shorten (preamp_plan_row_get_record (row)->schema, 40);

      if (schema == NULL || *schema == '\0' || g_hash_table_contains (seen, schema))
        {
          g_free (schema);
          continue;
        }

      g_hash_table_add (seen, schema);
      g_ptr_array_add (names, schema);
    }

  switch (names->len)
    {
    case 0:
      return NULL;

    case 1:
      /* Translators: %s is a schema of a database */
      return g_strdup_printf (_("In the schema %s"), (char *) names->pdata[0]);

    case 2:
      /* Translators: the two schemas of a database */
      return g_strdup_printf (_("In the schemas %1$s and %2$s"),
                              (char *) names->pdata[0], (char *) names->pdata[1]);

    case MAX_SCHEMAS:
      /* Translators: the three schemas of a database */
      return g_strdup_printf (_("In the schemas %1$s, %2$s and %3$s"),
                              (char *) names->pdata[0], (char *) names->pdata[1],
                              (char *) names->pdata[2]);

    default:
      return g_strdup_printf (ngettext ("In %u schema", "In %u schemas", names->len), names->len);
    }
}

/**
 * preamp_plan_words_dup_table:
 * @record: a datasource as it was planned
 *
 * Gets the table that it reads, by its whole name as far as Domo tells it.
 *
 * Returns: (transfer full) (nullable): “CATALOG.SCHEMA.TABLE”, %NULL where Domo tells no table
 */
char *
preamp_plan_words_dup_table (const PreampAttemptRecord *record)
{
  const char *parts[] = { record->catalog, record->schema, record->table };
  g_autoptr (GString) name = g_string_new (NULL);

  if (record->table == NULL || *record->table == '\0')
    return NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;

      if (name->len > 0)
        g_string_append_c (name, '.');
      g_string_append (name, parts[i]);
    }

  return preamp_attempt_words_shorten (name->str, 120);
}

/**
 * preamp_plan_words_dup_start_label:
 * @plan: a plan
 * @n: how many of its datasources go
 * @timed: whether they go at a later time
 *
 * Gets what the button says that sends, with a mnemonic.
 *
 * Returns: (transfer full): the label
 */
char *
preamp_plan_words_dup_start_label (PreampPlan *plan,
                                   guint       n,
                                   gboolean    timed)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (plan), NULL);

  if (timed)
    return g_strdup_printf (ngettext ("Sche_dule %u Datasource", "Sche_dule %u Datasources", n), n);

  if (preamp_plan_get_retry (plan))
    return n == 1 ? g_strdup (_("_Try the Datasource Again"))
                  : g_strdup_printf (ngettext ("_Try %u Datasource Again",
                                               "_Try %u Datasources Again", n),
                                     n);

  if (preamp_plan_get_direction (plan) == PREAMP_DIRECTION_REVERSE)
    return g_strdup_printf (ngettext ("_Reverse %u Datasource", "_Reverse %u Datasources", n), n);

  return g_strdup_printf (ngettext ("_Migrate %u Datasource", "_Migrate %u Datasources", n), n);
}

static char *
dup_moment (gint64 microseconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  return preamp_format_date_time (date);
}

/**
 * preamp_plan_words_dup_earlier_window:
 * @plan: a plan
 *
 * Says in which window of time the run was to go that @plan continues, and that this one does not
 * take it over.
 *
 * Returns: (transfer full) (nullable): one sentence or two, %NULL where there was none
 */
char *
preamp_plan_words_dup_earlier_window (PreampPlan *plan)
{
  g_autofree char *start = NULL;
  g_autofree char *stop = NULL;
  gint64 starts_at;
  gint64 stops_at;

  g_return_val_if_fail (PREAMP_IS_PLAN (plan), NULL);

  starts_at = preamp_plan_get_earlier_start (plan);
  stops_at = preamp_plan_get_earlier_stop (plan);
  if (starts_at == 0 && stops_at == 0)
    return NULL;

  start = starts_at != 0 ? dup_moment (starts_at) : NULL;
  stop = stops_at != 0 ? dup_moment (stops_at) : NULL;

  if (start != NULL && stop != NULL)
    /* Translators: %1$s and %2$s are days with times of day: “Today, 19:21” */
    return g_strdup_printf (_("The run that this continues was to start at: %1$s, and to start "
                              "nothing new after: %2$s. This one has no such times unless you set "
                              "them below."),
                            start, stop);

  if (stop != NULL)
    /* Translators: %s is a day with a time of day: “Today, 19:21” */
    return g_strdup_printf (_("The run that this continues was to start nothing new after: %s. "
                              "This one has no such time unless you set it below."),
                            stop);

  /* Translators: %s is a day with a time of day: “Today, 19:21” */
  return g_strdup_printf (_("The run that this continues was to start at: %s. This one starts now "
                            "unless you set a time below."),
                          start);
}
