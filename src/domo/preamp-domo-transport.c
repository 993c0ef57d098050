/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-transport"

#include "config.h"

#include "preamp-domo-transport.h"

#include "preamp-domo-error-private.h"
#include "preamp-domo-origin.h"
#include "preamp-domo-proxies.h"
#include "preamp-domo-sending.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

/* No less than the requests in flight: one that waits for a connection has not been sent. */
#define MAX_CONNECTIONS 16

/**
 * PreampDomoTransport:
 *
 * Takes requests to one instance and brings back what came, unjudged. It holds the access token,
 * and sees to it that it goes nowhere else: over https only, or to a loopback address round any
 * proxy, after no redirect, and with no cookies or caches around it. A password is given to a proxy
 * alone.
 */
struct _PreampDomoTransport
{
  GObject            parent_instance;

  char              *base_uri;
  GUri              *origin;
  char              *token;

  SoupSession       *reading;
  SoupSession       *moving;
  PreampDomoProxies *proxies; /* NULL for none */

  guint              connect_timeout;
  guint64            answer_limit;

  gint64             clock; /* Domo's, minus the one that nobody sets */
  gboolean           clock_known;
};

G_DEFINE_FINAL_TYPE (PreampDomoTransport, preamp_domo_transport, G_TYPE_OBJECT)

typedef enum
{
  PROP_BASE_URI = 1,
  PROP_CONNECT_TIMEOUT,
  PROP_READ_SILENCE,
  PROP_MOVE_SILENCE,
  PROP_ANSWER_LIMIT,
  PROP_PROXY_RESOLVER,
  PROP_TLS_DATABASE,
} PreampDomoTransportProperty;

static GParamSpec *properties[PROP_TLS_DATABASE + 1];

static SoupSession *
create_session (guint timeout)
{
  return g_object_new (SOUP_TYPE_SESSION,
                       "max-conns", MAX_CONNECTIONS,
                       "max-conns-per-host", MAX_CONNECTIONS,
                       "timeout", timeout,
                       "user-agent", "Preamp/" PACKAGE_VERSION,
                       NULL);
}

/* Takes over @proxies. */
static void
take_proxies (PreampDomoTransport *self,
              PreampDomoProxies   *proxies)
{
  g_clear_object (&self->proxies);
  self->proxies = proxies;
  soup_session_set_proxy_resolver (self->reading, (GProxyResolver *) proxies);
  soup_session_set_proxy_resolver (self->moving, (GProxyResolver *) proxies);
}

/* Why nothing may be sent at all; NULL where it may. */
static GError *
dup_obstacle (PreampDomoTransport *self)
{
  GError *error = preamp_domo_origin_dup_obstacle (self->origin);

  if (error != NULL)
    return error;

  if (self->token == NULL || *self->token == '\0')
    return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_UNAUTHORIZED, NULL,
                                       g_strdup (_("There is no access token. Make one in Domo, "
                                                   "and enter it here.")));

  for (const char *at = self->token; *at != '\0'; at++)
    {
      if (g_ascii_iscntrl (*at))
        return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_UNAUTHORIZED, NULL,
                                           g_strdup (_("The access token has a line break or "
                                                       "another control character in it. Copy it "
                                                       "from Domo again.")));
    }

  return NULL;
}

/* What was refused once would be refused again. */
static gboolean
authenticate_cb (SoupMessage *message,
                 SoupAuth    *auth,
                 gboolean     retrying,
                 gpointer     user_data)
{
  return !retrying && preamp_domo_proxies_authenticate (PREAMP_DOMO_PROXIES (user_data), auth);
}

static SoupMessage *
create_message (PreampDomoTransport *self,
                PreampDomoPurpose    purpose,
                const char          *path)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (SoupMessage) message = NULL;
  SoupMessageHeaders *headers = NULL;

  uri = g_uri_build (SOUP_HTTP_URI_FLAGS,
                     g_uri_get_scheme (self->origin), NULL, g_uri_get_host (self->origin),
                     g_uri_get_port (self->origin), path, NULL, NULL);
  message = soup_message_new_from_uri (purpose == PREAMP_DOMO_PURPOSE_MOVE ? SOUP_METHOD_POST
                                                                          : SOUP_METHOD_GET,
                                       uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* Only a proxy is given a user name and a password, never a server: the session's own request to
   * the proxy has the feature still, and asks by this message's signal. */
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  if (self->proxies != NULL)
    g_signal_connect_object (message, "authenticate", G_CALLBACK (authenticate_cb), self->proxies,
                             G_CONNECT_DEFAULT);

  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "application/json");
  soup_message_headers_replace (headers, "X-DOMO-Developer-Token", self->token);

  if (purpose == PREAMP_DOMO_PURPOSE_MOVE)
    {
      g_autoptr (GBytes) body = g_bytes_new_static ("", 0);

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }

  return g_steal_pointer (&message);
}

/* Sending */

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  PreampDomoTransport *self = g_task_get_source_object (task);
  gint64 clock = 0;
  PreampDomoAnswer *answer = preamp_domo_sending_finish (result, &clock);

  if (clock != G_MAXINT64)
    {
      self->clock = clock;
      self->clock_known = TRUE;
    }

  g_task_return_pointer (task, answer, (GDestroyNotify) preamp_domo_answer_free);
}

static void
preamp_domo_transport_constructed (GObject *object)
{
  PreampDomoTransport *self = PREAMP_DOMO_TRANSPORT (object);

  self->origin = preamp_domo_origin_parse (self->base_uri);

  /* The system's proxy settings would hand a loopback address, token and all, to the proxy. */
  if (!preamp_domo_origin_is_loopback (self->origin))
    take_proxies (self, preamp_domo_proxies_new (g_proxy_resolver_get_default ()));
  else
    take_proxies (self, NULL);

  G_OBJECT_CLASS (preamp_domo_transport_parent_class)->constructed (object);
}

static void
preamp_domo_transport_dispose (GObject *object)
{
  PreampDomoTransport *self = PREAMP_DOMO_TRANSPORT (object);

  g_clear_object (&self->reading);
  g_clear_object (&self->moving);
  g_clear_object (&self->proxies);

  G_OBJECT_CLASS (preamp_domo_transport_parent_class)->dispose (object);
}

static void
preamp_domo_transport_finalize (GObject *object)
{
  PreampDomoTransport *self = PREAMP_DOMO_TRANSPORT (object);

  preamp_domo_transport_set_token (self, NULL);
  g_clear_pointer (&self->base_uri, g_free);
  g_clear_pointer (&self->origin, g_uri_unref);

  G_OBJECT_CLASS (preamp_domo_transport_parent_class)->finalize (object);
}

static void
preamp_domo_transport_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  PreampDomoTransport *self = PREAMP_DOMO_TRANSPORT (object);

  switch ((PreampDomoTransportProperty) prop_id)
    {
    case PROP_BASE_URI:
      g_value_set_string (value, self->base_uri);
      break;

    case PROP_CONNECT_TIMEOUT:
      g_value_set_uint (value, self->connect_timeout);
      break;

    case PROP_READ_SILENCE:
      g_value_set_uint (value, soup_session_get_timeout (self->reading));
      break;

    case PROP_MOVE_SILENCE:
      g_value_set_uint (value, soup_session_get_timeout (self->moving));
      break;

    case PROP_ANSWER_LIMIT:
      g_value_set_uint64 (value, self->answer_limit);
      break;

    case PROP_PROXY_RESOLVER:
      if (self->proxies != NULL)
        g_value_set_object (value, preamp_domo_proxies_get_settings (self->proxies));
      break;

    case PROP_TLS_DATABASE:
      g_value_set_object (value, soup_session_get_tls_database (self->reading));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_domo_transport_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  PreampDomoTransport *self = PREAMP_DOMO_TRANSPORT (object);

  switch ((PreampDomoTransportProperty) prop_id)
    {
    case PROP_BASE_URI:
      self->base_uri = g_value_dup_string (value);
      break;

    case PROP_CONNECT_TIMEOUT:
      self->connect_timeout = g_value_get_uint (value);
      break;

    case PROP_READ_SILENCE:
      soup_session_set_timeout (self->reading, g_value_get_uint (value));
      break;

    case PROP_MOVE_SILENCE:
      soup_session_set_timeout (self->moving, g_value_get_uint (value));
      break;

    case PROP_ANSWER_LIMIT:
      self->answer_limit = g_value_get_uint64 (value);
      break;

    case PROP_PROXY_RESOLVER:
      if (g_value_get_object (value) != NULL && !preamp_domo_origin_is_loopback (self->origin))
        take_proxies (self, preamp_domo_proxies_new (g_value_get_object (value)));
      else
        take_proxies (self, NULL);
      break;

    case PROP_TLS_DATABASE:
      soup_session_set_tls_database (self->reading, g_value_get_object (value));
      soup_session_set_tls_database (self->moving, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_domo_transport_class_init (PreampDomoTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = preamp_domo_transport_constructed;
  object_class->dispose = preamp_domo_transport_dispose;
  object_class->finalize = preamp_domo_transport_finalize;
  object_class->get_property = preamp_domo_transport_get_property;
  object_class->set_property = preamp_domo_transport_set_property;

  /**
   * PreampDomoTransport:base-uri:
   *
   * The address of the instance, for example `https://acme.domo.com`.
   */
  properties[PROP_BASE_URI] =
    g_param_spec_string ("base-uri", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT_ONLY);

  /**
   * PreampDomoTransport:connect-timeout:
   *
   * The milliseconds within which a request has to be written.
   */
  properties[PROP_CONNECT_TIMEOUT] =
    g_param_spec_uint ("connect-timeout", NULL, NULL, 1, G_MAXUINT,
                       PREAMP_DOMO_CONNECT_TIMEOUT, flags);

  /**
   * PreampDomoTransport:read-silence:
   *
   * The seconds of silence after which a reading is given up.
   */
  properties[PROP_READ_SILENCE] =
    g_param_spec_uint ("read-silence", NULL, NULL, 1, G_MAXUINT,
                       PREAMP_DOMO_READ_SILENCE, flags);

  /**
   * PreampDomoTransport:move-silence:
   *
   * The seconds of silence after which a move's answer is given up.
   */
  properties[PROP_MOVE_SILENCE] =
    g_param_spec_uint ("move-silence", NULL, NULL, 1, G_MAXUINT,
                       PREAMP_DOMO_MOVE_SILENCE, flags);

  /**
   * PreampDomoTransport:answer-limit:
   *
   * The bytes that an answer may have, counted after it was unpacked.
   */
  properties[PROP_ANSWER_LIMIT] =
    g_param_spec_uint64 ("answer-limit", NULL, NULL, 1, G_MAXUINT32,
                         PREAMP_DOMO_ANSWER_LIMIT, flags);

  /**
   * PreampDomoTransport:proxy-resolver:
   *
   * Who knows the proxies, the system unless it is set. It is never asked for a loopback address.
   */
  properties[PROP_PROXY_RESOLVER] =
    g_param_spec_object ("proxy-resolver", NULL, NULL, G_TYPE_PROXY_RESOLVER, flags);

  /**
   * PreampDomoTransport:tls-database:
   *
   * The certificate authorities that are trusted, the system's unless it is set.
   */
  properties[PROP_TLS_DATABASE] =
    g_param_spec_object ("tls-database", NULL, NULL, G_TYPE_TLS_DATABASE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_domo_transport_init (PreampDomoTransport *self)
{
  self->reading = create_session (PREAMP_DOMO_READ_SILENCE);
  self->moving = create_session (PREAMP_DOMO_MOVE_SILENCE);
  self->connect_timeout = PREAMP_DOMO_CONNECT_TIMEOUT;
  self->answer_limit = PREAMP_DOMO_ANSWER_LIMIT;
}

/**
 * preamp_domo_transport_new: (skip)
 * @base_uri: the address of the instance
 *
 * Makes a transport. An address that cannot be used is told of by every request.
 *
 * Returns: (transfer full): the transport
 */
PreampDomoTransport *
preamp_domo_transport_new (const char *base_uri)
{
  g_return_val_if_fail (base_uri != NULL, NULL);

  return g_object_new (PREAMP_TYPE_DOMO_TRANSPORT, "base-uri", base_uri, NULL);
}

/**
 * preamp_domo_transport_set_token: (skip)
 * @self: a transport
 * @token: (nullable): the access token; copied
 *
 * Sets the token that the next requests carry, and wipes the one before.
 *
 * Returns: whether it is another one than before
 */
gboolean
preamp_domo_transport_set_token (PreampDomoTransport *self,
                                 const char          *token)
{
  char *old = NULL;
  gboolean changed;

  g_return_val_if_fail (PREAMP_IS_DOMO_TRANSPORT (self), FALSE);

  changed = g_strcmp0 (self->token, token) != 0;
  old = g_steal_pointer (&self->token);
  self->token = g_strdup (token);

  if (old != NULL)
    explicit_bzero (old, strlen (old));
  g_free (old);

  return changed;
}

/**
 * preamp_domo_transport_get_clock_offset: (skip)
 * @self: a transport
 * @offset: (out): how many microseconds Domo's clock is ahead of ours
 *
 * Gets what the last answer's `Date` said of Domo's clock, to within a second, against what the
 * local one shows now.
 *
 * Returns: whether an answer with a date came yet
 */
gboolean
preamp_domo_transport_get_clock_offset (PreampDomoTransport *self,
                                        GTimeSpan           *offset)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_TRANSPORT (self), FALSE);

  if (self->clock_known && offset != NULL)
    *offset = self->clock + preamp_domo_sending_get_clock () - g_get_real_time ();

  return self->clock_known;
}

/**
 * preamp_domo_transport_send_async: (skip)
 * @self: a transport
 * @purpose: what the request is for
 * @path: the path, percent-encoded, from its first slash
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is over
 * @user_data: data for @callback
 *
 * Sends one request, once.
 */
void
preamp_domo_transport_send_async (PreampDomoTransport *self,
                                  PreampDomoPurpose    purpose,
                                  const char          *path,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (PreampDomoAnswer) answer = NULL;
  g_autoptr (SoupMessage) message = NULL;
  PreampDomoSendingLimits limits = { 0 };

  g_return_if_fail (PREAMP_IS_DOMO_TRANSPORT (self));
  g_return_if_fail (path != NULL && *path == '/');
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, preamp_domo_transport_send_async);
  /* A cancelled request has an answer too: how far it came. */
  g_task_set_check_cancellable (task, FALSE);

  answer = preamp_domo_answer_new ();
  if (self->origin != NULL)
    {
      answer->host = g_strdup (g_uri_get_host (self->origin));
      answer->address = preamp_domo_origin_dup_address (self->origin);
    }

  answer->error = dup_obstacle (self);
  if (answer->error != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&answer),
                             (GDestroyNotify) preamp_domo_answer_free);
      return;
    }

  answer->token = g_strdup (self->token);
  message = create_message (self, purpose, path);
  limits.connect_timeout = self->connect_timeout;
  limits.answer_limit = self->answer_limit;

  preamp_domo_sending_async (purpose == PREAMP_DOMO_PURPOSE_MOVE ? self->moving : self->reading,
                             message, &limits, g_steal_pointer (&answer), cancellable,
                             sent_cb, g_steal_pointer (&task));
}

/**
 * preamp_domo_transport_send_finish: (skip)
 * @self: a transport
 * @result: a result
 *
 * Gets what came. There is always an answer, also where nothing was sent.
 *
 * Returns: (transfer full): the answer
 */
PreampDomoAnswer *
preamp_domo_transport_send_finish (PreampDomoTransport *self,
                                   GAsyncResult        *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, preamp_domo_transport_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * preamp_domo_transport_dup_library:
 *
 * Gets what requests are made with, for whoever looks into an error.
 *
 * Returns: (transfer full): its name and the version that runs
 */
char *
preamp_domo_transport_dup_library (void)
{
  return g_strdup_printf ("libsoup %u.%u.%u", soup_get_major_version (),
                          soup_get_minor_version (), soup_get_micro_version ());
}
