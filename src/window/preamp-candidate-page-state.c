/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-page"

#include "config.h"

#include "preamp-candidate-page-private.h"

#include <glib/gi18n.h>

/**
 * preamp_candidate_page_get_direction: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Returns: which of Domo's lists it shows
 */
PreampDirection
preamp_candidate_page_get_direction (PreampCandidatePage *self)
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

  /* What was closed is said again by the next refresh, or where there is something else to say. */
  if (preamp_candidate_list_get_loading (self->list))
    g_clear_pointer (&self->closed_info, g_free);
  gtk_info_bar_set_revealed (self->info_bar,
                             text->len > 0 && g_strcmp0 (text->str, self->closed_info) != 0);
}

/**
 * preamp_candidate_page_update_texts: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Shows the words that go with the direction.
 */
void
preamp_candidate_page_update_texts (PreampCandidatePage *self)
{
  gboolean reverse = preamp_candidate_page_get_direction (self) == PREAMP_DIRECTION_REVERSE;

  preamp_row_menu_set_model (self->row_menu, reverse ? self->reverse_menu : self->migrate_menu);
  gtk_button_set_label (self->review_button,
                        reverse ? _("_Review Reversal…") : _("_Review Migration…"));
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

/* Of what a search does not find, nothing is selected. */
static void
update_select_all (PreampCandidatePage *self)
{
  gboolean reverse = preamp_candidate_page_get_direction (self) == PREAMP_DIRECTION_REVERSE;
  const char *label;

  if (preamp_datasource_pipeline_has_search (self->pipeline))
    label = reverse ? _("Select _All Found") : _("Select _All Ready Found");
  else
    label = reverse ? _("Select _All") : _("Select _All Ready");

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->select_all_button)), label) == 0)
    return;

  gtk_button_set_label (GTK_BUTTON (self->select_all_button), label);
  g_menu_remove (self->selection_menu, 0);
  g_menu_prepend (self->selection_menu, label, "candidates.select-all");
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

  if (preamp_datasource_pipeline_get_sorting (self->pipeline))
    return "sorting";

  return counts->n_found[group] > 0 ? "list" : "no-results";
}

/**
 * preamp_candidate_page_update: (skip)
 * @self: a `PreampCandidatePage`
 *
 * Shows what the list is like now, what is counted, and what can be done.
 */
void
preamp_candidate_page_update (PreampCandidatePage *self)
{
  PreampDatasourceCounts counts;
  PreampDirection direction = preamp_candidate_page_get_direction (self);
  const char *state;
  gboolean rows;
  gboolean loading;
  gboolean chips;

  if (self->list == NULL)
    return;

  preamp_datasource_pipeline_count (self->pipeline, &counts);
  preamp_filter_chips_set_counts (self->chips, &counts, direction);
  update_select_all (self);
  update_selected (self, &counts);
  update_info_bar (self);

  state = find_state (self, &counts);
  rows = g_str_equal (state, "list") || g_str_equal (state, "no-results") ||
         g_str_equal (state, "sorting");
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
  gtk_spinner_set_spinning (self->sorting_spinner, g_str_equal (state, "sorting"));
  gtk_spinner_set_spinning (self->refresh_spinner, loading && rows);
  gtk_widget_set_visible (GTK_WIDGET (self->refresh_spinner), loading && rows);
  gtk_widget_set_visible (self->chips_box, rows);
  gtk_widget_set_visible (self->chips_window, chips);
  gtk_widget_set_visible (self->hint_label, !chips);
  gtk_widget_set_visible (self->bottom_bar, rows);

  if (self->has_rows != rows)
    {
      self->has_rows = rows;
      g_object_notify (G_OBJECT (self), "has-rows");
    }
}
