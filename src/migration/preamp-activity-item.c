/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-item"

#include "config.h"

#include "preamp-activity-item.h"

#include "preamp-attempt-private.h"

/**
 * PreampActivityItem:
 *
 * A row of the journal in a list: an attempt, or a run with what became of it. It stands for its
 * row before that was read, and says by [property@ActivityItem:loaded] when it was, or was again.
 */
struct _PreampActivityItem
{
  GObject parent_instance;

  gint64 id;
  PreampAttempt *attempt;
  PreampRunSummary *summary;
};

G_DEFINE_FINAL_TYPE (PreampActivityItem, preamp_activity_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOADED = 1,
} PreampActivityItemProperty;

static GParamSpec *properties[PROP_LOADED + 1];

static void
preamp_activity_item_finalize (GObject *object)
{
  PreampActivityItem *self = PREAMP_ACTIVITY_ITEM (object);

  g_clear_object (&self->attempt);
  g_clear_pointer (&self->summary, preamp_run_summary_free);

  G_OBJECT_CLASS (preamp_activity_item_parent_class)->finalize (object);
}

static void
preamp_activity_item_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  PreampActivityItem *self = PREAMP_ACTIVITY_ITEM (object);

  switch ((PreampActivityItemProperty) prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, preamp_activity_item_get_loaded (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_activity_item_class_init (PreampActivityItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = preamp_activity_item_finalize;
  object_class->get_property = preamp_activity_item_get_property;

  /**
   * PreampActivityItem:loaded:
   *
   * Whether the row was read. It is notified at each reading.
   */
  properties[PROP_LOADED] =
    g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_activity_item_init (PreampActivityItem *self)
{
}

/**
 * preamp_activity_item_new:
 * @id: the journal's number of an attempt or a run
 *
 * Creates an item that was not read yet.
 *
 * Returns: (transfer full): the item
 */
PreampActivityItem *
preamp_activity_item_new (gint64 id)
{
  PreampActivityItem *self = g_object_new (PREAMP_TYPE_ACTIVITY_ITEM, NULL);

  self->id = id;

  return self;
}

/**
 * preamp_activity_item_get_id:
 * @self: an item
 *
 * Returns: the journal's number of the attempt or the run
 */
gint64
preamp_activity_item_get_id (PreampActivityItem *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_ITEM (self), 0);

  return self->id;
}

/**
 * preamp_activity_item_get_loaded:
 * @self: an item
 *
 * Returns: whether the row was read
 */
gboolean
preamp_activity_item_get_loaded (PreampActivityItem *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_ITEM (self), FALSE);

  return self->attempt != NULL || self->summary != NULL;
}

/**
 * preamp_activity_item_get_attempt:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the attempt as it was last read; %NULL for a run, or before
 *   that
 */
PreampAttempt *
preamp_activity_item_get_attempt (PreampActivityItem *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_ITEM (self), NULL);

  return self->attempt;
}

/**
 * preamp_activity_item_set_record:
 * @self: an item
 * @record: the attempt
 *
 * Sets what was read of an attempt.
 */
void
preamp_activity_item_set_record (PreampActivityItem        *self,
                                 const PreampAttemptRecord *record)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_ITEM (self));
  g_return_if_fail (record != NULL);

  g_clear_object (&self->attempt);
  self->attempt = preamp_activity_attempt_new (record);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/**
 * preamp_activity_item_get_summary:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the run as it was last read; %NULL for an attempt, or before
 *   that
 */
const PreampRunSummary *
preamp_activity_item_get_summary (PreampActivityItem *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_ITEM (self), NULL);

  return self->summary;
}

/**
 * preamp_activity_item_set_summary:
 * @self: an item
 * @summary: the run
 *
 * Sets what was read of a run.
 */
void
preamp_activity_item_set_summary (PreampActivityItem     *self,
                                  const PreampRunSummary *summary)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_ITEM (self));
  g_return_if_fail (summary != NULL);

  g_clear_pointer (&self->summary, preamp_run_summary_free);
  self->summary = preamp_run_summary_copy (summary);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/**
 * preamp_activity_attempt_new:
 * @record: an attempt as the journal has it
 *
 * Creates an attempt for the windows from the journal, where its outcome is saved.
 *
 * Returns: (transfer full): the attempt
 */
PreampAttempt *
preamp_activity_attempt_new (const PreampAttemptRecord *record)
{
  PreampAttempt *attempt;

  g_return_val_if_fail (record != NULL, NULL);

  attempt = preamp_attempt_new (record);
  if (record->outcome != PREAMP_OUTCOME_NONE)
    preamp_attempt_set_ended (attempt, record, TRUE);

  return attempt;
}
