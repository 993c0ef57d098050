/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-table"

#include "config.h"

#include "preamp-candidate-table-private.h"

#include "preamp-check-cell.h"
#include "preamp-datasource-row.h"
#include "preamp-datasource-text.h"
#include "preamp-status-label.h"

/**
 * PreampCandidateTable:
 *
 * The rows of a candidate page as a table. Columns for which there is no width leave in the order
 * Type, Catalog, Schema, Table, until somebody chooses which are shown; after that it scrolls.
 */
G_DEFINE_FINAL_TYPE (PreampCandidateTable, preamp_candidate_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_SHOW_TYPE = 1,
  PROP_SHOW_CATALOG,
  PROP_SHOW_SCHEMA,
  PROP_SHOW_TABLE,
  PROP_SORT_COLUMN,
  PROP_SORT_DESCENDING,
  PROP_FIT_COLUMNS,
  PROP_CHOSEN_COLUMNS,
  PROP_COLUMN_WIDTHS,
} PreampCandidateTableProperty;

static GParamSpec *properties[PROP_COLUMN_WIDTHS + 1];

static PreampCandidateColumnId
get_shown_column (PreampCandidateTableProperty prop_id)
{
  switch (prop_id)
    {
    case PROP_SHOW_TYPE:
      return PREAMP_CANDIDATE_COLUMN_TYPE;
    case PROP_SHOW_CATALOG:
      return PREAMP_CANDIDATE_COLUMN_CATALOG;
    case PROP_SHOW_SCHEMA:
      return PREAMP_CANDIDATE_COLUMN_SCHEMA;
    case PROP_SHOW_TABLE:
    case PROP_SORT_COLUMN:
    case PROP_SORT_DESCENDING:
    case PROP_FIT_COLUMNS:
    case PROP_CHOSEN_COLUMNS:
    case PROP_COLUMN_WIDTHS:
    default:
      return PREAMP_CANDIDATE_COLUMN_TABLE;
    }
}

/* Cells */

static PreampDatasourceColumn
get_text_column (gpointer user_data)
{
  return (PreampDatasourceColumn) GPOINTER_TO_UINT (user_data);
}

static void
set_dimmed (GtkWidget            *widget,
            PreampDatasourceItem *item)
{
  if (preamp_datasource_item_get_dimmed (item))
    gtk_widget_add_css_class (widget, "dimmed");
  else
    gtk_widget_remove_css_class (widget, "dimmed");
}

static void
update_text (PreampDatasourceItem *item,
             GtkWidget            *inscription)
{
  PreampDatasourceColumn column;
  g_autofree char *text = NULL;

  column = get_text_column (g_object_get_data (G_OBJECT (inscription), "column"));
  text = preamp_datasource_item_dup_text (item, column);
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text != NULL ? text : "");
  set_dimmed (inscription, item);

  if (column == PREAMP_DATASOURCE_COLUMN_NAME)
    preamp_datasource_row_describe (inscription, item);
}

static void
text_notify_cb (GtkWidget            *inscription,
                GParamSpec           *pspec,
                PreampDatasourceItem *item)
{
  update_text (item, inscription);
}

static void
setup_text_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  user_data)
{
  /* A screen reader must not meet one without a text: GTK 4.8 complains of its own accord. */
  GtkWidget *inscription = gtk_inscription_new ("");

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_valign (inscription, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (inscription), "column", user_data);
  gtk_list_item_set_child (list_item, inscription);
}

static void
bind_text_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  PreampDatasourceItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *inscription = gtk_list_item_get_child (list_item);

  g_signal_connect_object (item, "notify", G_CALLBACK (text_notify_cb), inscription,
                           G_CONNECT_SWAPPED);
  update_text (item, inscription);
}

static void
unbind_text_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item,
                gpointer                  user_data)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item),
                                        gtk_list_item_get_child (list_item));
}

static void
setup_check_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, preamp_check_cell_new ());
}

static void
bind_check_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  preamp_check_cell_set_item (PREAMP_CHECK_CELL (gtk_list_item_get_child (list_item)),
                              gtk_list_item_get_item (list_item));
}

static void
unbind_check_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *list_item)
{
  preamp_check_cell_set_item (PREAMP_CHECK_CELL (gtk_list_item_get_child (list_item)), NULL);
}

static void
status_notify_cb (GtkWidget            *label,
                  GParamSpec           *pspec,
                  PreampDatasourceItem *item)
{
  set_dimmed (label, item);
}

static void
setup_status_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, preamp_status_label_new ());
}

static void
bind_status_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item)
{
  PreampDatasourceItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);

  preamp_status_label_set_item (PREAMP_STATUS_LABEL (label), item);
  g_signal_connect_object (item, "notify::status", G_CALLBACK (status_notify_cb), label,
                           G_CONNECT_SWAPPED);
  set_dimmed (label, item);
}

static void
unbind_status_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *list_item)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);

  preamp_status_label_set_item (PREAMP_STATUS_LABEL (label), NULL);
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), label);
}

/* Columns */

/* By the probe it is found out which column is asked first: GTK 4.8 does not say. */
static gboolean
is_probed (PreampCandidateColumn *column,
           gconstpointer          item)
{
  if (G_LIKELY (item != column->table->probe))
    return FALSE;

  column->table->probed = column;

  return TRUE;
}

static int
compare_text_cb (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  PreampCandidateColumn *column = user_data;

  if (is_probed (column, a))
    return -1;

  return preamp_datasource_item_compare_text ((PreampDatasourceItem *) a,
                                              (PreampDatasourceItem *) b,
                                              column->text);
}

static int
compare_status_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  if (is_probed (user_data, a))
    return -1;

  return preamp_datasource_text_compare ((PreampDatasourceItem *) a, (PreampDatasourceItem *) b);
}

static void
set_up_column (GtkColumnViewColumn *column,
               GCallback            setup,
               GCallback            bind,
               GCallback            unbind,
               GtkSorter           *sorter,
               gpointer             user_data)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, user_data);
  g_signal_connect (factory, "bind", bind, user_data);
  g_signal_connect (factory, "unbind", unbind, user_data);
  gtk_column_view_column_set_factory (column, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  g_clear_object (&sorter);
}

static void
set_up_text_column (PreampCandidateTable    *self,
                    PreampCandidateColumnId  id)
{
  PreampCandidateColumn *column = &self->columns[id];

  set_up_column (column->column,
                 G_CALLBACK (setup_text_cb),
                 G_CALLBACK (bind_text_cb),
                 G_CALLBACK (unbind_text_cb),
                 GTK_SORTER (gtk_custom_sorter_new (compare_text_cb, column, NULL)),
                 GUINT_TO_POINTER (column->text));
}

static void
activate_cb (PreampCandidateTable *self,
             guint                 position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "candidates.details", NULL);
}

static void
preamp_candidate_table_dispose (GObject *object)
{
  PreampCandidateTable *self = PREAMP_CANDIDATE_TABLE (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_object (&self->probe);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_CANDIDATE_TABLE);

  G_OBJECT_CLASS (preamp_candidate_table_parent_class)->dispose (object);
}

static void
preamp_candidate_table_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  PreampCandidateTable *self = PREAMP_CANDIDATE_TABLE (object);

  switch ((PreampCandidateTableProperty) prop_id)
    {
    case PROP_SHOW_TYPE:
    case PROP_SHOW_CATALOG:
    case PROP_SHOW_SCHEMA:
    case PROP_SHOW_TABLE:
      g_value_set_boolean (value,
                           preamp_candidate_table_get_shown (self, get_shown_column (prop_id)));
      break;

    case PROP_SORT_COLUMN:
      g_value_set_string (value, self->sorted != NULL ? self->sorted->name : NULL);
      break;

    case PROP_SORT_DESCENDING:
      g_value_set_boolean (value, self->descending);
      break;

    case PROP_FIT_COLUMNS:
      g_value_set_boolean (value, !self->chosen);
      break;

    case PROP_CHOSEN_COLUMNS:
      g_value_take_variant (value, preamp_candidate_table_dup_chosen (self));
      break;

    case PROP_COLUMN_WIDTHS:
      g_value_take_variant (value, preamp_candidate_table_dup_widths (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_candidate_table_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  PreampCandidateTable *self = PREAMP_CANDIDATE_TABLE (object);

  switch ((PreampCandidateTableProperty) prop_id)
    {
    case PROP_SHOW_TYPE:
    case PROP_SHOW_CATALOG:
    case PROP_SHOW_SCHEMA:
    case PROP_SHOW_TABLE:
      preamp_candidate_table_choose (self, get_shown_column (prop_id), g_value_get_boolean (value));
      break;

    case PROP_SORT_COLUMN:
      preamp_candidate_table_sort (self, g_value_get_string (value), self->descending);
      break;

    case PROP_SORT_DESCENDING:
      if (self->sorted != NULL)
        preamp_candidate_table_sort (self, self->sorted->name, g_value_get_boolean (value));
      break;

    case PROP_FIT_COLUMNS:
      preamp_candidate_table_fit (self, g_value_get_boolean (value));
      break;

    case PROP_CHOSEN_COLUMNS:
      preamp_candidate_table_set_chosen (self, g_value_get_variant (value));
      break;

    case PROP_COLUMN_WIDTHS:
      preamp_candidate_table_set_widths (self, g_value_get_variant (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_candidate_table_class_init (PreampCandidateTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char * const names[] = {
    [PROP_SHOW_TYPE] = "show-type",
    [PROP_SHOW_CATALOG] = "show-catalog",
    [PROP_SHOW_SCHEMA] = "show-schema",
    [PROP_SHOW_TABLE] = "show-table",
  };

  object_class->dispose = preamp_candidate_table_dispose;
  object_class->get_property = preamp_candidate_table_get_property;
  object_class->set_property = preamp_candidate_table_set_property;

  /**
   * PreampCandidateTable:show-type:
   *
   * Whether the column Type is shown; likewise `show-catalog`, `show-schema` and `show-table`.
   * Setting one of them is a choice that holds for all of them, whatever the width.
   */
  for (guint i = PROP_SHOW_TYPE; i <= PROP_SHOW_TABLE; i++)
    properties[i] = g_param_spec_boolean (names[i], NULL, NULL, TRUE,
                                          G_PARAM_READWRITE |
                                          G_PARAM_EXPLICIT_NOTIFY |
                                          G_PARAM_STATIC_STRINGS);

  /**
   * PreampCandidateTable:sort-column:
   *
   * The name of the column that rows are sorted by: `name`, `status`, `type`, `catalog`, `schema`
   * or `table`.
   */
  properties[PROP_SORT_COLUMN] = g_param_spec_string ("sort-column", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE |
                                                      G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS);
  /**
   * PreampCandidateTable:sort-descending:
   *
   * Whether the last come first.
   */
  properties[PROP_SORT_DESCENDING] = g_param_spec_boolean ("sort-descending", NULL, NULL, FALSE,
                                                           G_PARAM_READWRITE |
                                                           G_PARAM_EXPLICIT_NOTIFY |
                                                           G_PARAM_STATIC_STRINGS);
  /**
   * PreampCandidateTable:fit-columns:
   *
   * Whether as many columns are shown as there is room for, and none was chosen.
   */
  properties[PROP_FIT_COLUMNS] = g_param_spec_boolean ("fit-columns", NULL, NULL, TRUE,
                                                       G_PARAM_READWRITE |
                                                       G_PARAM_EXPLICIT_NOTIFY |
                                                       G_PARAM_STATIC_STRINGS);
  /**
   * PreampCandidateTable:chosen-columns:
   *
   * The names of the columns that somebody has chosen, nothing where they go by the width.
   */
  properties[PROP_CHOSEN_COLUMNS] = g_param_spec_variant ("chosen-columns", NULL, NULL,
                                                          G_VARIANT_TYPE ("mas"), NULL,
                                                          G_PARAM_READWRITE |
                                                          G_PARAM_EXPLICIT_NOTIFY |
                                                          G_PARAM_STATIC_STRINGS);
  /**
   * PreampCandidateTable:column-widths:
   *
   * The widths in pixels that somebody has given to columns, by their names.
   */
  properties[PROP_COLUMN_WIDTHS] = g_param_spec_variant ("column-widths", NULL, NULL,
                                                         G_VARIANT_TYPE ("a{si}"), NULL,
                                                         G_PARAM_READWRITE |
                                                         G_PARAM_EXPLICIT_NOTIFY |
                                                         G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-candidate-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, view);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, check_column);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, name_column);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, status_column);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, type_column);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, catalog_column);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, schema_column);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidateTable, table_column);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
preamp_candidate_table_init (PreampCandidateTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  preamp_candidate_table_init_columns (self);

  set_up_column (self->check_column,
                 G_CALLBACK (setup_check_cb),
                 G_CALLBACK (bind_check_cb),
                 G_CALLBACK (unbind_check_cb),
                 NULL, NULL);
  set_up_column (self->status_column,
                 G_CALLBACK (setup_status_cb),
                 G_CALLBACK (bind_status_cb),
                 G_CALLBACK (unbind_status_cb),
                 GTK_SORTER (gtk_custom_sorter_new (
                   compare_status_cb, &self->columns[PREAMP_CANDIDATE_COLUMN_STATUS], NULL)),
                 NULL);
  set_up_text_column (self, PREAMP_CANDIDATE_COLUMN_NAME);
  set_up_text_column (self, PREAMP_CANDIDATE_COLUMN_TYPE);
  set_up_text_column (self, PREAMP_CANDIDATE_COLUMN_CATALOG);
  set_up_text_column (self, PREAMP_CANDIDATE_COLUMN_SCHEMA);
  set_up_text_column (self, PREAMP_CANDIDATE_COLUMN_TABLE);

  preamp_candidate_table_follow_layout (self);
  preamp_candidate_table_sort (self, "name", FALSE);
}

/**
 * preamp_candidate_table_new:
 *
 * Returns: (transfer full): a table without rows
 */
GtkWidget *
preamp_candidate_table_new (void)
{
  return g_object_new (PREAMP_TYPE_CANDIDATE_TABLE, NULL);
}

/**
 * preamp_candidate_table_set_model:
 * @self: the table
 * @model: (nullable): its rows, [class@DatasourceItem], %NULL while it is not shown
 *
 * Sets what the table shows. A view that is hidden would bind its rows all the same.
 */
void
preamp_candidate_table_set_model (PreampCandidateTable *self,
                                  GtkSelectionModel    *model)
{
  g_return_if_fail (PREAMP_IS_CANDIDATE_TABLE (self));

  gtk_column_view_set_model (self->view, model);
}

/**
 * preamp_candidate_table_get_sorter:
 * @self: the table
 *
 * Returns: (transfer none): the order that its column titles ask for
 */
GtkSorter *
preamp_candidate_table_get_sorter (PreampCandidateTable *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_TABLE (self), NULL);

  return gtk_column_view_get_sorter (self->view);
}

/**
 * preamp_candidate_table_set_direction:
 * @self: the table
 * @direction: which of Domo's lists it shows
 *
 * Candidates come by name; what was moved, newest first. What was chosen since stays, as long as
 * the direction is the same.
 */
void
preamp_candidate_table_set_direction (PreampCandidateTable *self,
                                      PreampDirection       direction)
{
  gboolean reverse = direction == PREAMP_DIRECTION_REVERSE;

  g_return_if_fail (PREAMP_IS_CANDIDATE_TABLE (self));

  if (self->direction == direction)
    return;

  self->direction = direction;
  preamp_candidate_table_sort (self, reverse ? "status" : "name", reverse);
}

/**
 * preamp_candidate_table_scroll_to:
 * @self: the table
 * @position: a row's position
 *
 * Brings a row into view.
 */
void
preamp_candidate_table_scroll_to (PreampCandidateTable *self,
                                  guint                 position)
{
  GtkWidget *child;

  g_return_if_fail (PREAMP_IS_CANDIDATE_TABLE (self));

  /* The action is that of the list inside, after the titles. */
  child = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

/**
 * preamp_candidate_table_get_at_top:
 * @self: the table
 *
 * Returns: whether it is not scrolled down
 */
gboolean
preamp_candidate_table_get_at_top (PreampCandidateTable *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_TABLE (self), FALSE);

  return gtk_adjustment_get_value (
           gtk_scrolled_window_get_vadjustment (self->scrolled_window)) <= 0;
}
