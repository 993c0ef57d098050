/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-plan-row.h"

/**
 * PreampPlanRow:
 *
 * One datasource of a plan: whether it goes, and if not, why. It never changes.
 */
struct _PreampPlanRow
{
  GObject parent_instance;

  PreampAttemptRecord *record;
  PreampVerdict verdict;
  char *reason;
};

G_DEFINE_FINAL_TYPE (PreampPlanRow, preamp_plan_row, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_REASON,
} PreampPlanRowProperty;

static GParamSpec *properties[PROP_REASON + 1];

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
preamp_plan_row_finalize (GObject *object)
{
  PreampPlanRow *self = PREAMP_PLAN_ROW (object);

  g_clear_pointer (&self->record, preamp_attempt_record_free);
  g_clear_pointer (&self->reason, g_free);

  G_OBJECT_CLASS (preamp_plan_row_parent_class)->finalize (object);
}

static void
preamp_plan_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PreampPlanRow *self = PREAMP_PLAN_ROW (object);

  switch ((PreampPlanRowProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, preamp_plan_row_get_name (self));
      break;

    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_plan_row_class_init (PreampPlanRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = preamp_plan_row_finalize;
  object_class->get_property = preamp_plan_row_get_property;

  /**
   * PreampPlanRow:name:
   *
   * The datasource's name, or its identifier where Domo gave none.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * PreampPlanRow:reason:
   *
   * A sentence: why it is left out, or what the lists say of one that goes.
   */
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_plan_row_init (PreampPlanRow *self)
{
}

/**
 * preamp_plan_row_new:
 * @record: the attempt it would be; a copy is kept
 * @verdict: whether it goes
 * @reason: (nullable): a sentence about that
 *
 * Makes a row of a plan.
 *
 * Returns: (transfer full): the row
 */
PreampPlanRow *
preamp_plan_row_new (const PreampAttemptRecord *record,
                     PreampVerdict              verdict,
                     const char                *reason)
{
  PreampPlanRow *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_PLAN_ROW, NULL);
  self->record = preamp_attempt_record_copy (record);
  self->verdict = verdict;
  self->reason = g_strdup (reason);

  return self;
}

/**
 * preamp_plan_row_get_record:
 * @self: a row of a plan
 *
 * Gets the attempt it would be, with the candidate as last read.
 *
 * Returns: (transfer none): the record
 */
const PreampAttemptRecord *
preamp_plan_row_get_record (PreampPlanRow *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN_ROW (self), NULL);

  return self->record;
}

/**
 * preamp_plan_row_get_name:
 * @self: a row of a plan
 *
 * Gets the datasource's name, or its identifier where Domo gave none, or its table where a plan
 * file names nothing else.
 *
 * Returns: (transfer none): the name
 */
const char *
preamp_plan_row_get_name (PreampPlanRow *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN_ROW (self), NULL);

  if (is_given (self->record->datasource_name))
    return self->record->datasource_name;

  if (is_given (self->record->datasource_id) || !is_given (self->record->table))
    return self->record->datasource_id;

  return self->record->table;
}

/**
 * preamp_plan_row_get_verdict:
 * @self: a row of a plan
 *
 * Gets whether it goes, or why not.
 *
 * Returns: the verdict
 */
PreampVerdict
preamp_plan_row_get_verdict (PreampPlanRow *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN_ROW (self), PREAMP_VERDICT_NOT_LISTED);

  return self->verdict;
}

/**
 * preamp_plan_row_get_reason:
 * @self: a row of a plan
 *
 * Gets the sentence about it.
 *
 * Returns: (transfer none) (nullable): why it is left out, or what the lists say of one that goes
 */
const char *
preamp_plan_row_get_reason (PreampPlanRow *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN_ROW (self), NULL);

  return self->reason;
}

/**
 * preamp_plan_row_get_done:
 * @self: a row of a plan
 *
 * Gets whether the datasource is where the plan would move it, by Domo's lists.
 *
 * Returns: %TRUE for one that is left out since there is nothing left to do
 */
gboolean
preamp_plan_row_get_done (PreampPlanRow *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN_ROW (self), FALSE);

  if (self->record->direction == PREAMP_DIRECTION_MIGRATE)
    return self->verdict == PREAMP_VERDICT_MIGRATED;

  return self->verdict == PREAMP_VERDICT_NOT_LISTED &&
         self->record->listed == PREAMP_LISTED_CANDIDATES && !self->record->migrated;
}
