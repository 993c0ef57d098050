/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-plan-file"

#include "config.h"

#include "preamp-plan-file.h"

#include <glib/gi18n.h>

#include "preamp-chosen-file.h"
#include "preamp-plan-private.h"
#include "preamp-plan-table.h"

/* Some 300,000 rows. What is bigger is another kind of file. */
#define MAX_SIZE (64 * 1024 * 1024)

G_DEFINE_QUARK (preamp-plan-file-error-quark, preamp_plan_file_error)

/* Saving */

typedef struct
{
  GFile *file;
  char *base_uri;
  GPtrArray *rows;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->file);
  g_clear_pointer (&saving->base_uri, g_free);
  g_clear_pointer (&saving->rows, g_ptr_array_unref);
  g_free (saving);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Saving *saving = task_data;
  GString *text = preamp_plan_table_write (saving->base_uri, saving->rows);
  GError *error = NULL;

  if (preamp_chosen_file_write (saving->file, text->str, text->len, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);

  g_string_free (text, TRUE);
}

/**
 * preamp_plan_file_save_async:
 * @plan: a checked plan
 * @file: where to
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Saves the datasources that could go, also those that are left for later, as CSV. The file is
 * written whole or not at all.
 */
void
preamp_plan_file_save_async (PreampPlan          *plan,
                             GFile               *file,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  PreampInstance *instance;
  Saving *saving;

  g_return_if_fail (PREAMP_IS_PLAN (plan));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (plan, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_plan_file_save_async);

  instance = preamp_connection_get_instance (plan->connection);

  saving = g_new0 (Saving, 1);
  saving->file = g_object_ref (file);
  saving->base_uri = g_strdup (preamp_instance_get_base_uri (instance));
  saving->rows = g_ptr_array_new_full (plan->ready->len, g_object_unref);
  for (guint i = 0; i < plan->ready->len; i++)
    g_ptr_array_add (saving->rows, g_object_ref (g_ptr_array_index (plan->ready, i)));

  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * preamp_plan_file_save_finish:
 * @plan: a plan
 * @result: as given to the callback
 * @error: (nullable): set to an error of reading and writing files
 *
 * Ends [func@plan_file_save_async].
 *
 * Returns: whether the file was written
 */
gboolean
preamp_plan_file_save_finish (PreampPlan    *plan,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, plan), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_plan_file_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Opening */

typedef struct
{
  GFile *file;
  PreampInstanceAddress *address;
  PreampDirection direction;
  char *sha256;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->file);
  g_clear_object (&opening->address);
  g_clear_pointer (&opening->sha256, g_free);
  g_free (opening);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Opening *opening = task_data;
  g_autoptr (GByteArray) bytes = NULL;
  GPtrArray *choices;
  GError *error = NULL;
  gsize length;

  bytes = preamp_chosen_file_read (opening->file, MAX_SIZE, cancellable, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (bytes->len > MAX_SIZE)
    {
      g_task_return_new_error (task, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_SIZE,
                               _("This file is too big for a plan. Choose a file that was saved by "
                                 "“Save Plan…”."));
      return;
    }

  length = bytes->len;
  opening->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, length);
  g_byte_array_append (bytes, (const guint8 *) "", 1);

  choices = preamp_plan_table_read ((const char *) bytes->data, length, opening->address,
                                    &opening->direction, &error);
  if (choices == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, choices, (GDestroyNotify) g_ptr_array_unref);
}

static void
replace_string (char       **field,
                const char  *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

/* The integration of that name, if there is one, and only one. */
static PreampIntegration *
find_by_name (PreampConnection *connection,
              const char       *name)
{
  GListModel *model = preamp_connection_get_integrations (connection);
  guint n = g_list_model_get_n_items (model);
  PreampIntegration *found = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampIntegrationLists) lists = g_list_model_get_item (model, i);
      PreampIntegration *integration = preamp_integration_lists_get_integration (lists);

      if (g_strcmp0 (preamp_integration_get_name (integration), name) != 0)
        continue;

      if (found != NULL)
        return NULL;

      found = integration;
    }

  return found;
}

static PreampIntegration *
find_integration (PreampConnection          *connection,
                  const PreampAttemptRecord *record)
{
  PreampIntegrationLists *lists;

  if (*record->integration_id == '\0')
    return record->integration_name != NULL ? find_by_name (connection, record->integration_name)
                                            : NULL;

  lists = preamp_connection_find_integration (connection, record->integration_id);

  return lists != NULL ? preamp_integration_lists_get_integration (lists) : NULL;
}

/* The integrations as the instance lists them now, with their types, which no file has. */
static void
adopt_integrations (PreampConnection *connection,
                    GPtrArray        *choices)
{
  for (guint i = 0; i < choices->len; i++)
    {
      PreampAttemptRecord *record = ((PreampPlanChoice *) g_ptr_array_index (choices, i))->record;
      PreampIntegration *integration = find_integration (connection, record);

      if (integration == NULL)
        continue;

      replace_string (&record->integration_id, preamp_integration_get_id (integration));
      replace_string (&record->integration_name, preamp_integration_get_name (integration));
      replace_string (&record->integration_type, preamp_integration_get_engine (integration));
    }
}

/**
 * preamp_plan_file_open_async:
 * @connection: the instance that the plan has to be for, with its integrations loaded
 * @file: a plan file
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads a plan file. Nothing is asked of Domo: [method@Plan.check_async] does that.
 */
void
preamp_plan_file_open_async (PreampConnection    *connection,
                             GFile               *file,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  PreampInstance *instance;
  Opening *opening;

  g_return_if_fail (PREAMP_IS_CONNECTION (connection));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (connection, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_plan_file_open_async);

  instance = preamp_connection_get_instance (connection);

  opening = g_new0 (Opening, 1);
  opening->file = g_object_ref (file);
  opening->address = g_object_ref (preamp_instance_get_address (instance));

  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * preamp_plan_file_open_finish:
 * @connection: the instance
 * @result: as given to the callback
 * @error: (nullable): set to an error of #PREAMP_CSV_ERROR or #PREAMP_PLAN_FILE_ERROR, or of
 *   reading files
 *
 * Ends [func@plan_file_open_async].
 *
 * Returns: (transfer full) (nullable): a plan of the datasources that the file lists, not checked
 *   yet
 */
PreampPlan *
preamp_plan_file_open_finish (PreampConnection  *connection,
                              GAsyncResult      *result,
                              GError           **error)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  GPtrArray *choices;
  Opening *opening;

  g_return_val_if_fail (g_task_is_valid (result, connection), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_plan_file_open_async), NULL);

  choices = g_task_propagate_pointer (G_TASK (result), error);
  if (choices == NULL)
    return NULL;

  opening = g_task_get_task_data (G_TASK (result));
  adopt_integrations (connection, choices);
  name = g_file_get_basename (opening->file);
  shown = g_filename_display_name (name);

  return preamp_plan_new_from_file (connection, opening->direction, choices, opening->sha256,
                                    shown);
}
