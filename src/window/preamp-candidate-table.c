/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-table"

#include "config.h"

#include "preamp-candidate-table.h"

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
struct _PreampCandidateTable
{
  AdwBin               parent_instance;

  guint                fit_id;

  /* template */
  GtkScrolledWindow   *scrolled_window;
  GtkColumnView       *view;
  GtkColumnViewColumn *check_column;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *status_column;
  GtkColumnViewColumn *type_column;
  GtkColumnViewColumn *catalog_column;
  GtkColumnViewColumn *schema_column;
  GtkColumnViewColumn *table_column;

  gboolean             chosen;
};

G_DEFINE_FINAL_TYPE (PreampCandidateTable, preamp_candidate_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_SHOW_TYPE = 1,
  PROP_SHOW_CATALOG,
  PROP_SHOW_SCHEMA,
  PROP_SHOW_TABLE,
} PreampCandidateTableProperty;

static GParamSpec *properties[PROP_SHOW_TABLE + 1];

#define TABLE_WIDTH 184
#define SCHEMA_WIDTH 92
#define CATALOG_WIDTH 104
#define TYPE_WIDTH 162

/* The width from which each column fits, beside those before it: check box, name, status. */
#define WIDTH_WITH_TABLE (PREAMP_CANDIDATE_TABLE_LEAST_WIDTH + TABLE_WIDTH)
#define WIDTH_WITH_SCHEMA (WIDTH_WITH_TABLE + SCHEMA_WIDTH)
#define WIDTH_WITH_CATALOG (WIDTH_WITH_SCHEMA + CATALOG_WIDTH)
#define WIDTH_WITH_TYPE (WIDTH_WITH_CATALOG + TYPE_WIDTH)

/* Columns by width */

static GtkColumnViewColumn *
get_column (PreampCandidateTable         *self,
            PreampCandidateTableProperty  prop_id)
{
  switch (prop_id)
    {
    case PROP_SHOW_TYPE:
      return self->type_column;
    case PROP_SHOW_CATALOG:
      return self->catalog_column;
    case PROP_SHOW_SCHEMA:
      return self->schema_column;
    case PROP_SHOW_TABLE:
    default:
      return self->table_column;
    }
}

static int
get_column_width (PreampCandidateTableProperty prop_id)
{
  switch (prop_id)
    {
    case PROP_SHOW_TYPE:
      return TYPE_WIDTH;
    case PROP_SHOW_CATALOG:
      return CATALOG_WIDTH;
    case PROP_SHOW_SCHEMA:
      return SCHEMA_WIDTH;
    case PROP_SHOW_TABLE:
    default:
      return TABLE_WIDTH;
    }
}

static void
show_column (PreampCandidateTable         *self,
             PreampCandidateTableProperty  prop_id,
             gboolean                      visible)
{
  GtkColumnViewColumn *column = get_column (self, prop_id);

  if (gtk_column_view_column_get_visible (column) == visible)
    return;

  /* The view adds up the fixed widths of hidden columns as well. */
  gtk_column_view_column_set_fixed_width (column, visible ? get_column_width (prop_id) : 0);
  gtk_column_view_column_set_visible (column, visible);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static gboolean
fit_columns_cb (gpointer user_data)
{
  PreampCandidateTable *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled_window);
  double width = gtk_adjustment_get_page_size (adjustment);

  self->fit_id = 0;

  if (width >= 1 && !self->chosen)
    {
      show_column (self, PROP_SHOW_TABLE, width >= WIDTH_WITH_TABLE);
      show_column (self, PROP_SHOW_SCHEMA, width >= WIDTH_WITH_SCHEMA);
      show_column (self, PROP_SHOW_CATALOG, width >= WIDTH_WITH_CATALOG);
      show_column (self, PROP_SHOW_TYPE, width >= WIDTH_WITH_TYPE);
    }

  return G_SOURCE_REMOVE;
}

/* Never inside an allocation, where this is called. */
static void
queue_fit_columns (PreampCandidateTable *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fit_columns_cb, self, NULL);
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

static int
compare_text_cb (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  return preamp_datasource_item_compare_text ((PreampDatasourceItem *) a,
                                              (PreampDatasourceItem *) b,
                                              get_text_column (user_data));
}

static int
compare_status_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
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
set_up_text_column (GtkColumnViewColumn    *column,
                    PreampDatasourceColumn  text_column)
{
  gpointer user_data = GUINT_TO_POINTER (text_column);

  set_up_column (column,
                 G_CALLBACK (setup_text_cb),
                 G_CALLBACK (bind_text_cb),
                 G_CALLBACK (unbind_text_cb),
                 GTK_SORTER (gtk_custom_sorter_new (compare_text_cb, user_data, NULL)),
                 user_data);
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
                           gtk_column_view_column_get_visible (get_column (self, prop_id)));
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
      self->chosen = TRUE;
      show_column (self, prop_id, g_value_get_boolean (value));
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

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-candidate-table.ui");
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

  set_up_column (self->check_column,
                 G_CALLBACK (setup_check_cb),
                 G_CALLBACK (bind_check_cb),
                 G_CALLBACK (unbind_check_cb),
                 NULL, NULL);
  set_up_column (self->status_column,
                 G_CALLBACK (setup_status_cb),
                 G_CALLBACK (bind_status_cb),
                 G_CALLBACK (unbind_status_cb),
                 GTK_SORTER (gtk_custom_sorter_new (compare_status_cb, NULL, NULL)),
                 NULL);
  set_up_text_column (self->name_column, PREAMP_DATASOURCE_COLUMN_NAME);
  set_up_text_column (self->type_column, PREAMP_DATASOURCE_COLUMN_TYPE);
  set_up_text_column (self->catalog_column, PREAMP_DATASOURCE_COLUMN_CATALOG);
  set_up_text_column (self->schema_column, PREAMP_DATASOURCE_COLUMN_SCHEMA);
  set_up_text_column (self->table_column, PREAMP_DATASOURCE_COLUMN_TABLE);

  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled_window),
                           "notify::page-size",
                           G_CALLBACK (queue_fit_columns), self, G_CONNECT_SWAPPED);

  preamp_candidate_table_set_direction (self, PREAMP_DIRECTION_MIGRATE);
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
 * Candidates come by name; what was moved, newest first.
 */
void
preamp_candidate_table_set_direction (PreampCandidateTable *self,
                                      PreampDirection       direction)
{
  g_return_if_fail (PREAMP_IS_CANDIDATE_TABLE (self));

  /* Not after what was sorted by before. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);

  if (direction == PREAMP_DIRECTION_REVERSE)
    gtk_column_view_sort_by_column (self->view, self->status_column, GTK_SORT_DESCENDING);
  else
    gtk_column_view_sort_by_column (self->view, self->name_column, GTK_SORT_ASCENDING);
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
