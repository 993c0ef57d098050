/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-instance-address"

#include "config.h"

#include "preamp-instance-address.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "preamp-account-error.h"
#include "preamp-text-private.h"

#define DOMO_SUFFIX ".domo.com"
#define LEAST_TOKEN_LENGTH 30
#define HTTP_PORT 80
#define HTTPS_PORT 443
#define MAX_HOST_LENGTH 253
#define MAX_LABEL_LENGTH 63

/**
 * PreampInstanceAddress:
 *
 * Where a Domo instance is: the canonical form of what an administrator typed or pasted. Two
 * texts that mean the same instance give equal addresses. It never changes.
 */
struct _PreampInstanceAddress
{
  GObject parent_instance;

  char *base_uri;
  char *host;
  char *display_name;
  guint port;
};

G_DEFINE_FINAL_TYPE (PreampInstanceAddress, preamp_instance_address, G_TYPE_OBJECT)

typedef enum
{
  PROP_BASE_URI = 1,
  PROP_DISPLAY_NAME,
  PROP_HOST,
  PROP_PORT,
} PreampInstanceAddressProperty;

static GParamSpec *properties[PROP_PORT + 1];

/*
 * Parsing
 */

static gboolean
has_blank_or_control (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (preamp_text_is_blank (c) || g_unichar_iscntrl (c))
        return TRUE;
    }

  return FALSE;
}

/* What stands before a colon is a scheme (`https:…`, `mailto:…`), unless it is a host with a port
 * (`acme.domo.com:8443`), a user with a password, or a part of an IPv6 address. */
static gboolean
is_scheme (const char *text,
           size_t      length)
{
  const char *after = text + length + 1;
  size_t n_digits = strspn (after, "0123456789");
  g_autofree char *authority = NULL;

  if (after[0] == '/')
    return TRUE;

  if (after[n_digits] == '\0' || strchr ("/?#", after[n_digits]) != NULL)
    return FALSE;

  authority = g_strndup (after, strcspn (after, "/?#"));

  return strchr (authority, '@') == NULL && strchr (authority, ':') == NULL &&
         memchr (text, '.', length) == NULL;
}

/* The scheme in lower case, or NULL where there is none; the authority starts at @rest. */
static char *
dup_scheme (const char  *text,
            const char **rest)
{
  size_t length = strspn (text, "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
  const char *after = text;
  char *scheme = NULL;

  if (g_ascii_isalpha (text[0]) && text[length] == ':' && is_scheme (text, length))
    {
      scheme = g_ascii_strdown (text, length);
      after = text + length + 1;
    }

  if (g_str_has_prefix (after, "//"))
    after += 2;
  else if (scheme != NULL && after[0] == '/')
    after += 1;

  *rest = after;

  return scheme;
}

/* Splits `host`, `host:port`, `[v6]:port` and a bare IPv6 address. */
static gboolean
split_authority (const char  *authority,
                 char       **host,
                 char       **port)
{
  const char *colon;

  if (authority[0] == '[')
    {
      const char *close = strchr (authority, ']');

      if (close == NULL || (close[1] != '\0' && close[1] != ':'))
        return FALSE;

      *host = g_strndup (authority + 1, close - authority - 1);
      *port = g_strdup (close[1] == ':' ? close + 2 : "");

      return strchr (*host, ':') != NULL;
    }

  colon = strchr (authority, ':');
  if (colon == NULL || strchr (colon + 1, ':') != NULL)
    {
      *host = g_strdup (authority);
      *port = g_strdup ("");
    }
  else
    {
      *host = g_strndup (authority, colon - authority);
      *port = g_strdup (colon + 1);
    }

  return TRUE;
}

/* An empty text is no port: 0. */
static gboolean
parse_port (const char *text,
            guint      *port)
{
  guint64 value;

  *port = 0;
  if (*text == '\0')
    return TRUE;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &value, NULL))
    return FALSE;

  *port = (guint) value;

  return TRUE;
}

/* Letters, digits and hyphens, and a last label that is no number: `127.1` would be taken for an
 * IPv4 address by the resolver. */
static gboolean
is_host_name (const char *host)
{
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);
  const char *last = NULL;

  if (strlen (host) > MAX_HOST_LENGTH)
    return FALSE;

  for (size_t i = 0; labels[i] != NULL; i++)
    {
      const char *label = labels[i];
      size_t length = strlen (label);

      if (length == 0 || length > MAX_LABEL_LENGTH || label[0] == '-' || label[length - 1] == '-' ||
          strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
        return FALSE;

      last = label;
    }

  return last != NULL && strspn (last, "0123456789") != strlen (last) &&
         !g_str_has_prefix (last, "0x");
}

/* The host as it is asked for, or NULL: an IP address, or a name in lower case and punycode. */
static char *
dup_canonical_host (const char *typed,
                    gboolean   *loopback)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *ascii = NULL;
  g_autofree char *host = NULL;

  *loopback = FALSE;

  if (strchr (typed, ':') != NULL)
    {
      /* One with a zone (fe80::1%eth0) belongs to a network card of one machine. */
      address = strchr (typed, '%') == NULL ? g_inet_address_new_from_string (typed) : NULL;
      if (address == NULL)
        return NULL;
    }
  else
    {
      ascii = g_hostname_to_ascii (typed);
      if (ascii == NULL || *ascii == '\0')
        return NULL;

      host = g_ascii_strdown (ascii, -1);
      if (g_str_has_suffix (host, "."))
        host[strlen (host) - 1] = '\0';

      address = g_inet_address_new_from_string (host);
    }

  if (address != NULL)
    {
      *loopback = g_inet_address_get_is_loopback (address);
      return g_inet_address_to_string (address);
    }

  *loopback = g_str_equal (host, "localhost");
  if (*loopback)
    return g_steal_pointer (&host);

  if (strchr (host, '.') == NULL && *host != '\0')
    {
      g_autofree char *label = g_steal_pointer (&host);

      host = g_strconcat (label, DOMO_SUFFIX, NULL);
    }

  return is_host_name (host) ? g_steal_pointer (&host) : NULL;
}

static PreampInstanceAddress *
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_ADDRESS, sentence);

  return NULL;
}

/* `host`, `host:port`, `[v6]` or `[v6]:port`; the port is 0 where it goes without saying. */
static char *
dup_host_and_port (const char *host,
                   guint       port)
{
  const char *open = strchr (host, ':') != NULL ? "[" : "";
  const char *close = strchr (host, ':') != NULL ? "]" : "";

  if (port == 0)
    return g_strdup_printf ("%s%s%s", open, host, close);

  return g_strdup_printf ("%s%s%s:%u", open, host, close, port);
}

/*
 * GObject
 */

static void
preamp_instance_address_finalize (GObject *object)
{
  PreampInstanceAddress *self = PREAMP_INSTANCE_ADDRESS (object);

  g_free (self->base_uri);
  g_free (self->host);
  g_free (self->display_name);

  G_OBJECT_CLASS (preamp_instance_address_parent_class)->finalize (object);
}

static void
preamp_instance_address_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  PreampInstanceAddress *self = PREAMP_INSTANCE_ADDRESS (object);

  switch ((PreampInstanceAddressProperty) prop_id)
    {
    case PROP_BASE_URI:
      g_value_set_string (value, self->base_uri);
      break;

    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;

    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;

    case PROP_PORT:
      g_value_set_uint (value, self->port);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_instance_address_class_init (PreampInstanceAddressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = preamp_instance_address_finalize;
  object_class->get_property = preamp_instance_address_get_property;

  properties[PROP_BASE_URI] =
    g_param_spec_string ("base-uri", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DISPLAY_NAME] =
    g_param_spec_string ("display-name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HOST] =
    g_param_spec_string ("host", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PORT] =
    g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_instance_address_init (PreampInstanceAddress *self)
{
}

/* A long word of letters and digits is no name that anybody gave an instance. As one it would be
 * asked for by name, in the clear, before anything could be refused. */
static gboolean
looks_like_token (const char *text)
{
  gboolean digits = FALSE;
  size_t n = 0;

  for (; g_ascii_isalnum (text[n]); n++)
    digits = digits || g_ascii_isdigit (text[n]);

  return text[n] == '\0' && digits && n >= LEAST_TOKEN_LENGTH;
}

/* Why it can be no address, before it is taken apart; NULL where it may be one. */
static const char *
find_problem (const char *text)
{
  if (*text == '\0')
    return _("Enter the address of your Domo instance, for example acme.domo.com.");

  if (has_blank_or_control (text))
    return _("There is a space, a line break or an invisible character in the address. Enter the "
             "address alone, for example acme.domo.com.");

  if (looks_like_token (text))
    return _("This looks like an access token. Enter the instance’s name here, for example "
             "acme.domo.com, and the token below it.");

  return NULL;
}

/*
 * Public functions
 */

/**
 * preamp_instance_address_parse:
 * @text: (nullable): what was typed or pasted: `acme`, `acme.domo.com`, a link into the instance
 * @error: return location for an error
 *
 * Reads the address of an instance. A name alone is taken for one under `domo.com`; path, query
 * and fragment of a link are dropped. Plain `http` is accepted for this computer itself only.
 *
 * Returns: (transfer full): the address, or %NULL with [error@Preamp.AccountError]: a sentence
 *   that says what to enter instead. It never repeats @text, which may hold a password.
 */
PreampInstanceAddress *
preamp_instance_address_parse (const char  *text,
                               GError     **error)
{
  g_autoptr (PreampInstanceAddress) self = NULL;
  g_autofree char *trimmed = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *typed_host = NULL;
  g_autofree char *typed_port = NULL;
  g_autofree char *host = NULL;
  g_autofree char *host_and_port = NULL;
  g_autofree char *unicode = NULL;
  const char *problem;
  const char *rest;
  gboolean plain;
  gboolean loopback;
  guint default_port;
  guint port;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    return refuse (error, _("This is not the name of a host. Enter the instance’s name or its "
                            "address, for example acme.domo.com."));

  trimmed = preamp_text_dup_trimmed (text != NULL ? text : "");
  problem = find_problem (trimmed);
  if (problem != NULL)
    return refuse (error, problem);

  scheme = dup_scheme (trimmed, &rest);
  plain = g_strcmp0 (scheme, "http") == 0;
  if (scheme != NULL && !plain && !g_str_equal (scheme, "https"))
    return refuse (error, _("Preamp connects to Domo over https only. Enter the address as "
                            "https://acme.domo.com, or acme.domo.com alone."));

  authority = g_strndup (rest, strcspn (rest, "/?#"));
  if (strchr (authority, '@') != NULL)
    return refuse (error, _("There is a user name in the address, before the @. Enter the "
                            "address of the instance alone, for example acme.domo.com: Preamp "
                            "signs in with an access token."));

  if (!split_authority (authority, &typed_host, &typed_port) ||
      (host = dup_canonical_host (typed_host, &loopback)) == NULL)
    return refuse (error, _("This is not the name of a host. Enter the instance’s name or its "
                            "address, for example acme.domo.com."));

  if (!parse_port (typed_port, &port))
    return refuse (error, _("The port after the colon has to be a number from 1 to 65535, for "
                            "example acme.domo.com:8443. Most instances need none."));

  default_port = plain ? HTTP_PORT : HTTPS_PORT;
  if (port == default_port)
    port = 0;

  host_and_port = dup_host_and_port (host, port);
  if (plain && !loopback)
    {
      g_set_error (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_ADDRESS,
                   /* Translators: %s is a host, for example acme.domo.com */
                   _("Use https://%s: Preamp sends the access token over encrypted "
                     "connections only."),
                   host_and_port);
      return NULL;
    }

  self = g_object_new (PREAMP_TYPE_INSTANCE_ADDRESS, NULL);
  unicode = g_hostname_to_unicode (host);
  self->base_uri = g_strconcat (plain ? "http://" : "https://", host_and_port, NULL);
  self->display_name = dup_host_and_port (unicode != NULL ? unicode : host, port);
  self->host = g_steal_pointer (&host);
  self->port = port != 0 ? port : default_port;

  return g_steal_pointer (&self);
}

/**
 * preamp_instance_address_get_base_uri:
 * @self: an address
 *
 * Gets the canonical address: scheme, host in lower case and punycode, and the port where it is
 * not the scheme's own; no slash at the end. Equal instances have equal ones.
 *
 * Returns: for example `https://acme.domo.com`
 */
const char *
preamp_instance_address_get_base_uri (PreampInstanceAddress *self)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (self), NULL);

  return self->base_uri;
}

/**
 * preamp_instance_address_get_host:
 * @self: an address
 *
 * Gets the host in lower case and punycode, without brackets around an IPv6 address.
 *
 * Returns: for example `acme.domo.com`
 */
const char *
preamp_instance_address_get_host (PreampInstanceAddress *self)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (self), NULL);

  return self->host;
}

/**
 * preamp_instance_address_get_port:
 * @self: an address
 *
 * Gets the port, also where the address leaves it out.
 *
 * Returns: the port, 1 to 65535
 */
guint
preamp_instance_address_get_port (PreampInstanceAddress *self)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (self), 0);

  return self->port;
}

/**
 * preamp_instance_address_get_display_name:
 * @self: an address
 *
 * Gets the host as a person reads it, in its own script, with the port where it is not the usual.
 *
 * Returns: for example `acme.domo.com`, or `127.0.0.1:8080`
 */
const char *
preamp_instance_address_get_display_name (PreampInstanceAddress *self)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (self), NULL);

  return self->display_name;
}

/**
 * preamp_instance_address_equal:
 * @self: an address
 * @other: another one
 *
 * Tells whether two addresses are the same instance.
 *
 * Returns: %TRUE if they are
 */
gboolean
preamp_instance_address_equal (PreampInstanceAddress *self,
                               PreampInstanceAddress *other)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (self), FALSE);
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (other), FALSE);

  return g_str_equal (self->base_uri, other->base_uri);
}
