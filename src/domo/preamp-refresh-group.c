/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-refresh-group"

#include "config.h"

#include "preamp-refresh-group.h"

/* Those that wait for one and the same reading. Each may be cancelled without the others; when
 * the last one is, so is the reading. */
struct _PreampRefreshGroup
{
  GQueue        members;
  GCancellable *reading;
};

typedef struct
{
  PreampRefreshGroup *group;
  GTask              *task;
  GSource            *cancelled; /* NULL where it cannot be */
} Member;

static void
member_free (Member *member)
{
  if (member->cancelled != NULL)
    g_source_destroy (member->cancelled);
  g_clear_pointer (&member->cancelled, g_source_unref);
  g_clear_object (&member->task);
  g_free (member);
}

static gboolean
member_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  Member *member = user_data;
  PreampRefreshGroup *group = member->group;
  g_autoptr (GTask) task = g_object_ref (member->task);

  g_queue_remove (&group->members, member);
  member_free (member);
  if (g_queue_is_empty (&group->members))
    g_cancellable_cancel (group->reading);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static PreampRefreshGroup *
group_new (void)
{
  PreampRefreshGroup *group = g_new0 (PreampRefreshGroup, 1);

  g_queue_init (&group->members);
  group->reading = g_cancellable_new ();

  return group;
}

static void
add (PreampRefreshGroup *group,
     GTask              *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Member *member = g_new0 (Member, 1);

  member->group = group;
  member->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      member->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (member->cancelled, G_SOURCE_FUNC (member_cancelled_cb), member, NULL);
      g_source_attach (member->cancelled, g_task_get_context (task));
    }

  g_queue_push_tail (&group->members, member);
}

/**
 * preamp_refresh_group_join: (skip)
 * @group: (inout) (nullable): the group of a reading that has not begun; a new one is made where
 *   there is none, or where all have left it
 * @task: a task that waits for the reading, not cancelled yet; it returns a boolean
 *
 * Adds a member, which leaves when its own cancellable is cancelled.
 */
void
preamp_refresh_group_join (PreampRefreshGroup **group,
                           GTask               *task)
{
  g_return_if_fail (group != NULL);
  g_return_if_fail (G_IS_TASK (task));

  /* One that all have left is spent: its reading is cancelled before it begins. */
  if (*group != NULL && g_queue_is_empty (&(*group)->members))
    g_clear_pointer (group, preamp_refresh_group_free);
  if (*group == NULL)
    *group = group_new ();

  add (*group, task);
}

/**
 * preamp_refresh_group_take: (skip)
 * @group: (inout) (nullable): the group of a reading that has not begun; %NULL afterwards
 *
 * Takes a group whose reading is to begin.
 *
 * Returns: (transfer full) (nullable): the group; %NULL where nobody waits
 */
PreampRefreshGroup *
preamp_refresh_group_take (PreampRefreshGroup **group)
{
  g_return_val_if_fail (group != NULL, NULL);

  if (*group != NULL && g_queue_is_empty (&(*group)->members))
    g_clear_pointer (group, preamp_refresh_group_free);

  return g_steal_pointer (group);
}

/**
 * preamp_refresh_group_get_cancellable: (skip)
 * @group: a group
 *
 * Gets what ends the reading when the last member has left.
 *
 * Returns: (transfer none): the cancellable
 */
GCancellable *
preamp_refresh_group_get_cancellable (PreampRefreshGroup *group)
{
  g_return_val_if_fail (group != NULL, NULL);

  return group->reading;
}

/**
 * preamp_refresh_group_return: (skip)
 * @group: a group
 * @error: (nullable): why the reading failed; copied
 *
 * Tells all members how the reading ended. They leave.
 */
void
preamp_refresh_group_return (PreampRefreshGroup *group,
                             const GError       *error)
{
  Member *member = NULL;

  g_return_if_fail (group != NULL);

  while ((member = g_queue_pop_head (&group->members)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (member->task, g_error_copy (error));
      else
        g_task_return_boolean (member->task, TRUE);
      member_free (member);
    }
}

/**
 * preamp_refresh_group_free: (skip)
 * @group: (transfer full): a group
 *
 * Cancels the reading, and tells whoever still waits that it was cancelled.
 */
void
preamp_refresh_group_free (PreampRefreshGroup *group)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (group != NULL);

  g_cancellable_cancel (group->reading);
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The reading was given up");
  preamp_refresh_group_return (group, error);
  g_clear_object (&group->reading);
  g_free (group);
}
