/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attempt-list"

#include "config.h"

#include "preamp-attempt-list.h"

#include "preamp-attempt-row.h"
#include "preamp-rows.h"
#include "preamp-text-size.h"

/* Below this width a row has no room for name and status side by side. */
#define NARROW_WIDTH 480

/**
 * PreampAttemptList:
 *
 * Attempts in a list view, however many there are.
 */
struct _PreampAttemptList
{
  AdwBin             parent_instance;

  PreampWorkspace   *workspace;
  gboolean           activatable;
  gboolean           narrow;
  guint              measure_id;

  /* template */
  GtkScrolledWindow *scrolled_window;
  GtkListView       *list_view;
};

G_DEFINE_FINAL_TYPE (PreampAttemptList, preamp_attempt_list, ADW_TYPE_BIN)

typedef enum
{
  PROP_ACTIVATABLE = 1,
  PROP_NARROW,
} PreampAttemptListProperty;

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_NARROW + 1];
static guint signals[N_SIGNALS];

static gboolean
measure_cb (gpointer user_data)
{
  PreampAttemptList *self = PREAMP_ATTEMPT_LIST (user_data);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled_window);
  double width = gtk_adjustment_get_page_size (adjustment);
  gboolean narrow = width > 0 && width < preamp_text_size_scale (GTK_WIDGET (self), NARROW_WIDTH);

  self->measure_id = 0;
  if (self->narrow != narrow)
    {
      self->narrow = narrow;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }

  return G_SOURCE_REMOVE;
}

/* The width is known inside an allocation, where nothing may change that asks for another. */
static void
page_size_changed_cb (PreampAttemptList *self)
{
  if (self->measure_id == 0)
    self->measure_id = g_idle_add (measure_cb, self);
}

static void
activate_cb (PreampAttemptList *self,
             guint              position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list_view));
  g_autoptr (GObject) attempt = NULL;

  if (!self->activatable)
    return;

  attempt = g_list_model_get_item (model, position);
  if (attempt != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, attempt);
}

static void
setup_cb (PreampAttemptList *self,
          GtkListItem       *item)
{
  GtkWidget *row = preamp_attempt_row_new ();

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_activatable (item, self->activatable);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (PreampAttemptList *self,
         GtkListItem       *item)
{
  preamp_attempt_row_set_attempt (PREAMP_ATTEMPT_ROW (gtk_list_item_get_child (item)),
                                  self->workspace, gtk_list_item_get_item (item));
}

static void
unbind_cb (PreampAttemptList *self,
           GtkListItem       *item)
{
  preamp_attempt_row_set_attempt (PREAMP_ATTEMPT_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static gboolean
preamp_attempt_list_focus (GtkWidget        *widget,
                           GtkDirectionType  direction)
{
  if (preamp_rows_end_focus (widget, direction))
    return FALSE;

  return GTK_WIDGET_CLASS (preamp_attempt_list_parent_class)->focus (widget, direction);
}

static void
preamp_attempt_list_dispose (GObject *object)
{
  PreampAttemptList *self = PREAMP_ATTEMPT_LIST (object);

  g_clear_handle_id (&self->measure_id, g_source_remove);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (preamp_attempt_list_parent_class)->dispose (object);
}

static void
preamp_attempt_list_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PreampAttemptList *self = PREAMP_ATTEMPT_LIST (object);

  switch ((PreampAttemptListProperty) prop_id)
    {
    case PROP_ACTIVATABLE:
      g_value_set_boolean (value, self->activatable);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_attempt_list_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PreampAttemptList *self = PREAMP_ATTEMPT_LIST (object);

  switch ((PreampAttemptListProperty) prop_id)
    {
    case PROP_ACTIVATABLE:
      self->activatable = g_value_get_boolean (value);
      gtk_list_view_set_single_click_activate (self->list_view, self->activatable);
      break;

    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_attempt_list_class_init (PreampAttemptListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_attempt_list_dispose;
  object_class->get_property = preamp_attempt_list_get_property;
  object_class->set_property = preamp_attempt_list_set_property;

  widget_class->focus = preamp_attempt_list_focus;

  /**
   * PreampAttemptList:activatable:
   *
   * Whether its rows can be activated.
   */
  properties[PROP_ACTIVATABLE] = g_param_spec_boolean ("activatable", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE |
                                                       G_PARAM_CONSTRUCT_ONLY |
                                                       G_PARAM_STATIC_STRINGS);
  /**
   * PreampAttemptList:narrow:
   *
   * Whether there is no room for name and status side by side.
   */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE |
                                                  G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampAttemptList::activated:
   * @self: the list
   * @attempt: the attempt of the row
   *
   * A row was activated.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_OBJECT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-attempt-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PreampAttemptList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
preamp_attempt_list_init (PreampAttemptList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled_window),
                           "notify::page-size", G_CALLBACK (page_size_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * preamp_attempt_list_set_workspace:
 * @self: a `PreampAttemptList`
 * @workspace: (nullable): the instance of the attempts that are shown from now on
 *
 * Lets its rows say how far the looking-up of attempts has come.
 */
void
preamp_attempt_list_set_workspace (PreampAttemptList *self,
                                   PreampWorkspace   *workspace)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT_LIST (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));

  g_set_object (&self->workspace, workspace);
}

/**
 * preamp_attempt_list_set_model:
 * @self: a `PreampAttemptList`
 * @attempts: (nullable): a model of [class@Attempt]
 *
 * Shows other attempts.
 */
void
preamp_attempt_list_set_model (PreampAttemptList *self,
                               GListModel        *attempts)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (PREAMP_IS_ATTEMPT_LIST (self));
  g_return_if_fail (attempts == NULL || G_IS_LIST_MODEL (attempts));

  if (attempts != NULL)
    selection = gtk_no_selection_new (g_object_ref (attempts));

  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

/**
 * preamp_attempt_list_is_at_top:
 * @self: a `PreampAttemptList`
 *
 * Gets whether the first row is shown.
 *
 * Returns: whether it is not scrolled
 */
gboolean
preamp_attempt_list_is_at_top (PreampAttemptList *self)
{
  GtkAdjustment *adjustment;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LIST (self), FALSE);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);

  return gtk_adjustment_get_value (adjustment) < 1;
}

/**
 * preamp_attempt_list_scroll_to_top:
 * @self: a `PreampAttemptList`
 *
 * Shows the first row. A list view keeps the rows that it shows, also where others come before
 * them.
 */
void
preamp_attempt_list_scroll_to_top (PreampAttemptList *self)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT_LIST (self));

  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0);
}
