/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-workspace"

#include "config.h"

#include "preamp-workspace.h"

/**
 * PreampWorkspace:
 *
 * One instance, opened: the connection to it, the journal, the runner that works on it, and how its
 * datasources stand. It outlives the windows that show it while a run goes on.
 */
struct _PreampWorkspace
{
  GObject parent_instance;

  PreampConnection *connection;
  PreampInterruption *interruption;
  PreampJournal *journal;
  PreampLookup *lookup;
  PreampRunner *runner;
  PreampStandings *standings;
  GCancellable *cancellable;
  gboolean sandbox;
};

G_DEFINE_FINAL_TYPE (PreampWorkspace, preamp_workspace, G_TYPE_OBJECT)

typedef enum
{
  PROP_CONNECTION = 1,
  PROP_JOURNAL,
  PROP_LOOKUP,
  PROP_RUNNER,
  PROP_STANDINGS,
  PROP_SANDBOX,
} PreampWorkspaceProperty;

static GParamSpec *properties[PROP_SANDBOX + 1];

static void
watch (PreampWorkspace           *self,
       const PreampAttemptRecord *record)
{
  PreampLook look;

  if (preamp_lookup_get_look (self->lookup, record->id, &look))
    return;

  preamp_lookup_watch (self->lookup, record);
  if (preamp_connection_get_loaded (self->connection))
    preamp_lookup_check (self->lookup, record->id);
}

/* What an earlier program left without a certain end is looked up as well, also what was set aside:
 * its datasource is closed. */
static void
standings_changed_cb (PreampWorkspace *self)
{
  g_autoptr (GHashTable) ids = preamp_standings_list_closed (self->standings);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const PreampAttemptRecord *record = preamp_standings_look_up (self->standings, id);

      if (record != NULL && (preamp_attempt_record_needs_attention (record) ||
                             record->outcome == PREAMP_OUTCOME_UNCONFIRMED ||
                             record->outcome == PREAMP_OUTCOME_UNKNOWN))
        watch (self, record);
    }
}

/* An answer that an earlier program could not hold Domo's lists against to the end. */
static void
list_looks_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  PreampWorkspace *self;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  records = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (records == NULL)
    {
      g_warning ("Cannot read the journal: %s", error->message);
      return;
    }

  self = PREAMP_WORKSPACE (user_data);
  for (guint i = 0; i < records->len; i++)
    watch (self, g_ptr_array_index (records, i));
}

/* The instance can be reached: at a start, and at each refresh. */
static void
loading_cb (PreampWorkspace *self)
{
  if (!preamp_connection_get_loading (self->connection) &&
      preamp_connection_get_loaded (self->connection) &&
      preamp_connection_get_error (self->connection) == NULL)
    preamp_lookup_check (self->lookup, 0);
}

/* Whether a list that was read before a move goes on offering the datasource. */
static gboolean
is_offered (PreampCandidateList *list,
            const char          *datasource_id)
{
  gboolean migrate = preamp_candidate_list_get_direction (list) == PREAMP_DIRECTION_MIGRATE;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampCandidate) candidate = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (preamp_candidate_get_id (candidate), datasource_id))
        return !migrate || !preamp_candidate_get_migrated (candidate);
    }

  return FALSE;
}

/* Domo's lists show a move. Those that are kept here may be older than it, and would offer the
 * datasource once more as soon as nothing else speaks of it. */
static void
found_cb (PreampWorkspace           *self,
          const PreampAttemptRecord *record)
{
  PreampIntegrationLists *lists;

  if (record->contradicted ||
      (record->outcome != PREAMP_OUTCOME_MOVED &&
       (record->outcome != PREAMP_OUTCOME_COMPLETE || record->looks != PREAMP_LOOKS_DONE)))
    return;

  lists = preamp_connection_find_integration (self->connection, record->integration_id);
  if (lists == NULL ||
      !is_offered (preamp_integration_lists_get_list (lists, record->direction),
                   record->datasource_id))
    return;

  preamp_integration_lists_refresh (lists);
}

static void
preamp_workspace_finalize (GObject *object)
{
  PreampWorkspace *self = PREAMP_WORKSPACE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->interruption);
  g_clear_object (&self->standings);
  g_clear_object (&self->runner);
  g_clear_object (&self->lookup);
  g_clear_object (&self->journal);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (preamp_workspace_parent_class)->finalize (object);
}

static void
preamp_workspace_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PreampWorkspace *self = PREAMP_WORKSPACE (object);

  switch ((PreampWorkspaceProperty) prop_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;

    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;

    case PROP_LOOKUP:
      g_value_set_object (value, self->lookup);
      break;

    case PROP_RUNNER:
      g_value_set_object (value, self->runner);
      break;

    case PROP_STANDINGS:
      g_value_set_object (value, self->standings);
      break;

    case PROP_SANDBOX:
      g_value_set_boolean (value, self->sandbox);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_workspace_class_init (PreampWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = preamp_workspace_finalize;
  object_class->get_property = preamp_workspace_get_property;

  /**
   * PreampWorkspace:connection:
   *
   * The connection to the instance.
   */
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, PREAMP_TYPE_CONNECTION, flags);

  /**
   * PreampWorkspace:journal:
   *
   * The journal.
   */
  properties[PROP_JOURNAL] =
    g_param_spec_object ("journal", NULL, NULL, PREAMP_TYPE_JOURNAL, flags);

  /**
   * PreampWorkspace:lookup:
   *
   * Looks up what got no answer.
   */
  properties[PROP_LOOKUP] =
    g_param_spec_object ("lookup", NULL, NULL, PREAMP_TYPE_LOOKUP, flags);

  /**
   * PreampWorkspace:runner:
   *
   * The runner that works on the instance.
   */
  properties[PROP_RUNNER] =
    g_param_spec_object ("runner", NULL, NULL, PREAMP_TYPE_RUNNER, flags);

  /**
   * PreampWorkspace:standings:
   *
   * How the instance's datasources stand.
   */
  properties[PROP_STANDINGS] =
    g_param_spec_object ("standings", NULL, NULL, PREAMP_TYPE_STANDINGS, flags);

  /**
   * PreampWorkspace:sandbox:
   *
   * Whether it is the sandbox, where nothing real is touched.
   */
  properties[PROP_SANDBOX] =
    g_param_spec_boolean ("sandbox", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_workspace_init (PreampWorkspace *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * preamp_workspace_new:
 * @connection: the connection to an instance
 * @journal: the journal
 * @sandbox: whether it is the sandbox
 *
 * Opens an instance. How its datasources stand is read at once.
 *
 * Returns: (transfer full): the workspace
 */
PreampWorkspace *
preamp_workspace_new (PreampConnection *connection,
                      PreampJournal    *journal,
                      gboolean          sandbox)
{
  PreampWorkspace *self;
  PreampInstance *instance;

  g_return_val_if_fail (PREAMP_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (PREAMP_IS_JOURNAL (journal), NULL);

  instance = preamp_connection_get_instance (connection);

  self = g_object_new (PREAMP_TYPE_WORKSPACE, NULL);
  self->connection = g_object_ref (connection);
  self->journal = g_object_ref (journal);
  self->lookup = preamp_lookup_new (connection, journal);
  self->runner = preamp_runner_new (connection, journal, self->lookup);
  self->standings = preamp_standings_new (journal, preamp_instance_get_base_uri (instance));
  self->interruption = preamp_interruption_new (connection, journal, self->runner,
                                                self->standings);
  self->sandbox = sandbox;

  preamp_standings_follow (self->standings, self->runner);
  g_signal_connect_object (self->runner, "attempt-ended",
                           G_CALLBACK (preamp_standings_refresh), self->standings,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "run-ended",
                           G_CALLBACK (preamp_standings_refresh), self->standings,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lookup, "changed",
                           G_CALLBACK (preamp_standings_refresh), self->standings,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lookup, "changed",
                           G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->standings, "changed",
                           G_CALLBACK (standings_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (connection, "notify::loading",
                           G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  preamp_standings_refresh (self->standings);
  preamp_journal_list_looks_async (journal, preamp_instance_get_base_uri (instance),
                                   self->cancellable, list_looks_cb, self);

  return self;
}

/**
 * preamp_workspace_get_connection:
 * @self: a workspace
 *
 * Gets the connection to the instance.
 *
 * Returns: (transfer none): the connection
 */
PreampConnection *
preamp_workspace_get_connection (PreampWorkspace *self)
{
  g_return_val_if_fail (PREAMP_IS_WORKSPACE (self), NULL);

  return self->connection;
}

/**
 * preamp_workspace_get_interruption:
 * @self: a workspace
 *
 * Gets the run of the instance that was interrupted.
 *
 * Returns: (transfer none): the interruption, which may be none
 */
PreampInterruption *
preamp_workspace_get_interruption (PreampWorkspace *self)
{
  g_return_val_if_fail (PREAMP_IS_WORKSPACE (self), NULL);

  return self->interruption;
}

/**
 * preamp_workspace_get_journal:
 * @self: a workspace
 *
 * Gets the journal.
 *
 * Returns: (transfer none): the journal
 */
PreampJournal *
preamp_workspace_get_journal (PreampWorkspace *self)
{
  g_return_val_if_fail (PREAMP_IS_WORKSPACE (self), NULL);

  return self->journal;
}

/**
 * preamp_workspace_get_lookup:
 * @self: a workspace
 *
 * Gets what looks up attempts without an answer.
 *
 * Returns: (transfer none): the lookup
 */
PreampLookup *
preamp_workspace_get_lookup (PreampWorkspace *self)
{
  g_return_val_if_fail (PREAMP_IS_WORKSPACE (self), NULL);

  return self->lookup;
}

/**
 * preamp_workspace_get_runner:
 * @self: a workspace
 *
 * Gets the runner that works on the instance.
 *
 * Returns: (transfer none): the runner
 */
PreampRunner *
preamp_workspace_get_runner (PreampWorkspace *self)
{
  g_return_val_if_fail (PREAMP_IS_WORKSPACE (self), NULL);

  return self->runner;
}

/**
 * preamp_workspace_get_standings:
 * @self: a workspace
 *
 * Gets how the instance's datasources stand.
 *
 * Returns: (transfer none): the standings
 */
PreampStandings *
preamp_workspace_get_standings (PreampWorkspace *self)
{
  g_return_val_if_fail (PREAMP_IS_WORKSPACE (self), NULL);

  return self->standings;
}

/**
 * preamp_workspace_get_sandbox:
 * @self: a workspace
 *
 * Gets whether it is the sandbox, where nothing real is touched.
 *
 * Returns: %TRUE for the sandbox
 */
gboolean
preamp_workspace_get_sandbox (PreampWorkspace *self)
{
  g_return_val_if_fail (PREAMP_IS_WORKSPACE (self), FALSE);

  return self->sandbox;
}
