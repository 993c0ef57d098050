/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-keyring"

#include "config.h"

#include "preamp-keyring-private.h"

#include "preamp-account-error.h"
#include "preamp-keyring-sentence-private.h"
#include "preamp-secret-service-private.h"

/**
 * PreampKeyring:
 *
 * The desktop's keyring, asked one thing at a time. No call to it is ever cancelled: libsecret
 * and gnome-keyring do not survive that while a prompt is open.
 *
 * Its errors are [error@Preamp.AccountError], with a sentence for a person.
 */
struct _PreampKeyring
{
  GObject parent_instance;

  gboolean in_file;             /* libsecret keeps a file of its own, in a sandbox */
  gboolean file_failed;         /* when it was asked last: the portal gave no key for it */
  PreampSecretService *service; /* of the call that is under way */
  gint64 prompted_until;        /* in the calls before it */
};

G_DEFINE_FINAL_TYPE (PreampKeyring, preamp_keyring, G_TYPE_OBJECT)

static const SecretSchema schema = {
  .name = APPLICATION_ID,
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "port", SECRET_SCHEMA_ATTRIBUTE_INTEGER },
  },
};

typedef struct
{
  PreampKeyringVerb verb;
  GHashTable *attributes;
  char *label;
  SecretValue *value;
} Call;

static void
call_free (Call *call)
{
  g_clear_pointer (&call->attributes, g_hash_table_unref);
  g_clear_pointer (&call->value, secret_value_unref);
  g_free (call->label);
  g_free (call);
}

/*
 * Errors
 */

static PreampAccountError
classify (const GError *error,
          gboolean      connecting)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return PREAMP_ACCOUNT_ERROR_LOCKED;

  /* Nobody owns the service's name and nothing can be started for it; or there is no bus. */
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
      (connecting && error->domain == G_IO_ERROR && error->code != G_IO_ERROR_TIMED_OUT))
    return PREAMP_ACCOUNT_ERROR_NO_KEYRING;

  return PREAMP_ACCOUNT_ERROR_KEYRING;
}

static void
let_go_of_service (PreampKeyring *self)
{
  self->prompted_until = preamp_keyring_get_prompted_until (self);
  g_clear_object (&self->service);
}

static void
return_failure (GTask        *task,
                const GError *error,
                gboolean      connecting)
{
  PreampKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  PreampAccountError code = classify (error, connecting);

  g_debug ("The keyring failed: %s %d: %s", g_quark_to_string (error->domain), error->code,
           error->message);
  let_go_of_service (self);
  self->file_failed = self->in_file;
  g_task_return_new_error (task, PREAMP_ACCOUNT_ERROR, code, "%s",
                           preamp_keyring_get_sentence (call->verb, code));
}

static void
return_success (GTask *task)
{
  PreampKeyring *self = g_task_get_source_object (task);

  let_go_of_service (self);
  self->file_failed = FALSE;
  g_task_return_boolean (task, TRUE);
}

/*
 * The file
 */

static void
backup_deleted_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_debug ("The copy of the older keyring stays: %s", error->message);

  return_success (task);
}

/* libsecret's file is replaced as a whole, and leaves the one before as a backup, in which the
 * token that was removed or replaced can still be read. */
static void
delete_backup (GTask *task)
{
  g_autofree char *path =
    g_build_filename (g_get_user_data_dir (), "keyrings", "default.keyring~", NULL);
  g_autoptr (GFile) backup = g_file_new_for_path (path);

  g_file_delete_async (backup, G_PRIORITY_DEFAULT, NULL, backup_deleted_cb, task);
}

/*
 * One call, from the service to the answer
 */

static void
changed (GTask        *task,
         const GError *error)
{
  PreampKeyring *self = g_task_get_source_object (task);

  if (error != NULL)
    return_failure (task, error, FALSE);
  else if (self->in_file)
    delete_backup (g_object_ref (task));
  else
    return_success (task);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampKeyring *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (self->in_file)
    secret_password_store_finish (result, &error);
  else
    secret_service_store_finish (SECRET_SERVICE (object), result, &error);

  changed (task, error);
}

/* That nothing was there to be cleared is no error. */
static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampKeyring *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (self->in_file)
    secret_password_clear_finish (result, &error);
  else
    secret_service_clear_finish (SECRET_SERVICE (object), result, &error);

  changed (task, error);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (self->in_file)
    call->value = secret_password_lookup_binary_finish (result, &error);
  else
    call->value = secret_service_lookup_finish (SECRET_SERVICE (object), result, &error);

  if (error != NULL)
    return_failure (task, error, FALSE);
  else
    return_success (task);
}

static void
perform (GTask *task)
{
  PreampKeyring *self = g_task_get_source_object (task);
  SecretService *service = SECRET_SERVICE (self->service);
  Call *call = g_task_get_task_data (task);

  g_assert (self->in_file || service != NULL);

  switch (call->verb)
    {
    case PREAMP_KEYRING_STORE:
      if (self->in_file)
        secret_password_storev_binary (&schema, call->attributes, SECRET_COLLECTION_DEFAULT,
                                       call->label, call->value, NULL, stored_cb,
                                       g_object_ref (task));
      else
        secret_service_store (service, &schema, call->attributes, SECRET_COLLECTION_DEFAULT,
                              call->label, call->value, NULL, stored_cb, g_object_ref (task));
      break;

    case PREAMP_KEYRING_LOOK_UP:
      if (self->in_file)
        secret_password_lookupv (&schema, call->attributes, NULL, looked_up_cb,
                                 g_object_ref (task));
      else
        secret_service_lookup (service, &schema, call->attributes, NULL, looked_up_cb,
                               g_object_ref (task));
      break;

    case PREAMP_KEYRING_FORGET:
      if (self->in_file)
        secret_password_clearv (&schema, call->attributes, NULL, cleared_cb, g_object_ref (task));
      else
        secret_service_clear (service, &schema, call->attributes, NULL, cleared_cb,
                              g_object_ref (task));
      break;

    case PREAMP_KEYRING_PROBE:
      /* Asking the portal might open a prompt, so what was learned before has to do. */
      if (self->file_failed)
        {
          g_autoptr (GError) error =
            g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "The file could not be used");

          return_failure (task, error, FALSE);
        }
      else
        return_success (task);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
unlocked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  int n_unlocked = secret_service_unlock_finish (SECRET_SERVICE (object), result, NULL, &error);

  if (error == NULL && n_unlocked == 0)
    error = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "It was not unlocked");

  if (error != NULL)
    return_failure (task, error, FALSE);
  else
    perform (task);
}

/* A locked keyring answers a look-up as an empty one does, without a prompt: so it is unlocked
 * first. Where there is no default keyring yet, storing makes one. */
static void
found_collection_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GError) error = NULL;

  collection = secret_collection_for_alias_finish (result, &error);
  if (error != NULL)
    {
      return_failure (task, error, FALSE);
    }
  else if (collection != NULL && secret_collection_get_locked (collection))
    {
      g_autoptr (GList) objects = g_list_prepend (NULL, collection);
      PreampKeyring *self = g_task_get_source_object (task);

      secret_service_unlock (SECRET_SERVICE (self->service), objects, NULL, unlocked_cb,
                             g_object_ref (task));
    }
  else
    {
      perform (task);
    }
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (SecretService) service = NULL;
  g_autoptr (GError) error = NULL;
  PreampKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  service = secret_service_open_finish (result, &error);
  if (service == NULL)
    {
      return_failure (task, error, TRUE);
      return;
    }

  self->service = PREAMP_SECRET_SERVICE (g_steal_pointer (&service));
  if (call->verb == PREAMP_KEYRING_PROBE)
    perform (task);
  else
    secret_collection_for_alias (SECRET_SERVICE (self->service), SECRET_COLLECTION_DEFAULT,
                                 SECRET_COLLECTION_NONE, NULL, found_collection_cb,
                                 g_object_ref (task));
}

/*
 * GObject
 */

static void
preamp_keyring_dispose (GObject *object)
{
  PreampKeyring *self = PREAMP_KEYRING (object);

  g_clear_object (&self->service);

  G_OBJECT_CLASS (preamp_keyring_parent_class)->dispose (object);
}

static void
preamp_keyring_class_init (PreampKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_keyring_dispose;
}

static void
preamp_keyring_init (PreampKeyring *self)
{
  self->in_file = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ||
                  g_getenv ("SNAP_NAME") != NULL ||
                  g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
}

/*
 * Public functions
 */

/**
 * preamp_keyring_new:
 *
 * Creates a keyring. Nothing is asked of it yet.
 *
 * Returns: (transfer full): the keyring
 */
PreampKeyring *
preamp_keyring_new (void)
{
  return g_object_new (PREAMP_TYPE_KEYRING, NULL);
}

/**
 * preamp_keyring_call_async:
 * @self: the keyring
 * @verb: what to do
 * @host: (nullable): the host whose token is meant, canonical; %NULL to probe
 * @port: its port
 * @label: (nullable): what a person sees of it in the keyring's own window, to store
 * @value: (nullable): the token, to store
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Opens a connection of its own for this call, so that a service that was started anew in between
 * is no trouble, unlocks the keyring, and does @verb. Each step may take as long as the service
 * takes. There may be one call at a time.
 */
void
preamp_keyring_call_async (PreampKeyring       *self,
                           PreampKeyringVerb    verb,
                           const char          *host,
                           guint                port,
                           const char          *label,
                           SecretValue         *value,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call;

  g_return_if_fail (PREAMP_IS_KEYRING (self));
  g_return_if_fail (self->service == NULL);
  g_return_if_fail (verb == PREAMP_KEYRING_PROBE || host != NULL);
  g_return_if_fail (verb != PREAMP_KEYRING_STORE || (label != NULL && value != NULL));

  call = g_new0 (Call, 1);
  call->verb = verb;
  call->label = g_strdup (label);
  call->value = value != NULL ? secret_value_ref (value) : NULL;
  if (host != NULL)
    call->attributes = secret_attributes_build (&schema, "host", host, "port", (int) port, NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, preamp_keyring_call_async);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  if (self->in_file)
    perform (task);
  else
    secret_service_open (PREAMP_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, NULL,
                         opened_cb, g_object_ref (task));
}

/**
 * preamp_keyring_call_finish:
 * @self: the keyring
 * @result: what the callback was given
 * @value: (out) (optional) (nullable) (transfer full): return location for the token that was
 *   looked up, %NULL if there is none
 * @error: return location for an error
 *
 * Finishes a call.
 *
 * Returns: %TRUE if the keyring did as it was told
 */
gboolean
preamp_keyring_call_finish (PreampKeyring  *self,
                            GAsyncResult   *result,
                            SecretValue   **value,
                            GError        **error)
{
  Call *call;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_keyring_call_async), FALSE);

  call = g_task_get_task_data (G_TASK (result));
  if (value != NULL)
    *value = call->verb == PREAMP_KEYRING_LOOK_UP ? g_steal_pointer (&call->value) : NULL;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * preamp_keyring_hides_prompts:
 * @self: the keyring
 *
 * Tells whether it may ask a person for a password without this program being told: in a sandbox
 * the desktop's portal does.
 *
 * Returns: %TRUE if [method@Preamp.Keyring.get_prompted_until] knows nothing
 */
gboolean
preamp_keyring_hides_prompts (PreampKeyring *self)
{
  g_return_val_if_fail (PREAMP_IS_KEYRING (self), FALSE);

  return self->in_file;
}

/**
 * preamp_keyring_get_prompted_until:
 * @self: the keyring
 *
 * Tells until when a person in front of a prompt was waited for: the present, while one is open.
 *
 * Returns: a monotonic time, 0 if there was no prompt
 */
gint64
preamp_keyring_get_prompted_until (PreampKeyring *self)
{
  gint64 until = 0;

  g_return_val_if_fail (PREAMP_IS_KEYRING (self), 0);

  if (self->service != NULL)
    until = preamp_secret_service_get_prompted_until (self->service);

  return MAX (until, self->prompted_until);
}
