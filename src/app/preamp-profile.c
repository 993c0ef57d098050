/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-profile"

#include "config.h"

#include "preamp-profile.h"

#include "preamp-profile-private.h"
#include "preamp-time-limits.h"

/**
 * PreampProfile:
 *
 * All that belongs together and is kept apart from everything else: settings, instances, tokens,
 * journal, and the workspaces that were opened, one an instance. There is the administrator's own,
 * and there is the sandbox's, which holds everything in memory or in a folder that goes away with
 * it, and has the made-up instance to talk to. Nothing passes from one to the other.
 *
 * A workspace stays until the instance is forgotten: switching to another one stops nothing.
 */
G_DEFINE_FINAL_TYPE (PreampProfile, preamp_profile, G_TYPE_OBJECT)

typedef enum
{
  PROP_MOVING = 1,
} PreampProfileProperty;

static GParamSpec *properties[PROP_MOVING + 1];

enum
{
  RUN_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Workspaces */

/**
 * preamp_profile_update_moving:
 * @self: a `PreampProfile`
 *
 * Looks again whether a run is active, and stops it where all are to end.
 */
void
preamp_profile_update_moving (PreampProfile *self)
{
  GHashTableIter iter;
  gpointer value;
  gboolean moving = FALSE;

  g_hash_table_iter_init (&iter, self->workspaces);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PreampRunner *runner = preamp_workspace_get_runner (value);

      if (self->finishing)
        preamp_runner_quit (runner);

      moving = moving || preamp_runner_get_busy (runner);
    }

  /* That is over: what is started from now on goes on. */
  if (!moving)
    self->finishing = FALSE;

  if (self->moving == moving)
    return;

  self->moving = moving;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MOVING]);
}

static void
runs_changed_cb (PreampProfile *self,
                 guint          position,
                 guint          n_removed,
                 guint          n_added,
                 GListModel    *runs)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (PreampRun) run = g_list_model_get_item (runs, i);

      g_signal_emit (self, signals[RUN_ADDED], 0, run, i);
    }
}

/**
 * preamp_profile_add_workspace:
 * @self: a `PreampProfile` that is open
 * @instance: one of its instances, which has no workspace
 * @client: a client with the instance's token
 *
 * Makes the workspace of an instance.
 *
 * Returns: (transfer none): the workspace
 */
PreampWorkspace *
preamp_profile_add_workspace (PreampProfile    *self,
                              PreampInstance   *instance,
                              PreampDomoClient *client)
{
  g_autoptr (PreampConnection) connection = preamp_connection_new (instance, client);
  PreampWorkspace *workspace = preamp_workspace_new (connection, self->journal, self->sandbox);

  preamp_time_limits_apply (self->settings, client);
  g_hash_table_insert (self->workspaces,
                       g_strdup (preamp_instance_get_base_uri (instance)),
                       workspace);
  g_signal_connect_object (preamp_workspace_get_runner (workspace), "notify::busy",
                           G_CALLBACK (preamp_profile_update_moving), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preamp_runner_get_runs (preamp_workspace_get_runner (workspace)),
                           "items-changed",
                           G_CALLBACK (runs_changed_cb), self, G_CONNECT_SWAPPED);
  preamp_runner_set_may_sleep (preamp_workspace_get_runner (workspace), self->may_sleep);

  return workspace;
}

/* Opening */

static void
open_journal_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampProfile *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->journal = preamp_journal_open_finish (result, &error);
  if (self->journal == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Class */

static void
preamp_profile_finalize (GObject *object)
{
  PreampProfile *self = PREAMP_PROFILE (object);

  preamp_profile_close (self);
  g_clear_pointer (&self->workspaces, g_hash_table_unref);
  g_clear_object (&self->instances);
  g_clear_object (&self->vault);
  g_clear_object (&self->settings);
  g_free (self->journal_path);
  g_free (self->directory);

  G_OBJECT_CLASS (preamp_profile_parent_class)->finalize (object);
}

static void
preamp_profile_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PreampProfile *self = PREAMP_PROFILE (object);

  switch ((PreampProfileProperty) prop_id)
    {
    case PROP_MOVING:
      g_value_set_boolean (value, self->moving);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_profile_class_init (PreampProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = preamp_profile_finalize;
  object_class->get_property = preamp_profile_get_property;

  /**
   * PreampProfile:moving:
   *
   * Whether a run is active in any of the workspaces, or waits for its turn or its time.
   */
  properties[PROP_MOVING] = g_param_spec_boolean ("moving", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE |
                                                  G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampProfile::run-added:
   * @self: the profile
   * @run: a run
   * @position: where it stands in the runs of its instance's runner
   *
   * Emitted when a run was given to the runner of one of the workspaces.
   */
  signals[RUN_ADDED] =
    g_signal_new ("run-added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 2, PREAMP_TYPE_RUN, G_TYPE_UINT);
}

static void
preamp_profile_init (PreampProfile *self)
{
  self->workspaces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * preamp_profile_new:
 * @settings: settings of the schema `io.github.preamp.Preamp`
 * @vault: where access tokens are
 * @journal_path: the journal's file
 *
 * Creates the profile of an administrator. Nothing is opened yet.
 *
 * Returns: (transfer full): a new `PreampProfile`
 */
PreampProfile *
preamp_profile_new (GSettings        *settings,
                    PreampTokenVault *vault,
                    const char       *journal_path)
{
  PreampProfile *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (PREAMP_IS_TOKEN_VAULT (vault), NULL);
  g_return_val_if_fail (journal_path != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_PROFILE, NULL);
  self->settings = g_object_ref (settings);
  self->instances = preamp_instance_list_new (settings);
  self->vault = g_object_ref (vault);
  self->journal_path = g_strdup (journal_path);

  return self;
}

/**
 * preamp_profile_get_settings:
 * @self: a `PreampProfile`
 *
 * Returns: (transfer none): its settings
 */
GSettings *
preamp_profile_get_settings (PreampProfile *self)
{
  g_return_val_if_fail (PREAMP_IS_PROFILE (self), NULL);

  return self->settings;
}

/**
 * preamp_profile_get_instances:
 * @self: a `PreampProfile`
 *
 * Returns: (transfer none): the instances that were added
 */
PreampInstanceList *
preamp_profile_get_instances (PreampProfile *self)
{
  g_return_val_if_fail (PREAMP_IS_PROFILE (self), NULL);

  return self->instances;
}

/**
 * preamp_profile_get_vault:
 * @self: a `PreampProfile`
 *
 * Returns: (transfer none): where its access tokens are
 */
PreampTokenVault *
preamp_profile_get_vault (PreampProfile *self)
{
  g_return_val_if_fail (PREAMP_IS_PROFILE (self), NULL);

  return self->vault;
}

/**
 * preamp_profile_get_journal:
 * @self: a `PreampProfile`
 *
 * Returns: (transfer none) (nullable): its journal, once it was opened
 */
PreampJournal *
preamp_profile_get_journal (PreampProfile *self)
{
  g_return_val_if_fail (PREAMP_IS_PROFILE (self), NULL);

  return self->journal;
}

/**
 * preamp_profile_get_sandbox:
 * @self: a `PreampProfile`
 *
 * Returns: whether it is the sandbox's
 */
gboolean
preamp_profile_get_sandbox (PreampProfile *self)
{
  g_return_val_if_fail (PREAMP_IS_PROFILE (self), FALSE);

  return self->sandbox;
}

/**
 * preamp_profile_get_moving:
 * @self: a `PreampProfile`
 *
 * Returns: whether a run is active in any of the workspaces
 */
gboolean
preamp_profile_get_moving (PreampProfile *self)
{
  g_return_val_if_fail (PREAMP_IS_PROFILE (self), FALSE);

  return self->moving;
}

/**
 * preamp_profile_get_last:
 * @self: a `PreampProfile`
 *
 * Returns: (transfer none) (nullable): the instance to begin with: the one that was shown last,
 *   else the first; %NULL if none is known
 */
PreampInstance *
preamp_profile_get_last (PreampProfile *self)
{
  g_autofree char *base_uri = NULL;
  g_autoptr (PreampInstance) first = NULL;
  PreampInstance *last;

  g_return_val_if_fail (PREAMP_IS_PROFILE (self), NULL);

  base_uri = g_settings_get_string (self->settings, "last-instance");
  last = preamp_instance_list_find (self->instances, base_uri);
  if (last != NULL)
    return last;

  /* The list keeps it alive. */
  first = g_list_model_get_item (G_LIST_MODEL (self->instances), 0);
  return first;
}

/**
 * preamp_profile_find_workspace:
 * @self: a `PreampProfile`
 * @instance: one of its instances
 *
 * Returns: (transfer none) (nullable): the instance's workspace, if it was opened
 */
PreampWorkspace *
preamp_profile_find_workspace (PreampProfile  *self,
                               PreampInstance *instance)
{
  g_return_val_if_fail (PREAMP_IS_PROFILE (self), NULL);
  g_return_val_if_fail (PREAMP_IS_INSTANCE (instance), NULL);

  return g_hash_table_lookup (self->workspaces, preamp_instance_get_base_uri (instance));
}

/**
 * preamp_profile_open_async:
 * @self: a `PreampProfile` that was not opened yet
 * @cancellable: (nullable): a `GCancellable`
 * @callback: called when it is open
 * @user_data: data for @callback
 *
 * Opens the journal. In the sandbox the server is started before it, and its instance is known and
 * has a workspace afterwards.
 */
void
preamp_profile_open_async (PreampProfile       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PREAMP_IS_PROFILE (self));
  g_return_if_fail (self->journal == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_profile_open_async);

  if (self->sandbox)
    preamp_profile_open_sandbox (self, g_steal_pointer (&task));
  else
    preamp_journal_open_async (self->journal_path, cancellable, open_journal_cb,
                               g_object_ref (task));
}

/**
 * preamp_profile_open_finish:
 * @self: a `PreampProfile`
 * @result: what the callback was given
 * @error: return location for an error, one of [error@Preamp.JournalError] as a rule
 *
 * Finishes opening a profile.
 *
 * Returns: whether it is open
 */
gboolean
preamp_profile_open_finish (PreampProfile  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_profile_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * preamp_profile_close:
 * @self: a `PreampProfile`
 *
 * Closes the journal. Of the sandbox the server is stopped, and the folder removed; one that is
 * being opened is waited for before, and its opening ends with %G_IO_ERROR_CANCELLED. To be called
 * when the program ends; may be called twice.
 */
void
preamp_profile_close (PreampProfile *self)
{
  g_return_if_fail (PREAMP_IS_PROFILE (self));

  self->closed = TRUE;
  preamp_profile_await_sandbox (self);
  g_hash_table_remove_all (self->workspaces);
  if (self->journal != NULL)
    preamp_journal_close (self->journal);
  g_clear_object (&self->journal);

  preamp_profile_remove_sandbox (self);
}
