/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-integration-lists"

#include "config.h"

#include "preamp-integration-lists-private.h"

#include "domo/preamp-integration.h"

/**
 * PreampIntegrationLists:
 *
 * An integration with its two lists: the datasources that can be migrated to it, and those that
 * can be reversed from it. It stays the same object for as long as Domo lists the integration.
 */
struct _PreampIntegrationLists
{
  GObject parent_instance;

  PreampDomoClient *client;
  PreampIntegration *integration;
  PreampCandidateList *candidates;
  PreampCandidateList *reverse_candidates;
};

G_DEFINE_FINAL_TYPE (PreampIntegrationLists, preamp_integration_lists, G_TYPE_OBJECT)

typedef enum
{
  PROP_CANDIDATES = 1,
  PROP_CLIENT,
  PROP_INTEGRATION,
  PROP_REVERSE_CANDIDATES,
} PreampIntegrationListsProperty;

static GParamSpec *properties[PROP_REVERSE_CANDIDATES + 1];

static void
preamp_integration_lists_constructed (GObject *object)
{
  PreampIntegrationLists *self = PREAMP_INTEGRATION_LISTS (object);

  G_OBJECT_CLASS (preamp_integration_lists_parent_class)->constructed (object);

  self->candidates =
    preamp_candidate_list_new (self->client, self->integration, PREAMP_DIRECTION_MIGRATE);
  self->reverse_candidates =
    preamp_candidate_list_new (self->client, self->integration, PREAMP_DIRECTION_REVERSE);
}

static void
preamp_integration_lists_finalize (GObject *object)
{
  PreampIntegrationLists *self = PREAMP_INTEGRATION_LISTS (object);

  g_clear_object (&self->candidates);
  g_clear_object (&self->reverse_candidates);
  g_clear_object (&self->integration);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (preamp_integration_lists_parent_class)->finalize (object);
}

static void
preamp_integration_lists_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  PreampIntegrationLists *self = PREAMP_INTEGRATION_LISTS (object);

  switch ((PreampIntegrationListsProperty) prop_id)
    {
    case PROP_CANDIDATES:
      g_value_set_object (value, self->candidates);
      break;

    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;

    case PROP_INTEGRATION:
      g_value_set_object (value, self->integration);
      break;

    case PROP_REVERSE_CANDIDATES:
      g_value_set_object (value, self->reverse_candidates);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_integration_lists_set_property (GObject      *object,
                                       guint         prop_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  PreampIntegrationLists *self = PREAMP_INTEGRATION_LISTS (object);

  switch ((PreampIntegrationListsProperty) prop_id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;

    case PROP_INTEGRATION:
      self->integration = g_value_dup_object (value);
      break;

    case PROP_CANDIDATES:
    case PROP_REVERSE_CANDIDATES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_integration_lists_class_init (PreampIntegrationListsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = preamp_integration_lists_constructed;
  object_class->finalize = preamp_integration_lists_finalize;
  object_class->get_property = preamp_integration_lists_get_property;
  object_class->set_property = preamp_integration_lists_set_property;

  properties[PROP_CANDIDATES] =
    g_param_spec_object ("candidates", NULL, NULL, PREAMP_TYPE_CANDIDATE_LIST,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIENT] =
    g_param_spec_object ("client", NULL, NULL, PREAMP_TYPE_DOMO_CLIENT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * PreampIntegrationLists:integration:
   *
   * The integration as Domo described it last.
   */
  properties[PROP_INTEGRATION] =
    g_param_spec_object ("integration", NULL, NULL, PREAMP_TYPE_INTEGRATION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVERSE_CANDIDATES] =
    g_param_spec_object ("reverse-candidates", NULL, NULL, PREAMP_TYPE_CANDIDATE_LIST,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_integration_lists_init (PreampIntegrationLists *self)
{
}

/**
 * preamp_integration_lists_set_integration:
 * @self: an integration's lists
 * @integration: the integration, with the same identifier
 *
 * Takes what Domo says of the integration now, if it says something else than before.
 */
void
preamp_integration_lists_set_integration (PreampIntegrationLists *self,
                                          PreampIntegration      *integration)
{
  PreampIntegration *known;

  g_return_if_fail (PREAMP_IS_INTEGRATION_LISTS (self));
  g_return_if_fail (PREAMP_IS_INTEGRATION (integration));
  g_return_if_fail (g_str_equal (preamp_integration_get_id (integration),
                                 preamp_integration_get_id (self->integration)));

  known = self->integration;
  if (g_strcmp0 (preamp_integration_get_name (known),
                 preamp_integration_get_name (integration)) == 0 &&
      g_strcmp0 (preamp_integration_get_engine (known),
                 preamp_integration_get_engine (integration)) == 0 &&
      g_strcmp0 (preamp_integration_get_auth_method (known),
                 preamp_integration_get_auth_method (integration)) == 0)
    return;

  g_set_object (&self->integration, integration);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTEGRATION]);
}

/*
 * Public functions
 */

/**
 * preamp_integration_lists_new:
 * @client: who reads the lists
 * @integration: the integration
 *
 * Creates the two lists of an integration. They are empty until they are refreshed.
 *
 * Returns: (transfer full): the lists
 */
PreampIntegrationLists *
preamp_integration_lists_new (PreampDomoClient  *client,
                              PreampIntegration *integration)
{
  g_return_val_if_fail (PREAMP_IS_DOMO_CLIENT (client), NULL);
  g_return_val_if_fail (PREAMP_IS_INTEGRATION (integration), NULL);

  return g_object_new (PREAMP_TYPE_INTEGRATION_LISTS, "client", client, "integration",
                       integration, NULL);
}

/**
 * preamp_integration_lists_get_integration:
 * @self: an integration's lists
 *
 * Gets the integration as Domo described it last.
 *
 * Returns: (transfer none): the integration
 */
PreampIntegration *
preamp_integration_lists_get_integration (PreampIntegrationLists *self)
{
  g_return_val_if_fail (PREAMP_IS_INTEGRATION_LISTS (self), NULL);

  return self->integration;
}

/**
 * preamp_integration_lists_get_list:
 * @self: an integration's lists
 * @direction: which of the two
 *
 * Gets a list, the same object every time.
 *
 * Returns: (transfer none): the list
 */
PreampCandidateList *
preamp_integration_lists_get_list (PreampIntegrationLists *self,
                                   PreampDirection         direction)
{
  g_return_val_if_fail (PREAMP_IS_INTEGRATION_LISTS (self), NULL);

  return direction == PREAMP_DIRECTION_MIGRATE ? self->candidates : self->reverse_candidates;
}

/**
 * preamp_integration_lists_refresh:
 * @self: the lists
 *
 * Reads both lists again. Each keeps the error that its reading ends with, for who shows it.
 */
void
preamp_integration_lists_refresh (PreampIntegrationLists *self)
{
  g_return_if_fail (PREAMP_IS_INTEGRATION_LISTS (self));

  preamp_candidate_list_refresh_async (
    preamp_integration_lists_get_list (self, PREAMP_DIRECTION_MIGRATE), NULL, NULL, NULL);
  preamp_candidate_list_refresh_async (
    preamp_integration_lists_get_list (self, PREAMP_DIRECTION_REVERSE), NULL, NULL, NULL);
}
