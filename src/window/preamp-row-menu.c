/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-row-menu"

#include "config.h"

#include "preamp-row-menu.h"

#include "preamp-rows.h"

/* Into the row, where it was asked for by keyboard. */
#define KEYBOARD_INDENT 24

/**
 * PreampRowMenu:
 *
 * A frame around lists and tables that gives their rows a context menu: by the secondary button,
 * a long press, the Menu key and Shift+F10. The row is selected. What can be done with it is up to
 * [signal@RowMenu::choose]. The rows are those that [func@rows_set_item] knows.
 */
struct _PreampRowMenu
{
  AdwBin      parent_instance;

  GMenuModel *model;
  GtkWidget  *popover;
  GtkWidget  *focus;      /* a weak pointer */
};

G_DEFINE_FINAL_TYPE (PreampRowMenu, preamp_row_menu, ADW_TYPE_BIN)

typedef enum
{
  PROP_MODEL = 1,
} PreampRowMenuProperty;

static GParamSpec *properties[PROP_MODEL + 1];

enum
{
  SIGNAL_CHOOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The keyboard goes back to where it was, before the action takes it elsewhere. */
static void
closed_cb (PreampRowMenu *self)
{
  if (self->focus != NULL)
    gtk_widget_grab_focus (self->focus);

  g_clear_weak_pointer (&self->focus);
}

static GtkPopover *
ensure_popover (PreampRowMenu *self)
{
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (self->model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  return GTK_POPOVER (self->popover);
}

static gboolean
popup (PreampRowMenu *self,
       GtkWidget     *row,
       double         x,
       double         y)
{
  GObject *item = row != NULL ? preamp_rows_get_item (row) : NULL;
  gboolean chosen = FALSE;
  GtkPopover *popover;

  if (item == NULL || self->model == NULL)
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0, item, &chosen);
  if (!chosen)
    return FALSE;

  gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  gtk_widget_grab_focus (row);
  /* The menu takes the pointer, and GTK 4.8 would leave the row looking pressed. */
  gtk_widget_unset_state_flags (row, GTK_STATE_FLAG_ACTIVE | GTK_STATE_FLAG_PRELIGHT);
  g_set_weak_pointer (&self->focus, row);

  popover = ensure_popover (self);
  gtk_popover_set_pointing_to (popover, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (popover);

  return TRUE;
}

static GtkWidget *
find_row_at (PreampRowMenu *self,
             double         x,
             double         y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? preamp_rows_get_row (picked) : NULL;

  return row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self)) ? row : NULL;
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            PreampRowMenu   *self)
{
  GdkEventSequence *sequence;
  GdkEvent *event;

  sequence = gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture));
  event = gtk_gesture_get_last_event (GTK_GESTURE (gesture), sequence);

  if (event != NULL && gdk_event_triggers_context_menu (event) &&
      popup (self, find_row_at (self, x, y), x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 PreampRowMenu       *self)
{
  if (popup (self, find_row_at (self, x, y), x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* At the row that has the keyboard. */
static gboolean
popup_at_focus (PreampRowMenu *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? preamp_rows_get_row (focus) : NULL;
  graphene_rect_t bounds;
  gboolean rtl;
  double x;
  double y;

  if (row == NULL || !gtk_widget_is_ancestor (row, widget) ||
      !gtk_widget_compute_bounds (row, widget, &bounds))
    return FALSE;

  /* What has no place yet has nobody looking at it, and GTK 4.8 finds no monitor for a menu whose
   * place is outside of all of them. */
  if (gtk_widget_get_width (row) < 1)
    return FALSE;

  rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  x = rtl ? bounds.origin.x + bounds.size.width - KEYBOARD_INDENT
          : bounds.origin.x + KEYBOARD_INDENT;
  y = bounds.origin.y + bounds.size.height - 1;

  /* A row with the keyboard may be scrolled out of sight. */
  return popup (self, row,
                CLAMP (x, 0, gtk_widget_get_width (widget) - 1),
                CLAMP (y, 0, gtk_widget_get_height (widget) - 1));
}

static void
popup_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  popup_at_focus (PREAMP_ROW_MENU (widget));
}

static gboolean
shortcut_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  return popup_at_focus (PREAMP_ROW_MENU (widget));
}

/* Before a search entry sees the key that catches what is typed in the list: it lets the Menu key
 * through, and takes Shift+F10 for its own menu (GTK 4.8, gtksearchentry.c). */
static void
add_shortcut (PreampRowMenu *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK),
                      gtk_callback_action_new (shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static gboolean
preamp_row_menu_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  if (preamp_rows_end_focus (widget, direction))
    return FALSE;

  return GTK_WIDGET_CLASS (preamp_row_menu_parent_class)->focus (widget, direction);
}

static void
preamp_row_menu_dispose (GObject *object)
{
  PreampRowMenu *self = PREAMP_ROW_MENU (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (preamp_row_menu_parent_class)->dispose (object);
}

static void
preamp_row_menu_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PreampRowMenu *self = PREAMP_ROW_MENU (object);

  switch ((PreampRowMenuProperty) prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_row_menu_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PreampRowMenu *self = PREAMP_ROW_MENU (object);

  switch ((PreampRowMenuProperty) prop_id)
    {
    case PROP_MODEL:
      preamp_row_menu_set_model (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_row_menu_class_init (PreampRowMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_row_menu_dispose;
  object_class->get_property = preamp_row_menu_get_property;
  object_class->set_property = preamp_row_menu_set_property;

  widget_class->focus = preamp_row_menu_focus;

  /**
   * PreampRowMenu:model:
   *
   * The menu.
   */
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL,
                                                G_TYPE_MENU_MODEL,
                                                G_PARAM_READWRITE |
                                                G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampRowMenu::choose:
   * @self: the frame
   * @item: what the row shows
   *
   * A menu was asked for. The handler enables what can be done with the row.
   *
   * Returns: whether there is a menu for it
   */
  signals[SIGNAL_CHOOSE] = g_signal_new ("choose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         g_signal_accumulator_true_handled, NULL, NULL,
                                         G_TYPE_BOOLEAN, 1, G_TYPE_OBJECT);

  gtk_widget_class_install_action (widget_class, "row-menu.popup", NULL, popup_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "row-menu.popup", NULL);
}

static void
preamp_row_menu_init (PreampRowMenu *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));

  add_shortcut (self);
}

/**
 * preamp_row_menu_new:
 *
 * Creates a frame around nothing.
 *
 * Returns: (transfer full): a new `PreampRowMenu`
 */
GtkWidget *
preamp_row_menu_new (void)
{
  return g_object_new (PREAMP_TYPE_ROW_MENU, NULL);
}

/**
 * preamp_row_menu_set_model:
 * @self: a `PreampRowMenu`
 * @model: (nullable): the menu
 *
 * Sets what can be done with a row.
 */
void
preamp_row_menu_set_model (PreampRowMenu *self,
                           GMenuModel    *model)
{
  g_return_if_fail (PREAMP_IS_ROW_MENU (self));
  g_return_if_fail (model == NULL || G_IS_MENU_MODEL (model));

  if (!g_set_object (&self->model, model))
    return;

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}
