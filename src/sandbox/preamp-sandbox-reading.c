/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-reading.h"

#include "preamp-sandbox-json.h"

static void
set_user (PreampSandboxAnswer      *answer,
          const PreampSandboxFault *fault)
{
  g_autoptr (GString) json = g_string_new ("{");
  gint64 id = 27;
  const char *name = "Sandbox Administrator";

  if (fault != NULL && fault->user_id != NULL)
    {
      id = g_ascii_strtoll (fault->user_id, NULL, 10);
      name = fault->user_name;
    }
  preamp_sandbox_json_add_number_member (json, "id", id);
  preamp_sandbox_json_add_member (json, "displayName", name);
  preamp_sandbox_json_add_member (json, "emailAddress", "administrator@sandbox.invalid");
  preamp_sandbox_json_add_member (json, "userName", "administrator@sandbox.invalid");
  preamp_sandbox_json_add_member (json, "role", "Admin");
  preamp_sandbox_json_add_boolean_member (json, "active", TRUE);
  g_string_append_c (json, '}');
  preamp_sandbox_answer_set_text (answer, SOUP_STATUS_OK, "application/json", json->str);
}

static void
set_integrations (PreampSandboxAnswer   *answer,
                  PreampSandboxInstance *instance,
                  const char            *type,
                  const char            *path,
                  const char            *toe)
{
  g_autofree char *list = preamp_sandbox_instance_list_integrations (instance, type);
  g_autofree char *message = NULL;

  if (list != NULL)
    {
      preamp_sandbox_answer_set_text (answer, SOUP_STATUS_OK, "application/json", list);
      return;
    }
  message = g_strdup_printf ("There are no integrations of type %s.", type);
  preamp_sandbox_answer_set_error (answer, SOUP_STATUS_NOT_FOUND, path, message, toe);
}

static void
set_datasources (PreampSandboxAnswer      *answer,
                 PreampSandboxInstance    *instance,
                 PreampSandboxIntegration *integration,
                 PreampSandboxDirection    direction,
                 const PreampSandboxFault *fault)
{
  PreampSandboxView view = { 0 };
  gboolean untrue = FALSE;

  if (fault != NULL)
    {
      view.first = fault->first;
      view.hidden = preamp_sandbox_instance_find_datasource (instance, fault->hide);
      view.twice = preamp_sandbox_instance_find_datasource (instance, fault->twice);
      view.broken = preamp_sandbox_instance_find_datasource (instance, fault->broken);
      untrue = view.first || view.hidden != NULL || view.twice != NULL || view.broken != NULL;
    }

  preamp_sandbox_answer_set_text (answer, SOUP_STATUS_OK, "application/json", "");
  g_clear_pointer (&answer->body, g_bytes_unref);
  answer->body = preamp_sandbox_instance_list_datasources (instance, integration, direction,
                                                           untrue ? &view : NULL);
}

static void
set_list (PreampSandboxAnswer      *answer,
          PreampSandboxInstance    *instance,
          const PreampSandboxRoute *route,
          const PreampSandboxFault *fault,
          const char               *path,
          const char               *toe)
{
  PreampSandboxIntegration *integration =
    preamp_sandbox_instance_get_integration (instance, route->integration);
  PreampSandboxDirection direction = route->call == PREAMP_SANDBOX_CALL_MIGRATED
                                       ? PREAMP_SANDBOX_DIRECTION_BACK
                                       : PREAMP_SANDBOX_DIRECTION_FORWARD;
  g_autofree char *message = NULL;

  if (integration == NULL)
    {
      message = g_strdup_printf ("Integration %s was not found.", route->integration);
      preamp_sandbox_answer_set_error (answer, SOUP_STATUS_NOT_FOUND, path, message, toe);
    }
  else if (!integration->supported && direction == PREAMP_SANDBOX_DIRECTION_FORWARD)
    {
      message = g_strdup_printf ("Migration candidates are not supported for integration type %s.",
                                 integration->type);
      preamp_sandbox_answer_set_error (answer, SOUP_STATUS_BAD_REQUEST, path, message, toe);
    }
  else
    {
      set_datasources (answer, instance, integration, direction, fault);
    }
}

/**
 * preamp_sandbox_reading_answer:
 * @instance: what is told about
 * @route: what is asked for: one of the calls that change nothing
 * @fault: (nullable): how to tell it untruly
 * @path: the request's path
 * @toe: (nullable): the request's identifier, for errors
 * @answer: the answer
 *
 * Answers a request for a list, or for whose token it is.
 */
void
preamp_sandbox_reading_answer (PreampSandboxInstance    *instance,
                               const PreampSandboxRoute *route,
                               const PreampSandboxFault *fault,
                               const char               *path,
                               const char               *toe,
                               PreampSandboxAnswer      *answer)
{
  g_autofree char *types = NULL;

  switch (route->call)
    {
    case PREAMP_SANDBOX_CALL_TYPES:
      types = preamp_sandbox_instance_list_types (instance);
      preamp_sandbox_answer_set_text (answer, SOUP_STATUS_OK, "application/json", types);
      break;
    case PREAMP_SANDBOX_CALL_INTEGRATIONS:
      set_integrations (answer, instance, route->type, path, toe);
      break;
    case PREAMP_SANDBOX_CALL_CANDIDATES:
    case PREAMP_SANDBOX_CALL_MIGRATED:
      set_list (answer, instance, route, fault, path, toe);
      break;
    case PREAMP_SANDBOX_CALL_USER:
      set_user (answer, fault);
      break;
    case PREAMP_SANDBOX_CALL_UNKNOWN:
    case PREAMP_SANDBOX_CALL_MIGRATE:
    case PREAMP_SANDBOX_CALL_REVERSE:
    case PREAMP_SANDBOX_CALL_FAULTS:
    default:
      g_return_if_reached ();
    }
}
