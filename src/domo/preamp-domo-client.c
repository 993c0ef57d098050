/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-client"

#include "config.h"

#include "preamp-domo-client.h"

#include "preamp-domo-client-private.h"

#define N_TRIES             3
#define DEFAULT_RETRY_DELAY 500
#define DEFAULT_RETRY_LIMIT (30 * 1000)

/**
 * PreampDomoClient:
 *
 * Domo's migration API for one instance and one access token.
 *
 * All methods belong to the thread whose main context they were first called in. A reading is
 * repeated a few times where that can help; a move never is.
 */
struct _PreampDomoClient
{
  GObject              parent_instance;

  char                *base_uri;
  PreampDomoTransport *transport;
  PreampDomoPatience   patience;
  guint                n_tokens; /* how often another one was set */
};

G_DEFINE_FINAL_TYPE (PreampDomoClient, preamp_domo_client, G_TYPE_OBJECT)

typedef enum
{
  PROP_BASE_URI = 1,
  PROP_RETRY_DELAY,
  PROP_RETRY_LIMIT,
  PROP_CONNECT_TIMEOUT,
  PROP_READ_SILENCE,
  PROP_MOVE_SILENCE,
  PROP_ANSWER_LIMIT,
  PROP_PROXY_RESOLVER,
  PROP_TLS_DATABASE,
} PreampDomoClientProperty;

static GParamSpec *properties[PROP_TLS_DATABASE + 1];

enum
{
  TOKEN_SET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
preamp_domo_client_constructed (GObject *object)
{
  PreampDomoClient *self = PREAMP_DOMO_CLIENT (object);

  self->transport = preamp_domo_transport_new (self->base_uri != NULL ? self->base_uri : "");

  G_OBJECT_CLASS (preamp_domo_client_parent_class)->constructed (object);
}

static void
preamp_domo_client_finalize (GObject *object)
{
  PreampDomoClient *self = PREAMP_DOMO_CLIENT (object);

  g_clear_object (&self->transport);
  g_clear_pointer (&self->base_uri, g_free);

  G_OBJECT_CLASS (preamp_domo_client_parent_class)->finalize (object);
}

static void
preamp_domo_client_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PreampDomoClient *self = PREAMP_DOMO_CLIENT (object);

  switch ((PreampDomoClientProperty) prop_id)
    {
    case PROP_BASE_URI:
      g_value_set_string (value, self->base_uri);
      break;

    case PROP_RETRY_DELAY:
      g_value_set_uint (value, self->patience.delay);
      break;

    case PROP_RETRY_LIMIT:
      g_value_set_uint (value, self->patience.limit);
      break;

    case PROP_CONNECT_TIMEOUT:
    case PROP_READ_SILENCE:
    case PROP_MOVE_SILENCE:
    case PROP_ANSWER_LIMIT:
    case PROP_PROXY_RESOLVER:
    case PROP_TLS_DATABASE:
      g_object_get_property (G_OBJECT (self->transport), pspec->name, value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_domo_client_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PreampDomoClient *self = PREAMP_DOMO_CLIENT (object);

  switch ((PreampDomoClientProperty) prop_id)
    {
    case PROP_BASE_URI:
      self->base_uri = g_value_dup_string (value);
      break;

    case PROP_RETRY_DELAY:
      self->patience.delay = g_value_get_uint (value);
      break;

    case PROP_RETRY_LIMIT:
      self->patience.limit = g_value_get_uint (value);
      break;

    case PROP_CONNECT_TIMEOUT:
    case PROP_READ_SILENCE:
    case PROP_MOVE_SILENCE:
    case PROP_ANSWER_LIMIT:
    case PROP_PROXY_RESOLVER:
    case PROP_TLS_DATABASE:
      g_object_set_property (G_OBJECT (self->transport), pspec->name, value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_domo_client_class_init (PreampDomoClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = preamp_domo_client_constructed;
  object_class->finalize = preamp_domo_client_finalize;
  object_class->get_property = preamp_domo_client_get_property;
  object_class->set_property = preamp_domo_client_set_property;

  /**
   * PreampDomoClient:base-uri:
   *
   * The address of the instance, for example `https://acme.domo.com`.
   */
  properties[PROP_BASE_URI] =
    g_param_spec_string ("base-uri", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT_ONLY);

  /**
   * PreampDomoClient:retry-delay:
   *
   * The milliseconds before a reading is repeated; doubled before it is repeated again.
   */
  properties[PROP_RETRY_DELAY] =
    g_param_spec_uint ("retry-delay", NULL, NULL, 0, 60 * 1000, DEFAULT_RETRY_DELAY, flags);

  /**
   * PreampDomoClient:retry-limit:
   *
   * The milliseconds that are waited at most before a reading is repeated, whatever a
   * Retry-After header asks for.
   */
  properties[PROP_RETRY_LIMIT] =
    g_param_spec_uint ("retry-limit", NULL, NULL, 0, G_MAXUINT, DEFAULT_RETRY_LIMIT, flags);

  /**
   * PreampDomoClient:connect-timeout:
   *
   * The milliseconds within which a request has to be written. Past it, it was not sent.
   */
  properties[PROP_CONNECT_TIMEOUT] =
    g_param_spec_uint ("connect-timeout", NULL, NULL, 1, G_MAXUINT,
                       PREAMP_DOMO_CONNECT_TIMEOUT, flags);

  /**
   * PreampDomoClient:read-silence:
   *
   * The seconds of silence after which a reading is given up.
   */
  properties[PROP_READ_SILENCE] =
    g_param_spec_uint ("read-silence", NULL, NULL, 1, G_MAXUINT,
                       PREAMP_DOMO_READ_SILENCE, flags);

  /**
   * PreampDomoClient:move-silence:
   *
   * The seconds of silence after which the answer to a move is given up.
   */
  properties[PROP_MOVE_SILENCE] =
    g_param_spec_uint ("move-silence", NULL, NULL, 1, G_MAXUINT,
                       PREAMP_DOMO_MOVE_SILENCE, flags);

  /**
   * PreampDomoClient:answer-limit:
   *
   * The bytes that an answer may have, counted after it was unpacked.
   */
  properties[PROP_ANSWER_LIMIT] =
    g_param_spec_uint64 ("answer-limit", NULL, NULL, 1, G_MAXUINT32,
                         PREAMP_DOMO_ANSWER_LIMIT, flags);

  /**
   * PreampDomoClient:proxy-resolver:
   *
   * Who knows the proxies, the system unless it is set. It is never asked for a loopback address.
   */
  properties[PROP_PROXY_RESOLVER] =
    g_param_spec_object ("proxy-resolver", NULL, NULL, G_TYPE_PROXY_RESOLVER, flags);

  /**
   * PreampDomoClient:tls-database:
   *
   * The certificate authorities that are trusted, the system's unless it is set.
   */
  properties[PROP_TLS_DATABASE] =
    g_param_spec_object ("tls-database", NULL, NULL, G_TYPE_TLS_DATABASE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampDomoClient::token-set:
   * @self: the client
   * @changed: whether it is another one than before
   *
   * Emitted after an access token was set. It may be another user's.
   */
  signals[TOKEN_SET] =
    g_signal_new ("token-set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
preamp_domo_client_init (PreampDomoClient *self)
{
  self->patience.n_tries = N_TRIES;
  self->patience.delay = DEFAULT_RETRY_DELAY;
  self->patience.limit = DEFAULT_RETRY_LIMIT;
}

/**
 * preamp_domo_client_get_transport: (skip)
 * @self: a client
 *
 * Gets the way to Domo, for the client's other files.
 *
 * Returns: (transfer none): the transport
 */
PreampDomoTransport *
preamp_domo_client_get_transport (PreampDomoClient *self)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (self), NULL);

  return self->transport;
}

/**
 * preamp_domo_client_get_patience: (skip)
 * @self: a client
 *
 * Gets how a reading is repeated, for the client's other files.
 *
 * Returns: (transfer none): how
 */
const PreampDomoPatience *
preamp_domo_client_get_patience (PreampDomoClient *self)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (self), NULL);

  return &self->patience;
}

/**
 * preamp_domo_client_new:
 * @base_uri: the address of the instance, for example `https://acme.domo.com`
 * @token: (nullable): the access token; copied
 *
 * Makes a client. An address or a token that cannot be used is told of by every call, and
 * nothing is sent then.
 *
 * Returns: (transfer full): the client
 */
PreampDomoClient *
preamp_domo_client_new (const char *base_uri,
                        const char *token)
{
  PreampDomoClient *self = NULL;

  g_return_val_if_fail (base_uri != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_DOMO_CLIENT, "base-uri", base_uri, NULL);
  preamp_domo_transport_set_token (self->transport, token);

  return self;
}

/**
 * preamp_domo_client_get_base_uri:
 * @self: a client
 *
 * Gets the address of the instance, as it was given.
 *
 * Returns: (transfer none): the address
 */
const char *
preamp_domo_client_get_base_uri (PreampDomoClient *self)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (self), NULL);

  return self->base_uri;
}

/**
 * preamp_domo_client_set_token:
 * @self: a client
 * @token: (nullable): the access token; copied
 *
 * Sets the access token that the next calls send, and wipes the one before.
 */
void
preamp_domo_client_set_token (PreampDomoClient *self,
                              const char       *token)
{
  gboolean changed;

  g_return_if_fail (PREAMP_IS_DOMO_CLIENT (self));

  changed = preamp_domo_transport_set_token (self->transport, token);
  if (changed)
    self->n_tokens++;

  g_signal_emit (self, signals[TOKEN_SET], 0, changed);
}

/**
 * preamp_domo_client_get_n_tokens:
 * @self: a client
 *
 * Counts how often another access token was set. What two calls say belongs together where it is
 * the same before and after them.
 *
 * Returns: the number
 */
guint
preamp_domo_client_get_n_tokens (PreampDomoClient *self)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (self), 0);

  return self->n_tokens;
}

/**
 * preamp_domo_client_get_clock_offset:
 * @self: a client
 * @offset: (out) (optional): how many microseconds Domo's clock is ahead of ours
 *
 * Gets what the last answer's `Date` said of Domo's clock, to within a second. It holds also where
 * the local clock was set since.
 *
 * Returns: whether an answer with a date came yet; if not, @offset is left alone
 */
gboolean
preamp_domo_client_get_clock_offset (PreampDomoClient *self,
                                     GTimeSpan        *offset)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (self), FALSE);

  return preamp_domo_transport_get_clock_offset (self->transport, offset);
}
