/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-item"

#include "config.h"

#include "preamp-datasource-item.h"

#include "preamp-datasource-text.h"
#include "preamp-format.h"

#include <string.h>

/**
 * PreampDatasourceItem:
 *
 * One row of a candidate page: what Domo's list says of a datasource, how it stands by the
 * journal, and its attempt in a run that has not ended. Of these three the status is made.
 */
struct _PreampDatasourceItem
{
  GObject                  parent_instance;

  PreampCandidate         *candidate;
  PreampAttemptRecord     *record;
  PreampAttempt           *attempt;
  PreampDirection          direction;
  gboolean                 listed;
  gboolean                 selected;
  PreampDatasourceStanding standing;

  /* made when first asked for */
  char                    *status_text;
  PreampDatasourceKeys     keys;
};

G_DEFINE_FINAL_TYPE (PreampDatasourceItem, preamp_datasource_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_SELECTED,
  PROP_STATUS,
  PROP_STATUS_TEXT,
} PreampDatasourceItemProperty;

static GParamSpec *properties[PROP_STATUS_TEXT + 1];

static void
update_status (PreampDatasourceItem *self)
{
  PreampStatus old_status = self->standing.status;
  g_autofree char *old_text = g_steal_pointer (&self->status_text);

  preamp_datasource_standing_find (&self->standing, self->candidate, self->direction, self->listed,
                                   self->record, self->attempt);

  if (!self->standing.selectable)
    preamp_datasource_item_set_selected (self, FALSE);

  if (self->standing.status != old_status)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);

  /* A text that nobody asked for is shown by nobody. */
  if (old_text != NULL &&
      g_strcmp0 (preamp_datasource_item_get_status_text (self), old_text) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS_TEXT]);
}

static void
attempt_changed_cb (PreampDatasourceItem *self)
{
  update_status (self);
}

static void
preamp_datasource_item_dispose (GObject *object)
{
  PreampDatasourceItem *self = PREAMP_DATASOURCE_ITEM (object);

  if (self->attempt != NULL)
    g_signal_handlers_disconnect_by_data (self->attempt, self);

  g_clear_object (&self->attempt);

  G_OBJECT_CLASS (preamp_datasource_item_parent_class)->dispose (object);
}

static void
preamp_datasource_item_finalize (GObject *object)
{
  PreampDatasourceItem *self = PREAMP_DATASOURCE_ITEM (object);

  g_clear_object (&self->candidate);
  g_clear_pointer (&self->record, preamp_attempt_record_free);
  g_clear_pointer (&self->status_text, g_free);
  preamp_datasource_keys_clear (&self->keys);

  G_OBJECT_CLASS (preamp_datasource_item_parent_class)->finalize (object);
}

static void
preamp_datasource_item_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  PreampDatasourceItem *self = PREAMP_DATASOURCE_ITEM (object);

  switch ((PreampDatasourceItemProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, preamp_datasource_item_get_name (self));
      break;

    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;

    case PROP_STATUS:
      g_value_set_enum (value, (int) self->standing.status);
      break;

    case PROP_STATUS_TEXT:
      g_value_set_string (value, preamp_datasource_item_get_status_text (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_datasource_item_class_init (PreampDatasourceItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_datasource_item_dispose;
  object_class->finalize = preamp_datasource_item_finalize;
  object_class->get_property = preamp_datasource_item_get_property;

  /**
   * PreampDatasourceItem:name:
   *
   * Its name on one line, or its identifier where it has none.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READABLE |
                                               G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);
  /**
   * PreampDatasourceItem:selected:
   *
   * Whether it is chosen for the next run.
   */
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE |
                                                    G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  /**
   * PreampDatasourceItem:status:
   *
   * What it is shown as.
   */
  properties[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL,
                                               PREAMP_TYPE_STATUS, PREAMP_STATUS_INCOMPLETE,
                                               G_PARAM_READABLE |
                                               G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);
  /**
   * PreampDatasourceItem:status-text:
   *
   * What the Status column says.
   */
  properties[PROP_STATUS_TEXT] = g_param_spec_string ("status-text", NULL, NULL, NULL,
                                                      G_PARAM_READABLE |
                                                      G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_datasource_item_init (PreampDatasourceItem *self)
{
}

/**
 * preamp_datasource_item_new:
 * @candidate: what Domo's list says of the datasource
 * @direction: which of the two lists
 * @listed: whether it is in the list now, and not only in the journal
 *
 * Returns: (transfer full): a row
 */
PreampDatasourceItem *
preamp_datasource_item_new (PreampCandidate *candidate,
                            PreampDirection  direction,
                            gboolean         listed)
{
  PreampDatasourceItem *self;

  g_return_val_if_fail (PREAMP_IS_CANDIDATE (candidate), NULL);

  self = g_object_new (PREAMP_TYPE_DATASOURCE_ITEM, NULL);
  self->candidate = g_object_ref (candidate);
  self->direction = direction;
  self->listed = listed;
  update_status (self);

  return self;
}

/**
 * preamp_datasource_item_get_candidate:
 * @self: a row
 *
 * Returns: (transfer none): what Domo's list says of it
 */
PreampCandidate *
preamp_datasource_item_get_candidate (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), NULL);

  return self->candidate;
}

/**
 * preamp_datasource_item_set_candidate:
 * @self: a row
 * @candidate: what Domo's list says of the same datasource now
 * @listed: whether it is in the list now
 *
 * Returns: whether a text that rows are sorted by has changed
 */
gboolean
preamp_datasource_item_set_candidate (PreampDatasourceItem *self,
                                      PreampCandidate      *candidate,
                                      gboolean              listed)
{
  gboolean changed;

  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), FALSE);
  g_return_val_if_fail (PREAMP_IS_CANDIDATE (candidate), FALSE);

  changed = !preamp_datasource_keys_are_equal (self->candidate, candidate);
  g_set_object (&self->candidate, candidate);
  self->listed = listed;

  if (changed)
    {
      preamp_datasource_keys_clear (&self->keys);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
    }

  update_status (self);

  return changed;
}

/**
 * preamp_datasource_item_get_record:
 * @self: a row
 *
 * Returns: (nullable): the attempt that determines how it stands, that of a run before
 *   that of the journal
 */
const PreampAttemptRecord *
preamp_datasource_item_get_record (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), NULL);

  return self->attempt != NULL ? preamp_attempt_get_record (self->attempt) : self->record;
}

/**
 * preamp_datasource_item_set_record:
 * @self: a row
 * @record: (nullable): how it stands by the journal
 */
void
preamp_datasource_item_set_record (PreampDatasourceItem      *self,
                                   const PreampAttemptRecord *record)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_ITEM (self));

  if (self->record == NULL && record == NULL)
    return;

  g_clear_pointer (&self->record, preamp_attempt_record_free);
  self->record = record != NULL ? preamp_attempt_record_copy (record) : NULL;
  update_status (self);
}

/**
 * preamp_datasource_item_get_attempt:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its attempt in a run that has not ended
 */
PreampAttempt *
preamp_datasource_item_get_attempt (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), NULL);

  return self->attempt;
}

/**
 * preamp_datasource_item_set_attempt:
 * @self: a row
 * @attempt: (nullable): its attempt in a run that has not ended, %NULL after the run
 *
 * The row follows the attempt. When the run has ended the row stands as the attempt left it, until
 * the journal is read again.
 */
void
preamp_datasource_item_set_attempt (PreampDatasourceItem *self,
                                    PreampAttempt        *attempt)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_ITEM (self));
  g_return_if_fail (attempt == NULL || PREAMP_IS_ATTEMPT (attempt));

  if (self->attempt == attempt)
    return;

  if (self->attempt != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->attempt, self);

      if (preamp_attempt_get_phase (self->attempt) == PREAMP_ATTEMPT_PHASE_ENDED)
        {
          g_clear_pointer (&self->record, preamp_attempt_record_free);
          self->record = preamp_attempt_record_copy (preamp_attempt_get_record (self->attempt));
        }
    }

  g_set_object (&self->attempt, attempt);

  if (attempt != NULL)
    {
      g_signal_connect_object (attempt, "notify::phase",
                               G_CALLBACK (attempt_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (attempt, "notify::outcome",
                               G_CALLBACK (attempt_changed_cb), self, G_CONNECT_SWAPPED);
    }

  update_status (self);
}

/**
 * preamp_datasource_item_get_selected:
 * @self: a row
 *
 * Returns: whether it is chosen for the next run
 */
gboolean
preamp_datasource_item_get_selected (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), FALSE);

  return self->selected;
}

/**
 * preamp_datasource_item_set_selected:
 * @self: a row
 * @selected: whether it is chosen for the next run
 *
 * A row that cannot be selected stays as it is.
 */
void
preamp_datasource_item_set_selected (PreampDatasourceItem *self,
                                     gboolean              selected)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_ITEM (self));

  selected = selected && self->standing.selectable;
  if (self->selected == selected)
    return;

  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * preamp_datasource_item_get_direction:
 * @self: a row
 *
 * Returns: which of Domo's lists it is a row of
 */
PreampDirection
preamp_datasource_item_get_direction (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), PREAMP_DIRECTION_MIGRATE);

  return self->direction;
}

/**
 * preamp_datasource_item_get_listed:
 * @self: a row
 *
 * Returns: whether it is in Domo's list now, and not only in the journal
 */
gboolean
preamp_datasource_item_get_listed (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), FALSE);

  return self->listed;
}

/**
 * preamp_datasource_item_get_id:
 * @self: a row
 *
 * Returns: the datasource's identifier
 */
const char *
preamp_datasource_item_get_id (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), NULL);

  return preamp_candidate_get_id (self->candidate);
}

/**
 * preamp_datasource_item_get_name:
 * @self: a row
 *
 * Returns: its name on one line, or its identifier where it has none
 */
const char *
preamp_datasource_item_get_name (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), NULL);

  return preamp_datasource_keys_get_name (&self->keys, self->candidate);
}

/**
 * preamp_datasource_item_get_status:
 * @self: a row
 *
 * Returns: what it is shown as
 */
PreampStatus
preamp_datasource_item_get_status (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), PREAMP_STATUS_UNKNOWN);

  return self->standing.status;
}

/**
 * preamp_datasource_item_get_status_text:
 * @self: a row
 *
 * Returns: what the Status column says
 */
const char *
preamp_datasource_item_get_status_text (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), NULL);

  if (self->status_text == NULL)
    self->status_text = preamp_datasource_text_status (self);

  return self->status_text;
}

/**
 * preamp_datasource_item_get_group:
 * @self: a row
 *
 * Returns: what it is filtered by, beside all
 */
PreampDatasourceGroup
preamp_datasource_item_get_group (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), PREAMP_DATASOURCE_GROUP_ALL);

  return self->standing.group;
}

/**
 * preamp_datasource_item_get_selectable:
 * @self: a row
 *
 * Returns: whether it can be chosen for a run
 */
gboolean
preamp_datasource_item_get_selectable (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), FALSE);

  return self->standing.selectable;
}

/**
 * preamp_datasource_item_get_dimmed:
 * @self: a row
 *
 * Returns: whether it stands back, since there is nothing left to do with it
 */
gboolean
preamp_datasource_item_get_dimmed (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), FALSE);

  return self->direction == PREAMP_DIRECTION_MIGRATE &&
         self->standing.status == PREAMP_STATUS_MIGRATED;
}

/**
 * preamp_datasource_item_get_hindrance:
 * @self: a row
 *
 * Returns: (nullable): why it cannot be chosen, a sentence, %NULL where it can
 */
const char *
preamp_datasource_item_get_hindrance (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), NULL);

  return preamp_datasource_text_hindrance (self);
}

/**
 * preamp_datasource_item_get_retriable:
 * @self: a row
 *
 * Returns: whether its last attempt can be tried again as it was
 */
gboolean
preamp_datasource_item_get_retriable (PreampDatasourceItem *self)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), FALSE);

  return self->standing.retriable;
}

/**
 * preamp_datasource_item_dup_text:
 * @self: a row
 * @column: a column
 *
 * Returns: (transfer full): the text of @column on one line
 */
char *
preamp_datasource_item_dup_text (PreampDatasourceItem   *self,
                                 PreampDatasourceColumn  column)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), NULL);

  if (column == PREAMP_DATASOURCE_COLUMN_NAME)
    return g_strdup (preamp_datasource_item_get_name (self));

  return preamp_format_one_line (preamp_datasource_keys_get_text (self->candidate, column));
}

/**
 * preamp_datasource_item_matches:
 * @self: a row
 * @words: (array zero-terminated=1): folded words, of [func@datasource_keys_fold]
 *
 * Returns: whether each of @words is in a column of text, or in the identifier
 */
gboolean
preamp_datasource_item_matches (PreampDatasourceItem *self,
                                const char * const   *words)
{
  g_return_val_if_fail (PREAMP_IS_DATASOURCE_ITEM (self), FALSE);

  return preamp_datasource_keys_match (&self->keys, self->candidate, words);
}

/**
 * preamp_datasource_item_compare_text:
 * @self: a row
 * @other: another one
 * @column: a column
 *
 * Returns: less than, equal to, or greater than 0, by the texts of @column
 */
int
preamp_datasource_item_compare_text (PreampDatasourceItem   *self,
                                     PreampDatasourceItem   *other,
                                     PreampDatasourceColumn  column)
{
  return strcmp (preamp_datasource_keys_get_sort (&self->keys, self->candidate, column),
                 preamp_datasource_keys_get_sort (&other->keys, other->candidate, column));
}
