/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-plan"

#include "config.h"

#include "preamp-plan-private.h"

#include <glib/gi18n.h>

/**
 * PreampPlan:
 *
 * What would happen if the button were pressed: the chosen datasources, parted into those that go
 * and those that are left out, each with its reason. [method@Plan.check_async] reads Domo's lists
 * and the journal for it; before that both models are empty.
 */

G_DEFINE_FINAL_TYPE (PreampPlan, preamp_plan, G_TYPE_OBJECT)

static void
clear_row (gpointer row)
{
  g_clear_object (&row);
}

static void
preamp_plan_finalize (GObject *object)
{
  PreampPlan *self = PREAMP_PLAN (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->integrations, g_ptr_array_unref);
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->allowed, g_hash_table_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->ready, g_ptr_array_unref);
  g_clear_pointer (&self->later, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_clear_object (&self->going);
  g_clear_object (&self->left_out);

  G_OBJECT_CLASS (preamp_plan_parent_class)->finalize (object);
}

static void
preamp_plan_class_init (PreampPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = preamp_plan_finalize;
}

static void
preamp_plan_init (PreampPlan *self)
{
  self->integrations = g_ptr_array_new_with_free_func (g_object_unref);
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_plan_choice_free);
  self->allowed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->ready = g_ptr_array_new_with_free_func (g_object_unref);
  self->later = g_ptr_array_new_with_free_func (clear_row);
  self->rest = g_ptr_array_new_with_free_func (g_object_unref);
  self->going = g_list_store_new (PREAMP_TYPE_PLAN_ROW);
  self->left_out = g_list_store_new (PREAMP_TYPE_PLAN_ROW);
}

static PreampPlanRow *
leave_for_later (PreampPlan *self,
                 guint       position)
{
  if (self->later->pdata[position] == NULL)
    {
      PreampPlanRow *row = g_ptr_array_index (self->ready, position);
      g_autoptr (PreampAttemptRecord) record = NULL;

      record = preamp_attempt_record_copy (preamp_plan_row_get_record (row));
      record->left_out = g_strdup (_("It is left for later: the run stops before it."));
      self->later->pdata[position] = preamp_plan_row_new (record, PREAMP_VERDICT_LATER,
                                                          record->left_out);
    }

  return self->later->pdata[position];
}

static void
replace_rows (GListStore *store,
              GPtrArray  *rows)
{
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)),
                       rows->pdata, rows->len);
}

/* Only the first of those that are ready go where the run is to stop after some. */
static void
part (PreampPlan *self)
{
  g_autoptr (GPtrArray) going = g_ptr_array_new ();
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();
  const guint limit = self->stop_after > 0 ? self->stop_after : self->ready->len;

  g_ptr_array_extend (left_out, self->rest, NULL, NULL);

  for (guint i = 0; i < self->ready->len; i++)
    {
      if (i < limit)
        g_ptr_array_add (going, g_ptr_array_index (self->ready, i));
      else
        g_ptr_array_add (left_out, leave_for_later (self, i));
    }

  replace_rows (self->going, going);
  replace_rows (self->left_out, left_out);
}

/**
 * preamp_plan_get_connection:
 * @self: a plan
 *
 * Gets the connection to the instance it is for.
 *
 * Returns: (transfer none): the connection
 */
PreampConnection *
preamp_plan_get_connection (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return self->connection;
}

/**
 * preamp_plan_get_integration:
 * @self: a plan
 *
 * Gets the integration that the datasources move to, or back from.
 *
 * Returns: (transfer none) (nullable): the integration, %NULL where there are several
 */
PreampIntegration *
preamp_plan_get_integration (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return self->integrations->len == 1 ? g_ptr_array_index (self->integrations, 0) : NULL;
}

/**
 * preamp_plan_get_n_integrations:
 * @self: a plan
 *
 * Gets how many integrations its datasources move to, or back from.
 *
 * Returns: the number
 */
guint
preamp_plan_get_n_integrations (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), 0);

  return self->integrations->len;
}

/**
 * preamp_plan_get_direction:
 * @self: a plan
 *
 * Gets which way the datasources move.
 *
 * Returns: the direction
 */
PreampDirection
preamp_plan_get_direction (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), PREAMP_DIRECTION_MIGRATE);

  return self->direction;
}

/**
 * preamp_plan_get_retry:
 * @self: a plan
 *
 * Gets whether it tries datasources again.
 *
 * Returns: %TRUE for a plan made by [ctor@Plan.new_retry]
 */
gboolean
preamp_plan_get_retry (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), FALSE);

  return self->retry;
}

/**
 * preamp_plan_get_file_name:
 * @self: a plan
 *
 * Gets the name of the plan file it was read from.
 *
 * Returns: (transfer none) (nullable): the name without its folder, in UTF-8, %NULL where it is
 *   from no file
 */
const char *
preamp_plan_get_file_name (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return self->file_name;
}

/**
 * preamp_plan_get_sha256:
 * @self: a plan
 *
 * Gets the checksum of the plan file it was read from.
 *
 * Returns: (transfer none) (nullable): the SHA-256 in hex, %NULL where it is from no file
 */
const char *
preamp_plan_get_sha256 (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return self->sha256;
}

/**
 * preamp_plan_get_note:
 * @self: a plan
 *
 * Gets the note that is kept with its run: the change number, the approver.
 *
 * Returns: (transfer none) (nullable): the note
 */
const char *
preamp_plan_get_note (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return self->note;
}

/**
 * preamp_plan_set_note:
 * @self: a plan
 * @note: (nullable): a note, %NULL or an empty one for none
 *
 * Sets the note that is kept with its run.
 */
void
preamp_plan_set_note (PreampPlan *self,
                      const char *note)
{
  char *copy;

  g_return_if_fail (PREAMP_IS_PLAN (self));

  copy = note != NULL ? g_strstrip (g_strdup (note)) : NULL;
  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);

  g_free (self->note);
  self->note = copy;
}

/**
 * preamp_plan_get_earlier_start:
 * @self: a plan
 *
 * Gets when the run that it continues was to start.
 *
 * Returns: microseconds since 1970 UTC, 0 for at once, or where it continues none
 */
gint64
preamp_plan_get_earlier_start (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), 0);

  return self->earlier_start;
}

/**
 * preamp_plan_get_earlier_stop:
 * @self: a plan
 *
 * Gets from when on nothing new of the run that it continues was to start.
 *
 * Returns: microseconds since 1970 UTC, 0 for never, or where it continues none
 */
gint64
preamp_plan_get_earlier_stop (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), 0);

  return self->earlier_stop;
}

/**
 * preamp_plan_set_earlier_window:
 * @self: a plan that continues a run
 * @starts_at: when that run was to start, microseconds since 1970 UTC, 0 for at once
 * @stops_at: from when on nothing new of it was to start, microseconds since 1970 UTC, 0 for never
 *
 * Notes the window of time of the earlier run, for the review to say. It is not taken over.
 */
void
preamp_plan_set_earlier_window (PreampPlan *self,
                                gint64      starts_at,
                                gint64      stops_at)
{
  g_return_if_fail (PREAMP_IS_PLAN (self));

  self->earlier_start = starts_at;
  self->earlier_stop = stops_at;
}

/**
 * preamp_plan_get_stop_after:
 * @self: a plan
 *
 * Gets after how many datasources its run stops.
 *
 * Returns: the number, 0 for all
 */
guint
preamp_plan_get_stop_after (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), 0);

  return self->stop_after;
}

/**
 * preamp_plan_set_stop_after:
 * @self: a plan
 * @stop_after: after how many datasources its run stops, 0 for all
 *
 * Lets only the first of those that are ready go. The others are left out, for later.
 */
void
preamp_plan_set_stop_after (PreampPlan *self,
                            guint       stop_after)
{
  g_return_if_fail (PREAMP_IS_PLAN (self));

  if (self->stop_after == stop_after)
    return;

  self->stop_after = stop_after;
  part (self);
}

/**
 * preamp_plan_allow_uncertain:
 * @self: a plan
 * @attempt_id: an attempt that is unconfirmed, or ended in a state that is not known
 *
 * Lets the plan repeat one attempt whose end is not certain. Domo may still be working on it, so
 * this is for the administrator alone to say, of each attempt by itself, before the plan is
 * checked.
 */
void
preamp_plan_allow_uncertain (PreampPlan *self,
                             gint64      attempt_id)
{
  g_return_if_fail (PREAMP_IS_PLAN (self));
  g_return_if_fail (attempt_id != 0);

  g_hash_table_add (self->allowed, g_memdup2 (&attempt_id, sizeof attempt_id));
}

/**
 * preamp_plan_get_planned_before:
 * @self: a plan
 *
 * Gets which attempt is the first that the plan knows nothing of.
 *
 * Returns: the journal's number of it, which may not be given yet; 0 where the plan is not checked
 */
gint64
preamp_plan_get_planned_before (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), 0);

  return self->planned_before;
}

/**
 * preamp_plan_get_n_chosen:
 * @self: a plan
 *
 * Gets how many datasources were chosen.
 *
 * Returns: the number, of those that go and those that are left out
 */
guint
preamp_plan_get_n_chosen (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), 0);

  return self->choices->len;
}

/**
 * preamp_plan_get_n_ready:
 * @self: a plan
 *
 * Gets how many datasources could go, also those that are left for later.
 *
 * Returns: the number
 */
guint
preamp_plan_get_n_ready (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), 0);

  return self->ready->len;
}

/**
 * preamp_plan_get_going:
 * @self: a plan
 *
 * Gets the rows that go, in the order they were chosen.
 *
 * Returns: (transfer none): a model of [class@PlanRow]
 */
GListModel *
preamp_plan_get_going (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return G_LIST_MODEL (self->going);
}

/**
 * preamp_plan_get_left_out:
 * @self: a plan
 *
 * Gets the rows that are left out.
 *
 * Returns: (transfer none): a model of [class@PlanRow]
 */
GListModel *
preamp_plan_get_left_out (PreampPlan *self)
{
  g_return_val_if_fail (PREAMP_IS_PLAN (self), NULL);

  return G_LIST_MODEL (self->left_out);
}

/*< private >
 * preamp_plan_take_rows:
 * @self: a plan
 * @rows: (element-type PreampPlanRow): a row of each choice, checked
 * @planned_before: the journal's number of the first attempt that they know nothing of
 *
 * Parts the rows into those that go and those that are left out.
 */
void
preamp_plan_take_rows (PreampPlan *self,
                       GPtrArray  *rows,
                       gint64      planned_before)
{
  self->planned_before = planned_before;
  g_ptr_array_set_size (self->ready, 0);
  g_ptr_array_set_size (self->rest, 0);

  for (guint i = 0; i < rows->len; i++)
    {
      PreampPlanRow *row = g_ptr_array_index (rows, i);
      const gboolean goes = preamp_plan_row_get_verdict (row) == PREAMP_VERDICT_GOES;

      g_ptr_array_add (goes ? self->ready : self->rest, g_object_ref (row));
    }

  g_ptr_array_set_size (self->later, 0);
  g_ptr_array_set_size (self->later, self->ready->len);
  part (self);
}
