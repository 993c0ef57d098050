/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-reply"

#include "config.h"

#include "preamp-reply.h"

/**
 * PreampReply:
 *
 * All that is known after a migration or a reversal was asked for. It never changes.
 */
struct _PreampReply
{
  GObject parent_instance;

  gboolean wrote_headers;
  guint n_sent;
  guint http_status;
  guint retry_after;
  PreampMigrationResult *result;
  GError *error;
};

G_DEFINE_FINAL_TYPE (PreampReply, preamp_reply, G_TYPE_OBJECT)

typedef enum
{
  PROP_WROTE_HEADERS = 1,
  PROP_N_SENT,
  PROP_HTTP_STATUS,
  PROP_RETRY_AFTER,
  PROP_RESULT,
  PROP_ERROR,
} PreampReplyProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void
preamp_reply_finalize (GObject *object)
{
  PreampReply *self = PREAMP_REPLY (object);

  g_clear_object (&self->result);
  g_clear_pointer (&self->error, g_error_free);

  G_OBJECT_CLASS (preamp_reply_parent_class)->finalize (object);
}

static void
preamp_reply_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PreampReply *self = PREAMP_REPLY (object);

  switch ((PreampReplyProperty) prop_id)
    {
    case PROP_WROTE_HEADERS:
      g_value_set_boolean (value, self->wrote_headers);
      break;

    case PROP_N_SENT:
      g_value_set_uint (value, self->n_sent);
      break;

    case PROP_HTTP_STATUS:
      g_value_set_uint (value, self->http_status);
      break;

    case PROP_RETRY_AFTER:
      g_value_set_uint (value, self->retry_after);
      break;

    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_reply_class_init (PreampReplyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = preamp_reply_finalize;
  object_class->get_property = preamp_reply_get_property;

  /**
   * PreampReply:wrote-headers:
   *
   * Whether the request's headers were written to Domo.
   */
  properties[PROP_WROTE_HEADERS] = g_param_spec_boolean ("wrote-headers", NULL, NULL, FALSE, flags);

  /**
   * PreampReply:n-sent:
   *
   * How often the request was written to Domo.
   */
  properties[PROP_N_SENT] = g_param_spec_uint ("n-sent", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * PreampReply:http-status:
   *
   * The HTTP status that came, 0 for none.
   */
  properties[PROP_HTTP_STATUS] =
    g_param_spec_uint ("http-status", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * PreampReply:retry-after:
   *
   * The seconds that a Retry-After header asked to wait, 0 for none.
   */
  properties[PROP_RETRY_AFTER] =
    g_param_spec_uint ("retry-after", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * PreampReply:result:
   *
   * The answer's result.
   */
  properties[PROP_RESULT] =
    g_param_spec_object ("result", NULL, NULL, PREAMP_TYPE_MIGRATION_RESULT, flags);

  /**
   * PreampReply:error:
   *
   * What went wrong; set exactly where there is no result.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_reply_init (PreampReply *self)
{
}

/**
 * preamp_reply_new:
 * @fields: what is known; copied
 *
 * Makes a reply of all that is known after a migration or a reversal was asked for.
 *
 * Returns: (transfer full): the reply
 */
PreampReply *
preamp_reply_new (const PreampReplyFields *fields)
{
  PreampReply *self = NULL;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail ((fields->result == NULL) != (fields->error == NULL), NULL);

  self = g_object_new (PREAMP_TYPE_REPLY, NULL);
  self->wrote_headers = fields->wrote_headers;
  self->n_sent = fields->n_sent;
  self->http_status = fields->http_status;
  self->retry_after = fields->retry_after;
  g_set_object (&self->result, fields->result);
  if (fields->error != NULL)
    self->error = g_error_copy (fields->error);

  return self;
}

/**
 * preamp_reply_get_wrote_headers:
 * @self: a reply
 *
 * Gets whether the request's headers were written to Domo, so that it can have reached it. A
 * request that a proxy turned away was not.
 *
 * Returns: whether it can have reached Domo
 */
gboolean
preamp_reply_get_wrote_headers (PreampReply *self)
{
  g_return_val_if_fail (PREAMP_IS_REPLY (self), FALSE);

  return self->wrote_headers;
}

/**
 * preamp_reply_get_n_sent:
 * @self: a reply
 *
 * Gets how often the request was written to Domo: 0 where it never was, more than 1 where libsoup
 * sent it again.
 *
 * Returns: the number
 */
guint
preamp_reply_get_n_sent (PreampReply *self)
{
  g_return_val_if_fail (PREAMP_IS_REPLY (self), 0);

  return self->n_sent;
}

/**
 * preamp_reply_get_http_status:
 * @self: a reply
 *
 * Gets the HTTP status that came. Where nothing was written, it is a proxy's.
 *
 * Returns: the status, 0 for none
 */
guint
preamp_reply_get_http_status (PreampReply *self)
{
  g_return_val_if_fail (PREAMP_IS_REPLY (self), 0);

  return self->http_status;
}

/**
 * preamp_reply_get_retry_after:
 * @self: a reply
 *
 * Gets the seconds that a Retry-After header asked to wait.
 *
 * Returns: the seconds, 0 for none
 */
guint
preamp_reply_get_retry_after (PreampReply *self)
{
  g_return_val_if_fail (PREAMP_IS_REPLY (self), 0);

  return self->retry_after;
}

/**
 * preamp_reply_get_result:
 * @self: a reply
 *
 * Gets the result, at whatever HTTP status it came. It may be another datasource's: the caller
 * judges.
 *
 * Returns: (transfer none) (nullable): the result
 */
PreampMigrationResult *
preamp_reply_get_result (PreampReply *self)
{
  g_return_val_if_fail (PREAMP_IS_REPLY (self), NULL);

  return self->result;
}

/**
 * preamp_reply_get_error:
 * @self: a reply
 *
 * Gets what went wrong; set exactly where there is no result.
 *
 * Returns: (transfer none) (nullable): the error
 */
const GError *
preamp_reply_get_error (PreampReply *self)
{
  g_return_val_if_fail (PREAMP_IS_REPLY (self), NULL);

  return self->error;
}
