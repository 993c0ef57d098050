/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-heading"

#include "config.h"

#include "preamp-heading.h"

/**
 * PreampHeading:
 *
 * What a page says in one sentence, with a line of detail below.
 *
 * It takes the keyboard focus, so that a page on which something can be sent has a harmless place
 * for it to land, and a screen reader begins with the sentence.
 */
struct _PreampHeading
{
  GtkWidget parent_instance;

  /* template */
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
};

G_DEFINE_FINAL_TYPE (PreampHeading, preamp_heading, GTK_TYPE_WIDGET)

static void
preamp_heading_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_HEADING);

  G_OBJECT_CLASS (preamp_heading_parent_class)->dispose (object);
}

static void
preamp_heading_class_init (PreampHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_heading_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-heading.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampHeading, title_label);
  gtk_widget_class_bind_template_child (widget_class, PreampHeading, subtitle_label);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
preamp_heading_init (PreampHeading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (
    GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

/**
 * preamp_heading_get_title:
 * @self: a `PreampHeading`
 *
 * Gets the sentence.
 *
 * Returns: the sentence
 */
const char *
preamp_heading_get_title (PreampHeading *self)
{
  g_return_val_if_fail (PREAMP_IS_HEADING (self), NULL);

  return gtk_label_get_label (self->title_label);
}

/**
 * preamp_heading_set:
 * @self: a `PreampHeading`
 * @title: the sentence
 * @subtitle: (nullable): the line below
 *
 * Shows other texts. They are never read as markup.
 */
void
preamp_heading_set (PreampHeading *self,
                    const char    *title,
                    const char    *subtitle)
{
  g_return_if_fail (PREAMP_IS_HEADING (self));
  g_return_if_fail (title != NULL);

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle != NULL ? subtitle : "",
                                  -1);
}
