/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The rows of an activity that exist as objects: those that somebody shows, and some that were. */

#include "config.h"

#include "preamp-activity-items.h"

/* Rows that nobody shows any more are kept for those who scroll back. */
#define MAX_RECENT 1000

struct _PreampActivityItems
{
  GHashTable *items;   /* number → PreampActivityItem, without a reference */
  GHashTable *numbers; /* PreampActivityItem → the number that is its key in items */
  GQueue recent;       /* PreampActivityItem, with one */
};

static void
item_gone_cb (gpointer  user_data,
              GObject  *item)
{
  PreampActivityItems *self = user_data;
  gint64 *number = g_hash_table_lookup (self->numbers, item);

  g_hash_table_remove (self->numbers, item);
  g_hash_table_remove (self->items, number);
}

/**
 * preamp_activity_items_new: (skip)
 *
 * Makes the objects of an activity, of which there are none.
 *
 * Returns: (transfer full): the objects
 */
PreampActivityItems *
preamp_activity_items_new (void)
{
  PreampActivityItems *self = g_new0 (PreampActivityItems, 1);

  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->numbers = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->recent);

  return self;
}

/**
 * preamp_activity_items_free: (skip)
 * @self: (transfer full): the objects
 *
 * Lets go of them all. Those that others hold live on by themselves.
 */
void
preamp_activity_items_free (PreampActivityItems *self)
{
  GHashTableIter iter;
  gpointer item;

  preamp_activity_items_let_go (self);

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_object_weak_unref (item, item_gone_cb, self);

  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->items);
  g_free (self);
}

/**
 * preamp_activity_items_ensure: (skip)
 * @self: the objects
 * @id: the journal's number of a row
 *
 * Gets a row's object, or makes it.
 *
 * Returns: (transfer full): the object, of which there is one only while somebody holds it
 */
PreampActivityItem *
preamp_activity_items_ensure (PreampActivityItems *self,
                              gint64               id)
{
  PreampActivityItem *item = g_hash_table_lookup (self->items, &id);
  gint64 *number;

  if (item != NULL)
    return g_object_ref (item);

  item = preamp_activity_item_new (id);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  number = g_memdup2 (&id, sizeof id);
  g_hash_table_insert (self->items, number, item);
  g_hash_table_insert (self->numbers, item, number);

  return item;
}

/**
 * preamp_activity_items_keep: (skip)
 * @self: the objects
 * @item: one of them
 *
 * Keeps an object for a while, also where nobody else holds it.
 */
void
preamp_activity_items_keep (PreampActivityItems *self,
                            PreampActivityItem  *item)
{
  g_queue_push_head (&self->recent, g_object_ref (item));

  if (self->recent.length > MAX_RECENT)
    g_object_unref (g_queue_pop_tail (&self->recent));
}

/**
 * preamp_activity_items_let_go: (skip)
 * @self: the objects
 *
 * Keeps no more those that nobody else holds.
 */
void
preamp_activity_items_let_go (PreampActivityItems *self)
{
  PreampActivityItem *item;

  while ((item = g_queue_pop_tail (&self->recent)) != NULL)
    g_object_unref (item);
}

/**
 * preamp_activity_items_count: (skip)
 * @self: the objects
 *
 * Returns: how many there are
 */
guint
preamp_activity_items_count (PreampActivityItems *self)
{
  return g_hash_table_size (self->items);
}

/**
 * preamp_activity_items_list_ids: (skip)
 * @self: the objects
 *
 * Returns: (transfer full) (element-type gint64): the journal's numbers of their rows
 */
GArray *
preamp_activity_items_list_ids (PreampActivityItems *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);

  return ids;
}
