/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-sidebar-row"

#include "config.h"

#include "preamp-sidebar-row.h"

#include <glib/gi18n.h>

#include "domo/preamp-domo-error.h"
#include "preamp-datasource-standing.h"
#include "preamp-rows.h"

/**
 * PreampSidebarRow:
 *
 * One line of the sidebar. Of an integration it says name, authentication method, and how many
 * datasources are ready, once its list was read: no number before that, and never a 0 that was
 * not counted. It follows the list while it is shown.
 */
struct _PreampSidebarRow
{
  AdwBin             parent_instance;

  PreampSidebarItem *item;
  GSignalGroup      *candidates;
  GSignalGroup      *standings;

  /* template */
  GtkLabel          *header_label;
  GtkWidget         *activity_box;
  GtkLabel          *activity_label;
  GtkLabel          *attention_label;
  GtkWidget         *integration_box;
  GtkLabel          *name_label;
  GtkLabel          *method_label;
  GtkSpinner        *spinner;
  GtkLabel          *count_label;
  GtkImage          *problem_image;
};

G_DEFINE_FINAL_TYPE (PreampSidebarRow, preamp_sidebar_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ITEM = 1,
} PreampSidebarRowProperty;

static GParamSpec *properties[PROP_ITEM + 1];

static void
describe (GtkWidget  *widget,
          const char *text)
{
  gtk_widget_set_tooltip_text (widget, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static void
add_text (GPtrArray  *parts,
          GtkWidget  *widget,
          const char *text)
{
  if (gtk_widget_get_visible (widget) && text != NULL)
    g_ptr_array_add (parts, (gpointer) text);
}

/* What a screen reader says of the row: all that stands in it, once. */
static void
update_label (PreampSidebarRow *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *label = NULL;

  if (gtk_widget_get_visible (self->integration_box))
    {
      GtkWidget *count = GTK_WIDGET (self->count_label);
      GtkWidget *problem = GTK_WIDGET (self->problem_image);

      add_text (parts, GTK_WIDGET (self->name_label), gtk_label_get_text (self->name_label));
      add_text (parts, GTK_WIDGET (self->method_label), gtk_label_get_text (self->method_label));
      add_text (parts, count, gtk_widget_get_tooltip_text (count));
      add_text (parts, problem, gtk_widget_get_tooltip_text (problem));
    }
  else
    {
      GtkWidget *attention = GTK_WIDGET (self->attention_label);

      add_text (parts, GTK_WIDGET (self->header_label), gtk_label_get_text (self->header_label));
      add_text (parts, self->activity_box, gtk_label_get_text (self->activity_label));
      add_text (parts, attention, gtk_widget_get_tooltip_text (attention));
    }

  g_ptr_array_add (parts, NULL);
  label = g_strjoinv (", ", (char **) parts->pdata);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  preamp_rows_set_label (GTK_WIDGET (self), label);
}

static void
update_candidates (PreampSidebarRow *self)
{
  g_autoptr (PreampCandidateList) list = g_signal_group_dup_target (self->candidates);
  const GError *error = list ? preamp_candidate_list_get_error (list) : NULL;
  gboolean loading = list && preamp_candidate_list_get_loading (list);
  gboolean loaded = list && preamp_candidate_list_get_loaded (list);
  PreampStandings *standings = self->item ? preamp_sidebar_item_get_standings (self->item) : NULL;
  int n_ready = loaded ? preamp_datasource_standing_count (list, standings) : -1;
  gboolean counted = error == NULL && n_ready >= 0;

  /* The number stays while the list is read again. */
  gtk_spinner_set_spinning (self->spinner, loading && !counted);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading && !counted);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), counted);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_image), error != NULL && !loading);

  if (counted)
    {
      g_autofree char *text = g_strdup_printf ("%d", n_ready);
      /* Translators: %d is the number of datasources that an integration offers for migration. */
      g_autofree char *sentence = g_strdup_printf (ngettext ("%d ready to migrate",
                                                             "%d ready to migrate",
                                                             n_ready),
                                                   n_ready);

      gtk_label_set_text (self->count_label, text);
      describe (GTK_WIDGET (self->count_label), sentence);
    }

  if (error != NULL)
    {
      gboolean refused = g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_BAD_REQUEST);

      gtk_image_set_from_icon_name (self->problem_image,
                                    refused ? "action-unavailable-symbolic"
                                            : "dialog-warning-symbolic");
      describe (GTK_WIDGET (self->problem_image),
                refused ? _("Domo gives no list for this integration")
                        : _("The list could not be read"));
    }

  update_label (self);
}

static void
update_attention (PreampSidebarRow *self)
{
  PreampStandings *standings = self->item ? preamp_sidebar_item_get_standings (self->item) : NULL;
  guint n = standings ? preamp_standings_get_n_attention (standings) : 0;
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *sentence = NULL;

  gtk_label_set_text (self->attention_label, number);
  gtk_widget_set_visible (GTK_WIDGET (self->attention_label), n > 0);

  /* Translators: %u is the number of datasources that need attention. */
  sentence = g_strdup_printf (ngettext ("%u datasource needs attention",
                                        "%u datasources need attention", n),
                              n);
  describe (GTK_WIDGET (self->attention_label), sentence);
  update_label (self);
}

static void
standings_changed_cb (PreampSidebarRow *self)
{
  if (preamp_sidebar_item_get_activity (self->item))
    update_attention (self);
  else
    update_candidates (self);
}

/* A name that is seen in full needs no other. */
static gboolean
query_name_cb (PreampSidebarRow *self,
               int               x,
               int               y,
               gboolean          keyboard,
               GtkTooltip       *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (self->name_label)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (self->name_label));

  return TRUE;
}

static void
released_cb (PreampSidebarRow *self)
{
  g_assert (PREAMP_IS_SIDEBAR_ROW (self));

  /* A click on the row that is selected already changes no selection, and still means: go there. */
  if (self->item != NULL && preamp_sidebar_item_get_selectable (self->item))
    gtk_widget_activate_action (GTK_WIDGET (self), "sidebar.open", NULL);
}

static void
preamp_sidebar_row_dispose (GObject *object)
{
  PreampSidebarRow *self = PREAMP_SIDEBAR_ROW (object);

  g_clear_object (&self->candidates);
  g_clear_object (&self->standings);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (preamp_sidebar_row_parent_class)->dispose (object);
}

static void
preamp_sidebar_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PreampSidebarRow *self = PREAMP_SIDEBAR_ROW (object);

  switch ((PreampSidebarRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_sidebar_row_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PreampSidebarRow *self = PREAMP_SIDEBAR_ROW (object);

  switch ((PreampSidebarRowProperty) prop_id)
    {
    case PROP_ITEM:
      preamp_sidebar_row_set_item (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_sidebar_row_class_init (PreampSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_sidebar_row_dispose;
  object_class->get_property = preamp_sidebar_row_get_property;
  object_class->set_property = preamp_sidebar_row_set_property;

  /**
   * PreampSidebarRow:item:
   *
   * What it shows.
   */
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL,
                                               PREAMP_TYPE_SIDEBAR_ITEM,
                                               G_PARAM_READWRITE |
                                               G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, header_label);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, activity_box);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, activity_label);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, attention_label);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, integration_box);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, method_label);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, count_label);
  gtk_widget_class_bind_template_child (widget_class, PreampSidebarRow, problem_image);
  gtk_widget_class_bind_template_callback (widget_class, query_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
}

static void
preamp_sidebar_row_init (PreampSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->candidates = g_signal_group_new (PREAMP_TYPE_CANDIDATE_LIST);
  g_signal_group_connect_swapped (self->candidates, "notify",
                                  G_CALLBACK (update_candidates), self);
  self->standings = g_signal_group_new (PREAMP_TYPE_STANDINGS);
  g_signal_group_connect_swapped (self->standings, "changed",
                                  G_CALLBACK (standings_changed_cb), self);
}

/**
 * preamp_sidebar_row_new:
 *
 * Creates an empty line of the sidebar.
 *
 * Returns: (transfer full): a new `PreampSidebarRow`
 */
GtkWidget *
preamp_sidebar_row_new (void)
{
  return g_object_new (PREAMP_TYPE_SIDEBAR_ROW, NULL);
}

/**
 * preamp_sidebar_row_set_item:
 * @self: a `PreampSidebarRow`
 * @item: (nullable): what it is to show
 *
 * Shows the activity, an integration, or a header, and follows what it says of it from now on.
 */
void
preamp_sidebar_row_set_item (PreampSidebarRow  *self,
                             PreampSidebarItem *item)
{
  PreampIntegrationLists *lists;
  PreampStandings *standings;
  gboolean activity;

  g_return_if_fail (PREAMP_IS_SIDEBAR_ROW (self));
  g_return_if_fail (item == NULL || PREAMP_IS_SIDEBAR_ITEM (item));

  if (!g_set_object (&self->item, item))
    return;

  preamp_rows_set_item (GTK_WIDGET (self), item);
  lists = item ? preamp_sidebar_item_get_lists (item) : NULL;
  standings = item ? preamp_sidebar_item_get_standings (item) : NULL;
  activity = item != NULL && preamp_sidebar_item_get_activity (item);
  gtk_widget_set_visible (GTK_WIDGET (self->header_label),
                          item != NULL && lists == NULL && !activity);
  gtk_widget_set_visible (self->activity_box, activity);
  gtk_widget_set_visible (self->integration_box, lists != NULL);
  gtk_label_set_text (self->activity_label,
                      activity ? preamp_sidebar_item_get_title (item) : "");
  g_signal_group_set_target (self->standings, standings);
  update_attention (self);

  if (lists != NULL)
    {
      PreampIntegration *integration = preamp_integration_lists_get_integration (lists);
      const char *auth_method = preamp_integration_get_auth_method (integration);
      g_autofree char *method = preamp_auth_method_dup_label (auth_method);

      gtk_label_set_text (self->name_label, preamp_sidebar_item_get_title (item));
      gtk_label_set_text (self->method_label, method ? method : "");
      gtk_widget_set_visible (GTK_WIDGET (self->method_label), method != NULL && *method != '\0');
      g_signal_group_set_target (self->candidates,
                                 preamp_integration_lists_get_list (lists,
                                                                    PREAMP_DIRECTION_MIGRATE));
    }
  else
    {
      gtk_label_set_text (self->header_label, item ? preamp_sidebar_item_get_title (item) : "");
      g_signal_group_set_target (self->candidates, NULL);
    }

  update_candidates (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
