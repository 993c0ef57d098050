/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-instance-list"

#include "config.h"

#include "preamp-instance-list.h"

#define KEY_INSTANCES "instances"
#define INSTANCES_TYPE "a(ss)"

/**
 * PreampInstanceList:
 *
 * The instances that were added, a [iface@Gio.ListModel] in the order they were added in, kept in
 * the settings. Their access tokens are elsewhere: in [class@Preamp.TokenVault].
 */
struct _PreampInstanceList
{
  GObject parent_instance;

  GSettings *settings;
  GPtrArray *instances;  /* of PreampInstance */
  GPtrArray *unreadable; /* of GVariant: entries that are kept as they are */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PreampInstanceList, preamp_instance_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

typedef enum
{
  PROP_SETTINGS = 1,
} PreampInstanceListProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

static void
save (PreampInstanceList *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (INSTANCES_TYPE));
  for (guint i = 0; i < self->instances->len; i++)
    {
      PreampInstance *instance = g_ptr_array_index (self->instances, i);

      g_variant_builder_add (&builder, "(ss)", preamp_instance_get_base_uri (instance),
                             preamp_instance_get_name (instance));
    }
  for (guint i = 0; i < self->unreadable->len; i++)
    g_variant_builder_add_value (&builder, g_ptr_array_index (self->unreadable, i));

  if (!g_settings_set_value (self->settings, KEY_INSTANCES, g_variant_builder_end (&builder)))
    g_debug ("The list of instances cannot be written");
}

static void
append (PreampInstanceList *self,
        PreampInstance     *instance)
{
  g_signal_connect_object (instance, "notify::name", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->instances, instance);
}

static void
load (PreampInstanceList *self)
{
  g_autoptr (GVariant) entries = g_settings_get_value (self->settings, KEY_INSTANCES);

  for (size_t i = 0; i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (entries, i);
      g_autoptr (PreampInstanceAddress) address = NULL;
      g_autoptr (GError) error = NULL;
      const char *base_uri;
      const char *name;

      g_variant_get (entry, "(&s&s)", &base_uri, &name);
      address = preamp_instance_address_parse (base_uri, &error);
      if (address == NULL)
        {
          g_debug ("An instance in the settings is left out: %s", error->message);
          g_ptr_array_add (self->unreadable, g_steal_pointer (&entry));
        }
      else if (preamp_instance_list_find (self, preamp_instance_address_get_base_uri (address)) ==
               NULL)
        {
          append (self, preamp_instance_new (address, name));
        }
    }
}

/*
 * GListModel
 */

static GType
list_model_get_item_type (GListModel *model)
{
  return PREAMP_TYPE_INSTANCE;
}

static guint
list_model_get_n_items (GListModel *model)
{
  return PREAMP_INSTANCE_LIST (model)->instances->len;
}

static gpointer
list_model_get_item (GListModel *model,
                     guint       position)
{
  PreampInstanceList *self = PREAMP_INSTANCE_LIST (model);

  if (position >= self->instances->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->instances, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
  iface->get_item = list_model_get_item;
}

/*
 * GObject
 */

static void
preamp_instance_list_constructed (GObject *object)
{
  PreampInstanceList *self = PREAMP_INSTANCE_LIST (object);

  G_OBJECT_CLASS (preamp_instance_list_parent_class)->constructed (object);

  load (self);
}

static void
preamp_instance_list_finalize (GObject *object)
{
  PreampInstanceList *self = PREAMP_INSTANCE_LIST (object);

  g_clear_object (&self->settings);
  g_ptr_array_unref (self->instances);
  g_ptr_array_unref (self->unreadable);

  G_OBJECT_CLASS (preamp_instance_list_parent_class)->finalize (object);
}

static void
preamp_instance_list_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  PreampInstanceList *self = PREAMP_INSTANCE_LIST (object);

  switch ((PreampInstanceListProperty) prop_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_instance_list_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  PreampInstanceList *self = PREAMP_INSTANCE_LIST (object);

  switch ((PreampInstanceListProperty) prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_instance_list_class_init (PreampInstanceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = preamp_instance_list_constructed;
  object_class->finalize = preamp_instance_list_finalize;
  object_class->get_property = preamp_instance_list_get_property;
  object_class->set_property = preamp_instance_list_set_property;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_instance_list_init (PreampInstanceList *self)
{
  self->instances = g_ptr_array_new_with_free_func (g_object_unref);
  self->unreadable = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
}

/*
 * Public functions
 */

/**
 * preamp_instance_list_new:
 * @settings: settings of the schema `io.github.preamp.Preamp`
 *
 * Creates the list from what the settings hold. An entry that cannot be read, as another version
 * may have written it, is left out of the list and kept in the settings. Changes that others make
 * to the settings meanwhile are not followed.
 *
 * Returns: (transfer full): the list
 */
PreampInstanceList *
preamp_instance_list_new (GSettings *settings)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  return g_object_new (PREAMP_TYPE_INSTANCE_LIST, "settings", settings, NULL);
}

/**
 * preamp_instance_list_add:
 * @self: the list
 * @address: where the instance is
 *
 * Adds an instance at the end, under the name made from its address. One that is known stays
 * where it is, with its name.
 *
 * Returns: (transfer none): the instance with @address
 */
PreampInstance *
preamp_instance_list_add (PreampInstanceList    *self,
                          PreampInstanceAddress *address)
{
  PreampInstance *instance;

  g_return_val_if_fail (PREAMP_IS_INSTANCE_LIST (self), NULL);
  g_return_val_if_fail (PREAMP_IS_INSTANCE_ADDRESS (address), NULL);

  instance = preamp_instance_list_find (self, preamp_instance_address_get_base_uri (address));
  if (instance == NULL)
    {
      instance = preamp_instance_new (address, NULL);
      append (self, instance);
      save (self);
      g_list_model_items_changed (G_LIST_MODEL (self), self->instances->len - 1, 0, 1);
    }

  return instance;
}

/**
 * preamp_instance_list_find:
 * @self: the list
 * @base_uri: (nullable): a canonical address, as [method@Preamp.Instance.get_base_uri] gives it
 *
 * Looks an instance up.
 *
 * Returns: (transfer none) (nullable): the instance, or %NULL if there is none at @base_uri
 */
PreampInstance *
preamp_instance_list_find (PreampInstanceList *self,
                           const char         *base_uri)
{
  g_return_val_if_fail (PREAMP_IS_INSTANCE_LIST (self), NULL);

  for (guint i = 0; i < self->instances->len; i++)
    {
      PreampInstance *instance = g_ptr_array_index (self->instances, i);

      if (g_strcmp0 (preamp_instance_get_base_uri (instance), base_uri) == 0)
        return instance;
    }

  return NULL;
}

/**
 * preamp_instance_list_remove:
 * @self: the list
 * @instance: an instance
 *
 * Takes an instance out of the list and the settings. Its access token is not touched. Nothing
 * happens if it is not in the list.
 */
void
preamp_instance_list_remove (PreampInstanceList *self,
                             PreampInstance     *instance)
{
  guint position;

  g_return_if_fail (PREAMP_IS_INSTANCE_LIST (self));
  g_return_if_fail (PREAMP_IS_INSTANCE (instance));

  if (!g_ptr_array_find (self->instances, instance, &position))
    return;

  g_signal_handlers_disconnect_by_func (instance, save, self);
  g_ptr_array_remove_index (self->instances, position);
  save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}
