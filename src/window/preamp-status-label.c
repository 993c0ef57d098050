/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-status-label"

#include "config.h"

#include "preamp-status-label.h"

/**
 * PreampStatusLabel:
 *
 * The status of a row, as icon and words, kept up to date.
 */
struct _PreampStatusLabel
{
  AdwBin                parent_instance;

  PreampDatasourceItem *item;
  const char           *css_class;

  /* template */
  GtkImage             *image;
  GtkSpinner           *spinner;
  GtkInscription       *text;
};

G_DEFINE_FINAL_TYPE (PreampStatusLabel, preamp_status_label, ADW_TYPE_BIN)

/* What is longer may be cut off in its column, and is its own tooltip. */
#define COLUMN_CHARS 24

typedef enum
{
  PROP_ITEM = 1,
} PreampStatusLabelProperty;

static GParamSpec *properties[PROP_ITEM + 1];

static void
set_css_class (GtkWidget  *widget,
               const char *css_class,
               gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
update (PreampStatusLabel *self)
{
  PreampStatus status;
  gboolean moving;
  gboolean incomplete;
  const char *text;

  if (self->item == NULL)
    return;

  status = preamp_datasource_item_get_status (self->item);
  text = preamp_datasource_item_get_status_text (self->item);
  moving = status == PREAMP_STATUS_MOVING;
  incomplete = status == PREAMP_STATUS_INCOMPLETE;

  gtk_image_set_from_icon_name (self->image, preamp_status_get_icon_name (status));
  gtk_widget_set_visible (GTK_WIDGET (self->image), !moving);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), moving);
  gtk_spinner_set_spinning (self->spinner, moving);

  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->image), self->css_class);
  self->css_class = preamp_status_get_css_class (status);
  if (self->css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->image), self->css_class);

  set_css_class (GTK_WIDGET (self->text), "error", incomplete);
  set_css_class (GTK_WIDGET (self->text), "heading", incomplete);
  gtk_inscription_set_text (self->text, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               g_utf8_strlen (text, -1) > COLUMN_CHARS ? text : NULL);
}

static void
preamp_status_label_dispose (GObject *object)
{
  PreampStatusLabel *self = PREAMP_STATUS_LABEL (object);

  preamp_status_label_set_item (self, NULL);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_STATUS_LABEL);

  G_OBJECT_CLASS (preamp_status_label_parent_class)->dispose (object);
}

static void
preamp_status_label_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PreampStatusLabel *self = PREAMP_STATUS_LABEL (object);

  switch ((PreampStatusLabelProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_status_label_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PreampStatusLabel *self = PREAMP_STATUS_LABEL (object);

  switch ((PreampStatusLabelProperty) prop_id)
    {
    case PROP_ITEM:
      preamp_status_label_set_item (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_status_label_class_init (PreampStatusLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_status_label_dispose;
  object_class->get_property = preamp_status_label_get_property;
  object_class->set_property = preamp_status_label_set_property;

  /**
   * PreampStatusLabel:item:
   *
   * The row.
   */
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL,
                                               PREAMP_TYPE_DATASOURCE_ITEM,
                                               G_PARAM_READWRITE |
                                               G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-status-label.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampStatusLabel, image);
  gtk_widget_class_bind_template_child (widget_class, PreampStatusLabel, spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampStatusLabel, text);
}

static void
preamp_status_label_init (PreampStatusLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_status_label_new:
 *
 * Returns: (transfer full): a label without a row
 */
GtkWidget *
preamp_status_label_new (void)
{
  return g_object_new (PREAMP_TYPE_STATUS_LABEL, NULL);
}

/**
 * preamp_status_label_set_item:
 * @self: the label
 * @item: (nullable): the row
 *
 * Shows the status of @item from now on.
 */
void
preamp_status_label_set_item (PreampStatusLabel    *self,
                              PreampDatasourceItem *item)
{
  g_return_if_fail (PREAMP_IS_STATUS_LABEL (self));
  g_return_if_fail (item == NULL || PREAMP_IS_DATASOURCE_ITEM (item));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);

  g_set_object (&self->item, item);

  if (item != NULL)
    {
      g_signal_connect_object (item, "notify::status",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (item, "notify::status-text",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      update (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
