/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-page"

#include "config.h"

#include "preamp-candidate-page.h"

#include "migration/preamp-plan.h"
#include "preamp-candidate-table.h"
#include "preamp-datasource-pipeline.h"
#include "preamp-datasource-row.h"
#include "preamp-error-page.h"
#include "preamp-filter-chips.h"
#include "preamp-migration-dialog.h"

#include <glib/gi18n.h>

/**
 * PreampCandidatePage:
 *
 * One of Domo's two lists of an integration: search, filter, table or rows, what is selected, and
 * the way to the review.
 */
struct _PreampCandidatePage
{
  AdwBin                    parent_instance;

  PreampWorkspace          *workspace;
  PreampCandidateList      *list;
  PreampDatasourceModel    *model;
  PreampDatasourcePipeline *pipeline;
  GSignalGroup             *list_signals;
  GSignalGroup             *model_signals;
  guint                     squeezed_id;
  gboolean                  has_rows;

  /* template */
  GtkSearchBar             *search_bar;
  GtkSearchEntry           *search_entry;
  GtkInfoBar               *info_bar;
  GtkLabel                 *info_label;
  GtkMenuButton            *problems_button;
  GtkLabel                 *problems_label;
  GtkWidget                *info_retry_button;
  GtkWidget                *hint_label;
  GtkWidget                *chips_box;
  GtkWidget                *chips_window;
  PreampFilterChips        *chips;
  GtkSpinner               *refresh_spinner;
  GtkWidget                *columns_button;
  GtkStack                 *stack;
  GtkSpinner               *loading_spinner;
  PreampErrorPage          *error_page;
  AdwStatusPage            *empty_page;
  AdwStatusPage            *no_results_page;
  AdwSqueezer              *squeezer;
  PreampCandidateTable     *table;
  GtkWidget                *list_window;
  GtkListView              *list_view;
  GtkWidget                *bottom_bar;
  GtkLabel                 *selected_label;
  GtkLabel                 *hidden_label;
  GtkWidget                *clear_button;
  GtkWidget                *select_all_button;
  GtkButton                *review_button;
  GtkWidget                *narrow_review_button;
};

G_DEFINE_FINAL_TYPE (PreampCandidatePage, preamp_candidate_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_CURSOR = 1,
  PROP_HAS_ROWS,
} PreampCandidatePageProperty;

static GParamSpec *properties[PROP_HAS_ROWS + 1];

static PreampDirection
get_direction (PreampCandidatePage *self)
{
  return self->list != NULL ? preamp_candidate_list_get_direction (self->list) :
                              PREAMP_DIRECTION_MIGRATE;
}

/* What is shown in place of the list, and beside it */

static void
update_info_bar (PreampCandidatePage *self)
{
  const GError *error = preamp_candidate_list_get_error (self->list);
  const char * const *problems = preamp_candidate_list_get_problems (self->list);
  guint n_problems = problems != NULL ? g_strv_length ((char **) problems) : 0;
  guint n_repeated = preamp_datasource_model_get_n_repeated (self->model);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) details = g_string_new (NULL);
  gboolean refresh_failed = error != NULL && preamp_candidate_list_get_loaded (self->list);

  if (refresh_failed)
    {
      g_string_append (text, _("This list could not be refreshed, and is shown as it was."));
      g_string_append (details, error->message);
    }

  if (n_problems > 0)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');

      g_string_append_printf (text,
                              ngettext ("%u row of Domo’s answer could not be read.",
                                        "%u rows of Domo’s answer could not be read.",
                                        n_problems),
                              n_problems);

      for (guint i = 0; i < n_problems; i++)
        g_string_append_printf (details, "%s%s", details->len > 0 ? "\n" : "", problems[i]);
    }

  if (n_repeated > 0)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');

      g_string_append_printf (text,
                              ngettext ("%u row repeats a datasource; the first one is shown.",
                                        "%u rows repeat a datasource; the first one is shown.",
                                        n_repeated),
                              n_repeated);
    }

  gtk_label_set_text (self->info_label, text->str);
  gtk_label_set_text (self->problems_label, details->str);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_button), details->len > 0);
  gtk_widget_set_visible (self->info_retry_button, refresh_failed);
  gtk_info_bar_set_revealed (self->info_bar, text->len > 0);
}

static void
update_texts (PreampCandidatePage *self)
{
  gboolean reverse = get_direction (self) == PREAMP_DIRECTION_REVERSE;

  gtk_button_set_label (self->review_button,
                        reverse ? _("_Review Reversal…") : _("_Review Migration…"));
  gtk_button_set_label (GTK_BUTTON (self->select_all_button),
                        reverse ? _("Select _All") : _("Select _All Ready"));
  adw_status_page_set_title (self->empty_page,
                             reverse ? _("Nothing Was Migrated") : _("Nothing to Migrate"));
  adw_status_page_set_description (self->empty_page,
                                   reverse ?
                                     _("Domo lists no datasource that was migrated to this "
                                       "integration. If you expected some, check that the "
                                       "integration and the datasources are shared with you.") :
                                     _("Domo lists no Federated datasource for this integration. "
                                       "If you expected some, check that the integration and the "
                                       "datasources are shared with you."));

  if (reverse)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->review_button), "suggested-action");
      gtk_widget_remove_css_class (self->narrow_review_button, "suggested-action");
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->review_button), "suggested-action");
      gtk_widget_add_css_class (self->narrow_review_button, "suggested-action");
    }
}

static void
update_selected (PreampCandidatePage          *self,
                 const PreampDatasourceCounts *counts)
{
  g_autofree char *selected = NULL;
  g_autofree char *hidden = NULL;

  if (counts->n_selected == 0)
    /* Translators: %u is how many rows there are */
    selected = g_strdup_printf (ngettext ("None of %u selected", "None of %u selected",
                                          counts->n_items),
                                counts->n_items);
  else
    /* Translators: %1$u is how many rows are selected, %2$u how many there are */
    selected = g_strdup_printf (ngettext ("%1$u of %2$u selected", "%1$u of %2$u selected",
                                          counts->n_selected),
                                counts->n_selected, counts->n_items);

  if (preamp_datasource_pipeline_get_group (self->pipeline) == PREAMP_DATASOURCE_GROUP_ALL)
    hidden = g_strdup_printf (ngettext ("%u of them is hidden by the search",
                                        "%u of them are hidden by the search",
                                        counts->n_hidden),
                              counts->n_hidden);
  else
    hidden = g_strdup_printf (ngettext ("%u of them is hidden by the filter",
                                        "%u of them are hidden by the filter",
                                        counts->n_hidden),
                              counts->n_hidden);

  gtk_label_set_text (self->selected_label, selected);
  gtk_label_set_text (self->hidden_label, hidden);
  gtk_widget_set_visible (GTK_WIDGET (self->hidden_label), counts->n_hidden > 0);
  gtk_widget_set_visible (self->clear_button, counts->n_selected > 0);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "candidates.clear", counts->n_selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "candidates.review",
                                 counts->n_selected > 0 && self->workspace != NULL);
}

static const char *
find_state (PreampCandidatePage          *self,
            const PreampDatasourceCounts *counts)
{
  PreampDatasourceGroup group = preamp_datasource_pipeline_get_group (self->pipeline);

  if (!preamp_candidate_list_get_loaded (self->list))
    return preamp_candidate_list_get_error (self->list) != NULL &&
           !preamp_candidate_list_get_loading (self->list) ? "error" : "loading";

  if (counts->n_items == 0)
    return "empty";

  return counts->n_found[group] > 0 ? "list" : "no-results";
}

static void
update (PreampCandidatePage *self)
{
  PreampDatasourceCounts counts;
  PreampDirection direction = get_direction (self);
  const char *state;
  gboolean rows;
  gboolean loading;
  gboolean chips;

  if (self->list == NULL)
    return;

  preamp_datasource_pipeline_count (self->pipeline, &counts);
  preamp_filter_chips_set_counts (self->chips, &counts, direction);
  update_selected (self, &counts);
  update_info_bar (self);

  state = find_state (self, &counts);
  rows = g_str_equal (state, "list") || g_str_equal (state, "no-results");
  loading = preamp_candidate_list_get_loading (self->list);
  /* What was moved is all of one kind, unless something is the matter with it. */
  chips = direction == PREAMP_DIRECTION_MIGRATE ||
          preamp_datasource_pipeline_get_group (self->pipeline) != PREAMP_DATASOURCE_GROUP_ALL ||
          counts.n_total[PREAMP_DATASOURCE_GROUP_MIGRATED] != counts.n_items;

  if (g_str_equal (state, "error"))
    {
      PreampIntegration *integration = preamp_candidate_list_get_integration (self->list);
      PreampConnection *connection = NULL;
      const char *base_uri = NULL;

      if (self->workspace != NULL)
        connection = preamp_workspace_get_connection (self->workspace);
      if (connection != NULL)
        base_uri = preamp_instance_get_base_uri (preamp_connection_get_instance (connection));

      preamp_error_page_set_error (self->error_page, base_uri,
                                   preamp_integration_get_engine (integration),
                                   preamp_candidate_list_get_error (self->list));
    }

  adw_status_page_set_description (self->no_results_page,
                                   preamp_datasource_pipeline_has_search (self->pipeline) ?
                                     _("No datasource here matches what you search for.") :
                                     _("No datasource here is of this status."));
  gtk_stack_set_visible_child_name (self->stack, state);
  gtk_spinner_set_spinning (self->loading_spinner, g_str_equal (state, "loading"));
  gtk_spinner_set_spinning (self->refresh_spinner, loading && rows);
  gtk_widget_set_visible (GTK_WIDGET (self->refresh_spinner), loading && rows);
  gtk_widget_set_visible (self->chips_box, rows);
  gtk_widget_set_visible (self->chips_window, chips);
  gtk_widget_set_visible (self->hint_label, !chips);
  gtk_widget_set_visible (self->bottom_bar, rows);

  if (self->has_rows != rows)
    {
      self->has_rows = rows;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ROWS]);
    }
}

static void
model_changed_cb (PreampDatasourceModel *model,
                  gboolean               reorder,
                  PreampCandidatePage   *self)
{
  preamp_datasource_pipeline_refilter (self->pipeline, reorder);
  update (self);
}

static void
cursor_changed_cb (PreampCandidatePage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}

/* Of the two views of the same rows only the one that is shown has them. */
static void
apply_squeezed (PreampCandidatePage *self)
{
  GtkSelectionModel *selection = preamp_datasource_pipeline_get_selection (self->pipeline);
  gboolean narrow = adw_squeezer_get_visible_child (self->squeezer) == self->list_window;

  preamp_candidate_table_set_model (self->table, narrow ? NULL : selection);
  gtk_list_view_set_model (self->list_view, narrow ? selection : NULL);
  gtk_widget_set_visible (self->columns_button, !narrow);
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

/* Search and filter */

static void
search_changed_cb (PreampCandidatePage *self)
{
  preamp_datasource_pipeline_set_search (self->pipeline,
                                         gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  update (self);
}

static void
search_mode_cb (PreampCandidatePage *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  preamp_datasource_pipeline_set_search (self->pipeline, NULL);
  update (self);
}

static void
group_changed_cb (PreampCandidatePage *self)
{
  preamp_datasource_pipeline_set_group (self->pipeline, preamp_filter_chips_get_group (self->chips));
  update (self);
}

static void
info_response_cb (PreampCandidatePage *self,
                  int                  response)
{
  gtk_info_bar_set_revealed (self->info_bar, FALSE);
}

/* Keys that a view would take for itself */

static gboolean
key_pressed_cb (PreampCandidatePage *self,
                guint                keyval,
                guint                keycode,
                GdkModifierType      state)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PreampDatasourceItem *cursor = preamp_datasource_pipeline_get_cursor (self->pipeline);
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if ((state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  if (control)
    {
      if (keyval == GDK_KEY_a || keyval == GDK_KEY_A)
        return gtk_widget_activate_action (widget,
                                           shift ? "candidates.clear" : "candidates.select-all",
                                           NULL);

      if (keyval == GDK_KEY_c && !shift)
        return gtk_widget_activate_action (widget, "candidates.copy", NULL);

      return GDK_EVENT_PROPAGATE;
    }

  if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    {
      if (cursor != NULL)
        preamp_datasource_pipeline_toggle (self->pipeline, cursor, shift);

      return GDK_EVENT_STOP;
    }

  /* The view then moves the cursor. */
  if (shift && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    preamp_datasource_pipeline_extend (self->pipeline, 1);
  else if (shift && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    preamp_datasource_pipeline_extend (self->pipeline, -1);
  else if (keyval == GDK_KEY_Escape && gtk_search_bar_get_search_mode (self->search_bar))
    return gtk_widget_activate_action (widget, "candidates.clear-search", NULL);

  return GDK_EVENT_PROPAGATE;
}

/* Actions */

static void
activate_cb (PreampCandidatePage *self,
             guint                position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "candidates.details", NULL);
}

static void
toggle_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  PreampDatasourceItem *item;
  const char *id;
  gboolean extend;

  g_variant_get (parameter, "(&sb)", &id, &extend);
  item = self->model != NULL ? preamp_datasource_model_look_up (self->model, id) : NULL;

  if (item != NULL)
    preamp_datasource_pipeline_toggle (self->pipeline, item, extend);
}

static void
select_all_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  preamp_datasource_pipeline_select_all (PREAMP_CANDIDATE_PAGE (widget)->pipeline);
}

static void
clear_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);

  if (self->model != NULL)
    preamp_datasource_model_clear_selection (self->model);
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  preamp_filter_chips_set_group (self->chips, PREAMP_DATASOURCE_GROUP_ALL);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  PreampDatasourceItem *cursor = preamp_datasource_pipeline_get_cursor (self->pipeline);
  g_autoptr (GPtrArray) selected = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  if (self->model == NULL)
    return;

  selected = preamp_datasource_model_dup_selected (self->model);
  for (guint i = 0; i < selected->len; i++)
    g_string_append_printf (ids, "%s\n",
                            preamp_candidate_get_id (g_ptr_array_index (selected, i)));

  if (selected->len == 0 && cursor != NULL)
    g_string_append (ids, preamp_datasource_item_get_id (cursor));

  if (ids->len == 0)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), ids->str);
  gtk_widget_activate_action (widget, "toast.copied", NULL);
}

static void
details_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "page.show-details", NULL);
}

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The list keeps the error, and the page shows it. */
  if (!preamp_candidate_list_refresh_finish (PREAMP_CANDIDATE_LIST (object), result, &error))
    g_debug ("Cannot refresh: %s", error->message);
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);

  if (self->list != NULL)
    preamp_candidate_list_refresh_async (self->list, NULL, refreshed_cb, NULL);
}

static void
review_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (PreampPlan) plan = NULL;
  GtkWindow *dialog;

  if (self->model == NULL || self->workspace == NULL)
    return;

  candidates = preamp_datasource_model_dup_selected (self->model);
  if (candidates->len == 0)
    return;

  plan = preamp_plan_new (preamp_workspace_get_connection (self->workspace),
                          preamp_candidate_list_get_integration (self->list),
                          get_direction (self), candidates);
  dialog = preamp_migration_dialog_new_for_plan (self->workspace, plan);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
  gtk_window_present (dialog);
}

static void
preamp_candidate_page_dispose (GObject *object)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (object);

  g_clear_handle_id (&self->squeezed_id, g_source_remove);
  if (self->table != NULL)
    preamp_candidate_table_set_model (self->table, NULL);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);

  g_clear_object (&self->list_signals);
  g_clear_object (&self->model_signals);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_CANDIDATE_PAGE);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->model);
  g_clear_object (&self->list);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (preamp_candidate_page_parent_class)->dispose (object);
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
  object_class->get_property = preamp_candidate_page_get_property;

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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-candidate-page.ui");
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
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, error_page);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, no_results_page);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, squeezer);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, table);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, list_window);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, list_view);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, hidden_label);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, select_all_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, review_button);
  gtk_widget_class_bind_template_child (widget_class, PreampCandidatePage, narrow_review_button);

  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, info_response_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, squeezed_cb);

  gtk_widget_class_install_action (widget_class, "candidates.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "candidates.clear-search", NULL,
                                   clear_search_action);
  gtk_widget_class_install_action (widget_class, "candidates.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "candidates.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "candidates.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "candidates.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "candidates.select-all", NULL,
                                   select_all_action);
  gtk_widget_class_install_action (widget_class, "candidates.toggle", "(sb)", toggle_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "candidates.review", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "candidates.review", NULL);
}

static void
preamp_candidate_page_init (PreampCandidatePage *self)
{
  static const char * const columns[] = {
    "show-type", "show-catalog", "show-schema", "show-table",
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
  g_signal_connect_object (preamp_datasource_pipeline_get_selection (self->pipeline),
                           "notify::selected-item",
                           G_CALLBACK (cursor_changed_cb), self, G_CONNECT_SWAPPED);

  self->list_signals = g_signal_group_new (PREAMP_TYPE_CANDIDATE_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify", G_CALLBACK (update), self);
  self->model_signals = g_signal_group_new (PREAMP_TYPE_DATASOURCE_MODEL);
  g_signal_group_connect (self->model_signals, "changed", G_CALLBACK (model_changed_cb), self);

  apply_squeezed (self);
  update_texts (self);
}

/**
 * preamp_candidate_page_new:
 *
 * Creates a page without a list. It activates actions of widgets above it: `page.show-details`,
 * and `toast.copied`.
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
 * Shows @list, and reads it where that was not done yet.
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

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->list, list);
  g_clear_object (&self->model);

  if (list != NULL)
    self->model = preamp_datasource_model_new (G_LIST_MODEL (list),
                                               preamp_candidate_list_get_integration (list),
                                               preamp_candidate_list_get_direction (list),
                                               workspace != NULL ?
                                                 preamp_workspace_get_standings (workspace) :
                                                 NULL,
                                               workspace != NULL ?
                                                 preamp_workspace_get_runner (workspace) :
                                                 NULL);

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  preamp_filter_chips_set_group (self->chips, PREAMP_DATASOURCE_GROUP_ALL);
  preamp_datasource_pipeline_set_model (self->pipeline, self->model);
  preamp_candidate_table_set_direction (self->table, get_direction (self));
  g_signal_group_set_target (self->list_signals, list);
  g_signal_group_set_target (self->model_signals, self->model);
  update_texts (self);
  update (self);

  if (list != NULL && !preamp_candidate_list_get_loaded (list) &&
      !preamp_candidate_list_get_loading (list))
    gtk_widget_activate_action (GTK_WIDGET (self), "candidates.refresh", NULL);
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
