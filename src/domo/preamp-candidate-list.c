/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-list"

#include "config.h"

#include "preamp-candidate-list.h"

#include "preamp-candidate.h"
#include "preamp-refresh-group.h"

/**
 * PreampCandidateList:
 *
 * One of an integration's two lists of candidates: a [iface@Gio.ListModel] of
 * [class@Preamp.Candidate] that stays the same object over refreshes.
 *
 * A refresh replaces all rows in one change. One that fails leaves the rows as they are, and says
 * why in [property@Preamp.CandidateList:error]. One that is asked for while another runs is
 * answered by a further reading, begun when that one has ended, so that what it shows was read
 * after it was asked for; all that ask meanwhile share that reading.
 */
struct _PreampCandidateList
{
  GObject             parent_instance;

  PreampDomoClient   *client;
  PreampIntegration  *integration;
  PreampDirection     direction;

  GPtrArray          *rows;
  GError             *error;
  char              **problems;
  gboolean            loaded;
  int                 n_ready;

  /* Those that wait for the reading that runs, and for the one after it; NULL for none. */
  PreampRefreshGroup *current;
  PreampRefreshGroup *next;
};

static void preamp_candidate_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PreampCandidateList, preamp_candidate_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      preamp_candidate_list_list_model_init))

typedef enum
{
  PROP_CLIENT = 1,
  PROP_INTEGRATION,
  PROP_DIRECTION,
  PROP_LOADING,
  PROP_LOADED,
  PROP_ERROR,
  PROP_PROBLEMS,
  PROP_N_READY,
} PreampCandidateListProperty;

static GParamSpec *properties[PROP_N_READY + 1];

/* Rows */

static GType
preamp_candidate_list_get_item_type (GListModel *model)
{
  return PREAMP_TYPE_CANDIDATE;
}

static guint
preamp_candidate_list_get_n_items (GListModel *model)
{
  return PREAMP_CANDIDATE_LIST (model)->rows->len;
}

static gpointer
preamp_candidate_list_get_item (GListModel *model,
                                guint       position)
{
  PreampCandidateList *self = PREAMP_CANDIDATE_LIST (model);

  if (position >= self->rows->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->rows, position));
}

static void
preamp_candidate_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = preamp_candidate_list_get_item_type;
  iface->get_n_items = preamp_candidate_list_get_n_items;
  iface->get_item = preamp_candidate_list_get_item;
}

static gboolean
is_ready (PreampCandidateList *self,
          PreampCandidate     *candidate)
{
  if (self->direction == PREAMP_DIRECTION_REVERSE)
    return preamp_candidate_get_migrated (candidate);

  return !preamp_candidate_get_migrated (candidate) && !preamp_candidate_get_collision (candidate);
}

static int
count_ready (PreampCandidateList *self)
{
  int n_ready = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n_ready += is_ready (self, g_ptr_array_index (self->rows, i)) ? 1 : 0;

  return n_ready;
}

static void
take_rows (PreampCandidateList *self,
           GPtrArray           *rows,
           char               **problems)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);

  self->rows = rows;
  g_clear_pointer (&self->problems, g_strfreev);
  self->problems = problems;
  g_clear_error (&self->error);
  self->loaded = TRUE;
  self->n_ready = count_ready (self);

  if (old->len > 0 || rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, rows->len);
}

static void
take_error (PreampCandidateList *self,
            GError              *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

/* Refreshing */

static void start_reading (PreampCandidateList *self,
                           PreampRefreshGroup  *group);

static void
candidates_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (PreampCandidateList) self = PREAMP_CANDIDATE_LIST (user_data);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (PreampRefreshGroup) group = g_steal_pointer (&self->current);
  PreampRefreshGroup *next = NULL;

  rows = preamp_domo_client_list_candidates_finish (PREAMP_DOMO_CLIENT (source), result,
                                                    &problems, &error);

  /* Before anybody is told, who may ask again at once and comes after those that wait. */
  next = preamp_refresh_group_take (&self->next);
  if (next != NULL)
    start_reading (self, next);

  g_object_freeze_notify (G_OBJECT (self));
  if (rows != NULL)
    take_rows (self, g_steal_pointer (&rows), g_steal_pointer (&problems));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_error (self, g_error_copy (error));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEMS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_READY]);
  g_object_thaw_notify (G_OBJECT (self));

  preamp_refresh_group_return (group, error);
}

/* Takes over @group. */
static void
start_reading (PreampCandidateList *self,
               PreampRefreshGroup  *group)
{
  self->current = group;
  preamp_domo_client_list_candidates_async (self->client,
                                            preamp_integration_get_id (self->integration),
                                            self->direction,
                                            preamp_refresh_group_get_cancellable (group),
                                            candidates_read_cb, g_object_ref (self));
}

static void
preamp_candidate_list_dispose (GObject *object)
{
  PreampCandidateList *self = PREAMP_CANDIDATE_LIST (object);

  g_clear_object (&self->client);
  g_clear_object (&self->integration);

  G_OBJECT_CLASS (preamp_candidate_list_parent_class)->dispose (object);
}

static void
preamp_candidate_list_finalize (GObject *object)
{
  PreampCandidateList *self = PREAMP_CANDIDATE_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_strfreev);
  g_clear_error (&self->error);
  g_clear_pointer (&self->current, preamp_refresh_group_free);
  g_clear_pointer (&self->next, preamp_refresh_group_free);

  G_OBJECT_CLASS (preamp_candidate_list_parent_class)->finalize (object);
}

static void
preamp_candidate_list_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  PreampCandidateList *self = PREAMP_CANDIDATE_LIST (object);

  switch ((PreampCandidateListProperty) prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;

    case PROP_INTEGRATION:
      g_value_set_object (value, self->integration);
      break;

    case PROP_DIRECTION:
      g_value_set_int (value, (int) self->direction);
      break;

    case PROP_LOADING:
      g_value_set_boolean (value, preamp_candidate_list_get_loading (self));
      break;

    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_PROBLEMS:
      g_value_set_boxed (value, self->problems);
      break;

    case PROP_N_READY:
      g_value_set_int (value, self->n_ready);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_candidate_list_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  PreampCandidateList *self = PREAMP_CANDIDATE_LIST (object);

  switch ((PreampCandidateListProperty) prop_id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;

    case PROP_INTEGRATION:
      self->integration = g_value_dup_object (value);
      break;

    case PROP_DIRECTION:
      self->direction = (PreampDirection) g_value_get_int (value);
      break;

    case PROP_LOADING:
    case PROP_LOADED:
    case PROP_ERROR:
    case PROP_PROBLEMS:
    case PROP_N_READY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_candidate_list_class_init (PreampCandidateListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct_flags = flags | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY;

  object_class->dispose = preamp_candidate_list_dispose;
  object_class->finalize = preamp_candidate_list_finalize;
  object_class->get_property = preamp_candidate_list_get_property;
  object_class->set_property = preamp_candidate_list_set_property;

  /**
   * PreampCandidateList:client:
   *
   * Who reads the list.
   */
  properties[PROP_CLIENT] =
    g_param_spec_object ("client", NULL, NULL, PREAMP_TYPE_DOMO_CLIENT, construct_flags);

  /**
   * PreampCandidateList:integration:
   *
   * The integration whose list it is.
   */
  properties[PROP_INTEGRATION] =
    g_param_spec_object ("integration", NULL, NULL, PREAMP_TYPE_INTEGRATION, construct_flags);

  /**
   * PreampCandidateList:direction:
   *
   * Which of the two lists it is, a [enum@Preamp.Direction].
   */
  properties[PROP_DIRECTION] =
    g_param_spec_int ("direction", NULL, NULL, PREAMP_DIRECTION_MIGRATE, PREAMP_DIRECTION_REVERSE,
                      PREAMP_DIRECTION_MIGRATE, construct_flags);

  /**
   * PreampCandidateList:loading:
   *
   * Whether the list is being read.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);

  /**
   * PreampCandidateList:loaded:
   *
   * Whether the list was read at least once.
   */
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);

  /**
   * PreampCandidateList:error:
   *
   * Why the last refresh failed, and %NULL where it did not.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  /**
   * PreampCandidateList:problems:
   *
   * Sentences about what could not be read in the rows that are shown.
   */
  properties[PROP_PROBLEMS] = g_param_spec_boxed ("problems", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * PreampCandidateList:n-ready:
   *
   * How many rows can be moved: of candidates those that are neither migrated nor colliding, of
   * reverse candidates the migrated ones. -1 before the list was read.
   */
  properties[PROP_N_READY] =
    g_param_spec_int ("n-ready", NULL, NULL, -1, G_MAXINT, -1, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_candidate_list_init (PreampCandidateList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_new0 (char *, 1);
  self->n_ready = -1;
}

/**
 * preamp_candidate_list_new:
 * @client: who reads it
 * @integration: an integration
 * @direction: which of its two lists
 *
 * Makes a list, empty until it is refreshed.
 *
 * Returns: (transfer full): the list
 */
PreampCandidateList *
preamp_candidate_list_new (PreampDomoClient  *client,
                           PreampIntegration *integration,
                           PreampDirection    direction)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (client), NULL);
  g_return_val_if_fail (PREAMP_IS_INTEGRATION (integration), NULL);

  return g_object_new (PREAMP_TYPE_CANDIDATE_LIST,
                       "client", client,
                       "integration", integration,
                       "direction", (int) direction,
                       NULL);
}

/**
 * preamp_candidate_list_get_integration:
 * @self: a list
 *
 * Gets the integration whose list it is.
 *
 * Returns: (transfer none): the integration
 */
PreampIntegration *
preamp_candidate_list_get_integration (PreampCandidateList *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_LIST (self), NULL);

  return self->integration;
}

/**
 * preamp_candidate_list_get_direction:
 * @self: a list
 *
 * Gets which of the two lists it is.
 *
 * Returns: the direction
 */
PreampDirection
preamp_candidate_list_get_direction (PreampCandidateList *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_LIST (self), PREAMP_DIRECTION_MIGRATE);

  return self->direction;
}

/**
 * preamp_candidate_list_get_loading:
 * @self: a list
 *
 * Gets whether the list is being read.
 *
 * Returns: whether a refresh runs
 */
gboolean
preamp_candidate_list_get_loading (PreampCandidateList *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_LIST (self), FALSE);

  return self->current != NULL;
}

/**
 * preamp_candidate_list_get_loaded:
 * @self: a list
 *
 * Gets whether the list was read at least once.
 *
 * Returns: whether its rows mean anything
 */
gboolean
preamp_candidate_list_get_loaded (PreampCandidateList *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_LIST (self), FALSE);

  return self->loaded;
}

/**
 * preamp_candidate_list_get_error:
 * @self: a list
 *
 * Gets why the last refresh failed. The rows are then those of the one before.
 *
 * Returns: (transfer none) (nullable): the error
 */
const GError *
preamp_candidate_list_get_error (PreampCandidateList *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_LIST (self), NULL);

  return self->error;
}

/**
 * preamp_candidate_list_get_problems:
 * @self: a list
 *
 * Gets sentences about what could not be read in the rows that are shown.
 *
 * Returns: (transfer none): the sentences, an empty list for none
 */
const char *const *
preamp_candidate_list_get_problems (PreampCandidateList *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_LIST (self), NULL);

  return (const char *const *) self->problems;
}

/**
 * preamp_candidate_list_get_n_ready:
 * @self: a list
 *
 * Gets how many rows can be moved.
 *
 * Returns: the number, -1 before the list was read
 */
int
preamp_candidate_list_get_n_ready (PreampCandidateList *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_LIST (self), -1);

  return self->n_ready;
}

/**
 * preamp_candidate_list_refresh_async:
 * @self: a list
 * @cancellable: (nullable): a cancellable
 * @callback: (nullable): called when it is over
 * @user_data: data for @callback
 *
 * Reads the list again, after a reading that runs already. To cancel one refresh leaves those
 * that others asked for.
 */
void
preamp_candidate_list_refresh_async (PreampCandidateList *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  PreampRefreshGroup *group = NULL;

  g_return_if_fail (PREAMP_IS_CANDIDATE_LIST (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_candidate_list_refresh_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->current != NULL)
    {
      preamp_refresh_group_join (&self->next, task);
      return;
    }

  preamp_refresh_group_join (&group, task);
  start_reading (self, group);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * preamp_candidate_list_refresh_finish:
 * @self: a list
 * @result: a result
 * @error: return location for a [error@Preamp.DomoError] or %G_IO_ERROR_CANCELLED
 *
 * Tells how a refresh ended.
 *
 * Returns: whether the rows are new
 */
gboolean
preamp_candidate_list_refresh_finish (PreampCandidateList *self,
                                      GAsyncResult        *result,
                                      GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_candidate_list_refresh_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
