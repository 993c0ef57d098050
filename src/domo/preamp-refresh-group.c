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
  GSource            *cancelled;
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

/**
 * preamp_refresh_group_new: (skip)
 *
 * Makes a group of nobody.
 *
 * Returns: (transfer full): the group
 */
PreampRefreshGroup *
preamp_refresh_group_new (void)
{
  PreampRefreshGroup *group = g_new0 (PreampRefreshGroup, 1);

  g_queue_init (&group->members);
  group->reading = g_cancellable_new ();

  return group;
}

/**
 * preamp_refresh_group_free: (skip)
 * @group: (transfer full): a group whose members were all returned to
 *
 * Frees a group.
 */
void
preamp_refresh_group_free (PreampRefreshGroup *group)
{
  g_return_if_fail (group != NULL);

  g_queue_clear_full (&group->members, (GDestroyNotify) member_free);
  g_clear_object (&group->reading);
  g_free (group);
}

/**
 * preamp_refresh_group_add: (skip)
 * @group: a group
 * @task: a task that waits for the reading
 *
 * Adds a member, which leaves when its own cancellable is cancelled.
 */
void
preamp_refresh_group_add (PreampRefreshGroup *group,
                          GTask              *task)
{
  GCancellable *cancellable = NULL;
  Member *member = NULL;

  g_return_if_fail (group != NULL);
  g_return_if_fail (G_IS_TASK (task));

  member = g_new0 (Member, 1);
  member->group = group;
  member->task = g_object_ref (task);

  cancellable = g_task_get_cancellable (task);
  if (cancellable != NULL)
    {
      member->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (member->cancelled, G_SOURCE_FUNC (member_cancelled_cb), member, NULL);
      g_source_attach (member->cancelled, g_task_get_context (task));
    }

  g_queue_push_tail (&group->members, member);
}

/**
 * preamp_refresh_group_is_empty: (skip)
 * @group: a group
 *
 * Tells whether nobody waits any more.
 *
 * Returns: whether the group has no members
 */
gboolean
preamp_refresh_group_is_empty (PreampRefreshGroup *group)
{
  g_return_val_if_fail (group != NULL, TRUE);

  return g_queue_is_empty (&group->members);
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
