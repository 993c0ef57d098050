/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-table"

#include "config.h"

#include "preamp-activity-table.h"

#include <glib/gi18n.h>

#include "preamp-activity-words.h"
#include "preamp-outcome-bar.h"
#include "preamp-rows.h"
#include "preamp-text-size.h"

/**
 * PreampActivityTable:
 *
 * The runs or the attempts of the activity as a table. A row that was not read yet stands there
 * without words, and gets them when it was.
 */
struct _PreampActivityTable
{
  AdwBin               parent_instance;

  PreampActivityKind   kind;
  int                  scale;

  /* template */
  GtkColumnView       *view;
  GtkColumnViewColumn *when_column;
  GtkColumnViewColumn *title_column;
  GtkColumnViewColumn *what_column;
  GtkColumnViewColumn *integration_column;
  GtkColumnViewColumn *outcome_column;
  GtkColumnViewColumn *bar_column;
  GtkColumnViewColumn *duration_column;
};

G_DEFINE_FINAL_TYPE (PreampActivityTable, preamp_activity_table, ADW_TYPE_BIN)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef char *(*DupText) (PreampActivityItem *item);

/* How a cell is filled from its item. */
typedef struct
{
  GtkWidget *(*create) (void);
  void       (*update) (GtkWidget          *cell,
                        PreampActivityItem *item);
  DupText    dup_text;
} CellKind;

/* Cells */

static GtkWidget *
create_text (void)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (inscription, TRUE);
  gtk_widget_set_valign (inscription, GTK_ALIGN_CENTER);

  return inscription;
}

static GtkWidget *
create_outcome (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE,
                                               "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               NULL));
  gtk_box_append (GTK_BOX (box), create_text ());

  return box;
}

static void
update_outcome (GtkWidget          *box,
                PreampActivityItem *item)
{
  GtkWidget *image = gtk_widget_get_first_child (box);
  GtkWidget *words = gtk_widget_get_next_sibling (image);
  PreampStatus status = preamp_activity_words_get_status (item);
  const char *css_class = preamp_status_get_css_class (status);
  gboolean loaded = preamp_activity_item_get_loaded (item);
  gboolean broken = status == PREAMP_STATUS_INCOMPLETE;
  g_autofree char *text = preamp_activity_words_dup_outcome (item);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), loaded ? preamp_status_get_icon_name (status)
                                                          : "content-loading-symbolic");
  gtk_widget_set_css_classes (image, (const char *[]) { css_class != NULL ? css_class : "status",
                                                        NULL });
  gtk_inscription_set_text (GTK_INSCRIPTION (words), text);
  gtk_widget_set_css_classes (words, (const char *[]) { broken ? "error" : "status",
                                                        broken ? "heading" : NULL,
                                                        NULL });
}

static GtkWidget *
create_bar (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *bar = preamp_outcome_bar_new ();
  GtkWidget *ratio = create_text ();

  gtk_widget_set_size_request (bar, 96, -1);
  gtk_widget_add_css_class (ratio, "dim-label");
  gtk_widget_add_css_class (ratio, "numeric");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), ratio);

  return box;
}

static void
update_bar (GtkWidget          *box,
            PreampActivityItem *item)
{
  const PreampRunSummary *summary = preamp_activity_item_get_summary (item);
  GtkWidget *bar = gtk_widget_get_first_child (box);
  GtkWidget *ratio = gtk_widget_get_next_sibling (bar);
  g_autofree char *text = preamp_activity_words_dup_ratio (item);

  gtk_widget_set_visible (bar, summary != NULL);
  if (summary != NULL)
    preamp_outcome_bar_set_counts (PREAMP_OUTCOME_BAR (bar), summary->counts,
                                   summary->contradicted);
  gtk_inscription_set_text (GTK_INSCRIPTION (ratio), text);
}

static const CellKind when_cell = { create_text, NULL, preamp_activity_words_dup_when };
static const CellKind title_cell = { create_text, NULL, preamp_activity_words_dup_title };
static const CellKind what_cell = { create_text, NULL, preamp_activity_words_dup_what };
static const CellKind integration_cell = { create_text, NULL,
                                           preamp_activity_words_dup_integration };
static const CellKind outcome_cell = { create_outcome, update_outcome, NULL };
static const CellKind bar_cell = { create_bar, update_bar, NULL };
static const CellKind duration_cell = { create_text, NULL, preamp_activity_words_dup_duration };

static void
update_cell (GtkWidget          *cell,
             PreampActivityItem *item)
{
  const CellKind *kind = g_object_get_data (G_OBJECT (cell), "kind");

  if (kind->update != NULL)
    {
      kind->update (cell, item);
    }
  else
    {
      g_autofree char *text = kind->dup_text (item);

      gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
    }

  if (kind == &title_cell)
    {
      g_autofree char *label = preamp_activity_words_dup_label (item);

      preamp_rows_set_label (cell, label);
    }
}

static void
loaded_cb (GtkWidget          *cell,
           GParamSpec         *pspec,
           PreampActivityItem *item)
{
  update_cell (cell, item);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          const CellKind           *kind)
{
  GtkWidget *cell = kind->create ();

  g_object_set_data (G_OBJECT (cell), "kind", (gpointer) kind);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         const CellKind           *kind)
{
  PreampActivityItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *cell = gtk_list_item_get_child (list_item);

  preamp_rows_set_item (cell, item);
  g_signal_connect_object (item, "notify::loaded", G_CALLBACK (loaded_cb), cell,
                           G_CONNECT_SWAPPED);
  update_cell (cell, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           const CellKind           *kind)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);

  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), cell);
  preamp_rows_set_item (cell, NULL);
}

static void
set_up_column (GtkColumnViewColumn *column,
               const CellKind      *kind)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) kind);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) kind);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) kind);
  gtk_column_view_column_set_factory (column, factory);
}

static void
activate_cb (PreampActivityTable *self,
             guint                position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  g_autoptr (PreampActivityItem) item = g_list_model_get_item (model, position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

/* As wide as text of its size needs. */
static void
set_width (PreampActivityTable *self,
           GtkColumnViewColumn *column,
           int                  width)
{
  gtk_column_view_column_set_fixed_width (column,
                                          preamp_text_size_scale (GTK_WIDGET (self), width));
}

/* The view adds up the fixed widths of hidden columns as well. */
static void
show_column (PreampActivityTable *self,
             GtkColumnViewColumn *column,
             gboolean             visible,
             int                  width)
{
  set_width (self, column, visible ? width : 0);
  gtk_column_view_column_set_visible (column, visible);
}

/* The other one has what is left. */
static void
share_room (PreampActivityTable *self,
            GtkColumnViewColumn *column,
            gboolean             expand,
            int                  width)
{
  gtk_column_view_column_set_expand (column, expand);
  if (expand)
    gtk_column_view_column_set_fixed_width (column, -1);
  else
    set_width (self, column, width);
}

static void
preamp_activity_table_class_init (PreampActivityTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * PreampActivityTable::activated:
   * @self: the table
   * @item: the row
   *
   * A row was activated.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, PREAMP_TYPE_ACTIVITY_ITEM);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-activity-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampActivityTable, view);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityTable, when_column);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityTable, title_column);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityTable, what_column);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityTable, integration_column);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityTable, outcome_column);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityTable, bar_column);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityTable, duration_column);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
preamp_activity_table_init (PreampActivityTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  set_up_column (self->when_column, &when_cell);
  set_up_column (self->title_column, &title_cell);
  set_up_column (self->what_column, &what_cell);
  set_up_column (self->integration_column, &integration_cell);
  set_up_column (self->outcome_column, &outcome_cell);
  set_up_column (self->bar_column, &bar_cell);
  set_up_column (self->duration_column, &duration_cell);
  preamp_activity_table_set_kind (self, PREAMP_ACTIVITY_RUNS);
}

/**
 * preamp_activity_table_new:
 *
 * Creates an empty table of runs.
 *
 * Returns: (transfer full): a new `PreampActivityTable`
 */
GtkWidget *
preamp_activity_table_new (void)
{
  return g_object_new (PREAMP_TYPE_ACTIVITY_TABLE, NULL);
}

/**
 * preamp_activity_table_set_kind:
 * @self: a `PreampActivityTable`
 * @kind: what it shows
 *
 * Shows the columns for runs or for attempts, as wide as the size of text asks for.
 */
void
preamp_activity_table_set_kind (PreampActivityTable *self,
                                PreampActivityKind   kind)
{
  gboolean runs = kind == PREAMP_ACTIVITY_RUNS;
  int scale;

  g_return_if_fail (PREAMP_IS_ACTIVITY_TABLE (self));

  /* Columns keep the widths that somebody gave them. */
  scale = preamp_text_size_scale (GTK_WIDGET (self), 100);
  if (self->kind == kind && self->scale == scale)
    return;

  self->kind = kind;
  self->scale = scale;

  gtk_column_view_column_set_title (self->when_column, runs ? _("Started") : _("Sent"));
  gtk_column_view_column_set_title (self->title_column, runs ? _("Run") : _("Datasource"));
  share_room (self, self->title_column, !runs, 112);
  share_room (self, self->integration_column, runs, 190);
  set_width (self, self->when_column, 150);
  set_width (self, self->outcome_column, 200);
  set_width (self, self->duration_column, 104);
  show_column (self, self->what_column, !runs, 92);
  show_column (self, self->bar_column, runs, 200);
}

/**
 * preamp_activity_table_set_model:
 * @self: a `PreampActivityTable`
 * @model: (nullable): a selection over a [class@ActivityModel]
 *
 * Shows other rows.
 */
void
preamp_activity_table_set_model (PreampActivityTable *self,
                                 GtkSelectionModel   *model)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_TABLE (self));
  g_return_if_fail (model == NULL || GTK_IS_SELECTION_MODEL (model));

  gtk_column_view_set_model (self->view, model);
}

/**
 * preamp_activity_table_get_model:
 * @self: a `PreampActivityTable`
 *
 * Returns: (transfer none) (nullable): its rows
 */
GtkSelectionModel *
preamp_activity_table_get_model (PreampActivityTable *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_TABLE (self), NULL);

  return gtk_column_view_get_model (self->view);
}
