/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-instance"

#include "config.h"

#include "preamp-instance.h"

#include <string.h>

#include "preamp-text-private.h"

/**
 * PreampInstance:
 *
 * A Domo instance that was added: its address, and the name its administrator gave it.
 */
struct _PreampInstance
{
  GObject parent_instance;

  PreampInstanceAddress *address;
  char *name;
};

G_DEFINE_FINAL_TYPE (PreampInstance, preamp_instance, G_TYPE_OBJECT)

typedef enum
{
  PROP_ADDRESS = 1,
  PROP_BASE_URI,
  PROP_DISPLAY_NAME,
  PROP_NAME,
} PreampInstanceProperty;

static GParamSpec *properties[PROP_NAME + 1];

/* `acme` for acme.domo.com, the host elsewhere: what a custom host's first label says is
 * unknown. */
static char *
dup_default_name (PreampInstanceAddress *address)
{
  const char *display_name = preamp_instance_address_get_display_name (address);
  const char *dot = strchr (display_name, '.');

  if (dot != NULL && g_str_has_suffix (preamp_instance_address_get_host (address), ".domo.com"))
    return g_strndup (display_name, dot - display_name);

  return g_strdup (display_name);
}

/* The name as it is kept: without white space around, and never empty. */
static char *
dup_kept_name (PreampInstance *self,
               const char     *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *kept = preamp_text_dup_trimmed (valid);

  if (*kept == '\0')
    return dup_default_name (self->address);

  return g_steal_pointer (&kept);
}

/*
 * GObject
 */

static void
preamp_instance_constructed (GObject *object)
{
  PreampInstance *self = PREAMP_INSTANCE (object);

  G_OBJECT_CLASS (preamp_instance_parent_class)->constructed (object);

  self->name = dup_default_name (self->address);
}

static void
preamp_instance_finalize (GObject *object)
{
  PreampInstance *self = PREAMP_INSTANCE (object);

  g_clear_object (&self->address);
  g_free (self->name);

  G_OBJECT_CLASS (preamp_instance_parent_class)->finalize (object);
}

static void
preamp_instance_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PreampInstance *self = PREAMP_INSTANCE (object);

  switch ((PreampInstanceProperty) prop_id)
    {
    case PROP_ADDRESS:
      g_value_set_object (value, self->address);
      break;

    case PROP_BASE_URI:
      g_value_set_string (value, preamp_instance_get_base_uri (self));
      break;

    case PROP_DISPLAY_NAME:
      g_value_set_string (value, preamp_instance_address_get_display_name (self->address));
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_instance_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PreampInstance *self = PREAMP_INSTANCE (object);

  switch ((PreampInstanceProperty) prop_id)
    {
    case PROP_ADDRESS:
      self->address = g_value_dup_object (value);
      break;

    case PROP_NAME:
      preamp_instance_set_name (self, g_value_get_string (value));
      break;

    case PROP_BASE_URI:
    case PROP_DISPLAY_NAME:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_instance_class_init (PreampInstanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = preamp_instance_constructed;
  object_class->finalize = preamp_instance_finalize;
  object_class->get_property = preamp_instance_get_property;
  object_class->set_property = preamp_instance_set_property;

  properties[PROP_ADDRESS] =
    g_param_spec_object ("address", NULL, NULL, PREAMP_TYPE_INSTANCE_ADDRESS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BASE_URI] =
    g_param_spec_string ("base-uri", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DISPLAY_NAME] =
    g_param_spec_string ("display-name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_instance_init (PreampInstance *self)
{
}

/*
 * Public functions
 */

/**
 * preamp_instance_new:
 * @address: where it is
 * @name: (nullable): its name, or %NULL or blank for one made from the address
 *
 * Creates an instance.
 *
 * Returns: (transfer full): the instance
 */
PreampInstance *
preamp_instance_new (PreampInstanceAddress *address,
                     const char            *name)
{
  PreampInstance *self;

  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address), NULL);

  self = g_object_new (PREAMP_TYPE_INSTANCE, "address", address, NULL);
  preamp_instance_set_name (self, name);

  return self;
}

/**
 * preamp_instance_get_address:
 * @self: an instance
 *
 * Gets where it is.
 *
 * Returns: (transfer none): the address
 */
PreampInstanceAddress *
preamp_instance_get_address (PreampInstance *self)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE (self), NULL);

  return self->address;
}

/**
 * preamp_instance_get_base_uri:
 * @self: an instance
 *
 * Gets its canonical address as text, which tells instances apart.
 *
 * Returns: for example `https://acme.domo.com`
 */
const char *
preamp_instance_get_base_uri (PreampInstance *self)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE (self), NULL);

  return preamp_instance_address_get_base_uri (self->address);
}

/**
 * preamp_instance_get_name:
 * @self: an instance
 *
 * Gets the name it is shown by.
 *
 * Returns: the name, never empty
 */
const char *
preamp_instance_get_name (PreampInstance *self)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE (self), NULL);

  return self->name;
}

/**
 * preamp_instance_set_name:
 * @self: an instance
 * @name: (nullable): the new name; %NULL or blank gives back the one made from the address
 *
 * Renames it.
 */
void
preamp_instance_set_name (PreampInstance *self,
                          const char     *name)
{
  g_autofree char *kept = NULL;

  g_return_if_fail (PREAMP_IS_INSTANCE (self));

  kept = dup_kept_name (self, name);
  if (g_str_equal (kept, self->name))
    return;

  g_free (self->name);
  self->name = g_steal_pointer (&kept);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}
