/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the sandbox's profile has beside a real one: a server, and a folder that goes away. */

#define G_LOG_DOMAIN "preamp-profile"
#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "preamp-profile-private.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define SANDBOX_ROWS 300
#define SANDBOX_LATENCY 1200

static void
add_sandbox_instance (PreampProfile  *self,
                      GError        **error)
{
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  const char *token = preamp_sandbox_server_get_token (self->server);
  PreampInstance *instance;

  address = preamp_instance_address_parse (preamp_sandbox_server_get_address (self->server), error);
  if (address == NULL)
    return;

  instance = preamp_instance_list_add (self->instances, address);
  preamp_instance_set_name (instance, _("Sandbox"));

  client = preamp_domo_client_new (preamp_instance_address_get_base_uri (address), token);
  preamp_profile_add_workspace (self, instance, client);
}

/* Ends the opening of a sandbox, with an error or without one. Takes over @error. */
static void
return_opened (PreampProfile *self,
               GTask         *task,
               GError        *error)
{
  self->opening = FALSE;

  if (error != NULL)
    g_task_return_error (task, error);
  else if (self->closed)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "The sandbox was closed while it was opened");
  else
    g_task_return_boolean (task, TRUE);
}

static void
open_sandbox_journal_cb (GObject      *object,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampProfile *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->journal = preamp_journal_open_finish (result, &error);
  if (self->journal != NULL && !self->closed)
    add_sandbox_instance (self, &error);

  return_opened (self, task, error);
}

/* The server makes and joins a thread, the folder is on a disk: neither is for the main thread. */
static void
start_sandbox_thread (GTask        *task,
                      gpointer      source_object,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  PreampSandboxServer *server = task_data;
  g_autofree char *directory = NULL;
  GError *error = NULL;

  directory = g_dir_make_tmp ("preamp-sandbox-XXXXXX", &error);
  if (directory == NULL || !preamp_sandbox_server_start (server, 0, &error))
    {
      if (directory != NULL)
        g_rmdir (directory);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&directory), g_free);
}

static void
start_sandbox_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  PreampProfile *self = PREAMP_PROFILE (object);
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  self->directory = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->directory == NULL || self->closed)
    {
      return_opened (self, task, error);
      return;
    }

  self->journal_path = g_build_filename (self->directory, "journal.db", NULL);
  preamp_journal_open_async (self->journal_path,
                             g_task_get_cancellable (task),
                             open_sandbox_journal_cb,
                             g_object_ref (task));
}

/**
 * preamp_profile_open_sandbox:
 * @self: the sandbox's profile
 * @task: (transfer full): the task of opening it, which ends with it
 *
 * Starts the server and opens the journal, in a new folder.
 */
void
preamp_profile_open_sandbox (PreampProfile *self,
                             GTask         *task)
{
  g_autoptr (GTask) start = NULL;

  self->opening = TRUE;

  /* Not cancellable: what was made in the thread has to be known here, to be removed again. */
  start = g_task_new (self, NULL, start_sandbox_cb, task);
  g_task_set_task_data (start, g_object_ref (self->server), g_object_unref);
  g_task_run_in_thread (start, start_sandbox_thread);
}

/**
 * preamp_profile_await_sandbox:
 * @self: a `PreampProfile` that is being closed
 *
 * Waits until the sandbox is open, if it is being opened, which then ends with
 * %G_IO_ERROR_CANCELLED: thread and folder come to light in the main context. It takes a moment.
 */
void
preamp_profile_await_sandbox (PreampProfile *self)
{
  while (self->opening)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * preamp_profile_remove_sandbox:
 * @self: a `PreampProfile` whose journal is closed
 *
 * Stops the server and removes the folder, where there are any.
 */
void
preamp_profile_remove_sandbox (PreampProfile *self)
{
  static const char * const suffixes[] = { "", "-wal", "-shm", "-journal" };

  if (self->server != NULL)
    preamp_sandbox_server_stop (self->server);
  g_clear_object (&self->server);

  if (self->directory == NULL)
    return;

  for (size_t i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (self->journal_path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->directory);
  g_clear_pointer (&self->directory, g_free);
}

/**
 * preamp_profile_new_sandbox:
 *
 * Creates the sandbox's profile: settings and tokens in memory, and, once it is opened, a journal
 * in a new temporary folder and a server of its own on this computer.
 *
 * Returns: (transfer full): a new `PreampProfile`
 */
PreampProfile *
preamp_profile_new_sandbox (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  PreampProfile *self = g_object_new (PREAMP_TYPE_PROFILE, NULL);

  self->sandbox = TRUE;
  self->settings = g_settings_new_with_backend (APPLICATION_ID, backend);
  self->instances = preamp_instance_list_new (self->settings);
  self->vault = preamp_token_vault_new_in_memory ();
  self->server = preamp_sandbox_server_new (SANDBOX_ROWS, SANDBOX_LATENCY);

  return self;
}
