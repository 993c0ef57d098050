/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-row"

#include "config.h"

#include "preamp-domo-row.h"

#include "preamp-domo-error-private.h"

#include <glib/gi18n.h>

/* The member's value; NULL where it is missing or null, which are the same. */
static JsonNode *
get_member (PreampDomoRow *row,
            const char    *member)
{
  JsonNode *node = json_object_get_member (row->object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/* Only the first thing that is wrong with a row is told. */
static void
take_problem (PreampDomoRow *row,
              char          *problem)
{
  if (row->problem == NULL)
    row->problem = problem;
  else
    g_free (problem);
}

/**
 * preamp_domo_row_clear: (skip)
 * @row: a row
 *
 * Frees what a row holds.
 */
void
preamp_domo_row_clear (PreampDomoRow *row)
{
  g_clear_pointer (&row->problem, g_free);
}

/**
 * preamp_domo_row_get_text: (skip)
 * @row: a row
 * @member: a member's name
 *
 * Reads a text. Anything else makes the row unreadable.
 *
 * Returns: (transfer none) (nullable): the text; %NULL where it is missing, null, or none
 */
const char *
preamp_domo_row_get_text (PreampDomoRow *row,
                          const char    *member)
{
  JsonNode *node = get_member (row, member);

  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);

  row->unreadable = TRUE;
  /* Translators: %1$u is the row’s number, %2$s a technical name, for example “catalogName”. */
  take_problem (row, g_strdup_printf (_("Row %1$u is left out: its “%2$s” is not a text."),
                                      row->number, member));

  return NULL;
}

/**
 * preamp_domo_row_get_id: (skip)
 * @row: a row
 *
 * Reads the member `id`, without which a row is unreadable.
 *
 * Returns: (transfer none) (nullable): the identifier
 */
const char *
preamp_domo_row_get_id (PreampDomoRow *row)
{
  const char *id = preamp_domo_row_get_text (row, "id");

  if (id != NULL && *id != '\0')
    return id;

  row->unreadable = TRUE;
  /* Translators: %1$u is the row’s number, %2$s a technical name, “id”. */
  take_problem (row, g_strdup_printf (_("Row %1$u is left out: it has no “%2$s”."),
                                      row->number, "id"));

  return NULL;
}

/**
 * preamp_domo_row_get_flag: (skip)
 * @row: a row
 * @member: a member's name
 *
 * Reads a yes or no. Anything else makes the row unreadable.
 *
 * Returns: the flag; %FALSE where it is missing or null
 */
gboolean
preamp_domo_row_get_flag (PreampDomoRow *row,
                          const char    *member)
{
  JsonNode *node = get_member (row, member);

  if (node == NULL)
    return FALSE;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  row->unreadable = TRUE;
  /* Translators: %1$u is the row’s number, %2$s a technical name, for example “collision”. */
  take_problem (row, g_strdup_printf (_("Row %1$u is left out: its “%2$s” is neither true nor "
                                        "false."),
                                      row->number, member));

  return FALSE;
}

/**
 * preamp_domo_row_dup_date: (skip)
 * @row: a row
 * @member: a member's name
 *
 * Reads a date (ISO 8601; UTC where it names no zone). A text that is no date is a problem, but
 * the row stays; anything else makes it unreadable.
 *
 * Returns: (transfer full) (nullable): the date
 */
GDateTime *
preamp_domo_row_dup_date (PreampDomoRow *row,
                          const char    *member)
{
  g_autoptr (GTimeZone) utc = NULL;
  const char *text = preamp_domo_row_get_text (row, member);
  GDateTime *date = NULL;

  if (text == NULL)
    return NULL;

  utc = g_time_zone_new_utc ();
  date = g_date_time_new_from_iso8601 (text, utc);
  if (date == NULL)
    {
      g_autofree char *quote = preamp_domo_error_dup_quote (text);

      /* Translators: %1$u is the row’s number, %2$s a technical name, “migrationDate”, %3$s what
       * stands there. */
      take_problem (row, g_strdup_printf (_("The date in row %1$u cannot be read: its “%2$s” is "
                                            "“%3$s”."),
                                          row->number, member, quote));
    }

  return date;
}
