/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-page"

#include "config.h"

#include "preamp-candidate-page-private.h"

#include "preamp-datasource-row.h"

/**
 * PreampCandidatePage:
 *
 * One of Domo's two lists of an integration: search, filter, table or rows, what is selected, and
 * the way to the review.
 */
G_DEFINE_FINAL_TYPE (PreampCandidatePage, preamp_candidate_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_CURSOR = 1,
  PROP_HAS_ROWS,
} PreampCandidatePageProperty;

static GParamSpec *properties[PROP_HAS_ROWS + 1];

static void
model_changed_cb (PreampDatasourceModel *model,
                  gboolean               reorder,
                  PreampCandidatePage   *self)
{
  gboolean at_top = preamp_candidate_page_get_at_top (self);

  preamp_datasource_pipeline_refilter (self->pipeline, reorder);
  preamp_candidate_page_update (self);

  if (at_top)
    preamp_candidate_page_go_to_top (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->rows_unseen = TRUE;
}

/* What is selected of a list stays with it while another one is shown. */
static GQuark
get_selected_quark (void)
{
  return g_quark_from_static_string ("preamp-candidate-page-selected");
}

static void
keep_selection (PreampCandidatePage *self)
{
  if (self->list != NULL && self->model != NULL)
    g_object_set_qdata_full (G_OBJECT (self->list), get_selected_quark (),
                             preamp_datasource_model_dup_selected (self->model),
                             (GDestroyNotify) g_ptr_array_unref);
}

static void
restore_selection (PreampCandidatePage *self)
{
  g_autoptr (GPtrArray) selected = NULL;

  selected = g_object_steal_qdata (G_OBJECT (self->list), get_selected_quark ());

  for (guint i = 0; selected != NULL && i < selected->len; i++)
    {
      const char *id = preamp_candidate_get_id (g_ptr_array_index (selected, i));
      PreampDatasourceItem *item = preamp_datasource_model_look_up (self->model, id);

      if (item != NULL)
        preamp_datasource_model_select (self->model, item, TRUE);
    }
}

static void
cursor_changed_cb (PreampCandidatePage *self)
{
  preamp_candidate_page_follow_cursor (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}

/* Of the two views of the same rows only the one that is shown has them, and neither while they
 * are sorted in steps. */
static void
apply_squeezed (PreampCandidatePage *self)
{
  gboolean narrow = adw_squeezer_get_visible_child (self->squeezer) == self->list_window;
  GtkSelectionModel *selection = NULL;

  if (!preamp_datasource_pipeline_get_sorting (self->pipeline))
    selection = preamp_datasource_pipeline_get_selection (self->pipeline);

  preamp_candidate_table_set_model (self->table, narrow ? NULL : selection);
  gtk_list_view_set_model (self->list_view, narrow ? selection : NULL);
  /* Rows without titles of columns are sorted by the menu alone. */
  gtk_menu_button_set_menu_model (self->view_button, narrow ? self->sort_menu : self->view_menu);
  preamp_candidate_page_follow_cursor (self);
}

static gboolean
squeezed_idle_cb (gpointer user_data)
{
  PreampCandidatePage *self = user_data;

  self->squeezed_id = 0;
  apply_squeezed (self);

  return G_SOURCE_REMOVE;
}

/* Never inside an allocation, where the squeezer changes its mind. */
static void
squeezed_cb (PreampCandidatePage *self)
{
  if (self->squeezed_id == 0)
    self->squeezed_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, squeezed_idle_cb, self, NULL);
}

static void
sorting_changed_cb (PreampCandidatePage *self)
{
  apply_squeezed (self);
  preamp_candidate_page_update (self);
}

/* Search and filter */

static void
search_changed_cb (PreampCandidatePage *self)
{
  preamp_datasource_pipeline_set_search (self->pipeline,
                                         gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  preamp_candidate_page_update (self);
}

/* From what was typed down into what was found. */
static gboolean
search_key_cb (PreampCandidatePage *self,
               guint                keyval,
               guint                keycode,
               GdkModifierType      state)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  preamp_candidate_page_focus_rows (self);

  return GDK_EVENT_STOP;
}

static void
search_mode_cb (PreampCandidatePage *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;

  /* It would be lost with the entry. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->search_bar)) != NULL)
    preamp_candidate_page_focus_rows (self);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  preamp_datasource_pipeline_set_search (self->pipeline, NULL);
  preamp_candidate_page_update (self);
}

static void
group_changed_cb (PreampCandidatePage *self)
{
  preamp_datasource_pipeline_set_group (self->pipeline,
                                        preamp_filter_chips_get_group (self->chips));
  preamp_candidate_page_update (self);
}

static void
info_response_cb (PreampCandidatePage *self,
                  int                  response)
{
  g_free (self->closed_info);
  g_free (self->chosen_id);
  self->closed_info = g_strdup (gtk_label_get_text (self->info_label));
  gtk_info_bar_set_revealed (self->info_bar, FALSE);
}

static void
preamp_candidate_page_map (GtkWidget *widget)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);

  GTK_WIDGET_CLASS (preamp_candidate_page_parent_class)->map (widget);

  if (self->rows_unseen)
    preamp_candidate_page_go_to_top (self);

  self->rows_unseen = FALSE;
  preamp_candidate_page_pursue_focus (self);
}

static void
preamp_candidate_page_unmap (GtkWidget *widget)
{
  PREAMP_CANDIDATE_PAGE (widget)->focus_wanted = FALSE;

  GTK_WIDGET_CLASS (preamp_candidate_page_parent_class)->unmap (widget);
}

static void
preamp_candidate_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (preamp_candidate_page_parent_class)->root (widget);

  preamp_candidate_page_watch_focus (PREAMP_CANDIDATE_PAGE (widget));
}

static void
preamp_candidate_page_unroot (GtkWidget *widget)
{
  preamp_candidate_page_unwatch_focus (PREAMP_CANDIDATE_PAGE (widget));

  GTK_WIDGET_CLASS (preamp_candidate_page_parent_class)->unroot (widget);
}

static void
preamp_candidate_page_dispose (GObject *object)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (object);

  g_clear_handle_id (&self->squeezed_id, g_source_remove);
  g_clear_handle_id (&self->to_top_id, g_source_remove);
  if (self->table != NULL)
    preamp_candidate_table_set_model (self->table, NULL);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);

  g_clear_object (&self->list_signals);
  g_clear_object (&self->model_signals);
  /* Before the table, by which it sorts. */
  g_clear_object (&self->pipeline);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_CANDIDATE_PAGE);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->model);
  g_clear_object (&self->list);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (preamp_candidate_page_parent_class)->dispose (object);
}

static void
preamp_candidate_page_finalize (GObject *object)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (object);

  g_free (self->closed_info);

  G_OBJECT_CLASS (preamp_candidate_page_parent_class)->finalize (object);
}

static void
preamp_candidate_page_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (object);

  switch ((PreampCandidatePageProperty) prop_id)
    {
    case PROP_CURSOR:
      g_value_set_object (value, preamp_candidate_page_get_cursor (self));
      break;

    case PROP_HAS_ROWS:
      g_value_set_boolean (value, self->has_rows);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_candidate_page_class_init (PreampCandidatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_candidate_page_dispose;
  object_class->finalize = preamp_candidate_page_finalize;
  object_class->get_property = preamp_candidate_page_get_property;
  widget_class->map = preamp_candidate_page_map;
  widget_class->unmap = preamp_candidate_page_unmap;
  widget_class->root = preamp_candidate_page_root;
  widget_class->unroot = preamp_candidate_page_unroot;

  /**
   * PreampCandidatePage:cursor:
   *
   * The row under the cursor.
   */
  properties[PROP_CURSOR] = g_param_spec_object ("cursor", NULL, NULL,
                                                 PREAMP_TYPE_DATASOURCE_ITEM,
                                                 G_PARAM_READABLE |
                                                 G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  /**
   * PreampCandidatePage:has-rows:
   *
   * Whether there are rows, and not a page in their place.
   */
  properties[PROP_HAS_ROWS] = g_param_spec_boolean ("has-rows", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE |
                                                    G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PREAMP_TYPE_CANDIDATE_TABLE);
  g_type_ensure (PREAMP_TYPE_DATASOURCE_ROW);
  g_type_ensure (PREAMP_TYPE_ERROR_PAGE);
  g_type_ensure (PREAMP_TYPE_FILTER_CHIPS);
  g_type_ensure (PREAMP_TYPE_ROW_MENU);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-candidate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, info_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, info_label);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, problems_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, problems_label);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, info_retry_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, chips_box);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, chips_window);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, chips);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, refresh_spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, view_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, view_menu);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, sort_menu);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, sorting_spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, error_page);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, no_results_page);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, row_menu);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, migrate_menu);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, reverse_menu);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, squeezer);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, table);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, list_window);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, list_view);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, hidden_label);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, select_all_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, selection_menu);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, review_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, narrow_review_button);

  gtk_widget_class_bind_template_callback_full (widget_class, "activate_cb",
                                                G_CALLBACK (preamp_candidate_page_activate));
  gtk_widget_class_bind_template_callback_full (widget_class, "choose_cb",
                                                G_CALLBACK (preamp_candidate_page_choose));
  gtk_widget_class_bind_template_callback (widget_class, group_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, info_response_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "key_pressed_cb",
                                                G_CALLBACK (preamp_candidate_page_press_key));
  gtk_widget_class_bind_template_callback_full (
    widget_class, "focus_rows_cb", G_CALLBACK (preamp_candidate_page_focus_rows));
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, squeezed_cb);

  preamp_candidate_page_install_actions (widget_class);
  preamp_candidate_page_install_row_actions (widget_class);
}

static void
preamp_candidate_page_init (PreampCandidatePage *self)
{
  static const char * const columns[] = {
    "show-type", "show-catalog", "show-schema", "show-table", "fit-columns", "sort-column",
    "sort-descending",
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->pipeline = preamp_datasource_pipeline_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GPropertyAction) action = NULL;

      action = g_property_action_new (columns[i], self->table, columns[i]);
      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
    }

  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (actions));

  preamp_datasource_pipeline_set_sorter (self->pipeline,
                                         preamp_candidate_table_get_sorter (self->table));
  g_signal_connect_object (self->pipeline, "notify::sorting",
                           G_CALLBACK (sorting_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pipeline, "notify::cursor",
                           G_CALLBACK (cursor_changed_cb), self, G_CONNECT_SWAPPED);
  preamp_candidate_page_init_focus (self);
  preamp_candidate_page_init_width (self);

  self->list_signals = g_signal_group_new (PREAMP_TYPE_CANDIDATE_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify",
                                  G_CALLBACK (preamp_candidate_page_update), self);
  self->model_signals = g_signal_group_new (PREAMP_TYPE_DATASOURCE_MODEL);
  g_signal_group_connect (self->model_signals, "changed", G_CALLBACK (model_changed_cb), self);

  apply_squeezed (self);
  preamp_candidate_page_update_texts (self);
}

/**
 * preamp_candidate_page_new:
 *
 * Creates a page without a list. It activates actions of widgets above it: `page.show-details`,
 * and `toast.copied`, with what is to be said.
 *
 * Returns: (transfer full): a new `PreampCandidatePage`
 */
GtkWidget *
preamp_candidate_page_new (void)
{
  return g_object_new (PREAMP_TYPE_CANDIDATE_PAGE, NULL);
}

/**
 * preamp_candidate_page_set_list:
 * @self: a `PreampCandidatePage`
 * @workspace: (nullable): the instance's workspace
 * @list: (nullable): one of Domo's lists
 *
 * Shows @list, and reads it where that was not done yet. What was selected of it when it was shown
 * before is selected again, as far as it still can be.
 */
void
preamp_candidate_page_set_list (PreampCandidatePage *self,
                                PreampWorkspace     *workspace,
                                PreampCandidateList *list)
{
  g_return_if_fail (PREAMP_IS_CANDIDATE_PAGE (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (list == NULL || PREAMP_IS_CANDIDATE_LIST (list));

  if (self->list == list && self->workspace == workspace)
    return;

  keep_selection (self);
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->list, list);
  g_clear_object (&self->model);
  g_clear_pointer (&self->closed_info, g_free);

  if (list != NULL)
    {
      self->model = preamp_datasource_model_new (G_LIST_MODEL (list),
                                                 preamp_candidate_list_get_integration (list),
                                                 preamp_candidate_list_get_direction (list),
                                                 workspace != NULL ?
                                                   preamp_workspace_get_standings (workspace) :
                                                   NULL);
      restore_selection (self);
    }

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  preamp_filter_chips_set_group (self->chips, PREAMP_DATASOURCE_GROUP_ALL);
  preamp_datasource_pipeline_set_model (self->pipeline, self->model);
  if (list != NULL)
    preamp_candidate_table_set_direction (self->table, preamp_candidate_page_get_direction (self));
  g_signal_group_set_target (self->list_signals, list);
  g_signal_group_set_target (self->model_signals, self->model);
  preamp_candidate_page_update_texts (self);
  preamp_candidate_page_update (self);

  if (list != NULL && !preamp_candidate_list_get_loaded (list) &&
      !preamp_candidate_list_get_loading (list))
    gtk_widget_activate_action (GTK_WIDGET (self), "candidates.refresh", NULL);
}

/**
 * preamp_candidate_page_bind_settings:
 * @self: a `PreampCandidatePage`
 * @settings: the program's settings, or those of the sandbox
 * @direction: which of Domo's lists it is for
 *
 * Shows the table as it was left, and remembers how it is left.
 */
void
preamp_candidate_page_bind_settings (PreampCandidatePage *self,
                                     GSettings           *settings,
                                     PreampDirection      direction)
{
  gboolean reverse = direction == PREAMP_DIRECTION_REVERSE;

  g_return_if_fail (PREAMP_IS_CANDIDATE_PAGE (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  preamp_candidate_table_set_direction (self->table, direction);
  g_settings_bind (settings, reverse ? "reverse-sort-column" : "migrate-sort-column",
                   self->table, "sort-column", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, reverse ? "reverse-sort-descending" : "migrate-sort-descending",
                   self->table, "sort-descending", G_SETTINGS_BIND_DEFAULT);
  preamp_candidate_table_bind_columns (self->table, settings, "shown-columns", "column-widths");
}

/**
 * preamp_candidate_page_get_cursor:
 * @self: a `PreampCandidatePage`
 *
 * Returns: (transfer none) (nullable): the row under the cursor
 */
PreampDatasourceItem *
preamp_candidate_page_get_cursor (PreampCandidatePage *self)
{
  g_return_val_if_fail (PREAMP_IS_CANDIDATE_PAGE (self), NULL);

  return self->pipeline != NULL ? preamp_datasource_pipeline_get_cursor (self->pipeline) : NULL;
}

/**
 * preamp_candidate_page_has_attention:
 * @self: a `PreampCandidatePage`
 *
 * Returns: whether any of its rows needs attention
 */
gboolean
preamp_candidate_page_has_attention (PreampCandidatePage *self)
{
  PreampDatasourceCounts counts;

  g_return_val_if_fail (PREAMP_IS_CANDIDATE_PAGE (self), FALSE);

  preamp_datasource_pipeline_count (self->pipeline, &counts);

  return counts.n_total[PREAMP_DATASOURCE_GROUP_ATTENTION] > 0;
}

/**
 * preamp_candidate_page_search:
 * @self: a `PreampCandidatePage`
 *
 * Opens the search, or closes it where the keyboard is in it already.
 */
void
preamp_candidate_page_search (PreampCandidatePage *self)
{
  g_return_if_fail (PREAMP_IS_CANDIDATE_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar,
                                  !gtk_search_bar_get_search_mode (self->search_bar));
}

/**
 * preamp_candidate_page_find:
 * @self: a `PreampCandidatePage`
 *
 * Goes to the search, and opens it where it is closed.
 */
void
preamp_candidate_page_find (PreampCandidatePage *self)
{
  g_return_if_fail (PREAMP_IS_CANDIDATE_PAGE (self));

  self->focus_wanted = FALSE;
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * preamp_candidate_page_show_group:
 * @self: a `PreampCandidatePage`
 * @group: a group
 *
 * Shows the rows of @group alone, without a search.
 */
void
preamp_candidate_page_show_group (PreampCandidatePage   *self,
                                  PreampDatasourceGroup  group)
{
  g_return_if_fail (PREAMP_IS_CANDIDATE_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  preamp_filter_chips_set_group (self->chips, group);
}
