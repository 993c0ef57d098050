/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-check-cell"

#include "config.h"

#include "preamp-check-cell.h"

#include "preamp-rows.h"

#include <glib/gi18n.h>

/**
 * PreampCheckCell:
 *
 * The check box of a row. A click activates the action `candidates.toggle` with the datasource's
 * identifier and whether Shift was held; the page decides. Where the row cannot be selected the
 * tooltip says why.
 */
struct _PreampCheckCell
{
  AdwBin                parent_instance;

  PreampDatasourceItem *item;

  /* template */
  GtkCheckButton       *check;
};

G_DEFINE_FINAL_TYPE (PreampCheckCell, preamp_check_cell, ADW_TYPE_BIN)

typedef enum
{
  PROP_ITEM = 1,
} PreampCheckCellProperty;

static GParamSpec *properties[PROP_ITEM + 1];

static void
update (PreampCheckCell *self)
{
  g_autofree char *label = NULL;

  if (self->item == NULL)
    return;

  gtk_check_button_set_active (self->check, preamp_datasource_item_get_selected (self->item));
  gtk_widget_set_sensitive (GTK_WIDGET (self->check),
                            preamp_datasource_item_get_selectable (self->item));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               preamp_datasource_item_get_hindrance (self->item));

  /* Translators: %s is the name of a datasource; the label of its check box */
  label = g_strdup_printf (_("Select %s"), preamp_datasource_item_get_name (self->item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* Claimed, so that the click does not move the cursor as well. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            PreampCheckCell *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             PreampCheckCell *self)
{
  GdkModifierType state;

  if (self->item == NULL || !gtk_widget_contains (GTK_WIDGET (self), x, y))
    return;

  state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gtk_widget_activate_action (GTK_WIDGET (self), "candidates.toggle", "(sb)",
                              preamp_datasource_item_get_id (self->item),
                              (state & GDK_SHIFT_MASK) != 0);
}

static void
preamp_check_cell_dispose (GObject *object)
{
  PreampCheckCell *self = PREAMP_CHECK_CELL (object);

  preamp_check_cell_set_item (self, NULL);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_CHECK_CELL);

  G_OBJECT_CLASS (preamp_check_cell_parent_class)->dispose (object);
}

static void
preamp_check_cell_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PreampCheckCell *self = PREAMP_CHECK_CELL (object);

  switch ((PreampCheckCellProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_check_cell_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PreampCheckCell *self = PREAMP_CHECK_CELL (object);

  switch ((PreampCheckCellProperty) prop_id)
    {
    case PROP_ITEM:
      preamp_check_cell_set_item (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_check_cell_class_init (PreampCheckCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_check_cell_dispose;
  object_class->get_property = preamp_check_cell_get_property;
  object_class->set_property = preamp_check_cell_set_property;

  /**
   * PreampCheckCell:item:
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
    widget_class, "/io/github/preamp/Preamp/window/preamp-check-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampCheckCell, check);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
}

static void
preamp_check_cell_init (PreampCheckCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_check_cell_new:
 *
 * Returns: (transfer full): a check box without a row
 */
GtkWidget *
preamp_check_cell_new (void)
{
  return g_object_new (PREAMP_TYPE_CHECK_CELL, NULL);
}

/**
 * preamp_check_cell_set_item:
 * @self: the check box
 * @item: (nullable): the row
 *
 * Shows from now on whether @item is selected, and whether it can be.
 */
void
preamp_check_cell_set_item (PreampCheckCell      *self,
                            PreampDatasourceItem *item)
{
  g_return_if_fail (PREAMP_IS_CHECK_CELL (self));
  g_return_if_fail (item == NULL || PREAMP_IS_DATASOURCE_ITEM (item));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);

  g_set_object (&self->item, item);
  preamp_rows_set_item (GTK_WIDGET (self), item);

  if (item != NULL)
    {
      g_signal_connect_object (item, "notify::selected",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (item, "notify::status",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      update (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
