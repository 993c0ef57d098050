/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sidebar"

#include "config.h"

#include "preamp-sidebar.h"

#include <glib/gi18n.h>

#include "preamp-row-menu.h"
#include "preamp-sidebar-item.h"
#include "preamp-sidebar-keys.h"
#include "preamp-sidebar-row.h"
#include "preamp-toast.h"

/**
 * PreampSidebar:
 *
 * What belongs to an instance: its activity, and its integrations, grouped by type. What is chosen
 * stays chosen, by the integration's identifier, when the integrations are read again.
 */
struct _PreampSidebar
{
  AdwBin                  parent_instance;

  GListModel             *integrations;
  GSignalGroup           *integrations_signals;
  PreampStandings        *standings;
  gboolean                activity;
  PreampIntegrationLists *selected;
  char                   *selected_id;
  gboolean                filling;

  /* template */
  GtkListView            *list_view;
  GtkSingleSelection     *selection;
  GListStore             *items;
};

G_DEFINE_FINAL_TYPE (PreampSidebar, preamp_sidebar, ADW_TYPE_BIN)

typedef enum
{
  PROP_SELECTED = 1,
  PROP_ACTIVITY,
} PreampSidebarProperty;

static GParamSpec *properties[PROP_ACTIVITY + 1];

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_id (PreampIntegrationLists *lists)
{
  return preamp_integration_get_id (preamp_integration_lists_get_integration (lists));
}

static const char *
get_group (PreampIntegrationLists *lists)
{
  PreampIntegration *integration = preamp_integration_lists_get_integration (lists);
  const char *label = preamp_engine_get_label (preamp_integration_get_engine (integration));

  return label && *label ? label : _("Other");
}

static int
compare_lists (gconstpointer a,
               gconstpointer b)
{
  PreampIntegrationLists *first = *(PreampIntegrationLists * const *) a;
  PreampIntegrationLists *second = *(PreampIntegrationLists * const *) b;
  const char *first_name =
    preamp_integration_get_name (preamp_integration_lists_get_integration (first));
  const char *second_name =
    preamp_integration_get_name (preamp_integration_lists_get_integration (second));
  int order = g_utf8_collate (get_group (first), get_group (second));

  if (order == 0)
    order = g_utf8_collate (first_name ? first_name : "", second_name ? second_name : "");

  return order;
}

/* The items in their order, with the header of each type above its integrations. */
static GPtrArray *
make_items (PreampSidebar *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const char *last_group = NULL;

  if (self->standings != NULL)
    g_ptr_array_add (items, preamp_sidebar_item_new_activity (self->standings));

  for (guint i = 0; self->integrations && i < g_list_model_get_n_items (self->integrations); i++)
    g_ptr_array_add (sorted, g_list_model_get_item (self->integrations, i));
  g_ptr_array_sort (sorted, compare_lists);

  for (guint i = 0; i < sorted->len; i++)
    {
      PreampIntegrationLists *lists = g_ptr_array_index (sorted, i);
      const char *group = get_group (lists);

      if (g_strcmp0 (group, last_group) != 0)
        g_ptr_array_add (items, preamp_sidebar_item_new_header (group));

      g_ptr_array_add (items, preamp_sidebar_item_new_integration (lists, self->standings));
      last_group = group;
    }

  return g_steal_pointer (&items);
}

static void
update_selected (PreampSidebar *self)
{
  PreampSidebarItem *item = gtk_single_selection_get_selected_item (self->selection);
  PreampIntegrationLists *lists = item ? preamp_sidebar_item_get_lists (item) : NULL;
  gboolean activity = item != NULL && preamp_sidebar_item_get_activity (item);
  gboolean activity_changed = self->activity != activity;

  self->activity = activity;
  if (lists != NULL && g_strcmp0 (self->selected_id, get_id (lists)) != 0)
    {
      g_free (self->selected_id);
      self->selected_id = g_strdup (get_id (lists));
    }

  if (g_set_object (&self->selected, lists))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  if (activity_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVITY]);
}

static guint
find_activity (PreampSidebar *self)
{
  return self->standings != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0
           ? 0 : GTK_INVALID_LIST_POSITION;
}

static guint
find_position (PreampSidebar *self,
               const char    *integration_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (PreampSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      PreampIntegrationLists *lists = preamp_sidebar_item_get_lists (item);

      if (lists != NULL &&
          (integration_id == NULL || g_strcmp0 (get_id (lists), integration_id) == 0))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
fill (PreampSidebar *self)
{
  g_autoptr (GPtrArray) items = make_items (self);
  guint position;

  self->filling = TRUE;
  g_list_store_splice (self->items,
                       0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);

  if (self->activity)
    position = find_activity (self);
  else if (self->selected_id != NULL)
    position = find_position (self, self->selected_id);
  else
    position = GTK_INVALID_LIST_POSITION;
  gtk_single_selection_set_selected (self->selection, position);
  self->filling = FALSE;
  update_selected (self);
}

static void
selected_item_cb (PreampSidebar *self)
{
  g_assert (PREAMP_IS_SIDEBAR (self));

  if (!self->filling)
    update_selected (self);
}

static void
activate_cb (PreampSidebar *self,
             guint          position)
{
  g_assert (PREAMP_IS_SIDEBAR (self));

  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[OPEN], 0);
}

static gboolean
choose_cb (PreampSidebar     *self,
           PreampSidebarItem *item)
{
  return preamp_sidebar_item_get_lists (item) != NULL;
}

static void
copy_id_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampSidebar *self = PREAMP_SIDEBAR (widget);

  if (self->selected != NULL)
    preamp_toast_copy (widget, get_id (self->selected), _("Integration ID copied"));
}

static void
copy_name_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampSidebar *self = PREAMP_SIDEBAR (widget);
  PreampIntegration *integration;

  if (self->selected == NULL)
    return;

  integration = preamp_integration_lists_get_integration (self->selected);
  if (preamp_integration_get_name (integration) != NULL)
    preamp_toast_copy (widget, preamp_integration_get_name (integration), _("Name copied"));
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[OPEN], 0);
}

static void
preamp_sidebar_dispose (GObject *object)
{
  PreampSidebar *self = PREAMP_SIDEBAR (object);

  g_clear_object (&self->integrations_signals);
  g_clear_object (&self->integrations);
  g_clear_object (&self->standings);
  g_clear_object (&self->selected);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_SIDEBAR);

  G_OBJECT_CLASS (preamp_sidebar_parent_class)->dispose (object);
}

static void
preamp_sidebar_finalize (GObject *object)
{
  PreampSidebar *self = PREAMP_SIDEBAR (object);

  g_free (self->selected_id);

  G_OBJECT_CLASS (preamp_sidebar_parent_class)->finalize (object);
}

static void
preamp_sidebar_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PreampSidebar *self = PREAMP_SIDEBAR (object);

  switch ((PreampSidebarProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;

    case PROP_ACTIVITY:
      g_value_set_boolean (value, self->activity);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_sidebar_class_init (PreampSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_sidebar_dispose;
  object_class->finalize = preamp_sidebar_finalize;
  object_class->get_property = preamp_sidebar_get_property;

  /**
   * PreampSidebar:selected:
   *
   * The integration that is chosen, %NULL for none.
   */
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL,
                                                   PREAMP_TYPE_INTEGRATION_LISTS,
                                                   G_PARAM_READABLE |
                                                   G_PARAM_STATIC_STRINGS);
  /**
   * PreampSidebar:activity:
   *
   * Whether the activity is chosen.
   */
  properties[PROP_ACTIVITY] = g_param_spec_boolean ("activity", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE |
                                                    G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampSidebar::open:
   *
   * The chosen integration was clicked, or Enter was pressed on it: where the window is folded,
   * it is to come into view.
   */
  signals[OPEN] = g_signal_new ("open",
                                PREAMP_TYPE_SIDEBAR,
                                G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (PREAMP_TYPE_ROW_MENU);
  g_type_ensure (PREAMP_TYPE_SIDEBAR_ITEM);
  g_type_ensure (PREAMP_TYPE_SIDEBAR_ROW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampSidebar, list_view);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebar, selection);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebar, items);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_item_cb);

  gtk_widget_class_install_action (widget_class, "sidebar.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "sidebar.copy-name", NULL, copy_name_action);
  gtk_widget_class_install_action (widget_class, "sidebar.open", NULL, open_action);
}

static void
preamp_sidebar_init (PreampSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  preamp_sidebar_keys_install (self->list_view);

  self->integrations_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->integrations_signals, "items-changed",
                                  G_CALLBACK (fill), self);
}

/**
 * preamp_sidebar_new:
 *
 * Creates a sidebar without integrations.
 *
 * Returns: (transfer full): a new `PreampSidebar`
 */
GtkWidget *
preamp_sidebar_new (void)
{
  return g_object_new (PREAMP_TYPE_SIDEBAR, NULL);
}

/**
 * preamp_sidebar_set_integrations:
 * @self: a `PreampSidebar`
 * @integrations: (nullable): a list model of [class@IntegrationLists]
 *
 * Shows the integrations of an instance, in groups by type, and follows the model. Of them none is
 * chosen afterwards.
 */
void
preamp_sidebar_set_integrations (PreampSidebar *self,
                                 GListModel    *integrations)
{
  g_return_if_fail (PREAMP_IS_SIDEBAR (self));
  g_return_if_fail (integrations == NULL || G_IS_LIST_MODEL (integrations));

  if (!g_set_object (&self->integrations, integrations))
    return;

  g_clear_pointer (&self->selected_id, g_free);
  g_signal_group_set_target (self->integrations_signals, integrations);
  fill (self);
}

/**
 * preamp_sidebar_set_standings:
 * @self: a `PreampSidebar`
 * @standings: (nullable): how an instance's datasources stand
 *
 * Shows the activity of an instance on top, with how many of its datasources need attention.
 */
void
preamp_sidebar_set_standings (PreampSidebar   *self,
                              PreampStandings *standings)
{
  g_return_if_fail (PREAMP_IS_SIDEBAR (self));
  g_return_if_fail (standings == NULL || PREAMP_IS_STANDINGS (standings));

  if (g_set_object (&self->standings, standings))
    fill (self);
}

/**
 * preamp_sidebar_get_activity:
 * @self: a `PreampSidebar`
 *
 * Returns: whether the activity is chosen
 */
gboolean
preamp_sidebar_get_activity (PreampSidebar *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR (self), FALSE);

  return self->activity;
}

/**
 * preamp_sidebar_select_activity:
 * @self: a `PreampSidebar`
 *
 * Chooses the activity.
 *
 * Returns: %FALSE if there is none
 */
gboolean
preamp_sidebar_select_activity (PreampSidebar *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR (self), FALSE);

  if (find_activity (self) == GTK_INVALID_LIST_POSITION)
    return FALSE;

  gtk_single_selection_set_selected (self->selection, find_activity (self));
  return TRUE;
}

/**
 * preamp_sidebar_get_selected:
 * @self: a `PreampSidebar`
 *
 * Returns: (transfer none) (nullable): the integration that is chosen
 */
PreampIntegrationLists *
preamp_sidebar_get_selected (PreampSidebar *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR (self), NULL);

  return self->selected;
}

/**
 * preamp_sidebar_select:
 * @self: a `PreampSidebar`
 * @integration_id: an integration's identifier
 *
 * Chooses an integration.
 *
 * Returns: %FALSE if it is not among those shown; the choice is as before, then
 */
gboolean
preamp_sidebar_select (PreampSidebar *self,
                       const char    *integration_id)
{
  guint position;

  g_return_val_if_fail (PREAMP_IS_SIDEBAR (self), FALSE);
  g_return_val_if_fail (integration_id != NULL, FALSE);

  position = find_position (self, integration_id);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;

  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  return TRUE;
}

/**
 * preamp_sidebar_select_first:
 * @self: a `PreampSidebar`
 *
 * Chooses the first integration.
 *
 * Returns: %FALSE if there is none
 */
gboolean
preamp_sidebar_select_first (PreampSidebar *self)
{
  guint position;

  g_return_val_if_fail (PREAMP_IS_SIDEBAR (self), FALSE);

  position = find_position (self, NULL);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;

  gtk_single_selection_set_selected (self->selection, position);
  return TRUE;
}

/**
 * preamp_sidebar_select_last:
 * @self: a `PreampSidebar`
 *
 * Chooses the integration that was chosen last, or the first if that one is gone.
 *
 * Returns: %FALSE if there is none
 */
gboolean
preamp_sidebar_select_last (PreampSidebar *self)
{
  g_return_val_if_fail (PREAMP_IS_SIDEBAR (self), FALSE);

  if (self->selected_id != NULL && preamp_sidebar_select (self, self->selected_id))
    return TRUE;

  return preamp_sidebar_select_first (self);
}
