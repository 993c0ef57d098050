/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-rows"

#include "config.h"

#include "preamp-rows.h"

/* The rows of a list or a table. GTK 4.8 makes those widgets itself, around the widgets of a
 * factory, and neither names them nor says which of them shows what. */

static GQuark
get_item_quark (void)
{
  return g_quark_from_static_string ("preamp-rows-item");
}

/**
 * preamp_rows_set_item:
 * @cell: a widget that a factory has made
 * @item: (nullable): the item that it is bound to
 *
 * Remembers what the row around @cell shows. One cell of each row is enough.
 */
void
preamp_rows_set_item (GtkWidget *cell,
                      gpointer   item)
{
  g_return_if_fail (GTK_IS_WIDGET (cell));
  g_return_if_fail (item == NULL || G_IS_OBJECT (item));

  g_object_set_qdata_full (G_OBJECT (cell), get_item_quark (),
                           item != NULL ? g_object_ref (item) : NULL, g_object_unref);
}

/**
 * preamp_rows_set_label:
 * @cell: a widget inside a row
 * @label: what the row is, all of it, read aloud
 *
 * Tells a screen reader what the row around @cell is.
 */
void
preamp_rows_set_label (GtkWidget  *cell,
                       const char *label)
{
  GtkWidget *row;

  g_return_if_fail (GTK_IS_WIDGET (cell));
  g_return_if_fail (label != NULL);

  row = preamp_rows_get_row (cell);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

/**
 * preamp_rows_say:
 * @cell: a widget inside a row of a list or a table
 * @first: (nullable): what the row is
 * @second: (nullable): how it stands
 * @third: (nullable): what else there is to say
 *
 * Tells a screen reader what the row around @cell is, in one sentence, without the parts that are
 * %NULL or empty. Nothing happens while @cell is in no row.
 */
void
preamp_rows_say (GtkWidget  *cell,
                 const char *first,
                 const char *second,
                 const char *third)
{
  const char *given[] = { first, second, third };
  const char *parts[G_N_ELEMENTS (given) + 1] = { NULL };
  g_autofree char *label = NULL;
  guint n = 0;

  g_return_if_fail (GTK_IS_WIDGET (cell));

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      if (given[i] != NULL && *given[i] != '\0')
        parts[n++] = given[i];
    }

  label = g_strjoinv (", ", (char **) parts);
  preamp_rows_set_label (cell, label);
}

/**
 * preamp_rows_get_row:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the row that @widget is, or is inside of
 */
GtkWidget *
preamp_rows_get_row (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

      if (role == GTK_ACCESSIBLE_ROLE_LIST_ITEM || role == GTK_ACCESSIBLE_ROLE_ROW)
        return widget;
    }

  return NULL;
}

/**
 * preamp_rows_get_item:
 * @row: a row, or a widget inside one
 *
 * Returns: (transfer none) (nullable): what it shows
 */
gpointer
preamp_rows_get_item (GtkWidget *row)
{
  gpointer item;

  g_return_val_if_fail (GTK_IS_WIDGET (row), NULL);

  item = g_object_get_qdata (G_OBJECT (row), get_item_quark ());

  for (GtkWidget *child = gtk_widget_get_first_child (row); item == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    item = preamp_rows_get_item (child);

  return item;
}

/**
 * preamp_rows_find:
 * @view: a list or a table, or a widget around it
 * @item: an item
 *
 * Finds the row of an item. Of a long list only the rows about those in view exist.
 *
 * Returns: (transfer none) (nullable): the row that shows @item
 */
GtkWidget *
preamp_rows_find (GtkWidget *view,
                  gpointer   item)
{
  GtkWidget *row = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (view), NULL);
  g_return_val_if_fail (G_IS_OBJECT (item), NULL);

  if (g_object_get_qdata (G_OBJECT (view), get_item_quark ()) == item)
    return preamp_rows_get_row (view);

  for (GtkWidget *child = gtk_widget_get_first_child (view); row == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    row = preamp_rows_find (child, item);

  return row;
}

/**
 * preamp_rows_end_focus:
 * @frame: a widget around a list or a table whose rows hold nothing that takes the keyboard
 * @direction: where the keyboard is asked to go
 *
 * Tells whether the keyboard leaves @frame: Tab goes from a row to what comes after all rows, as
 * from any other control. GTK 4.8 goes through the rows one by one, which arrows do as well.
 *
 * Returns: whether a row has the keyboard, and is left
 */
gboolean
preamp_rows_end_focus (GtkWidget        *frame,
                       GtkDirectionType  direction)
{
  GtkRoot *root;
  GtkWidget *focus;
  GtkWidget *row;

  g_return_val_if_fail (GTK_IS_WIDGET (frame), FALSE);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;

  root = gtk_widget_get_root (frame);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  row = focus != NULL ? preamp_rows_get_row (focus) : NULL;

  return row != NULL && gtk_widget_is_ancestor (row, frame);
}
