/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Instances are remembered and forgotten here. What was done to one stays, either way. */

#define G_LOG_DOMAIN "preamp-journal"

#include "config.h"

#include "preamp-journal-private.h"

#include <glib/gi18n.h>

/* How many datasources an error names, and how much of each name. */
#define N_NAMES 3
#define NAME_LENGTH 60

#define INSTANCE_ID "(SELECT id FROM instance WHERE uri = :uri)"

typedef struct
{
  char *uri;
  char *name;
} InstanceRequest;

static void
instance_request_free (InstanceRequest *request)
{
  g_free (request->uri);
  g_free (request->name);
  g_free (request);
}

static gboolean
remember_work (PreampJournalStore  *store,
               gpointer             user_data,
               GCancellable        *cancellable,
               GError             **error)
{
  InstanceRequest *request = user_data;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!preamp_journal_sql_prepare (store,
                                   "INSERT INTO instance (uri, name) VALUES (:uri, :name) "
                                   "ON CONFLICT (uri) DO UPDATE SET name = excluded.name, "
                                   "forgotten = 0",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":uri", request->uri);
  preamp_journal_sql_bind_text (statement, ":name", request->name);

  return preamp_journal_sql_run (store, statement, error);
}

static gboolean
check_no_run (PreampJournalStore  *store,
              const char          *uri,
              GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean running;

  if (!preamp_journal_sql_prepare (store,
                                   "SELECT 1 FROM run "
                                   "WHERE ending IS NULL AND instance_id = " INSTANCE_ID,
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":uri", uri);

  if (!preamp_journal_sql_step (store, statement, &running, error))
    return FALSE;

  return !running ||
         preamp_journal_sql_refuse (PREAMP_JOURNAL_ERROR_UNRESOLVED,
                                    _("A run of this instance has not ended. Stop it, or wait for "
                                      "its end, then forget the instance."),
                                    error);
}

static char *
shorten (const char *name)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= NAME_LENGTH)
    return g_strdup (name);

  start = g_utf8_substring (name, 0, NAME_LENGTH - 1);

  return g_strconcat (start, "…", NULL);
}

static char *
join (GPtrArray    *names,
      unsigned int  n_more)
{
  g_autofree char *list = NULL;

  g_ptr_array_add (names, NULL);
  /* Translators: separates the names of datasources in a list */
  list = g_strjoinv (_(", "), (char **) names->pdata);

  if (n_more == 0)
    return g_steal_pointer (&list);

  /* Translators: %1$s are names of datasources, %2$u is how many there are beside them */
  return g_strdup_printf (ngettext ("%1$s and %2$u more", "%1$s and %2$u more", n_more),
                          list, n_more);
}

static gboolean
check_resolved (PreampJournalStore  *store,
                const char          *uri,
                GError             **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  unsigned int n = 0;
  gboolean row;

  if (!preamp_journal_sql_prepare (store,
                                   "SELECT coalesce (datasource_name, datasource_id) FROM attempt "
                                   "WHERE instance_id = " INSTANCE_ID " AND "
                                   "((sent_at IS NOT NULL AND outcome IS NULL) OR "
                                   "(NOT set_aside AND " PREAMP_JOURNAL_IS_UNSETTLED ")) "
                                   "ORDER BY id DESC",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":uri", uri);

  while (TRUE)
    {
      if (!preamp_journal_sql_step (store, statement, &row, error))
        return FALSE;

      if (!row)
        break;

      if (n++ < N_NAMES)
        g_ptr_array_add (names, shorten ((const char *) sqlite3_column_text (statement, 0)));
    }

  if (n == 0)
    return TRUE;

  list = join (names, n - names->len);
  g_set_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_UNRESOLVED,
               /* Translators: %1$u is a number, %2$s are names of datasources */
               ngettext ("%1$u datasource of this instance has no certain end yet: %2$s. Check it "
                         "again, try it again or set it aside, then forget the instance.",
                         "%1$u datasources of this instance have no certain end yet: %2$s. Check "
                         "them again, try them again or set them aside, then forget the instance.",
                         n),
               n, list);
  return FALSE;
}

static gboolean
check_forget_work (PreampJournalStore  *store,
                   gpointer             user_data,
                   GCancellable        *cancellable,
                   GError             **error)
{
  InstanceRequest *request = user_data;

  return check_no_run (store, request->uri, error) &&
         check_resolved (store, request->uri, error);
}

static gboolean
forget_work (PreampJournalStore  *store,
             gpointer             user_data,
             GCancellable        *cancellable,
             GError             **error)
{
  InstanceRequest *request = user_data;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!check_no_run (store, request->uri, error) ||
      !check_resolved (store, request->uri, error) ||
      !preamp_journal_sql_prepare (store,
                                   "UPDATE instance SET forgotten = 1 WHERE uri = :uri",
                                   &statement, error))
    return FALSE;

  preamp_journal_sql_bind_text (statement, ":uri", request->uri);

  return preamp_journal_sql_run (store, statement, error);
}

static void
submit (PreampJournal       *self,
        const char          *uri,
        const char          *name,
        PreampJournalWork    work,
        gpointer             source_tag,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  InstanceRequest *request = g_new0 (InstanceRequest, 1);

  request->uri = g_strdup (uri);
  request->name = g_strdup (name);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, request, (GDestroyNotify) instance_request_free);
  preamp_journal_submit (self, task, work);
}

/**
 * preamp_journal_remember_instance_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @name: (nullable): what the administrator calls it
 * @callback: what to call when it is written
 * @user_data: its data
 *
 * Writes an instance with its name, and takes back that it was forgotten.
 */
void
preamp_journal_remember_instance_async (PreampJournal       *self,
                                        const char          *instance,
                                        const char          *name,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  submit (self, instance, name, remember_work,
          preamp_journal_remember_instance_async, callback, user_data);
}

/**
 * preamp_journal_remember_instance_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error
 *
 * Ends [method@Preamp.Journal.remember_instance_async].
 *
 * Returns: whether it is durable
 */
gboolean
preamp_journal_remember_instance_finish (PreampJournal  *self,
                                         GAsyncResult   *result,
                                         GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_remember_instance_async,
                                error) != NULL;
}

/**
 * preamp_journal_check_forget_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @callback: what to call when it is known
 * @user_data: its data
 *
 * Checks whether an instance could be forgotten now. Nothing is written.
 */
void
preamp_journal_check_forget_async (PreampJournal       *self,
                                   const char          *instance,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  submit (self, instance, NULL, check_forget_work,
          preamp_journal_check_forget_async, callback, user_data);
}

/**
 * preamp_journal_check_forget_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error, as [method@Preamp.Journal.forget_instance_finish] has them
 *
 * Ends [method@Preamp.Journal.check_forget_async].
 *
 * Returns: whether nothing is against it
 */
gboolean
preamp_journal_check_forget_finish (PreampJournal  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_check_forget_async, error) != NULL;
}

/**
 * preamp_journal_forget_instance_async:
 * @self: a journal
 * @instance: the instance's base URI
 * @callback: what to call when it is written
 * @user_data: its data
 *
 * Writes that an instance is forgotten. Its runs and attempts stay, as a reversal needs them.
 */
void
preamp_journal_forget_instance_async (PreampJournal       *self,
                                      const char          *instance,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (PREAMP_IS_JOURNAL (self));
  g_return_if_fail (instance != NULL);

  submit (self, instance, NULL, forget_work,
          preamp_journal_forget_instance_async, callback, user_data);
}

/**
 * preamp_journal_forget_instance_finish:
 * @self: a journal
 * @result: the result
 * @error: where to put an error: %PREAMP_JOURNAL_ERROR_UNRESOLVED while a run has not ended, or
 *   attempts are in flight, or unconfirmed, incomplete, unknown or contradicted and not set aside;
 *   its message says how many, and names some
 *
 * Ends [method@Preamp.Journal.forget_instance_async].
 *
 * Returns: whether it is durable
 */
gboolean
preamp_journal_forget_instance_finish (PreampJournal  *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  return preamp_journal_finish (self, result, preamp_journal_forget_instance_async, error) != NULL;
}
