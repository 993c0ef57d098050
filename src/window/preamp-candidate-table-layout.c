/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-table"

#include "config.h"

#include "preamp-candidate-table-private.h"

#include "preamp-text-size.h"

#include <string.h>

/* What somebody can choose of a table, and finds again: which columns it has, how wide they are,
 * and what it is sorted by. */

#define CHECK_WIDTH 42
#define FAIR_NAME_WIDTH 260
#define GOOD_NAME_WIDTH 330
#define STATUS_WIDTH 222
#define TABLE_WIDTH 184
#define SCHEMA_WIDTH 92
#define CATALOG_WIDTH 104
#define TYPE_WIDTH 162

/* Narrower a column could not be found again. */
#define LEAST_WIDTH 40

/**
 * preamp_candidate_table_init_columns: (skip)
 * @self: the table
 *
 * Describes the columns.
 */
void
preamp_candidate_table_init_columns (PreampCandidateTable *self)
{
  const PreampCandidateColumn columns[PREAMP_N_CANDIDATE_COLUMNS] = {
    [PREAMP_CANDIDATE_COLUMN_NAME] = { self, self->name_column, "name",
                                       PREAMP_DATASOURCE_COLUMN_NAME, -1 },
    [PREAMP_CANDIDATE_COLUMN_STATUS] = { self, self->status_column, "status",
                                         PREAMP_N_DATASOURCE_COLUMNS, STATUS_WIDTH },
    [PREAMP_CANDIDATE_COLUMN_TABLE] = { self, self->table_column, "table",
                                        PREAMP_DATASOURCE_COLUMN_TABLE, TABLE_WIDTH },
    [PREAMP_CANDIDATE_COLUMN_SCHEMA] = { self, self->schema_column, "schema",
                                         PREAMP_DATASOURCE_COLUMN_SCHEMA, SCHEMA_WIDTH },
    [PREAMP_CANDIDATE_COLUMN_CATALOG] = { self, self->catalog_column, "catalog",
                                          PREAMP_DATASOURCE_COLUMN_CATALOG, CATALOG_WIDTH },
    [PREAMP_CANDIDATE_COLUMN_TYPE] = { self, self->type_column, "type",
                                       PREAMP_DATASOURCE_COLUMN_TYPE, TYPE_WIDTH },
  };

  memcpy (self->columns, columns, sizeof columns);
}

/* Columns by width */

/* What somebody has chosen is left as it is. */
static int
get_base_width (PreampCandidateColumn *column)
{
  if (column->resized || column->width < 0)
    return column->width;

  return preamp_text_size_scale (GTK_WIDGET (column->table), column->width);
}

static int
get_width (PreampCandidateColumn *column)
{
  return get_base_width (column) + column->extra;
}

/* The view adds up the fixed widths of hidden columns as well. */
static void
apply_width (PreampCandidateColumn *column)
{
  column->table->updating = TRUE;
  gtk_column_view_column_set_fixed_width (
    column->column,
    gtk_column_view_column_get_visible (column->column) ? get_width (column) : 0);
  column->table->updating = FALSE;
}

static void
show_column (PreampCandidateColumn *column,
             gboolean               shown)
{
  g_autofree char *property = NULL;

  if (gtk_column_view_column_get_visible (column->column) == shown)
    return;

  gtk_column_view_column_set_visible (column->column, shown);
  apply_width (column);
  property = g_strconcat ("show-", column->name, NULL);
  g_object_notify (G_OBJECT (column->table), property);
}

/* What is over goes to the names first, and in a wide window to whatever else would be cut off. */
static void
share_out (PreampCandidateTable *self,
           int                   over)
{
  static const struct
  {
    PreampCandidateColumnId id;
    int                     part; /* of 12 */
    int                     most;
  } shares[] = {
    { PREAMP_CANDIDATE_COLUMN_STATUS, 2, 160 },
    { PREAMP_CANDIDATE_COLUMN_TABLE, 3, 260 },
    { PREAMP_CANDIDATE_COLUMN_SCHEMA, 1, 80 },
    { PREAMP_CANDIDATE_COLUMN_CATALOG, 1, 100 },
  };

  over -= preamp_text_size_scale (GTK_WIDGET (self), GOOD_NAME_WIDTH - FAIR_NAME_WIDTH);

  for (size_t i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      PreampCandidateColumn *column = &self->columns[shares[i].id];
      int extra = column->resized ? 0 : CLAMP (over * shares[i].part / 12, 0, shares[i].most);

      if (column->extra != extra)
        {
          column->extra = extra;
          apply_width (column);
        }
    }
}

static gboolean
fit_columns_cb (gpointer user_data)
{
  PreampCandidateTable *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled_window);
  double width = gtk_adjustment_get_page_size (adjustment);
  int taken;

  self->fit_id = 0;
  /* The names are what rows are told apart by: other columns come where those can be read. */
  taken = CHECK_WIDTH + get_base_width (&self->columns[PREAMP_CANDIDATE_COLUMN_STATUS]) +
          MAX (get_base_width (&self->columns[PREAMP_CANDIDATE_COLUMN_NAME]),
               preamp_text_size_scale (GTK_WIDGET (self), FAIR_NAME_WIDTH));

  for (guint i = PREAMP_CANDIDATE_COLUMN_TABLE;
       i < PREAMP_N_CANDIDATE_COLUMNS && width >= 1 && !self->chosen;
       i++)
    {
      taken += get_base_width (&self->columns[i]);
      show_column (&self->columns[i], width >= taken);
    }

  share_out (self, (int) width - taken);

  return G_SOURCE_REMOVE;
}

/* Never inside an allocation, where this is called. */
static void
queue_fit_columns (PreampCandidateTable *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fit_columns_cb, self, NULL);
}

/**
 * preamp_candidate_table_get_shown: (skip)
 * @self: the table
 * @id: a column
 *
 * Returns: whether the column is shown
 */
gboolean
preamp_candidate_table_get_shown (PreampCandidateTable    *self,
                                  PreampCandidateColumnId  id)
{
  return gtk_column_view_column_get_visible (self->columns[id].column);
}

static void
notify_chosen (PreampCandidateTable *self)
{
  g_object_notify (G_OBJECT (self), "fit-columns");
  g_object_notify (G_OBJECT (self), "chosen-columns");
}

/**
 * preamp_candidate_table_choose: (skip)
 * @self: the table
 * @id: a column
 * @shown: whether it is to be shown
 *
 * Shows or hides a column. From then on all columns are as they were chosen, whatever the width.
 */
void
preamp_candidate_table_choose (PreampCandidateTable    *self,
                               PreampCandidateColumnId  id,
                               gboolean                 shown)
{
  self->chosen = TRUE;
  show_column (&self->columns[id], shown);
  notify_chosen (self);
}

/**
 * preamp_candidate_table_fit: (skip)
 * @self: the table
 * @fit: whether as many columns are shown as there is room for; %FALSE leaves those that are shown
 *
 * Lets the columns go by the width, or not.
 */
void
preamp_candidate_table_fit (PreampCandidateTable *self,
                            gboolean              fit)
{
  if (self->chosen == !fit)
    return;

  self->chosen = !fit;
  queue_fit_columns (self);
  notify_chosen (self);
}

/**
 * preamp_candidate_table_dup_chosen: (skip)
 * @self: the table
 *
 * Returns: (transfer full): the names of the columns that were chosen, of type `mas`, nothing where
 *   they go by the width
 */
GVariant *
preamp_candidate_table_dup_chosen (PreampCandidateTable *self)
{
  const char *names[PREAMP_N_CANDIDATE_COLUMNS];
  GVariant *array = NULL;
  int n = 0;

  for (guint i = PREAMP_CANDIDATE_COLUMN_TABLE; i < PREAMP_N_CANDIDATE_COLUMNS; i++)
    {
      if (gtk_column_view_column_get_visible (self->columns[i].column))
        names[n++] = self->columns[i].name;
    }

  if (self->chosen)
    array = g_variant_new_strv (names, n);

  return g_variant_ref_sink (g_variant_new_maybe (G_VARIANT_TYPE_STRING_ARRAY, array));
}

/**
 * preamp_candidate_table_set_chosen: (skip)
 * @self: the table
 * @chosen: (nullable): the names of columns, of type `mas`
 *
 * Shows the columns that were chosen, or those that there is room for.
 */
void
preamp_candidate_table_set_chosen (PreampCandidateTable *self,
                                   GVariant             *chosen)
{
  g_autoptr (GVariant) before = preamp_candidate_table_dup_chosen (self);
  g_autoptr (GVariant) array = chosen != NULL ? g_variant_get_maybe (chosen) : NULL;
  g_autofree const char **names = array != NULL ? g_variant_get_strv (array, NULL) : NULL;
  g_autoptr (GVariant) after = NULL;

  self->chosen = names != NULL;

  for (guint i = PREAMP_CANDIDATE_COLUMN_TABLE;
       names != NULL && i < PREAMP_N_CANDIDATE_COLUMNS;
       i++)
    show_column (&self->columns[i], g_strv_contains (names, self->columns[i].name));

  after = preamp_candidate_table_dup_chosen (self);
  if (g_variant_equal (before, after))
    return;

  queue_fit_columns (self);
  notify_chosen (self);
}

static void
text_size_cb (PreampCandidateTable *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_size_request (
    widget, preamp_text_size_scale (widget, PREAMP_CANDIDATE_TABLE_LEAST_WIDTH), -1);
  apply_width (&self->columns[PREAMP_CANDIDATE_COLUMN_STATUS]);
  queue_fit_columns (self);
}

/* Widths */

static void
resized_cb (GtkColumnViewColumn   *view_column,
            GParamSpec            *pspec,
            PreampCandidateColumn *column)
{
  int width = gtk_column_view_column_get_fixed_width (view_column);

  if (column->table->updating || width < LEAST_WIDTH || width == get_width (column))
    return;

  column->width = width;
  column->extra = 0;
  column->resized = TRUE;
  g_object_notify (G_OBJECT (column->table), "column-widths");
}

/**
 * preamp_candidate_table_dup_widths: (skip)
 * @self: the table
 *
 * Returns: (transfer full): the widths in pixels of the columns that were resized, by their names
 */
GVariant *
preamp_candidate_table_dup_widths (PreampCandidateTable *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));

  for (guint i = 0; i < PREAMP_N_CANDIDATE_COLUMNS; i++)
    {
      if (self->columns[i].resized)
        g_variant_builder_add (&builder, "{si}", self->columns[i].name, self->columns[i].width);
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * preamp_candidate_table_set_widths: (skip)
 * @self: the table
 * @widths: (nullable): widths in pixels, by the names of columns
 *
 * Gives columns the widths that they had.
 */
void
preamp_candidate_table_set_widths (PreampCandidateTable *self,
                                   GVariant             *widths)
{
  gboolean changed = FALSE;

  for (guint i = 0; widths != NULL && i < PREAMP_N_CANDIDATE_COLUMNS; i++)
    {
      PreampCandidateColumn *column = &self->columns[i];
      int width = 0;

      if (!g_variant_lookup (widths, column->name, "i", &width) || width < LEAST_WIDTH ||
          width == column->width)
        continue;

      column->width = width;
      column->extra = 0;
      column->resized = TRUE;
      apply_width (column);
      changed = TRUE;
    }

  if (!changed)
    return;

  queue_fit_columns (self);
  g_object_notify (G_OBJECT (self), "column-widths");
}

static gboolean
get_variant_cb (GValue   *value,
                GVariant *variant,
                gpointer  user_data)
{
  g_value_set_variant (value, variant);

  return TRUE;
}

static GVariant *
set_variant_cb (const GValue       *value,
                const GVariantType *expected_type,
                gpointer            user_data)
{
  return g_value_dup_variant (value);
}

/**
 * preamp_candidate_table_bind_columns:
 * @self: the table
 * @settings: settings
 * @chosen_key: a key of type `mas`
 * @widths_key: a key of type `a{si}`
 *
 * Remembers which columns were chosen, and how wide columns are.
 */
void
preamp_candidate_table_bind_columns (PreampCandidateTable *self,
                                     GSettings            *settings,
                                     const char           *chosen_key,
                                     const char           *widths_key)
{
  g_return_if_fail (PREAMP_IS_CANDIDATE_TABLE (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (chosen_key != NULL);
  g_return_if_fail (widths_key != NULL);

  g_settings_bind_with_mapping (settings, chosen_key, self, "chosen-columns",
                                G_SETTINGS_BIND_DEFAULT,
                                get_variant_cb, set_variant_cb, NULL, NULL);
  g_settings_bind_with_mapping (settings, widths_key, self, "column-widths",
                                G_SETTINGS_BIND_DEFAULT,
                                get_variant_cb, set_variant_cb, NULL, NULL);
}

/* Order */

static void
sorter_changed_cb (PreampCandidateTable *self)
{
  g_autoptr (GObject) other = NULL;
  GtkOrdering ordering;
  gboolean descending;

  /* The columns go one by one when the table does. */
  if (self->updating || self->probe == NULL)
    return;

  other = g_object_new (G_TYPE_OBJECT, NULL);
  self->probed = NULL;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), self->probe, other);
  descending = ordering == GTK_ORDERING_LARGER;

  if (self->probed == NULL || (self->probed == self->sorted && self->descending == descending))
    return;

  self->sorted = self->probed;
  self->descending = descending;
  g_object_notify (G_OBJECT (self), "sort-column");
  g_object_notify (G_OBJECT (self), "sort-descending");
}

/**
 * preamp_candidate_table_sort: (skip)
 * @self: the table
 * @name: (nullable): the name of a column
 * @descending: whether the last come first
 *
 * Sorts the rows. A name that no column has changes nothing.
 */
void
preamp_candidate_table_sort (PreampCandidateTable *self,
                             const char           *name,
                             gboolean              descending)
{
  for (guint i = 0; i < PREAMP_N_CANDIDATE_COLUMNS; i++)
    {
      PreampCandidateColumn *column = &self->columns[i];

      if (g_strcmp0 (column->name, name) != 0 ||
          (column == self->sorted && self->descending == descending))
        continue;

      /* Not after what was sorted by before. */
      self->updating = TRUE;
      gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
      self->updating = FALSE;
      gtk_column_view_sort_by_column (self->view, column->column,
                                      descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}

/**
 * preamp_candidate_table_follow_layout: (skip)
 * @self: the table
 *
 * Follows the width there is, and what is done with the titles of the columns.
 */
void
preamp_candidate_table_follow_layout (PreampCandidateTable *self)
{
  self->probe = g_object_new (G_TYPE_OBJECT, NULL);
  text_size_cb (self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (text_size_cb), self, G_CONNECT_SWAPPED);

  for (guint i = 0; i < PREAMP_N_CANDIDATE_COLUMNS; i++)
    g_signal_connect (self->columns[i].column, "notify::fixed-width",
                      G_CALLBACK (resized_cb), &self->columns[i]);

  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled_window),
                           "notify::page-size",
                           G_CALLBACK (queue_fit_columns), self, G_CONNECT_SWAPPED);
}
