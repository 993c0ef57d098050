/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-wrap-box"

#include "config.h"

#include "preamp-wrap-box.h"

#define LINE_SPACING 6

/**
 * PreampWrapBox:
 *
 * Children one after the other, each as wide as it likes, continued on the next line where a line
 * is full. A [class@Gtk.FlowBox] arranges its children in columns instead.
 */
struct _PreampWrapBox
{
  GtkWidget parent_instance;

  int       spacing;
};

G_DEFINE_FINAL_TYPE (PreampWrapBox, preamp_wrap_box, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SPACING = 1,
} PreampWrapBoxProperty;

static GParamSpec *properties[PROP_SPACING + 1];

static int
measure_child_width (GtkWidget *child,
                     int        available)
{
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return MAX (minimum, MIN (natural, available));
}

static int
measure_child_height (GtkWidget *child,
                      int        width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

static gboolean
is_laid_out (GtkWidget *child)
{
  return gtk_widget_should_layout (child);
}

/* Takes the children that fit into one line from @first on. */
static GtkWidget *
take_line (PreampWrapBox *self,
           GtkWidget     *first,
           int            width,
           int           *height)
{
  GtkWidget *child;
  int used = 0;

  *height = 0;

  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!is_laid_out (child))
        continue;

      child_width = measure_child_width (child, width);
      if (used > 0 && used + self->spacing + child_width > width)
        break;

      used += (used > 0 ? self->spacing : 0) + child_width;
      *height = MAX (*height, measure_child_height (child, child_width));
    }

  return child;
}

static GtkSizeRequestMode
preamp_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (PreampWrapBox *self,
               int           *minimum,
               int           *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!is_laid_out (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1,
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += (*natural > 0 ? self->spacing : 0) + child_natural;
    }
}

static void
preamp_wrap_box_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  PreampWrapBox *self = PREAMP_WRAP_BOX (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = 0;
  *natural = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }

  while (child != NULL)
    {
      int height;

      child = take_line (self, child, for_size >= 0 ? for_size : G_MAXINT, &height);
      if (height > 0)
        *natural += (*natural > 0 ? LINE_SPACING : 0) + height;
    }

  *minimum = *natural;
}

static void
preamp_wrap_box_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  PreampWrapBox *self = PREAMP_WRAP_BOX (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      int line_height;
      GtkWidget *end = take_line (self, child, width, &line_height);
      int x = 0;

      for (; child != end; child = gtk_widget_get_next_sibling (child))
        {
          GtkAllocation allocation;

          if (!is_laid_out (child))
            continue;

          allocation.width = measure_child_width (child, width);
          allocation.height = line_height;
          allocation.x = rtl ? width - x - allocation.width : x;
          allocation.y = y;
          gtk_widget_size_allocate (child, &allocation, -1);
          x += allocation.width + self->spacing;
        }

      y += line_height + LINE_SPACING;
    }
}

static void
preamp_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (preamp_wrap_box_parent_class)->dispose (object);
}

static void
preamp_wrap_box_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PreampWrapBox *self = PREAMP_WRAP_BOX (object);

  switch ((PreampWrapBoxProperty) prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_wrap_box_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PreampWrapBox *self = PREAMP_WRAP_BOX (object);

  switch ((PreampWrapBoxProperty) prop_id)
    {
    case PROP_SPACING:
      if (self->spacing == g_value_get_int (value))
        break;
      self->spacing = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_wrap_box_class_init (PreampWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_wrap_box_dispose;
  object_class->get_property = preamp_wrap_box_get_property;
  object_class->set_property = preamp_wrap_box_set_property;

  widget_class->get_request_mode = preamp_wrap_box_get_request_mode;
  widget_class->measure = preamp_wrap_box_measure;
  widget_class->size_allocate = preamp_wrap_box_size_allocate;

  /**
   * PreampWrapBox:spacing:
   *
   * The pixels between two children of a line.
   */
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 6,
                                               G_PARAM_READWRITE |
                                               G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "wrapbox");
}

static void
preamp_wrap_box_init (PreampWrapBox *self)
{
  self->spacing = 6;
}

/**
 * preamp_wrap_box_append:
 * @self: a `PreampWrapBox`
 * @child: a widget
 *
 * Adds @child at the end.
 */
void
preamp_wrap_box_append (PreampWrapBox *self,
                        GtkWidget     *child)
{
  g_return_if_fail (PREAMP_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
