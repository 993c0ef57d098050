/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-row"

#include "config.h"

#include "preamp-datasource-row.h"

#include "preamp-check-cell.h"
#include "preamp-rows.h"
#include "preamp-status-label.h"

#include <glib/gi18n.h>

/**
 * PreampDatasourceRow:
 *
 * A row of three lines, name, status and table, for windows that are too narrow for a table.
 */
struct _PreampDatasourceRow
{
  AdwBin                parent_instance;

  PreampDatasourceItem *item;

  /* template */
  PreampCheckCell      *check;
  GtkWidget            *texts;
  GtkInscription       *name;
  PreampStatusLabel    *status;
  GtkLabel             *place;
};

G_DEFINE_FINAL_TYPE (PreampDatasourceRow, preamp_datasource_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ITEM = 1,
} PreampDatasourceRowProperty;

static GParamSpec *properties[PROP_ITEM + 1];

static void
update (PreampDatasourceRow *self)
{
  g_autofree char *schema = NULL;
  g_autofree char *table = NULL;
  g_autofree char *place = NULL;

  if (self->item == NULL)
    return;

  schema = preamp_datasource_item_dup_text (self->item, PREAMP_DATASOURCE_COLUMN_SCHEMA);
  table = preamp_datasource_item_dup_text (self->item, PREAMP_DATASOURCE_COLUMN_TABLE);
  place = *schema != '\0' ? g_strdup_printf ("%s.%s", schema, table) : g_strdup (table);

  gtk_inscription_set_text (self->name, preamp_datasource_item_get_name (self->item));
  gtk_label_set_text (self->place, place);

  if (preamp_datasource_item_get_dimmed (self->item))
    gtk_widget_add_css_class (self->texts, "dimmed");
  else
    gtk_widget_remove_css_class (self->texts, "dimmed");

  preamp_datasource_row_describe (GTK_WIDGET (self), self->item);
}

static void
preamp_datasource_row_dispose (GObject *object)
{
  PreampDatasourceRow *self = PREAMP_DATASOURCE_ROW (object);

  preamp_datasource_row_set_item (self, NULL);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_DATASOURCE_ROW);

  G_OBJECT_CLASS (preamp_datasource_row_parent_class)->dispose (object);
}

static void
preamp_datasource_row_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  PreampDatasourceRow *self = PREAMP_DATASOURCE_ROW (object);

  switch ((PreampDatasourceRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_datasource_row_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  PreampDatasourceRow *self = PREAMP_DATASOURCE_ROW (object);

  switch ((PreampDatasourceRowProperty) prop_id)
    {
    case PROP_ITEM:
      preamp_datasource_row_set_item (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_datasource_row_class_init (PreampDatasourceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_datasource_row_dispose;
  object_class->get_property = preamp_datasource_row_get_property;
  object_class->set_property = preamp_datasource_row_set_property;

  /**
   * PreampDatasourceRow:item:
   *
   * The row's item.
   */
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL,
                                               PREAMP_TYPE_DATASOURCE_ITEM,
                                               G_PARAM_READWRITE |
                                               G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PREAMP_TYPE_CHECK_CELL);
  g_type_ensure (PREAMP_TYPE_STATUS_LABEL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-datasource-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampDatasourceRow, check);
  gtk_widget_class_bind_template_child (widget_class, PreampDatasourceRow, texts);
  gtk_widget_class_bind_template_child (widget_class, PreampDatasourceRow, name);
  gtk_widget_class_bind_template_child (widget_class, PreampDatasourceRow, status);
  gtk_widget_class_bind_template_child (widget_class, PreampDatasourceRow, place);
}

static void
preamp_datasource_row_init (PreampDatasourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_datasource_row_new:
 *
 * Returns: (transfer full): a row without an item
 */
GtkWidget *
preamp_datasource_row_new (void)
{
  return g_object_new (PREAMP_TYPE_DATASOURCE_ROW, NULL);
}

/**
 * preamp_datasource_row_set_item:
 * @self: the row
 * @item: (nullable): its item
 *
 * Shows @item from now on.
 */
void
preamp_datasource_row_set_item (PreampDatasourceRow  *self,
                                PreampDatasourceItem *item)
{
  g_return_if_fail (PREAMP_IS_DATASOURCE_ROW (self));
  g_return_if_fail (item == NULL || PREAMP_IS_DATASOURCE_ITEM (item));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);

  g_set_object (&self->item, item);

  if (item != NULL)
    {
      g_signal_connect_object (item, "notify",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      update (self);
    }

  if (self->check != NULL)
    preamp_check_cell_set_item (self->check, item);
  if (self->status != NULL)
    preamp_status_label_set_item (self->status, item);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/**
 * preamp_datasource_row_describe:
 * @cell: a widget inside a row of a list or a table
 * @item: the row's item
 *
 * Tells a screen reader what the row around @cell is: name, status, table, and whether it is
 * selected for a run. GTK makes those widgets itself and gives them no name.
 */
void
preamp_datasource_row_describe (GtkWidget            *cell,
                                PreampDatasourceItem *item)
{
  g_autofree char *table = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (GTK_IS_WIDGET (cell));
  g_return_if_fail (PREAMP_IS_DATASOURCE_ITEM (item));

  table = preamp_datasource_item_dup_text (item, PREAMP_DATASOURCE_COLUMN_TABLE);
  label = g_strdup_printf (preamp_datasource_item_get_selected (item) ?
                             /* Translators: a row read aloud: %1$s is the name of a datasource,
                              * %2$s its status, %3$s its table */
                             _("%1$s, %2$s, %3$s, selected") :
                             /* Translators: a row read aloud: %1$s is the name of a datasource,
                              * %2$s its status, %3$s its table */
                             _("%1$s, %2$s, %3$s"),
                           preamp_datasource_item_get_name (item),
                           preamp_datasource_item_get_status_text (item),
                           table);

  preamp_rows_set_label (cell, label);
}
