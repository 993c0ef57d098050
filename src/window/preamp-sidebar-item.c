/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sidebar-item"

#include "config.h"

#include "preamp-sidebar-item.h"

#include <glib/gi18n.h>

/**
 * PreampSidebarItem:
 *
 * One line of the sidebar: the activity, an integration, or the type that heads a group of them. A
 * list view of GTK 4.8 has no headers of its own, so that they are items that cannot be selected.
 */
struct _PreampSidebarItem
{
  GObject                 parent_instance;

  char                   *title;
  PreampIntegrationLists *lists;
  PreampStandings        *standings;
};

G_DEFINE_FINAL_TYPE (PreampSidebarItem, preamp_sidebar_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_LISTS,
  PROP_STANDINGS,
  PROP_SELECTABLE,
} PreampSidebarItemProperty;

static GParamSpec *properties[PROP_SELECTABLE + 1];

static void
preamp_sidebar_item_dispose (GObject *object)
{
  PreampSidebarItem *self = PREAMP_SIDEBAR_ITEM (object);

  g_clear_object (&self->lists);
  g_clear_object (&self->standings);

  G_OBJECT_CLASS (preamp_sidebar_item_parent_class)->dispose (object);
}

static void
preamp_sidebar_item_finalize (GObject *object)
{
  PreampSidebarItem *self = PREAMP_SIDEBAR_ITEM (object);

  g_free (self->title);

  G_OBJECT_CLASS (preamp_sidebar_item_parent_class)->finalize (object);
}

static void
preamp_sidebar_item_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PreampSidebarItem *self = PREAMP_SIDEBAR_ITEM (object);

  switch ((PreampSidebarItemProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_LISTS:
      g_value_set_object (value, self->lists);
      break;

    case PROP_STANDINGS:
      g_value_set_object (value, self->standings);
      break;

    case PROP_SELECTABLE:
      g_value_set_boolean (value, preamp_sidebar_item_get_selectable (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_sidebar_item_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PreampSidebarItem *self = PREAMP_SIDEBAR_ITEM (object);

  switch ((PreampSidebarItemProperty) prop_id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;

    case PROP_LISTS:
      self->lists = g_value_dup_object (value);
      break;

    case PROP_STANDINGS:
      self->standings = g_value_dup_object (value);
      break;

    case PROP_SELECTABLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_sidebar_item_class_init (PreampSidebarItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = preamp_sidebar_item_dispose;
  object_class->finalize = preamp_sidebar_item_finalize;
  object_class->get_property = preamp_sidebar_item_get_property;
  object_class->set_property = preamp_sidebar_item_set_property;

  /**
   * PreampSidebarItem:title:
   *
   * The integration's name, or what the group is called.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE |
                                                G_PARAM_CONSTRUCT_ONLY |
                                                G_PARAM_STATIC_STRINGS);
  /**
   * PreampSidebarItem:lists:
   *
   * The integration with its two lists; %NULL for another line.
   */
  properties[PROP_LISTS] = g_param_spec_object ("lists", NULL, NULL,
                                                PREAMP_TYPE_INTEGRATION_LISTS,
                                                G_PARAM_READWRITE |
                                                G_PARAM_CONSTRUCT_ONLY |
                                                G_PARAM_STATIC_STRINGS);
  /**
   * PreampSidebarItem:standings:
   *
   * How the instance's datasources stand; %NULL for a header.
   */
  properties[PROP_STANDINGS] = g_param_spec_object ("standings", NULL, NULL,
                                                    PREAMP_TYPE_STANDINGS,
                                                    G_PARAM_READWRITE |
                                                    G_PARAM_CONSTRUCT_ONLY |
                                                    G_PARAM_STATIC_STRINGS);
  /**
   * PreampSidebarItem:selectable:
   *
   * Whether it can be chosen: the activity and an integration can, a header cannot.
   */
  properties[PROP_SELECTABLE] = g_param_spec_boolean ("selectable", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE |
                                                      G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_sidebar_item_init (PreampSidebarItem *self)
{
}

/**
 * preamp_sidebar_item_new_activity:
 * @standings: how the instance's datasources stand
 *
 * Creates the line of the activity.
 *
 * Returns: (transfer full): a new `PreampSidebarItem`
 */
PreampSidebarItem *
preamp_sidebar_item_new_activity (PreampStandings *standings)
{
  g_return_val_if_fail (PREAMP_IS_STANDINGS (standings), NULL);

  return g_object_new (PREAMP_TYPE_SIDEBAR_ITEM,
                       "title", _("Activity"),
                       "standings", standings,
                       NULL);
}

/**
 * preamp_sidebar_item_new_header:
 * @title: what the group is called
 *
 * Creates the line above a group of integrations.
 *
 * Returns: (transfer full): a new `PreampSidebarItem`
 */
PreampSidebarItem *
preamp_sidebar_item_new_header (const char *title)
{
  return g_object_new (PREAMP_TYPE_SIDEBAR_ITEM, "title", title, NULL);
}

/**
 * preamp_sidebar_item_new_integration:
 * @lists: an integration with its two lists
 * @standings: (nullable): how the instance's datasources stand
 *
 * Creates the line of one integration.
 *
 * Returns: (transfer full): a new `PreampSidebarItem`
 */
PreampSidebarItem *
preamp_sidebar_item_new_integration (PreampIntegrationLists *lists,
                                     PreampStandings        *standings)
{
  PreampIntegration *integration;

  g_return_val_if_fail (PREAMP_IS_INTEGRATION_LISTS (lists), NULL);

  integration = preamp_integration_lists_get_integration (lists);

  return g_object_new (PREAMP_TYPE_SIDEBAR_ITEM,
                       "title", preamp_integration_get_name (integration),
                       "lists", lists,
                       "standings", standings,
                       NULL);
}

/**
 * preamp_sidebar_item_get_title:
 * @self: a `PreampSidebarItem`
 *
 * Returns: (nullable): the integration's name, or what the group is called
 */
const char *
preamp_sidebar_item_get_title (PreampSidebarItem *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR_ITEM (self), NULL);

  return self->title;
}

/**
 * preamp_sidebar_item_get_lists:
 * @self: a `PreampSidebarItem`
 *
 * Returns: (transfer none) (nullable): the integration with its two lists; %NULL for a header
 */
PreampIntegrationLists *
preamp_sidebar_item_get_lists (PreampSidebarItem *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR_ITEM (self), NULL);

  return self->lists;
}

/**
 * preamp_sidebar_item_get_standings:
 * @self: a `PreampSidebarItem`
 *
 * Returns: (transfer none) (nullable): how the instance's datasources stand; %NULL for a header
 */
PreampStandings *
preamp_sidebar_item_get_standings (PreampSidebarItem *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR_ITEM (self), NULL);

  return self->standings;
}

/**
 * preamp_sidebar_item_get_selectable:
 * @self: a `PreampSidebarItem`
 *
 * Returns: whether it can be chosen
 */
gboolean
preamp_sidebar_item_get_selectable (PreampSidebarItem *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR_ITEM (self), FALSE);

  return self->lists != NULL || self->standings != NULL;
}

/**
 * preamp_sidebar_item_get_activity:
 * @self: a `PreampSidebarItem`
 *
 * Returns: whether it is the activity
 */
gboolean
preamp_sidebar_item_get_activity (PreampSidebarItem *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR_ITEM (self), FALSE);

  return self->lists == NULL && self->standings != NULL;
}
