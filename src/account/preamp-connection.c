/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-connection"

#include "config.h"

#include "preamp-connection.h"

#include "domo/preamp-refresh-group.h"
#include "preamp-integration-reading-private.h"
#include "preamp-integration-store-private.h"
#include "preamp-list-counter-private.h"

/**
 * PreampConnection:
 *
 * What Domo says of one instance: whose token it is, the integrations, and their lists.
 *
 * [method@Preamp.Connection.refresh_async] ends when the integrations are known. The candidates of
 * all of them are then read in the background, one integration after the other, so that it can be
 * shown how many there are (see [class@Preamp.ListCounter]).
 * Neither the counting nor the reading of the user keeps the connection; who waits for a refresh
 * does.
 */
struct _PreampConnection
{
  GObject parent_instance;

  PreampInstance *instance;
  PreampDomoClient *client;
  GListStore *integrations; /* of PreampIntegrationLists */

  PreampUser *user;
  GError *error;
  char **problems;
  gboolean loaded;

  /* Those that wait for the refresh that runs, and for the one after it; NULL for none. */
  PreampRefreshGroup *current;
  PreampRefreshGroup *next;
  GCancellable *reading_user;
  PreampListCounter *counter;
};

G_DEFINE_FINAL_TYPE (PreampConnection, preamp_connection, G_TYPE_OBJECT)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_ERROR,
  PROP_INSTANCE,
  PROP_INTEGRATIONS,
  PROP_LOADED,
  PROP_LOADING,
  PROP_PROBLEMS,
  PROP_USER_NAME,
} PreampConnectionProperty;

static GParamSpec *properties[PROP_USER_NAME + 1];

/* A call that comes back to a connection that may be gone by then. */
static GWeakRef *
weak_ref_new (PreampConnection *self)
{
  GWeakRef *weak_ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak_ref, self);

  return weak_ref;
}

/* Frees @weak_ref, and gives a reference or NULL. */
static PreampConnection *
weak_ref_take (GWeakRef *weak_ref)
{
  PreampConnection *self = g_weak_ref_get (weak_ref);

  g_weak_ref_clear (weak_ref);
  g_free (weak_ref);

  return self;
}

/*
 * The user
 */

static void
take_user (PreampConnection *self,
           PreampUser       *user)
{
  gboolean renamed = g_strcmp0 (self->user != NULL ? self->user->name : NULL,
                                user != NULL ? user->name : NULL) != 0;

  g_clear_pointer (&self->user, preamp_user_free);
  self->user = user;
  if (renamed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER_NAME]);
}

static void
user_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PreampConnection) self = weak_ref_take (user_data);
  g_autoptr (PreampUser) user = NULL;
  g_autoptr (GError) error = NULL;

  user = preamp_domo_client_get_user_finish (PREAMP_DOMO_CLIENT (object), result, &error);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (user == NULL)
    g_debug ("Domo does not say whose token it is: %s", error->message);
  take_user (self, g_steal_pointer (&user));
}

/* Domo does not document this call, so nothing waits for it. */
static void
read_user (PreampConnection *self)
{
  g_cancellable_cancel (self->reading_user);
  g_clear_object (&self->reading_user);
  self->reading_user = g_cancellable_new ();
  preamp_domo_client_get_user_async (self->client, self->reading_user, user_read_cb,
                                     weak_ref_new (self));
}

/*
 * Refreshing
 */

static void start_refresh (PreampConnection   *self,
                           PreampRefreshGroup *group);

static void
take_reading (PreampConnection         *self,
              PreampIntegrationReading *reading)
{
  g_strfreev (self->problems);
  self->problems = g_steal_pointer (&reading->problems);
  g_clear_error (&self->error);
  self->loaded = TRUE;
  preamp_integration_store_update (self->integrations, self->client, reading);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PreampConnection) self = weak_ref_take (user_data);
  g_autoptr (PreampIntegrationReading) reading = NULL;
  g_autoptr (PreampRefreshGroup) group = NULL;
  PreampRefreshGroup *next = NULL;
  g_autoptr (GError) error = NULL;

  reading = preamp_integration_reading_read_finish (PREAMP_DOMO_CLIENT (object), result, &error);
  if (self == NULL)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  if (reading != NULL)
    {
      take_reading (self, reading);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
    }

  group = g_steal_pointer (&self->current);
  next = preamp_refresh_group_take (&self->next);
  if (next != NULL)
    start_refresh (self, next);
  else if (reading != NULL)
    preamp_list_counter_count (self->counter, G_LIST_MODEL (self->integrations));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEMS]);
  g_object_thaw_notify (G_OBJECT (self));

  preamp_refresh_group_return (group, error);
}

/* Takes over @group. */
static void
start_refresh (PreampConnection   *self,
               PreampRefreshGroup *group)
{
  self->current = group;
  read_user (self);
  preamp_integration_reading_read_async (self->client,
                                         preamp_refresh_group_get_cancellable (group), read_cb,
                                         weak_ref_new (self));
}

/*
 * GObject
 */

static void
preamp_connection_dispose (GObject *object)
{
  PreampConnection *self = PREAMP_CONNECTION (object);

  g_clear_pointer (&self->current, preamp_refresh_group_free);
  g_clear_pointer (&self->next, preamp_refresh_group_free);
  g_cancellable_cancel (self->reading_user);
  preamp_list_counter_stop (self->counter);

  G_OBJECT_CLASS (preamp_connection_parent_class)->dispose (object);
}

static void
preamp_connection_finalize (GObject *object)
{
  PreampConnection *self = PREAMP_CONNECTION (object);

  g_clear_object (&self->reading_user);
  g_clear_object (&self->counter);
  g_clear_object (&self->integrations);
  g_clear_object (&self->client);
  g_clear_object (&self->instance);
  g_clear_pointer (&self->user, preamp_user_free);
  g_clear_error (&self->error);
  g_strfreev (self->problems);

  G_OBJECT_CLASS (preamp_connection_parent_class)->finalize (object);
}

static void
preamp_connection_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PreampConnection *self = PREAMP_CONNECTION (object);

  switch ((PreampConnectionProperty) prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_INSTANCE:
      g_value_set_object (value, self->instance);
      break;

    case PROP_INTEGRATIONS:
      g_value_set_object (value, self->integrations);
      break;

    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;

    case PROP_LOADING:
      g_value_set_boolean (value, self->current != NULL);
      break;

    case PROP_PROBLEMS:
      g_value_set_boxed (value, self->problems);
      break;

    case PROP_USER_NAME:
      g_value_set_string (value, self->user != NULL ? self->user->name : NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_connection_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PreampConnection *self = PREAMP_CONNECTION (object);

  switch ((PreampConnectionProperty) prop_id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;

    case PROP_INSTANCE:
      self->instance = g_value_dup_object (value);
      break;

    case PROP_ERROR:
    case PROP_INTEGRATIONS:
    case PROP_LOADED:
    case PROP_LOADING:
    case PROP_PROBLEMS:
    case PROP_USER_NAME:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_connection_class_init (PreampConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags given =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = preamp_connection_dispose;
  object_class->finalize = preamp_connection_finalize;
  object_class->get_property = preamp_connection_get_property;
  object_class->set_property = preamp_connection_set_property;

  properties[PROP_CLIENT] =
    g_param_spec_object ("client", NULL, NULL, PREAMP_TYPE_DOMO_CLIENT, given);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_INSTANCE] =
    g_param_spec_object ("instance", NULL, NULL, PREAMP_TYPE_INSTANCE, given);
  properties[PROP_INTEGRATIONS] =
    g_param_spec_object ("integrations", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_PROBLEMS] = g_param_spec_boxed ("problems", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_USER_NAME] = g_param_spec_string ("user-name", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_connection_init (PreampConnection *self)
{
  self->integrations = g_list_store_new (PREAMP_TYPE_INTEGRATION_LISTS);
  self->problems = g_new0 (char *, 1);
  self->counter = preamp_list_counter_new ();
}

/*
 * Public functions
 */

/**
 * preamp_connection_new:
 * @instance: an instance
 * @client: a client for its address, with its token
 *
 * Creates a connection. Nothing is read until [method@Preamp.Connection.refresh_async].
 *
 * Returns: (transfer full): the connection
 */
PreampConnection *
preamp_connection_new (PreampInstance   *instance,
                       PreampDomoClient *client)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE (instance), NULL);
  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (client), NULL);

  return g_object_new (PREAMP_TYPE_CONNECTION, "instance", instance, "client", client, NULL);
}

/**
 * preamp_connection_get_instance:
 * @self: a connection
 *
 * Gets the instance.
 *
 * Returns: (transfer none): the instance
 */
PreampInstance *
preamp_connection_get_instance (PreampConnection *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), NULL);

  return self->instance;
}

/**
 * preamp_connection_get_client:
 * @self: a connection
 *
 * Gets the client that the connection and its lists ask with.
 *
 * Returns: (transfer none): the client
 */
PreampDomoClient *
preamp_connection_get_client (PreampConnection *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), NULL);

  return self->client;
}

/**
 * preamp_connection_get_user:
 * @self: a connection
 *
 * Gets whose token it is. It may become known a little after a refresh has ended.
 *
 * Returns: (transfer none) (nullable): the user, or %NULL if Domo did not say so
 */
const PreampUser *
preamp_connection_get_user (PreampConnection *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), NULL);

  return self->user;
}

/**
 * preamp_connection_get_integrations:
 * @self: a connection
 *
 * Gets the integrations, by engine and name in the order of the user's language. The model stays
 * the same, as does each item while Domo lists its integration; so do those of a type that could
 * not be read this time.
 *
 * Returns: (transfer none): a model of [class@Preamp.IntegrationLists]
 */
GListModel *
preamp_connection_get_integrations (PreampConnection *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), NULL);

  return G_LIST_MODEL (self->integrations);
}

/**
 * preamp_connection_find_integration:
 * @self: a connection
 * @integration_id: (nullable): the identifier of an integration
 *
 * Looks an integration up.
 *
 * Returns: (transfer none) (nullable): its lists, or %NULL if it is not among the integrations
 */
PreampIntegrationLists *
preamp_connection_find_integration (PreampConnection *self,
                                    const char       *integration_id)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), NULL);

  return preamp_integration_store_find (self->integrations, integration_id);
}

/**
 * preamp_connection_get_loading:
 * @self: a connection
 *
 * Tells whether a refresh is under way. Counting in the background is none.
 *
 * Returns: %TRUE if so
 */
gboolean
preamp_connection_get_loading (PreampConnection *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), FALSE);

  return self->current != NULL;
}

/**
 * preamp_connection_get_loaded:
 * @self: a connection
 *
 * Tells whether the integrations are known, from the last refresh or an earlier one.
 *
 * Returns: %TRUE if so
 */
gboolean
preamp_connection_get_loaded (PreampConnection *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), FALSE);

  return self->loaded;
}

/**
 * preamp_connection_get_error:
 * @self: a connection
 *
 * Gets why the last refresh failed. What was known before stays.
 *
 * Returns: (transfer none) (nullable): a [error@Preamp.DomoError], or %NULL if it did not
 */
const GError *
preamp_connection_get_error (PreampConnection *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), NULL);

  return self->error;
}

/**
 * preamp_connection_get_problems:
 * @self: a connection
 *
 * Gets what could not be read though the refresh went well, as whole sentences.
 *
 * Returns: (transfer none): the sentences, empty if there are none
 */
const char *const *
preamp_connection_get_problems (PreampConnection *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECTION (self), NULL);

  return (const char *const *) self->problems;
}

/**
 * preamp_connection_refresh_async:
 * @self: a connection
 * @cancellable: (nullable): a cancellable
 * @callback: called when the integrations are known
 * @user_data: data for @callback
 *
 * Reads the user and the integrations anew; the candidates of each follow in the background. While
 * another refresh is under way, this one begins when that has ended.
 */
void
preamp_connection_refresh_async (PreampConnection    *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  PreampRefreshGroup *group = NULL;

  g_return_if_fail (PREAMP_IS_CONNECTION (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_connection_refresh_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->current != NULL)
    {
      preamp_refresh_group_join (&self->next, task);
      return;
    }

  preamp_refresh_group_join (&group, task);
  start_refresh (self, group);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * preamp_connection_refresh_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes a refresh.
 *
 * Returns: %TRUE if the integrations are known; otherwise %FALSE with a [error@Preamp.DomoError],
 *   which [method@Preamp.Connection.get_error] then gives too, or with %G_IO_ERROR_CANCELLED
 */
gboolean
preamp_connection_refresh_finish (PreampConnection  *self,
                                  GAsyncResult      *result,
                                  GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_connection_refresh_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
