/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sandbox"

#include "config.h"

#include "preamp-sandbox-exchange.h"

#include "preamp-sandbox-answer.h"
#include "preamp-sandbox-json.h"
#include "preamp-sandbox-reading.h"
#include "preamp-sandbox-sender.h"

typedef void (*Step) (PreampSandboxExchange *self);

/* One request and its answer. It goes from step to step: begin (record, token, fault), start_work,
 * for a move finish_move, end_work, send_answer. Where a step has to wait, a timer takes the next
 * one. */
struct _PreampSandboxExchange
{
  PreampSandboxService     *service;
  SoupServerMessage        *message;      /* NULL once nobody can be answered any more */
  gboolean                  paused;
  GSource                  *timer;
  Step                      next_step;

  guint                     sequence;
  char                     *method;
  char                     *path;
  PreampSandboxRoute        route;
  PreampSandboxFault       *fault;        /* NULL: behave */
  gint64                    clock;        /* seconds that the times told are off */
  char                     *toe;
  PreampSandboxAnswer       answer;
  const char               *told_state;   /* NULL: the answer is no result */

  PreampSandboxDatasource  *datasource;
  PreampSandboxIntegration *integration;
  gboolean                  moving;
  gint64                    start_time;
  const char               *did;          /* NULL: nothing */
  gboolean                  busy;         /* another request was there first */
  gboolean                  ended;
  char                     *error_message;
};

static void finish_move (PreampSandboxExchange *self);
static void end_work    (PreampSandboxExchange *self);
static void send_answer (PreampSandboxExchange *self);

static gboolean
is_post (const PreampSandboxExchange *self)
{
  return g_str_equal (self->method, "POST");
}

static PreampSandboxDirection
get_direction (const PreampSandboxExchange *self)
{
  if (self->route.call == PREAMP_SANDBOX_CALL_REVERSE)
    return PREAMP_SANDBOX_DIRECTION_BACK;
  return PREAMP_SANDBOX_DIRECTION_FORWARD;
}

static const char *
get_direction_name (const PreampSandboxExchange *self)
{
  if (self->route.call == PREAMP_SANDBOX_CALL_MIGRATE)
    return "FEDERATED_TO_CLOUD_AMPLIFIER";
  if (self->route.call == PREAMP_SANDBOX_CALL_REVERSE)
    return "CLOUD_AMPLIFIER_TO_FEDERATED";
  return NULL;
}

static gint64
get_now (const PreampSandboxExchange *self)
{
  return g_get_real_time () + self->clock * G_USEC_PER_SEC;
}

static void set_error (PreampSandboxExchange *self,
                       guint                  status,
                       const char            *format,
                       ...) G_GNUC_PRINTF (3, 4);

static void
set_error (PreampSandboxExchange *self,
           guint                  status,
           const char            *format,
           ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  preamp_sandbox_answer_set_error (&self->answer, status, self->path, message,
                                   self->fault != NULL && self->fault->no_toe ? NULL : self->toe);
}

static void
forget_message (PreampSandboxExchange *self)
{
  if (self->message == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
}

static gboolean
timer_cb (gpointer user_data)
{
  PreampSandboxExchange *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  self->next_step (self);
  return G_SOURCE_REMOVE;
}

static void
wait_then (PreampSandboxExchange *self,
           guint                  milliseconds,
           Step                   step)
{
  if (!self->paused && self->message != NULL)
    {
      soup_server_message_pause (self->message);
      self->paused = TRUE;
    }
  self->next_step = step;
  self->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
go_on (PreampSandboxExchange *self,
       guint                  milliseconds,
       Step                   step)
{
  if (milliseconds > 0)
    wait_then (self, milliseconds, step);
  else
    step (self);
}

static void
record_end (PreampSandboxExchange *self,
            const char            *how)
{
  PreampSandboxBody body = self->fault != NULL ? self->fault->body : PREAMP_SANDBOX_BODY_DEFAULT;
  gboolean as_due = body == PREAMP_SANDBOX_BODY_DEFAULT || body == PREAMP_SANDBOX_BODY_RESULT;
  gboolean has_toe = (as_due || body == PREAMP_SANDBOX_BODY_ERROR) &&
                     (self->fault == NULL || !self->fault->no_toe);
  PreampSandboxEnding ending = {
    .sequence = self->sequence,
    .datasource = self->route.datasource,
    .integration = self->integration != NULL ? self->integration->id : self->route.integration,
    .direction = get_direction_name (self),
    .did = self->did != NULL ? self->did : "nothing",
    .answer = how,
    .state = as_due ? self->told_state : NULL,
    .toe = has_toe ? self->toe : NULL,
    .note = self->fault != NULL ? self->fault->text : NULL,
  };

  if (self->busy)
    ending.note = "another request for this datasource is under way";
  self->ended = TRUE;
  if (is_post (self))
    preamp_sandbox_record_end (self->service->record, &ending);
}

/* Moves */

static void
set_result (PreampSandboxExchange *self,
            const char            *state)
{
  const PreampSandboxFault *fault = self->fault;
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *start_time = preamp_sandbox_json_format_time (self->start_time);
  g_autofree char *end_time = preamp_sandbox_json_format_time (get_now (self));
  const char *datasource = self->route.datasource;
  const char *message = self->error_message;

  if (fault != NULL)
    {
      state = fault->state != NULL ? fault->state : state;
      state = fault->no_state ? NULL : state;
      datasource = fault->datasource != NULL ? fault->datasource : datasource;
      datasource = fault->no_datasource ? NULL : datasource;
      message = fault->message != NULL ? fault->message : message;
    }

  if (fault == NULL || !fault->no_toe)
    preamp_sandbox_json_add_member (json, "toe", self->toe);
  if (datasource != NULL)
    preamp_sandbox_json_add_member (json, "datasourceId", datasource);
  preamp_sandbox_json_add_member (json, "direction", get_direction_name (self));
  preamp_sandbox_json_add_member (json, "startTime", start_time);
  if (state != NULL)
    preamp_sandbox_json_add_member (json, "state", state);
  if (message != NULL)
    preamp_sandbox_json_add_member (json, "errorMessage", message);
  preamp_sandbox_json_add_member (json, "endTime", end_time);
  g_string_append_c (json, '}');
  preamp_sandbox_answer_set_text (&self->answer, SOUP_STATUS_OK, "application/json", json->str);
  self->told_state = state;
}

static gboolean
find_what_to_move (PreampSandboxExchange *self)
{
  PreampSandboxInstance *instance = self->service->instance;

  self->datasource = preamp_sandbox_instance_get_datasource (instance, self->route.datasource);
  if (self->route.call == PREAMP_SANDBOX_CALL_MIGRATE)
    self->integration = preamp_sandbox_instance_get_integration (instance,
                                                                 self->route.integration);

  if (self->route.call == PREAMP_SANDBOX_CALL_MIGRATE && self->integration == NULL)
    set_error (self, SOUP_STATUS_NOT_FOUND, "Integration %s was not found.",
               self->route.integration);
  else if (self->datasource == NULL)
    set_error (self, SOUP_STATUS_NOT_FOUND, "Datasource %s was not found.",
               self->route.datasource);
  else if (self->integration != NULL && !self->integration->supported)
    set_error (self, SOUP_STATUS_BAD_REQUEST,
               "Migration is not supported for integration type %s.", self->integration->type);
  else if (self->datasource->moving)
    {
      self->busy = TRUE;
      set_error (self, SOUP_STATUS_CONFLICT, "A migration of datasource %s is already under way.",
                 self->datasource->id);
    }
  else
    return TRUE;
  return FALSE;
}

static void
start_move (PreampSandboxExchange *self)
{
  PreampSandboxInstance *instance = self->service->instance;
  guint duration;
  g_autofree char *obstacle = NULL;

  self->start_time = get_now (self);
  if (self->fault != NULL && self->fault->undone)
    {
      set_result (self, "COMPLETE");
      end_work (self);
      return;
    }
  if (!find_what_to_move (self))
    {
      end_work (self);
      return;
    }

  /* What is aborted was only looked at. */
  duration = preamp_sandbox_instance_get_duration (instance, self->datasource,
                                                   self->service->latency);
  obstacle = preamp_sandbox_instance_find_obstacle (instance, self->datasource, self->integration,
                                                    get_direction (self));
  if (obstacle != NULL)
    duration /= 10;
  self->datasource->moving = TRUE;
  self->moving = TRUE;
  go_on (self, duration, finish_move);
}

static void
finish_move (PreampSandboxExchange *self)
{
  PreampSandboxIntegration *integration = self->integration;

  if (self->route.call == PREAMP_SANDBOX_CALL_REVERSE)
    self->integration = self->datasource->migrated_to;
  self->did = preamp_sandbox_instance_move (self->service->instance, self->datasource, integration,
                                            get_direction (self), get_now (self),
                                            &self->error_message);
  self->datasource->moving = FALSE;
  self->moving = FALSE;
  set_result (self, self->did);
  if (self->datasource->behaviour[get_direction (self)] == PREAMP_SANDBOX_BEHAVIOUR_LOST &&
      g_str_equal (self->did, "COMPLETE"))
    self->answer.delivery = PREAMP_SANDBOX_DELIVERY_LOST;
  end_work (self);
}

/* Steps */

static void
start_work (PreampSandboxExchange *self)
{
  const char *method = preamp_sandbox_route_get_method (self->route.call);

  if (self->route.call == PREAMP_SANDBOX_CALL_UNKNOWN ||
      self->route.call == PREAMP_SANDBOX_CALL_FAULTS)
    {
      set_error (self, SOUP_STATUS_NOT_FOUND, "No endpoint %s %s.", self->method, self->path);
    }
  else if (!g_str_equal (self->method, method))
    {
      set_error (self, SOUP_STATUS_METHOD_NOT_ALLOWED, "Request method '%s' is not supported.",
                 self->method);
      self->answer.allow = method;
    }
  else if (is_post (self))
    {
      start_move (self);
      return;
    }
  else
    {
      preamp_sandbox_reading_answer (self->service->instance, &self->route, self->fault, self->path,
                                     self->toe, &self->answer);
    }
  end_work (self);
}

static void
end_work (PreampSandboxExchange *self)
{
  self->answer.clock = self->clock;
  if (self->fault == NULL)
    {
      send_answer (self);
      return;
    }
  preamp_sandbox_answer_apply (&self->answer, self->fault, self->path, self->toe);
  go_on (self, (guint) self->fault->late, send_answer);
}

static char *
describe_answer (const PreampSandboxExchange *self)
{
  switch (self->answer.delivery)
    {
    case PREAMP_SANDBOX_DELIVERY_LOST:
    case PREAMP_SANDBOX_DELIVERY_RESET:
      return g_strdup ("lost");
    case PREAMP_SANDBOX_DELIVERY_CUT:
    case PREAMP_SANDBOX_DELIVERY_CUT_CHUNKED:
    case PREAMP_SANDBOX_DELIVERY_CUT_PLAIN:
      return g_strdup ("cut");
    case PREAMP_SANDBOX_DELIVERY_ENDLESS:
    case PREAMP_SANDBOX_DELIVERY_FLOOD:
      return g_strdup ("endless");
    case PREAMP_SANDBOX_DELIVERY_WHOLE:
    default:
      return g_strdup_printf ("%u", self->answer.status);
    }
}

/* The record is written first, so that who has the answer finds it there. */
static void
send_answer (PreampSandboxExchange *self)
{
  PreampSandboxService *service = self->service;
  g_autofree char *how = NULL;

  /* A connection is not to be taken away from libsoup within its own handler. */
  if (self->answer.delivery != PREAMP_SANDBOX_DELIVERY_WHOLE && !self->paused)
    {
      wait_then (self, 0, send_answer);
      return;
    }

  if (self->fault != NULL && self->fault->hang_up)
    how = g_strdup ("lost");
  else if (self->message == NULL || preamp_sandbox_sender_is_client_gone (self->message))
    how = g_strdup ("client gone");
  else
    how = describe_answer (self);
  record_end (self, how);

  if (self->message != NULL && self->answer.delivery == PREAMP_SANDBOX_DELIVERY_WHOLE)
    {
      preamp_sandbox_sender_fill (self->message, &self->answer);
      if (self->paused)
        soup_server_message_unpause (self->message);
    }
  else if (self->message != NULL)
    {
      g_autoptr (SoupServerMessage) message = g_object_ref (self->message);

      forget_message (self);
      preamp_sandbox_sender_send (message, &self->answer, service->stopping, &service->n_senders);
    }
  g_hash_table_remove (service->exchanges, self);
}

/* What somebody else does meanwhile. */
static void
disturb (PreampSandboxExchange *self)
{
  PreampSandboxInstance *instance = self->service->instance;
  const PreampSandboxFault *fault = self->fault;
  PreampSandboxDatasource *datasource;

  datasource = preamp_sandbox_instance_find_datasource (instance, fault->vanish);
  if (datasource != NULL)
    preamp_sandbox_instance_set_vanished (instance, datasource);
  datasource = preamp_sandbox_instance_find_datasource (instance, fault->moved);
  if (datasource != NULL)
    preamp_sandbox_instance_set_migrated (instance, datasource, datasource->home, get_now (self));
  datasource = preamp_sandbox_instance_find_datasource (instance, fault->moved_back);
  if (datasource != NULL)
    preamp_sandbox_instance_set_migrated (instance, datasource, NULL, 0);
  datasource = preamp_sandbox_instance_find_datasource (instance, fault->collide);
  if (datasource != NULL)
    preamp_sandbox_instance_set_colliding (instance, datasource);
  if (fault->gone >= 0)
    preamp_sandbox_service_go_away (self->service, (guint) fault->gone);
}

static void
hang_up (PreampSandboxExchange *self)
{
  const PreampSandboxAnswer none = { .delivery = PREAMP_SANDBOX_DELIVERY_LOST };

  if (self->message != NULL)
    {
      g_autoptr (SoupServerMessage) message = g_object_ref (self->message);

      forget_message (self);
      preamp_sandbox_sender_send (message, &none, self->service->stopping,
                                  &self->service->n_senders);
    }
  go_on (self, (guint) self->fault->delay, start_work);
}

static gboolean
has_right_token (PreampSandboxService *service,
                 SoupServerMessage    *message,
                 const char          **complaint)
{
  const char *token =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "X-DOMO-Developer-Token");

  *complaint = token == NULL ? "Full authentication is required to access this resource"
                             : "The access token is invalid or has expired";
  return g_strcmp0 (token, service->token) == 0;
}

/* The sandbox's own endpoint is no part of the made-up Domo, and not in the record. */
static void
answer_faults (PreampSandboxExchange *self,
               gboolean               token_right,
               const char            *complaint)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = NULL;
  size_t length;
  const char *data;

  body = soup_message_body_flatten (soup_server_message_get_request_body (self->message));
  data = g_bytes_get_data (body, &length);
  lines = g_strndup (data != NULL ? data : "", length);

  if (!token_right)
    set_error (self, SOUP_STATUS_UNAUTHORIZED, "%s", complaint);
  else if (g_str_equal (self->method, "DELETE"))
    preamp_sandbox_fault_list_clear (self->service->faults);
  else if (!is_post (self))
    set_error (self, SOUP_STATUS_METHOD_NOT_ALLOWED, "Request method '%s' is not supported.",
               self->method);
  else if (!preamp_sandbox_fault_list_add_lines (self->service->faults, lines, &error))
    set_error (self, SOUP_STATUS_BAD_REQUEST, "%s", error->message);

  if (self->answer.status == 0)
    preamp_sandbox_answer_set_text (&self->answer, SOUP_STATUS_OK, "application/json", "{}");
  preamp_sandbox_sender_fill (self->message, &self->answer);
  self->ended = TRUE;
  g_hash_table_remove (self->service->exchanges, self);
}

/**
 * preamp_sandbox_exchange_begin:
 * @service: a service that runs
 * @message: a request
 *
 * Answers a request, now or later. In the server's thread.
 */
void
preamp_sandbox_exchange_begin (PreampSandboxService *service,
                               SoupServerMessage    *message)
{
  PreampSandboxExchange *self = g_new0 (PreampSandboxExchange, 1);
  const char *complaint;
  gboolean token_right = has_right_token (service, message, &complaint);

  g_hash_table_add (service->exchanges, self);
  self->service = service;
  self->message = g_object_ref (message);
  g_signal_connect_swapped (message, "disconnected", G_CALLBACK (forget_message), self);
  self->method = g_strdup (soup_server_message_get_method (message));
  self->path = g_strdup (g_uri_get_path (soup_server_message_get_uri (message)));
  self->toe = preamp_sandbox_answer_make_toe ();
  preamp_sandbox_route_parse (&self->route, self->path);

  if (self->route.call == PREAMP_SANDBOX_CALL_FAULTS && service->takes_faults)
    {
      answer_faults (self, token_right, complaint);
      return;
    }

  self->sequence =
    preamp_sandbox_record_begin (service->record, self->method, self->path, token_right);
  if (!token_right)
    {
      set_error (self, SOUP_STATUS_UNAUTHORIZED, "%s", complaint);
      send_answer (self);
      return;
    }

  self->fault = preamp_sandbox_fault_list_take (service->faults, self->method, self->path,
                                                &self->route, &self->clock);
  if (self->fault == NULL)
    {
      start_work (self);
      return;
    }
  disturb (self);
  if (self->fault->hang_up)
    wait_then (self, 0, hang_up);
  else
    go_on (self, (guint) self->fault->delay, start_work);
}

/**
 * preamp_sandbox_exchange_free:
 * @self: a request that is over, or is not to be answered any more
 *
 * Frees @self. What it was about to do is left undone.
 */
void
preamp_sandbox_exchange_free (PreampSandboxExchange *self)
{
  g_return_if_fail (self != NULL);

  if (self->moving)
    self->datasource->moving = FALSE;
  if (!self->ended)
    record_end (self, "server stopped");

  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  forget_message (self);
  g_free (self->method);
  g_free (self->path);
  preamp_sandbox_route_clear (&self->route);
  g_clear_pointer (&self->fault, preamp_sandbox_fault_unref);
  g_free (self->toe);
  preamp_sandbox_answer_clear (&self->answer);
  g_free (self->error_message);
  g_free (self);
}
