/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-integration-reading"

#include "config.h"

#include "preamp-integration-reading-private.h"

#include <glib/gi18n.h>

#include "domo/preamp-domo-error.h"
#include "domo/preamp-integration.h"

#define MAX_AT_ONCE 4

/* What came for one type. */
typedef struct
{
  char *type;
  GPtrArray *integrations; /* NULL where it failed */
  char **problems;
} Answer;

typedef struct
{
  GPtrArray *answers;  /* of Answer, in Domo's order of the types */
  guint n_asked;
  guint n_answered;
  GError *error;       /* what ends the whole reading */
  GCancellable *stop;  /* for the calls that still run then */

  GCancellable *cancellable;
  gulong cancelled_id;
} Progress;

static void
answer_free (Answer *answer)
{
  g_free (answer->type);
  g_clear_pointer (&answer->integrations, g_ptr_array_unref);
  g_strfreev (answer->problems);
  g_free (answer);
}

static void
progress_free (Progress *progress)
{
  if (progress->cancellable != NULL)
    g_cancellable_disconnect (progress->cancellable, progress->cancelled_id);

  g_clear_object (&progress->cancellable);
  g_clear_object (&progress->stop);
  g_clear_pointer (&progress->answers, g_ptr_array_unref);
  g_clear_error (&progress->error);
  g_free (progress);
}

/*
 * The result
 */

static gboolean
take_integration (PreampIntegrationReading *reading,
                  GHashTable               *ids,
                  PreampIntegration        *integration,
                  const char               *type)
{
  if (!g_hash_table_add (ids, (gpointer) preamp_integration_get_id (integration)))
    return FALSE;

  if (preamp_integration_get_engine (integration) != NULL)
    g_ptr_array_add (reading->integrations, g_object_ref (integration));
  else /* it was listed under a type, so that is its type */
    g_ptr_array_add (reading->integrations,
                     preamp_integration_new (preamp_integration_get_id (integration),
                                             preamp_integration_get_name (integration), type,
                                             preamp_integration_get_auth_method (integration)));

  return TRUE;
}

static PreampIntegrationReading *
make_reading (Progress *progress)
{
  PreampIntegrationReading *reading = g_new0 (PreampIntegrationReading, 1);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) failed_types = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) problems = g_strv_builder_new ();

  reading->integrations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < progress->answers->len; i++)
    {
      Answer *answer = g_ptr_array_index (progress->answers, i);

      if (answer->integrations == NULL)
        g_strv_builder_add (failed_types, answer->type);
      if (answer->problems != NULL)
        g_strv_builder_addv (problems, (const char **) answer->problems);

      for (guint j = 0; answer->integrations != NULL && j < answer->integrations->len; j++)
        {
          PreampIntegration *integration = g_ptr_array_index (answer->integrations, j);

          if (!take_integration (reading, ids, integration, answer->type))
            {
              g_autofree char *problem = g_strdup_printf (
                /* Translators: %s is the identifier of an integration */
                _("Domo lists the integration with the id %s more than once. It is shown once."),
                preamp_integration_get_id (integration));

              g_strv_builder_add (problems, problem);
            }
        }
    }

  reading->failed_types = g_strv_builder_end (failed_types);
  reading->problems = g_strv_builder_end (problems);

  return reading;
}

/*
 * Reading
 */

/* What says nothing of one type alone, but that nothing will be read. */
static gboolean
ends_all (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_ADDRESS) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_NETWORK) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_TLS) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BLOCKED);
}

static void ask_next (GTask *task);

/* One type that is asked for, and where its answer goes: among the answers of @task. */
typedef struct
{
  GTask *task;
  Answer *answer;
} Question;

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&question->task);
  Progress *progress = g_task_get_task_data (task);
  Answer *answer = question->answer;
  g_autoptr (GError) error = NULL;

  answer->integrations = preamp_domo_client_list_integrations_finish (
    PREAMP_DOMO_CLIENT (object), result, &answer->problems, &error);
  progress->n_answered++;

  if (answer->integrations == NULL && ends_all (error))
    {
      if (progress->error == NULL)
        progress->error = g_steal_pointer (&error);
      g_cancellable_cancel (progress->stop);
    }
  else if (answer->integrations == NULL)
    {
      g_autoptr (GStrvBuilder) problems = g_strv_builder_new ();
      g_autofree char *problem =
        /* Translators: %1$s is an engine, as Snowflake; %2$s is one or more sentences that say
         * why */
        g_strdup_printf (_("The integrations with %1$s could not be read. %2$s"),
                         preamp_engine_get_label (answer->type), error->message);

      g_strv_builder_add (problems, problem);
      g_clear_pointer (&answer->problems, g_strfreev);
      answer->problems = g_strv_builder_end (problems);
    }

  ask_next (task);
}

static void
ask_next (GTask *task)
{
  PreampDomoClient *client = g_task_get_source_object (task);
  Progress *progress = g_task_get_task_data (task);

  while (progress->error == NULL && progress->n_asked < progress->answers->len &&
         progress->n_asked - progress->n_answered < MAX_AT_ONCE)
    {
      Question *question = g_new0 (Question, 1);

      question->task = g_object_ref (task);
      question->answer = g_ptr_array_index (progress->answers, progress->n_asked++);
      preamp_domo_client_list_integrations_async (client, question->answer->type, progress->stop,
                                                  listed_cb, question);
    }

  if (progress->n_asked > progress->n_answered)
    return;

  if (progress->error != NULL)
    g_task_return_error (task, g_steal_pointer (&progress->error));
  else
    g_task_return_pointer (task, make_reading (progress),
                           (GDestroyNotify) preamp_integration_reading_free);
}

static void
types_listed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Progress *progress = g_task_get_task_data (task);
  g_auto (GStrv) types = NULL;
  g_autoptr (GError) error = NULL;

  types = preamp_domo_client_list_types_finish (PREAMP_DOMO_CLIENT (object), result, &error);
  if (types == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (size_t i = 0; types[i] != NULL; i++)
    {
      Answer *answer = g_new0 (Answer, 1);

      answer->type = g_strdup (types[i]);
      g_ptr_array_add (progress->answers, answer);
    }

  ask_next (task);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/**
 * preamp_integration_reading_read_async:
 * @client: whom to ask
 * @cancellable: (nullable): a cancellable
 * @callback: called when all is read
 * @user_data: data for @callback
 *
 * Reads the integrations of every type that Domo names, up to four types at a time.
 */
void
preamp_integration_reading_read_async (PreampDomoClient    *client,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Progress *progress;

  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (client));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_integration_reading_read_async);

  progress = g_new0 (Progress, 1);
  progress->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  progress->stop = g_cancellable_new ();
  g_task_set_task_data (task, progress, (GDestroyNotify) progress_free);
  if (cancellable != NULL)
    {
      progress->cancellable = g_object_ref (cancellable);
      progress->cancelled_id =
        g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                               g_object_ref (progress->stop), g_object_unref);
    }

  preamp_domo_client_list_types_async (client, progress->stop, types_listed_cb,
                                       g_steal_pointer (&task));
}

/**
 * preamp_integration_reading_read_finish:
 * @client: who was asked
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Gets what was read. That one type could not be is no error: it is among the reading's problems.
 *
 * Returns: (transfer full): the reading, or %NULL with a [error@Preamp.DomoError] or
 *   %G_IO_ERROR_CANCELLED
 */
PreampIntegrationReading *
preamp_integration_reading_read_finish (PreampDomoClient  *client,
                                        GAsyncResult      *result,
                                        GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_integration_reading_read_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * preamp_integration_reading_free:
 * @self: a reading
 *
 * Frees a reading.
 */
void
preamp_integration_reading_free (PreampIntegrationReading *self)
{
  g_ptr_array_unref (self->integrations);
  g_strfreev (self->failed_types);
  g_strfreev (self->problems);
  g_free (self);
}
