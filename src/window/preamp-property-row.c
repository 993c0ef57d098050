/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-property-row"

#include "config.h"

#include "preamp-property-row.h"

#include <glib/gi18n.h>

#include "preamp-toast.h"

/**
 * PreampPropertyRow:
 *
 * One property of something: its title small above, its value below, which can be selected.
 *
 * A copyable row has a button that puts the value on the clipboard and activates the action
 * `toast.copied`, if a widget above has one.
 */
struct _PreampPropertyRow
{
  GtkListBoxRow parent_instance;

  char         *title;
  char         *value;
  gboolean      copyable;
  gboolean      monospace;

  /* template */
  GtkLabel     *value_label;
  GtkButton    *copy_button;
};

G_DEFINE_FINAL_TYPE (PreampPropertyRow, preamp_property_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_TITLE = 1,
  PROP_VALUE,
  PROP_COPYABLE,
  PROP_MONOSPACE,
} PreampPropertyRowProperty;

static GParamSpec *properties[PROP_MONOSPACE + 1];

static gboolean
has_value (PreampPropertyRow *self)
{
  return self->value != NULL && *self->value != '\0';
}

static void
update_label (PreampPropertyRow *self)
{
  g_autofree char *label = NULL;

  /* Translators: a row read aloud: %1$s is the title of a property, %2$s its value */
  label = g_strdup_printf (_("%1$s: %2$s"), self->title != NULL ? self->title : "",
                           gtk_label_get_text (self->value_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_value (PreampPropertyRow *self)
{
  /* A dash for what Domo left out: a blank line would look like a mistake. */
  gtk_label_set_text (self->value_label, has_value (self) ? self->value : "–");
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), self->copyable && has_value (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "property-row.copy", has_value (self));
  update_label (self);
}

static void
update_copy_label (PreampPropertyRow *self)
{
  g_autofree char *label = NULL;

  /* Translators: %s is the title of a property, for example “Datasource ID” */
  label = g_strdup_printf (_("Copy %s"), self->title != NULL ? self->title : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->copy_button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PreampPropertyRow *self = PREAMP_PROPERTY_ROW (widget);
  g_autofree char *sentence = NULL;

  if (!has_value (self))
    return;

  /* Translators: %s is the title of a property, for example “Datasource ID” */
  sentence = g_strdup_printf (_("%s copied"), self->title != NULL ? self->title : "");
  preamp_toast_copy (widget, self->value, sentence);
}

static void
set_title (PreampPropertyRow *self,
           const char        *title)
{
  if (g_strcmp0 (self->title, title) == 0)
    return;

  g_free (self->title);
  self->title = g_strdup (title);
  update_copy_label (self);
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
set_copyable (PreampPropertyRow *self,
              gboolean           copyable)
{
  if (self->copyable == copyable)
    return;

  self->copyable = copyable;
  update_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COPYABLE]);
}

static void
set_monospace (PreampPropertyRow *self,
               gboolean           monospace)
{
  if (self->monospace == monospace)
    return;

  self->monospace = monospace;
  if (monospace)
    gtk_widget_add_css_class (GTK_WIDGET (self->value_label), "monospace");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_label), "monospace");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MONOSPACE]);
}

static void
preamp_property_row_finalize (GObject *object)
{
  PreampPropertyRow *self = PREAMP_PROPERTY_ROW (object);

  g_free (self->title);
  g_free (self->value);

  G_OBJECT_CLASS (preamp_property_row_parent_class)->finalize (object);
}

static void
preamp_property_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PreampPropertyRow *self = PREAMP_PROPERTY_ROW (object);

  switch ((PreampPropertyRowProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;

    case PROP_COPYABLE:
      g_value_set_boolean (value, self->copyable);
      break;

    case PROP_MONOSPACE:
      g_value_set_boolean (value, self->monospace);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_property_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PreampPropertyRow *self = PREAMP_PROPERTY_ROW (object);

  switch ((PreampPropertyRowProperty) prop_id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;

    case PROP_VALUE:
      preamp_property_row_set_value (self, g_value_get_string (value));
      break;

    case PROP_COPYABLE:
      set_copyable (self, g_value_get_boolean (value));
      break;

    case PROP_MONOSPACE:
      set_monospace (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_property_row_class_init (PreampPropertyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = preamp_property_row_finalize;
  object_class->get_property = preamp_property_row_get_property;
  object_class->set_property = preamp_property_row_set_property;

  /**
   * PreampPropertyRow:title:
   *
   * What the property is called.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE |
                                                G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  /**
   * PreampPropertyRow:value:
   *
   * Its value, %NULL for none.
   */
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL,
                                                G_PARAM_READWRITE |
                                                G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  /**
   * PreampPropertyRow:copyable:
   *
   * Whether it has a button that copies the value.
   */
  properties[PROP_COPYABLE] = g_param_spec_boolean ("copyable", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE |
                                                    G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  /**
   * PreampPropertyRow:monospace:
   *
   * Whether the value is set in the monospace font.
   */
  properties[PROP_MONOSPACE] = g_param_spec_boolean ("monospace", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE |
                                                     G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-property-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampPropertyRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, PreampPropertyRow, copy_button);

  gtk_widget_class_install_action (widget_class, "property-row.copy", NULL, copy_action);
}

static void
preamp_property_row_init (PreampPropertyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_copy_label (self);
  update_value (self);
}

/**
 * preamp_property_row_new:
 * @title: what the property is called
 * @value: (nullable): its value
 *
 * Creates a row that shows one property.
 *
 * Returns: (transfer full): a new `PreampPropertyRow`
 */
GtkWidget *
preamp_property_row_new (const char *title,
                         const char *value)
{
  return g_object_new (PREAMP_TYPE_PROPERTY_ROW,
                       "title", title,
                       "value", value,
                       NULL);
}

/**
 * preamp_property_row_set_value:
 * @self: a `PreampPropertyRow`
 * @value: (nullable): the value
 *
 * Shows another value. It is never read as markup.
 */
void
preamp_property_row_set_value (PreampPropertyRow *self,
                               const char        *value)
{
  g_return_if_fail (PREAMP_IS_PROPERTY_ROW (self));

  if (g_strcmp0 (self->value, value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  update_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
