/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-text"

#include "config.h"

#include "preamp-datasource-text.h"

#include "preamp-format.h"

#include <glib/gi18n.h>

static gboolean
is_days_ago (GDateTime *date,
             int        days)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (date);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -days);

  return g_date_time_get_year (local) == g_date_time_get_year (day) &&
         g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (day);
}

/* To the minute where that tells one from another, among what was moved and today. */
static char *
format_migrated (PreampDatasourceItem *item)
{
  GDateTime *date;
  g_autofree char *text = NULL;

  date = preamp_candidate_get_migration_date (preamp_datasource_item_get_candidate (item));
  if (date == NULL)
    return g_strdup (preamp_status_get_label (PREAMP_STATUS_MIGRATED));

  if (is_days_ago (date, 0))
    {
      text = preamp_format_time (date);

      /* Translators: %s is a time of day, such as “17:40” */
      return g_strdup_printf (_("Migrated today, %s"), text);
    }

  if (is_days_ago (date, 1))
    {
      text = preamp_format_time (date);

      /* Translators: %s is a time of day, such as “17:40” */
      return g_strdup_printf (_("Migrated yesterday, %s"), text);
    }

  if (preamp_datasource_item_get_direction (item) == PREAMP_DIRECTION_REVERSE)
    text = preamp_format_date_time (date);
  else
    text = preamp_format_date (date);

  /* Translators: %s is a date, such as “12 Sept” or “12 Sept 2025, 17:40” */
  return g_strdup_printf (_("Migrated %s"), text);
}

static char *
format_collision (PreampDatasourceItem *item)
{
  PreampCandidate *candidate = preamp_datasource_item_get_candidate (item);
  g_autofree char *name = NULL;

  name = preamp_format_one_line (preamp_candidate_get_colliding_name (candidate));
  if (*name == '\0')
    {
      g_free (name);
      name = preamp_format_one_line (preamp_candidate_get_colliding_id (candidate));
    }

  if (*name == '\0')
    return g_strdup (_("Collides with another datasource"));

  /* Translators: %s is the name of another datasource */
  return g_strdup_printf (_("Collides with %s"), name);
}

static char *
format_unknown (PreampDatasourceItem *item)
{
  const PreampAttemptRecord *record = preamp_datasource_item_get_record (item);
  g_autofree char *state = preamp_format_one_line (record != NULL ? record->state : NULL);

  if (*state == '\0')
    return g_strdup (preamp_status_get_label (PREAMP_STATUS_UNKNOWN));

  /* Translators: %s is a state of a migration as Domo wrote it */
  return g_strdup_printf (_("Domo says “%s”"), state);
}

/* What is worth knowing before it is tried once more. */
static const char *
find_last_attempt (PreampDatasourceItem *item)
{
  const PreampAttemptRecord *record = preamp_datasource_item_get_record (item);

  if (record == NULL || record->direction != preamp_datasource_item_get_direction (item))
    return NULL;

  if (record->contradicted)
    return _("Domo’s lists disagreed");

  switch (record->outcome)
    {
    case PREAMP_OUTCOME_ABORTED:
      return _("last attempt aborted");
    case PREAMP_OUTCOME_REFUSED:
      return _("last attempt refused");
    case PREAMP_OUTCOME_NOT_SENT:
      return _("last attempt not sent");
    case PREAMP_OUTCOME_COMPLETE:
    case PREAMP_OUTCOME_MOVED:
      return _("last attempt complete");
    case PREAMP_OUTCOME_NONE:
    case PREAMP_OUTCOME_NOT_STARTED:
    case PREAMP_OUTCOME_INCOMPLETE:
    case PREAMP_OUTCOME_UNCONFIRMED:
    case PREAMP_OUTCOME_UNKNOWN:
    default:
      return NULL;
    }
}

/* It goes on saying how it stands, and is counted among no others. */
static gboolean
is_set_aside (PreampDatasourceItem *item)
{
  const PreampAttemptRecord *record = preamp_datasource_item_get_record (item);

  return preamp_datasource_item_get_attempt (item) == NULL &&
         record != NULL && record->set_aside &&
         preamp_status_needs_attention (preamp_datasource_item_get_status (item));
}

/**
 * preamp_datasource_text_status:
 * @item: a row
 *
 * Returns: (transfer full): what the Status column says of it
 */
char *
preamp_datasource_text_status (PreampDatasourceItem *item)
{
  PreampStatus status = preamp_datasource_item_get_status (item);
  const char *more = NULL;
  g_autofree char *text = NULL;

  if (status == PREAMP_STATUS_COLLISION)
    return format_collision (item);

  if (status == PREAMP_STATUS_CHECKING)
    return g_strdup (_("Complete, waiting for Domo’s lists"));

  if (status == PREAMP_STATUS_MIGRATED)
    text = format_migrated (item);
  else if (status == PREAMP_STATUS_UNKNOWN)
    text = format_unknown (item);
  else
    text = g_strdup (preamp_status_get_label (status));

  if (preamp_datasource_item_get_selectable (item))
    more = find_last_attempt (item);
  else if (is_set_aside (item))
    more = _("set aside");

  if (more == NULL)
    return g_steal_pointer (&text);

  /* Translators: %1$s is a status, %2$s more about it: “Ready, last attempt aborted” */
  return g_strdup_printf (_("%1$s, %2$s"), text, more);
}

/**
 * preamp_datasource_text_hindrance:
 * @item: a row
 *
 * Returns: (nullable): why it cannot be selected, a sentence, %NULL where it can
 */
const char *
preamp_datasource_text_hindrance (PreampDatasourceItem *item)
{
  if (preamp_datasource_item_get_selectable (item))
    return NULL;

  if (preamp_datasource_item_get_attempt (item) != NULL)
    return _("It is part of a run.");

  switch (preamp_datasource_item_get_status (item))
    {
    case PREAMP_STATUS_INCOMPLETE:
      return _("It is incomplete. Open its details and use Try Again.");
    case PREAMP_STATUS_UNCONFIRMED:
      return _("An earlier attempt has no certain end, so nothing else may be sent for it.");
    case PREAMP_STATUS_CONTRADICTED:
    case PREAMP_STATUS_UNKNOWN:
      return _("The end of its last attempt is not clear. Look at it in Domo first.");
    case PREAMP_STATUS_COLLISION:
      return _("Another datasource uses its table, so a migration would fail.");
    case PREAMP_STATUS_MIGRATED:
      return _("It was migrated already. It can be moved back on the Migrated page.");
    case PREAMP_STATUS_CHECKING:
      return _("Domo reported it as complete, and its lists do not show the move yet.");
    case PREAMP_STATUS_MOVING:
    case PREAMP_STATUS_WAITING:
    case PREAMP_STATUS_READY:
    case PREAMP_STATUS_ABORTED:
    case PREAMP_STATUS_REFUSED:
    case PREAMP_STATUS_NOT_SENT:
    case PREAMP_STATUS_NOT_STARTED:
    case PREAMP_STATUS_LEFT_OUT:
    case PREAMP_STATUS_MOVED:
    case PREAMP_STATUS_COMPLETE:
    default:
      return _("Domo does not offer it now.");
    }
}

/**
 * preamp_datasource_text_compare:
 * @item: a row
 * @other: another one
 *
 * Returns: less than, equal to, or greater than 0, by status, the same statuses by date or by what
 *   they say
 */
int
preamp_datasource_text_compare (PreampDatasourceItem *item,
                                PreampDatasourceItem *other)
{
  PreampStatus status = preamp_datasource_item_get_status (item);
  PreampStatus other_status = preamp_datasource_item_get_status (other);

  if (status != other_status)
    return status < other_status ? -1 : 1;

  if (status == PREAMP_STATUS_MIGRATED)
    {
      PreampCandidate *candidate = preamp_datasource_item_get_candidate (item);
      PreampCandidate *other_candidate = preamp_datasource_item_get_candidate (other);
      GDateTime *date = preamp_candidate_get_migration_date (candidate);
      GDateTime *other_date = preamp_candidate_get_migration_date (other_candidate);

      if (date != NULL && other_date != NULL)
        return g_date_time_compare (date, other_date);

      return (date != NULL) - (other_date != NULL);
    }

  /* Nearly all rows; what they say besides is of the last attempt. */
  if (status == PREAMP_STATUS_READY)
    return 0;

  return g_utf8_collate (preamp_datasource_item_get_status_text (item),
                         preamp_datasource_item_get_status_text (other));
}
