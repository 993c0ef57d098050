/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-integration-store"

#include "config.h"

#include "preamp-integration-store-private.h"

#include "domo/preamp-integration.h"
#include "preamp-integration-lists-private.h"

static int
compare_lists (gconstpointer a,
               gconstpointer b)
{
  PreampIntegration *first =
    preamp_integration_lists_get_integration (*(PreampIntegrationLists **) a);
  PreampIntegration *second =
    preamp_integration_lists_get_integration (*(PreampIntegrationLists **) b);
  const char *first_name = preamp_integration_get_name (first);
  const char *second_name = preamp_integration_get_name (second);
  int order;

  order = g_utf8_collate (preamp_engine_get_label (preamp_integration_get_engine (first)),
                          preamp_engine_get_label (preamp_integration_get_engine (second)));
  if (order == 0)
    order = g_utf8_collate (first_name != NULL ? first_name : "",
                            second_name != NULL ? second_name : "");
  if (order == 0)
    order = g_strcmp0 (preamp_integration_get_id (first), preamp_integration_get_id (second));

  return order;
}

/* Whether Domo may still have it, though it could not be asked. */
static gboolean
is_of_failed_type (PreampIntegrationLists *lists,
                   char                  **failed_types)
{
  const char *engine =
    preamp_integration_get_engine (preamp_integration_lists_get_integration (lists));

  for (size_t i = 0; failed_types[i] != NULL; i++)
    {
      if (engine != NULL && g_ascii_strcasecmp (engine, failed_types[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What is to be shown: what was read, in the objects that are known, and what could not be. */
static GPtrArray *
merge (GListStore               *store,
       PreampDomoClient         *client,
       PreampIntegrationReading *reading)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *merged = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_known = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < reading->integrations->len; i++)
    {
      PreampIntegration *integration = g_ptr_array_index (reading->integrations, i);
      const char *id = preamp_integration_get_id (integration);
      PreampIntegrationLists *lists = preamp_integration_store_find (store, id);

      if (lists != NULL)
        preamp_integration_lists_set_integration (lists, integration);

      g_ptr_array_add (merged, lists != NULL ? g_object_ref (lists)
                                             : preamp_integration_lists_new (client, integration));
      g_hash_table_add (ids, (gpointer) id);
    }

  for (guint i = 0; i < n_known; i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (G_LIST_MODEL (store), i);
      PreampIntegration *integration = preamp_integration_lists_get_integration (lists);

      if (!g_hash_table_contains (ids, preamp_integration_get_id (integration)) &&
          is_of_failed_type (lists, reading->failed_types))
        g_ptr_array_add (merged, g_steal_pointer (&lists));
    }

  g_ptr_array_sort (merged, compare_lists);

  return merged;
}

static gboolean
is_at (GListStore *store,
       guint       position,
       gpointer    lists)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  return (gpointer) item == lists;
}

/**
 * preamp_integration_store_find:
 * @store: a store of [class@Preamp.IntegrationLists]
 * @integration_id: (nullable): the identifier of an integration
 *
 * Looks an integration up.
 *
 * Returns: (transfer none) (nullable): its lists, or %NULL if it is not in the store
 */
PreampIntegrationLists *
preamp_integration_store_find (GListStore *store,
                               const char *integration_id)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (G_LIST_MODEL (store), i);
      PreampIntegration *integration = preamp_integration_lists_get_integration (lists);

      if (g_strcmp0 (preamp_integration_get_id (integration), integration_id) == 0)
        return lists; /* the store keeps it */
    }

  return NULL;
}

/**
 * preamp_integration_store_update:
 * @store: a store of [class@Preamp.IntegrationLists]
 * @client: who reads the lists of new integrations
 * @reading: what was read
 *
 * Makes the store show what was read, sorted by engine and name, with one change of the rows
 * between the first and the last that differ, so that a selection outlives it.
 */
void
preamp_integration_store_update (GListStore               *store,
                                 PreampDomoClient         *client,
                                 PreampIntegrationReading *reading)
{
  g_autoptr (GPtrArray) shown = merge (store, client, reading);
  guint old_end = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint new_end = shown->len;
  guint start = 0;

  while (start < old_end && start < new_end &&
         is_at (store, start, g_ptr_array_index (shown, start)))
    start++;

  while (old_end > start && new_end > start &&
         is_at (store, old_end - 1, g_ptr_array_index (shown, new_end - 1)))
    {
      old_end--;
      new_end--;
    }

  if (old_end > start || new_end > start)
    g_list_store_splice (store, start, old_end - start, shown->pdata + start, new_end - start);
}
